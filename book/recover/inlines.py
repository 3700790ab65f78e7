"""A line's inlines as they stand in a block: its markup kept, and each note at its call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from book.model import Inline, Note, NoteCall, Verdict
from book.recover.markup import part
from book.recover.notes import Call

Calls = Mapping[int, tuple[tuple[Call, Note], ...]]
"""For each line (its index) that calls notes: the calls and their notes, in order."""


def inlines(
    verdicts: Sequence[Verdict], calls: Calls, i: int, *, skip: int = 0, stop: int | None = None
) -> tuple[Inline, ...]:
    """A line's text from character `skip` on, up to `stop`, with the calls in it in place of their marks."""
    text = verdicts[i].line.text
    begin = skip + len(text[skip:]) - len(text[skip:].lstrip())
    end = len(text[:stop].rstrip())
    result: list[Inline] = []
    at = begin
    for call, note in calls.get(i, ()):
        if call.start < at or call.end > end:
            continue
        if call.start > at:
            result += part(verdicts[i].line, at, call.start)
        result.append(NoteCall(note))
        at = call.end
    result += part(verdicts[i].line, at, end)
    return tuple(result)
