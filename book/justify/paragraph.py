"""A paragraph as the breaker sees it: words, the places where a line may end, and what each costs.

The text is a plain string in which every character has a style. White space is collapsed: words are
parted by single U+0020; U+00A0 stretches like a space but never breaks; U+FFFC stands for an atom of a
fixed width (a note call, a picture in the line). Offsets in results are offsets in this string.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from book.justify.faces import HYPHEN, TextStyle
from book.justify.glyphs import plain
from book.justify.words import (
    ATOM,
    DASHES,
    GLUE,
    HANG_LEFT,
    HANG_RIGHT,
    SENTENCE_END,
    Lexicon,
    Part,
    Word,
    drawn_glue_width,
    fold,
    glue_width,
    letters_width,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """The measure and the limits. Lengths in points; stretch and shrink as shares of a natural space.

    `expansion` is the widest scaling of glyphs in thousandths, in steps of `step`: 0 for none. `reserve` is
    how far it may go in a paragraph that cannot be set well otherwise, `utmost` in one whose spaces would be
    twice as wide as they should be.
    """

    measure: float
    indent: float = 0.0
    stretch: float = 0.47
    shrink: float = 0.22
    expansion: int = 0
    reserve: int = 0
    utmost: int = 0
    step: int = 5
    tolerance: float = 3.0
    runt: float = 24.0


class Candidates(NamedTuple):
    """Every place where a line may end, in order, as parallel tuples: the breaker's working form.

    For the line that starts at candidate a and ends at b: its glyphs are `end[b] - start[a]` wide, its
    spaces `space_end[b] - space_start[a]`, and `hang_right[b] + hang_left[a]` of it stands in the margins.
    """

    offset: tuple[int, ...]  # where the line's text ends
    resume: tuple[int, ...]  # where the next line's text starts
    hyphen: tuple[bool, ...]  # a hyphen is added
    bare: tuple[bool, ...]  # the letter after it loses its trema
    inside: tuple[bool, ...]  # within a word
    penalty: tuple[float, ...]
    end: tuple[float, ...]
    start: tuple[float, ...]
    space_end: tuple[float, ...]
    space_start: tuple[float, ...]
    hang_right: tuple[float, ...]
    hang_left: tuple[float, ...]
    first: tuple[str, ...]  # the word that the next line starts with, folded
    last: tuple[str, ...]  # the word that the line ends with, folded
    word: tuple[int, ...]  # index of the word that the break stands in or after
    dashed: tuple[bool, ...]  # the line ends in a hyphen of the text's own
    stiff: tuple[float, ...]  # of the glyphs up to here, the width of those that are never scaled


_Row = tuple[int, int, bool, bool, bool, float, float, float, float, float, float, float, str, str, int, bool]
"""One candidate, in the order of Candidates' fields but the last."""


class Paragraph:
    """A run of styled text, ready to be broken.

    `text` and `styles` are of one length (a style per character); `atoms` gives the width in points
    of each U+FFFC by its offset, and `rigid` those of them that are never scaled, in other fonts; `lexicon`
    knows where words may be broken and what that costs.
    """

    def __init__(
        self,
        text: str,
        styles: Sequence[TextStyle],
        setting: Setting,
        lexicon: Lexicon,
        atoms: Mapping[int, float] | None = None,
        rigid: Collection[int] = (),
    ) -> None:
        if len(text) != len(styles):
            raise ValueError("a style for every character is needed")
        self.text = text
        self.styles = styles
        self.setting = setting
        self.atoms = atoms or {}
        self._rigid = sorted(rigid)
        self.lexicon = lexicon
        self._edges = [i for i in range(1, len(text)) if styles[i] is not styles[i - 1]]
        self.words = [m.span() for m in re.finditer(r"[^ ]+", text)]
        self._bare: set[int] = set()  # where a line that starts there starts with a letter without its trema
        self.candidates = self._candidates()

    def width(self, start: int, end: int, hyphen: bool = False, expansion: int = 0) -> float:
        """The glyphs of text[start:end] in points, its stretching spaces left out; runs shaped apart."""
        total = 0.0
        for text, style, at in self._runs(start, end, hyphen):
            if ATOM in text:
                total += sum(self.atoms.get(at + i, 0.0) for i, char in enumerate(text) if char == ATOM)
                total += sum(letters_width(part, style, expansion) for part in text.split(ATOM) if part)
            else:
                total += letters_width(text, style, expansion)
        return total

    def glue(self, start: int, end: int, expansion: int = 0) -> tuple[int, float]:
        """How many spaces text[start:end] has that stretch, and their natural width in points."""
        count = sum(self.text.count(char, start, end) for char in GLUE)
        if not count:
            return 0, 0.0
        return count, sum(glue_width(text, style, expansion) for text, style, _ in self._runs(start, end))

    def drawn_glue(self, start: int, end: int, expansion: int = 0) -> float:
        """The width of those spaces as the layout engine draws them, in points."""
        return sum(drawn_glue_width(text, style, expansion) for text, style, _ in self._runs(start, end))

    def _runs(self, start: int, end: int, hyphen: bool = False) -> list[tuple[str, TextStyle, int]]:
        """text[start:end] in runs shaped as one, each with its style and offset, a hyphen last."""
        first, last = bisect_right(self._edges, start), bisect_left(self._edges, end)
        edges = [start, *self._edges[first:last], end]
        runs = [(self.text[a:b], self.styles[a], a) for a, b in pairwise(edges)]
        if hyphen:
            text, style, at = runs[-1]
            runs[-1] = (text + HYPHEN, style, at)
        if start in self._bare:
            text, style, at = runs[0]
            rest = [(text[1:], style, at + 1)] if text[1:] else []
            runs[:1] = [(plain(text[0]), style, at), *rest]
        return runs

    def hang(self, at: int, table: Mapping[str, float], char: str = "") -> float:
        """How far the character at `at`, or `char` in its style, stands in the margin, in points."""
        return self.lexicon.hangs(char or self.text[at], self.styles[at], table)

    def hangs_at_start(self) -> float:
        """How far the first line hangs in the left margin: not at all where it is indented."""
        return 0.0 if self.setting.indent else self.hang(0, HANG_LEFT)

    # ------------------------------------------------------------------ the places

    def _candidates(self) -> Candidates:
        text, words = self.text, self._measured()
        rows: list[_Row] = []
        width = space = 0.0
        last = len(words) - 1
        for index, ((start, end), word) in enumerate(zip(self.words, words, strict=True)):
            for part in word.parts:
                at = start + part.place.at
                if part.place.bare:
                    self._bare.add(at)
                rows.append((
                    at, at, part.place.hyphen, part.place.bare, True, part.place.penalty, width + part.before,
                    width + word.width - part.after, space + part.glue, space + part.glue,
                    part.hang_right, part.hang_left, "", "", index, False,
                ))  # fmt: skip
            width += word.width
            space += word.glue
            if index == last:
                rows.append((
                    end, end, False, False, False, 0.0, width, width, space, space, word.hang_right, 0.0, "",
                    word.folded, index, False,
                ))  # fmt: skip
            else:
                gap = self.styles[end].space(" ")
                following = words[index + 1]
                dashed = text[end - 1] in DASHES
                # 'voor-' on one line and 'en' on the next reads as one word, parted.
                penalty = self.lexicon.penalties.small if dashed and len(following.folded) < 3 else 0.0
                rows.append((
                    end, end + 1, False, False, False, penalty, width, width, space, space + gap,
                    word.hang_right, following.hang_left, following.folded, word.folded, index, dashed,
                ))  # fmt: skip
                space += gap
        columns: list[Any] = list(zip(*rows, strict=True)) or [()] * 16
        return Candidates._make([*columns, self._stiff([row[0] for row in rows])])

    def _stiff(self, offsets: Sequence[int]) -> tuple[float, ...]:
        """The width of the glyphs up to each of the offsets that has no scaled fonts: code, say."""
        if not self._rigid and not any(len(style.faces) == 1 for style in dict.fromkeys(self.styles)):
            return (0.0,) * len(offsets)
        return tuple(accumulate(self.stiff(*both) for both in pairwise([0, *offsets])))

    def stiff(self, start: int, end: int) -> float:
        """The width of the glyphs of text[start:end] that are never scaled."""
        apart = self._rigid[bisect_left(self._rigid, start) : bisect_left(self._rigid, end)]
        return sum(self.atoms[at] for at in apart) + sum(
            letters_width(text, style)
            for text, style, _ in (self._runs(start, end) if start < end else ())
            if len(style.faces) == 1 and ATOM not in text
        )

    def _measured(self) -> list[Word]:
        """The words, those of one style from the lexicon."""
        text, styles, word_of = self.text, self.styles, self.lexicon.word
        mixed = {i for i, (start, end) in enumerate(self.words) if self._is_mixed(start, end)}
        found: list[Word] = []
        begins = True
        for index, (start, end) in enumerate(self.words):
            if index in mixed:
                found.append(self._of_parts(start, end, begins))
            else:
                found.append(word_of(text[start:end], styles[start], begins))
            begins = text[end - 1] in SENTENCE_END
        return found

    def _is_mixed(self, start: int, end: int) -> bool:
        """Whether the word is of several styles, or holds an atom."""
        if not self._edges and not self.atoms:
            return False
        at = bisect_right(self._edges, start)
        return (at < len(self._edges) and self._edges[at] < end) or any(start <= i < end for i in self.atoms)

    def _of_parts(self, start: int, end: int, begins: bool) -> Word:
        """A word of several styles, measured piece by piece. It is broken as one of the first of them that
        may be broken, but not within a run of it that may not."""
        text, styles, hang = self.text, self.styles, self.hang
        leading = next((s for s in styles[start:end] if s.breaks != "none"), styles[start])
        breaks = [
            (place, start + place.at)
            for place in self.lexicon.breaks(text[start:end], leading, begins)
            if styles[start + place.at] is not styles[start + place.at - 1]
            or styles[start + place.at].breaks != "none"
        ]
        self._bare.update(at for place, at in breaks if place.bare)
        parts = tuple(
            Part(
                place,
                self.width(start, at, place.hyphen),
                self.width(at, end),
                self.glue(start, at)[1],
                hang(at - 1, HANG_RIGHT, HYPHEN if place.hyphen else text[at - 1]),
                hang(at, HANG_LEFT),
            )
            for place, at in breaks
        )
        return Word(
            self.width(start, end),
            self.glue(start, end)[1],
            parts,
            hang(end - 1, HANG_RIGHT),
            hang(start, HANG_LEFT),
            fold(text[start:end]),
        )
