"""What an element of a page is called, and what it says: asked by those who know pages of one program."""

from __future__ import annotations

from lxml.html import HtmlElement


def names(element: HtmlElement) -> list[str]:
    """Its classes."""
    return (element.get("class") or "").split()


def words(element: HtmlElement | None) -> str:
    """Its text, with a space between elements, which may stand side by side; '' for none."""
    return " ".join(" ".join(element.itertext()).split()) if element is not None else ""
