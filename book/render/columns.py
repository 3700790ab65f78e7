"""Columns of amounts, which stand to the right under each other so that they can be compared."""

from __future__ import annotations

import re

from book.model import Cell, Table
from book.render.xhtml import words

_AMOUNT = re.compile(
    r"[+\-−–±<>≤≥~≈]?\s*[€$£¥]?\s*[+\-−–]?\d[\d.,'’\u00a0\u202f ]*"
    r"(?:\s*(?:%|‰|°[CF]?|€|,-|,–|[A-Za-zµ]{1,3}[²³]?))?"
)
_NONE = re.compile(r"[-–—.…?]?|n/?a|n\.v\.t\.", re.I)
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_LEAST = 2  # amounts that make a column of them


def amounts(table: Table) -> frozenset[int]:
    """The columns that hold amounts below their heads, by their numbers: never the first.

    None where a cell spans several, or where its author aligned one. Years are as wide as each other.
    """
    cells = [cell for row in table.rows for cell in row]
    if any(cell.columns > 1 or cell.rows > 1 or cell.align for cell in cells):
        return frozenset()
    body = table.rows[table.head :]
    wide = max(map(len, body), default=0)
    return frozenset(n for n in range(1, wide) if _are_amounts([row[n] for row in body if n < len(row)]))


def _are_amounts(cells: list[Cell]) -> bool:
    said = [words(cell.inlines).strip() for cell in cells if not cell.heads]
    numbers = [text for text in said if not _NONE.fullmatch(text)]
    return (
        len(numbers) >= _LEAST
        and all(map(_AMOUNT.fullmatch, numbers))
        and not all(map(_YEAR.fullmatch, numbers))
    )
