"""How large a picture stands on the page, in lines of the text, and making it smaller.

A picture and its caption together take whole lines, so that the text below them stands on the grid. Every
caption stands as far below its picture; what the last line has left is below the caption.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from lxml import etree
from lxml.html import HtmlElement

from book.render.groups import GROUP, ROW
from book.render.hanging import indent
from book.render.trims import Trim

CAPTION = 0.3
"""The lines between a picture and its caption."""

GAP = 0.6
"""The lines between two pictures of a group, beside each other or one above the other."""

_DPI = 150  # the least resolution that a picture is printed at
_CSS_DPI = 96  # CSS pixels to an inch
_TALLEST, _TALLEST_ROWS = 0.6, 0.8
"""Of the lines of a page: the most that pictures take that stand in one row, and in several."""

_SIDES = {"blockquote": 2, "ul": 1, "ol": 1, "dd": 1}
"""On how many sides the text of each stands in."""

_SIZED = re.compile(r"height: ([\d.]+)rem(?:; padding-bottom: ([\d.]+)rem)?")


def fit_pictures(section: etree._Element, size: Trim) -> None:
    """Give every picture of a section its size on a page of `size`."""
    for picture in section.iter("img"):
        holder = picture.getparent()
        if holder is None or holder.get("class") != ROW:
            _fit(picture, size)
    for holder in section.iter("div"):
        if holder.get("class") == GROUP:
            _fit_group(holder, size)


def _fit(picture: etree._Element, size: Trim) -> None:
    """Give a picture the room of whole lines: it is as wide as the text, or as large as it may be.

    What was drawn for this size (a drawing in SVG) may be as large as on its page, its letters as high.
    """
    if most := _most(picture):
        whole = _room(picture, size) / ratio(picture)
        lines = min(most / size.leading, _TALLEST * size.lines)
        place(picture, min(whole, lines), wide=whole <= lines)


def _room(picture: etree._Element, size: Trim) -> float:
    """The width, in lines, of the text that a picture stands in: that of quotations and lists is indented."""
    around = picture.iterancestors(*_SIDES)
    indents = sum(_SIDES[str(element.tag)] * indent(element.get("class", "")) for element in around)
    points = size.points - indents * size.size
    return points / size.leading


def _most(picture: etree._Element) -> float:
    """The points that a picture is high at the least resolution that it may have; 0 for an unknown size."""
    dpi = _CSS_DPI if picture.attrib.pop("data-drawn", "") else _DPI
    wide, high = (int(picture.get(side, "0")) for side in ("width", "height"))
    return high * 72 / dpi if wide else 0.0


def _fit_group(holder: etree._Element, size: Trim) -> None:
    """Give the pictures of a group the room of whole lines together: as wide as the text, or as large as all
    of them may be."""
    rows = _rows(holder)
    most = [[_most(picture) / size.leading for picture in row] for row in rows]
    if not all(map(all, most)):
        return
    room = _room(holder, size)
    highest = (_TALLEST if len(rows) == 1 else _TALLEST_ROWS) * size.lines
    sharp = (min(own) * _ratio(row) + _white(row) for row, own in zip(rows, most, strict=True))
    widest = min(*sharp, _width(rows, highest))
    place(holder, _height(rows, min(room, widest)), wide=room <= widest)


def _rows(holder: etree._Element) -> list[list[etree._Element]]:
    return [[*row] for row in holder]


def _ratio(row: Sequence[etree._Element]) -> float:
    return sum(map(ratio, row))


def _white(row: Sequence[object]) -> float:
    return GAP * (len(row) - 1)


def _height(rows: Sequence[Sequence[etree._Element]], width: float) -> float:
    """The lines that a group takes whose rows are so wide, in lines."""
    return sum((width - _white(row)) / _ratio(row) for row in rows) + _white(rows)


def _width(rows: Sequence[Sequence[etree._Element]], height: float) -> float:
    """How wide, in lines, the rows are of a group that takes so many."""
    none = _height(rows, 0)
    return (height - none) / (_height(rows, 1) - none)


def place(holder: etree._Element, lines: float, *, wide: bool) -> None:
    """Give a picture, or what holds a group, the room of whole lines: `lines` are those of its own height if
    it is as `wide` as the text, else those that it may take with the white above its caption."""
    figure = holder.getparent()
    captioned = figure is not None and figure.find("figcaption") is not None
    gap = CAPTION if captioned else 0.0
    if not wide:
        below = f"; padding-bottom: {gap:g}rem" if gap else ""
        height = max(1, int(lines)) - gap
        holder.set("style", f"height: {height:.4g}rem{below}; width: auto")
        _spread(holder, height)
        return
    left = math.ceil(lines + gap - 0.001) - lines - gap
    holder.set("style", f"height: {lines:.4f}rem; padding-bottom: {gap or left:.4f}rem; width: 100%")
    _spread(holder, lines)
    if captioned and figure is not None:
        figure.set("style", f"padding-bottom: {left:.4f}rem")


def _spread(holder: etree._Element, height: float) -> None:
    """Give each picture of a group its part of the `height`, in lines, of what holds them all."""
    rows = _rows(holder)
    width = _width(rows, height) if rows else 0.0
    for n, (box, row) in enumerate(zip(holder, rows, strict=True)):
        own = (width - _white(row)) / _ratio(row)
        apart = f"; margin-top: {GAP:g}rem" if n else ""
        box.set("style", f"height: {own:.4f}rem{apart}")
        for k, picture in enumerate(row):
            beside = f"; margin-inline-start: {GAP:g}rem" if k else ""
            picture.set("style", f"height: {own:.4f}rem; width: {own * ratio(picture):.4f}rem{beside}")


def ratio(image: etree._Element) -> float:
    """How many times as wide as high a picture is."""
    return int(image.get("width", "1")) / int(image.get("height", "1"))


def held(figure: etree._Element) -> Iterator[etree._Element]:
    """What has the height of the pictures of a figure: a picture, or what holds a group."""
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
