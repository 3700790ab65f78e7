"""What the readers of an EPUB have in common: files as XML, elements by their names, where links lead."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote, urldefrag

from lxml import etree

from book.read.archive import Archive
from book.read.xmltree import Element, parse


def xml_of(archive: Archive, path: str, name: str) -> Element:
    """The root of a file."""
    return parse(archive.read(path), f"{name}#{path}")[0]


def path_of(folder: str, href: str) -> str:
    """Where a link from a file in `folder` leads to, in the archive."""
    return posixpath.normpath(posixpath.join(folder, unquote(urldefrag(href).url)))


def elements(root: Element, local: str) -> Iterator[Element]:
    """All elements of a name, whatever their namespace."""
    return (e for e in root.iter() if isinstance(e.tag, str) and etree.QName(e).localname == local)


def types_of(element: Element) -> list[str]:
    """What an element says that it is (epub:type)."""
    return (element.get("{http://www.idpf.org/2007/ops}type") or "").split()
