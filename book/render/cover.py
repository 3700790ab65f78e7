"""The cover: drawn from the manifest on the style's grid, its type as outlines.

HarfBuzz shapes the lines and gives their outlines, so that the drawing needs no font and looks the same
in every viewer; resvg turns it into pixels. Neither needs Pango: there is a cover where there is no PDF.

The template cover.svg places what is computed here; style.toml's [cover] has the numbers and colours.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import resvg_py
from PIL import Image

from book.errors import DataError, Place
from book.languages import Language
from book.model import Anthology, Style
from book.render import ragged
from book.render.drawing import fill
from book.render.flower import flower
from book.render.look import settings
from book.render.typeface import Typeface, typeface

_QUALITY = 90  # of the JPEG: flat colours and sharp edges stay clean, well below 1 MB
_SHRINK = 0.92  # from one size to the next, below the sizes that the style names
_BESIDE = 0.7  # of the title's size: what the subtitle may have
_LONELY = 0.25  # of the measure: a shorter line is a word left alone
_NO_BREAK = "\u00a0"
_LEAST = 24  # px: type is never set smaller, whatever it then covers


@dataclass(frozen=True, slots=True)
class Cover:
    """The front cover: an SVG drawing (UTF-8), the same as an sRGB JPEG, and what they show in words."""

    svg: bytes
    jpeg: bytes
    alt: str


def draw(anthology: Anthology, style: Style, language: Language) -> Cover:
    """Draw the front cover.

    The same bytes for the same book, style and versions of resvg and Pillow. Raises DataError for a fault in
    the style's template, numbers or fonts.
    """
    try:
        values = _composition(anthology, style, language)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise DataError(
            f"the style's cover lacks something or has it wrong: {error!r}",
            where=Place(f"styles/{style.name}/style.toml", key="cover"),
        ) from error
    svg = fill(style, "cover.svg", values)
    return Cover(svg.encode(), _jpeg(svg, values["width"], values["height"]), values["alt"])


# --------------------------------------------------------------------------- lines of type


@dataclass(frozen=True, slots=True)
class _Type:
    """A type of the cover, with the sizes that it may be set in, largest first, and its most lines."""

    face: Typeface
    sizes: tuple[float, ...]
    leading: float
    lines: int

    def fitting(self, text: str, measure: float) -> _Lines:
        """`text` at the largest size that leaves it in the measure and in so many lines."""
        found = [lines for size in self.sizes if (lines := self._at(text, size, measure))]
        if found:
            return next((lines for lines in found if lines.even(measure)), found[0])
        size = self.sizes[-1]
        while size > _LEAST:
            size *= _SHRINK
            if lines := self._at(text, size, measure):
                return lines
        return _Lines(self, size, ragged.balanced(text, self._width(size), measure))

    def below(self, size: float) -> _Type:
        """This type with the sizes that a type of `size` stands out from."""
        sizes = tuple(own for own in self.sizes if own <= _BESIDE * size)
        return replace(self, sizes=sizes or self.sizes[-1:])

    def _at(self, text: str, size: float, measure: float) -> _Lines | None:
        width = self._width(size)
        lines = ragged.balanced(text, width, measure)
        fits = len(lines) <= self.lines and all(width(line) <= measure for line in lines)
        return _Lines(self, size, lines) if fits else None

    def fits(self, text: str, measure: float) -> bool:
        """Whether `text` fits at the smallest of the sizes."""
        return self._at(text, self.sizes[-1], measure) is not None

    def _width(self, size: float) -> Callable[[str], float]:
        return lambda line: self.face.width(line, size)


@dataclass(frozen=True, slots=True)
class _Lines:
    """Lines of one type at one size."""

    type: _Type
    size: float
    lines: tuple[str, ...]

    def even(self, measure: float) -> bool:
        """Whether no line is left alone with a short word."""
        return len(self.lines) < 2 or all(
            self.type.face.width(line, self.size) > _LONELY * measure for line in self.lines
        )

    @property
    def step(self) -> float:
        """From one baseline to the next."""
        return self.size * self.type.leading

    def first(self, last: float) -> float:
        """The first baseline where the last one is at `last`."""
        return last - self.step * (len(self.lines) - 1)

    def paths(self, x: float, last: float) -> list[str]:
        """The lines' outlines, flush left at `x`, the last baseline at `last`."""
        baselines = (self.first(last) + i * self.step for i in range(len(self.lines)))
        return [
            self.type.face.outline(line, self.size, x, y)
            for line, y in zip(self.lines, baselines, strict=True)
        ]


def _type(table: Any, style: Style, language: str) -> _Type:
    features = dict.fromkeys(("onum", *table.get("features", ())), True)
    tracking = float(table.get("tracking", 0))
    face = typeface(style, table["font"], features, tracking=tracking, language=language)
    return _Type(face, tuple(map(float, table["sizes"])), float(table["leading"]), int(table["lines"]))


# --------------------------------------------------------------------------- composition


def _composition(anthology: Anthology, style: Style, language: Language) -> dict[str, Any]:
    """What the template places: the type from the foot upwards, the flower in the room that is left."""
    table = settings(style)["cover"]
    width, height, margin = int(table["width"]), int(table["height"]), float(table["margin"])
    measure = width - 2 * margin
    types = {name: _type(table[name], style, anthology.language) for name in ("title", "subtitle", "names")}
    gap = float(table["gap"])

    names = _names(anthology, language, lambda text: types["names"].fits(text, measure))
    title = types["title"].fitting(anthology.title, measure)
    subtitle = types["subtitle"].below(title.size).fitting(anthology.subtitle, measure)
    by = types["names"].fitting(names, measure)

    y = height - margin
    placed: dict[str, list[str]] = {"names": by.paths(margin, y)}
    if by.lines:
        y = by.first(y) - by.size
    rule = y - gap
    y = rule - gap - (0.3 * subtitle.size if subtitle.lines else 0.25 * title.size)
    placed["subtitle"] = subtitle.paths(margin, y)
    if subtitle.lines:
        y = subtitle.first(y) - 0.75 * subtitle.size - gap - 0.22 * title.size
    placed["title"] = title.paths(margin - 0.04 * title.size, y)
    head = title.first(y) - 0.7 * title.size  # the top of its capitals

    top = float(table["top"])
    room = head - gap - top
    drawn = flower(table["flower"], style, len(anthology.chapters), width / 2, top + room / 2, room / 2)
    key = "cover-alt" if names else "cover-alt-unnamed"
    return {
        **placed,
        "flower": drawn,
        "rule": round(rule, 2),
        "rule_width": measure,
        "colours": table["colours"],
        "width": width,
        "height": height,
        "margin": margin,
        "alt": language.word(key, title=anthology.title, names=names.replace(_NO_BREAK, " ")),
    }


def _names(anthology: Anthology, language: Language, fits: Callable[[str], bool]) -> str:
    """Everybody whose piece is in the book: 'A, B en C'; 'A, B en anderen' where not all are known or fit.

    A name is not broken between two lines.
    """
    named = [c.name.display.replace(" ", _NO_BREAK) for c in anthology.contributors if c.role == "aut"]
    others = any(not chapter.piece.authors for chapter in anthology.chapters)
    while named:
        text = _listed(named, others, language)
        if fits(text):
            return text
        if len(named) == 1:
            return text
        named, others = named[:-1], True
    return ""


def _listed(names: Sequence[str], others: bool, language: Language) -> str:
    return language.list([*names, language.word("others")] if others else names)


# --------------------------------------------------------------------------- drawing


def _jpeg(svg: str, width: int, height: int) -> bytes:
    """The drawing as a baseline-sRGB JPEG of `width` by `height` pixels, without metadata."""
    try:
        pixels = resvg_py.svg_to_bytes(svg_string=svg, width=width, height=height, skip_system_fonts=True)
    except ValueError as error:
        raise DataError(f"cover.svg is no drawing: {error}", where=Place("cover.svg")) from error
    image = Image.open(io.BytesIO(bytes(pixels))).convert("RGB")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY, optimize=True, subsampling=0)
    return out.getvalue()
