"""What a line is like, in numbers, by itself.

Nothing here knows what a line says but for how many of its words are function words, and for `lexicon`,
the weights that words of furniture and of readers' comments got when the model was fitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from math import fsum, log1p
from typing import NamedTuple

from book.clean.comments import is_marked_head
from book.clean.shapes import is_name
from book.clean.spoken import spaced, spoken, stems, subjects
from book.sentences import STOPS, columns, final

Row = tuple[float, ...]


class Lexicon(dict[str, tuple[float, float]]):
    """word -> how much it speaks for the author's text, how much for a reader's comment.

    Each is itself alone: told apart, and hashed, by identity.
    """

    __hash__ = object.__hash__  # type: ignore[assignment]
    __eq__ = object.__eq__


_CAPITAL = re.compile(r"\b[A-ZÀ-ÞŁŚŻĄĆČŠŽА-ЯΑ-Ω]")
_UPPER = re.compile(r"[A-ZÀ-ÞŁŚŻĄĆČŠŽА-ЯΑ-Ω]")
_DIGIT = re.compile(r"\d")
_SIGN = re.compile(r"[^\w\s]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b\d?\d[./-]\d?\d[./-]\d\d")
_CLOCK = re.compile(r"\b[0-2]?\d[:.][0-5]\d\b(?!\.\d)")
_WIDE = re.compile(r"[^\x00-\xff–—‘’‚“”„…•€™′″\u2009\u202f]")
_EXCITED = re.compile(r"[!?]|[:;]-?\)|\.\.\.|…|@\w")
_SIGNS_OF_IT = ("!", "?", "…", "...", "@", ":)", ";)", ":-)", ";-)")  # of these a match of it has one
_NUMBER = re.compile(r"\d+")
COLONS = frozenset(":：")
_TRAILS = ("…", "...", "…]", "...]", "…)", "...)", "…”", "…’", "...”", "...’", '..."', '…"')
LONG = 700  # characters of a line that are looked at; the rest of a paragraph is more of the same
_MOST = 60  # words of a line that are looked up
_SHORT = 160  # characters: lines up to here stand on many pages of a site
_FAR = 1500  # characters of a line in which its subjects are sought

OWN = (
    "chars", "words", "wordlen", "capitals", "upper", "digits", "signs", "ends", "colon", "commas",
    "function", "functions", "bullet", "number", "clock", "year", "name", "lexk", "lexc", "trails",
)  # fmt: skip
CHARS, WORDS, WORDLEN, CAPITALS, ENDS, COMMAS, FUNCTION, FUNCTIONS, BULLET, NAME, LEXK, LEXC, TRAILS = (
    OWN.index(name)
    for name in (
        "chars", "words", "wordlen", "capitals", "ends", "commas", "function", "functions", "bullet", "name",
        "lexk", "lexc", "trails",
    )
)  # fmt: skip


class Traits(NamedTuple):
    """What can be told of one line by itself."""

    text: str
    size: int  # columns
    own: Row  # in the order of `OWN`
    head: bool  # the head of a reader's comment, by its marks
    excitement: float
    template: str
    subjects: frozenset[str]  # what it speaks of: words by their first letters


def traits(text: str, bullet: bool, stop_words: frozenset[str], lexicon: Lexicon) -> Traits:
    """The traits of a line (not blank, stripped, its bullet off); those of short lines are kept a while."""
    return (_again if len(text) <= _SHORT else _traits)(text, bullet, stop_words, lexicon)


def _traits(text: str, bullet: bool, stop_words: frozenset[str], lexicon: Lexicon) -> Traits:
    head = text if len(text) <= LONG else text[:LONG]
    words, count, size, commas = spoken(head)
    distinct = set(words) if len(words) <= _MOST else set(words[:_MOST])
    function = len(distinct & stop_words)
    for_text, for_comment = weighed(distinct, lexicon)
    scale = (len(distinct) + 3.0) ** -0.5
    capitals, upper, digits, signs = counted(head)
    last, whole = final(text), columns(text)
    own = (
        log1p(whole), spaced(text), size / count, capitals / count, upper / size, digits / size, signs / size,
        1.0 if last in STOPS and len(text) > 1 else 0.0, 1.0 if last in COLONS else 0.0,
        commas / count, function / (len(distinct) or 1), float(function), 1.0 if bullet else 0.0,
        1.0 if head[0].isdigit() else 0.0,
        1.0 if digits > 2 and _CLOCK.search(head) else 0.0, 1.0 if digits > 2 and _YEAR.search(head) else 0.0,
        1.0 if is_name(text) else 0.0, for_text * scale, for_comment * scale,
        1.0 if text.endswith(_TRAILS) else 0.0,
    )  # fmt: skip
    # Without digits, and looked at whole, a line's words are those just counted.
    known = not digits and size == len(text)
    about = stems(words, stop_words) if known else subjects(text[:_FAR].lower(), stop_words)
    return Traits(text, whole, own, is_marked_head(text), excitement(text), template(text), about)


_again = lru_cache(maxsize=1 << 12)(_traits)
"""The pages of one site say the same, over and over."""


def weighed(words: Iterable[str], lexicon: Lexicon) -> tuple[float, float]:
    """How much some words together speak for text and for a comment, in whatever order they come."""
    known = [*filter(None, map(lexicon.get, words))]
    if not known:
        return 0.0, 0.0
    for_text, for_comment = zip(*known, strict=True)
    return fsum(for_text), fsum(for_comment)


def counted(head: str) -> tuple[int, int, int, int]:
    """Words with a capital, capital letters, digits, signs."""
    return _counted_latin(head) if head.isascii() or not _WIDE.search(head) else counted_singly(head)


def counted_singly(head: str) -> tuple[int, int, int, int]:
    """The same of any text. It differs at '×' alone, which lies among the capitals and is no letter."""
    return (
        len(_CAPITAL.findall(head)),
        len(_UPPER.findall(head)),
        len(_DIGIT.findall(head)),
        len(_SIGN.findall(head)),
    )


_KINDS = (("A", _UPPER), ("0", _DIGIT), ("a", re.compile(r"\w")), (" ", re.compile(r"\s")), (".", _SIGN))
_CLASSES = bytes(
    next(ord(kind) for kind, pattern in _KINDS if pattern.match(chr(code))) for code in range(256)
)


def _counted_latin(head: str) -> tuple[int, int, int, int]:
    """The same for a text in Latin-1 but for quotes and dashes: several times faster."""
    kinds = b" " + head.encode("latin-1", "replace").translate(_CLASSES)
    return kinds.count(b" A") + kinds.count(b".A"), kinds.count(b"A"), kinds.count(b"0"), kinds.count(b".")


def excitement(text: str) -> float:
    """How much it calls out: exclamations, questions, smileys, dots; per 150 characters."""
    head = text[:LONG]
    if not any(sign in head for sign in _SIGNS_OF_IT):
        return 0.0
    return min(4, len(_EXCITED.findall(head))) / (1 + len(head) / 150)


def template(text: str) -> str:
    """The first two words with their digits alike: 'Posted by', 'Tuesday November'; '' for a long line."""
    if len(text) > 120:
        return ""
    return " ".join(_NUMBER.sub("0", text[:60]).lower().split()[:2])
