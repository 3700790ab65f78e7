#!/bin/sh
# Away with all that make made: editions, caches, .venv.
set -eu
cd "$(dirname "$0")/.."
find build -mindepth 1 ! -name .gitignore -delete
find book tests bench setup -name __pycache__ -exec rm -rf {} +
rm -rf .venv dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
