"""Display type on a drawing: at what size and in how many lines a text fits, and its outlines.

Sizes and measures are in one unit, whichever the drawing has.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from book.model import Style
from book.render import ragged
from book.render.typeface import Typeface, typeface

_SHRINK = 0.92  # from one size to the next, below the sizes that the style names
_LEAST = 0.1  # of the largest size: type is never set smaller, whatever it then covers
_BESIDE = 0.7  # of a larger type's size: what a lesser one may have
_LONELY = 0.25  # of the measure: a shorter line is a word left alone


@dataclass(frozen=True, slots=True)
class Type:
    """A type of the cover, with the sizes that it may be set in, largest first, and its most lines."""

    face: Typeface
    sizes: tuple[float, ...]
    leading: float
    lines: int

    def fitting(self, text: str, measure: float) -> Lines:
        """`text` at the largest size that leaves it in the measure and in so many lines."""
        found = [lines for size in self.sizes if (lines := self._at(text, size, measure))]
        if found:
            return next((lines for lines in found if lines.even(measure)), found[0])
        size = self.sizes[-1]
        while size > self.least:
            size *= _SHRINK
            if lines := self._at(text, size, measure):
                return lines
        return Lines(self, size, ragged.balanced(text, self._width(size), measure))

    def below(self, size: float) -> Type:
        """This type with the sizes that a type of `size` stands out from."""
        sizes = tuple(own for own in self.sizes if own <= _BESIDE * size)
        return replace(self, sizes=sizes or self.sizes[-1:])

    def smaller(self, size: float) -> Type:
        """This type with the sizes below `size`."""
        return replace(self, sizes=tuple(own for own in self.sizes if own < size) or (_SHRINK * size,))

    @property
    def least(self) -> float:
        """The size below which it is never set."""
        return _LEAST * self.sizes[0]

    def _at(self, text: str, size: float, measure: float) -> Lines | None:
        width = self._width(size)
        lines = ragged.balanced(text, width, measure)
        fits = len(lines) <= self.lines and all(width(line) <= measure for line in lines)
        return Lines(self, size, lines) if fits else None

    def fits(self, text: str, measure: float) -> bool:
        """Whether `text` fits at the smallest of the sizes."""
        return self._at(text, self.sizes[-1], measure) is not None

    def _width(self, size: float) -> Callable[[str], float]:
        return lambda line: self.face.width(line, size)


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of one type at one size."""

    type: Type
    size: float
    lines: tuple[str, ...]

    def even(self, measure: float) -> bool:
        """Whether no line is left alone with a short word."""
        return len(self.lines) < 2 or all(
            self.type.face.width(line, self.size) > _LONELY * measure for line in self.lines
        )

    @property
    def step(self) -> float:
        """From one baseline to the next."""
        return self.size * self.type.leading

    def first(self, last: float) -> float:
        """The first baseline where the last one is at `last`."""
        return last - self.step * (len(self.lines) - 1)

    def paths(self, x: float, last: float) -> list[str]:
        """The lines' outlines, flush left at `x`, the last baseline at `last`."""
        baselines = (self.first(last) + i * self.step for i in range(len(self.lines)))
        return [
            self.type.face.outline(line, self.size, x, y)
            for line, y in zip(self.lines, baselines, strict=True)
        ]


def display_type(table: Mapping[str, Any], style: Style, language: str) -> Type:
    features = dict.fromkeys(("onum", *table.get("features", ())), True)
    tracking = float(table.get("tracking", 0))
    face = typeface(style, table["font"], features, tracking=tracking, language=language)
    return Type(face, tuple(map(float, table["sizes"])), float(table["leading"]), int(table["lines"]))
