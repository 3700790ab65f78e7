"""Finds the paragraphs of the print book whose lines are set before the layout engine sees them.

WeasyPrint fills lines greedily. Here every justified paragraph is measured, for `book.justify` to break by
total fit; `book.render.linemarkup` writes the lines. What cannot be set this way (a forced line end, a
picture in the line, a character that the fonts lack) is left as it was, for the engine to set, and is a
finding.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from lxml.html import HtmlElement

from book.errors import Place
from book.justify import ATOM, Hyphenator, Lexicon, Paragraph, Setting, TextStyle
from book.languages.hyphenation import capitals
from book.model import Finding, Severity
from book.render import foreign, probe
from book.render.fontfaces import FontFace
from book.render.probe import Answers, Block
from book.render.setfonts import SetFonts

_SPACES = re.compile("[ \t\n\r\f]+")
_INLINE = frozenset(
    "a abbr b bdi cite code del dfn em i ins kbd mark q s samp small span strong sub sup time u var".split()
)
_RIGHT_TO_LEFT = ("R", "AL")


@dataclass(frozen=True, slots=True)
class Limits:
    """How far lines may go; see `book.justify.Setting`. `hang`: the share of what may hang that does.

    Glyphs themselves are scaled by two thirds of a line's expansion, and by 22 thousandths at most, which is
    what a reader does not see; the rest is white between them.
    """

    stretch: float = 0.47
    shrink: float = 0.2
    expansion: int = 33
    reserve: int = 55
    step: int = 11
    hang: float = 1.0
    tolerance: float = 3.0


@dataclass(frozen=True, slots=True)
class Run:
    """text[start:end] of a paragraph stands in `owner`, and in no element within that."""

    start: int
    end: int
    owner: HtmlElement


@dataclass(frozen=True, slots=True)
class Stick:
    """A paragraph ready for its breaks to be chosen: where it stands, its letters and where each belongs."""

    element: HtmlElement
    key: str
    paragraph: Paragraph
    runs: Sequence[Run]
    notes: Mapping[int, HtmlElement]  # the notes called at the atoms
    style: TextStyle  # the paragraph's own
    block: Block  # how the stylesheet sets it


@dataclass(slots=True)
class Composition:
    """A document on its way to being set."""

    document: HtmlElement
    answers: Answers
    sticks: list[Stick]
    fonts: SetFonts
    findings: list[Finding] = field(default_factory=list)


def compose(
    document: HtmlElement,
    files: Mapping[str, bytes],
    faces: Sequence[FontFace],
    hyphenate: Hyphenator,
    limits: Limits,
    endless: str,
) -> Composition:
    """Find the justified paragraphs of `document` and measure them. `endless`: CSS for pages without end."""
    answers = probe.ask(document, files, endless)
    fonts = SetFonts(files, faces, document.text_content(), limits.reserve, limits.step)
    composition = Composition(document, answers, [], fonts)
    setter = _Setter(answers, fonts, Lexicon(hyphenate, capitals, hang=limits.hang), limits, probe.Kinds())
    for block in document.iter():
        if not isinstance(block.tag, str) or block.get(probe.KEY) is None:
            continue
        made = setter.stick(block)
        if isinstance(made, Stick):
            composition.sticks.append(made)
        elif made:
            composition.findings.append(left(block.get(probe.KEY, ""), made))
    unknown = _unknown(composition)
    if unknown:
        composition.answers = probe.ask(document, files, endless, unknown)
    return composition


def left(key: str, why: str) -> Finding:
    """The finding that a paragraph is left to the engine."""
    return Finding(
        "paper.greedy-paragraph",
        Severity.NOTE,
        Place(key=key),
        f"the lines of this paragraph are set greedily: {why}",
        "look whether its spaces are even",
    )


def _unknown(composition: Composition) -> frozenset[str]:
    """The blocks whose height is not known although the pages that they stand on are to be made up."""
    found: set[str] = set()
    set_ = {stick.key for stick in composition.sticks}
    stands = composition.answers.stands
    for section in composition.document.iter("section"):
        keys = [block.get(probe.KEY, "") for block in probe.blocks(section)]
        if not set_.isdisjoint(keys):
            found |= {
                key for key in keys if key not in set_ and (key not in stands or stands[key].height is None)
            }
    return frozenset(found)


# --------------------------------------------------------------------------- measuring


@dataclass(frozen=True, slots=True)
class _Setter:
    """Measures paragraphs, by what the engine said of their kinds."""

    answers: Answers
    fonts: SetFonts
    lexicon: Lexicon
    limits: Limits
    kinds: probe.Kinds

    def stick(self, block: HtmlElement) -> Stick | str:
        """The paragraph, measured; or, in words, why it cannot be set ("": it is not to be)."""
        home, way = self._home(block)
        of_home = self.kinds.kind(home)
        answer = self.answers.blocks.get((of_home, way))
        if answer is None or not answer.justified:
            return ""
        gathered = _gather(block)
        if isinstance(gathered, str):
            return gathered
        text, runs, notes = gathered
        if " " not in text:
            return ""
        types = {block: answer.type}
        for run in runs:
            if run.owner not in types:
                type_ = self.answers.inlines.get((of_home, probe.path(run.owner, home)))
                if type_ is None:
                    return f"nothing is known of the type of its <{run.owner.tag!s}>"
                types[run.owner] = type_
        if any(type_.transform != "none" for type_ in types.values()):
            return "the stylesheet changes its letters"
        if any(type_.word_spacing != answer.type.word_spacing for type_ in types.values()):
            return "the stylesheet changes the spaces within it"
        styles = {owner: self.fonts.style(type_, answer.type) for owner, type_ in types.items()}
        if lacking := self._lacking(text, runs, styles):
            foreign.set_apart(block, lacking)
            listed = ", ".join(f"{char} (U+{ord(char):04X})" for char in lacking)
            return f"its fonts have no {listed}"
        if any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in text):
            return "it has words that run from right to left"
        atoms = {}
        for at, note in notes.items():
            call = self.answers.calls.get(of_home)
            if call is None:
                return "nothing is known of the type of its note calls"
            atoms[at] = self.fonts.style(call, answer.type).width(note.get("data-note", "1"))
        paragraph = Paragraph(
            text,
            [style for run in runs for style in [styles[run.owner]] * (run.end - run.start)],
            self._setting(block, of_home, answer),
            self.lexicon,
            atoms,
        )
        return Stick(block, block.get(probe.KEY, ""), paragraph, runs, notes, styles[block], answer)

    def _setting(self, block: HtmlElement, of_home: probe.Kind, answer: Block) -> Setting:
        limits = self.limits
        return Setting(
            measure=answer.measure,
            indent=answer.indent + self._marker(block, of_home),
            stretch=limits.stretch,
            shrink=limits.shrink,
            expansion=limits.expansion if answer.type.hyphenated else 0,
            reserve=limits.reserve if answer.type.hyphenated else 0,
            step=limits.step,
            tolerance=limits.tolerance,
            runt=2.8 * answer.type.size,
        )

    def _home(self, block: HtmlElement) -> tuple[HtmlElement, probe.Kind | None]:
        """The block that selectors know this one by: a note is known as an inline of its paragraph."""
        if not probe.is_note(block):
            return block, None
        home = next(a for a in block.iterancestors() if a.get(probe.KEY) is not None)
        return home, probe.path(block, home)

    def _marker(self, block: HtmlElement, kind: probe.Kind) -> float:
        """The width of the number before a note: to its first line it is an indent."""
        type_ = self.answers.markers.get(kind)
        if type_ is None or not probe.is_note(block):
            return 0.0
        style = self.fonts.style(type_, type_)
        return style.width(block.get("data-note", "1")) + style.width(" ")

    def _lacking(self, text: str, runs: Sequence[Run], styles: Mapping[HtmlElement, TextStyle]) -> str:
        """The characters of the text that its fonts have not."""
        if text.isascii():
            return ""
        return "".join(
            dict.fromkeys(
                char
                for run in runs
                for char in self.fonts.lacking(text[run.start : run.end], styles[run.owner])
                if char != ATOM
            )
        )


def _gather(block: HtmlElement) -> tuple[str, list[Run], dict[int, HtmlElement]] | str:
    """The letters of a block with white space collapsed, the element that each stands in, and its notes
    by the place of their call; or, in words, why it cannot be set."""
    pieces: list[tuple[str, HtmlElement]] = []
    notes: list[HtmlElement] = []
    spaced = True  # white space here adds nothing

    def add(text: str | None, owner: HtmlElement) -> None:
        nonlocal spaced
        if not text:
            return
        text = _SPACES.sub(" ", text)
        if spaced and text[0] == " ":
            text = text[1:]
        if text:
            spaced = text[-1] == " "
            pieces.append((text, owner))

    def walk(element: HtmlElement) -> str:
        nonlocal spaced
        add(element.text, element)
        for child in element:
            if isinstance(child.tag, str):
                if probe.is_note(child):
                    notes.append(child)
                    pieces.append((ATOM, element))
                    spaced = False
                elif "note-line" in (child.get("class") or "").split():
                    return "it is a note of several paragraphs"
                elif child.tag not in _INLINE:
                    return {"br": "it has a forced line end"}.get(child.tag, f"it holds <{child.tag}>")
                elif trouble := walk(child):
                    return trouble
            add(child.tail, element)
        return ""

    if trouble := walk(block):
        return trouble
    if pieces and spaced:
        pieces[-1] = (pieces[-1][0].rstrip(" "), pieces[-1][1])
    text = "".join(piece for piece, _ in pieces)
    if "\u00ad" in text:
        return "it has soft hyphens"
    if text.count(ATOM) > len(notes):
        return "it has a character that stands for an object"
    at = [match.start() for match in re.finditer(ATOM, text)]
    return text, list(_runs(pieces)), dict(zip(at, notes, strict=True))


def _runs(pieces: Sequence[tuple[str, HtmlElement]]) -> Iterator[Run]:
    start = 0
    for owner, group in groupby(pieces, key=lambda piece: piece[1]):
        end = start + sum(len(piece) for piece, _ in group)
        if end > start:
            yield Run(start, end, owner)
        start = end
