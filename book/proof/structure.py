"""The EPUB as a container: what every reading system relies on, checked without Java.

EPUB 3.3, sections 4 (container), 5 (package), 6 (content), 7 (navigation). EPUBCheck knows more of it,
where there is a Java to run it; this is what must hold on every machine that builds a book.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from book.errors import Place
from book.model import Finding, Severity
from book.proof.epubfile import LANG, NAMES, XHTML, Epub, remote, target, text
from book.proof.sheets import Sheets

_MIMETYPE = b"application/epub+zip"
_REMOTE_OK = {f"{XHTML}a", f"{XHTML}area"}  # a link may lead out; a resource may not
_CSS_URL = re.compile(rb"""url\(\s*['"]?([^'")]+)|@import\s+['"]([^'"]+)""")


def structure(sheets: Sheets) -> Iterator[Finding]:
    """What is wrong with the EPUB as a container, a package and a set of documents."""
    epub = sheets.epub
    if not epub:
        return
    yield from _container(epub)
    yield from _package(epub)
    for path, said in epub.malformed.items():
        at = re.search(r"line (\d+)", said)
        yield _wrong(epub, "malformed", path, f"no well-formed XML: {said}", int(at[1]) if at else None)
    for path, root in epub.documents.items():
        yield from _document(epub, path, root)
    yield from _remote(epub)
    yield from _languages(sheets, epub)


def _wrong(epub: Epub, check: str, path: str, message: str, line: int | None = None) -> Finding:
    return Finding(f"epub.{check}", Severity.ERROR, Place(epub.name, line, path), message, "build it again")


def _container(epub: Epub) -> Iterator[Finding]:
    first = epub.entries[0]
    mimetype = first.filename == "mimetype" and first.compress_type == zipfile.ZIP_STORED and not first.extra
    if not mimetype or epub.files["mimetype"] != _MIMETYPE:
        yield _wrong(epub, "mimetype", "mimetype", "is not the first entry, stored as it is")
    for name, times in Counter(entry.filename for entry in epub.entries).items():
        if times > 1:
            yield _wrong(epub, "twice", name, f"is in the container {times} times")
    listed = {item.path for item in epub.items} | _records(epub) | {"mimetype", epub.package_path}
    for name in epub.files:
        if name not in listed and not name.startswith("META-INF/"):
            yield _wrong(epub, "unlisted", name, "is in the container and not in the manifest")


def _records(epub: Epub) -> set[str]:
    """Files that the metadata links to: no part of the publication, so in no manifest (EPUB 3.3, 5.5.7)."""
    hrefs = [link.get("href", "") for link in epub.package.iterfind(".//opf:metadata/opf:link", NAMES)]
    return {target(epub.package_path, href)[0] for href in hrefs if not remote(href)}


def _package(epub: Epub) -> Iterator[Finding]:
    for item in epub.items:
        if not remote(item.path) and item.path not in epub.files:
            yield _wrong(epub, "missing", item.path, "is in the manifest and not in the container")
    known = {item.id for item in epub.items}
    refs = [ref.get("idref", "") for ref in epub.package.iterfind(".//opf:spine/opf:itemref", NAMES)]
    for ref, times in Counter(refs).items():
        if ref not in known:
            yield _wrong(
                epub, "spine", epub.package_path, f"the spine names {ref!r}, which the manifest has not"
            )
        if times > 1:
            yield _wrong(epub, "spine", epub.package_path, f"the spine names {ref!r} {times} times")
    yield from _identifiers(epub, epub.package_path, epub.package)
    for refines in epub.package.xpath("//@refines"):
        if str(refines).lstrip("#") not in {str(i) for i in epub.package.xpath("//@id")}:
            yield _wrong(epub, "refines", epub.package_path, f"{refines!r} refines what is not there")
    if sum("nav" in item.properties for item in epub.items) != 1 or epub.nav is None:
        yield _wrong(epub, "nav", epub.package_path, "there must be one navigation document")
    for name in ("dc:identifier", "dc:title", "dc:language"):
        if not [e for e in epub.package.iterfind(f".//{name}", NAMES) if text(e)]:
            yield _wrong(epub, "metadata", epub.package_path, f"has no {name}")
    stamps = epub.package.xpath("//opf:meta[@property='dcterms:modified']", namespaces=NAMES)
    if len(stamps) != 1:
        yield _wrong(epub, "metadata", epub.package_path, f"has {len(stamps)} dcterms:modified, not one")


def _document(epub: Epub, path: str, root: etree._Element) -> Iterator[Finding]:
    yield from _identifiers(epub, path, root)
    if root.tag != f"{XHTML}html":
        return
    lang, xml_lang = root.get("lang", ""), root.get(LANG, "")
    if not lang or lang != xml_lang:
        yield _wrong(
            epub, "language", path, f"lang is {lang!r} and xml:lang {xml_lang!r}: both, and the same"
        )
    if not text(root.find(f".//{XHTML}title")):
        yield _wrong(epub, "title", path, "has no title")
    for image in root.iter(f"{XHTML}img"):
        if image.get("alt") is None:
            said = f"the image {image.get('src', '')!r} has no alt attribute"
            yield _wrong(epub, "alt", path, said, image.sourceline)


def _identifiers(epub: Epub, path: str, root: etree._Element) -> Iterator[Finding]:
    elements: dict[str, list[etree._Element]] = {}
    for element in root.iter(etree.Element):
        if identifier := element.get("id"):
            elements.setdefault(identifier, []).append(element)
    for identifier, found in elements.items():
        if len(found) > 1:
            said = f"the id {identifier!r} is there {len(found)} times"
            yield _wrong(epub, "duplicate-id", path, said, found[-1].sourceline)


def _remote(epub: Epub) -> Iterator[Finding]:
    """Nothing is fetched while the book is read."""
    for path, root in epub.documents.items():
        for element in root.iter(etree.Element):
            if element.tag in _REMOTE_OK:
                continue
            for name in ("src", "href", "data", "poster"):
                if remote(element.get(name, "")):
                    yield _wrong(epub, "remote", path, f"fetches {element.get(name)!r}", element.sourceline)
    for item in epub.items:
        if remote(item.path):
            yield _wrong(epub, "remote", epub.package_path, f"lists {item.path!r}, which is not in the book")
        if item.media_type == "text/css":
            for match in _CSS_URL.finditer(epub.files.get(item.path, b"")):
                address = (match[1] or match[2]).decode(errors="replace")
                if remote(address) and not address.startswith("data:"):
                    yield _wrong(epub, "remote", item.path, f"fetches {address!r}")


def _languages(sheets: Sheets, epub: Epub) -> Iterator[Finding]:
    """The package names the book's language first, and each chapter is in that of its piece."""
    named = [text(e) for e in epub.package.iterfind(".//dc:language", NAMES)]
    if named[:1] != [sheets.anthology.language]:
        yield _wrong(epub, "language", epub.package_path, f"the first language is {named[:1]}")
    for chapter, (path, root) in zip(sheets.anthology.chapters, epub.chapters(), strict=False):
        if root.get("lang") != chapter.piece.language:
            yield _wrong(
                epub, "language", path, f"is in {root.get('lang')!r}, the piece in {chapter.piece.language!r}"
            )
        elif chapter.piece.language not in named:
            yield _wrong(epub, "language", epub.package_path, f"does not name {chapter.piece.language!r}")
