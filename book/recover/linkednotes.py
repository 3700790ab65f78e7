"""Notes that a page links: `<a href="#fn1">1</a>` in the text, `<li id="fn1">` below it.

WordPress, MediaWiki, Pandoc and Markdown's tools all write them so. The number of such a note is often its
list's alone, so no mark stands in its line: the link is all the evidence, and enough. A link is a call
where its words are no more than a mark, and where it leads down to a short element with that id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, takewhile

from book.model import KEPT, Galley, Inline, Line, Link, Role, Span, Verdict
from book.places import steps
from book.recover.marks import OPEN, UNCALLED, Mark, remark
from book.recover.markup import length
from book.recover.page import Sheet

RULE = "notes.linked"
COUNTED = "notes.counted"
OWN = frozenset({RULE, COUNTED})
"""Rules of notes that bear no mark of their own."""
_LONGEST = 4  # lines of one note
_MARK = re.compile(
    r"[\[(]?\s*(?:(?:note|noot|nb|n)\s*)?(?:\d{1,3}|[a-z]|[*†‡§]{1,3})\s*[\])]?", re.IGNORECASE
)
_ELEMENTS = frozenset({"li", "dd", "p", "aside", "div", "section", "td", "tr", "table"})
_BEHIND_NAME, _BEHIND_ID = re.compile(r"[.:]"), re.compile(r"[.\[]")
_UP = 4  # steps from a line to such an element: Docutils sets each note in a table
_BACK = r"(?:[↩↑⤴⬆^⏎↵]\ufe0e?\ufe0f?|\[[↩↑^]\ufe0e?\ufe0f?\])"
_HEAD = re.compile(rf"\s*(?:{_BACK}\s*(?:(?:[a-z]|\d+[.,]\d+)\s+)*)?(?:\[?\d{{1,3}}[\].)]+\s*)?")
_BARE = re.compile(rf"(?:{_MARK.pattern}|{_BACK})[.:]?", re.IGNORECASE)
"""All that a line says which is only a note's number, or leads back from it."""
_STOP = re.compile(r"[.:)](?!\.)\s+")
_CALLED_SO = re.compile(r"(?:foot|end)-?notes?(?![a-z])|doc-(?:foot|end)notes?", re.IGNORECASE)
_TAIL = re.compile(rf"(?:\s*{_BACK}(?:\s*\d{{1,2}}\b)?)+\s*\Z")

Call = tuple[int, int, int, str]
"""In which verdict (0-based), where in its text from and to, and the mark."""


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Marks the lines that such links lead to as notes."""
    if not sheet.given.marked_up:
        return galley
    marks: dict[int, Mark] = {}
    ids = _ids(galley.verdicts)
    own = Mark(Role.BOILERPLATE, "notes.mark", 1.0, "the number of the note below; the book counts its own")
    for i, *_, key in _links(galley.verdicts):
        lines = ids.get(key, [])
        if _is_note(galley.verdicts, i, lines):
            marks[lines[0]] = Mark(Role.NOTE, RULE, 0.98, "a link in the text leads here")
            marks |= {k: Mark(Role.NOTE, "notes.continued", 0.95, "of the same note") for k in lines[1:]}
            marks |= dict.fromkeys(_numbers(galley.verdicts, lines), own)
    marks |= _heading(galley, marks)
    return remark(galley, marks) if marks else galley


def _heading(galley: Galley, marks: Mapping[int, Mark]) -> dict[int, Mark]:
    """The heading right above the notes, under which nothing else stands."""
    first = min((i for i, mark in marks.items() if mark.role is Role.NOTE), default=0)
    above = next((i for i in range(first - 1, -1, -1) if galley.verdicts[i].kept and i not in marks), None)
    if above is None or not re.fullmatch("h[2-6]", galley.verdicts[above].line.tag):
        return {}
    below = (v for i, v in enumerate(galley.verdicts[first:], first) if v.kept and i not in marks)
    following = next(below, None)
    if following is not None and not re.fullmatch("h[1-6]", following.line.tag):
        return {}
    why = "the book sets its own heading over notes"
    return {above: Mark(Role.BOILERPLATE, "notes.heading", 1.0, why)}


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


def again(verdicts: Sequence[Verdict]) -> Iterator[tuple[int, Call]]:
    """The further links that lead to a note, each with the note's line (index)."""
    noted = {i for i, v in enumerate(verdicts) if v.rule == RULE and v.role is Role.NOTE}
    ids = _ids(verdicts) if noted else {}
    seen: set[int] = set()
    for i, start, end, key in _links(verdicts) if noted else ():
        first = ids.get(key, [-1])[0]
        if first in noted and i < first:
            if first in seen:
                mark = verdicts[i].line.text[start:end].strip("[]() ")
                yield first, (i, *_with_brackets(verdicts[i].line.text, start, end), mark)
            seen.add(first)


def within(verdicts: Sequence[Verdict]) -> dict[int, list[tuple[int, Call]]]:
    """For each line of a note that links to others: those notes' lines (indices), with the calls of them."""
    noted = {i for i, v in enumerate(verdicts) if v.rule == RULE and v.role is Role.NOTE}
    ids = _ids(verdicts) if noted else {}
    found: dict[int, list[tuple[int, Call]]] = {}
    for i, start, end, key in _links(verdicts, frozenset({Role.NOTE})) if noted else ():
        first = ids.get(key, [-1])[0]
        if first in noted and first != i:
            text = verdicts[i].line.text
            call = (i, *_with_brackets(text, start, end), text[start:end].strip("[]() "))
            found.setdefault(i, []).append((first, call))
    return found


def body(line: Line) -> tuple[int, int]:
    """Where a note's own words begin and end: without its number and the arrow that leads back."""
    text = line.text
    _, own = raised(line)
    head, tail = _HEAD.match(text, own), _TAIL.search(text)
    start, end = head.end() if head else own, tail.start() if tail else len(text)
    if own and (stop := _STOP.match(text, start)):  # behind the number, which alone is a link
        start = stop.end()
    return (start, end) if start < end else (0, len(text))


def without_arrow(text: str) -> int:
    """Where the words of a note end: before the arrow that leads back."""
    tail = _TAIL.search(text)
    return tail.start() if tail else len(text)


def raised(line: Line) -> tuple[str, int]:
    """The mark that a line begins with, raised, in bold or as a link, and where it ends; ('', 0) for none."""
    inlines = line.inlines if length(line.inlines) == len(line.text) else ()
    while inlines and isinstance(first := inlines[0], Span | Link):
        end = length((first,))
        mark = line.text[:end].strip()
        if _MARK.fullmatch(mark) and (isinstance(first, Link) or first.kind in ("sup", "strong", "b")):
            return mark.strip("[]() "), end
        inlines = first.inlines
    return "", 0


def _is_note(verdicts: Sequence[Verdict], call: int, lines: list[int]) -> bool:
    if not lines or len(lines) > _LONGEST or lines[0] <= call:
        return False
    together = lines[-1] - lines[0] < 2 * _LONGEST
    return together and all(_open(verdicts[k]) and verdicts[k].line.tag[:1] != "h" for k in lines)


def _open(verdict: Verdict) -> bool:
    """May it be a note? Of what was taken for a reader's comment, what its page calls one."""
    if verdict.role is Role.COMMENT:
        return any(map(_CALLED_SO.search, steps(verdict.line.place)[-4:]))
    return verdict.role in OPEN


def _ids(verdicts: Sequence[Verdict]) -> dict[str, list[int]]:
    """The lines in each element that has an id and may hold a note, those aside that only number it."""
    found: dict[str, list[int]] = {}
    for i, verdict in enumerate(verdicts):
        for key in verdict.line.anchors:
            found.setdefault(key, []).extend(_anchored(verdicts, i))
    for i, verdict in enumerate(verdicts):
        if "#" not in verdict.line.place or verdict.line.blank:
            continue
        for step in steps(verdict.line.place)[-_UP:]:
            for key in _keys(step):
                found.setdefault(key, []).append(i)
    bare = {i for i in {*chain.from_iterable(found.values())} if _bare(verdicts[i])}
    return {key: [i for i in lines if i not in bare] or lines for key, lines in found.items()}


@lru_cache(maxsize=1 << 12)
def _keys(step: str) -> tuple[str, ...]:
    """What may be the id of an element that may hold a note: it may have a point in it; classes follow it."""
    element, _, rest = step.partition("#")
    if not rest or _BEHIND_NAME.split(element)[0] not in _ELEMENTS:
        return ()
    return tuple(rest[:end] for end in (*(m.start() for m in _BEHIND_ID.finditer(rest)), len(rest)))


def _bare(verdict: Verdict) -> bool:
    return bool(_BARE.fullmatch(verdict.line.text.strip()))


def _anchored(verdicts: Sequence[Verdict], i: int) -> list[int]:
    """The lines of the note that an anchor stands in: its own, or those below it in the same element; below a
    heading that is its number the next."""
    line = verdicts[i].line
    if not _bare(verdicts[i]):
        return [i]
    if line.tag[:1] == "h" or line.tag == "dt":
        return [k for k in range(i + 1, min(i + 2, len(verdicts))) if not _bare(verdicts[k])]
    within = f"{line.place} > "
    below = []
    for k in range(i + 1, min(i + 1 + _LONGEST, len(verdicts))):
        if not verdicts[k].line.place.startswith(within):
            break
        below.append(k)
    return below or _in_its_row(verdicts, i) or [i]


def _in_its_row(verdicts: Sequence[Verdict], i: int) -> list[int]:
    """The lines beside a number in its row of a table, where they are few: how mails set a note."""
    row = verdicts[i].line.within("tr")
    if not row:
        return []
    rest = verdicts[i + 1 : i + 2 + _LONGEST]
    held = takewhile(lambda v: v.line.place.startswith(f"{row} > "), rest)
    found = [k for k, _ in enumerate(held, i + 1)]
    return found if len(found) <= _LONGEST else []


def _numbers(verdicts: Sequence[Verdict], lines: list[int]) -> Iterator[int]:
    """The lines that are a note's number or lead back from it, and nothing else: above it and within it."""
    first = lines[0] - 1
    if first >= 0 and _bare(verdicts[first]) and verdicts[first].line.anchors:
        yield first
    home = steps(verdicts[lines[0]].line.place)
    for k in (first, *range(lines[0], lines[-1] + 2)):
        line = verdicts[k].line if 0 <= k < len(verdicts) and k not in lines else None
        if line and _bare(verdicts[k]) and "#" in line.place and _beside(steps(line.place), home):
            yield k


def _beside(way: Sequence[str], home: Sequence[str]) -> bool:
    """Does a line stand in the element with an id that another stands in, too?"""
    named = max((n for n, step in enumerate(home) if "#" in step), default=-1)
    return named >= len(home) - 3 and way[: named + 1] == home[: named + 1]


def _links(verdicts: Sequence[Verdict], roles: frozenset[Role] = KEPT - UNCALLED) -> Iterator[Call]:
    """The links within lines of these roles that look like calls: (verdict, from, to, the id)."""
    for i, verdict in enumerate(verdicts):
        line = verdict.line
        if verdict.role not in roles or not line.inlines:
            continue
        if length(line.inlines) != len(line.text):
            continue
        for start, end, href in links(line.inlines):
            key = href.rpartition("#")[2]
            words = line.text[start:end]
            if key and "#" in href and _MARK.fullmatch(words.strip()) and line.text[:start].strip(" [("):
                yield i, start, end, key


def links(inlines: Sequence[Inline], at: int = 0) -> Iterator[tuple[int, int, str]]:
    """Where links begin and end in a run of inlines, in characters from `at` on, and where they lead."""
    for inline in inlines:
        size = length((inline,))
        if isinstance(inline, Link):
            yield at, at + size, inline.href
        elif isinstance(inline, Span):
            yield from links(inline.inlines, at)
        at += size


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """A call with the brackets that stand around the link, and the space before it."""
    if text[start - 1 : start] in ("[", "(") and text[end : end + 1] in ("]", ")"):
        start, end = start - 1, end + 1
    return len(text[:start].rstrip()), end
