"""How likely each line is the author's, and how likely the piece has ended above it or begins below it.

Three forests (see `forest` and bench/train.py) look at the numbers of each line: is it the author's;
is it the last line of the piece; is it the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from math import exp
from typing import NamedTuple

from book.clean import context, cuts, forest
from book.clean.look import Look
from book.clean.traits import Row
from book.sentences import columns, ends

LIKE_TEXT = 0.2  # from here on a sentence may be the author's
INSIDE = 0.04  # below this a line within the piece is dropped
FAR = 0.01  # how likely a line far from any running text is the author's
SURE = 0.7  # a verdict below this is one to look at
_BEGINS = 24  # columns of a sentence that may be the first
_SOON = 20  # lines below one that says that the text goes on, of which one is the text's
_FLOOR = -12.0  # log-odds of a line that is no candidate for first or last


class Estimate(NamedTuple):
    """For one line: how likely it is the author's; that the piece ended above it; that it begins below it."""

    likely: float
    ended: float
    ahead: float


def estimates(look: Look) -> list[Estimate]:
    """One for each line of the look."""
    if not look.at:
        return []
    rows = look.rows(forest.lexicon())
    line = forest.load("line", context.NAMES).unless_hopeless
    likely = [
        forest.probability(line(row) - against) if row else FAR
        for row, against in zip(rows, look.against, strict=True)
    ]
    sizes = [len(text) for text in look.texts]
    edges = cuts.edges(likely, sizes)
    last = _where("last", rows, edges, 1)
    first = _where("first", rows, edges, -1)
    ended = list(accumulate(last, initial=0.0))
    begins = list(accumulate(first))
    return [
        Estimate(p, min(1.0, e), max(0.0, 1.0 - b))
        for p, e, b in zip(likely, ended[:-1], begins, strict=True)
    ]


def _where(name: str, rows: Sequence[Row], edges: Mapping[int, cuts.Edge], beyond: int) -> list[float]:
    """For each line how likely it is the last (or first) one: all candidates together make 1."""
    candidates = forest.load(name, cuts.CUT_NAMES).contest(cuts.cut_rows(rows, edges, beyond))
    odds = [candidates.get(j, _FLOOR) for j in range(len(rows))]
    top = max(odds)
    shares = [exp(x - top) for x in odds]
    total = sum(shares)
    return [x / total for x in shares]


def unended(look: Look, found: list[Estimate], continues: Iterable[int]) -> list[Estimate]:
    """The estimates where the page itself says, in the lines that `continues` has, that its text goes on.

    Up to the first sentence below the last of them none of the text's stands beyond its end, and what stands
    below is as likely beyond as it is if the text has not ended there.
    """
    goes_on = (
        next((k for k in range(j + 1, min(j + _SOON, len(found))) if flows(look, found, k)), 0)
        for j in continues
    )
    until = max(goes_on, default=0)
    if not until:
        return found
    gone = min(found[until].ended, 1.0 - 1e-9)
    return [
        e._replace(
            ended=e.ended
            if j <= until and not flows(look, found, j)
            else max(0.0, e.ended - gone) / (1.0 - gone)
        )
        for j, e in enumerate(found)
    ]


def begun(look: Look, found: list[Estimate]) -> list[Estimate]:
    """The estimates of a text that the judges can hardly read: from its first sentence on it has begun."""
    first = next((j for j, t in enumerate(look.texts) if columns(t) >= _BEGINS and ends(t)), len(found))
    return [e._replace(ahead=0.0) if j >= first else e for j, e in enumerate(found)]


def flows(look: Look, found: Sequence[Estimate], j: int) -> bool:
    """Is it a sentence that may be the author's?"""
    return found[j].likely >= LIKE_TEXT and look.sentences[j]
