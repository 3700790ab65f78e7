"""Notes that a site shows beside the text that calls them, or on request (Tufte CSS, LaTeXML)."""

from __future__ import annotations

import itertools
import re
from copy import deepcopy

from lxml.html import HtmlElement

from book.read.gathered import Marks

ELEMENTS_OF_NOTES = frozenset({"span", "small"})
_NOTE_CLASS = re.compile(
    r"(?:^|\s)(?:side-?note|margin-?note|ltx_note_outer|[\w-]*foot-?note(?:__|-)?(?:note|text|content|body))(?:\s|$)",
    re.I,
)
"""How plugins (Modern Footnotes), styles (Tufte CSS) and LaTeXML (arXiv) call a note in its sentence."""
_FOOTNOTE = re.compile(r"(?:^|\s)foot-?note(?:\s|$)", re.I)
NOTE_BOX = re.compile(r"foot-?note|side-?note|margin-?note", re.I)
_NUMBER = re.compile(r"\[?\d{1,3}[\]).:]*")
CALL = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§+⊕]{1,3})[\])]?")


def is_note(element: HtmlElement) -> bool:
    """Is this a note that its site shows beside, or on request, where it is called?"""
    names = element.get("class") or ""
    called = _NOTE_CLASS.search(names) or (_FOOTNOTE.search(names) and is_box(element.getprevious()))
    if "ltx_" in names and numbers_note(element, names):
        return False
    return bool(called) and len(str(element.text_content()).split()) > 2


def numbers_note(element: HtmlElement, names: str) -> bool:
    """Does this repeat, within a note of LaTeXML's, the mark by which the text calls it?"""
    around = element.getparent()
    near = (around.get("class") or "") if around is not None else ""
    return (
        "ltx_tag_note" in names
        or "ltx_note_type" in names
        or ("ltx_note_mark" in names and "ltx_note_content" in near)
        or ("ltx_note_outer" in names and "ltx_role_footnotemark" in near)
    )


def is_box(element: HtmlElement | None) -> bool:
    """Is this a box that, ticked, shows what stands behind it?"""
    return element is not None and element.tag == "input" and element.get("type") == "checkbox"


def shows_note(label: HtmlElement) -> bool:
    """Does this label only show such a note where there is no room beside the text (Tufte CSS)?"""
    beside = [e for e in itertools.islice(label.itersiblings(), 3) if isinstance(e.tag, str)]
    box = next(filter(is_box, beside), None)
    if box is None or not label.get("for") or label.get("for") != box.get("id"):
        return False
    return any(e.tag in ELEMENTS_OF_NOTES and is_note(e) for e in beside)


def without_number(note: HtmlElement, number: str) -> HtmlElement:
    """A copy of such a note without its number, where that is an element of its own or written as called."""
    copy = deepcopy(note)
    copy.tail = None
    begins = copy.text or ""
    first = copy[0] if len(copy) and not begins.strip() else None
    if first is not None and isinstance(first.tag, str) and _NUMBER.fullmatch(first.text_content().strip()):
        first.drop_tree()
        return copy
    head = _NUMBER.match(begins.lstrip())
    if head and number and not head[0].isdigit() and head[0].strip("[]).:") == number:
        copy.text = begins.lstrip()[head.end() :]
    return copy


def own_call(run: tuple[Marks, str]) -> bool:
    """The number or sign by which the page itself calls such a note."""
    marks, text = run
    return any(kind in ("sup", "a") for kind, _ in marks) and bool(CALL.fullmatch(text.strip()))
