"""The rules of a page that may be breaks in its text: those with text on both sides.

A rule (<hr>), what says that it is one, or a picture of one. What stands above a heading, at an edge of the
page, or fences a place where a page shows nothing (an advertisement's), parts no text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from lxml.html import HtmlElement

from book.dividers import SHOWN, TAG, divides, is_ornament
from book.model import Line
from book.read.elements import HEADINGS
from book.read.gathered import Marks, Run

_CALLED = re.compile(
    r"(?:^|[\W_\d])(?:divider|separator|ornament|fleuron|vignette|asterism|flourish"
    r"|(?:scene|section|text|thematic)[\W_]?break|scheidingslijn|trennlinie|trenner|filet)(?:$|[\W_\d])",
    re.I,
)
"""How the files of ornaments are called, and the elements that show one."""
_HIGHEST = 120  # pixels of an ornament
_OFTEN = 3  # times that no picture of anything stands in a text, of whatever size


def is_rule(element: HtmlElement) -> bool:
    """Does this element draw a rule?"""
    if element.tag == TAG:
        return True
    return element.get("role") == "separator" and not str(element.text_content()).strip()


def rule(place: str) -> Line:
    """The line that stands for a rule."""
    return Line(0, SHOWN, TAG, place)


def apart(
    runs: list[Run], anchors: list[tuple[int, str]], end: Marks
) -> tuple[list[Run], list[tuple[int, str]]]:
    """Runs with an ornament that is a row of its own in a paragraph as a paragraph of its own, between forced
    line ends (`end`), two in a row; and the anchors, each with how many runs stand before it."""
    if not any(marks == end for marks, _ in runs):
        return runs, anchors
    made: list[Run] = []
    moved: list[int] = []  # for each run, how many were put before it
    for forced, row in groupby(runs, key=lambda run: run[0] == end):
        some = [*row]
        more = not forced and is_ornament("".join(text for _, text in some))
        between = [(end, "\n")] if more and made else []
        made += between
        moved += [len(made) - len(moved)] * len(some)
        made += [*some, *([(end, "\n")] if more else [])]
    return made, [
        (at + (moved[at] if at < len(moved) else len(made) - len(runs)), id_) for at, id_ in anchors
    ]


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
    return bool(called) or (not image.alt and (times >= _OFTEN or (times > 1 and image.height > 0)))


def _parts(lines: Sequence[Line], i: int) -> bool:
    if not 0 < i < len(lines) - 1:
        return False
    above, below = lines[i - 1], lines[i + 1]
    if any(divides(beside) or beside.tag in HEADINGS for beside in (above, below)):
        return False
    return " > li" not in lines[i].place
