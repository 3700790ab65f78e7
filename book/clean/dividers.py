"""Which rules and ornaments of a page are of its article: those between two lines that are.

A rule has no words to be judged by, and stands among furniture as it does in a text. One with anything that
was dropped right above or below it fences that.
"""

from __future__ import annotations

from collections.abc import Sequence

from book.clean.page import Verdicts
from book.dividers import TAG, divides
from book.model import Line, Role, Verdict

AMID = "dividers.amid"
FENCE = "dividers.fence"


def put(verdicts: Verdicts, lines: Sequence[Line]) -> Verdicts:
    """`verdicts`, on the lines that are no rules, with one on each of the rules among `lines`.

    An ornament that is written out has been judged by its element; between two lines that stay it stays.
    """
    others = iter(verdicts)
    all_ = [Verdict(line, Role.BLANK, AMID) if line.tag == TAG else next(others) for line in lines]
    above, below = _nearest(all_), _nearest(all_[::-1])[::-1]
    return tuple(
        _judged(verdict.line, above[i], below[i])
        if verdict.line.tag == TAG or (divides(verdict.line) and verdict.rule.startswith("markup."))
        else verdict
        for i, verdict in enumerate(all_)
    )


def _judged(line: Line, above: Verdict | None, below: Verdict | None) -> Verdict:
    if above is not None and below is not None and above.kept and below.kept:
        return Verdict(line, Role.BODY, AMID, 0.8, "between lines that are kept")
    return Verdict(line, Role.BOILERPLATE, FENCE, 0.9, "beside a line that is dropped")


def _nearest(verdicts: Sequence[Verdict]) -> list[Verdict | None]:
    """For each verdict the one before it that is on a line with anything in it."""
    found: list[Verdict | None] = []
    last: Verdict | None = None
    for verdict in verdicts:
        found.append(last)
        if not verdict.line.blank and not divides(verdict.line):
            last = verdict
    return found
