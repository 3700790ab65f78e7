"""The runs of text between two block boundaries of a page, each with its inline markup -> a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, cast

from book.model import Inline, Line, LineBreak, Link, Ordinal, Slot, Span, Text

Marks = tuple[tuple[str, str], ...]
"""The inline elements around a run, outermost first: (kind, address or language)."""

Run = tuple[Marks, str]

BR: Marks = (("br", ""),)
"""What marks a forced line end."""
END: Run = (BR, "\n")
"""One among other runs."""

_SPACES = re.compile(" [ \t\n\r\f]+|[\t\n\r\f][ \t\n\r\f]*")
"""White space that is no single space already."""
_WITH_UNSEEN = re.compile("[ \t\n\r\f\u200b\ufeff]+")
_UNSEEN = "\u200b\ufeff"
"""Signs without a width. Beside spaces, and at the ends of a line, they are none; within a word they part it
where a line ends, and stay to be told by what mends them."""
_EDGES = f" {_UNSEEN}"
Kind = Literal["em", "strong", "i", "b", "s", "cite", "code", "sup", "sub", "smallcaps", "span"]


class Home(NamedTuple):
    """What a run of text stands in: the name of its block, the way down to it, its table's cell, and
    its number in a list that does not count from one up."""

    tag: str
    place: str
    slot: Slot | None = None
    ordinal: Ordinal | None = None


def line_of(runs: Sequence[Run], home: Home, anchors: tuple[str, ...] = ()) -> Iterator[Line]:
    """The line that the runs are, white space collapsed as a browser does; none where they have no text."""
    letters: list[str] = []
    kept: list[Run] = []
    for marks, text in runs:
        if marks == BR:
            clean = "\n"
            while kept and kept[-1][0] != marks and kept[-1][1].endswith(" "):
                bare = kept[-1][1].rstrip(" ")
                kept[-1] = (kept[-1][0], bare)
                letters[-1] = bare
                if not bare:
                    kept.pop()
                    letters.pop()
        else:
            clean = _collapsed(text)
            if not letters or letters[-1][-1] in " \n":
                clean = clean.lstrip(_EDGES)
        if clean:
            letters.append(clean)
            kept.append((marks, clean))
    while letters and not letters[-1].strip(_EDGES + "\n"):
        letters.pop()
        kept.pop()
    if not letters:
        return
    kept[-1] = (kept[-1][0], kept[-1][1].rstrip(_EDGES))
    text = "".join(clean for _, clean in kept).replace("\n", " ")
    marked = any(marks for marks, _ in kept)
    yield Line(
        0,
        text,
        home.tag,
        home.place,
        tree(kept) if marked else (),
        None,
        anchors,
        (),
        home.slot,
        False,
        home.ordinal,
    )


def _collapsed(text: str) -> str:
    """White space as a browser shows it."""
    if text.isascii() or not ("\u200b" in text or "\ufeff" in text):
        return _SPACES.sub(" ", text)
    return _WITH_UNSEEN.sub(lambda run: " " if run[0].strip(_UNSEEN) else run[0], text)


def tree(runs: Sequence[Run], depth: int = 0) -> tuple[Inline, ...]:
    """Runs with their marks as a tree: neighbours that share a mark stand in one element."""
    made: list[Inline] = []
    at = 0
    while at < len(runs):
        marks, text = runs[at]
        if len(marks) <= depth:
            made.append(Text(text))
            at += 1
            continue
        mark = marks[depth]
        if mark in BR:
            made.append(LineBreak())
            at += 1
            continue
        end = at
        while end < len(runs) and len(runs[end][0]) > depth and runs[end][0][depth] == mark:
            end += 1
        inner = tree(runs[at:end], depth + 1)
        kind, value = mark
        made.append(Link(value, inner) if kind == "a" else Span(cast("Kind", kind), inner, value))
        at = end
    return tuple(made)
