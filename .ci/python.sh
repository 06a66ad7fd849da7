# Sourced: a Python of its own for a check, in a folder below .build.

# environment NAME MODULES PACKAGE...: sets `python` to one that can import the modules, installing the packages of PyPI
# where it cannot.
environment() {
    local folder=.build/$1 modules=$2
    shift 2
    python=$folder/bin/python
    if "$python" -c "import $modules" 2>/dev/null; then return; fi
    if ! python3 -c 'import ensurepip, venv' 2>/dev/null && command -v apt-get >/dev/null; then
        local sudo=""
        if [ "$(id -u)" -ne 0 ]; then sudo="sudo"; fi
        $sudo apt-get update -q
        $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qy python3-venv
    fi
    python3 -m venv --clear "$folder"
    "$folder/bin/pip" install --quiet --disable-pip-version-check "$@"
}
