"""Rows of code on paper: white between them heads no page, and every row is set."""

from __future__ import annotations

from itertools import pairwise

import pypdfium2
import pytest
import sheets
import shelf

from book.languages import load
from book.model import Preformatted, Text
from book.render import paper

pytestmark = pytest.mark.needs("pango")


@pytest.mark.parametrize("above", range(4))
def test_no_page_begins_with_the_white_between_two_rows(above: int) -> None:
    rows = [*(f"first {n}" for n in range(above)), *(row for n in range(60) for row in (f"row {n}", ""))]
    code = Preformatted(tuple((Text(row),) if row else () for row in rows[:-1]), code=True)
    book = shelf.body(shelf.piece("s", "Code", shelf.paragraph("Hier is het."), code))
    pages = [
        sheets.printed(page)
        for page in pypdfium2.PdfDocument(paper.render(book, shelf.style(), load("nl"))[0].data)
    ]
    inner = [[line for line in page if line.text.startswith(("row ", "first "))] for page in pages]
    inner = [page for page in inner if len(page) > 8]
    assert len(inner) >= 3
    heads = {round(page[0].y, 1) for page in inner[1:]}
    assert len(heads) == 1, heads
    steps = {round(b.y - a.y) for page in inner for a, b in pairwise(page) if "row" in a.text}
    assert steps == {28}, steps


def test_a_long_word_begins_on_the_line_that_its_row_does() -> None:
    rows = ("first row", "        " + "children(" * 12 + "x")
    code = Preformatted(tuple((Text(row),) for row in rows), code=True)
    book = shelf.body(shelf.piece("s", "Code", shelf.paragraph("Hier is het."), code))
    pdf = pypdfium2.PdfDocument(paper.render(book, shelf.style(), load("nl"))[0].data)
    [page] = [lines for lines in map(sheets.printed, pdf) if any("first row" in line.text for line in lines)]
    first = next(line for line in page if "first row" in line.text)
    second = next(line for line in page if "children(" in line.text)
    assert second.y - first.y == pytest.approx(14, abs=0.2)
