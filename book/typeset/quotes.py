"""Which mark opens, which closes, and which is an apostrophe: the cheapest reading of a whole text.

One mark cannot be judged by its neighbours alone: in "niet 'in' op dit moment.'" the last mark closes
what opened two sentences before. So every reading of all marks is weighed: a mark has its price as each
`Part` (book.typeset.marks), and so has what does not add up, such as a quotation that never closes. The
open quotations form a stack, and of all ways to reach the same stack only the cheapest is kept
(Viterbi's algorithm), which makes the choice exact and the work linear in the number of marks.

A quotation may run over several paragraphs: it then opens again with each, or stays silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from book.languages.typography import PRIMARY, SECONDARY, Level, Typography
from book.typeset.flow import Edit
from book.typeset.marks import NEVER, Mark, Part, marks
from book.typeset.spaces import SPACE

_UNCLOSED = 6.0  # a quotation that never closes
_UNOPENED = 6.0  # a closing mark without an opening one
_MISMATCH = 4.0  # opened as a single mark, closed as a double one
_SAME_INSIDE = 1.0  # a quotation in a quotation with the very same marks
_GOES_ON = 1.0  # a quotation that runs on into the next paragraph
_GOES_ON_IN_VERSE = 0.1
_TOGETHER = 0.5  # two marks written for one
_DEEPEST = 4


class Opened(NamedTuple):
    """A quotation that is open: the level it was written as, and the level it is set as."""

    written: Level
    level: Level


@dataclass(frozen=True, slots=True)
class Read:
    """A mark, what it is, the level it is set as, and whether it lacks its counterpart."""

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


Stack = tuple[Opened, ...]


class _States:
    """The open quotations that may be, each with its price and the chain that led to it."""

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
        states = _through(states, block, marks(text, typography), typography)
    return _chain(states)


def _between(states: _States, goes_on: float) -> _States:
    """From one paragraph to the next: each open quotation goes on, or was never closed."""
    after = _States()
    for stack, price, step in states:
        for lost in range(len(stack) + 1):
            left = stack[: len(stack) - lost]
            link = _Step(step, None, lost) if lost else step
            after.offer(left, price + lost * _UNCLOSED + len(left) * goes_on, link)
    return after


def _through(
    states: _States, block: int, found: Sequence[tuple[Mark, Mark | None]], typography: Typography
) -> _States:
    waiting: list[_States] = [states, *(_States() for _ in found)]
    for i, (mark, double) in enumerate(found):
        for stack, price, step in waiting[i]:
            read = Read(block, mark, Part.LEAVE, mark.level)
            _choices(waiting[i + 1], stack, price, step, read, typography)
            if double:
                read = Read(block, double, Part.LEAVE, double.level)
                _choices(waiting[i + 2], stack, price + _TOGETHER, step, read, typography, double=True)
    return waiting[-1]


def _choices(
    states: _States,
    stack: Stack,
    price: float,
    step: _Step | None,
    read: Read,
    typography: Typography,
    *,
    double: bool = False,
) -> None:
    """Offer every reading of one mark."""
    mark, block = read.mark, read.block

    def offer(after: Stack, extra: float, part: Part, level: Level, *, alone: bool = False) -> None:
        if mark.prices[part] < NEVER:
            total = price + extra + mark.prices[part]
            states.offer(after, total, _Step(step, Read(block, mark, part, level, alone)))

    if len(stack) < _DEEPEST:
        level = _level(mark.level, stack, typography)
        same = _SAME_INSIDE if stack and stack[-1].written == mark.level else 0.0
        offer((*stack, Opened(mark.level, level)), same, Part.OPEN, level)
    if stack:
        top = stack[-1]
        offer(stack[:-1], 0.0 if top.written == mark.level else _MISMATCH, Part.CLOSE, top.level)
        if len(stack) > 1 and stack[-2].written == mark.level and mark.prices[Part.CLOSE] < NEVER:
            link = _Step(step, None, 1)
            total = price + _UNCLOSED + mark.prices[Part.CLOSE]
            states.offer(stack[:-2], total, _Step(link, Read(block, mark, Part.CLOSE, stack[-2].level)))
        if not mark.text[: mark.start].strip():
            again = next((opened for opened in stack if opened.written == mark.level), None)
            if again:
                offer(stack, 0.5, Part.AGAIN, again.level)
    else:
        offer(stack, _UNOPENED, Part.CLOSE, _level(mark.level, stack, typography), alone=True)
    if not double:
        odd = mark.prices[Part.APOSTROPHE] >= _UNCLOSED
        offer(stack, 0.0, Part.APOSTROPHE, mark.level, alone=odd)
        offer(stack, 0.0, Part.PRIME, mark.level)
        offer(stack, 0.0, Part.LEAVE, mark.level, alone=mark.glyph not in "′″")


def _level(written: Level, stack: Stack, typography: Typography) -> Level:
    """The level that a quotation is set as: it alternates, and `levels` says who chooses the outermost."""
    if stack:
        return SECONDARY if stack[-1].level == PRIMARY else PRIMARY
    return PRIMARY if typography.quotes.levels == "house" else written


def _chain(states: _States) -> tuple[Read, ...]:
    """The decisions of the cheapest way to the end, with the opening marks that were given up marked."""
    stack, _, step = min(states, key=lambda state: state[1] + len(state[0]) * _UNCLOSED)
    steps: list[_Step] = []
    while step:
        steps.append(step)
        step = step.previous
    reads: list[Read] = []
    opened: list[int] = []
    alone: set[int] = set()
    for link in reversed(steps):
        for _ in range(link.lost):
            alone.add(opened.pop())
        if link.read:
            if link.read.part is Part.OPEN:
                opened.append(len(reads))
            elif link.read.part is Part.CLOSE and opened:
                opened.pop()
            reads.append(link.read)
    alone |= set(opened[-len(stack) :] if stack else ())
    return tuple(
        Read(r.block, r.mark, r.part, r.level, alone=True) if i in alone else r for i, r in enumerate(reads)
    )


def quotes(texts: Sequence[str], typography: Typography, *, verse: bool = False) -> list[list[Edit]]:
    """Every mark set as what it is, in the language's own glyphs; and the space that belongs beside it."""
    edits: list[list[Edit]] = [[] for _ in texts]
    reads = read_marks(texts, typography, verse=verse)
    for read, following in zip_longest(reads, reads[1:]):
        edits[read.block] += _set(read, typography)
        edits[read.block] += _beside(read, following, typography)
    return edits


def _set(read: Read, typography: Typography) -> Iterator[Edit]:
    mark = read.mark
    start, end = mark.start, mark.end
    match read.part:
        case Part.APOSTROPHE:
            yield Edit(start, end, "’", "apostrophe" if mark.glyph == "'" else "apostrophe.facing")
        case Part.PRIME:
            yield Edit(start, end, "′" if mark.single else "″", "prime")
        case Part.OPEN | Part.AGAIN:
            while not read.alone and end < len(mark.text) and mark.text[end] in SPACE:
                end += 1
            yield Edit(start, end, typography.pair(read.level).open, _why(read, typography))
        case Part.CLOSE:
            while not read.alone and start and mark.text[start - 1] in SPACE:
                start -= 1
            yield Edit(start, end, typography.pair(read.level).close, _why(read, typography))


def _why(read: Read, typography: Typography) -> str:
    """The rule's name: the wrong level, straight marks, marks that face the wrong way, foreign marks."""
    mark = read.mark
    if read.level != mark.level:
        return "quote.level"
    if mark.glyph in ("'", '"', "`", "´", "''", "``", "´´"):
        return "quote.straight"
    pair = typography.pair(read.level)
    own = (pair.open.strip(), pair.close.strip())
    now = own[0] if read.part in (Part.OPEN, Part.AGAIN) else own[1]
    if mark.glyph == now:
        return "quote.space"
    return "quote.facing" if mark.glyph in own else "quote.foreign"


def _beside(read: Read, following: Read | None, typography: Typography) -> Iterator[Edit]:
    """The space that is missing outside a mark: een'gast', klantvriendelijk?”vroeg."""
    mark = read.mark
    before, after = mark.text[: mark.start], mark.text[mark.end :]
    if read.part is Part.OPEN and not read.alone:
        word = re.search(r"\w*$", before)
        if (word and word[0].casefold() in typography.small_words) or before[-1:] in tuple(".,;:!?"):
            yield Edit(mark.start, mark.start, " ", "space.beside-quote")
    if read.part is Part.CLOSE:
        opens = following is not None and following.block == read.block and following.part is Part.OPEN
        touching = opens and following is not None and following.mark.start == mark.end
        if touching or (before[-1:] in tuple(".,;:!?…") and after[:1].isalpha()):
            yield Edit(mark.end, mark.end, " ", "space.beside-quote")
