"""Reads a finished PDF back: its lines as they are printed, its fonts, its pixels."""

from __future__ import annotations

import contextlib
import ctypes
import re
import zlib
from dataclasses import dataclass
from itertools import groupby

import pypdfium2
import pypdfium2.raw as pdfium

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of text on a page: its baseline and left edge in points from the top left, its letters."""

    y: float
    x: float
    size: float
    text: str


def printed(page: pypdfium2.PdfPage) -> list[Printed]:
    """The lines of a page from top to foot. Hyphens at line ends are U+00AD."""
    text = page.get_textpage()
    height = page.get_height()
    glyphs = []
    for i in range(text.count_chars()):
        if pdfium.FPDFText_IsGenerated(text, i) == 1:
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(text, i, x, y)
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text, i, matrix)
        size = pdfium.FPDFText_GetFontSize(text, i) * abs(matrix.d)
        character = chr(pdfium.FPDFText_GetUnicode(text, i))
        character = "\u00ad" if pdfium.FPDFText_IsHyphen(text, i) == 1 else character
        glyphs.append((round(height - y.value, 1), x.value, round(size, 2), character))
    rows = groupby(sorted(glyphs, key=lambda glyph: glyph[0]), key=lambda glyph: glyph[0])
    lines = []
    for y, row in rows:
        ordered = sorted(row, key=lambda glyph: glyph[1])
        lines.append(Printed(y, ordered[0][1], ordered[0][2], "".join(glyph[3] for glyph in ordered)))
    return lines


def is_white(page: pypdfium2.PdfPage) -> bool:
    """Whether nothing at all is printed on a page."""
    pixels = page.render(scale=0.5, grayscale=True).to_pil()
    return bool(pixels.getextrema()[0] == 255)


def fonts(page: pypdfium2.PdfPage) -> dict[str, bool]:
    """The fonts of a page's text, each with whether it is embedded."""
    found = {}
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        font = pdfium.FPDFTextObj_GetFont(item)
        length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
        name = ctypes.create_string_buffer(length)
        pdfium.FPDFFont_GetBaseFontName(font, name, length)
        found[name.value.decode()] = pdfium.FPDFFont_GetIsEmbedded(font) == 1
    return found


def unpacked(data: bytes) -> bytes:
    """A PDF's bytes with what is compressed in it (object streams above all) behind them."""
    found = [data]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
        with contextlib.suppress(zlib.error):
            found.append(zlib.decompress(stream))
    return b"\n".join(found)
