"""What a block is beside others: of which rank a heading is, whether a paragraph goes on, or is a caption."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from book.languages import captions
from book.model import Block, Figure, Heading, Paragraph, Table
from book.render.xhtml import words

_GOES_ON = re.compile(r"\(?([^\W\d_]+)")
"""The first word of a paragraph."""


def ranks(blocks: Sequence[Block], level: int) -> Iterator[int]:
    """The level that each heading has in the book: those of one level in the seed that stand under the same
    heading are of one level."""
    above: list[int] = []  # the levels that the seed has of a heading and of those that it stands under
    for block in blocks:
        if isinstance(block, Heading):
            while above and above[-1] >= block.level:
                above.pop()
            above.append(block.level)
            yield min(level + len(above) - 1, 6)


def follows(before: Block | None, block: Block) -> bool:
    """Does a block follow a paragraph, and begin anew? What ends its sentence ('where x is ...') does not."""
    if not isinstance(before, Paragraph) or before.dek:
        return False
    begun = _GOES_ON.match(words(block.inlines)) if before.formula and isinstance(block, Paragraph) else None
    return begun is None or not begun[1].islower()


def is_caption(block: Paragraph, beside: tuple[object, object]) -> bool:
    """Does a paragraph say what the picture or the table beside it shows, which has no caption of its own?

    Below it, or above a table; a note may be called in it."""
    above, below = beside
    shows = (isinstance(above, Figure | Table) and not above.caption) or (
        isinstance(below, Table) and not below.caption
    )
    return shows and not block.dek and captions.is_caption(words(block.inlines))
