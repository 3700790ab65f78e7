"""HTML -> lines: every run of visible text between two block boundaries is one line.

A line knows the element that it stands in (`tag`), the way down to it (`place`, as a CSS selector) and
its inline markup (`inlines`): emphasis, links, superscripts, foreign words. What a browser doesn't show
(scripts, styles, `hidden`) is no line. A picture is a line of its own, without text, where it stands, or
after the paragraph that it stands in. A <pre> is one line, with its rows. What the page says of itself in
its head is among the reading's facts.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import cast
from urllib.parse import urljoin

from lxml.html import HtmlElement

from book.errors import Place, SeedError
from book.model import UNSHOWN, Change, Image, Inline, Line, Ordinal, Reading, Seed, Slot, Text
from book.read import (
    archived,
    captions,
    disclosed,
    frontmatter,
    grids,
    keep,
    mastheads,
    notion,
    obscured,
    onenote,
    pageindents,
    preformatted,
    ruby,
    sidenotes,
    thematic,
    verseparagraphs,
)
from book.read.elements import BLOCKS, HEADINGS
from book.read.encodings import decode, refuse_data
from book.read.formulas import write_out
from book.read.gathered import BR, Home, Marks, Run, line_of, tree
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
from book.read.markup import parse
from book.read.numbering import ordinals
from book.read.pagefacts import page_facts
from book.read.repair import SUSPECT, repair, repaired
from book.read.shown import Gallery, spoken
from book.read.steps import step
from book.read.streamed import settle
from book.read.told import told, unshown
from book.read.unseen import unseen
from book.sentences import running
from book.urls import absolute

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
_META_CHARSET = re.compile(rb"<meta[^>]+?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_SAVED = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s>]+)"
)
"""What browsers and SingleFile note at the head of a page that they save."""
_OPENS_NOTE = re.compile(r"\s*(?:\[\d{1,3}\]|[⁰¹²³⁴-⁹]{1,3}(?=\s?[^\W\d]))")
_PARAGRAPHS = frozenset({"p", "div"})
_HEADING = 12
"""Words of a heading that is none by its element, at most."""
_RUNS = 3 * _HEADING
"""Runs of text that so many words are, at most: a mark begins and ends at each, and spaces are between."""
_BEGINNING = 1000  # characters of an element by which its script is told
_DIGIT = re.compile(r"\d{1,3}")
_HOLDS_WORDS = frozenset({"p", "li", "dd", "td", "blockquote", "em", "strong", "span", "a"})
_FEW = 3  # elements in a button that is a word
_FEW_BESIDE = 12  # elements beside one that are looked at
_MARKS = 24
"""Inline elements around a run that are told; what lies deeper changes nothing that a reader sees."""


def read_html(seed: Seed) -> Reading:
    """The lines of a web page. Raises SeedError for bytes that are no text and for a page without a word."""
    text, encoding = page_text(seed.data, seed.name)
    refuse_data(text, seed.name)
    # A page as Jekyll, Hugo and Eleventy are given it: their own words stand above the first element.
    text, fronted = frontmatter.split(text) if text.startswith(("---", "+++")) else (text, ())
    document = parse(text, seed.name)
    settle(document)
    obscured.mend(document)
    archived.mend(document, text)
    of_notes = (*notion.mend(document), *keep.mend(document), *onenote.mend(document))
    grids.mend(document)
    disclosed.mend(document)
    sidenotes.mend(document)
    captions.mend(document)
    pageindents.mend(document)
    write_out(document)
    ruby.bracketed(document)
    verseparagraphs.mend(document)
    lines: list[Line] = []
    changes: list[Change] = []
    base = _joined(
        seed.address or _address(text, document), next((e.get("href", "") for e in document.iter("base")), "")
    )
    gallery = Gallery(seed, base)
    blocks = thematic.placed(_Walk(base, gallery).lines(document))
    if all(block.image for block in blocks):
        # A page that scripts unveil shows nothing without them: then what it hides is its text.
        gallery = Gallery(seed, base)
        blocks = thematic.placed(_Walk(base, gallery, hidden=True).lines(document))
    blocks = _with_unshown(blocks, document, base)
    for number, block in enumerate(preformatted.parted(blocks), 1):
        line = block.numbered(number)
        if line.rows:
            line, done = preformatted.mended(line)
            changes += done
        elif SUSPECT.search(line.text):
            mended, done = repair(line.text, number)
            if mended != line.text:
                line = replace(line, text=mended, inlines=repaired(line.inlines, mended))
            changes += done
        lines.append(line)
    if all(line.image for line in lines):
        framed = [str(frame.get("src")) for frame in document.iter("frame", "iframe") if frame.get("src")]
        hint = f"it shows other pages in frames; add those: {', '.join(framed[:4])}" if framed else ""
        raise SeedError("there is no text in this page", where=Place(seed.name), hint=hint)
    return Reading(
        tuple(lines),
        encoding,
        tuple(changes),
        (*fronted, *of_notes, *page_facts(document)),
        gallery.pictures,
        told(document),
    )


def _with_unshown(blocks: list[Line], document: HtmlElement, base: str) -> list[Line]:
    """The lines of a page; of one that shows nothing of its text, that of its head below its heading."""
    text = unshown(document, blocks)
    if not text:
        return blocks
    body = parse(f"<!doctype html><html><body>{text}</body></html>", UNSHOWN)
    walk = _Walk(base, Gallery(Seed("", b"", "html"), base))
    lines = [replace(line, place=UNSHOWN) for line in walk.lines(body)]
    at = next((n for n, line in enumerate(blocks, 1) if line.tag == "h1"), len(blocks))
    return [*blocks[:at], *(line for line in lines if not line.image), *blocks[at:]]


def _joined(address: str, base: str) -> str:
    """What relative links start from: the page's <base>, which may be relative itself."""
    try:
        return urljoin(address, base)
    except ValueError:
        return address


def _address(text: str, document: HtmlElement) -> str:
    """Where a saved page was: by what saved it, or by its own word; '' where neither says."""
    if saved := _SAVED.search(text[:4096]):
        return str(saved[1])
    for element in document.iter("link", "meta"):
        told = element.get("rel") == "canonical" or element.get("property") == "og:url"
        address = (element.get("href") or element.get("content") or "").strip() if told else ""
        if address.startswith(("http://", "https://")):
            return str(address)
    return ""


def page_text(data: bytes, name: str) -> tuple[str, str]:
    """A page's bytes as characters: by their byte order mark, <meta charset>, else as plain text is read."""
    declared = _META_CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        label = declared[1].decode("ascii", "replace").lower()
        # The WHATWG encoding standard reads ISO 8859-1 as Windows-1252.
        label = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}.get(label, label)
        try:
            return data.decode(label), label
        except (LookupError, UnicodeDecodeError):
            pass
    decoded = decode(data, name)
    return decoded.text, decoded.encoding


def _spoken(element: HtmlElement) -> str:
    """The language that an element tells, as codes are written (RFC 5646, 2.1.1): 'NL-be' -> 'nl-BE'."""
    said = str(element.get("lang") or "").strip()
    if said.islower() and "-" not in said:
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
    runs: list[tuple[Marks, str]] = field(default_factory=list)
    anchors: list[tuple[int, str]] = field(default_factory=list)
    """The ids within it that links may lead to, each with how many runs stand before it."""


class _Walk:
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
        body = document.find("body")
        # Where the mending found no body, it left the text in the head.
        head = document.find("head")
        only = head is not None and all(e is head for e in document if isinstance(e.tag, str))
        root = body if body is not None else head if head is not None and only else document
        # An explicit stack: pages nest deeper than Python calls.
        stack: list[tuple[HtmlElement, bool, Marks, Home, int]] = [(root, False, (), Home("body", "body"), 1)]
        while stack:
            element, done, marks, home, nth = stack.pop()
            if done:
                if self._open.whole and element.tag in preformatted.ROWS:
                    self._new_row()
                elif element.tag in BLOCKS and not _in_sentence(element):
                    yield from self._close()
                self._open.home = home
                self._add(element.tail, marks)
                continue
            if not isinstance(element.tag, str):
                self._add(element.tail, marks)
                continue
            if element.tag in _DRAWN and (image := self._gallery.drawn(element)) is not None:
                self._picture(image, step(home.place, element, nth))
                self._add(element.tail, marks)
                continue
            task = element.tag == "input" and _is_task(element, home)
            noted = self._notes_apart and element.tag in ELEMENTS_OF_NOTES and is_note(element)
            toggle = element.tag == "label" and shows_note(element)
            control = self._open.whole and preformatted.controls(element)
            left_out = element is not root and not (task or noted) and unseen(element, self._hidden)
            if toggle or control or left_out:
                self._add(element.tail, marks)
                continue
            name = element.tag
            outer = (marks, home)
            if name == "br":
                self._open.runs.append((BR, "\n"))
                self._add(element.tail, marks)
                continue
            if name == "img" or task:
                self._show(element, step(home.place, element, nth), marks)
                self._add(element.tail, marks)
                continue
            if noted:
                self._note(element, home.place)
                self._add(element.tail, marks)
                continue
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
            else:
                marks = (*marks, *self._mark(element)) if len(marks) < _MARKS else marks
                ids = (element.get("id"), element.get("name") if name == "a" else None)
                self._open.anchors += [(len(self._open.runs), id_) for id_ in ids if id_]
            self._open.home = home
            stack.append((element, True, *outer, nth))
            self._add(element.text, marks)
            children = enumerate(element, 1)
            stack += reversed([(child, False, marks, home, n) for n, child in children])
        yield from self._close()

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
            self._open.runs.append((BR, "\n"))

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
        walk = _Walk(self._base, self._gallery, hidden=True, notes=False)
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
            self._open.runs += [(BR, "\n"), (marks, other)]

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
        self, runs: list[Run], shown: Sequence[tuple[bool, Line]], anchors: list[tuple[int, str]], whole: bool
    ) -> Iterator[Line]:
        """The lines of some runs. Two forced line ends in a row part paragraphs, as old pages do."""
        yield from (line for after, line in shown if not after)
        home = self._open.home
        if not whole:
            runs, anchors = thematic.apart(runs, anchors, BR)
        if whole:
            rows = preformatted.rows(runs)
            for line in line_of(preformatted.joined(rows, BR), home):
                yield replace(
                    line, anchors=tuple(id_ for _, id_ in anchors), rows=tuple(tree(row) for row in rows)
                )
            runs = []
        part: list[tuple[Marks, str]] = []
        breaks = begun = 0

        def lines(end: int) -> Iterator[Line]:
            """The line of the runs so far (of a masthead, the lines), with the anchors before run `end`."""
            held = tuple(id_ for at, id_ in anchors if begun <= at < end)
            for row in mastheads.parted(part, home) if self._above else (part,):
                for line in line_of(row, home, held):
                    self._above = self._above and not running(line.text)
                    held = ()
                    yield line

        for n, (marks, text) in enumerate([*runs, (BR, "\n"), (BR, "\n")]):
            if marks == BR:
                breaks += 1
                if breaks == 2:
                    for line in lines(n):
                        yield line
                        begun = n
                    part = []
                continue
            if not text.strip():
                part.append((marks, text))
                continue
            if breaks == 1 and part and _OPENS_NOTE.match(text):  # notes in one paragraph, a line each
                for line in lines(n):
                    yield line
                    begun = n
                part, breaks = [], 0
            if breaks == 1 and 0 < len(part) <= _RUNS and _heads(part, runs[n:], home):
                yield from lines(n)
                begun = n
                part, breaks = [], 0
            if breaks == 1 and part:
                part.append((BR, "\n"))
            breaks = 0
            part.append((marks, text))
        yield from (line for after, line in shown if after)


def _heads(bold: Sequence[Run], below: Sequence[Run], home: Home) -> bool:
    """Are these runs in bold a heading, above running text on the next line of their paragraph?"""
    words = "".join(text for _, text in bold).split()
    if home.tag not in _PARAGRAPHS or home.slot is not None or not 0 < len(words) <= _HEADING:
        return False
    if words[-1].endswith((".", ",", ";", ":", "…")) or not all(_bold(m) for m, text in bold if text.strip()):
        return False
    text = "".join(text for _, text in itertools.takewhile(lambda run: run[0] != BR, below))
    return not _bold(below[0][0]) and running(" ".join(text.split()))


def _bold(marks: Marks) -> bool:
    return any(kind in ("b", "strong") for kind, _ in marks)


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
