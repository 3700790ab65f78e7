"""The nouns. Every stage of the press takes one of these and returns the next.

Seed -read-> Reading -clean-> Verdicts -recover-> Galley -lift-> Piece -typeset-> Piece
-compose-> Anthology -render-> Edition (+ Pagination) -proof-> Findings

All are frozen and slotted, with tuples and mappings inside, so that a value can be cached,
compared and passed to another process. None has a hole that a later step fills: a new
stage has a new type.

Each module has the nouns of one subject; everyone imports them from here.
"""

from book.model.anthology import (
    Account,
    Address,
    Anthology,
    Biography,
    Chapter,
    ContentsLine,
    Contributor,
    IndexTerm,
    Matter,
    Prose,
    Statement,
    TitlePage,
)
from book.model.blocks import (
    Block,
    Break,
    Cell,
    Figure,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    Note,
    NoteCall,
    Ordinal,
    Paragraph,
    Picture,
    Preformatted,
    Quotation,
    Slot,
    Span,
    Table,
    Text,
    Verse,
)
from book.model.editions import Edition, PageStart, Pagination, Style
from book.model.findings import Finding, Severity
from book.model.piece import Name, Phrase, Piece, Rights
from book.model.plan import Entry, Evaluation, Illustration, Manifest, Move, Named, Person, Wanted
from book.model.reading import FORMULA, UNSHOWN, UNTOLD, Change, Fact, Field, Image, Line, Reading, Seed, Told
from book.model.verdicts import DROPPED, KEPT, LISTED, PAGES_SAY, Galley, Role, Verdict

__all__ = [
    "DROPPED", "FORMULA", "KEPT", "LISTED", "PAGES_SAY", "UNSHOWN", "UNTOLD", "Account", "Address",
    "Anthology", "Biography", "Block", "Break", "Cell", "Change", "Chapter", "ContentsLine",
    "Contributor", "Edition", "Entry", "Evaluation", "Fact", "Field", "Figure", "Finding", "Galley",
    "Heading", "Illustration", "Image", "IndexTerm", "Inline", "Line", "LineBreak", "Link", "ListBlock",
    "Manifest", "Matter", "Move", "Name", "Named", "Note", "NoteCall", "Ordinal", "PageStart",
    "Pagination", "Paragraph", "Person", "Phrase", "Picture", "Piece", "Preformatted", "Prose",
    "Quotation", "Reading", "Rights", "Role", "Seed", "Severity", "Slot", "Span", "Statement", "Style",
    "Table", "Text", "TitlePage", "Told", "Verdict", "Verse", "Wanted",
]  # fmt: skip
