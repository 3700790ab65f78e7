"""Scene breaks: a line of asterisks, dashes or an ornament."""

from __future__ import annotations

import re

from book.model import Galley, Role
from book.recover.marks import Mark, remark
from book.recover.page import Sheet

_BREAK = re.compile(r"(?:[*＊✱∗⁂❦❧☙✻✽~#•·◆◇○●]|[-–—_=]{3,}|\*\*\*+)(?:\s*(?:[*＊✱∗~#•·◆◇○●]|[-–—_=]{3,}))*")


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Marks the breaks between two kept lines; an ornament before or after the piece is none."""
    kept = sheet.page(galley).kept
    marks: dict[int, Mark] = {}
    for before, i, after in zip(kept, kept[1:], kept[2:], strict=False):
        verdict = galley.verdicts[i]
        text = verdict.line.text.strip()
        if verdict.role is Role.BODY and len(text) <= 60 and _BREAK.fullmatch(text) and before not in marks:
            marks[i] = Mark(Role.BREAK, "breaks.ornament")
            del after
    return remark(galley, marks)
