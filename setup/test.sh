#!/bin/sh
# Sets up what is missing, then runs every test that this machine can run.
set -eu
cd "$(dirname "$0")/.."
. setup/libraries.sh

sh setup/venv.sh dev
sh setup/pango.sh || :
# What the press keeps of its own files is there for the many processes that tests start.
unset PYTHONDONTWRITEBYTECODE
# Files go to the cores whole, for their tests share books, and in their order: the longest come first.
exec .venv/bin/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder
