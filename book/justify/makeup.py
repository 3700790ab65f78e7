"""Page make-up: how many lines each paragraph takes, so that every page of a chapter is full.

A paragraph can be set in a line more or fewer without hurt. Given what each of a chapter's blocks can
take and what that costs, `make_up` finds the choice with the best pages: none short but the last, a last
page that is not a stub, no hyphen at a recto's foot. Dynamic programming over the place on the page,
after Michael F. Plass, Optimal pagination techniques for automatic typesetting systems (1981).

It speaks in lines of the baseline grid and knows nothing of fonts. The layout engine breaks the pages;
this module foresees where, by the engine's own rules (orphans, widows, keeping with the next block).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from math import floor

Spot = tuple[int, float, int]
"""A place on a page: lines of text used, lines of notes used, and which page it is: `VERSO`, `ALONE` (a
recto that faces nothing of this chapter), or a recto that faces a verso which lacks so many lines."""

VERSO, ALONE = -1, -2
_TELLS = 4  # a verso that lacks more lines than this is told no further apart


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to set a block: its lines, what that costs (demerits above its best), which lines end in a
    hyphen (1-based), and on which line a note of how many lines is called."""

    lines: int
    cost: float = 0.0
    hyphens: frozenset[int] = frozenset()
    notes: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Flow:
    """A block in the flow. `before` is the blank lines above it (none at the head of a page); `keep` holds
    it together with the block that follows; a block that is not `splits` never crosses a page. A `foot`
    says of the text where it comes from: at a chapter's end it does not make its last page less of a stub.
    `gives` is how many blank lines more may stand above it, if that makes the page end at its foot; `again`
    how many lines are set once more above it where it begins a page, as the head of its table is."""

    choices: tuple[Choice, ...]
    before: int = 0
    keep: bool = False
    splits: bool = True
    foot: bool = False
    gives: int = 0
    again: int = 0


@dataclass(frozen=True, slots=True)
class Limits:
    """A page of `lines`, and what faults cost, in demerits."""

    lines: int
    orphans: int = 2
    widows: int = 2
    stub: int = 4  # fewer lines of text than this on a chapter's last page
    note_gap: float = 1.0  # blank lines above the first note of a page and below its last
    short: float = 3e6  # per line that is missing at a page's foot
    stub_cost: float = 2e6  # per line that is missing on the last page
    uneven: float = 4e6  # per line by which facing pages differ
    given: float = 1e6  # per blank line more above a heading
    recto_hyphen: float = 8e4
    verso_hyphen: float = 1e4


@dataclass(frozen=True, slots=True)
class MadeUp:
    """The lines chosen for each block; how many lines each page is short; the lines on the last page.

    `cuts`: for each block after how many of its lines a page ends, 0 where it begins one; `given`: how many
    blank lines more stand above it."""

    chosen: tuple[int, ...]
    short: tuple[int, ...]
    last: int
    cost: float
    cuts: tuple[tuple[int, ...], ...] = ()
    given: tuple[int, ...] = ()


@dataclass(slots=True)
class _State:
    cost: float
    previous: Spot | None = None
    choice: int = -1
    short: tuple[int, ...] = ()
    cuts: tuple[int, ...] = ()
    given: int = 0


def make_up(blocks: Sequence[Flow], limits: Limits, *, used: int = 0, recto: bool = True) -> MadeUp:
    """The best choice for `blocks` that begin after `used` lines of their first page.

    `recto`: the first page is a right-hand one. Blocks with one choice are only counted.
    """
    states: dict[Spot, _State] = {(used, 0.0, ALONE if recto else VERSO): _State(0.0)}
    history: list[dict[Spot, _State]] = []
    for block, below in zip(blocks, _kept(blocks, limits), strict=True):
        reached: dict[Spot, _State] = {}
        for key, state in states.items():
            for choice, given in _ways(block, at_head=not key[0]):
                end, cost, short, cuts = _place(block, choice, below, key, limits, given)
                total = state.cost + cost + choice.cost + given * limits.given
                known = reached.get(end)
                if known is None or total < known.cost:
                    reached[end] = _State(total, key, choice.lines, short, cuts, given)
        history.append(reached)
        states = reached
    return _trace(states, history, limits, _foot(blocks))


def _ways(block: Flow, *, at_head: bool) -> Iterator[tuple[Choice, int]]:
    """The ways to set a block: its choices, each with what may stand above it, at a page's head nothing."""
    for given in range(1 if at_head else block.gives + 1):
        for choice in block.choices:
            yield choice, given


def _kept(blocks: Sequence[Flow], limits: Limits) -> list[int]:
    """The lines that must stand on the page of each block's end, below it: what it is held together with."""
    below = [0] * len(blocks)
    for index in range(len(blocks) - 2, -1, -1):
        if blocks[index].keep:
            following = blocks[index + 1]
            tallest = max(choice.lines for choice in following.choices)
            parted = following.splits and tallest >= limits.orphans + limits.widows
            below[index] = following.before + (limits.orphans if parted else tallest + below[index + 1])
    return below


def _foot(blocks: Sequence[Flow]) -> int:
    """The lines, with the blank ones above, of what stands below the text at its end."""
    foot = takewhile(lambda block: block.foot, reversed(blocks))
    return sum(block.before + max(choice.lines for choice in block.choices) for block in foot)


def _trace(
    states: Mapping[Spot, _State],
    history: Sequence[Mapping[Spot, _State]],
    limits: Limits,
    foot: int,
) -> MadeUp:
    def ending(key: Spot) -> float:
        text = max(0, key[0] - foot) + key[1]
        return max(0, limits.stub - text) * limits.stub_cost

    best = min(states, key=lambda key: states[key].cost + ending(key))
    chosen: list[int] = []
    short: list[int] = []
    cuts: list[tuple[int, ...]] = []
    given: list[int] = []
    key: Spot | None = best
    for reached in reversed(history):
        assert key is not None
        state = reached[key]
        chosen.append(state.choice)
        cuts.append(state.cuts)
        given.append(state.given)
        short += reversed(state.short)
        key = state.previous
    chosen.reverse()
    short.reverse()
    cost = states[best].cost + ending(best)
    return MadeUp(tuple(chosen), tuple(short), best[0], cost, tuple(reversed(cuts)), tuple(reversed(given)))


def _place(
    block: Flow, choice: Choice, below: int, key: Spot, limits: Limits, given: int
) -> tuple[Spot, float, tuple[int, ...], tuple[int, ...]]:
    """Set one block from a place on the page, `given` blank lines more above it and so many `below` it that
    stand on the page of its end: (the place after it, the cost of the pages that it ended, the lines by which
    each was short, which of its lines ended one)."""
    used, notes, side = key
    cost = 0.0
    short: list[int] = []
    cuts: list[int] = []
    above = block.before + given if used else 0
    used += above
    whole = not block.splits or choice.lines < limits.orphans + limits.widows
    needed: float = (
        choice.lines + below if whole and (below or not block.splits) else min(choice.lines, limits.orphans)
    )
    if whole and not block.splits:
        needed += _notes(choice, 0, choice.lines, notes, limits)
    if used and used + notes + needed > limits.lines and used + notes > 0:
        missing = _missing(limits.lines - (used - above) - notes)
        added_cost, side = _turn(side, missing, limits)
        cost += added_cost
        short.append(missing)
        cuts.append(0)
        used, notes = block.again, 0.0
    if not block.splits:
        notes += _notes(choice, 0, choice.lines, notes, limits)
        return (used + choice.lines, notes, side), cost, tuple(short), tuple(cuts)
    left, done = choice.lines, 0
    while left:
        fitting = next((n for n in range(left, 0, -1) if _fits(choice, done, n, used, notes, limits)), 0)
        if not fitting and not used + notes:
            fitting = 1  # a line with a note longer than the page: the engine lets it run over
        least = limits.widows + (1 if done else limits.orphans)
        if fitting == left and below and (used + notes or left >= least):
            # What is held to its end does not fit below it: its last lines go over too.
            end = used + left + notes + _notes(choice, done, left, notes, limits) + below
            fitting = max(0, left - limits.widows) if end > limits.lines else left
        if fitting == left:
            notes += _notes(choice, done, left, notes, limits)
            return (used + left, notes, side), cost, tuple(short), tuple(cuts)
        fitting = max(_legal(fitting, left, done, limits), 0 if used + notes else 1)
        added = _notes(choice, done, fitting, notes, limits)
        missing = _missing(limits.lines - used - fitting - notes - added)
        if fitting and done + fitting in choice.hyphens:
            cost += limits.verso_hyphen if side == VERSO else limits.recto_hyphen
        added_cost, side = _turn(side, missing, limits)
        cost += added_cost
        short.append(missing)
        done, left = done + fitting, left - fitting
        cuts.append(done)
        used, notes = 0, 0.0
    return (used, notes, side), cost, tuple(short), tuple(cuts)


def _turn(side: int, missing: int, limits: Limits) -> tuple[float, int]:
    """End a page that lacks `missing` lines: what that costs, and which page comes next."""
    cost = limits.short * missing
    if side >= 0:
        cost += limits.uneven * abs(min(missing, _TELLS) - side)
    return cost, min(missing, _TELLS) if side == VERSO else VERSO


def _missing(lines: float) -> int:
    """Whole lines that a page lacks: notes are set in smaller type, and rarely end on the grid."""
    return max(0, floor(lines + 0.01))


def _notes(choice: Choice, done: int, count: int, standing: float, limits: Limits) -> float:
    """The lines of notes that lines done + 1 ... done + count call, with the gap above the page's first."""
    called = sum(lines for at, lines in choice.notes if done < at <= done + count)
    return called + (limits.note_gap if called and not standing else 0)


def _fits(choice: Choice, done: int, count: int, used: int, notes: float, limits: Limits) -> bool:
    return used + count + notes + _notes(choice, done, count, notes, limits) <= limits.lines


def _legal(fitting: int, left: int, done: int, limits: Limits) -> int:
    """How many of the `fitting` lines the engine leaves on the page: no orphan before, no widow after."""
    if left - fitting < limits.widows:
        fitting = left - limits.widows
    if not done and fitting < limits.orphans:
        fitting = 0
    return fitting
