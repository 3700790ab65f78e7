"""The contact sheet: a PDF's pages as a book lies open, all on one picture, to judge at a glance."""

from __future__ import annotations

import io
import math

import pypdfium2
from PIL import Image

from book.errors import Place, RenderError
from book.model import Edition

_DESK = (141, 135, 123)
"""What the spreads lie on: dark enough that the edge of white paper shows."""

_FOLD = (222, 218, 210)
"""A hair between two pages, without which two white ones are one."""

_GAP = 0.06
"""Of the width of a spread: what is left free round it."""

_COLOURS = 256
"""What a PNG with a palette holds; pages of text need far fewer."""


def openings(pages: int) -> tuple[tuple[int | None, int | None], ...]:
    """The pages that lie side by side in a book of so many, from 0: the first lies on the right, alone."""
    return tuple(
        (left if left >= 0 else None, left + 1 if left + 1 < pages else None) for left in range(-1, pages, 2)
    )


def render(edition: Edition, width: int) -> bytes:
    """The spreads of a PDF in rows on one PNG, at most `width` px wide, about as many rows as columns.

    Raises RenderError for a PDF that cannot be opened or has no page.
    """
    try:
        document = pypdfium2.PdfDocument(edition.data)
    except pypdfium2.PdfiumError as error:
        raise RenderError(
            f"the PDF cannot be opened: {error}", where=Place(edition.name), hint="`book build` makes it anew"
        ) from error
    with document:
        if not len(document):
            raise RenderError("the PDF has no page", where=Place(edition.name))
        return _png(_laid_out(document, width))


def _laid_out(document: pypdfium2.PdfDocument, width: int) -> Image.Image:
    spreads = openings(len(document))
    columns = math.ceil(math.sqrt(len(spreads)))
    rows = math.ceil(len(spreads) / columns)
    sizes = [document.get_page_size(n) for n in range(len(document))]
    page_width = max(1, int(width / (columns * (1 + _GAP) + _GAP) / 2))
    scale = page_width / max(wide for wide, _ in sizes)
    page_height = max(1, round(scale * max(high for _, high in sizes)))
    gap = max(1, int(_GAP * 2 * page_width))
    sheet = Image.new(
        "RGB", (columns * (2 * page_width + gap) + gap, rows * (page_height + gap) + gap), _DESK
    )
    for n, spread in enumerate(spreads):
        left = gap + n % columns * (2 * page_width + gap)
        top = gap + n // columns * (page_height + gap)
        for side, number in enumerate(spread):
            if number is not None:
                page = document[number].render(scale=scale).to_pil().convert("RGB")
                sheet.paste(page.resize((page_width, page_height)), (left + side * page_width, top))
        if None not in spread:
            sheet.paste(_FOLD, (left + page_width, top, left + page_width + 1, top + page_height))
    return sheet


def _png(sheet: Image.Image) -> bytes:
    written = io.BytesIO()
    sheet.quantize(_COLOURS, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()
