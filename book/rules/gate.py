"""Many patterns in one question: may any of them match this line? Asked of those alone that have a chance.

Most lines fit no rule. Of nearly every pattern can be told with which letters its lines begin, or which words
or strings stand in all of them; a line without is passed over untried. What cannot be told of a pattern is
tried: a gate is never wrong, only slower.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from re import _parser as parser  # type: ignore[attr-defined]  # none but the engine knows a pattern's parts
from typing import Any, Generic, TypeVar

from book.words import WORD, lowered

T = TypeVar("T")
Tree = Sequence[tuple[Any, Any]]
"""A pattern's parts, one after the other, as the standard library reads them: (operation, operands)."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_WIDE = 20  # of these: a pattern that begins with more of them begins with anything
_MOST = 1 << 10  # strings that a part of a pattern may stand for, one by one
_SOON = 4  # strings
_KNOWN = 2  # letters of a line by which the patterns that it may fit are known
_LONG = 200  # letters
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
_ANY_DIGIT = r"\d"


class _Part:
    """A pattern, and what is known of the lines that it matches; nothing is known where a field is empty."""

    __slots__ = ("_pattern", "beginnings", "first", "needs", "source", "strings")

    def __init__(self, source: str) -> None:
        self.source = source
        self._pattern: re.Pattern[str] | None = None
        tree: Tree = parser.parse(source, re.IGNORECASE)
        letters, empty = _firsts(tree)
        self.first = re.compile("|".join(letters), re.IGNORECASE) if letters and not empty else None
        """This matches its first letter."""
        whole, begun = _beginnings(tree)
        self.beginnings = tuple(sorted(_small(whole | begun)))
        """With one of these, in small letters, a line begins, unless one of those letters is not listed."""
        wide = self.first is None or sum(self.first.match(letter) is not None for letter in _LETTERS) > _WIDE
        looked_into = wide and not self.beginnings
        self.needs = _needs(tree) if looked_into else frozenset[str]()
        """Of these words it has one."""
        self.strings = _holds(tree) if looked_into and not self.needs else frozenset[str]()
        """Of these strings it has one; of patterns, where it is one of any digits."""

    def matches(self, text: str) -> bool:
        """Whether the line, or its beginning, is what the pattern says: most patterns are never asked."""
        if self._pattern is None:
            self._pattern = re.compile(self.source, re.IGNORECASE)
        return self._pattern.match(text) is not None


class Gate:
    """Whether any of some patterns matches a line, case ignored: the whole of it, or its beginning."""

    def __init__(self, whole: Iterable[str], beginnings: Iterable[str] = ()) -> None:
        sources = [rf"(?:{p})\Z" for p in whole] + [f"(?:{p})" for p in beginnings]
        self.parts = [_Part(source) for source in dict.fromkeys(sources)]
        self._worded = [part for part in self.parts if part.needs]
        self._words = frozenset[str]().union(*(part.needs for part in self._worded))
        self._stringed = [part for part in self.parts if part.strings]
        self._seeks = _search(part.strings for part in self._stringed)
        self._begun = _Begun([(part, part) for part in self.parts])

    def lets(self, text: str) -> bool:
        """Whether one of the patterns matches `text`, which is not empty."""
        for part in self._begun(text):
            if part.matches(text):
                return True
        if self._worded:
            said, odd = _said(text)
            if odd or not self._words.isdisjoint(said):
                for part in self._worded:
                    if (odd or not part.needs.isdisjoint(said)) and part.matches(text):
                        return True
        if not self._stringed or not (self._seeks(text.lower()) or _said(text)[1]):
            return False
        return any(part.matches(text) for part in self._stringed)

    def may_open(self, first: str, rest: str) -> bool:
        """Whether one may match a line that begins with `first` and, after a sign, says `rest`.

        `first` has no less than `_KNOWN` letters.
        """
        if self._stringed or self._begun(first):
            return True
        return any(odd or not self._words.isdisjoint(said) for said, odd in map(_said, (first, rest)))


class Gates:
    """Several gates in one question: which of them may let a line pass? Nothing is tried for the answer."""

    def __init__(self, named: Mapping[str, Gate]) -> None:
        parts = [(part, name) for name, gate in named.items() for part in gate.parts]
        self._begun = _Begun(parts)
        self._words: dict[str, set[str]] = {}
        for part, name in parts:
            for word in part.needs:
                self._words.setdefault(word, set()).add(name)
        self._sought = frozenset(name for part, name in parts if part.needs or part.strings)
        few = [(part.strings, name) for part, name in parts if _few(part.strings)]
        self._strings = [(string, name) for strings, name in few for string in strings]
        self._stringed = frozenset(name for part, name in parts if part.strings and not _few(part.strings))

    def may(self, text: str) -> frozenset[str]:
        """The names of those that may let `text` pass, which is not empty."""
        found = self._stringed.union(self._begun(text))  # many strings are sought by those who ask further
        if len(text) > _LONG:
            return found | self._sought  # so are the words of a paragraph, of which few are asked anything
        said, odd = _said(text)
        if odd:
            return found | self._sought
        if self._strings:
            small = text.lower()
            found = found.union([name for string, name in self._strings if string in small])
        words = self._words.keys() & said
        return found.union(*[self._words[word] for word in words]) if words else found


class _Begun(Generic[T]):
    """By how a line begins: what goes with the patterns that it may fit, but for those that need a word."""

    def __init__(self, parts: Iterable[tuple[_Part, T]]) -> None:
        self._known: dict[str, list[T]] = {}
        self._begun: list[tuple[_Part, T]] = []
        self._unknown: list[tuple[_Part, T]] = []
        self._by_letters: dict[str, Sequence[T]] = {}
        for part, thing in parts:
            for beginning in part.beginnings:
                self._known.setdefault(beginning, []).append(thing)
            if part.beginnings:
                self._begun.append((part, thing))
            elif not part.needs and not part.strings:
                self._unknown.append((part, thing))

    def __call__(self, text: str) -> Sequence[T]:
        letters = text[:_KNOWN]
        found = self._by_letters.get(letters)
        return self._look(letters) if found is None else found

    def _look(self, letters: str) -> Sequence[T]:
        if len(self._by_letters) >= _KEPT:
            self._by_letters.clear()
        if len(letters) < _KNOWN or _UNLISTED.search(letters):
            some = _first(self._begun, letters)
        else:
            small = letters.lower()
            some = [thing for n in range(1, len(small) + 1) for thing in self._known.get(small[:n], ())]
        found = self._by_letters[letters] = tuple(dict.fromkeys(some + _first(self._unknown, letters)))
        return found


def _few(strings: frozenset[str]) -> bool:
    """Whether it is soon seen that a text has none of these strings."""
    return 0 < len(strings) <= _SOON and _ANY_DIGIT not in strings


def _search(several: Iterable[frozenset[str]]) -> Callable[[str], object]:
    """Seeks one of all these strings."""
    strings = frozenset[str]().union(*several)
    return re.compile("|".join(s if s == _ANY_DIGIT else re.escape(s) for s in sorted(strings))).search


@lru_cache(maxsize=1 << 10)  # one line is asked of several gates
def _said(text: str) -> tuple[frozenset[str], bool]:
    """The words of a text, in small letters, and whether some may be another word too."""
    return frozenset(lowered(text)), not text.isascii() and _ODD.search(text) is not None


def _first(parts: Iterable[tuple[_Part, T]], letters: str) -> list[T]:
    """What goes with the patterns whose lines may begin with the first of these letters."""
    return [thing for part, thing in parts if part.first is None or part.first.match(letters)]


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
