"""The notes that a text calls by a link: `<a href="#fn1">1</a>` in it, an element with that id below it.

WordPress, Substack, MediaWiki, Pandoc and Markdown's tools all write them so. A line that the text calls is
of the text, and so is what stands between them: a short last paragraph looks little like an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from book.model import Inline, Line, Link, Span, Text
from book.places import steps

_MARK = re.compile(r"[\[(]?\s*(?:\d{1,3}|[a-z]|[*†‡§]{1,3})\s*[\])]?", re.IGNORECASE)
_HOLDS = frozenset({"li", "dd", "p", "aside", "div", "section", "td"})
_NEAR = 3  # steps from a line up to the element with the id
_ID = re.compile(r"([a-z][a-z0-9]*)[^#]*#([^.\[]+)")


def called(lines: Sequence[Line]) -> frozenset[int]:
    """Which of these lines stand in a note that an earlier line calls."""
    calls: dict[str, int] = {}
    found: set[int] = set()
    for k, line in enumerate(lines):
        if any(calls.get(key, k) < k for key in (*line.anchors, *_ids(line))):
            found.add(k)
        for words, address in _links(line.inlines):
            _, _, key = address.rpartition("#")
            if key and "#" in address and _MARK.fullmatch(words.strip()):
                calls.setdefault(key, k)
    return frozenset(found)


def _ids(line: Line) -> Iterator[str]:
    """The ids of the elements around a line that may hold a note."""
    if "#" in line.place:
        yield from filter(None, map(_id, steps(line.place)[-_NEAR:]))


@lru_cache(maxsize=1 << 12)
def _id(step: str) -> str:
    """The id of an element that may hold a note; '' for every other element."""
    found = _ID.match(step)
    return found[2] if found and found[1] in _HOLDS else ""


def _links(inlines: Sequence[Inline]) -> Iterator[tuple[str, str]]:
    """The links of a line: their words and where they lead."""
    for inline in inlines:
        if isinstance(inline, Link):
            yield "".join(_words(inline.inlines)), inline.href
        elif isinstance(inline, Span):
            yield from _links(inline.inlines)


def _words(inlines: Sequence[Inline]) -> Iterator[str]:
    for inline in inlines:
        if isinstance(inline, Text):
            yield inline.text
        elif isinstance(inline, Span | Link):
            yield from _words(inline.inlines)
