"""Pictures that are printed with fewer pixels to the inch than printers ask for.

Printers ask for 300 at the size that is printed; from 250 on photographs are taken without a word. The press
gives no picture a size at which it has less than 150, so what is told is what lies between.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from book.errors import Place
from book.model import Anthology, Figure, Finding, Piece, Severity
from book.render import walk
from book.render.boxtree import attribute, boxes

_LEAST = 250

_NAMED = 8
"""Pictures that are named; how many there are besides is told."""


def told(name: str, anthology: Anthology, pages: Sequence[Any], labels: Sequence[str]) -> Iterator[Finding]:
    """One finding for the book `name`: pictures of web pages are mostly so, and many findings hide others."""
    sizes = printed(pages, labels)
    coarse = []
    for figure, key in (each for chapter in anthology.chapters for each in figures(chapter.piece)):
        inches, label = sizes.get(key, (0.0, ""))
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


def figures(piece: Piece) -> Iterator[tuple[Figure, str]]:
    """The figures of a piece, with the key that each has in print."""
    found = (block for block in walk.blocks(piece) if isinstance(block, Figure))
    for number, figure in enumerate(found, 1):
        yield figure, f"chapter-{piece.key}.f{number}"


def printed(pages: Sequence[Any], labels: Sequence[str]) -> Mapping[str, tuple[float, str]]:
    """By a figure's key: the width in inches of its picture, and the page that it is printed on."""
    sizes: dict[str, tuple[float, str]] = {}
    for page, label in zip(pages, labels, strict=True):
        for box in boxes(page._page_box):
            key = attribute(box, "data-k") if box.element_tag == "figure" else None
            wide = [b.width for b in boxes(box) if b.element_tag == "img"] if key else []
            if key and wide:
                sizes.setdefault(key, (wide[0] / 96, label))
    return sizes
