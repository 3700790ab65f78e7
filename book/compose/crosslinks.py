"""Links between the pieces of one book lead to the piece, not to the page where it once stood.

And what follows a reader about is taken out of the others: `utm_source` tells a site who sent somebody, and
nothing that a book needs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from book import urls
from book.model import Block, Change, Inline, Link, NoteCall, Paragraph, Piece, Span
from book.runs import Home, changed

RULE = "links.tracking"
"""The rule by which an address was changed."""


def crosslinked(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces with each link to the page that another of them was taken from made one to its chapter.

    A piece is known by its address, and by the name of its file: pages that were saved together may link to
    each other so.
    """
    homes: dict[str, str] = {}
    for piece in pieces:
        for name in (urls.key(piece.url), _file(piece.seed)):
            if name:
                homes.setdefault(name, piece.key)

    def at_home(href: str) -> str:
        known = homes.get(urls.key(href) or _file(href.partition("#")[0]))
        return f"#{known}" if known else href

    return tuple(
        replace(
            piece,
            blocks=relinked(piece.blocks, at_home),
            appendix=relinked(piece.appendix, at_home),
            placed=_paragraphs(relinked(piece.placed, at_home)),
        )
        for piece in pieces
    )


def _file(path: str) -> str:
    """The name of a saved page, by which others link to it: 'column.html'. "" for what is no such page."""
    if "://" in path:
        return ""
    name = path.rpartition("/")[2]
    return name if re.search(r"\.(?:x?html?|mhtml?|pdf|webarchive)$", name, re.IGNORECASE) else ""


def untracked(piece: Piece) -> tuple[Piece, tuple[Change, ...]]:
    """The piece with what follows its readers taken out of its addresses, and each such change."""
    changes: list[Change] = []

    def cleaner(line: int) -> Callable[[str], str]:
        def clean(href: str) -> str:
            address = urls.clean(href) if urls.tracked(href) else ""
            if not address:
                return href
            changes.append(Change(RULE, line, href, address))
            return address

        return clean

    def blocks(given: Sequence[Block]) -> tuple[Block, ...]:
        return tuple(made for block in given for made in relinked((block,), cleaner(block.line)))

    made = replace(
        piece,
        blocks=blocks(piece.blocks),
        appendix=blocks(piece.appendix),
        placed=_paragraphs(blocks(piece.placed)),
    )
    return replace(made, url=cleaner(0)(piece.url)), tuple(changes)


def _paragraphs(blocks: Sequence[Block]) -> tuple[Paragraph, ...]:
    return tuple(block for block in blocks if isinstance(block, Paragraph))


def relinked(blocks: Sequence[Block], address: Callable[[str], str]) -> tuple[Block, ...]:
    """The blocks, and the notes that they call, with the address of each link changed."""

    def run(inlines: tuple[Inline, ...], _: Home = "paragraph") -> tuple[Inline, ...]:
        return tuple(map(one, inlines))

    def one(inline: Inline) -> Inline:
        match inline:
            case Link():
                return Link(address(inline.href), run(inline.inlines))
            case Span():
                return replace(inline, inlines=run(inline.inlines))
            case NoteCall(note):
                return NoteCall(replace(note, blocks=changed(note.blocks, run)))
            case _:
                return inline

    return changed(blocks, run)
