"""The cells of a page's table, each a line, back into rows.

Old pages are laid out in tables: one whose cells hold several paragraphs, headings or lists is no table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from book.model import Block, Cell, Inline, LineBreak, Table, Text, Verdict
from book.recover.markup import part, steps

_CELL_LINES = 2  # lines that a cell of a table may have
_FLOW = re.compile(r" > (?:h[1-6]|blockquote|li|article|figure)\b")


def table_of(verdict: Verdict) -> str:
    """The place of the table that a line stands in; empty for none."""
    before, found, _ = verdict.line.place.rpartition(" > table")
    if not found:
        return ""
    rest = verdict.line.place[len(before) + len(found) :].split(" > ")[0]
    return before + found + rest


def layouts(verdicts: Sequence[Verdict]) -> frozenset[str]:
    """The places of the tables that hold the text of a page, rather than figures in rows."""
    cells: dict[tuple[str, int, int], int] = {}
    found: set[str] = set()
    columns: dict[str, set[tuple[int, int]]] = {}
    for verdict in verdicts:
        place = table_of(verdict) if verdict.kept and not verdict.line.image else ""
        if not place or place in found:
            continue
        inside = verdict.line.place[len(place) :]
        row, column = _nth(verdict, "tr"), _nth(verdict, "td") or _nth(verdict, "th")
        cells[place, row, column] = cells.get((place, row, column), 0) + 1
        columns.setdefault(place, set()).add((row, column))
        if cells[place, row, column] > _CELL_LINES or _FLOW.search(inside):
            found.add(place)
    found |= {place for place, held in columns.items() if len(held) == 1}
    return frozenset(found)


def table(verdicts: Sequence[Verdict]) -> Block:
    """The table whose cells these lines are. Lines of one cell are parted by forced line ends."""
    rows: list[list[Cell]] = []
    caption: tuple[Inline, ...] = ()
    for lines in _rows(verdicts):
        if any(name == "caption" for name, _ in steps(lines[0].line)):
            for v in lines:
                caption += (*((Text(" "),) if caption else ()), *part(v.line, 0, len(v.line.text)))
            continue
        cells: dict[int, Cell] = {}
        for v in lines:
            nth = _nth(v, "td") or _nth(v, "th")
            before = cells.get(nth, Cell((), "row" if _nth(v, "th") else ""))
            words = part(v.line, 0, len(v.line.text)) or (Text(v.line.text),)
            parted = (LineBreak(),) if before.inlines else ()
            cells[nth] = replace(before, inlines=(*before.inlines, *parted, *words))
        # A cell without a word is no line: its place is known by that of its neighbours.
        rows.append([cells.get(nth, Cell(())) for nth in range(min(1, *cells), max(cells) + 1)])
    width = max(map(len, rows), default=0)
    square = [(*row, *(Cell(()) for _ in range(width - len(row)))) for row in rows]
    head = int(bool(rows) and all(cell.heads or not cell.inlines for cell in rows[0]))
    if head:
        square[0] = tuple(replace(cell, heads="col") for cell in square[0])
    return Table(tuple(square), head, caption, verdicts[0].line.number)


def _rows(verdicts: Sequence[Verdict]) -> list[list[Verdict]]:
    """The lines by their rows. Head, body and foot of a table count their rows anew."""
    rows: list[list[Verdict]] = []
    before: tuple[tuple[str, int], int] | None = None
    for verdict in verdicts:
        way = steps(verdict.line)
        section = next((name for name, _ in reversed(way) if name in ("thead", "tbody", "tfoot")), "")
        row, cell = (section, _nth(verdict, "tr")), _nth(verdict, "td") or _nth(verdict, "th")
        if before is None or row != before[0] or cell < before[1]:
            rows.append([])
        rows[-1].append(verdict)
        before = row, cell
    return rows


def _nth(verdict: Verdict, name: str) -> int:
    """The place of the row or cell of the innermost table that a line stands in; 0 for none."""
    way = steps(verdict.line)
    start = max((k for k, (step, _) in enumerate(way) if step == "table"), default=0)
    return next((nth for step, nth in reversed(way[start:]) if step == name), 0)
