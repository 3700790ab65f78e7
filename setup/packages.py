"""Builds the sdist, the wheel out of the sdist, and tries the wheel far from the repository.

Nothing may be missing from the wheel: every module, rule, language and style of the repository is in it, and
`book` finds them where only the wheel is installed. Says what is wrong; the exit code is 1 then.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "000-de-bouillon.txt"


def wanted() -> set[str]:
    """The paths that the wheel must hold: what is in book/, and styles/ as book/styles/."""
    paths = set[str]()
    for folder, inside in (("book", "book"), ("styles", "book/styles")):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                paths.add(f"{inside}/{path.relative_to(ROOT / folder).as_posix()}")
    return paths


def build(room: Path) -> Path:
    """The wheel, built from the sdist; both are put in `room`."""
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(room), str(ROOT)]
    subprocess.run(command, check=True)
    (wheel,) = room.glob("*.whl")
    return wheel


def install(wheel: Path, room: Path) -> Path:
    """`book` in a venv of its own: the wheel beside this venv's libraries, without the repository."""
    venv.create(room, with_pip=False, symlinks=True)
    python = room / "bin" / "python"
    site = sysconfig.get_path("purelib", vars={"base": str(room), "platbase": str(room)})
    # A path in a .pth file is searched, but the .pth files found there are not read: no editable install.
    Path(site, "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check", "install"]
    subprocess.run([*command, "--quiet", "--no-deps", "--no-index", str(wheel)], check=True)
    return room / "bin" / "book"


def faults(room: Path) -> list[str]:
    """What is wrong with the packages, a sentence each."""
    wheel = build(room)
    with zipfile.ZipFile(wheel) as archive:
        found = [f"not in the wheel: {path}" for path in sorted(wanted() - set(archive.namelist()))]
    book = install(wheel, room / "venv")
    for arguments in (
        ["--help"],
        ["clean", "-"],
        ["new", "anthology", str(SEED)],
        ["build", "epub", "-C", "anthology"],
    ):
        text = SEED.read_text(encoding="utf-8")
        run = subprocess.run(
            [book, *arguments], input=text, capture_output=True, encoding="utf-8", cwd=room, check=False
        )
        if run.returncode or not run.stdout.strip():
            found.append(f"book {' '.join(arguments)}: exit code {run.returncode}\n{run.stdout}{run.stderr}")
    if not list(room.glob("anthology/build/*.epub")):
        found.append("the installed wheel made no EPUB")
    return found


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as room:
        wrong = faults(Path(room))
    sys.exit("\n".join(wrong) or 0)
