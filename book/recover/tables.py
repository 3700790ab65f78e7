"""The cells of a page's table, each a line, back into rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from book.model import Block, Cell, Inline, LineBreak, Table, Text, Verdict
from book.recover.markup import part
from book.recover.tags import steps


def table_of(verdict: Verdict) -> str:
    """The place of the table that a line stands in; empty for none."""
    before, found, _ = verdict.line.place.rpartition(" > table")
    if not found:
        return ""
    rest = verdict.line.place[len(before) + len(found) :].split(" > ")[0]
    return before + found + rest


def table(verdicts: Sequence[Verdict]) -> Block:
    """The table whose cells these lines are. Lines of one cell are parted by forced line ends."""
    rows: list[tuple[Cell, ...]] = []
    head = 0
    caption: tuple[Inline, ...] = ()
    for row, in_row in groupby(verdicts, key=lambda v: _nth(v, "tr")):
        cells: list[Cell] = []
        lines = list(in_row)
        if row == 0:
            caption = tuple(i for v in lines for i in part(v.line, 0, len(v.line.text)))
            continue
        for _, in_cell in groupby(lines, key=lambda v: (_nth(v, "th"), _nth(v, "td"))):
            held = list(in_cell)
            inlines: list[Inline] = []
            for v in held:
                if inlines:
                    inlines.append(LineBreak())
                inlines += part(v.line, 0, len(v.line.text)) or (Text(v.line.text),)
            cells.append(Cell(tuple(inlines), "col" if _nth(held[0], "th") and not rows else ""))
        if all(cell.heads for cell in cells) and not rows:
            head = 1
        elif not rows:
            cells = [Cell(c.inlines) for c in cells]
        rows.append(tuple(cells))
    return Table(tuple(rows), head, caption, verdicts[0].line.number)


def _nth(verdict: Verdict, name: str) -> int:
    return next((nth for step, nth in reversed(steps(verdict.line)) if step == name), 0)
