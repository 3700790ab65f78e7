"""A page that Notion exports: its table of properties as fields above its text, 'Auteur: Anna de Wit'.

What stands in its body is what somebody wrote or kept there, and no page is around it.
"""

from __future__ import annotations

from lxml.html import HtmlElement
from lxml.html.builder import E

from book.model import Fact

RULE = "notion.page-title"
"""The rule of the title of such a page, by which it is known that its text is all of it."""


def mend(document: HtmlElement) -> tuple[Fact, ...]:
    """Sets each property in a paragraph of its own, and takes away icons. Returns the page's title, if it is
    such a page."""
    page = next((e for e in document.iter("article") if _is(e, "page")), None)
    header = page.find("header") if page is not None else None
    if page is None or header is None:
        return ()
    body, title = next((e for e in page if _is(e, "page-body")), None), header.find("h1")
    if body is None or title is None or not _is(title, "page-title"):
        return ()
    for icon in [e for e in page.iter("span", "div") if _is(e, "icon") or _is(e, "page-header-icon")]:
        icon.drop_tree()
    for table in [e for e in header.iter("table") if _is(e, "properties")]:
        at = table
        for row in table.iter("tr"):
            label, value = (_words(row.find(f".//{cell}")) for cell in ("th", "td"))
            if label and value:
                at.addnext(field := E.p(f"{label}: {value}"))
                at = field
        table.drop_tree()
    for box in [e for e in body.iter("figure") if _is(e, "callout")]:
        box.tag = "div"
    words = _words(title)
    return (Fact("title", words, RULE),) if words else ()


def _is(element: HtmlElement, name: str) -> bool:
    return name in (element.get("class") or "").split()


def _words(element: HtmlElement | None) -> str:
    """What a cell says; things that are chosen from a list stand in elements of their own, side by side."""
    return " ".join(" ".join(element.itertext()).split()) if element is not None else ""
