"""Where a word may be parted at a line's end.

    hyphenate("internetaanbieder", load("nl"))      # (2, 5, 8, 11, 14): in-ter-net-aan-bie-der
    breaks("internetaanbieder", "nl")               # the same, by the language's code

The patterns are Liang's, as the dictionaries of LibreOffice have them (through pyphen). Over them lies
what patterns cannot know, as data in the language's [hyphenation]: how many letters must stay together,
exceptions, first members of compounds, and the trema: in Dutch it goes with the break, geïrriteerd becomes
ge-irriteerd. A soft hyphen cannot take a letter's dots away, so `hyphenate` has none there; who sets the
line can, so `breaks` has it, and `tremas` says which letters lose their dots.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from itertools import pairwise
from typing import Any

import pyphen

from book.errors import DataError, Place
from book.languages import Language, of_piece, patterns

patterns.use()

_WORD = re.compile(r"[^\W\d_]+")
_KEYS = frozenset(
    {"patterns", "left", "right", "capitals", "trema", "vowels", "joints", "repeats", "exceptions"}
)


@dataclass(frozen=True, slots=True)
class Hyphenation:
    """A language's [hyphenation]; the comments in languages/nl.toml say what each key is for."""

    patterns: str
    left: int = 2
    right: int = 3
    capitals: bool = False
    trema: str = ""
    vowels: str = ""
    joints: tuple[str, ...] = ()
    repeats: bool = False
    exceptions: tuple[str, ...] = ()


def hyphenation(language: Language) -> Hyphenation | None:
    """The language's [hyphenation]; None where it has none, then its words are never parted.

    Raises DataError for an unknown key and for patterns that pyphen does not have.
    """
    table = language.data.get("hyphenation")
    if table is None:
        return None
    place = f"languages/{language.code}.toml"
    for key in table.keys() - _KEYS:
        near = get_close_matches(key, _KEYS, n=1)
        raise DataError(
            f"unknown key {key!r}",
            where=Place(place, key=f"hyphenation.{key}"),
            hint=f"did you mean {near[0]!r}?" if near else f"known are {', '.join(sorted(_KEYS))}",
        )
    if table.get("patterns") not in pyphen.LANGUAGES:
        raise DataError(
            f"there are no hyphenation patterns called {table.get('patterns')!r}",
            where=Place(place, key="hyphenation.patterns"),
            hint="pyphen.LANGUAGES lists those that there are: nl_NL, de_DE, ...",
        )
    return _read(table)


def _read(table: Mapping[str, Any]) -> Hyphenation:
    default = Hyphenation("")
    return Hyphenation(
        patterns=table["patterns"],
        left=table.get("left", default.left),
        right=table.get("right", default.right),
        capitals=table.get("capitals", default.capitals),
        trema=table.get("trema", default.trema),
        vowels=table.get("vowels", default.vowels),
        joints=tuple(table.get("joints", ())),
        repeats=table.get("repeats", default.repeats),
        exceptions=tuple(table.get("exceptions", ())),
    )


def hyphenate(word: str, language: Language, exceptions: Iterable[str] = ()) -> tuple[int, ...]:
    """The offsets in `word` before which it may be parted with a hyphen, in order.

    `exceptions` are the book's own, written as they part ("bouil-lon"; without a hyphen: never), and
    come before the language's. Abbreviations in capitals and words with figures are never parted; the
    parts of a word with a hyphen or an apostrophe are parted as words of their own. No break would change
    the spelling.
    """
    rules = hyphenation(language)
    return _breaks(word, rules, tuple(exceptions)) if rules else ()


@cache
def breaks(word: str, code: str, exceptions: tuple[str, ...] = ()) -> tuple[int, ...]:
    """As `hyphenate`, for a language by its code (BCP 47), and before letters whose trema goes with the break
    too; () where there are no patterns for it."""
    rules = _rules(code)
    return _breaks(word, rules, exceptions, tremas=True) if rules else ()


def tremas(code: str) -> str:
    """The letters of the language that lose their trema where the word is broken before them."""
    rules = _rules(code)
    return rules.trema if rules else ""


def capitals(code: str) -> bool:
    """Whether common nouns have a capital in the language, so that it is no sign of a name."""
    rules = _rules(code)
    return rules is not None and rules.capitals


def repeats(code: str) -> bool:
    """Whether a word that ends a line with a hyphen of its own begins the next with another: disse-/-lhe."""
    rules = _rules(code)
    return rules is not None and rules.repeats


@cache
def _rules(code: str) -> Hyphenation | None:
    try:
        return hyphenation(of_piece(code))
    except DataError:
        return None


@cache
def _breaks(
    word: str, rules: Hyphenation, exceptions: tuple[str, ...], *, tremas: bool = False
) -> tuple[int, ...]:
    if any(char.isdigit() for char in word):
        return ()
    found: list[int] = []
    for match in _WORD.finditer(word):
        start = match.start()
        found += [start + at for at in _of_part(match[0], rules, exceptions, tremas=tremas)]
    return tuple(found)


def _of_part(part: str, rules: Hyphenation, exceptions: tuple[str, ...], *, tremas: bool) -> tuple[int, ...]:
    if len(part) < rules.left + rules.right or sum(char.isupper() for char in part) > 1:
        return ()
    lower = part.lower()
    if len(lower) != len(part):  # a few capitals have a small form of two characters
        return ()
    known = _exceptions(exceptions).get(lower)
    if known is None:
        known = _known(lower, rules)
    last = len(part) - rules.right
    return tuple(
        at
        for at in sorted(known)
        if rules.left <= at <= last
        and (lower[at] not in rules.trema or (tremas and _base(lower[at - 1]) in rules.vowels))
    )


def _known(lower: str, rules: Hyphenation) -> set[int]:
    """The breaks of a word in small letters: the language's exceptions, its compounds, its patterns."""
    known = _exceptions(rules.exceptions).get(lower)
    if known is None:
        joint = next((j for j in rules.joints if _joins(lower, j)), "")
        rest = lower[len(joint) :]
        known = {at + len(joint) for at in _by_patterns(rest, rules)}
        if joint:
            known |= {*_known(joint, rules), len(joint)}
    return known


def _joins(word: str, joint: str) -> bool:
    """Whether the word is a compound that begins with `joint`: a syllable and more comes after it."""
    return word.startswith(joint) and len(word) >= len(joint) + 4


def _by_patterns(word: str, rules: Hyphenation) -> set[int]:
    """What the patterns say, but for breaks that would spell the word differently, and for those that
    cut off a part without a vowel: its letters belong to what goes before (klan-t-ervaring, ri-g-non)."""
    dictionary = _dictionary(rules.patterns, rules.left, rules.right)
    found = [int(at) for at in dictionary.positions(word) if getattr(at, "data", None) is None]
    kept: set[int] = set()
    for at, following in pairwise([*found, len(word)]):
        if not rules.vowels or any(_base(char) in rules.vowels for char in word[at:following]):
            kept.add(at)
    return kept


def _base(char: str) -> str:
    """The letter without its accents."""
    return unicodedata.normalize("NFD", char)[0]


@cache
def _dictionary(patterns: str, left: int, right: int) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=patterns, left=left, right=right)


@cache
def _exceptions(words: tuple[str, ...]) -> Mapping[str, set[int]]:
    """{"bouillon": {5}} for ("bouil-lon",)."""
    table: dict[str, set[int]] = {}
    for word in words:
        parts = word.lower().split("-")
        ends = [sum(map(len, parts[: i + 1])) for i in range(len(parts) - 1)]
        table["".join(parts)] = set(ends)
    return table
