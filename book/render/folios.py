"""What the printed pages turned out to hold: which text begins each, and what runs over its edge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from book.model import PageStart
from book.ordinals import written

_SPACE = 0.4
"""em that a space is wide, at most."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text on a page: the key of its block ("" without one), and its place in CSS px."""

    key: str
    text: str
    left: float
    right: float
    baseline: float
    size: float


def runs(page: Any) -> Iterator[Run]:
    """The text of a laid-out page, notes last, without heads, folios and generated content.

    `page` is a weasyprint.Page; its boxes are private, which is why the library is pinned.
    """
    from weasyprint.formatting_structure import boxes

    parts = sorted(page._page_box.children, key=lambda box: isinstance(box, boxes.FootnoteAreaBox))
    for box in parts:
        yield from _walk(box, "")


BEGIN = "begin"
"""The style's name for the pages that its numbers begin anew on, with 1; before them they are roman."""


def labels(pages: Sequence[Any]) -> tuple[str, ...]:
    """The number of each page, whether it is printed there or not.

    Roman up to the first page that the style calls `begin`, arabic from there, and everywhere without one.
    """
    return numbers([page._page_box.page_type.name for page in pages])


def numbers(names: Sequence[str]) -> tuple[str, ...]:
    """The number of each page, by the style's names for them."""
    front = names.index(BEGIN) if BEGIN in names else 0
    return tuple(written(n + 1, "i") if n < front else str(n + 1 - front) for n in range(len(names)))


def is_blank(page: Any) -> bool:
    """Whether neither text nor a picture stands on a page, a folio neither."""
    from weasyprint.formatting_structure import boxes

    waiting = [page._page_box]
    while waiting:
        box = waiting.pop()
        box = getattr(box, "_box", box)
        if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
            return False
        waiting += getattr(box, "children", ())
    return True


def right_edge(page: Any) -> float:
    """The right edge of the page's type area, CSS px from its left."""
    box = page._page_box
    return float(box.content_box_x() + box.width)


def _walk(box: Any, key: str) -> Iterator[Run]:
    from weasyprint.formatting_structure import boxes

    box = getattr(box, "_box", box)  # an AbsolutePlaceholder holds the box that it stands for
    if isinstance(box, boxes.MarginBox):
        return
    if "::" in (getattr(box, "element_tag", None) or ""):  # ::before, ::footnote-call, ::marker
        return
    element = getattr(box, "element", None)
    if element is not None:
        if "ours" in element.get("class", "").split():  # no words of the piece, and of no other edition
            return
        key = element.get("data-k") or key
    if isinstance(box, boxes.TextBox):
        if box.text.strip():
            left, size = box.position_x, float(box.style["font_size"])
            # The space after a set line stands beyond the edge, for who copies the text.
            space = _SPACE * size + max(0.0, box.style["word_spacing"]) if box.text[-1] == " " else 0.0
            yield Run(key, box.text, left, left + box.width - space, box.position_y + box.baseline, size)
        return
    for child in getattr(box, "children", ()):
        yield from _walk(child, key)


def letters(text: str) -> int:
    """The letters and digits of `text`: spaces, punctuation and hyphens differ between media."""
    return sum(map(str.isalnum, text))


def starts(pages: Sequence[Sequence[Run]], labels: tuple[str, ...]) -> tuple[PageStart, ...]:
    """Where each page begins: the block of its first text, and how many letters of it were set before.

    Pages without text of a keyed block (blanks, the title page) have none. The head of a table that is set
    again where the table goes on begins no page: what stands below it does.
    """
    found: list[PageStart] = []
    done: dict[str, int] = {}
    said: dict[str, str] = {}
    for label, page in zip(labels, pages, strict=True):
        here: dict[str, str] = {}
        for run in page:
            here[run.key] = here.get(run.key, "") + run.text
        fresh = {key for key, text in here.items() if key and said.get(key) != text}
        for key, text in here.items():
            said.setdefault(key, text)
        first = next((run for run in page if run.key in fresh and letters(run.text)), None)
        if first is not None:
            found.append(PageStart(label, first.key, done.get(first.key, 0)))
        for run in page:
            if run.key:
                done[run.key] = done.get(run.key, 0) + letters(run.text)
    return tuple(found)


def places(pages: Sequence[Any], labels: Sequence[str]) -> dict[str, str]:
    """The label of the page on which each section of the book begins, by the section's id."""
    found: dict[str, str] = {}
    for page, label in zip(pages, labels, strict=True):
        for name in page.anchors:
            found.setdefault(name, label)
    return found
