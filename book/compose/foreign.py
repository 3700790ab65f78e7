"""What a piece says in another language: phrases that the plan names, and sentences that are surely foreign.

WCAG 2.2, 3.1.2: a screen reader pronounces each passage in its own language; a line's end is found by that
language's hyphens. Words that a language has taken in, names and terms of a trade are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from book import languages, rules
from book.languages import scripts
from book.languages.foreign import Range, find, mark, plain
from book.model import (
    Block,
    Break,
    Entry,
    Figure,
    Finding,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    Note,
    NoteCall,
    Paragraph,
    Phrase,
    Piece,
    Preformatted,
    Quotation,
    Severity,
    Span,
    Table,
    Text,
    Verse,
)
from book.rules.tongue import likeliest

_EDGE = re.compile(
    r"[.!?…:;]+[”’»\"')\]]*(?:\s+|$)"  # where a sentence or a clause of it ends
    r"|(?<!\w)[“”‘’„«»\"'(]|[“”‘’„«»\"')](?!\w)"  # where a quotation begins or ends
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_SURE = 3  # different function words of the other language, none of which the piece's language has
_NEXT = 2  # as many will do beside a passage that is surely in that language
_LETTERS = 2  # of a word in another script: one alone is a sign of a formula
_SIGNS = 2  # different function words of Chinese, each of one sign, in what has no kana
_SHARE = 0.3  # of all words: in running text a third to a half are function words


def speak(piece: Piece, entry: Entry) -> tuple[Piece, tuple[Finding, ...]]:
    """The piece with its foreign passages marked, and what the plan names that is not in it."""
    interpreter = _Interpreter(entry.foreign)
    titled = tuple(interpreter.phrases_of(text, piece.language) for text in (piece.title, piece.subtitle))
    interpreter.look(piece.bio)
    spoken = replace(
        piece,
        blocks=interpreter.blocks(piece.blocks, piece.language),
        appendix=interpreter.blocks(piece.appendix, piece.language),
        placed=tuple(interpreter.paragraph(p, piece.language) for p in piece.placed),
        phrases=tuple(dict.fromkeys((*entry.foreign, *(phrase for found in titled for phrase in found)))),
    )
    return spoken, tuple(
        Finding(
            "compose.foreign-phrase",
            Severity.WARNING,
            replace(entry.place, key=f"{entry.place.key}.foreign.{phrase.language}"),
            f"{piece.seed} does not say {phrase.words!r}",
            "give words as they stand in the cleaned text",
        )
        for phrase in entry.foreign
        if phrase not in interpreter.found
    )


def detect(text: str, code: str) -> tuple[Range, ...]:
    """The sentences and quotations in a text of the language `code` that are surely in another.

    Told by function words: several of another language and none of its own; or by their letters, where no
    words tell of which language these are as 'und-Cyrl', say. What is shorter than that stays as it is, for
    the editor to name.
    """
    by_letters = [
        Range(start, end, _told(text[start:end], language))
        for start, end, language in scripts.runs(text)
        if language and not _is_own(text[start:end], language, code)
    ]
    return (*by_letters, *_apart(_detect(text, code), by_letters))


def _is_own(run: str, language: str, code: str) -> bool:
    """Is what is in other letters no other language than that of the text? A letter alone is a sign."""
    shared = scripts.shared(run)
    if shared and scripts.is_of(code, shared):
        return True
    return _same(language, code) or (shared != scripts.HAN and sum(map(str.isalpha, run)) < _LETTERS)


def _told(run: str, language: str) -> str:
    """The language of what is in letters of many, as its words tell it."""
    known = rules.neighbours() | rules.tongues()
    if language == scripts.HAN:
        return "zh" if len(known["zh"].intersection(run)) >= _SIGNS else language
    if language != scripts.CYRILLIC:
        return language
    return (
        likeliest([run], {c: words for c, words in known.items() if scripts.is_of(c, language)}) or language
    )


def _detect(text: str, code: str) -> tuple[Range, ...]:
    """The same by function words."""
    units = list(_units(text))
    told = [_language(text[start:end], code, _SURE) for start, end in units]
    for n in (*range(len(units)), *reversed(range(len(units)))):  # what stands beside, in both directions
        beside = {*told[max(n - 1, 0) : n], *told[n + 1 : n + 2]} - {""}
        if not told[n] and beside and (near := _language(text[slice(*units[n])], code, _NEXT)) in beside:
            told[n] = near
    ranges: list[Range] = []
    for n, ((start, end), language) in enumerate(zip(units, told, strict=True)):
        if language and n and told[n - 1] == language:
            ranges[-1] = replace(ranges[-1], end=end)
        elif language:
            ranges.append(Range(start, end, language))
    return tuple(ranges)


class _Interpreter:
    """Goes through a piece; keeps which of the plan's phrases it has met."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._phrases = phrases
        self.found: set[Phrase] = set()

    def look(self, text: str) -> tuple[Range, ...]:
        """Where the plan's phrases stand in `text`."""
        for phrase in self._phrases:
            if phrase not in self.found and find(text, [phrase]):
                self.found.add(phrase)
        return find(text, self._phrases)

    def phrases_of(self, text: str, language: str) -> tuple[Phrase, ...]:
        """What in a line without markup is foreign, beside what the plan says."""
        named = self.look(text)
        return tuple(Phrase(text[r.start : r.end], r.language) for r in _apart(detect(text, language), named))

    def blocks(self, blocks: Sequence[Block], language: str) -> tuple[Block, ...]:
        return tuple(self._block(block, language) for block in blocks)

    def _block(self, block: Block, language: str) -> Block:
        match block:
            case Paragraph():
                return self.paragraph(block, block.language or language)
            case Heading():
                return replace(block, inlines=self._inlines(block.inlines, language))
            case Quotation():
                own = block.language or language
                by = self._inlines(block.attribution, language)
                return replace(block, blocks=self.blocks(block.blocks, own), attribution=by)
            case ListBlock():
                return replace(block, items=tuple(self.blocks(item, language) for item in block.items))
            case Verse():
                stanzas = (tuple(self._inlines(line, language) for line in s) for s in block.stanzas)
                return replace(block, stanzas=tuple(stanzas))
            case Figure():
                return replace(block, caption=self._inlines(block.caption, language))
            case Table():
                rows = (
                    tuple(replace(cell, inlines=self._inlines(cell.inlines, language)) for cell in row)
                    for row in block.rows
                )
                return replace(block, rows=tuple(rows), caption=self._inlines(block.caption, language))
            case Break() | Preformatted():
                return block

    def paragraph(self, block: Paragraph, language: str) -> Paragraph:
        """A paragraph that is foreign from its first word to its last is so as a whole."""
        match block.inlines:
            case (Span("span", within, own),) if own and not _same(own, language):
                return replace(block, inlines=self._noted(within, own), language=own)
        text = plain(block.inlines)
        ranges = self._ranges(text, language)
        if len(ranges) == 1 and not any(isinstance(inline, NoteCall) for inline in block.inlines):
            (only,) = ranges
            if not _WORD.search(text[: only.start] + " " + text[only.end :]):
                return replace(block, language=only.language)
        return replace(block, inlines=self._noted(mark(block.inlines, ranges), language))

    def _inlines(self, inlines: Sequence[Inline], language: str) -> tuple[Inline, ...]:
        ranges = self._ranges(plain(inlines), language)
        return self._noted(mark(inlines, ranges), language)

    def _ranges(self, text: str, language: str) -> tuple[Range, ...]:
        named = self.look(text)
        other = language.split("-")[0]
        every = sorted((*named, *_apart(detect(text, language), named)), key=lambda r: r.start)
        return tuple(r for r in every if r.language.split("-")[0] != other)

    def _noted(self, inlines: Sequence[Inline], language: str) -> tuple[Inline, ...]:
        """The inlines with the notes that they call gone through as well."""
        return tuple(one for inline in inlines for one in self._note(inline, language))

    def _note(self, inline: Inline, language: str) -> tuple[Inline, ...]:
        match inline:
            case NoteCall(note):
                return (NoteCall(Note(note.mark, self.blocks(note.blocks, language), note.line)),)
            case Span(language=own) if own and _same(own, language):
                # As Word writes of every run of text: it is of the language of what is around it.
                bare = replace(inline, inlines=self._noted(inline.inlines, language), language="")
                return bare.inlines if bare.kind == "span" else (bare,)
            case Span():
                return (replace(inline, inlines=self._noted(inline.inlines, inline.language or language)),)
            case Link():
                return (replace(inline, inlines=self._noted(inline.inlines, language)),)
            case Text() | LineBreak():
                return (inline,)


def _same(one: str, other: str) -> bool:
    """Are two codes (BCP 47, whose letters are of no case) of one language?"""
    return one.split("-")[0].lower() == other.split("-")[0].lower()


def _apart(ranges: Sequence[Range], taken: Sequence[Range]) -> Iterator[Range]:
    """Those of `ranges` that have nothing in common with one of `taken`."""
    for r in ranges:
        if not any(t.start < r.end and r.start < t.end for t in taken):
            yield r


def _units(text: str) -> Iterator[tuple[int, int]]:
    """Where each clause and each quotation begins and ends, without the spaces and marks around it."""
    start = 0
    for edge in (*_EDGE.finditer(text), None):
        end = edge.start() if edge else len(text)
        if words := list(_WORD.finditer(text, start, end)):
            yield words[0].start(), words[-1].end()
        start = edge.end() if edge else end


def _language(unit: str, code: str, least: int) -> str:
    """The language with a table that the unit is surely in, '' where that is its own or not certain."""
    tongues = rules.tongues() | languages.function_words()
    own = tongues.get(code.split("-")[0])
    words = [word.lower().replace("’", "'") for word in _WORD.findall(unit)]
    if own is None or len(words) <= least:
        return ""
    scores = {name: sum(word in known for word in words) for name, known in tongues.items()}
    best = max(scores, key=lambda name: scores[name])
    known = tongues[best]
    different = {word for word in words if word in known and word not in own}
    unique = [name for name, score in scores.items() if score == scores[best]] == [best]
    others = any(word in own and word not in known for word in words)
    enough = len(different) >= least and scores[best] >= _SHARE * len(words)
    return best if enough and unique and not others and best in languages.available() else ""
