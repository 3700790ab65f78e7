#!/bin/sh
# Everything that can be seen without running the press; goes on after a fault, so that all are seen.
set -eu
cd "$(dirname "$0")/.."

sh setup/venv.sh dev

failed=
check() {
    echo "$1 ..."
    shift
    "$@" || failed=yes
}
check "style" .venv/bin/ruff check --quiet .
check "format" .venv/bin/ruff format --quiet --check .
check "types" .venv/bin/mypy
check "layers" .venv/bin/lint-imports --no-cache
check "lock" .venv/bin/python setup/lock.py --check
check "packages" .venv/bin/python setup/packages.py
[ -z "$failed" ]
