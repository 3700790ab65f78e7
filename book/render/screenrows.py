"""Pictures in rows on a screen: classes that say how wide each is, so that those of a row are as high.

What stands in a document is its structure; how that looks is the stylesheet's, which the press adds these
rules to. Each says in its name what it does.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from book.render.breaks import XHTML
from book.render.groups import GAP, GROUP, shares

_HIGHEST = 80  # hundredths of a screen: the caption below needs room as well


def spread(documents: Iterable[etree._Element]) -> dict[str, str]:
    """Gives the rows of pictures their widths, in place; the rules for that, by what stands before each."""
    rules: dict[str, str] = {}
    for root in documents:
        for group in root.iter(f"{XHTML}div"):
            if group.get("class") == GROUP:
                _spread(group, rules)
    return rules


def _spread(group: etree._Element, rules: dict[str, str]) -> None:
    """Rows as wide as the page: but none of their pictures larger than it is, nor all of them together higher
    than the screen."""
    whole, height = [], 0.0
    for row in group:
        sides = [(int(image.get("width", "1")), int(image.get("height", "1"))) for image in row]
        widths = shares([wide / high for wide, high in sides])
        whole += [wide * 100 / width for (wide, _), width in zip(sides, widths, strict=True)]
        height += widths[0] * sides[0][1] / sides[0][0] + (GAP if height else 0)
        for image, width in zip(row, widths, strict=True):
            hundredths = int(width * 100 + 0.001)
            _add(image, rules, f"across-{hundredths}", f"width: {hundredths / 100:g}%")
    widest, narrow = int(min(whole)), int(_HIGHEST * 100 / height)
    for row in group:
        _add(row, rules, f"no-wider-{widest}", f"max-width: {widest}px")
    _add(group, rules, f"on-screen-{narrow}", f"max-width: {narrow}vh")


def _add(element: etree._Element, rules: dict[str, str], name: str, rule: str) -> None:
    element.set("class", f"{element.get('class', '')} {name}".strip())
    rules[f".{name}"] = f" {rule};"
