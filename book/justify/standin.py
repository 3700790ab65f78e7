"""Fonts in which a character has another's glyph: what is seen is one thing, what is copied another.

A Dutch word that is broken before its trema loses the dots, ge-irriteerd, and is geïrriteerd to who copies,
searches or hears it. A hyphen that was added is no letter of the text, and is drawn as one that is where
the font has no other glyph. In a PDF each glyph of a font means one thing: so these have a font of their own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from functools import lru_cache
from io import BytesIO

from fontTools.ttLib import TTFont

from book.justify.expansion import renamed, saved, subset


def plain(letter: str) -> str:
    """The letter without its dots and accents."""
    return unicodedata.normalize("NFD", letter)[0]


def stand_in(data: bytes, glyphs: Mapping[str, str], features: Collection[str] = ("*",)) -> bytes:
    """The OpenType font `data` with no characters but the keys of `glyphs`, each drawn as its value is.

    `features` as for `subset`. The same font and glyphs give the same bytes.
    """
    return _stand_in(data, tuple(sorted(glyphs.items())), tuple(sorted(features)))


@lru_cache(maxsize=32)
def _stand_in(data: bytes, glyphs: tuple[tuple[str, str], ...], features: tuple[str, ...]) -> bytes:
    drawn = "".join(sorted({glyph for _, glyph in glyphs}))
    font = TTFont(BytesIO(subset(data, drawn, features)), recalcBBoxes=False, recalcTimestamp=False)
    has = font.getBestCmap()
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap = {ord(shown): has[ord(glyph)] for shown, glyph in glyphs}
    renamed(font, "apart")
    return saved(font)
