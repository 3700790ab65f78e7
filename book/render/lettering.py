"""Drawings, charts and screens of programs, printed so small that what is written in them cannot be read.

A photograph may be as small as the page asks. Lettering may not: what was legible at its own size on a screen
is a third as high where three hundred of its pixels go into an inch.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from PIL import Image, ImageChops

from book.errors import Place
from book.model import Finding, Picture, Severity
from book.render.resolution import Printed

_LETTERING = 12
"""The height, in pixels, of the lettering that pictures on a screen commonly have."""

_LEGIBLE = 4.0
"""Points that it must be high in print at least."""

_FLAT = 0.6
"""The share of a picture's pixels that are as the ones beside them: photographs have next to none."""

_SAMPLE = 600
"""Pixels of a picture's middle, to each side, that are looked at."""


def told(figures: Iterable[Printed]) -> Iterator[Finding]:
    """A finding for each such picture, at its line of the seed."""
    for seed, figure, inches, label in figures:
        points = _LETTERING * 72 * inches * figure.picture.density / figure.picture.width
        if 0 < points < _LEGIBLE and _is_drawn(figure.picture):
            yield Finding(
                "paper.small-lettering",
                Severity.NOTE,
                Place(seed, figure.line or None),
                f"{figure.picture.name} is a drawing or a screen, printed {inches * 25.4:.0f} mm wide "
                f"(p. {label}): lettering of {_LETTERING} pixels comes out {points:.1f} points high",
                "look whether it can be read; cut the picture to what matters, or tell it in the text",
            )


def _is_drawn(picture: Picture) -> bool:
    """Whether most of the picture is flat colour, as in a chart, a drawing or a picture of a screen."""
    with Image.open(io.BytesIO(picture.data)) as image:
        left, top = max(0, (image.width - _SAMPLE) // 2), max(0, (image.height - _SAMPLE) // 2)
        right, bottom = min(image.width, left + _SAMPLE), min(image.height, top + _SAMPLE)
        grey = image.convert("L").crop((left, top, right, bottom))
    wide, high = grey.size
    if wide < 2:
        return False
    beside = ImageChops.difference(grey.crop((1, 0, wide, high)), grey.crop((0, 0, wide - 1, high)))
    return beside.histogram()[0] >= _FLAT * beside.width * beside.height
