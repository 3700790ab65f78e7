"""The pages end where page make-up foresaw it.

Left to itself WeasyPrint 70 ends a page where its text is full, and then sends notes that have no room left
to the next one; that page's notes then go too, and what makes room for them leaves widows and orphans. So
what is to begin a page says so in the document. Where the finished pages are not as foreseen, something was
higher than was known: what is told of the pages behind it is taken back, and the engine ends them as it sees
fit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from lxml.html import HtmlElement

from book.render import noteparts, probe
from book.render.boxtree import attribute

OVERLEAF = "overleaf"
"""The class of what begins a page."""

ABOVE = "above"
"""The class of the lines of a paragraph that stand above a page's foot, where others of it go overleaf."""

_BELOW = "below"
"""That of the others, where it is not known where the page ends."""

_TURNED = "turned"
"""The class of a blank line between two paragraphs where a page ends: it heads the next, with its sign."""

# A margin is kept at the head of a page that something says it begins, and is not where the engine ends one.
CSS = (
    f".{OVERLEAF}{{break-before:page;margin-top:0!important}}"
    f"span.{ABOVE},span.{OVERLEAF},span.{_BELOW}{{display:block}}span.{OVERLEAF},span.{_BELOW}{{text-indent:0}}"
    f"span.{ABOVE},span.{OVERLEAF}{{orphans:1;widows:1}}"
)


def begin_page(block: HtmlElement) -> None:
    """Let a block begin a page, below the sign of the blank line that it follows."""
    blank = blank_above(block)
    if blank is None:
        add(block, OVERLEAF)
    else:
        add(blank, f"{OVERLEAF} {_TURNED}")


def blank_above(block: HtmlElement) -> HtmlElement | None:
    """The blank line before a block, which the block may be the first in a quotation or a list behind."""
    while (before := block.getprevious()) is None:
        parent = block.getparent()
        if parent is None or parent.tag == "section":
            return None
        block = parent
    return before if before.tag == "hr" else None


def add(element: HtmlElement, name: str) -> None:
    """Give an element a class more."""
    element.set("class", f"{element.get('class', '')} {name}".strip())


def _drop(element: HtmlElement, name: str) -> None:
    element.set("class", " ".join(kept for kept in element.get("class", "").split() if kept != name))


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The pages that a section was made up in: the blocks that may begin one, by their keys, and where each
    but the first begins: with which block, after how many of its lines. None: the engine is to find out."""

    blocks: frozenset[str]
    begins: tuple[tuple[str, int | None], ...]


def astray(pages: Sequence[Any], foreseen: Mapping[str, Foreseen]) -> dict[str, int]:
    """The sections whose pages are not as foreseen, by their ids, each with how many of its pages, the first
    left out, begin as they should."""
    home = {key: section for section, made in foreseen.items() for key in made.blocks}
    real: dict[str, list[tuple[str, int]]] = {section: [] for section in foreseen}
    done: Counter[str] = Counter()
    for page in pages:
        here = [key for key in _lines(page) if key in home]
        if here:
            real[home[here[0]]].append((here[0], done[here[0]]))
        done.update(here)
    wrong: dict[str, int] = {}
    for section, made in foreseen.items():
        begun = real[section][1:]
        right = takewhile(lambda both: _same(*both), zip(made.begins, begun, strict=False))
        count = sum(1 for _ in right)
        if count < max(len(begun), len(made.begins)):
            wrong[section] = count
    return wrong


def _same(foreseen: tuple[str, int | None], found: tuple[str, int]) -> bool:
    return foreseen[0] == found[0] and foreseen[1] in (None, found[1])


def _lines(page: Any) -> Iterator[str]:
    """The keys of the blocks on a page but its notes: of each line and picture those of what it stands in."""
    from weasyprint.formatting_structure import boxes

    apart = (boxes.MarginBox, boxes.FootnoteAreaBox)
    waiting: list[tuple[Any, tuple[str, ...]]] = [
        (box, ()) for box in reversed(page._page_box.children) if not isinstance(box, apart)
    ]
    while waiting:
        box, keys = waiting.pop()
        box = getattr(box, "_box", box)  # an AbsolutePlaceholder holds the box that it stands for
        if "::" in (box.element_tag or ""):
            continue
        key = attribute(box, probe.KEY)
        keys = (*keys, key) if key and key not in keys else keys
        if isinstance(box, boxes.LineBox | boxes.BlockReplacedBox):
            yield from keys
            continue
        waiting += [(child, keys) for child in reversed(getattr(box, "children", ()))]


def loosen(document: HtmlElement, wrong: Mapping[str, int]) -> None:
    """Take back what the document says of the pages of these sections, but for their first so many."""
    for section in document.iter("section"):
        first = wrong.get(section.get("id", ""))
        if first is None:
            continue
        loosened = [e for e in section.iter() if OVERLEAF in (e.get("class") or "").split()][first:]
        below = [e.getnext() if e.tag == "hr" else e for e in loosened]
        noteparts.rejoin(section, [block for block in below if block is not None])
        for element in loosened:
            _drop(element, OVERLEAF)
            if element.tag == "span":
                add(element, _BELOW)
            elif element.tag == "hr":
                _drop(element, _TURNED)
