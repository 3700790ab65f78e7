"""Work on many things at once, on all of the machine's cores; the results come in the order of the things."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.context import BaseContext
from typing import TypeVar

from book.garbage import seldom

T = TypeVar("T")
R = TypeVar("R")

MANY_LINES = 10_000
"""Lines of text to clean from which it is worth while to call upon the other cores."""


def count() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def each(work: Callable[[T], R], things: Sequence[T], *, worth: bool) -> Iterator[R]:
    """`work` done on each of `things`, in order; on several cores if it is `worth` it and there are several.

    `work` and what it takes and gives must be values that can go to another process.
    """
    cores = min(count(), len(things))
    if not worth or cores < 2:
        yield from map(work, things)
        return
    size = max(1, min(4, len(things) // (4 * cores)))
    with ProcessPoolExecutor(cores, _context(), initializer=_help, initargs=(os.getpid(),)) as pool:
        yield from pool.map(work, things, chunksize=size)


def _context() -> BaseContext:
    """A copy of this process is soonest there; one with threads (a bar, a server) cannot be copied safely."""
    known = multiprocessing.get_all_start_methods()
    if "fork" in known and threading.active_count() == 1:
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("forkserver" if "forkserver" in known else "spawn")


def _help(master: int) -> None:
    """What a helper process sees to first: Ctrl-C is for its master, and it ends when its master does."""
    seldom()

    def watch() -> None:
        while _alive(master):
            time.sleep(0.2)
        os._exit(1)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=watch, daemon=True).start()


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it is there, and another user's
        return True
    return True
