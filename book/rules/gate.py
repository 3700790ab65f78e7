"""Many patterns in one question: which of them may match this line? Those alone are tried that have a chance.

Most lines fit no rule. Of nearly every pattern can be told with which letters its lines begin, or which words
or strings stand in all of them; a line without is passed over untried. What cannot be told of a pattern is
tried: a gate is never wrong, only slower.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from re import _parser as parser  # type: ignore[attr-defined]  # none but the engine knows a pattern's parts
from typing import Any, Generic, TypeVar

from book import words
from book.kept import kept, source
from book.words import WORD, lowered

T = TypeVar("T")
Tree = Sequence[tuple[Any, Any]]
"""A pattern's parts, one after the other, as the standard library reads them: (operation, operands)."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_WIDE = 20  # of these: a pattern that begins with more of them begins with anything
_MOST = 1 << 10  # strings that a part of a pattern may stand for, one by one
_SOON = 4  # strings
_KNOWN = 3  # letters of a line by which the patterns that it may fit are known
_KEPT = 1 << 12  # such beginnings whose patterns are kept
_CATEGORIES = {
    "CATEGORY_DIGIT": r"\d",
    "CATEGORY_NOT_DIGIT": r"\D",
    "CATEGORY_SPACE": r"\s",
    "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w",
    "CATEGORY_NOT_WORD": r"\W",
}
_NOTHING = frozenset({"AT", "ASSERT", "ASSERT_NOT"})  # operations that take no letter
_FEW = 32  # letters that a class may stand for, one by one
_SEAM = re.compile(r"[\W_]+")
_ODD = re.compile("[ſıİ]|[^\\W\\d_\\x00-\u024f]")
"""Letters that may be another one for a pattern that ignores case, and none in `str.lower`."""
_NOT_ODD = str.maketrans("ſıİ", "sii")
_UNLISTED = re.compile("[ſıİ]|[^\\x00-\u024f]")
"""Signs that no class of a pattern is told by, one by one."""
_PLAIN = "".join(letter for letter in map(chr, range(0x250)) if not _UNLISTED.match(letter))
_LISTED = frozenset(_PLAIN)
_PARTS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[(|)]", re.DOTALL)
"""What matters for where a pattern falls apart: an escaped sign and a class, to pass over; groups; a '|'."""
_ANY_DIGIT = r"\d"


def alternatives(source: str) -> list[str]:
    """The parts of a pattern between the '|' that stand in no group: each has lines of its own.

    What is known of one part alone is more than what is known of all: 'a.*|.*b' may begin with anything.
    """
    parts, depth, start = [], 0, 0
    for found in _PARTS.finditer(source):
        if found[0] == "|" and not depth:
            parts.append(source[start : found.start()])
            start = found.end()
        depth += (found[0] == "(") - (found[0] == ")")
    return [*parts, source[start:]]


class Sought:
    """A text in which strings are sought."""

    __slots__ = ("odd", "small")

    def __init__(self, text: str) -> None:
        self.small = text.lower()
        self.odd = not text.isascii() and _ODD.search(text) is not None


Facts = tuple[str, frozenset[str], tuple[str, ...], frozenset[str], frozenset[str]]
"""What is known of the lines that a pattern matches; of nothing known, nothing.

A pattern of their first letter, and which of the listed letters that are. Beginnings: with one of these, in
small letters, a line begins, unless one of its letters is not listed. Words, of which it has one. Strings, of
which it has one; of patterns, where it is one of any digits.
"""


def known(patterns: Sequence[tuple[str, bool]], keep: str) -> Mapping[tuple[str, bool], Facts]:
    """What is known of patterns, each a source and whether it is an opening; nothing of what is none.

    It is kept from one process to the next, under the name `keep`.
    """

    def look() -> dict[tuple[str, bool], Facts]:
        found = {}
        for pattern in patterns:
            with suppress(re.error):
                found[pattern] = _facts(*pattern)
        return found

    made_of = repr(patterns).encode(), source(__file__), source(words.__file__)
    return kept(__file__, keep, made_of, look)


def _facts(source: str, opening: bool) -> Facts:
    tree: Tree = parser.parse(source if opening else rf"(?:{source})\Z", re.IGNORECASE)
    firsts, empty = _firsts(tree)
    letters = "|".join(firsts) if not empty else ""
    whole, begun = _beginnings(tree)
    beginnings = tuple(sorted(_small(whole | begun)))
    looked_into = not beginnings and (not letters or _wide(letters))
    needs = _needs(tree) if looked_into else frozenset[str]()
    strings = _holds(tree) if looked_into and not needs else frozenset[str]()
    return letters, _plain(letters) if letters else frozenset(), beginnings, needs, strings


class Pattern:
    """A pattern that ignores case, and what is known of the lines that it matches.

    Nothing is known where a field is empty. It is compiled when a line is first tried: most never are.
    """

    __slots__ = (
        "_compiled",
        "_firsts",
        "_letters",
        "_opening",
        "_seek",
        "beginnings",
        "needs",
        "slow",
        "source",
        "strings",
    )

    def __init__(self, source: str, *, opening: bool = False, facts: Facts | None = None) -> None:
        """`opening`: what it matches may go on. `facts`: what is `known` of it already.

        Raises re.error for what is no pattern.
        """
        self.source, self._opening = source, opening
        self._compiled: re.Pattern[str] | None = None
        self._seek: Callable[[str], re.Match[str] | None] | None = None
        self._letters, self._firsts, self.beginnings, self.needs, self.strings = facts or _facts(
            source, opening
        )
        self.slow = len(self.strings) > _SOON or _ANY_DIGIT in self.strings
        """Whether it takes long to see that a line has none of its strings."""

    def begins(self, letter: str) -> bool:
        """Whether it may match a line that begins with this letter."""
        if not self._letters or letter in self._firsts:
            return True
        return letter not in _LISTED and _ignoring_case(self._letters).match(letter) is not None

    def may(self, sought: Sought) -> bool:
        """Whether it may match a line for the strings in it."""
        if not self.strings or sought.odd:
            return True
        if self._seek is None:
            self._seek = _search(self.strings)
        return self._seek(sought.small) is not None

    def match(self, text: str) -> re.Match[str] | None:
        """How it matches the whole of a line, or its beginning."""
        if self._compiled is None:
            self._compiled = re.compile(self.source, re.IGNORECASE)
        return self._compiled.match(text) if self._opening else self._compiled.fullmatch(text)


class Gate(Generic[T]):
    """Which of many patterns may match a line? Each goes with something: that is the answer."""

    def __init__(self, patterns: Iterable[tuple[Pattern, T]]) -> None:
        self._begun: list[tuple[Pattern, T]] = []
        self._unknown: list[tuple[Pattern, T]] = []
        self.within: list[T] = []
        """What goes with those that need a word or a string."""
        self._by_beginning: dict[str, list[T]] = {}
        self._by_word: dict[str, list[T]] = {}
        self._by_string: list[tuple[str, T]] = []
        self._slow: list[tuple[Pattern, T]] = []
        self._by_letters: dict[str, Sequence[T]] = {}
        self._by_first: dict[str, list[T]] = {}
        for pattern, thing in patterns:
            if pattern.beginnings:
                self._begun.append((pattern, thing))
                for beginning in pattern.beginnings:
                    self._by_beginning.setdefault(beginning, []).append(thing)
            elif pattern.needs or pattern.strings:
                self.within.append(thing)
                for word in pattern.needs:
                    self._by_word.setdefault(word, []).append(thing)
                if pattern.slow:
                    self._slow.append((pattern, thing))
                else:
                    self._by_string += [(string, thing) for string in pattern.strings]
            else:
                self._unknown.append((pattern, thing))

    def some(self, text: str) -> Sequence[T]:
        """What goes with the patterns that may match `text`, which is not empty; a thing may come twice."""
        begun = self.begun(text)
        if not self.within:
            return begun
        said, odd = _said(text)
        if odd:
            return [*begun, *self.within]
        found: list[T] = []
        for word in self._by_word.keys() & said:
            found += self._by_word[word]
        if self._by_string or self._slow:
            sought = Sought(text)
            found += [thing for string, thing in self._by_string if string in sought.small]
            found += [thing for pattern, thing in self._slow if pattern.may(sought)]
        return [*begun, *found] if found else begun

    def may_open(self, first: str, rest: str) -> bool:
        """Whether one may match a line that begins with `first` and, after a sign, says `rest`.

        `first` has two letters or more.
        """
        if self._slow or self.begun(first):
            return True
        (said, odd), (more, odder) = _said(first), _said(rest)
        words = self._by_word.keys()
        if odd or odder or not words.isdisjoint(said) or not words.isdisjoint(more):
            return True
        whole = f"{first} {rest}".lower()
        return any(string.strip() in whole for string, _ in self._by_string)

    def begun(self, text: str) -> Sequence[T]:
        """What goes with those that may match it by its beginning alone; of the rest nothing is known yet."""
        begun = self._by_letters.get(text[:_KNOWN])
        return self._look(text[:_KNOWN]) if begun is None else begun

    def _look(self, letters: str) -> Sequence[T]:
        """What goes with the patterns whose lines may begin with these letters, or with anything."""
        if len(self._by_letters) >= _KEPT:
            self._by_letters.clear()
            self._by_first.clear()
        first = letters[:1]
        if len(letters) < _KNOWN or _UNLISTED.search(letters):
            if first not in self._by_first:
                self._by_first[first] = _first(self._begun, first)
            some = self._by_first[first]
        else:
            small = letters.lower()
            some = [
                thing for n in range(1, len(small) + 1) for thing in self._by_beginning.get(small[:n], ())
            ]
        found = self._by_letters[letters] = (*some, *_first(self._unknown, first))
        return found


@lru_cache(maxsize=1 << 10)  # many patterns begin alike
def _ignoring_case(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)


@lru_cache(maxsize=1 << 10)
def _wide(letters: str) -> bool:
    """Whether nearly any letter is one of these."""
    return sum(_ignoring_case(letters).match(letter) is not None for letter in _LETTERS) > _WIDE


@lru_cache(maxsize=1 << 10)
def _plain(letters: str) -> frozenset[str]:
    """The letters of a class that can be told one by one."""
    return frozenset(_ignoring_case(letters).findall(_PLAIN))


def _search(strings: frozenset[str]) -> Callable[[str], re.Match[str] | None]:
    """Seeks one of these strings."""
    return re.compile("|".join(s if s == _ANY_DIGIT else re.escape(s) for s in sorted(strings))).search


@lru_cache(maxsize=1 << 10)  # the packs of rules and the grammar ask of the same lines
def _said(text: str) -> tuple[frozenset[str], bool]:
    """The words of a text, in small letters, and whether some may be another word too."""
    return frozenset(lowered(text)), not text.isascii() and _ODD.search(text) is not None


def _first(patterns: Iterable[tuple[Pattern, T]], letters: str) -> list[T]:
    """What goes with the patterns whose lines may begin with the first of these letters."""
    return [thing for pattern, thing in patterns if pattern.begins(letters)]


def _small(strings: Iterable[str]) -> set[str]:
    """Strings of a pattern as a text without odd letters has them, in small letters.

    None where one of them is empty, or such a text may write it otherwise: then nothing is known by them.
    """
    found = {string.translate(_NOT_ODD).lower() for string in strings}
    return found if all(string and not _two_forms(string) for string in found) else set()


def _two_forms(string: str) -> bool:
    """Whether a pattern that ignores case takes an odd letter of the string for one that is not odd."""
    odd = _ODD.findall(string)
    forms = (form for letter in odd for form in (letter.lower(), letter.upper(), letter.casefold()))
    return "μ" in odd or any(not _ODD.match(form) for form in forms)


def _beginnings(tree: Tree) -> tuple[set[str], set[str]]:
    """How the texts that `tree` matches begin: whole ones, and beginnings after which anything may come.

    None is longer than `_KNOWN`, and few are told: an empty beginning says that nothing is known.
    """
    whole, begun = {""}, set[str]()
    for operation, operands in tree:
        last, more = _part_beginnings(str(operation), operands)
        begun |= {before + after for before in whole for after in more}
        whole = {before + after for before in whole for after in last}
        long = whole if len(whole) > _MOST else {text for text in whole if len(text) >= _KNOWN}
        whole, begun = whole - long, {text[:_KNOWN] for text in begun | long}
        if not whole:
            break
    return whole, begun


def _part_beginnings(name: str, operands: Any) -> tuple[set[str], set[str]]:
    if name in _NOTHING:
        return {""}, set()
    if name == "LITERAL":
        return {chr(operands)}, set()
    if name == "IN" and str(operands[0][0]) != "NEGATE":
        found = _plain(_class(operands))
        return (set(found), set()) if len(found) <= _FEW else (set(), {""})
    within = [_beginnings(branch) for branch in _within(name, operands)]
    if not within:
        return set(), {""}
    whole = set[str]().union(*(last for last, _ in within))
    begun = set[str]().union(*(more for _, more in within))
    if name.endswith("_REPEAT"):
        least, most, _ = operands
        begun |= whole - {""} if most > 1 else set()
        whole |= {""} if least == 0 else set()
    return whole, begun


def _firsts(tree: Tree) -> tuple[list[str], bool]:
    """Patterns of one letter each, of which one matches the first of any text that `tree` matches.

    And whether it may match no letter at all, so that the letters of what follows it count too; also where
    nothing can be told.
    """
    found: list[str] = []
    for operation, operands in tree:
        name = str(operation)
        if name in _NOTHING:
            continue
        if name == "LITERAL":
            return [*found, re.escape(chr(operands))], False
        if name == "IN":
            return [*found, _class(operands)], False
        within = _within(name, operands)
        if not within:
            return [], True
        each = [_firsts(branch) for branch in within]
        if any(empty and not letters for letters, empty in each):
            return [], True
        found += [letter for letters, _ in each for letter in letters]
        optional = name.endswith("_REPEAT") and operands[0] == 0
        if not optional and not any(empty for _, empty in each):
            return found, False
    return found, True


def _within(name: str, operands: Any) -> list[Tree]:
    """What a group, an alternation or a repetition holds; nothing for an operation that holds nothing."""
    if name == "BRANCH":
        return list(operands[1])
    if name == "SUBPATTERN":
        return [operands[3]] if not operands[1] and not operands[2] else []  # no flags of its own
    return [operands[2]] if name in ("MAX_REPEAT", "MIN_REPEAT") else []


def _class(items: Tree) -> str:
    """The source of a class of letters: '[a-z\\d]'."""
    source = ""
    for operation, operand in items:
        name = str(operation)
        if name == "NEGATE":
            source += "^"
        elif name == "CATEGORY":
            source += _CATEGORIES[str(operand)]
        else:
            ends = operand if name == "RANGE" else (operand,)
            source += "-".join(re.escape(chr(end)) for end in ends)
    return f"[{source}]"


def _needs(tree: Tree) -> frozenset[str]:
    """Words of which any text that `tree` matches has one; none if that can't be told."""
    for run in _runs(tree):
        words = {next((word for word in _SEAM.split(text)[1:-1] if word.isalpha()), "") for text in run}
        if small := _small(words):
            return frozenset(small)
    return frozenset()


def _runs(tree: Tree) -> Iterator[set[str]]:
    """The stretches of a pattern that stand for a few strings each: all of these, words between spaces."""
    run = {""}
    for operation, operands in tree:
        few = {" "} if _parts_words(str(operation), operands) else _strings([(operation, operands)])
        if few and len(run) * len(few) <= _MOST:
            run = {before + after for before in run for after in few}
            continue
        yield run
        name = str(operation)
        inner = list(operands[2]) if name == "MAX_REPEAT" and operands[0] else []
        ends = len(inner) == 1 and _parts_words(str(inner[0][0]), inner[0][1])
        run = {" "} if ends else {""}  # the last of several signs that part words
    yield run


def _parts_words(name: str, operands: Any) -> bool:
    """Whether a part of a pattern stands for what is no letter of a word: a boundary, a sign, the end."""
    if name == "AT":
        return str(operands) in ("AT_BOUNDARY", "AT_END_STRING")
    if name == "LITERAL":
        return not WORD.match(chr(operands))
    return name == "IN" and all(str(o) == "LITERAL" and not WORD.match(chr(c)) for o, c in operands)


def _holds(tree: Tree) -> frozenset[str]:
    """Strings, in small letters, of which any text that `tree` matches has one; none if that can't be told.

    `_ANY_DIGIT` is any digit. Of several such sets the one with the longest strings is told.
    """
    best, run = set[str](), {""}
    for operation, operands in tree:
        few = _strings([(operation, operands)])
        if few and len(run) * len(few) <= _MOST:
            run = {before + after for before in run for after in few}
            continue
        best = max(best, run, _within_holds(str(operation), operands), key=_worth)
        run = few if 0 < len(few) <= _MOST else {""}
    best = max(best, run, key=_worth)
    small = _small(best)
    return frozenset(text for text in small if not any(text != other and other in text for other in small))


def _within_holds(name: str, operands: Any) -> set[str]:
    if name == "IN" and all(str(o) == "CATEGORY" and str(c) == "CATEGORY_DIGIT" for o, c in operands):
        return {_ANY_DIGIT}
    if name.endswith("_REPEAT") and not operands[0]:
        return set()
    each = [_holds(branch) for branch in _within(name, operands)]
    return set[str]().union(*each) if all(each) else set()


def _worth(strings: set[str]) -> float:
    """How seldom a text will have one of them."""
    return min((0.5 if text == _ANY_DIGIT else len(text) for text in strings), default=0)


def _strings(tree: Tree) -> set[str]:
    """All the strings that a pattern matches, where they are few; none where not."""
    found = {""}
    for operation, operands in tree:
        name = str(operation)
        within = _within(name, operands)
        each = [_strings(branch) for branch in within]
        if name in _NOTHING:
            continue
        if name == "LITERAL":
            few = {chr(operands)}
        elif name == "IN" and all(str(kind) == "LITERAL" for kind, _ in operands):
            few = {chr(letter) for _, letter in operands}
        elif not within or not all(each):
            return set()
        elif name in ("BRANCH", "SUBPATTERN") or operands[:2] in ((0, 1), (1, 1)):
            few = set[str]().union(*each)
            few |= {""} if name.endswith("_REPEAT") and not operands[0] else set()
        else:
            return set()
        if len(found) * len(few) > _MOST:
            return set()
        found = {before + after for before in found for after in few}
    return found
