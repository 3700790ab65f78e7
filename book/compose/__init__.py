"""Pieces and the editor's plan -> an anthology: ordered, credited, with all that is printed around them."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence

from book.compose import people
from book.compose.crosslinks import crosslinked
from book.compose.matter import matter
from book.compose.setting import set_plan
from book.compose.sources import rights_note, source_note
from book.compose.words import plain
from book.errors import ManifestError, together
from book.languages import Language
from book.model import Account, Anthology, Chapter, Entry, Manifest, Piece, Style

__all__ = ["compose", "identifier", "set_plan"]

_EARLIEST = "1980-01-01T00:00:00Z"
"""Where nothing at all is dated: the first date that a ZIP entry can bear."""

_CANDIDATES = 3
"""Lines that may be a piece's title of which is told, at most."""


def compose(
    manifest: Manifest,
    pieces: Sequence[Piece],
    accounts: Sequence[Account],
    language: Language,
    *,
    epoch: int | None = None,
    style: Style | None = None,
) -> Anthology:
    """The whole book, in the order of the manifest, before any edition of it exists.

    `pieces` are the manifest's, in its order, typeset. `accounts` may hold fewer (a piece without one is
    printed without a count of what was changed). `epoch` is SOURCE_DATE_EPOCH in seconds; the style's
    `style.toml` names the fonts of the colofon. Raises ManifestError for all pieces without a title at once.
    """
    pieces = crosslinked(people.credited(pieces, manifest))
    if untitled := [
        _untitled(entry, manifest, accounts)
        for entry, piece in zip(manifest.pieces, pieces, strict=True)
        if not piece.title
    ]:
        raise together(untitled)
    parts = _parts([entry.part for entry in manifest.pieces])
    chapters = tuple(
        _chapter(number, piece, part, language, len(manifest.editors))
        for number, (piece, part) in enumerate(zip(pieces, parts, strict=True), 1)
    )
    contributors = people.contributors(manifest, pieces, language)
    return Anthology(
        manifest=manifest,
        identifier=identifier(manifest.slug, manifest.language),
        language=manifest.language,
        title=manifest.title,
        subtitle=manifest.subtitle,
        chapters=chapters,
        contributors=contributors,
        accounts=tuple(accounts),
        modified=modified(manifest, pieces, epoch),
        matter=matter(manifest, chapters, contributors, accounts, language, style),
    )


def _untitled(entry: Entry, manifest: Manifest, accounts: Sequence[Account]) -> ManifestError:
    """That a piece has no title, with the lines of its seed that may be it."""
    facts = [f for account in accounts if account.key == entry.key for f in account.galley.facts]
    may_be = [f"perhaps {f.value!r} (line {f.line})" for f in facts if f.field == "title" and f.line]
    return ManifestError(
        "; ".join([f"{entry.seed} has no title, and the plan gives none", *may_be[:_CANDIDATES]]),
        where=manifest.where(f"{entry.place.key}.title"),
        hint='write title = "…", and title_by_editors = true if it is not the author\'s',
    )


def _parts(names: Sequence[str]) -> list[str]:
    """The part that begins with each piece: to name it again with the pieces that follow begins no other."""
    begun = ""
    parts = []
    for name in names:
        parts.append(name if name != begun else "")
        begun = name or begun
    return parts


def _chapter(number: int, piece: Piece, part: str, language: Language, editors: int) -> Chapter:
    note, right = source_note(piece, language), rights_note(piece.rights, language, editors)
    return Chapter(
        number=number,
        piece=piece,
        part=part,
        byline=people.byline(piece.authors, language),
        source=plain(note),
        rights=plain(right),
        source_note=note,
        rights_note=right,
    )


def identifier(slug: str, language: str) -> str:
    """A name for the book that stays the same through all its editions (RFC 9562, UUID version 5)."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"urn:florilegium:{language}:{slug}").urn


def modified(manifest: Manifest, pieces: Sequence[Piece], epoch: int | None) -> str:
    """When the book was last changed, in UTC: `epoch`, else the manifest's date, else its newest piece's.

    It was not finished before it was evaluated. Never the clock: the same input makes the same book.
    """
    if epoch is not None:
        moment = datetime.datetime.fromtimestamp(epoch, tz=datetime.UTC)
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    newest = max((piece.date for piece in pieces if piece.date), default="")
    evaluated = manifest.evaluation.date if manifest.evaluation else ""
    date = max(manifest.date or newest, evaluated)
    if not date:
        return _EARLIEST
    return f"{date}{'-01-01'[len(date) - 4 :]}T00:00:00Z"
