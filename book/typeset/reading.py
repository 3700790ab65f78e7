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

from book.languages.typography import PRIMARY, SECONDARY, Level, Typography
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


@dataclass(frozen=True, slots=True)
class _Step:
    """A link in the chain of decisions that leads to a state."""

    previous: _Step | None
    read: Read | None  # None: quotations given up, `lost` of them
    lost: int = 0


class _States:
    """The stacks that may be, each with its price and the chain that led to it."""

    def __init__(self) -> None:
        self.best: dict[Stack, tuple[float, _Step | None]] = {}

    def offer(self, stack: Stack, price: float, step: _Step | None) -> None:
        if stack not in self.best or price < self.best[stack][0]:
            self.best[stack] = (price, step)

    def __iter__(self) -> Iterator[tuple[Stack, float, _Step | None]]:
        for stack, (price, step) in self.best.items():
            yield stack, price, step


def read_marks(texts: Sequence[str], typography: Typography, *, verse: bool = False) -> tuple[Read, ...]:
    """What every mark is in a run of paragraphs, or of lines of verse, that one quotation may span."""
    goes_on = _GOES_ON_IN_VERSE if verse else _GOES_ON
    states = _States()
    states.offer((), 0.0, None)
    for block, text in enumerate(texts):
        if block:
            states = _between(states, goes_on)
        states = _through(states, block, marks(text, typography))
    return _levelled(_chain(states), typography)


def _between(states: _States, goes_on: float) -> _States:
    """From one paragraph to the next: each open quotation goes on, or was never closed."""
    after = _States()
    for stack, price, step in states:
        for lost in range(len(stack) + 1):
            left = stack[: len(stack) - lost]
            link = _Step(step, None, lost) if lost else step
            after.offer(left, price + lost * _UNCLOSED + len(left) * goes_on, link)
    return after


def _through(states: _States, block: int, found: Sequence[tuple[Mark, Mark | None]]) -> _States:
    """Past the marks of one paragraph."""
    waiting: list[_States] = [states, *(_States() for _ in found)]
    for i, (mark, double) in enumerate(found):
        for stack, price, step in waiting[i]:
            for after, total, link in _readings(block, mark, stack):
                waiting[i + 1].offer(after, price + total, _linked(link, step))
            if double:
                for after, total, link in _readings(block, double, stack):
                    waiting[i + 2].offer(after, price + total + _TOGETHER, _linked(link, step))
    return waiting[-1]


def _linked(link: _Step, previous: _Step | None) -> _Step:
    if link.previous:  # the quotation that this reading gives up comes first
        return replace(link, previous=replace(link.previous, previous=previous))
    return replace(link, previous=previous)


def _readings(block: int, mark: Mark, stack: Stack) -> Iterator[tuple[Stack, float, _Step]]:
    """Every reading of a mark with this stack: the stack after it, its price, the decision."""
    level = mark.level

    def reading(after: Stack, extra: float, part: Part, *, alone: bool = False) -> tuple[Stack, float, _Step]:
        return after, extra + mark.prices[part], _Step(None, Read(block, mark, part, level, alone))

    if mark.prices[Part.OPEN] < NEVER and len(stack) < _DEEPEST:
        same = _SAME_INSIDE if stack and stack[-1] == level else 0.0
        yield reading((*stack, level), same, Part.OPEN)
    if mark.prices[Part.CLOSE] < NEVER:
        if not stack:
            yield reading(stack, _UNOPENED, Part.CLOSE, alone=True)
        else:
            yield reading(stack[:-1], 0.0 if stack[-1] == level else _MISMATCH, Part.CLOSE)
        if len(stack) > 1 and stack[-2] == level:
            after, price, step = reading(stack[:-2], _UNCLOSED, Part.CLOSE)
            yield after, price, replace(step, previous=_Step(None, None, 1))
    if level in stack and mark.prices[Part.OPEN] < NEVER and not mark.text[: mark.start].strip():
        yield reading(stack, _AGAIN, Part.AGAIN)
    for part in (Part.APOSTROPHE, Part.PRIME, Part.LEAVE):
        if mark.prices[part] < NEVER:
            yield reading(stack, 0.0, part, alone=mark.prices[part] >= _UNCLOSED)


def _chain(states: _States) -> list[Read]:
    """The decisions of the cheapest way to the end; opening marks that were given up are alone."""
    _, _, step = min(states, key=lambda state: state[1] + len(state[0]) * _UNCLOSED)
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
    """The level that each mark is set as: it alternates inside a quotation, and `levels` says who chooses
    the outermost. A quotation that never closes holds nothing."""
    stack: list[tuple[Level, Level]] = []  # written, set
    done: list[Read] = []
    for read in reads:
        written = read.mark.level
        level: Level = PRIMARY if typography.quotes.levels == "house" else written
        if read.part is Part.OPEN and not read.alone:
            if stack:
                level = SECONDARY if stack[-1][1] == PRIMARY else PRIMARY
            stack.append((written, level))
        elif read.part is Part.CLOSE and not read.alone:
            level = stack.pop()[1]
        elif read.part is Part.AGAIN:
            level = next((set_ for w, set_ in stack if w == written), level)
        done.append(replace(read, level=level))
    return tuple(done)
