"""A finished EPUB, re-read with nothing but zipfile and lxml: what is in it, not what was meant to be."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urldefrag, urlsplit

from lxml import etree

from book.model import Edition

XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NAMES = {
    "x": "http://www.w3.org/1999/xhtml",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
}


class UnreadableError(Exception):
    """The file is no EPUB at all: no package can be found in it."""


@dataclass(frozen=True, slots=True)
class Item:
    """A manifest item: its id, the path of its file in the container, its media type and properties."""

    id: str
    path: str
    media_type: str
    properties: frozenset[str]


@dataclass(frozen=True, slots=True)
class Epub:
    """A finished EPUB. Paths are those of the container; `documents` are the files that parsed as XML."""

    name: str
    entries: tuple[zipfile.ZipInfo, ...]
    files: Mapping[str, bytes]
    package_path: str
    package: etree._Element
    items: tuple[Item, ...]
    spine: tuple[str, ...]  # paths; an itemref without an item is left out (`structure` tells it)
    documents: Mapping[str, etree._Element]
    malformed: Mapping[str, str]  # path -> what the parser says

    @property
    def nav(self) -> etree._Element | None:
        return next((self.documents.get(i.path) for i in self.items if "nav" in i.properties), None)

    @property
    def ncx(self) -> etree._Element | None:
        kind = "application/x-dtbncx+xml"
        return next((self.documents.get(i.path) for i in self.items if i.media_type == kind), None)

    def chapters(self) -> tuple[tuple[str, etree._Element], ...]:
        """The documents of the pieces, in the order of the spine: path and root."""
        return tuple(self.of_type("chapter"))

    def of_type(self, kind: str) -> Iterator[tuple[str, etree._Element]]:
        """The documents of the spine with a section of that epub:type: path and root."""
        for path in self.spine:
            root = self.documents.get(path)
            if root is not None and any(kind in types(e) for e in root.iter(f"{XHTML}section")):
                yield path, root

    def item(self, path: str) -> Item | None:
        return next((item for item in self.items if item.path == path), None)


def open_epub(edition: Edition) -> Epub:
    """Raises UnreadableError for a file in which no package can be found."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(edition.data))
        entries = tuple(archive.infolist())
        files = {entry.filename: archive.read(entry) for entry in entries}
        container = parse(files["META-INF/container.xml"])
        package_path = container.xpath("string(//c:rootfile/@full-path)", namespaces=NAMES)
        package = parse(files[str(package_path)])
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, NotImplementedError) as error:
        raise UnreadableError(f"{type(error).__name__}: {error}") from error
    items = tuple(_items(package, str(package_path)))
    documents, malformed = {}, {}
    for item in items:
        if item.media_type.endswith("xml") and item.path in files:
            try:
                documents[item.path] = parse(files[item.path])
            except etree.XMLSyntaxError as error:
                malformed[item.path] = str(error)
    by_id = {item.id: item.path for item in items}
    refs = package.xpath("//opf:spine/opf:itemref/@idref", namespaces=NAMES)
    return Epub(
        name=edition.name,
        entries=entries,
        files=files,
        package_path=str(package_path),
        package=package,
        items=items,
        spine=tuple(by_id[ref] for ref in refs if ref in by_id),
        documents=documents,
        malformed=malformed,
    )


def parse(data: bytes) -> etree._Element:
    """An XML document, without entities from outside and without the network."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _items(package: etree._Element, path: str) -> Iterator[Item]:
    for item in package.iterfind(".//opf:manifest/opf:item", NAMES):
        href = item.get("href", "")
        yield Item(
            item.get("id", ""),
            href if remote(href) else target(path, href)[0],
            item.get("media-type", ""),
            frozenset(item.get("properties", "").split()),
        )


def target(base: str, href: str) -> tuple[str, str]:
    """Where a relative address in the file `base` leads: a path of the container, and a fragment."""
    address, fragment = urldefrag(href)
    if not address:
        return base, unquote(fragment)
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(address))), unquote(fragment)


def remote(href: str) -> bool:
    """Whether an address leads out of the container."""
    return bool(urlsplit(href).scheme) or href.startswith("//")


def types(element: etree._Element) -> list[str]:
    """The words of its epub:type."""
    return element.get(TYPE, "").split()


def text(element: etree._Element | None) -> str:
    """All the text in an element, white space folded."""
    return " ".join("".join(str(t) for t in element.itertext()).split()) if element is not None else ""


def refined(package: etree._Element, identifier: str, name: str) -> list[str]:
    """The values of the `meta` of that property that refine the element with that id."""
    return [
        text(meta)
        for meta in package.iterfind(".//opf:metadata/opf:meta", NAMES)
        if meta.get("refines") == f"#{identifier}" and meta.get("property") == name
    ]
