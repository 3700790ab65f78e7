"""What stands between two block boundaries of a page, parted into paragraphs at its forced line ends."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from book.read.gathered import BR, END, Home, Marks, Run
from book.sentences import running

_OPENS_NOTE = re.compile(r"\s*(?:\[\d{1,3}\]|[⁰¹²³⁴-⁹]{1,3}(?=\s?[^\W\d]))")
_PARAGRAPHS = frozenset({"p", "div"})
_HEADING = 12
"""Words of a heading that is none by its element, at most."""
_RUNS = 3 * _HEADING
"""Runs of text that so many words are, at most: a mark begins and ends at each, and spaces are between."""


def parted(runs: Sequence[Run], home: Home) -> Iterator[tuple[list[Run], int]]:
    """The runs of each paragraph, and how many runs stand before the next one.

    Two forced line ends in a row part paragraphs, as old pages do; so does one above a note, and one between
    a heading in bold and the text below it.
    """
    part: list[Run] = []
    breaks = 0
    for n, (marks, text) in enumerate([*runs, END, END]):
        if marks == BR:
            breaks += 1
            if breaks == 2:
                yield part, n
                part = []
            continue
        if not text.strip():
            part.append((marks, text))
            continue
        if breaks == 1 and part:
            if _OPENS_NOTE.match(text) or _heads(part, runs, n, home):
                yield part, n
                part = []
            else:
                part.append(END)
        breaks = 0
        part.append((marks, text))


def _heads(bold: Sequence[Run], runs: Sequence[Run], at: int, home: Home) -> bool:
    """Are these runs in bold a heading, above running text on the next line of their paragraph, which begins
    `at` a run?"""
    if home.tag not in _PARAGRAPHS or home.slot is not None or len(bold) > _RUNS:
        return False
    words = "".join(text for _, text in bold).split()
    if not 0 < len(words) <= _HEADING or words[-1].endswith((".", ",", ";", ":", "…")):
        return False
    if not all(_bold(marks) for marks, text in bold if text.strip()) or _bold(runs[at][0]):
        return False
    row = itertools.takewhile(lambda run: run[0] != BR, (runs[k] for k in range(at, len(runs))))
    text = "".join(text for _, text in row)
    return running(" ".join(text.split()))


def _bold(marks: Marks) -> bool:
    return any(kind in ("b", "strong") for kind, _ in marks)
