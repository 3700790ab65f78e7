"""Rows of code and the like that are longer than the page is wide: set on several lines, and told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from book.errors import Place
from book.model import Anthology, Finding, Preformatted, Severity
from book.render import walk
from book.render.boxtree import attribute, boxes
from book.render.xhtml import words

_KEY = "data-k"
_ROW = "row"
_SHOWN = 60


def told(anthology: Anthology, pages: Sequence[Any], labels: Sequence[str]) -> Iterator[Finding]:
    """A finding for each block that has such rows, at its line of the seed."""
    lines: Counter[str] = Counter()  # by the rows' keys
    texts: dict[str, str] = {}
    seen: dict[str, str] = {}  # the pages that they begin on
    for page, label in zip(pages, labels, strict=True):
        for key, text in _lines(page._page_box):
            lines[key] += 1
            texts[key] = texts.get(key, "") + text
            seen.setdefault(key, label)
    long = {_letters(texts[key]): seen[key] for key, count in lines.items() if count > 1}
    for chapter in anthology.chapters:
        for block in walk.blocks(chapter.piece):
            if not isinstance(block, Preformatted):
                continue
            rows = [words(row) for row in block.rows]
            found = [(row, long[text]) for row in rows if (text := _letters(row)) in long]
            if found:
                yield _told(chapter.piece.seed, block.line, found)


def _told(seed: str, line: int, found: Sequence[tuple[str, str]]) -> Finding:
    longest, label = max(found, key=lambda one: len(one[0]))
    many = f"{len(found)} rows are" if len(found) > 1 else "a row is"
    shown = longest.strip()
    shown = shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
    return Finding(
        "paper.wrapped-row",
        Severity.NOTE,
        Place(seed, line or None),
        f"{many} too long for the printed page, and set on several lines (p. {label}): {shown!r}",
        "look whether that can be read; a larger trim size has longer lines",
    )


def _letters(text: str) -> str:
    return "".join(text.split())


def _lines(box: Any) -> Iterator[tuple[str, str]]:
    """The lines of all rows on a page, each with its row's key."""
    from weasyprint.formatting_structure.boxes import LineBox, TextBox

    waiting: list[tuple[Any, str]] = [(box, "")]
    while waiting:
        box, key = waiting.pop()
        box = getattr(box, "_box", box)
        if _ROW in (attribute(box, "class") or "").split():
            key = attribute(box, _KEY) or key
        children = getattr(box, "children", ())
        if key and isinstance(box, LineBox):
            yield key, "".join(inner.text for inner in boxes(box) if isinstance(inner, TextBox))
            continue
        waiting += reversed([(child, key) for child in children])
