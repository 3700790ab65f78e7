"""What an EPUB says of its pages: what its contents call them (EPUB 3's nav, EPUB 2's NCX), what they are."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import pairwise

from book.errors import SeedError
from book.model import Fact
from book.read.archive import Archive
from book.read.epubparts import elements, path_of, types_of, xml_of
from book.read.xmltree import Element

_TAGS = re.compile(r"<[^>]*>")
_HEADING = re.compile(r"<h[1-3]\b[^>]*>(.*?)</h[1-3]", re.S | re.I)
_WORD = re.compile(r"\w+")
_TOP = 8_000
"""Bytes of a page in which its heading stands."""
_SHORT = 12_000
"""Bytes of a page that is a title page or the like whatever place in it is told."""
_PARTED = re.compile(r"\s*[—–|/·:,]\s*|\s+-\s+")
"""What stands between a title and its author in a table of contents."""


def labels_of(archive: Archive, root: Element, folder: str, name: str) -> Iterator[tuple[str, str]]:
    """What the contents call each page: the first label that leads to it (EPUB 3's nav, EPUB 2's NCX)."""
    seen: set[str] = set()
    for item in elements(root, "item"):
        nav = "nav" in (item.get("properties") or "").split()
        if not nav and item.get("media-type") != "application/x-dtbncx+xml":
            continue
        path = path_of(folder, item.get("href", ""))
        for href, label in _links(_document(archive, path, name), nav):
            target = path_of(posixpath.dirname(path), href)
            if target not in seen and label:
                seen.add(target)
                yield target, label


def _document(archive: Archive, path: str, name: str) -> Element | None:
    """A list of contents; None where there is none or it cannot be read: a book is a book without it."""
    try:
        return xml_of(archive, path, name) if path in archive.names else None
    except SeedError:
        return None


def _links(document: Element | None, nav: bool) -> Iterator[tuple[str, str]]:
    if document is None:
        return
    if not nav:
        for point in elements(document, "navPoint"):
            label = next(elements(point, "navLabel"), None)
            content = next(elements(point, "content"), None)
            if label is not None and content is not None:
                yield content.get("src", ""), " ".join("".join(map(str, label.itertext())).split())
        return
    for part in elements(document, "nav"):
        if "toc" in types_of(part):
            for link in elements(part, "a"):
                yield link.get("href", ""), " ".join("".join(map(str, link.itertext())).split())


def kinds_of(archive: Archive, root: Element, folder: str, name: str) -> Iterator[tuple[str, str]]:
    """What pages are by the guide (EPUB 2) and by the landmarks of the nav (EPUB 3).

    What leads to a place in a long page tells of that place, not of the page: a book may be in one file.
    """
    for path, href, kind in _pointed(archive, root, folder, name):
        if "#" not in href or (path in archive.names and len(archive.read(path)) < _SHORT):
            yield path, kind


def _pointed(archive: Archive, root: Element, folder: str, name: str) -> Iterator[tuple[str, str, str]]:
    for reference in elements(root, "reference"):
        href = reference.get("href", "")
        yield path_of(folder, href), href, reference.get("type", "")
    for item in elements(root, "item"):
        path = path_of(folder, item.get("href", ""))
        document = _document(archive, path, name) if "nav" in item.get("properties", "").split() else None
        for part in elements(document, "nav") if document is not None else ():
            if "landmarks" in types_of(part):
                for link in elements(part, "a"):
                    href = link.get("href", "")
                    yield path_of(posixpath.dirname(path), href), href, " ".join(types_of(link))


def without_author(label: str, data: bytes, about: Iterable[Fact]) -> str:
    """'The Lock — Ann Lee' in a book's contents -> 'The Lock', where its page is headed so.

    What is left out must be whom the book, or a line of the page right below the heading, names.
    """
    top = _TAGS.split(data[:_TOP].decode("utf-8", "replace"))
    shown = [line for line in (" ".join(unescape(text).split()) for text in top) if line]
    writers = {one.value for one in about if one.field == "author"}
    for heading, below in pairwise(shown):
        rest = label.removeprefix(heading)
        if rest != label and (parted := _PARTED.match(rest)) and rest[parted.end() :] in {below, *writers}:
            return heading
    return label


def headed_otherwise(label: str, data: bytes) -> bool:
    """Has a page a heading that shares no word with what the contents call it: 'Start reading'?"""
    top = data[max(data.find(b"<body"), 0) :][:_TOP].decode("utf-8", "replace")
    found = _HEADING.search(top)
    heading = unescape(_TAGS.sub(" ", found[1])).casefold() if found else ""
    shown = set(_WORD.findall(heading))
    return len(shown) > 1 and shown.isdisjoint(_WORD.findall(label.casefold()))
