"""The index: where each of its terms stands, in printed pages and in the EPUB's documents.

Terms are looked for in the pages as they are set, block by block; where the printed pages begin is known by
block and letter (`PageStart`), so paper and screen name the same pages.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from book.model import IndexTerm, PageStart

Position = tuple[int, int]
"""The number of a block in the order of reading, and a number of letters in it."""

_NOTE = re.compile(r"(.+\.[na]\d+)(?:\.\d+)?\Z")
_TYPE = "{http://www.idpf.org/2007/ops}type"


@dataclass(frozen=True, slots=True)
class Locator:
    """One place of a term: its printed page, or a number where no pages are known, and its address."""

    label: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A line of the index."""

    heading: str
    letter: str  # the group that it stands in
    locators: tuple[Locator, ...]
    see: str = ""


@dataclass(frozen=True, slots=True)
class _Spot:
    page: str  # the key of the page of the book
    block: etree._Element
    at: Position


@dataclass(frozen=True, slots=True)
class _Text:
    page: str
    block: etree._Element
    text: str
    at: Position
    within: bool  # a note: all of it is where it is called


class Index:
    """The places of `terms` in `documents` (roots or sections, by their pages' keys, in reading order)."""

    def __init__(self, terms: Sequence[IndexTerm], documents: Mapping[str, etree._Element]) -> None:
        self._terms = terms
        self._order: dict[str, int] = {}
        self._heads: dict[str, _Spot] = {}
        self._spots: dict[IndexTerm, list[_Spot]] = {term: [] for term in terms}
        texts = [text for page, root in documents.items() for text in self._texts(page, root)]
        self._find(texts)

    def missing(self) -> tuple[IndexTerm, ...]:
        """The terms that stand nowhere and point nowhere."""
        return tuple(term for term in self._terms if not self._spots[term] and not term.see)

    def printed(self, starts: Sequence[PageStart]) -> tuple[IndexEntry, ...]:
        """The lines as paper has them: pages once each, three and more that follow each other as a range."""
        labels = self._labels(starts)
        return tuple(
            _entry(term, _ranges([labels(spot.at) for spot in self._spots[term]], starts))
            for term in self._terms
            if self._spots[term] or term.see
        )

    def linked(self, starts: Sequence[PageStart], files: Mapping[str, str]) -> tuple[IndexEntry, ...]:
        """The lines as a screen has them: a link for each page, or, without pages, for each place.

        The blocks that are linked to are given an id. `files` has the address of each page of the book.
        """
        labels = self._labels(starts)
        made = []
        for term in self._terms:
            locators: dict[str, Locator] = {}
            for spot in self._spots[term]:
                href = f"{files[spot.page]}#{_identified(spot)}"
                label = labels(spot.at) if starts else str(len(locators) + 1)
                if starts or all(locator.href != href for locator in locators.values()):
                    locators.setdefault(label, Locator(label, href))
            if locators or term.see:
                made.append(_entry(term, tuple(locators.values())))
        return tuple(made)

    # ------------------------------------------------------------------ finding

    def _texts(self, page: str, root: etree._Element) -> Iterator[_Text]:
        """The blocks of text of a chapter, its head and foot left out; notes where they are called."""
        calls: dict[str, Position] = {}
        for block in root.iter():
            key = block.get("data-k") if isinstance(block.tag, str) else None
            if not key:
                continue
            note = _NOTE.match(key)
            if note is None:
                self._order[key] = len(self._order)
            text = _Reader(page, self._order.get(key, 0), calls).read(block)
            around = {etree.QName(a).localname for a in block.iterancestors()}
            if note is None:
                self._heads.setdefault(page, _Spot(page, block, (self._order[key], 0)))
            if page.startswith("chapter-") and not around & {"header", "footer"}:
                at = calls.get(note[1], (self._order.get(key, 0), 0)) if note else (self._order[key], 0)
                yield _Text(page, block, text, at, note is not None)

    def _find(self, texts: Sequence[_Text]) -> None:
        by_form = {_plain(form): term for term in self._terms for form in term.forms}
        forms = sorted(by_form, key=len, reverse=True)
        if forms:
            pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(_loose, forms))})(?!\w)")
            for text in texts:
                for found in pattern.finditer(text.text):
                    block, letters = text.at
                    at = (block, letters if text.within else _letters(text.text[: found.start()]))
                    self._spots[by_form[_plain(found[0])]].append(_Spot(text.page, text.block, at))
        for term in self._terms:
            heads = [self._heads.get(f"chapter-{key}") for key in term.pieces]
            self._spots[term] += [spot for spot in heads if spot is not None]
            self._spots[term].sort(key=lambda spot: spot.at)

    def _labels(self, starts: Sequence[PageStart]) -> _Labels:
        known = [(self._order[s.block], s.letters, s.label) for s in starts if s.block in self._order]
        return _Labels([(order, letters) for order, letters, _ in known], [label for _, _, label in known])


@dataclass(frozen=True, slots=True)
class _Labels:
    places: list[Position]
    labels: list[str]

    def __call__(self, at: Position) -> str:
        """The label of the page that a position is on."""
        return self.labels[max(bisect_right(self.places, at) - 1, 0)] if self.labels else ""


class _Reader:
    """Reads a block's own text, and notes where in it notes are called."""

    def __init__(self, page: str, number: int, calls: dict[str, Position]) -> None:
        self._page, self._number, self._calls = page, number, calls
        self._text = ""

    def read(self, block: etree._Element) -> str:
        self._walk(block)
        return self._text

    def _walk(self, element: etree._Element) -> None:
        self._text += element.text or ""
        for child in element:
            if isinstance(child.tag, str):
                here = (self._number, _letters(self._text))
                kinds = (child.get(_TYPE) or "").split()
                if key := child.get("data-k"):
                    self._calls[key] = here
                elif "noteref" in kinds:
                    self._calls[f"{self._page}.n{''.join(child.itertext())}"] = here
                elif etree.QName(child).localname == "br":
                    self._text += " "
                elif "ours" not in (child.get("class") or "").split():
                    self._walk(child)
            self._text += child.tail or ""


def _entry(term: IndexTerm, locators: tuple[Locator, ...]) -> IndexEntry:
    return IndexEntry(term.heading, term.letter, locators, term.see)


def page_anchor(label: str) -> str:
    """The name by which the printed page with this number is linked to."""
    return f"page-{label}"


def _ranges(labels: Sequence[str], starts: Sequence[PageStart]) -> tuple[Locator, ...]:
    """Labels as an index prints them: 7, 9–11; each leads to its page, a range to its first."""
    order = {label: n for n, label in enumerate(dict.fromkeys(start.label for start in starts))}
    pages = sorted({order[label]: label for label in labels if label in order}.items())
    made: list[Locator] = []
    for _, together in groupby(enumerate(pages), key=lambda item: item[1][0] - item[0]):
        run = [label for _, (_, label) in together]
        shown = [(f"{run[0]}–{run[-1]}", run[0])] if len(run) > 2 else [(label, label) for label in run]
        made += [Locator(text, f"#{page_anchor(label)}") for text, label in shown]
    return tuple(made)


def _identified(spot: _Spot) -> str:
    """The id of a spot's block, given to it where it has none."""
    block = spot.block
    if not block.get("id"):
        block.set("id", "k-" + (block.get("data-k") or "").rpartition(".")[2] + _scope(block))
    return block.get("id") or ""


def _scope(block: etree._Element) -> str:
    """What keeps the blocks of a note apart from those of the text."""
    note = _NOTE.match(block.get("data-k") or "")
    return f"-{note[1].rpartition('.')[2]}" if note else ""


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _plain(form: str) -> str:
    return " ".join(form.replace("'", "’").split())


def _loose(form: str) -> str:
    """A form as it may be spaced and spelt: with any space, with either apostrophe."""
    return re.escape(form).replace(r"\ ", r"\s+").replace("’", "[’']")
