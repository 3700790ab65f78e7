"""Words as the breaker sees them: how wide, where they may be parted, and what hangs at their ends.

A book says most of its words more than once, so each is measured and parted once: a `Lexicon` holds them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from book.justify.faces import HYPHEN, TextStyle
from book.justify.glyphs import plain

ATOM = "\ufffc"
DASHES = f"-{HYPHEN}\u2011"
GLUE = " \u00a0"
"""What stretches; only the first breaks. U+202F does neither: a thin space stays thin."""

_LETTERS = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_JOINT = re.compile(r"(?<=[^\W\d_][^\W\d_])[-‐–—/](?=[^\W\d_]{3})")
_ADDRESS = re.compile(
    r"://|@|^\W*www\.|\w/\w+/|\w\.\w{2,}/"
    r"|[^\W_]_[^\W_]|\w::\w|\w{3}\.\w{3,}[.(]"  # or a name of a program's
)
# An address may end a line after a slash, or before what parts its names: a hyphen or a stop at the line's
# end would be read as the line's own (The Chicago Manual of Style, 7.46).
_URL_JOINT = re.compile(r"(?<=[^:/]/)(?=[^/\s])|(?<=\w)(?=[.?&=#%_~@-]\w)|(?<=\w,)(?=\w)|(?<=\w::)(?=\w)")
_UNGLUED = re.compile(f"[{GLUE}]")
SENTENCE_END = ".!?…:"


class Place(NamedTuple):
    """A place within a word where a line may end: whether a hyphen is added, whether the letter after it then
    loses its trema, and what the break costs."""

    at: int
    hyphen: bool
    bare: bool
    penalty: float


Hyphenator = Callable[[str, str], Sequence[int]]
"""A word and its language (BCP 47) in, the offsets at which it may be broken with a hyphen out."""

# How far a character hangs in the margin, as a share of its own width. After the margin kerning
# tables of pdfTeX and microtype's defaults (Thành, Micro-typographic extensions to the TeX
# typesetting system, 2000); the hyphen's and stops' are what its author calls full optical alignment.
HANG_RIGHT: Mapping[str, float] = {
    ".": 0.7, ",": 0.7, HYPHEN: 0.7, "-": 0.7, "’": 0.6, "”": 0.5, ":": 0.4, ";": 0.4,
    "…": 0.25, "–": 0.3, "!": 0.2, "?": 0.2, ")": 0.15, "»": 0.3, "›": 0.3, "“": 0.5, "‘": 0.6,
}  # fmt: skip
HANG_LEFT: Mapping[str, float] = {
    "‘": 0.6,
    "“": 0.5,
    "„": 0.5,
    "‚": 0.5,
    "’": 0.6,
    "”": 0.5,
    "(": 0.1,
    "«": 0.3,
    "»": 0.3,
    "‹": 0.3,
    "›": 0.3,
}


@dataclass(frozen=True, slots=True)
class Penalties:
    """What a break costs, in TeX's penalties and demerits (Knuth and Plass, Breaking Paragraphs Into
    Lines, 1981; The TeXbook, ch. 14), with what that paper leaves to taste."""

    line: float = 10
    hyphen: float = 210
    joint: float = 50  # after a hyphen or dash of the author's
    name: float = 190  # within a name
    short: float = 60  # a fragment of two letters at the line's end
    small: float = 350  # behind the author's hyphen, before a word of two letters
    double_hyphen: float = 8_000
    final_hyphen: float = 6_000  # at the end of the last line but one
    adjacent: float = 6_000  # neighbouring lines two fitness classes apart
    contrast: float = 18_000  # per unit of difference between neighbouring lines' stretch
    stack: float = 90_000  # the same word at the end or start of two lines
    runt: float = 200_000  # a last line shorter than `Setting.runt`
    max_hyphens: int = 2  # in consecutive lines


@dataclass(frozen=True, slots=True)
class Part:
    """A place as it is measured: `before` is the width of what stays, hyphen and all, and `after` of what
    goes to the next line; `glue` is the width of the no-break spaces before it."""

    place: Place
    before: float
    after: float
    glue: float
    hang_right: float
    hang_left: float


@dataclass(frozen=True, slots=True)
class Word:
    """A word in one style: the width of its letters and of its no-break spaces, the parts that it breaks
    in, how far its ends hang in the margins, and its letters without case or points."""

    width: float
    glue: float
    parts: tuple[Part, ...]
    hang_right: float
    hang_left: float
    folded: str


@dataclass(eq=False, slots=True)
class Lexicon:
    """The words of a book, each looked up once in each style. `capitals` says whether common nouns have a
    capital in a language, so that it is no sign of a name; `tremas` which of its letters lose their dots
    where a hyphen comes before them; `repeats` whether it writes a word's own hyphen again on the next line,
    so that none is a place to break. `hang` is the share of HANG_RIGHT and HANG_LEFT that punctuation hangs
    in the margins: 0 gives a straight edge."""

    hyphenate: Hyphenator
    capitals: Callable[[str], bool] = lambda language: False
    tremas: Callable[[str], str] = lambda language: ""
    repeats: Callable[[str], bool] = lambda language: False
    penalties: Penalties = field(default_factory=Penalties)
    hang: float = 1.0
    _words: dict[tuple[TextStyle, str, bool], Word] = field(default_factory=dict)

    def word(self, text: str, style: TextStyle, begins: bool) -> Word:
        """`text` in `style`. `begins`: it begins a sentence, so that its capital means nothing."""
        key = (style, text, begins)
        known = self._words.get(key)
        if known is None:
            known = self._words[key] = self._measured(text, style, begins)
        return known

    def _measured(self, text: str, style: TextStyle, begins: bool) -> Word:
        parts = tuple(
            Part(
                place,
                letters_width(text[: place.at] + HYPHEN * place.hyphen, style),
                _after(text[place.at :], style, bare=place.bare),
                glue_width(text[: place.at], style),
                self.hangs(HYPHEN if place.hyphen else text[place.at - 1], style, HANG_RIGHT),
                self.hangs(text[place.at], style, HANG_LEFT),
            )
            for place in self.breaks(text, style, begins)
        )
        return Word(
            letters_width(text, style),
            glue_width(text, style),
            parts,
            self.hangs(text[-1], style, HANG_RIGHT),
            self.hangs(text[0], style, HANG_LEFT),
            fold(text),
        )

    def hangs(self, char: str, style: TextStyle, table: Mapping[str, float]) -> float:
        """How far `char` stands in the margin, in points."""
        share = table.get(char, 0.0) * self.hang
        return share * style.width(char) if share else 0.0

    def breaks(self, word: str, style: TextStyle, begins: bool) -> list[Place]:
        """Where `word` may be broken."""
        costs = self.penalties
        if style.breaks == "none":
            return []
        if _ADDRESS.search(word):
            return [
                Place(m.start(), False, False, costs.joint)
                for m in _URL_JOINT.finditer(word)
                if m.start() > 1
            ]
        found: list[Place] = []
        if style.breaks == "hyphens" and not any(map(str.isdigit, word)):
            for match in _LETTERS.finditer(word):
                letters = match.group()
                if len(letters) < 5 or (letters.isupper() and len(letters) > 1):
                    continue
                opens = begins and match.start() <= 1
                named = letters[0].isupper() and not opens and not self.capitals(style.language)
                for at in self.hyphenate(letters, style.language):
                    cost = costs.hyphen + (costs.short if at < 3 else 0) + (costs.name if named else 0)
                    bare = letters[at] in self.tremas(style.language)
                    found.append(Place(match.start() + at, True, bare, cost))
        whole = DASHES if self.repeats(style.language) else ""
        found += [
            Place(m.end(), False, False, costs.joint) for m in _JOINT.finditer(word) if m.group() not in whole
        ]
        return sorted(found)


def _after(text: str, style: TextStyle, *, bare: bool) -> float:
    """The letters that go to the next line; the first, if it has lost its trema, is shaped apart."""
    if bare:
        return style.width(plain(text[0])) + letters_width(text[1:], style)
    return letters_width(text, style)


def letters_width(text: str, style: TextStyle, expansion: int = 0) -> float:
    """The letters of `text` in points, its stretching spaces left out."""
    if " " in text or "\u00a0" in text:
        return sum(style.width(part, expansion) for part in _UNGLUED.split(text) if part)
    return style.width(text, expansion)


def glue_width(text: str, style: TextStyle, expansion: int = 0) -> float:
    """The natural width of the stretching spaces of `text`, in points."""
    return sum(text.count(glue) * style.space(glue, expansion) for glue in GLUE if glue in text)


def drawn_glue_width(text: str, style: TextStyle, expansion: int = 0) -> float:
    """The width of the stretching spaces of `text` as the layout engine draws them, in points."""
    return sum(text.count(glue) * style.drawn_space(glue, expansion) for glue in GLUE if glue in text)


def fold(word: str) -> str:
    """The letters of `word`, small."""
    return "".join(filter(str.isalnum, word.casefold()))
