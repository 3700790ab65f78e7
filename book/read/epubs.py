"""An EPUB -> its chapters, in the order of its spine (EPUB 3.3, 5.7), each the page that it is."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import pairwise
from urllib.parse import unquote, urldefrag

from lxml import etree

from book.errors import Place, SeedError
from book.model import Fact, Seed
from book.read.archive import Archive, alongside
from book.read.epubnotes import bring_home
from book.read.feedparts import named
from book.read.pieces import Unpacked, distinct, fact
from book.read.xmltree import parse

Element = etree._Element

_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})
_MATTER = frozenset(
    "cover titlepage title-page halftitlepage toc landmarks page-list loi lot copyright-page copyright"
    " imprint colophon index contributors credits credit other-credits seriespage".split()
)
"""What is no piece, in the words of EPUB 3 (epub:type; DPUB-ARIA without 'doc-') and of EPUB 2's guide."""
_ASIDE = frozenset({"outside the reading order"})
"""What may still hold the notes of the chapters."""
_OPS_TYPE = re.compile(
    rb"<(?:body|section|nav)\b[^>]*?\s(?:epub:type|role)\s*=\s*[\"'](?:doc-)?([^\"']*)[\"']", re.I
)
_TAGS = re.compile(r"<[^>]*>")
_DC = "{http://purl.org/dc/elements/1.1/}"
_TOP = 8_000
"""Bytes of a page in which its heading stands."""
_PARTED = re.compile(r"\s*[—–|/·:,]\s*|\s+-\s+")
"""What stands between a title and its author in a table of contents."""
_OWN_NAME = re.compile(r"(cover|toc|nav|copyright|colo(?:ph|f)on?|title-?page|half-?title-?page)", re.I)


def unpack_epub(seed: Seed) -> Unpacked:
    """The chapters of an EPUB. Raises SeedError for what is none, is damaged or locked."""
    archive = Archive(seed.data, seed.name)
    package = _package(archive, seed.name)
    folder = posixpath.dirname(package)
    root = _xml(archive, package, seed.name)
    items = {e.get("id", ""): e for e in _named(root, "item")}
    labels = dict(_labels(archive, root, folder, seed.name))
    kinds = dict(_kinds(archive, root, folder, seed.name))
    names_of_book = _names_of_book(root)
    about = tuple(_book(root))
    pieces: list[tuple[str, Seed]] = []
    left: list[str] = []
    documents: dict[str, bytes] = {}
    for ref in _named(root, "itemref"):
        item = items.get(ref.get("idref", ""))
        if item is None or item.get("media-type", "") not in _PAGES:
            continue
        path = _path(folder, item.get("href", ""))
        if path not in archive.names:
            left.append(f"{path}, which isn't in it")
            continue
        data = archive.read(path)
        kind = _matter(item, ref, path, data, kinds) or _titlepage(data, names_of_book)
        if kind and kind not in _ASIDE:
            left.append(f"{path} ({kind})")
        else:
            documents[path] = data
    documents, emptied = bring_home(documents, seed.name)
    for path, data in documents.items():
        if path in emptied:
            left.append(f"{path} (notes, which stand with the chapters that call them)")
            continue
        title = fact("title", _without_author(labels.get(path, ""), data, about), "epub.toc")
        beside = alongside(archive, data, posixpath.dirname(path), seed.name)
        hints = (*title, *about)
        pieces.append((path, Seed(f"{seed.name}#{path}", data, "html", hints, whole=True, beside=beside)))
    names = distinct(path for path, _ in pieces)
    return Unpacked(tuple(zip(names, (piece for _, piece in pieces), strict=True)), tuple(left))


def _package(archive: Archive, name: str) -> str:
    container = _xml(archive, "META-INF/container.xml", name)
    for root in _named(container, "rootfile"):
        return posixpath.normpath(root.get("full-path", ""))
    raise SeedError("this EPUB names no package", where=Place(name))


def _xml(archive: Archive, path: str, name: str) -> Element:
    return parse(archive.read(path), f"{name}#{path}")[0]


def _path(folder: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(urldefrag(href).url)))


def _named(root: Element, local: str) -> Iterator[Element]:
    return (e for e in root.iter() if isinstance(e.tag, str) and etree.QName(e).localname == local)


def _matter(item: Element, ref: Element, path: str, data: bytes, kinds: dict[str, str]) -> str:
    """What a page of the spine is, if it is no piece; '' if it is one."""
    if "nav" in (item.get("properties") or "").split():
        return "toc"
    said = [kinds.get(path, "")]
    said += [t.decode("ascii", "replace") for t in _OPS_TYPE.findall(data[:20_000])[:2]]
    for word in " ".join(said).lower().split():
        if word in _MATTER:
            return word
    stem = posixpath.basename(path).rpartition(".")[0]
    if _OWN_NAME.fullmatch(stem):
        return stem.lower()
    if not _says_anything(data):
        return "without a word"
    return "outside the reading order" if ref.get("linear") == "no" else ""


def _names_of_book(root: Element) -> tuple[frozenset[str], frozenset[str]]:
    """The book's titles, and whatever else the package says of it, in small letters."""
    texts = [
        (etree.QName(e).localname, " ".join((e.text or "").split()).casefold()) for e in root.iter(_DC + "*")
    ]
    return frozenset(text for name, text in texts if name == "title" and text), frozenset(t for _, t in texts)


def _titlepage(data: bytes, names: tuple[frozenset[str], frozenset[str]]) -> str:
    """'titlepage' for a page that says nothing but what the package says too, the book's title first."""
    titles, said = names
    body = data[max(data.find(b"<body"), 0) :]
    lines = [
        " ".join(unescape(text).split()).casefold() for text in _TAGS.split(body.decode("utf-8", "replace"))
    ]
    shown = [line for line in lines if line]
    return "titlepage" if len(shown) > 1 and shown[0] in titles and said.issuperset(shown) else ""


def _says_anything(data: bytes) -> bool:
    """Whether a page has any text: a cover, a map, a plate has none."""
    body = data[max(data.find(b"<body"), 0) :]
    return bool(re.sub(rb"<(script|style|svg)\b.*?</\1\s*>|<[^>]*>|&\w+;|\s", b"", body, flags=re.S | re.I))


def _without_author(label: str, data: bytes, about: Iterable[Fact]) -> str:
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


def _labels(archive: Archive, root: Element, folder: str, name: str) -> Iterator[tuple[str, str]]:
    """What the contents call each page: the first label that leads to it (EPUB 3's nav, EPUB 2's NCX)."""
    seen: set[str] = set()
    for item in _named(root, "item"):
        nav = "nav" in (item.get("properties") or "").split()
        if not nav and item.get("media-type") != "application/x-dtbncx+xml":
            continue
        path = _path(folder, item.get("href", ""))
        if path not in archive.names:
            continue
        for href, label in _links(_xml(archive, path, name), nav):
            target = _path(posixpath.dirname(path), href)
            if target not in seen and label:
                seen.add(target)
                yield target, label


def _links(document: Element, nav: bool) -> Iterator[tuple[str, str]]:
    if not nav:
        for point in _named(document, "navPoint"):
            label = next(_named(point, "navLabel"), None)
            content = next(_named(point, "content"), None)
            if label is not None and content is not None:
                yield content.get("src", ""), " ".join("".join(map(str, label.itertext())).split())
        return
    for part in _named(document, "nav"):
        if "toc" in _type(part):
            for link in _named(part, "a"):
                yield link.get("href", ""), " ".join("".join(map(str, link.itertext())).split())


def _type(element: Element) -> list[str]:
    return (element.get("{http://www.idpf.org/2007/ops}type") or "").split()


def _kinds(archive: Archive, root: Element, folder: str, name: str) -> Iterator[tuple[str, str]]:
    """What pages are by the guide (EPUB 2) and by the landmarks of the nav (EPUB 3)."""
    for reference in _named(root, "reference"):
        yield _path(folder, reference.get("href", "")), reference.get("type", "")
    for item in _named(root, "item"):
        path = _path(folder, item.get("href", ""))
        if "nav" not in (item.get("properties") or "").split() or path not in archive.names:
            continue
        for part in _named(_xml(archive, path, name), "nav"):
            if "landmarks" in _type(part):
                for link in _named(part, "a"):
                    yield _path(posixpath.dirname(path), link.get("href", "")), " ".join(_type(link))


def _book(root: Element) -> Iterator[Fact]:
    """What the package says of the book. Of a chapter it is certain only in a book by one hand."""
    said = {local: list(_named(root, local)) for local in ("title", "creator", "date", "language")}
    roles = {
        e.get("refines", "").lstrip("#"): (e.text or "").strip()
        for e in _named(root, "meta") if e.get("property") == "role"
    }  # fmt: skip
    writers = [
        e for e in said["creator"]
        if (roles.get(e.get("id", "")) or e.get("{http://www.idpf.org/2007/opf}role") or "aut") == "aut"
    ]  # fmt: skip
    for writer in writers:
        for one in named(" ".join((writer.text or "").split()), "epub.dc:creator"):
            alone = len(writers) == len(said["creator"]) == 1
            yield Fact("author", one.value, one.rule, sure=one.sure and alone)
    for title in said["title"][:1]:
        yield from fact("outlet", title.text or "", "epub.dc:title")
    for date in said["date"][:1]:
        yield from fact("date", (date.text or "")[:10], "epub.dc:date", sure=False)
    for language in said["language"][:1]:
        yield from fact("language", language.text or "", "epub.dc:language", sure=False)
