"""Which mark opens, which closes, and which is an apostrophe: the cheapest reading of a whole text.

One mark cannot be judged by its neighbours alone: in "niet 'in' op dit moment.'" the last mark closes
what opened two sentences before. So every reading of all marks is weighed: a mark has its price as each
`Part` (book.typeset.marks), and so has what does not add up, such as a quotation that never closes. The
open quotations form a stack, and of all ways to reach the same stack only the cheapest is kept
(Viterbi's algorithm), which makes the choice exact and the work linear in the number of marks.

A quotation may run over several paragraphs: it then opens again with each, or stays silent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from book.languages.typography import PRIMARY, Level, Typography
from book.typeset.marks import NEVER, Mark, Part, marks

_UNCLOSED = 6.0  # a quotation that never closes
_UNOPENED = 6.0  # a closing mark without an opening one
_MISMATCH = 4.0  # opened as a single mark, closed as a double one
_SAME_INSIDE = 1.0  # a quotation in a quotation with the very same marks
_AGAIN = 0.5  # a mark that only says that the quotation goes on
_GOES_ON = 1.0  # a quotation that runs on into the next paragraph
_GOES_ON_IN_VERSE = 0.1
_TOGETHER = 0.5  # two marks written for one
_DEEPEST = 4
_SPREAD = 25.0  # a reading dearer than the cheapest by so much cannot come to be the cheapest again

Stack = tuple[Level, ...]
"""The quotations that are open, each by the level that it was written as; the innermost last."""


@dataclass(frozen=True, slots=True)
class Read:
    """A mark, what it is, the level it is to be set as, and whether it lacks its counterpart."""

    block: int
    mark: Mark
    part: Part
    level: Level
    alone: bool = False


class _Step(NamedTuple):
    """A link in the chain of decisions that leads to a state: first quotations given up, then a mark."""

    previous: _Step | None
    read: Read | None
    lost: int = 0


class _States:
    """The stacks that may be, each with its price and the chain that led to it."""

    def __init__(self) -> None:
        self.best: dict[Stack, tuple[float, _Step | None]] = {}

    def offer(self, stack: Stack, price: float, step: _Step | None, read: Read | None, lost: int = 0) -> None:
        """Keep this way to `stack` if it is the cheapest so far."""
        known = self.best.get(stack)
        if known is None or price < known[0]:
            self.best[stack] = (price, _Step(step, read, lost) if read or lost else step)

    def likely(self) -> Iterator[tuple[Stack, float, _Step | None]]:
        """The states, less those that are dearer than the cheapest by more than _SPREAD."""
        limit = min((price for price, _ in self.best.values()), default=0.0) + _SPREAD
        for stack, (price, step) in self.best.items():
            if price <= limit:
                yield stack, price, step


def read_marks(texts: Sequence[str], typography: Typography, *, verse: bool = False) -> tuple[Read, ...]:
    """What every mark is in a run of paragraphs, or of lines of verse, that one quotation may span."""
    return _read(tuple(texts), typography, _GOES_ON_IN_VERSE if verse else _GOES_ON)


@lru_cache(maxsize=16)  # the second pass, and the search for slips, read the same texts again
def _read(texts: tuple[str, ...], typography: Typography, goes_on: float) -> tuple[Read, ...]:
    states = _States()
    states.offer((), 0.0, None, None)
    for block, text in enumerate(texts):
        if block:
            states = _between(states, goes_on)
        states = _through(states, block, marks(text, typography))
    return _levelled(_chain(states), typography)


def _between(states: _States, goes_on: float) -> _States:
    """From one paragraph to the next: each open quotation goes on, or was never closed."""
    after = _States()
    for stack, price, step in states.likely():
        for lost in range(len(stack) + 1):
            left = stack[: len(stack) - lost]
            after.offer(left, price + lost * _UNCLOSED + len(left) * goes_on, step, None, lost)
    return after


def _through(states: _States, block: int, found: Sequence[tuple[Mark, Mark | None]]) -> _States:
    """Past the marks of one paragraph."""
    waiting: list[_States] = [states, *(_States() for _ in found)]
    for i, (mark, double) in enumerate(found):
        _past(waiting[i], waiting[i + 1], block, mark, 0.0)
        if double:
            _past(waiting[i], waiting[i + 2], block, double, _TOGETHER)
    return waiting[-1]


def _past(states: _States, after: _States, block: int, mark: Mark, extra: float) -> None:
    """Offer `after` every reading of a mark from every state."""
    level, prices = mark.level, mark.prices
    opens, closes = prices[Part.OPEN] + extra, prices[Part.CLOSE] + extra
    still = min((Part.APOSTROPHE, Part.PRIME, Part.LEAVE), key=prices.__getitem__)
    stays = prices[still] + extra
    opening, closing = Read(block, mark, Part.OPEN, level), Read(block, mark, Part.CLOSE, level)
    unopened = Read(block, mark, Part.CLOSE, level, alone=True)
    staying = Read(block, mark, still, level, alone=prices[still] >= _UNCLOSED)
    again = Read(block, mark, Part.AGAIN, level) if mark.first else None
    for stack, price, step in states.likely():
        after.offer(stack, price + stays, step, staying)
        if opens < NEVER and len(stack) < _DEEPEST:
            same = _SAME_INSIDE if stack and stack[-1] == level else 0.0
            after.offer((*stack, level), price + opens + same, step, opening)
        if opens < NEVER and again and level in stack:
            after.offer(stack, price + opens + _AGAIN, step, again)
        if closes < NEVER and not stack:
            after.offer(stack, price + closes + _UNOPENED, step, unopened)
        elif closes < NEVER:
            wrong = 0.0 if stack[-1] == level else _MISMATCH
            after.offer(stack[:-1], price + closes + wrong, step, closing)
            if len(stack) > 1 and stack[-2] == level:
                after.offer(stack[:-2], price + closes + _UNCLOSED, step, closing, 1)


def _chain(states: _States) -> list[Read]:
    """The decisions of the cheapest way to the end; opening marks that were given up are alone."""
    _, _, step = min(states.likely(), key=lambda state: state[1] + len(state[0]) * _UNCLOSED)
    steps: list[_Step] = []
    while step:
        steps.append(step)
        step = step.previous
    reads: list[Read] = []
    opened: list[int] = []
    for link in reversed(steps):
        for _ in range(link.lost):
            given_up = opened.pop()
            reads[given_up] = replace(reads[given_up], alone=True)
        if link.read:
            if link.read.part is Part.OPEN:
                opened.append(len(reads))
            elif link.read.part is Part.CLOSE and opened:
                opened.pop()
            reads.append(link.read)
    for i in opened:
        reads[i] = replace(reads[i], alone=True)
    return reads


def _levelled(reads: Sequence[Read], typography: Typography) -> tuple[Read, ...]:
    """The level that each mark is set as: it changes inside a quotation, and `levels` says who chooses
    the outermost. A quotation that never closes holds nothing."""
    stack: list[tuple[Level, Level]] = []  # written, set
    done: list[Read] = []
    for read in reads:
        written = read.mark.level
        level: Level = PRIMARY if typography.quotes.levels == "house" else written
        if read.part is Part.OPEN and not read.alone:
            if stack:
                level = typography.quotes.within(stack[-1][1])
            stack.append((written, level))
        elif read.part is Part.CLOSE and not read.alone:
            level = stack.pop()[1]
        elif read.part is Part.AGAIN:
            level = next((set_ for w, set_ in stack if w == written), level)
        done.append(replace(read, level=level))
    return tuple(done)
