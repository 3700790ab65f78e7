"""The cover's ornament: a flower of type, a petal for each piece. A florilegium is a gathering of flowers.

A petal is a glyph and its mirror image, so the flower is as symmetric as a flower is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from book.errors import DataError, Place
from book.model import Style
from book.render.drawing import fill
from book.render.look import settings
from book.render.typeface import typeface

_EM = 1000.0  # the units that a petal is drawn in
_ONE_RING = 9  # petals; with more there are two rings
_LEAST = 3  # petals: no flower has fewer
_HEART = 0.85  # of the room within the petals


@dataclass(frozen=True, slots=True)
class Ring:
    """A ring of petals: each an SVG transform of the petal, and the colour that they share."""

    fill: str
    petals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heart:
    """A disc in the middle of the flower."""

    radius: float
    fill: str


@dataclass(frozen=True, slots=True)
class Flower:
    """A flower round `x`, `y`. `half` is path data; `right` and `left` make a petal of it and its image."""

    x: float
    y: float
    hearts: tuple[Heart, ...]  # from the largest to the smallest
    half: str
    right: str
    left: str
    rings: tuple[Ring, ...]


def flower(table: Mapping[str, Any], style: Style, petals: int, x: float, y: float, radius: float) -> Flower:
    """A flower of `petals` (three at least, at most the style's `most`) round `x`, `y`.

    Raises DataError without the font, KeyError without a number.
    """
    face = typeface(style, str(table["font"]), {})
    glyph = str(table["glyph"])
    left, top, right, bottom = face.box(glyph)
    half = face.outline(glyph, _EM, -(left + right) / 2 * _EM, (top + bottom) / 2 * _EM)
    reach = (top - bottom) * _EM  # the petal's length
    spread, tilt = float(table["spread"]) * _EM, float(table["tilt"])
    radius = max(radius, 1.0)
    rings: list[Ring] = []
    edge = radius
    for i, count in enumerate(_rings(max(_LEAST, min(petals, int(table["most"]))))):
        scale = _scale(count, edge, reach)
        fill = table["petals"][i % len(table["petals"])]
        rings.append(Ring(fill, _ring(count, x, y, edge - reach * scale / 2, scale)))
        edge -= reach * scale * 1.06
    # The largest heart reaches as far as the style says, or almost to the petals.
    grown = max(1.0, _HEART * edge / (radius * max(share for share, _ in table["hearts"])))
    hearts = tuple(Heart(round(radius * share * grown, 2), fill) for share, fill in table["hearts"])
    return Flower(
        x=x,
        y=round(y, 2),
        hearts=hearts,
        half=half,
        right=f"translate({spread:.2f} 0) rotate({tilt:g})",
        left=f"scale(-1 1) translate({spread:.2f} 0) rotate({tilt:g})",
        rings=tuple(rings),
    )


def ornament(style: Style, petals: int, medium: str = "print") -> bytes:
    """The flower alone as SVG (UTF-8), in the colours that style.toml gives for the medium, else the cover's.

    Raises DataError for a fault in the style's numbers or template.
    """
    tables = settings(style)
    size = 2000
    try:
        table = {**tables["cover"]["flower"], **tables.get(medium, {}).get("flower", {})}
        drawn = flower(table, style, petals, size / 2, size / 2, size / 2)
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(
            f"the style's flower lacks something or has it wrong: {error!r}",
            where=Place(f"styles/{style.name}/style.toml", key=f"{medium}.flower"),
        ) from error
    return fill(style, "ornament.svg", {"flower": drawn, "size": size}).encode()


def _rings(petals: int) -> tuple[int, ...]:
    if petals <= _ONE_RING:
        return (petals,)
    outer = math.ceil(petals * 0.6)
    return outer, petals - outer


def _scale(count: int, edge: float, reach: float) -> float:
    """How large a petal is drawn so that `count` of them touch at `edge` from the heart."""
    half_angle = math.sin(math.pi / count)
    return 2.07 * half_angle / (1 + 0.58 * half_angle) * edge / reach


def _ring(count: int, x: float, y: float, distance: float, scale: float) -> tuple[str, ...]:
    angles = (360 * i / count for i in range(count))
    return tuple(
        f"translate({x:.2f} {y:.2f}) rotate({angle:.3f}) translate(0 {-distance:.2f}) scale({scale:.4f})"
        for angle in angles
    )
