"""Many patterns in one question: may any of them match this line? Asked of those alone that have a chance.

Most lines fit no rule. Of nearly every pattern can be told with which letters its lines begin, or which words
stand in all of them; a line without is passed over untried. What cannot be told of a pattern is tried: a gate
is never wrong, only slower.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from re import _parser as parser  # type: ignore[attr-defined]  # none but the engine knows a pattern's parts
from typing import Any

Tree = Sequence[tuple[Any, Any]]
"""A pattern's parts, one after the other, as the standard library reads them: (operation, operands)."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_WIDE = 20  # of these: a pattern that begins with more of them begins with anything
_MOST = 64  # strings that a part of a pattern may stand for, one by one
_CATEGORIES = {
    "CATEGORY_DIGIT": r"\d",
    "CATEGORY_NOT_DIGIT": r"\D",
    "CATEGORY_SPACE": r"\s",
    "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w",
    "CATEGORY_NOT_WORD": r"\W",
}
_NOTHING = frozenset({"AT", "ASSERT", "ASSERT_NOT"})  # operations that take no letter
_ODD = re.compile("[ſıİ]")
"""Letters that are another one for a pattern that ignores case, and none in `str.lower`."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A pattern, the letters that its lines begin with (None: any), and words of which they have one."""

    pattern: re.Pattern[str]
    first: re.Pattern[str] | None
    words: frozenset[str]


class Gate:
    """Whether any of some patterns matches a line, case ignored: the whole of it, or its beginning."""

    def __init__(self, whole: Iterable[str], beginnings: Iterable[str] = ()) -> None:
        sources = [rf"(?:{p})\Z" for p in whole] + [f"(?:{p})" for p in beginnings]
        self._parts = [_part(source) for source in dict.fromkeys(sources)]
        self._words = frozenset[str]().union(*(part.words for part in self._parts))
        self._worded = [part.pattern for part in self._parts if part.words]
        self._by_letter: dict[str, list[re.Pattern[str]]] = {}

    def lets(self, text: str) -> bool:
        """Whether one of the patterns matches `text`, which is not empty."""
        some = self._by_letter.get(text[0])
        if some is None:
            some = self._by_letter[text[0]] = self._beginning(text[0])
        for pattern in some:
            if pattern.match(text):
                return True
        return bool(self._worded) and self._speaks(text) and any(p.match(text) for p in self._worded)

    def _beginning(self, letter: str) -> list[re.Pattern[str]]:
        """The patterns whose lines may begin with this letter, but for those that need a word."""
        return [p.pattern for p in self._parts if not p.words and (p.first is None or p.first.match(letter))]

    def _speaks(self, text: str) -> bool:
        """Whether a text has one of the words that some patterns need."""
        return not self._words.isdisjoint(text.lower().split()) or _ODD.search(text) is not None


def _part(source: str) -> _Part:
    tree: Tree = parser.parse(source, re.IGNORECASE)
    letters, empty = _firsts(tree)
    first = re.compile("|".join(letters), re.IGNORECASE) if letters and not empty else None
    if first and sum(first.match(letter) is not None for letter in _LETTERS) > _WIDE:
        first = None
    return _Part(re.compile(source, re.IGNORECASE), first, frozenset() if first else _needs(tree))


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
    """Words of which one stands, between spaces, in any text that `tree` matches; none if unknown."""
    for run in _runs(tree):
        words = {next((w for w in text.split(" ")[1:-1] if w), "") for text in run}
        if all(words) and all(word.isalpha() for word in words):
            return frozenset(word.lower() for word in words)
    return frozenset()


def _runs(tree: Tree) -> Iterator[set[str]]:
    """The stretches of a pattern that stand for a few strings each: all of these, for each stretch."""
    run = {""}
    for operation, operands in tree:
        few = _strings([(operation, operands)])
        if few and len(run) * len(few) <= _MOST:
            run = {before + after for before in run for after in few}
        else:
            yield run
            run = {""}
    yield run


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
