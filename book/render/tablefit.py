"""A table made to fit the width of the page: set closer, then smaller, then in broken words.

Print shows what fits on the page and nothing else, so what runs over its edge is lost. The least width
of a column is that of its widest word (CSS Tables 3, 3.8.1: the minimum content width).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from book.errors import Place
from book.model import Anthology, Finding, Severity, Table
from book.render import walk
from book.render.boxtree import attribute, boxes
from book.render.look import Display
from book.render.typeface import Typeface

BROKEN = "broken"
"""The class of a cell or a link whose words are broken anywhere."""

_GAPS = (1.0, 0.5)
"""em between two columns: as the stylesheet has it, and where there is no room for that."""

_SMALLEST = 0.72
"""The least size of the type, as a share of its own: some six and a half points of nine."""

_TOLD = 7.0
"""Points below which it is told: readers find such type hard to read."""

_LONG = 1 / 3
"""The share of the page's width beyond which an address or another long word is broken where it must be."""

_HEAVY = {"th": 1.08}
"""How much wider than the face that is measured the words of a cell are set: heads are bold."""

_MONO = 0.55
"""em that a letter of code takes: it is set in type of its own, somewhat smaller."""

_SIZE = re.compile(r"--cells: ([\d.]+)rem")

_SPARE = 0.98
"""The share of the page's width that is filled by what was measured, not set."""


@dataclass(frozen=True, slots=True)
class _Word:
    """The widest word of a cell, in em, and the element that it stands in: the cell, or a link in it."""

    width: float
    element: etree._Element


def fit(table: etree._Element, cells: Display, leading: float, measure: float) -> None:
    """Let `table`, whose type is that of `cells`, be no wider than `measure` (points, as `leading`).

    What that takes is written into the table's style and into classes."""
    columns = _columns(table)
    if not columns:
        return
    words = [[_widest(cell, cells.face) for cell in column] for column in columns]
    room = _SPARE * measure / (cells.size * leading)  # em of the type at its own size
    for limit in (room * _LONG, room / len(columns)):
        least = [max((min(word.width, limit) for word in column), default=0.0) for column in words]
        for gap in _GAPS:
            share = min(1.0, room / (sum(least) + gap * len(columns)))
            if share >= (1 if gap == _GAPS[0] else _SMALLEST):
                if share == 1 and (widths := _unwrapped(columns, words, cells.face, room)):
                    gap = _widen(columns, *widths)
                _set(table, words, cells.size * share, gap, limit)
                return
    _set(table, words, cells.size * _SMALLEST, _GAPS[-1], 0.0)


def _unwrapped(
    columns: Sequence[Sequence[etree._Element]], words: Sequence[Sequence[_Word]], face: Typeface, room: float
) -> tuple[list[float], float] | None:
    """The widths in em that the columns need for each cell below the heads to stand on one line, and the gap
    that leaves room for that; None where the engine finds them by itself, or there is no room.

    The engine gives the room to the heads too, which may well have two lines, and rows then have two."""
    lines = [
        [(cell.tag != "th", _HEAVY.get(str(cell.tag), 1.0) * face.width(_line(cell))) for cell in column]
        for column in columns
    ]
    whole = [max((width for _, width in column), default=0.0) for column in lines]
    if sum(whole) + _GAPS[0] * len(columns) <= room:
        return None
    needed = [
        max([width for body, width in column if body] + [word.width for word in widest])
        for column, widest in zip(lines, words, strict=True)
        if widest
    ]
    if len(needed) < len(columns):
        return None
    return next(((needed, gap) for gap in _GAPS if sum(needed) + gap * len(columns) <= room), None)


def _line(cell: etree._Element) -> str:
    return " ".join("".join(text for _, text, _ in _texts(cell)).split())


def _widen(columns: Sequence[Sequence[etree._Element]], needed: Sequence[float], gap: float) -> float:
    """Give the first cell of each column the width that its column needs."""
    for column, width in zip(columns, needed, strict=True):
        column[0].set("style", f"width: {width:.2f}em")
    return gap


def _set(
    table: etree._Element, words: Sequence[Sequence[_Word]], size: float, gap: float, limit: float
) -> None:
    if gap < _GAPS[0]:
        table.set("style", f"--gap: {gap:g}em; --cells: {size:.3g}rem")
    for word in (word for column in words for word in column):
        if word.width > limit:
            word.element.set("class", " ".join(filter(None, (word.element.get("class"), BROKEN))))


def _columns(table: etree._Element) -> list[list[etree._Element]]:
    """The cells of each column, but for those that span several."""
    columns: list[list[etree._Element]] = []
    taken: dict[int, int] = {}  # the rows that a cell above still takes, by the column
    for row in table.iter("tr"):
        at = 0
        for cell in row.iterchildren("td", "th"):
            while taken.get(at):
                taken[at] -= 1
                at += 1
            wide, high = (int(cell.get(name, "1")) for name in ("colspan", "rowspan"))
            columns += [[] for _ in range(at + wide - len(columns))]
            if wide == 1:
                columns[at].append(cell)
            for column in range(at, at + wide):
                taken[column] = high - 1
            at += wide
        for column in range(at, len(columns)):
            taken[column] = max(0, taken.get(column, 0) - 1)
    return columns


def _widest(cell: etree._Element, face: Typeface) -> _Word:
    heavy = _HEAVY.get(str(cell.tag), 1.0)
    found = (
        _Word(max(heavy * face.width(word), _MONO * len(word) * code), element)
        for element, text, code in _texts(cell)
        for word in re.split(r"\s+|(?<=\w-)(?=\w)", text)
        if word
    )
    return max(found, key=lambda word: word.width, default=_Word(0.0, cell))


def _texts(cell: etree._Element) -> Iterator[tuple[etree._Element, str, bool]]:
    """The runs of text in a cell but its notes, each with what it stands in and whether it is code.

    Within a link nothing may be marked (PDF/UA-1, 7.18.5), so a link is marked as a whole."""

    def within(
        element: etree._Element, holder: etree._Element, code: bool
    ) -> Iterator[tuple[etree._Element, str, bool]]:
        if "footnote" in element.get("class", "").split():
            return
        holder = element if element.tag == "a" else holder
        code = code or element.tag == "code"
        yield holder, element.text or "", code
        for child in element:
            yield from within(child, holder, code)
            yield holder, child.tail or "", code

    yield from within(cell, cell, False)


def told(
    anthology: Anthology, pages: Sequence[Any], labels: Sequence[str], leading: float
) -> Iterator[Finding]:
    """A finding for each table whose type is very small."""
    printed: dict[int, tuple[str, str]] = {}
    for page, label in zip(pages, labels, strict=True):
        for box in boxes(page._page_box):
            if box.element_tag == "table" and box.element is not None:
                printed.setdefault(id(box.element), (attribute(box, "style") or "", label))
    tables = (
        (chapter.piece.seed, block)
        for chapter in anthology.chapters
        for block in walk.outside_notes(chapter.piece)
        if isinstance(block, Table)
    )
    for (seed, table), (style, label) in zip(tables, printed.values(), strict=False):
        size = _SIZE.search(style)
        points = float(size[1]) * leading if size else _TOLD
        if points < _TOLD:
            wide = max(sum(cell.columns for cell in row) for row in table.rows)
            yield Finding(
                "paper.small-table",
                Severity.NOTE,
                Place(seed, table.line or None),
                f"a table of {wide} columns is printed in {points:.1f} points, to fit the page (p. {label})",
                "look whether it can be read; a larger trim size has room for more",
            )
