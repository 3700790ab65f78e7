"""The EPUB container, written by EbookLib 0.20 and kept from what that would do to a book.

EbookLib re-parses XHTML as HTML and drops the head, writes metadata grouped by namespace, dates every
entry with the clock and guesses media types with the machine's tables. So every byte of every file is
given to it finished, its metadata writer is replaced, and it writes into a zip that has no clock.
"""

from __future__ import annotations

import datetime
import io
import logging
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ebooklib import epub
from lxml import etree

from book.errors import Place, RenderError
from book.model import Finding, Severity
from book.render.package import PREFIXES, PUB_ID, Meta

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DC = "http://purl.org/dc/elements/1.1/"
_STORED = (".jpg", ".jpeg", ".png")  # compressed already
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # a zip knows no earlier time


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the EPUB: its id in the manifest, its path from the package, and its bytes."""

    id: str
    path: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()
    spine: bool = False


@dataclass(frozen=True, slots=True)
class Package:
    """Everything that the container holds, in the order of the manifest and of the spine."""

    language: str
    identifier: str
    modified: str  # 2026-11-22T00:00:00Z
    metadata: tuple[Meta, ...]
    items: tuple[Item, ...]
    guide: tuple[tuple[str, str, str], ...] = ()  # OPF 2.0.1: type, title, href


def pack(package: Package) -> tuple[bytes, tuple[Finding, ...]]:
    """The EPUB's bytes, and whatever EbookLib had to say. The same package gives the same bytes.

    Raises RenderError where two items share a name or EbookLib fails.
    """
    _require_unique(package.items)
    book = epub.EpubBook()
    book.IDENTIFIER_ID, book.uid = PUB_ID, package.identifier
    book.language, book.prefixes = package.language, list(PREFIXES)
    items = [book.add_item(_Document(item) if item.spine else _File(item)) for item in package.items]
    book.spine = [made for made, item in zip(items, package.items, strict=True) if item.spine]
    book.guide = [{"type": kind, "title": title, "href": href} for kind, title, href in package.guide]
    target = io.BytesIO()
    with _overheard() as messages:
        try:
            _Writer(target, book, package).write()
        except Exception as error:
            raise RenderError(f"EbookLib could not write the EPUB: {error}") from error
    return target.getvalue(), tuple(
        Finding("epub.ebooklib", Severity.WARNING, Place(), message) for message in messages
    )


def _require_unique(items: Sequence[Item]) -> None:
    for what, names in (("id", [i.id for i in items]), ("path", [i.path.lower() for i in items])):
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise RenderError(f"two files of the EPUB have the {what} {twice[0]!r}")


class _File(epub.EpubItem):
    """An item whose media type and properties are given, never guessed."""

    def __init__(self, item: Item) -> None:
        super().__init__(uid=item.id, file_name=item.path, media_type=item.media_type, content=item.data)
        self.properties = list(item.properties)


class _Document(epub.EpubHtml):
    """A content document whose bytes go into the container as they are."""

    def __init__(self, item: Item) -> None:
        super().__init__(uid=item.id, file_name=item.path, media_type=item.media_type, content=item.data)
        self.properties = list(item.properties)

    def get_content(self, default: object = None) -> bytes:
        return bytes(self.content)


class _Zip:
    """The part of `zipfile.ZipFile` that EbookLib uses, without clock, mode or machine in it."""

    def __init__(self, target: io.BytesIO, modified: str) -> None:
        when = datetime.datetime.fromisoformat(modified)
        self._time = max(when.timetuple()[:6], _EARLIEST)
        self._zip = zipfile.ZipFile(target, "w")

    def writestr(self, name: str, data: bytes | str, compress_type: int | None = None) -> None:
        info = zipfile.ZipInfo(name, self._time)
        info.create_system = 3  # Unix, whatever writes it
        info.external_attr = 0o100644 << 16
        stored = name == "mimetype" or name.endswith(_STORED)
        info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        content = data.encode() if isinstance(data, str) else data
        self._zip.writestr(info, content, compresslevel=None if stored else 9)

    def close(self) -> None:
        self._zip.close()


class _Writer(epub.EpubWriter):
    def __init__(self, target: io.BytesIO, book: epub.EpubBook, package: Package) -> None:
        super().__init__(target, book, {"raise_exceptions": True})
        self._package = package

    def _write_opf_metadata(self, root: etree._Element) -> None:
        root.set(_XML_LANG, self._package.language)
        root.set("dir", "ltr")
        root.set("prefix", " ".join(PREFIXES))  # EbookLib declares the reserved `rendition` once more
        parent = etree.SubElement(root, "metadata", nsmap={"dc": _DC})
        for meta in self._package.metadata:
            tag = f"{{{_DC}}}{meta.tag[3:]}" if meta.tag.startswith("dc:") else meta.tag
            child = etree.SubElement(parent, tag, dict(meta.attributes))
            child.text = meta.text or None

    def write(self) -> None:
        self.out: Any = _Zip(self.file_name, self._package.modified)
        self.out.writestr("mimetype", "application/epub+zip")
        self._write_container()
        self._write_opf()
        self._write_items()
        self.out.close()


class _Ear(logging.Handler):
    def __init__(self, messages: list[str]) -> None:
        super().__init__()
        self._messages = messages

    def emit(self, record: logging.LogRecord) -> None:
        self._messages.append(record.getMessage())


@contextmanager
def _overheard() -> Iterator[list[str]]:
    """What is logged or warned meanwhile; EbookLib logs to the root logger."""
    messages: list[str] = []
    ear, root = _Ear(messages), logging.getLogger()
    root.addHandler(ear)
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            yield messages
        messages += [str(warning.message) for warning in caught]
    finally:
        root.removeHandler(ear)
