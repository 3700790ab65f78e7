"""One contribution, with nothing in it that is not the author's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from book.model.blocks import Block, Paragraph
from book.model.reading import Fact


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name as printed and as sorted: "Remco de Waard", "Waard, Remco de"."""

    display: str
    sort: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a piece that are of another language than the piece (BCP 47)."""

    words: str
    language: str


@dataclass(frozen=True, slots=True)
class Rights:
    status: Literal["unknown", "requested", "granted", "licensed", "own", "public-domain"] = "unknown"
    holder: str = ""
    licence: str = ""  # an SPDX or Creative Commons identifier
    licence_url: str = ""
    note: str = ""  # the wording that the holder asks for
    reference: str = ""  # where the permission is kept


@dataclass(frozen=True, slots=True)
class Piece:
    """One contribution, with nothing in it that is not the author's.

    What is unknown is empty: no author is an empty tuple, and the book prints 'auteur onbekend'.
    """

    key: str  # stable ASCII slug, unique in the book: file names and anchors are made of it
    seed: str
    language: str
    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    authors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    date: str = ""  # W3CDTF: 2019-04-12, 2012-03, 2012
    outlet: str = ""
    first_outlet: str = ""  # where it appeared before `outlet`
    url: str = ""
    accessed: str = ""  # W3CDTF
    bio: str = ""
    placed: tuple[Paragraph, ...] = ()  # what the editor moved to its author's bio
    rights: Rights = Rights()
    title_by_editors: bool = False  # the title is not the author's: the Verantwoording says so
    facts: tuple[Fact, ...] = ()  # every value above with its evidence, and the candidates
    related: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    appendix: tuple[Block, ...] = ()  # what the editor placed there: readers' comments, say
    phrases: tuple[Phrase, ...] = ()  # foreign words, for where its title and bio are printed
