#!/bin/sh
# Sets up what is missing, then makes the book. Exit code: that of `book build` (7: no PDF for want of Pango).
set -eu
cd "$(dirname "$0")/.."
. setup/libraries.sh

sh setup/venv.sh
sh setup/pango.sh || :

code=0
.venv/bin/book build || code=$?
if [ $code = 7 ]; then
    rm -f .venv/.pango
    if how=$(sh setup/install.sh --say pango 2>/dev/null); then
        printf 'The PDF is missing. To install Pango, type:\n    %s\nand then: make book\n' "$how" >&2
    else
        echo "The PDF is missing: install Pango 1.44 or newer and HarfBuzz, then: make book" >&2
    fi
fi
exit $code
