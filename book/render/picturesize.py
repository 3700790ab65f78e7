"""How large a picture stands on the page, in lines of the text, and making it smaller.

A picture and its caption together take whole lines, so that the text below them stands on the grid. Every
caption stands as far below its picture; what the last line has left is below the caption.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from book.render.pairs import KINDS, STACK
from book.render.trims import MM_PER_POINT, Trim

CAPTION = 0.3
"""The lines between a picture and its caption."""

GAP = 0.6
"""The lines between the two pictures of a pair, beside each other or one above the other."""

_DPI = 150  # the least resolution that a picture is printed at
_CSS_DPI = 96  # CSS pixels to an inch
_TALLEST, _TALLEST_STACKED = 0.6, 0.4
"""Of the lines of a page: the most that a picture takes, and that each of two above each other does."""

_SIZED = re.compile(r"height: ([\d.]+)rem(?:; padding-bottom: ([\d.]+)rem)?")


def fit_pictures(section: etree._Element, size: Trim) -> None:
    """Give every picture of a section its size on a page of `size`."""
    two = [holder for holder in section.iter("div") if holder.get("class") in KINDS]
    for holder in two:
        _fit_pair(holder, size)
    paired = {picture for holder in two for picture in holder}
    for picture in section.iter("img"):
        if picture not in paired:
            _fit(picture, size)


def _fit(picture: etree._Element, size: Trim) -> None:
    """Give a picture the room of whole lines: it is as wide as the text, or as large as it may be.

    What was drawn for this size (a drawing in SVG) may be as large as on its page, its letters as high.
    """
    if most := _most(picture):
        whole = size.measure / MM_PER_POINT / ratio(picture)
        points = min(most, _TALLEST * size.lines * size.leading)
        place(picture, min(whole, points) / size.leading, wide=whole <= points)


def _most(picture: etree._Element) -> float:
    """The points that a picture is high at the least resolution that it may have; 0 for an unknown size."""
    dpi = _CSS_DPI if picture.attrib.pop("data-drawn", "") else _DPI
    wide, high = (int(picture.get(side, "0")) for side in ("width", "height"))
    return high * 72 / dpi if wide else 0.0


def _fit_pair(holder: etree._Element, size: Trim) -> None:
    """Give two pictures the room of whole lines together: beside each other as high, one above the other as
    wide; together as wide as the text, or as large as both may be."""
    two = [*holder]
    holder.text = None
    for picture in two:
        picture.tail = None  # no space between them
    most = [_most(picture) for picture in two]
    if not all(most):
        return
    gap = GAP * size.leading
    if holder.get("class") == STACK:
        slopes = [1 / ratio(picture) for picture in two]
        highest = _TALLEST_STACKED * size.lines * size.leading
        widest = min(min(own, highest) / slope for own, slope in zip(most, slopes, strict=True))
        whole, points = (width * sum(slopes) + gap for width in (size.measure / MM_PER_POINT, widest))
    else:
        whole = (size.measure / MM_PER_POINT - gap) / sum(map(ratio, two))
        points = min(*most, _TALLEST * size.lines * size.leading)
    place(holder, min(whole, points) / size.leading, wide=whole <= points)


def place(picture: etree._Element, lines: float, *, wide: bool) -> None:
    """Give a picture, or what holds a pair, the room of whole lines: `lines` are those of its own height if
    it is as `wide` as the text, else those that it may take with the white above its caption."""
    figure = picture.getparent()
    captioned = figure is not None and figure.find("figcaption") is not None
    gap = CAPTION if captioned else 0.0
    if not wide:
        below = f"; padding-bottom: {gap:g}rem" if gap else ""
        height = max(1, int(lines)) - gap
        picture.set("style", f"height: {height:.4g}rem{below}; width: auto")
        _spread(picture, height)
        return
    left = math.ceil(lines + gap - 0.001) - lines - gap
    picture.set("style", f"height: {lines:.4f}rem; padding-bottom: {gap or left:.4f}rem; width: 100%")
    _spread(picture, lines)
    if captioned and figure is not None:
        figure.set("style", f"padding-bottom: {left:.4f}rem")


def _spread(pair: etree._Element, height: float) -> None:
    """Give each of two pictures its part of the `height`, in lines, of what holds both: beside each other
    they are as high, one above the other as wide."""
    slopes = [1 / ratio(image) for image in pair.iterchildren("img")]
    for n, (image, slope) in enumerate(zip(pair.iterchildren("img"), slopes, strict=True)):
        stacked = pair.get("class") == STACK
        side = "top" if stacked else "left"
        own = (height - GAP) * slope / sum(slopes) if stacked else height
        apart = f"; margin-{side}: {GAP:g}rem" if n else ""
        image.set("style", f"height: {own:.4f}rem; width: auto{apart}")


def ratio(image: etree._Element) -> float:
    """How many times as wide as high a picture is."""
    return int(image.get("width", "1")) / int(image.get("height", "1"))


def held(figure: etree._Element) -> Iterator[etree._Element]:
    """What has the height of the pictures of a figure: a picture, or what holds a pair."""
    return (child for child in figure if child.tag in ("img", "div"))


def picture_lines(figure: HtmlElement) -> int:
    """The lines that the picture of `figure` takes, its caption left out; 0 for none that is known."""
    found = _SIZED.search(next((holder.get("style", "") for holder in held(figure)), ""))
    return math.ceil(float(found[1]) + float(found[2] or 0) - 0.001) if found else 0


def resize(figure: HtmlElement, more: int) -> None:
    """Let the picture of `figure` take so many lines more, or fewer: as wide as it then comes out."""
    if more:
        lines = picture_lines(figure) + more
        figure.attrib.pop("style", None)
        for holder in held(figure):
            place(holder, lines, wide=False)
