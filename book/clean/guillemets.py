"""Quotation marks that look like arrows: '« The earth,' / 'the water,' / 'the air ».'

Pages set the same signs at links: '« Previous', 'Read on »'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

MARKS = "«»‹›<> \u00a0\u202f"
"""The signs, and the spaces within them."""
_FAR = 12  # lines, blank ones apart, over which one quotation may go
_LONG = 60  # characters: a link that goes back has no more
_OPENED = re.compile(r"«|<<")
_CLOSED = re.compile(r"»|>>")
_STOPPED = re.compile(r"[.,;:!?…]\s?(?:»|>>)[.,;]?$")
_WITHIN = re.compile(r"<<[^<>]+>>[.,;]?$")


def closed(texts: Sequence[str]) -> frozenset[int]:
    """The lines (stripped) whose guillemets open or close one quotation that goes over several lines.

    A quotation is opened within a line, or by one that is longer than a link; where it begins its line it is
    told from 'Previous' by the stops before either end. What is between '<<' and '>>' in a line is quoted.
    """
    found: set[int] = set()
    opened: tuple[int, int] | None = None  # its line, and its number among those that are not blank
    number = 0
    for i, text in enumerate(texts):
        if not text:
            continue
        number += 1
        if not ("«" in text or "»" in text or "<<" in text or ">>" in text):
            continue
        if _WITHIN.search(text):
            found.add(i)
        opens, closes = len(_OPENED.findall(text)), len(_CLOSED.findall(text))
        if closes > opens:
            if opened is not None and number - opened[1] <= _FAR and _quotes(texts[opened[0]], text):
                found.update((opened[0], i))
            opened = None
        elif opens > closes:
            opened = i, number
    return frozenset(found)


def _quotes(above: str, below: str) -> bool:
    """Do these two lines open and close a quotation, and not lead to other pages?"""
    if len(above) > _LONG or not _OPENED.match(above):
        return True
    return _STOPPED.search(below) is not None or above[-1:] in ",;:"
