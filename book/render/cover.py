"""The cover: drawn from the manifest on the style's grid, its type as outlines.

HarfBuzz shapes the lines and gives their outlines, so that the drawing needs no font and looks the same
in every viewer; resvg turns it into pixels. Neither needs Pango: there is a cover where there is no PDF.

The template cover.svg places what is computed here; style.toml's [cover] has the numbers and colours.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import resvg_py
from PIL import Image

from book.errors import DataError, Place
from book.languages import Language
from book.model import Anthology, Finding, Name, Severity, Style
from book.render.display import display_type
from book.render.drawing import fill
from book.render.flower import flower
from book.render.look import settings
from book.render.typeface import Typeface, listed, typeface

_QUALITY = 90  # of the JPEG: flat colours and sharp edges stay clean, well below 1 MB
_NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Cover:
    """The front cover: an SVG drawing (UTF-8), the same as an sRGB JPEG, and what they show in words."""

    svg: bytes
    jpeg: bytes
    alt: str


def draw(anthology: Anthology, style: Style, language: Language, proportion: float = 0.0) -> Cover:
    """Draw the front cover, `proportion` times as high as it is wide; as the style has it without one.

    The same bytes for the same book, style and versions of resvg and Pillow. Raises DataError for a fault in
    the style's template, numbers or fonts.
    """
    table = cover_table(style)
    with faults(style, "cover"):
        width = int(table["width"])
        height = round(width * proportion) if proportion else int(table["height"])
        values = front(anthology, style, language, table, width, height)
    svg = fill(style, "cover.svg", values)
    return Cover(svg.encode(), _jpeg(svg, width, height), values["alt"])


def cover_table(style: Style) -> dict[str, Any]:
    """The style's numbers and colours for covers. Raises DataError where it has none."""
    table = settings(style).get("cover")
    if not isinstance(table, dict):
        raise DataError("the style has no cover", where=Place(f"styles/{style.name}/style.toml", key="cover"))
    return table


@contextmanager
def faults(style: Style, key: str) -> Iterator[None]:
    """Turn what is missing or wrong in a table of style.toml into a DataError that names it."""
    try:
        yield
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise DataError(
            f"the style's {key} lacks something or has it wrong: {error!r}",
            where=Place(f"styles/{style.name}/style.toml", key=key),
        ) from error


# --------------------------------------------------------------------------- composition


def front(
    anthology: Anthology,
    style: Style,
    language: Language,
    table: Mapping[str, Any],
    width: float,
    height: float,
) -> dict[str, Any]:
    """What the templates place on a front of `width` by `height` px; `table` has its numbers and colours.

    The type stands at the foot and is built upwards, the flower grows into the room that is left, over the
    edges: a title that would take more than its share of the height is set smaller.
    """
    margin = float(table["margin"])
    measure = width - 2 * margin
    kinds = {
        "title": table["title"],
        "subtitle": table["subtitle"],
        "names": capitals(table["names"], style, anthology),
    }
    types = {name: display_type(kind, style, anthology.language) for name, kind in kinds.items()}
    gap = float(table["gap"])

    own = types["names"]
    names = names_of(anthology, language, own.face, lambda text: own.fits(text, measure))
    by = own.fitting(names, measure)
    y = height - margin
    placed: dict[str, list[str]] = {"names": by.paths(margin, y)}
    if by.lines:
        y = by.first(y) - by.size
    rule = y - gap
    room = float(table["room"]) * height
    kind = types["title"]
    while True:
        title = kind.fitting(anthology.title, measure)
        subtitle = types["subtitle"].below(title.size).fitting(anthology.subtitle, measure)
        y = rule - gap - (0.3 * subtitle.size if subtitle.lines else 0.25 * title.size)
        placed["subtitle"] = subtitle.paths(margin, y)
        if subtitle.lines:
            y = subtitle.first(y) - 0.75 * subtitle.size - gap - 0.22 * title.size
        placed["title"] = title.paths(margin - 0.04 * title.size, y)
        head = title.first(y) - 0.7 * title.size  # the top of its capitals
        if head >= room or title.size <= types["title"].least:
            break
        kind = kind.smaller(title.size)

    reach, inside = float(table["flower"]["reach"]), float(table["flower"]["inside"])
    radius = min(reach * (head - gap), (width - margin) / (1 + inside))
    x, y = width - inside * radius, radius / reach - radius
    drawn = flower(table["flower"], style, len(anthology.chapters), x, y, radius)
    by_all = "cover-alt-by" if _by_all(anthology, names) else "cover-alt"
    key = by_all if names else "cover-alt-unnamed"
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


def names_of(anthology: Anthology, language: Language, face: Typeface, fits: Callable[[str], bool]) -> str:
    """Everybody whose piece is in the book, by surname as on the title page: 'A, B en C'; 'A, B en anderen'
    where not all are known or fit, or can be set in `face`.

    A name is not broken between two lines.
    """
    authors = sorted(_authors(anthology), key=_by_surname)
    able = [name for name in authors if not face.lacks(name.display)]
    named = [name.display.replace(" ", _NO_BREAK) for name in able]
    others = able != authors or any(not chapter.piece.authors for chapter in anthology.chapters)
    while named:
        text = some(named, others, language)
        if fits(text):
            return text
        if len(named) == 1:
            return text
        named, others = named[:-1], True
    return ""


def capitals(table: Mapping[str, Any], style: Style, anthology: Anthology) -> Mapping[str, Any]:
    """The numbers of a type for names: without small capitals where the font has not all their letters so."""
    features = [feature for feature in table.get("features", ()) if feature != "smcp"]
    face = typeface(style, table["font"], {})
    names = "".join(name.display for name in _authors(anthology) if not face.lacks(name.display))
    return table if face.capped(names) else {**table, "features": features, "tracking": 0}


def unbroken(words: str, anthology: Anthology) -> str:
    """`words` with the names in them kept on one line."""
    names = [*(c.name.display for c in anthology.contributors), *anthology.manifest.editors]
    for name in sorted(names, key=len, reverse=True):
        words = words.replace(name, name.replace(" ", _NO_BREAK))
    return words


def unsettable(anthology: Anthology, style: Style) -> Iterator[Finding]:
    """What the type of the cover has no letters for: a title is drawn as empty boxes, names are left out."""
    table = cover_table(style)
    said = {"title": anthology.title, "subtitle": anthology.subtitle, "back": anthology.manifest.description}
    for kind, text in said.items():
        if lacking := typeface(style, table[kind]["font"], {}).lacks(text):
            yield Finding(
                "cover.no-glyph",
                Severity.ERROR,
                anthology.manifest.where("book"),
                f"the type of the cover has no {listed(lacking)}: empty boxes are drawn",
                "a style whose cover has a font of that script",
            )
    face = typeface(style, table["names"]["font"], {})
    absent = [name.display for name in _authors(anthology) if face.lacks(name.display)]
    if absent:
        yield Finding(
            "cover.name-left-out",
            Severity.WARNING,
            anthology.manifest.where("book"),
            f"the cover does not name {', '.join(absent)}: its type has no letters of that script",
            "a style whose cover has a font of that script",
        )


def _authors(anthology: Anthology) -> list[Name]:
    return [c.name for c in anthology.contributors if c.role == "aut"]


def _by_all(anthology: Anthology, names: str) -> bool:
    """Whether those of the line of names wrote every piece: then they gave no contributions, but the book."""
    writers = {name.display for name in _authors(anthology)}
    named = all(display in names.replace(_NO_BREAK, " ") for display in writers)
    return named and all({a.display for a in c.piece.authors} == writers for c in anthology.chapters)


def _by_surname(name: Name) -> tuple[str, str]:
    letters = unicodedata.normalize("NFKD", name.sort).casefold()
    return "".join(c for c in letters if not unicodedata.combining(c)), name.sort


def some(names: Sequence[str], others: bool, language: Language) -> str:
    """Names as a list, with "and others" behind them where there are `others`."""
    return language.list([*names, language.word("others-named")] if others else names)


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
