"""The rules of a page that may be breaks in its text: those with text on both sides.

A rule (<hr>), what says that it is one, or a picture of one. What stands above a heading, at an edge of the
page, or fences a place where a page shows nothing (an advertisement's), parts no text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from lxml.html import HtmlElement

from book.dividers import SHOWN, TAG, divides
from book.model import Line

_CALLED = re.compile(
    r"(?:^|[\W_\d])(?:divider|separator|ornament|fleuron|vignette|asterism|flourish"
    r"|(?:scene|section|text|thematic)[\W_]?break|scheidingslijn|trennlinie|trenner|filet)(?:$|[\W_\d])",
    re.I,
)
"""How the files of ornaments are called, and the elements that show one."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HIGHEST = 120  # pixels of an ornament


def is_rule(element: HtmlElement) -> bool:
    """Does this element draw a rule?"""
    if element.tag == TAG:
        return True
    return element.get("role") == "separator" and not str(element.text_content()).strip()


def rule(place: str) -> Line:
    """The line that stands for a rule."""
    return Line(0, SHOWN, TAG, place)


def placed(lines: Iterable[Line]) -> list[Line]:
    """The lines of a page without the rules that part no text; pictures of rules are rules."""
    found = list(lines)
    often = Counter(line.image.name for line in found if line.image)
    for i, line in enumerate(found):
        if line.image and _draws(found, i, often[line.image.name]):
            found[i] = rule(line.place)
    return [line for i, line in enumerate(found) if line.tag != TAG or _parts(found, i)]


def _draws(lines: Sequence[Line], i: int, times: int) -> bool:
    """Is this picture an ornament: called so, or shown more than once, and alone between two paragraphs?"""
    line = lines[i]
    image = line.image
    if image is None or not image.alone or image.height > _HIGHEST or line.figure:
        return False
    called = _CALLED.search(" ".join((image.hints, image.name.rpartition("/")[2], image.alt)))
    return bool(called) or (times > 1 and not image.alt and image.height > 0)


def _parts(lines: Sequence[Line], i: int) -> bool:
    if not 0 < i < len(lines) - 1:
        return False
    above, below = lines[i - 1], lines[i + 1]
    if any(divides(beside) or beside.tag in _HEADINGS for beside in (above, below)):
        return False
    return " > li" not in lines[i].place
