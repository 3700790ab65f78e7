"""Glyphs of their own for what a font draws alike but a text does not mean alike.

A glyph of a PDF means one thing to who copies, searches or hears it. So a font in which a hyphen that was
added looks like the author's U+002D, or ı has the small capital of i, gets a copy of that glyph. And a Dutch
word that is broken before its trema loses the dots, ge-irriteerd, but is still geïrriteerd: the feature BARE
draws ï as i. Copies come last in a font, so that its other glyphs keep their numbers.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from copy import deepcopy
from functools import lru_cache
from io import BytesIO
from itertools import chain

import uharfbuzz as hb
from fontTools.misc.psCharStrings import T2CharString
from fontTools.ttLib import TTFont

from book.justify.expansion import renamed, saved
from book.justify.faces import HYPHEN

BARE = "zz01"
"""The OpenType feature, after all that are registered, in which letters have no dots."""

_CAPITALS = {"ı": "i"}
"""A letter, and the one whose small capital it has where a font gives it none."""


def plain(letter: str) -> str:
    """The letter without its dots and accents."""
    return unicodedata.normalize("NFD", letter)[0]


def own_glyphs(data: bytes, text: str) -> bytes:
    """The OpenType font `data` with a glyph for U+2010 that is not that of U+002D, in which no letter of
    `text` shares its small capital with an ASCII one.

    The same font and letters give the same bytes, and those of `data` where there is nothing to do.
    """
    return _own(data, "".join(sorted(char for char in set(text) if char.isalpha() and not char.isascii())))


def bared(data: bytes, letters: Collection[str]) -> bytes:
    """The OpenType font `data` with the feature BARE, in which `letters` are drawn without their dots.

    The same font and letters give the same bytes.
    """
    return _bared(data, "".join(sorted(letters)))


@lru_cache(maxsize=32)
def _own(data: bytes, letters: str) -> bytes:
    font = TTFont(BytesIO(data), recalcBBoxes=False, recalcTimestamp=False, lazy=True)
    changed = [*_own_hyphen(font), *_own_small_capitals(data, font, letters)]
    return _named(font) if changed else data


@lru_cache(maxsize=32)
def _bared(data: bytes, letters: str) -> bytes:
    font = TTFont(BytesIO(data), recalcBBoxes=False, recalcTimestamp=False, lazy=True)
    drawn: dict[str, str] = {}
    for letter in letters:
        for features in ((), ("smcp",)):
            dotted, bare = (_glyph(data, font, char, features) for char in (letter, plain(letter)))
            if dotted != bare and dotted not in drawn:
                drawn[dotted] = _copied(font, bare, f"{dotted}.bare")
    _add_feature(font, drawn)
    return _named(font)


def _named(font: TTFont) -> bytes:
    renamed(font, "own")
    return saved(font)


def _own_hyphen(font: TTFont) -> list[str]:
    glyphs = font.getBestCmap()
    drawn = glyphs.get(ord("-"))
    if drawn is None or glyphs.get(ord(HYPHEN), drawn) != drawn:
        return []
    copied = _copied(font, drawn, "hyphen.own")
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(HYPHEN)] = copied
    return [copied]


def _own_small_capitals(data: bytes, font: TTFont, letters: str) -> list[str]:
    tables, glyphs = _small_capitals(font), font.getBestCmap()
    of_ascii = {table[glyphs[at]] for table in tables for at in range(128) if glyphs.get(at) in table}
    copies: list[str] = []
    for letter in letters if tables else "":
        glyph = glyphs.get(ord(letter))
        holders = [table for table in tables if table.get(glyph) in of_ascii]
        if glyph and letter in _CAPITALS and not any(glyph in table for table in tables):
            holders = [max(tables, key=len)]
            holders[0][glyph] = _glyph(data, font, _CAPITALS[letter], ("smcp",))
        for table in holders:
            table[glyph] = _copied(font, table[glyph], f"{glyph}.own")
            copies.append(table[glyph])
    return copies


def _small_capitals(font: TTFont) -> list[dict[str, str]]:
    """What small capitals the font has: glyph to glyph, as its lookups say it, to be changed in place."""
    if "GSUB" not in font:
        return []
    table = font["GSUB"].table
    features = [record.Feature for record in table.FeatureList.FeatureRecord if record.FeatureTag == "smcp"]
    lookups = sorted({index for feature in features for index in feature.LookupListIndex})
    subtables = [each for index in lookups for each in table.LookupList.Lookup[index].SubTable]
    mappings = [getattr(getattr(each, "ExtSubTable", each), "mapping", None) for each in subtables]
    return [mapping for mapping in mappings if isinstance(mapping, dict) and mapping]


def _add_feature(font: TTFont, drawn: dict[str, str]) -> None:
    """Let the feature BARE, in every script and language, draw the keys as the values, after all else."""
    # These take long: not for those who only list or check a book.
    from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
    from fontTools.ttLib.tables import otTables

    table = font["GSUB"].table if "GSUB" in font else None
    if table is None or not table.ScriptList.ScriptRecord:
        rules = "".join(f"sub {glyph} by {bare};" for glyph, bare in sorted(drawn.items()))
        addOpenTypeFeaturesFromString(font, f"feature {BARE} {{{rules}}} {BARE};", tables=["GSUB"])
        return
    single = otTables.SingleSubst()
    single.mapping = drawn
    lookup = otTables.Lookup()
    lookup.LookupType, lookup.LookupFlag, lookup.SubTable = 1, 0, [single]
    lookup.SubTableCount = 1
    table.LookupList.Lookup.append(lookup)
    feature = otTables.Feature()
    feature.FeatureParams = None
    feature.LookupListIndex, feature.LookupCount = [len(table.LookupList.Lookup) - 1], 1
    record = otTables.FeatureRecord()
    record.FeatureTag, record.Feature = BARE, feature
    table.FeatureList.FeatureRecord.append(record)
    at = len(table.FeatureList.FeatureRecord) - 1
    scripts = [each.Script for each in table.ScriptList.ScriptRecord]
    own = (system.LangSys for script in scripts for system in script.LangSysRecord)
    for system in chain(own, (script.DefaultLangSys for script in scripts if script.DefaultLangSys)):
        if at not in system.FeatureIndex:
            system.FeatureIndex.append(at)


def _glyph(data: bytes, font: TTFont, letter: str, features: Collection[str]) -> str:
    """The glyph of a letter in `features`, in no language that has its own."""
    buffer = hb.Buffer()
    buffer.add_str(letter)
    buffer.guess_segment_properties()
    hb.shape(hb.Font(hb.Face(hb.Blob(data))), buffer, dict.fromkeys(features, True))
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
        copied = T2CharString(program=list(old.program), private=old.private, globalSubrs=old.globalSubrs)
        strings.charStringsIndex.append(copied)
        strings.charStrings[name] = len(strings.charStringsIndex) - 1
        top.charset = [*order, name]
    else:
        font["glyf"].glyphs[name] = deepcopy(font["glyf"][glyph])
    for tag in ("hmtx", "vmtx"):
        if tag in font:
            font[tag].metrics[name] = font[tag].metrics[glyph]
    font.setGlyphOrder([*order, name])
    return name
