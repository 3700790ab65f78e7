"""What the EPUB says of its accessibility follows from what is in it."""

from __future__ import annotations

from dataclasses import replace

import openepub
import pytest
import shelf
from lxml import etree

from book.languages import load
from book.model import Anthology, Block, Cell, Figure, Pagination, Picture, Quotation, Table, Text
from book.render.access import Access, assess
from book.render.evaluation import report

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


def test_the_evaluation_stands_in_the_package_where_a_claim_is_made() -> None:
    claiming = openepub.Epub(shelf.epub())
    assert claiming.meta("dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    assert claiming.meta("a11y:certifiedBy", "conformance") == ["Breakwater Books"]
    (link,) = [e for e in claiming.opf.iter() if e.get("rel") == "a11y:certifierReport"]
    assert link.get("refines") == "#certifier"
    path, _ = claiming.resolve(claiming.opf_path, link.get("href", ""))
    said = openepub.text(claiming.documents[path].find(".//x:dl", openepub.NS))
    assert "EPUB Accessibility 1.1 - WCAG 2.2 Level AA" in said
    beside = report(shelf.tide_table(), shelf.style(), load("en"), Pagination((), (), 1, 1))
    assert beside.name == "tide-table-accessibility.html"
    assert openepub.text(etree.fromstring(beside.data).find(".//x:dl", openepub.NS)) == said

    bare = shelf.render(shelf.bare(shelf.piece("x", "X")), shelf.style(), load("nl"), shelf.cover(), None)[0]
    silent = openepub.Epub(bare.data)
    assert not silent.meta("dcterms:conformsTo")
    assert not [e for e in silent.opf.iter() if e.get("rel") == "a11y:certifierReport"]
    assert not [path for path in silent.documents if "accessibility" in path]


def test_the_evaluation_says_what_was_found_and_what_a_person_must_judge() -> None:
    anthology = book(Figure(PICTURE, caption=(Text("De boot"),)), HEADLESS, certifier="")
    root = etree.fromstring(report(anthology, shelf.style(), load("nl"), None).data)
    page = " ".join(" ".join(root.itertext()).split())
    for said in (
        "Toegankelijkheid van ‘Een boek’",
        "Verklaring geen",
        "1 afbeelding. Van 1 afbeelding ontbreekt een beschrijving. 1.1.1 niet in orde",
        "1 tabel. 1 tabel heeft geen kopcellen. 1.3.1 niet in orde",
        "De taal van elk document is aangegeven: Nederlands.",
        "Zegt elke beschrijving wat de afbeelding op die plaats vertelt? (1.1.1)",
        "boot.png (Een) –",
    ):
        assert said in page


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
