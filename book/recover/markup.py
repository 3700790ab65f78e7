"""A line's place in its page, and part of it with its inline markup: from offsets back to the tree.

A link to elsewhere on the page that the line came from leads nowhere in a book: its words stay, without it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import assert_never

from book import places
from book.model import Inline, Line, LineBreak, Link, NoteCall, Span, Text

HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
"""Elements that head a part of a text."""
_NTH = re.compile(r"^(\w+)[^:]*(?::nth-child\((\d+)\))?")


def steps(line: Line) -> tuple[tuple[str, int], ...]:
    """The way down to a line: (element, its place among its siblings from 1, or 0)."""
    return _counted(line.place)


@lru_cache(maxsize=1 << 12)
def _counted(place: str) -> tuple[tuple[str, int], ...]:
    found = (_NTH.match(step) for step in places.steps(place))
    return tuple((m[1], int(m[2] or 0)) for m in found if m)


def part(line: Line, start: int, end: int) -> tuple[Inline, ...]:
    """The inlines of line.text[start:end]; bare text where the line has no markup."""
    if start >= end:
        return ()
    if not line.inlines or length(line.inlines) != len(line.text):
        return (Text(line.text[start:end]),)
    return _cut(line.inlines, start, end)


def without_anchors(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """The same words, without links to elsewhere on their page."""
    return _cut(inlines, 0, length(inlines))


def length(inlines: Sequence[Inline]) -> int:
    """The characters that inlines stand for in their line's text; a forced line end is a space there."""
    total = 0
    for inline in inlines:
        match inline:
            case Text(text):
                total += len(text)
            case Span() | Link():
                total += length(inline.inlines)
            case LineBreak():
                total += 1
            case NoteCall():
                pass
            case _:
                assert_never(inline)
    return total


def _cut(inlines: Sequence[Inline], start: int, end: int) -> tuple[Inline, ...]:
    made: list[Inline] = []
    at = 0
    for inline in inlines:
        size = length((inline,))
        first, last = max(start - at, 0), min(end - at, size)
        at += size
        if first >= last:
            continue
        match inline:
            case Text(text):
                made.append(Text(text[first:last]))
            case Link(href, within) if href.startswith("#"):
                made += _cut(within, first, last)
            case Span() | Link():
                made.append(replace(inline, inlines=_cut(inline.inlines, first, last)))
            case LineBreak() | NoteCall():
                made.append(inline)
            case _:
                assert_never(inline)
    return tuple(made)


def cites(line: Line, home: str) -> bool:
    """Whether a line says whom the quotation at `home` is by, by its element (HTML: <footer>, <cite>)."""
    below = {name for name, _ in steps(line)[len(places.steps(home)) :]}
    cited = [inline for inline in line.inlines if isinstance(inline, Span) and inline.kind == "cite"]
    return bool(below & {"cite", "footer"} or (cited and len(cited) == len(line.inlines)))
