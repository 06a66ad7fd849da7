/// What stands in for programs that a reader would have in his path.
extension Walkthrough {
    /// The tool, whose service is always the one on loopback, whatever server a page names. As with the true ones,
    /// another server gets the key of `IMAGES_API_KEY` and no other; a known service's own key stands for any.
    static let tool = #"""
        #!/usr/bin/env bash
        words=()
        other=${IMAGES_BASE_URL-}
        file=${BETTERTOKEN_API_KEY_FILE-}${OPENAI_API_KEY_FILE-}
        while [ $# -gt 0 ]; do
            case $1 in
                --base-url) words+=(--base-url "$STAND_IN_URL"); other=$STAND_IN_URL; shift ;;
                --base-url=*) words+=(--base-url "$STAND_IN_URL"); other=$STAND_IN_URL ;;
                --key-file | --key-file=*) file=${file:-option}; words+=("$1") ;;
                *) words+=("$1") ;;
            esac
            shift
        done
        if [ -n "$other" ]; then
            export IMAGES_BASE_URL=$STAND_IN_URL
        elif [ -n "${BETTERTOKEN_API_KEY-}${OPENAI_API_KEY-}" ]; then
            export IMAGES_BASE_URL=$STAND_IN_URL IMAGES_API_KEY=$STAND_IN_KEY
        elif [ -n "$file" ]; then
            export IMAGES_BASE_URL=$STAND_IN_URL IMAGES_API_KEY_FILE=$file
        fi
        exec "$STAND_IN_TOOL" "${words[@]}"

        """#

    /// `swift package` with one of the plugins, or `swift run image-assets`.
    static let swift = #"""
        #!/usr/bin/env bash
        refuse() { echo "no test can run this: swift $*" >&2; exit 99; }
        all=("$@")
        case ${1-} in package | run) shift ;; *) refuse "${all[@]}" ;; esac
        while [ $# -gt 0 ]; do
            case $1 in
                generate-images | check-images | image-assets) break ;;
                --package-path) cd "$2"; shift ;;
                --scratch-path | --allow-network-connections | --traits | -c) shift ;;
                --*) ;;
                *) refuse "${all[@]}" ;;
            esac
            shift
        done
        [ $# -gt 0 ] || refuse "${all[@]}"
        verb=$1
        shift
        if [ "$verb" = image-assets ]; then exec image-assets "$@"; fi
        folder=$PWD
        while [ ! -e "$folder/Package.swift" ] && [ "$folder" != / ]; do folder=$(dirname "$folder"); done
        export IMAGE_ASSETS_PLUGIN=$verb
        if [ "${1-}" = help ]; then exec image-assets "$@"; fi
        words=()
        while [ $# -gt 0 ] && [ "$1" != -- ]; do
            case $1 in --package-path | --package-path=*) folder= ;; esac
            words+=("$1")
            shift
        done
        if [ -n "$folder" ]; then words+=(--package-path "$folder"); fi
        exec image-assets "${words[@]}" "$@"

        """#
}
