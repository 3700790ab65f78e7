"""Subheads: short lines without a full stop, over a paragraph and between two."""

from __future__ import annotations

import re

from book.model import Galley, Role
from book.recover import grammar
from book.recover.marks import Mark, remark
from book.recover.zones import ends_sentence, prose, words

LONGEST = 100  # characters
_TAGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_PROSE = frozenset({Role.BODY, Role.QUOTATION, Role.LISTITEM, Role.DEK})


def recover(galley: Galley) -> Galley:
    """Marks subheads. A heading element is one; a line of text is one by its shape and its place."""
    verdicts = galley.verdicts
    kept = [i for i, v in enumerate(verdicts) if v.kept and v.role is not Role.NOTE]
    first = next((k for k, i in enumerate(kept) if prose(verdicts[i].line.text)), len(kept))
    marks: dict[int, Mark] = {}
    following = False  # whether the line after this one is a paragraph, or a subhead over one
    for k in range(len(kept) - 1, -1, -1):
        i = kept[k]
        verdict = verdicts[i]
        text = grammar.strip(verdict.line.text)
        if verdict.role is Role.SUBHEAD:
            following = True
        elif verdict.line.tag in _TAGS and verdict.role is Role.BODY:
            marks[i] = Mark(Role.SUBHEAD, "subheads.markup")
            following = True
        elif (
            verdict.role is Role.BODY
            and following
            and k > 0
            and shaped(text)
            and (k > first or k == first - 1)
        ):
            joined = i + 1 < len(verdicts) and verdicts[i + 1].role is not Role.BLANK
            marks[i] = Mark(Role.SUBHEAD, "subheads.attached" if joined else "subheads.apart", 0.8)
            following = True
        else:
            following = verdict.role in _PROSE and _paragraph(text)
    return remark(galley, marks)


def _paragraph(text: str) -> bool:
    return prose(text) or (ends_sentence(text) and len(words(text)) >= 6) or len(words(text)) >= 14


def shaped(text: str) -> bool:
    """Whether a line could be a subhead by itself: short, a capital or a number first, no full stop."""
    if not 2 <= len(text) <= LONGEST or not any(c.isalpha() for c in text):
        return False
    if text.endswith((".", ",", ";", ":", "…", ")", "–", "—", "-")) and not re.search(
        r"\([^()]{1,40}\)$", text
    ):
        return False
    if text[0].islower() or text[0] in "(@#/&=|":
        return False
    if re.search(r"[^\W\d_]{3}[.!?…][\"'”’»)]* +[\"'“‘«]?[^\W\d_]", text.replace("...", "…")):
        return False  # more than one sentence
    return not re.search(r"https?://|www\.|@\w|\S+\.(?:com|nl|org|de)\b", text)
