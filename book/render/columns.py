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

    None where its author aligned a cell. Years are as wide as each other.
    """
    if any(cell.align for row in table.rows for cell in row):
        return frozenset()
    columns: dict[int, list[Cell]] = {}
    for row, at in zip(table.rows[table.head :], places(table)[table.head :], strict=True):
        for cell, n in zip(row, at, strict=True):
            if cell.columns == 1:
                columns.setdefault(n, []).append(cell)
    return frozenset(n for n, cells in columns.items() if n and _are_amounts(cells))


def places(table: Table) -> tuple[tuple[int, ...], ...]:
    """For each cell of each row the number of the column that it begins in (HTML, 4.9.12)."""
    taken: dict[int, int] = {}  # columns, each with how many rows below a cell above reaches into
    found: list[tuple[int, ...]] = []
    for row in table.rows:
        at: list[int] = []
        below = {n: rows - 1 for n, rows in taken.items() if rows > 1}
        n = 0
        for cell in row:
            while n in taken:
                n += 1
            at.append(n)
            if cell.rows > 1:
                below |= dict.fromkeys(range(n, n + cell.columns), cell.rows - 1)
            n += cell.columns
        found.append(tuple(at))
        taken = below
    return tuple(found)


def side(cell: Cell, n: int, right: frozenset[int]) -> str:
    """On which side of its column a cell stands that begins in column `n`: a head over several columns of
    amounts in their middle."""
    if n not in right:
        return cell.align
    if cell.columns == 1:
        return "right"
    return "center" if cell.heads and right >= {*range(n, n + cell.columns)} else cell.align


def _are_amounts(cells: list[Cell]) -> bool:
    said = [words(cell.inlines).strip() for cell in cells if not cell.heads]
    numbers = [text for text in said if not _NONE.fullmatch(text)]
    return (
        len(numbers) >= _LEAST
        and all(map(_AMOUNT.fullmatch, numbers))
        and not all(map(_YEAR.fullmatch, numbers))
    )
