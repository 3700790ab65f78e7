"""The index tells the truth: each page that it names says what it is named for, each link leads to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from book.errors import Place
from book.model import Anthology, Finding, IndexTerm, Severity
from book.proof.epubfile import XHTML, Epub, target, text, types
from book.proof.passages import letters
from book.proof.pdffile import Pdf
from book.proof.sheets import Sheets

_PAGES = re.compile(r"\b([0-9ivxlcdm]+)(?:–([0-9ivxlcdm]+))?(?=,|$)")


def index(sheets: Sheets) -> Iterator[Finding]:
    """Lines of the index that lead astray, and terms that it lacks although the book says them."""
    terms = sheets.anthology.matter.index
    if not terms:
        return
    told = {term.heading: _words(term, sheets.anthology) for term in terms}
    if sheets.epub:
        yield from _in_epub(sheets.epub, told)
    if sheets.pdf and any(page.elements for page in sheets.pdf.pages):
        yield from _in_pdf(sheets.pdf, told)


def _words(term: IndexTerm, book: Anthology) -> tuple[str, ...]:
    """What a page that the term is found on says: one of its forms, or the title of one of its pieces."""
    titles = [c.piece.title for c in book.chapters if c.piece.key in term.pieces]
    return tuple(letters(words).kept for words in (*term.forms, *titles))


def _in_epub(epub: Epub, told: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    identified = {
        path: {element.get("id"): element for element in root.iter() if isinstance(element.tag, str)}
        for path, root in epub.documents.items()
    }
    for path, root in epub.of_type("index"):
        for line in root.iter(f"{XHTML}li"):
            heading = next((text(e) for e in line.iter() if "index-term" in types(e)), "")
            for link in (a for a in line.iter(f"{XHTML}a") if "index-locator" in types(a)):
                file, fragment = target(path, link.get("href", ""))
                place: etree._Element | None = identified.get(file, {}).get(fragment)
                said = letters(text(place)).kept if place is not None else ""
                if not _says(said, told.get(heading, ())):
                    yield _astray(epub.name, f"{heading}, {text(link)}", "the place that it leads to")


def _in_pdf(pdf: Pdf, told: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    numbers = {page.label: n for n, page in enumerate(pdf.pages)}
    pages = [letters(" ".join(page.flows)).kept for page in pdf.pages]
    lines = [item for page in pdf.pages[len(pdf.pages) // 2 :] for item in page.of_type("LI")]
    for heading, words in told.items():
        line = next((item for item in lines if item.startswith(heading)), "")
        for first, last in _PAGES.findall(line[len(heading) :]):
            for label in _run(first, last or first, numbers):
                n = numbers.get(label, -1)
                # A name that is broken over two pages is on the first of them.
                said = pages[n] + (pages[n + 1][:80] if n + 1 < len(pages) else "") if n >= 0 else ""
                if not _says(said, words):
                    yield _astray(pdf.name, f"{heading}, {label}", "the page")


def _run(first: str, last: str, numbers: Mapping[str, int]) -> list[str]:
    if first == last or first not in numbers or last not in numbers:
        return [first]
    return [label for label, n in numbers.items() if numbers[first] <= n <= numbers[last]]


def _says(said: str, words: Iterable[str]) -> bool:
    return any(word in said for word in words)


def _astray(file: str, line: str, what: str) -> Finding:
    return Finding(
        "index.astray",
        Severity.ERROR,
        Place(file, key="index"),
        f"{line!r}: {what} does not say it",
        "build it again",
    )
