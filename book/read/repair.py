"""What went wrong with a line on its way here, put right, and every repair told.

Only damage is mended: mojibake, control and invisible characters, HTML's character references, accents that
stand apart from their letter, and letters that a PDF drew as one (Unicode has 'ﬁ' for old code pages alone).
Quotes, full-width letters and spaces are the author's or the typesetter's, and stay.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace

import ftfy
import ftfy.badness

from book.languages.foreign import plain
from book.model import Change, Inline, LineBreak, Link, NoteCall, Span, Text

Repair = Callable[[str], str]

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffc\ufffe\uffff]")
_C1 = re.compile("[\x80-\x9f]")
_ZERO_WIDTH = re.compile("[\u200b\u2060\ufeff\u180e]")
_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]")
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_SOFT_HYPHEN = re.compile("\xad")
# Joiners matter in Arabic, Indic scripts and emoji; beside a Latin letter or a space they are litter.
_JOINER = re.compile("(?<![\u0600-\u1fff\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])[\u200c\u200d]")
_ENTITY = re.compile(r"&(?:#[0-9]{2,7}|#[xX][0-9A-Fa-f]{2,6}|[A-Za-z]{2,8}[0-9]{0,2});")
_MARKUP = frozenset({"<", ">"})
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_COMBINING = re.compile("[\u0300-\u036f]")
_MANY_MARKS = 24  # beyond this a pile of accents is a drawing, and ordering it would take quadratic time

SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u0300-\u036f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069"
    "\ufb00-\ufb06\ufeff\ufff9-\uffff]"
    "|[\xc2-\xf4\u0102-\u0111\u0152-\u0192\u0413-\u0432\u2018-\u2122][\x80-\xbf\u0152-\u0192\u02c6-\u02dc\u2013-\u2122]"
    "|&(?:#[0-9xX]|[A-Za-z]{2,8}[0-9]{0,2};)"
)
"""A line without any of these needs no repair. The second row is what mojibake looks like: the lead byte of a
UTF-8 sequence read as a letter, followed by a continuation byte read as a sign."""


def mojibake(text: str) -> str:
    """UTF-8 that was read as another encoding, undone (ftfy, its encoding steps alone).

    C1 controls that are left are Windows-1252 characters, as in HTML's numeric character references.
    """
    if ftfy.badness.is_bad(text):
        text = ftfy.fix_encoding(text)
    return _C1.sub(lambda m: _c1(m[0]), text)


def _c1(char: str) -> str:
    try:
        return bytes([ord(char)]).decode("cp1252")
    except UnicodeDecodeError:
        return char


def entity(text: str) -> str:
    """Character references left by an export: '&amp;' -> '&'. Those that would make markup stay."""
    return _ENTITY.sub(_reference, text)


def _reference(match: re.Match[str]) -> str:
    char = html.unescape(match[0])
    return (
        match[0] if char in _MARKUP or len(char) > 2 or (not char.isprintable() and char != "\xa0") else char
    )


def control(text: str) -> str:
    """Control characters and noncharacters, removed."""
    return _CONTROL.sub("", text)


def zero_width(text: str) -> str:
    """Zero-width spaces, joiners between Latin letters and stray byte order marks, removed."""
    return _JOINER.sub("", _ZERO_WIDTH.sub("", text))


def bidi_mark(text: str) -> str:
    """Marks of direction, removed from a line that runs in one direction only."""
    return text if _RTL.search(text) else _BIDI.sub("", text)


def soft_hyphen(text: str) -> str:
    """Another layout's hyphenation points, removed: they hide words from every search."""
    return _SOFT_HYPHEN.sub("", text)


def accent(text: str) -> str:
    """A letter and its accent as one character (Unicode NFC), word by word."""
    if not _COMBINING.search(text):
        return text
    return re.sub(r"\S+", lambda m: _composed(m[0]), text)


def ligature(text: str) -> str:
    """The letters of 'ff', 'fi', 'fl', 'ffi', 'ffl' and 'st' that stand as one sign (U+FB00 to U+FB06)."""
    return _LIGATURE.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text)


def _composed(word: str) -> str:
    return unicodedata.normalize("NFC", word) if len(_COMBINING.findall(word)) <= _MANY_MARKS else word


REPAIRS: tuple[tuple[str, Repair], ...] = (
    ("mojibake", mojibake),
    ("entity", entity),
    ("control", control),
    ("zero-width", zero_width),
    ("bidi-mark", bidi_mark),
    ("soft-hyphen", soft_hyphen),
    ("accent", accent),
    ("ligature", ligature),
)
"""In this order: mojibake is told by the very controls that the next repairs remove."""


def repair(text: str, line: int) -> tuple[str, tuple[Change, ...]]:
    """`text` mended, and what was done: one Change for each run of words that a repair touched."""
    changes: list[Change] = []
    for rule, mend in REPAIRS:
        mended = mend(text)
        if mended != text:
            changes += [Change(rule, line, a, b) for a, b in differences(text, mended)]
            text = mended
    return text, tuple(changes)


def repaired(inlines: Sequence[Inline], text: str) -> tuple[Inline, ...]:
    """The inlines of a line that was mended to `text`; none where they no longer say what it says, for what
    was mended went over from one to the next."""
    made = tuple(within(inline, lambda part: repair(part, 0)[0]) for inline in inlines)
    return made if plain(made) == text else ()


def within(inline: Inline, mend: Repair) -> Inline:
    """The inline with all text in it mended."""
    match inline:
        case Text(text):
            return Text(mend(text))
        case Span() | Link():
            return replace(inline, inlines=tuple(within(inner, mend) for inner in inline.inlines))
        case LineBreak() | NoteCall():
            return inline


def differences(before: str, after: str) -> list[tuple[str, str]]:
    """The words that differ, as (before, after) pairs; the whole stretch where words were joined or split."""
    old, new = before.split(" "), after.split(" ")
    if len(old) == len(new):
        return [(a, b) for a, b in zip(old, new, strict=True) if a != b]
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return [(" ".join(old[head : len(old) - tail]), " ".join(new[head : len(new) - tail]))]
