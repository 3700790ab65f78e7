"""Whether a Kindle book can be made of an EPUB: by calibre, as many readers do it.

    python bench/kindle.py BOOK.epub [BOOK.epub ...]

calibre is large, so no test asks for it. Exit code 1: it refused a book, or is not installed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

_MACOS = "/Applications/calibre.app/Contents/MacOS/ebook-convert"
_SMALLEST = 10_000  # bytes; an AZW3 with nothing in it is smaller


def refusal(convert: str, book: Path) -> str | None:
    """What calibre has against the EPUB `book`; None when it made an AZW3 of it."""
    with tempfile.TemporaryDirectory() as room:
        kindle = Path(room, "book.azw3")
        # No screen, and a home of its own: the settings of whoever runs this are left alone and play no part.
        surroundings = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": room, "LC_ALL": "C.UTF-8"}
        command = [convert, str(book.resolve()), str(kindle)]
        run = subprocess.run(command, capture_output=True, text=True, check=False, env=surroundings)
        if run.returncode:
            return (run.stderr or run.stdout).strip()[-500:]
        size = kindle.stat().st_size
        return None if size > _SMALLEST else f"an AZW3 of {size} bytes"


def main() -> int:
    reader = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    reader.add_argument("books", nargs="+", type=Path, metavar="BOOK.epub")
    convert = shutil.which("ebook-convert") or shutil.which(_MACOS)
    books: list[Path] = reader.parse_args().books
    if convert is None:
        print("calibre is not installed: sh setup/install.sh calibre", file=sys.stderr)
        return 1
    refused = 0
    for book in books:
        why = refusal(convert, book)
        refused += why is not None
        print(f"{book}: {'ok' if why is None else why}")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
