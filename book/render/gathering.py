"""The letters of a paragraph as they stand in the document: what line setting starts from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from lxml.html import HtmlElement

from book.justify import ATOM
from book.render import foreign, probe

_SPACES = re.compile("[ \t\n\r\f]+")
_SOFT_HYPHEN = "\u00ad"
_INLINE = frozenset(
    "a abbr b bdi cite code del dfn em i ins kbd mark q s samp small span strong sub sup time u var".split()
)


@dataclass(frozen=True, slots=True)
class Run:
    """text[start:end] of a paragraph stands in `owner`, and in no element within that."""

    start: int
    end: int
    owner: HtmlElement


@dataclass(frozen=True, slots=True)
class Gathered:
    """The letters of a block with white space collapsed, and the element that each stands in; its notes by
    the place of their call, and what is set apart by its own: an ATOM stands for each."""

    text: str
    runs: Sequence[Run]
    notes: Mapping[int, HtmlElement]
    apart: Mapping[int, HtmlElement]


def gather(block: HtmlElement) -> Gathered | str:
    """What there is to set in a block; or, in words, why it cannot be set."""
    pieces: list[tuple[str, HtmlElement]] = []
    atoms: list[HtmlElement] = []
    spaced = True  # white space here adds nothing

    def add(text: str | None, owner: HtmlElement) -> None:
        nonlocal spaced
        if not text:
            return
        text = _SPACES.sub(" ", text.replace(_SOFT_HYPHEN, ""))  # the book parts its words itself
        if spaced and text.startswith(" "):
            text = text[1:]
        if text:
            spaced = text[-1] == " "
            pieces.append((text, owner))

    def walk(element: HtmlElement) -> str:
        nonlocal spaced
        add(element.text, element)
        for child in element:
            if isinstance(child.tag, str):
                if probe.is_note(child) or foreign.is_apart(child):
                    atoms.append(child)
                    pieces.append((ATOM, element))
                    spaced = False
                elif "note-line" in (child.get("class") or "").split():
                    return "it is a note of several paragraphs"
                elif child.tag not in _INLINE:
                    return {"br": "it has a line break of its own"}.get(child.tag, f"it holds <{child.tag}>")
                elif trouble := walk(child):
                    return trouble
            add(child.tail, element)
        return ""

    if trouble := walk(block):
        return trouble
    if pieces and spaced:
        pieces[-1] = (pieces[-1][0].rstrip(" "), pieces[-1][1])
    text = "".join(piece for piece, _ in pieces)
    if text.count(ATOM) > len(atoms):
        return "it has a character that stands for an object"
    placed = dict(zip((match.start() for match in re.finditer(ATOM, text)), atoms, strict=True))
    notes = {at: atom for at, atom in placed.items() if probe.is_note(atom)}
    apart = {at: atom for at, atom in placed.items() if at not in notes}
    return Gathered(text, list(_runs(pieces)), notes, apart)


def _runs(pieces: Sequence[tuple[str, HtmlElement]]) -> Iterator[Run]:
    start = 0
    for owner, group in groupby(pieces, key=lambda piece: piece[1]):
        end = start + sum(len(piece) for piece, _ in group)
        if end > start:
            yield Run(start, end, owner)
        start = end
