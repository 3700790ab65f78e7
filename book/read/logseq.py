"""A page of Logseq's: an outline, in which each paragraph is an item, with properties ('title:: The dam').

Properties of the page stand in its first lines, those of an item below it. What Logseq keeps there of an item
(its number, whether it is folded up) is no text.
"""

from __future__ import annotations

import re
from statistics import median

from book.model import Fact
from book.read.frontmatter import said

_PROPERTY = re.compile(r"[ \t]*(?:-[ \t]+)?([A-Za-z][\w.-]*)::(?:[ \t]+(.*))?")
_ITEM = re.compile(r"-(?:[ \t]+|$)")
_DEEPER = re.compile(r"\t| {2}| {4}")
_A_PARAGRAPH = 60
"""Characters of the items in the middle: of shorter ones it is a list."""


def plain(text: str) -> tuple[str, tuple[Fact, ...]]:
    """The text of an outline whose items are paragraphs as paragraphs, without properties, and what these
    say; any other text as it is."""
    lines = text.split("\n")
    told = [line for line in lines if not _PROPERTY.fullmatch(line.rstrip())]
    top = [line for line in told if line.strip() and not line[0].isspace()]
    if len(told) == len(lines) or not top or not all(map(_ITEM.match, top)):
        return text, ()
    head: list[tuple[str, list[str]]] = []
    body: list[str] = []
    for line in lines:
        if not (found := _PROPERTY.fullmatch(line.rstrip())):
            body.append(line)
        elif not any(map(str.strip, body)):
            head.append((found[1], re.split(r",\s*", (found[2] or "").strip())))
    facts = tuple(said(head))
    items = [line for line in body if _ITEM.match(line)]
    if not items or median(map(len, items)) < _A_PARAGRAPH:
        return "\n".join(body), facts
    made: list[str] = []
    for line in body:
        if item := _ITEM.match(line):
            made += ["", line[item.end() :]]
        else:
            made.append(_DEEPER.sub("", line, count=1) if line[:1].isspace() else line)
    return "\n".join(made), facts
