"""A piece from a file of the test books: its blocks in plain XML, a note at its call.

p (dek), h2, epigraph and pullquote and blockquote (with by), ul, ol, verse (stanza, l), hr, figure (img,
figcaption, credit), table, appendix; em, strong, i, b, cite, code, sup, sub, span, a, br, note.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from lxml import etree
from PIL import Image

from book.model import (
    Block,
    Break,
    Cell,
    Figure,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    Note,
    NoteCall,
    Paragraph,
    Picture,
    Quotation,
    Span,
    Table,
    Text,
    Verse,
)


def read(path: Path) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The blocks of the piece's text and of its appendix."""
    root = etree.parse(path, etree.XMLParser(remove_comments=True)).getroot()
    appendix = root.find("appendix")
    if appendix is not None:
        root.remove(appendix)
    return _blocks(root, path), _blocks(appendix, path) if appendix is not None else ()


def _blocks(parent: etree._Element, path: Path) -> tuple[Block, ...]:
    return tuple(_block(child, path) for child in parent)


def _block(e: etree._Element, path: Path) -> Block:
    match e.tag:
        case "p":
            return Paragraph(_inlines(e), e.sourceline or 0, "dek" in e.attrib, e.get("lang", ""))
        case "h2" | "h3":
            return Heading(_inlines(e), int(e.tag[1]) - 1, e.sourceline or 0)
        case "epigraph" | "pullquote" | "blockquote":
            by = e.find("by")
            if by is not None:
                e.remove(by)
            attribution = _inlines(by) if by is not None else ()
            return Quotation(e.tag, _blocks(e, path), attribution, e.sourceline or 0, e.get("lang", ""))
        case "ul" | "ol":
            return ListBlock(tuple(_item(li, path) for li in e), e.tag == "ol", line=e.sourceline or 0)
        case "verse":
            return Verse(tuple(tuple(_inlines(line) for line in stanza) for stanza in e), e.sourceline or 0)
        case "hr":
            return Break(e.sourceline or 0)
        case "figure":
            return _figure(e, path)
        case "table":
            head = e.findall("thead/tr")
            rows = tuple(tuple(_cell(c) for c in row) for row in [*head, *e.findall("tbody/tr")])
            caption = e.find("caption")
            return Table(rows, len(head), _inlines(caption) if caption is not None else (), e.sourceline or 0)
        case other:
            raise ValueError(f"{path}:{e.sourceline}: <{other}>")


def _item(e: etree._Element, path: Path) -> tuple[Block, ...]:
    return _blocks(e, path) if len(e) and e[0].tag == "p" else (Paragraph(_inlines(e)),)


def _figure(e: etree._Element, path: Path) -> Figure:
    image, caption = e.find("img"), e.find("figcaption")
    assert image is not None
    name = image.get("src", "")
    data = (path.parent / name).read_bytes()
    width, height = Image.open(io.BytesIO(data)).size
    return Figure(
        Picture(name, data, "image/png" if name.endswith("png") else "image/jpeg", width, height),
        image.get("alt", ""),
        "decorative" in image.attrib,
        _inlines(caption) if caption is not None else (),
        e.findtext("credit", ""),
        e.sourceline or 0,
    )


def _cell(e: etree._Element) -> Cell:
    return Cell(_inlines(e), cast("str", e.get("scope", "")))  # type: ignore[arg-type]


def _inlines(e: etree._Element) -> tuple[Inline, ...]:
    return tuple(_runs(e))


def _runs(e: etree._Element) -> Iterator[Inline]:
    if e.text and (text := re.sub(r"\s+", " ", e.text)):
        yield Text(text)
    for child in e:
        match child.tag:
            case "br":
                yield LineBreak()
            case "a":
                yield Link(child.get("href", ""), _inlines(child))
            case "note":
                yield NoteCall(Note("*", (Paragraph(_inlines(child)),), child.sourceline or 0))
            case "span":
                kind = "smallcaps" if child.get("class") == "smallcaps" else "span"
                yield Span(kind, _inlines(child), child.get("lang", ""))
            case other:
                yield Span(cast("str", other), _inlines(child), child.get("lang", ""))  # type: ignore[arg-type]
        if child.tail and (text := re.sub(r"\s+", " ", child.tail)):
            yield Text(text)
