"""What typesetting does not decide: listed for the editor, never changed.

The author's slips stay as they are; a quotation that never closes may be meant to go on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from book.errors import Place
from book.languages.typography import Typography
from book.model import Finding, Severity
from book.typeset.reading import Read

_DOUBLED = re.compile(r"(?<![\w’-])([^\W\d_]+)[ \u00a0]+(\1)(?![\w’-])", re.IGNORECASE)
_PAIRS = {")": "(", "]": "[", "}": "{"}
_LISTING = re.compile(r"(?:^|(?<=[\s;,]))\w{1,3}\)")
_CONTEXT = 24


class Slip(NamedTuple):
    """A finding before it has its place: the check's code, from where to where, what is odd about it."""

    code: str
    start: int
    end: int
    what: str
    hint: str = "ask the author, or leave it"


Check = Callable[[str, Typography], Iterable[Slip]]
"""A block's text as the rules see it, and the language's typography, in; slips out."""


def doubled_words(text: str, typography: Typography) -> Iterator[Slip]:
    """'samen met met', but not 'dat dat', nor 'corrigiu-a a', nor the name 'Duran Duran'."""
    for match in _DOUBLED.finditer(text):
        word, again = match[1], match[2]
        if word.casefold() not in typography.doubles and not (word[0].isupper() and again[0].isupper()):
            yield Slip("typeset.doubled-word", *match.span(), f"'{word}' stands twice")


def known_slips(text: str, typography: Typography) -> Iterator[Slip]:
    """The language table's own list of slips: 'na de mond' for 'naar de mond'."""
    lower = text.lower().replace("\u00a0", " ")
    if len(lower) != len(text):  # a few capitals have a small form of two characters
        lower = text
    for slip, meant in typography.slips:
        if slip in lower:
            for match in re.finditer(rf"(?<!\w){re.escape(slip)}(?!\w)", lower):
                yield Slip("typeset.slip", *match.span(), f"'{slip}' may be a slip for '{meant}'")


def brackets(text: str, _: Typography) -> Iterator[Slip]:
    """A bracket without its counterpart in the same block; 'a)' in a listing needs none."""
    waiting: list[int] = []
    listing = {match.end() - 1 for match in _LISTING.finditer(text)}
    for i, char in enumerate(text):
        if char in "([{":
            waiting.append(i)
        elif char in _PAIRS and waiting and text[waiting[-1]] == _PAIRS[char]:
            waiting.pop()
        elif char in _PAIRS and i not in listing:
            yield _bracket(char, i)
    for i in waiting:
        yield _bracket(text[i], i)


def _bracket(char: str, at: int) -> Slip:
    return Slip("typeset.bracket", at, at + 1, f"'{char}' has no counterpart", "look at the original")


CHECKS: tuple[Check, ...] = (doubled_words, known_slips, brackets)


def slips(
    texts: Sequence[str],
    masks: Sequence[str],
    lines: Sequence[int],
    reads: Sequence[Read],
    seed: str,
    typography: Typography,
) -> tuple[Finding, ...]:
    """The findings of a run of blocks that has been typeset, in the order of the text.

    `masks` are the texts as the rules see them, `lines` the blocks' lines in `seed`, `reads` what
    every quotation mark was taken for.
    """
    found: list[Finding] = []
    for block, (text, mask, line) in enumerate(zip(texts, masks, lines, strict=True)):
        here = [slip for check in CHECKS for slip in check(mask, typography)]
        here += [_alone(read) for read in reads if read.alone and read.block == block]
        place = Place(seed, line or None)
        found += [
            Finding(slip.code, Severity.NOTE, place, f"{slip.what}: {_around(text, slip)}", slip.hint)
            for slip in sorted(here, key=lambda slip: (slip.start, slip.code))
        ]
    return tuple(found)


def _alone(read: Read) -> Slip:
    hint = "look at the original: its counterpart is missing, or it is one too many"
    mark = read.mark
    return Slip("typeset.quote-alone", mark.start, mark.end, f"{mark.glyph} has no counterpart", hint)


def _around(text: str, slip: Slip) -> str:
    """The words around a slip, as they stand in the text."""
    start, end = max(slip.start - _CONTEXT, 0), min(slip.end + _CONTEXT, len(text))
    while start > 0 and not text[start - 1].isspace() and slip.start - start < 2 * _CONTEXT:
        start -= 1
    while end < len(text) and not text[end].isspace() and end - slip.end < 2 * _CONTEXT:
        end += 1
    words = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{words}{'…' if end < len(text) else ''}"
