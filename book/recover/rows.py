"""A run of inlines parted where its lines end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from book.languages.foreign import plain
from book.model import Inline, LineBreak, Link, Span, Text
from book.sentences import columns, ends

_LONG = 80  # columns: more than a line of print


def parted(inlines: Sequence[Inline]) -> list[tuple[Inline, ...]]:
    """The runs between forced line ends, none of them empty. What spans several stands in each."""
    found: list[list[Inline]] = [[]]
    for inline in inlines:
        match inline:
            case LineBreak():
                found.append([])
            case Span() | Link():
                for n, part in enumerate(parted(inline.inlines) or [()]):
                    if n:
                        found.append([])
                    found[-1].append(replace(inline, inlines=part))
            case _:
                found[-1].append(inline)
    return [tuple(row) for row in found if row]


def paragraphs(inlines: Sequence[Inline]) -> list[tuple[Inline, ...]]:
    """The same in paragraphs: one that its author typed ends where a line longer than a printed one ends as a
    sentence does, and another as long follows. Rows of verse, of an address or of a dialogue are shorter.
    """
    rows = parted(inlines)
    if len(rows) < 2:
        return [tuple(inlines)]
    texts = [plain(row).strip() for row in rows]
    long = [columns(text) >= _LONG for text in texts]
    found = [rows[0]]
    for n, row in enumerate(rows[1:], 1):
        if long[n - 1] and long[n] and ends(texts[n - 1]):
            found.append(row)
        else:
            found[-1] = (*found[-1], LineBreak(), *row)
    return found if len(found) > 1 else [tuple(inlines)]


def unemphasised(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """The same without emphasis on all of it, which sets nothing apart: a site may set a lead in bold."""
    said = [inline for inline in inlines if not (isinstance(inline, Text) and not inline.text.strip())]
    match said:
        case [Span(kind="em" | "i" | "strong" | "b" | "cite", language="") as span]:
            return unemphasised(span.inlines)
    return tuple(inlines)
