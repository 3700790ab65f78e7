"""Front and back matter: each of its pages says what the book says around its pieces, and nothing else.

In which order is the look's own affair: a page is compared as a bag of paragraphs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from lxml import etree

from book.languages import Language
from book.model import Anthology, Finding, Inline, Link, Matter, Prose, Severity, Text
from book.proof.epubfile import XHTML, Epub, types
from book.proof.fidelity import shown, unordered
from book.proof.passages import Ribbon, letters, reordered, signs, words
from book.proof.sheets import Sheets

_TYPES = {"credits": "other-credits"}
"""The EPUB vocabulary's word for a kind of page, where it is another."""

_ON_PAPER_ONLY = frozenset({"halftitlepage"})


def matter(sheets: Sheets) -> Iterator[Finding]:
    """Paragraphs that a page lacks or has otherwise, and words that it has too many."""
    book, language = sheets.anthology, sheets.language
    kinds = [kind for kind in (*book.matter.front, *book.matter.back) if kind != "index"]  # `index` reads it
    if sheets.epub:
        for kind in kinds:
            said = _said(kind, book, language)
            found = _page(sheets.epub, kind)
            if found is None:
                if kind not in _ON_PAPER_ONLY:
                    yield _finding(sheets, sheets.epub.name, f"has no page of the kind {kind!r}")
                continue
            yield from _compared(sheets, f"{sheets.epub.name}, {kind}", said, shown(found), signs, whole=True)
    if sheets.pdf and any(page.elements for page in sheets.pdf.pages):
        of_pieces = {page.number for _, pages in sheets.rendered() for page in pages}
        runs = [run for page in sheets.pdf.pages if page.number not in of_pieces for run in page.flows]
        printed = _numbered(sheets)
        said_on_paper = (_said(kind, printed, language) for kind in kinds if kind != "toc")
        everything = list(chain.from_iterable(said_on_paper))
        # On paper the contents have page numbers, which `links` compares.
        yield from _compared(sheets, sheets.pdf.name, everything, " ".join(runs), letters, whole=False)


def _numbered(sheets: Sheets) -> Anthology:
    """The book with the number of its page behind each title in 'Over de auteurs', as paper has it."""
    book, word = sheets.on_paper, sheets.language.word
    labels = {f"#{chapter.piece.key}": pages[0].label for chapter, pages in sheets.rendered() if pages}

    def run(prose: Prose) -> Iterator[Inline]:
        for inline in prose:
            yield inline
            if isinstance(inline, Link) and inline.href in labels:
                yield Text(f" {word('page-behind', page=labels[inline.href])}")

    people = tuple(replace(who, pieces=tuple(run(who.pieces))) for who in book.matter.biographies)
    return replace(book, matter=replace(book.matter, biographies=people))


def _page(epub: Epub, kind: str) -> etree._Element | None:
    """The document of the spine that is a page of that kind."""
    for path in epub.spine:
        root = epub.documents.get(path)
        for section in root.iter(f"{XHTML}section") if root is not None else ():
            if _TYPES.get(kind, kind) in types(section):
                return root
    return None


def _compared(
    sheets: Sheets,
    name: str,
    said: Sequence[str],
    found: str,
    reduce: Callable[[str], Ribbon],
    *,
    whole: bool,
) -> Iterator[Finding]:
    """Takes each paragraph once out of what was found; with `whole`, nothing may be left."""
    ribbon = reduce(found)
    left = ribbon.kept
    for paragraph in sorted(said, key=len, reverse=True):
        kept = reduce(paragraph).kept
        at = left.find(kept)
        if at < 0 and not whole and reordered(paragraph):
            yield unordered(sheets.anthology.manifest.where("book"), name, paragraph)
        elif at < 0:
            yield _finding(sheets, name, f"lacks, or has otherwise, {paragraph!r}")
        else:
            left = left[:at] + "\ue000" * len(kept) + left[at + len(kept) :]
    if whole:
        for start, end in _runs(left):
            yield _finding(sheets, name, f"says besides {ribbon.excerpt(start, end)!r}")


def _runs(left: str) -> Iterator[tuple[int, int]]:
    """The stretches of text that no paragraph claimed."""
    start = None
    for at, char in enumerate([*left, "\ue000"]):
        if char != "\ue000" and start is None:
            start = at
        elif char == "\ue000" and start is not None:
            yield start, at
            start = None


def _finding(sheets: Sheets, name: str, message: str) -> Finding:
    return Finding(
        "fidelity.matter",
        Severity.ERROR,
        sheets.anthology.manifest.where("book"),
        f"{name}: {message}",
        "the file was altered, or the look's template has words of its own: build it again",
    )


# --------------------------------------------------------------------------- what each page says


def _said(kind: str, book: Anthology, language: Language) -> list[str]:
    """The paragraphs of a page of that kind, its heading among them."""
    return [text for text in _PAGES[kind](book.matter, book, language.word) if text.strip()]


def _half_title(matter: Matter, book: Anthology, word: Callable[[str], str]) -> Iterator[str]:
    yield book.title


def _title_page(matter: Matter, book: Anthology, word: Callable[[str], str]) -> Iterator[str]:
    page = matter.title_page
    yield from (page.title, page.subtitle, page.authors, page.editors, *page.imprint)


def _colophon(matter: Matter, book: Anthology, word: Callable[[str], str]) -> Iterator[str]:
    yield word("colophon")
    yield from map(words, matter.colophon)


def _contents(matter: Matter, book: Anthology, word: Callable[[str], str]) -> Iterator[str]:
    yield word("contents")
    yield from (f"{line.title} {line.author}" for line in matter.contents)


def _contributors(matter: Matter, book: Anthology, word: Callable[[str], str]) -> Iterator[str]:
    yield matter.contributors
    for person in matter.biographies:
        yield f"{person.name} {words(person.bio)} {words(person.pieces)}"
    yield words(matter.unknown)


def _account(matter: Matter, book: Anthology, word: Callable[[str], str]) -> Iterator[str]:
    yield word("account")
    yield from map(words, matter.account)
    for statement in matter.statements:
        yield " ".join((statement.title, statement.author, *map(words, statement.paragraphs)))
    yield from map(words, matter.rights)


_PAGES: dict[str, Callable[[Matter, Anthology, Callable[[str], str]], Iterator[str]]] = {
    "halftitlepage": _half_title,
    "titlepage": _title_page,
    "copyright-page": _colophon,
    "toc": _contents,
    "contributors": _contributors,
    "credits": _account,
}
