"""The words of a line as the judges count them, in any script.

They were fitted on languages that set spaces between words. Of Chinese, Japanese and Korean each sign is
looked up as a word is, and two of them count for one: so a paragraph has about as many words, and columns, as
what it says has in letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from book.sentences import HAN, HANGUL, KATAKANA, UNSPACED, syllabic, units
from book.words import lowered

_A_WORD = 2  # signs
_LONG = 4  # letters of a word that may tell what a line is about
_STEM = 6  # letters that tell it, whatever the word's ending
_COMMAS = "，、،"
_RUN = re.compile(rf"[{HAN}]{{2,}}|[{KATAKANA}]{{3,}}|[{HANGUL}]{{2,}}|[^\W\d_{UNSPACED}]{{{_LONG},}}")
_SUBJECT = re.compile(rf"[^\W\d_]{{{_LONG},}}")
_IS_HAN, _IS_HANGUL = re.compile(f"[{HAN}]"), re.compile(f"[{HANGUL}]")


class Spoken(NamedTuple):
    """What is said in (the first so many signs of) a line."""

    words: list[str]  # in small letters
    many: float  # how many words they are, at least 1
    columns: int
    commas: int


def spoken(head: str) -> Spoken:
    """The words of a text that is not empty."""
    wide = syllabic(head)
    if not wide:
        words = lowered(head)
        return Spoken(words, len(words) or 1, len(head), commas(head))
    words = units(head.lower())
    return Spoken(words, max(1.0, len(words) - wide + wide / _A_WORD), len(head) + wide, commas(head))


def spaced(text: str) -> float:
    """How many words a text has by its spaces, or by its signs."""
    return max(text.count(" ") + 1.0, syllabic(text) / _A_WORD)


def commas(text: str) -> int:
    return text.count(",") + (0 if text.isascii() else sum(map(text.count, _COMMAS)))


def subjects(text: str, stop_words: frozenset[str]) -> frozenset[str]:
    """What a text (in small letters) may be about: its longer words, by their first letters.

    Of Han each two signs that follow each other, of Hangul the first two of a word: particles end it.
    """
    if not syllabic(text):
        return stems(_SUBJECT.findall(text), stop_words)
    out: set[str] = set()
    for run in _RUN.findall(text):
        if _IS_HAN.match(run):
            out.update(map("".join, pairwise(run)))
        elif run not in stop_words:
            out.add(run[: _A_WORD if _IS_HANGUL.match(run) else _STEM])
    return frozenset(out)


def stems(words: Iterable[str], stop_words: frozenset[str]) -> frozenset[str]:
    """The first letters of those that are long and no function words."""
    return frozenset([word[:_STEM] for word in words if len(word) >= _LONG and word not in stop_words])
