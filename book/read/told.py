"""What the head of a page says that its text is: a summary of it, and in JSON-LD at times all of it.

No reader sees it there, so it is no text of the piece: it bears out what is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

from lxml import etree, html
from lxml.html import HtmlElement

from book.model import Told
from book.read.pagefacts import json_ld, things

_SUMMARIES = frozenset({"description", "og:description", "twitter:description", "dcterms.abstract"})
_LONGEST = 2_000  # characters of a summary: what is longer is none


def told(document: HtmlElement) -> Told:
    """The summaries, each once, on lines of their own; the longest of the texts."""
    summaries = (
        " ".join((meta.get("content") or "").split())
        for meta in document.iter("meta")
        if (meta.get("name") or meta.get("property") or "").strip().lower() in _SUMMARIES
    )
    kept = dict.fromkeys(text for text in summaries if 0 < len(text) <= _LONGEST)
    return Told("\n".join(kept), max(_texts(document), key=len, default=""))


def _texts(document: HtmlElement) -> Iterator[str]:
    for script in document.iter("script"):
        source = script.text or ""
        if "articleBody" not in source or "ld+json" not in (script.get("type") or "").lower():
            continue
        for thing in things(json_ld(source)):
            if isinstance(thing.get("articleBody"), str):
                yield _shown(thing["articleBody"])


def _shown(text: str) -> str:
    """A text as a reader would see it: some sites put their markup in."""
    text = unescape(text)
    if "</" not in text and "<br" not in text:
        return text
    try:
        return str(html.fragment_fromstring(text.replace("\0", ""), create_parent="div").text_content())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return text
