"""Setting lines: a paragraph and a measure in, set lines out.

`Paragraph` -> `fit` (one best set of breaks) or `fits` (the best for each number of lines) -> `set_lines`.
Widths come from `faces`, the scaled fonts of glyph expansion from `expansion`.
"""

from book.justify.expansion import expand, subset
from book.justify.faces import HYPHEN, Face, TextStyle
from book.justify.fit import Fit, fit, fits, is_runt
from book.justify.glyphs import BARE, bared, own_glyphs, plain
from book.justify.lines import SetLine, set_lines
from book.justify.paragraph import Paragraph, Setting
from book.justify.words import ATOM, Hyphenator, Lexicon, Penalties

__all__ = [
    "ATOM",
    "BARE",
    "HYPHEN",
    "Face",
    "Fit",
    "Hyphenator",
    "Lexicon",
    "Paragraph",
    "Penalties",
    "SetLine",
    "Setting",
    "TextStyle",
    "bared",
    "expand",
    "fit",
    "fits",
    "is_runt",
    "own_glyphs",
    "plain",
    "set_lines",
    "subset",
]
