"""How a recoverer writes on a galley: it marks lines again and adds facts and findings, never more.

Every recoverer goes through `remark`, so the law of conservation (one verdict per line, same order) is
kept in one place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from book.errors import Place
from book.model import PAGES_SAY, Fact, Field, Finding, Galley, Role, Severity, Verdict
from book.recover.bodies import nobody

OPEN: frozenset[Role] = frozenset({Role.BODY, Role.BOILERPLATE})
"""The roles that a recoverer may still change: what nobody has called anything more precise."""

UNCALLED: frozenset[Role] = frozenset({Role.NOTE, Role.PREFORMATTED})
"""The roles whose lines call no notes: [1] in code is a part of it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A new role for a line, with the rule that gives it."""

    role: Role
    rule: str
    certainty: float = 1.0
    because: str = ""


def remark(
    galley: Galley,
    marks: Mapping[int, Mark],
    facts: Iterable[Fact] = (),
    findings: Iterable[Finding] = (),
) -> Galley:
    """The galley with the lines at these indices (0-based) marked again, and facts and findings added.

    A fact whose field and value are known already is not repeated, unless it makes an unsure one sure.
    """
    facts, findings = tuple(facts), tuple(findings)
    if not marks and not facts and not findings:
        return galley
    verdicts = galley.verdicts
    if marks:
        said = list(verdicts)
        for i, m in marks.items():
            said[i] = _marked(verdicts[i], m)
        verdicts = tuple(said)
    known = list(galley.facts)
    for fact in facts:
        if fact.field == "author" and fact.sure and nobody(fact.value):
            fact = replace(fact, sure=False)
        same = next((k for k, f in enumerate(known) if (f.field, f.value) == (fact.field, fact.value)), None)
        if same is None:
            known.append(fact)
        elif fact.sure and not known[same].sure:
            known[same] = fact
    return replace(galley, verdicts=verdicts, facts=tuple(known), findings=(*galley.findings, *findings))


def _marked(verdict: Verdict, mark: Mark) -> Verdict:
    """The line as it is marked now. What cleaning doubted is doubted still."""
    found = Verdict(verdict.line, mark.role, mark.rule, mark.certainty, mark.because)
    if not verdict.because.endswith(PAGES_SAY):
        return found
    because = f"{mark.because}, {PAGES_SAY}".removeprefix(", ")
    return replace(found, certainty=min(mark.certainty, verdict.certainty), because=because)


def known(galley: Galley, field: Field) -> tuple[Fact, ...]:
    """The sure facts about this field."""
    return tuple(f for f in galley.facts if f.field == field and f.sure)


def finding(galley: Galley, check: str, line: int | None, message: str, hint: str = "",
            severity: Severity = Severity.WARNING) -> Finding:  # fmt: skip
    """A finding at a line of this galley's seed."""
    return Finding(f"recover.{check}", severity, Place(galley.seed, line), message, hint)
