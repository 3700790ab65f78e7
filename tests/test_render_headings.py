"""Titles with what stands below them: subtitles, and the long titles of long contents."""

from __future__ import annotations

import dataclasses

import pypdfium2
import pytest
import sheets
import shelf
from lxml import etree

from book.languages import load
from book.model import Piece
from book.render import paper
from book.render.printable import _number_pages
from book.render.trims import trim

pytestmark = pytest.mark.needs("pango")

LEADING = float(trim(shelf.style().trims, "a5").leading)
LONG = "Over de vraag hoe lang een titel wel mag zijn voordat hij in de inhoud niet op een regel past"


def pages(*pieces: Piece, look: str = "libertine") -> list[list[sheets.Printed]]:
    edition = paper.render(shelf.anthology(*pieces), shelf.style(look), load("nl"))[0]
    return [sheets.printed(page) for page in pypdfium2.PdfDocument(edition.data)]


def said(page: list[sheets.Printed], text: str) -> sheets.Printed:
    return next(line for line in page if line.text.replace(" ", "").startswith(text.replace(" ", "")))


@pytest.mark.parametrize("look", ["libertine", "vollkorn"])
def test_a_subtitle_stands_free_of_its_title_and_moves_nothing_off_the_grid(look: str) -> None:
    piece = shelf.piece("s", "Gypsum", shelf.paragraph("Tekst die hier begint."))
    with_one = dataclasses.replace(piece, subtitle="Een vertelling")
    [plain] = [page for page in pages(piece, look=look) if any("Tekst die" in line.text for line in page)]
    [page] = [page for page in pages(with_one, look=look) if any("Tekst die" in line.text for line in page)]
    below = said(page, "Een vertelling").y - said(page, "Gypsum").y
    assert 1.4 * LEADING < below < 2.1 * LEADING
    lines = (said(page, "Tekst die").y - said(plain, "Tekst die").y) / LEADING
    assert lines == pytest.approx(round(lines), abs=0.02)


def test_the_lines_of_a_long_title_hang_in_contents_that_are_set_close() -> None:
    pieces = [shelf.piece(f"p{n}", f"{n} {LONG}", shelf.paragraph("Kort.")) for n in range(12)]
    made = pages(*pieces)
    [contents] = [page for page in made if page and page[0].text.startswith("Inhoud")]
    at = next(n for n, line in enumerate(contents) if line.text.startswith("0"))
    first, below = contents[at], contents[at + 1]
    assert below.y - first.y == pytest.approx(LEADING, abs=0.2)
    assert below.x - first.x == pytest.approx(1.3 * 0.8 * LEADING, abs=1.0)


def test_a_title_that_stands_in_several_links_has_its_page_once() -> None:
    works = "<a href='#x'>‘</a><span lang='de'><a href='#x'>Über</a></span><a href='#x'>’</a>"
    section = etree.fromstring(f"<section><p class='works'>In: {works}, <a href='#y'>Zee</a>.</p></section>")
    _number_pages(section, load("nl"))
    numbers = [span.get("data-href") for span in section.iter("span") if span.get("class") == "page-ref"]
    assert numbers == ["#x", "#y"]
    assert [span.getprevious().text for span in section.iter("span") if span.get("data-href")] == ["’", "Zee"]
