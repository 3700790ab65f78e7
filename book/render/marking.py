"""What typesetting is unsure of, found on the finished pages: loose and tight lines, hyphens above each
other, runts, short pages, the words that were changed, and where each finding belongs.

Everything is measured on the pages as they were laid out, and nothing taken from what line setting meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from book.justify import HYPHEN
from book.model import Account, Anthology, Finding
from book.render.typeface import Typeface

Kind = Literal["loose", "tight", "hyphens", "runt", "short", "changed", "finding"]

LOOSE, TIGHT = 1.5, 0.8
"""Spaces of a line as parts of the natural one: beyond these a line is marked."""

_STACK = 2
_RUNT = 2.8  # em


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text in a line, with its edges."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line, in CSS px from the corner of its page."""

    page: int
    key: str  # of its block
    runs: tuple[Run, ...]
    top: float
    bottom: float
    size: float
    spacing: float  # what is added to each of its spaces
    justified: bool
    note: bool

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs).strip()

    @property
    def left(self) -> float:
        return self.runs[0].left

    @property
    def right(self) -> float:
        return self.runs[-1].right


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on a page, and what the margin says of it."""

    kind: Kind
    page: int
    left: float
    top: float
    right: float
    bottom: float
    label: str


def lines(pages: Sequence[Any]) -> list[Line]:
    """The lines of the pages in order, those of notes after the text of their page."""
    from weasyprint.formatting_structure import boxes

    found: list[Line] = []
    for number, page in enumerate(pages):
        parts = sorted(page._page_box.children, key=lambda box: isinstance(box, boxes.FootnoteAreaBox))
        for part in parts:
            if not isinstance(part, boxes.MarginBox):
                found += _lines(part, number, "", isinstance(part, boxes.FootnoteAreaBox))
    return found


def _lines(box: Any, page: int, key: str, note: bool) -> Iterator[Line]:
    from weasyprint.formatting_structure import boxes

    box = getattr(box, "_box", box)
    if "::" in (getattr(box, "element_tag", None) or ""):
        return
    element = getattr(box, "element", None)
    key = (element.get("data-k") if element is not None else None) or key
    if isinstance(box, boxes.LineBox):
        texts = list(_texts(box, key))
        if texts:
            first = texts[0][0]
            spaced = [text.style["word_spacing"] + text.justification_spacing for text, _ in texts]
            runs = tuple(Run(t.text, t.position_x, t.position_x + t.width) for t, _ in texts)
            own = texts[0][1]
            size, justified = first.style["font_size"], first.style["text_align_all"] == "justify"
            top, bottom = box.position_y, box.position_y + box.height
            yield Line(page, own, runs, top, bottom, size, max(spaced), justified, note)
        return
    for child in getattr(box, "children", ()):
        yield from _lines(child, page, key, note)


def _texts(box: Any, key: str) -> Iterator[tuple[Any, str]]:
    from weasyprint.formatting_structure import boxes

    box = getattr(box, "_box", box)
    if "::" in (getattr(box, "element_tag", None) or ""):
        return
    element = getattr(box, "element", None)
    key = (element.get("data-k") if element is not None else None) or key
    if isinstance(box, boxes.TextBox):
        if box.text.strip():
            yield box, key
        return
    for child in getattr(box, "children", ()):
        yield from _texts(child, key)


# --------------------------------------------------------------------------- lines and pages


def of_lines(found: Sequence[Line], face: Typeface) -> Iterator[Mark]:
    """Lines whose spaces are too wide or narrow, hyphens above each other, words alone on a last line."""
    natural = face.width(" ")
    stack: list[Line] = []
    for line, after in pairwise([*found, None]):
        assert line is not None
        last = after is None or after.key != line.key
        if line.justified and not last and " " in line.text:
            share = 1 + line.spacing / (natural * line.size)
            if share > LOOSE or share < TIGHT:
                yield _of(line, "loose" if share > LOOSE else "tight", f"{share:.2f}×")
        if line.text.endswith(HYPHEN) and not last:
            stack.append(line)
            continue
        if len(stack) >= _STACK:
            yield from (_of(each, "hyphens", f"{n}/{len(stack)}") for n, each in enumerate(stack, 1))
        stack = []
        alone = last and line.justified and line.right - line.left < _RUNT * line.size
        if alone and any(other.key == line.key and other is not line for other in found):
            yield _of(line, "runt", line.text)


def of_pages(found: Sequence[Line], pages: Sequence[Any], leading: float) -> Iterator[Mark]:
    """Pages that end higher than they might, though their text goes on. `leading` in CSS px."""
    for number, page in enumerate(pages[:-1]):
        here = [line for line in found if line.page == number]
        text = [line for line in here if not line.note]
        following = next((line for line in found if line.page > number and not line.note), None)
        if not text or following is None or _section(following) != _section(text[-1]):
            continue
        box = page._page_box
        foot = box.content_box_y() + box.height
        notes = [line.top for line in here if line.note]
        room = (min(notes) - leading / 2 if notes else foot) - max(line.bottom for line in text)
        missing = int((room + 0.1 * leading) / leading)
        if missing > 0:
            left, right = box.content_box_x(), box.content_box_x() + box.width
            top = max(line.bottom for line in text)
            yield Mark("short", number, left, top, right, top + missing * leading, f"–{missing}")


def _section(line: Line) -> str:
    return line.key.partition(".")[0]


def _of(line: Line, kind: Kind, label: str) -> Mark:
    return Mark(kind, line.page, line.left, line.top, line.right, line.bottom, label)


# --------------------------------------------------------------------------- words and findings


class Words:
    """The letters of one chapter with their places, to find back what a line of its seed became."""

    def __init__(self, found: Sequence[Line], face: Typeface) -> None:
        self._face = face
        self._places: list[tuple[Line, int, int]] = []  # of each letter: its line, run and place in the run
        letters: list[str] = []
        for line in found:
            for r, run in enumerate(line.runs):
                for n, char in enumerate(run.text):
                    if char.isalnum():
                        letters.append(char.casefold()[:1])
                        self._places.append((line, r, n))
        self._letters = "".join(letters)

    def span(
        self, text: str, within: tuple[int, int] | None = None, start: int = 0
    ) -> tuple[int, int] | None:
        """Where the letters of `text` stand: from the first to behind the last."""
        sought = "".join(c.casefold()[:1] for c in text if c.isalnum())
        low, high = within or (0, len(self._letters))
        at = self._letters.find(sought, max(low, start), high) if sought else -1
        return (at, at + len(sought)) if at >= 0 else None

    def line(self, at: int) -> Line:
        return self._places[at][0]

    def marks(self, span: tuple[int, int], kind: Kind, label: str) -> Iterator[Mark]:
        """A mark for each line that a span of letters stands on; the first one tells what it is."""
        by_line: dict[Line, list[tuple[int, int]]] = {}
        for line, run, n in self._places[slice(*span)]:
            by_line.setdefault(line, []).append((run, n))
        for number, (line, places) in enumerate(by_line.items()):
            left, right = self._edge(line, places[0], 0), self._edge(line, places[-1], 1)
            yield Mark(kind, line.page, left - 1, line.top, right + 1, line.bottom, "" if number else label)

    def _edge(self, line: Line, place: tuple[int, int], behind: int) -> float:
        run = line.runs[place[0]]
        before = run.text[: place[1] + behind]
        share = self._face.width(before) / self._face.width(run.text) if before else 0.0
        return run.left + (run.right - run.left) * share


def of_changes(words: Words, account: Account) -> Iterator[Mark]:
    """The words that reading and typesetting changed, each with its rule."""
    texts = {verdict.line.number: verdict.line.text for verdict in account.galley.verdicts}
    done: dict[tuple[int, str, str], int] = {}
    for change in account.changes:
        home = words.span(texts.get(change.line, "")) if change.line else None
        again = (change.line, change.rule, change.after)
        span = words.span(change.after, home, done.get(again, 0))
        if span is not None:
            done[again] = span[1]
            yield from words.marks(span, "changed", change.rule)


def of_findings(
    found: Sequence[Line],
    words: dict[str, Words],
    anthology: Anthology,
    accounts: Sequence[Account],
    findings: Sequence[Finding],
) -> Iterator[Mark]:
    """Each finding that has a place in the text, by its number (from 1): at its line, or its paragraph."""
    seeds = {c.piece.seed: f"chapter-{c.piece.key}" for c in anthology.chapters}
    texts = {
        (account.galley.seed, verdict.line.number): verdict.line.text
        for account in accounts
        for verdict in account.galley.verdicts
    }
    first = {line.key: line for line in reversed(found)}
    for number, finding in enumerate(findings, 1):
        place = finding.place
        line = first.get(place.key)
        own = words.get(seeds.get(place.file, ""))
        if line is None and own is not None and place.line:
            span = own.span(texts.get((place.file, place.line), ""))
            line = own.line(span[0]) if span else None
        if line is not None:
            yield _of(line, "finding", str(number))
