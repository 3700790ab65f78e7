"""Anthologies made of values, composed as the press composes every book."""

from __future__ import annotations

from book.compose import compose
from book.compose.manifest import parse
from book.compose.words import plain
from book.languages import load
from book.model import (
    Account,
    Anthology,
    LineBreak,
    Manifest,
    Name,
    Paragraph,
    Piece,
    Prose,
    Style,
    Text,
)

DUTCH = load("nl")
WAARD = Name("Remco de Waard", "Waard, Remco de")
LITH = Name("Dennis Lith", "Lith, Dennis")


def piece(key: str = "een", title: str = "Een stuk", **fields: object) -> Piece:
    given: dict[str, object] = {"language": "nl", "blocks": (Paragraph((Text("Tekst."),), line=8),), **fields}
    return Piece(key=key, seed=f"seeds/{key}.txt", title=title, **given)  # type: ignore[arg-type]


def plan(
    *pieces: Piece, book: str = "", entries: str = "", people: str = "", language: str = "nl"
) -> Manifest:
    head = f'[book]\ntitle = "De bundel"\nlanguage = "{language}"\n{book}\n'
    body = "".join(f'[[piece]]\nseed = "{p.seed}"\nkey = "{p.key}"\n{entries}\n' for p in pieces)
    return parse(head + body + people, "anthology.toml")


def bound(
    *pieces: Piece, accounts: tuple[Account, ...] = (), style: Style | None = None, **said: str
) -> Anthology:
    manifest = plan(*pieces, **said)
    return compose(manifest, pieces, accounts, load(manifest.language), style=style)


def told(prose: Prose) -> str:
    """The prose as plain text; its no-break spaces are of no account here."""
    return "".join("\n" if isinstance(i, LineBreak) else plain((i,)) for i in prose).replace("\u00a0", " ")
