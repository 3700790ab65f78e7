"""Two pictures with one caption, which is of both: they stand side by side, or one above the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from book.model import Block, Figure, Picture

ROW, STACK = "pair", "pair stacked"
"""The classes of what holds two upright pictures, and of what holds two of which one is wider than high."""

KINDS = frozenset({ROW, STACK})


def firsts(blocks: Sequence[Block]) -> dict[int, Figure]:
    """The first picture of each pair, by the index of the second, which follows it and has the caption.

    An editor may have given the first a caption of its own, or have set another picture between the two.
    """
    return {
        n: first
        for n, (first, second) in enumerate(pairwise(blocks), 1)
        if isinstance(first, Figure)
        and isinstance(second, Figure)
        and first.mate
        and first.mate == second.line
        and second.caption
        and not (first.caption or first.credit)
    }


def kind(*pictures: Picture) -> str:
    """The class of what holds the two: upright and square pictures have room side by side."""
    return ROW if all(picture.width <= picture.height for picture in pictures) else STACK
