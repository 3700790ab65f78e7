"""The feet of the printed pages: which end above theirs although the text goes on, what stands alone.

Page make-up foresees its pages; these are the finished ones, notes that had to go to another page and all.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from book.errors import Place
from book.model import Finding, Severity
from book.render.boxtree import attribute
from book.render.folios import runs

_PX = 0.75  # CSS pixels to points
_PART = 0.25
"""Of a line: notes are set in smaller type, and rarely end on the grid."""


def told(name: str, pages: Sequence[Any], labels: Sequence[str], leading: float) -> Iterator[Finding]:
    """A finding for each page that ends a line or more above its foot although its piece goes on, and for
    each on which nothing stands but what is said below a piece; `leading` in points."""
    pieces = [_piece(page) for page in pages]
    for page, label, piece, following in zip(pages, labels, pieces, [*pieces[1:], ""], strict=True):
        place = Place(name, key=f"p. {label}")
        missing = _missing(page, leading) if piece and piece == following else 0
        if missing:
            yield Finding(
                "paper.short-page",
                Severity.NOTE,
                place,
                f"the page ends {missing} {'line' if missing == 1 else 'lines'} above its foot",
                "look whether it troubles you: a word more or less on it may help",
            )
        if piece and not any(_texts(page)):
            yield Finding(
                "paper.source-alone",
                Severity.WARNING,
                place,
                "nothing stands on the page but where the piece appeared first",
                "a line more or less in the piece helps, or a picture that is a little smaller",
            )


def _piece(page: Any) -> str:
    """The piece that a page's first text is of; "" for pages before and behind them."""
    key = next((run.key for run in runs(page) if run.key), "")
    return key.partition(".")[0] if key.startswith("chapter-") else ""


def _texts(page: Any) -> Iterator[Any]:
    """The lines and pictures of a page that are of a piece, without notes and what is said below it."""
    return (box for box, below in _leaves(page) if not below)


def _missing(page: Any, leading: float) -> int:
    """The whole lines that are white at a page's foot, or above its notes."""
    from weasyprint.formatting_structure.boxes import FootnoteAreaBox

    sheet = page._page_box
    notes = sum(box.margin_height() for box in sheet.children if isinstance(box, FootnoteAreaBox))
    foot = sheet.content_box_y() + sheet.height - notes
    bottom = max((box.position_y + box.margin_height() for box, _ in _leaves(page)), default=foot)
    lines: float = (foot - bottom) * _PX / leading
    return max(0, math.floor(lines + _PART))


def _leaves(page: Any) -> Iterator[tuple[Any, bool]]:
    """The lines and pictures in a page's type area but notes, and whether each stands below its piece."""
    from weasyprint.formatting_structure import boxes

    apart = (boxes.MarginBox, boxes.FootnoteAreaBox)
    waiting = [(box, False) for box in page._page_box.children if not isinstance(box, apart)]
    while waiting:
        box, below = waiting.pop()
        box = getattr(box, "_box", box)  # an AbsolutePlaceholder holds the box that it stands for
        if isinstance(box, boxes.LineBox | boxes.BlockReplacedBox):
            yield box, below
            continue
        below = below or "source" in (attribute(box, "class") or "").split()
        waiting += [(child, below) for child in getattr(box, "children", ())]
