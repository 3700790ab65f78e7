"""A note of Google Keep's, as Takeout exports it as a page: its heading and labels are no text.

The heading has the day on which the note was changed last, not that of what somebody kept in it.
"""

from __future__ import annotations

from lxml.html import HtmlElement

from book.model import Fact

RULE = "keep.title"
_APART = frozenset({"heading", "chips", "sharees", "bullet"})
"""What Keep calls what stands around a note's text: its day, labels, who else has it, its boxes to tick."""


def mend(document: HtmlElement) -> tuple[Fact, ...]:
    """Takes away what stands around the note's text, and sets its title as a heading. Returns its title, if
    the document is such a note."""
    note = next((e for e in document.iter("div") if "note" in _names(e)), None)
    home = note.getparent() if note is not None else None
    if note is None or home is None or home.tag != "body":
        return ()
    parts = {name: e for e in note.iterchildren("div") for name in _names(e)}
    if "heading" not in parts or not any("meta-icons" in _names(e) for e in parts["heading"].iter("div")):
        return ()
    for element in [e for e in note.iter("div", "span") if not _APART.isdisjoint(_names(e))]:
        if element.getparent() is not None:
            element.drop_tree()
    if (title := parts.get("title")) is None:
        return ()
    title.tag = "h1"
    words = " ".join(" ".join(title.itertext()).split())
    return (Fact("title", words, RULE),) if words else ()


def _names(element: HtmlElement) -> list[str]:
    return (element.get("class") or "").split()
