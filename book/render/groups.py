"""Pictures that share one caption, which is of all of them: one figure, with its pictures in rows.

Those of a row are as high, and all rows as wide. How many stand in each follows from the shapes alone, so
paper and screens have the same rows.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import islice

from markupsafe import Markup

from book.model import Block, Figure, Picture
from book.render.xhtml import element

GROUP, ROW = "group", "abreast"
"""The classes of what holds the pictures of one figure, and of what holds those of one row."""

MOST = 8
"""Pictures of one figure: more would be smaller than their captions say much of."""

GAP = 2
"""On a screen: the hundredths of a row between two pictures, beside each other or one above the other."""

_IDEAL = 1.8  # times as wide as high that a row is at best
_ALONE, _TOGETHER = 0.95, 1.25  # the height that one row may have, and several, of the width of the text
_TALL, _NARROW = 0.15, 0.2  # what a page's worth of height costs, and rows narrower than the text


def grouped(blocks: Sequence[Block]) -> list[Block | tuple[Figure, ...]]:
    """A run of blocks with the pictures of each group as one: the last of them has the caption.

    An editor may have given one of the others a caption of its own, or have set something between two.
    """
    found: list[Block | tuple[Figure, ...]] = []
    for block in blocks:
        found.append(block)
        shown = _shared(found)
        if 1 < len(shown) <= MOST:
            found[-len(shown) :] = [shown]
    return found


def group(pictures: Sequence[Picture], images: Sequence[Markup]) -> Markup:
    """What holds the `images` of some pictures in their rows, with no white between those of one."""
    rest = iter(images)
    parted = (Markup("").join(islice(rest, count)) for count in rows([p.width / p.height for p in pictures]))
    return element("div", Markup("\n").join(element("div", row, class_=ROW) for row in parted), class_=GROUP)


def rows(ratios: Sequence[float]) -> tuple[int, ...]:
    """How many pictures stand in each row, in their order: `ratios` tells how many times as wide as high
    each is."""
    return min(_divisions(len(ratios)), key=lambda counts: _cost(ratios, counts))


def shares(ratios: Sequence[float]) -> list[float]:
    """The width of each picture of a row on a screen, in hundredths of the row."""
    room = 100 - GAP * (len(ratios) - 1)
    return [room * ratio / sum(ratios) for ratio in ratios]


def _shared(blocks: Sequence[Block | tuple[Figure, ...]]) -> tuple[Figure, ...]:
    """The pictures at the end of some blocks that the caption of the last is of."""
    last = blocks[-1]
    if not isinstance(last, Figure) or last.mate or not last.caption:
        return ()
    shown = [last]
    for block in reversed(blocks[:-1]):
        if not isinstance(block, Figure) or block.caption or block.credit or block.mate != shown[0].line:
            break
        shown.insert(0, block)
    return tuple(shown)


def _divisions(count: int) -> Iterator[tuple[int, ...]]:
    """All ways to divide so many pictures into rows."""
    if not count:
        yield ()
    for last in range(1, count + 1):
        for above in _divisions(count - last):
            yield (*above, last)


def _cost(ratios: Sequence[float], counts: Sequence[int]) -> float:
    """How far the rows are from those that a designer would make: of a good height and as high as each other,
    as wide as the text, and not more of the page than that takes."""
    rest = iter(ratios)
    wide = [sum(islice(rest, count)) for count in counts]
    height = sum(1 / row for row in wide)
    scale = min(1.0, (_TOGETHER if len(counts) > 1 else _ALONE) / height)
    shapes = [n * math.log(row / scale / _IDEAL) ** 2 for row, n in zip(wide, counts, strict=True)]
    uneven = math.log(max(wide) / min(wide)) ** 2
    return sum(shapes) / sum(counts) + uneven + _TALL * height * scale + _NARROW * math.log(scale) ** 2
