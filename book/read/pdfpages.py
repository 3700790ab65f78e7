"""The pages of a PDF as they were set: rows of text with how they look, and pictures, read with PDFium.

Places are in points, from the upper left corner of the page. The order is that of the file, in which programs
write what they set: column after column.
"""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import hypot
from statistics import mode
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

HYPHEN = "\u00ad"
"""Stands at the end of a row for the hyphen that parts a word there."""

_ITALIC = 1 << 6  # a font descriptor's flag (ISO 32000-2, table 121)
_BOLD = 600  # weight
_BOLD_NAME, _ITALIC_NAME = re.compile(r"bold|black|heavy", re.I), re.compile(r"italic|oblique", re.I)
_HIGHER, _SMALLER = (
    0.15,
    0.85,
)  # of the size of the row: how a note's call stands above it, and how large it is
_FIGURE = 0.2  # of the size: how high above the base line a raised figure begins
_NEAR, _FAR = 0.4, 2.5  # of the size: what follows on one base line; and what follows a list's label
_APART = 4.0  # what stands as far off is another column's, or at another edge of the page
_SPACE = 0.08  # of the size
_LABEL = re.compile(r"\s*(?:\(?\d{1,3}[.)]|[•◦▪‣●○■–-])\s*\Z")
_FEWEST = 64  # pixels of a picture's side
_LONGEST = 200  # bytes of a font's name


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks, and where it leads."""

    size: float
    bold: bool = False
    italic: bool = False
    raised: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """What stands on one base line of a column."""

    page: int
    base: float
    left: float
    right: float
    runs: tuple[tuple[str, Look], ...]
    text: str
    size: float  # that of most of its letters
    bold: bool  # all of it
    leads: bool  # all of it is a link


class Shown(NamedTuple):
    """A picture of a page, and what it is as a file."""

    top: float
    bottom: float
    data: bytes


class Sheet(NamedTuple):
    """One page. `height` is in points."""

    height: float
    rows: Sequence[Row]
    pictures: Sequence[Shown]


class _Char(NamedTuple):
    sign: str
    left: float
    right: float
    base: float
    look: Look
    broken: bool  # PDFium thinks that a line begins with it
    spaced: bool  # or a word


def sheets(document: pypdfium2.PdfDocument) -> Iterator[Sheet]:
    """The pages of a document, in order."""
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        try:
            width, height = page.get_size()
            chars = _chars(text, list(_links(document, page)), height)
            yield Sheet(height, [*_rows(chars, number)], [*_pictures(page, width, height)])
        finally:
            text.close()
            page.close()


# ------------------------------------------------------------------ rows


def _rows(chars: Iterator[_Char], page: int) -> Iterator[Row]:
    row: list[_Char] = []
    base = size = 0.0
    for char in chars:
        if row and _goes_on(row, char, base, size):
            raised = char.look.size <= _SMALLER * size and base - char.base >= _HIGHER * size
            if raised:
                char = char._replace(look=replace(char.look, raised=True))
            elif char.look.size > size:
                base, size = char.base, char.look.size
            row.append(char)
            continue
        if made := _row(row, page):
            yield made
        row, base, size = [char], char.base, char.look.size
    if made := _row(row, page):
        yield made


def _goes_on(row: Sequence[_Char], char: _Char, base: float, size: float) -> bool:
    """Whether a character stands behind the last of a row, on its base line or raised above it."""
    last = row[-1]
    larger = max(size, char.look.size)
    if abs(char.base - base) > 0.6 * larger or char.left < last.left - larger:
        return False
    if char.left - last.right > _APART * larger:
        return False
    if not char.broken:
        return True
    gap, level = char.left - last.right, abs(char.base - base) <= 0.1 * larger
    if level and len(row) <= 4 and _LABEL.match("".join(c.sign for c in row)):
        return -_NEAR * larger <= gap <= _FAR * larger
    return abs(gap) <= _NEAR * larger


def _row(chars: Sequence[_Char], page: int) -> Row | None:
    """A row of characters; None where there is no sign."""
    runs: list[tuple[str, Look]] = []
    for n, char in enumerate(chars):
        last = chars[n - 1] if n else char
        apart = char.left - last.right > _SPACE * char.look.size
        between = " " if n and (char.spaced or char.broken) and apart and last.sign != " " else ""
        if runs and runs[-1][1] == char.look:
            runs[-1] = (f"{runs[-1][0]}{between}{char.sign}", char.look)
        else:
            if between:
                runs[-1] = (runs[-1][0] + between, runs[-1][1])
            runs.append((char.sign, char.look))
    seen = [char for char in chars if char.sign.strip()]
    if not seen:
        return None
    size = mode(round(char.look.size, 1) for char in seen)
    flat = [char for char in seen if not char.look.raised] or seen
    return Row(
        page=page,
        base=mode(char.base for char in flat),
        left=seen[0].left,
        right=max(char.right for char in seen),
        runs=tuple(runs),
        text="".join(text for text, _ in runs).strip(),
        size=size,
        bold=all(char.look.bold for char in seen),
        leads=all(char.look.address for char in seen),
    )


# ------------------------------------------------------------------ characters


def _chars(text: pypdfium2.PdfTextPage, links: Sequence[_Link], height: float) -> Iterator[_Char]:
    looks: dict[int, tuple[float, bool, bool]] = {}
    broken = spaced = False
    x, y = ctypes.c_double(), ctypes.c_double()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for at in range(pdfium.FPDFText_CountChars(text)):
        sign = chr(pdfium.FPDFText_GetUnicode(text, at))
        if sign in "\r\n" or pdfium.FPDFText_IsGenerated(text, at) == 1:
            broken, spaced = broken or sign in "\r\n", True
            continue
        if sign in ("\x00", "\ufffe", "\uffff"):
            continue
        pdfium.FPDFText_GetCharOrigin(text, at, x, y)
        pdfium.FPDFText_GetCharBox(text, at, left, right, bottom, top)
        of = ctypes.cast(pdfium.FPDFText_GetTextObject(text, at), ctypes.c_void_p).value or 0
        if of not in looks:
            looks[of] = _look(text, at)
        size, bold, italic = looks[of]
        centre = (left.value + right.value) / 2, height - (bottom.value + top.value) / 2
        address = next((link.address for link in links if link.holds(*centre)), "") if links else ""
        # A figure that its face has for calls of notes is as large as the others by its size alone.
        raised = sign.isdecimal() and bottom.value - y.value > _FIGURE * size
        hyphen = sign == "\x02" or (sign in "-\u2010" and pdfium.FPDFText_IsHyphen(text, at) == 1)
        yield _Char(
            sign=HYPHEN if hyphen else sign,
            left=min(x.value, left.value),
            right=right.value,
            base=round(height - y.value, 1),
            look=Look(round(size, 1), bold, italic, raised, address),
            broken=broken,
            spaced=spaced,
        )
        broken = spaced = False


def _look(text: pypdfium2.PdfTextPage, at: int) -> tuple[float, bool, bool]:
    """How large a character is set, in points; whether it is bold; whether it is italic."""
    name, flags = ctypes.create_string_buffer(_LONGEST), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, at, name, _LONGEST, flags)
    face = name.value.decode("utf-8", "replace")
    matrix = pdfium.FS_MATRIX()
    scale = hypot(matrix.c, matrix.d) if pdfium.FPDFText_GetMatrix(text, at, matrix) else 1.0
    bold = bool(_BOLD_NAME.search(face)) or pdfium.FPDFText_GetFontWeight(text, at) >= _BOLD
    italic = bool(flags.value & _ITALIC) or bool(_ITALIC_NAME.search(face))
    return pdfium.FPDFText_GetFontSize(text, at) * (scale or 1.0), bold, italic


# ------------------------------------------------------------------ links and pictures


class _Link(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float
    address: str

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom


def _links(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> Iterator[_Link]:
    """The links of a page that lead to the web."""
    height, start, link = page.get_height(), ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, start, link):
        action = pdfium.FPDFLink_GetAction(link)
        long = pdfium.FPDFAction_GetURIPath(document, action, None, 0) if action else 0
        box = pdfium.FS_RECTF()
        if long <= 1 or not pdfium.FPDFLink_GetAnnotRect(link, box):
            continue
        address = ctypes.create_string_buffer(long)
        pdfium.FPDFAction_GetURIPath(document, action, address, long)
        told = address.value.decode("utf-8", "replace")
        if told.startswith(("http://", "https://")):
            top, bottom = sorted((height - box.top, height - box.bottom))
            left, right = sorted((box.left, box.right))
            yield _Link(left, top, right, bottom, told)


def _pictures(page: pypdfium2.PdfPage, width: float, height: float) -> Iterator[Shown]:
    """The pictures of a page, but those that lie behind all of it: a page that was scanned."""
    for shown in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = shown.get_bounds()
        if min(shown.get_px_size()) < _FEWEST or (right - left) * (top - bottom) > 0.8 * width * height:
            continue
        target = io.BytesIO()
        try:
            shown.extract(target, fb_format="png")
        except (pypdfium2.PdfiumError, OSError, ValueError):
            continue
        yield Shown(height - top, height - bottom, target.getvalue())
