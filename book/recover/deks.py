"""The dek: a first paragraph set apart from the rest by a subhead, a byline or a bio after it."""

from __future__ import annotations

from book.model import KEPT, Galley, Role
from book.recover.marks import Mark, remark
from book.recover.page import Sheet
from book.words import count

LONGEST = 70  # words
_AFTER = frozenset({Role.SUBHEAD, Role.BYLINE, Role.BIO, Role.DATELINE})
_TOLD = KEPT | _AFTER


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Marks the dek. It stays in the piece, as its lead."""
    told = [i for i, v in enumerate(galley.verdicts) if v.role in _TOLD]
    first = next((k for k, i in enumerate(told) if galley.verdicts[i].role is Role.BODY), None)
    if first is None or first + 2 >= len(told):
        return galley
    i, after = told[first], galley.verdicts[told[first + 1]]
    if after.role is Role.SUBHEAD and galley.verdicts[i].line.place:
        return galley  # a page's markup tells its standfirst; a first paragraph under a title is none
    if after.role not in _AFTER or not 8 <= count(galley.verdicts[i].line.text) <= LONGEST:
        return galley
    return remark(galley, {i: Mark(Role.DEK, f"deks.before-{after.role}", 0.8)})
