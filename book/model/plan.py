"""What the editor says: `anthology.toml`, parsed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from book.errors import Place
from book.model.piece import Phrase, Rights


@dataclass(frozen=True, slots=True)
class Move:
    """The editor's placement of a line: by number or by quoted words."""

    line: int | str
    to: Literal["body", "bio", "note", "appendix", "drop"]


@dataclass(frozen=True, slots=True)
class Illustration:
    """One [[piece.image]] of the manifest: a picture and where it stands in the piece.

    `after` is the line of the seed, or words of the text, after whose block it comes; None: at the head.
    """

    file: str
    alt: str = ""
    decorative: bool = False
    caption: str = ""
    credit: str = ""
    after: int | str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One [[piece]] of the manifest. Empty fields are taken from the file, where it says them."""

    seed: str
    key: str
    part: str = ""
    language: str = ""
    title: str = ""
    title_source: str = ""
    title_by_editors: bool = False
    subtitle: str = ""
    authors: tuple[str, ...] | None = None  # None: as the file says; (): unknown, on purpose
    authors_source: str = ""
    translators: tuple[str, ...] = ()
    date: str = ""
    date_source: str = ""
    outlet: str = ""
    outlet_source: str = ""
    first_outlet: str = ""
    url: str = ""
    accessed: str = ""
    bio: str = ""
    rights: Rights = Rights()
    stet: tuple[int | str, ...] = ()
    kill: tuple[int | str, ...] = ()
    move: tuple[Move, ...] = ()
    comments: Literal["drop", "appendix"] = "drop"
    place: Place = field(default_factory=Place)  # where the entry stands in anthology.toml
    images: tuple[Illustration, ...] = ()
    foreign: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """One [contributors."Name"] of the manifest."""

    name: str
    sort: str = ""
    bio: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The [evaluation] of the manifest: that the finished book was read and looked at for its accessibility.

    `seal` is the state of the text then (`book.render.seal`): what was judged of another text is not known.
    """

    date: str  # W3CDTF
    seal: str
    readers: tuple[str, ...] = ()  # the reading systems that it was looked at in


@dataclass(frozen=True, slots=True)
class Wanted:
    """One [[edition]] of the manifest: what is to be made of the book, and for whom."""

    profile: str  # "epub", "booklet", or one of profiles.toml
    name: str = ""  # of its own, in the names of its files
    trim: str = ""  # else the book's
    paper: str = ""  # else the profile's first
    isbn: str = ""  # else the book's
    cover: bool = True
    inks: Literal["colour", "black"] = "colour"  # of the cover
    place: Place = field(default_factory=Place)  # where it stands in anthology.toml

    @property
    def label(self) -> str:
        """What it is called: by its own name or by its profile's."""
        return self.name or self.profile


@dataclass(frozen=True, slots=True)
class Named:
    """One [names."Name"] of the manifest: a person, an organisation or a subject for the index."""

    name: str  # as the text says it
    kind: Literal["person", "organisation", "subject"] = "person"
    sort: str = ""  # the heading that it stands under, where that is another
    forms: tuple[str, ...] = ()  # what else the text calls it
    see: str = ""  # the heading that is to be looked up instead
    omit: bool = False  # it is not in the index, whatever is found


@dataclass(frozen=True, slots=True)
class Manifest:
    """The editor's plan, parsed once into something that cannot be wrong."""

    slug: str
    title: str
    language: str
    pieces: tuple[Entry, ...]
    subtitle: str = ""
    editors: tuple[str, ...] = ()
    publisher: str = ""
    place: str = ""  # where it is published
    date: str = ""  # W3CDTF, of this edition
    edition: str = ""
    series: str = ""
    series_number: int = 0  # its place in the series
    description: str = ""
    subjects: tuple[str, ...] = ()
    nur: str = ""
    thema: str = ""
    isbn_epub: str = ""
    isbn_print: str = ""
    rights: str = ""
    certifier: str = ""  # who vouches for the accessibility claim
    evaluation: Evaluation | None = None  # what that is founded on
    style: str = "libertine"
    trim: str = "a5"
    front_numbers: Literal["roman", "arabic"] = "roman"  # the page numbers before the first piece
    openings: Literal["", "recto", "any"] = (
        ""  # the page that a piece begins on; none: what leaves least white
    )
    links: Literal["notes", "qr", "none"] = "notes"  # what becomes of them on paper
    index: tuple[Literal["authors", "names"], ...] = ()  # what the index lists
    names: tuple[Named, ...] = ()
    hyphenation: tuple[str, ...] = ()  # words as they may be broken: "bouil-lon"
    editions: tuple[Wanted, ...] = ()  # none: those that every book has
    people: Mapping[str, Person] = field(default_factory=dict)
    file: str = "anthology.toml"
    contact: str = ""  # where a holder of rights can write to
    lines: Mapping[str, int] = field(default_factory=dict)  # of each key in `file`: "piece[1].title"

    def where(self, key: str) -> Place:
        """Where a key stands in the file, or would: then with the line of the table around it."""
        table = key
        while table and table not in self.lines:
            table = table[: max(table.rfind("."), table.rfind("["), 0)]
        return Place(self.file, self.lines.get(table), key)
