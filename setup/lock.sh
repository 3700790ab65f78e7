#!/bin/sh
# Writes requirements.lock, requirements-dev.lock and requirements-bench.lock from pyproject.toml: one answer for
# every platform and every Python from 3.11 on, each file with its hashes. Keeps what is pinned; `sh setup/lock.sh --upgrade`
# takes the newest.
set -eu
cd "$(dirname "$0")/.."

uv=0.13.9  # the resolver itself

room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
"${PYTHON:-python3}" -m venv "$room/venv"
"$room/venv/bin/python" -m pip --disable-pip-version-check install --quiet "uv==$uv"

# The resolver does not read pip's settings: a mirror set for pip serves here too.
index=$("$room/venv/bin/python" -m pip config get global.index-url 2>/dev/null || :)
index=${UV_DEFAULT_INDEX:-${PIP_INDEX_URL:-$index}}
if [ -n "$index" ]; then export UV_DEFAULT_INDEX="$index"; fi

compile() {
    "$room/venv/bin/uv" --system-certs pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-header --no-emit-index-url --no-emit-find-links "$@" >/dev/null
}
locks='requirements.lock requirements-dev.lock requirements-bench.lock'
for lock in $locks; do
    if [ -e $lock ]; then grep -v '^#' $lock >"$room/$lock" || :; fi
done
compile "$@" pyproject.toml --group install --output-file "$room/requirements.lock"
compile "$@" pyproject.toml --group install --group test --group check --group build \
    --constraint "$room/requirements.lock" --no-annotate --output-file "$room/requirements-dev.lock"
compile "$@" pyproject.toml --group install --group bench \
    --constraint "$room/requirements.lock" --no-annotate --output-file "$room/requirements-bench.lock"

for lock in $locks; do
    { "${PYTHON:-python3}" setup/lock.py; cat "$room/$lock"; } >"$room/new"
    mv "$room/new" $lock
done
