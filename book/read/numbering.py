"""How the lists of a page are numbered that do not count from one up in figures (HTML, 4.4.5 and 4.4.8)."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from book.model import Ordinal
from book.ordinals import STYLES

_COUNTERS = {name: counter for counter, name in STYLES.items()} | {"lower-latin": "a", "upper-latin": "A"}
_STYLED = re.compile(
    r"list-style(?:-type)?\s*:[^;]*?(?<![\w-])((?:lower|upper)-(?:alpha|latin|roman))(?![\w-])", re.I
)


def ordinals(numbered: HtmlElement) -> dict[HtmlElement, Ordinal]:
    """The numbers of the items of an <ol>; none where they are those that every list has."""
    items = [item for item in numbered if item.tag == "li"]
    down = "reversed" in numbered.attrib
    number = _number(numbered, "start", len(items) if down else 1)
    found = {}
    for item in items:
        number = _number(item, "value", number)
        found[item] = Ordinal(number, _counter(item) or _counter(numbered) or "1", down)
        number += -1 if down else 1
    usual = (Ordinal(n) for n in range(1, len(items) + 1))
    return {} if all(own == other for own, other in zip(found.values(), usual, strict=True)) else found


def _number(element: HtmlElement, name: str, otherwise: int) -> int:
    said = re.match(r"\s*(-?\d{1,6})", element.get(name) or "")
    return int(said[1]) if said else otherwise


def _counter(element: HtmlElement) -> str:
    said = (element.get("type") or "").strip()
    if said in STYLES:
        return said
    styled = _STYLED.search(element.get("style") or "")
    return _COUNTERS[styled[1].lower()] if styled else ""
