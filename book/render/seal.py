"""The state of a book's text, in a few letters: what was judged of one state says nothing of another.

Everything that a person judges for the accessibility claim goes into it: the words and their order, titles
and subheads with their levels, lists, quotations, tables, languages, links, what is said of pictures. What
nobody judges stays out (punctuation, spaces, numbers of lines), so that a seal outlives what does not matter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from book.model import (
    Anthology,
    Block,
    Figure,
    Heading,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Piece,
    Preformatted,
    Quotation,
    Span,
    Table,
    Text,
)
from book.render import walk

_LENGTH = 12  # letters: enough that no two states of a book have the same


def seal(anthology: Anthology) -> str:
    """Twelve letters and digits that another state of the text does not have."""
    digest = hashlib.sha256()
    for chapter in anthology.chapters:
        for judged in _judged(chapter.piece):
            digest.update("\x1f".join(judged).encode() + b"\x1e")
    return digest.hexdigest()[:_LENGTH]


def _judged(piece: Piece) -> Iterator[tuple[str, ...]]:
    yield piece.language, _letters(piece.title), _letters(piece.subtitle)
    for block in walk.blocks(piece):
        yield type(block).__name__, *_form(block), "".join(map(_said, walk.inlines(block)))


def _said(inline: Inline) -> str:
    match inline:
        case Text(text):
            return _letters(text)
        case Span(language=language) if language:
            return f"[{language}]"
        case Link(href):
            return f"<{href}>"
        case _:
            return ""


def _form(block: Block) -> tuple[str, ...]:
    match block:
        case Heading(level=level):
            return (str(level),)
        case Paragraph(language=language):
            return (language,)
        case Quotation(kind=kind, language=language):
            return kind, language
        case ListBlock(items=items, ordered=ordered, terms=terms):
            own = (block.counter, *(str(block.number(n)) for n in range(len(items))))
            plain = not ordered or (block.start == 1 and not block.numbers and block.counter == "1")
            return str(len(items)), str(ordered), *map(str, terms), *(() if plain else own)
        case Figure(picture=picture, alt=alt, decorative=decorative):
            return hashlib.sha256(picture.data).hexdigest(), alt, str(decorative)
        case Preformatted(code=code):
            return (str(code),)
        case Table(rows=rows):
            return tuple(f"{cell.heads}:{cell.columns}:{cell.rows}" for row in rows for cell in row)
        case _:
            return ()


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
