"""A finished PDF, re-read with PDFium: its text in the order in which it is read aloud, and its credits.

The order is that of the structure tree (ISO 32000-2, 14.7); running heads and folios are artifacts there
(14.8.2.2). What stands on the page but in neither is kept apart: nobody can read it in its place.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from book.model import Edition

_LINE_END_HYPHEN = "\x02"  # what PDFium makes of a hyphen at the end of a line
_ARTIFACT = "Artifact"


class UnreadableError(Exception):
    """PDFium cannot open the file."""


@dataclass(frozen=True, slots=True)
class Element:
    """A structure element and the text in it and all below it, on one page."""

    type: str  # H1, P, LI, ...
    text: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page. `flows` are the runs of text side by side at the top of its structure: body, footnotes."""

    number: int  # 1-based
    label: str
    flows: tuple[str, ...]
    elements: tuple[Element, ...]
    artifacts: tuple[str, ...]
    loose: tuple[str, ...]  # neither in the structure nor an artifact
    targets: tuple[int | None, ...]  # of its internal links: page indexes, None for one that leads nowhere

    def of_type(self, *types: str) -> Iterator[str]:
        return (element.text for element in self.elements if element.type in types)


@dataclass(frozen=True, slots=True)
class Bookmark:
    title: str
    level: int
    page: int | None  # 0-based


@dataclass(frozen=True, slots=True)
class Pdf:
    name: str
    metadata: Mapping[str, str]
    pages: tuple[Leaf, ...]
    bookmarks: tuple[Bookmark, ...]


def open_pdf(edition: Edition) -> Pdf:
    """Raises UnreadableError for a file that is no PDF."""
    try:
        document = pypdfium2.PdfDocument(edition.data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(str(error)) from error
    try:
        return Pdf(
            name=edition.name,
            metadata=dict(document.get_metadata_dict()),
            pages=tuple(_page(document, index) for index in range(len(document))),
            bookmarks=tuple(_bookmarks(document)),
        )
    finally:
        document.close()


def _bookmarks(document: Any) -> Iterator[Bookmark]:
    for mark in document.get_toc():
        destination = mark.get_dest()
        yield Bookmark(mark.get_title(), mark.level, destination.get_index() if destination else None)


def _page(document: Any, index: int) -> Leaf:
    page = document[index]
    texts, artifacts, loose = _marked(page)
    flows, elements = _structure(page, texts)
    leaf = Leaf(
        number=index + 1,
        label=document.get_page_label(index) or str(index + 1),
        flows=tuple(flows),
        elements=tuple(elements),
        artifacts=tuple(artifacts),
        loose=tuple(loose),
        targets=tuple(_targets(document, page)),
    )
    page.close()
    return leaf


def _marked(page: Any) -> tuple[dict[int, list[str]], list[str], list[str]]:
    """The page's text by marked-content id, its artifacts, and what is neither."""
    texts: dict[int, list[str]] = {}
    artifacts: list[str] = []
    loose: list[str] = []
    begun = 0  # the mark of the artifact that the last text is of
    textpage = page.get_textpage()
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        shown = _string(lambda b, n, o=item: pdfium.FPDFTextObj_GetText(o, textpage, _shorts(b), n))  # type: ignore[misc]
        identifier = pdfium.FPDFPageObj_GetMarkedContentID(item)
        if identifier >= 0:
            texts.setdefault(identifier, []).append(shown)
        elif mark := dict(_marks(item)).get(_ARTIFACT):
            if mark == begun:  # in another font
                artifacts[-1] += shown
            else:
                artifacts.append(shown)
            begun = mark
        elif shown.strip():
            loose.append(shown)
    textpage.close()
    return texts, artifacts, loose


def _marks(item: Any) -> Iterator[tuple[str, int]]:
    """The marks that a text stands in: of each its name, and what tells it from others of that name."""
    for index in range(pdfium.FPDFPageObj_CountMarks(item)):
        mark = pdfium.FPDFPageObj_GetMark(item, index)
        length = ctypes.c_ulong()
        buffer = ctypes.create_string_buffer(256)
        pdfium.FPDFPageObjMark_GetName(mark, _shorts(buffer), len(buffer), length)
        name = buffer.raw[: length.value].decode("utf-16-le").rstrip("\0")
        yield name, ctypes.cast(mark, ctypes.c_void_p).value or 0


def _structure(page: Any, texts: Mapping[int, list[str]]) -> tuple[list[str], list[Element]]:
    """The text of each child of the document element, and every element with the text below it."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return [], []
    elements: list[Element] = []
    try:
        flows: list[str] = []
        for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            top = pdfium.FPDF_StructTree_GetChildAtIndex(tree, index)
            if top:
                flows += [joined(part) for part in _element(top, texts, elements)]
        return [flow for flow in flows if flow], elements
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _element(element: Any, texts: Mapping[int, list[str]], found: list[Element]) -> list[list[str]]:
    """The runs of text of each kid of an element; the element and those below it are added to `found`."""
    place = len(found)
    found.append(Element("", ""))  # before those below it
    parts: list[list[str]] = []
    kids = pdfium.FPDF_StructElement_CountChildren(element)
    for index in range(kids):
        kid = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
        if kid:
            parts.append([run for part in _element(kid, texts, found) for run in part])
        else:
            identifier = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
            parts.append(list(texts.get(identifier, ())))
    kind = _string(lambda b, n: pdfium.FPDF_StructElement_GetType(element, b, n))
    found[place] = Element(kind, joined([run for part in parts for run in part]))
    return parts


def _targets(document: Any, page: Any) -> Iterator[int | None]:
    """Where the page's internal links lead."""
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, position, link):
        action = pdfium.FPDFLink_GetAction(link)
        if action and pdfium.FPDFAction_GetType(action) == pdfium.PDFACTION_URI:
            continue
        destination = pdfium.FPDFLink_GetDest(document, link)
        index = pdfium.FPDFDest_GetDestPageIndex(document, destination) if destination else -1
        yield index if index >= 0 else None


def joined(runs: list[str]) -> str:
    """Runs of text as one: a word that was broken is whole again, other runs are kept apart."""
    text = ""
    for run in runs:
        if text.endswith(_LINE_END_HYPHEN):
            text = text[:-1] + run
        else:
            text += f" {run}" if text else run
    return " ".join(text.replace(_LINE_END_HYPHEN, "").split())


def _string(read: Callable[[Any, int], int]) -> str:
    """A UTF-16 string of PDFium, which tells the length of the buffer that it wants, in bytes."""
    length = read(None, 0)
    buffer = ctypes.create_string_buffer(length)
    read(buffer, length)
    return buffer.raw[:length].decode("utf-16-le", errors="replace").rstrip("\0")


def _shorts(buffer: Any) -> Any:
    return ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)) if buffer is not None else None
