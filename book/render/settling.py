"""Lays the book out until its pages end where they should, and no more of it than has to be.

Where a section's pages are not as foreseen, or a note stands on another page than its call, something in it
changes, and it is laid out again, alone, as often as that takes. Then the whole is laid out once more, which
says whether it came out as the section did alone. What a section came to is remembered: where the book is set
anew because the numbers of its pages changed, only sections that say other words are tried again.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from hashlib import sha256

from lxml import html
from lxml.html import HtmlElement

from book.render import astray as notes
from book.render import overleaf
from book.render.engine import Layout
from book.render.excerpt import excerpt, sections, written
from book.render.leaves import Leaves, taken
from book.render.overleaf import Foreseen

Told = Callable[[int], None]
"""Called with the number of each page that is laid out."""


@dataclass(slots=True)
class _Section:
    """A section as it is to be laid out, how it came to that, and the pages that it took."""

    mark: str  # of what it was before
    loosened: bool = False
    pushes: int = 0
    changed: HtmlElement | None = None
    leaves: Leaves | None = None


@dataclass(slots=True)
class Settler:
    """Lays out one book, and as often as it is set anew."""

    told: Told | None = None
    _known: dict[str, _Section] = field(default_factory=dict)
    _sections: dict[str, _Section] = field(default_factory=dict)
    _document: HtmlElement | None = None
    _foreseen: Mapping[str, Foreseen] = field(default_factory=dict)
    _files: Mapping[str, bytes] = field(default_factory=dict)
    _layout: Layout | None = None

    def settle(
        self, document: str, foreseen: Mapping[str, Foreseen], files: Mapping[str, bytes]
    ) -> Mapping[str, Leaves]:
        """The pages that each section of `document` takes, once those that are not as `foreseen` are mended.

        The book is laid out the first time; later only sections that are new and came out wrong before, and
        of the others that are new it is taken that they came out as they did.
        """
        before = self._sections
        self._layout = None
        self._document, self._foreseen, self._files = html.document_fromstring(document), foreseen, files
        self._sections = {}
        trouble: set[str] = set()
        for element in list(sections(self._document)):
            key, mark = element.get("id", ""), _mark(element)
            section = self._sections[key] = self._known.setdefault(mark, _Section(mark))
            if section.leaves is None and key in before:
                section.leaves = before[key].leaves
                if before[key].changed is not None:
                    trouble.add(key)
            elif section.changed is not None:
                _replace(element, deepcopy(section.changed))
        if before:
            self._alone(trouble)
        else:
            self._whole()
        return {key: section.leaves for key, section in self._sections.items() if section.leaves}

    def layout(self) -> Layout:
        """The whole book laid out, with its pages as they should be."""
        while self._layout is None:
            self._whole()
        return self._layout

    # ------------------------------------------------------------------ one layout

    def _whole(self) -> None:
        """Lay out the book, and mend the sections that came out wrong, if any did."""
        assert self._document is not None
        gc.collect()  # the pages of the layout before this one point at each other
        layout = Layout(written(self._document), self._files, told=self.told)
        wrong = self._mend(layout, set(self._sections))
        if wrong:
            del layout
            self._alone(wrong)
        else:
            self._layout = layout

    def _alone(self, keys: set[str]) -> None:
        """Lay out these sections, and those that came out wrong again, until none does."""
        assert self._document is not None
        while keys:
            part = Layout(written(excerpt(self._document, keys)), self._files, told=self.told)
            keys = self._mend(part, keys)

    def _mend(self, layout: Layout, keys: set[str]) -> set[str]:
        """Mend what is wrong in these sections, and write down their pages. Returns those that changed.

        Each once, by what was foreseen of its pages; then its notes, step by step.
        """
        assert self._document is not None
        for key, leaves in taken(layout.pages).items():
            if key in keys:
                self._sections[key].leaves = leaves
        fresh = {
            key: self._foreseen[key] for key in keys & set(self._foreseen) if not self._sections[key].loosened
        }
        wrong = overleaf.astray(layout.pages, fresh)
        overleaf.loosen(self._document, wrong)
        for key in wrong:
            self._sections[key].loosened = True
        last: dict[str, set[str]] = {}
        for block in filter(None, notes.astray(layout.pages).values()):
            key = block.partition(".")[0]
            if key in keys and key not in wrong and self._sections[key].pushes < notes.TRIES:
                last.setdefault(key, set()).add(block)
        notes.push(self._document, {block for blocks in last.values() for block in blocks})
        for key in last:
            self._sections[key].pushes += 1
        changed = {*wrong, *last}
        for element in sections(self._document):
            if (key := element.get("id", "")) in changed:
                self._sections[key].changed = element
        return changed


def _mark(section: HtmlElement) -> str:
    """What tells a section from one that is laid out otherwise."""
    body = section.getparent()
    around = "" if body is None else body.get("class", "")
    return sha256(f"{around}\0{html.tostring(section, encoding='unicode')}".encode()).hexdigest()


def _replace(element: HtmlElement, other: HtmlElement) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.replace(element, other)
