"""A part of the book as it stands in the whole, for the layout engine to set alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from copy import deepcopy

from lxml import html
from lxml.html import HtmlElement


def sections(document: HtmlElement) -> Iterator[HtmlElement]:
    """The sections of the book: each page or piece of it, by its id."""
    body = document.find("body")
    for element in body if body is not None else ():
        if isinstance(element.tag, str) and element.get("id") is not None:
            yield element


def excerpt(document: HtmlElement, ids: Collection[str]) -> HtmlElement:
    """The document with these of its sections: the others are empty, for what selects or counts them."""
    part = html.Element(document.tag, dict(document.attrib))
    for child in document:
        if child.tag != "body":
            part.append(deepcopy(child))
            continue
        body = html.Element("body", dict(child.attrib))
        for element in child:
            left_out = isinstance(element.tag, str) and element.get("id") not in {None, *ids}
            body.append(_emptied(element) if left_out else deepcopy(element))
        part.append(body)
    return part


def written(document: HtmlElement) -> str:
    """The document as the layout engine takes it."""
    return "<!doctype html>" + html.tostring(document, encoding="unicode")


def _emptied(section: HtmlElement) -> HtmlElement:
    empty = html.Element(section.tag, dict(section.attrib))
    empty.tail = section.tail
    return empty
