"""Every quotation mark, apostrophe and prime set as what it is, in the language's own glyphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from book.languages.typography import Typography
from book.typeset.flow import Edit
from book.typeset.marks import Part
from book.typeset.reading import Read, read_marks
from book.typeset.spaces import WHITE


def quotes(texts: Sequence[str], typography: Typography, *, verse: bool = False) -> list[list[Edit]]:
    """Every mark set as what it is, in the language's own glyphs; and the space that belongs beside it."""
    edits: list[list[Edit]] = [[] for _ in texts]
    reads = read_marks(texts, typography, verse=verse)
    for read, following in zip_longest(reads, reads[1:]):
        edits[read.block] += _set(read, typography)
        edits[read.block] += _beside(read, following, typography)
    return edits


def _set(read: Read, typography: Typography) -> Iterator[Edit]:
    mark = read.mark
    start, end = mark.start, mark.end
    match read.part:
        case Part.APOSTROPHE:
            yield Edit(start, end, "’", "apostrophe" if mark.glyph == "'" else "apostrophe.facing")
        case Part.PRIME:
            yield Edit(start, end, "′" if mark.single else "″", "prime")
        case Part.OPEN | Part.AGAIN:
            while not read.alone and end < len(mark.text) and mark.text[end] in WHITE:
                end += 1
            yield Edit(start, end, _opening(read, typography), _why(read, typography))
        case Part.CLOSE:
            while not read.alone and start and mark.text[start - 1] in WHITE:
                start -= 1
            yield Edit(start, end, typography.pair(read.level).close, _why(read, typography))


def _opening(read: Read, typography: Typography) -> str:
    """The mark that begins a quotation, or says that it goes on."""
    pair = typography.pair(read.level)
    return pair.close if read.part is Part.AGAIN and typography.quotes.again == "close" else pair.open


def _why(read: Read, typography: Typography) -> str:
    """The rule's name: the wrong level, straight marks, marks that face the wrong way, foreign marks."""
    mark = read.mark
    if read.level != mark.level:
        return "quote.level"
    if mark.glyph in ("'", '"', "`", "´", "''", "``", "´´"):
        return "quote.straight"
    pair = typography.pair(read.level)
    own = (pair.open.strip(), pair.close.strip())
    now = _opening(read, typography).strip() if read.part in (Part.OPEN, Part.AGAIN) else own[1]
    if mark.glyph == now:
        return "quote.space"
    return "quote.facing" if mark.glyph in own else "quote.foreign"


def _beside(read: Read, following: Read | None, typography: Typography) -> Iterator[Edit]:
    """The space that is missing outside a mark: een'gast', klantvriendelijk?”vroeg."""
    mark = read.mark
    before, after = mark.text[max(mark.start - 40, 0) : mark.start], mark.text[mark.end : mark.end + 1]
    if read.part is Part.OPEN and not read.alone:
        word = re.search(r"\w*$", before)
        if (word and word[0].casefold() in typography.small_words) or before[-1:] in tuple(".,;:!?"):
            yield Edit(mark.start, mark.start, " ", "space.beside-quote")
    if read.part is Part.CLOSE:
        opens = following is not None and following.block == read.block and following.part is Part.OPEN
        touching = opens and following is not None and following.mark.start == mark.end
        if touching or (before[-1:] in tuple(".,;:!?…") and after.isalpha()):
            yield Edit(mark.end, mark.end, " ", "space.beside-quote")
