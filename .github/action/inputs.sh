# shellcheck shell=bash
# Sourced by the steps of action.yml: their inputs, checked.

# fail TEXT: ends the step; the runner shows the text with the job.
fail() {
    echo "::error title=swift-image-assets::$1" >&2
    exit 64
}

# digest: SHA-256 of standard input, in hex digits.
digest() {
    if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -d ' ' -f 1
}

# forget_keys: for what wants none, as SwiftPM and Git run what others wrote.
forget_keys() {
    local name
    for name in $(compgen -e); do
        case $name in *_API_KEY) unset "$name" ;; esac
    done
}

command=${INPUT_COMMAND:-check}
version=${INPUT_VERSION:-package}
package=${INPUT_PACKAGE_PATH:-.}

case $command in
check | generate | gallery) ;;
*) fail "There is no command with this name: it is check, generate or gallery." ;;
esac
case $version in
package | prebuilt) ;;
*) fail "version is package (what Package.swift depends on) or prebuilt (the release named in uses:); \
to use another release, name it there." ;;
esac
case $package in
/* | -* | .. | ../* | */.. | */../*) fail "package-path has to be a folder of the workspace, relative to it." ;;
*[[:cntrl:]]*) fail "package-path has to be one line." ;;
esac
if [ ! -d "$package" ]; then fail "package-path names no folder. Does actions/checkout come first?"; fi
