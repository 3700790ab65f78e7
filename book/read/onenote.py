"""A page that OneNote exports (.mht): below its title stand the day and the time at which it was made, which
are none of the text, and at its end what it was made with.

They are told by how they look alone: the title is set in 20 points, day and time in grey.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from book.model import Fact
from book.read.elements import words

RULE = "onenote.title"
_TITLE = re.compile(r"font-size:\s*20\.0pt", re.I)
_MADE = re.compile(r"color:\s*#(?:767676|666666)", re.I)
_FOOT = 80  # characters
_MOTTO = "One place for all your notes and information"


def mend(document: HtmlElement) -> tuple[Fact, ...]:
    """Makes headings of the titles, and takes away when and with what pages were made. Returns the first
    title, if the document is such an export."""
    if not any((meta.get("content") or "").lower() == "onenote.file" for meta in document.iter("meta")):
        return ()
    paragraphs = [*document.iter("p")]
    titles = [p for p in paragraphs if _TITLE.search(p.get("style") or "") and words(p)]
    for title in titles:
        for made in _below(title):
            made.drop_tree()
        title.tag = "h1" if title is titles[0] else "h2"
    for foot in paragraphs[-2:]:
        said = words(foot)
        if foot.getparent() is not None and len(said) <= _FOOT and ("OneNote" in said or said == _MOTTO):
            foot.drop_tree()
    return (Fact("title", words(titles[0]), RULE),) if titles else ()


def _below(title: HtmlElement) -> Iterator[HtmlElement]:
    """The grey paragraphs in the box below that of a title."""
    box = title.getparent()
    below = box.getnext() if box is not None else None
    if below is not None and below.tag == "div":
        yield from [p for p in below.iterchildren("p") if _MADE.search(p.get("style") or "")]
