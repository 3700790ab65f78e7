"""A run of inlines parted where its lines end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from book.model import Inline, LineBreak, Link, Span


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
