"""How large a picture stands on the page, in lines of the text, and making it smaller.

A picture and its caption together take whole lines, so that the text below them stands on the grid. Every
caption stands as far below its picture; what the last line has left is below the caption.
"""

from __future__ import annotations

import math
import re

from lxml import etree
from lxml.html import HtmlElement

CAPTION = 0.3
"""The lines between a picture and its caption."""

_SIZED = re.compile(r"height: ([\d.]+)rem(?:; padding-bottom: ([\d.]+)rem)?")


def place(picture: etree._Element, lines: float, *, wide: bool) -> None:
    """Give a picture the room of whole lines: `lines` are those of its own height if it is as `wide` as the
    text, else those that it may take with the white above its caption."""
    figure = picture.getparent()
    captioned = figure is not None and figure.find("figcaption") is not None
    gap = CAPTION if captioned else 0.0
    if not wide:
        below = f"; padding-bottom: {gap:g}rem" if gap else ""
        picture.set("style", f"height: {max(1, int(lines)) - gap:.4g}rem{below}; width: auto")
        return
    left = math.ceil(lines + gap - 0.001) - lines - gap
    picture.set("style", f"height: {lines:.4f}rem; padding-bottom: {gap or left:.4f}rem; width: 100%")
    if captioned and figure is not None:
        figure.set("style", f"padding-bottom: {left:.4f}rem")


def picture_lines(figure: HtmlElement) -> int:
    """The lines that the picture of `figure` takes, its caption left out; 0 for none that is known."""
    found = _SIZED.search(next((image.get("style", "") for image in figure.iter("img")), ""))
    return math.ceil(float(found[1]) + float(found[2] or 0) - 0.001) if found else 0


def resize(figure: HtmlElement, more: int) -> None:
    """Let the picture of `figure` take so many lines more, or fewer: as wide as it then comes out."""
    if more:
        lines = picture_lines(figure) + more
        figure.attrib.pop("style", None)
        for image in figure.iter("img"):
            place(image, lines, wide=False)
