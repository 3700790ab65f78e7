"""Walks a document in its order: the runs of text between two block boundaries, and of them lines."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from lxml.html import HtmlElement

from book.model import Image, Inline, Line, Ordinal, Slot, Text
from book.read import grids, mastheads, preformatted, thematic
from book.read.elements import BLOCKS, HEADINGS
from book.read.gathered import BR, END, Home, Marks, Run, line_of, tree
from book.read.inlinenotes import (
    CALL,
    ELEMENTS_OF_NOTES,
    NOTE_BOX,
    is_note,
    own_call,
    shows_note,
    without_number,
)
from book.read.listmarks import DONE, OPEN
from book.read.numbering import ordinals
from book.read.paragraphs import parted
from book.read.shown import Gallery, spoken
from book.read.steps import step
from book.read.unseen import unseen
from book.sentences import running
from book.urls import absolute

Anchor = tuple[int, str]
"""An id that links may lead to, with how many runs stand before it."""

_DRAWN = frozenset({"svg", "canvas"})
_SPANS: dict[str, str] = {
    "em": "em", "i": "i", "strong": "strong", "b": "b", "cite": "cite", "code": "code", "kbd": "code",
    "samp": "code", "tt": "code", "sup": "sup", "sub": "sub", "dfn": "em", "var": "i",
    "s": "s", "strike": "s", "del": "s",
}  # fmt: skip
_STYLED, _BOLD = frozenset({"span", "font"}), frozenset({"b", "strong"})
_LOOKS = (
    ("b", re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)),
    ("i", re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.I)),
)
"""How editors that know no <b> and <i> set words apart (Google Docs, Blogger's, mail programs)."""
_LIGHT = re.compile(r"font-weight\s*:\s*(?:normal|[1-4]00)", re.I)
"""What Google Docs puts around a whole text that is copied from it: a <b> that is none."""
_SEPARATOR = re.compile("[\u2028\u2029]")
"""Unicode's line and paragraph separators: a word processor's line ends, pasted into a page."""
_BEGINNING = 1000  # characters of an element by which its script is told
_DIGIT = re.compile(r"\d{1,3}")
_HOLDS_WORDS = frozenset({"p", "li", "dd", "td", "blockquote", "em", "strong", "span", "a"})
_FEW = 3  # elements in a button that is a word
_FEW_BESIDE = 12  # elements beside one that are looked at
_MARKS = 24
"""Inline elements around a run that are told; what lies deeper changes nothing that a reader sees."""


def _spoken(element: HtmlElement) -> str:
    """The language that an element tells, as codes are written (RFC 5646, 2.1.1): 'NL-be' -> 'nl-BE'."""
    said = str(element.get("lang") or "").strip()
    if not said or (said.islower() and "-" not in said):
        return said
    first, *rest = said.split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])


def _in_other_letters(element: HtmlElement) -> bool:
    """Whether most letters of an element's text, by its beginning, are of another script than the Latin."""
    text = itertools.islice(itertools.chain.from_iterable(element.itertext()), _BEGINNING)
    letters = [char for char in text if char.isalpha()]
    return 2 * sum(unicodedata.name(char, "").startswith("LATIN") for char in letters) < len(letters)


@dataclass(slots=True)
class _Open:
    """A line that is being gathered: its runs of inline markup, innermost last."""

    home: Home = field(default_factory=lambda: Home("", ""))
    whole: bool = False  # it is preformatted
    runs: list[Run] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    """The ids within it that links may lead to, each with how many runs stand before it."""


class Walk:
    """Walks a document in its order and gives the lines between its block boundaries."""

    def __init__(self, base: str, gallery: Gallery, *, hidden: bool = False, notes: bool = True) -> None:
        """`hidden`: give what the page hides as well; `notes`: set those that stand in sentences apart."""
        self._notes_apart = notes
        self._base = base
        self._gallery = gallery
        self._hidden = hidden
        self._open = _Open()
        self._shown: list[tuple[bool, Line]] = []  # pictures in the paragraph; True: its text comes first
        self._notes = 0  # those that stand in their sentences
        self._slots: dict[HtmlElement, Slot] = {}  # the cells of the tables so far
        self._ordinals: dict[HtmlElement, Ordinal] = {}
        self._tongue = ""  # the language that the page says it is in
        self._above = True  # no running text yet

    def lines(self, document: HtmlElement) -> Iterator[Line]:
        self._tongue = _spoken(document).partition("-")[0]
        root = _root(document)
        # An explicit stack: pages nest deeper than Python calls.
        stack: list[tuple[HtmlElement, bool, Marks, Home, int]] = [(root, False, (), Home("body", "body"), 1)]
        while stack:
            element, done, marks, home, nth = stack.pop()
            name = element.tag
            if done:
                if self._open.whole and name in preformatted.ROWS:
                    self._new_row()
                elif name in BLOCKS and not _in_sentence(element):
                    yield from self._close()
                self._open.home = home
                self._add(element.tail, marks)
                continue
            if not isinstance(name, str) or (
                element is not root and self._taken_whole(element, marks, home, nth)
            ):
                self._add(element.tail, marks)
                continue
            stack.append((element, True, marks, home, nth))
            if self._open.whole and name in preformatted.ROWS:
                self._new_row()
            elif name in BLOCKS and not _in_sentence(element):
                yield from self._close()
                place = step(home.place, element, nth) if element is not root else home.place
                tag = home.tag if home.tag in HEADINGS and _is_all(element) else name
                home = Home(tag, place, self._slot(element, home.slot), self._ordinal(element, home))
                marks = self._language(element, marks)
                self._open.whole = preformatted.whole(element, BLOCKS)
                if thematic.is_rule(element):
                    yield thematic.rule(place)
            elif element.keys():
                marks = (*marks, *self._mark(element)) if len(marks) < _MARKS else marks
                ids = (element.get("id"), element.get("name") if name == "a" else None)
                self._open.anchors += [(len(self._open.runs), id_) for id_ in ids if id_]
            elif name in _SPANS and len(marks) < _MARKS:
                marks = (*marks, (_SPANS[name], ""))
            self._open.home = home
            self._add(element.text, marks)
            children = [(child, False, marks, home, n) for n, child in enumerate(element, 1)]
            stack += reversed(children)
        yield from self._close()

    def _taken_whole(self, element: HtmlElement, marks: Marks, home: Home, nth: int) -> bool:
        """Reads an element that is left out, or shown as one thing: a picture, a note, a forced line end.
        False for one that is neither: then what it holds is to be read."""
        name = element.tag
        if name in _DRAWN and (image := self._gallery.drawn(element)) is not None:
            self._picture(image, step(home.place, element, nth))
            return True
        task = name == "input" and _is_task(element, home)
        noted = self._notes_apart and name in ELEMENTS_OF_NOTES and is_note(element)
        toggle = name == "label" and shows_note(element)
        control = self._open.whole and preformatted.controls(element)
        if toggle or control or (unseen(element, self._hidden) and not (task or noted)):
            return True
        if name == "br":
            self._open.runs.append(END)
        elif name == "img" or task:
            self._show(element, step(home.place, element, nth), marks)
        elif noted:
            self._note(element, home.place)
        else:
            return False
        return True

    def _language(self, element: HtmlElement, around: Marks) -> Marks:
        """The language that a block is in, if it is another than its page's and written in other letters.

        What a page says of Latin letters is not believed: programs say it of every block, and mostly wrongly.
        """
        said = _spoken(element)
        if not said:
            return tuple(mark for mark in around if mark[0] == "span" and mark[1])[:1]
        own = said.partition("-")[0] == self._tongue
        return () if own or not _in_other_letters(element) else (("span", said),)

    def _slot(self, element: HtmlElement, around: Slot | None) -> Slot | None:
        """The cell that an element is, or stands in."""
        if element.tag == "table":
            self._slots |= grids.slots(element)
            return None
        return self._slots.get(element, around)

    def _ordinal(self, element: HtmlElement, around: Home) -> Ordinal | None:
        """The number of the item that an element is, or stands in, of a list that counts as few do."""
        if element.tag == "ol":
            self._ordinals |= ordinals(element)
        return self._ordinals.get(element) if element.tag == "li" else around.ordinal

    def _new_row(self) -> None:
        """An element that begins or ends a row of what is preformatted does so, as a browser shows it."""
        if self._open.runs and not self._open.runs[-1][1].endswith("\n"):
            self._open.runs.append(END)

    def _mark(self, element: HtmlElement) -> Marks:
        name = cast("str", element.tag)
        if name == "a" and element.get("href", "").strip():
            href = element.get("href", "").strip()
            try:
                return (("a", absolute(self._base, href) if self._base and href[0] != "#" else href),)
            except ValueError:
                return ()
        said = _spoken(element)
        style = element.get("style", "")
        if name in _SPANS:
            light = name in _BOLD and _LIGHT.search(style) is not None
            return () if light else ((_SPANS[name], said),)
        marks = tuple((kind, "") for kind, looks in _LOOKS if name in _STYLED and looks.search(style))
        return (("span", said), *marks) if said else marks

    def _note(self, element: HtmlElement, place: str) -> None:
        """A note that stands in its sentence: a call there, and the note in a line of its own below."""
        self._notes += 1
        around = element.getparent()
        own = ""
        if around is not None and NOTE_BOX.search(around.get("class") or ""):
            own = (around.text or "").strip()  # its call stands with it, in one element
        while runs := self._open.runs:
            text = runs[-1][1].strip()
            if text and not own_call(runs[-1]) and not (text == own and CALL.fullmatch(text)):
                break
            called = _DIGIT.search(text)
            own = called[0] if called else own
            runs.pop()
        mark = f"[{self._notes}]"
        self._open.runs.append(((), mark))
        walk = Walk(self._base, self._gallery, hidden=True, notes=False)
        said = [line for line in walk.lines(without_number(element, own)) if not line.image]
        text = " ".join((mark, *(line.text for line in said)))
        inlines: list[Inline] = [Text(mark)]
        for line in said:
            inlines += [Text(" "), *(line.inlines or (Text(line.text),))]
        marked = any(line.inlines for line in said)
        here = f"{place} > aside.footnote"
        self._shown.append((True, Line(0, text, "aside", here, tuple(inlines) if marked else ())))

    def _show(self, element: HtmlElement, place: str, marks: Marks) -> None:
        """A picture, or the sign that it stands for; of a task that cannot be ticked here, its box."""
        if element.tag == "input":
            self._add(f"{DONE if 'checked' in element.attrib else OPEN} ", marks)
        elif said := spoken(element):
            self._add(said, marks)
        elif (image := self._gallery.image(element)) is not None:
            self._picture(image, place)

    def _picture(self, image: Image, place: str) -> None:
        after = any(text.strip() for _, text in self._open.runs)
        self._shown.append((after, Line(0, "", "img", place, image=image)))

    def _add(self, text: str | None, marks: Marks) -> None:
        if not text:
            return
        if text.isascii() or not _SEPARATOR.search(text):
            self._open.runs.append((marks, text))
            return
        first, *others = _SEPARATOR.split(text)
        self._open.runs.append((marks, first))
        for other in others:
            self._open.runs += [END, (marks, other)]

    def _close(self) -> Iterable[Line]:
        """The lines of what was gathered: of white space between blocks there are none."""
        runs, self._open.runs = self._open.runs, []
        shown, self._shown = self._shown, []
        anchors, self._open.anchors = self._open.anchors, []
        whole, self._open.whole = self._open.whole, False
        if not whole and not shown and all(text.isspace() for _, text in runs):
            return ()
        return self._gathered(runs, shown, anchors, whole)

    def _gathered(
        self, runs: list[Run], shown: Sequence[tuple[bool, Line]], anchors: list[Anchor], whole: bool
    ) -> Iterator[Line]:
        """The lines of some runs, and of the pictures among them."""
        yield from (line for after, line in shown if not after)
        home = self._open.home
        if whole:
            yield from _preformatted(runs, anchors, home)
        elif END in runs:
            runs, anchors = thematic.apart(runs, anchors, BR)
            begun = 0
            for part, end in parted(runs, home):
                ids = tuple(id_ for at, id_ in anchors if begun <= at < end)
                for row in mastheads.parted(part, home) if self._above else (part,):
                    for line in self._lines_of(row, home, ids):
                        yield line
                        begun, ids = end, ()
        else:
            yield from self._lines_of(runs, home, tuple(id_ for _, id_ in anchors))
        yield from (line for after, line in shown if after)

    def _lines_of(self, runs: Sequence[Run], home: Home, ids: tuple[str, ...]) -> Iterator[Line]:
        """The line that some runs are, if they have any text."""
        for line in line_of(runs, home, ids):
            self._above = self._above and not running(line.text)
            yield line


def _preformatted(runs: list[Run], anchors: Sequence[Anchor], home: Home) -> Iterator[Line]:
    """The line that the runs of a <pre> are."""
    rows = preformatted.rows(runs)
    for line in line_of(preformatted.joined(rows, BR), home):
        yield replace(line, anchors=tuple(id_ for _, id_ in anchors), rows=tuple(tree(row) for row in rows))


def _root(document: HtmlElement) -> HtmlElement:
    """What holds a page's text: where the mending found no body, it left the text in the head."""
    body, head = document.find("body"), document.find("head")
    if body is not None:
        return body
    only = head is not None and all(e is head for e in document if isinstance(e.tag, str))
    return head if head is not None and only else document


def _is_all(element: HtmlElement) -> bool:
    """Is a box all that the element around it holds, as some editors put one in a heading?"""
    around = element.getparent()
    if element.tag not in ("div", "p") or around is None or len(around) > _FEW_BESIDE:
        return False
    others = [around.text, *(e.tail for e in around)]
    others += [str(e.text_content()) for e in around if e is not element and isinstance(e.tag, str)]
    return not any(text and text.strip() for text in others)


def _in_sentence(element: HtmlElement) -> bool:
    """Is this a button among the words of a sentence, which a browser shows in their line?"""
    around = element.getparent()
    if element.tag != "button" or around is None or around.tag not in _HOLDS_WORDS or len(element) > _FEW:
        return False
    near = [*itertools.islice(element.itersiblings(preceding=True), _FEW_BESIDE)]
    before = (around.text if len(near) < _FEW_BESIDE else None, *(e.tail for e in near))
    after = (element.tail, *(e.tail for e in itertools.islice(element.itersiblings(), _FEW_BESIDE)))
    return any(text and text.strip() for text in before) and any(text and text.strip() for text in after)


def _is_task(element: HtmlElement, home: Home) -> bool:
    """A box that shows whether a task in a list is done: one that can be ticked is a form's."""
    ticked = element.get("type", "").lower() == "checkbox" and "disabled" in element.attrib
    return ticked and " > li" in home.place
