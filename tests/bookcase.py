"""Anthologies for tests that build: a small one of two columns, and the first book itself."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from book.cli import run

ROOT = Path(__file__).parent.parent

PLAN = """\
[book]
title = "Twee stukjes"
language = "nl"
slug = "twee-stukjes"
date = "2020-02-02"

[[piece]]
seed = "seeds/brood.txt"

[[piece]]
seed = "seeds/melk.txt"
title = "Melk"
authors = []
"""

BROOD = """\
Brood op de plank

Door Anna de Wit

Elke zaterdag bakt mijn buurman brood voor de hele straat, en elke zaterdag zegt hij dat het mislukt is.

'Te hard', zegt hij dan, en hij klopt op de korst alsof daar iemand woont die open moet doen.

Wij knikken, nemen een brood mee naar huis en eten het op voordat het avond is geworden.

Reageer op dit artikel
"""

MELK = """\
Wie vroeg opstaat ziet de melkboer nog, want hij bestaat: hij rijdt om zes uur door onze straat.

Hij zet de flessen neer zonder geluid te maken en neemt de lege mee, zoals zijn vader dat al deed.
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


def book(*arguments: str, cwd: Path, env: Mapping[str, str] | None = None, stdin: bytes = b"") -> Ran:
    """Run the command `book` in this process, which is a second faster than in one of its own."""
    out, err = io.StringIO(), io.StringIO()
    before, folder, keyboard = dict(os.environ), Path.cwd(), sys.stdin
    try:
        os.chdir(cwd)
        sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
        os.environ.clear()
        os.environ.update(surroundings(env))
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                code = run(arguments)
            except Exception:
                traceback.print_exc()
                code = 1
    finally:
        sys.stdin = keyboard
        os.environ.clear()
        os.environ.update(before)
        os.chdir(folder)
    return Ran(code, out.getvalue(), err.getvalue())


def process(
    *arguments: str, cwd: Path, env: Mapping[str, str] | None = None, script: str = "", stdin: bytes = b""
) -> Ran:
    """Run the command `book`, or a Python script in its stead, as a process of its own."""
    command = ["-c", script] if script else ["-m", "book"]
    done = subprocess.run(
        [sys.executable, *command, *arguments],
        cwd=cwd,
        env=surroundings(env),
        input=stdin,
        capture_output=True,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def surroundings(env: Mapping[str, str] | None = None) -> dict[str, str]:
    """The variables of this process, without those that change what the press does or how it speaks."""
    telling = ("SOURCE_DATE_EPOCH", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE")
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    kept = {name: value for name, value in os.environ.items() if name not in telling}
    return kept | {"PYTHONPATH": path} | dict(env or {})


def small(folder: Path) -> Path:
    """A small anthology in `folder`: its root."""
    (folder / "seeds").mkdir(parents=True)
    (folder / "anthology.toml").write_text(PLAN, encoding="utf-8")
    (folder / "seeds" / "brood.txt").write_text(BROOD, encoding="utf-8")
    (folder / "seeds" / "melk.txt").write_text(MELK, encoding="utf-8")
    return folder


def first(folder: Path) -> Path:
    """A copy of the first book in `folder`: its root."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "anthology.toml", folder)
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    return folder
