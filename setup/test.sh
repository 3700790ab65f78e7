#!/bin/sh
# Sets up what is missing, then runs every test that this machine can run.
set -eu
cd "$(dirname "$0")/.."
. setup/libraries.sh

sh setup/venv.sh dev
sh setup/pango.sh || :
exec .venv/bin/python -m pytest --numprocesses auto --dist loadfile
