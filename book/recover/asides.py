"""The author's words about the page instead of the subject: 'dit is alweer post 1.701'."""

from __future__ import annotations

from book.model import Fact, Galley, Role
from book.recover import grammar
from book.recover.marks import OPEN, Mark, remark
from book.recover.page import Sheet


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Marks asides; adds each as a fact."""
    marks: dict[int, Mark] = {}
    facts: list[Fact] = []
    for i in sheet.fits("asides"):
        verdict = galley.verdicts[i]
        if verdict.role in OPEN and (hit := sheet.rules.match("asides", verdict.line.text)):
            marks[i] = Mark(Role.ASIDE, hit.rule, 0.9)
            facts.append(Fact("aside", grammar.strip(verdict.line.text), hit.rule, verdict.line.number))
    return remark(galley, marks, facts)
