"""The cells of a page's table, each a line, back into rows.

Old pages are laid out in tables: one whose cells hold several paragraphs, headings or lists is no table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from book.model import Cell, Inline, Line, LineBreak, Table, Text, Verdict
from book.recover.inlines import Calls, inlines
from book.recover.markup import without_anchors

_CELL_LINES = 2  # lines that a cell of a table may have
_FLOW = re.compile(r" > (?:h[1-6]|blockquote|li|article|figure)\b")
_HEADED_LINES = 12  # and one whose columns or rows have heads, as no page that is laid out in tables has
_PARTS = re.compile(r" > (?:h[1-6]|article|figure)\b")


TableId = tuple[str, int]
"""What tells a table of a page from others: its place, and its own cells."""


def table_of(verdict: Verdict) -> TableId | None:
    """The table that a line stands in."""
    place = verdict.line.within("table")
    return (place, id(verdict.line.slot.table) if verdict.line.slot else 0) if place else None


def layouts(verdicts: Sequence[Verdict]) -> frozenset[TableId]:
    """The tables that hold the text of a page, or code, rather than figures in rows."""
    lines: dict[TableId, list[Line]] = {}
    for verdict in verdicts:
        if verdict.kept and not verdict.line.image and (found := table_of(verdict)):
            lines.setdefault(found, []).append(verdict.line)
    return frozenset(found for found, within in lines.items() if _lays_out(found[0], within))


def _lays_out(place: str, lines: Sequence[Line]) -> bool:
    cells = Counter((line.slot.row, line.slot.cell) if line.slot else (-1, -1) for line in lines)
    heads = any(cell.heads for line in lines if line.slot for row in line.slot.table.rows for cell in row)
    most, flow = (_HEADED_LINES, _PARTS) if heads else (_CELL_LINES, _FLOW)
    return (
        len(cells) == 1
        or max(cells.values()) > most
        or all(line.rows for line in lines)
        or any(flow.search(line.place[len(place) :]) for line in lines)
    )


def table(verdicts: Sequence[Verdict], lines: Sequence[int], calls: Calls) -> Table:
    """The table whose cells these `lines` are (indices). Lines of one cell are parted by forced line ends.

    A row of which nothing is kept is left out, unless a cell of it reaches into the next one.
    """
    cells: dict[tuple[int, int], tuple[Inline, ...]] = {}
    caption: tuple[Inline, ...] = ()
    shape = Table(())
    for i in lines:
        v = verdicts[i]
        words = inlines(verdicts, calls, i) or (Text(v.line.text),)
        if v.line.rows:
            words = _code(v.line)
        if v.line.slot is None or v.line.slot.row < 0:
            caption = (*caption, *((Text(" "),) if caption else ()), *words)
            continue
        shape, at = v.line.slot.table, (v.line.slot.row, v.line.slot.cell)
        before = cells.get(at, ())
        cells[at] = (*before, *((LineBreak(),) if before else ()), *words)
    kept = {row for row, _ in cells}
    kept |= {n for n, row in enumerate(shape.rows) if any(cell.rows > 1 for cell in row)}
    rows = [
        tuple(
            replace(cell, inlines=cells.get((n, k), ()), rows=sum(m in kept for m in range(n, n + cell.rows)))
            for k, cell in enumerate(row)
        )
        for n, row in enumerate(shape.rows)
        if n in kept
    ]
    head = sum(n < shape.head for n in kept)
    return Table(_square(rows, head), head, caption, verdicts[lines[0]].line.number)


def _code(line: Line) -> tuple[Inline, ...]:
    """What is preformatted in a cell: each row on a line."""
    made: list[Inline] = []
    for row in line.rows:
        made += [*([LineBreak()] if made else []), *without_anchors(row)]
    return tuple(made)


def _square(rows: Sequence[tuple[Cell, ...]], head: int) -> tuple[tuple[Cell, ...], ...]:
    """The rows with as many columns each: what a row lacks is an empty cell. A cell that spans several rows
    or columns takes its place in each (HTML, 4.9.12.1, forming a table)."""
    taken: dict[int, int] = {}  # columns -> rows from here on that a cell above takes in them
    widths: list[int] = []
    for row in rows:
        column = 0
        reach = dict(taken)
        for cell in row:
            while taken.get(column):
                column += 1
            for k in range(column, column + cell.columns):
                reach[k] = max(cell.rows, reach.get(k, 0))
            column += cell.columns
        widths.append(max((k + 1 for k, left in reach.items() if left), default=0))
        taken = {k: left - 1 for k, left in reach.items() if left > 1}
    width = max(widths, default=0)
    square = []
    for n, (row, own) in enumerate(zip(rows, widths, strict=True)):
        filler = Cell((), "col" if n < head else "")
        square.append((*row, *(filler for _ in range(width - own))))
    return tuple(square)
