"""Where a piece begins and ends on its page: the masthead above it and the foot below it.

Bylines, dates and bios count only there; the same words within the piece are the piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from book.model import Role, Verdict
from book.recover.grammar import small_words, strip
from book.sentences import CLOSERS, HAN, HIRAGANA, KATAKANA, STOPS
from book.words import count, folded

REACH = 90
"""How many lines above the piece may belong to its masthead (a page's menu stands between)."""
TAIL = 10
"""How many of the last kept lines, and of the lines after them, may be the foot."""
_EARLY, _SHORT, _PARAGRAPH = 4, 20, 28
_LONG = 600
_SIGNS = ".,;:!?…()[]\"'“”‘’«»"
_BULLET = re.compile(r"\s*(?:[•·▪■◦‣►▸∙●○*+>»|~–—-]\s)")
_UNSPACED = re.compile(f"[{HAN}{KATAKANA}{HIRAGANA}]")  # of scripts that set no spaces between words
_A_WORD = 2  # of their signs
_ABSENT = frozenset({Role.BLANK, Role.COMMENT})


@dataclass(frozen=True, slots=True)
class Zones:
    """Indices into the verdicts (0-based). Blank lines and readers' comments are in neither zone."""

    opening: int  # the first paragraph of prose; the number of lines if there is none
    closing: int  # the last kept line; -1 if there is none
    head: tuple[int, ...]  # from the page's top down to the opening, exclusive
    foot: tuple[int, ...]


@lru_cache(maxsize=1 << 13)
def norm(text: str) -> str:
    """A text's words alone, for comparing lines: case, accents' forms and punctuation left out."""
    return " ".join(folded(text))


def ends_sentence(text: str) -> bool:
    """Whether the line ends as a sentence does, closing quotes, brackets and note calls aside."""
    return text.rstrip().rstrip(CLOSERS).rstrip()[-1:] in STOPS


def prose(text: str) -> bool:
    """Whether the line reads as a paragraph rather than a label: long, or a sentence of some length."""
    return len(text) >= 40 and _prose(text, count(text) if len(text) < _LONG else 0)


def _prose(text: str, size: int) -> bool:
    """The same, of a line whose words are counted, where it is no very long one."""
    if len(text) < 40:
        return False
    if len(text) >= _LONG:
        return text.count(" ") >= 28 or not text.isascii()
    if not text.isascii() and _UNSPACED.search(text, 0, 80):
        size = len(text) // _A_WORD
    return size >= 28 or (size >= 10 and ends_sentence(text))


Measure = tuple[str, int, bool, bool]
"""A line without its bullets, its size in words, whether it is prose, and whether it had a bullet."""


@lru_cache(maxsize=1 << 14)
def measure(text: str) -> Measure:
    """What a line looks like by itself."""
    plain = strip(text)
    size = count(plain) if len(plain) < _LONG else plain.count(" ") + 1
    if not plain.isascii() and _UNSPACED.search(plain, 0, 80):
        size = max(size, len(plain) // _A_WORD)
    return plain, size, _prose(plain, size), _BULLET.match(text) is not None


def zones(verdicts: Sequence[Verdict], kept: Sequence[int], measures: Sequence[Measure]) -> Zones:
    """The zones of these lines, by which of them are `kept` so far."""
    opening = next((i for i in kept if measures[i][2]), None)
    if opening is not None:
        # A short sentence over a long paragraph may be a title yet: the opening is the paragraph.
        early = [i for i in kept if i >= opening][:_EARLY]
        long = next((i for i in early if measures[i][1] >= _PARAGRAPH), opening)
        short = all(measures[i][1] <= _SHORT for i in early if i < long)
        opening = long if short else opening
    if opening is None:
        opening = kept[0] if kept else len(verdicts)
    closing = kept[-1] if kept else -1
    head = [i for i in range(opening) if verdicts[i].role not in _ABSENT][-REACH:]
    tail = kept[-TAIL:] if len(kept) > TAIL else kept[len(kept) // 2 :]
    start = next((i for i in tail if i > opening), closing + 1)
    foot = [i for i in range(start, closing + 1) if verdicts[i].role not in _ABSENT]
    for i in range(closing + 1, len(verdicts)):
        if verdicts[i].role is Role.COMMENT or len(foot) >= 3 * TAIL:
            break
        if verdicts[i].role not in _ABSENT:
            foot.append(i)
    return Zones(opening, closing, tuple(head), tuple(foot))


def lowercase(texts: Iterable[str], language: str) -> frozenset[str]:
    """The words that these texts write without a capital, and their language's articles: no name."""
    found = set("\n".join(texts).split())
    return small_words(language) | {w.strip(_SIGNS) for w in found if w.islower()}
