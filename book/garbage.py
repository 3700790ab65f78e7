"""How often Python looks for garbage: less often while there is much in use and little to be found."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_GENERATIONS = (50_000, 20, 1_000)
_busy = 0
_usual = (0, 0, 0)
_lock = threading.Lock()


def seldom() -> None:
    """Let the garbage collector look less often for good: in a process that only makes books.

    What one piece of work leaves behind is not looked at before the next.
    """
    gc.set_threshold(*_GENERATIONS)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let the garbage collector look less often for a while: in whatever else calls upon the press.

    A layout is a million objects that are all in use: a fifth of its time is won, for a tenth more memory; of
    cleaning, beside its rules and weights, a tenth. Work in several threads shares one setting.
    """
    global _busy, _usual
    with _lock:
        if not _busy:
            _usual = gc.get_threshold()
            gc.set_threshold(*_GENERATIONS)
        _busy += 1
    try:
        yield
    finally:
        with _lock:
            _busy -= 1
            if not _busy:
                gc.set_threshold(*_usual)
