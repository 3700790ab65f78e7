"""The whole book, ordered and credited, before any edition of it exists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from book.model.blocks import Inline
from book.model.piece import Name, Piece
from book.model.plan import Manifest
from book.model.reading import Change
from book.model.verdicts import Galley


@dataclass(frozen=True, slots=True)
class Account:
    """What became of one seed: the ledger in figures and in full."""

    key: str
    galley: Galley
    changes: tuple[Change, ...]  # of reading, then of typesetting
    appended: frozenset[int] = frozenset()  # the lines that the editor has printed after the piece

    @property
    def kept(self) -> int:
        return sum(v.kept for v in self.galley.verdicts)


@dataclass(frozen=True, slots=True)
class Contributor:
    """Someone who has a hand in the book, with the keys of the pieces that are theirs."""

    key: str
    name: Name
    role: str  # MARC relator code: aut, edt, trl
    pieces: tuple[str, ...] = ()
    bio: str = ""
    url: str = ""
    bio_language: str = ""  # BCP 47, where it is not the book's


@dataclass(frozen=True, slots=True)
class Address:
    """Where a link of a piece leads, for a book on paper that gathers them behind it."""

    mark: str  # by which the text calls it
    words: str  # those that were linked
    url: str


@dataclass(frozen=True, slots=True)
class Chapter:
    number: int
    piece: Piece
    part: str = ""  # set on the first chapter of a part only
    byline: str = ""  # as printed: "Dennis Lith", "auteur onbekend", "A en B"
    source: str = ""  # the source note printed with the chapter
    rights: str = ""  # the rights line, in the book's language
    source_note: tuple[Inline, ...] = ()  # `source` with its outlets cited and its address linked
    rights_note: tuple[Inline, ...] = ()  # `rights` with its licence and addresses linked
    addresses: tuple[Address, ...] = ()  # on paper only: those that are printed as codes


Prose = tuple[Inline, ...]
"""A paragraph of the book's own words. Its lines, where it has any, part at LineBreak; a Link to
"#<key>" goes to the chapter of the piece with that key, or to the contributor with that key."""


@dataclass(frozen=True, slots=True)
class TitlePage:
    """What the title page says, from top to foot; what is unknown is empty."""

    title: str = ""
    subtitle: str = ""
    authors: str = ""  # "Met bijdragen van A, B en anderen"
    editors: str = ""  # "Samengesteld door C"
    imprint: tuple[str, ...] = ()  # lines at the foot: the publisher; place and year


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """One line of the contents. The page number, or the link, is the rendering's."""

    kind: Literal["part", "piece", "matter"]
    target: str  # a piece's key, a part's key ("part-1"), or the kind of a page of Matter.back
    title: str
    author: str = ""  # as in the chapter's byline; empty for parts and matter


@dataclass(frozen=True, slots=True)
class Biography:
    """One contributor in 'Over de auteurs', in the order of surnames."""

    key: str  # the Contributor's
    name: str  # as printed
    bio: Prose = ()  # who it is: empty where nobody says
    pieces: Prose = ()  # what is theirs in this book, each title a Link to its chapter


@dataclass(frozen=True, slots=True)
class Statement:
    """One piece in the Verantwoording: where it appeared, what was changed and left out, its rights."""

    key: str  # the piece's
    title: str
    author: str  # as in the byline
    paragraphs: tuple[Prose, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexTerm:
    """A heading of the index, with the words that stand for it in the text and the pieces that are its."""

    heading: str
    sort: str
    forms: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()
    see: str = ""
    letter: str = ""  # that it stands under


@dataclass(frozen=True, slots=True)
class Matter:
    """The words of front and back matter, whole and in the book's language: render only arranges them.

    `front` and `back` are the kinds of pages in the order of the language's own convention, in the
    EPUB vocabulary: "halftitlepage", "titlepage", "copyright-page" (the colofon on the back of the
    title page), "toc"; "contributors" ('Over de auteurs'), "credits" (the Verantwoording).
    """

    front: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    title_page: TitlePage = TitlePage()
    colophon: tuple[Prose, ...] = ()
    contents: tuple[ContentsLine, ...] = ()
    contributors: str = ""  # the heading above `biographies`: 'Over de auteur', 'Over de auteurs'
    biographies: tuple[Biography, ...] = ()
    unknown: Prose = ()  # closes 'Over de auteurs': the pieces whose author nobody knows
    account: tuple[Prose, ...] = ()  # opens the Verantwoording: what holds for every piece
    statements: tuple[Statement, ...] = ()
    rights: tuple[Prose, ...] = ()  # of all pieces together, behind what holds for every one
    index: tuple[IndexTerm, ...] = ()


@dataclass(frozen=True, slots=True)
class Anthology:
    """The whole book, ordered and credited, before any edition of it exists."""

    manifest: Manifest
    identifier: str  # urn:uuid:…, the same for the same book
    language: str
    title: str
    subtitle: str
    chapters: tuple[Chapter, ...]
    contributors: tuple[Contributor, ...]  # editors first, then authors in order of appearance
    accounts: tuple[Account, ...]
    modified: str  # 2026-11-22T00:00:00Z
    matter: Matter = Matter()

    @property
    def creators(self) -> tuple[str, ...]:
        """Who edited or wrote it, each once: what a file says of its author."""
        names = (who.name.display for who in self.contributors if who.role in ("edt", "aut"))
        return tuple(dict.fromkeys(names))
