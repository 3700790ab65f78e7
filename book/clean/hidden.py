"""What a page hides: elements whose class says that they are not shown, or shown to screen readers alone.

What its own markup hides (`hidden`, `style="display: none"`) is no line to begin with; a class may mean
anything, so what stands in such an element has its verdict.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from book.clean.layout import laid_out
from book.clean.page import Page, Verdicts, drop, rerole
from book.model import Role
from book.places import steps

_NAMES = frozenset({
    "hidden", "is-hidden", "u-hidden", "hide", "u-hide", "d-none", "dis-none", "display-none",
    "u-display-none", "visually-hidden", "visuallyhidden", "u-visually-hidden", "is-visually-hidden",
    "element-invisible", "sr-only", "screen-reader-text", "screen-reader-only", "a11y-hidden",
    "hide-text", "w-condition-invisible", "noprint", "navbox", "vertical-navbox",
})  # fmt: skip
"""What frameworks and themes call an element that is not shown; Substack and Webflow; and what MediaWiki does
not print, at the end."""
_SHOWN = re.compile(
    r"(?:[\w-]+:|d-(?:xs|sm|md|lg|xl|xxl|print)-)(?:block|flex|grid|inline[\w-]*|contents|table[\w-]*|not-sr-only)"
)
"""And where it is shown after all, on some width of screen: 'hidden md:block', 'd-none d-lg-flex'."""
_CLASS = re.compile(r"\.([^.#\[\s]+)")
_MOST = 0.5  # of what is kept: a page that is shown only once it has loaded hides its article too


def hidden(verdicts: Verdicts, page: Page) -> Verdicts:
    """Drops what stands in an element that is hidden by its class, unless that is half of what is kept."""
    if not laid_out(verdicts):
        return verdicts
    boxes = {i: box for i, v in enumerate(verdicts) if v.kept and (box := _box(v.line.place))}
    letters: Counter[str] = Counter()
    for i, box in boxes.items():
        letters[box] += len(page.texts[i])
    total = sum(len(page.texts[i]) for i, v in enumerate(verdicts) if v.kept)
    why = "in an element that its page hides"
    return rerole(
        verdicts,
        {
            i: drop(verdicts[i], Role.BOILERPLATE, "hidden", 0.9, why)
            for i, box in boxes.items()
            if letters[box] < _MOST * total
        },
    )


@lru_cache(maxsize=1 << 12)
def _box(place: str) -> str:
    """The way down to the outermost element that is hidden by its class; '' for none."""
    way = steps(place)
    return next((" > ".join(way[:n]) for n, text in enumerate(way, 1) if _unseen(text)), "")


@lru_cache(maxsize=1 << 13)
def _unseen(text: str) -> bool:
    """Does the class of one step of the way hide it?"""
    names = _CLASS.findall(text)
    return not _NAMES.isdisjoint(names) and not any(_SHOWN.fullmatch(name) for name in names)
