"""What the pages of a PDF have at their edges: running heads, folios, what a browser prints around a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from book.read.pdfpages import Row, Sheet
from book.sentences import ends

SMALLER = 0.94  # of the size of the text: what is set as small is no text

_EDGE = 0.14  # of a page's height
_OFF = 3.0  # points by which what pages repeat is off
_SHARE = 0.3  # of the pages, at least, that show it
_MANY = 3  # pages with something at one height, whatever it says
_APART = 1.7  # of the size of the text: the white between it and what stands at the edge
_ROWS = 2  # at an edge, at most
_LONGEST = 200  # characters
_DIGITS = re.compile(r"\d+")
_COUNT = re.compile(r"\W*\d{1,4}(?:\s*/\s*\d{1,4})?\W*")
_NUMBER = re.compile(r"\d{1,4}", re.ASCII)
_OF_BROWSER = re.compile(
    r"(?:https?://|about:|file:)\S*\s+\d{1,4}\s?/\s?\d{1,4}"
    r"|\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+\d{1,2}[:.]\d\d(?:\s?[AP]M)?\s.*"
)
"""A page's address and number, which browsers print below it; the day and the hour, above it."""


def body_size(rows: Sequence[Row]) -> float:
    """The size of most letters, in points."""
    sizes = Counter[float]()
    for row in rows:
        sizes[row.size] += len(row.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def parted(sheet: Sheet, body: float) -> frozenset[int]:
    """The rows (by their ids) near the edges of a page that white parts from the text, set in `body`."""
    bases = sorted({row.base for row in sheet.rows})
    top = _strip(bases, _EDGE * sheet.height, body)
    foot = _strip([sheet.height - base for base in reversed(bases)], _EDGE * sheet.height, body)
    return frozenset(id(row) for row in sheet.rows if row.base <= top or sheet.height - row.base <= foot)


def furniture(pages: Sequence[Sheet], notes: Collection[int], body: float) -> frozenset[int]:
    """The rows (by their ids) that are the pages' and no text. `notes` are those of notes.

    What says something else on each page is told from the first row of a note by standing alone, and by not
    ending as a sentence does.
    """
    edges = [[row for row in _at_edges(sheet, body) if id(row) not in notes] for sheet in pages]
    rows = [row for edge in edges for row in edge]
    apart = {key for sheet in pages for key in parted(sheet, body)}
    least = _SHARE * len(pages)
    found = {id(row) for row in rows if _COUNT.fullmatch(row.text)}
    found |= {id(row) for row in rows if row.size <= SMALLER * body and _OF_BROWSER.fullmatch(row.text)}
    for row in rows:
        level = [other for other in rows if abs(other.base - row.base) <= _OFF]
        same = {other.page for other in level if _key(other) == _key(row)}
        if len(same) > 1 and len(same) >= least:
            found.add(id(row))
        heads = {r.page for r in level if id(r) in apart and r.size <= body and not ends(r.text)}
        if row.page in heads and len(heads) >= max(_MANY, least) and id(row) in apart and not ends(row.text):
            found.add(id(row))
    found |= _beside(pages, body, max(_MANY, least))
    if len(found) == sum(len(sheet.rows) for sheet in pages):
        return frozenset()
    return frozenset(found)


def _beside(pages: Sequence[Sheet], body: float, least: float) -> set[int]:
    """The rows (by their ids) at the heads and feet of pages, in the margin beside the text as well, that say
    the same in another size than the text's; and the numbers of which each is as much higher as its page is.
    """
    same: dict[tuple[str, int], list[Row]] = {}
    counted: dict[int, list[Row]] = {}
    for sheet in pages:
        for row in sheet.rows:
            if min(row.base, sheet.height - row.base) >= _EDGE * sheet.height:
                continue
            if _NUMBER.fullmatch(row.text):
                counted.setdefault(int(row.text) - row.page, []).append(row)
            elif row.size != body and len(row.text) <= _LONGEST:
                same.setdefault((row.text, round(row.base / _OFF)), []).append(row)
    groups = [*same.values(), *counted.values()]
    return {id(row) for rows in groups if len({r.page for r in rows}) >= least for row in rows}


def _at_edges(sheet: Sheet, body: float) -> Iterator[Row]:
    """The rows near the upper and the lower edge of a page that white parts from the text, and those that are
    set smaller than what is next to them."""
    apart, rows = parted(sheet, body), sorted(sheet.rows, key=lambda row: row.base)
    for n, row in enumerate(rows):
        upper = row.base < sheet.height / 2
        depth = row.base if upper else sheet.height - row.base
        inner = next((r for r in (rows[n + 1 :] if upper else rows[:n][::-1]) if r.base != row.base), row)
        small = row.size <= SMALLER * body < inner.size
        if depth < _EDGE * sheet.height and len(row.text) <= _LONGEST and (id(row) in apart or small):
            yield row


def _strip(bases: Sequence[float], deep: float, body: float) -> float:
    """How far from an edge the last row stands that white parts from the text; less than 0 for none.

    `bases` are the distances of all rows from that edge, in order.
    """
    best = -1.0
    for n, (outer, inner) in enumerate(pairwise(bases)):
        if outer > deep or n >= _ROWS:
            break
        if inner - outer > _APART * body:
            best = outer
    return best


def _key(row: Row) -> str:
    return _DIGITS.sub("#", row.text).casefold()
