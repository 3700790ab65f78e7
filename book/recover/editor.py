"""The editor's hand: stet, kill and move of a piece's entry beat every recoverer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from book.model import KEPT, Entry, Galley, Role, Verdict

TO_BIO, TO_NOTE = "move.bio", "move.note"
APPENDED = frozenset({"editor.move", "move.appendix"})
"""The rules of lines that the editor moved there."""

_MOVED: dict[str, Role] = {"bio": Role.BIO, "note": Role.NOTE, "drop": Role.BOILERPLATE, "body": Role.BODY}


class Chosen:
    """Finds the lines that the plan means. Their words are gathered once: a plan may mean thousands."""

    def __init__(self, verdicts: Sequence[Verdict]) -> None:
        self._numbers = {v.line.number: i for i, v in enumerate(verdicts)}
        self._words = [" ".join(v.line.label.split()) for v in verdicts]

    def __call__(self, selector: int | str) -> tuple[int, ...]:
        """The lines (indices) that a selector means: one by its number, or all that hold the quoted words."""
        if isinstance(selector, int):
            return (self._numbers[selector],) if selector in self._numbers else ()
        wanted = " ".join(selector.split())
        return tuple(i for i, said in enumerate(self._words) if wanted in said) if wanted else ()


def overrule(before: Galley, after: Galley, entry: Entry | None) -> Galley:
    """`after`, with every line that the editor has decided about put as decided.

    A line that stands (`stet`, or moved to the body) keeps a finer role that stays there; one
    that is killed keeps no fact. What an editor moves elsewhere gets that role.
    """
    if entry is None:
        return after
    verdicts = list(after.verdicts)
    chosen = Chosen(before.verdicts)
    gone: set[int] = set()  # lines that say nothing of the piece
    whole: set[int] = set()  # lines that stand in a bio as they are: what was read of it there is said twice
    for selector in entry.stet:
        for i in chosen(selector):
            if verdicts[i].role not in KEPT:
                role = before.verdicts[i].role
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
