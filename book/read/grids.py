"""The cells of a page's table: what each heads, its span, how it is aligned, which rows are the head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from lxml.html import HtmlElement

from book.model import Cell, Slot, Table

_WIDEST, _HIGHEST = 1000, 65_534  # what HTML takes (The table model, 4.9.11)
_ALIGNED = re.compile(r"(?:^|;)\s*text-align\s*:\s*(center|right)\s*(?:!important\s*)?(?:;|$)", re.IGNORECASE)
_CLASSED = re.compile(
    r"(?:has-)?(?:text|align)-?(?:align-?)?(?:(?:sm|md|lg|xl|xxl)-)?(center|right|end)|(center|right)"
)
"""The names of classes that frameworks align text by: has-text-align-right, text-md-end, aligncenter."""
_SECTIONS = ("thead", "tbody", "tfoot")


def mend(document: HtmlElement) -> None:
    """Puts cells that stand in no row into one, as browsers do (HTML, 13.2.6.4.13)."""
    loose = [cell for cell in document.iter("td", "th") if _parent(cell) in ("table", *_SECTIONS)]
    row: HtmlElement | None = None
    for cell in loose:
        if row is None or next(cell.itersiblings("*", preceding=True), None) is not row:
            row = cell.makeelement("tr", {})
            cell.addprevious(row)
        row.append(cell)


def _parent(element: HtmlElement) -> str:
    around = element.getparent()
    return "" if around is None else str(around.tag)


def slots(table: HtmlElement) -> dict[HtmlElement, Slot]:
    """Where each cell of a table stands. Rows of tables within it are theirs."""
    rows = [(row, [cell for cell in row if cell.tag in ("td", "th")], head) for row, head in _rows(table)]
    rows = [(row, cells, head) for row, cells, head in rows if cells]
    head = 0
    for _, cells, within in rows:
        if not within and (head or not all(cell.tag == "th" for cell in cells)):
            break
        head += 1
        if not within:
            break  # without a <thead> a table has one row of heads at most
    if head == len(rows):
        head = 0 if not any(within for *_, within in rows) else head
    shape = Table(
        tuple(
            tuple(
                Cell(
                    (),
                    _heads(cell, in_head=at < head),
                    min(_number(cell, "colspan"), _WIDEST),
                    min(_number(cell, "rowspan") or len(rows), len(rows) - at, _HIGHEST),
                    _align(cell),
                )
                for cell in cells
            )
            for at, (_, cells, _) in enumerate(rows)
        ),
        head,
    )
    captions = {caption: Slot(shape, -1, -1) for caption in table if caption.tag == "caption"}
    return captions | {
        cell: Slot(shape, at, n) for at, (_, cells, _) in enumerate(rows) for n, cell in enumerate(cells)
    }


def _rows(table: HtmlElement) -> Iterator[tuple[HtmlElement, bool]]:
    """The rows of a table, in the order of the page, and whether each stands in its <thead>."""
    for child in table:
        if child.tag == "tr":
            yield child, False
        elif child.tag in _SECTIONS:
            yield from ((row, child.tag == "thead") for row in child if row.tag == "tr")


def _heads(cell: HtmlElement, *, in_head: bool) -> Literal["", "col", "row"]:
    scope = (cell.get("scope") or "").strip().lower()
    if cell.tag != "th" and not in_head:
        return ""
    return "col" if scope.startswith("col") or (in_head and not scope.startswith("row")) else "row"


def _align(cell: HtmlElement) -> Literal["", "center", "right"]:
    """How a cell is aligned: by its own style, its class, or the attribute that HTML had for it before
    (15.3.8); where none says, as its row is."""
    told = _told(cell) or _told(cell.getparent())
    match told:
        case "center":
            return "center"
        case "right" | "end":
            return "right"
    return ""


def _told(element: HtmlElement | None) -> str:
    if element is None:
        return ""
    styled = _ALIGNED.search(element.get("style") or "")
    if styled:
        return styled[1].strip().lower()
    classes = (element.get("class") or "").lower().split()
    classed = next((found for name in classes if (found := _CLASSED.fullmatch(name))), None)
    return (classed[1] or classed[2] if classed else element.get("align") or "").strip().lower()


def _number(cell: HtmlElement, name: str) -> int:
    """A span as HTML reads it; 0 rows: all that are left."""
    try:
        told = int((cell.get(name) or "1").strip())
    except ValueError:
        return 1
    return told if told > 0 or (told == 0 and name == "rowspan") else 1
