"""What cleaning has said of a line, as evidence: a title is no furniture, and hardly the text's."""

from __future__ import annotations

import math

from book.model import Role, Verdict

_SUREST = 6
"""Nines of certainty that a line stands before or behind the piece, from which more say no more."""


def evidence(verdict: Verdict) -> dict[str, float]:
    """How much like the text a line is, how surely it is outside, whether a rule knows it as furniture."""
    rule, chance = verdict.rule, verdict.certainty
    if rule == "stet":
        return {} if verdict.line.tag else {"like-text": chance}  # a heading is the text's by its markup
    if rule in ("ahead", "beyond"):
        return {rule: min(1.0, -math.log10(max(1.0 - chance, 1e-9)) / _SUREST)}
    if rule == "unlike-text":
        return {rule: 1.0}
    known = verdict.role is Role.BOILERPLATE and "." in rule and not rule.startswith("markup.")
    return {"ruled": 1.0} if known else {}
