"""Tables too wide for a telephone: there each row is a run of its cells, each behind the head of its column.

A table cannot be narrower than the longest words of its columns together (CSS Tables 3, 3.8.1). Where the
page is narrower, readers cut it off: there the stylesheet sets its cells behind each other.
"""

from __future__ import annotations

from book.model import Cell, Table
from book.render.xhtml import words

_LETTER, _GAP = 0.45, 0.7
"""em that a letter of a cell takes, and the white between two columns, in the small type of tables."""

_WIDTHS = ((28.0, "wider"), (18.0, "wide"))
"""The em from which on a table is too wide for a small tablet, and for a telephone."""


def heads(table: Table) -> tuple[str, ...]:
    """What stands above each column; none where cells of the table, or its heads, span several."""
    if (
        table.head != 1
        or not table.rows
        or any(cell.columns > 1 or cell.rows > 1 for row in table.rows for cell in row)
    ):
        return ()
    return tuple(words(cell.inlines).strip() for cell in table.rows[0])


def kind(table: Table) -> str:
    """The class of a table by its least width; none for one that fits, or has no heads to tell."""
    if not heads(table):
        return ""
    columns = max(map(len, table.rows))
    least = sum(max(_longest(row[n]) for row in table.rows if n < len(row)) for n in range(columns))
    width = _LETTER * least + _GAP * columns
    return next((name for at_least, name in _WIDTHS if width >= at_least), "")


def _longest(cell: Cell) -> int:
    return max(map(len, words(cell.inlines).split()), default=0)
