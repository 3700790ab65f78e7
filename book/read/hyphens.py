"""Words that were hyphenated where lines of a plain text ended: of a book that was scanned, a PDF's text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from book.model import Change

_HEAD = re.compile(r"[^\W\d_]{2,}(?P<hyphen>[-\u00ad¬\u2010])[ \t]*$")
_TAIL = re.compile(r"[ \t]*(?P<word>[^\W\d_]{2,})(?P<more>[^\s]*)[ \t]*(?=[^\s])")
_LEAST = 3
"""Lines that end so, from which on it is how the text was set; a word or two may be their author's."""
_AND = frozenset(
    "en of und oder bzw and or nor et ou och eller og y o e ed i oraz lub ve veya a tot bis to".split()
)
"""What may stand behind a hyphen that is kept: 'zee- en luchtvaart', 'Vor- und Nachteile'."""


def rejoined(lines: list[str]) -> tuple[list[str], list[Change]]:
    """The lines with the rest of each hyphenated word on the line where it begins, and what was changed.

    The next line keeps what else it has; where it has nothing else, all stays as it is.
    """
    places = [
        n for n in range(len(lines) - 1) if lines[n][-2:].rstrip()[-1:] in "-\u00ad¬\u2010" and _cut(lines, n)
    ]
    if len(places) < _LEAST:
        return lines, []
    made, changes = list(lines), list[Change]()
    for n in places:
        if (found := _cut(made, n)) is None:
            continue
        head, tail = found
        word = made[n][: head.start("hyphen")] + tail["word"] + tail["more"]
        before = f"{made[n][head.start() : head.end('hyphen')]}|{tail['word']}{tail['more']}"
        changes.append(Change("hyphen", n + 1, before, word[head.start() :]))
        indent = made[n + 1][: len(made[n + 1]) - len(made[n + 1].lstrip())]
        made[n], made[n + 1] = word, indent + made[n + 1][tail.end() :]
    return made, changes


def _cut(lines: Sequence[str], n: int) -> tuple[re.Match[str], re.Match[str]] | None:
    """The two parts of a word that is parted at the end of a line."""
    head, tail = _HEAD.search(lines[n]), _TAIL.match(lines[n + 1])
    if not head or not tail or not tail["word"][0].islower() or tail["word"] in _AND:
        return None
    return head, tail
