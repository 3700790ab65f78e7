"""The test book tide-table as files, to be looked at and measured: `make.py OUT.epub` writes a PDF too."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import shelf

from book.languages import load
from book.render import cover, epub, paper


def main(out: Path) -> None:
    """Both editions of the book, as the press makes them."""
    book, style = shelf.tide_table(), shelf.style()
    language = load(book.language)
    printed, pagination, _ = paper.render(book, style, language)
    reflowing, _ = epub.render(book, style, language, cover.draw(book, style, language), pagination)
    out.write_bytes(reflowing.data)
    out.with_suffix(".pdf").write_bytes(printed.data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
