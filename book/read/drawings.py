"""A drawing in SVG -> the pixels that every edition may use.

Printers want their own colours, and reading systems differ in what they draw: so a drawing becomes pixels,
as many as paper shows. It is drawn from what is in it alone. What only a browser shows (HTML set into the
drawing, pictures and styles from elsewhere) would be missing without a word: such a drawing is refused, as is
one whose lettering this machine has no font for.
"""

from __future__ import annotations

import io
import re

import resvg_py
from lxml import etree
from PIL import Image

from book.errors import Place, SeedError

_SCALE = 4
"""Pixels to a CSS pixel: 384 to an inch, at which line art is sharp on paper."""

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_PROLOGUE = 4000  # bytes of an XML file in which its root stands
_CSS_INCH = 96
_UNITS = {
    "": 1.0, "px": 1.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "pt": 96 / 72, "pc": 16.0, "em": 16.0,
    "ex": 8.0,
}  # fmt: skip
"""CSS pixels in a unit of length (CSS Values and Units 4, 6.2); of the font's, in browsers' size of it."""
_LENGTH = re.compile(r"\s*([\d.]+(?:e[+-]?\d+)?)\s*([a-z]*)\s*", re.I)
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", re.I)
_NO_SIZE = (300.0, 150.0)
"""CSS pixels of a drawing that tells no size (CSS 2.2, 10.3.2)."""
_VAST = 1e6
"""CSS pixels that no drawing has to a side."""
_LINKING = {f"{_SVG}image", f"{_SVG}use", f"{_SVG}feImage"}
_AS_PNG = "save the drawing as PNG, some 1600 pixels wide"


def is_drawing(data: bytes) -> bool:
    """Whether these are the bytes of an SVG file, as far as its head tells."""
    return b"<svg" in data[:_PROLOGUE] or b":svg" in data[:_PROLOGUE]


def pixels(data: bytes, name: str, most: int) -> tuple[bytes, int]:
    """A drawing as PNG of `most` pixels at most, and how many of these each side of a CSS pixel has.

    Raises SeedError, for the file `name`, where it is no drawing, or not all that it shows can be drawn.
    """
    try:
        root = etree.fromstring(data, etree.XMLParser(no_network=True))
    except etree.XMLSyntaxError as error:
        raise _refused(name, f"it is no sound SVG: {error}") from error
    if root.tag != f"{_SVG}svg":
        raise _refused(name, "it is a drawing in SVG without its namespace")
    _refuse_unseen(root, name)
    wide, high = _size(root)
    root.set("width", f"{wide:g}")
    root.set("height", f"{high:g}")
    scale = next((n for n in range(_SCALE, 1, -1) if wide * high * n * n <= most), 1)
    shrink = min(1.0, (most / (wide * high)) ** 0.5)
    size = max(1, round(wide * scale * shrink)), max(1, round(high * scale * shrink))
    letters = next(root.iter(f"{_SVG}text"), None) is not None
    drawn = _drawn(root, name, size, letters)
    if letters:
        etree.strip_elements(root, f"{_SVG}text", with_tail=False)
        if _drawn(root, name, size, letters=False) == drawn:
            raise _refused(name, "no font of this machine has the letters of this drawing")
    with Image.open(io.BytesIO(drawn)) as image:
        if image.getbbox() is None:
            raise SeedError(
                "it is an empty drawing, which holds the place of a picture that is not with it",
                where=Place(name),
                hint="save that picture in seeds/ and place it: [[piece.image]]",
            )
    return drawn, scale


def _refused(name: str, why: str) -> SeedError:
    return SeedError(f"no picture can be read from it: {why}", where=Place(name), hint=_AS_PNG)


def _refuse_unseen(root: etree._Element, name: str) -> None:
    """Raises SeedError where the drawing shows what lies outside it, or what is not SVG."""
    for element in root.iter(etree.Element):
        if element.tag == f"{_SVG}foreignObject":
            around = element.getparent()
            others = around is not None and around.tag == f"{_SVG}switch" and len(around) > 1
            if not others and "".join(element.itertext()).strip():
                raise _refused(name, "it is a drawing in SVG with HTML in it, which only browsers show")
        link = element.get(_XLINK) or element.get("href") or ""
        if element.tag in _LINKING and link and not link.startswith(("#", "data:")):
            raise _refused(name, f"it is a drawing in SVG that shows another file: {link[:80]}")


def _size(root: etree._Element) -> tuple[float, float]:
    """Its width and height in CSS pixels, more than none each."""
    box = [float(n) for n in _NUMBER.findall(root.get("viewBox") or "")[:4]]
    ratio = box[2] / box[3] if len(box) == 4 and 0 < box[2] < _VAST and 0 < box[3] < _VAST else None
    wide, high = _length(root.get("width")), _length(root.get("height"))
    if wide and high:
        return wide, high
    if ratio is None:
        return wide or _NO_SIZE[0], high or _NO_SIZE[1]
    if wide:
        return wide, wide / ratio
    return (high * ratio, high) if high else (box[2], box[3])


def _length(said: str | None) -> float:
    """A length in CSS pixels; 0 for none, for a share of what is around it, and for one that nothing has."""
    told = _LENGTH.fullmatch(said or "")
    try:
        found = float(told[1]) * _UNITS.get(told[2].lower(), 0.0) if told else 0.0
    except ValueError:
        return 0.0
    return found if found < _VAST else 0.0


def _drawn(root: etree._Element, name: str, size: tuple[int, int], letters: bool) -> bytes:
    try:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=etree.tostring(root, encoding="unicode"),
                width=size[0],
                height=size[1],
                dpi=_CSS_INCH,
                skip_system_fonts=not letters,  # to find them takes longer than to draw
            )
        )
    except ValueError as error:
        raise _refused(name, f"it cannot be drawn: {error}") from error
