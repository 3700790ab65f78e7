"""The editor's own hand: stet, kill and move beat every rule and every judge."""

from __future__ import annotations

from book.clean.page import Verdicts
from book.errors import Place
from book.model import KEPT, Entry, Finding, Role, Severity, Verdict
from book.selectors import Lines, Selector

_ROLES = {
    "body": Role.BODY,
    "bio": Role.BIO,
    "note": Role.NOTE,
    "appendix": Role.COMMENT,  # composing takes the piece's appendix from there
    "drop": Role.BOILERPLATE,
}


def overrule(verdicts: Verdicts, entry: Entry | None, seed: str) -> tuple[Verdicts, tuple[Finding, ...]]:
    """The verdicts as the editor wants them, and a finding for each override that matches nothing.

    What is said last wins: stet, then kill, then move.
    """
    if entry is None:
        return verdicts, ()
    marked = list(verdicts)
    findings: list[Finding] = []
    orders: list[tuple[str, Selector, Role | None]] = [
        *(("stet", target, None) for target in entry.stet),
        *(("kill", target, Role.BOILERPLATE) for target in entry.kill),
        *(("move", move.line, _ROLES[move.to]) for move in entry.move),
    ]
    if not orders:
        return verdicts, ()
    meant = Lines((v.line.number, v.line.label) for v in verdicts)
    for order, target, role in orders:
        hits = meant(target)
        for i in hits:
            line = marked[i].line
            stays = marked[i].role if marked[i].role in KEPT else Role.PICTURE if line.image else Role.BODY
            if line.image and role in (Role.BODY, Role.BIO, Role.NOTE):
                role = Role.PICTURE
            marked[i] = Verdict(line, role or stays, f"editor.{order}", 1.0, "The manifest says so.")
        if not hits:
            findings.append(_unmatched(order, target, entry, seed, len(verdicts)))
    return tuple(marked), tuple(findings)


def _unmatched(order: str, target: Selector, entry: Entry, seed: str, lines: int) -> Finding:
    said = f"line {target}" if isinstance(target, int) else f"“{target}”"
    if isinstance(target, int) and 1 <= target <= lines:
        why = "which is blank"
    else:
        why = (
            f"which the seed does not have (it has {lines} lines)"
            if isinstance(target, int)
            else "which stands nowhere in the seed"
        )
    return Finding(
        check="clean.unmatched-override",
        severity=Severity.WARNING,
        place=entry.place if entry.place.file else Place(seed, key=order),
        message=f"{order} names {said}, {why}",
        hint=f"has {seed} changed? mend or remove it from {order}",
    )
