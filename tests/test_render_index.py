"""The index: what is named, where it stands, and that the numbers are true in the finished files."""

from __future__ import annotations

import ctypes
import dataclasses
import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import shelf
import validator
from lxml import etree

from book.compose import compose
from book.compose.manifest import parse
from book.languages import load
from book.model import Anthology, Edition, Finding, IndexTerm, PageStart, Pagination
from book.press import read_proof
from book.render import epub, paper
from book.render.indexing import Index

EN = load("en")
NAMES = """
[names."harbour book"]
kind = "subject"
[names."The tide table"]
kind = "subject"
forms = ["tide table"]
[names."almanac"]
kind = "subject"
see = "The tide table"
[names."Nobody Here"]
[names."Ruth Lindqvist"]
omit = true
"""


@cache
def book(lists: str = '["authors", "names"]') -> Anthology:
    folder = shelf.ROOT / "tests" / "anthologies" / "tide-table"
    plan = (folder / "anthology.toml").read_text(encoding="utf-8")
    manifest = parse(plan.replace("[book]\n", f"[book]\nindex = {lists}\n", 1) + NAMES, "anthology.toml")
    return compose(manifest, shelf.pieces(manifest), (), EN, style=shelf.style())


def headings(lists: str) -> list[str]:
    return [term.heading for term in book(lists).matter.index]


def test_the_plan_says_what_is_listed() -> None:
    authors = ["Meulen, Jan van der", "Nair, Priya", "Okafor, Daniel", "Rowe, Agnes"]
    names = ["almanac", "harbour book", "Here, Nobody", "The tide table"]
    assert headings("[]") == []
    assert headings('["authors"]') == authors
    assert headings('["authors", "names"]') == sorted(
        authors + names, key=lambda h: h.removeprefix("The ").casefold()
    )


def _index(*blocks: str, terms: tuple[IndexTerm, ...]) -> Index:
    found = "".join(f'<p data-k="chapter-a.{n}">{block}</p>' for n, block in enumerate(blocks, 1))
    return Index(terms, {"chapter-a": etree.fromstring(f"<section>{found}</section>")})


SMITH = IndexTerm("Smith, Greg", "Smith, Greg", ("Greg Smith", "Smith"))
FIRM = IndexTerm("Smith & Co.", "Smith & Co.", ("Smith & Co.",))
STARTS = tuple(PageStart(str(n), f"chapter-a.{n}", 0) for n in range(1, 8))


def told(index: Index) -> dict[str, str]:
    return {e.heading: ", ".join(locator.label for locator in e.locators) for e in index.printed(STARTS)}


@pytest.mark.parametrize(
    ("blocks", "pages"),
    [
        (("Greg Smith.", "no", "Smith, again"), {"Smith, Greg": "1, 3"}),
        (("Smith", "Smith", "Smith’s", "no", "Smith"), {"Smith, Greg": "1–3, 5"}),
        (("Smith", "Smith"), {"Smith, Greg": "1, 2"}),
        (("Greg\u00a0Smith and <em>Greg</em> Smith",), {"Smith, Greg": "1"}),
        # Whole words only, and the longest name that it can be.
        (("Smithson, Blacksmith, smith", "Smith &amp; Co."), {"Smith & Co.": "2"}),
        # In a note: on the page that calls it.
        (("x", 'so<span class="footnote" data-k="chapter-a.n1">says Smith</span>'), {"Smith, Greg": "2"}),
        # Words of the press's own are nobody's.
        (('x<span class="ours"> (see Smith)</span>',), {}),
    ],
)
def test_a_term_is_found_where_the_text_says_it(blocks: tuple[str, ...], pages: dict[str, str]) -> None:
    assert told(_index(*blocks, terms=(SMITH, FIRM))) == pages


def test_a_page_may_begin_within_a_block() -> None:
    index = _index("one two Smith", terms=(SMITH,))
    for letters, page in ((3, "9"), (6, "9"), (7, "8")):
        starts = (PageStart("8", "chapter-a.1", 0), PageStart("9", "chapter-a.1", letters))
        assert index.printed(starts)[0].locators[0].label == page


# --------------------------------------------------------------------------- in the finished files


@cache
def made() -> tuple[Edition, Edition, Pagination, tuple[Finding, ...]]:
    printed, pagination, noticed = paper.render(book(), shelf.style(), EN)
    reflowing, said = epub.render(book(), shelf.style(), EN, shelf.cover(), pagination)
    return printed, reflowing, pagination, (*noticed, *said)


@pytest.mark.needs("pango")
def test_paper_and_screen_name_the_same_pages_and_the_proof_looks_them_up() -> None:
    printed, reflowing, pagination, noticed = made()
    found = {f.check for f in read_proof(book(), [reflowing, printed], pagination)}
    assert found == {"rights.unknown", "rights.no-reference"}
    assert [f.place.key for f in noticed if f.check == "index.name-nowhere"] == ['names."Nobody Here"']
    archive = zipfile.ZipFile(io.BytesIO(reflowing.data))
    index = etree.fromstring(archive.read(next(n for n in archive.namelist() if n.endswith("/index.xhtml"))))
    sheet = archive.read(next(n for n in archive.namelist() if n.endswith(".css"))).decode()
    assert {ul.get("class") for ul in index.iterfind(".//{*}ul")} == {"index-group"}
    assert re.search(r"\.index-group \{[^}]*list-style: none", sheet)  # entries have no bullets
    lines = [" ".join("".join(li.itertext()).split()) for li in index.iterfind(".//{*}li")]
    assert lines[0] == "almanac, see The tide table"
    assert len(lines) == 7
    assert all(re.fullmatch(r"[^,]+(, [A-Z][^,0-9]*)?(, \d+)+", line) for line in lines[1:])


def links(page: pypdfium2.PdfPage) -> list[tuple[str, int]]:
    """The words of each link within the document, and the index of the page that it leads to."""
    at, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    text, found = page.get_textpage(), []
    while pdfium.FPDFLink_Enumerate(page, at, link):
        box = pdfium.FS_RECTF()
        pdfium.FPDFLink_GetAnnotRect(link, box)
        leads = pdfium.FPDFDest_GetDestPageIndex(page.pdf, pdfium.FPDFLink_GetDest(page.pdf, link))
        found.append((text.get_text_bounded(box.left, box.bottom, box.right, box.top).strip(), leads))
    return found


@pytest.mark.needs("pango")
def test_the_numbers_lead_to_their_pages_in_the_pdf() -> None:
    printed, _, pagination, _ = made()
    pdf = pypdfium2.PdfDocument(printed.data)
    at = next(n for n, page in enumerate(pdf) if page.get_textpage().get_text_range().startswith("Index"))
    found = links(pdf[at])
    assert len(found) > 10
    assert [label.partition("–")[0] for label, _ in found] == [pagination.labels[page] for _, page in found]


@pytest.mark.needs("pango")
def test_a_number_that_is_not_true_is_told() -> None:
    printed, reflowing, pagination, _ = made()
    wrong = tuple(
        dataclasses.replace(term, forms=("harbour master’s hat",)) if term.heading == "harbour book" else term
        for term in book().matter.index
    )
    other = dataclasses.replace(book(), matter=dataclasses.replace(book().matter, index=wrong))
    told_of = [f for f in read_proof(other, [reflowing, printed], pagination) if f.check == "index.astray"]
    assert {"place" in f.message for f in told_of} == {True, False}  # in the EPUB a place, in the PDF a page
    assert all(f.message.startswith("'harbour book") for f in told_of)


@pytest.mark.needs("java")
def test_epubcheck_has_nothing_to_say_of_a_book_with_everything(
    tmp_path: Path, epubcheck: Callable[[Path], tuple[validator.Message, ...]]
) -> None:
    """The test book, its pages and its index."""
    pages = shelf.made_up_pages(book())
    reflowing, _ = epub.render(book(), shelf.style(), EN, shelf.cover(), pages)
    (tmp_path / "book.epub").write_bytes(reflowing.data)
    assert epubcheck(tmp_path / "book.epub") == ()


def test_without_pages_the_places_are_counted() -> None:
    reflowing, _ = epub.render(book(), shelf.style(), EN, shelf.cover(), None)
    archive = zipfile.ZipFile(io.BytesIO(reflowing.data))
    index = archive.read(next(n for n in archive.namelist() if n.endswith("/index.xhtml"))).decode()
    assert re.search(r"Rowe, Agnes</span>, <a [^>]*>1</a>, <a [^>]*>2</a>", index)
