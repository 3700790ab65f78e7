"""How work grows with its size, in CPU time within one run: a slow or busy machine changes nothing."""

from __future__ import annotations

import time
from collections.abc import Callable

_TRIES = 3
_NOTHING = 0.01  # s of CPU; less is the clock's own grain


def growth(work: Callable[[int], object], small: int, large: int, *, enough: float = 4) -> float:
    """The CPU time of a unit of `work(large)` by that of `work(small)`: 1 is linear, large / small quadratic.

    The least of three tries, for whatever disturbs a measurement makes it longer; one under `enough` is taken
    at once. `large` should be at least twice `enough` times `small`, or quadratic work goes unseen.
    """
    assert large >= 2 * enough * small, "too near to each other to tell quadratic from linear"
    work(small)
    least = max(min(_seconds(work, small) for _ in range(_TRIES)), _NOTHING)
    found = float("inf")
    for _ in range(_TRIES):
        found = min(found, _seconds(work, large) / least * small / large)
        if found < enough:
            break
    return found


def _seconds(work: Callable[[int], object], size: int) -> float:
    start = time.process_time()
    work(size)
    return time.process_time() - start
