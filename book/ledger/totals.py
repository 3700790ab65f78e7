"""The ledger in figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from book.model import Account, Role, Verdict


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


def totals(account: Account) -> Totals:
    """What was kept, moved and dropped of one seed."""
    verdicts = account.galley.verdicts
    moved = {v.line.number for v in verdicts if v.moved} | account.appended
    left = (v for v in verdicts if not v.kept and v.role is not Role.BLANK)
    dropped = [v for v in left if v.line.number not in moved]
    return Totals(
        lines=len(verdicts),
        blank=sum(v.role is Role.BLANK for v in verdicts),
        kept=sum(v.kept for v in verdicts),
        moved=len(moved),
        dropped=len(dropped),
        letters=sum(map(letters, verdicts)),
        letters_kept=sum(letters(v) for v in verdicts if v.kept),
        changes=len(account.changes),
        dropped_by_role=dict(sorted(Counter(v.role.value for v in dropped).items())),
    )


def letters(verdict: Verdict) -> int:
    """The characters of a line that are not white space."""
    return sum(not c.isspace() for c in verdict.line.text)
