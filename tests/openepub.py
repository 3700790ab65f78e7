"""An EPUB opened for tests with zipfile and lxml only: never with the library that wrote it."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

X = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NS = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "x": "http://www.w3.org/1999/xhtml",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
}


@dataclass(frozen=True)
class Link:
    """A link of the navigation: its label, the file and the fragment it leads to, its types."""

    label: str
    path: str
    fragment: str
    types: tuple[str, ...]


class Epub:
    """`documents` are those of the spine, in order, by their path in the container."""

    def __init__(self, data: bytes) -> None:
        self.zip = zipfile.ZipFile(io.BytesIO(data))
        self.infos = self.zip.infolist()
        (rootfile,) = self.xml("META-INF/container.xml").iterfind(".//c:rootfile", NS)
        self.opf_path = rootfile.get("full-path", "")
        self.opf = self.xml(self.opf_path)
        self.manifest = {i.get("id", ""): i for i in self.opf.iterfind("opf:manifest/opf:item", NS)}
        self.path = {
            id_: self.resolve(self.opf_path, i.get("href", ""))[0] for id_, i in self.manifest.items()
        }
        refs = [r.get("idref", "") for r in self.opf.iterfind("opf:spine/opf:itemref", NS)]
        self.documents = {self.path[ref]: self.xml(self.path[ref]) for ref in refs}
        self.ids = {path: id_ for id_, path in self.path.items()}
        (nav,) = (id_ for id_, i in self.manifest.items() if i.get("properties") == "nav")
        self.nav_path = self.path[nav]
        self.nav = self.xml(self.nav_path)

    def read(self, name: str) -> bytes:
        return self.zip.read(name)

    def xml(self, name: str) -> etree._Element:
        return etree.fromstring(self.read(name))

    @staticmethod
    def resolve(base: str, href: str) -> tuple[str, str]:
        path, _, fragment = href.partition("#")
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(path))) if path else base
        return joined, fragment

    def links(self, kind: str) -> list[Link]:
        """The links of one nav: toc, landmarks or page-list."""
        found = self.nav.xpath(f"//x:nav[@*[local-name()='type']='{kind}']//x:a", namespaces=NS)
        return [
            Link(text(a), *self.resolve(self.nav_path, a.get("href", "")), tuple((a.get(TYPE) or "").split()))
            for a in found
        ]

    def dc(self, name: str) -> list[etree._Element]:
        return self.opf.findall(f"opf:metadata/dc:{name}", NS)

    def meta(self, name: str, refines: str | None = None) -> list[str]:
        """The values of a property: of the book (None), or of what has the id."""
        target = f"#{refines}" if refines is not None else None
        return [
            m.text or ""
            for m in self.opf.iterfind("opf:metadata/opf:meta", NS)
            if m.get("property") == name and m.get("refines") == target
        ]

    def chapters(self) -> dict[str, etree._Element]:
        """The chapters' documents by their path."""
        return {
            p: r
            for p, r in self.documents.items()
            if r.find(f".//{X}section[@role='doc-chapter']") is not None
        }


def text(element: etree._Element | None) -> str:
    """The text of an element, its white space collapsed."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def types(element: etree._Element) -> list[str]:
    return (element.get(TYPE) or "").split()
