"""What the EPUB says of its accessibility follows from what is in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shelf

from book.languages import load
from book.model import Anthology, Block, Cell, Figure, Picture, Quotation, Table, Text
from book.render.access import Access, assess

PICTURE = Picture("boot.png", b"", "image/png", 40, 30)
HEADLESS = Table(((Cell((Text("1"),)),),))


def book(*blocks: Block, certifier: str = "Uitgeverij Proef", language: str = "nl") -> Anthology:
    return shelf.anthology(shelf.piece("een", "Een", *blocks), language=language, certifier=certifier)


def assessed(*blocks: Block, paged: bool = True, certifier: str = "Uitgeverij Proef") -> Access:
    return assess(book(*blocks, certifier=certifier), load("nl"), paged=paged)


def test_a_book_of_text_that_someone_vouches_for_makes_the_claim() -> None:
    access = assessed(shelf.paragraph("tekst"))
    assert access.claimed
    assert access.modes == access.sufficient == ("textual",)
    assert {"pageBreakMarkers", "pageNavigation", "alternativeText"} <= set(access.features)
    assert "volgens Uitgeverij Proef" in access.summary


def test_without_someone_to_vouch_for_it_there_is_no_claim_and_the_summary_says_so() -> None:
    access = assessed(shelf.paragraph("tekst"), certifier="")
    assert not access.claimed
    assert "nog niemand beoordeeld" in access.summary


def test_a_described_picture_is_seen_and_can_be_read() -> None:
    access = assessed(Figure(PICTURE, alt="Een boot."))
    assert access.claimed
    assert access.modes == ("textual", "visual")
    assert access.sufficient == ("textual", "textual,visual")
    assert "Elke afbeelding heeft een beschrijving." in access.summary


@pytest.mark.parametrize("within", [False, True])
def test_a_picture_that_nobody_described_takes_the_claim_away(within: bool) -> None:
    figure = Figure(PICTURE, caption=(Text("De boot"),))
    access = assessed(Quotation("blockquote", (figure,)) if within else figure)
    assert not access.claimed
    assert "alternativeText" not in access.features
    assert access.sufficient == ("textual,visual",)
    assert "Van 1 afbeelding ontbreekt een beschrijving." in access.summary


def test_a_decorative_picture_needs_no_description_and_shows_nothing() -> None:
    access = assessed(Figure(PICTURE, decorative=True))
    assert access.claimed
    assert access.modes == ("textual",)


def test_a_table_without_heads_takes_the_claim_away() -> None:
    assert "1 tabel heeft geen kopcellen." in assessed(HEADLESS).lacking
    headed = replace(HEADLESS, rows=((Cell((Text("dag"),), "col"),),))
    assert assessed(headed).claimed


def test_an_undescribed_picture_is_found_with_its_place() -> None:
    anthology = book(Figure(PICTURE, line=12))
    findings = shelf.render(anthology, shelf.style(), load("nl"), shelf.cover(), None)[1]
    (found,) = [finding for finding in findings if finding.check == "epub.no-alt"]
    assert str(found.place) == "seeds/een.txt:12"
    assert "boot.png" in found.message
