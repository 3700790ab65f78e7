"""The cover of the printed book: back, spine and front on one sheet, in the inks of a press.

The front is the e-book's cover; the spine is as wide as the pages that were laid out and the printer's paper
make it. Type is outlines, colour is process ink (the style's [cover.inks]), the file PDF/X-4.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import escape

from book import __version__
from book.errors import DataError, Place
from book.languages import Language
from book.model import Anthology, Edition, Finding, Pagination, Style
from book.render import ean13, ragged
from book.render.cover import cover_table, faults, front
from book.render.display import display_type
from book.render.drawing import fill
from book.render.engine import Layout
from book.render.finish import crop_marks
from book.render.flower import flower
from book.render.paper import file_name
from book.render.profiles import Profile
from book.render.typeface import typeface

_BARCODE_PAD = 1.5  # mm of white round the barcode
_DIGITS = 3.3  # mm: the size of the figures below the bars
_MARKS = 6.0  # mm of the sheet beyond the bleed, where there are marks
_SPINE_SHARE = 0.52  # of the spine's width: the size of the type on it
_DOCUMENT_ID = re.compile(rb"xmp\.did:[0-9a-f-]{36}")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The measures of a wrap, mm, from the left edge of its bleed."""

    width: float  # of a page
    height: float
    spine: float
    bleed: float

    @property
    def whole(self) -> tuple[float, float]:
        return 2 * self.width + self.spine + 2 * self.bleed, self.height + 2 * self.bleed

    @property
    def spine_left(self) -> float:
        return self.bleed + self.width

    @property
    def front_left(self) -> float:
        return self.spine_left + self.spine


def render(
    anthology: Anthology,
    style: Style,
    language: Language,
    pagination: Pagination,
    asked: Profile,
    name: str = "",
) -> tuple[Edition, tuple[Finding, ...]]:
    """The cover `<slug>-cover.pdf`, for a printer `<slug>-<name>-cover.pdf`: the edition's name or his.

    Raises MissingToolError without Pango, DataError for a fault in the style, its inks or the ISBN.
    """
    pages = asked.bound(pagination.count)
    sheet = _Sheet(pagination.width, pagination.height, asked.spine_width(pages), asked.cover_bleed)
    with faults(style, "cover"):
        values = _composition(anthology, style, language, sheet, asked, pages)
    svg = fill(style, "wrap.svg", values)
    layout = Layout(_document(anthology, svg, sheet, asked), style.files)
    marks = asked.cover_bleed + 1 if asked.marks else 0.0
    data = layout.pdf(
        anthology.identifier, lambda _, pdf: _finish(pdf, anthology.identifier, marks), "pdf/x-4"
    )
    edition = Edition(file_name(anthology, name or asked.name, "cover"), data, "application/pdf")
    return edition, tuple(layout.findings)


def _document(anthology: Anthology, svg: str, sheet: _Sheet, asked: Profile) -> str:
    outside = sheet.bleed + (_MARKS if asked.marks else 0)
    names = [c.name.display for c in anthology.contributors if c.role == "aut"]
    metas = [
        *(f'<meta name="author" content="{escape(name)}">' for name in names),
        f'<meta name="generator" content="florilegium {__version__}">',
        f'<meta name="dcterms.created" content="{anthology.modified}">',
        f'<meta name="dcterms.modified" content="{anthology.modified}">',
    ]
    return f"""<!doctype html>
<html lang="{anthology.language}">
<head>
<meta charset="utf-8">
<title>{escape(anthology.title)}</title>
{"".join(metas)}
<style>
@color-profile device-cmyk {{ components: cyan, magenta, yellow, black; src: url(inks/FOGRA39L.icc) }}
@page {{ size: {2 * sheet.width + sheet.spine:.4f}mm {sheet.height}mm; margin: 0; bleed: {outside}mm }}
body {{ margin: 0 }}
svg {{ position: absolute; left: -{sheet.bleed}mm; top: -{sheet.bleed}mm; display: block }}
</style>
</head>
<body>{svg}</body>
</html>
"""


def _finish(pdf: Any, identifier: str, marks: float) -> None:
    """Crop marks, and a document ID that is the book's and not of the moment."""
    own = f"xmp.did:{uuid.uuid5(uuid.NAMESPACE_URL, identifier)}".encode()
    for item in pdf.objects:
        if hasattr(item, "stream"):
            item.stream = [
                _DOCUMENT_ID.sub(own, part) if isinstance(part, bytes) else part for part in item.stream
            ]
    if marks:
        crop_marks(pdf, marks)


# --------------------------------------------------------------------------- composition


def _composition(
    anthology: Anthology, style: Style, language: Language, sheet: _Sheet, asked: Profile, pages: int
) -> dict[str, Any]:
    """What the template places, in mm; the front in px, to be scaled."""
    table: dict[str, Any] = _inked(cover_table(style), style)
    scale = sheet.width / table["width"]
    width, height = sheet.whole
    isbn = anthology.manifest.isbn_print
    return {
        **front(anthology, style, language, table, table["width"], sheet.height / scale),
        "sheet": {"width": round(width, 4), "height": round(height, 4)},
        "front_at": f"translate({sheet.front_left:.4f} {sheet.bleed}) scale({scale:.6f})",
        "spine": _spine(anthology, style, table, sheet) if asked.titled_spine(pages) else None,
        "back": _back(anthology, style, table, sheet, asked),
        "barcode": _barcode(isbn, style, sheet, table) if isbn else None,
    }


def _inked(value: Any, style: Style) -> Any:
    """`value` with every colour (#rrggbb) as the process inks that the style gives for it."""
    inks: Mapping[str, Any] = cover_table(style).get("inks", {})
    if isinstance(value, dict):
        return {key: _inked(own, style) for key, own in value.items() if key != "inks"}
    if isinstance(value, list):
        return [_inked(own, style) for own in value]
    if isinstance(value, str) and value.startswith("#"):
        if value not in inks:
            raise DataError(
                f"the style gives no inks for {value}",
                where=Place(f"styles/{style.name}/style.toml", key="cover.inks"),
                hint=f'add "{value}" = [C, M, Y, K], in percent',
            )
        return ink(*inks[value])
    return value


def ink(cyan: float, magenta: float, yellow: float, black: float) -> str:
    """Process inks, in percent, as a CSS colour (CSS Color 5)."""
    parts = " ".join(f"{part / 100:g}" for part in (cyan, magenta, yellow, black))
    return f"device-cmyk({parts})"


def _spine(anthology: Anthology, style: Style, table: Mapping[str, Any], sheet: _Sheet) -> dict[str, Any]:
    """Title and authors along the spine, from head to foot (ISO 6357), in the middle of its width."""
    own = table["spine"]
    kind = display_type({**own, "sizes": [own["size"]], "lines": 1, "leading": 1}, style, anthology.language)
    size = min(float(own["size"]), _SPINE_SHARE * sheet.spine)
    room = sheet.height - 2 * float(own["margin"])
    title = ragged.running(anthology.title, lambda line: kind.face.width(line, size), room)
    x = sheet.spine_left + sheet.spine / 2
    return {
        "path": kind.face.outline(title, size, float(own["margin"]), 0.24 * size),
        "at": f"translate({x:.4f} {sheet.bleed}) rotate(90)",
    }


def _back(
    anthology: Anthology, style: Style, table: Mapping[str, Any], sheet: _Sheet, asked: Profile
) -> dict[str, Any]:
    """The blurb from the head of the back, its first sentence large; the flower at the foot."""
    own = table["back"]
    margin = float(own["margin"])
    left, top = sheet.bleed + margin, sheet.bleed + margin
    measure = sheet.width - 2 * margin
    first, rest = _hook(anthology.manifest.description)
    hook = display_type(table["hook"], style, anthology.language).fitting(first, measure)
    y = top + 0.7 * hook.size + hook.step * (len(hook.lines) - 1)
    opening = hook.paths(left, y)

    kind = display_type({**own, "lines": 99}, style, anthology.language)
    size = kind.sizes[0]
    blurb = [
        ragged.filled(paragraph, lambda line: kind.face.width(line, size), measure) for paragraph in rest
    ]
    paths: list[str] = []
    y = y + hook.step + 0.4 * size if first else top + 0.7 * size
    for lines in blurb:
        for line in lines:
            paths.append(kind.face.outline(line, size, left, y))
            y += size * kind.leading
        y += 0.5 * size * kind.leading
    room = asked.barcode[1] / 2
    return {
        "hook": opening,
        "paths": paths,
        "flower": flower(
            {**table["flower"], "radius": room},
            style,
            len(anthology.chapters),
            left + room,
            sheet.bleed + sheet.height - margin - room,
            room,
        ),
    }


def _hook(description: str) -> tuple[str, list[str]]:
    """The first sentence of the blurb, if it is short, and the paragraphs of the rest."""
    paragraphs = [" ".join(part.split()) for part in description.split("\n\n") if part.strip()]
    sentence = re.match(r".{1,90}?[.?!](?=\s)", paragraphs[0]) if paragraphs else None
    if sentence is None:
        return "", paragraphs
    rest = paragraphs[0][sentence.end() :].strip()
    return sentence[0], [part for part in (rest, *paragraphs[1:]) if part]


def _barcode(isbn: str, style: Style, sheet: _Sheet, table: Mapping[str, Any]) -> dict[str, Any]:
    """The ISBN as bars in a white field at the foot of the back, by the spine."""
    where = Place("anthology.toml", key="book.isbn_print")
    try:
        number = ean13.digits(isbn)
    except ValueError as error:
        raise DataError(str(error), where=where) from error
    face = typeface(style, table["barcode"]["font"], {})
    margin = float(table["back"]["margin"])
    width = ean13.WIDTH + 2 * _BARCODE_PAD
    above = _DIGITS + 1
    height = above + ean13.HEIGHT + _DIGITS + 2 * _BARCODE_PAD
    left, top = sheet.spine_left - margin - width, sheet.bleed + sheet.height - margin - height
    x, y = left + _BARCODE_PAD, top + _BARCODE_PAD + above
    foot = y + ean13.HEIGHT + 0.86 * _DIGITS
    label = f"ISBN {isbn}"
    label_size = min(0.8 * _DIGITS, ean13.WIDTH / face.width(label))
    return {
        "x": round(left, 4),
        "y": round(top, 4),
        "width": round(width, 4),
        "height": round(height, 4),
        "bars": [
            {
                "x": round(x + bar.x, 4),
                "y": round(y, 4),
                "width": bar.width,
                "height": ean13.HEIGHT + (ean13.GUARD * ean13.MODULE if bar.guard else 0),
            }
            for bar in ean13.bars(number)
        ],
        "digits": [
            face.outline(d, _DIGITS, x + at - face.width(d, _DIGITS) / 2, foot)
            for d, at in ean13.places(number)
        ],
        "label": face.outline(label, label_size, x, y - 1),
        "white": ink(0, 0, 0, 0),
        "black": ink(0, 0, 0, 100),
    }
