"""What the review page shows: each piece's source with every line marked, beside the piece as it is set."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from book.model import Chapter, Entry, Fact, Finding, Picture, Reading, Role, Verdict
from book.press import Copy, Prepared
from book.read.pictures import thumbnail
from book.recover.plain import words
from book.render.markup import Compositor

FOLD = 4
"""Lines left out in a row, all for sure, from which they are folded together."""
UNSURE = 0.7
"""Verdicts less certain than this are put before the editor."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the source. `state`: kept, moved, dropped or blank; `said`: what the plan says of it."""

    number: int
    text: str
    role: str
    rule: str
    why: str
    state: str
    unsure: bool
    changes: tuple[tuple[str, str], ...]  # before, after
    said: str
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
    links = {f"#{chapter.piece.key}": f"#piece-{chapter.number}" for chapter in copy.anthology.chapters}
    folios = tuple(
        _folio(chapter, prepared, entries[chapter.piece.key], links)
        for chapter, prepared in zip(copy.anthology.chapters, copy.prepared, strict=True)
    )
    return Sheet(copy.anthology.title, copy.anthology.language, folios)


def _folio(chapter: Chapter, prepared: Prepared, entry: Entry, links: Mapping[str, str]) -> Folio:
    galley, piece = prepared.account.galley, chapter.piece
    changes: dict[int, list[tuple[str, str]]] = {}
    for change in prepared.account.changes:
        changes.setdefault(change.line, []).append((change.before, change.after))
    flagged = {f.place.line for f in prepared.findings if f.place.file == galley.seed}
    rows = tuple(
        replace(
            _row(v, tuple(changes.get(v.line.number, ())), v.line.number in flagged),
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
        set=_set(chapter, links),
    )


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


def _address(data: bytes) -> str:
    """A small copy of a picture that stands in the page itself; empty where there is none."""
    small = thumbnail(data) if data else b""
    return f"data:image/jpeg;base64,{base64.b64encode(small).decode()}" if small else ""


def _row(verdict: Verdict, changes: tuple[tuple[str, str], ...], flagged: bool) -> Row:
    state = "kept" if verdict.kept else "moved" if verdict.moved else "dropped"
    if verdict.role is Role.BLANK:
        state = "blank"
    said = {"editor.stet": "keep", "editor.kill": "drop"}.get(verdict.rule, "")
    settled = verdict.rule.startswith("editor.") or (verdict.rule == "stet" and not verdict.because)
    return Row(
        number=verdict.line.number,
        text="\n".join(words(row, []) for row in verdict.line.rows) or verdict.line.label,
        role=verdict.role.value,
        rule=verdict.rule,
        why=verdict.because,
        state=state,
        unsure=state != "blank" and not settled and (flagged or verdict.certainty < UNSURE),
        changes=changes,
        said=said,
    )


_NOTE = re.compile(r'(?<= )(id="|href="#)(?=[nr]\d+")')


def _set(chapter: Chapter, links: Mapping[str, str]) -> Markup:
    """The piece as XHTML, its notes after it, its pictures small; `links`: where those to pieces lead.

    Notes are numbered anew in each piece, and all pieces stand on one page: there each has a name of its own.
    """

    def named(tag: re.Match[str]) -> str:
        return _NOTE.sub(rf"\g<1>p{chapter.number}-", tag[0])

    return Markup(re.sub(r"<[^<>]*>", named, _laid(chapter, links)))


def _laid(chapter: Chapter, links: Mapping[str, str]) -> Markup:
    compositor = Compositor(chapter.piece.key, "epub", links=links, source=_small)
    text = compositor.blocks(chapter.piece.blocks, chapter.piece.language)
    if not compositor.notes:
        return text
    notes = compositor.endnotes(chapter.piece.language, lambda n: n)
    return Markup("{}\n<ol class='notes'>{}</ol>").format(text, notes)


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
        "states": STATES,
    }
    return environment.get_template("review.html").render(**values)


STATES: Sequence[tuple[str, str]] = (
    ("kept", "in the book"),
    ("moved", "moved out of the text"),
    ("dropped", "left out"),
)
