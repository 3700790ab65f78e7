"""Poems of a page of which each row is a paragraph: a paragraph for each stanza, its rows parted by <br>.

Many a site's editor makes a paragraph of each line that is typed. An empty one, or a forced line end between
two, parts stanzas; so does the end of an element around the rows of one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml.html import HtmlElement

from book.read.elements import BLOCKS, add_row
from book.read.indents import poems

_ROWS = frozenset({"p", "div"})
_FEWEST = 6  # paragraphs of a page that may have such a poem
_LONGEST = 2000  # letters of a paragraph that are read
_SHOWN = frozenset(
    {"img", "picture", "iframe", "video", "audio", "embed", "object", "svg", "input", "button", "hr"}
)
"""Elements that a row of verse has not."""


class _Row(NamedTuple):
    """What may be a row: its element, if it may, and its text. An empty text parts two stanzas."""

    element: HtmlElement | None
    text: str


_STANZAS = _Row(None, "")
_OTHER = _Row(None, "-")


def mend(document: HtmlElement) -> None:
    """Makes one paragraph of the rows of each stanza."""
    rows = [*_rows(document)]
    if sum(row.element is not None for row in rows) < _FEWEST:
        return
    running = [row is not _OTHER for row in rows]
    for poem in poems([row.text for row in rows], running, typed=True):
        for stanza in poem:
            _unite([element for i in stanza if (element := rows[i].element) is not None])


def _rows(document: HtmlElement) -> Iterator[_Row]:
    """What a page shows, a row for each of its blocks."""
    around: HtmlElement | None = None
    for element in document.iter():
        if element.tag == "br" and element.getparent() is around:
            yield _STANZAS
        if element.tag not in BLOCKS:
            continue
        home = element.getparent()
        if element.tag not in _ROWS or not _holds_words_alone(element):
            if element.tag not in _ROWS or _has_own_words(element):
                yield _OTHER
            continue
        if home is not around and around is not None:
            yield _STANZAS if _beside(home, around) else _OTHER
        around = home
        text = " ".join(str(element.text_content())[:_LONGEST].split())
        yield _Row(element, text) if text else _STANZAS


def _holds_words_alone(element: HtmlElement) -> bool:
    """Is this one row, with no block in it, no forced end of a line within, and nothing that is shown?"""
    if (element.tail or "").strip():
        return False
    ends = False
    for inside in element.iterdescendants():
        if inside.tag in BLOCKS or inside.tag in _SHOWN:
            return False
        if inside.tag == "a" and str(inside.text_content()).strip():
            return False
        ends = ends or inside.tag == "br"
    return not ends or not str(element.text_content()).strip()


def _has_own_words(element: HtmlElement) -> bool:
    texts = (element.text, *(e.tail for e in element))
    return any(text and text.strip() for text in texts)


def _beside(home: HtmlElement | None, before: HtmlElement) -> bool:
    """Do two elements, each around the rows of a stanza, stand in one?"""
    return home is not None and home.getparent() is before.getparent() and home.tag == before.tag


def _unite(rows: list[HtmlElement]) -> None:
    """Put the rows of a stanza into the first of them."""
    first, *others = rows
    for row in others:
        if (parent := row.getparent()) is not None and parent is first.getparent():
            add_row(first, row)
