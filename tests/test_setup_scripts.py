"""setup/venv.sh and setup/book.sh, run in an empty project with a Python that only writes down its calls."""

from __future__ import annotations

import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

SETUP = Path(__file__).parent.parent / "setup"

# Knows just what the scripts ask of Python: its version, whether it has venv, to make a venv, and pip.
PYTHON = """#!/bin/sh
echo "$*" >>"$CALLS"
case "$*" in
    -V) echo "Python ${VERSION:-3.12.0}" ;;
    *version_info*) exit "${TOO_OLD:-0}" ;;
    "-c import ensurepip, venv") exit "${NO_VENV:-0}" ;;
    "-m venv"*) rm -rf .venv; mkdir -p .venv/bin; cp "$0" .venv/bin/python ;;
    *harfbuzz_subset*) exit "${NO_PANGO:-0}" ;;
    *"--require-hashes"*) sleep "${PIP_TAKES:-0}"; echo "${PIP_SAYS:-}" >&2; exit "${PIP_FAILS:-0}" ;;
    *--editable*)
        printf '#!/bin/sh\\necho "book $*"; exit "${BUILD:-0}"\\n' >.venv/bin/book
        chmod +x .venv/bin/book ;;
esac
"""


@dataclass
class Project:
    """A folder with nothing but setup/, the locks and a pyproject.toml."""

    root: Path
    calls: Path

    def run(self, script: str, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        self.calls.write_text("", encoding="utf-8")
        env = {**os.environ, "PYTHON": str(self.root / "python"), "CALLS": str(self.calls), **variables}
        return subprocess.run(
            ["/bin/sh", f"setup/{script}", *arguments],
            cwd=self.root,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def installed(self) -> list[str]:
        """The locks that pip was given in the last run."""
        calls = self.calls.read_text(encoding="utf-8").splitlines()
        return [call.split()[-1] for call in calls if "--require-hashes" in call]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    root = tmp_path / "a project with spaces"
    shutil.copytree(SETUP, root / "setup")
    for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        (root / name).write_text(f"{name}\n", encoding="utf-8")
    python = root / "python"
    python.write_text(PYTHON, encoding="utf-8")
    python.chmod(0o755)
    return Project(root, tmp_path / "calls")


def poor_debian(folder: Path) -> dict[str, str]:
    """The variables of a Debian on which a plain user's sudo asks a password."""
    fakes = folder / "bin"
    fakes.mkdir()
    bodies = {"sudo": "exit 1", "id": "echo 1000", "uname": "echo Linux", "apt-get": "exit 9"}
    for name, body in bodies.items():
        (fakes / name).write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        (fakes / name).chmod(0o755)
    (folder / "os-release").write_text("ID=debian\n", encoding="utf-8")
    path = f"{fakes}{os.pathsep}{os.environ['PATH']}"
    return {"PATH": path, "OS_RELEASE": str(folder / "os-release")}


def test_the_lock_is_installed_once(project: Project) -> None:
    assert project.run("venv.sh").returncode == 0
    assert project.installed == ["requirements.lock"]
    again = project.run("venv.sh")
    assert (again.returncode, again.stderr, project.installed) == (0, "", [])


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock", "pyproject.toml"])
def test_another_lock_is_installed_anew(project: Project, name: str) -> None:
    project.run("venv.sh")
    (project.root / name).write_text("other\n", encoding="utf-8")
    project.run("venv.sh")
    assert project.installed == ["requirements.lock"]


def test_the_test_tools_are_added_and_the_press_is_content_with_them(project: Project) -> None:
    project.run("venv.sh")
    project.run("venv.sh", "dev")
    assert project.installed == ["requirements-dev.lock"]
    project.run("venv.sh")
    assert project.installed == []
    project.run("venv.sh", "dev")
    assert project.installed == []


def test_a_project_that_was_moved_gets_a_new_venv(project: Project) -> None:
    project.run("venv.sh")
    moved = Project(project.root.rename(project.root.parent / "moved"), project.calls)
    moved.run("venv.sh")
    assert "-m venv --clear .venv" in moved.calls.read_text(encoding="utf-8")
    assert moved.installed == ["requirements.lock"]


def test_another_python_installs_anew(project: Project) -> None:
    project.run("venv.sh")
    project.run("venv.sh", VERSION="3.13.0")
    assert project.installed == ["requirements.lock"]


def test_a_failed_installation_is_tried_again(project: Project) -> None:
    failed = project.run("venv.sh", PIP_FAILS="1")
    assert failed.returncode == 1
    assert "requirements.lock" in failed.stderr
    assert project.run("venv.sh").returncode == 0
    assert project.installed == ["requirements.lock"]


def test_a_python_that_is_too_old_is_refused(project: Project) -> None:
    run = project.run("venv.sh", TOO_OLD="1")
    assert run.returncode == 1
    assert "Python 3.11 or newer" in run.stderr
    assert not (project.root / ".venv").exists()


def test_the_python_that_is_too_old_is_named(project: Project) -> None:
    run = project.run("venv.sh", TOO_OLD="1", VERSION="3.9.2")
    assert f"{project.root / 'python'} is Python 3.9.2." in run.stderr
    assert "make book PYTHON=/path/to/python" in run.stderr


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            "disk is full",
        ),
        (
            "WARNING: Retrying (Retry(total=4)) after NewConnectionError\nERROR: No matching",
            "See to the network",
        ),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", ""),
    ],
)
def test_why_pip_failed_is_said_in_one_line(project: Project, said: str, hint: str) -> None:
    run = project.run("venv.sh", PIP_FAILS="1", PIP_SAYS=said)
    assert run.returncode == 1
    assert said.splitlines()[-1] in run.stderr
    assert "Retrying" not in run.stderr
    *_, not_set_up, last = run.stderr.splitlines()
    assert hint in last if hint else last.startswith("Not set up: ")
    assert not hint or not_set_up.startswith("Not set up: ")


@pytest.mark.skipif(shutil.which("flock") is None, reason="set-ups wait for each other where there is flock")
def test_of_two_at_once_one_sets_up_and_the_other_waits(project: Project) -> None:
    with ThreadPoolExecutor() as pool:
        runs = [pool.submit(project.run, "venv.sh", PIP_TAKES="1") for _ in range(2)]
    assert [run.result().returncode for run in runs] == [0, 0]
    assert sorted("Set up in" in run.result().stderr for run in runs) == [False, True]


def test_where_nothing_can_be_written_is_said(project: Project) -> None:
    """A file stands in .venv's way: that refuses even root, whom no right stops."""
    (project.root / ".venv").write_text("", encoding="utf-8")
    run = project.run("venv.sh")
    assert run.returncode == 1
    assert f"Nothing can be written in {project.root}" in run.stderr
    assert project.installed == []


def test_a_python_without_venv_is_told_how_to_get_it(project: Project, tmp_path: Path) -> None:
    run = project.run("venv.sh", NO_VENV="1", **poor_debian(tmp_path))
    assert run.returncode == 1
    assert "sudo apt-get install -y --no-install-recommends python3-venv\n" in run.stderr


def test_the_book_is_made(project: Project) -> None:
    run = project.run("book.sh")
    assert (run.returncode, run.stdout) == (0, "book build\n")


def test_the_book_s_exit_code_is_kept(project: Project) -> None:
    assert project.run("book.sh", BUILD="3").returncode == 3


def test_without_pango_the_build_goes_on_and_the_command_is_said(project: Project, tmp_path: Path) -> None:
    run = project.run("book.sh", BUILD="7", NO_PANGO="1", **poor_debian(tmp_path))
    assert (run.returncode, run.stdout) == (7, "book build\n")
    assert "The PDF is missing" in run.stderr


def test_pango_that_loads_is_not_asked_again(project: Project) -> None:
    project.run("book.sh")
    assert "harfbuzz_subset" in project.calls.read_text(encoding="utf-8")
    project.run("book.sh")
    assert "harfbuzz_subset" not in project.calls.read_text(encoding="utf-8")


def test_pango_that_went_away_is_asked_for_again(project: Project) -> None:
    project.run("book.sh")
    project.run("book.sh", BUILD="7")
    project.run("book.sh")
    assert "harfbuzz_subset" in project.calls.read_text(encoding="utf-8")


def test_clean_leaves_what_git_keeps(project: Project) -> None:
    project.run("book.sh")
    build = project.root / "build"
    for folder in ("build/epub", "book", "tests", "bench"):
        (project.root / folder).mkdir(parents=True)
    (build / ".gitignore").write_text("*\n", encoding="utf-8")
    (build / "epub" / "x.xhtml").write_text("x", encoding="utf-8")
    assert project.run("clean.sh").returncode == 0
    assert [path.name for path in build.iterdir()] == [".gitignore"]
    assert not (project.root / ".venv").exists()
