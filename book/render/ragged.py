"""Ragged lines of display type: titles broken into lines of like length, heads cut to fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

Width = Callable[[str], float]
"""The width of a line of text, in the unit of the measure."""

HYPHEN = "\u2010"
"""Ends a line within a word."""

_BREAKING = re.compile(r"[^\S\u00a0\u202f]+")  # white space, but for the no-break spaces
_SHORT_WORD = 0.35  # of the measure: what a line may lose rather than end in "de", "of", "een"
_TELLING = 0.6  # of the measure: a phrase that is shorter does not tell a title from others
_AFTER_STOP = 0.15  # what a line may lose to end at the end of a phrase


def balanced(text: str, width: Width, measure: float) -> tuple[str, ...]:
    """`text` in as few lines as `measure` allows, of lengths as equal as can be.

    A line rather ends with a phrase than with an article or preposition. A word wider than the measure has
    a line of its own, and juts out. No words are added or lost: joined by spaces, the lines are the text.
    """
    words = [word for word in _BREAKING.split(text) if word]
    if not words:
        return ()
    count = _fewest(words, width, measure)
    ideal = width(" ".join(words)) / count
    # best[n][i]: the least cost of words[:i] in n lines, with where its last line begins.
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for n in range(1, count + 1):
        row: dict[int, tuple[float, int]] = {}
        for end in range(n, len(words) + 1):
            for start in range(end - 1, n - 2, -1):
                line = width(" ".join(words[start:end]))
                if line > measure and end - start > 1:
                    break
                if start not in best[n - 1]:
                    continue
                cost = best[n - 1][start][0] + _cost(words, end, line, ideal, measure)
                if end not in row or cost < row[end][0]:
                    row[end] = (cost, start)
        best.append(row)
    ends = [len(words)]
    for n in range(count, 0, -1):
        ends.append(best[n][ends[-1]][1])
    return tuple(" ".join(words[start:end]) for start, end in pairwise(reversed(ends)))


def parted(text: str, width: Width, measure: float, breaks: Callable[[str], Sequence[int]]) -> str:
    """`text` with each word wider than `measure` in parts that fit, a hyphen and a space between them.

    `breaks` tells where a word may be parted. One that has no such place stays whole, and juts out.
    """
    words: list[str] = []
    for word in _BREAKING.split(text):
        while width(word) > measure:
            fitting = [at for at in breaks(word) if width(word[:at] + HYPHEN) <= measure]
            if not fitting:
                break
            words.append(word[: fitting[-1]] + HYPHEN)
            word = word[fitting[-1] :]
        words.append(word)
    return " ".join(words)


def filled(text: str, width: Width, measure: float) -> tuple[str, ...]:
    """`text` in lines as long as `measure` allows: for running text, where `balanced` is for titles."""
    lines: list[str] = []
    for word in _BREAKING.split(text.strip()):
        if lines and width(f"{lines[-1]} {word}") <= measure:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)


def _fewest(words: Sequence[str], width: Width, measure: float) -> int:
    count, line = 1, words[0]
    for word in words[1:]:
        if width(f"{line} {word}") > measure:
            count, line = count + 1, word
        else:
            line = f"{line} {word}"
    return count


def _cost(words: Sequence[str], end: int, line: float, ideal: float, measure: float) -> float:
    cost = ((line - ideal) / measure) ** 2
    last = words[end - 1]
    if end < len(words):
        phrase = not last[-1].isalnum() or words[end][0] in "([{–—"
        if not phrase and sum(map(str.isalnum, last)) <= 3:
            cost += _SHORT_WORD**2
        if phrase:
            cost -= _AFTER_STOP**2
    return cost


def running(title: str, width: Width, measure: float) -> str:
    """`title`, or what of it fits in a running head: cut where a phrase ends, else after a word with '…'."""
    if width(title) <= measure:
        return title
    for stops in (r"\s*[(\[:;]|\s+[–—]|[.?!](?=\s)", r","):
        cuts = [m.end() if m[0] in ".?!" else m.start() for m in re.finditer(stops, title)]
        phrases = [title[:cut] for cut in cuts if " " in title[:cut].strip()]
        fitting = [phrase for phrase in phrases if _TELLING * measure < width(phrase) <= measure]
        if fitting:
            return fitting[-1]
    words = title.split()
    while len(words) > 1 and width(" ".join(words) + "…") > measure:
        words.pop()
    return " ".join(words).rstrip(",;:–—") + "…"
