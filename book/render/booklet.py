"""The booklet: the book's pages imposed for a duplex printer at home, two to a side, to fold and sew.

A signature is a stack of sheets folded together. Its outer side holds its last page and its first, the back
of that the second and the last but one, and so on inwards; turned over the short edge, they meet. The pages
are WeasyPrint's own drawing, put as forms (ISO 32000-1, 8.10) on larger ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from book.errors import DataError, Place
from book.model import Edition, Finding
from book.render.finish import tidy
from book.render.paper import LaidOut, file_name
from book.render.trims import MM_PER_POINT

SHEETS: Mapping[str, tuple[float, float]] = {"a4": (297.0, 210.0), "letter": (279.4, 215.9)}
"""Sheets on their side, mm."""

STAPLED = 20
"""The most sheets that staple and fold as one; the 80 pages at which printers stop stapling too."""

SEWN = 8
"""The most sheets in a signature of a thicker book, which is sewn: more do not fold flat."""

_CREEP = 0.1
"""mm that each sheet within another is pushed out by the paper round it, and its pages drawn in."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet: the pages on its left and right, from 0, and how many sheets lie round it."""

    left: int
    right: int
    depth: int


def signatures(pages: int, stapled: int = STAPLED, sewn: int = SEWN) -> tuple[int, ...]:
    """How many sheets are in each signature of a book of `pages`: one if it can be stapled, else more to sew.

    They are as equal as can be, the thicker ones first.
    """
    sheets = max(1, -(-pages // 4))
    count = 1 if sheets <= stapled else -(-sheets // sewn)
    return tuple(sheets // count + (number < sheets % count) for number in range(count))


def sides(pages: int, stapled: int = STAPLED, sewn: int = SEWN) -> tuple[Side, ...]:
    """How `pages` stand on the sheets of their `signatures`, front and back in turn.

    Numbers from `pages` on are blank: they make the count a multiple of four.
    """
    found: list[Side] = []
    first = 0
    for own in signatures(pages, stapled, sewn):
        last = first + 4 * own - 1
        for depth in range(own):
            outer = 2 * depth
            found.append(Side(last - outer, first + outer, depth))
            found.append(Side(first + outer + 1, last - outer - 1, depth))
        first = last + 1
    return tuple(found)


def sheet(paper: str) -> tuple[float, float]:
    """The width and height of a sheet on its side, mm; A4 where none is named. Raises DataError."""
    if paper and paper not in SHEETS:
        raise DataError(
            f"a booklet is not printed on {paper!r}",
            where=Place(key="paper"),
            hint=f"but on {' or '.join(SHEETS)}",
        )
    return SHEETS[paper or "a4"]


def render(laid_out: LaidOut, paper: str = "a4") -> tuple[Edition, tuple[Finding, ...]]:
    """The booklet `<slug>-booklet.pdf` on sheets of `paper`, pages made smaller where they must be."""
    anthology, size = laid_out.anthology, laid_out.size
    order = sides(len(laid_out.labels))
    pages = laid_out.layout.varied(links=False, bookmarks=False)
    data = pages.pdf(
        anthology.identifier,
        lambda _, pdf: impose(pdf, order, sheet(paper), (size.width, size.height)),
        "pdf",
    )
    return Edition(file_name(anthology, kind="booklet"), data, "application/pdf"), tuple(pages.findings)


def impose(pdf: Any, order: tuple[Side, ...], sheet: tuple[float, float], page: tuple[float, float]) -> None:
    """Put the pages of a pydyf.PDF on sheets, in place. `sheet` and `page`: width and height in mm."""
    import pydyf

    tidy(pdf)
    width, height = (side / MM_PER_POINT for side in sheet)
    wide, high = (side / MM_PER_POINT for side in page)
    scale = min(1.0, width / 2 / wide, height / high)
    forms = [_form(pdf, reference, wide, high) for reference in pdf.page_references]
    imposed: list[dict[str, Any]] = []
    for side in order:
        creep = side.depth * _CREEP / MM_PER_POINT
        y = (height - high * scale) / 2
        places = ((side.left, width / 2 - wide * scale + creep), (side.right, width / 2 - creep))
        held = {f"P{number}": forms[number] for number, _ in places if number < len(forms)}
        drawn = [
            f"q {scale:.6f} 0 0 {scale:.6f} {x:.4f} {y:.4f} cm /P{number} Do Q"
            for number, x in places
            if number < len(forms)
        ]
        content = pydyf.Stream([" ".join(drawn).encode()], compress=True)
        pdf.add_object(content)
        imposed.append(
            {
                "Type": "/Page",
                "Parent": pdf.pages.reference,
                "MediaBox": pydyf.Array([0, 0, round(width, 4), round(height, 4)]),
                "TrimBox": pydyf.Array([0, 0, round(width, 4), round(height, 4)]),
                "BleedBox": pydyf.Array([0, 0, round(width, 4), round(height, 4)]),
                "Resources": pydyf.Dictionary({"XObject": pydyf.Dictionary(held)}),
                "Contents": content.reference,
            }
        )
    _replace_pages(pdf, imposed)
    for entry in ("Outlines", "PageLabels", "Names", "Dests", "PageMode"):
        pdf.catalog.pop(entry, None)
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary(
        {"Duplex": "/DuplexFlipShortEdge", "PrintScaling": "/None"}
    )


def _replace_pages(pdf: Any, pages: list[dict[str, Any]]) -> None:
    """Put `pages` in the place of those of `pdf`, of which there are more; what is left over is emptied."""
    import pydyf

    objects = [pdf.objects[int(reference.split()[0])] for reference in pdf.page_references]
    for old in objects:
        old.clear()
    for _ in range(len(pages) - len(objects)):
        pdf.add_object(pydyf.Dictionary())
        objects.append(pdf.objects[-1])
    kids: list[Any] = []
    for own, new in zip(objects, pages, strict=False):
        own.update(new)
        kids += [own.number, 0, "R"]
    pdf.pages["Kids"] = pydyf.Array(kids)
    pdf.pages["Count"] = len(pages)


def _form(pdf: Any, reference: bytes, width: float, height: float) -> bytes:
    """A page's drawing as a form; its reference."""
    import pydyf

    page = pdf.objects[int(reference.split()[0])]
    stream = pdf.objects[int(page["Contents"].split()[0])]
    stream.extra |= {
        "Type": "/XObject",
        "Subtype": "/Form",
        "BBox": pydyf.Array([0, 0, round(width, 4), round(height, 4)]),
        "Resources": page["Resources"],
    }
    found: bytes = stream.reference
    return found
