"""Where the piece may begin and end, in numbers: each line as its possible first or last one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import log
from typing import NamedTuple

from book.clean.context import NAMES, TOPIC
from book.clean.traits import OWN, Row

GATE = 0.1  # a line less likely than this to be the author's is no candidate
_TOPIC = NAMES.index(TOPIC[0])
_LONGEST = 600  # characters: a longer line weighs no more
_NEAR = 6  # lines
_FAR = 30.0  # lines: farther is all the same
_TEXT = 0.5  # from this likelihood on a line is of a run of text

CUT = (
    "share-above", "share-below", "mean-above", "mean-below", "mean-near-below", "mean-near-above",
    "likely", "likely-3", "likely-2", "likely-1", "likely+1", "likely+2", "likely+3", "log-likely",
    "gap", "run", "run-lines", "own-run", "own-run-lines",
)  # fmt: skip
CUT_NAMES = (*NAMES, *(f"beyond-{name}" for name in (*OWN, *TOPIC)), *CUT)


class Edge(NamedTuple):
    """A line that may be the first or the last one: what is on its two sides, and the runs of text there."""

    sides: Row
    below: Row
    above: Row


def edges(likely: Sequence[float], sizes: Sequence[int]) -> dict[int, Edge]:
    """All lines that may be, by their indices. `likely` is how likely each line is the author's."""
    n = len(likely)
    weights = [min(size, _LONGEST) + 5.0 for size in sizes]
    s = list(accumulate(weights, initial=0.0))
    m = list(accumulate((x * y for x, y in zip(likely, weights, strict=True)), initial=0.0))
    total = m[n] + 1.0
    log_total = log(total)
    padded = (0.0, 0.0, 0.0, *likely, 0.0, 0.0, 0.0)
    down, up = _runs(likely, weights, 1), _runs(likely, weights, -1)
    out: dict[int, Edge] = {}
    for j, p in enumerate(likely):
        if p <= GATE:
            continue
        below, b, a = j + 1, min(n, j + 1 + _NEAR), max(0, j - _NEAR)
        sides = (
            m[below] / total, (m[n] - m[below]) / total,
            m[j] / max(1.0, s[j]), (m[n] - m[below]) / max(1.0, s[n] - s[below]),
            (m[b] - m[below]) / max(1.0, s[b] - s[below]), (m[j] - m[a]) / max(1.0, s[j] - s[a]),
            p, *padded[j : j + 3], *padded[j + 4 : j + 7], log_total,
        )  # fmt: skip
        out[j] = Edge(sides, down[j], up[j])
    return out


def cut_rows(rows: Sequence[Row], edges: Mapping[int, Edge], beyond: int) -> dict[int, Row]:
    """For each of the `edges` its row, in the order of `CUT_NAMES`.

    `beyond` is +1 where lines are tried as the last one of the piece (what is beyond it stands below), -1 for
    the first one.
    """
    last = len(rows) - 1
    out: dict[int, Row] = {}
    for j, (sides, below, above) in edges.items():
        own = rows[j]
        other = rows[min(last, max(0, j + beyond))] or own
        onward, backward = (below, above) if beyond > 0 else (above, below)
        out[j] = own + other[: len(OWN)] + other[_TOPIC : _TOPIC + len(TOPIC)] + sides + onward + backward[1:]
    return out


def _runs(likely: Sequence[float], weights: Sequence[float], beyond: int) -> list[Row]:
    """For each line how many lines lie between it and the next run of text beyond it, and how large that is.

    Its size is told as the logarithm of its weight and in lines.
    """
    away = range(len(likely))[::-1] if beyond > 0 else range(len(likely))
    out: list[Row] = [()] * len(likely)
    gap, size, lines, inside = _FAR, 0.0, 0.0, False
    for j in away:
        out[j] = (min(_FAR, gap), log(1.0 + size), lines)
        if likely[j] <= _TEXT:
            gap, inside = gap + 1.0, False
            continue
        size, lines = (size + weights[j], lines + 1.0) if inside else (weights[j], 1.0)
        gap, inside = 0.0, True
    return out
