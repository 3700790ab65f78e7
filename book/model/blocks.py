"""What a text is made of: blocks of inlines, in the words of HTML. A note lives at its call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Text:
    """A run of characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """Inline markup: `kind` is the XHTML element's name, plus "smallcaps" and "ours" (the press's words)."""

    kind: Literal["em", "strong", "i", "b", "s", "cite", "code", "sup", "sub", "smallcaps", "span", "ours"]
    inlines: tuple[Inline, ...]
    language: str = ""  # BCP 47, where it differs from its surroundings


@dataclass(frozen=True, slots=True)
class Link:
    href: str
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A forced line end: verse, an address."""


@dataclass(frozen=True, slots=True)
class NoteCall:
    """The place in the text where a note is called. The note lives here and nowhere else."""

    note: Note


Inline = Text | Span | Link | LineBreak | NoteCall


@dataclass(frozen=True, slots=True)
class Paragraph:
    inlines: tuple[Inline, ...]
    line: int = 0  # where it began in the seed; 0: nowhere
    dek: bool = False
    language: str = ""
    formula: bool = False  # one that is set apart, and nothing else


@dataclass(frozen=True, slots=True)
class Heading:
    """A subhead. `level` 1 is the first level below the piece's own title."""

    inlines: tuple[Inline, ...]
    level: int = 1
    line: int = 0


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation set apart, with who it is by."""

    kind: Literal["epigraph", "pullquote", "blockquote"]
    blocks: tuple[Block, ...]
    attribution: tuple[Inline, ...] = ()
    line: int = 0
    language: str = ""


@dataclass(frozen=True, slots=True)
class ListBlock:
    """Items; with `terms`, the numbers of those (from 0) that the ones below them describe (HTML's <dl>).

    One that is `ordered` counts up by one from `start`, or as `numbers` say, written as `counter` says.
    """

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1
    line: int = 0
    terms: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()
    counter: str = "1"  # as HTML's `type`: 1, a, A, i, I

    def number(self, n: int) -> int:
        """The number of an item, from 0."""
        return self.numbers[n] if self.numbers else self.start + n


@dataclass(frozen=True, slots=True)
class Verse:
    """Lines of verse, by stanza."""

    stanzas: tuple[tuple[tuple[Inline, ...], ...], ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Preformatted:
    """Text that depends on its spaces and line ends: code, a drawing in letters. No sign of it is changed."""

    rows: tuple[tuple[Inline, ...], ...]  # () for an empty one
    code: bool = False  # a program's, in no language that people speak
    line: int = 0


@dataclass(frozen=True, slots=True)
class Break:
    """A scene break (thematic break)."""

    line: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """An image as every edition may use it: JPEG or PNG, without metadata; width and height in pixels.

    `density`: how many of its pixels go into one of CSS, to each side; more than one in what was drawn anew.
    """

    name: str  # as the manifest or the seed names it
    data: bytes
    media_type: Literal["image/jpeg", "image/png"]
    width: int
    height: int
    density: int = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture in the text. Without `alt` it is either decorative or a finding."""

    picture: Picture
    alt: str = ""
    decorative: bool = False
    caption: tuple[Inline, ...] = ()
    credit: str = ""
    line: int = 0
    mate: int = 0  # the line of the picture behind it that it shares a caption with; 0 for none


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `heads` says whether it is the heading of its column or of its row.

    `align` is how its author set it, where that is not from the left.
    """

    inlines: tuple[Inline, ...]
    heads: Literal["", "col", "row"] = ""
    columns: int = 1  # colspan
    rows: int = 1  # rowspan
    align: Literal["", "center", "right"] = ""


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[tuple[Cell, ...], ...]
    head: int = 0  # how many of the rows are the table's head
    caption: tuple[Inline, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Ordinal:
    """The number of an item, how it is written (HTML's `type`), and whether its list counts down."""

    number: int
    counter: str = "1"
    down: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell's place in its table: the table with all its cells empty, the row, and the cell in the row."""

    table: Table
    row: int  # -1: the caption
    cell: int


Block = Paragraph | Heading | Quotation | ListBlock | Verse | Preformatted | Break | Figure | Table


@dataclass(frozen=True, slots=True)
class Note:
    mark: str  # as the author wrote it: "¹", "*"
    blocks: tuple[Block, ...]
    line: int = 0
    address: bool = False  # the press's own, of a book on paper: where a link leads; its mark is printed
