"""What a chapter must say, passage by passage, and how two texts are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, assert_never

from book import urls
from book.errors import Place
from book.languages import Language
from book.model import (
    Anthology,
    Block,
    Break,
    Chapter,
    Field,
    Figure,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    Note,
    NoteCall,
    Paragraph,
    Preformatted,
    Quotation,
    Span,
    Table,
    Text,
    Verse,
)
from book.ordinals import written

Part = Literal["title", "subtitle", "byline", "translators", "text", "source", "appendix", "note"]
Medium = Literal["epub", "print"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of words that stand together, and where the author or the editor wrote them.

    What a look is free to print or not (the rights line at the foot of a chapter) is optional.
    """

    text: str
    place: Place
    part: Part = "text"
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Script:
    """What a chapter says: `flow` from head to foot, and its notes in the order of their calls."""

    flow: tuple[Passage, ...]
    notes: tuple[Passage, ...]


def script(chapter: Chapter, anthology: Anthology, language: Language, medium: Medium) -> Script:
    """The passages of a chapter. On paper a note's call and the note have their number, on a screen the
    numbers are links and no words of the piece."""
    piece = chapter.piece
    notes: list[Note] = []
    marks: list[str] = []  # of each: its number among the author's, or that by which ours are told

    def call(note: Note) -> str:
        notes.append(note)
        own = sum(not n.address for n in notes)
        marks.append(note.mark if note.address else str(own))
        return marks[-1] if medium == "print" else ""

    def within(note: Note) -> str:
        """A note that a note calls: its words stand at the call, in brackets."""
        said = (p.text for block in note.blocks for p in _block(block, piece.seed, medium, within))
        return f" [{' '.join(said)}]"

    def told(text: str, part: Part, field: Field) -> Passage:
        return Passage(text, origin(anthology, chapter, field), part)

    by = language.list([name.display for name in piece.translators])
    head = (
        told(piece.title, "title", "title"),
        told(piece.subtitle, "subtitle", "subtitle"),
        told(chapter.byline, "byline", "author"),
        told(language.word("translated-by", names=by) if by else "", "translators", "translator"),
    )
    text = [p for block in piece.blocks for p in _block(block, piece.seed, medium, call)]
    appendix = [p for block in piece.appendix for p in _block(block, piece.seed, medium, call)]
    heading = language.word("appendix") if appendix else ""
    unknown = Passage(language.word("unknown-appearance"), Place(piece.seed), "source", optional=True)
    rights = (chapter.rights, language.count("rights-of-author", len(piece.authors) or 1))
    foot = (
        told(chapter.source, "source", "outlet") if chapter.source else unknown,
        *(Passage(line, Place(piece.seed), "source", optional=True) for line in rights),
        Passage(heading, Place(piece.seed), "appendix"),
        *(replace(p, part="appendix") for p in appendix),
        *_addresses(chapter, language),
    )
    noted: list[Passage] = []
    for at, note in enumerate(notes):
        passages = [p for block in note.blocks for p in _block(block, piece.seed, medium, within)]
        if passages and medium == "print":
            passages[0] = replace(passages[0], text=f"{marks[at]} {passages[0].text}")
        noted += [replace(p, part="note") for p in passages]
    return Script(_said((*head, *text, *foot)), _said(noted))


def _addresses(chapter: Chapter, language: Language) -> Iterator[Passage]:
    """What stands behind a piece on paper, beside the codes of the addresses that it links."""
    place = Place(chapter.piece.seed)
    if chapter.addresses:
        yield Passage(language.word("addresses"), place, "source")
    for address in chapter.addresses:
        yield Passage(f"{address.mark} {address.words} {urls.printed(address.url)}", place, "source")


def _said(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    return tuple(passage for passage in passages if passage.text.strip())


def origin(anthology: Anthology, chapter: Chapter, field: Field) -> Place:
    """Where a chapter's title, author ... was written: in its seed, else in its entry of the manifest."""
    piece = chapter.piece
    fact = next((f for f in piece.facts if f.field == field and f.sure and f.line), None)
    if fact:
        return Place(piece.seed, fact.line)
    key = {"author": "authors", "translator": "translators"}.get(field, field)
    return anthology.manifest.where(f"piece[{chapter.number}].{key}")


def _block(
    block: Block, seed: str, medium: Medium, call: Callable[[Note], str], line: int = 0
) -> Iterator[Passage]:
    """The passages of a block; `line` is that of the block around it."""
    place = Place(seed, block.line or line or None)
    below = place.line or 0
    match block:
        case Paragraph() | Heading():
            yield Passage(words(block.inlines, call), place)
        case Quotation():
            for inner in block.blocks:
                yield from _block(inner, seed, medium, call, below)
            yield Passage(words(block.attribution, call), place)
        case ListBlock():
            for n, item in enumerate(block.items):
                passages = [p for inner in item for p in _block(inner, seed, medium, call, below)]
                if passages and block.ordered and medium == "print":  # its number is drawn, not written
                    number = written(block.number(n), block.counter)
                    passages[0] = replace(passages[0], text=f"{number}. {passages[0].text}")
                yield from passages
        case Verse():
            for stanza in block.stanzas:
                yield Passage(" ".join(words(verse, call) for verse in stanza), place)
        case Preformatted():
            yield Passage("\n".join(words(row, call) for row in block.rows), place)
        case Break():
            return
        case Figure():
            yield Passage(" ".join((words(block.caption, call), block.credit)), place)
        case Table():
            yield Passage(words(block.caption, call), place)
            yield from _rows(block, place, medium, call)
        case _:
            assert_never(block)


def _rows(table: Table, place: Place, medium: Medium, call: Callable[[Note], str]) -> Iterator[Passage]:
    """The cells of a table, row by row. On paper its head stands again where a page begins, with its notes'
    numbers."""
    head: list[str] = []
    for number, row in enumerate(table.rows):
        cells = [words(cell.inlines, call) for cell in row]
        head += cells if number < table.head else []
        again = letters(" ".join(head)).kept
        if medium == "print" and number > table.head and not letters(" ".join(cells)).kept.startswith(again):
            yield Passage(" ".join(head), place, optional=True)
        yield from (Passage(cell, place) for cell in cells)


def words(inlines: Iterable[Inline], call: Callable[[Note], str] = lambda _: "") -> str:
    """The words of a run of inlines; `call` gives those of a note's call."""
    said = ""
    for inline in inlines:
        match inline:
            case Text(text):
                said += text
            case Span() | Link():
                said += words(inline.inlines, call)
            case LineBreak():
                said += " "
            case NoteCall(note):
                said += call(note)
            case _:
                assert_never(inline)
    return said


# --------------------------------------------------------------------------- comparing


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A text reduced to what is compared, with the place of each of its characters in the text."""

    text: str
    kept: str
    places: tuple[int, ...]

    def excerpt(self, start: int, end: int, length: int = 60) -> str:
        """The words around a stretch of what is compared, readable again."""
        if start >= len(self.kept):
            return ""
        first = self.places[start]
        last = self.places[min(end, len(self.kept)) - 1] + 1
        first = self.text.rfind(" ", 0, first + 1) + 1
        after = self.text.find(" ", last)
        shown = " ".join(self.text[first : after if after >= 0 else len(self.text)].split())
        return shown if len(shown) <= length else shown[:length].rsplit(" ", 1)[0] + " …"


def letters(text: str) -> Ribbon:
    """Letters and digits alone, without case: what line ends, small capitals and ligatures leave as it is.

    Small capitals have no dotless i beside the other; an Arabic ligature is read back from its left.
    """
    ribbon = _ribbon(text, "NFKC", lambda char: char.isalnum(), fold=True)
    kept = ribbon.kept if ribbon.kept.isascii() else ribbon.kept.replace("ı", "i")
    return replace(ribbon, kept=_LAM_ALEF.sub(lambda found: "".join(sorted(found[0])), kept))


_LAM_ALEF = re.compile("[لاأإآ]{2,}")


_BEFORE = re.compile("[\u0900-\u0dff\u1000-\u109f\u1780-\u17ff]")
"""Scripts that draw vowels before the consonants that they are said behind: of India, Burmese, Khmer."""


def reordered(text: str) -> bool:
    """Whether a PDF may hold letters of `text` in the order of the page: they run from right to left, or
    stand before what they are said behind."""
    return not text.isascii() and (
        any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)
        or _BEFORE.search(text) is not None
    )


def heading(text: str) -> str:
    """The letters that a heading is known by; of one that runs from right to left, in no order of theirs."""
    kept = letters(text).kept
    return "".join(sorted(kept)) if reordered(kept) else kept


def signs(text: str) -> Ribbon:
    """Everything that is printed: all but white space and what is invisible."""
    return _ribbon(text, "NFC", lambda char: not char.isspace() and unicodedata.category(char) != "Cf")


def _ribbon(
    text: str, form: Literal["NFC", "NFKC"], wanted: Callable[[str], bool], fold: bool = False
) -> Ribbon:
    plain = unicodedata.normalize(form, text)
    kept: list[str] = []
    places: list[int] = []
    for place, char in enumerate(plain):
        if wanted(char):
            for one in char.casefold() if fold else char:
                kept.append(one)
                places.append(place)
    return Ribbon(plain, "".join(kept), tuple(places))


@dataclass(frozen=True, slots=True)
class Gap:
    """Where two texts part: a passage that is not there as it should be, or words that are too many."""

    passage: Passage | None  # of words that are too many: the one before them, if there is one
    wanted: str  # the words from where they differ; empty for words that are too many
    found: str  # the words in their place; empty where there are none


_LEAD = 16
"""Letters that two texts share, shown before they part."""


def gaps(passages: Sequence[Passage], found: str, reduce: Callable[[str], Ribbon]) -> list[Gap]:
    """Every passage that `found` lacks or has otherwise, and every word that it has too many, in order."""
    ribbon = reduce(found)
    wanted = [(passage, reduce(passage.text)) for passage in passages]
    wanted = [(passage, said) for passage, said in wanted if said.kept]
    result: list[Gap] = []
    lacking: list[tuple[Passage, Ribbon]] = []
    at = 0
    last: Passage | None = None
    for n, (passage, said) in enumerate(wanted):
        if passage.optional:
            if ribbon.kept.startswith(said.kept, at):
                at += len(said.kept)
            continue
        where = ribbon.kept.find(said.kept, at)
        if where > at and _sooner([r.kept for _, r in wanted[n + 1 : n + 4]], ribbon.kept, at, where):
            where = -1  # what was found is another place with the same words
        if where < 0:
            lacking.append((passage, said))
            continue
        result += _between(last, lacking, ribbon, at, where)
        lacking = []
        last = passage
        at = where + len(said.kept)
    return result + _between(last, lacking, ribbon, at, len(ribbon.kept))


def _sooner(following: Sequence[str], text: str, at: int, where: int) -> bool:
    """Whether one of the passages that follow, long enough to be told apart, comes before `where`."""
    return any(at <= text.find(kept, at) < where for kept in following if len(kept) >= 12)


def _between(
    last: Passage | None, lacking: Sequence[tuple[Passage, Ribbon]], ribbon: Ribbon, start: int, end: int
) -> list[Gap]:
    """The gaps between two passages that were found: those that lack, or what is too much."""
    if not lacking:
        return [Gap(last, "", ribbon.excerpt(start, end))] if end > start else []
    result = []
    for passage, said in lacking:
        same = 0
        while same < len(said.kept) and start + same < end and said.kept[same] == ribbon.kept[start + same]:
            same += 1
        shared = max(0, min(same, len(said.kept) - 1) - _LEAD)  # from where the two are shown
        instead = ribbon.excerpt(start + shared, min(end, start + same + 40)) if end > start + same else ""
        result.append(Gap(passage, said.excerpt(shared, len(said.kept)), instead))
        start = min(end, start + len(said.kept)) if same else start
    return result
