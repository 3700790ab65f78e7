"""A paragraph as the breaker sees it: words, the places where a line may end, and what each costs.

The text is a plain string in which every character has a style. White space is collapsed: words are
parted by single U+0020; U+00A0 and U+202F stretch like a space but never break; U+FFFC stands for an
atom of a fixed width (a note call, an inline image). Offsets in results are offsets in this string.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from book.justify.faces import TextStyle

ATOM = "\ufffc"
HYPHEN = "\u2010"
_GLUE = " \u00a0\u202f"  # these stretch; only the first breaks
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_JOINT = re.compile(r"(?<=[^\W\d_][^\W\d_])[-‐–—/](?=[^\W\d_][^\W\d_])")
_URL_JOINT = re.compile(r"(?<=[/?&=._~#%:+-])(?=[^/?&=._~#%:+\s-])|(?<=\w)(?=[.?&=#%/])")
_SENTENCE_END = ".!?…:"

Hyphenator = Callable[[str, str], Sequence[int]]
"""A word and its language (BCP 47) in, the offsets at which it may be broken with a hyphen out."""

# How far a character hangs in the margin, as a share of its own width. After the margin kerning
# tables of pdfTeX and microtype's defaults (Thành, Micro-typographic extensions to the TeX
# typesetting system, 2000); the hyphen's and stops' are what its author calls full optical alignment.
HANG_RIGHT: Mapping[str, float] = {
    ".": 0.7, ",": 0.7, HYPHEN: 0.7, "-": 0.7, "’": 0.6, "”": 0.5, ":": 0.4, ";": 0.4,
    "…": 0.25, "–": 0.3, "!": 0.2, "?": 0.2, ")": 0.15,
}  # fmt: skip
HANG_LEFT: Mapping[str, float] = {
    "‘": 0.6,
    "“": 0.5,
    "„": 0.5,
    "‚": 0.5,
    "’": 0.6,
    "(": 0.1,
    "«": 0.3,
    "»": 0.3,
}


@dataclass(frozen=True, slots=True)
class Penalties:
    """What a break costs, in TeX's penalties and demerits (Knuth and Plass, Breaking Paragraphs Into
    Lines, 1981; The TeXbook, ch. 14), with what that paper leaves to taste."""

    line: float = 10
    hyphen: float = 140
    joint: float = 50  # after a hyphen or dash of the author's
    capital: float = 400  # within a capitalised word that does not begin a sentence: a name, most likely
    short: float = 60  # a fragment of two letters at the line's end
    double_hyphen: float = 8_000
    final_hyphen: float = 6_000  # at the end of the last line but one
    adjacent: float = 6_000  # neighbouring lines two fitness classes apart
    contrast: float = 5_000  # per unit of difference between neighbouring lines' stretch
    stack: float = 6_000  # the same word at the end or start of two lines
    runt: float = 60_000  # a last line shorter than `Setting.runt`
    max_hyphens: int = 2  # in consecutive lines


@dataclass(frozen=True, slots=True)
class Setting:
    """The measure and the limits. Lengths in points; stretch and shrink as shares of a natural space.

    `expansion` is the widest scaling of glyphs in thousandths, in steps of `step`: 0 for none.
    `natural` is added to every space before anything else: some designs set tighter than the font.
    """

    measure: float
    indent: float = 0.0
    stretch: float = 0.47
    shrink: float = 0.22
    expansion: int = 0
    step: int = 5
    hang: float = 1.0  # 0: a straight edge
    natural: float = 0.0
    tolerance: float = 3.0
    runt: float = 24.0
    penalties: Penalties = field(default_factory=Penalties)


@dataclass(slots=True)
class Candidates:
    """Every place where a line may end, in order, as parallel lists: the breaker's working form.

    For the line that starts at candidate a and ends at b: its glyphs are `end[b] - start[a]` wide, its
    spaces `space_end[b] - space_start[a]`, and `hang_right[b] + hang_left[a]` of it stands in the margins.
    """

    offset: list[int]  # where the line's text ends
    resume: list[int]  # where the next line's text starts
    hyphen: list[bool]  # a hyphen is added
    inside: list[bool]  # within a word
    penalty: list[float]
    end: list[float]
    start: list[float]
    space_end: list[float]
    space_start: list[float]
    hang_right: list[float]
    hang_left: list[float]
    first: list[str]  # the word that the next line starts with, folded
    last: list[str]  # the word that the line ends with, folded
    word: list[int]  # index of the word that the break stands in or after

    def __len__(self) -> int:
        return len(self.offset)


class Paragraph:
    """A run of styled text, ready to be broken.

    `text` and `styles` are of one length (a style per character); `atoms` gives the width in points
    of each U+FFFC by its offset; `hyphenate` finds the breaks of a word in the text's language.
    """

    def __init__(
        self,
        text: str,
        styles: Sequence[TextStyle],
        setting: Setting,
        hyphenate: Hyphenator,
        atoms: Mapping[int, float] | None = None,
    ) -> None:
        if len(text) != len(styles):
            raise ValueError("a style for every character is needed")
        self.text = text
        self.styles = styles
        self.setting = setting
        self.atoms = atoms or {}
        self._hyphenate = hyphenate
        self._plain = len(set(map(id, styles))) == 1 and not self.atoms
        self.words = [m.span() for m in re.finditer(r"[^ ]+", text)]
        self.candidates = self._candidates()

    def width(self, start: int, end: int, hyphen: bool = False, expansion: int = 0) -> float:
        """The glyphs of text[start:end] in points, its stretching spaces left out; runs shaped apart."""
        if self._plain:
            text = self.text[start:end]
            style = self.styles[start]
            for glue in _GLUE:
                if glue in text:
                    return sum(style.width(part, expansion) for part in self._unglued(text + HYPHEN * hyphen))
            return style.width(text + HYPHEN if hyphen else text, expansion)
        total, run, style_of_run = 0.0, "", None
        for i in range(start, end):
            char, style = self.text[i], self.styles[i]
            if char == ATOM:
                total += self.atoms.get(i, 0.0)
            if char == ATOM or char in _GLUE or style is not style_of_run:
                if run and style_of_run is not None:
                    total += style_of_run.width(run, expansion)
                run = ""
            style_of_run = style
            if char != ATOM and char not in _GLUE:
                run += char
        if hyphen:
            if style_of_run is None:
                style_of_run = self.styles[end - 1]
            run += HYPHEN
        if run and style_of_run is not None:
            total += style_of_run.width(run, expansion)
        return total

    @staticmethod
    def _unglued(text: str) -> list[str]:
        return [part for part in re.split(f"[{_GLUE}]", text) if part]

    def space(self, at: int, expansion: int = 0) -> float:
        """The natural width of the space at offset `at`, in points."""
        char = self.text[at]
        return self.styles[at].width(char, expansion) + self.setting.natural

    def glue(self, start: int, end: int, expansion: int = 0) -> tuple[int, float]:
        """How many spaces text[start:end] has that stretch, and their natural width in points."""
        places = [i for i in range(start, end) if self.text[i] in _GLUE]
        return len(places), sum(self.space(i, expansion) for i in places)

    # ------------------------------------------------------------------ the places

    def _breaks(self, start: int, end: int, begins_sentence: bool) -> list[tuple[int, bool, float]]:
        """Where the word text[start:end] may be broken: (offset, hyphen added, penalty)."""
        word, costs = self.text[start:end], self.setting.penalties
        kind = self.styles[start].breaks
        if kind == "none":
            return []
        if kind == "url" or "://" in word or "@" in word:
            return [(start + m.start(), False, costs.joint) for m in _URL_JOINT.finditer(word) if m.start()]
        found: list[tuple[int, bool, float]] = []
        if not any(c.isdigit() for c in word):
            for match in _WORD.finditer(word):
                letters = match.group()
                if len(letters) < 5 or (letters.isupper() and len(letters) > 1):
                    continue
                named = letters[0].isupper() and not (begins_sentence and match.start() <= 1)
                for at in self._hyphenate(letters, self.styles[start + match.start()].language):
                    cost = costs.hyphen + (costs.capital if named else 0) + (costs.short if at < 3 else 0)
                    found.append((start + match.start() + at, True, cost))
        found += [(start + m.end(), False, costs.joint) for m in _JOINT.finditer(word)]
        return sorted(found)

    def _candidates(self) -> Candidates:
        found = Candidates([], [], [], [], [], [], [], [], [], [], [], [], [], [])
        text = self.text
        width = space = 0.0
        previous_end = ""
        last_index = len(self.words) - 1
        for index, (start, end) in enumerate(self.words):
            has_glue = any(g in text[start:end] for g in _GLUE[1:])
            glyphs = self.width(start, end)
            inner = self.glue(start, end)[1] if has_glue else 0.0
            for at, hyphen, penalty in self._breaks(
                start, end, not previous_end or previous_end in _SENTENCE_END
            ):
                before_glue = self.glue(start, at)[1] if has_glue else 0.0
                self._add(
                    found, index, at, at, hyphen, True, penalty,
                    width + self.width(start, at, hyphen), width + glyphs - self.width(at, end),
                    space + before_glue, space + before_glue, HYPHEN if hyphen else text[at - 1], "", "",
                )  # fmt: skip
            width += glyphs
            space += inner
            previous_end = text[end - 1]
            gap = 0.0 if index == last_index else self.space(end)
            resume = end if index == last_index else end + 1
            following = "" if index == last_index else text[slice(*self.words[index + 1])]
            self._add(
                found, index, end, resume, False, False, 0.0, width, width, space, space + gap,
                text[end - 1], following, text[start:end],
            )  # fmt: skip
            space += gap
        return found

    def _add(
        self, found: Candidates, word: int, offset: int, resume: int, hyphen: bool, inside: bool,
        penalty: float, end: float, start: float, space_end: float, space_start: float,
        last_char: str, first: str, last: str,
    ) -> None:  # fmt: skip
        found.offset.append(offset)
        found.resume.append(resume)
        found.hyphen.append(hyphen)
        found.inside.append(inside)
        found.penalty.append(penalty)
        found.end.append(end)
        found.start.append(start)
        found.space_end.append(space_end)
        found.space_start.append(space_start)
        found.hang_right.append(self.hang(last_char, offset - 1, HANG_RIGHT))
        next_char = self.text[resume] if resume < len(self.text) else ""
        found.hang_left.append(self.hang(next_char, resume, HANG_LEFT))
        found.first.append(_fold(first))
        found.last.append(_fold(last))
        found.word.append(word)

    def hang(self, char: str, at: int, table: Mapping[str, float]) -> float:
        """How far `char`, set in the style of offset `at`, stands in the margin, in points."""
        share = table.get(char, 0.0) * self.setting.hang
        return share * self.styles[at].width(char) if share else 0.0


def _fold(word: str) -> str:
    return "".join(c for c in word.casefold() if c.isalnum())
