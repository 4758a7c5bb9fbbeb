#!/bin/sh
# Sets up .venv with what a lock in requirements/ pins: scripts/setup.sh press|dev|bench
# Called by the Makefile when the lock changed. PYTHON may name the Python to use.
set -eu
unset CDPATH PYTHONHOME PYTHONPATH
cd -- "$(dirname -- "$0")/.."
. scripts/packages.sh

case ${1:-} in
press | dev | bench) lock=requirements/$1.txt stamp=.venv/.$1 ;;
*) stop "usage: scripts/setup.sh press|dev|bench" ;;
esac

# Runs one line of Python; a shim that finds no Python behind it counts as none.
says_yes() { "$1" -c "import sys; $2" >/dev/null 2>&1; }
is_new() { says_yes "$1" "sys.exit(sys.version_info < (3, 11))"; }
can_make_venv() { says_yes "$1" "import ensurepip, venv"; }

# Prints the first Python that is new enough, but rather one that can make a virtual environment.
find_python() {
    if [ -n "${PYTHON:-}" ]; then
        is_new "$PYTHON" || stop "PYTHON=$PYTHON is not a Python of version 3.11 or later."
        printf '%s\n' "$PYTHON"
        return
    fi
    second=
    for name in python3 python3.13 python3.12 python3.11; do
        # Each folder of PATH, not only the first that has the name: a shim there may be dead.
        rest=${PATH}:
        while [ -n "$rest" ]; do
            python=${rest%%:*}/$name
            rest=${rest#*:}
            if [ -x "$python" ] && is_new "$python"; then
                if can_make_venv "$python"; then
                    printf '%s\n' "$python"
                    return
                fi
                second=${second:-$python}
            fi
        done
    done
    [ -n "$second" ] || stop "Toolkit Press needs Python 3.11 or later, and found none." \
        "Install it (Debian, Ubuntu: sudo apt-get install python3 python3-venv; macOS: brew install python)," \
        "or say where it is: make PYTHON=/path/to/python3 …"
    printf '%s\n' "$second"
}

make_venv() {
    python=$(find_python)
    if ! can_make_venv "$python"; then
        # Debian ships Python without what makes a virtual environment.
        package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
        if ! { install_packages "$package" && can_make_venv "$python"; }; then
            stop "$python cannot make a virtual environment." \
                "On Debian or Ubuntu run this, then try again:" "    sudo apt-get install $package"
        fi
    fi
    "$python" -m venv --clear .venv
}

# WeasyPrint loads these when it is imported. It could do without the subsetter, but would write other bytes then.
libraries='
import sys, warnings
warnings.simplefilter("ignore")
from weasyprint.text import ffi
if ffi.harfbuzz_subset is None: sys.exit("The library harfbuzz-subset is missing.")
'
libraries_work() { .venv/bin/python -c "$libraries"; }

check_libraries() {
    libraries_work >/dev/null 2>&1 && return
    packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0"
    # shellcheck disable=SC2086
    install_packages $packages && libraries_work >/dev/null 2>&1 && return
    libraries_work 2>&1 | tail -n 1 >&2 || true
    stop "The system libraries Pango and HarfBuzz, which lay out the pages, are missing. Run this, then try again:" \
        "    Debian, Ubuntu:  sudo apt-get install $packages" \
        "    macOS:           brew install pango"
}

# pip would write its cache to odd places, or warn on every line, where there is no home.
if [ -z "${HOME:-}" ] || ! [ -d "$HOME" ] || ! [ -w "$HOME" ]; then
    export PIP_CACHE_DIR="${PIP_CACHE_DIR:-$PWD/.cache/pip}"
fi

# Also when the Python that .venv was made with is gone, and when a set-up was cut short: pip takes half a package for
# a whole one.
if [ -e .venv/.installing ] || ! { is_new .venv/bin/python && says_yes .venv/bin/python "import pip"; }; then
    echo "Setting up: the virtual environment .venv"
    make_venv
fi
echo "Setting up: the packages of $lock"
touch .venv/.installing
# The lock is complete and every file in it has a hash: nothing is left for pip to decide.
PIP_USER=0 .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input --no-deps \
    --require-hashes -r "$lock" || stop "pip could not install the packages of $lock."
rm -f .venv/.installing
check_libraries
touch "$stamp"
