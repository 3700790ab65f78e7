"""Where the piece may begin and end, in numbers: each line as its possible first or last one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import log

from book.clean.context import NAMES, TOPIC, Row
from book.clean.traits import OWN

GATE = 0.1  # a line less likely than this to be the author's is no candidate
_TOPIC = NAMES.index(TOPIC[0])
_LONGEST = 600  # characters: a longer line weighs no more
_NEAR = 6  # lines
_FAR = 30  # lines: farther is all the same
_TEXT = 0.5  # from this likelihood on a line is of a run of text

CUT = (
    "share-above", "share-below", "mean-above", "mean-below", "mean-near-below", "mean-near-above",
    "likely", "likely-3", "likely-2", "likely-1", "likely+1", "likely+2", "likely+3", "log-likely",
    "gap", "run", "run-lines", "own-run", "own-run-lines",
)  # fmt: skip
CUT_NAMES = (*NAMES, *(f"beyond-{name}" for name in (*OWN, *TOPIC)), *CUT)


def cut_rows(
    rows: Sequence[Row], likely: Sequence[float], sizes: Sequence[int], beyond: int
) -> dict[int, Row]:
    """For each candidate line its row, in the order of `CUT_NAMES`.

    `likely` is how likely each line is the author's; `beyond` is +1 where lines are tried as the last one
    of the piece (what is beyond it stands below), -1 for the first one.
    """
    n = len(rows)
    weights = [min(size, _LONGEST) + 5.0 for size in sizes]
    s = list(accumulate(weights, initial=0.0))
    m = list(accumulate((x * y for x, y in zip(likely, weights, strict=True)), initial=0.0))
    total = m[n] + 1.0
    padded = [0.0, 0.0, 0.0, *likely, 0.0, 0.0, 0.0]
    runs = _runs(likely, weights, beyond)
    backward = _runs(likely, weights, -beyond)
    out = {}
    for j, p in enumerate(likely):
        if p <= GATE:
            continue
        below, b, a = j + 1, min(n, j + 1 + _NEAR), max(0, j - _NEAR)
        other = rows[min(n - 1, max(0, j + beyond))] or rows[j]
        out[j] = [
            *rows[j], *other[: len(OWN)], *other[_TOPIC : _TOPIC + len(TOPIC)],
            m[below] / total, (m[n] - m[below]) / total,
            m[j] / max(1.0, s[j]), (m[n] - m[below]) / max(1.0, s[n] - s[below]),
            (m[b] - m[below]) / max(1.0, s[b] - s[below]), (m[j] - m[a]) / max(1.0, s[j] - s[a]),
            p, *padded[j : j + 3], *padded[j + 4 : j + 7], log(total),
            *runs[j], *backward[j][1:],
        ]  # fmt: skip
    return out


def _runs(likely: Sequence[float], weights: Sequence[float], beyond: int) -> list[tuple[float, float, float]]:
    """For each line how many lines lie between it and the next run of text beyond it, and how large that is.

    Its size is told as the logarithm of its weight and in lines.
    """
    away = range(len(likely))[::-1] if beyond > 0 else range(len(likely))
    out = [(0.0, 0.0, 0.0)] * len(likely)
    gap, size, lines, inside = _FAR, 0.0, 0, False
    for j in away:
        out[j] = (min(_FAR, gap), log(1.0 + size), lines)
        if likely[j] <= _TEXT:
            gap, inside = gap + 1, False
            continue
        size, lines = (size + weights[j], lines + 1) if inside else (weights[j], 1)
        gap, inside = 0, True
    return out
