"""Every block and inline of a piece, however deep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from book.model import (
    Block,
    Figure,
    Heading,
    Inline,
    Link,
    ListBlock,
    NoteCall,
    Paragraph,
    Piece,
    Preformatted,
    Quotation,
    Span,
    Table,
    Verse,
)


def blocks(piece: Piece) -> Iterator[Block]:
    """The blocks of a piece in order: its text with the notes at their calls, then its appendix."""
    yield from _blocks(piece.blocks)
    yield from _blocks(piece.appendix)


def outside_notes(piece: Piece) -> Iterator[Block]:
    """The blocks of a piece in order, but for those of its notes."""
    yield from _blocks(piece.blocks, notes=False)
    yield from _blocks(piece.appendix, notes=False)


def inlines(block: Block) -> Iterator[Inline]:
    """The inlines that stand in a block itself, with those within them, but not those of its notes."""
    for run in _runs(block):
        yield from _inlines(run)


def _blocks(found: Iterable[Block], *, notes: bool = True) -> Iterator[Block]:
    for block in found:
        yield block
        for inline in inlines(block) if notes else ():
            if isinstance(inline, NoteCall):
                yield from _blocks(inline.note.blocks)
        match block:
            case Quotation():
                yield from _blocks(block.blocks, notes=notes)
            case ListBlock():
                for item in block.items:
                    yield from _blocks(item, notes=notes)


def _runs(block: Block) -> Iterator[tuple[Inline, ...]]:
    match block:
        case Paragraph() | Heading():
            yield block.inlines
        case Quotation():
            yield block.attribution
        case Verse():
            for stanza in block.stanzas:
                yield from stanza
        case Preformatted():
            yield from block.rows
        case Figure():
            yield block.caption
        case Table():
            yield block.caption
            for row in block.rows:
                for cell in row:
                    yield cell.inlines


def _inlines(found: Iterable[Inline]) -> Iterator[Inline]:
    for inline in found:
        yield inline
        if isinstance(inline, Span | Link):
            yield from _inlines(inline.inlines)
