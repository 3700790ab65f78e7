"""The cover of the printed book: back, spine and front on one sheet, in the inks of a press.

The front is the e-book's cover; the spine is as wide as the pages that were laid out and the printer's paper
make it. Type is outlines, colour is process ink (the style's [cover.inks]), the file PDF/X-4; for a printer
who takes nothing newer PDF/X-1a.
"""

from __future__ import annotations

import re
import uuid
from typing import Any

from markupsafe import escape

from book import __version__
from book.languages import Language
from book.model import Anthology, Edition, Finding, Pagination, Style
from book.render.cover import faults
from book.render.drawing import fill
from book.render.engine import Layout
from book.render.finish import crop_marks, flat_exchange
from book.render.jacket import Sheet, composition
from book.render.paper import file_name
from book.render.profiles import Profile

_MARKS = 6.0  # mm of the sheet beyond the bleed, where there are marks
_PROFILE = (
    "@color-profile device-cmyk { components: cyan, magenta, yellow, black; src: url(inks/FOGRA39L.icc) }"
)
_DOCUMENT_ID = re.compile(rb"xmp\.did:[0-9a-f-]{36}")


def render(
    anthology: Anthology,
    style: Style,
    language: Language,
    pagination: Pagination,
    asked: Profile,
    name: str = "",
    *,
    black: bool = False,
) -> tuple[Edition, tuple[Finding, ...]]:
    """The cover `<slug>-cover.pdf`, for a printer `<slug>-<name>-cover.pdf`: the edition's name or his.

    In process inks, or in `black` alone.

    Raises MissingToolError without Pango, DataError for a fault in the style, its inks or the ISBN.
    """
    pages = asked.bound(pagination.count)
    sheet = Sheet(pagination.width, pagination.height, asked.spine_width(pages), asked.cover_bleed)
    with faults(style, "cover"):
        values, findings = composition(anthology, style, language, sheet, asked, pages, black=black)
    svg = fill(style, "wrap.svg", values)
    layout = Layout(_document(anthology, svg, sheet, asked), style.files)

    def finished(_: Any, pdf: Any) -> None:
        _own_identifier(pdf, anthology.identifier)
        if asked.marks:
            spine = sorted({sheet.width, sheet.width + sheet.spine})
            crop_marks(pdf, asked.cover_bleed, folds=spine)
        if asked.cover_standard == "pdf/x-1a":
            flat_exchange(pdf, asked.condition)

    data = layout.pdf(anthology.identifier, finished, asked.cover_standard)
    edition = Edition(file_name(anthology, name or asked.name, "cover"), data, "application/pdf")
    return edition, (*layout.findings, *findings)


def _document(anthology: Anthology, svg: str, sheet: Sheet, asked: Profile) -> str:
    outside = sheet.bleed + (_MARKS if asked.marks else 0)
    # PDF/X-1a names its printing condition, and has no profile in it.
    profile = _PROFILE if asked.cover_standard == "pdf/x-4" else ""
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
{profile}
@page {{ size: {2 * sheet.width + sheet.spine:.4f}mm {sheet.height}mm; margin: 0; bleed: {outside}mm }}
body {{ margin: 0 }}
svg {{ position: absolute; left: -{sheet.bleed}mm; top: -{sheet.bleed}mm; display: block }}
</style>
</head>
<body>{svg}</body>
</html>
"""


def _own_identifier(pdf: Any, identifier: str) -> None:
    """Give the file a document ID that is the book's and not of the moment."""
    own = f"xmp.did:{uuid.uuid5(uuid.NAMESPACE_URL, identifier)}".encode()
    for item in pdf.objects:
        if hasattr(item, "stream"):
            item.stream = [
                _DOCUMENT_ID.sub(own, part) if isinstance(part, bytes) else part for part in item.stream
            ]
