"""Who made a picture that the text no longer has: out of the piece, kept as a record."""

from __future__ import annotations

from book.model import Fact, Galley, Role
from book.recover import grammar
from book.recover.marks import OPEN, Mark, remark

LONGEST = 220
NEAR = 3
"""How many lines below the text a credit is still the piece's own."""


def recover(galley: Galley) -> Galley:
    """Marks lines that are an image credit and nothing else."""
    rules = grammar.load(galley.language)
    closing = max((i for i, v in enumerate(galley.verdicts) if v.kept), default=-1)
    marks: dict[int, Mark] = {}
    facts: list[Fact] = []
    for i, verdict in enumerate(galley.verdicts):
        text = verdict.line.text
        if verdict.role not in OPEN or len(text) > LONGEST:
            continue
        if hit := rules.match("credits", text):
            marks[i] = Mark(Role.CREDIT, hit.rule, 0.95)
            if verdict.kept or i <= closing + NEAR:
                facts.append(Fact("credit", grammar.strip(text), hit.rule, verdict.line.number))
    return remark(galley, marks, facts)
