"""Atom 1.0 (RFC 4287) and 0.3 -> pieces; a Blogger export is Atom with a kind for each entry."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from html import escape

from book.model import Fact
from book.read.feedparts import (
    ATOM,
    Found,
    address,
    base,
    below,
    day,
    local,
    markup,
    named,
    people,
    space,
    words_of,
)  # fmt: skip
from book.read.pieces import fact, fragment, words
from book.read.rss import worded
from book.read.wordpress import paragraphs
from book.read.xmltree import Element

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_KIND = "http://schemas.google.com/blogger/2008/kind#"
_HTML = frozenset({"html", "text/html"})
_XHTML = frozenset({"xhtml", "application/xhtml+xml"})
_TAGS = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]*)?/?>")
_OF_TEXTS = frozenset(
    "a abbr b big blockquote br caption center cite code dd del div dl dt em figcaption figure font h1 h2 h3"
    " h4 h5 h6 hr i img ins li ol p pre q s small span strike strong sub sup table tbody td th thead tr tt u"
    " ul".split()
)
"""Elements of HTML that a text is made of."""


def pieces_of_atom(root: Element) -> tuple[list[Found], list[tuple[str, str]]]:
    """The pieces of a feed or an entry, and what each entry that is none is, with its title."""
    feed = local(root) != "entry"
    outlet = next((_line(e) for e in below(root) if local(e) == "title"), "") if feed else ""
    site = _link(root, "") if feed else ""
    found: list[Found] = []
    left: list[tuple[str, str]] = []
    for entry in [e for e in below(root) if local(e) == "entry"] if feed else [root]:
        title = next((_line(e) for e in below(entry) if local(e) == "title"), "")
        if reason := _no_post(entry):
            left.append((reason, title))
            continue
        bodies = ((e, _body(e)) for e in _contents(entry))
        content, body = next(((e, text) for e, text in bodies if worded(text)), (entry, ""))
        if not body:
            left.append(("piece without a text", title))
            continue
        url = _link(entry, base(entry, site) or site)
        hints = (
            *fact("title", title, "atom.title"),
            *_authors(entry, root),
            *_date(entry),
            *fact("outlet", outlet, "atom.feed.title"),
            *fact("url", url, "atom.link"),
            *fact(
                "language", entry.get(_XML_LANG, "") or root.get(_XML_LANG, ""), "atom.xml:lang", sure=False
            ),
        )
        slug = re.sub(r"\.x?html?$", "", url.rstrip("/").rpartition("/")[2].partition("?")[0])
        asked = fragment(slug, _own(entry, "id"), title)
        found.append((asked, body, base(content, site) or url or site, url, hints))
    return found, left


def _no_post(entry: Element) -> str:
    """What an entry of a Blogger export is, if it is no published piece."""
    for category in below(entry):
        term = category.get("term", "")
        if local(category) == "category" and term.startswith(_KIND) and term != f"{_KIND}post":
            return term.removeprefix(_KIND)
    drafts = [words_of(e) for e in entry.iter("{*}draft")]
    return "draft" if "yes" in drafts else ""


def _link(element: Element, whence: str) -> str:
    """Where an entry or a feed is shown to readers."""
    links = [e for e in below(element) if local(e) == "link" and space(e) in ATOM]
    shown = [e for e in links if e.get("rel", "alternate") == "alternate" and e.get("href")]
    pages = [e for e in shown if e.get("type", "text/html") in ("text/html", "application/xhtml+xml")]
    return next((address(e.get("href", ""), whence) for e in (*pages, *shown)), "")


def _authors(entry: Element, feed: Element) -> Iterator[Fact]:
    source = next((e for e in below(entry) if local(e) == "source"), entry)  # the feed that it was taken from
    for owner, rule in ((entry, "atom.author"), (source, "atom.source.author"), (feed, "atom.feed.author")):
        names = [
            _own(e, "name") or ("" if len(e) else words_of(e)) for e in below(owner) if local(e) == "author"
        ]
        if any(names):
            for name in filter(None, names):
                for person in people(words(name)):
                    yield from named(person, rule)
            return


def _date(entry: Element) -> list[Fact]:
    for name in ("published", "issued", "created", "updated", "modified"):
        if told := day(_own(entry, name)):
            return fact("date", told, f"atom.{name}", sure=name not in ("updated", "modified"))
    return []


def _own(element: Element, name: str) -> str:
    found = next((e for e in below(element) if local(e) == name and space(e) in ("", *ATOM)), None)
    return "" if found is None else words_of(found)


def _contents(entry: Element) -> Iterator[Element]:
    """Where an entry may have its text, the whole of it first, and marked up before plain."""
    for name in ("content", "summary"):
        said = [e for e in below(entry) if local(e) == name and not e.get("src")]
        yield from sorted(said, key=lambda e: e.get("type", "text").lower() not in _HTML | _XHTML)


def _body(content: Element) -> str:
    """Atom's text construct (RFC 4287, 3.1; Atom 0.3, 3.1) as HTML."""
    form, mode = content.get("type", "text").lower(), content.get("mode", "").lower()
    if len(content) and mode != "escaped":
        return markup(content)
    text = words_of(content)
    if mode == "base64" or (
        mode == "" and "/" in form and not form.startswith("text/") and "xml" not in form
    ):
        text = _unpacked(text)
        return text if _marked_up(text) else paragraphs(escape(text, quote=False))
    if form in _HTML or form in _XHTML or _marked_up(text):
        return text
    return paragraphs(escape(text, quote=False))


def _unpacked(text: str) -> str:
    """A text in base 64; '' for what is none."""
    try:
        return base64.b64decode("".join(text.split()), validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def _marked_up(text: str) -> bool:
    """Is it HTML that is told as plain text? Then an element is closed in it, and all are those of texts."""
    tags = _TAGS.findall(text)
    return any(closes for closes, _ in tags) and all(name.lower() in _OF_TEXTS for _, name in tags)


def _line(element: Element) -> str:
    """A title on one line."""
    form, mode = element.get("type", "text").lower(), element.get("mode", "").lower()
    text = words_of(element)
    if len(element):
        return " ".join(text.split())
    text = _unpacked(text) if mode == "base64" else text
    return words(text) if form in _HTML or _marked_up(text) else " ".join(text.split())
