"""One text that stands in the book twice: under two titles, or from two seeds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from book.model import Chapter, Finding, Severity
from book.proof.passages import letters, origin, script
from book.proof.sheets import Sheets

_LONG = 40
"""Letters of a passage that no two writers write alike."""

_SHARE = 0.5
"""Of the long passages of the shorter piece: an excerpt, an update or a reprint, no mere quotation."""


def repeats(sheets: Sheets) -> Iterator[Finding]:
    """Pairs of pieces that are, for the greater part, the same text, or bear the same title and author."""
    chapters = sheets.anthology.chapters
    texts = {chapter.number: _passages(chapter, sheets) for chapter in chapters}
    for one, other in combinations(chapters, 2):
        title = other.piece.title
        place = origin(sheets.anthology, other, "title")
        shared = texts[one.number] & texts[other.number]
        least = min(len(texts[one.number]), len(texts[other.number]))
        if shared and len(shared) >= _SHARE * least:
            yield Finding(
                "pieces.twice",
                Severity.WARNING,
                place,
                f"{len(shared)} of {least} passages stand in {one.piece.title!r} and in {title!r}",
                "leave one of them out, or tell the reader why both are here",
            )
        elif (one.piece.title, one.byline) == (other.piece.title, other.byline):
            yield Finding(
                "pieces.namesakes",
                Severity.WARNING,
                place,
                f"pieces {one.number} and {other.number} are both called {title!r}, by {one.byline}",
                "a reader cannot tell them apart in the contents: give one a subtitle or another title",
            )


def _passages(chapter: Chapter, sheets: Sheets) -> frozenset[str]:
    flow = script(chapter, sheets.anthology, sheets.language, "epub").flow
    said = (letters(passage.text).kept for passage in flow if passage.part == "text")
    return frozenset(kept for kept in said if len(kept) >= _LONG)
