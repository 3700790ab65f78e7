"""The nouns. Every stage of the press takes one of these and returns the next.

Seed -read-> Reading -clean-> Verdicts -recover-> Galley -lift-> Piece -typeset-> Piece
-compose-> Anthology -render-> Edition (+ Pagination) -proof-> Findings

All are frozen and slotted, with tuples and mappings inside, so that a value can be cached,
compared and passed to another process. None has a hole that a later step fills: a new
stage has a new type.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

from book import places
from book.errors import Place

# --------------------------------------------------------------------------- reading


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


# --------------------------------------------------------------------------- cleaning


class Role(StrEnum):
    """What a line turned out to be."""

    TITLE = "title"
    DEK = "dek"  # the lead or standfirst: part of the text
    BYLINE = "byline"
    DATELINE = "dateline"
    SUBHEAD = "subhead"
    BODY = "body"
    QUOTATION = "quotation"  # an epigraph, pull quote or block quotation
    ATTRIBUTION = "attribution"  # who a quotation is by
    LISTITEM = "listitem"
    VERSE = "verse"
    PREFORMATTED = "preformatted"  # code, and what else depends on its spaces and line ends
    BREAK = "break"  # a scene break: * * *
    PICTURE = "picture"
    CAPTION = "caption"
    NOTE = "note"  # a footnote's text
    BIO = "bio"
    SOURCE = "source"  # a publication note: where the piece appeared
    CREDIT = "credit"  # an image credit
    RELATED = "related"  # the author's pointer to another piece, or an embedded video
    ASIDE = "aside"  # the author's words about the page, not the subject (post numbers)
    COMMENT = "comment"  # a reader's comment, a pingback
    BOILERPLATE = "boilerplate"
    BLANK = "blank"


KEPT: frozenset[Role] = frozenset(
    {
        Role.DEK,
        Role.SUBHEAD,
        Role.BODY,
        Role.QUOTATION,
        Role.ATTRIBUTION,
        Role.LISTITEM,
        Role.VERSE,
        Role.PREFORMATTED,
        Role.BREAK,
        Role.PICTURE,
        Role.CAPTION,
        Role.NOTE,
    }
)
"""The roles whose lines stand in the book's body or notes. TITLE, BYLINE, DATELINE, BIO, SOURCE,
CREDIT, RELATED and ASIDE are *moved* into the piece's metadata; the rest is *dropped*."""

PAGES_SAY = "but a word that pages use"
"""What cleaning says of a line that it keeps and that reads like a button; no later mark takes it away."""

LISTED = "stet.listed"
"""The rule that keeps what the author lists below the text (sources, literature, further reading): a day in
such a line is no day of the piece."""

DROPPED: frozenset[Role] = frozenset({Role.COMMENT, Role.BOILERPLATE, Role.BLANK})


@dataclass(frozen=True, slots=True)
class Verdict:
    """A line, its role, and the rule that gave it.

    `certainty` is 0..1: how sure the rule is of its role; an editor's own verdict is 1.
    `because` is the evidence in words, where the rule has any to tell ('stet: 0.97, prose-like').
    """

    line: Line
    role: Role
    rule: str
    certainty: float = 1.0
    because: str = ""

    @property
    def kept(self) -> bool:
        return self.role in KEPT

    @property
    def moved(self) -> bool:
        return self.role not in KEPT and self.role not in DROPPED


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


# --------------------------------------------------------------------------- findings


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at, pencilled in the margin. Never raised.

    `check` is the stable code of the check ("recover.lost-list").
    """

    check: str
    severity: Severity
    place: Place
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Galley:
    """A seed set in lines, every one marked: what an editor reviews, what the audit prints.

    One verdict per line of the reading, in the same order (the law of conservation).
    """

    seed: str
    language: str  # BCP 47
    verdicts: tuple[Verdict, ...]
    encoding: str = "utf-8"
    changes: tuple[Change, ...] = ()
    facts: tuple[Fact, ...] = ()
    findings: tuple[Finding, ...] = ()
    whole: bool = False  # no page is around the text


# --------------------------------------------------------------------------- a piece


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


# --------------------------------------------------------------------------- the plan


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


# --------------------------------------------------------------------------- a book


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


@dataclass(frozen=True, slots=True)
class Style:
    """A look: the files of styles/<name>/ by their relative paths, and the numbers of the trims."""

    name: str
    files: Mapping[str, bytes]
    trims: Mapping[str, Mapping[str, float | str]]
    profiles: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # what printers ask


@dataclass(frozen=True, slots=True)
class PageStart:
    """Where a printed page begins: in which block, after how many letters and digits of it."""

    label: str
    block: str  # the block's key, the same in print and EPUB
    letters: int


@dataclass(frozen=True, slots=True)
class Pagination:
    """What the print layout found out."""

    labels: tuple[str, ...]  # one per page
    starts: tuple[PageStart, ...]
    width: float  # of the trimmed page, mm
    height: float
    places: Mapping[str, str] = field(default_factory=dict)  # the label of the page on which a section begins

    @property
    def count(self) -> int:
        return len(self.labels)


@dataclass(frozen=True, slots=True)
class Edition:
    """A finished file."""

    name: str
    data: bytes
    media_type: str
