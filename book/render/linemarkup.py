"""Writes set lines into the document, in a form that leaves the layout engine no choice and little work.

A set paragraph keeps its white space (`white-space: pre`): each of its lines ends with a newline, so the
engine tries nothing else, and before it the space that copying and reading aloud need. A line that is not
set as the paragraph is, stands in a span; spans of one make are of one class, for the engine works out
the style of a class once. The text, its order and its tags stay what they were.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from lxml import html
from lxml.html import HtmlElement

from book.errors import Place
from book.justify import HYPHEN, Fit, SetLine, TextStyle, fit, set_lines
from book.model import Finding, Severity
from book.render import foreign, noteparts, overleaf, probe
from book.render.linesetting import Composition, Stick, left
from book.render.setfonts import SetFonts, scaled_family

SET = "set"
"""The class of a block whose lines are set."""

OVERLONG = "overlong"
"""The class of a block with a word wider than its lines: set ragged, that word broken where it must."""

_GRAIN = 0.02
"""Points that word spacing is rounded to: what remains, a tenth of a point on a line, is not seen."""

_NAMED = ("id", "name")
_ENDS = (" \n", "\n")  # of a line between words, of a line within one


def write(
    composition: Composition,
    chosen: Mapping[str, Fit],
    cuts: Mapping[str, Sequence[int]],
    carried: noteparts.Carried,
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Write the lines into the document: `chosen` are fits by the paragraphs' keys, else the best is taken;
    `cuts` has after how many of its lines a page ends, `carried` what of a note goes on where one begins.

    Returns the scaled fonts that the document now asks for, by file name, and their families' names. Notes
    are written before the paragraphs that call them, so that they travel whole.
    """
    makes = _Makes(composition.fonts)
    parts = _Parts(carried)
    for stick in sorted(composition.sticks, key=lambda s: not probe.is_note(s.element)):
        best = chosen.get(stick.key) or fit(stick.paragraph)
        if best is None:
            composition.findings.append(left(stick.key, stick.element, "a word in it is wider than the line"))
            stick.element.set("class", f"{stick.element.get('class', '')} {OVERLONG}".strip())
            continue
        if best.emergency:
            composition.findings.append(_loose(stick))
        lines, writer = set_lines(stick.paragraph, best), _Writer(stick, makes, parts.moved)
        if probe.is_note(stick.element):
            _write_note(writer, lines, parts)
        else:
            _write_paragraph(writer, lines, cuts.get(stick.key, ()), parts)
    for block in composition.document.iter() if carried else ():
        if begun := parts.at((block.get(probe.KEY) or "", 0)):
            noteparts.anchor(block, begun)
    sheet = html.Element("style")
    sheet.text = makes.css()
    probe.head(composition.document).append(sheet)
    return composition.fonts.files(makes.used), tuple(scaled_family(*font) for font in sorted(makes.used))


def _loose(stick: Stick) -> Finding:
    return Finding(
        "paper.loose-paragraph",
        Severity.NOTE,
        Place(key=stick.key),
        f"no set of breaks is within the limits: {' '.join(stick.element.text_content().split())[:50]!r}",
        "reword nothing; an exception for hyphenation in the plan may help",
    )


class _Makes:
    """The makes of line that the document has, each a class; and the scaled fonts that they ask for."""

    def __init__(self, fonts: SetFonts) -> None:
        self._fonts = fonts
        self._classes: dict[str, str] = {}
        self.used: set[tuple[str, int]] = set()

    def line(self, stick: Stick, line: SetLine) -> str:
        """The class of a line; "" for one that is set as its paragraph is."""
        says = []
        spacing = line.word_spacing
        if spacing != stick.style.word_spacing:
            # Never nought: where a font kerns against the space, WeasyPrint draws a line with any word
            # spacing as it measured it, and one without otherwise (Kozea/WeasyPrint, issue 2928).
            spacing = (spacing // _GRAIN + 0.5) * _GRAIN
            says.append(f"word-spacing:{spacing:.2f}pt")
        if line.expansion:
            family = self._fonts.family(stick.style)
            self.used.add((family, line.expansion))
            says.append(f"font-family:'{scaled_family(family, line.expansion)}'")
        if line.left:
            says.append(f"margin-left:{-line.left:.3f}pt")
        return self._class("l", ";".join(says)) if says else ""

    def note(self, stick: Stick) -> str:
        """The class that sets back what a note would inherit from the line that calls it."""
        family = self._fonts.family(stick.style)
        spacing = stick.style.word_spacing
        return self._class("n", f"white-space:normal;word-spacing:{spacing:.4f}pt;font-family:'{family}'")

    def bare(self, style: TextStyle, expansion: int, letter: str) -> str:
        """The class of a letter that is drawn without its dots."""
        return self._class("b", f"font-feature-settings:{self._fonts.bare(style, expansion, letter)}")

    def css(self) -> str:
        """The rules of all classes. A note's own stylesheet is stronger than what sets it back."""
        rules = "".join(
            f":where(.{name}){{{says}}}" if name[0] == "n" else f".{name}{{{says}}}"
            for says, name in self._classes.items()
        )
        return f"{rules}.{SET}{{white-space:pre}}{overleaf.CSS}{foreign.CSS}{self._fonts.css(self.used)}"

    def _class(self, letter: str, says: str) -> str:
        return self._classes.setdefault(says, f"{letter}{len(self._classes)}")


class _Parts:
    """What of notes goes on overleaf, as elements, once the notes are written."""

    def __init__(self, carried: noteparts.Carried) -> None:
        self._carried = carried
        self._made: dict[noteparts.Rows, HtmlElement] = {}
        self.moved: set[HtmlElement] = set()  # paragraphs of notes that do not stand where they are called

    def of(self, key: str) -> list[noteparts.Rows]:
        """What goes on of this part of a note, in order."""
        return sorted(rows for place in self._carried.values() for rows in place if rows.key == key)

    def make(self, rows: noteparts.Rows, note: HtmlElement) -> HtmlElement:
        """The element for these rows of a note: all that it has, itself."""
        if rows.start:
            part = html.Element("span", dict(note.attrib), lang=_language(note))
            part.set("data-note", "")
            overleaf.add(part, noteparts.REST)
        else:
            part = note
            part.tail = None  # it was what stands behind its call
            self.moved.add(note)
        overleaf.add(part, noteparts.CARRIED)
        self._made[rows] = part
        return part

    def at(self, place: noteparts.Place) -> list[HtmlElement]:
        """What goes on at this place."""
        found = [self._made[rows] for rows in self._carried.get(place, ()) if rows in self._made]
        for part in found[:1]:
            overleaf.add(part, noteparts.CONTINUED)
        return found


def _write_note(writer: _Writer, lines: Sequence[SetLine], parts: _Parts) -> None:
    note = writer.block()
    rows = parts.of(note.get(probe.KEY, ""))
    first = rows[0].start if rows else len(lines)
    if first:
        writer.lines(note, lines[:first], first != len(lines))
    for part in rows:
        writer.lines(parts.make(part, note), lines[part.start : part.end], part.end != len(lines))


def _write_paragraph(writer: _Writer, lines: Sequence[SetLine], cuts: Sequence[int], parts: _Parts) -> None:
    block = writer.block()
    for start, end in pairwise([0, *cuts, len(lines)]):
        around = block
        if cuts:  # what stands on one page is a block, for a page to end between two
            around = html.Element("span", {"class": overleaf.OVERLEAF if start else overleaf.ABOVE})
            block.append(around)
            around.extend(parts.at((block.get(probe.KEY, ""), start)) if start else ())
        writer.lines(around, lines[start:end], end != len(lines))


class _Writer:
    """Puts the letters of a paragraph's lines into copies of the elements that they stood in."""

    def __init__(self, stick: Stick, makes: _Makes, moved: Collection[HtmlElement]) -> None:
        self._stick = stick
        self._makes = makes
        self._moved = moved
        self._opened: set[HtmlElement] = set()
        self._at = 0  # the run that the next line begins in

    def block(self) -> HtmlElement:
        """The paragraph's element, emptied."""
        block = self._stick.element
        for child in list(block):
            block.remove(child)
        block.text = None
        block.set("class", f"{block.get('class', '')} {SET}".strip())
        return block

    def lines(self, around: HtmlElement, lines: Sequence[SetLine], ends: bool) -> None:
        """Put lines into `around`. `ends`: the last of them ends it, though others follow elsewhere."""
        for number, line in enumerate(lines, 1):
            make = self._makes.line(self._stick, line)
            holder = html.Element("span", {"class": make}) if make else around
            self.fill(holder, line)
            if not line.last:
                ending = _ENDS[line.joined]
                _append(holder, ending.rstrip("\n") if ends and number == len(lines) else ending)
            if make:
                around.append(holder)

    def fill(self, holder: HtmlElement, line: SetLine) -> None:
        """Put the letters of `line` into `holder`."""
        runs = self._stick.runs
        chain: list[tuple[HtmlElement, HtmlElement]] = []  # (an element around the letters, its copy)
        inner = holder
        while self._at < len(runs) and runs[self._at].start < line.end:
            run = runs[self._at]
            if run.end > line.start:
                inner = self._enter(run.owner, holder, chain)
                start = max(run.start, line.start)
                if line.bare and start == line.start:
                    self._put_bare(inner, line)
                    start += 1
                self._put(inner, start, min(run.end, line.end))
            if run.end > line.end:
                break
            self._at += 1
        if line.hyphen:
            _append(inner, HYPHEN)

    def _put_bare(self, holder: HtmlElement, line: SetLine) -> None:
        """The first letter of `line`, drawn without its dots."""
        paragraph = self._stick.paragraph
        letter, style = paragraph.text[line.start], paragraph.styles[line.start]
        span = html.Element("span", {"class": self._makes.bare(style, line.expansion, letter)})
        span.text = letter
        holder.append(span)

    def _put(self, holder: HtmlElement, start: int, end: int) -> None:
        """text[start:end] into `holder`, its notes and what is set apart where they stand."""
        stick = self._stick
        for at in sorted(at for at in (*stick.notes, *stick.apart) if start <= at < end):
            _append(holder, stick.paragraph.text[start:at])
            atom = stick.notes.get(at)
            if atom is not None and atom in self._moved:
                start = at + 1
                continue
            if atom is not None:
                atom.set("class", f"{atom.get('class', '')} {self._makes.note(stick)}")
            else:
                atom = stick.apart[at]
            atom.tail = None
            holder.append(atom)
            start = at + 1
        _append(holder, stick.paragraph.text[start:end])

    def _enter(
        self, owner: HtmlElement, holder: HtmlElement, chain: list[tuple[HtmlElement, HtmlElement]]
    ) -> HtmlElement:
        """The copy of `owner` in the line that `holder` is, made if the line has not entered it yet."""
        wanted: list[HtmlElement] = []
        element: HtmlElement | None = owner
        while element is not None and element is not self._stick.element:
            wanted.append(element)
            element = element.getparent()  # the block has let its children go
        wanted.reverse()
        shared = 0
        while shared < min(len(wanted), len(chain)) and chain[shared][0] is wanted[shared]:
            shared += 1
        del chain[shared:]
        for element in wanted[shared:]:
            copy = html.Element(element.tag, dict(element.attrib))
            if element in self._opened:  # an id stands once, on the first part
                for name in _NAMED:
                    copy.attrib.pop(name, None)
            self._opened.add(element)
            (chain[-1][1] if chain else holder).append(copy)
            chain.append((element, copy))
        return chain[-1][1] if chain else holder


def _append(holder: HtmlElement, text: str) -> None:
    if not text:
        return
    if len(holder):
        holder[-1].tail = (holder[-1].tail or "") + text
    else:
        holder.text = (holder.text or "") + text


def _language(element: HtmlElement) -> str:
    """The language that an element's words are said to be in."""
    said = (e.get("lang") for e in (element, *element.iterancestors()))
    return next(filter(None, said), "")
