"""Paragraphs of a document in Rich Text Format -> HTML: headings, lists, tables, quotations, notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from typing import NamedTuple

from book import verses
from book.read.indents import Indent, poems, quoted

_HEADING = re.compile(r"(?:heading|kop|überschrift|titre|título|titolo) ?(\d)", re.I)
_TITLES = frozenset({"title", "titel", "titre", "título", "titolo"})
_SUBTITLES = frozenset({"subtitle", "ondertitel", "untertitel", "sous-titre", "subtítulo", "sottotitolo"})
_QUOTES = frozenset(
    {"quote", "intense quote", "block text", "quotations", "citaat", "duidelijk citaat", "zitat", "citation"}
)
_CAPTIONS = frozenset({"caption", "bijschrift", "beschriftung", "légende", "epígrafe", "didascalia"})
_NUMBER = re.compile(r"\W*(\d{1,6}|[a-zA-Z]{1,5})[.)\]:]*\W*")
_DEEPEST = 8  # list in list
_NEARLY_ALL = 0.8  # of the text: a look that so much of it has is none
BODY = 9  # the outline level of what is no heading


class Run(NamedTuple):
    """A piece of a line, as HTML, how it looks (HTML's elements for it), and where it leads."""

    source: str
    look: frozenset[str] = frozenset()
    link: str = ""
    size: int = 0  # its letters


@dataclass(frozen=True, slots=True)
class Shape:
    """What is said of a paragraph: `style` is its style's name, `level` of the outline, indents in twips."""

    style: str = ""
    level: int = BODY
    left: int = 0
    right: int = 0
    first: int = 0
    centred: bool = False
    listed: bool = False  # of a list; one without a marker goes on an item
    depth: int = 0  # of its list
    marker: str | None = None  # the bullet or number before it


class Paragraph(NamedTuple):
    """A paragraph with its runs."""

    runs: tuple[Run, ...]
    shape: Shape


@dataclass(slots=True)
class Cell:
    """A cell of a table: its paragraphs, whether it goes on the cell before it or the one above."""

    blocks: list[Paragraph | Table] = field(default_factory=list)
    goes_on: bool = False
    from_above: bool = False


@dataclass(slots=True)
class Table:
    """Rows of cells, with for each whether it is a head."""

    rows: list[tuple[list[Cell], bool]] = field(default_factory=list)


Block = Paragraph | Table


def page(blocks: Sequence[Block], notes: Sequence[Sequence[Block]]) -> str:
    """The document as a page: its text, then its notes, in the order of their calls."""
    writer = _Writer(_usual(blocks))
    text = writer.story(blocks)
    said = "".join(_note(n, writer.story(note)) for n, note in enumerate(notes, 1))
    ending = f"<ol>{said}</ol>" if said else ""
    return f'<!doctype html><html><head><meta charset="utf-8"></head><body>{text}{ending}</body></html>'


def call(number: int) -> Run:
    """What stands in the text where a note is called."""
    return Run(f'<sup><a href="#note-{number}" id="call-{number}">{number}</a></sup>')


def _note(number: int, text: str) -> str:
    back = f' <a href="#call-{number}">↑</a>'
    text = f"{text[:-4]}{back}</p>" if text.endswith("</p>") else text + back
    return f'<li id="note-{number}">{text}</li>'


def _usual(blocks: Sequence[Block]) -> frozenset[str]:
    """What nearly all of the text looks like, which says nothing."""
    sizes: Counter[str] = Counter()
    total = 0
    for block in blocks:
        for run in block.runs if isinstance(block, Paragraph) else ():
            total += run.size
            for tag in run.look:
                sizes[tag] += run.size
    return frozenset(tag for tag, size in sizes.items() if size > _NEARLY_ALL * total)


class _Writer:
    """Writes HTML; `plain` is what of a look says nothing."""

    def __init__(self, plain: frozenset[str]) -> None:
        self._plain = plain

    def story(self, blocks: Sequence[Block]) -> str:
        """Blocks that stand below each other."""
        return "".join(self._story(blocks))

    def _story(self, blocks: Sequence[Block]) -> Iterator[str]:
        indents = [_indent(b) if isinstance(b, Paragraph) else None for b in blocks]
        running = [indent for indent in indents if indent is not None]
        told = iter(quoted(running))
        kinds = [
            self._kind(b, indent is not None and next(told))
            for b, indent in zip(blocks, indents, strict=True)
        ]
        for n, block in enumerate(blocks[1:], 1):
            if kinds[n] == "empty" and kinds[n - 1] == "quote" and "quote" in kinds[n + 1 : n + 2]:
                kinds[n] = "quote"
            elif (
                kinds[n] == "p"
                and kinds[n - 1] == "list"
                and isinstance(block, Paragraph)
                and block.shape.listed
            ):
                kinds[n] = "list"
        blocks = _with_stanzas(blocks, kinds)
        for kind, group in groupby(zip(kinds, blocks, strict=True), key=lambda pair: pair[0]):
            some = [block for _, block in group]
            if kind == "table":
                yield from (self._table(block) for block in some if isinstance(block, Table))
                continue
            paragraphs = [block for block in some if isinstance(block, Paragraph)]
            if kind == "quote":
                yield f"<blockquote>{''.join(self._quotation(paragraphs))}</blockquote>"
            elif kind == "list":
                yield from self._list(paragraphs)
            elif kind != "empty":
                yield from (self._block(kind, paragraph) for paragraph in paragraphs)

    def _kind(self, block: Block, further_in: bool) -> str:
        if isinstance(block, Table):
            return "table"
        if not block.runs:
            return "empty"
        name = block.shape.style.casefold()
        if found := _HEADING.fullmatch(name):
            return f"h{min(6, max(1, int(found[1])))}"
        if name in _TITLES:
            return "h1"
        if block.shape.level < BODY:
            return f"h{min(6, block.shape.level + 1)}"
        if name in _QUOTES:
            return "quote"
        if block.shape.marker is not None:
            return "list"
        if further_in:
            return "quote"
        return "subtitle" if name in _SUBTITLES else "caption" if name in _CAPTIONS else "p"

    def _block(self, kind: str, paragraph: Paragraph) -> str:
        if kind in ("subtitle", "caption"):
            return f'<p class="{kind}">{self._line(paragraph.runs)}</p>'
        if kind == "p":
            return f"<p>{self._line(paragraph.runs)}</p>"
        marker = f"{escape(paragraph.shape.marker.strip())} " if paragraph.shape.marker else ""
        runs = tuple(run._replace(look=run.look - {"em", "strong"}) for run in paragraph.runs)
        return f"<{kind}>{marker}{self._line(runs)}</{kind}>"

    def _quotation(self, paragraphs: Sequence[Paragraph]) -> Iterator[str]:
        """Paragraphs of a quotation, or the rows of a poem that is quoted."""
        rows = [_text(p) for p in paragraphs]
        if not any("<br>" in run.source for p in paragraphs for run in p.runs) and verses.short(
            [row for row in rows if row]
        ):
            for filled, stanza in groupby(paragraphs, key=lambda p: bool(p.runs)):
                if filled:
                    yield f"<p>{'<br>'.join(self._line(p.runs) for p in stanza)}</p>"
            return
        yield from (f"<p>{self._line(p.runs)}</p>" for p in paragraphs if p.runs)

    def _list(self, items: Sequence[Paragraph]) -> Iterator[str]:
        """Items as lists, each deeper one within the item before it."""
        open_: list[tuple[int, str]] = []  # the lists that are open: how deep, and their element
        for item in items:
            if item.shape.marker is None:  # a further paragraph of the item before
                yield f"<p>{self._line(item.runs)}</p>"
                continue
            depth = min(item.shape.depth, _DEEPEST)
            number = _counted(item.shape.marker or "")
            tag = "ul" if number is None else "ol"
            while open_ and (open_[-1][0] > depth or (open_[-1][0] == depth and open_[-1][1] != tag)):
                yield f"</li></{open_.pop()[1]}>"
            if open_ and open_[-1][0] == depth:
                yield "</li><li>"
            else:
                start = f' start="{number}"' if number is not None and number > 1 else ""
                yield f"<{tag}{start}><li>"
                open_.append((depth, tag))
            yield f"<p>{self._line(item.runs)}</p>"
        while open_:
            yield f"</li></{open_.pop()[1]}>"

    def _table(self, table: Table) -> str:
        return f"<table>{''.join(self._rows(table))}</table>"

    def _rows(self, table: Table) -> Iterator[str]:
        for n, (cells, head) in enumerate(table.rows):
            tag, made = "th" if head else "td", []
            for k, cell in enumerate(cells):
                if cell.goes_on or (cell.from_above and n):
                    continue
                across = _run_length(c.goes_on for c in cells[k + 1 : k + 65])
                down = _run_length(
                    k < len(row) and row[k].from_above for row, _ in table.rows[n + 1 : n + 65]
                )
                spans = (f' colspan="{across + 1}"' if across else "") + (
                    f' rowspan="{down + 1}"' if down else ""
                )
                made.append(f"<{tag}{spans}>{self.story(cell.blocks)}</{tag}>")
            yield f"<tr>{''.join(made)}</tr>"

    def _line(self, runs: Sequence[Run]) -> str:
        """Runs as HTML; those that look the same and follow each other are one."""
        made: list[str] = []
        for link, linked in groupby(runs, key=lambda run: run.link):
            inside: list[str] = []
            for look, group in groupby(linked, key=lambda run: run.look - self._plain):
                text = "".join(run.source for run in group)
                for tag in sorted(look) if text.strip() else ():
                    text = f"<{tag}>{text}</{tag}>"
                inside.append(text)
            text = "".join(inside)
            made.append(f'<a href="{escape(link)}">{text}</a>' if link else text)
        return "".join(made)


def _indent(paragraph: Paragraph) -> Indent | None:
    """Where a paragraph of running text stands; None for a heading, a list, what is centred."""
    shape = paragraph.shape
    if shape.listed or shape.marker is not None or shape.level < BODY or shape.centred:
        return None
    return Indent(shape.left, shape.right, shape.first, sum(run.size for run in paragraph.runs))


def _with_stanzas(blocks: Sequence[Block], kinds: list[str]) -> list[Block]:
    """The blocks with the rows of a poem in the first of its stanza; the others are 'empty'."""
    made = list(blocks)
    texts = [_text(block) if isinstance(block, Paragraph) else "" for block in blocks]
    for poem in poems(texts, [kind in ("p", "empty") for kind in kinds]):
        for first, *more in poem:
            rows = [block for i in (first, *more) if isinstance(block := blocks[i], Paragraph)]
            below = [run for row in rows[1:] for run in (Run("<br>"), *row.runs)]
            made[first] = rows[0]._replace(runs=(*rows[0].runs, *below))
            for i in more:
                kinds[i] = "empty"
    return made


def _text(paragraph: Paragraph) -> str:
    return re.sub(r"<[^>]*>", "", "".join(run.source for run in paragraph.runs)).strip()


def _counted(marker: str) -> int | None:
    """The number before an item; None for a bullet, 1 for letters."""
    found = _NUMBER.fullmatch(marker)
    if found is None or (
        len(marker.strip()) == 1 and not marker.strip().isdigit()
    ):  # 'o' is a bullet of Word's
        return None
    return int(found[1]) if found[1].isdecimal() else 1


def _run_length(following: Iterator[bool]) -> int:
    """How many of these are so, from the first on."""
    n = 0
    for said in following:
        if not said:
            break
        n += 1
    return n
