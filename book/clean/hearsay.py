"""Where the lines of a page agree with what the page says, unseen, that its text is.

`rows` gives one row a line, in the order of `NAMES`. Linear in the length of both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from math import log1p

NAMES = ("share", "before", "after", "near", "covered", "size", "so-far", "to-come")

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
_RUN = 4  # words that stand together by no chance
_SENTENCE = 8  # words from which a line tells of its neighbours
_MOST = 300  # characters that a line weighs at most
_WINDOW = 8  # lines on either side
_NOTHING = (-1.0,) * len(NAMES)
_NO_SENTENCE = -0.5
Row = tuple[float, ...]


def rows(texts: Sequence[str], said: str) -> list[Row]:
    """For each line what share of its runs of words `said` has; the same of its neighbours and the page."""
    spoken = tuple(_WORD.findall(said.casefold()))
    if not spoken:
        return [_NOTHING] * len(texts)
    runs = frozenset(zip(*(spoken[k:] for k in range(_RUN)), strict=False))
    whole = frozenset(" ".join(_WORD.findall(line)) for line in said.casefold().split("\n"))
    known = frozenset(spoken)
    together = f" {' '.join(spoken)} "
    n = len(texts)
    shares, sentences, weights = [], [], []
    for text in texts:
        words = _WORD.findall(text.casefold())
        sentences.append(len(words) >= _SENTENCE)
        weights.append(float(min(len(text), _MOST)) if sentences[-1] else 0.0)
        if len(words) >= _RUN:
            here = list(zip(*(words[k:] for k in range(_RUN)), strict=False))
            shares.append(sum(map(runs.__contains__, here)) / len(here))
        elif not words or words[0] not in known:
            shares.append(0.0)
        else:
            short = " ".join(words)
            shares.append(1.0 if short in whole else 0.5 if f" {short} " in together else 0.0)
    agreed = list(accumulate((s * w for s, w in zip(shares, weights, strict=True)), initial=0.0))
    weighed = list(accumulate(weights, initial=0.0))
    before, after = _last(shares, sentences), _last(shares[::-1], sentences[::-1])[::-1]
    covered = sum(s * len(t) for s, t in zip(shares, texts, strict=True)) / (sum(map(len, texts)) or 1)
    size, total = log1p(len(spoken)), agreed[n] or 1.0
    found: list[Row] = []
    for j in range(n):
        a, b = max(0, j - _WINDOW), min(n, j + _WINDOW + 1)
        found.append(
            (
                shares[j], before[j], after[j], (agreed[b] - agreed[a]) / ((weighed[b] - weighed[a]) or 1.0),
                covered, size, agreed[j] / total, 1.0 - agreed[j + 1] / total,
            )
        )  # fmt: skip
    return found


def _last(shares: Sequence[float], sentences: Sequence[bool]) -> list[float]:
    """For each line the share of the last one before it that is long enough to tell."""
    out, last = [], _NO_SENTENCE
    for share, tells in zip(shares, sentences, strict=True):
        out.append(last)
        last = share if tells else last
    return out
