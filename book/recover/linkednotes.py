"""Notes that a page links: `<a href="#fn1">1</a>` in the text, `<li id="fn1">` below it.

WordPress, MediaWiki, Pandoc and Markdown's tools all write them so. The number of such a note is often its
list's alone, so no mark stands in its line: the link is all the evidence, and enough. A link is a call
where its words are no more than a mark, and where it leads down to a short element with that id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from book.model import Galley, Inline, Link, Role, Span, Verdict
from book.recover.marks import OPEN, Mark, remark
from book.recover.markup import length

RULE = "notes.linked"
_LONGEST = 4  # lines of one note
_MARK = re.compile(
    r"[\[(]?\s*(?:(?:note|noot|nb|n)\s*)?(?:\d{1,3}|[a-z]|[*†‡§]{1,3})\s*[\])]?", re.IGNORECASE
)
_ELEMENTS = frozenset({"li", "dd", "p", "aside", "div", "section", "td"})
_BACK = r"(?:[↩↑⤴⬆^⏎↵]\ufe0e?\ufe0f?|\[[↩↑^]\ufe0e?\ufe0f?\])"
_HEAD = re.compile(rf"\s*(?:{_BACK}\s*(?:(?:[a-z]|\d+[.,]\d+)\s+)*)?(?:\[?\d{{1,3}}[\].)]+\s*)?")
_TAIL = re.compile(rf"(?:\s*{_BACK}(?:\s*\d{{1,2}}\b)?)+\s*\Z")

Call = tuple[int, int, int, str]
"""In which verdict (0-based), where in its text from and to, and the mark."""


def recover(galley: Galley) -> Galley:
    """Marks the lines that such links lead to as notes."""
    marks: dict[int, Mark] = {}
    ids = _ids(galley.verdicts)
    for i, *_, key in _links(galley.verdicts):
        lines = ids.get(key, [])
        if _is_note(galley.verdicts, i, lines):
            marks[lines[0]] = Mark(Role.NOTE, RULE, 0.98, "a link in the text leads here")
            marks |= {k: Mark(Role.NOTE, "notes.continued", 0.95, "of the same note") for k in lines[1:]}
    return remark(galley, marks) if marks else galley


def calls(verdicts: Sequence[Verdict]) -> dict[int, Call]:
    """For each line that is such a note (its index): the first link that leads to it."""
    noted = {i for i, v in enumerate(verdicts) if v.rule == RULE and v.role is Role.NOTE}
    if not noted:
        return {}
    ids = _ids(verdicts)
    found: dict[int, Call] = {}
    for i, start, end, key in _links(verdicts):
        first = ids.get(key, [-1])[0]
        if first in noted and i < first:
            mark = verdicts[i].line.text[start:end].strip("[]() ")
            found.setdefault(first, (i, *_with_brackets(verdicts[i].line.text, start, end), mark))
    return found


def body(text: str) -> tuple[int, int]:
    """Where a note's own words begin and end: without its number and the arrow that leads back."""
    head, tail = _HEAD.match(text), _TAIL.search(text)
    start, end = head.end() if head else 0, tail.start() if tail else len(text)
    return (start, end) if start < end else (0, len(text))


def _is_note(verdicts: Sequence[Verdict], call: int, lines: list[int]) -> bool:
    if not lines or len(lines) > _LONGEST or lines[0] <= call:
        return False
    together = lines[-1] - lines[0] < 2 * _LONGEST
    return together and all(verdicts[k].role in OPEN and verdicts[k].line.tag[:1] != "h" for k in lines)


def _ids(verdicts: Sequence[Verdict]) -> dict[str, list[int]]:
    """The lines in each element that has an id and may hold a note."""
    found: dict[str, list[int]] = {}
    for i, verdict in enumerate(verdicts):
        if "#" not in verdict.line.place or verdict.line.blank:
            continue
        for step in verdict.line.place.split(" > ")[-3:]:
            element, _, rest = step.partition("#")
            if rest and re.split(r"[.:]", element)[0] in _ELEMENTS:
                ends = [m.start() for m in re.finditer(r"[.\[]", rest)]
                for end in (*ends, len(rest)):  # an id may have a point in it, and classes follow it
                    found.setdefault(rest[:end], []).append(i)
    return found


def _links(verdicts: Sequence[Verdict]) -> Iterator[Call]:
    """The links within kept lines that look like calls: (verdict, from, to, the id that they lead to)."""
    for i, verdict in enumerate(verdicts):
        line = verdict.line
        if not verdict.kept or verdict.role is Role.NOTE or not line.inlines:
            continue
        if length(line.inlines) != len(line.text):
            continue
        for start, end, href in _within(line.inlines, 0):
            key = href.rpartition("#")[2]
            words = line.text[start:end]
            if key and "#" in href and _MARK.fullmatch(words.strip()) and line.text[:start].strip(" [("):
                yield i, start, end, key


def _within(inlines: Sequence[Inline], at: int) -> Iterator[tuple[int, int, str]]:
    for inline in inlines:
        size = length((inline,))
        if isinstance(inline, Link):
            yield at, at + size, inline.href
        elif isinstance(inline, Span):
            yield from _within(inline.inlines, at)
        at += size


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """A call with the brackets that stand around the link, and the space before it."""
    if text[start - 1 : start] in ("[", "(") and text[end : end + 1] in ("]", ")"):
        start, end = start - 1, end + 1
    return len(text[:start].rstrip()), end
