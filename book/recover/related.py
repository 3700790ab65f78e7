"""Pointers that would dangle in a book: an embedded video's address, 'Lees ook ...'."""

from __future__ import annotations

import re

from book.model import Fact, Galley, Role
from book.recover import grammar
from book.recover.marks import OPEN, Mark, remark
from book.recover.zones import ends_sentence, words

_VIDEO = re.compile(
    r"(?:https?:)?//(?:www\.|m\.|player\.)?"
    r"(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|dai\.ly|ted\.com/talks|twitch\.tv)/\S{1,300}",
    re.IGNORECASE,
)
_SENTENCE = 8


def recover(galley: Galley) -> Galley:
    """Marks a video's bare address, and the author's pointers to other pieces.

    A pointer that cleaning has taken for furniture is the author's if it is a sentence, not a teaser.
    """
    rules = grammar.load(galley.language)
    marks: dict[int, Mark] = {}
    facts: list[Fact] = []
    for i, verdict in enumerate(galley.verdicts):
        if verdict.role not in OPEN:
            continue
        text = grammar.strip(verdict.line.text)
        if _VIDEO.fullmatch(text):
            marks[i] = Mark(Role.RELATED, "related.video")
        elif (hit := rules.match("related", text)) and (
            verdict.kept or (len(words(text)) >= _SENTENCE and ends_sentence(text))
        ):
            marks[i] = Mark(Role.RELATED, hit.rule, 0.9)
        else:
            continue
        facts.append(Fact("related", text, marks[i].rule, verdict.line.number))
    return remark(galley, marks, facts)
