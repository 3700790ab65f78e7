"""The first line of a lock says which dependencies of pyproject.toml it answers.

`python setup/lock.py` writes that line; `--check` says whether the locks' lines are right.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock")


def first_line() -> str:
    """The lock's first line: a digest of what pyproject.toml asks for, however it is laid out."""
    plan = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [plan["project"]["requires-python"], plan["project"]["dependencies"], plan["dependency-groups"]]
    digest = hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
    return f"# Made by `make lock` from the dependencies in pyproject.toml ({digest[:16]})."


def main(arguments: list[str]) -> int:
    """Print the line, or check the locks; the exit code."""
    line = first_line()
    if arguments != ["--check"]:
        sys.stdout.write(line + "\n")
        return 0
    stale = [name for name in LOCKS if (ROOT / name).read_text(encoding="utf-8").split("\n", 1)[0] != line]
    for name in stale:
        sys.stderr.write(f"{name} is older than the dependencies in pyproject.toml: make lock\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
