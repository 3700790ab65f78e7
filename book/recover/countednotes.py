"""Notes in a numbered list that nothing links: raised numbers in the text, a list under 'Notes' below it.

The list counts its notes by itself, so no mark stands in their lines. Its heading, or what the site calls it,
says that they are notes, or the arrow at the end of each that leads back; that there are as many items as
raised numbers, and that these count from 1, is the proof. In Markdown that a program made of a page links to
places in it stand for raised numbers. Or they are paragraphs that begin with the number, raised or in bold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from book.model import Galley, Inline, Link, Role, Span, Text, Verdict
from book.recover import grammar
from book.recover.linkednotes import COUNTED, OWN, Call, without_arrow
from book.recover.linkednotes import raised as raised_mark
from book.recover.marks import OPEN, UNCALLED, Mark, remark
from book.recover.markup import length, steps
from book.recover.page import Sheet

_NUMBER = re.compile(r"[\[(]?(\d{1,3})[\])]?")
_CALLED = re.compile(r"[#.][\w-]*(?:foot|end)?notes?(?![a-z])", re.I)
_LONGEST = 4  # lines below the first of a note that may be of it
_NEAR = 2  # lines above a list in which its heading may stand


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Marks the items of such a list as notes, or the paragraphs that begin with these numbers."""
    if not sheet.given.marked_up:
        return galley
    verdicts = galley.verdicts
    if any(v.rule in OWN for v in verdicts):
        return galley
    raised = list(_raised(verdicts))
    numbers = list(dict.fromkeys(number for *_, number in raised))
    if numbers and (marks := _begun(galley, raised)):
        return remark(galley, marks)
    if not numbers or numbers != list(range(1, len(numbers) + 1)):
        return galley
    last = max(i for i, *_ in raised)
    for place, run in groupby(range(last + 1, len(verdicts)), key=lambda i: _list(verdicts[i])):
        lines = list(run)
        items = [_nth(verdicts[i]) for i in lines]
        if not place or list(dict.fromkeys(items)) != numbers:
            continue
        heading = _heading(galley, lines[0])
        named = heading is not None or _CALLED.search(place) or _lead_back(verdicts, lines, items)
        if all(verdicts[i].role in OPEN for i in lines) and named:
            marks = {
                i: Mark(Role.NOTE, COUNTED, 0.9, "as many as the raised numbers in the text")
                if k == 0 or items[k] != items[k - 1]
                else Mark(Role.NOTE, "notes.continued", 0.9, "of the same note")
                for k, i in enumerate(lines)
            }
            if heading is not None:
                why = "the book sets its own heading over notes"
                marks[heading] = Mark(Role.BOILERPLATE, "notes.heading", 1.0, why)
            return remark(galley, marks)
    return galley


def calls(verdicts: Sequence[Verdict]) -> dict[int, Call]:
    """For each line that begins such a note (its index): the first raised number that calls it."""
    noted = [i for i, v in enumerate(verdicts) if v.rule == COUNTED and v.role is Role.NOTE]
    starts = {_begins(verdicts[i]) or _nth(verdicts[i]): i for i in reversed(noted)}
    found: dict[int, Call] = {}
    for i, start, end, number in _raised(verdicts) if starts else ():
        if (note := starts.get(number, -1)) > i:
            found.setdefault(note, (i, start, end, str(number)))
    return found


def _begun(galley: Galley, raised: Sequence[tuple[int, int, int, int]]) -> dict[int, Mark]:
    """The notes that begin with their numbers, raised or in bold, each below its call; they count from 1.

    What stands between two of them, a few lines at most, is of the first: no heading, nor what calls a note.
    """
    verdicts = galley.verdicts
    calls: dict[int, int] = {}
    for i, *_, number in raised:
        calls.setdefault(number, i)
    starts = [i for i, v in enumerate(verdicts) if v.role in OPEN and calls.get(_begins(v), i) < i]
    numbers = [_begins(verdicts[i]) for i in starts]
    if not starts or numbers != list(range(1, len(numbers) + 1)):
        return {}
    lifted = all(verdicts[i].line.inlines[:1] != () and _is_sup(verdicts[i].line.inlines) for i in starts)
    if not lifted and (set(numbers) != set(calls) or max(calls.values()) > starts[0]):
        return {}  # numbers in bold may be a list's
    why = "it begins with a number that is raised in the text"
    marks = {i: Mark(Role.NOTE, COUNTED, 0.9, why) for i in starts}
    calling = {i for i, *_ in raised}
    for before, after in pairwise(starts):
        between = [i for i in range(before + 1, after) if verdicts[i].kept and not verdicts[i].line.blank]
        if len(between) <= _LONGEST and not any(i in calling or _heads(verdicts[i]) for i in between):
            marks |= {i: Mark(Role.NOTE, "notes.continued", 0.8, "between two notes") for i in between}
    if (heading := _heading(galley, starts[0])) is not None:
        why = "the book sets its own heading over notes"
        marks[heading] = Mark(Role.BOILERPLATE, "notes.heading", 1.0, why)
    return marks


def _lead_back(verdicts: Sequence[Verdict], lines: Sequence[int], items: Sequence[int]) -> bool:
    """Does each item end in an arrow?"""
    ends = {item: verdicts[i].line.text for i, item in zip(lines, items, strict=True)}
    return all(without_arrow(text) < len(text) for text in ends.values())


def _begins(verdict: Verdict) -> int:
    """The number that a line begins with, raised or in bold; 0 for none."""
    mark, end = raised_mark(verdict.line)
    return int(mark) if mark.isdecimal() and verdict.line.text[end:].strip() else 0


def _is_sup(inlines: Sequence[Inline]) -> bool:
    first = inlines[0]
    return isinstance(first, Span | Link) and (
        (isinstance(first, Span) and first.kind == "sup") or (bool(first.inlines) and _is_sup(first.inlines))
    )


def _heads(verdict: Verdict) -> bool:
    return bool(re.fullmatch("h[1-6]", verdict.line.tag))


def _raised(verdicts: Sequence[Verdict]) -> Iterator[tuple[int, int, int, int]]:
    """The raised numbers in the kept text: (verdict, from, to, number)."""
    for i, verdict in enumerate(verdicts):
        line = verdict.line
        if verdict.kept and verdict.role not in UNCALLED and length(line.inlines) == len(line.text):
            for start, end in _sups(line.inlines, 0):
                found = _NUMBER.fullmatch(line.text[start:end].strip())
                if found and line.text[:start].strip():
                    yield i, len(line.text[:start].rstrip()), end, int(found[1])


def _sups(inlines: Sequence[Inline], at: int) -> Iterator[tuple[int, int]]:
    for inline in inlines:
        size = length((inline,))
        if _is_call(inline):
            yield at, at + size
        elif isinstance(inline, Span | Link):
            yield from _sups(inline.inlines, at)
        at += size


def _is_call(inline: Inline) -> bool:
    """Is it raised, or does it lead to a place in the page itself?"""
    if isinstance(inline, Link):
        return inline.href.startswith("#") and _NUMBER.fullmatch(_said(inline.inlines)) is not None
    return isinstance(inline, Span) and inline.kind == "sup"


def _said(inlines: Sequence[Inline]) -> str:
    return "".join(inline.text for inline in inlines if isinstance(inline, Text)).strip()


def _list(verdict: Verdict) -> str:
    """The way down to the numbered list that a line stands in; '' for none."""
    return verdict.line.within("ol")


def _nth(verdict: Verdict) -> int:
    return next((nth for name, nth in reversed(steps(verdict.line)) if name == "li"), 0)


def _heading(galley: Galley, first: int) -> int | None:
    """The line above a list that says that notes follow."""
    rules = grammar.load(galley.language)
    for i in range(first - 1, max(first - 1 - _NEAR, -1), -1):
        if rules.match("noteheads", galley.verdicts[i].line.text):
            return i
    return None
