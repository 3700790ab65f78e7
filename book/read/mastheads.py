"""The masthead of an old page, whose title, byline and date are rows of one block -> a row each.

`<center><b>Title</b><br><i>Author</i><br>12 April 2003</center>`: before there were style sheets, a
forced line end between words that are marked differently was all that parted them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, takewhile

from book.read.elements import HEADINGS
from book.read.gathered import BR, Home, Run
from book.sentences import running

_LOOKS = {"strong": "b", "b": "b", "em": "i", "i": "i", "cite": "i", "smallcaps": "smallcaps"}
_LONGEST = 16  # words of a row
_MOST = 5  # rows
_PLAIN = 1  # rows that nothing sets apart but a title above them: more are verse, or an address
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)|\d[./-]\d\d(?!\d)")
_UNDONE = (".", ",", ";", ":", "…", "”", "»", '"')
"""How no title ends: it is a sentence, or a label of what stands below it."""
_DASHES = ("—", "–", "-", "~")
"""How it begins who said what stands above."""
_BY = frozenset("by door par por af av".split())
_OF = _BY | frozenset("von di de".split())
"""What stands before an author's name; the last of these in titles too ('The story / of Peter Pan')."""
_NAME = range(2, 6)  # words


def parted(runs: Sequence[Run], home: Home) -> list[Sequence[Run]]:
    """The runs of a paragraph above the text: each row of a masthead by itself, and what goes on below it."""
    if not any(marks == BR for marks, _ in runs) or not _may_hold(home):
        return [runs]
    rows = [[*row] for forced, row in groupby(runs, key=lambda run: run[0] == BR) if not forced]
    rows = [row for row in rows if _text(row)]
    heads = [*takewhile(lambda row: not running(_text(row)), rows)]
    if not 2 <= len(heads) <= _MOST or any(len(_text(row).split()) > _LONGEST for row in heads):
        return [runs]
    title = _title(heads, home)
    if not title:
        return [runs]
    rest = [_joined(rows[len(heads) :])] if len(rows) > len(heads) else []
    return [_joined(heads[:title]), *heads[title:], *rest]


def _may_hold(home: Home) -> bool:
    """Is this no cell, unless its table has one column and only sets its text in a frame?"""
    return home.slot is None or all(len(row) == 1 for row in home.slot.table.rows)


def _title(rows: Sequence[Sequence[Run]], home: Home) -> int:
    """How many of these rows are a title, above some that look otherwise or name an author; 0 for none."""
    looks, texts = [_look(row) for row in rows], [_text(row) for row in rows]
    other = next((n for n, look in enumerate(looks) if look != looks[0]), len(rows))
    signed = next((n for n, text in enumerate(texts) if n and _signs(text, _BY)), len(rows))
    title = min(other, signed)
    if title == len(rows) or texts[title - 1].endswith(_UNDONE):
        return 0
    if home.tag in HEADINGS:  # of most the second row is a subtitle
        return title if _signs(texts[title], _OF if title == other else _BY) else 0
    below = texts[title:]
    if looks[0] == {"i"} or any(text.startswith(_DASHES) for text in below):
        return 0
    if title == other and looks[0] in looks[title:]:
        return 0
    plain = [text for text, look in zip(below, looks[title:], strict=True) if look in (frozenset(), looks[0])]
    many = len(plain) - (any(map(_YEAR.search, plain)) or title == signed)
    return title if many <= _PLAIN else 0


def _signs(text: str, words: frozenset[str]) -> bool:
    """Is this a name behind one of these words? With a capital of its own no title goes on with any."""
    by, *name = text.split()
    capitals = bool(name) and name[0][0].isupper() and name[-1][0].isupper()
    known = by.rstrip(":").casefold() in (_OF if by.istitle() else words)
    return known and len(name) in _NAME and capitals


def _look(row: Sequence[Run]) -> frozenset[str]:
    """How all words of a row are marked."""
    looks = [{_LOOKS[kind] for kind, _ in marks if kind in _LOOKS} for marks, text in row if text.strip()]
    return frozenset(set.intersection(*looks))


def _text(row: Sequence[Run]) -> str:
    return " ".join("".join(text for _, text in row).split())


def _joined(rows: Sequence[Sequence[Run]]) -> list[Run]:
    """Rows of one paragraph, with their line ends."""
    return [run for n, row in enumerate(rows) for run in ([(BR, "\n")] if n else []) + [*row]]
