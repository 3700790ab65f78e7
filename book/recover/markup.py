"""Part of a line with its inline markup: from the text's offsets back to the tree that it came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from book.model import Inline, Line, LineBreak, Link, NoteCall, Span, Text


def part(line: Line, start: int, end: int) -> tuple[Inline, ...]:
    """The inlines of line.text[start:end]; bare text where the line has no markup."""
    if start >= end:
        return ()
    if not line.inlines or length(line.inlines) != len(line.text):
        return (Text(line.text[start:end]),)
    return _cut(line.inlines, start, end)


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
            case Span() | Link():
                made.append(replace(inline, inlines=_cut(inline.inlines, first, last)))
            case LineBreak() | NoteCall():
                made.append(inline)
            case _:
                assert_never(inline)
    return tuple(made)
