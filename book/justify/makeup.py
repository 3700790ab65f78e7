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
from typing import NamedTuple

from book.justify.notes import Called, behind, cut

Spot = tuple[int, float, int, tuple[int, ...]]
"""A place on a page: lines of text used, lines of notes used, which page it is: `VERSO`, `ALONE` (a recto
that faces nothing of this chapter), or a recto that faces a verso which lacks so many lines; and the rows
that a note's paragraphs still have, which go on overleaf."""

VERSO, ALONE = -1, -2
_NEVER = 1e12  # what a note costs of which some is left when there is no page any more
_OVERFULL = 1e9  # what a page costs that its notes run over: any number of short ones is better
_TELLS = 4  # a verso that lacks more lines than this is told no further apart


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to set a block: its lines, what that costs (demerits above its best), which lines end in a
    hyphen (1-based), and the notes that it calls."""

    lines: int
    cost: float = 0.0
    hyphens: frozenset[int] = frozenset()
    notes: tuple[Called, ...] = ()


@dataclass(frozen=True, slots=True)
class Flow:
    """A block in the flow. `before` is the blank lines above it (none at the head of a page); `keep` holds
    it together with the block that follows; a block that is not `splits` never crosses a page. A `foot`
    says of the text where it comes from: at a chapter's end it does not make its last page less of a stub.
    `gives` is how many blank lines more may stand above it, if that makes the page end at its foot; `again`
    how many lines are set above it where it begins a page: the head of its table once more, an ornament."""

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
    note_row: float = 0.75  # of a line: how high a row of a note is
    note_share: float = 2 / 3  # of a page: the most that notes take where one of them is parted
    parted: float = 4e6  # per page that a note goes on from: worse than a missing line, better than two
    short: float = 3e6  # per line that is missing at a page's foot
    stub_cost: float = 2e6  # per line that is missing on the last page
    uneven: float = 4e6  # per line by which facing pages differ
    given: float = 1e6  # per blank line more above a heading
    recto_hyphen: float = 8e4
    verso_hyphen: float = 1e4


@dataclass(frozen=True, slots=True)
class MadeUp:
    """The lines chosen for each block; how many lines each page is short; the lines on the last page.

    `cuts`: for each block after how many of its lines a page ends, 0 where it begins one; `over`: how many
    rows of the note that was called last go over there; `given`: how many blank lines more stand above it."""

    chosen: tuple[int, ...]
    short: tuple[int, ...]
    last: int
    cost: float
    cuts: tuple[tuple[int, ...], ...] = ()
    given: tuple[int, ...] = ()
    over: tuple[tuple[int, ...], ...] = ()


@dataclass(slots=True)
class _State:
    cost: float
    previous: Spot | None = None
    choice: int = -1
    short: tuple[int, ...] = ()
    cuts: tuple[int, ...] = ()
    over: tuple[int, ...] = ()
    given: int = 0


class _Way(NamedTuple):
    """How a block is set: so many blank lines more above it, its notes parted where they must be or not."""

    given: int = 0
    parts: bool = False


def make_up(blocks: Sequence[Flow], limits: Limits, *, used: int = 0, recto: bool = True) -> MadeUp:
    """The best choice for `blocks` that begin after `used` lines of their first page.

    `recto`: the first page is a right-hand one. Blocks with one choice are only counted.
    """
    states: dict[Spot, _State] = {(used, 0.0, ALONE if recto else VERSO, ()): _State(0.0)}
    history: list[dict[Spot, _State]] = []
    for block, below in zip(blocks, _kept(blocks, limits), strict=True):
        reached: dict[Spot, _State] = {}
        for key, state in states.items():
            for choice, way in _ways(block, at_head=not key[0]):
                pages = _place(block, choice, below, key, limits, way)
                total = state.cost + pages.cost + choice.cost + way.given * limits.given
                known = reached.get(pages.spot)
                if known is None or total < known.cost:
                    told = (tuple(pages.short), tuple(pages.cuts), tuple(pages.over))
                    reached[pages.spot] = _State(total, key, choice.lines, *told, way.given)
        history.append(reached)
        states = reached
    return _trace(states, history, limits, _foot(blocks))


def _ways(block: Flow, *, at_head: bool) -> Iterator[tuple[Choice, _Way]]:
    """The ways to set a block: its choices, each with what may stand above it, at a page's head nothing, and
    with its notes whole or not."""
    for given in range(1 if at_head else block.gives + 1):
        for choice in block.choices:
            for parts in (False, True) if any(note.rows for note in choice.notes) else (False,):
                yield choice, _Way(given, parts)


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
        return max(0, limits.stub - text) * limits.stub_cost + (_NEVER if key[3] else 0.0)

    best = min(states, key=lambda key: states[key].cost + ending(key))
    chosen: list[int] = []
    short: list[int] = []
    cuts: list[tuple[int, ...]] = []
    given: list[int] = []
    over: list[tuple[int, ...]] = []
    key: Spot | None = best
    for reached in reversed(history):
        assert key is not None
        state = reached[key]
        chosen.append(state.choice)
        cuts.append(state.cuts)
        given.append(state.given)
        over.append(state.over)
        short += reversed(state.short)
        key = state.previous
    cost = states[best].cost + ending(best)
    for told in (chosen, short, cuts, given, over):
        told.reverse()
    return MadeUp(tuple(chosen), tuple(short), best[0], cost, tuple(cuts), tuple(given), tuple(over))


def _place(block: Flow, choice: Choice, below: int, spot: Spot, limits: Limits, way: _Way) -> _Pages:
    """Set one block from a place on the page, so many lines `below` it that stand on the page of its end."""
    pages = _Pages(limits, spot, parts=way.parts)
    above = block.before + way.given if pages.used else 0
    pages.used += above
    short = choice.lines < limits.orphans + limits.widows
    if not block.splits:
        found = pages.filled(choice, 0, below)
        whole = found.count == choice.lines and found.after(found.count).height + below <= limits.lines
        if pages.used and not whole:
            pages.used -= above
            pages.turn(0)
            pages.used = block.again
            found = pages.filled(choice, 0, below)
        fits = found.count == choice.lines
        pages.go(found.after(choice.lines) if fits else pages.forced(choice, 0, choice.lines))
        return pages
    needed = choice.lines + below if short and below else min(choice.lines, limits.orphans)
    if pages.used and pages.used + pages.notes + needed > limits.lines:
        pages.used -= above
        pages.turn(0)
        pages.used = block.again
    left, done = choice.lines, 0
    while left:
        found = pages.filled(choice, done, below)
        if not found.count and not pages.used:
            found = _Filled(found.page, 1, (found.page, pages.forced(choice, done, 1)))
        fitting = found.count
        least = limits.widows + (1 if done else limits.orphans)
        if fitting == left and below and (pages.used or left >= least):
            # What is held to its end does not fit below it: its last lines go over too.
            end = found.after(left).height + below
            fitting = max(0, left - limits.widows) if end > limits.lines else left
        if fitting == left:
            pages.go(found.after(left))
            return pages
        fitting = max(_legal(fitting, left, done, limits), 0 if pages.used else 1)
        if fitting:
            pages.go(found.after(fitting))
            if done + fitting in choice.hyphens:
                pages.cost += limits.verso_hyphen if pages.side == VERSO else limits.recto_hyphen
        done, left = done + fitting, left - fitting
        pages.turn(done)
    return pages


class _Page(NamedTuple):
    """A page so far: the lines of its text and of its notes, and the rows of a note that go on overleaf."""

    used: int
    notes: float
    rest: tuple[int, ...]

    @property
    def height(self) -> float:
        return self.used + self.notes


@dataclass(slots=True)
class _Filled:
    """How many lines more a page has room for; `pages` are the page with none of them, with one, and so on,
    where some of them call notes."""

    page: _Page
    count: int
    pages: Sequence[_Page] = ()

    def after(self, lines: int) -> _Page:
        """The page with so many lines more."""
        if self.pages:
            return self.pages[lines]
        return _Page(self.page.used + lines, self.page.notes, self.page.rest)


class _Pages:
    """The pages that a block is set on: the last of them, and what those that it ended came to."""

    def __init__(self, limits: Limits, spot: Spot, *, parts: bool) -> None:
        self._limits, self._parts = limits, parts
        self.used, self.notes, self.side, self.rest = spot
        self.cost = 0.0
        self.short: list[int] = []
        self.cuts: list[int] = []
        self.over: list[int] = []

    @property
    def spot(self) -> Spot:
        return self.used, self.notes, self.side, self.rest

    def go(self, page: _Page) -> None:
        self.used, self.notes, self.rest = page

    def turn(self, at: int) -> None:
        """End the page after the block's line `at`: what is left of a note takes what room there is, and
        goes on overleaf."""
        limits = self._limits
        room = limits.lines - self.used - self.notes
        if self.rest:
            taken = self._take(room)
            room -= taken
        missing = _missing(room)
        cost, self.side = _turn(self.side, missing, limits)
        self.cost += cost
        self.short.append(missing)
        self.cuts.append(at)
        self.over.append(sum(self.rest))
        self.used, self.notes = 0, 0.0
        if self.rest:
            self.cost += limits.parted
            self.notes = limits.note_gap
            self.notes += self._take(limits.note_share * limits.lines - limits.note_gap)

    def _take(self, room: float) -> float:
        """Set as much of the rest of a note as there is room for: the lines that it takes."""
        row, count = self._limits.note_row, sum(self.rest)
        if count * row > room:
            count = cut(self.rest, room / row)
        self.rest = behind(self.rest, count)
        return count * row

    def filled(self, choice: Choice, done: int, below: int) -> _Filled:
        """The page with each further line of the block on it, as long as there is room."""
        page = _Page(self.used, self.notes, self.rest)
        if not choice.notes:
            return _Filled(page, max(0, min(choice.lines - done, int(self._limits.lines - page.height))))
        found = [page]
        for at in range(done + 1, choice.lines + 1):
            called = [note for note in choice.notes if note.at == at]
            held = _held(choice, done, at, below, self._limits) if called else 0
            following = self._with_line(page, called, held)
            if following is None:
                break
            page = following
            found.append(page)
        return _Filled(found[0], len(found) - 1, found)

    def _with_line(self, page: _Page, called: Sequence[Called], held: int) -> _Page | None:
        """The page with a line more on it and the notes that it calls, the last of them parted if it must
        be and so many lines more are `held` to this one; None if there is no room."""
        limits = self._limits
        used, notes, rest = page.used + 1, page.notes, page.rest
        if called and rest:  # notes stand in order
            notes, rest = notes + sum(rest) * limits.note_row, ()
        for note in called:
            notes += 0.0 if notes else limits.note_gap
            parts = self._parts and note.rows and note is called[-1]
            room = limits.lines - used - notes - (held if parts else 0)
            if note.lines <= room:
                notes += note.lines
                continue
            room = min(room, max(limits.note_share * limits.lines - notes, _FEW * limits.note_row))
            count = cut(note.rows, room / limits.note_row) if parts else 0
            if not count:
                return None
            notes, rest = notes + count * limits.note_row, behind(note.rows, count)
        return _Page(used, notes, rest) if used + notes <= limits.lines else None

    def forced(self, choice: Choice, done: int, count: int) -> _Page:
        """The page with so many lines more on it, and the notes that they call, whether there is room or not:
        at the head of a page the engine lets them run over."""
        limits = self._limits
        called = [note.lines for note in choice.notes if done < note.at <= done + count]
        notes, rest = self.notes, self.rest
        if called:
            notes += sum(called) + sum(rest) * limits.note_row + (0.0 if notes else limits.note_gap)
            rest = ()
        if self.used + count + notes > limits.lines:
            self.cost += _OVERFULL
        return _Page(self.used + count, notes, rest)


_FEW = 4
"""Rows of a note that stand below its call even where other notes take the room for them."""


def _held(choice: Choice, done: int, at: int, below: int, limits: Limits) -> int:
    """The lines that must stand on the page of a block's line `at` for it to end there, below that line."""

    def may_end(at: int) -> bool:
        after = choice.lines - at
        return (done > 0 or at >= limits.orphans) and (not after or after >= limits.widows)

    end = next(end for end in range(at, choice.lines + 1) if may_end(end) or end == choice.lines)
    return end - at + (below if end == choice.lines else 0)


def _turn(side: int, missing: int, limits: Limits) -> tuple[float, int]:
    """End a page that lacks `missing` lines: what that costs, and which page comes next."""
    cost = limits.short * missing
    if side >= 0:
        cost += limits.uneven * abs(min(missing, _TELLS) - side)
    return cost, min(missing, _TELLS) if side == VERSO else VERSO


def _missing(lines: float) -> int:
    """Whole lines that a page lacks: notes are set in smaller type, and rarely end on the grid."""
    return max(0, floor(lines + 0.01))


def _legal(fitting: int, left: int, done: int, limits: Limits) -> int:
    """How many of the `fitting` lines the engine leaves on the page: no orphan before, no widow after."""
    if left - fitting < limits.widows:
        fitting = left - limits.widows
    if not done and fitting < limits.orphans:
        fitting = 0
    return fitting
