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
    echo "The PDF is missing; make book makes it once Pango is installed." >&2
fi
exit $code
