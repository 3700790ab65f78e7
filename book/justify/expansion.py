"""Copies of a font scaled horizontally by a few thousandths: glyph expansion without a type engine.

Hàn Thế Thành, Micro-typographic extensions to the TeX typesetting system (2000): a line may be set in
glyphs some two per cent wider or narrower before a reader can tell, and its spaces need that much less.
The copies live in the book that is being made and nowhere else. They bear another name, as the SIL Open
Font Licence asks of changed fonts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from typing import Any

from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

_HINTING = ("fpgm", "prep", "cvt ", "hdmx", "LTSH", "VDMX", "DSIG")
_GRAPHITE = ("Feat", "Glat", "Gloc", "Silf", "Silt", "Sill")  # a shaper that the layout engine does not use
_NAMES = (1, 3, 4, 6, 16)
_POSTSCRIPT_NAME = 6  # may have no spaces


def subset(data: bytes, characters: str, features: Collection[str] = ("*",)) -> bytes:
    """The OpenType font `data` with no more glyphs than `characters` need in `features` ("*": in any).

    Scaling a whole font takes seconds; a book uses a tenth of its glyphs.
    """
    return _subset(data, characters, tuple(sorted(features)))


# A book that is set again, under an editor's eyes or for another edition, mostly asks for the same fonts.
@lru_cache(maxsize=16)
def _subset(data: bytes, characters: str, features: tuple[str, ...]) -> bytes:
    from fontTools import subset as subsetter  # takes long: not for those who only list or check a book

    options = subsetter.Options(
        layout_features=list(features),
        name_IDs=["*"],
        notdef_outline=True,
        hinting=False,
        desubroutinize=True,  # scaled outlines are drawn anew: none calls what others share
        recalc_timestamp=False,
        drop_tables=[
            *subsetter.Options().drop_tables,
            "FFTM",
            *_GRAPHITE,
        ],  # the first: the font editor's own dates
    )
    font = TTFont(BytesIO(data), recalcBBoxes=False, recalcTimestamp=False)
    worker = subsetter.Subsetter(options)
    worker.populate(text=characters)
    worker.subset(font)
    return saved(font)


@lru_cache(maxsize=96)
def expand(data: bytes, thousandths: int, shapes: int | None = None) -> bytes:
    """The OpenType font `data` with everything horizontal scaled by 1 + thousandths / 1000.

    `shapes`: the thousandths by which the glyphs themselves are scaled, if not by as much; the rest is white,
    half on either side: letters are set wider or closer, and ligatures stay. Glyph ids, features and
    kerning stay; hinting goes, for it speaks of the old widths. The same font and numbers give the same
    bytes. Raises fontTools.ttLib.TTLibError for what is no font.
    """
    factor = 1 + thousandths / 1000
    shape = 1 + (thousandths if shapes is None else shapes) / 1000
    font = TTFont(BytesIO(data), recalcBBoxes=False, recalcTimestamp=False)
    if "CFF " in font:
        _expand_cff(font, _outlines(data), factor, shape)
    else:
        _expand_glyf(font, factor, shape)
    metrics = font["hmtx"].metrics
    for glyph, (advance, bearing) in list(metrics.items()):
        metrics[glyph] = (round(advance * factor), round(bearing * shape) + _shift(advance, factor, shape))
    if "GPOS" in font:
        _expand_positions(font["GPOS"].table, factor, set())
    if "kern" in font:
        for table in font["kern"].kernTables:
            for pair in table.kernTable:
                table.kernTable[pair] = round(table.kernTable[pair] * factor)
    for tag in _HINTING:
        if tag in font:
            del font[tag]
    renamed(font, f"x{1000 + thousandths}")
    return saved(font)


def renamed(font: TTFont, addition: str) -> None:
    """Give a changed font another name, as its licence may ask."""
    for record in font["name"].names:
        if record.nameID in _NAMES:
            name = f"{record.toUnicode()} {addition}"
            record.string = name.replace(" ", "") if record.nameID == _POSTSCRIPT_NAME else name


def saved(font: TTFont) -> bytes:
    """The font as a file."""
    out = BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue()


def _shift(advance: int, factor: float, shape: float) -> int:
    """How far a glyph moves to stand amid its white."""
    return round(advance * (factor - shape) / 2)


_Outline = Sequence[tuple[str, Sequence[tuple[float, float]]]]


@lru_cache(maxsize=8)
def _outlines(data: bytes) -> Mapping[str, _Outline]:
    """The outlines of a font's glyphs, as calls of a pen: a font is scaled several times."""
    font = TTFont(BytesIO(data), lazy=True)
    glyphs = font.getGlyphSet()
    found: dict[str, _Outline] = {}
    for name in font.getGlyphOrder():
        pen = RecordingPen()
        glyphs[name].draw(pen)
        found[name] = pen.value
    return found


def _expand_cff(font: TTFont, outlines: Mapping[str, _Outline], factor: float, shape: float) -> None:
    top = font["CFF "].cff.topDictIndex[0]
    strings, metrics = top.CharStrings, font["hmtx"]
    for name, outline in outlines.items():
        pen = T2CharStringPen(round(metrics[name][0] * factor), None)
        shift = _shift(metrics[name][0], factor, shape)
        for step, points in outline:
            getattr(pen, step)(*[(x * shape + shift, y) for x, y in points])
        string = strings[name]
        string.program = pen.getCharString(string.private, string.globalSubrs).program
        string.bytecode = None
    for holder in getattr(top, "FDArray", None) or [top]:
        # T2CharStringPen writes every width in full, so the default is nobody's; but a Private DICT that says
        # nothing has no bytes, and where it ends the table HarfBuzz 10 cannot subset what it subset before.
        holder.Private.nominalWidthX, holder.Private.defaultWidthX = 0, 1
    box = top.FontBBox
    top.FontBBox = [round(box[0] * factor), box[1], round(box[2] * factor), box[3]]


def _expand_glyf(font: TTFont, factor: float, shape: float) -> None:
    table, metrics = font["glyf"], font["hmtx"].metrics
    shifts = {name: _shift(advance, factor, shape) for name, (advance, _) in metrics.items()}
    for name in font.getGlyphOrder():
        glyph = table[name]
        if glyph.isComposite():
            for component in glyph.components:  # they bring their own shift along
                if hasattr(component, "x"):
                    moved = shifts[name] - shifts[component.glyphName]
                    component.x = round(component.x * shape) + moved
        elif glyph.numberOfContours > 0:
            glyph.coordinates.scale((shape, 1))
            glyph.coordinates.translate((shifts[name], 0))
            glyph.coordinates.toInt()
        if hasattr(glyph, "program"):
            glyph.removeHinting()
    for name in font.getGlyphOrder():
        table[name].recalcBounds(table)


def _expand_positions(node: Any, factor: float, seen: set[int]) -> None:
    """Scale the horizontal values in a GPOS table, whatever their kind of lookup."""
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, list | tuple):
        for item in node:
            _expand_positions(item, factor, seen)
        return
    if not hasattr(node, "__dict__"):
        return
    for name, value in vars(node).items():
        if name in ("XAdvance", "XPlacement", "XCoordinate") and isinstance(value, int):
            setattr(node, name, round(value * factor))
        elif isinstance(value, dict):
            for item in value.values():
                _expand_positions(item, factor, seen)
        elif isinstance(value, list | tuple) or hasattr(value, "__dict__"):
            _expand_positions(value, factor, seen)
