"""Telling languages apart by their function words (Grefenstette 1995: short words do as well as trigrams)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from book.sentences import HANGUL, HIRAGANA, KATAKANA, UNSPACED

_WORD = re.compile(  # each sign of kana, Han and Hangul is taken for a word
    rf"[{UNSPACED}]|[^\W\d_{UNSPACED}]+(?:['’][^\W\d_{UNSPACED}]+)?|['’][^\W\d_{UNSPACED}]\b"
)
_SIGN = re.compile(f"[{UNSPACED}]")
_HANGUL, _KANA = re.compile(f"[{HANGUL}]"), re.compile(f"[{KATAKANA}{HIRAGANA}]")
_KANA_SHARE = 0.05  # of the signs: Japanese has some half, Chinese none but in names from there
_ENOUGH = 600  # words: more change nothing
_SENTENCE = 60  # characters: shorter lines are menus and names, asked only where there are no longer ones
_SHARE = 0.12  # of the words are function words in any running text (35-50 %); lists of names have fewer
_LEAD = 1.15  # how much better than the next language
_OWN = 5  # words that only the better of two near languages has: so many tell, if the other has half of that


def likeliest(
    lines: Iterable[str],
    tongues: Mapping[str, frozenset[str]],
    neighbours: Mapping[str, frozenset[str]] = MappingProxyType({}),
) -> str:
    """The key in `tongues` whose words fit `lines` best, '' where none fits or two fit as well.

    One of `neighbours` where the lines have more words that only it has; '' where they have some more.
    """
    lines = list(lines)
    counts = _words(line for line in lines if len(line) >= _SENTENCE)
    if counts.total() < _ENOUGH // 10:
        counts = _words(lines)
    total = counts.total()
    if code := _by_script(counts):
        return code if code in tongues else ""
    scores = _scores(counts, tongues)
    if not total or not scores:
        return ""
    code = _best(counts, scores, tongues)
    for score, other in _scores(counts, neighbours)[:1] if neighbours else ():
        if score < max(2, _SHARE * total):
            break
        rival = code or scores[0][1]
        own = sum(counts[word] for word in tongues[rival] - neighbours[other])
        others = sum(counts[word] for word in neighbours[other] - tongues[rival])
        if others > own:
            return other if others >= max(_OWN, 2 * own) else ""
    return code


def _scores(counts: Counter[str], tongues: Mapping[str, frozenset[str]]) -> list[tuple[int, str]]:
    """How many of the words each language has, the most first."""
    said = dict.fromkeys(tongues, 0)
    having = _having(tuple(tongues.items()))
    for word in having.keys() & counts.keys():
        for code in having[word]:
            said[code] += counts[word]
    return sorted(((count, code) for code, count in said.items()), reverse=True)


def _best(
    counts: Counter[str], scores: Sequence[tuple[int, str]], tongues: Mapping[str, frozenset[str]]
) -> str:
    """The language that has most of the words; '' where it has few, or another hardly fewer."""
    total = counts.total()
    best, code = scores[0]
    if best < max(2, _SHARE * total):
        return ""
    second, other = scores[1] if len(scores) > 1 else (0, "")
    if best >= _LEAD * second:
        return code
    own = sum(counts[word] for word in tongues[code] - tongues[other])
    return code if own >= max(_OWN, 2 * (second - best + own)) else ""


def _by_script(counts: Mapping[str, int]) -> str:
    """The language that a text is in by its script alone: of each sign is a word, few are function words."""
    signs = [(sign, n) for sign, n in counts.items() if len(sign) == 1 and _SIGN.match(sign)]
    of_all = sum(n for _, n in signs)
    if 2 * of_all <= sum(counts.values()):
        return ""
    if 2 * sum(n for sign, n in signs if _HANGUL.match(sign)) > of_all:
        return "ko"
    return "ja" if sum(n for sign, n in signs if _KANA.match(sign)) > _KANA_SHARE * of_all else "zh"


@lru_cache(maxsize=4)
def _having(tongues: tuple[tuple[str, frozenset[str]], ...]) -> dict[str, list[str]]:
    """For each word the languages that have it."""
    found: dict[str, list[str]] = {}
    for code, words in tongues:
        for word in words:
            found.setdefault(word, []).append(code)
    return found


def _words(lines: Iterable[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    left = _ENOUGH
    for line in lines:
        words = _WORD.findall(line[: 12 * left].lower().replace("’", "'"))[:left]
        counts.update(words)
        left -= len(words)
        if left <= 0:
            break
    return counts
