"""Sets the lines of the print book before the layout engine sees them.

WeasyPrint fills lines greedily. Here every justified paragraph is broken by total fit (`book.justify`) and
each of its lines is written as one unbreakable span that says how wide its spaces are, what hangs in the
margins and which scaled font it is set in. The engine has one choice left for every line, and a few
hundredths of a point to justify. The text, its order and its tags stay what they were.

What cannot be set this way (a forced line end, a picture in the line, a word wider than the measure) is
left as it was, for the engine to set, and is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import html
from lxml.html import HtmlElement

from book.errors import Place
from book.justify import (
    ATOM,
    HYPHEN,
    Face,
    Fit,
    Hyphenator,
    Paragraph,
    SetLine,
    Setting,
    TextStyle,
    expand,
    fit,
    set_lines,
    subset,
)
from book.model import Finding, Severity
from book.render import probe
from book.render.fontfaces import FontFace, find_face
from book.render.probe import Answers, Block, Type

LINE = "l"
"""The class of a set line's span."""

_AFRESH = "white-space:normal;word-spacing:normal;hyphens:auto;font-family:"
"""What a note would inherit from the line that calls it, set back: it stands at the foot of the page."""

_LINE_CSS = f".{LINE}{{white-space:nowrap;hyphens:manual}}"
_SPACES = re.compile("[ \t\n\r\f]+")
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "cite",
        "code",
        "em",
        "i",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
    }
)
_NAMED = ("id", "name")
_SLOPE = {True: "italic", False: "normal"}


@dataclass(frozen=True, slots=True)
class Limits:
    """How far lines may go; see `book.justify.Setting`."""

    stretch: float = 0.47
    shrink: float = 0.22
    expansion: int = 22
    step: int = 11
    hang: float = 1.0
    tolerance: float = 3.0


@dataclass(frozen=True, slots=True)
class Stick:
    """A paragraph ready for its breaks to be chosen: where it stands, its letters and where each belongs."""

    element: HtmlElement
    key: str
    paragraph: Paragraph
    owners: Sequence[HtmlElement]  # for each letter, the innermost element that it stands in
    notes: Mapping[int, HtmlElement]  # the notes called at the atoms
    style: TextStyle  # the paragraph's own
    block: Block  # how the stylesheet sets it
    family: str


@dataclass(slots=True)
class Composition:
    """A document on its way to being set."""

    document: HtmlElement
    answers: Answers
    sticks: list[Stick]
    fonts: _Fonts
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
    fonts = _Fonts(files, faces, _characters(document), limits)
    composition = Composition(document, answers, [], fonts)
    for block in document.iter():
        if not isinstance(block.tag, str) or block.get(probe.KEY) is None:
            continue
        stick = _stick(block, answers, fonts, hyphenate, limits, composition.findings)
        if stick is not None:
            composition.sticks.append(stick)
    return composition


def write(composition: Composition, chosen: Mapping[str, Fit]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Write the lines into the document: `chosen` are fits by the paragraphs' keys, else the best is taken.

    Returns the scaled fonts that the document now asks for, by file name, and their families' names. Notes
    are written before the paragraphs that call them, so that they travel whole.
    """
    used: set[tuple[str, int]] = set()
    for stick in sorted(composition.sticks, key=lambda s: not probe.is_note(s.element)):
        best = chosen.get(stick.key) or fit(stick.paragraph)
        if best is None:
            composition.findings.append(_left(stick.key, "a word in it is wider than the line"))
            continue
        if best.emergency:
            composition.findings.append(
                Finding(
                    "paper.loose-paragraph",
                    Severity.NOTE,
                    Place(key=stick.key),
                    f"no set of breaks is within the limits: {stick.paragraph.text[:50]!r}",
                    "reword nothing; an exception for hyphenation in the manifest may help",
                )
            )
        lines = set_lines(stick.paragraph, best)
        _write_paragraph(stick, lines, used, composition.fonts)
    sheet = html.Element("style")
    sheet.text = _LINE_CSS + composition.fonts.css(used)
    probe.head(composition.document).append(sheet)
    return composition.fonts.files(used), tuple(scaled_family(family, step) for family, step in sorted(used))


# --------------------------------------------------------------------------- measuring


def _stick(
    block: HtmlElement,
    answers: Answers,
    fonts: _Fonts,
    hyphenate: Hyphenator,
    limits: Limits,
    findings: list[Finding],
) -> Stick | None:
    home, way = _home(block)
    of_home = probe.kind(home)
    answer = answers.blocks.get((of_home, way))
    if answer is None or not answer.justified:
        return None
    key = block.get(probe.KEY, "")
    gathered = _gather(block)
    if isinstance(gathered, str):
        findings.append(_left(key, gathered))
        return None
    text, owners, notes = gathered
    if " " not in text:
        return None
    types = {block: answer.type}
    for owner in dict.fromkeys(owners):
        if owner is not block:
            own = answers.inlines.get((of_home, probe.path(owner, home)))
            if own is None:
                findings.append(_left(key, f"nothing is known of the type of its <{owner.tag!s}>"))
                return None
            types[owner] = own
    if any(type_.transform != "none" for type_ in types.values()):
        findings.append(_left(key, "the stylesheet changes its letters"))
        return None
    styles = {owner: fonts.style(type_, answer.type) for owner, type_ in types.items()}
    atoms = {}
    for at, note in notes.items():
        call = answers.calls.get(of_home)
        if call is None:
            findings.append(_left(key, "nothing is known of the type of its note calls"))
            return None
        atoms[at] = fonts.style(call, answer.type).width(note.get("data-note", "1"))
    setting = Setting(
        measure=answer.measure,
        indent=answer.indent + _marker(block, of_home, answers, fonts),
        stretch=limits.stretch,
        shrink=limits.shrink,
        expansion=limits.expansion if answer.type.hyphenated else 0,
        step=limits.step,
        hang=limits.hang,
        tolerance=limits.tolerance,
        runt=2.8 * answer.type.size,
    )
    paragraph = Paragraph(text, [styles[owner] for owner in owners], setting, hyphenate, atoms)
    return Stick(block, key, paragraph, owners, notes, styles[block], answer, answer.type.families[0])


def _home(block: HtmlElement) -> tuple[HtmlElement, probe.Kind | None]:
    """The block that selectors know this one by: a note is known as an inline of its paragraph."""
    if not probe.is_note(block):
        return block, None
    home = next(a for a in block.iterancestors() if a.get(probe.KEY) is not None)
    return home, probe.path(block, home)


def _marker(block: HtmlElement, kind: probe.Kind, answers: Answers, fonts: _Fonts) -> float:
    """The width of the number before a note: to its first line it is an indent."""
    type_ = answers.markers.get(kind)
    if type_ is None or not probe.is_note(block):
        return 0.0
    style = fonts.style(type_, type_)
    return style.width(block.get("data-note", "1")) + style.width(" ")


def _gather(block: HtmlElement) -> tuple[str, list[HtmlElement], dict[int, HtmlElement]] | str:
    """The letters of a block with white space collapsed, the element that each stands in, and its notes
    by the place of their call; or, in words, why it cannot be set."""
    letters: list[str] = []
    owners: list[HtmlElement] = []
    notes: dict[int, HtmlElement] = {}

    def add(text: str | None, owner: HtmlElement) -> None:
        for char in _SPACES.sub(" ", text or ""):
            if char == " " and (not letters or letters[-1] == " "):
                continue
            letters.append(char)
            owners.append(owner)

    def walk(element: HtmlElement) -> str:
        add(element.text, element)
        for child in element:
            if isinstance(child.tag, str):
                if probe.is_note(child):
                    notes[len(letters)] = child
                    letters.append(ATOM)
                    owners.append(element)
                elif "note-line" in (child.get("class") or "").split():
                    return "it is a note of several paragraphs"
                elif child.tag not in _INLINE:
                    return {"br": "it has a forced line end"}.get(child.tag, f"it holds <{child.tag}>")
                elif trouble := walk(child):
                    return trouble
            add(child.tail, element)
        return ""

    trouble = walk(block)
    if trouble:
        return trouble
    while letters and letters[-1] == " ":
        letters.pop()
        owners.pop()
    if "\u00ad" in letters:
        return "it has soft hyphens"
    return "".join(letters), owners, notes


def _left(key: str, why: str) -> Finding:
    return Finding(
        "paper.greedy-paragraph",
        Severity.NOTE,
        Place(key=key),
        f"the lines of this paragraph are set greedily: {why}",
        "look whether its spaces are even",
    )


def _characters(document: HtmlElement) -> str:
    found = set(document.text_content()) | set("0123456789 -.,") | {HYPHEN, "\u00a0"}
    found |= {c.upper() for c in found if len(c.upper()) == 1} | {c.lower() for c in found}
    return "".join(sorted(c for c in found if c.isprintable() or c in "\u00a0\u202f"))


# --------------------------------------------------------------------------- fonts


_ALWAYS = ("calt", "ccmp", "clig", "kern", "liga", "locl", "mark", "mkmk", "rlig")
"""Features that a shaper applies unless it is told not to (OpenType 1.9, registered features)."""


class _Widths(Mapping[int, Face]):
    """A type's faces by their expansion, each made when the first line asks for it."""

    def __init__(
        self, fonts: _Fonts, path: str, features: Mapping[str, bool], language: str, steps: tuple[int, ...]
    ) -> None:
        self._fonts, self._path, self._features, self._language = fonts, path, features, language
        self._steps = (0, *steps)
        self._made: dict[int, Face] = {}

    def __getitem__(self, step: int) -> Face:
        if step not in self._steps:
            raise KeyError(step)
        if step not in self._made:
            data = self._fonts.data(self._path, step)
            self._made[step] = Face(data, self._features, self._language)
        return self._made[step]

    def __contains__(self, step: object) -> bool:
        return step in self._steps

    def __iter__(self) -> Iterator[int]:
        return iter(self._steps)

    def __len__(self) -> int:
        return len(self._steps)


class _Fonts:
    """The fonts of the document and their scaled copies, each made once."""

    def __init__(
        self, files: Mapping[str, bytes], faces: Sequence[FontFace], characters: str, limits: Limits
    ) -> None:
        self._files = files
        self._faces = faces
        self._characters = characters
        self._steps = (
            tuple(e for e in range(-limits.expansion, limits.expansion + 1, limits.step) if e)
            if limits.expansion
            else ()
        )
        self._features = set(_ALWAYS)
        self._subsets: dict[str, bytes] = {}
        self._scaled: dict[tuple[str, int], bytes] = {}
        self._styles: dict[tuple[Type, tuple[str, ...]], TextStyle] = {}
        self._family: dict[int, str] = {}

    def style(self, type_: Type, block: Type) -> TextStyle:
        """How text of `type_` is set in a paragraph of type `block`: scaled if it is of the same family."""
        known = self._styles.get((type_, block.families))
        if known is not None:
            return known
        face = find_face(self._faces, type_.families, type_.weight, type_.italic)
        features = {name: bool(value) for name, value in type_.features}
        if type_.letter_spacing:
            features |= {"liga": False, "clig": False}  # as Pango does
        expandable = type_.families == block.families and block.hyphenated
        self._features |= set(features)
        widths = _Widths(self, face.path, features, type_.language, self._steps if expandable else ())
        breaks = "hyphens" if type_.hyphenated else "url" if type_.breaks_anywhere else "none"
        style = TextStyle(widths, type_.size, type_.letter_spacing, breaks, type_.language)
        self._styles[type_, block.families] = style
        self._family[id(style)] = face.family
        return style

    def data(self, path: str, step: int) -> bytes:
        """The font `path`, scaled by `step` thousandths."""
        return self.scaled(path, step) if step else self._files[path]

    def scaled(self, path: str, step: int) -> bytes:
        if (path, step) not in self._scaled:
            if path not in self._subsets:
                self._subsets[path] = subset(self._files[path], self._characters, self._features)
            self._scaled[path, step] = expand(self._subsets[path], step)
        return self._scaled[path, step]

    def family(self, style: TextStyle) -> str:
        return self._family[id(style)]

    def css(self, used: set[tuple[str, int]]) -> str:
        """The @font-face rules of the scaled families in `used`, (family, step)."""
        return "".join(
            f'@font-face{{font-family:"{scaled_family(face.family, step)}";font-weight:{face.weight};'
            f"font-style:{_SLOPE[face.italic]};src:url({scaled_path(face.path, step)})}}"
            for face, step in self._in(used)
        )

    def files(self, used: set[tuple[str, int]]) -> dict[str, bytes]:
        """Those families' files by name."""
        return {scaled_path(face.path, step): self._scaled[face.path, step] for face, step in self._in(used)}

    def _in(self, used: set[tuple[str, int]]) -> list[tuple[FontFace, int]]:
        return [
            (face, step)
            for family, step in sorted(used)
            for face in self._faces
            if face.family == family and (face.path, step) in self._scaled
        ]


def scaled_family(family: str, step: int) -> str:
    return f"{family} x{1000 + step}"


def scaled_path(path: str, step: int) -> str:
    return f"scaled/{1000 + step}/{path}"


# --------------------------------------------------------------------------- writing


def _write_paragraph(
    stick: Stick, lines: Sequence[SetLine], used: set[tuple[str, int]], fonts: _Fonts
) -> None:
    block = stick.element
    for child in list(block):
        block.remove(child)
    block.text = None
    opened: set[HtmlElement] = set()
    for number, line in enumerate(lines):
        span = html.Element("span", {"class": LINE})
        style = _css(stick, line, used, fonts)
        if style:
            span.set("style", style)
        _fill(span, stick, line, opened)
        block.append(span)
        if not line.joined and number < len(lines) - 1:
            span.tail = " "


def _css(stick: Stick, line: SetLine, used: set[tuple[str, int]], fonts: _Fonts) -> str:
    says = [f"word-spacing:{line.word_spacing:.4f}pt"]
    if line.expansion:
        family = fonts.family(stick.style)
        used.add((family, line.expansion))
        says.append(f"font-family:'{scaled_family(family, line.expansion)}'")
    if line.left:
        says.append(f"margin-left:{-line.left:.3f}pt")
    if line.right:
        says.append(f"margin-right:{-line.right:.3f}pt")
    return ";".join(says)


def _fill(span: HtmlElement, stick: Stick, line: SetLine, opened: set[HtmlElement]) -> None:
    """Put the letters of `line` into `span`, within copies of the elements that they stood in."""
    block, text = stick.element, stick.paragraph.text
    chain: list[tuple[HtmlElement, HtmlElement]] = []  # (the element, its copy in this line)

    def enter(owner: HtmlElement) -> HtmlElement:
        wanted: list[HtmlElement] = []
        element: HtmlElement | None = owner
        while element is not None and element is not block:
            wanted.append(element)
            element = element.getparent()  # the block has let its children go
        wanted.reverse()
        shared = 0
        while shared < min(len(wanted), len(chain)) and chain[shared][0] is wanted[shared]:
            shared += 1
        del chain[shared:]
        for element in wanted[shared:]:
            holder = chain[-1][1] if chain else span
            copy = html.Element(element.tag, dict(element.attrib))
            if element in opened:  # an id stands once, on the first part
                for name in _NAMED:
                    copy.attrib.pop(name, None)
            opened.add(element)
            holder.append(copy)
            chain.append((element, copy))
        return chain[-1][1] if chain else span

    for at in range(line.start, line.end):
        holder = enter(stick.owners[at])
        if at in stick.notes:
            note = stick.notes[at]
            note.tail = None
            note.set("style", f"{_AFRESH}'{stick.family}'")
            holder.append(note)
        else:
            _append(holder, text[at])
    if line.hyphen:
        _append(enter(stick.owners[line.end - 1]), HYPHEN)


def _append(holder: HtmlElement, text: str) -> None:
    if len(holder):
        holder[-1].tail = (holder[-1].tail or "") + text
    else:
        holder.text = (holder.text or "") + text
