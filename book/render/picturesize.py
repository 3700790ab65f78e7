"""How high a picture stands on the page, in lines of the text, and making it smaller."""

from __future__ import annotations

import math
import re

from lxml.html import HtmlElement

_HEIGHT = re.compile(r"height: ([\d.]+)(pt|rem)")


def picture_lines(figure: HtmlElement, leading: float) -> int:
    """The lines that the picture of `figure` takes, its caption left out; 0 for none that is known."""
    found = _HEIGHT.search(next((image.get("style", "") for image in figure.iter("img")), ""))
    if found is None:
        return 0
    return math.ceil(float(found[1]) / (leading if found[2] == "pt" else 1) - 0.001)


def resize(figure: HtmlElement, more: int, leading: float) -> None:
    """Let the picture of `figure` take so many lines more, or fewer: as wide as it then comes out."""
    if more:
        for image in figure.iter("img"):
            image.set("style", f"height: {picture_lines(figure, leading) + more}rem; width: auto")
