"""Footnotes and endnotes, and the calls that lead to them.

A note begins with its mark (`¹`, `[1]`, `1.`, `*`, `†`); its call is the same mark in the text above.
Superscripts speak for themselves; every other mark needs its call, since `1.` may number a list and
`*` may open a bullet. A note without a call, and a call without a note, are findings.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from book.model import Finding, Galley, Role, Verdict
from book.recover import countednotes, editor, linkednotes
from book.recover.marks import OPEN, UNCALLED, Mark, finding, remark
from book.recover.page import Sheet
from book.urls import LISTED

_SUPERS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGITS = str.maketrans(_SUPERS, "0123456789")
_NOTE = re.compile(
    rf"\s*(?P<mark>[{_SUPERS}]{{1,3}}|\[(?:\d{{1,3}}|\*{{1,3}}|\^[\w-]{{1,20}})\]:?|\(\d{{1,2}}\)"
    r"|\d{1,3}[.)]?(?=\s)|\*{1,3}\)?|[†‡§]{1,3})\s*(?:[↑^]\s*)?(?P<text>\S.*)",
    re.DOTALL,
)
_MARKS = _SUPERS + "[(*†‡§"
"""What a note begins with, where it is no digit."""
_CALLS: dict[str, re.Pattern[str]] = {
    "super": re.compile(rf"(?<=[^\s⁻⁺])(?P<key>[{_SUPERS}]{{1,3}})"),  # behind a sign it is a power
    "bracket": re.compile(r"\s?\[(?P<key>\d{1,3}|\*{1,3}|\^[\w-]{1,20})\](?!\()"),
    "paren": re.compile(r"(?<=\S)\s?\((?P<key>\d{1,2})\)"),
    "star": re.compile(r"(?<=[\w.,;:!?\"'”’»)\]])(?P<key>\*{1,3})(?![\w*])"),
    "dagger": re.compile(r"(?<=\S)(?P<key>[†‡§]{1,3})(?!\s*\d)"),
    "digit": re.compile(r"(?:(?<=[^\W\d_]{2})|(?<=[^\W\d_][.,;:!?\"'”’»)]))(?P<key>[1-9]\d?)(?![\w%°])"),
}
_READ: dict[str, tuple[str, ...]] = {
    "super": ("super",),
    "bracket": ("bracket", "super"),
    "paren": ("paren", "super"),
    "number": ("super", "bracket", "paren", "digit"),
    "star": ("star", "bracket"),
    "dagger": ("dagger",),
}
"""How a note of each kind may be called, best way first."""
_SIGNS: dict[str, re.Pattern[str]] = {
    "super": re.compile(f"[{_SUPERS}]"),
    "bracket": re.compile(r"\["),
    "paren": re.compile(r"\("),
    "star": re.compile(r"\*"),
    "dagger": re.compile("[†‡§]"),
    "digit": re.compile("[1-9]"),
}
"""What a call of each kind is never without: most lines have none of it, and that is soon seen."""
_UNITS = re.compile(r"(?:^|[\s\d(/])(?:[kcdmµ]?m|ha|ft|in|sec|[a-z]|[A-Z])$")
_DEEPEST = 5  # notes within notes; what is called further down stands for itself
_IN_SENTENCE = "> aside.footnote"
"""The place that reading gives to notes which stand in their sentences."""
_CONTINUED = "notes.continued"
_NO_OPENING = frozenset((*linkednotes.OWN, _CONTINUED))
"""The rules of notes that do not begin with a mark of theirs."""
_ELSEWHERE = frozenset({"hidden", "markup.menu", "markup.nav", "markup.promo", "markup.related", LISTED})
"""The rules of what stands in elements that hold no notes, whatever numbers it begins with."""
_LONGEST_TAIL = 3
"""Paragraphs between two notes that may still belong to the first of them."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call: in which verdict (0-based), where in its text, and what it calls."""

    index: int
    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class Opening:
    """The beginning of a note: its mark as written, its key, its kind, and where its text begins."""

    mark: str
    key: str
    kind: str
    start: int


def opening(text: str) -> Opening | None:
    """How a line opens as a note, if it does."""
    first = text.lstrip()[:1]
    found = _NOTE.fullmatch(text) if first in _MARKS or first.isdecimal() else None
    if found is None or not any(map(str.isalnum, found["text"])):  # '* * *' is a break
        return None
    mark = found["mark"]
    kind = (
        "super" if mark[0] in _SUPERS
        else "bracket" if mark[0] == "["
        else "paren" if mark[0] == "("
        else "star" if mark[0] == "*"
        else "dagger" if mark[0] in "†‡§"
        else "number"
    )  # fmt: skip
    return Opening(mark.removesuffix(":"), _key(mark), kind, found.start("text"))


def _key(mark: str) -> str:
    return mark.translate(_DIGITS).strip("[]().: ")


def pairs(verdicts: Sequence[Verdict]) -> dict[int, Call | None]:
    """For each line that opens a note (its index): its call, or None for a note that nothing calls.

    The k-th note of a key belongs to the k-th call of it, so numbering may begin again. What the text does
    not call, another note may: its call is in a line of that note, which leads back to the text or is None.
    """
    openings = [
        (i, found)
        for i, v in enumerate(verdicts)
        if v.role is Role.NOTE and v.rule not in _NO_OPENING and (found := opening(v.line.text))
    ]
    result: dict[int, Call | None] = {i: Call(*call) for i, call in linkednotes.calls(verdicts).items()}
    result |= {i: Call(*call) for i, call in countednotes.calls(verdicts).items()}
    used = {(call.index, call.start) for call in result.values() if call}
    index = _index(verdicts, {found.kind for _, found in openings})
    for i, found in openings:
        ways = (index.get((way, found.key), ()) for way in _READ[found.kind])
        call = next(
            (c for calls in ways for c in calls if c.index < i and (c.index, c.start) not in used), None
        )
        if call:
            used.add((call.index, call.start))
        result[i] = call
    unheard = (i for i, v in enumerate(verdicts) if v.role is Role.NOTE and v.rule in linkednotes.OWN)
    result = dict.fromkeys(unheard) | result
    return result | _nested(verdicts, result)


def whole(verdicts: Sequence[Verdict], start: int) -> list[int]:
    """The lines (indices) of the note that begins at this one: it, and what continues it."""
    found = [start]
    for i in range(start + 1, len(verdicts)):
        if verdicts[i].role is Role.NOTE and not _begins(verdicts[i]):
            found.append(i)
        elif verdicts[i].kept:
            break
    return found


def _begins(verdict: Verdict) -> bool:
    if verdict.rule in linkednotes.OWN:
        return True
    return opening(verdict.line.text) is not None and verdict.rule != _CONTINUED


def _nested(verdicts: Sequence[Verdict], found: Mapping[int, Call | None]) -> dict[int, Call]:
    """The calls within notes of those notes that the text itself does not call.

    Every note is called once, from the text on, so two that call each other are not lost. Bare numbers call
    nothing here: notes are full of pages and years.
    """
    waiting = {i: None for i in sorted(found) if found[i] is None}
    reached = deque((i, 0) for i, call in found.items() if call)
    nested: dict[int, Call] = {}
    linked = linkednotes.within(verdicts) if waiting else {}
    named: dict[tuple[str, str], list[int]] = {}
    for i in reversed(waiting):
        if verdicts[i].rule not in linkednotes.OWN and (begun := opening(verdicts[i].line.text)):
            for way in set(_READ[begun.kind]) & {"bracket", "super"}:
                named.setdefault((way, begun.key), []).append(i)
    while waiting:
        if not reached:  # one that nothing calls may still call another
            reached.append((next(iter(waiting)), 0))
            del waiting[reached[0][0]]
        start, depth = reached.popleft()
        for i in whole(verdicts, start) if depth < _DEEPEST else ():
            told = [(target, Call(*call)) for target, call in linked.get(i, ())]
            for way, call in _written(verdicts[i], i) if named else ():
                while (of := named.get((way, call.key))) and of[-1] not in waiting:
                    of.pop()
                if of:
                    told.append((of[-1], call))
            for target, call in told:
                if target in waiting:
                    del waiting[target]
                    nested[target] = call
                    reached.append((target, depth + 1))
    return nested


def _written(verdict: Verdict, index: int) -> Iterator[tuple[str, Call]]:
    """The calls that a line of a note may hold, behind its own mark, with the way they are written."""
    text = verdict.line.text
    own = opening(text) if _begins(verdict) and verdict.rule not in linkednotes.OWN else None
    for way in ("bracket", "super"):
        for match in _CALLS[way].finditer(text, own.start if own else 0):
            if way == "bracket" or not _unit(text, match.start()):
                key = _key(match["key"])
                yield way, Call(index, *match.span(), key)


def again(verdicts: Sequence[Verdict], found: Mapping[int, Call | None]) -> Iterator[tuple[int, Call]]:
    """The further calls of a note, by links or by its name in Markdown, each with the note's line (index).

    `found` are the `pairs` of these lines.
    """
    yield from ((i, Call(*told)) for i, told in linkednotes.again(verdicts))
    named = {call.key: i for i, call in found.items() if call and call.key.startswith("^")}
    used = {(call.index, call.start) for call in found.values() if call}
    for (_, key), calls in (_index(verdicts, {"bracket"}) if named else {}).items():
        for call in calls:
            if key in named and (call.index, call.start) not in used:
                yield named[key], call


def _index(verdicts: Sequence[Verdict], kinds: set[str]) -> dict[tuple[str, str], list[Call]]:
    """All calls in the kept text, and in what the editor made a note of, by their way and their key."""
    ways = {way for kind in kinds for way in _READ[kind]}
    found: dict[tuple[str, str], list[Call]] = {}
    if not ways:
        return found
    kept = [
        (i, v.line.text)
        for i, v in enumerate(verdicts)
        if v.kept and (v.role not in UNCALLED or (v.rule == editor.TO_NOTE and not opening(v.line.text)))
    ]
    whole = "\n".join([text for _, text in kept])
    ways = {way for way in ways if _SIGNS[way].search(whole)}
    if not ways:
        return found
    for i, text in kept:
        for way in ways:
            if not _SIGNS[way].search(text):
                continue
            for match in _CALLS[way].finditer(text):
                if way == "super" and _unit(text, match.start()):
                    continue
                key = _key(match["key"])
                found.setdefault((way, key), []).append(Call(i, *match.span(), key))
    return found


def _unit(text: str, start: int) -> bool:
    """Whether a raised 2 or 3 is a power: m², km³, x²."""
    return text[start] in "²³" and bool(_UNITS.search(text[max(0, start - 4) : start]))


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Marks notes and what belongs to them; reports notes and calls that have no partner."""
    area = sheet.page(galley).zones
    verdicts = galley.verdicts
    headings = {
        i for i in sheet.fits("noteheads")
        if i >= area.opening and verdicts[i].role in OPEN and len(verdicts[i].line.text) < 60
        and sheet.rules.match("noteheads", verdicts[i].line.text)
    }  # fmt: skip
    starts = _starts(galley, area.opening, min(headings, default=len(verdicts)))
    if not starts:
        return remark(galley, {}, findings=[*_lonely(galley), *_uncalled(galley)])
    marks = {i: Mark(Role.NOTE, f"notes.{kind}", 0.95) for i, kind in starts.items()}
    noted = remark(galley, marks).verdicts
    calling = {call.index for call in pairs(noted).values() if call}  # the text goes on between its notes
    for before, after in zip(sorted(starts), sorted(starts)[1:], strict=False):
        between = [i for i in range(before + 1, after) if verdicts[i].role is Role.BODY]
        if len(between) <= _LONGEST_TAIL and not calling.intersection(between):
            marks |= {i: Mark(Role.NOTE, _CONTINUED, 0.8) for i in between}
    for i in range(max(starts) + 1, len(verdicts)):
        indented = verdicts[i].line.text[:2].isspace()
        if verdicts[i].role is Role.BODY and indented and opening(verdicts[i].line.text) is None:
            marks[i] = Mark(Role.NOTE, _CONTINUED, 0.8, "indented below a note")
        elif verdicts[i].role is not Role.BLANK:
            break
    first = min(starts)
    for i in headings:
        if i < first and not any(verdicts[k].kept for k in range(i + 1, first)):
            marks[i] = Mark(
                Role.BOILERPLATE, "notes.heading", 1.0, "the book sets its own heading over notes"
            )
    galley = remark(galley, marks)
    return remark(galley, {}, findings=[*_lonely(galley), *_uncalled(galley)])


def _lonely(galley: Galley) -> list[Finding]:
    """Findings for notes that nothing in the text calls."""
    return [
        finding(galley, "note-without-call", galley.verdicts[i].line.number,
                f"the note {_begin(galley.verdicts[i].line.text)!r} is not called in the text",
                "it is set at the end of the piece's last paragraph; place its call, or kill the line")
        for i, call in pairs(galley.verdicts).items() if call is None
    ]  # fmt: skip


def _starts(galley: Galley, first: int, heading: int) -> dict[int, str]:
    """The lines that open a note, with the kind of their mark."""
    verdicts = galley.verdicts
    found = {
        i: o for i, v in enumerate(verdicts)
        if (i > first or v.line.place.endswith(_IN_SENTENCE))
        and v.role in OPEN and v.rule not in _ELSEWHERE and (o := opening(v.line.text))
    }  # fmt: skip
    index = _index(verdicts, {o.kind for o in found.values()})
    found = _without_bullets(verdicts, found, len(index.get(("star", "*"), ())))
    called: dict[int, Opening] = {}
    for i, o in found.items():
        for way in _READ[o.kind]:
            if any(c.index < i for c in index.get((way, o.key), ())):
                called[i] = o
                break
    accepted = {i: o.kind for i, o in found.items() if o.kind == "super" or o.key[:1] == "^" or i in called}
    # Numbers that open lines are a list, unless nearly all of the last that count from 1 are called in order,
    # or 'Noten' stands above.
    numbers = [i for i, o in found.items() if o.kind in ("number", "paren")]
    below = [i for i in numbers if i > heading]
    last = [i for i in numbers if i >= max((k for k in numbers if found[k].key == "1"), default=0)]
    counted = [int(found[i].key) for i in last if i in called]
    ordered = counted == list(range(1, len(counted) + 1)) and len(counted) >= 0.8 * len(last) > 0
    told = {*below, *last} if ordered else set(below)
    accepted = {i: k for i, k in accepted.items() if i not in numbers or i in told}
    if heading < len(verdicts):
        accepted |= {i: found[i].kind for i in below}
    return accepted


def _without_bullets(
    verdicts: Sequence[Verdict], found: Mapping[int, Opening], calls: int
) -> dict[int, Opening]:
    """The openings without those of items that begin with an asterisk, as browsers of text write lists: of
    more than are called those that stand below each other."""
    stars = {i for i, o in found.items() if o.mark == "*"}
    if len(stars) <= calls:
        return dict(found)
    shown = [i for i, v in enumerate(verdicts) if v.role is not Role.BLANK]
    among = {i for pair in pairwise(shown) if stars.issuperset(pair) for i in pair}
    return {i: o for i, o in found.items() if i not in among}


def _uncalled(galley: Galley) -> list[Finding]:
    """Findings for superscript calls that lead to no note, and bracketed ones where there are several."""
    verdicts = galley.verdicts
    paired = pairs(verdicts)
    further = (call for _, call in again(verdicts, paired))
    taken = {(c.index, c.start) for c in (*paired.values(), *further) if c}
    index = _index(verdicts, {"super", "bracket"})
    calls = sorted(
        {(c.index, c.start): c for (way, key), found in index.items() for c in found
         if way == "super" or key.isdigit() or key[:1] == "^"}.values(),
        key=lambda c: (c.index, c.start),
    )  # fmt: skip
    open_calls = [c for c in calls if (c.index, c.start) not in taken]
    raised = [c for c in open_calls if verdicts[c.index].line.text[c.start] in _SUPERS]
    if not taken and raised and all(verdicts[c.index].line.text[c.start] in "²³" for c in raised):
        open_calls = [c for c in open_calls if c not in raised]  # powers
    return [
        finding(galley, "call-without-note", verdicts[c.index].line.number,
                f"the text calls note {c.key}, and there is none", "was a note lost with the page's foot?")
        for c in open_calls[:20]
    ]  # fmt: skip


def _begin(text: str) -> str:
    return text.strip()[:40]
