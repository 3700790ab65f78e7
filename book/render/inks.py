"""The colours of a cover as the inks of a press.

A screen's colour is looked up among the process inks that the style gives for it. Where there is no ink but
black, a colour becomes the grey of its own lightness.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from book.errors import DataError, Place
from book.model import Style
from book.render.cover import cover_table
from book.render.greys import LUMINANCE

_LEAST = 0.1  # of black: a lighter grey does not hold on a press


def inked(value: Any, style: Style, *, black: bool = False) -> Any:
    """`value`, a table of the style, with every colour (#rrggbb) in it as inks; `black`: as that ink alone.

    Raises DataError for a colour that the style gives no inks for.
    """
    if isinstance(value, dict):
        return {key: inked(own, style, black=black) for key, own in value.items() if key != "inks"}
    if isinstance(value, list):
        return [inked(own, style, black=black) for own in value]
    if not (isinstance(value, str) and value.startswith("#")):
        return value
    return _grey(value) if black else _process(value, style)


def ink(cyan: float, magenta: float, yellow: float, black: float) -> str:
    """Process inks, in percent, as a CSS colour (CSS Color 5)."""
    parts = " ".join(f"{part / 100:g}" for part in (cyan, magenta, yellow, black))
    return f"device-cmyk({parts})"


def _grey(colour: str) -> str:
    levels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    dark = 1 - sum(share * level for share, level in zip(LUMINANCE, levels, strict=True))
    return ink(0, 0, 0, round(100 * dark) if dark >= _LEAST else 0)


def _process(colour: str, style: Style) -> str:
    inks: Mapping[str, Any] = cover_table(style).get("inks", {})
    if colour not in inks:
        raise DataError(
            f"the style gives no inks for {colour}",
            where=Place(f"styles/{style.name}/style.toml", key="cover.inks"),
            hint=f'add "{colour}" = [C, M, Y, K], in percent',
        )
    return ink(*inks[colour])
