"""The editor's hand: stet, kill and move of a piece's entry beat every recoverer."""

from __future__ import annotations

from dataclasses import replace

from book.dividers import divides
from book.model import KEPT, Entry, Galley, Role, Verdict
from book.selectors import Lines

TO_BIO, TO_NOTE = "move.bio", "move.note"
APPENDED = frozenset({"editor.move", "move.appendix"})
"""The rules of lines that the editor moved there."""

_MOVED: dict[str, Role] = {"bio": Role.BIO, "note": Role.NOTE, "drop": Role.BOILERPLATE, "body": Role.BODY}


def meant(galley: Galley) -> Lines:
    """What finds the lines (indices) of a galley that a plan names."""
    return Lines((v.line.number, v.line.label) for v in galley.verdicts)


def overrule(before: Galley, after: Galley, entry: Entry | None) -> Galley:
    """`after`, with every line that the editor has decided about put as decided.

    A line that stands (`stet`, or moved to the body) keeps a finer role that stays there; one
    that is killed keeps no fact. What an editor moves elsewhere gets that role.
    """
    if entry is None:
        return after
    verdicts = list(after.verdicts)
    chosen = meant(before)
    gone: set[int] = set()  # lines that say nothing of the piece
    whole: set[int] = set()  # lines that stand in a bio as they are: what was read of it there is said twice
    for selector in entry.stet:
        for i in chosen(selector):
            if verdicts[i].role not in KEPT:
                role = Role.BREAK if divides(before.verdicts[i].line) else before.verdicts[i].role
                verdicts[i] = _said(before.verdicts[i], role if role in KEPT else Role.BODY, "stet")
    for selector in entry.kill:
        for i in chosen(selector):
            verdicts[i] = before.verdicts[i]
            if verdicts[i].kept or verdicts[i].moved:
                verdicts[i] = _said(verdicts[i], Role.BOILERPLATE, "kill")
            gone.add(verdicts[i].line.number)
    for move in entry.move:
        for i in chosen(move.line):
            to = _MOVED.get(move.to)
            if verdicts[i].line.image and to in (Role.BODY, Role.BIO, Role.NOTE):
                continue  # a picture stands in the text, or in the appendix, or nowhere
            if to is Role.BODY and verdicts[i].role in KEPT - {Role.NOTE}:
                continue
            if to is not None:
                verdicts[i] = _said(verdicts[i], to, f"move.{move.to}")
            elif verdicts[i].kept or verdicts[i].moved:
                verdicts[i] = _said(verdicts[i], Role.BOILERPLATE, "move.appendix")
            if move.to == "drop":
                gone.add(verdicts[i].line.number)
            whole.discard(verdicts[i].line.number)
            if to is Role.BIO:
                whole.add(verdicts[i].line.number)
    facts = tuple(f for f in after.facts if f.line not in gone and (f.field != "bio" or f.line not in whole))
    return replace(after, verdicts=tuple(verdicts), facts=facts)


def _said(verdict: Verdict, role: Role, rule: str) -> Verdict:
    return Verdict(verdict.line, role, rule, 1.0, "the editor")
