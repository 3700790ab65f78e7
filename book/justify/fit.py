"""Total fit: the breaks of a paragraph that are best for all of its lines together.

Donald E. Knuth and Michael F. Plass, Breaking Paragraphs Into Lines, Software: Practice and Experience 11
(1981); demerits as The TeXbook, ch. 14, with glyph expansion counted in a line's stretch and shrink as in
Hàn Thế Thành's thesis (2000).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from book.justify.paragraph import Paragraph

_TIGHT, _DECENT, _LOOSE, _VERY_LOOSE = range(4)
_A_LITTLE = 1.3
"""A stretch ratio: spaces some six tenths wider than they should be."""
_ORDINARY = 300.0
"""Penalties over this are a last resort: a name is not broken where anything else can be done."""
_ANY = float("inf")
_HYPHENED = 6
"""Lines that may have a hyphen among them."""


@dataclass(frozen=True, slots=True)
class Break:
    """A line's end: the candidate it stands at, and how far the line is stretched (1: to its limit)."""

    candidate: int
    ratio: float


@dataclass(frozen=True, slots=True)
class Fit:
    breaks: tuple[Break, ...]
    demerits: float
    emergency: bool = False  # no set of breaks was within the limits: some line is looser than they allow
    expansion: int = 0  # thousandths: how far its glyphs may be scaled

    @property
    def lines(self) -> int:
        return len(self.breaks)


class _Node:
    """A feasible break, with the best way to it."""

    __slots__ = ("at", "dead", "demerits", "fitness", "hyphens", "line", "previous", "ratio")

    def __init__(
        self,
        at: int,
        line: int,
        fitness: int,
        hyphens: int,
        demerits: float,
        previous: _Node | None,
        ratio: float,
    ) -> None:
        self.at, self.line, self.fitness, self.hyphens = at, line, fitness, hyphens
        self.demerits, self.previous, self.ratio = demerits, previous, ratio
        self.dead = False


class _Pass(NamedTuple):
    """How far one try goes: the stretch ratio of the loosest line, the share of the measure that a line may
    lack besides (an emergency), the dearest break, and how far glyphs are scaled."""

    tolerance: float
    expansion: int
    emergency: float = 0.0
    dearest: float = _ORDINARY


def fit(paragraph: Paragraph) -> Fit | None:
    """The best breaks of `paragraph`; None if it cannot be set at all (a word wider than the measure).

    Passes as in TeX: first with no space wider than the stretch allows, then with all that glyphs may be
    scaled; then with spaces a little wider, up to the tolerance, with names broken, and at last with an
    emergency stretch. What a reader stumbles on (`faults`) is worth another of the first passes.
    """
    setting = paragraph.setting
    expansion, reserve = setting.expansion, max(setting.expansion, setting.reserve)
    between = (expansion + reserve) // 2 // setting.step * setting.step
    found: list[tuple[int, Fit]] = []
    for scale in sorted({expansion, between, reserve}):
        go = _Pass(1.0, scale)
        if ends := _attempt(paragraph, go):
            best = _trace(min(ends, key=lambda node: node.demerits), go)
            found.append((faults(paragraph, best), best))
            if not found[-1][0]:
                return best
    if found:
        return min(found, key=lambda one: one[0])[1]
    for go in (
        _Pass(_A_LITTLE, reserve),
        _Pass(min(2.0, setting.tolerance), reserve, 0.0, _ANY),
        _Pass(min(2.0, setting.tolerance), max(setting.utmost, reserve), 0.0, _ANY),
        _Pass(setting.tolerance, reserve, 0.0, _ANY),
        _Pass(setting.tolerance, reserve, 0.04, _ANY),
        _Pass(20.0, reserve, 0.12, _ANY),
    ):
        if ends := _attempt(paragraph, go):
            return _trace(min(ends, key=lambda node: node.demerits), go)
    return None


def faults(paragraph: Paragraph, fit: Fit) -> int:
    """How often a reader would stumble over these lines: hyphens beyond one in six lines, a word that stands
    above itself at a line's edge, and, twice as bad, a last line that is hardly a word."""
    c, at = paragraph.candidates, [end.candidate for end in fit.breaks]
    inner = at[:-1]
    hyphens = sum(c.inside[b] for b in inner)
    stacks = sum(
        len(words[b]) > 2 and words[b] == words[a]
        for words, ends in ((c.last, inner), (c.first, inner))
        for a, b in pairwise(ends)
    )
    return max(0, hyphens - 1 - len(at) // _HYPHENED) + stacks + 2 * is_runt(paragraph, fit)


def is_runt(paragraph: Paragraph, fit: Fit) -> bool:
    """Whether the last line is hardly a word."""
    if len(fit.breaks) < 2:
        return False
    start = paragraph.candidates.resume[fit.breaks[-2].candidate]
    return paragraph.width(start, len(paragraph.text)) < paragraph.setting.runt


def fits(paragraph: Paragraph, tolerance: float = _A_LITTLE, whole: Collection[int] = ()) -> dict[int, Fit]:
    """The best breaks for every number of lines that the paragraph can be set in within `tolerance` with all
    that glyphs may be scaled, the lines numbered in `whole` (from 1) ending with whole words.

    What page make-up chooses from. Empty if it cannot be set that well.
    """
    best: dict[int, _Node] = {}
    go = _Pass(tolerance, max(paragraph.setting.expansion, paragraph.setting.reserve))
    for node in _attempt(paragraph, go, whole):
        if node.line not in best or node.demerits < best[node.line].demerits:
            best[node.line] = node
    return {line: _trace(node, go) for line, node in sorted(best.items())}


def _trace(node: _Node, go: _Pass) -> Fit:
    breaks: list[Break] = []
    end: _Node | None = node
    while end is not None and end.previous is not None:
        breaks.append(Break(end.at, end.ratio))
        end = end.previous
    return Fit(tuple(reversed(breaks)), node.demerits, go.emergency > 0, go.expansion)


def _attempt(paragraph: Paragraph, go: _Pass, whole: Collection[int] = ()) -> list[_Node]:
    """All the best ways to the paragraph's end, one per state and number of lines; none if a line would have
    to be worse than `go` allows, or one of `whole` would have to end within a word."""
    setting, costs, c = paragraph.setting, paragraph.lexicon.penalties, paragraph.candidates
    stretch, shrink, expansion = setting.stretch, setting.shrink, go.expansion / 1000
    tolerance, emergency = go.tolerance, go.emergency * setting.measure
    line_penalty, max_hyphens = costs.line, costs.max_hyphens
    starts, space_starts, hang_left, firsts, lasts = c.start, c.space_start, c.hang_left, c.first, c.last
    stiff = c.stiff if c.stiff and c.stiff[-1] else None
    slack = 0.03 * setting.measure  # what a hyphen, or what hangs, makes between neighbouring breaks
    final = len(c.offset) - 1
    # The first line starts at candidate -1: an indented box.
    opening = setting.measure - setting.indent + paragraph.hangs_at_start()
    active = [_Node(-1, 0, _DECENT, 0, 0.0, None, 0.0)] if final >= 0 else []
    # Between glyphs that are wider and closer the eye sees a difference sooner than between spaces.
    per_contrast = costs.contrast * (1 + 25 * expansion)
    for b, (end, space_end, right, penalty, inside, dashed) in enumerate(
        zip(c.end, c.space_end, c.hang_right, c.penalty, c.inside, c.dashed, strict=True)
    ):
        if penalty > go.dearest:
            continue
        last_line = b == final
        full = setting.measure + right
        reached: dict[tuple[int, int, int], _Node] = {}
        overfull = 0
        for node in active:
            a = node.at
            if a < 0:
                glyphs, spaces = end, space_end
                lack = opening + right - glyphs - spaces
            else:
                glyphs, spaces = end - starts[a], space_end - space_starts[a]
                if inside and c.word[a] == c.word[b]:  # one word over three lines
                    glyphs = paragraph.width(c.resume[a], c.offset[b], c.hyphen[b])
                lack = full + hang_left[a] - glyphs - spaces
            scalable = glyphs
            if stiff:
                scalable -= stiff[b] - (stiff[a] if a >= 0 else 0.0)
            if lack >= 0:
                if last_line or not lack:
                    ratio = 0.0
                else:
                    # Glyphs are scaled so far and no further: what a looser line lacks, its spaces take.
                    scaled, give = expansion * scalable, stretch * spaces + emergency
                    if lack > tolerance * give + scaled:
                        if lack > tolerance * give + scaled + slack:
                            break  # the nodes are in order: from every later one the line is shorter still
                        continue
                    loose = lack > give + scaled
                    ratio = (lack - scaled) / give if loose else lack / (give + scaled)
            else:
                give = shrink * spaces + expansion * scalable
                if lack < -give:
                    if lack < -give - slack:
                        overfull += 1  # for good: every later break is further away still
                        node.dead = True
                    continue
                ratio = lack / give
            hyphens = node.hyphens + 1 if inside or dashed else 0
            if hyphens > max_hyphens or (inside and node.line + 1 in whole):
                continue
            fitness = _fitness(ratio)
            demerits = node.demerits + (line_penalty + 100 * abs(ratio) ** 3) ** 2 + penalty * penalty
            if hyphens > 1:
                demerits += costs.double_hyphen
            if abs(fitness - node.fitness) > 1:
                demerits += costs.adjacent
            if last_line:
                if node.hyphens:
                    demerits += costs.final_hyphen
                if a >= 0 and glyphs + spaces < setting.runt:
                    demerits += costs.runt
            elif a >= 0:
                contrast = abs(ratio - node.ratio)
                if contrast > 0.5:
                    demerits += per_contrast * (contrast - 0.5)
                if len(lasts[b]) > 2 and lasts[b] == lasts[a]:
                    demerits += costs.stack
                if len(firsts[b]) > 2 and firsts[b] == firsts[a]:
                    demerits += costs.stack
            key = (node.line, fitness, hyphens)
            known = reached.get(key)
            if known is None or demerits < known.demerits:
                reached[key] = _Node(b, node.line + 1, fitness, hyphens, demerits, node, ratio)
        if last_line:
            return list(reached.values())
        if overfull:
            active = [node for node in active if not node.dead]
        active += reached.values()
        if not active:
            return []
    return []


def _fitness(ratio: float) -> int:
    """TeX's fitness classes (The TeXbook, p. 97)."""
    if ratio < -0.5:
        return _TIGHT
    if ratio <= 0.5:
        return _DECENT
    return _LOOSE if ratio <= 1 else _VERY_LOOSE
