"""What became of every line: the book's ledger, its totals, and the audit that it is whole.

The ledger has one record for each line of each seed, in the order of the book and of the seed, with the
rule that decided and every change within the line. "What did you drop, what did you change, and why" is
read from here: by `book audit`, by build/ledger.jsonl, by whoever wants to check us.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from book.errors import Place
from book.model import Account, Change, Fact, Finding, Galley, Reading, Role, Severity, Verdict


@dataclass(frozen=True, slots=True)
class Record:
    """One line of one seed, and its fate.

    `after` is the line as it stands in the book: the text with its changes, empty where the line was
    dropped or moved. `fields` says which of the piece's details a moved line gave ("author", "bio").
    Line 0 holds changes in words that stand in no seed (a title that the manifest gives).
    """

    piece: str
    source: str
    line: int
    role: str
    rule: str
    kept: bool
    certainty: float
    because: str
    before: str
    after: str
    fields: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()

    def form(self) -> dict[str, Any]:
        """The record as ledger.jsonl writes it."""
        return {
            "piece": self.piece,
            "source": self.source,
            "line": self.line,
            "role": self.role,
            "rule": self.rule,
            "kept": self.kept,
            "certainty": round(self.certainty, 4),
            "because": self.because,
            "before": self.before,
            "after": self.after,
            "fields": list(self.fields),
            "changes": [{"rule": c.rule, "before": c.before, "after": c.after} for c in self.changes],
        }


@dataclass(frozen=True, slots=True)
class Totals:
    """One seed in figures. `letters` counts what isn't white space: a share that holds in any script."""

    lines: int
    blank: int
    kept: int
    moved: int
    dropped: int
    letters: int
    letters_kept: int
    changes: int
    dropped_by_role: Mapping[str, int]

    @property
    def share(self) -> float:
        """How much of the text was kept, 0..1; 1 for an empty seed."""
        return self.letters_kept / self.letters if self.letters else 1.0


def records(accounts: Iterable[Account]) -> tuple[Record, ...]:
    """The whole ledger, one record a line, in the order of the book."""
    return tuple(record for account in accounts for record in _records(account))


def _records(account: Account) -> list[Record]:
    galley = account.galley
    changes: dict[int, list[Change]] = {}
    for change in account.changes:
        changes.setdefault(change.line, []).append(change)
    fields = _fields_by_line(galley.facts)
    made = [
        _record(account, verdict, tuple(fields.get(verdict.line.number, ())), changes)
        for verdict in galley.verdicts
    ]
    if 0 in changes:
        made.append(outside(account.key, galley.seed, tuple(changes[0])))
    return made


def _record(
    account: Account, verdict: Verdict, fields: tuple[str, ...], changes: Mapping[int, list[Change]]
) -> Record:
    line = verdict.line
    own = tuple(changes.get(line.number, ()))
    return Record(
        piece=account.key,
        source=account.galley.seed,
        line=line.number,
        role=verdict.role.value,
        rule=verdict.rule,
        kept=verdict.kept,
        certainty=verdict.certainty,
        because=verdict.because,
        before=line.text,
        after=replay(line.text, own) if verdict.kept else "",
        fields=fields,
        changes=own,
    )


def outside(piece: str, source: str, changes: tuple[Change, ...]) -> Record:
    """The record of changes in words that stand in no seed: those that the manifest gives."""
    return Record(
        piece=piece,
        source=source,
        line=0,
        role="manifest",
        rule="manifest",
        kept=True,
        certainty=1.0,
        because="",
        before="; ".join(c.before for c in changes),
        after="; ".join(c.after for c in changes),
        changes=changes,
    )


def _fields_by_line(facts: Iterable[Fact]) -> dict[int, list[str]]:
    fields: dict[int, list[str]] = {}
    for fact in facts:
        if fact.line is not None and fact.sure and fact.field not in fields.setdefault(fact.line, []):
            fields[fact.line].append(fact.field)
    return fields


def replay(text: str, changes: Iterable[Change]) -> str:
    """`text` with its changes made one after the other, each at its first place after the one before.

    A change whose words are not there any more (reading had mended them already, or an earlier change
    covers them) is passed over: it still stands in the record by itself.
    """
    start = 0
    for change in changes:
        at = text.find(change.before, start)
        if at < 0:
            at = text.find(change.before)
        if at < 0 or not change.before:
            continue
        text = text[:at] + change.after + text[at + len(change.before) :]
        start = at
    return text


def jsonl(ledger: Iterable[Record]) -> bytes:
    """The ledger as a file: UTF-8, one JSON object on each line."""
    return "".join(json.dumps(r.form(), ensure_ascii=False) + "\n" for r in ledger).encode()


# --------------------------------------------------------------------------- figures


def totals(account: Account) -> Totals:
    """What was kept, moved and dropped of one seed."""
    verdicts = account.galley.verdicts
    dropped = [v for v in verdicts if not v.kept and not v.moved and v.role is not Role.BLANK]
    return Totals(
        lines=len(verdicts),
        blank=sum(v.role is Role.BLANK for v in verdicts),
        kept=sum(v.kept for v in verdicts),
        moved=sum(v.moved for v in verdicts),
        dropped=len(dropped),
        letters=sum(map(_letters, verdicts)),
        letters_kept=sum(_letters(v) for v in verdicts if v.kept),
        changes=len(account.changes),
        dropped_by_role=dict(sorted(Counter(v.role.value for v in dropped).items())),
    )


def _letters(verdict: Verdict) -> int:
    return sum(not c.isspace() for c in verdict.line.text)


# --------------------------------------------------------------------------- the audit


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
