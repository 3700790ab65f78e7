"""The booklet: fold the sheets, and the pages are in order."""

from __future__ import annotations

import pypdfium2
import pytest
import sheets
import shelf
from hypothesis import given
from hypothesis import strategies as st

from book.languages import available, load
from book.model import Name
from book.render import booklet, instructions, paper
from book.render.booklet import Side, sides, signatures


def folded(order: tuple[Side, ...]) -> list[int]:
    """The pages in reading order: sheets are laid in each other, folded, and signatures stacked."""
    reading: list[int] = []
    signature: list[tuple[Side, Side]] = []
    for front, back in zip(order[::2], order[1::2], strict=True):
        if front.depth == 0 and signature:
            reading += _read(signature)
            signature = []
        signature.append((front, back))
    return reading + _read(signature)


def _read(signature: list[tuple[Side, Side]]) -> list[int]:
    inwards = [page for front, back in signature for page in (front.right, back.left)]
    outwards = [page for front, back in reversed(signature) for page in (back.right, front.left)]
    return inwards + outwards


@given(st.integers(1, 600), st.integers(1, 20), st.integers(1, 12))
def test_folding_brings_the_pages_in_order(pages: int, stapled: int, sewn: int) -> None:
    order = sides(pages, stapled, sewn)
    assert folded(order) == list(range(-(-pages // 4) * 4))
    assert max(side.depth for side in order) < max(stapled, sewn)


def test_what_can_be_stapled_is_one_and_what_cannot_is_sewn() -> None:
    assert signatures(80) == (20,)
    assert signatures(81) == (7, 7, 7)
    assert signatures(4 * 17, 8, 8) == (6, 6, 5)


def test_a_booklet_of_eight_pages() -> None:
    assert sides(8) == (Side(7, 0, 0), Side(1, 6, 0), Side(5, 2, 1), Side(3, 4, 1))


def test_signatures_are_as_equal_as_can_be() -> None:
    depths = [side.depth for side in sides(4 * 17, 8, 8)]
    assert [depths.count(depth) for depth in (0, 4, 5)] == [6, 6, 4]


@pytest.mark.needs("pango")
def test_the_pages_stand_on_the_sheets_as_they_stand_in_the_book() -> None:
    piece = shelf.piece("stukje", "Een stukje", shelf.paragraph("Tekst."), author=Name("A. Wit", "Wit, A."))
    edition, findings = booklet.render(paper.lay_out(shelf.anthology(piece), shelf.style(), load("nl")))
    assert edition.name == "een-boek-booklet.pdf"
    assert findings == ()
    pdf = pypdfium2.PdfDocument(edition.data)
    assert len(pdf) % 2 == 0
    assert {tuple(round(side / sheets.MM) for side in page.get_size()) for page in pdf} == {(297, 210)}
    first = [line for line in sheets.printed(pdf[0]) if line.x > 148.5 * sheets.MM]
    assert [line.text for line in first] == ["Een boek"]  # the half title, on the right of the outer side
    assert b"/DuplexFlipShortEdge" in sheets.unpacked(edition.data)


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.needs("pango")
@pytest.mark.parametrize("sheets_", [(1,), (8,), (20,), (7, 7, 7)])
@pytest.mark.parametrize("code", available())
def test_how_a_booklet_is_made_is_told_on_one_page_in_the_books_language(
    code: str, sheets_: tuple[int, ...]
) -> None:
    language = load(code)
    piece = shelf.piece("stukje", "Een stukje", shelf.paragraph("Tekst."), language=code)
    edition, findings = instructions.render(
        shelf.anthology(piece, language=code), shelf.style(), language, sheets_, "a4", booklet.sheet("a4")
    )
    assert findings == ()
    pdf = pypdfium2.PdfDocument(edition.data)
    assert len(pdf) == 1
    words = squeezed(pdf[0].get_textpage().get_text_bounded())
    sewn = len(sheets_) > 1
    told = {
        key: squeezed(language.word(f"booklet-{key}")) in words
        for key in ("staple", "sew", "try", "trim-text")
    }
    assert told == {"staple": not sewn, "sew": sewn, "try": True, "trim-text": True}
    if sewn:
        parts = [language.word("booklet-part", first=n, last=n + 6) for n in (1, 8, 15)]
        assert squeezed("; ".join(parts)) in words
    assert edition.name == "een-boek-booklet-instructions.pdf"
