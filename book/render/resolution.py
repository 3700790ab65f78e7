"""Pictures that are printed with fewer pixels to the inch than printers ask for.

Printers ask for 300 at the size that is printed; from 250 on photographs are taken without a word. The press
gives no picture a size at which it has less than 150, so what is told is what lies between.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from book.errors import Place
from book.model import Anthology, Figure, Finding, Severity
from book.render import walk
from book.render.boxtree import attribute, boxes

_LEAST = 250

_NAMED = 8
"""Pictures that are named; how many there are besides is told."""


class Printed(NamedTuple):
    """A figure as it is printed."""

    seed: str  # of its piece
    figure: Figure
    inches: float  # the width of its picture
    label: str  # of its page


def printed(anthology: Anthology, pages: Sequence[Any], labels: Sequence[str]) -> tuple[Printed, ...]:
    """The figures of a book that are on its pages, in the order of the text."""
    sizes: dict[str, tuple[float, str]] = {}  # by the key that each has in print
    for page, label in zip(pages, labels, strict=True):
        for box in boxes(page._page_box):
            key = attribute(box, "data-k") if box.element_tag == "figure" else None
            wide = [b.width for b in boxes(box) if b.element_tag == "img"] if key else []
            stem, _, first = (key or "").rpartition(".f")
            for n, width in enumerate(wide, int(first or 0)):  # a pair has the number of its first picture
                sizes.setdefault(f"{stem}.f{n}", (width / 96, label))
    found = []
    for piece in (chapter.piece for chapter in anthology.chapters):
        figures = (block for block in walk.blocks(piece) if isinstance(block, Figure))
        for number, figure in enumerate(figures, 1):
            if size := sizes.get(f"chapter-{piece.key}.f{number}"):
                found.append(Printed(piece.seed, figure, *size))
    return tuple(found)


def told(name: str, figures: Iterable[Printed]) -> Iterator[Finding]:
    """One finding for the book `name`: pictures of web pages are mostly so, and many findings hide others."""
    coarse = []
    for _, figure, inches, label in figures:
        pixels = figure.picture.width / inches if inches else _LEAST
        if round(pixels) < _LEAST:
            coarse.append(f"{figure.picture.name} (p. {label}, {pixels:.0f})")
    if coarse:
        more = f" and {len(coarse) - _NAMED} more" if len(coarse) > _NAMED else ""
        yield Finding(
            "paper.coarse-picture",
            Severity.NOTE,
            Place(name),
            f"printed with fewer than {_LEAST} pixels to the inch: {', '.join(coarse[:_NAMED])}{more}",
            "ask for a larger file of what must look sharp; printers want 300, and some refuse less than 150",
        )
