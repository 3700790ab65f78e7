"""Pointers that would dangle in a book: an embedded video's address, 'Lees ook ...'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from book.model import Fact, Galley, Inline, Link, Role, Span
from book.recover import grammar
from book.recover.marks import OPEN, Mark, remark
from book.recover.page import Sheet
from book.recover.zones import ends_sentence
from book.words import count

VIDEO = re.compile(
    r"(?:https?:)?//(?:www\.|m\.|player\.)?"
    r"(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|dai\.ly|ted\.com/talks|twitch\.tv)/\S{1,300}",
    re.IGNORECASE,
)
"""The address of a film, alone: a page shows the film there."""
_SENTENCE = 8
_LONG = 14  # words of a sentence that says more than where to look


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Marks a video's bare address, and the author's pointers to other pieces.

    A pointer that cleaning has taken for furniture is the author's if it is a sentence, not a teaser.
    """
    marks: dict[int, Mark] = {}
    facts: list[Fact] = []
    videos = {
        i for i, (text, *_) in enumerate(sheet.given.measures) if "//" in text and VIDEO.fullmatch(text)
    }
    for i in sorted(videos.union(sheet.fits("related"))):
        verdict = galley.verdicts[i]
        if verdict.role not in OPEN:
            continue
        text = grammar.strip(verdict.line.text)
        if i in videos:
            marks[i] = Mark(Role.RELATED, "related.video")
        elif _tells(text) and verdict.kept and not _linked(verdict.line.inlines):
            continue
        elif (hit := sheet.rules.match("related", text)) and (
            verdict.kept or (count(text) >= _SENTENCE and ends_sentence(text))
        ):
            marks[i] = Mark(Role.RELATED, hit.rule, 0.9)
        else:
            continue
        facts.append(Fact("related", text, marks[i].rule, verdict.line.number))
    return remark(galley, marks, facts)


def _tells(text: str) -> bool:
    """Is this a sentence of some length that names nothing behind a colon: 'See also references tell …'?"""
    return count(text) >= _LONG and ends_sentence(text) and ":" not in text


def _linked(inlines: Sequence[Inline]) -> bool:
    """Does a link lead from it?"""
    return any(isinstance(i, Link) or (isinstance(i, Span) and _linked(i.inlines)) for i in inlines)
