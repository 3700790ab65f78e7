"""Lines that a program filled: which of them go on the paragraph of the line above.

Text browsers, Pandoc, mail programs and editors put on each line as many words as it has room for (greedy
filling). So no line that goes on has room for the first word of the next, which nothing else is so exact
about: menus, verse and tables do not. The margins of lists and quotations may be narrower.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from book.sentences import ends

_WIDTHS = (40, 140)  # columns at which programs break lines
_FEWEST = 4  # lines that surely go on a sentence
_EXACT = 0.8  # of those, how many are filled to one width; where a page was printed, some are by chance
_WIDE, _SURE = 90, 0.95  # columns from which more are asked, and how many
_LEAST = 0.5  # of the width: what is shorter is filled by an address alone, and is perhaps a heading
_NARROW = 0.6  # of the width: how narrow a quotation may be set
_SMALL = 0.4  # of the lines of such a quotation that go on, how many begin with a small letter
_OTHERWISE = 0.1  # of lines that go on, how many may stand further out: more, and paragraphs have indents
_ITEM = re.compile(r"\s*(?:[*+#@•◦▪■□●○☆★◎–—-]|o(?= {1,3}\S)|\d{1,3}[.)])\s+(?=\S)")


_ROW = re.compile(r"[\W_]+")


class _Pair(NamedTuple):
    """A line and the one right below it."""

    above: str
    below: str
    at: int  # the lower one's index

    @property
    def taken(self) -> int:
        """How wide the line would be with the first word of the next."""
        return len(self.above) + 1 + len(self.below.split(maxsplit=1)[0])

    @property
    def sure(self) -> bool:
        """Does a sentence of the one go on in the other?"""
        return self.below.lstrip()[:1].islower() and not ends(self.above)

    @property
    def aligned(self) -> bool:
        """Does the one stand right below the words of the other, and begin no item of a list?"""
        item = _ITEM.match(self.above)
        begin = item.end() if item else _indent(self.above)
        return _indent(self.below) == begin and not _ITEM.match(self.below) and not _ROW.fullmatch(self.below)

    @property
    def outdented(self) -> bool:
        """Does the one stand further out than the other, which begins no item?"""
        return _indent(self.below) < _indent(self.above) and not _ITEM.match(self.above)

    def filled(self, width: int) -> bool:
        """Has the line no more room, if it is so wide?"""
        return len(self.above) <= width < self.taken and (self.sure or len(self.above) >= _LEAST * width)


def continued(lines: Sequence[str]) -> frozenset[int]:
    """The lines (their indices) that go on the paragraph of the line above; none where none filled them."""
    pairs = [*_pairs(lines)]
    sure = [pair for pair in pairs if pair.sure and len(pair.above) >= _WIDTHS[0]]
    aligned = [pair for pair in sure if pair.aligned]
    width = _width(aligned)
    if not width or sum(p.outdented and p.filled(width) for p in sure) > _OTHERWISE * len(sure):
        return frozenset()
    found = {pair.at for pair in pairs if pair.aligned and pair.filled(width)}
    for block in _blocks(pairs):
        if _narrower(block, width):
            found.update(pair.at for pair in block)
    return frozenset(found)


def _pairs(lines: Sequence[str]) -> Iterator[_Pair]:
    bare = [line.expandtabs().rstrip() for line in lines]
    for at in range(1, len(bare)):
        if bare[at - 1] and bare[at]:
            yield _Pair(bare[at - 1], bare[at], at)


def _width(pairs: Sequence[_Pair]) -> int:
    """The width to which most of these lines are filled, 0 if to none."""
    if len(pairs) < _FEWEST:
        return 0
    widths = {len(pair.above) for pair in pairs if _WIDTHS[0] <= len(pair.above) <= _WIDTHS[1]}
    filled = {width: sum(len(p.above) <= width < p.taken for p in pairs) for width in widths}
    best = max(filled, key=lambda width: (filled[width], width), default=0)
    exact = _SURE if best > _WIDE else _EXACT
    return best if filled.get(best, 0) >= exact * len(pairs) else 0


def _blocks(pairs: Sequence[_Pair]) -> Iterator[list[_Pair]]:
    """Lines that stand right below each other, from one that begins a paragraph on."""
    for (aligned, _), run in groupby(enumerate(pairs), key=lambda one: (one[1].aligned, one[1].at - one[0])):
        if aligned:
            yield [pair for _, pair in run]


def _narrower(block: Sequence[_Pair], width: int) -> bool:
    """Is it a paragraph that is filled to a width of its own?"""
    longest, room = max(len(pair.above) for pair in block), min(pair.taken for pair in block)
    small = sum(pair.sure for pair in block)
    return len(block) > 1 and _NARROW * width <= longest < min(room, width) and small >= _SMALL * len(block)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
