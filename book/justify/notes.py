"""Where a note may be parted, so that it goes on at the foot of the next page: in rows of its paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

LEAST = 2
"""Rows of a note that stand on either side of a page's end, and of a paragraph that is parted there."""


class Called(NamedTuple):
    """A note that a block calls: on which of its lines (from 1), and how high it is in lines of the grid.

    `rows`: those of each of its paragraphs, where it may be parted; else none."""

    at: int
    lines: float
    rows: tuple[int, ...] = ()


def cut(rows: Sequence[int], room: float) -> int:
    """The most rows, `room` at most, after which a note of these may be parted; 0 for nowhere."""
    ends = list(accumulate(rows, initial=0))
    last = min(int(room + 1e-6), ends[-1] - LEAST)
    return next((at for at in range(last, LEAST - 1, -1) if _whole(ends, at)), 0)


def _whole(ends: Sequence[int], at: int) -> bool:
    """Whether no paragraph leaves a row alone on either side."""
    return all(
        end <= at or at <= start or min(at - start, end - at) >= LEAST for start, end in pairwise(ends)
    )


def behind(rows: Sequence[int], at: int) -> tuple[int, ...]:
    """The rows of what is left of a note behind the first `at`."""
    ends = accumulate(rows)
    return tuple(min(count, end - at) for count, end in zip(rows, ends, strict=True) if end > at)
