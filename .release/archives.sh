#!/usr/bin/env bash
# For .release/bundle: which archives are linked into the executable, whose they are, and what it still needs.

# In a folder of their own, which the linker looks at before the shared libraries. An archive that needs another one
# holds it, because not every linker looks back.
gather_archives() {
    local folder=$1
    rm -rf "$folder"
    mkdir -p "$folder"
    join "$folder/libpng.a" "$(archive libpng png16)" "$(archive zlib z)"
    join "$folder/libturbojpeg.a" "$(archive libturbojpeg turbojpeg)"
    if pkg-config --exists libsharpyuv; then
        join "$folder/libwebp.a" "$(archive libwebp webp)" "$(archive libsharpyuv sharpyuv)"
    else
        join "$folder/libwebp.a" "$(archive libwebp webp)"
    fi
    if [ "$(uname)" = Linux ]; then
        join "$folder/libz.a" "$(archive zlib z)"
        # Those of the C++ and C compilers, for Swift's runtime.
        join "$folder/libstdc++.a" "$(gcc -print-file-name=libstdc++.a)"
        join "$folder/libgcc_s.a" "$(gcc -print-file-name=libgcc_eh.a)"
    fi
}

archive() {
    local path
    path=$(pkg-config --variable=libdir "$1")/lib$2.a
    if [ "$(uname)" = Darwin ] && [ "$1" = zlib ]; then return; fi
    if [ ! -f "$path" ]; then
        echo "There is no archive $path to link." >&2
        exit 1
    fi
    echo "$path"
}

join() {
    local into=$1
    shift
    if [ "$(uname)" = Darwin ]; then
        # shellcheck disable=SC2068 # zlib's is empty there: it is part of the system.
        libtool -static -o "$into" $@
    elif [ $# -eq 1 ]; then
        cp -L "$1" "$into"
    else
        { echo "CREATE $into"; printf 'ADDLIB %s\n' "$@"; printf 'SAVE\nEND\n'; } | ar -M
    fi
}

# What their licences want to be told with the executable.
gather_licences() {
    local folder=$1 name file
    mkdir -p "$folder"
    cp LICENSE "$folder/swift-image-assets.txt"
    for name in libpng-dev zlib1g-dev libturbojpeg0-dev libjpeg-turbo8-dev libwebp-dev libstdc++6; do
        file=/usr/share/doc/$name/copyright
        if [ -f "$file" ]; then cp "$file" "$folder/$name.txt"; fi
    done
    if command -v brew >/dev/null; then
        for name in libpng jpeg-turbo webp; do
            for file in "$(brew --prefix "$name")"/{LICENSE*,COPYING*}; do
                if [ -f "$file" ]; then cp "$file" "$folder/$name-$(basename "$file").txt"; fi
            done
        done
    fi
    file=$(dirname "$(dirname "$(command -v swift)")")/share/swift/LICENSE.txt
    if [ -f "$file" ]; then cp "$file" "$folder/swift.txt"; fi
}

# What is not part of each system: nothing, it should be.
needed_libraries() {
    if [ "$(uname)" = Darwin ]; then
        otool -L "$1" | tail -n +2 | awk '{ print $1 }' | grep -v -e '^/usr/lib/' -e '^/System/' || true
    else
        objdump -p "$1" | awk '$1 == "NEEDED" { print $2 }' |
            grep -v -E '^(libc|libm|libdl|libpthread|librt|libutil|ld-linux[-a-z0-9_]*)\.so\.[0-9]+$' || true
    fi
}

least_glibc() {
    objdump -T "$1" | grep -o 'GLIBC_[0-9.]*' | sort -Vu | tail -n 1 | cut -d _ -f 2
}
