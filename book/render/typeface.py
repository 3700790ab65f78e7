"""Type as HarfBuzz sets it: how wide a line is, and its outlines for drawing."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace

import uharfbuzz as hb

from book.errors import DataError, Place
from book.languages import direction
from book.model import Style
from book.render import raising

Point = tuple[float, float]
Behind = Callable[[str, str], float]


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font of a style with the OpenType features and the letterspacing that it is set with.

    `tracking` is in em, added after every glyph. `language` is BCP 47: it chooses localised forms. `behind`
    tells how wide letters come out that the font has not, in em, from what is behind it in the stylesheet.
    """

    font: hb.Font
    features: Mapping[str, bool]
    tracking: float = 0.0
    language: str = ""
    behind: Behind | None = None

    def width(self, text: str, size: float = 1.0) -> float:
        """The advance of `text` set in one line at `size`, in the unit of `size`."""
        lacking = self.lacks(text) if self.behind and not text.isascii() else ""
        if not lacking:
            return size * self._advance(text)
        parts = re.split(f"([{re.escape(lacking)}]+)", text)
        return size * (sum(map(self._advance, parts[::2])) + sum(map(self._advance_behind, parts[1::2])))

    def _advance_behind(self, text: str) -> float:
        assert self.behind is not None
        return self.behind(text, self.language) + self.tracking * len(text)

    def _advance(self, text: str) -> float:
        glyphs = self._glyphs(text)
        advance = sum(position.x_advance for _, position in glyphs) / self.font.face.upem
        return float(advance + self.tracking * len(glyphs))

    def lacks(self, text: str) -> str:
        """The characters of `text` that the font has no glyph for; variation selectors need none."""
        characters = (c for c in dict.fromkeys(text) if not c.isspace() and c not in "\ufe0e\ufe0f")
        return "".join(c for c in characters if not self.font.get_nominal_glyph(ord(c)))

    def varies(self, text: str, *features: str) -> bool:
        """Whether every character of `text` is drawn otherwise with one of these OpenType features."""
        other = replace(self, features={**self.features, **dict.fromkeys(features, True)})
        return all(
            [glyph.codepoint for glyph, _ in self._glyphs(char)]
            != [glyph.codepoint for glyph, _ in other._glyphs(char)]
            for char in set(text)
            if not char.isspace()
        )

    def capped(self, text: str) -> bool:
        """Whether every small letter of `text` has a small capital."""
        letters = "".join(char for char in text if char.islower() and char.upper() != char)
        return replace(self, features={**self.features, "smcp": False}).varies(letters, "smcp")

    def outline(self, text: str, size: float, x: float, y: float) -> str:
        """`text` as SVG path data, its baseline beginning at `x`, `y` (y grows downwards)."""
        scale = size / self.font.face.upem
        parts: list[str] = []
        for info, position in self._glyphs(text):
            pen = _SvgPen(x + position.x_offset * scale, y - position.y_offset * scale, scale)
            self.font.draw_glyph_with_pen(info.codepoint, pen)
            parts.append(pen.path())
            x += position.x_advance * scale + self.tracking * size
        return "".join(parts)

    def box(self, glyph: str) -> tuple[float, float, float, float]:
        """The extents of the glyph of a character, in em: left, top, right, bottom (y grows upwards)."""
        extents = self.font.get_glyph_extents(self.font.get_nominal_glyph(ord(glyph)))
        left, top = extents.x_bearing, extents.y_bearing
        em = self.font.face.upem
        return left / em, top / em, (left + extents.width) / em, (top + extents.height) / em

    def _glyphs(self, text: str) -> list[tuple[hb.GlyphInfo, hb.GlyphPosition]]:
        """The glyphs of a line and where they stand, from left to right."""
        glyphs: list[tuple[hb.GlyphInfo, hb.GlyphPosition]] = []
        for run in _runs(text, direction(self.language or "en")):
            buffer = hb.Buffer()
            buffer.add_str(run)
            buffer.guess_segment_properties()
            if self.language:
                buffer.language = self.language
            hb.shape(self.font, buffer, {**self.features, **self._raised(run)})
            glyphs += zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        return glyphs

    def _raised(self, run: str) -> dict[str, list[tuple[int, int, bool]]]:
        """The feature that sets letters of a run above the line, where the language does and the font can."""
        found = raising.spans(run, self.language) if self.language and not _FROM_RIGHT.search(run) else []
        able = [(start, end, True) for start, end in found if self.varies(run[start:end], "sups")]
        return {"sups": able} if able else {}


_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_PHRASE = re.compile(
    f"{_FROM_RIGHT.pattern}(?:[\\s'’\"-]*{_FROM_RIGHT.pattern})*"  # what runs from right to left by itself
)


def _runs(text: str, way: str) -> Iterator[str]:
    """A line in runs of one direction each, from left to right as they stand on it.

    A phrase that runs from right to left is a run; so two names of a list keep their order in it. `way` is
    the language's, but a line without a letter that runs from left to right runs from the right itself.
    """
    if not _FROM_RIGHT.search(text):
        yield from filter(None, (text,))
        return
    runs: list[str] = []
    at = 0
    for phrase in _PHRASE.finditer(text):
        runs += [text[at : phrase.start()], phrase[0]]
        at = phrase.end()
    runs = [run for run in (*runs, text[at:]) if run]
    alone = not any(char.isalpha() and not _FROM_RIGHT.match(char) for char in text)
    yield from reversed(runs) if way == "rtl" or alone else runs


def typeface(
    style: Style,
    path: str,
    features: Mapping[str, bool],
    *,
    tracking: float = 0.0,
    language: str = "",
    behind: Behind | None = None,
) -> Typeface:
    """The font `path` of the style. Raises DataError where the style has no such font."""
    if path not in style.files:
        raise DataError(
            f"the style names the font {path!r}, which it does not have",
            where=Place(f"styles/{style.name}/style.toml"),
        )
    # Letterspaced letters do not ligate.
    ligatures = {"liga": False, "clig": False} if tracking else {}
    font = hb.Font(hb.Face(hb.Blob(style.files[path])))
    return Typeface(font, {**ligatures, **features}, tracking, language, behind)


_LISTED = 12


def listed(characters: Collection[str]) -> str:
    """Characters with their code points, in the order given; of many the first."""
    shown = " ".join(f"{c} (U+{ord(c):04X})" for c in list(characters)[:_LISTED])
    more = len(characters) - _LISTED
    return f"{shown} and {more} more" if more > 0 else shown


class _SvgPen:
    """A fontTools-style pen that gathers an outline as SVG path data, scaled and moved into place."""

    def __init__(self, x: float, y: float, scale: float) -> None:
        self._x, self._y, self._scale = x, y, scale
        self._parts: list[str] = []

    def path(self) -> str:
        return "".join(self._parts)

    def moveTo(self, point: Point) -> None:  # noqa: N802 - the names are fontTools'
        self._add("M", point)

    def lineTo(self, point: Point) -> None:  # noqa: N802
        self._add("L", point)

    def qCurveTo(self, *points: Point) -> None:  # noqa: N802
        self._add("Q", *points)

    def curveTo(self, *points: Point) -> None:  # noqa: N802
        self._add("C", *points)

    def closePath(self) -> None:  # noqa: N802
        self._parts.append("Z")

    def endPath(self) -> None:  # noqa: N802
        pass

    def _add(self, command: str, *points: Point) -> None:
        placed = (f"{self._x + x * self._scale:.2f} {self._y - y * self._scale:.2f}" for x, y in points)
        self._parts.append(command + " ".join(placed))
