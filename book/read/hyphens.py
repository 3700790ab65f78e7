"""Words that were hyphenated where lines of a plain text ended: of a book that was scanned, a PDF's text."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from book.folios import furniture
from book.model import Change
from book.wrapping import AND

_HEAD = re.compile(r"[^\W\d_]{2,}(?P<hyphen>[-\u00ad¬\u2010])[ \t]*$")
_TAIL = re.compile(r"[ \t]*(?P<word>[^\W\d_]{2,})(?P<more>[^\s]*)[ \t]*(?=[^\s])")
_LEAST = 3
"""Lines that end so, from which on it is how the text was set; a word or two may be their author's."""


def rejoined(lines: list[str], breaks: Collection[int] = ()) -> tuple[list[str], list[Change]]:
    """The lines with the rest of each hyphenated word on the line where it begins, and what was changed.

    The next line keeps what else it has; where it has nothing else, all stays as it is. What stands between
    two lines, since a page ended there, is looked over, and so are blank lines beside it. Behind the lines
    `breaks` a page ends.
    """
    hyphened = [n for n in range(len(lines) - 1) if lines[n][-2:].rstrip()[-1:] in "-\u00ad¬\u2010"]
    if len(hyphened) < _LEAST:
        return lines, []
    between = furniture(lines, breaks)
    places = {n: below for n in hyphened if _cut(lines, n, below := _below(lines, n, between))}
    if len(places) < _LEAST:
        return lines, []
    made, changes = list(lines), list[Change]()
    for n, below in places.items():
        if (found := _cut(made, n, below)) is None:
            continue
        head, tail = found
        word = made[n][: head.start("hyphen")] + tail["word"] + tail["more"]
        before = f"{made[n][head.start() : head.end('hyphen')]}|{tail['word']}{tail['more']}"
        changes.append(Change("hyphen", n + 1, before, word[head.start() :]))
        indent = made[below][: len(made[below]) - len(made[below].lstrip())]
        made[n], made[below] = word, indent + made[below][tail.end() :]
    return made, changes


def _below(lines: Sequence[str], n: int, between: Collection[int]) -> int:
    """The line that goes on the line `n`: the next, or the first of the next page."""
    k = n + 1
    if k not in between and lines[k].strip():
        return k
    while k < len(lines) and (k in between or not lines[k].strip()):
        k += 1
    return k if any(i in between for i in range(n + 1, k)) and k < len(lines) else n + 1


def _cut(lines: Sequence[str], n: int, below: int) -> tuple[re.Match[str], re.Match[str]] | None:
    """The two parts of a word that is parted at the end of the line `n`, and goes on in the line `below`."""
    head, tail = _HEAD.search(lines[n]), _TAIL.match(lines[below])
    if not head or not tail or not tail["word"][0].islower() or tail["word"] in AND:
        return None
    return head, tail
