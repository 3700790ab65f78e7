"""Headings of plain text that are underlined: a row of '=' or '-' right below, as long as they are.

So typewriters, e-mail and README files set them, and CommonMark (4.3) reads them.
"""

from __future__ import annotations

import re

from book.model import Fact, Galley, Role
from book.recover.marks import OPEN, Mark, known, remark
from book.recover.page import Sheet

_RULE = re.compile(r"([=~*_–—-])\1{3,}")
_LONGEST = 80  # characters of a heading
_OFF = 3  # by how much a row may be longer or shorter than what it underlines


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Marks what is underlined: the first line of a text is its title, others are its subheads."""
    if sheet.given.marked_up:
        return galley
    marks: dict[int, Mark] = {}
    facts: list[Fact] = []
    verdicts = galley.verdicts
    first = next((look.at for look in sheet.given.looks if look.text.strip("=~*_–—-")), -1)
    for i in range(1, len(verdicts)):
        row, heading = verdicts[i].line.text.strip(), verdicts[i - 1]
        text = heading.line.text.strip()
        if not _RULE.fullmatch(row) or heading.role not in OPEN or verdicts[i].role not in OPEN:
            continue
        if not text or _RULE.fullmatch(text) or len(text) > _LONGEST or abs(len(text) - len(row)) > _OFF:
            continue
        over = i > 1 and bool(_RULE.fullmatch(verdicts[i - 2].line.text.strip()))
        if i > 1 and not over and not verdicts[i - 2].line.blank:  # below a paragraph it parts
            continue
        titled = i - 1 == first and not known(galley, "title")
        if not titled and not heading.kept:
            continue
        marks[i] = Mark(Role.BOILERPLATE, "underlines.row", 0.95)
        if over:
            marks[i - 2] = marks[i]
        if titled:
            facts.append(Fact("title", text, "underlines.title", heading.line.number))
        marks[i - 1] = Mark(
            *((Role.TITLE, "underlines.title") if titled else (Role.SUBHEAD, "underlines.heading"))
        )
    return remark(galley, marks, facts)
