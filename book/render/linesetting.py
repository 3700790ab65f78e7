"""Finds the paragraphs of the print book whose lines are set before the layout engine sees them.

WeasyPrint fills lines greedily. Here every justified paragraph is measured, for `book.justify` to break by
total fit; `book.render.linemarkup` writes the lines. What cannot be set this way (a forced line end, a
picture in the line) is left as it was, for the engine to set, and is a finding. A character that the fonts
lack, or words that run from right to left, are a piece of the line of which nothing is known but its width.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from book.errors import Place
from book.justify import ATOM, Hyphenator, Lexicon, Paragraph, Setting, TextStyle
from book.languages.hyphenation import capitals, repeats, tremas
from book.model import Finding, Severity
from book.render import foreign, probe
from book.render.fontfaces import FontFace
from book.render.gathering import Gathered, Run, gather
from book.render.probe import Answers, Block, Type
from book.render.setfonts import Keep, SetFonts, anew

_LONGEST_APART = 0.6
"""Of the measure: the widest that a piece of the line may be in which no line may end."""


_FIRST = 50  # characters of a paragraph by which it is told


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
    utmost: int = 77
    step: int = 11
    hang: float = 1.0
    tolerance: float = 3.0


@dataclass(frozen=True, slots=True)
class Stick:
    """A paragraph ready for its breaks to be chosen: where it stands, its letters and where each belongs."""

    element: HtmlElement
    key: str
    paragraph: Paragraph
    runs: Sequence[Run]
    notes: Mapping[int, HtmlElement]  # the notes called at the atoms
    apart: Mapping[int, HtmlElement]  # what is set apart, by its atom
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


@dataclass(slots=True)
class Known:
    """What the engine said of one book, for when it is set anew: of its blocks, and how wide is what is set
    apart in it, in em."""

    asker: probe.Asker = field(default_factory=probe.Asker)
    apart: dict[foreign.Apart, float] = field(default_factory=dict)


def compose(
    document: HtmlElement,
    files: Mapping[str, bytes],
    faces: Sequence[FontFace],
    hyphenate: Hyphenator,
    limits: Limits,
    endless: str,
    keep: Keep = anew,
    known: Known | None = None,
) -> Composition:
    """Find the justified paragraphs of `document` and measure them. `endless`: CSS for pages without end;
    `keep` has the scaled fonts that were made before, `known` what the engine was asked before."""
    known = known or Known()
    answers = known.asker.ask(document, files, endless)
    fonts = SetFonts(files, faces, document.text_content(), limits.utmost, limits.step, keep)
    composition = Composition(document, answers, [], fonts)
    lexicon = Lexicon(hyphenate, capitals, tremas, repeats, hang=limits.hang)
    setter = _Setter(answers, fonts, lexicon, limits, probe.Kinds(), {})
    blocks = [b for b in document.iter() if isinstance(b.tag, str) and b.get(probe.KEY) is not None]
    made = {block: setter.stick(block) for block in blocks}
    unmeasured = {
        sort: None for lacks in made.values() if isinstance(lacks, _Unmeasured) for sort in lacks.sorts
    }
    if unmeasured:
        unknown = [sort for sort in unmeasured if sort not in known.apart]
        known.apart |= foreign.widths(document, files, unknown) if unknown else {}
        setter.apart.update({sort: known.apart[sort] for sort in unmeasured})
        made |= {block: setter.stick(block) for block in blocks if isinstance(made[block], _Unmeasured)}
    for block, of_block in made.items():
        if isinstance(of_block, Stick):
            composition.sticks.append(of_block)
        elif isinstance(of_block, str) and of_block:
            composition.findings.append(left(block.get(probe.KEY, ""), block, of_block))
    if lacking := _unknown(composition):
        composition.answers = known.asker.ask(document, files, endless, lacking)
    return composition


def left(key: str, block: HtmlElement, why: str) -> Finding:
    """The finding that a paragraph is left to the engine, with its first words."""
    words = " ".join(block.text_content().split())
    first = words if len(words) <= _FIRST else f"{words[: _FIRST - 1].rstrip()}…"
    return Finding(
        "paper.greedy-paragraph",
        Severity.NOTE,
        Place(key=key),
        f"the lines of this paragraph are broken one by one, not as a whole: {why}: ‘{first}’",
        "look on the page whether its spaces are even",
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
class _Unmeasured:
    """What the engine must be asked the width of before a paragraph can be measured."""

    sorts: tuple[foreign.Apart, ...]


@dataclass(frozen=True, slots=True)
class _Setter:
    """Measures paragraphs, by what the engine said of their kinds. `apart`: the widths that are known of what
    is set apart, in em."""

    answers: Answers
    fonts: SetFonts
    lexicon: Lexicon
    limits: Limits
    kinds: probe.Kinds
    apart: dict[foreign.Apart, float]

    def stick(self, block: HtmlElement) -> Stick | _Unmeasured | str:
        """The paragraph, measured; or, in words, why it cannot be set ("": it is not to be)."""
        home, way = self._home(block)
        of_home = self.kinds.kind(home)
        answer = self.answers.blocks.get((of_home, way))
        if answer is None or not answer.justified:
            return ""
        gathered = gather(block)
        if isinstance(gathered, str):
            return gathered
        if " " not in gathered.text:
            return ""
        types = self._types(block, home, of_home, answer, gathered.runs)
        if isinstance(types, str):
            return types
        styles = {owner: self.fonts.style(type_, answer.type) for owner, type_ in types.items()}
        if self._set_apart(block, gathered, styles):
            gathered = gather(block)
            if isinstance(gathered, str):
                return gathered
            types = self._types(block, home, of_home, answer, gathered.runs)
            if isinstance(types, str):
                return types
            styles = {owner: self.fonts.style(type_, answer.type) for owner, type_ in types.items()}
        sorts = {at: _sort(span, block, types) for at, span in gathered.apart.items()}
        unmeasured = tuple(sort for sort in sorts.values() if sort not in self.apart)
        if unmeasured:
            return _Unmeasured(unmeasured)
        atoms = {
            at: self.apart[sort] * _type_of(gathered.apart[at], block, types).size
            for at, sort in sorts.items()
        }
        if max(atoms.values(), default=0.0) > _LONGEST_APART * answer.measure:
            return "it has words of another script that a line must end in"
        for at, note in gathered.notes.items():
            call = self.answers.calls.get(of_home)
            if call is None:
                return "nothing is known of the type of its note calls"
            mark = note.get("data-note", "1")
            atoms[at] = self.fonts.style(call, answer.type).width(mark) if mark else 0.0
        paragraph = Paragraph(
            gathered.text,
            [style for run in gathered.runs for style in [styles[run.owner]] * (run.end - run.start)],
            self._setting(block, of_home, answer),
            self.lexicon,
            atoms,
            tuple(gathered.apart),
        )
        key = block.get(probe.KEY, "")
        return Stick(
            block, key, paragraph, gathered.runs, gathered.notes, gathered.apart, styles[block], answer
        )

    def _types(
        self, block: HtmlElement, home: HtmlElement, of_home: probe.Kind, answer: Block, runs: Sequence[Run]
    ) -> dict[HtmlElement, Type] | str:
        """The type of the block and of what stands in it; or, in words, why it cannot be set."""
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
        return types

    def _set_apart(
        self, block: HtmlElement, gathered: Gathered, styles: Mapping[HtmlElement, TextStyle]
    ) -> bool:
        """Set apart what runs from right to left, and what the fonts lack; whether there was any."""
        text = gathered.text
        if text.isascii():
            return False
        lacking = self._lacking(text, gathered.runs, styles)
        spaced = not foreign.is_leftward(block)  # words that run as their paragraph does part at spaces
        leftward = foreign.leftward(text, spaced=spaced)
        if leftward:
            foreign.set_leftward_apart(block, lambda words: not set(words).isdisjoint(lacking), spaced=spaced)
            inside = set("".join(text[start:end] for start, end in leftward))
            outside = set(
                "".join(char for at, char in enumerate(text) if not any(a <= at < b for a, b in leftward))
            )
            lacking = "".join(char for char in lacking if char in outside or char not in inside)
        if lacking:
            foreign.set_apart(block, lacking)
        return bool(leftward or lacking)

    def _setting(self, block: HtmlElement, of_home: probe.Kind, answer: Block) -> Setting:
        limits = self.limits
        # What is set apart is not scaled: where that is every word, lines would come out of another length.
        scaled = answer.type.hyphenated and not foreign.is_leftward(block)
        return Setting(
            measure=answer.measure,
            indent=answer.indent + self._marker(block, of_home),
            stretch=limits.stretch,
            shrink=limits.shrink,
            expansion=limits.expansion if scaled else 0,
            reserve=limits.reserve if scaled else 0,
            utmost=limits.utmost if scaled else 0,
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
        """What the number before a note takes of its first line: to it that is an indent."""
        marker = self.answers.markers.get(kind)
        if marker is None or not probe.is_note(block) or not block.get("data-note", "1"):
            return 0.0
        if marker.advance is not None:
            return marker.advance
        style = self.fonts.style(marker.type, marker.type)
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


def _type_of(span: HtmlElement, block: HtmlElement, types: Mapping[HtmlElement, Type]) -> Type:
    """The type that what is set apart stands in."""
    around = (a for a in span.iterancestors() if a in types)
    return types[next(around, block)]


def _sort(span: HtmlElement, block: HtmlElement, types: Mapping[HtmlElement, Type]) -> foreign.Apart:
    type_ = _type_of(span, block, types)
    around = (element.get("lang", "") for element in (span, *span.iterancestors()))
    return foreign.Apart(
        span.text or "",
        span.get("class", ""),
        type_.families,
        type_.weight,
        type_.italic,
        next(filter(None, around), ""),
    )
