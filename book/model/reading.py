"""A seed, and what it says: its lines, and what its container or its head tells of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from book import places
from book.model.blocks import Inline, LineBreak, Ordinal, Slot


@dataclass(frozen=True, slots=True)
class Seed:
    """A raw column as it came. `hints` is what its container (a feed, an export) said of it."""

    name: str  # as the manifest names it: "seeds/002-klant-koning-of-knecht.txt"
    data: bytes
    format: str = "text"  # a key of book.read.READERS
    hints: tuple[Fact, ...] = ()
    whole: bool = False  # all of it is the piece's: a post of an export, with no page around it
    address: str = ""  # where it was on the web, if it was fetched there: what its relative links start from
    beside: Mapping[str, Seed] = field(default_factory=dict, hash=False)
    """The pictures that came with it, by the addresses that its page has for them (`read.shown.key`)."""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that a page shows, and what the page says of it.

    `name` is that of its file in the project, or of the seed with a number (for one that lies in the page
    itself), or its address on the web, where it did not come with the page. Sizes in CSS pixels, 0: not told.
    """

    name: str
    alt: str = ""
    decorative: bool = False
    width: int = 0
    height: int = 0
    hints: str = ""  # its classes and its id: what the site calls it
    alone: bool = False  # it is all that its paragraph holds
    shares: bool = False  # of several in a figure with one caption, which is of all, but the last


FORMULA = "formula"
"""The class of the block that reading makes of a formula which stands alone."""


UNSHOWN = "script[type=application/ld+json]"
"""The place of a line that a page shows nobody: of a text that stands in its head alone."""


@dataclass(frozen=True, slots=True)
class Line:
    """The smallest run of a seed that is kept or dropped whole.

    A physical line of a text; a block element of HTML; a picture, which has no text. `text` is decoded and
    repaired, without its line end. `place` is the element's path in markup, `tag` its name; both empty for
    text. What is preformatted (<pre>) is one line, with its words in `text` and what it looks like in `rows`.
    """

    number: int  # 1-based
    text: str
    tag: str = ""
    place: str = ""
    inlines: tuple[Inline, ...] = ()  # the text with its markup, where it has any
    image: Image | None = None
    anchors: tuple[str, ...] = ()  # the ids of the inline elements within it
    rows: tuple[tuple[Inline, ...], ...] = ()  # of preformatted text, with every space; () for an empty one
    slot: Slot | None = None  # where in its table it stands
    goes_on: bool = False  # the paragraph of the line above: a program filled both to one width
    ordinal: Ordinal | None = None  # of a list that does not count from one up in figures

    def numbered(self, number: int) -> Line:
        """The same line with its number. Done to every line, for which `dataclasses.replace` is slow."""
        return Line(
            number, self.text, self.tag, self.place, self.inlines,
            self.image, self.anchors, self.rows, self.slot, self.goes_on, self.ordinal,
        )  # fmt: skip

    @property
    def blank(self) -> bool:
        return not self.text.strip() and self.image is None

    @property
    def formula(self) -> bool:
        """Is it a formula and nothing else?"""
        return self.place.endswith(f"div.{FORMULA}")

    def within(self, name: str) -> str:
        """The way down to the innermost element of this name that it is of or stands in; '' for none."""
        return places.innermost(self.place, name)

    @property
    def broken(self) -> bool:
        """Whether its author ended rows of it by hand."""
        return any(isinstance(inline, LineBreak) for inline in self.inlines)

    @property
    def figure(self) -> str:
        """The way down to the figure that it stands in, if it stands in one."""
        return places.figure(self.place)

    def below_all(self, figure: str) -> bool:
        """Is it the caption of a gallery, a figure of figures of which `figure` is one?"""
        return self.tag == "figcaption" and bool(self.figure) and figure.startswith(f"{self.figure} > ")

    @property
    def label(self) -> str:
        """What an editor calls it by: its text; of a picture its description and its name."""
        if self.image is None:
            return self.text
        return " ".join(filter(None, (f"[{self.image.alt}]" if self.image.alt else "", self.image.name)))


@dataclass(frozen=True, slots=True)
class Change:
    """Something that was altered within a line: by reading (mojibake) or by typesetting (quotes).

    `before` and `after` are the words that changed, long enough to be found in the line.
    `line` is 0 where the words stand in no seed (a title that the manifest gives).
    """

    rule: str
    line: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a page says, unseen, that its text is: evidence of what in it is the text, never text itself."""

    summary: str = ""
    text: str = ""


UNTOLD = Told()


@dataclass(frozen=True, slots=True)
class Reading:
    """A seed set in lines, with what reading it had to repair."""

    lines: tuple[Line, ...]
    encoding: str
    changes: tuple[Change, ...] = ()
    facts: tuple[Fact, ...] = ()  # what its container says of it: a page's head, a feed's item
    pictures: tuple[Seed, ...] = ()  # those that its lines show and that came with it, by their names
    told: Told = UNTOLD
    pages: frozenset[int] = frozenset()  # the numbers of the lines of a text behind which a page ends
    links: frozenset[int] = frozenset()  # those of the lines with which a browser of text tells its links


Field = Literal[
    "title", "subtitle", "author", "translator", "date", "outlet", "first_outlet", "bio", "source",
    "credit", "related", "aside", "language", "url", "guest", "status",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of a piece's metadata with its evidence.

    `line` is the line of the seed where it stands (None: outside the file, then `rule` says where).
    `sure` is False for a candidate: it is shown to the editor and never printed.
    """

    field: Field
    value: str
    rule: str
    line: int | None = None
    sure: bool = True
