"""Is every line accounted for?"""

from __future__ import annotations

from collections import Counter

from book.errors import Place
from book.model import Finding, Galley, Reading, Severity


def audit(reading: Reading, galley: Galley) -> tuple[Finding, ...]:
    """Is every line accounted for? One verdict a line, the same lines, in the same order, each with its rule.

    Empty where the law of conservation holds. Each finding is an error: a book must not be trusted whose
    ledger isn't whole.
    """
    findings = [
        *_missing(reading, galley),
        *_unread(reading, galley),
        *(
            _broken(galley, v.line.number, "audit.no-rule", "the verdict names no rule")
            for v in galley.verdicts
            if not v.rule
        ),
    ]
    if not findings and [v.line for v in galley.verdicts] != list(reading.lines):
        findings.append(
            Finding(
                "audit.order",
                Severity.ERROR,
                Place(galley.seed),
                "the lines are not in the order in which they were read",
            )
        )
    return tuple(findings)


def _missing(reading: Reading, galley: Galley) -> list[Finding]:
    seen = Counter(v.line.number for v in galley.verdicts)
    text = {v.line.number: v.line.text for v in galley.verdicts}
    findings: list[Finding] = []
    for line in reading.lines:
        if not seen[line.number]:
            findings.append(
                _broken(galley, line.number, "audit.lost-line", f"no verdict on {_short(line.text)}")
            )
        elif seen[line.number] > 1:
            findings.append(
                _broken(
                    galley, line.number, "audit.doubled-line", f"{seen[line.number]} verdicts on one line"
                )
            )
        elif text[line.number] != line.text:
            findings.append(
                _broken(
                    galley,
                    line.number,
                    "audit.altered-line",
                    f"the text was altered without a record: {_short(text[line.number])}",
                )
            )
    return findings


def _unread(reading: Reading, galley: Galley) -> list[Finding]:
    numbers = {line.number for line in reading.lines}
    return [
        _broken(
            galley,
            v.line.number,
            "audit.invented-line",
            f"a verdict on what isn't read: {_short(v.line.text)}",
        )
        for v in galley.verdicts
        if v.line.number not in numbers
    ]


def _broken(galley: Galley, line: int, check: str, message: str) -> Finding:
    return Finding(check, Severity.ERROR, Place(galley.seed, line), message)


def _short(text: str, limit: int = 60) -> str:
    text = " ".join(text.split())
    return f"“{text if len(text) <= limit else text[: limit - 1].rstrip() + '…'}”"
