"""What the style's fonts cannot set in the line as it is, set apart so that it moves nothing; what runs the
other way than its paragraph, so that it keeps its order.

Characters that they lack the layout engine takes from whatever font the machine has. That font's own height
would push the line off the baseline grid; and where no font has the character, the mark of what is missing
would stand in the text's font, which some readers of PDF then cannot read at all. Words that run from right
to left change places with their neighbours unless they stand in one run. Either kind is set in a span that
no line ends in, and the engine is asked how wide it came out.

Which way a figure or a stop runs follows from the whole paragraph, and only then is each line put in order
(Unicode Standard Annex 9, 3.4). The layout engine has every line as a text of its own: in a paragraph from
right to left figures that head a line would stand before the words that they belong to, a comma that ends one
on the wrong side of its word. So such words stand in a span that says which way they run, on however many
lines.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from copy import copy, deepcopy
from dataclasses import dataclass
from itertools import accumulate, pairwise

from lxml import etree, html
from lxml.html import HtmlElement

from book.render.boxtree import attribute, boxes
from book.render.engine import Layout
from book.render.standins import PROPERTY

CLASS = "foreign"
LEFTWARD = "leftward"
CSS = (
    f".{CLASS}{{font-family:var({PROPERTY},serif),serif,sans-serif;font-variant:normal;letter-spacing:0;line-height:0}}"
    f".{CLASS},.{LEFTWARD}{{word-spacing:0}}"
)

_RIGHT_TO_LEFT = ("R", "AL")
_LEFTWARD = (*_RIGHT_TO_LEFT, "AN")
_WITHIN = (*_RIGHT_TO_LEFT, "NSM", "EN", "AN", "CS", "ES", "ET", "ON", "WS", "BN")
"""Bidirectional classes (Unicode Standard Annex 9) that may stand between words that run leftward."""
_WITHIN_WORDS = frozenset(_WITHIN) - {"WS"}
_CLOSING = {")": "(", "]": "[", "}": "{"}

_EM = 100  # CSS px: the size that widths are measured at


@dataclass(frozen=True, slots=True)
class Apart:
    """What stands in a span that is set apart, and the type around it."""

    text: str
    kind: str  # the span's class
    families: tuple[str, ...]
    weight: int
    italic: bool
    language: str = ""  # by which the machine chooses among its fonts


def is_apart(element: etree._Element) -> bool:
    """Whether it was set apart here."""
    return not {CLASS, LEFTWARD}.isdisjoint((element.get("class") or "").split())


def set_apart(element: etree._Element, characters: str) -> None:
    """Put every run of `characters` in the text of `element`, and of what stands in it, in a span."""
    run = re.compile(f"[{re.escape(characters)}]+")
    _set_apart(element, lambda text: [match.span() for match in run.finditer(text)], lambda _: CLASS)


def set_leftward_apart(element: etree._Element, lacks: Callable[[str], bool], *, spaced: bool = True) -> None:
    """Put every run of words that run from right to left, the spaces between them too (`spaced`), in a span:
    of the machine's fonts where the text's lack a letter of it."""
    _set_apart(
        element,
        lambda text: leftward(text, spaced=spaced),
        lambda text: f"{LEFTWARD} {CLASS}" if lacks(text) else LEFTWARD,
    )


def set_rightward(section: etree._Element) -> None:
    """Put every run of words that run from left to right, where what is around them does not, in a span that
    says so."""
    for element in list(section.iter()):
        if not isinstance(element.tag, str) or not is_leftward(element):
            continue
        if element.tag == "a":  # on paper a link holds nothing but text
            whole = (0, len(element.text or ""))
            if not len(element) and [whole] == rightward(element.text or ""):
                element.set("dir", "ltr")
            continue
        parts = _Parts(element)
        if runs := [run for run in map(parts.around, rightward(parts.text)) if run]:
            parts.wrap(runs)


class _Parts:
    """What stands in an element: its texts and, each as a whole, the elements between them."""

    def __init__(self, element: etree._Element) -> None:
        self._element = element
        self._parts: list[str | etree._Element] = [element.text or ""]
        for child in element:
            self._parts += [child, child.tail or ""]
        self._words = [part if isinstance(part, str) else _words(part) for part in self._parts]
        self._begin = [*accumulate(map(len, self._words), initial=0)]
        """Where each part begins in the text; at the end of this, where the last one ends."""

    @property
    def text(self) -> str:
        return "".join(self._words)

    def around(self, run: tuple[int, int]) -> tuple[int, int] | None:
        """A run without the elements that are only in part in it; None where it stands in one element."""
        start, end = run
        near = range(max(0, bisect_right(self._begin, start) - 1), bisect_left(self._begin, end))
        for part, first, last in ((self._parts[n], self._begin[n], self._begin[n + 1]) for n in near):
            if not isinstance(part, str) and (first, last) == run:
                return None
            if isinstance(part, str) or last <= start or end <= first:
                continue
            if first < start or (end < last and first <= start):
                start = last
            elif end < last:
                end = first
        return (start, end) if start < end else None

    def wrap(self, runs: Sequence[tuple[int, int]]) -> None:
        """Put each run in a span that says that it runs from left to right."""
        element = self._element
        for child in list(element):
            element.remove(child)
        element.text = None
        spans = [etree.Element("span", dir="ltr") for _ in runs]
        cuts = [edge for run in runs for edge in run]
        for part, words, (at, past) in zip(self._parts, self._words, pairwise(self._begin), strict=True):
            edges = {at, past, *cuts[bisect_right(cuts, at) : bisect_left(cuts, past)]}
            for first, last in pairwise(sorted(edges)) if isinstance(part, str) else ((at, past),):
                n = bisect_right(cuts, first)  # an odd number of them stands before what is in a run
                span = spans[n // 2] if n % 2 else None
                holder = element if span is None else span
                if span is not None and span.getparent() is None:
                    element.append(span)
                _append(holder, words[first - at : last - at] if isinstance(part, str) else part)


def _words(element: etree._Element) -> str:
    """The words of an element in the line; a sign for a note, which stands elsewhere."""
    apart = "footnote" in (element.get("class") or "").split()
    return ("" if apart else "".join(element.itertext())) or "\ufffc"


def _append(holder: etree._Element, part: str | etree._Element) -> None:
    if not isinstance(part, str):
        part.tail = None
        holder.append(part)
    elif len(holder):
        holder[-1].tail = (holder[-1].tail or "") + part
    else:
        holder.text = (holder.text or "") + part


def is_leftward(element: etree._Element) -> bool:
    """Does the text of an element run from right to left?"""
    said = (e.get("dir") for e in (element, *element.iterancestors()))
    return next(filter(None, said), "") == "rtl"


def rightward(text: str) -> list[tuple[int, int]]:
    """Where `text`, which runs from right to left, has words that run from left to right: from their first
    letter to their last letter or figure, with the signs that go with that."""
    runs: list[tuple[int, int]] = []
    start = end = -1
    for at, char in enumerate(text):
        direction = unicodedata.bidirectional(char)
        opened = char not in _CLOSING or _is_opened(text, start, at)
        if start >= 0 and (direction in _LEFTWARD or not opened):
            runs.append((start, end))
            start = -1
        elif direction == "L" or (start >= 0 and (direction == "EN" or _goes_with(text, end, at))):
            start = at if start < 0 else start
            end = at + 1
    return [*runs, (start, end)] if start >= 0 else runs


def _is_opened(text: str, start: int, at: int) -> bool:
    """Was the bracket that text[at] closes opened in text[start:at]?"""
    return text.count(_CLOSING[text[at]], start, at) > text.count(text[at], start, at)


def _goes_with(text: str, end: int, at: int) -> bool:
    """Does a sign go with the words before it, which end at `end`: a bracket that was opened in them, a mark,
    a per cent sign behind a figure?"""
    if text[at] in _CLOSING:
        return True
    before, own = (unicodedata.bidirectional(char) for char in text[at - 1 : at + 1])
    return end == at and (own == "NSM" or (own == "ET" and before in ("EN", "ET")))


def leftward(text: str, *, spaced: bool = True) -> list[tuple[int, int]]:
    """Where `text` has words that run from right to left: from their first letter to their last, with the
    spaces between them (`spaced`) or each by itself."""
    within = _WITHIN if spaced else _WITHIN_WORDS
    runs: list[tuple[int, int]] = []
    start = end = -1
    for at, char in enumerate(text):
        direction = unicodedata.bidirectional(char)
        if direction in _RIGHT_TO_LEFT:
            start = at if start < 0 else start
            end = at + 1
        elif direction == "NSM" and end == at:
            end += 1
        elif direction not in within and start >= 0:
            runs.append((start, end))
            start = -1
    return [*runs, (start, end)] if start >= 0 else runs


def widths(document: HtmlElement, files: Mapping[str, bytes], sorts: Sequence[Apart]) -> dict[Apart, float]:
    """How wide each of `sorts` comes out in the type of `document`, in em."""
    measured = html.document_fromstring("<!doctype html><html><head></head><body></body></html>")
    head, body = measured
    for rule in document.xpath("/html/head/link|/html/head/style"):
        head.append(deepcopy(rule))
    sheet = html.Element("style")
    sheet.text = f"{CSS}.sort{{font-size:{_EM}px;white-space:nowrap;text-indent:0}}"
    head.append(sheet)
    for at, sort in enumerate(sorts):
        families = ", ".join(f"'{family}'" for family in sort.families)
        slope = "italic" if sort.italic else "normal"
        line = html.Element("div", {"class": "sort", "lang": sort.language})
        line.set("style", f"font-family: {families}; font-weight: {sort.weight}; font-style: {slope}")
        span = html.Element("span", {"class": sort.kind, "id": f"sort-{at}"})
        span.text = sort.text
        line.append(span)
        body.append(line)
    layout = Layout("<!doctype html>" + html.tostring(measured, encoding="unicode"), files)
    found: dict[str, float] = {}
    for page in layout.pages:
        for box in boxes(page._page_box):
            name = attribute(box, "id")
            if name and name.startswith("sort-"):
                found.setdefault(name, box.width / _EM)
    return {sort: found[f"sort-{at}"] for at, sort in enumerate(sorts)}


def _set_apart(
    element: etree._Element, find: Callable[[str], list[tuple[int, int]]], kind: Callable[[str], str]
) -> None:
    for child in list(element.iter()):
        if not isinstance(child.tag, str):
            continue
        link = child.tag == "a" and child is not element
        if link and child.text and not len(child) and not is_apart(child) and (runs := find(child.text)):
            child = _part_link(child, runs, kind)
        elif child.text and not is_apart(child) and (runs := find(child.text)):
            child.text, spans = _split(child.text, runs, lambda text: _span(kind(text)))
            for at, span in enumerate(spans):
                child.insert(at, span)
        if child is not element and child.tail and (runs := find(child.tail)):
            parent = child.getparent()
            assert parent is not None
            at = parent.index(child) + 1
            child.tail, spans = _split(child.tail, runs, lambda text: _span(kind(text)))
            for offset, span in enumerate(spans):
                parent.insert(at + offset, span)


def _part_link(
    link: etree._Element, runs: Sequence[tuple[int, int]], kind: Callable[[str], str]
) -> etree._Element:
    """Set the runs in a link's text apart in links of their own, for one holds nothing but text on paper
    (PDF/UA-1, 7.18.5). Returns the last of the links."""
    text, tail, named = link.text or "", link.tail, link.get("class", "")
    bounds = {edge for run in runs for edge in run} | {0, len(text)}
    links = [link]
    for start, end in pairwise(sorted(bounds)):
        part = link if not start else copy(link)
        if start:
            part.attrib.pop("id", None)
            links[-1].addnext(part)
            links.append(part)
        part.text, part.tail = text[start:end], None
        if (start, end) in runs:
            part.set("class", f"{named} {kind(part.text)}".strip())
        elif named:
            part.set("class", named)
        else:
            part.attrib.pop("class", None)
    links[-1].tail = tail
    return links[-1]


def _span(kind: str) -> HtmlElement:
    return html.Element("span", {"class": kind})


def _split(
    text: str, runs: Sequence[tuple[int, int]], make: Callable[[str], HtmlElement]
) -> tuple[str, list[HtmlElement]]:
    """What stands before the first run, and each run in a span with what follows it."""
    ends = [start for start, _ in runs[1:]] + [len(text)]
    spans: list[HtmlElement] = []
    for (start, end), following in zip(runs, ends, strict=True):
        span = make(text[start:end])
        span.text, span.tail = text[start:end], text[end:following]
        spans.append(span)
    return text[: runs[0][0]], spans
