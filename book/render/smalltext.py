"""Small text that is set ragged: source notes, the Verantwoording, the colofon, addresses at the foot.

Its lines are broken here, all of a paragraph at once: no word alone on the last, none of 'de', 'of', 'een' at
the end of one where it can be helped. An address is broken behind a slash or before another of its marks,
never behind a hyphen: whoever copies it, by hand or by machine, would leave that out. What has no such place
and is longer than the line is torn where the line is full.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lxml import etree

from book.render.typeface import Typeface

LINES = "lines"
"""The class of what has its lines broken here: the stylesheet keeps its white space, their ends in it."""

_SPACES = re.compile("[ \t\n\r\f]+")
_ADDRESS = re.compile(r"\b(?:https?|ftp)://[^\s<>\"“”‘’]+|\bwww\.[^\s<>\"“”‘’]+")
_SLASH = re.compile(r"(?<=[^:/])/+(?=[^/])")
_MARK = re.compile(r"(?<=\w)(?=[-._~?&=#%+,;@])|(?<=[=&])(?=\w)")
_INLINE = frozenset(["a", "abbr", "b", "cite", "code", "em", "i", "s", "span", "strong", "sub", "sup"])
_ITALIC = frozenset(["cite", "em", "i"])
_BOLD = frozenset(["b", "strong"])
_BOLDER = 1.15
"""How much wider a bold face is than that which is measured, at most: Libertine's 1.11, Vollkorn's 1.15."""

_SLASHED, _MARKED = 0.02, 0.35  # what a break in an address costs, in squares of the measure
_TORN = 4.0  # a break within a word that has no place for one: worse than any other, better than overfull
_LONG = 24  # letters without a place for a break, that may be torn
_SHORT = 0.03  # a line that ends in a word of up to three letters within a phrase
_RUNT, _LEAST = 0.5, 0.2  # a last line that is shorter than this share of the measure
_LINE = 0.15  # a line: small text is there to take little room
_OVERFULL = 100.0
_NARROWER = (0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55)  # measures to make lines even by


@dataclass(frozen=True, slots=True)
class Small:
    """How small text is set: its faces, its size, its measure and the indent of its first line in points."""

    roman: Typeface
    italic: Typeface
    size: float
    measure: float
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class _Break:
    """A place where a line may end: before the letter `end`, the next beginning at `start`."""

    end: int
    start: int
    cost: float = 0.0
    forced: bool = False


def set_ragged(element: etree._Element, small: Small, *, always: bool = False, even: bool = False) -> None:
    """Break the text of an element into lines of our own, with line feeds between them.

    What holds anything but text and inline markup stays as it is; so does what fits on one line, without
    `always`. `even`: of like length, as what is centred must be.
    """
    gathered = _gather(element)
    if gathered is None:
        return
    text, owners = gathered
    ends = _lines(text, owners, small)
    for share in _NARROWER if even and len(ends) > 1 else ():
        closer = _lines(text, owners, replace(small, measure=small.measure * share))
        if len(closer) > len(ends):
            break
        ends = closer
    if always or len(ends) > 1:
        _write(element, text, owners, ends)


def _gather(element: etree._Element) -> tuple[str, list[etree._Element]] | None:
    """The letters of an element, white space made one, and the element that each stands in."""
    letters: list[str] = []
    owners: list[etree._Element] = []

    def add(text: str | None, owner: etree._Element) -> None:
        for char in _SPACES.sub(" ", text or ""):
            if char != " " or (letters and letters[-1] not in " \n"):
                letters.append(char)
                owners.append(owner)

    def walk(parent: etree._Element) -> bool:
        add(parent.text, parent)
        for child in parent:
            if child.tag == "br":
                letters.append("\n")
                owners.append(parent)
            elif (
                child.tag not in _INLINE
                or child.get("class") not in (None, "words", "mark")
                or not walk(child)
            ):
                return False
            add(child.tail, parent)
        return True

    if not walk(element):
        return None
    while letters and letters[-1].isspace():
        letters.pop()
        owners.pop()
    return "".join(letters), owners


def _lines(text: str, owners: Sequence[etree._Element], small: Small) -> list[_Break]:
    """Where the lines end, best of all."""
    breaks = [_Break(0, 0, forced=True), *_breaks(text), _Break(len(text), len(text), forced=True)]
    best: list[tuple[float, int]] = [(0.0, 0)]
    for at in range(1, len(breaks)):
        found = (float("inf"), 0)
        last = breaks[at].forced
        for before in range(at - 1, -1, -1):
            start, end = breaks[before].start, breaks[at].end
            width = _width(text, owners, start, end, small)
            room = small.measure - (0.0 if before else small.indent)
            if width > room and before < at - 1:
                break
            cost = best[before][0] + breaks[at].cost + _cost(text, start, end, width / room, last)
            found = min(found, (cost, before))
            if breaks[before].forced:
                break
        best.append(found)
    ends: list[_Break] = []
    at = len(breaks) - 1
    while at:
        ends.append(breaks[at])
        at = best[at][1]
    return ends[::-1]


def _breaks(text: str) -> Iterator[_Break]:
    found = [_Break(m.start(), m.end(), forced=m[0] == "\n") for m in re.finditer(r" ?\n ?| ", text)]
    for address in _ADDRESS.finditer(text):
        for marks, cost in ((_SLASH, _SLASHED), (_MARK, _MARKED)):
            places = (m.end() for m in marks.finditer(text, address.start() + 1, address.end()))
            found += [_Break(place, place, cost) for place in places]
    cheapest = {each.end: each for each in sorted(found, key=lambda b: -b.cost)}
    usual = [cheapest[end] for end in sorted(cheapest)]
    yield from sorted((*usual, *_torn(text, usual)), key=lambda b: b.end)


def _torn(text: str, places: Sequence[_Break]) -> Iterator[_Break]:
    """Within what has long no place for a break, as a key in an address has, one between any two letters."""
    starts = [0, *(place.start for place in places)]
    ends = [*(place.end for place in places), len(text)]
    for start, end in zip(starts, ends, strict=True):
        if end - start > _LONG:
            yield from (
                _Break(at, at, _TORN)
                for at in range(start + 1, end)
                if "%" not in text[max(start, at - 2) : at] and not unicodedata.combining(text[at])
            )


def _cost(text: str, start: int, end: int, filled: float, last: bool) -> float:
    if filled > 1:
        return _OVERFULL * filled
    if last:
        alone = start > 0 and (filled < _LEAST or text[start:end].strip(".,;:!?)”’").isalpha())
        return _LINE + (_RUNT if alone else 0.0)
    word = text[start:end].rsplit(" ", 1)[-1]
    return _LINE + (1 - filled) ** 2 + (_SHORT if word.isalpha() and len(word) <= 3 else 0.0)


def _width(text: str, owners: Sequence[etree._Element], start: int, end: int, small: Small) -> float:
    """The width of text[start:end], each run in its own face."""
    edges = [start, *(n for n in range(start + 1, end) if owners[n] is not owners[n - 1]), end]
    return sum(
        _face(owners[a], small).width(text[a:b], small.size) * (_BOLDER if _bold(owners[a]) else 1.0)
        for a, b in pairwise(edges)
        if a < b
    )


def _bold(owner: etree._Element) -> bool:
    return any(e.tag in _BOLD for e in (owner, *owner.iterancestors()))


def _face(owner: etree._Element, small: Small) -> Typeface:
    italic = sum(e.tag in _ITALIC for e in (owner, *owner.iterancestors())) % 2
    return small.italic if italic or owner.get("class") == "words" else small.roman


def _write(
    element: etree._Element, text: str, owners: Sequence[etree._Element], ends: Sequence[_Break]
) -> None:
    """Put the letters back, line by line, in copies of the elements that they stood in.

    A line that ends between words has a space before its end, for who copies or hears it.
    """
    chains = {owner: _chain(owner, element) for owner in set(owners)}
    for child in list(element):
        element.remove(child)
    element.text = None
    element.set("class", f"{element.get('class', '')} {LINES}".strip())
    start = 0
    for end in ends:
        opened: list[tuple[etree._Element, etree._Element]] = []
        for at in range(start, end.end):
            wanted = chains[owners[at]]
            shared = 0
            while shared < min(len(opened), len(wanted)) and opened[shared][0] is wanted[shared]:
                shared += 1
            del opened[shared:]
            for owner in wanted[shared:]:
                holder = opened[-1][1] if opened else element
                opened.append((owner, etree.SubElement(holder, owner.tag, dict(owner.attrib))))
            _append(opened[-1][1] if opened else element, text[at])
        if end is not ends[-1]:
            _append(element, " \n" if end.start > end.end else "\n")
        start = end.start


def _chain(owner: etree._Element, element: etree._Element) -> list[etree._Element]:
    chain = [owner, *owner.iterancestors()]
    return chain[: chain.index(element)][::-1]


def _append(holder: etree._Element, text: str) -> None:
    if len(holder):
        holder[-1].tail = (holder[-1].tail or "") + text
    else:
        holder.text = (holder.text or "") + text
