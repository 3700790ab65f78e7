"""Many patterns in one question: may any of them match this line? Asked of those alone that have a chance.

Most lines fit no rule. Of nearly every pattern can be told with which letters its lines begin, or which words
stand in all of them; a line without is passed over untried. What cannot be told of a pattern is tried: a gate
is never wrong, only slower.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from re import _parser as parser  # type: ignore[attr-defined]  # none but the engine knows a pattern's parts
from typing import Any

Tree = Sequence[tuple[Any, Any]]
"""A pattern's parts, one after the other, as the standard library reads them: (operation, operands)."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_WIDE = 20  # of these: a pattern that begins with more of them begins with anything
_MOST = 256  # strings that a part of a pattern may stand for, one by one
_KNOWN = 2  # letters of a line by which the patterns that it may fit are known
_SEVERAL = 3  # patterns from which it pays to look at a line's words
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
_WORD = re.compile(r"[^\W_]+")
_SEAM = re.compile(r"[\W_]+")
_PLAIN = "".join(map(chr, range(0x250)))
_ODD = re.compile("[ſıİ]|[^\\x00-\u024f]")
"""Letters that may be another one for a pattern that ignores case, and none in `str.lower`."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A pattern, and what is known of the lines that it matches; nothing is known where a field is empty."""

    pattern: re.Pattern[str]
    beginnings: tuple[str, ...]  # with one of these, in small letters, a line begins
    first: re.Pattern[str] | None  # this matches its first letter
    needs: frozenset[str]  # of these words it has one


class Gate:
    """Whether any of some patterns matches a line, case ignored: the whole of it, or its beginning."""

    def __init__(self, whole: Iterable[str], beginnings: Iterable[str] = ()) -> None:
        sources = [rf"(?:{p})\Z" for p in whole] + [f"(?:{p})" for p in beginnings]
        parts = [_part(source) for source in dict.fromkeys(sources)]
        worded = [part for part in parts if part.needs]
        if len(worded) < _SEVERAL:
            worded = []
        self._worded = [(part.needs, part.pattern) for part in worded]
        self._begun: dict[str, list[re.Pattern[str]]] = {}
        for part in parts:
            for beginning in part.beginnings:
                self._begun.setdefault(beginning, []).append(part.pattern)
        self._known = [part for part in parts if part.beginnings]
        self._unknown = [part for part in parts if not part.beginnings and part not in worded]
        self._by_letter: dict[str, list[re.Pattern[str]]] = {}
        self._by_letters: dict[str, list[re.Pattern[str]]] = {}

    def lets(self, text: str) -> bool:
        """Whether one of the patterns matches `text`, which is not empty."""
        some = self._by_letters.get(text[:_KNOWN])
        if some is None:
            some = self._beginning(text[:_KNOWN])
        for pattern in some:
            if pattern.match(text):
                return True
        if self._worded:
            said, odd = _said(text)
            for needs, pattern in self._worded:
                if (odd or not needs.isdisjoint(said)) and pattern.match(text):
                    return True
        return False

    def _beginning(self, letters: str) -> list[re.Pattern[str]]:
        """The patterns whose lines may begin with these letters, but for those that need a word."""
        if len(self._by_letters) >= _KEPT:
            self._by_letters.clear()
            self._by_letter.clear()
        if len(letters) < _KNOWN or _ODD.search(letters):
            some = _first(self._known, letters)
        else:
            small = letters.lower()
            some = [p for n in range(1, len(small) + 1) for p in self._begun.get(small[:n], ())]
        if letters[0] not in self._by_letter:
            self._by_letter[letters[0]] = _first(self._unknown, letters)
        found = some + self._by_letter[letters[0]]
        self._by_letters[letters] = found
        return found


@lru_cache(maxsize=1 << 10)  # one line is asked of several gates
def _said(text: str) -> tuple[frozenset[str], bool]:
    """The words of a text, in small letters, and whether some may be another word too."""
    return frozenset(_WORD.findall(text.lower())), _ODD.search(text) is not None


def _first(parts: Iterable[_Part], letters: str) -> list[re.Pattern[str]]:
    """The patterns whose lines may begin with the first of these letters."""
    return [part.pattern for part in parts if part.first is None or part.first.match(letters)]


def _part(source: str) -> _Part:
    tree: Tree = parser.parse(source, re.IGNORECASE)
    letters, empty = _firsts(tree)
    first = re.compile("|".join(letters), re.IGNORECASE) if letters and not empty else None
    whole, begun = _beginnings(tree)
    beginnings = tuple(sorted({text.lower() for text in whole | begun}))
    if not all(beginnings) or any(_ODD.search(b) for b in beginnings):
        beginnings = ()
    wide = first is None or sum(first.match(letter) is not None for letter in _LETTERS) > _WIDE
    needs = _needs(tree) if wide and not beginnings else frozenset[str]()
    return _Part(re.compile(source, re.IGNORECASE), beginnings, first, needs)


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
        letters = re.compile(_class(operands), re.IGNORECASE)
        found = set(letters.findall(_PLAIN))
        return (found, set()) if len(found) <= _FEW else (set(), {""})
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
        if all(words):
            return frozenset(word.lower() for word in words)
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
    """Whether a part of a pattern stands for what is no letter of a word: a boundary, a sign."""
    if name == "AT":
        return str(operands) == "AT_BOUNDARY"
    if name == "LITERAL":
        return not _WORD.match(chr(operands))
    return name == "IN" and all(str(o) == "LITERAL" and not _WORD.match(chr(c)) for o, c in operands)


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
