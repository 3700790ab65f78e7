#!/bin/sh
# Everything that can be seen without running the press; goes on after a fault, so that all are seen.
set -eu
cd "$(dirname "$0")/.."

sh setup/venv.sh dev

room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
failed=
check() {
    printf '%s ... ' "$1"
    shift
    if "$@" >"$room/said" 2>&1; then echo ok; else failed=yes; echo no; cat "$room/said"; fi
}
check "style" .venv/bin/ruff check .
check "format" .venv/bin/ruff format --check .
check "types" .venv/bin/mypy
check "layers" .venv/bin/lint-imports --no-logo --no-cache
check "lock" .venv/bin/python setup/lock.py --check
check "packages" .venv/bin/python setup/packages.py
[ -z "$failed" ]
