"""What a page of an EPUB is, if it is no piece: a cover, the contents, a title page."""

from __future__ import annotations

import posixpath
import re
from html import unescape

from lxml import etree

from book.errors import SeedError
from book.read.epubparts import elements, path_of, types_of
from book.read.xmltree import Element, parse

_MATTER = frozenset(
    "cover titlepage title-page halftitlepage toc landmarks page-list loi lot copyright-page copyright"
    " imprint colophon index contributors credits credit other-credits seriespage".split()
)
"""What is no piece, in the words of EPUB 3 (epub:type; DPUB-ARIA without 'doc-') and of EPUB 2's guide."""
ASIDE = frozenset({"outside the reading order"})
"""What may still hold the notes of the chapters."""
_OPS_TYPE = re.compile(rb"\s(?:epub:type|role)\s*=\s*[\"']([^\"']*)[\"']", re.I)
_LINK = re.compile(rb"<a\s[^>]*href", re.I)
_NEARLY_ALL = 0.8  # of a page's letters
_LISTED = 4  # chapters, from which on a page of links lists them
_TAGS = re.compile(r"<[^>]*>")
_OWN_NAME = re.compile(r"(cover|toc|nav|copyright|colo(?:ph|f)on?|title-?page|half-?title-?page)", re.I)
_DC = "{http://purl.org/dc/elements/1.1/}"


def matter(item: Element, ref: Element, path: str, data: bytes, kinds: dict[str, str]) -> str:
    """What a page of the spine is, if it is no piece; '' if it is one."""
    if "nav" in (item.get("properties") or "").split():
        return "toc"
    for word in kinds.get(path, "").lower().split():
        if word in _MATTER:
            return word
    if word := _typed(data, path):
        return word
    stem = posixpath.basename(path).rpartition(".")[0]
    if _OWN_NAME.fullmatch(stem):
        return stem.lower()
    if not _says_anything(data):
        return "without a word"
    return "outside the reading order" if ref.get("linear") == "no" else ""


def _typed(data: bytes, path: str) -> str:
    """What a page says that nearly all of it is; '' for a text that has a title page of its own in it."""
    said = " ".join(types.decode("ascii", "replace") for types in _OPS_TYPE.findall(data))
    if _MATTER.isdisjoint(said.lower().replace("doc-", "").split()):
        return ""
    try:
        root = parse(data, path)[0]
    except SeedError:
        return ""
    body = next(elements(root, "body"), root)
    least = _NEARLY_ALL * _letters(body)
    for element in (e for e in body.iter() if isinstance(e.tag, str)):
        types = f"{' '.join(types_of(element))} {element.get('role', '').removeprefix('doc-')}"
        kind = next((word for word in types.lower().split() if word in _MATTER), "")
        if kind and _letters(element) >= least:
            return kind
    return ""


def contents(data: bytes, path: str, chapters: frozenset[str]) -> str:
    """'toc' for a page that is little more than links to chapters of its book."""
    if len(_LINK.findall(data)) < _LISTED:
        return ""
    try:
        body = next(elements(parse(data, path)[0], "body"), None)
    except SeedError:
        return ""
    links = [e for e in (elements(body, "a") if body is not None else ()) if e.get("href")]
    leads = {path_of(posixpath.dirname(path), link.get("href", "")): link for link in links}
    if body is None or len(chapters.intersection(leads) - {path}) < _LISTED:
        return ""
    return "toc" if sum(map(_letters, links)) >= _NEARLY_ALL * _letters(body) else ""


def titlepage(data: bytes, names: tuple[frozenset[str], frozenset[str]]) -> str:
    """'titlepage' for a page that says nothing but what the package says too, the book's title first."""
    titles, said = names
    body = data[max(data.find(b"<body"), 0) :]
    lines = [
        " ".join(unescape(text).split()).casefold() for text in _TAGS.split(body.decode("utf-8", "replace"))
    ]
    shown = [line for line in lines if line]
    return "titlepage" if len(shown) > 1 and shown[0] in titles and said.issuperset(shown) else ""


def names_of_book(root: Element) -> tuple[frozenset[str], frozenset[str]]:
    """The book's titles, and whatever else the package says of it, in small letters."""
    texts = [
        (etree.QName(e).localname, " ".join((e.text or "").split()).casefold()) for e in root.iter(_DC + "*")
    ]
    return frozenset(text for name, text in texts if name == "title" and text), frozenset(t for _, t in texts)


def _says_anything(data: bytes) -> bool:
    """Whether a page has any text: a cover, a map, a plate has none."""
    body = data[max(data.find(b"<body"), 0) :]
    return bool(re.sub(rb"<(script|style|svg)\b.*?</\1\s*>|<[^>]*>|&\w+;|\s", b"", body, flags=re.S | re.I))


def _letters(element: Element) -> int:
    return sum(char.isalnum() for text in element.itertext() for char in str(text))
