"""The records: one for each line of each seed, in the order of the book and of the seed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from book.model import DROPPED, Account, Change, Fact, Role, Verdict

APPENDIX = "appendix"
"""Among the fields that a moved line gave: it is printed after the piece."""


@dataclass(frozen=True, slots=True)
class Record:
    """One line of one seed, and its fate.

    `after` is the line as it stands in the book: the text with its changes, empty where the line was
    dropped or moved. `fields` says which of the piece's details a moved line gave ("author", "bio",
    "appendix").
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

    @property
    def fate(self) -> Literal["kept", "moved", "dropped"]:
        """Where the line went: into the text, elsewhere in the book, or nowhere."""
        if self.kept:
            return "kept"
        return "dropped" if Role(self.role) in DROPPED and APPENDIX not in self.fields else "moved"

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
    appended = line.number in account.appended
    return Record(
        piece=account.key,
        source=account.galley.seed,
        line=line.number,
        role=verdict.role.value,
        rule=verdict.rule,
        kept=verdict.kept,
        certainty=verdict.certainty,
        because=verdict.because,
        before=line.label,
        after=replay(line.label, own) if verdict.kept or appended else "",
        fields=(*fields, APPENDIX) if appended else fields,
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
