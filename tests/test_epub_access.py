"""What the EPUB says of its accessibility follows from what is in it."""

from __future__ import annotations

import re
from dataclasses import replace

import openepub
import pytest
import shelf
from lxml import etree

from book.languages import load
from book.model import (
    Anthology,
    Block,
    Cell,
    Evaluation,
    Figure,
    Finding,
    Heading,
    Link,
    ListBlock,
    Pagination,
    Paragraph,
    Picture,
    Quotation,
    Span,
    Table,
    Text,
)
from book.render.access import Access, assess
from book.render.evaluation import report
from book.render.seal import seal

PICTURE = Picture("boot.png", b"", "image/png", 40, 30)
HEADLESS = Table(((Cell((Text("1"),)),),))


def book(
    *blocks: Block, certifier: str = "Uitgeverij Proef", judged: bool = True, **evaluation: str
) -> Anthology:
    """A book that someone vouches for, judged as it is."""
    given = shelf.anthology(shelf.piece("een", "Een", *blocks), certifier=certifier)
    says = Evaluation("2026-11-25", evaluation.get("seal", seal(given)), ("Readium", "MuPDF"))
    return replace(given, manifest=replace(given.manifest, evaluation=says if judged else None))


def assessed(*blocks: Block, paged: bool = True, **evaluation: object) -> Access:
    return assess(book(*blocks, **evaluation), load("nl"), paged=paged)  # type: ignore[arg-type]


def checks(anthology: Anthology) -> list[Finding]:
    """What rendering says of the evaluation."""
    said = shelf.render(anthology, shelf.style(), load("nl"), shelf.cover(), None)[1]
    return [finding for finding in said if "evaluat" in finding.check or "certifier" in finding.check]


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
    assert claiming.meta("dcterms:date", "certifier") == ["2021-05-28"]
    beside = report(shelf.tide_table(), shelf.style(), load("en"), Pagination((), (), 1, 1))
    assert beside.name == "tide-table-accessibility.html"
    assert openepub.text(etree.fromstring(beside.data).find(".//x:dl", openepub.NS)) == said

    bare = shelf.render(shelf.bare(shelf.piece("x", "X")), shelf.style(), load("nl"), shelf.cover(), None)[0]
    silent = openepub.Epub(bare.data)
    assert not silent.meta("dcterms:conformsTo")
    assert not [e for e in silent.opf.iter() if e.get("rel") == "a11y:certifierReport"]
    assert not [path for path in silent.documents if "accessibility" in path]


def test_the_evaluation_says_what_was_found_and_what_a_person_must_judge() -> None:
    anthology = book(Figure(PICTURE, caption=(Text("De boot"),)), HEADLESS, judged=False)
    root = etree.fromstring(report(anthology, shelf.style(), load("nl"), None).data)
    page = " ".join(" ".join(root.itertext()).split())
    for said in (
        "Toegankelijkheid van ‘Een boek’",
        "Verklaring geen",
        "1 afbeelding. Van 1 afbeelding ontbreekt een beschrijving. 1.1.1 niet in orde",
        "1 tabel. 1 tabel heeft geen kopcellen. 1.3.1 niet in orde",
        "De taal van elk document is aangegeven: Nederlands.",
        "Wat door lezen en kijken moet worden beoordeeld",
        "zegt wat de afbeelding op die plaats vertelt. 1.1.1 nog niet beoordeeld",
        "boot.png (Een) –",
    ):
        assert said in page


def test_without_someone_to_vouch_for_it_there_is_no_claim_and_the_summary_says_so() -> None:
    access = assessed(shelf.paragraph("tekst"), certifier="")
    assert not access.claimed
    assert "nog niemand beoordeeld" in access.summary


def test_a_claim_is_founded_on_the_text_that_was_judged() -> None:
    text = shelf.paragraph("tekst")
    assert not checks(book(text))
    unjudged = assessed(text, judged=False)
    assert not unjudged.claimed
    assert "nog niemand beoordeeld" in unjudged.summary
    stale = assessed(text, seal="000000000000")
    assert not stale.claimed
    assert "Sinds het boek op 25 november 2026 op toegankelijkheid is beoordeeld" in stale.summary
    for anthology, check in (
        (book(text, judged=False), "epub.not-evaluated"),
        (book(text, seal="000000000000"), "epub.evaluation-stale"),
        (book(text, certifier=""), "epub.no-certifier"),
    ):
        (found,) = checks(anthology)
        assert found.check == check
        assert check == "epub.no-certifier" or seal(anthology) in found.hint


TEXT = shelf.paragraph("Een ‘klein’ woord - en nog een.")
MATTERS = [
    shelf.paragraph("Een klein woord en nog iets."),
    replace(TEXT, language="en"),
    Heading(TEXT.inlines),
    Quotation("blockquote", (TEXT,)),
    ListBlock(((TEXT,),)),
    Paragraph((Link("https://example.org/", TEXT.inlines),)),
    Paragraph((Span("i", TEXT.inlines, "en"),)),
]


@pytest.mark.parametrize("block", MATTERS)
def test_what_a_person_judges_is_under_seal(block: Block) -> None:
    assert seal(book(block)) != seal(book(TEXT))


def test_what_nobody_judges_is_not() -> None:
    same = Paragraph((Text('Een "klein" '), Text("woord – en nog  een.")), line=7)
    assert seal(book(same)) == seal(book(TEXT))
    moved = Figure(replace(PICTURE, name="schip.png"), alt="Een boot.", line=3)
    assert seal(book(moved)) == seal(book(Figure(PICTURE, alt="Een boot.")))
    assert seal(book(replace(moved, alt="Een schip."))) != seal(book(moved))


def wcag() -> set[str]:
    """The success criteria of WCAG 2.2, levels A and AA (4.1.1 is obsolete)."""
    numbers = (
        "1.1.1 1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.3.3 1.3.4 1.3.5 1.4.1 1.4.2 1.4.3 1.4.4 1.4.5 "
        "1.4.10 1.4.11 1.4.12 1.4.13 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.4.5 2.4.6 "
        "2.4.7 2.4.11 2.5.1 2.5.2 2.5.3 2.5.4 2.5.7 2.5.8 3.1.1 3.1.2 3.2.1 3.2.2 3.2.3 3.2.4 3.2.6 3.3.1 "
        "3.3.2 3.3.3 3.3.4 3.3.7 3.3.8 4.1.2 4.1.3"
    )
    return set(numbers.split())


@pytest.mark.parametrize("language", ["nl", "en", "de", "fr"])
@pytest.mark.parametrize("block", [TEXT, Figure(PICTURE, alt="Een boot.")])
def test_the_evaluation_answers_every_criterion(language: str, block: Block) -> None:
    root = etree.fromstring(report(book(block), shelf.style(), load(language), None).data)
    said: set[str] = set()
    for first, last in re.findall(r"\b(\d\.\d\.\d+)(?:–\d\.\d\.(\d+))?", " ".join(root.itertext())):
        stem, _, number = first.rpartition(".")
        said |= {f"{stem}.{n}" for n in range(int(number), int(last or number) + 1)}
    assert said == wcag()


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
