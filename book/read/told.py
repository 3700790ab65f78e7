"""What the head of a page says that its text is: a summary of it, and in JSON-LD at times all of it.

No reader sees it there, so it is no text of the piece: it bears out what is shown. But where a page shows
none, since scripts would have fetched it, its text in JSON-LD is all that was saved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape

from lxml import etree, html
from lxml.html import HtmlElement

from book.model import Line, Told
from book.read.pagefacts import json_ld, things

_SUMMARIES = frozenset({"description", "og:description", "twitter:description", "dcterms.abstract"})
_MARKUP = re.compile(r"</(?:p|div|h[1-6]|li|blockquote)>|<br\b", re.I)
_NO_LETTER = re.compile(r"[\W\d_]+")
_A_TEXT, _A_SENTENCE = 400, 40  # letters
_LONGEST = 2_000  # characters of a summary: what is longer is none


def told(document: HtmlElement) -> Told:
    """The summaries, each once, on lines of their own; the longest of the texts."""
    summaries = (
        " ".join((meta.get("content") or "").split())
        for meta in document.iter("meta")
        if (meta.get("name") or meta.get("property") or "").strip().lower() in _SUMMARIES
    )
    kept = dict.fromkeys(text for text in summaries if 0 < len(text) <= _LONGEST)
    return Told("\n".join(kept), _shown(_longest(document)))


def unshown(document: HtmlElement, lines: Sequence[Line]) -> str:
    """The text in JSON-LD, as markup, of a page whose own `lines` have nothing of it; '' where they have.

    It must be long for a text, and there must be more of it than of what the page shows in sentences.
    """
    text = _longest(document)
    plain = _letters(_shown(text))
    if len(plain) < _A_TEXT:
        return ""
    sentences = [one for line in lines if len(one := _letters(line.text)) >= _A_SENTENCE]
    if any(one in plain for one in sentences) or 2 * sum(map(len, sentences)) > len(plain):
        return ""
    if _MARKUP.search(text):
        return text
    if _MARKUP.search(unescape(text)):
        return unescape(text)
    return "".join(f"<p>{escape(unescape(row))}</p>" for row in text.splitlines() if row.strip())


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text)


def _longest(document: HtmlElement) -> str:
    return max(_texts(document), key=len, default="")


def _texts(document: HtmlElement) -> Iterator[str]:
    for script in document.iter("script"):
        source = script.text or ""
        if "articleBody" not in source or "ld+json" not in (script.get("type") or "").lower():
            continue
        for thing in things(json_ld(source)):
            if isinstance(thing.get("articleBody"), str):
                yield thing["articleBody"]


def _shown(text: str) -> str:
    """A text as a reader would see it: some sites put their markup in."""
    text = unescape(text)
    if "</" not in text and "<br" not in text:
        return text
    try:
        return str(html.fragment_fromstring(text.replace("\0", ""), create_parent="div").text_content())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return text
