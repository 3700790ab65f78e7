"""What became of every line of a seed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from book.model.findings import Finding
from book.model.reading import Change, Fact, Line


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
