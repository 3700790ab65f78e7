"""Which pages each section of the book takes, and what they are numbered once all are bound in order.

Sections begin on pages of their own, so where one ends tells nothing of another but the numbers of its pages:
what one takes is known from a layout of it alone. Bound together they say what a layout of the whole will.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from book.model import PageStart
from book.render import folios
from book.render.boxtree import attribute

_SIDES = {"recto": "right", "right": "right", "verso": "left", "left": "left"}
"""The values of break-before (CSS Fragmentation 3) that ask for a side, in a book that reads rightward."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """What a laid-out page holds: the style's name for it, its text, the ids on it."""

    name: str
    runs: tuple[folios.Run, ...] = ()
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leaves:
    """The pages of a section, and the side that its first one must be on ("": either)."""

    side: str
    pages: tuple[Leaf, ...]

    def so_many(self, count: int, side: str | None = None) -> Leaves:
        """As many pages as these are foreseen to be: of the same kind, and nothing known of their text."""
        first = self.pages[0]
        pages = (Leaf(first.name, (), first.anchors), *[Leaf(first.name)] * (count - 1))
        return Leaves(self.side if side is None else side, pages)


def taken(pages: Iterable[Any], *, runs: bool = True) -> dict[str, Leaves]:
    """The pages of each section, by its id, in a layout; without `runs` nothing is told of their text."""
    sides: dict[str, str] = {}
    found: dict[str, list[Leaf]] = {}
    for page in pages:
        section = _section(page._page_box)
        if section is None:
            continue
        key = attribute(section, "id") or ""
        sides.setdefault(key, _SIDES.get(section.style["break_before"], ""))
        text = tuple(folios.runs(page)) if runs else ()
        leaf = Leaf(page._page_box.page_type.name, text, tuple(page.anchors))
        found.setdefault(key, []).append(leaf)
    return {key: Leaves(sides[key], tuple(leaves)) for key, leaves in found.items()}


def bound(
    leaves: Iterable[Leaves],
) -> tuple[tuple[str, ...], tuple[PageStart, ...], Mapping[str, str]]:
    """The labels of the pages, where each begins, and the label of the page that each id is on."""
    pages: list[Leaf] = []
    for section in leaves:
        side = "left" if len(pages) % 2 else "right"
        if section.side not in ("", side):
            pages.append(Leaf(""))
        pages += section.pages
    labels = folios.numbers([page.name for page in pages])
    starts = folios.starts([page.runs for page in pages], labels)
    return labels, starts, folios.places(pages, labels)


def _section(box: Any) -> Any:
    """The box of the section that a page is of; None on one with nothing on it."""
    waiting: list[Any] = [box]
    while waiting:
        inner = waiting.pop()
        inner = getattr(inner, "_box", inner)  # an AbsolutePlaceholder holds the box that it stands for
        if inner.element_tag == "section":
            return inner
        waiting += reversed(getattr(inner, "children", ()))
    return None
