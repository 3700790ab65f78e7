"""The masthead of an old page, whose title, byline and date are rows of one block -> a row each.

`<center><b>Title</b><br><i>Author</i><br>12 April 2003</center>`: before there were style sheets, a
forced line end between words that are marked differently was all that parted them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import dropwhile, groupby, takewhile

from book.read.gathered import BR, Home, Run
from book.sentences import running

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LOOKS = {"strong": "b", "b": "b", "em": "i", "i": "i", "cite": "i", "smallcaps": "smallcaps"}
_LONGEST = 16  # words of a row
_MOST = 5  # rows
_PLAIN = 1  # rows that nothing sets apart but a title above them: more are verse, or an address
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)|\d[./-]\d\d(?!\d)")
_UNDONE = (".", ",", ";", ":", "…", "”", "»", '"')
"""How no title ends: it is a sentence, or a label of what stands below it."""
_DASHES = ("—", "–", "-", "~")
"""How it begins who said what stands above."""


def parted(runs: Sequence[Run], home: Home) -> list[Sequence[Run]]:
    """The runs of a paragraph above the text: each row of a masthead by itself, and what goes on below it."""
    if home.slot is not None or home.tag in _HEADINGS or not any(marks == BR for marks, _ in runs):
        return [runs]
    rows = [[*row] for forced, row in groupby(runs, key=lambda run: run[0] == BR) if not forced]
    rows = [row for row in rows if _text(row)]
    heads = [*takewhile(lambda row: not running(_text(row)), rows)]
    if not _is_masthead(heads):
        return [runs]
    title = [*takewhile(lambda row: _look(row) == _look(heads[0]), heads)]
    below = [*dropwhile(lambda row: _look(row) == _look(heads[0]), heads)]
    return [_joined(title), *below, *([_joined(rows[len(heads) :])] if len(rows) > len(heads) else [])]


def _is_masthead(rows: Sequence[Sequence[Run]]) -> bool:
    """Are these a title with rows below it that look otherwise?"""
    if not 2 <= len(rows) <= _MOST or any(len(_text(row).split()) > _LONGEST for row in rows):
        return False
    looks = [_look(row) for row in rows]
    below = [(row, look) for row, look in zip(rows, looks, strict=True) if look != looks[0]]
    title = len(rows) - len(below)
    if looks[0] == {"i"} or not below or any(look != looks[0] for look in looks[:title]):
        return False
    if _text(rows[title - 1]).endswith(_UNDONE) or any(_text(row).startswith(_DASHES) for row, _ in below):
        return False
    plain = [_text(row) for row, look in below if not look]
    return len(plain) <= _PLAIN or (len(plain) <= _PLAIN + 1 and any(map(_YEAR.search, plain)))


def _look(row: Sequence[Run]) -> frozenset[str]:
    """How all words of a row are marked."""
    looks = [{_LOOKS[kind] for kind, _ in marks if kind in _LOOKS} for marks, text in row if text.strip()]
    return frozenset(set.intersection(*looks))


def _text(row: Sequence[Run]) -> str:
    return " ".join("".join(text for _, text in row).split())


def _joined(rows: Sequence[Sequence[Run]]) -> list[Run]:
    """Rows of one paragraph, with their line ends."""
    return [run for n, row in enumerate(rows) for run in ([(BR, "\n")] if n else []) + [*row]]
