"""What stands in a <pre>: rows whose every space counts.

It is one line of the page, kept or dropped whole. Where a page is nothing but one such block of prose, a text
file as browsers show it, its rows are lines as a text's are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from lxml.html import HtmlElement

from book.model import Change, Inline, Line, Link, Span, Text
from book.read.gathered import Marks, Run
from book.read.repair import SUSPECT, control, differences, mojibake, within

ROWS = frozenset({"div", "ol", "ul", "li"})
"""Elements that programs which colour code make of its rows."""

COUNTS = re.compile(
    r"(?:^|\s)(?:gutter|lineno|linenos|linenodiv|ln-num|line-?numbers?-rows|rouge-gutter|hljs-ln-numbers"
    r"|l(?:ine)?-?num(?:ber)?s?)(?:\s|$)"
)
"""What programs that colour code, and editions of verse, call the numbers of rows: no part of either."""
_BAR = re.compile(
    r"(?:^|[\s_-])(?:header|toolbar|copy|lang(?:uage)?-?(?:name|label|tag))(?:$|[\s_-])", re.IGNORECASE
)
_MOST = 0.8  # a page of which this share stands in one <pre> is a text file
_PROSE = (10, 45, 0.5)  # rows of a text at least; letters of the middle one; the share of rows with as many
_SIGNS = re.compile(r"[{};=<>|\\]|  +\S|\t")


def whole(element: HtmlElement, blocks: Collection[str]) -> bool:
    """Is this preformatted, with nothing in it but rows? One that nobody closed holds the rest of a page."""
    return element.tag == "pre" and not any(
        isinstance(inner.tag, str) and inner.tag in blocks and inner.tag not in ROWS and inner.tag != "button"
        for inner in element.iterdescendants()
    )


def controls(element: HtmlElement) -> bool:
    """Is this, within what is preformatted, a button, or the bar with the language's name above code?"""
    names = element.get("class") or ""
    return element.tag == "button" or (element.tag in ("div", "span") and bool(_BAR.search(names)))


def counts(element: HtmlElement) -> bool:
    """Does this element only number the rows of code, or of verse?"""
    if element.tag not in ("td", "span", "div", "pre", "a") or not COUNTS.search(element.get("class") or ""):
        return False
    return not any(map(str.isalpha, element.text_content()))


def rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs of text parted at their line ends, without empty rows at the head and the foot."""
    found: list[list[Run]] = [[]]
    for marks, text in runs:
        own = tuple(mark for mark in marks if mark[0] != "br")
        for n, part in enumerate(re.split("\r\n?|\n", text)):
            if n:
                found.append([])
            if part:
                found[-1].append((own, part))
    for row in found:
        while row and not row[-1][1].rstrip():
            row.pop()
        if row:
            row[-1] = (row[-1][0], row[-1][1].rstrip())
    found = _unnumbered(found)
    while found and not found[0]:
        found.pop(0)
    while found and not found[-1]:
        found.pop()
    return found


def _unnumbered(rows: list[list[Run]]) -> list[list[Run]]:
    """The rows without the numbers that a page puts before each, or on rows of their own between them."""
    numbers = [_number(row) for row in rows]
    if len(rows) > 1 and all(n is not None for n in numbers) and _count(numbers):
        return [row[1:] for row in rows]
    alone = [n for row, n in zip(rows, numbers, strict=True) if len(row) == 1 and n is not None]
    if len(alone) > 1 and 2 * len(alone) >= len(rows) and numbers[0] is not None and _count(alone):
        return [row for row, n in zip(rows, numbers, strict=True) if len(row) != 1 or n is None]
    return rows


def _number(row: Sequence[Run]) -> int | None:
    """The number that is the first run of a row, in an element of its own."""
    text = row[0][1].strip() if row else ""
    return int(text) if text.isdecimal() and len(text) < 6 else None


def _count(numbers: Sequence[int | None]) -> bool:
    """Is each one more than the one before it?"""
    return all(a is not None and b == a + 1 for a, b in pairwise(numbers))


def joined(rows: Iterable[Sequence[Run]], end: Marks) -> list[Run]:
    """The rows as one run of text, with `end` marking where one ends; empty rows part nothing more."""
    made: list[Run] = []
    for row in rows:
        if row:
            made += [*([(end, "\n")] if made else []), *row]
    return made


def mended(line: Line) -> tuple[Line, tuple[Change, ...]]:
    """The line with the characters that no book can print taken out of it; all others are its author's."""
    if not SUSPECT.search(line.text):
        return line, ()

    def mend(text: str) -> str:
        return control(mojibake(text))

    text = mend(line.text)
    if text == line.text:
        return line, ()
    rows = tuple(tuple(within(inline, mend) for inline in row) for row in line.rows)
    changes = tuple(Change("control", line.number, a, b) for a, b in differences(line.text, text))
    return replace(line, text=text, inlines=(), rows=rows), changes


def parted(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page; those of a text file that a browser shows are its rows, empty ones too."""
    letters = sum(len(line.text) for line in lines)
    made: list[Line] = []
    for line in lines:
        if not line.rows or len(line.text) < _MOST * letters or not _is_text(line):
            made.append(line)
            continue
        made += [
            replace(line, text=words(row), inlines=row if _marked(row) else (), rows=()) for row in line.rows
        ]
    return made


def words(row: Iterable[Inline]) -> str:
    """The characters of a row."""
    return "".join(
        inline.text if isinstance(inline, Text) else words(inline.inlines)
        for inline in row
        if isinstance(inline, Text | Span | Link)
    )


def _marked(row: Sequence[Inline]) -> bool:
    return any(not isinstance(inline, Text) for inline in row)


def _is_text(line: Line) -> bool:
    """Are these rows prose that was broken into lines of one width, or whole paragraphs?"""
    texts = [text for row in line.rows if (text := words(row)).strip()]
    least, long, share = _PROSE
    if len(texts) < least or median(map(len, texts)) < long:
        return False
    return sum(not _SIGNS.search(text.strip()) for text in texts) > share * len(texts)
