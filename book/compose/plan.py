"""The form of anthology.toml: every table and key that an editor can write, with what it is for.

These models judge and document; `manifest.parse` turns them into `book.model.Manifest`. The words of
`description` are what an editor's completion shows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from book.compose import checks


def _checked(check: Callable[[object], Any], **schema: object) -> Any:
    """A validator that tells `check`'s own sentence, and a JSON Schema for editors."""

    def validate(value: object) -> Any:
        try:
            return check(value)
        except ValueError as error:
            raise PydanticCustomError("plan", "{sentence}", {"sentence": str(error)}) from None

    return [PlainValidator(validate), WithJsonSchema(schema)]


_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"

Phrase = Annotated[str, *_checked(checks.phrase, type="string")]
Required = Annotated[str, *_checked(checks.required, type="string", minLength=1)]
Date = Annotated[
    str,
    *_checked(
        checks.date, anyOf=[{"type": "string", "pattern": _DATE}, {"type": "integer", "maximum": 9999}]
    ),
]
Slug = Annotated[str, *_checked(checks.slug, type="string", pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]
Tag = Annotated[str, *_checked(checks.language, type="string", pattern="^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")]
PieceTag = Annotated[
    str, *_checked(checks.piece_tag, type="string", pattern="^([A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*)?$")
]
AnyTag = Annotated[str, *_checked(checks.tag, type="string", pattern="^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")]
Url = Annotated[str, *_checked(checks.url, type="string", format="uri", pattern="^https?://")]
Contact = Annotated[str, *_checked(checks.contact, type="string")]
Isbn = Annotated[str, *_checked(checks.isbn, type="string", pattern="^97[89][0-9 -]{10,14}$")]
Nur = Annotated[str, *_checked(checks.nur, type="string", pattern=r"^\d{3}$")]
Thema = Annotated[str, *_checked(checks.thema, type="string", pattern="^[A-Y][A-Z0-9]{0,7}")]
SeedPath = Annotated[str, *_checked(checks.seed, type="string", minLength=1)]
Hyphenated = Annotated[str, *_checked(checks.hyphenated, type="string", pattern="^[^\\s-]+(-[^\\s-]+)*$")]
LineRef = Annotated[
    int | str,
    *_checked(checks.line, anyOf=[{"type": "integer", "minimum": 1}, {"type": "string", "minLength": 1}]),
]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class RightsPlan(_Table):
    """What is known of the right to reprint this piece."""

    status: Literal["unknown", "requested", "granted", "licensed", "own", "public-domain"] = Field(
        "unknown",
        description="unknown: nobody was asked; requested: asked, no answer; granted: the holder agreed; "
        "licensed: under a public licence; own: the editor's own; public-domain: no longer protected",
    )
    holder: Phrase = Field(default="", description="Who holds the rights, as the holder wants to be named")
    licence: Phrase = Field(default="", description="SPDX identifier of the licence: CC-BY-4.0")
    licence_url: Url = Field(default="", description="Address of the licence; known for Creative Commons")
    note: Phrase = Field(default="", description="The wording that the holder asks for; printed as it stands")
    reference: Phrase = Field(default="", description="Where the permission is kept; never printed")


class MovePlan(_Table):
    """A line that belongs elsewhere."""

    line: LineRef = Field(description="The line's number in the seed, or some of its words")
    to: Literal["body", "bio", "note", "appendix", "drop"] = Field(description="Where the line goes")


class ImagePlan(_Table):
    """A picture in a piece."""

    file: SeedPath = Field(
        description="The picture, from the folder of this file: seeds/001-boat.jpg; "
        "or one that the page shows itself, to describe it where it stands"
    )
    alt: Phrase = Field(
        default="",
        description="What the picture tells, for who cannot see it; every picture has one or is decorative",
    )
    decorative: bool = Field(default=False, description="The picture tells nothing: it is passed over")
    caption: Phrase = Field(default="", description="Caption as printed")
    credit: Phrase = Field(default="", description="Whose picture it is, as printed after the caption")
    after: LineRef | None = Field(
        default=None,
        description="The line of the seed (its number or some of its words) after which the picture comes; "
        "left out: at the head of the piece",
    )


class PiecePlan(_Table):
    """One piece. What the file itself says may be left out; what is written here is believed."""

    seed: SeedPath = Field(
        description="The file with the text, from the folder of this file: seeds/001-title.txt"
    )
    key: Slug = Field(
        default="", description="Short name in file names and anchors; made from the seed's name"
    )
    part: Phrase = Field(default="", description="Title of the part that begins with this piece")
    language: PieceTag = Field(
        default="", description="Language of the piece where it is not the book's (BCP 47)"
    )
    title: Phrase = Field(default="", description="Title as printed")
    title_source: Phrase = Field(
        default="",
        description="What the title is taken from, where the file does not say it: "
        "words that end a sentence, 'the page of …'",
    )
    title_by_editors: bool = Field(
        default=False, description="The title is the editors' own; the book says so"
    )
    subtitle: Phrase = Field(default="", description="Subtitle as printed")
    authors: list[Required] | None = Field(
        default=None,
        description="Who wrote it, one name each; [] where nobody knows, left out where the file says it",
    )
    authors_source: Phrase = Field(default="", description="What the authors' names are taken from")
    translators: list[Required] = Field(default=[], description="Who translated it, one name each")
    date: Date = Field(default="", description="When it appeared in `outlet`: 2019-04-12, 2019-04 or 2019")
    date_source: Phrase = Field(default="", description="What the date is taken from")
    outlet: Phrase = Field(
        default="", description="Newspaper, magazine or site that this text was taken from"
    )
    outlet_source: Phrase = Field(default="", description="What the outlet is taken from")
    first_outlet: Phrase = Field(default="", description="Where it appeared before that")
    url: Url = Field(default="", description="Address of the page that this text was taken from")
    accessed: Date = Field(default="", description="When that page was read")
    bio: Phrase = Field(default="", description="Who the author is, in a line or two")
    rights: RightsPlan = Field(
        default_factory=lambda: RightsPlan(status="unknown"), description="The right to reprint it"
    )
    stet: list[LineRef] = Field(
        default=[], description="Lines to keep whatever a rule says: numbers or words"
    )
    kill: list[LineRef] = Field(
        default=[], description="Lines to leave out whatever a rule says: numbers or words"
    )
    move: list[MovePlan] = Field(default=[], description="Lines that belong elsewhere")
    image: list[ImagePlan] = Field(default=[], description="Pictures in the piece")
    foreign: dict[AnyTag, list[Required]] = Field(
        default={},
        description='Words in another language, by its code (foreign.fr = ["blanquette de veau"]): '
        "so they are read aloud and hyphenated; whole foreign sentences are recognised",
    )
    comments: Literal["drop", "appendix"] = Field(
        default="drop",
        description="Readers' comments: left out (and accounted for), or printed after the piece",
    )


class NamePlan(_Table):
    """A name for the index, as the text says it: a person, an organisation, a subject."""

    kind: Literal["person", "organisation", "subject"] = Field(
        default="person", description="A person is filed by surname, what is none as it stands"
    )
    sort: Phrase = Field(
        default="", description="Its heading in the index, where that is another: Smith, Greg"
    )
    forms: list[Required] = Field(default=[], description="What else the text calls it: Smith")
    see: Phrase = Field(default="", description="The name or heading that is to be looked up instead")
    omit: bool = Field(default=False, description="Leave it out of the index")


class PersonPlan(_Table):
    """Someone who has a hand in the book, by the name that is printed."""

    sort: Phrase = Field(default="", description="The name as it is sorted: Waard, Remco de")
    bio: Phrase = Field(
        default="", description="A line or two for the contributors' page; beats the piece's own"
    )
    url: Url = Field(
        default="", description="The person's own page, or an authority's (ISNI, VIAF, Wikidata)"
    )


class EditionPlan(_Table):
    """A file to make of the book, with the cover round it. Without any table: epub, home, screen, booklet."""

    profile: Required = Field(
        description="For whom: epub; screen, a PDF to read; home, a PDF to print; booklet, to fold; or a "
        "printer of styles/profiles.toml: nl, kdp, ingram, lulu"
    )
    name: Slug = Field(
        default="", description="Name in its files' names, where there are two editions of one profile"
    )
    trim: Phrase = Field(default="", description="A size in styles/trims.toml; the book's where left out")
    paper: Phrase = Field(
        default="",
        description="Paper of the profile, on which the width of the spine depends: cream, white; "
        "of a booklet its sheets: a4, letter",
    )
    isbn: Isbn = Field(default="", description="ISBN of this edition, where it is not the book's")
    cover: bool = Field(default=True, description="Whether a cover is made: back, spine and front")
    inks: Literal["colour", "black"] = Field(
        default="colour",
        description="Inks of the cover: colour (the four of process printing) or black",
    )


class BookPlan(_Table):
    """The book as a whole."""

    title: Required = Field(description="Title of the book")
    subtitle: Phrase = Field(default="", description="Subtitle")
    language: Tag = Field(
        description="Language of the book (BCP 47): nl, nl-BE, en (American), en-GB, de, fr, es"
    )
    slug: Slug = Field(default="", description="Name of the files that are made; made from the title")
    editors: list[Required] = Field(default=[], description="Who chose and edited the pieces, one name each")
    publisher: Phrase = Field(
        default="", description="Who publishes it; nothing is printed where this is left out"
    )
    place: Phrase = Field(default="", description="Where it is published")
    date: Date = Field(default="", description="When this edition appeared: 2026-11-22, 2026-11 or 2026")
    edition: Phrase = Field(default="", description="The edition in words: Eerste druk")
    series: Phrase = Field(default="", description="The series that it is a part of")
    series_number: int = Field(default=0, ge=1, description="Its number in that series")
    description: Phrase = Field(default="", description="What the book is about, in a few plain sentences")
    subjects: list[Required] = Field(default=[], description="Keywords for bookshops and libraries")
    nur: Nur = Field(default="", description="NUR code of the Dutch book trade, three digits")
    thema: Thema = Field(default="", description="Thema subject category: DNP for collected columns")
    isbn_epub: Isbn = Field(default="", description="ISBN of the EPUB; each format has its own")
    isbn_print: Isbn = Field(default="", description="ISBN of the printed book; each format has its own")
    rights: Phrase = Field(
        default="", description="The rights sentence of the colophon, in the book's language"
    )
    contact: Contact = Field(
        default="", description="Where holders of rights can write to: e-mail or web address"
    )
    certifier: Phrase = Field(
        default="",
        description="Who vouches for the accessibility claim; none is made without, nor without [evaluation]",
    )
    style: Slug = Field(default="libertine", description="A folder in styles/")
    trim: Phrase = Field(default="a5", description="A size in styles/trims.toml")
    front_numbers: Literal["roman", "arabic"] = Field(
        default="roman",
        description="roman: pages before the first piece are numbered i, ii, iii, and that piece begins on "
        "page 1; arabic: one row of numbers throughout",
    )
    openings: Literal["auto", "recto", "any"] = Field(
        default="auto",
        description="The pages that pieces begin on. recto: on the right, behind a white page where need be; "
        "any: on the next, left or right; auto: recto, but any where one page in five would be white",
    )
    links: Literal["notes", "qr", "none"] = Field(
        default="notes",
        description="Where links lead, on paper. notes: at the foot of the page; qr: as codes behind the "
        "piece; none: nowhere. A link to another piece says its page; on screens all stay links",
    )
    index: list[Literal["authors", "names"]] = Field(
        default=[],
        description='What an index at the back lists: ["authors", "names"]; names are those of [names] '
        "and of the people who made the book",
    )
    hyphenation: list[Hyphenated] = Field(
        default=[],
        description="Words with a hyphen at each place where they may be broken, and at no other: bouil-lon; "
        "without one they are never broken",
    )


class EvaluationPlan(_Table):
    """That the finished EPUB was read and looked at, by what its accessibility report asks."""

    date: Date = Field(description="When: 2026-11-25")
    seal: Required = Field(
        description="The state of the text that was judged, as `book check` tells it; "
        "no claim is made of another text"
    )
    readers: list[Required] = Field(
        default=[], description="The reading systems that it was looked at in, with their versions"
    )


class Plan(_Table):
    """An anthology: the book, its pieces in their order, the people who made them."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, title="anthology.toml")

    book: BookPlan = Field(description="The book as a whole")
    edition: list[EditionPlan] = Field(
        default=[], description="What is made; without any the EPUB and PDFs to print, to read and to fold"
    )
    piece: list[PiecePlan] = Field(min_length=1, description="The pieces, in the order of the book")
    names: dict[str, NamePlan] = Field(default={}, description="Names for the index, as the text says them")
    contributors: dict[str, PersonPlan] = Field(default={}, description="People by the name that is printed")
    evaluation: EvaluationPlan | None = Field(
        default=None, description="What the accessibility claim of the EPUB is founded on"
    )
