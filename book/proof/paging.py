"""Print pages: the PDF's labels, what layout told of them, and the EPUB's page list are one pagination."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from book.errors import Place
from book.model import Finding, Severity
from book.proof.epubfile import XHTML, Epub, text, types
from book.proof.fidelity import shown
from book.proof.passages import letters, reordered
from book.proof.pdffile import Pdf
from book.proof.sheets import Sheets

_AHEAD = 24
"""Letters after a page mark that must stand at the head of the printed page."""

_ROOM = 48
"""Letters of the page within which they must begin: a word that was broken, a note's number."""


_CALL, _CALLS = 2, 3
"""Letters of the call of an address ('ab'), which only paper has; and how many calls so few letters have."""

_LONGEST = _AHEAD + _CALL * _CALLS


def paging(sheets: Sheets) -> Iterator[Finding]:
    """Where the two editions, or what was told of them, do not agree on the pages."""
    if sheets.pdf and sheets.pagination:
        labels = tuple(page.label for page in sheets.pdf.pages)
        if labels != sheets.pagination.labels:
            yield _off(
                sheets.pdf.name,
                f"the PDF has {len(labels)} pages ({_range(labels)}), "
                f"layout told of {sheets.pagination.count} ({_range(sheets.pagination.labels)})",
            )
    if sheets.epub:
        yield from _marks(sheets.epub)
    if sheets.epub and sheets.pdf:
        yield from _in_step(sheets.epub, sheets.pdf)


def _off(file: str, message: str, path: str = "", line: int | None = None) -> Finding:
    place = Place(file, line, path)
    return Finding("pages.differ", Severity.ERROR, place, message, "build both editions again")


def _range(labels: tuple[str, ...]) -> str:
    return f"{labels[0]} to {labels[-1]}" if labels else "none"


def _marks(epub: Epub) -> Iterator[Finding]:
    """Marks in the text and entries of the page list are one to one, in one order."""
    marks = [(f"{path}#{mark.get('id', '')}", _label(mark)) for path, mark in _breaks(epub)]
    listed = []
    for nav in epub.nav.iter(f"{XHTML}nav") if epub.nav is not None else ():
        if "page-list" in types(nav):
            listed = [(a.get("href", ""), text(a)) for a in nav.iter(f"{XHTML}a")]
    tails = [(href.rpartition("/")[2], label) for href, label in marks]
    if tails != [(href.rpartition("/")[2], label) for href, label in listed]:
        yield _off(
            epub.name,
            f"the page list has {len(listed)} entries that are not the {len(marks)} marks in the text",
        )


def _breaks(epub: Epub) -> Iterator[tuple[str, etree._Element]]:
    for path in epub.spine:
        root = epub.documents.get(path)
        for element in root.iter(etree.Element) if root is not None else ():
            if "pagebreak" in types(element):
                yield path, element


def _label(mark: etree._Element) -> str:
    return mark.get("aria-label") or mark.get("title") or text(mark)


def _in_step(epub: Epub, pdf: Pdf) -> Iterator[Finding]:
    """The words after a mark in a chapter are those at the head of the printed page of that label."""
    pages = {page.label: _words(" ".join(page.flows)) for page in pdf.pages}
    for path, root in epub.chapters():
        whole = _words(shown(root))
        marks = [element for element in root.iter(etree.Element) if "pagebreak" in types(element)]
        for element, before in zip(marks, _before(root, marks), strict=True):
            label = _label(element)
            if label not in pages:
                yield _off(
                    epub.name, f"p. {label} is marked, which the PDF has not", path, element.sourceline
                )
                continue
            after = whole[before:][:_AHEAD]
            behind, ahead = _linked(element)
            head = _head(element)
            begins = any(
                page_begins(pages[label], whole[at:][:_AHEAD], head, _ROOM + behind)
                for at in range(before, before + max(1, ahead))
            )
            if not begins and not reordered(after):
                said = f"p. {label} is marked before {after!r}, where the PDF does not begin it"
                yield _off(epub.name, said, path, element.sourceline)


def _linked(mark: etree._Element) -> tuple[int, int]:
    """The letters of the link right before a mark, and of that right after it: the page may begin in one,
    where no mark can stand.
    """
    back: etree._Element | None = mark
    while back is not None and "pagebreak" in types(back):
        before = back.getprevious()
        back = before if before is not None and not before.tail else None
    ahead: etree._Element | None = mark
    while ahead is not None and "pagebreak" in types(ahead):
        ahead = ahead.getnext() if not ahead.tail else None
    return _letters_of_link(back), _letters_of_link(ahead)


def _letters_of_link(element: etree._Element | None) -> int:
    """None of what is no link."""
    if element is None or element.tag != f"{XHTML}a":
        return 0
    return len(_words("".join(element.itertext())))


def _head(mark: etree._Element) -> str:
    """The head of the table that a mark stands in: it is set again on the page, where not all of it is."""
    if next(mark.iterancestors(f"{XHTML}caption", f"{XHTML}thead"), None) is not None:
        return ""
    table = next(mark.iterancestors(f"{XHTML}table"), None)
    head = table.find(f"{XHTML}thead") if table is not None else None
    return _words("".join(head.itertext())) if head is not None else ""


def page_begins(page: str, after: str, head: str = "", room: int = _ROOM) -> bool:
    """Whether the page begins with these words, or with as many of them as it has room for (a full plate).

    `head`: of a table that goes on there, and may stand above them. `room`: letters that others may take.
    """
    page = page.replace(head, "", 1) if head and page.find(head) <= _ROOM else page
    if any(_reads(page[at : at + _LONGEST], after) for at in range(min(room, len(page)) + 1)):
        return True
    short = page[:_ROOM] if len(page) < _ROOM + len(after) else ""
    return any(after.startswith(page[at:]) for at in range(len(short) // 2 + 1) if page[at:])


def _reads(page: str, after: str) -> bool:
    """Whether a page reads so from its first letter on, but for the letters that call addresses on paper."""
    at = calls = 0
    for letter in after:
        found = page.find(letter, at, at + _CALL + 1)
        calls += found > at
        if found < 0 or calls > _CALLS:
            return False
        at = found + 1
    return True


def _words(text: str) -> str:
    """Letters alone: the numbers of notes and of list items are drawn on paper and made on a screen."""
    return "".join(char for char in letters(text).kept if not char.isdigit())


def _before(root: etree._Element, marks: Sequence[etree._Element]) -> list[int]:
    """The letters of a chapter's document before each mark in it."""
    tails = [mark.tail for mark in marks]
    try:
        for number, mark in enumerate(marks):
            mark.tail = f"{_SIGN}{chr(_FIRST_SIGN + number)}{mark.tail or ''}"
        first, *parts = _SIGNS.split(shown(root))
    finally:
        for mark, tail in zip(marks, tails, strict=True):
            mark.tail = tail
    counts = {}
    count = len(_words(first))
    for sign, part in zip(parts[::2], parts[1::2], strict=True):
        counts[ord(sign) - _FIRST_SIGN] = count
        count += len(_words(part))
    return [counts.get(number, count) for number in range(len(marks))]


_SIGN, _FIRST_SIGN = "\ue000", 0xF0000  # letters of private use, which no text is likely to have together
_SIGNS = re.compile(f"{_SIGN}([\U000f0000-\U000ffffd])")
