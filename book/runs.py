"""Blocks with every run of words in them changed, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal, assert_never

from book.model import (
    Block,
    Break,
    Figure,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Preformatted,
    Quotation,
    Table,
    Verse,
)

Home = Literal["paragraph", "heading", "verse", "preformatted", "caption", "cell"]
"""What a run of words stands in."""

Change = Callable[[tuple[Inline, ...], Home], tuple[Inline, ...]]


def changed(blocks: Sequence[Block], change: Change) -> tuple[Block, ...]:
    """The blocks with `change` made of each run of inlines, in the order in which they are read.

    The notes that a run calls are its own affair: `change` is given the run with its calls.
    """
    return tuple(_block(block, change) for block in blocks)


def _block(block: Block, change: Change) -> Block:
    match block:
        case Paragraph():
            return replace(block, inlines=change(block.inlines, "paragraph"))
        case Heading():
            return replace(block, inlines=change(block.inlines, "heading"))
        case Quotation():
            blocks = changed(block.blocks, change)
            by = change(block.attribution, "paragraph") if block.attribution else ()
            return replace(block, blocks=blocks, attribution=by)
        case ListBlock():
            return replace(block, items=tuple(changed(item, change) for item in block.items))
        case Verse():
            stanzas = (tuple(change(line, "verse") for line in stanza) for stanza in block.stanzas)
            return replace(block, stanzas=tuple(stanzas))
        case Preformatted():
            return replace(block, rows=tuple(change(row, "preformatted") for row in block.rows))
        case Figure():
            return replace(block, caption=change(block.caption, "caption") if block.caption else ())
        case Table():
            caption = change(block.caption, "caption") if block.caption else ()
            rows = (
                tuple(replace(cell, inlines=change(cell.inlines, "cell")) for cell in row)
                for row in block.rows
            )
            return replace(block, caption=caption, rows=tuple(rows))
        case Break():
            return block
        case _:
            assert_never(block)
