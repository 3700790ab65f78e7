"""A page that Notion exports: its table of properties as fields above its text, 'Auteur: Anna de Wit'.

What stands in its body is what somebody wrote or kept there, and no page is around it.
"""

from __future__ import annotations

from lxml.html import HtmlElement
from lxml.html.builder import E

from book.model import Fact
from book.read.elements import names, words

RULE = "notion.page-title"
"""The rule of the title of such a page, by which it is known that its text is all of it."""


def mend(document: HtmlElement) -> tuple[Fact, ...]:
    """Sets each property in a paragraph of its own, and takes away icons. Returns the page's title, if it is
    such a page."""
    page = next((e for e in document.iter("article") if "page" in names(e)), None)
    header = page.find("header") if page is not None else None
    if page is None or header is None:
        return ()
    body, title = next((e for e in page if "page-body" in names(e)), None), header.find("h1")
    if body is None or title is None or "page-title" not in names(title):
        return ()
    for icon in [e for e in page.iter("span", "div") if "icon" in names(e) or "page-header-icon" in names(e)]:
        icon.drop_tree()
    for table in [e for e in header.iter("table") if "properties" in names(e)]:
        at = table
        for row in table.iter("tr"):
            label, value = (words(row.find(f".//{cell}")) for cell in ("th", "td"))
            if label and value:
                at.addnext(field := E.p(f"{label}: {value}"))
                at = field
        table.drop_tree()
    for box in [e for e in body.iter("figure") if "callout" in names(e)]:
        box.tag = "div"
    said = words(title)
    return (Fact("title", said, RULE),) if said else ()
