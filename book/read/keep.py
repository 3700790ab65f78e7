"""A note of Google Keep's, as Takeout exports it as a page: its heading and labels are no text.

The heading has the day on which the note was changed last, not that of what somebody kept in it.
"""

from __future__ import annotations

from lxml.html import HtmlElement

from book.model import Fact
from book.read.elements import names, words

RULE = "keep.title"
_APART = frozenset({"heading", "chips", "sharees", "bullet"})
"""What Keep calls what stands around a note's text: its day, labels, who else has it, its boxes to tick."""


def mend(document: HtmlElement) -> tuple[Fact, ...]:
    """Takes away what stands around the note's text, and sets its title as a heading. Returns its title, if
    the document is such a note."""
    note = next((e for e in document.iter("div") if "note" in names(e)), None)
    home = note.getparent() if note is not None else None
    if note is None or home is None or home.tag != "body":
        return ()
    parts = {name: e for e in note.iterchildren("div") for name in names(e)}
    if "heading" not in parts or not any("meta-icons" in names(e) for e in parts["heading"].iter("div")):
        return ()
    for element in [e for e in note.iter("div", "span") if not _APART.isdisjoint(names(e))]:
        if element.getparent() is not None:
            element.drop_tree()
    if (title := parts.get("title")) is None:
        return ()
    title.tag = "h1"
    said = words(title)
    return (Fact("title", said, RULE),) if said else ()
