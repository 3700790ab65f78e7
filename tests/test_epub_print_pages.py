"""The EPUB's page list is the pagination of its own print edition: the same labels, the same words."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import pypdfium2
import pytest
import shelf
from lxml import etree
from openepub import Epub, types

from book.languages import load

pytestmark = pytest.mark.needs("pango")


@cache
def printed() -> tuple[list[str], list[str], Epub]:
    """The labels and the words of the PDF's pages, and the EPUB of the same book."""
    book, language = shelf.tide_table(), load("en")
    edition, pagination, _ = shelf.tide_table_printed()
    pdf = pypdfium2.PdfDocument(edition.data)
    labels = [pdf.get_page_label(n) for n in range(len(pdf))]
    words = [_letters(page.get_textpage().get_text_range()) for page in pdf]
    epub = shelf.render(book, shelf.style(), language, shelf.cover(), pagination)[0]
    return labels, words, Epub(epub.data)


def _letters(text: str) -> str:
    """Letters only (page numbers are not the text's), ligatures undone, a word over two lines in one."""
    whole = re.sub(r"[\u00ad\u2010\ufffe-]\s*\n", "", text)
    return re.sub(r"[\W\d_]+", "", unicodedata.normalize("NFKC", whole)).casefold()


def _after(marker: etree._Element) -> str:
    """The letters that follow a marker in its document, without note calls."""
    body = next(e for e in marker.iterancestors() if e.tag.endswith("}body"))
    found: list[str] = []
    passed = False
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element is marker:
            passed = True
        if event == "start" and passed and element is not marker and "noteref" not in types(element):
            found.append(element.text or "")
        if event == "end" and passed and element.tail:
            found.append(element.tail)
        if event == "start" and "noteref" in types(element):
            continue
    return _letters("\n".join(found)[:600])


def test_every_marker_has_the_words_at_the_head_of_its_printed_page() -> None:
    labels, words, epub = printed()
    pages = dict(zip(labels, words, strict=True))
    markers = [e for root in epub.documents.values() for e in root.iter() if "pagebreak" in types(e)]
    assert len(markers) > 20
    for marker in markers:
        label = marker.get("aria-label", "")
        following = _after(marker)[:16]
        at = pages[label].find(following)
        # Where the page begins within a word, the marker follows the word; a running head comes first.
        assert 0 <= at < 60, (label, following, pages[label][:80])


def test_every_printed_page_with_text_is_in_the_page_list_but_the_half_title() -> None:
    labels, words, epub = printed()
    listed = [link.label for link in epub.links("page-list")]
    told = [label for label, text in zip(labels, words, strict=True) if text]
    assert listed == told[1:]
