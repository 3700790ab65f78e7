"""A galley as text to read: each line with its role and rule, then the facts, then what is unsettled."""

from __future__ import annotations

from book.model import Fact, Finding, Galley

WIDTH = 72  # characters of a line that are shown


def pull(galley: Galley) -> str:
    """A proof of this galley: one line per line of the seed, facts, findings; ends with a line end."""
    parts = [f"{galley.seed} ({galley.language}, {galley.encoding})", ""]
    parts += [
        f"{v.line.number:4} {v.role:<12}{v.rule:<26}{_short(v.line.text)}".rstrip() for v in galley.verdicts
    ]
    if galley.facts:
        parts += ["", *(_fact(fact) for fact in galley.facts)]
    if galley.findings:
        parts += ["", *(_finding(finding, galley) for finding in galley.findings)]
    return "\n".join(parts) + "\n"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= WIDTH else text[: WIDTH - 1].rstrip() + "…"


def _fact(fact: Fact) -> str:
    field = fact.field if fact.sure else f"{fact.field}?"
    where = f"line {fact.line}" if fact.line is not None else "outside the file"
    return f"{field:<14}{fact.value}  [{fact.rule}, {where}]"


def _finding(finding: Finding, galley: Galley) -> str:
    own = finding.place.file == galley.seed and finding.place.line is not None
    where = f"line {finding.place.line}: " if own else ""
    return f"{finding.severity:<9}{finding.check}  {where}{finding.message}"
