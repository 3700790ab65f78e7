"""By what right each piece is reprinted, and whether the book keeps to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from book.errors import Place
from book.model import Anthology, Chapter, Finding, Severity
from book.proof.epubfile import text
from book.proof.passages import letters, words
from book.proof.sheets import Sheets


def rights(sheets: Sheets) -> Iterator[Finding]:
    """What is unknown, asked and not answered, or not done as the licence or the holder wants it."""
    book = sheets.anthology
    for chapter in book.chapters:
        yield from _status(chapter, book)
        yield from _licence(chapter, book)
        yield from _wording(chapter, sheets)


def _at(chapter: Chapter, book: Anthology, key: str) -> Place:
    return book.manifest.where(f"piece[{chapter.number}].rights.{key}")


def _status(chapter: Chapter, book: Anthology) -> Iterator[Finding]:
    title, kept = chapter.piece.title, chapter.piece.rights
    if kept.status == "unknown":
        yield Finding(
            "rights.unknown",
            Severity.WARNING,
            _at(chapter, book, "status"),
            f"who holds the rights in {_named(title)} is not known; the book says so",
            'ask the holder, and write status = "requested", then "granted" with its reference',
        )
    elif kept.status == "requested":
        yield Finding(
            "rights.requested",
            Severity.WARNING,
            _at(chapter, book, "status"),
            f"permission to reprint {_named(title)} was asked and is not there",
        )
    elif kept.status == "granted" and not kept.reference:
        yield Finding(
            "rights.no-reference",
            Severity.NOTE,
            _at(chapter, book, "reference"),
            f"where the permission to reprint {_named(title)} is kept is not written down",
            'reference = "letter of 3 May 2026", say',
        )


def _licence(chapter: Chapter, book: Anthology) -> Iterator[Finding]:
    piece = chapter.piece
    terms = piece.rights.licence.upper().split("-")
    if piece.rights.status != "licensed" or terms[0] != "CC":
        return
    if "ND" in terms and (changed := _changed(book, piece.key)):
        yield Finding(
            "rights.no-derivatives",
            Severity.ERROR,
            _at(chapter, book, "licence"),
            f"{piece.rights.licence} allows no changes, and {changed} were made in {_named(piece.title)}",
            "ask the holder's leave, or leave the piece out",
        )
    if "NC" in terms:
        yield Finding(
            "rights.non-commercial",
            Severity.NOTE,
            _at(chapter, book, "licence"),
            f"{piece.rights.licence}: the book cannot be sold with {_named(piece.title)} in it",
        )
    if "BY" in terms and not piece.authors and not piece.rights.holder:
        yield Finding(
            "rights.nobody-to-name",
            Severity.ERROR,
            _at(chapter, book, "holder"),
            f"{piece.rights.licence} wants its author named, "
            f"and the author of {_named(piece.title)} is not known",
            'holder = "…", as the licence names whom to credit',
        )


def _changed(book: Anthology, key: str) -> int:
    return sum(len(account.changes) for account in book.accounts if account.key == key)


def _wording(chapter: Chapter, sheets: Sheets) -> Iterator[Finding]:
    """The wording that a holder asked for stands in each edition."""
    wanted = letters(chapter.piece.rights.note).kept
    if not wanted:
        return
    for name, found in _editions(sheets):
        if wanted not in letters(found).kept:
            yield Finding(
                "rights.wording",
                Severity.ERROR,
                _at(chapter, sheets.anthology, "note"),
                f"{name} does not say what the holder of {_named(chapter.piece.title)} asks for: "
                f"{chapter.piece.rights.note!r}",
            )


def _editions(sheets: Sheets) -> Sequence[tuple[str, str]]:
    """All the words of each edition; of the book itself where there is none yet."""
    found = []
    if sheets.epub:
        documents = sheets.epub.documents
        found.append((sheets.epub.name, " ".join(text(documents.get(path)) for path in sheets.epub.spine)))
    if sheets.pdf:
        found.append((sheets.pdf.name, " ".join(run for page in sheets.pdf.pages for run in page.flows)))
    if not found:
        prose = [p for s in sheets.anthology.matter.statements for p in s.paragraphs]
        found.append((sheets.anthology.manifest.file, " ".join(words(p) for p in prose)))
    return found


def _named(title: str) -> str:
    """A title in quotes, its no-break spaces as the spaces that they look like."""
    return repr(" ".join(title.split()))
