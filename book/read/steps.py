"""The way down to an element, a step at a time, as a CSS selector tells it: `book.model.Line.place`."""

from __future__ import annotations

import itertools
import re
import unicodedata
from functools import lru_cache
from typing import cast

from lxml.html import HtmlElement

from book.read.elements import HEADINGS

_BEGINNING = 1000  # characters of a heading that an id may say
_SIGNS = re.compile(r"[\W_]+")
_SPELT, _AROUND = 4, 8  # words; elements, the first of them its own
_DEEPEST = 200
"""Steps that a place is told with; what lies deeper is told by these."""
_OF_VERSE = re.compile(r"(?:^|[\s:])(?:verse|poem|hymn|lyrics)(?:\s|$)")
"""What an EPUB says of verse (the vocabulary of Z39.98, epub:type)."""
_COUNTED = frozenset({"li", "tr", "td", "th", "dt", "dd", "blockquote"})
"""Elements whose lines belong together or apart by which of their siblings they are."""
_STANZA = re.compile(r"(?:^|[\s_-])(?:stanza|strophe|linegroup|lg)(?:$|\s)", re.I)
"""What pages call the element around the rows of a stanza, which is counted too."""


def _spells_heading(element: HtmlElement, name: str) -> bool:
    """Is an id a heading's words, put together for links to it ('why-we-share-our-bread')?

    It tells nothing of the element then. Around a heading of so many words that it is no name such as
    'related-posts'; programs that set Markdown give every heading an id of its own words.
    """
    few = len(_SIGNS.split(name)) < _SPELT
    if few and element.tag not in HEADINGS:
        return False
    first = itertools.islice(element.iter(), _AROUND)
    heading = next((e for e in first if e.tag in HEADINGS), None)
    if heading is None:
        return False
    id_, said = _letters(name), _letters(str(heading.text_content()))
    if few:
        return id_.rstrip("0123456789") == said.rstrip("0123456789") != ""
    return bool(id_ and said) and (said.startswith(id_) or id_.startswith(said))


def _letters(text: str) -> str:
    """The letters and digits of a text without case and accents, as programs make an address of them."""
    parted = unicodedata.normalize("NFKD", text[:_BEGINNING]).casefold()
    return "".join(filter(str.isalnum, parted))


def step(place: str, element: HtmlElement, nth: int) -> str:
    """The way down to an element that is the `nth` of its kind in the one at `place`."""
    if place.count(">") > _DEEPEST:
        return place
    told, said = cast("str", element.tag), dict(element.items())
    stanza, classes = _of_classes(said.get("class", ""))
    if told in _COUNTED or stanza:
        told += f":nth-child({nth})"
    if (words := said.get("id", "").split()) and not _spells_heading(element, words[0]):
        told += f"#{words[0]}"
    told += classes
    if (kind := said.get("epub:type")) and _OF_VERSE.search(kind):
        told += ".verse"
    if role := said.get("role"):
        told += f"[role={role}]"
    if prop := said.get("itemprop"):
        told += f"[itemprop={prop}]"
    return f"{place} > {told}"


@lru_cache(maxsize=1 << 12)
def _of_classes(classes: str) -> tuple[bool, str]:
    """Whether an element of these classes is a stanza, and the first of them as a selector tells them."""
    # Tailwind's '[&_.ad]:hidden' speaks of what an element holds.
    told = [f".{name}" for name in classes.split()[:8] if "&" not in name]
    return bool(_STANZA.search(classes)), "".join(told)
