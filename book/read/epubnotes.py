"""The notes of an EPUB that stand in a document of their own, brought to the chapters that call them.

A chapter is a piece by itself, and a note belongs to it. What is called from a chapter is taken out of the
document of notes and put at the chapter's end, with its calls leading there; what nobody calls stays.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from copy import deepcopy
from urllib.parse import unquote, urldefrag

from lxml import etree

from book.errors import SeedError
from book.read.xmltree import parse

Element = etree._Element

_XHTML = "http://www.w3.org/1999/xhtml"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_MARK = re.compile(r"[\[(]?\s*(?:\d{1,4}|[*†‡§]{1,3}|[a-z])\s*[\])]?\.?", re.I)
_HOLDS = frozenset({"li", "aside", "p", "dd", "div", "section", "td"})
_HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "title", "head", "hr"})


def bring_home(documents: Mapping[str, bytes], name: str) -> tuple[dict[str, bytes], frozenset[str]]:
    """The chapters (by their paths) with their notes, and the paths of documents that hold nothing else.

    Documents that are no XML, or have nothing to do with this, are as they were.
    """
    trees: dict[str, Element] = {}
    for path, data in documents.items():
        if b"#" in data:
            try:
                trees[path] = parse(data, f"{name}#{path}")[0]
            except SeedError:
                continue
    taken: dict[tuple[str, str], Element] = {}
    changed: set[str] = set()
    for path, root in trees.items():
        notes: dict[str, Element] = {}
        for link in root.iter(f"{{{_XHTML}}}a"):
            there, key = _target(path, link)
            if there == path or there not in documents or not _calls(link):
                continue
            note = notes.get(key) if key in notes else _note(trees, taken, documents, there, key, name)
            if note is not None:
                notes[key] = note
                link.set("href", f"#{key}")
                changed.add(path)
        if notes:
            _append(root, notes)
    homes = {there for there, _ in taken}
    for (there, _), note in taken.items():
        if (parent := note.getparent()) is not None and there in homes:
            parent.remove(note)
    emptied = frozenset(there for there in homes if not _words(trees[there]))
    made = {path: etree.tostring(trees[path], encoding="utf-8") for path in changed | homes}
    return {path: made.get(path, data) for path, data in documents.items()}, emptied


def _target(path: str, link: Element) -> tuple[str, str]:
    """The document that a link leads to, and the id there."""
    address, key = urldefrag(link.get("href") or "")
    if not key or re.match(r"[a-z][a-z0-9+.-]*:", address, re.I):
        return path, ""
    there = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(address))) if address else path
    return there, key


def _calls(link: Element) -> bool:
    """Is the link a call: by its type, or because its words are a mark and nothing more?"""
    if "noteref" in (link.get(_TYPE) or "").split() or link.get("role") == "doc-noteref":
        return True
    said = "".join(str(text) for text in link.itertext()).strip()
    return bool(_MARK.fullmatch(said)) and bool(_before(link).strip())  # one that opens its line leads back


def _before(link: Element) -> str:
    """The text right before a link, in its own element or in the one around that."""
    sibling, parent = link.getprevious(), link.getparent()
    if sibling is not None:
        return (sibling.tail or "") or "x"
    if parent is None or (parent.text or "").strip():
        return (parent.text or "") if parent is not None else ""
    inline = etree.QName(parent).localname in ("sup", "span", "small", "b", "i", "em")
    return _before(parent) if inline else ""


def _note(
    trees: Mapping[str, Element],
    taken: dict[tuple[str, str], Element],
    documents: Mapping[str, bytes],
    there: str,
    key: str,
    name: str,
) -> Element | None:
    """The element of a note, by the id that its call leads to."""
    if (there, key) in taken:
        return taken[there, key]
    root = trees.get(there)
    if root is None:
        return None
    found = next((e for e in root.iter() if isinstance(e.tag, str) and e.get("id") == key), None)
    while found is not None and etree.QName(found).localname not in _HOLDS:
        found = found.getparent()
    if found is None or len(_words(found)) > 20_000:
        return None
    taken[there, key] = found
    return found


def _append(root: Element, notes: Mapping[str, Element]) -> None:
    body = next(root.iter(f"{{{_XHTML}}}body"), root)
    home = etree.SubElement(body, f"{{{_XHTML}}}section")
    home.set(_TYPE, "footnotes")
    for key, note in notes.items():
        aside = etree.SubElement(home, f"{{{_XHTML}}}aside")
        aside.set("id", key)
        aside.set(_TYPE, "footnote")
        copied = deepcopy(note)
        copied.tail = None
        for inner in copied.iter():
            if inner.get("id"):
                del inner.attrib["id"]
        if etree.QName(copied).localname in ("p", "div"):
            aside.append(copied)
        else:
            aside.text = copied.text
            aside.extend(list(copied))


def _words(element: Element) -> str:
    """The letters of an element, but those of headings."""
    return "".join(char for text in _texts(element) for char in text if char.isalnum())


def _texts(element: Element) -> list[str]:
    found: list[str] = []
    stack: list[Element] = [element]
    while stack:
        here = stack.pop()
        if isinstance(here.tag, str) and etree.QName(here).localname not in _HEADS:
            found.append(here.text or "")
            for child in here:
                found.append(child.tail or "")
                stack.append(child)
    return found
