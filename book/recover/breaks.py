"""Scene breaks: a line of asterisks, dashes or an ornament."""

from __future__ import annotations

import re

from book.model import Galley, Role, Verdict
from book.recover.marks import Mark, remark
from book.recover.page import Sheet

EDGE = "breaks.edge"
"""The rule of an ornament before or after the piece."""
_BREAK = re.compile(r"(?:[*＊✱∗⁂❦❧☙✻✽~#•·◆◇○●]|[-–—_=]{3,}|\*\*\*+)(?:\s*(?:[*＊✱∗~#•·◆◇○●]|[-–—_=]{3,}))*")


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Marks the breaks between two kept lines, and takes an ornament before or after the piece away."""
    kept = [i for i in sheet.page(galley).kept if galley.verdicts[i].role is not Role.NOTE]
    text = [i for i in kept if not _ornament(galley.verdicts[i])]
    marks: dict[int, Mark] = {}
    for before, i in zip((-1, *kept), kept, strict=False):
        if not _ornament(galley.verdicts[i]):
            continue
        if not text or not text[0] < i < text[-1]:
            marks[i] = Mark(Role.BOILERPLATE, EDGE, 0.9)
        elif before not in marks:
            marks[i] = Mark(Role.BREAK, "breaks.ornament")
    return remark(galley, marks)


def _ornament(verdict: Verdict) -> bool:
    text = verdict.line.text.strip()
    return verdict.role is Role.BODY and len(text) <= 60 and _BREAK.fullmatch(text) is not None
