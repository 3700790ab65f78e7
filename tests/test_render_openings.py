"""Pieces begin on a right-hand page, but where that would leave a book of short pieces half white."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
import shelf

from book.languages import load
from book.model import Anthology, Name
from book.render import folios, paper, settling
from book.render.profiles import HOME, profile

DUTCH = (
    "Kauwgom kauwend staat ze achter de bar, als een ongeïnteresseerde tiener. Ze ziet me niet aankomen. "
    "Dat gaat ook moeilijk als je aandachtig op je telefoon tikt en scrolt. "
)


def book(lengths: list[int], openings: str = "auto") -> Anthology:
    pieces = (
        shelf.piece(
            f"stuk-{n}", f"Stuk {n}", *([shelf.paragraph(DUTCH * 3)] * length), author=Name("A. Wit", "Wit")
        )
        for n, length in enumerate(lengths, 1)
    )
    made = shelf.anthology(*pieces)
    return replace(made, manifest=replace(made.manifest, openings=openings))  # type: ignore[arg-type]


def laid_out(made: Anthology, style: str = "libertine") -> paper.LaidOut:
    return paper.lay_out(made, shelf.style(style), load("nl"))


def opened(book: paper.LaidOut) -> list[int]:
    """The pages, from 1, that the pieces begin on."""
    pages = book.layout.pages
    return [
        n
        for n, page in enumerate(pages, 1)
        if any(run.text.startswith("Stuk ") and run.size > 20 for run in folios.runs(page))
    ]


def lines(book: paper.LaidOut) -> list[list[str]]:
    """The lines of each page of the PDF, its head and its foot among them."""
    edition, _ = paper.write(book, profile(book.style.profiles, HOME))
    pdf = pypdfium2.PdfDocument(edition.data)
    return [page.get_textpage().get_text_range().splitlines() for page in pdf]


@pytest.mark.parametrize("style", ["libertine", "vollkorn"])
def test_many_short_pieces_begin_on_the_next_page_and_show_its_number(style: str) -> None:
    book_ = laid_out(book([1, 2, 1, 1, 2, 1]), style)
    first, *others = opened(book_)
    assert [page - first for page in others] == [1, 2, 3, 4, 5]
    printed = lines(book_)
    assert "1" not in printed[first - 1]
    assert [str(n) in printed[page - 1] for n, page in enumerate(others, 2)] == [True] * 5
    assert not any("A. WIT" in line.upper() for page in others for line in printed[page - 1][3:])


def test_longer_pieces_begin_on_the_right() -> None:
    pages = opened(laid_out(book([16, 20, 24])))
    assert all(page % 2 for page in pages)


def test_a_few_white_pages_are_no_loss() -> None:
    assert all(page % 2 for page in opened(laid_out(book([1, 1, 1]))))


def test_the_plan_says_where_pieces_begin() -> None:
    right = opened(laid_out(book([1, 1, 1, 1], "recto")))
    assert all(page % 2 for page in right)
    next_ = opened(laid_out(book([16, 20, 24], "any")))
    assert any(page % 2 == 0 for page in next_)


def test_pages_of_a_piece_that_begins_on_the_left_are_as_foreseen(monkeypatch: pytest.MonkeyPatch) -> None:
    """One layout does, and facing pages are as high as each other."""
    count = 0
    real = settling.Layout

    def counted(*given: Any, **named: Any) -> settling.Layout:
        nonlocal count
        count += 1
        return real(*given, **named)

    monkeypatch.setattr(settling, "Layout", counted)
    laid_out(book([1, 9, 1, 9, 1, 8], "any"))
    assert count == 1
