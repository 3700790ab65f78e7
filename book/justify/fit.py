"""Total fit: the breaks of a paragraph that are best for all of its lines together.

Donald E. Knuth and Michael F. Plass, Breaking Paragraphs Into Lines, Software: Practice and Experience 11
(1981); demerits as The TeXbook, ch. 14, with glyph expansion counted in a line's stretch and shrink as in
Hàn Thế Thành's thesis (2000).
"""

from __future__ import annotations

from dataclasses import dataclass

from book.justify.paragraph import HANG_LEFT, Paragraph

_TIGHT, _DECENT, _LOOSE, _VERY_LOOSE = range(4)


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

    @property
    def lines(self) -> int:
        return len(self.breaks)


class _Node:
    """A feasible break, with the best way to it."""

    __slots__ = ("at", "demerits", "fitness", "hyphens", "line", "previous", "ratio")

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


def fit(paragraph: Paragraph) -> Fit | None:
    """The best breaks of `paragraph`; None if it cannot be set at all (a word wider than the measure).

    Passes as in TeX: first with no space wider than the stretch allows, then up to the tolerance, then
    with an emergency stretch.
    """
    setting = paragraph.setting
    for tolerance, emergency in (
        (1.0, 0.0),
        (setting.tolerance, 0.0),
        (setting.tolerance, 0.04),
        (20.0, 0.12),
    ):
        ends = _attempt(paragraph, tolerance, emergency * setting.measure, by_line=False)
        if ends:
            return _trace(min(ends, key=lambda node: node.demerits), emergency > 0)
    return None


def fits(paragraph: Paragraph, tolerance: float = 1.3) -> dict[int, Fit]:
    """The best breaks for every number of lines that the paragraph can be set in within `tolerance`.

    What page make-up chooses from. Empty if it cannot be set that well.
    """
    ends = _attempt(paragraph, tolerance, 0.0, by_line=True)
    best: dict[int, _Node] = {}
    for node in ends:
        if node.line not in best or node.demerits < best[node.line].demerits:
            best[node.line] = node
    return {line: _trace(node, False) for line, node in sorted(best.items())}


def _trace(node: _Node, emergency: bool) -> Fit:
    breaks: list[Break] = []
    end: _Node | None = node
    while end is not None and end.previous is not None:
        breaks.append(Break(end.at, end.ratio))
        end = end.previous
    return Fit(tuple(reversed(breaks)), node.demerits, emergency)


def _attempt(paragraph: Paragraph, tolerance: float, emergency: float, by_line: bool) -> list[_Node]:
    """All the best ways to the paragraph's end, one per state; none if a line is beyond `tolerance`."""
    setting, costs, c = paragraph.setting, paragraph.setting.penalties, paragraph.candidates
    measure, expansion = setting.measure, setting.expansion / 1000
    line_penalty, max_hyphens = costs.line, costs.max_hyphens
    ends, starts, space_ends, space_starts = c.end, c.start, c.space_end, c.space_start
    hang_right, hang_left, firsts, lasts = c.hang_right, c.hang_left, c.first, c.last
    slack = 0.03 * measure  # a later break can be narrower by its hyphen or by what hangs
    final = len(c) - 1
    if final < 0:
        return []
    # The first line starts at candidate -1: an indented box, with nothing hanging before it.
    opening_hang = paragraph.hang(paragraph.text[0], 0, HANG_LEFT) if not setting.indent else 0.0
    active = [_Node(-1, 0, _DECENT, 0, 0.0, None, 0.0)]
    for b in range(final + 1):
        end, space_end, right = ends[b], space_ends[b], hang_right[b]
        penalty, inside = c.penalty[b], c.inside[b]
        last_line = b == final
        reached: dict[tuple[int, int, int], _Node] = {}
        overfull = False
        for node in active:
            a = node.at
            if a < 0:
                glyphs, spaces = end + setting.indent, space_end
                width = measure + right + opening_hang
            else:
                if inside and c.word[a] == c.word[b]:  # one word over three lines
                    glyphs = paragraph.width(c.resume[a], c.offset[b], c.hyphen[b])
                else:
                    glyphs = end - starts[a]
                spaces = space_end - space_starts[a]
                width = measure + right + hang_left[a]
            lack = width - glyphs - spaces
            if lack >= 0:
                give = setting.stretch * spaces + expansion * glyphs + emergency
                ratio = 0.0 if last_line else lack / give if give > 0 else 1e9
                if ratio > tolerance:
                    continue
            else:
                give = setting.shrink * spaces + expansion * glyphs
                if give <= 0 or lack < -give:
                    if lack < -give - slack:
                        node.hyphens = -1  # too wide for good: every later break is wider still
                        overfull = True
                    continue
                ratio = lack / give
            hyphens = node.hyphens + 1 if inside else 0
            if hyphens > max_hyphens:
                continue
            badness = 100 * abs(ratio) ** 3
            fitness = _fitness(ratio)
            demerits = node.demerits + (line_penalty + badness) ** 2 + penalty * penalty
            if hyphens > 1:
                demerits += costs.double_hyphen
            if abs(fitness - node.fitness) > 1:
                demerits += costs.adjacent
            if a >= 0:
                if not last_line:
                    contrast = abs(ratio - node.ratio)
                    if contrast > 0.5:
                        demerits += costs.contrast * (contrast - 0.5)
                    if lasts[b] and len(lasts[b]) > 2 and lasts[b] == lasts[a]:
                        demerits += costs.stack
                elif node.hyphens:
                    demerits += costs.final_hyphen
                if last_line and glyphs + spaces < setting.runt:
                    demerits += costs.runt
                start_word = firsts[b]
                if not last_line and len(start_word) > 2 and start_word == firsts[a]:
                    demerits += costs.stack
            key = (node.line + 1 if by_line else 0, fitness, hyphens)
            known = reached.get(key)
            if known is None or demerits < known.demerits:
                reached[key] = _Node(b, node.line + 1, fitness, hyphens, demerits, node, ratio)
        if overfull:
            active = [node for node in active if node.hyphens >= 0]
        if last_line:
            return list(reached.values())
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
