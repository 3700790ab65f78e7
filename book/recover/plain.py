"""A piece as plain text: its blocks, then its notes, a blank line between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from book.model import (
    Block,
    Break,
    Figure,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    Note,
    NoteCall,
    Paragraph,
    Piece,
    Preformatted,
    Quotation,
    Span,
    Table,
    Text,
    Verse,
)
from book.ordinals import written


def plain(piece: Piece) -> str:
    """The piece's own words, without its title: each block on a line, a blank line between."""
    notes: list[Note] = []
    blocks = [text for block in piece.blocks for text in lines(block, notes)]
    foot = [text for note in dict.fromkeys(notes) for text in note_lines(note)]
    return "\n\n".join([*blocks, *foot])


def note_lines(note: Note) -> list[str]:
    """A note's paragraphs, the first with its mark; a note that it calls stands in brackets at its call."""
    texts = [text for block in note.blocks for text in lines(block, None)]
    if texts and note.mark:
        texts[0] = f"{note.mark} {texts[0]}"
    return texts


def lines(block: Block, notes: list[Note] | None) -> Iterator[str]:
    """A block's lines; the notes that it calls are added to `notes` (None: these lines are a note's)."""
    match block:
        case Paragraph() | Heading():
            yield words(block.inlines, notes)
        case Quotation():
            for inner in block.blocks:
                yield from lines(inner, notes)
            if block.attribution:
                yield words(block.attribution, notes)
        case ListBlock():
            yield "\n".join(_items(block, notes))
        case Verse():
            for stanza in block.stanzas:
                yield "\n".join(words(line, notes) for line in stanza)
        case Preformatted():
            yield "\n".join(words(row, notes) for row in block.rows)
        case Break():
            yield "* * *"
        case Figure():
            if block.caption:
                yield words(block.caption, notes)
        case Table():
            if block.caption:
                yield words(block.caption, notes)
            rows = ((words(cell.inlines, notes).replace("\n", " ") for cell in row) for row in block.rows)
            yield "\n".join(map("\t".join, rows))


def _items(block: ListBlock, notes: list[Note] | None, indent: str = "") -> Iterator[str]:
    terms = range(len(block.items)) if not block.terms else block.terms
    for n, item in enumerate(block.items):
        number = written(block.number(n), block.counter)
        mark = f"{number}." if block.ordered else "•" if n in terms else " "
        for k, inner in enumerate(item):
            if isinstance(inner, ListBlock):
                yield from _items(inner, notes, indent + "  ")
                continue
            for text in lines(inner, notes):
                yield f"{indent}{mark} {text}" if k == 0 else f"{indent}  {text}"


def words(inlines: Sequence[Inline], notes: list[Note] | None) -> str:
    """The text of a run of inlines; a note's call is its mark, within a note (None) the note itself.

    A mark that begins with a letter stands in brackets, or it would go on the word before it.
    """
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text():
                parts.append(inline.text)
            case Span() | Link():
                parts.append(words(inline.inlines, notes))
            case LineBreak():
                parts.append("\n")
            case NoteCall(note) if notes is None:
                said = (text for block in note.blocks for text in lines(block, None))
                parts.append(f" [{' '.join(said)}]")
            case NoteCall() if notes is not None:
                notes.append(inline.note)
                mark = inline.note.mark
                parts.append(f"[{mark}]" if mark[:1].isalpha() else mark)
    return "".join(parts)
