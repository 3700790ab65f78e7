"""Notes in parts: each a footnote to the layout engine, of which only the first has a call and a number.

The engine moves a note as a whole. So one of several paragraphs is made of so many, which have their lines
set as any; and what of a note has no room on its page is a part that is called where the next page begins.
Where pages end otherwise than was foreseen, what was parted is put together again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from book.justify import fit
from book.justify.notes import Called
from book.render import probe
from book.render.linesetting import Stick
from book.render.probe import Answers

NOTE, MORE = "footnote", "footnote more"
"""The class of a note, and of a paragraph of one behind its first."""

CARRIED, REST, CONTINUED = "carried", "rest", "continued"
"""The classes of what of a note stands on a later page than its call; of that whose paragraph began before;
of what comes first on its page."""

_LINE = "note-line"
_HOLDERS = frozenset(["p", "li", "dt", "dd", "h2", "h3", "h4"])
"""What may begin a page that a note goes on at: an anchor in it leaves it as it is."""


def part(section: etree._Element) -> None:
    """Make each paragraph of the author's notes a part of its own."""
    for note in [e for e in section.iter("span") if e.get("class") == NOTE]:
        at = note
        for number, paragraph in enumerate(note.findall(f"span[@class='{_LINE}']"), 1):
            paragraph.attrib.update(
                {"class": MORE, "data-k": f"{note.get('data-k')}.{number}", "data-note": ""}
            )
            before = paragraph.getprevious()
            if before is None:
                note.text = (note.text or "").rstrip()
            else:
                before.tail = (before.tail or "").rstrip()
            paragraph.tail, at.tail = at.tail, None
            at.addnext(paragraph)
            at = paragraph


# --------------------------------------------------------------------------- how high notes are


@dataclass(frozen=True, slots=True)
class Noted:
    """A note of a block: where it is called, its height in lines of the grid, and its parts by their keys
    with the rows that each has; no rows where it is not to be parted."""

    offset: int
    lines: float
    keys: tuple[str, ...]
    rows: tuple[int, ...]

    def on(self, line: int) -> Called:
        """The note as page make-up sees it, called on this line of its block."""
        return Called(line, self.lines, self.rows)


@dataclass(frozen=True, slots=True)
class Measured:
    """Measures notes: `leading` in points is the text's."""

    answers: Answers
    sticks: Mapping[str, Stick]
    leading: float

    def notes(self, block: HtmlElement, kind: probe.Kind) -> list[Noted]:
        """The notes of a block of this kind, in order."""
        stick = self.sticks.get(block.get(probe.KEY, ""))
        if stick is None:
            called = [(0, note) for note in block.iter("span") if probe.is_note(note)]
        else:
            called = sorted(stick.notes.items(), key=lambda one: one[0])
        found: list[Noted] = []
        for offset, note in called:
            one = self._noted(offset, note, self.row(block, kind, note))
            if found and note.get("class") == MORE:
                before = found.pop()
                rows = before.rows + one.rows if before.rows and one.rows else ()
                one = Noted(before.offset, before.lines + one.lines, before.keys + one.keys, rows)
            found.append(one)
        return found

    def row(self, block: HtmlElement, kind: probe.Kind, note: HtmlElement) -> float:
        """How high a row of a note is, in lines of the grid."""
        how = self.answers.blocks.get((kind, probe.path(note, block)))
        return how.leading / self.leading if how else 1.0

    def _noted(self, offset: int, note: HtmlElement, row: float) -> Noted:
        key = note.get(probe.KEY, "")
        stick = self.sticks.get(key)
        if stick is not None and (best := fit(stick.paragraph)):
            return Noted(offset, best.lines * row, (key,), (best.lines,))
        # One that is set ragged has had its lines broken already.
        parts = [part for part in note.iterchildren("span") if part.get("class")]
        count = sum(1 + part.text_content().strip().count("\n") for part in parts) or 1
        return Noted(offset, count * row, (key,), ())


# --------------------------------------------------------------------------- what goes on overleaf


class Rows(NamedTuple):
    """Some rows of a part of a note, by its key."""

    key: str
    start: int
    end: int


Place = tuple[str, int]
"""Where a page begins: with a block, by its key, after how many of its lines."""

Carried = Mapping[Place, tuple[Rows, ...]]
"""What of a note goes on where a page begins."""


def carried(
    blocks: Sequence[HtmlElement],
    notes: Sequence[Sequence[tuple[Noted, int]]],
    cuts: Sequence[Sequence[int]],
    over: Sequence[Sequence[int]],
) -> dict[Place, tuple[Rows, ...]]:
    """What goes on where: `notes` are those of each block with the lines that call them; `cuts` and `over` as
    page make-up has them."""
    parted: dict[Noted, list[tuple[Place, int]]] = {}
    lost: set[Noted] = set()
    last: Noted | None = None
    for block, noted, ends, left in zip(blocks, notes, cuts, over, strict=True):
        for at, rows in zip(ends, left, strict=True):
            last = next((note for note, line in reversed(noted) if line <= at), last)
            if not rows or last is None:
                continue
            if not at and block.tag not in _HOLDERS:
                lost.add(last)
            place = (block.get(probe.KEY, ""), at)
            parted.setdefault(last, []).append((place, sum(last.rows) - rows))
        last = noted[-1][0] if noted else last
    return {
        place: tuple(_rows(note, start, end))
        for note, places in parted.items()
        if note not in lost
        for (place, start), end in zip(places, [*(at for _, at in places[1:]), sum(note.rows)], strict=True)
    }


def _rows(note: Noted, start: int, end: int) -> Iterator[Rows]:
    """Rows `start` to `end` of a note, by its parts."""
    for key, count, first in zip(note.keys, note.rows, accumulate(note.rows, initial=0), strict=False):
        if first < end and start < first + count:
            yield Rows(key, max(start - first, 0), min(end - first, count))


def anchor(block: HtmlElement, parts: Sequence[HtmlElement]) -> None:
    """Call parts of a note where a block begins."""
    while not (block.text or "").strip() and len(block) and block[0].get("class") in ("above", "overleaf"):
        block = block[0]  # it is in parts itself
    for part in reversed(parts):
        part.tail, block.text = block.text, None
        block.insert(0, part)


def rejoin(document: HtmlElement, holders: Sequence[HtmlElement]) -> None:
    """Put what of notes is called in these elements back behind what stands before it."""
    inside = {e for holder in holders for e in holder.iter("span") if CARRIED in _classes(e)}
    before: HtmlElement | None = None
    for note in [e for e in document.iter("span") if probe.is_note(e)] if inside else ():
        if note in inside and before is not None:
            note.drop_tree()
            note.tail = None
            if REST in _classes(note):
                _append(before, note)
                continue
            note.set("class", " ".join(name for name in _classes(note) if name not in (CARRIED, CONTINUED)))
            note.tail, before.tail = before.tail, None
            before.addnext(note)
        before = note


def _append(note: HtmlElement, rest: HtmlElement) -> None:
    """Put the rows of `rest` below those of the note."""
    text = f"\n{rest.text or ''}"
    if len(note):
        note[-1].tail = (note[-1].tail or "") + text
    else:
        note.text = (note.text or "") + text
    note.extend(list(rest))


def _classes(element: HtmlElement) -> list[str]:
    return (element.get("class") or "").split()
