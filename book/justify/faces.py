"""Widths of text, from HarfBuzz on the very font files that the printed page uses.

WeasyPrint lays out through Pango, Pango shapes through HarfBuzz and, as WeasyPrint asks it to,
does not round glyph positions: so the same shaper on the same bytes gives the widths of the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import uharfbuzz as hb

HYPHEN = "\u2010"


class Face:
    """A font at one set of OpenType features; measures runs of text.

    `data` are the bytes of an OpenType font, `features` as HarfBuzz takes them ({"onum": True}),
    `language` is BCP 47 (it chooses the font's localised forms).
    """

    __slots__ = ("_cache", "_features", "_font", "_language", "_upem")

    def __init__(
        self, data: bytes, features: Mapping[str, bool | int] | None = None, language: str = ""
    ) -> None:
        face = hb.Face(hb.Blob(data))
        self._font = hb.Font(face)
        self._upem = face.upem
        self._features = dict(features or {})
        self._language = language
        self._cache: dict[str, float] = {}

    @property
    def characters(self) -> frozenset[int]:
        """The code points that the font has glyphs for."""
        return frozenset(self._font.face.unicodes)

    def width(self, text: str) -> float:
        """The advance width of `text`, in em. Shaped as one run, kerned and ligated."""
        width = self._cache.get(text)
        if width is None:
            buffer = hb.Buffer()
            buffer.add_str(text)
            buffer.guess_segment_properties()
            if self._language:
                buffer.language = self._language
            hb.shape(self._font, buffer, self._features)
            width = sum(p.x_advance for p in buffer.glyph_positions) / self._upem
            self._cache[text] = width
        return width


@dataclass(frozen=True, eq=False, slots=True)
class TextStyle:
    """How a run of text is set, as far as its width and its breaks depend on it.

    `faces` maps an expansion (in thousandths: -20..20) to the face scaled by it; 0 is the font
    itself and must be there. `size`, `letter_spacing` and `word_spacing` are in points. `breaks` says
    where a word in it may be broken: "hyphens", "joints" (nothing is added: after a hyphen of its own, and
    an address where it has a delimiter) or "none"; `language` (BCP 47) is the one that it is hyphenated in.
    """

    faces: Mapping[int, Face]
    size: float
    letter_spacing: float = 0.0
    breaks: str = "hyphens"
    language: str = ""
    word_spacing: float = 0.0

    def width(self, text: str, expansion: int = 0) -> float:
        """The width of `text` in points."""
        face = self.faces[expansion if expansion in self.faces else 0]
        width = face.width(text) * self.size
        return width + self.letter_spacing * len(text) if self.letter_spacing else width

    def space(self, char: str, expansion: int = 0) -> float:
        """The natural width of a space in points; some designs set tighter than the font.

        Letter spacing stands on either side of it: what a reader sees as the space is wider by that much.
        """
        return self.drawn_space(char, expansion) - 2 * self.letter_spacing

    def drawn_space(self, char: str, expansion: int = 0) -> float:
        """The width of a space as the layout engine draws it, in points."""
        return self.width(char, expansion) + self.word_spacing
