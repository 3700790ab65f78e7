"""The printer's proof: what it marks is there, and what it says of it is true."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from functools import cache
from pathlib import Path

import bookcase
import pypdfium2
import pytest
import shelf

from book.errors import Place
from book.languages import load
from book.model import Account, Change, Finding, Galley, Line, Role, Severity, Verdict
from book.render import marking, paper, proofsheet
from book.render.marking import Mark, Run

pytestmark = pytest.mark.needs("pango")

NL = load("nl")
SENTENCE = "Elke zaterdag bakt mijn buurman brood voor de hele straat, en elke zaterdag mislukt er een."


def line(
    text: str, *, key: str = "chapter-a.1", width: float = 300, spacing: float = 0.0, at: int = 0
) -> marking.Line:
    return marking.Line(0, key, (Run(text, 0, width),), at * 18, at * 18 + 18, 14, spacing, True, False)


class Even:
    """A face of which every letter is half an em wide."""

    def width(self, text: str, size: float = 1.0) -> float:
        return size * len(text) / 2


def kinds(*lines: marking.Line) -> list[tuple[str, str]]:
    return [(mark.kind, mark.label) for mark in marking.of_lines(lines, Even())]  # type: ignore[arg-type]


def test_lines_are_judged_by_their_spaces() -> None:
    last = line("en dat was dat, zei de bakker", at=9)
    assert kinds(line("een twee", spacing=3.6), last) == [("loose", "1.51×")]
    assert kinds(line("een twee", spacing=3.4), last) == []
    assert kinds(line("een twee", spacing=-1.5), last) == [("tight", "0.79×")]
    assert kinds(line("eenwoord", spacing=9.0), last) == []  # it has no space
    assert kinds(line("een twee", spacing=9.0)) == []  # a last line is not justified


def test_hyphens_above_each_other_and_words_alone() -> None:
    broken = [line(f"een wo{n}\u2010", at=n) for n in range(2)]
    assert kinds(*broken, line("ord", width=300, at=3)) == [("hyphens", "1/2"), ("hyphens", "2/2")]
    assert kinds(broken[0], line("ord en meer", at=1)) == []
    assert kinds(line("een twee"), line("drie", width=20, at=1)) == [("runt", "drie")]
    assert kinds(line("drie", width=20)) == []  # a paragraph of one line


@cache
def _book() -> tuple[paper.LaidOut, Account]:
    blocks = tuple(
        dataclasses.replace(shelf.paragraph(f"Dag {n}: ‘nu’. {SENTENCE} {SENTENCE}"), line=n)
        for n in range(1, 30)
    )
    book = shelf.anthology(shelf.piece("brood", "Brood", *blocks))
    verdicts = tuple(
        Verdict(Line(n, f"Dag {n}: 'nu'. {SENTENCE} {SENTENCE}"), Role.BODY, "stet") for n in range(1, 30)
    )
    changes = tuple(Change("quote.straight", n, "'nu'.", "‘nu’.") for n in (3, 20))
    return paper.lay_out(book, shelf.style(), NL), Account(
        "brood", Galley("seeds/brood.txt", "nl", verdicts), changes
    )


def test_changes_and_findings_are_marked_where_they_stand() -> None:
    laid_out, account = _book()
    findings = [
        Finding("a.check", Severity.NOTE, Place("seeds/brood.txt", 20), "kijk hier"),
        Finding("b.check", Severity.NOTE, Place("anthology.toml", 3), "nergens in de tekst"),
    ]
    marks = proofsheet.found(laid_out, [account], findings)
    assert Counter(m.label for m in marks if m.kind == "changed") == {"quote.straight": 2}
    assert [m.label for m in marks if m.kind == "finding"] == ["1"]
    edition, _, _ = shelf.written(laid_out)
    with pypdfium2.PdfDocument(edition.data) as document:
        said = [_under(document, mark) for mark in marks if mark.kind in ("changed", "finding")]
    assert "Dag 20" in said[0]
    assert [text.strip("‘’. ") for text in said[1:]] == ["nu", "nu"]


def test_no_row_of_the_findings_is_parted_by_a_page() -> None:
    laid_out, account = _book()
    told = "een bevinding die op deze bladzijde meer dan een regel lang is en dus meer dan een regel beslaat"
    findings = [
        Finding(
            f"a.check{n}", Severity.NOTE, Place("seeds/brood.txt", 20), f"begin {n} {told} {told} eind {n}"
        )
        for n in range(90)
    ]
    sheet = proofsheet.render(laid_out, [account], findings)
    with pypdfium2.PdfDocument(sheet.data) as document:
        pages = [page.get_textpage().get_text_bounded().replace("\r\n", " ") for page in document]
    for n in range(90):
        page = next(text for text in pages if f"begin {n} een" in text)
        assert re.search(rf"eind {n}\b", page)
        assert re.search(rf"a\.check{n}\b", page)


def _under(document: pypdfium2.PdfDocument, mark: Mark) -> str:
    page = document[mark.page]
    high = page.get_height()
    text = page.get_textpage()
    edges = (mark.left * 0.75, high - mark.bottom * 0.75, mark.right * 0.75, high - mark.top * 0.75)
    return str(text.get_text_bounded(*edges))


def test_the_proof_lies_beside_the_editions_and_is_none(tmp_path: Path) -> None:
    project = bookcase.small(tmp_path)
    ran = bookcase.book("proofread", cwd=project)
    assert ran.code == 0, ran.err
    assert ran.out.startswith("build/twee-stukjes-proof.pdf")
    steps = [line for line in ran.err.splitlines() if line[-4:] in (" 1/2", " 2/2")]
    assert steps[-2:] == ["laying out the pages 1/2", "marking the pages 2/2"]
    with pypdfium2.PdfDocument(project / "build" / "twee-stukjes-proof.pdf") as document:
        legend = document[0].get_textpage().get_text_bounded()
        everything = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert legend.startswith("Drukproef")
    assert "quote.straight" in legend
    assert everything.count("quote.straight") > 1  # in the legend, and in the margin beside the words
    assert sorted(p.name for p in (project / "build").glob("*.pdf")) == ["twee-stukjes-proof.pdf"]
