"""The boxes that the layout engine made, and the elements that they are of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def boxes(box: Any) -> Iterator[Any]:
    """`box` and all within it, in the order of the page."""
    yield box
    for child in box.all_children() if hasattr(box, "children") else ():
        yield from boxes(child)


def attribute(box: Any, name: str) -> str | None:
    """An attribute of the element that a box is of; None where it has none, or is of no element."""
    element = getattr(box, "element", None)
    return element.get(name) if element is not None and hasattr(element, "get") else None
