"""An EPUB -> its chapters, in the order of its spine (EPUB 3.3, 5.7), each the page that it is."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from book.errors import Place, SeedError
from book.model import Fact, Seed
from book.read.archive import Archive, alongside
from book.read.epublabels import headed_otherwise, kinds_of, labels_of, without_author
from book.read.epubmatter import ASIDE, contents, matter, names_of_book, titlepage
from book.read.epubnotes import bring_home
from book.read.epubparts import elements, path_of, xml_of
from book.read.feedparts import named
from book.read.pieces import Unpacked, distinct, fact
from book.read.xmltree import Element

PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})
_ONE_BY_ONE = 3  # files that are left out for one reason are named; of more the first and the last
_FONTS = re.compile(r"http://(?:www\.idpf\.org/2008/embedding|ns\.adobe\.com/pdf/enc#RC)")
"""How fonts are made useless elsewhere, which locks no text (EPUB 3.3, 4.2.6.3)."""


def unpack_epub(seed: Seed) -> Unpacked:
    """The chapters of an EPUB. Raises SeedError for what is none, is damaged or locked."""
    archive = Archive(seed.data, seed.name)
    package = _package(archive, seed.name)
    folder = posixpath.dirname(package)
    root = xml_of(archive, package, seed.name)
    items = {e.get("id", ""): e for e in elements(root, "item")}
    labels = dict(labels_of(archive, root, folder, seed.name))
    kinds = dict(kinds_of(archive, root, folder, seed.name))
    of_book = names_of_book(root)
    about = tuple(_book(root))
    pieces: list[tuple[str, Seed]] = []
    left: list[tuple[str, str]] = []
    documents: dict[str, bytes] = {}
    locked = frozenset(_locked(archive, seed.name))
    spine = [(ref, _shown(items, ref.get("idref", ""))) for ref in elements(root, "itemref")]
    chapters = frozenset(path_of(folder, item.get("href", "")) for _, item in spine if item is not None)
    for ref, item in spine:
        if item is None:
            continue
        path = path_of(folder, item.get("href", ""))
        if item.get("media-type", "") not in PAGES:
            left.append((path, f"{item.get('media-type', 'no type')}, which is no page"))
        elif path not in archive.names:
            left.append((path, "which isn't in it"))
        elif path in locked:
            left.append((path, "locked"))
        else:
            data = archive.read(path)
            kind = matter(item, ref, path, data, kinds) or titlepage(data, of_book)
            kind = kind if kind and kind not in ASIDE else contents(data, path, chapters) or kind
            if kind and kind not in ASIDE:
                left.append((path, kind))
            else:
                documents[path] = data
    if not documents and locked:
        raise SeedError(
            "this EPUB is locked, so that one shop's programs alone can read it",
            where=Place(seed.name),
            hint="ask its publisher for one without a lock",
        )
    documents, emptied = bring_home(documents, seed.name)
    for path, data in documents.items():
        if path in emptied:
            left.append((path, "notes, which stand with the chapters that call them"))
            continue
        label = without_author(labels.get(path, ""), data, about)
        title = fact("title", label, "epub.toc", sure=not headed_otherwise(label, data))
        beside = alongside(archive, data, posixpath.dirname(path), seed.name)
        hints = (*title, *about)
        pieces.append((path, Seed(f"{seed.name}#{path}", data, "html", hints, whole=True, beside=beside)))
    names = distinct(path for path, _ in pieces)
    fixed = ("the layout of its pages, which is fixed",) if _fixed(root) else ()
    return Unpacked(tuple(zip(names, (piece for _, piece in pieces), strict=True)), (*_told(left), *fixed))


def _package(archive: Archive, name: str) -> str:
    container = xml_of(archive, "META-INF/container.xml", name)
    for root in elements(container, "rootfile"):
        return posixpath.normpath(root.get("full-path", ""))
    raise SeedError("this EPUB names no package", where=Place(name))


def _shown(items: dict[str, Element], id_: str) -> Element | None:
    """An item of the spine, or the page that stands in for it where it is none (EPUB 3.3, 5.6.2)."""
    first = item = items.get(id_)
    seen: set[str] = set()
    while item is not None and item.get("media-type", "") not in PAGES:
        id_ = item.get("fallback", "")
        item = items.get(id_) if id_ not in seen else None
        seen.add(id_)
    return item if item is not None else first


def _locked(archive: Archive, name: str) -> Iterator[str]:
    """The files that are encrypted, those of fonts aside."""
    if "META-INF/encryption.xml" not in archive.names:
        return
    for one in elements(xml_of(archive, "META-INF/encryption.xml", name), "EncryptedData"):
        ways = [way.get("Algorithm", "") for way in elements(one, "EncryptionMethod")]
        if not any(map(_FONTS.match, ways)):
            for reference in elements(one, "CipherReference"):
                yield posixpath.normpath(unquote(reference.get("URI", "")))


def _fixed(root: Element) -> bool:
    """Does the book say how its pages are laid out (EPUB 3.3, 8.2.2)? Their lines may be in any order."""
    told = (e for e in elements(root, "meta") if e.get("property") == "rendition:layout")
    return any((e.text or "").strip() == "pre-paginated" for e in told)


def _told(left: list[tuple[str, str]]) -> Iterator[str]:
    """What was left out, in words: 'a.xhtml (cover)', '30 files (without a word): p1.xhtml to p30.xhtml'."""
    reasons: dict[str, list[str]] = {}
    for path, reason in left:
        reasons.setdefault(reason, []).append(path)
    for reason, paths in reasons.items():
        if len(paths) > _ONE_BY_ONE:
            yield f"{len(paths)} files ({reason}): {paths[0]} to {paths[-1]}"
        else:
            yield from (f"{path} ({reason})" for path in paths)


def _book(root: Element) -> Iterator[Fact]:
    """What the package says of the book. Of a chapter it is certain only in a book by one hand."""
    said = {local: list(elements(root, local)) for local in ("title", "creator", "date", "language")}
    roles = {
        e.get("refines", "").lstrip("#"): (e.text or "").strip()
        for e in elements(root, "meta") if e.get("property") == "role"
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
