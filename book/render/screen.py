"""What an edition for a screen opens with: the cover, as the first page of the file.

The page behind it stays blank, as the inside of a cover is: so right-hand pages stay where two pages stand
beside each other, and every page of the book is the page of that number on paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import escape

from book.languages import Language
from book.model import Anthology, Style
from book.render.cover import draw
from book.render.engine import Layout
from book.render.trims import Trim

if TYPE_CHECKING:
    from weasyprint import Page


@dataclass(frozen=True, slots=True)
class Opening:
    """Pages that stand before the book's own, and their labels."""

    pages: tuple[Page, ...]
    labels: tuple[str, ...]


def opening(anthology: Anthology, style: Style, language: Language, size: Trim) -> Opening:
    """The front cover on a page of the book's size, and a blank one.

    Raises MissingToolError without Pango, DataError for a fault in the style's cover.
    """
    front = draw(anthology, style, language, size.height / size.width)
    name = language.word("cover")
    document = f"""<!doctype html>
<html lang="{escape(anthology.language)}">
<head>
<meta charset="utf-8">
<title>{escape(anthology.title)}</title>
<style>
@page {{ size: {size.width}mm {size.height}mm; margin: 0 }}
body {{ margin: 0 }}
section {{ bookmark-level: 1; bookmark-label: attr(title) }}
img {{ display: block; width: {size.width}mm; height: {size.height}mm }}
</style>
</head>
<body><section title="{escape(name)}"><img src="cover.jpg" alt="{escape(front.alt)}"></section></body>
</html>
"""
    layout = Layout(document, {"cover.jpg": front.jpeg})
    pages = (*layout.pages, *layout.blank())
    return Opening(pages, (name, *(f"{name} {n}" for n in range(2, len(pages) + 1))))
