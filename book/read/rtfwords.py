"""What the control words of Rich Text Format stand for (1.9.1): signs, encodings, looks, destinations."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping
from dataclasses import replace

from book.read.rtfpage import BODY, Shape

OF_SIGNS = {0xF04A: "☺", 0xF04C: "☹", 0xF0B7: "•", 0xF0A7: "▪", 0xF0E0: "→", 0xF0DF: "←", 0xF0FC: "✓"}
"""Signs of Word's own fonts that it sets of itself."""
CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    255: "cp850",
}  # fmt: skip
"""The encodings that a font's character set stands for (\\fcharset); others are the document's."""
ENCODINGS = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
SIGNS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "tab": " ", "zwj": "\u200d",
    "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip
SYMBOL_SIGNS = {"~": "\u00a0", "_": "\u2011", "\\": "\\", "{": "{", "}": "}", "\t": " "}
LOOKS = {
    "b": "strong", "i": "em", "ul": "em", "ulw": "em", "uld": "em", "uldb": "em", "strike": "s",
    "striked": "s", "super": "sup", "sub": "sub", "v": "hidden", "deleted": "hidden",
}  # fmt: skip
"""What of a run's look is said by it. What is underlined in a manuscript is set in italics."""
ENDS = frozenset({"par", "sect", "page", "column"})
SKIPPED = frozenset(
    "colortbl info header headerl headerr headerf footer footerl footerr footerf ftnsep ftnsepc ftncn aftnsep"
    " aftnsepc aftncn annotation atnid atnauthor objdata objclass objname nonshppict shprslt xe tc txe rxe"
    " private pnseclvl filetbl listtable listoverridetable revtbl bkmkstart bkmkend pntxta pntxtb template"
    " nonesttables".split()
)
"""Destinations that hold none of the text."""
AROUND = frozenset("shppict shpinst do object picprop upr sp".split())
"""Those that hold others which do, and no text themselves."""
SHAPES: Mapping[str, Callable[[Shape, int], Shape]] = {
    "li": lambda shape, n: replace(shape, left=n),
    "ri": lambda shape, n: replace(shape, right=n),
    "fi": lambda shape, n: replace(shape, first=n),
    "ls": lambda shape, n: replace(shape, listed=n > 0),
    "ilvl": lambda shape, n: replace(shape, depth=max(0, n)),
    "outlinelevel": lambda shape, n: replace(shape, level=max(0, min(n, BODY))),
    "qc": lambda shape, _: replace(shape, centred=True),
    "ql": lambda shape, _: replace(shape, centred=False),
    "qj": lambda shape, _: replace(shape, centred=False),
}
"""What is said of paragraphs."""


def codec(page_number: int) -> str:
    """Python's name for a code page; '' for one that it has not."""
    for name in (f"cp{page_number}", {10000: "mac_roman", 65001: "utf-8", 936: "gbk"}.get(page_number, "")):
        try:
            return codecs.lookup(name).name
        except LookupError:
            continue
    return ""
