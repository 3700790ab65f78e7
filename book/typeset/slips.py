"""What typesetting does not decide: listed for the editor, never changed.

The author's slips stay as they are; a quotation that never closes may be meant to go on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from book.errors import Place
from book.languages.typography import Typography
from book.model import Finding, Severity
from book.typeset.quotes import read_marks

Slip = tuple[str, str, str]
"""A check's code, the message, the hint."""

_DOUBLED = re.compile(r"(?<!\w)([^\W\d_]+)[ \u00a0]+(\1)(?![\w’-])", re.IGNORECASE)
_PAIRS = {")": "(", "]": "[", "}": "{"}
_LISTING = re.compile(r"(?:^|(?<=[\s;,]))\w{1,3}\)")


def slips(
    texts: Sequence[str], lines: Sequence[int], seed: str, typography: Typography
) -> tuple[Finding, ...]:
    """The findings of a run of blocks that has been typeset; `lines` are the blocks' lines in the seed."""
    found: list[Finding] = []
    for text, line in zip(texts, lines, strict=True):
        place = Place(seed, line or None)
        for check in CHECKS:
            found += [Finding(code, Severity.NOTE, place, *words) for code, *words in check(text, typography)]
    return (*found, *_marks(texts, lines, seed, typography))


def doubled_words(text: str, typography: Typography) -> Iterator[Slip]:
    """'samen met met', but not 'dat dat' and not the name 'Duran Duran'."""
    for match in _DOUBLED.finditer(text):
        word, again = match[1], match[2]
        if word.casefold() not in typography.doubles and not (word[0].isupper() and again[0].isupper()):
            yield "typeset.doubled-word", f"a word stands twice: '{match[0]}'", "ask the author, or leave it"


def known_slips(text: str, typography: Typography) -> Iterator[Slip]:
    """The language table's own list of slips: 'na de mond' for 'naar de mond'."""
    folded = text.casefold().replace("\u00a0", " ")
    for slip, meant in typography.slips:
        if slip in folded and re.search(rf"(?<!\w){re.escape(slip)}(?!\w)", folded):
            yield "typeset.slip", f"'{slip}' may be a slip for '{meant}'", "ask the author, or leave it"


def brackets(text: str, _: Typography) -> Iterator[Slip]:
    """A bracket without its counterpart in the same block."""
    open_brackets: list[str] = []
    listing = {match.end() - 1 for match in _LISTING.finditer(text)}
    for i, char in enumerate(text):
        if char in "([{":
            open_brackets.append(char)
        elif char in _PAIRS and open_brackets and open_brackets[-1] == _PAIRS[char]:
            open_brackets.pop()
        elif char in _PAIRS and i not in listing:
            yield _bracket(char, text[max(i - 24, 0) : i + 1])
    for char in open_brackets:
        at = text.rindex(char)
        yield _bracket(char, text[at : at + 25])


def _bracket(char: str, words: str) -> Slip:
    return "typeset.bracket", f"'{char}' has no counterpart, at '{words.strip()}'", "look at the original"


def _marks(
    texts: Sequence[str], lines: Sequence[int], seed: str, typography: Typography
) -> Iterator[Finding]:
    for read in read_marks(texts, typography):
        if read.alone:
            text, mark = texts[read.block], read.mark
            words = text[max(mark.start - 24, 0) : mark.end + 24].strip()
            yield Finding(
                "typeset.quote-alone",
                Severity.NOTE,
                Place(seed, lines[read.block] or None),
                f"{mark.glyph} has no counterpart, at '{words}'",
                "look at the original: the other mark is missing, or this one is too many",
            )


CHECKS: tuple[Callable[[str, Typography], Iterable[Slip]], ...] = (doubled_words, known_slips, brackets)
