"""Every link leads somewhere: in the EPUB, in the PDF, from the contents to the pages that they name."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from book.errors import Place
from book.model import Finding, Severity
from book.proof.epubfile import NAMES, XHTML, Epub, remote, target, text, types
from book.proof.passages import heading, letters, origin, reordered
from book.proof.sheets import Sheets

_ADDRESSES = ("href", "src", "{http://www.w3.org/1999/xlink}href")


def links(sheets: Sheets) -> Iterator[Finding]:
    """Links that lead nowhere, and page numbers that are not those of the page."""
    if sheets.epub:
        yield from _in_epub(sheets.epub)
        yield from _notes(sheets.epub)
    if sheets.pdf:
        yield from _in_pdf(sheets)
        yield from _contents(sheets)


def _broken(file: str, where: str, message: str, line: int | None = None) -> Finding:
    return Finding("links.broken", Severity.ERROR, Place(file, line, where), message, "build it again")


# --------------------------------------------------------------------------- EPUB


def _in_epub(epub: Epub) -> Iterator[Finding]:
    identifiers = {path: _identifiers(root) for path, root in epub.documents.items()}
    sources = [*epub.documents.items(), (epub.package_path, epub.package)]
    for path, root in sources:
        for href, line in _addresses(root):
            if remote(href):
                continue
            file, fragment = target(path, href)
            if file not in epub.files:
                yield _broken(epub.name, path, f"{href!r} leads to a file that is not there", line)
            elif fragment and file in identifiers and fragment not in identifiers[file]:
                yield _broken(epub.name, path, f"{href!r} leads to a place that is not there", line)
    spine = set(epub.spine)
    for path in spine:
        document = epub.documents.get(path)
        for anchor in document.iterfind(".//x:a[@href]", NAMES) if document is not None else ():
            href = anchor.get("href", "")
            if not remote(href) and target(path, href)[0] not in spine:
                yield _broken(epub.name, path, f"{href!r} leads out of what is read", anchor.sourceline)


def _notes(epub: Epub) -> Iterator[Finding]:
    """A note's call and the note have one number, and lead to each other."""
    for path, root in epub.documents.items():
        calls = {a.get("id", ""): a for a in root.iter(f"{XHTML}a") if "noteref" in types(a)}
        backs = {a.get("href", "")[1:]: a for a in root.iter(f"{XHTML}a") if "backlink" in types(a)}
        for number, (identifier, call) in enumerate(calls.items(), 1):
            back = backs.get(identifier)
            marks = {text(call), text(back) if back is not None else ""}
            if marks != {str(number)}:
                yield _broken(
                    epub.name,
                    path,
                    f"note {number} is called {' and '.join(sorted(marks))!r} in its two places",
                    call.sourceline,
                )


def _identifiers(root: etree._Element) -> set[str]:
    return {str(identifier) for identifier in root.xpath("//@id")}


def _addresses(root: etree._Element) -> Iterator[tuple[str, int | None]]:
    for element in root.iter(etree.Element):
        for name in _ADDRESSES:
            if (value := element.get(name)) is not None:
                yield value, element.sourceline


# --------------------------------------------------------------------------- PDF


def _in_pdf(sheets: Sheets) -> Iterator[Finding]:
    if not sheets.pdf:
        return
    for page in sheets.pdf.pages:
        if None in page.targets:
            yield _broken(sheets.pdf.name, f"p. {page.label}", "a link leads nowhere")
    pages_of_the_book = set(sheets.language.words.values())
    for mark in sheets.pdf.bookmarks:
        if mark.page is None:
            yield _broken(sheets.pdf.name, "bookmarks", f"the bookmark {mark.title!r} leads nowhere")
            continue
        if mark.title in pages_of_the_book:
            continue  # 'Titelpagina' is the name of a page, and no heading on it
        page = sheets.pdf.pages[mark.page]
        said, whole = letters(mark.title).kept, letters(" ".join(page.flows)).kept
        heads = [(letters(e.text).kept, heading(e.text)) for e in page.elements if e.type[:1] == "H"]
        headed = any(kept and (kept in said or known == heading(mark.title)) for kept, known in heads)
        if said not in whole and not headed:
            yield _broken(
                sheets.pdf.name,
                "bookmarks",
                f"the bookmark {mark.title!r} leads to p. {page.label}, which does not say it",
            )


def _contents(sheets: Sheets) -> Iterator[Finding]:
    """Each line of the contents ends with the number of the page on which its chapter begins."""
    pdf = sheets.pdf
    if not pdf:
        return
    rendered = list(sheets.rendered())
    first = min((pages[0].number for _, pages in rendered if pages), default=0)
    lines = [
        letters(item).kept for page in pdf.pages[: max(first - 1, 0)] for item in page.of_type("LI", "TOCI")
    ]
    if not lines:
        return  # this look has no contents, or no list
    for chapter, pages in rendered:
        if not pages:
            continue
        said = letters(f"{chapter.piece.title} {chapter.byline}").kept
        title = letters(chapter.piece.title).kept
        label = letters(pages[0].label).kept
        if reordered(said) and heading(said + label) in map(heading, lines):
            continue  # in another order, as a PDF holds what runs from right to left
        # A part that goes on overleaf is an item there too, which begins as the first of its lines does.
        # Two pieces of one name by one author have a line each.
        begun = sorted((line for line in lines if line.startswith(said)), key=len)
        line = said + label if said + label in begun else next(iter(begun), None)
        if line is None:
            near = next((line for line in lines if line.startswith(title)), "")
            check, found = "credits.contents", near or "no such line"
        elif line != said + label:
            check, found = "links.contents", line[len(said) :] or "no number"
        else:
            continue
        yield Finding(
            check,
            Severity.ERROR,
            origin(sheets.anthology, chapter, "title"),
            f"contents of {pdf.name}: {found!r}, where {chapter.piece.title!r} by {chapter.byline} "
            f"begins on p. {pages[0].label}",
            "build it again",
        )
