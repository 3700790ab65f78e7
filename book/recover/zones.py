"""Where a piece begins and ends on its page: the masthead above it and the foot below it.

Bylines, dates and bios count only there; the same words within the piece are the piece.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from book.model import Galley, Role, Verdict
from book.recover.grammar import small_words, strip

REACH = 90
"""How many lines above the piece may belong to its masthead (a page's menu stands between)."""
TAIL = 10
"""How many of the last kept lines, and of the lines after them, may be the foot."""
_EARLY, _SHORT, _PARAGRAPH = 4, 20, 28
_LONG = 600
_SIGNS = ".,;:!?…()[]\"'“”‘’«»"
_BULLET = re.compile(r"\s*(?:[•·▪■◦‣►▸∙●○*+>»|~–—-]\s)")
_TOKEN = re.compile(r"[^\W_]+")
_IDEOGRAPHS = re.compile("[\u3040-\u9fff]")
_ENDS = ".!?…。！？।؟"
_CLOSERS = "\"'”’»“‘)]}¹²³⁴⁵⁶⁷⁸⁹⁰*†‡"


@dataclass(frozen=True, slots=True)
class Zones:
    """Indices into the verdicts (0-based). Blank lines and readers' comments are in neither zone."""

    opening: int  # the first paragraph of prose; the number of lines if there is none
    closing: int  # the last kept line; -1 if there is none
    head: tuple[int, ...]  # from the page's top down to the opening, exclusive
    foot: tuple[int, ...]


def words(text: str) -> list[str]:
    """The words of a text, as written."""
    return _TOKEN.findall(text)


@lru_cache(maxsize=1 << 13)
def norm(text: str) -> str:
    """A text's words alone, for comparing lines: case, accents' forms and punctuation left out."""
    return " ".join(_TOKEN.findall(unicodedata.normalize("NFKC", text).casefold()))


def ends_sentence(text: str) -> bool:
    """Whether the line ends as a sentence does, closing quotes, brackets and note calls aside."""
    return text.rstrip().rstrip(_CLOSERS).rstrip().endswith(tuple(_ENDS))


def prose(text: str) -> bool:
    """Whether the line reads as a paragraph rather than a label: long, or a sentence of some length."""
    if len(text) < 40:
        return False
    if len(text) >= _LONG:
        return text.count(" ") >= 28 or not text.isascii()
    count = len(words(text))
    if not text.isascii() and _IDEOGRAPHS.search(text, 0, 80):
        count = len(text) // 2
    return count >= 28 or (count >= 10 and ends_sentence(text))


@lru_cache(maxsize=1 << 14)
def measure(text: str) -> tuple[str, int, bool, bool]:
    """A line without its bullets, its size in words, whether it is prose, and whether it had a bullet."""
    plain = strip(text)
    size = len(words(plain)) if len(plain) < _LONG else plain.count(" ") + 1
    return plain, size, prose(plain), bool(_BULLET.match(text))


def zones(galley: Galley) -> Zones:
    """The zones of this galley, by what is kept in it so far."""
    verdicts = galley.verdicts
    kept = [i for i, v in enumerate(verdicts) if v.kept]
    opening = next((i for i in kept if measure(verdicts[i].line.text)[2]), None)
    if opening is not None:
        # A short sentence over a long paragraph may be a title yet: the opening is the paragraph.
        early = [i for i in kept if i >= opening][:_EARLY]
        long = next((i for i in early if measure(verdicts[i].line.text)[1] >= _PARAGRAPH), opening)
        short = all(measure(verdicts[i].line.text)[1] <= _SHORT for i in early if i < long)
        opening = long if short else opening
    if opening is None:
        opening = kept[0] if kept else len(verdicts)
    closing = kept[-1] if kept else -1
    head = [i for i in range(opening) if _present(verdicts[i])][-REACH:]
    tail = kept[-TAIL:] if len(kept) > TAIL else kept[len(kept) // 2 :]
    start = next((i for i in tail if i > opening), closing + 1)
    foot = [i for i in range(start, closing + 1) if _present(verdicts[i])]
    for i in range(closing + 1, len(verdicts)):
        if verdicts[i].role is Role.COMMENT or len(foot) >= 3 * TAIL:
            break
        if _present(verdicts[i]):
            foot.append(i)
    return Zones(opening, closing, tuple(head), tuple(foot))


def _present(verdict: Verdict) -> bool:
    return verdict.role not in (Role.BLANK, Role.COMMENT)


def lowercase(galley: Galley) -> frozenset[str]:
    """The words that the kept text writes without a capital, and its language's articles: no name."""
    found = {w for v in galley.verdicts if v.kept for w in v.line.text.split()}
    return small_words(galley.language) | {w.strip(_SIGNS) for w in found if w.islower()}
