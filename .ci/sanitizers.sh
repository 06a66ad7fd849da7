# Sourced: finds a clang that has the sanitizers, installing one where that can be done, and lists what is compiled.
cd "$(dirname "$0")/.."

works() {
    echo 'int main(void) { return 0; }' > "$folder/try.c"
    "$1" -fsanitize=address,undefined "$folder/try.c" -o "$folder/try" 2>/dev/null && "$folder/try"
}

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
swift_clang=$(command -v swift >/dev/null && dirname "$(readlink -f "$(command -v swift)")")/clang
compiler=
for candidate in "${CLANG:-}" "$swift_clang" clang clang-19 clang-16 clang-14; do
    if [ -n "$candidate" ] && command -v "$candidate" >/dev/null && works "$candidate"; then
        compiler=$candidate
        break
    fi
done
if [ -z "$compiler" ]; then
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        echo "No clang with AddressSanitizer. Debian 12: apt-get install clang-14 libclang-rt-14-dev. Or set CLANG." >&2
        exit 1
    fi
    apt-get update -qq && apt-get install -y -qq clang-14 libclang-rt-14-dev
    compiler=clang-14
fi

flags="-std=gnu17 -g -O1 -fno-omit-frame-pointer -fno-sanitize-recover=all -Wall -Wextra -Werror
    -I Sources/CImageAssetsPNG/include -I Sources/CImageAssetsBytes/include -I Benchmarks/Baselines/include
    $(pkg-config --cflags libpng)"
png="Sources/CImageAssetsPNG/*.c Benchmarks/Baselines/decode.c Fuzzing/png.c"
bytes="Sources/CImageAssetsBytes/*.c Fuzzing/bytes.c"
pixels="-fsanitize=float-cast-overflow,float-divide-by-zero -I Sources/CImageAssetsPixels/include
    Sources/CImageAssetsPixels/*.c"
compile() {
    # The linker has a warning for each symbol of the sanitizers; they are shown only when something is wrong.
    # shellcheck disable=SC2086
    "$compiler" $flags "$@" $libraries > "$folder/compiler" 2>&1 || {
        cat "$folder/compiler" >&2
        exit 1
    }
}

libraries="$(pkg-config --libs libpng) -lz"
