"""Small capitals that keep apart what letters keep apart.

In many fonts ı and i have one small capital, as ſ and s have; in some ı has none and stays small. A glyph of
a PDF means one letter: who copies 'Yılmaz' from a line of small capitals has 'Yilmaz', or every i of the page
is an ı. So a letter that shares its small capital gets a copy of its own.
"""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache
from io import BytesIO

import uharfbuzz as hb
from fontTools.misc.psCharStrings import T2CharString
from fontTools.ttLib import TTFont

from book.justify.expansion import renamed, saved

_CAPITALS = {"ı": "i"}
"""A letter, and the one whose small capital it has where a font gives it none."""


def own_small_capitals(data: bytes, text: str) -> bytes:
    """The OpenType font `data` in which no letter of `text` shares its small capital with an ASCII one.

    The same font and letters give the same bytes, and those of `data` where there is nothing to do.
    """
    return _own(data, "".join(sorted(char for char in set(text) if char.isalpha() and not char.isascii())))


@lru_cache(maxsize=32)
def _own(data: bytes, letters: str) -> bytes:
    font = TTFont(BytesIO(data), recalcBBoxes=False, recalcTimestamp=False, lazy=True)
    tables = _substitutions(font)
    if not tables:
        return data
    glyphs = font.getBestCmap()
    of_ascii = {table[glyphs[at]] for table in tables for at in range(128) if glyphs.get(at) in table}
    changed = False
    for letter in letters:
        glyph = glyphs.get(ord(letter))
        holders = [table for table in tables if table.get(glyph) in of_ascii]
        if glyph and not holders and letter in _CAPITALS and not any(glyph in table for table in tables):
            holders = [max(tables, key=len)]
            holders[0][glyph] = _small_capital(data, font, _CAPITALS[letter])
        for table in holders:
            table[glyph] = _copied(font, table[glyph], f"{glyph}.own")
            changed = True
    if not changed:
        return data
    renamed(font, "own")
    return saved(font)


def _substitutions(font: TTFont) -> list[dict[str, str]]:
    """What small capitals the font has: glyph to glyph, as its lookups say it, to be changed in place."""
    if "GSUB" not in font:
        return []
    table = font["GSUB"].table
    features = [record.Feature for record in table.FeatureList.FeatureRecord if record.FeatureTag == "smcp"]
    lookups = sorted({index for feature in features for index in feature.LookupListIndex})
    subtables = [each for index in lookups for each in table.LookupList.Lookup[index].SubTable]
    mappings = [getattr(getattr(each, "ExtSubTable", each), "mapping", None) for each in subtables]
    return [mapping for mapping in mappings if isinstance(mapping, dict) and mapping]


def _small_capital(data: bytes, font: TTFont, letter: str) -> str:
    """The glyph of the small capital of `letter`, in no language that has its own."""
    buffer = hb.Buffer()
    buffer.add_str(letter)
    buffer.guess_segment_properties()
    hb.shape(hb.Font(hb.Face(hb.Blob(data))), buffer, {"smcp": True})
    return str(font.getGlyphName(buffer.glyph_infos[0].codepoint))


def _copied(font: TTFont, glyph: str, name: str) -> str:
    """Give the font a copy of `glyph`, and say its name."""
    order = list(font.getGlyphOrder())
    if name in order:
        return name
    if "CFF " in font:
        top = font["CFF "].cff.topDictIndex[0]
        strings, old = top.CharStrings, top.CharStrings[glyph]
        old.decompile()
        strings.charStringsIndex.append(
            T2CharString(program=list(old.program), private=old.private, globalSubrs=old.globalSubrs)
        )
        strings.charStrings[name] = len(strings.charStringsIndex) - 1
        top.charset = [*order, name]
    else:
        font["glyf"].glyphs[name] = deepcopy(font["glyf"][glyph])
    for tag in ("hmtx", "vmtx"):
        if tag in font:
            font[tag].metrics[name] = font[tag].metrics[glyph]
    font.setGlyphOrder([*order, name])
    return name
