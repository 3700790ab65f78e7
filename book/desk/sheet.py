"""What the review page shows: each piece's source with every line marked, beside the piece as it is set."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from book.desk import hand
from book.languages import load
from book.model import Anthology, Chapter, Entry, Fact, Finding, Picture, Reading, Role, Verdict
from book.prepress import Copy, Prepared
from book.read.pictures import thumbnail
from book.recover.plain import words
from book.render.markup import Compositor

FOLD = 4
"""Lines left out in a row, all for sure, from which they are folded together."""
UNSURE = 0.7
"""Verdicts less certain than this are put before the editor."""
GOES: Mapping[str, str] = {
    "bio": "moved to the author's bio",
    "note": "moved to a note",
    "appendix": "moved to the appendix",
    "title": "moved to the title",
    "byline": "moved to the author's name",
    "dateline": "moved to the date",
    "source": "moved to where it appeared",
}
"""Where in the book a moved line stands, in words; what stands in none of these is out of the text."""
_GOES = {
    Role.BIO: "bio",
    Role.NOTE: "note",
    Role.TITLE: "title",
    Role.BYLINE: "byline",
    Role.DATELINE: "dateline",
    Role.SOURCE: "source",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the source. `state`: kept, moved, dropped or blank; `goes`: where a moved one stands in the
    book; `said`: what the plan says of it."""

    number: int
    text: str
    role: str
    rule: str
    why: str
    state: str
    goes: str
    unsure: bool
    said: str
    changes: tuple[tuple[str, str], ...] = ()  # before, after
    picture: Shown | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture of the page, as the review shows it: its name, a small copy (data:), its description.

    Without `source` it did not come with its page.
    """

    file: str
    source: str
    alt: str
    decorative: bool


@dataclass(frozen=True, slots=True)
class Run:
    """Lines that stand together on the page; `folded`: many that were left out for sure, told in one line."""

    rows: tuple[Row, ...]
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Folio:
    """One piece on the page."""

    number: int
    seed: str
    language: str
    title: str
    authors: tuple[str, ...]
    date: str
    outlet: str
    evidence: tuple[Fact, ...]
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    set: Markup  # the piece as it is set, XHTML

    @property
    def runs(self) -> tuple[Run, ...]:
        """The rows, with long stretches of lines that nobody need doubt folded together."""
        found: list[Run] = []
        for folds, group in groupby(self.rows, key=_folds):
            rows = tuple(group)
            found.append(Run(rows, folds and sum(r.state == "dropped" for r in rows) >= FOLD))
        return tuple(found)

    @property
    def unsure(self) -> int:
        return sum(row.unsure for row in self.rows)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole review page's matter."""

    title: str
    language: str
    folios: tuple[Folio, ...]


def sheet(copy: Copy) -> Sheet:
    """What there is to review of a book, piece by piece in its order."""
    entries = {entry.key: entry for entry in copy.anthology.manifest.pieces}
    bench = _Bench(copy.anthology)
    folios = tuple(
        _folio(chapter, prepared, entries[chapter.piece.key], bench)
        for chapter, prepared in zip(copy.anthology.chapters, copy.prepared, strict=True)
    )
    return Sheet(copy.anthology.title, copy.anthology.language, folios)


def _folio(chapter: Chapter, prepared: Prepared, entry: Entry, bench: _Bench) -> Folio:
    galley, piece = prepared.account.galley, chapter.piece
    changes: dict[int, list[tuple[str, str]]] = {}
    for change in prepared.account.changes:
        changes.setdefault(change.line, []).append((change.before, change.after))
    flagged = {f.place.line for f in prepared.findings if f.place.file == galley.seed}
    appended = prepared.account.appended
    said = hand.every(_hand(entry), [v.line.label for v in galley.verdicts])
    rows = tuple(
        replace(
            _row(v, said.get(v.line.number, ""), v.line.number in appended, v.line.number in flagged),
            changes=tuple(changes.get(v.line.number, ())),
            picture=_shown(v, prepared.reading, entry),
        )
        for v in galley.verdicts
    )
    return Folio(
        number=chapter.number,
        seed=piece.seed,
        language=piece.language,
        title=piece.title,
        authors=tuple(a.display for a in piece.authors),
        date=piece.date,
        outlet=piece.outlet,
        evidence=tuple(f for f in piece.facts if f.field in ("title", "author", "date", "outlet")),
        rows=rows,
        findings=prepared.findings,
        set=bench.set(chapter),
    )


def sets(copy: Copy, chapters: Iterable[Chapter]) -> dict[str, tuple[str, Markup]]:
    """The titles of some chapters of a book, and these as they are set, by the names of their seeds."""
    bench = _Bench(copy.anthology)
    return {chapter.piece.seed: (chapter.piece.title, bench.set(chapter)) for chapter in chapters}


def _hand(entry: Entry) -> hand.Hand:
    """What the plan says of the piece's lines."""
    moves = [{"line": move.line, "to": move.to} for move in entry.move]
    return hand.read({"stet": list(entry.stet), "kill": list(entry.kill), "move": moves})


def _folds(row: Row) -> bool:
    return row.state in ("dropped", "blank") and not row.unsure and not row.said


def _shown(verdict: Verdict, reading: Reading, entry: Entry) -> Shown | None:
    """The picture on a line, as the plan or else the page describes it."""
    image = verdict.line.image
    if image is None:
        return None
    data = next((seed.data for seed in reading.pictures if seed.name == image.name), b"")
    told = next((i for i in entry.images if i.file == image.name and i.after is None), None)
    if told is None:
        return Shown(image.name, _address(data), image.alt, image.decorative)
    return Shown(
        image.name, _address(data), "" if told.decorative else told.alt or image.alt, told.decorative
    )


@lru_cache(maxsize=1024)
def _address(data: bytes) -> str:
    """A small copy of a picture that stands in the page itself; empty where there is none."""
    small = thumbnail(data) if data else b""
    return f"data:image/jpeg;base64,{base64.b64encode(small).decode()}" if small else ""


def _row(verdict: Verdict, said: str, appended: bool, flagged: bool) -> Row:
    goes = "appendix" if appended else _GOES.get(verdict.role, "")
    state = "moved" if verdict.moved or goes else "kept" if verdict.kept else "dropped"
    if verdict.role is Role.BLANK:
        state = "blank"
    settled = said or (verdict.rule == "stet" and not verdict.because)
    return Row(
        number=verdict.line.number,
        text="\n".join(words(row, []) for row in verdict.line.rows) or verdict.line.label,
        role=verdict.role.value,
        rule=verdict.rule,
        why=verdict.because,
        state=state,
        goes=goes,
        unsure=state != "blank" and not settled and (flagged or verdict.certainty < UNSURE),
        said=said,
    )


class _Bench:
    """Sets the pieces of a book for the page: their text, and what of them stands elsewhere in the book."""

    def __init__(self, book: Anthology) -> None:
        self._language = book.language
        self._word = load(book.language).word
        self._contributors = book.matter.contributors
        self._bios = {person.name: person.bio for person in book.matter.biographies}
        self._links = {f"#{chapter.piece.key}": f"#piece-{chapter.number}" for chapter in book.chapters}

    def set(self, chapter: Chapter) -> Markup:
        """The piece as XHTML, its appendix, its notes and its authors' bios behind it, its pictures small.

        Notes are numbered anew in each piece, and all pieces stand on one page: there each has a name of its
        own.
        """

        def named(tag: re.Match[str]) -> str:
            return _NOTE.sub(rf"\g<1>p{chapter.number}-", tag[0])

        return Markup(re.sub(r"<[^<>]*>", named, Markup("\n").join(self._laid(chapter))))

    def _laid(self, chapter: Chapter) -> Iterator[Markup]:
        piece = chapter.piece
        compositor = Compositor(piece.key, "epub", links=self._links, source=_small)
        yield compositor.blocks(piece.blocks, piece.language)
        if piece.appendix:
            yield self._heading(self._word("appendix"))
            yield compositor.blocks(piece.appendix, piece.language, 3)
        if compositor.notes:
            notes = compositor.endnotes(piece.language, lambda n: n)
            yield Markup("<ol class='notes'>{}</ol>").format(notes)
        names = [author.display for author in piece.authors if self._bios.get(author.display)]
        told = " ".join(words(self._bios[name], []) for name in names)
        nowhere = [p for p in piece.placed if words(p.inlines, []).rstrip(".") not in told]
        if names or nowhere:
            yield self._heading(self._contributors)
        for name in names:
            bio = compositor.inlines(self._bios[name], self._language)
            yield Markup("<p class='bio' lang='{}'><b>{}</b> {}</p>").format(self._language, name, bio)

        for paragraph in nowhere:
            said = compositor.inlines(paragraph.inlines, piece.language)
            yield Markup("<p class='bio'><strong class='doubt' lang='en'>{}</strong> {}</p>").format(
                _NOWHERE, said
            )

    def _heading(self, words: str) -> Markup:
        return Markup("<h2 class='behind' lang='{}'>{}</h2>").format(self._language, words)


_NOWHERE = "Printed nowhere: say above who the author is."
_NOTE = re.compile(r'(?<= )(id="|href="#)(?=[nr]\d+")')


def _small(picture: Picture) -> str:
    return _address(picture.data) or "data:,"


def page(sheet: Sheet, files: Mapping[str, str], *, token: str = "", digest: str = "", book: str = "") -> str:
    """The review page, of the files of styles/desk. Without a token it is static: nothing can be saved.

    `book`: by what a browser knows which book it keeps unsaved decisions of.
    """
    environment = Environment(loader=DictLoader(dict(files)), undefined=StrictUndefined, autoescape=True)
    values: dict[str, Any] = {
        "sheet": sheet,
        "token": token,
        "digest": digest,
        "book": book,
        "css": Markup(files["review.css"]),
        "js": Markup(files["review.js"]),
        "goes": GOES,
    }
    return environment.get_template("review.html").render(**values)
