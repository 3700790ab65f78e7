"""Going through a piece: every run of words in it, in the order of reading, to the rules and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby, takewhile

from book.languages import available, load
from book.languages.typography import Typography, typography
from book.model import (
    Block,
    Break,
    Change,
    Field,
    Figure,
    Finding,
    Heading,
    Inline,
    ListBlock,
    Name,
    Note,
    Paragraph,
    Piece,
    Preformatted,
    Quotation,
    Table,
    Text,
    Verse,
)
from book.typeset import flow as flows
from book.typeset.flow import Flow
from book.typeset.reading import read_marks
from book.typeset.record import Record
from book.typeset.slips import slips
from book.typeset.steps import STEPS, VERSE, Step

_PASSES = 8
"""How often the steps are gone through at most. Nearly always the second pass finds nothing to do."""

Line = tuple[tuple[Inline, ...], int]
"""A block's inlines and its line in the seed."""


class Compositor:
    """Sets one piece, and keeps what was changed and found on the way."""

    def __init__(self, seed: str, table: Typography) -> None:
        self.seed = seed
        self.table = table
        self.changes: list[Change] = []
        self.findings: list[Finding] = []

    def piece(self, piece: Piece) -> Piece:
        """The piece with every text set that a reader will see; of names the apostrophes, nothing else."""
        return replace(
            piece,
            title=self.words(piece.title, _line(piece, "title", piece.title)),
            subtitle=self.words(piece.subtitle, _line(piece, "subtitle", piece.subtitle)),
            blocks=self.blocks(piece.blocks),
            authors=tuple(map(self.name, piece.authors)),
            translators=tuple(map(self.name, piece.translators)),
            bio=self.words(piece.bio, _line(piece, "bio", piece.bio)),
            placed=tuple(replace(p, inlines=self._one(p.inlines, p.line, p.language)) for p in piece.placed),
            related=self._all(piece, "related", piece.related),
            asides=self._all(piece, "aside", piece.asides),
            credits=self._all(piece, "credit", piece.credits),
            appendix=self.blocks(piece.appendix),
        )

    def name(self, name: Name) -> Name:
        """A name with its apostrophes curled: in O'Neil and D'Amico nothing else can be meant."""
        done = Name(name.display.replace("'", "’"), name.sort.replace("'", "’"))
        if done.display != name.display:  # of no line: a byline may say it otherwise, in capitals
            self.changes.append(Change("apostrophe.name", 0, name.display, done.display))
        return done

    def words(self, text: str, line: int) -> str:
        """A text without markup."""
        return self.run([((Text(text),), line)])[0].text if text else text

    def blocks(self, blocks: Sequence[Block], language: str = "") -> tuple[Block, ...]:
        """Blocks that stand together: paragraphs that follow each other may share a quotation."""
        done: list[Block] = []
        for together, group in groupby(
            blocks, key=lambda b: b.language if isinstance(b, Paragraph) else None
        ):
            if together is None:
                done += [self._block(block, language) for block in group]
            else:
                paragraphs = [block for block in group if isinstance(block, Paragraph)]
                done += self._paragraphs(paragraphs, together or language)
        return tuple(done)

    def run(self, lines: Sequence[Line], language: str = "", steps: Sequence[Step] = STEPS) -> list[Flow]:
        """A run of texts through all steps, until none has anything left to do."""
        table = self._typography(language)
        run = [flows.flow(inlines, line) for inlines, line in lines]
        records = [Record(line) for _, line in lines]
        for _ in range(_PASSES):
            before = [flow.text for flow in run]
            for step in steps:
                proposed = step.edits([flow.mask for flow in run], table)
                run = [
                    record.apply(flow, flow.allowed(tuple(edits)))
                    for flow, record, edits in zip(run, records, proposed, strict=True)
                ]
            if [flow.text for flow in run] == before:
                break
        self.changes += [change for record in records for change in record.changes]
        self._look(run, table, steps)
        return run

    def _look(self, run: Sequence[Flow], table: Typography, steps: Sequence[Step]) -> None:
        """Note what is odd in a run that has been set."""
        masks = [flow.mask for flow in run]
        reads = read_marks(masks, table, verse=steps is VERSE)
        lines = [flow.line for flow in run]
        self.findings += slips([flow.text for flow in run], masks, lines, reads, self.seed, table)

    def _paragraphs(self, paragraphs: Sequence[Paragraph], language: str) -> list[Block]:
        set_ = self._set([(p.inlines, p.line) for p in paragraphs], language)
        return [replace(p, inlines=inlines) for p, inlines in zip(paragraphs, set_, strict=True)]

    def _block(self, block: Block, language: str) -> Block:
        match block:
            case Heading():
                return replace(block, inlines=self._one(block.inlines, block.line, language))
            case Quotation():
                language = block.language or language
                return replace(
                    block,
                    blocks=self.blocks(block.blocks, language),
                    attribution=self._one(block.attribution, block.line, language),
                )
            case ListBlock():
                return replace(block, items=tuple(self.blocks(item, language) for item in block.items))
            case Verse():
                stanzas = (self._stanza(stanza, block.line, language) for stanza in block.stanzas)
                return replace(block, stanzas=tuple(stanzas))
            case Figure():
                return replace(
                    block,
                    alt=self.words(block.alt, block.line),
                    caption=self._one(block.caption, block.line, language),
                    credit=self.words(block.credit, block.line),
                )
            case Table():
                return self._tabular(block, language)
            case Paragraph():
                return self._paragraphs([block], block.language or language)[0]
            case Break() | Preformatted():
                return block  # every sign of it is its author's

    def _tabular(self, table: Table, language: str) -> Table:
        caption = self._one(table.caption, table.line, language)
        rows = (
            tuple(replace(cell, inlines=self._one(cell.inlines, table.line, language)) for cell in row)
            for row in table.rows
        )
        return replace(table, caption=caption, rows=tuple(rows))

    def _stanza(
        self, stanza: Sequence[tuple[Inline, ...]], line: int, language: str
    ) -> tuple[tuple[Inline, ...], ...]:
        indents = [tuple(takewhile(_indents, inlines)) for inlines in stanza]
        words = [inlines[len(indent) :] for inlines, indent in zip(stanza, indents, strict=True)]
        done = self._set([(inlines, line) for inlines in words], language, VERSE)
        return tuple((*indent, *inlines) for indent, inlines in zip(indents, done, strict=True))

    def _one(self, inlines: tuple[Inline, ...], line: int, language: str) -> tuple[Inline, ...]:
        return self._set([(inlines, line)], language)[0] if inlines else inlines

    def _set(
        self, lines: Sequence[Line], language: str, steps: Sequence[Step] = STEPS
    ) -> list[tuple[Inline, ...]]:
        run = self.run(lines, language, steps)
        return [flows.inlines(source, flow, self._note) for (source, _), flow in zip(lines, run, strict=True)]

    def _note(self, note: Note) -> Note:
        return replace(note, blocks=self.blocks(note.blocks))

    def _typography(self, language: str) -> Typography:
        """The table of a block's own language, with the quotation marks of the piece."""
        code = language.split("-")[0]
        if not code or code not in available():
            return self.table
        return replace(typography(load(code)), quotes=self.table.quotes)

    def _all(self, piece: Piece, field: Field, texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.words(text, _line(piece, field, text)) for text in texts)


class _Listener(Compositor):
    """Goes through a piece as its compositor does, and sets nothing: what it hears are its texts."""

    def __init__(self, table: Typography) -> None:
        super().__init__("", table)
        self.heard: list[str] = []

    def run(self, lines: Sequence[Line], language: str = "", steps: Sequence[Step] = STEPS) -> list[Flow]:
        run = [flows.flow(inlines, line) for inlines, line in lines]
        self.heard += [] if language else [flow.mask for flow in run]
        return run


def texts(piece: Piece, table: Typography) -> list[str]:
    """Each text of a piece that is in its own language, as the rules see it."""
    listener = _Listener(table)
    listener.piece(piece)
    return listener.heard


def _indents(inline: Inline) -> bool:
    """Is this what a row of verse is indented with, which is its author's?"""
    return isinstance(inline, Text) and not inline.text.strip("\u2003")


def _line(piece: Piece, field: Field, value: str) -> int:
    """The line of the seed where a value of the metadata stands; 0 where it stands in none."""
    return next((f.line or 0 for f in piece.facts if f.field == field and f.value == value), 0)
