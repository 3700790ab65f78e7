"""Where on its page a line stands: what the elements around it are named for, and what they share.

No more than the way down to each line is looked at (see `book.model.Line.place`), not its words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from book.clean.page import Page, Verdicts
from book.clean.placenames import kinds, step
from book.model import Line
from book.places import steps

_COUNTED = re.compile(r":nth-child\(\d+\)|#[^.\[ ]+|\d+")  # 'li#tip-2.tip' is like 'li#tip-3.tip'
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
TEXTUAL = HEADINGS | {"p", "li", "td", "th", "dd", "dt", "blockquote", "pre"}
_OF_BOXES = TEXTUAL | {"ul", "ol", "dl"}
HEAD = frozenset({"author", "frame", "header", "meta"})
"""What the boxes at the head of a piece are named for: who wrote it, and when."""
OWN_TEXT = re.compile(
    r"[.#](?:post|entry|article|story)[-_]?(?:body|content|text)(?![\w-])|\barticleBody\b", re.I
)
_AROUND = frozenset({"nav", "aside", "footer", "header", "form", "button", "select", "label"})
_ELEMENTS = _AROUND | {"figure"}  # which a bare text may have too


def box(line: Line) -> str:
    """The way down to the element that a paragraph, a heading or a list stands in."""
    way = steps(line.place)
    while len(way) > 1 and step(way[-1]).tag in _OF_BOXES:
        way = way[:-1]
    return " > ".join(way)


def by_text(judge: Callable[[Verdicts, Page], Verdicts]) -> Callable[[Verdicts, Page], Verdicts]:
    """A judge of texts that leaves pages which are laid out to `by_markup`."""

    def judged(verdicts: Verdicts, page: Page) -> Verdicts:
        return verdicts if laid_out(verdicts) else judge(verdicts, page)

    return judged


def laid_out(verdicts: Verdicts) -> bool:
    """Is there anything around the text: elements or classes of furniture, tables within tables?"""
    return any(_furnished(v.line.place) for v in verdicts if v.line.place)


@lru_cache(maxsize=1 << 12)
def _furnished(place: str) -> bool:
    """Is one of the elements on the way furniture, or a table within a table?"""
    known, way = kinds(), map(step, steps(place))
    around = any(here.tag in _AROUND or any(known[k].out for k in here.kinds) for here in way)
    return around or place.count(" > table") > 1


@lru_cache(maxsize=1 << 12)
def whereabouts(place: str, home: tuple[str, ...] = ()) -> str:
    """What the innermost telling element says of a line: 'comment', 'related', 'nav'; '' for none.

    Those of `home` tell nothing (see `home_of`). One that stands around an element which is named for a
    piece's own text says nothing of that: Blogger's 'date-posts' holds all that was posted on a day.
    """
    way = steps(place)
    way = way[shared(way, home) :]
    at = next((k for k in range(len(way) - 1, -1, -1) if furniture(way[k])), -1)
    found = furniture(way[at]) if at >= 0 else ""
    return "" if found in HEAD and any(map(OWN_TEXT.search, way[at + 1 :])) else found


@lru_cache(maxsize=1 << 13)
def furniture(text: str) -> str:
    """What furniture one step of the way is by its names or its tag; '' for none."""
    here, known = step(text), kinds()
    return next(
        (known[k].name for k in here.kinds if known[k].out), here.tag if here.tag in _ELEMENTS else ""
    )


def home_of(lines: Sequence[Line]) -> tuple[str, ...]:
    """The elements around the page's heading, from the root: what they are named for they all hold, as
    <article class="newsletter-post">, so it tells of none of its lines that it is another's."""
    heading = next((line.place for line in lines if line.tag == "h1"), "")
    return steps(heading)[:-1]


@lru_cache(maxsize=1 << 12)
def thread(place: str) -> str:
    """The way down to the outermost element named for readers' comments; '' for none."""
    way = steps(place)
    first = next((n for n, text in enumerate(way, 1) if _of_comments(text)), 0)
    return " > ".join(way[:first])


@lru_cache(maxsize=1 << 13)
def _of_comments(text: str) -> bool:
    return any(kinds()[k].name == "comment" for k in step(text).kinds)


@lru_cache(maxsize=1 << 12)
def names(place: str) -> str:
    """The way down by names alone: of paragraphs that an editor made boxes of, all have the same."""
    return _COUNTED.sub("", place)


def shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many steps from the root are the same."""
    same = 0
    for here, there in zip(one, other, strict=False):
        if here != there:
            break
        same += 1
    return same


def free(way: Sequence[str]) -> bool:
    """Is none of these elements furniture?"""
    return not any(map(furniture, way))
