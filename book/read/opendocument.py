"""An OpenDocument text, as LibreOffice writes it (OASIS ODF 1.3, part 3) -> lines, by way of HTML.

Headings, lists, tables, quotations, emphasis, links, pictures, formulas, footnotes and endnotes are the
document's; what was struck out when changes were tracked, remarks, and the tables of contents and indexes
that the program made are left out, as it prints it.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from typing import NamedTuple

from lxml import etree

from book.errors import Place, SeedError
from book.model import Reading, Seed
from book.read.archive import Archive
from book.read.html import read_html
from book.read.indents import Indent, poems, quotations
from book.read.odfstyles import TEXT, Look, Styles

_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_MATH = "{http://www.w3.org/1998/Math/MathML}"

_MADE = frozenset(
    {
        *(
            f"{TEXT}{name}"
            for name in (
                "table-of-content", "illustration-index", "table-index", "object-index", "user-index",
                "alphabetical-index", "tracked-changes", "sequence-decls", "variable-decls",
                "user-field-decls", "page-number", "page-continuation", "hidden-text", "hidden-paragraph",
                "script", "note",
            )
        ),
        *(f"{_OFFICE}{name}" for name in ("annotation", "annotation-end", "forms", "event-listeners")),
    }
)  # fmt: skip
"""What the program made or keeps for itself; a note's text stands elsewhere."""
_HEADING = re.compile(r"Heading (\d{1,2})")
_QUOTES = frozenset({"Quotations", "Quote", "Intense Quote", "Block Text"})
_TOLD = _QUOTES | {"Title", "Subtitle", "Caption", "Illustration", "Figure", "Preformatted Text"}
_MOST = 64  # cells that one may stand for
_KINDS = {
    b"\x89PNG": "png", b"\xff\xd8\xff": "jpeg", b"GIF8": "gif", b"RIFF": "webp", b"<svg": "svg+xml",
    b"<?xml": "svg+xml",
}  # fmt: skip
"""The kinds of pictures that a book shows, by how their bytes begin."""
_HINT = "open it in LibreOffice, and save it again as .odt"


class _Block(NamedTuple):
    """A block of HTML. Those of one `kind` (quote, pre) that follow each other are one."""

    kind: str
    source: str


def read_opendocument(seed: Seed) -> Reading:
    """The lines of an OpenDocument text (.odt).

    Raises SeedError for what is none, is locked or damaged, and where there is no text.
    """
    archive, where = Archive(seed.data, seed.name), Place(seed.name)
    if "content.xml" not in archive.names:
        raise SeedError("this is no OpenDocument text", where=where)
    kept = "META-INF/manifest.xml"
    if kept in archive.names and b"encryption-data" in archive.read(kept):
        raise SeedError("it is locked with a password", where=where, hint="save it without one")
    try:
        parts = [
            etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False, no_network=True))
            for name in ("styles.xml", "content.xml")
            if name in archive.names
        ]
        body = parts[-1].find(f"{_OFFICE}body/{_OFFICE}text")
        if body is None:
            raise SeedError("this is an OpenDocument sheet or drawing, and no text", where=where)
        page = _Page(archive, parts).whole(body)
    except (etree.XMLSyntaxError, RecursionError) as error:
        raise SeedError(f"this OpenDocument text cannot be read: {error}", where=where, hint=_HINT) from error
    return read_html(replace(seed, data=page.encode("utf-8", "replace")))


@dataclass(frozen=True, slots=True)
class _Run:
    """A piece of a line, and how it looks."""

    source: str
    look: Look


class _Page:
    """Makes the HTML. `_notes` are those that are called so far, `_beside` what a paragraph's frames hold."""

    def __init__(self, archive: Archive, parts: Iterable[etree._Element]) -> None:
        self._archive = archive
        self._styles = Styles()
        for part in parts:
            self._styles.add(part)
        self._notes: list[str] = []
        self._beside: list[_Block] = []
        self._together: dict[etree._Element, tuple[str, list[etree._Element]]] = {}
        """Paragraphs that only their indents show to be quoted, and verse: which kind of block each is, and
        the rows of its stanza below it."""
        self._passed: set[etree._Element] = set()  # those rows, and what is empty between two stanzas

    def whole(self, body: etree._Element) -> str:
        self._look_for_quotations(body)
        text = _joined(self._blocks(body))
        notes = f"<ol>{''.join(self._notes)}</ol>" if self._notes else ""
        return f'<!doctype html><html><head><meta charset="utf-8"></head><body>{text}{notes}</body></html>'

    # ------------------------------------------------------------------ blocks

    def _blocks(self, parent: etree._Element, depth: int = 0, style: str = "") -> Iterator[_Block]:
        """The blocks in an element; `depth` and `style` are those of the lists around it."""
        for child in parent:
            if not isinstance(child.tag, str) or child.tag in _MADE:
                continue
            if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                yield from self._paragraph(child)
            elif child.tag == f"{TEXT}list":
                yield from self._list(child, depth + 1, child.get(f"{TEXT}style-name") or style)
            elif child.tag == f"{_TABLE}table":
                yield _Block("", f"<table>{''.join(self._rows(child))}</table>")
            elif child.tag == f"{_DRAW}frame":
                yield from self._frame(child)
            else:  # a section, a group, the body of a bibliography
                yield from self._blocks(child, depth, style)

    def _look_for_quotations(self, body: etree._Element) -> None:
        """Find the paragraphs that stand further in than the text around them."""
        children = list(body)
        indents = [self._indent(child) for child in children]
        texts = [_spaced("".join(child.itertext()), False).strip() for child in children]
        quoted = list(quotations(indents, texts))
        taken = {i for quotation in quoted for rows in quotation for i in rows}
        running = [indent is not None and i not in taken for i, indent in enumerate(indents)]
        for kind, found in (("quote", quoted), ("", poems(texts, running))):
            for one in found:
                for first, *more in one:
                    self._together[children[first]] = (kind, [children[i] for i in more])
                passed = children[one[0][0] : one[-1][-1] + 1]
                self._passed.update(child for child in passed if child not in self._together)

    def _indent(self, child: etree._Element) -> Indent | None:
        """Where a paragraph of running text stands; None for what is none, or whose style says what it is."""
        style = child.get(f"{TEXT}style-name")
        if child.tag != f"{TEXT}p" or self._styles.centred(style):
            return None
        if any(name in _TOLD or _HEADING.fullmatch(name) for name in self._styles.names("paragraph", style)):
            return None
        left, right, first = self._styles.margins(style)
        return Indent(left, right, first, len("".join(child.itertext()).strip()))

    def _paragraph(self, paragraph: etree._Element) -> Iterator[_Block]:
        if paragraph in self._passed:
            return
        style = paragraph.get(f"{TEXT}style-name")
        names = self._styles.names("paragraph", style)
        level = next((found[1] for name in names if (found := _HEADING.fullmatch(name))), "")
        if paragraph.tag == f"{TEXT}h" or level or "Title" in names:
            level = level or ("1" if "Title" in names else paragraph.get(f"{TEXT}outline-level", "1"))
            yield from self._with_frames(f"h{min(6, max(1, int(level)))}", paragraph, Look())
        elif "Preformatted Text" in names:
            yield from self._with_frames("pre", paragraph, Look(), "pre")
        elif not _QUOTES.isdisjoint(names):
            yield from self._with_frames("p", paragraph, Look(), "quote")
        elif "Subtitle" in names:
            yield from self._with_frames('p class="subtitle"', paragraph, Look())
        elif not {"Caption", "Illustration", "Figure"}.isdisjoint(names):
            yield from self._with_frames('p class="caption"', paragraph, Look())
        elif paragraph in self._together:
            kind, rows = self._together[paragraph]
            looks = (
                (row, self._styles.look("paragraph", row.get(f"{TEXT}style-name"), Look())) for row in rows
            )
            below = "".join(f"<br>{_line(self._runs(row, look))}" for row, look in looks)
            look = self._styles.look("paragraph", style, Look())
            yield from self._with_frames("p", paragraph, look, kind, below)
        else:
            yield from self._with_frames("p", paragraph, self._styles.look("paragraph", style, Look()))

    def _with_frames(
        self, tag: str, paragraph: etree._Element, look: Look, kind: str = "", below: str = ""
    ) -> Iterator[_Block]:
        """A paragraph, and behind it what its frames hold. Lines of code go without their element."""
        outer, self._beside = self._beside, []
        text = _line(self._runs(paragraph, look, kind == "pre")) + below
        beside, self._beside = self._beside, outer
        if text.strip() or not beside:
            yield _Block(kind, text if kind == "pre" else f"<{tag}>{text}</{tag.split()[0]}>")
        yield from beside

    def _list(self, listed: etree._Element, depth: int, style: str) -> Iterator[_Block]:
        level = self._styles.level(style, depth)
        ordered = level is not None and level.tag == f"{TEXT}list-level-style-number"
        items: list[str] = []
        start = level.get(f"{TEXT}start-value", "") if level is not None else ""
        for item in listed:
            if not isinstance(item.tag, str):
                continue
            if any(child.tag == f"{TEXT}h" for child in item):  # chapters that the program numbers
                yield from self._blocks(item, depth, style)
                continue
            if not items:
                start = item.get(f"{TEXT}start-value", start)
            items.append(f"<li>{_joined(self._blocks(item, depth, style))}</li>")
        if items:
            first = f' start="{int(start)}"' if ordered and start.isdecimal() else ""
            tag = "ol" if ordered else "ul"
            yield _Block("", f"<{tag}{first}>{''.join(items)}</{tag}>")

    def _rows(self, table: etree._Element, cell: str = "td") -> Iterator[str]:
        for child in table:
            if child.tag == f"{_TABLE}table-row":
                yield f"<tr>{''.join(self._cells(child, cell))}</tr>"
            elif child.tag == f"{_TABLE}table-header-rows":
                yield f"<thead>{''.join(self._rows(child, 'th'))}</thead>"
            elif child.tag in (f"{_TABLE}table-rows", f"{_TABLE}table-row-group"):
                yield from self._rows(child, cell)

    def _cells(self, row: etree._Element, tag: str) -> Iterator[str]:
        for cell in row.iterchildren(f"{_TABLE}table-cell"):
            spans = "".join(
                f' {there}="{number}"'
                for here, there in (("columns", "colspan"), ("rows", "rowspan"))
                if (number := _number(cell, f"number-{here}-spanned")) > 1
            )
            made = f"<{tag}{spans}>{_joined(self._blocks(cell))}</{tag}>"
            yield made * _number(cell, "number-columns-repeated")

    # ------------------------------------------------------------------ lines

    def _runs(self, element: etree._Element, look: Look, code: bool = False) -> Iterator[_Run]:
        yield _Run(_spaced(element.text, code), look)
        for child in element:
            if isinstance(child.tag, str):
                yield from self._run(child, look, code)
            yield _Run(_spaced(child.tail, code), look)

    def _run(self, child: etree._Element, look: Look, code: bool) -> Iterator[_Run]:
        name = str(child.tag).removeprefix(TEXT)
        if name == "note":
            yield _Run(self._note(child), Look())
        elif child.tag == f"{_DRAW}frame":
            yield from self._in_line(child, look)
        elif child.tag in _MADE:
            return
        elif name == "s":
            yield _Run(" " * min(_MOST, int(child.get(f"{TEXT}c", "1") or 1)) if code else " ", look)
        elif name == "tab":
            yield _Run("\t" if code else " ", look)
        elif name == "line-break":
            yield _Run("\n" if code else "<br>", look)
        elif name == "span":
            style = child.get(f"{TEXT}style-name")
            yield from self._runs(child, self._styles.look("text", style, look), code)
        elif name == "a":
            yield from self._link(child, look, code)
        elif str(child.tag).startswith(_DRAW) and child.tag not in (f"{_DRAW}a", f"{_DRAW}g"):  # a shape
            self._beside += self._blocks(child)
        elif name == "ruby":
            base, over = (_line(self._runs(part, Look())) for part in (child[0], child[-1]))
            yield _Run(f"<ruby>{base}<rt>{over}</rt></ruby>", look)
        else:
            yield from self._runs(child, look, code)

    def _link(self, link: etree._Element, look: Look, code: bool) -> Iterator[_Run]:
        address = link.get(_HREF, "")
        if address.startswith("#") or not address:  # to a place in this document
            yield from self._runs(link, look, code)
            return
        inside = _line(
            _Run(run.source, Look(run.look.tags - look.tags)) for run in self._runs(link, look, code)
        )
        yield _Run(f'<a href="{escape(address)}">{inside}</a>', look)

    def _note(self, note: etree._Element) -> str:
        number = len(self._notes) + 1
        self._notes.append("")
        body = note.find(f"{TEXT}note-body")
        text = _joined(self._blocks(body)) if body is not None else ""
        back = f'<a href="#call-{number}">↑</a>'
        text = f"{text[:-4]} {back}</p>" if text.endswith("</p>") else text + back
        self._notes[number - 1] = f'<li id="note-{number}">{text}</li>'
        return f'<sup><a href="#note-{number}" id="call-{number}">{number}</a></sup>'

    # ------------------------------------------------------------------ frames

    def _in_line(self, frame: etree._Element, look: Look) -> Iterator[_Run]:
        """A formula or a picture stands in its line, a box of text behind its paragraph."""
        if frame.find(f"{_DRAW}text-box") is not None:
            self._beside += self._frame(frame)
        else:
            yield _Run(self._drawn(frame), Look())

    def _frame(self, frame: etree._Element) -> Iterator[_Block]:
        box = frame.find(f"{_DRAW}text-box")
        if box is None:
            yield _Block("", f"<p>{self._drawn(frame)}</p>")
            return
        pictures = [inner for inner in box.iter(f"{_DRAW}frame") if inner.find(f"{_DRAW}image") is not None]
        for picture in pictures:
            if (around := picture.getparent()) is not None:
                _take_out(around, picture)
        inside = _joined(self._blocks(box))
        if pictures:
            drawn = "".join(map(self._drawn, pictures))
            yield _Block("", f"<figure>{drawn}<figcaption>{inside}</figcaption></figure>")
        else:
            yield _Block("", inside)

    def _drawn(self, frame: etree._Element) -> str:
        """A formula as MathML, or a picture."""
        thing = frame.find(f"{_DRAW}object")
        if thing is not None and (formula := self._formula(thing)):
            return formula
        image = frame.find(f"{_DRAW}image")
        if image is None:
            return ""
        told = (frame.findtext(f"{_SVG}desc") or "", frame.findtext(f"{_SVG}title") or "")
        alt = next((" ".join(text.split()) for text in told if text.strip()), "")
        name = image.get(_HREF, "")
        path = name.removeprefix("./")
        data = self._archive.read(path) if path in self._archive.names else b""
        kind = next((kind for sign, kind in _KINDS.items() if data.startswith(sign)), "")
        source = f"data:image/{kind};base64,{base64.b64encode(data).decode()}" if kind else escape(name)
        return f'<img src="{source}" alt="{escape(alt)}">'

    def _formula(self, thing: etree._Element) -> str:
        path = f"{thing.get(_HREF, '').removeprefix('./')}/content.xml"
        root = thing.find(f"{_MATH}math")
        if root is None and path in self._archive.names:
            root = etree.fromstring(
                self._archive.read(path), etree.XMLParser(resolve_entities=False, no_network=True)
            )
        if root is None or root.tag != f"{_MATH}math":
            return ""
        for element in root.iter(f"{_MATH}*"):
            element.tag = str(element.tag).removeprefix(_MATH)
        etree.cleanup_namespaces(root)
        return etree.tostring(root, encoding="unicode", with_tail=False)


def _joined(blocks: Iterable[_Block]) -> str:
    made = {"quote": "<blockquote>{}</blockquote>", "pre": "<pre>{}</pre>"}
    return "".join(
        made.get(kind, "{}").replace("{}", ("\n" if kind == "pre" else "").join(b.source for b in group))
        for kind, group in groupby(blocks, key=lambda block: block.kind)
    )


def _line(runs: Iterable[_Run]) -> str:
    """Runs as HTML; those that look the same and follow each other are one."""
    shown = (run for run in runs if run.source and not run.look.hidden)
    made: list[str] = []
    for look, group in groupby(shown, key=lambda run: run.look):
        text = "".join(run.source for run in group)
        for tag in sorted(look.tags) if text.strip() else ():
            text = f"<{tag}>{text}</{tag}>"
        made.append(text)
    return "".join(made)


def _spaced(text: str | None, code: bool) -> str:
    """Text of the document, whose spaces, tabs and line ends are one space (ODF 1.3, part 3, 6.1.2)."""
    return escape(re.sub("[ \t\r\n]+", " ", text or ""), quote=False)


def _number(cell: etree._Element, name: str) -> int:
    said = cell.get(f"{_TABLE}{name}", "1")
    return min(_MOST, max(1, int(said))) if said.isdecimal() else 1


def _take_out(parent: etree._Element, child: etree._Element) -> None:
    """Take an element out of another; what stands behind it stays."""
    before = child.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (child.tail or "")
    else:
        parent.text = (parent.text or "") + (child.tail or "")
    parent.remove(child)
