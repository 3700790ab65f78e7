"""Setting a piece as its language is set: quotation marks, apostrophes, dashes, minus signs, spaces.

    piece, changes, findings = typeset(piece, load("nl"))

Nothing but characters of punctuation and white space is changed, each change is recorded with its
rule, and typesetting again changes nothing more. What is the author's own stays: emoticons, dialect,
slips; the slips are listed. Addresses and code are never touched.
"""

from __future__ import annotations

from book.languages import Language
from book.languages.typography import Levels, Typography, typography
from book.model import Change, Finding, Piece
from book.typeset import dashes
from book.typeset.pieces import Compositor, texts
from book.typeset.record import replay

__all__ = ["replay", "typeset", "typeset_text"]


def typeset(
    piece: Piece, language: Language, levels: Levels | None = None
) -> tuple[Piece, tuple[Change, ...], tuple[Finding, ...]]:
    """A piece set in its language, what was changed in it, and what an editor should look at.

    `levels` overrules the table's `levels`: "author" keeps the quotation marks that the author chose for
    the outermost level, "house" takes the language's primary ones. A block in another language is set
    by that language's table where there is one, with the quotation marks of the piece. Where a language has
    several dashes (French – and —), an author who keeps to one of them keeps it.

    Changes and findings are in the order of the seed's lines; the changes of one line are in the order
    in which they were made.
    """
    if "typography" not in language.data:  # nobody knows how it is set: as its author set it
        return piece, (), ()
    table = _table(language, levels)
    if table.dashes:
        table = dashes.of_author(texts(piece, table), table)
    compositor = Compositor(piece.seed, table)
    done = compositor.piece(piece)
    changes = sorted(compositor.changes, key=lambda change: change.line)
    findings = sorted(compositor.findings, key=lambda finding: finding.place.line or 0)
    return done, tuple(changes), tuple(findings)


def typeset_text(text: str, language: Language, levels: Levels | None = None) -> str:
    """A title or another short text, set by the same rules; nothing is recorded."""
    return Compositor("", _table(language, levels)).words(text, 0)


def _table(language: Language, levels: Levels | None) -> Typography:
    table = typography(language)
    return table.with_levels(levels) if levels else table
