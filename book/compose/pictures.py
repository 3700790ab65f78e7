"""The pictures that the plan gives a piece, set in its text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from book.compose.words import plain
from book.model import (
    Block,
    Entry,
    Figure,
    Finding,
    Heading,
    Illustration,
    ListBlock,
    Paragraph,
    Picture,
    Piece,
    Preformatted,
    Quotation,
    Severity,
    Table,
    Text,
    Verse,
)


def illustrate(
    piece: Piece, entry: Entry, pictures: Mapping[str, Picture], own: frozenset[str] = frozenset()
) -> tuple[Piece, tuple[Finding, ...]]:
    """The piece with the entry's pictures in it, each after the block that holds the line or the words.

    What the entry says, without a place, of one of the page's `own` pictures is said of that one, where it
    stands; where it was left out, a finding says so. Another picture without a place opens the piece, after
    its dek; one whose place is not found closes it, and a finding says so. `pictures` are by the names that
    the plan uses.
    """
    piece = _described(piece, entry)
    shown = {block.picture.name for block in (*piece.blocks, *piece.appendix) if isinstance(block, Figure)}
    placed: list[list[Block]] = [[] for _ in range(len(piece.blocks) + 1)]  # before each block, at the end
    findings: list[Finding] = []
    for illustration in entry.images:
        if illustration.after is None and illustration.file in shown | own:
            findings += [] if illustration.file in shown else [_left_out(illustration, piece, entry)]
            continue
        before = _place(illustration.after, piece.blocks)
        if before is None:
            findings.append(_misplaced(illustration, piece, entry))
        figure = _figure(illustration, pictures[illustration.file])
        placed[len(piece.blocks) if before is None else before].append(figure)
    last = placed.pop()
    blocks = [b for figures, block in zip(placed, piece.blocks, strict=True) for b in (*figures, block)]
    return replace(piece, blocks=(*blocks, *last)), tuple(findings)


def _described(piece: Piece, entry: Entry) -> Piece:
    """The piece with what the entry says of the pictures that its page shows."""
    said = {image.file: image for image in entry.images if image.after is None}

    def told(block: Block) -> Block:
        image = said.get(block.picture.name) if isinstance(block, Figure) else None
        if image is None or not isinstance(block, Figure):
            return block
        return replace(
            block,
            alt="" if image.decorative else image.alt or block.alt,
            decorative=image.decorative or (block.decorative and not image.alt),
            caption=(Text(image.caption),) if image.caption else block.caption,
            credit=image.credit or block.credit,
        )

    return replace(piece, blocks=tuple(map(told, piece.blocks)), appendix=tuple(map(told, piece.appendix)))


def _left_out(illustration: Illustration, piece: Piece, entry: Entry) -> Finding:
    return Finding(
        "compose.picture-left-out",
        Severity.WARNING,
        replace(entry.place, key=f"{entry.place.key}.image"),
        f"{piece.seed} shows {illustration.file}, which was left out with what stands around it",
        "keep it with its line or its name in stet, or say with after where it goes",
    )


def _misplaced(illustration: Illustration, piece: Piece, entry: Entry) -> Finding:
    return Finding(
        "compose.picture-place",
        Severity.WARNING,
        replace(entry.place, key=f"{entry.place.key}.image"),
        f"{piece.seed} has no {illustration.after!r} for {illustration.file} to stand after; "
        "it stands at the end",
        "give a line that is kept, or words as the cleaned text has them",
    )


def _figure(illustration: Illustration, picture: Picture) -> Figure:
    return Figure(
        picture,
        alt=illustration.alt,
        decorative=illustration.decorative,
        caption=(Text(illustration.caption),) if illustration.caption else (),
        credit=illustration.credit,
    )


def _place(after: int | str | None, blocks: Sequence[Block]) -> int | None:
    """How many of the blocks stand before the picture; None where no block is meant."""
    if after is None:
        deks = (n for n, block in enumerate(blocks) if not (isinstance(block, Paragraph) and block.dek))
        return next(deks, len(blocks))
    if isinstance(after, int):
        return max((n for n, block in enumerate(blocks, 1) if 0 < block.line <= after), default=None)
    words = _folded(after)
    found = (n for n, block in enumerate(blocks, 1) if words in _folded(_words(block)))
    return next(found, None)


def _words(block: Block) -> str:
    match block:
        case Paragraph() | Heading():
            return plain(block.inlines)
        case Quotation():
            return " ".join([*map(_words, block.blocks), plain(block.attribution)])
        case ListBlock():
            return " ".join(_words(inner) for item in block.items for inner in item)
        case Verse():
            return " ".join(plain(line) for stanza in block.stanzas for line in stanza)
        case Preformatted():
            return " ".join(map(plain, block.rows))
        case Table():
            return " ".join(
                [plain(block.caption), *(plain(cell.inlines) for row in block.rows for cell in row)]
            )
        case _:
            return ""


def _folded(text: str) -> str:
    """Letters and digits only: the editor's quotes need not be those of the file."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()
