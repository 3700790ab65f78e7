"""Who made a picture that the text no longer has: out of the piece, kept as a record."""

from __future__ import annotations

from book.model import Fact, Galley, Role
from book.recover import grammar
from book.recover.marks import OPEN, Mark, remark
from book.recover.markup import HEADINGS
from book.recover.page import Sheet

LONGEST = 220
SHORT = 90
"""The longest line, in characters, that may name a photographer and an agency and nothing else."""
NEAR = 3
"""How many lines below the text a credit is still the piece's own."""


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Marks lines that are an image credit and nothing else."""
    closing = max(sheet.page(galley).kept, default=-1)
    marks: dict[int, Mark] = {}
    facts: list[Fact] = []
    for i in sheet.fits("credits"):
        verdict = galley.verdicts[i]
        text = verdict.line.text
        if verdict.role not in OPEN or len(text) > LONGEST:
            continue
        if hit := sheet.rules.match("credits", text):
            marks[i] = Mark(Role.CREDIT, hit.rule, 0.95)
            if verdict.kept or i <= closing + NEAR:
                facts.append(Fact("credit", grammar.strip(text), hit.rule, verdict.line.number))
    for i, verdict in enumerate(galley.verdicts):
        text = verdict.line.text
        if verdict.role is not Role.BODY or len(text) > SHORT or i in marks or verdict.line.tag in HEADINGS:
            continue
        if hit := sheet.rules.match("agencies", text):
            marks[i] = Mark(Role.CREDIT, hit.rule, 0.9)
            facts.append(Fact("credit", grammar.strip(text), hit.rule, verdict.line.number))
    return remark(galley, marks, facts)
