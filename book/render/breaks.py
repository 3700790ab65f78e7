"""Where the printed pages begin, marked in the EPUB's documents.

EPUB Accessibility 1.1, 'Page navigation', and the DAISY knowledge base, 'Page breaks': a marker stands
where the printed page begins; never inside a word, a heading or a link; never as a child of a list or a
table; its label is the bare page number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from book.model import PageStart

XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"

_HEADINGS = frozenset(f"{XHTML}h{n}" for n in range(1, 7))
_MAY_PART = "-‐‑–—/…"
"""A line, so a page, may end after these; between other characters a break parts a word."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker that was set: the label of the printed page, the key of the EPUB's page, the id in it."""

    label: str
    page: str
    id: str


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of a block's own text: an element's text or its tail (None: a line break)."""

    node: etree._Element | None
    tail: bool
    text: str


def mark(
    documents: Mapping[str, etree._Element], starts: Sequence[PageStart]
) -> tuple[tuple[Marker, ...], tuple[PageStart, ...]]:
    """Sets a marker in `documents` (by page key, changed in place) for each page start.

    Returns the markers in the order of the printed pages, and the starts whose block stands in no document.
    """
    blocks = {
        key: (page, element)
        for page, root in documents.items()
        for element in root.iter()
        if isinstance(element.tag, str) and (key := element.get("data-k"))
    }
    markers: list[Marker] = []
    lost: list[PageStart] = []
    for start in starts:
        if start.block not in blocks:
            lost.append(start)
            continue
        page, block = blocks[start.block]
        id_ = "page-" + re.sub(r"[^\w.-]", "-", start.label, flags=re.ASCII)
        _insert(block, start.letters, _marker(start.label, id_))
        markers.append(Marker(start.label, page, id_))
    return tuple(markers), tuple(lost)


def _marker(label: str, id_: str) -> etree._Element:
    marker = etree.Element(f"{XHTML}span")
    marker.set(TYPE, "pagebreak")
    marker.set("role", "doc-pagebreak")
    marker.set("id", id_)
    marker.set("aria-label", label)
    marker.text = ""  # an HTML parser does not know <span/>
    return marker


def _insert(block: etree._Element, letters: int, marker: etree._Element) -> None:
    if block.tag in _HEADINGS:
        block.addprevious(marker)
        return
    runs = list(_runs(block))
    place = _place("".join(run.text for run in runs), letters)
    last: _Run | None = None
    for run in runs:
        if run.node is not None and place < len(run.text):
            _split(block, run.node, run.tail, place, marker)
            return
        place -= len(run.text)
        last = run if run.node is not None else last
    if last is None or last.node is None:
        block.append(marker)
    else:
        _split(block, last.node, last.tail, len(last.text), marker)


def _runs(element: etree._Element) -> Iterator[_Run]:
    """The block's own text in order, without note calls and without blocks of their own within it."""
    if element.text:
        yield _Run(element, False, element.text)
    for child in element:
        if child.tag == f"{XHTML}br":
            yield _Run(None, False, "\n")
        elif isinstance(child.tag, str) and not _apart(child):
            yield from _runs(child)
        if child.tail or _is_marker(child):  # a second marker at the same place goes after the first
            yield _Run(child, True, child.tail or "")


def _apart(element: etree._Element) -> bool:
    kinds = (element.get(TYPE) or "").split()
    return "noteref" in kinds or "pagebreak" in kinds or "backlink" in kinds or bool(element.get("data-k"))


def _is_marker(element: etree._Element) -> bool:
    return element.get(TYPE) == "pagebreak"


def _place(text: str, letters: int) -> int:
    """The index in `text` before its letter number `letters`, moved out of the word that it is in."""
    seen = 0
    index = len(text)
    for i, character in enumerate(text):
        if character.isalnum():
            if seen == letters:
                index = i
                break
            seen += 1
    allowed = [0, *(i for i in range(1, len(text)) if _may_part(text, i)), len(text)]
    before = max(i for i in allowed if i <= index)
    if not any(character.isalnum() for character in text[before:index]):
        return before  # a word begins there; what opens it (a quotation mark) goes with it
    return min(i for i in allowed if i >= index)


def _may_part(text: str, i: int) -> bool:
    """Whether a line may end between text[i - 1] and text[i], as far as words go."""
    if text[i].isspace():
        return False
    return text[i - 1].isspace() or (text[i - 1] in _MAY_PART and i > 1 and text[i - 2].isalnum())


def _split(
    block: etree._Element, node: etree._Element, tail: bool, place: int, marker: etree._Element
) -> None:
    """Puts the marker `place` characters into a node's text or tail; at a link's nearer end, not in it."""
    link = next((a for a in _up(node, tail, block) if a.tag == f"{XHTML}a"), None)
    if link is not None:
        _beside(link, node, tail, place, marker)
        return
    if tail:
        text = node.tail or ""
        node.tail = text[:place]
        node.addnext(marker)  # lxml moves the tail along: it must be set after
        marker.tail = text[place:]
        return
    text = node.text or ""
    node.text, marker.tail = text[:place], text[place:]
    node.insert(0, marker)


def _beside(
    link: etree._Element, node: etree._Element, tail: bool, place: int, marker: etree._Element
) -> None:
    """Before the link, or after it where more of it stands on the page before."""
    before = 0
    for run in _runs(link):
        if run.node is node and run.tail == tail:
            break
        before += len(run.text)
    rest = len("".join(run.text for run in _runs(link))) - before - place
    if before + place <= rest or (link.tail or "")[:1].isalnum():
        link.addprevious(marker)
        return
    last = link
    while not last.tail and (following := last.getnext()) is not None and _is_marker(following):
        last = following
    following_text, last.tail = last.tail, None
    last.addnext(marker)
    marker.tail = following_text


def _up(node: etree._Element, tail: bool, block: etree._Element) -> Iterator[etree._Element]:
    """The elements around a node's text, from the outermost within the block."""
    inner = node.getparent() if tail else node
    around: list[etree._Element] = []
    while inner is not None and inner is not block:
        around.append(inner)
        inner = inner.getparent()
    yield from reversed(around)
