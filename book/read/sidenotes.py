"""Notes that stand in boxes beside the text, each in a numbered list of its own -> notes at their calls.

`<p>…<sup>2</sup></p><aside><ol start="2"><li>…</li></ol></aside>`: the list says the number, and so do the
raised figures of the text. That a list says where it starts tells it from those of a sidebar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from lxml.html import Element, HtmlElement

_CALLED = re.compile(r"(?:^|\s)(?:side|margin)-?notes?(?:\s|$)", re.I)
_NUMBER = re.compile(r"[\[(]?(\d{1,3})[\])]?")
_FEWEST = 3  # words of a note: in fewer reading sees none (inlinenotes.is_note)

Call = tuple[int, HtmlElement]
"""Raised figures: which element of the page they are, in its order, and the element."""


def mend(document: HtmlElement) -> None:
    """Moves the notes of such boxes to the figures that call them, if all of a box are called."""
    found = ((box, _list(box)) for box in document.iter("aside", "div"))
    boxes = [(box, numbers) for box, numbers in found if numbers is not None]
    if not any(numbers.get("start") for _, numbers in boxes):
        return
    order = {element: n for n, element in enumerate(document.iter())}
    held = {element for box, _ in boxes for element in box.iter()}
    calls: dict[int, list[Call]] = {}
    for raised in document.iter("sup"):
        number = _NUMBER.fullmatch(str(raised.text_content()).strip())
        if number and raised not in held:
            calls.setdefault(int(number[1]), []).append((order[raised], raised))
    for box, numbers in boxes:
        callers = [(n, note, _caller(calls.get(n, []), order[box])) for n, note in _numbered(numbers)]
        if not all(call for *_, call in callers):
            continue
        for n, note, call in callers:
            if call:
                calls[n].remove(call)
                _move(note, call[1])
        box.drop_tree()


def _list(box: HtmlElement) -> HtmlElement | None:
    """The numbered list that is all there is in a box beside the text; None for any other box."""
    if box.tag != "aside" and not _named(box.get("class") or ""):
        return None
    inner = [e for e in box if isinstance(e.tag, str)]
    if len(inner) != 1 or inner[0].tag != "ol" or (box.text or "").strip() or (inner[0].tail or "").strip():
        return None
    items = [*inner[0]]
    few = any(e.tag != "li" or len(str(e.text_content()).split()) < _FEWEST for e in items)
    return None if few or not items else inner[0]


@lru_cache(maxsize=1 << 12)
def _named(classes: str) -> bool:
    return _CALLED.search(classes) is not None


def _numbered(numbers: HtmlElement) -> Iterator[tuple[int, HtmlElement]]:
    """The items of a list, each with its number."""
    start = (numbers.get("start") or "").strip()
    return enumerate(numbers, int(start) if re.fullmatch(r"\d{1,3}", start) else 1)


def _caller(calls: Sequence[Call], box: int) -> Call | None:
    """Which of these call a note in the box: the last above it, or else the first below."""
    above = [call for call in calls if call[0] < box]
    return above[-1] if above else next(iter(calls), None)


def _move(note: HtmlElement, call: HtmlElement) -> None:
    """Sets a note behind its call, as one that stands in its sentence."""
    around = call.getparent()
    last = around if around is not None and around.tag == "a" else call
    span = Element("span", {"class": "sidenote"})
    span.text, span.tail, last.tail = note.text, last.tail, None
    span.extend([*note])
    last.addnext(span)
