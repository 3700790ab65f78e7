#!/bin/sh
# Sees to it that the PDF can be set: that the libraries which WeasyPrint opens are there, Pango above all.
# Installs them where that takes no password. Exit code 1: they are not there.
set -eu
cd "$(dirname "$0")/.."
. setup/libraries.sh

loads() {
    .venv/bin/python -W ignore -c \
        'from weasyprint.text.ffi import harfbuzz_subset; raise SystemExit(harfbuzz_subset is None)' >/dev/null 2>&1
}

# Opening them takes half a second, so a success is remembered; `book build` notices if they went away.
if [ -e .venv/.pango ]; then exit 0; fi
if ! loads; then
    sh setup/install.sh pango >/dev/null || exit 1
    loads || exit 1
fi
touch .venv/.pango
