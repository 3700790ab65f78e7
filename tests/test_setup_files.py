"""The files that set the project up: they parse, they agree, and they say nothing of where they were made."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tomllib
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
SCRIPTS = sorted(ROOT.glob("setup/*.sh"))
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock")
OURS = ("", ".venv", "build", "dist")

# Where packages come from is each machine's own affair. Put together here, so as not to stand here.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("deb", "debian", "org"),
        ("security", "debian", "org"),
        ("snapshot", "debian", "org"),
        ("archive", "ubuntu", "com"),
        ("registry", "npmjs", "org"),
    )
]


@cache
def project_files() -> tuple[Path, ...]:
    """What git keeps; in an unpacked sdist everything but what tools left behind."""
    command = ["git", "-c", "safe.directory=*", "-C", str(ROOT), "ls-files", "-z"]
    try:
        listed = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout.split("\0")
    except (OSError, subprocess.CalledProcessError):
        listed = [str(path.relative_to(ROOT)) for path in ROOT.rglob("*")]
    files = (ROOT / name for name in listed if name.split("/")[0] not in OURS and not name.startswith("."))
    return tuple(path for path in files if path.is_file() and "__pycache__" not in path.parts)


def pins(lock: str) -> dict[str, str]:
    """A lock's distributions and versions."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return {
        canonicalize_name(name): version for name, version in re.findall(r"(?m)^([\w.-]+)==([^ \\]+)", text)
    }


@pytest.mark.parametrize("script", [*SCRIPTS, ROOT / ".ci" / "run"], ids=lambda path: path.name)
def test_scripts_parse(script: Path) -> None:
    shell = "/bin/sh" if script.suffix == ".sh" else "bash"
    subprocess.run([shell, "-n", str(script)], check=True)


def test_a_make_target_is_one_line_that_calls_a_script() -> None:
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    phony = next(line for line in lines if line.startswith(".PHONY:")).removeprefix(".PHONY:").split()
    rules = [line for line in lines if re.match(r"\w+ *:", line)]
    assert [rule.split(":")[0] for rule in rules] == phony
    assert phony[0] == "book"
    for rule in rules:
        called = re.search(r"@sh (setup/\w+\.sh)$", rule)
        assert called, rule
        assert (ROOT / called[1]).is_file(), rule
    assert {f"# make {name}" for name in phony} <= {" ".join(line.split()[:3]) for line in lines}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    wanted = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert len(wanted) > 20
    assert all(re.match(r"[\w.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line) for line in wanted)


def test_both_locks_pin_the_same() -> None:
    runtime, dev, bench = map(pins, LOCKS)
    assert runtime.items() <= dev.items()
    assert runtime.items() <= bench.items()


def test_the_locks_answer_what_the_project_asks() -> None:
    plan = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = plan["dependency-groups"]
    runtime = plan["project"]["dependencies"] + groups["install"]
    peers = runtime + groups.pop("bench")
    everything = [*plan["project"]["dependencies"], *chain.from_iterable(groups.values())]
    for lock, asked in zip(LOCKS, (runtime, everything, peers), strict=True):
        pinned = pins(lock)
        for requirement in map(Requirement, asked):
            assert pinned[canonicalize_name(requirement.name)] in requirement.specifier, (lock, requirement)


def test_the_locks_are_current() -> None:
    script = str(ROOT / "setup" / "lock.py")
    check = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert (check.returncode, check.stderr) == (0, "")


def test_no_file_names_a_registry_or_the_place_where_it_was_made() -> None:
    private = [name.encode() for name in (*REGISTRIES, str(ROOT), f"{Path.home()}/")]
    named = [
        (str(path.relative_to(ROOT)), name.decode())
        for path in project_files()
        for name in private
        if name in path.read_bytes()
    ]
    assert named == []


def test_the_licence_is_the_whole_text() -> None:
    text = (ROOT / "LICENSE").read_bytes()
    known = "0d96a4ff68ad6d4b6f1f30f713b18d5184912ba8dd389f86aa7710db079abcb0"
    assert hashlib.sha256(text).hexdigest() == known
