#!/bin/sh
# How well and how fast pages are cleaned, beside other programs: make bench CASES=folder
# The cases are third parties' pages with known truth, and are not part of the project; bench/README.md says
# what is in such a folder. The other programs get a virtual environment of their own, in .venv/peers.
set -eu
cases=${CASES:-}
if [ -z "$cases" ]; then
    echo "Which cases? make bench CASES=folder (bench/README.md says what is in it)" >&2
    exit 2
fi
if ! cases=$(cd "$cases" 2>/dev/null && pwd); then
    echo "There is no folder $CASES" >&2
    exit 2
fi
if [ -d "$cases/dev" ] && [ ! -e "$cases/truth.jsonl.gz" ]; then cases=$cases/dev; fi
if [ ! -e "$cases/truth.jsonl.gz" ]; then
    echo "There is no truth.jsonl.gz in $cases (bench/README.md says what is in a folder of cases)" >&2
    exit 2
fi
cd "$(dirname "$0")/.."

sh setup/venv.sh
room=.venv/peers
now=$(cksum requirements-bench.lock pyproject.toml)
if [ ! -e $room/.done ] || [ "$(cat $room/.done)" != "$now" ]; then
    echo "Setting up $room from requirements-bench.lock (about a minute, once) ..." >&2
    .venv/bin/python -m venv --clear $room
    # The lock is whole; some of these ask for extras in ways that older pips stumble over.
    $room/bin/python -m pip --disable-pip-version-check --no-input install --quiet --require-hashes --no-deps \
        -r requirements-bench.lock
    $room/bin/python -m pip --disable-pip-version-check --no-input install --quiet --no-deps \
        --no-build-isolation --editable .
    echo "$now" >$room/.done
fi

echo "Text without markup:"
$room/bin/python -m bench.cleaning "$cases"
echo
echo "Web pages:"
$room/bin/python -m bench.pages "$cases"
echo
echo "The press's weights were fitted to pages like these. On the very pages that they were fitted to, its row is"
echo "in-sample; on others it is not. \`python -m bench.train CASES --dry-run\` and \`python -m bench.train_html\`"
echo "tell how its judges do on pages that they have not seen (cross-validated)."
