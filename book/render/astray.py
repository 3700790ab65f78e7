"""Notes stand at the foot of the page on which they are called.

WeasyPrint 70 moves a note to the next page where that makes room for the second line of a paragraph, and then
the next page's note, and so on. Here the finished pages are looked at: the paragraph for which a note had to
go is sent to the next page instead, and the piece is laid out again. The page ends a line or two higher.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from lxml.html import HtmlElement

from book.errors import Place
from book.model import Finding, Severity
from book.render.boxtree import attribute
from book.render.folios import runs

TRIES = 6
"""How often a piece is laid out again at most."""

_KEY = "data-k"
_HEADINGS = frozenset(["h2", "h3", "h4", "h5", "h6"])


def astray(pages: Sequence[Any]) -> dict[str, str]:
    """The notes that stand on another page than their calls, by their key, each with the key of the paragraph
    that has to leave the page of the call; "" where none can.

    Of each section those of the first page that is wrong: what is wrong after it may come right with it.
    """
    found: dict[str, str] = {}
    wrong: set[str] = set()
    begun: set[str] = set()
    stood: set[str] = set()  # a table's head calls its notes anew where it stands again
    for page in pages:
        called, noted, foot = _notes(page)
        stood |= noted
        here = [run.key for run in runs(page) if run.key and run.key not in foot and not _is_note(run.key)]
        lost = [key for key in called if key not in stood and key.partition(".")[0] not in wrong]
        if lost:
            last = here[-1] if here and here[-1] not in begun else ""
            found |= dict.fromkeys(lost, last)
            wrong |= {key.partition(".")[0] for key in lost}
        begun |= set(here)
    return found


def push(document: HtmlElement, keys: Collection[str]) -> None:
    """Put each of these blocks at the head of a page."""
    for element in document.iter():
        if element.get(_KEY) in keys:
            before = element.getprevious()
            while before is not None and before.tag in _HEADINGS:  # a heading goes with its paragraph
                element, before = before, before.getprevious()
            element.set("style", f"{element.get('style', '')};break-before:page".lstrip(";"))


def told(name: str, pages: Sequence[Any]) -> Iterator[Finding]:
    """The notes that could not be brought to their calls."""
    for key in astray(pages):
        yield Finding(
            "paper.note-astray",
            Severity.WARNING,
            Place(name, key=key),
            "a note stands on a later page than its call",
            "a line more or less in the paragraphs before it helps: a hyphenation of the plan's, say",
        )


_NOTE = re.compile(r"\.[a-z]\d+(\.\d+)?\Z")


def _is_note(key: str) -> bool:
    """'chapter-x.n2' is a note's, 'chapter-x.n2.1' its second paragraph's, 'chapter-x.2' a block's."""
    return _NOTE.search(key) is not None


def _notes(page: Any) -> tuple[list[str], set[str], set[str]]:
    """The keys of the notes that a page calls, in order, of those that stand on it, and of what is said below
    its texts: it goes where the end of the text goes, never alone."""
    called: dict[str, None] = {}
    noted: set[str] = set()
    foot: set[str] = set()
    waiting = [(page._page_box, False)]
    while waiting:
        box, below = waiting.pop()
        box = getattr(box, "_box", box)  # an AbsolutePlaceholder holds the box that it stands for
        element = getattr(box, "element", None)
        key = element.get(_KEY, "") if element is not None and hasattr(element, "get") else ""
        pseudo = (getattr(box, "element_tag", None) or "").partition("::")[2]
        if pseudo == "footnote-call" and attribute(box, "data-note") != "":  # else it goes on from before
            called.setdefault(key)
        elif pseudo == "footnote-marker":
            noted.add(key)
        below = below or box.element_tag == "footer"
        if below:
            foot.add(key)
        waiting += [(child, below) for child in reversed(getattr(box, "children", ()))]
    return list(called), noted, foot
