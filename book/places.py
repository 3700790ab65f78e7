"""The way down to a line on its page, a step for each element: 'body > article#main > p.lead'.

Reading writes it (`book.model.Line.place`). Cleaning and recovering ask of the same ones over and over: what
is found of one is kept for a while.
"""

from __future__ import annotations

import re
from functools import lru_cache

_FIGURE = re.compile(
    r"figure(?![\w-])|div(?=[^ ]*\.(?:wp-caption|thumb|caption)(?![\w-]))|dl(?=[^ ]*\.gallery-item(?![\w-]))"
)
"""Elements that hold a picture with its caption: HTML's, WordPress's and MediaWiki's older ones."""
_OF_FIGURES = ("figure", "caption", "thumb", "gallery-item")
"""What the way down to a figure has in it: asked first, since hardly a line stands in one."""
_KEPT = 1 << 12


@lru_cache(maxsize=_KEPT)
def steps(place: str) -> tuple[str, ...]:
    """The elements on the way, from the outermost on."""
    return tuple(place.split(" > "))


@lru_cache(maxsize=_KEPT)
def innermost(place: str, name: str) -> str:
    """The way down to the innermost element of this name that stands on it; '' for none."""
    before, found, rest = place.rpartition(f" > {name}")
    return before + found + rest.split(" > ")[0] if found else ""


def called(place: str, name: re.Pattern[str], near: int) -> tuple[str, ...]:
    """The way down to the innermost of the last `near` elements that is called so; () for none."""
    way = steps(place)
    last = next((n for n in range(len(way), max(0, len(way) - near), -1) if name.search(way[n - 1])), 0)
    return way[:last]


@lru_cache(maxsize=_KEPT)
def figure(place: str) -> str:
    """The way down to the innermost figure that stands on it; '' for none."""
    if not any(word in place for word in _OF_FIGURES):
        return ""
    way = steps(place)
    last = next((k for k in range(len(way), 0, -1) if _FIGURE.match(way[k - 1])), 0)
    return " > ".join(way[:last])
