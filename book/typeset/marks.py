"""Quotation marks, apostrophes and primes as they stand in a text, with the evidence around each.

A `Mark` says what it looks like and what stands beside it; what it *is* (`Part`) is weighed in
`book.typeset.quotes`. The prices below are the weights: 0 is what one expects to see, 6 is as odd
as a quotation that never ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import zip_longest

from book.languages.typography import PRIMARY, SECONDARY, Level, Pair, Typography
from book.typeset.spaces import WHITE


class Part(Enum):
    """What a mark is."""

    OPEN = "open"
    CLOSE = "close"
    AGAIN = "again"  # opens a further paragraph of a quotation that goes on
    APOSTROPHE = "apostrophe"
    PRIME = "prime"  # minutes, feet; seconds, inches
    LEAVE = "leave"  # cannot be told: stays as it is


SINGLES = "'‘’‚‛‹›`´′"
DOUBLES = '"“”„‟«»″'
_NEUTRAL = frozenset({"'", '"', "`", "´", "''", "´´"})
_OPENERS = frozenset("‘“„‚«‹‛‟") | {",,", "``"}
_GUILLEMETS = frozenset("«»‹›")
_MARK = re.compile(rf",,(?=\w)|``|[{SINGLES}{DOUBLES}]")
_PAIRED = frozenset({"''", "´´", "‘‘", "’’"})

NEVER = 99.0
_HEAP = 6  # how many marks on a heap are left aside
_WORD = 40  # how many letters either way a look at the neighbouring word takes in
_ODD = 6.0

# What a mark costs as an opening one by what stands before it, and after it; the same for a closing one.
_OPEN_BEFORE = {"edge": 0, "open": 0, "joint": 0.5, "stop": 3, "word": 3}
_OPEN_AFTER = {"word": 0, "open": 0.5, "joint": 1, "dots": 0.5, "stop": 6, "edge": 5}
_CLOSE_BEFORE = {"word": 0, "stop": 0, "dots": 0, "joint": 0.5, "edge": 5, "open": 8}
_CLOSE_AFTER = {"edge": 0, "stop": 0, "dots": 0, "joint": 0.5, "open": 1, "word": 3}


@dataclass(frozen=True)
class Mark:
    """One mark of a text (or two that are written for one: '' and ,,)."""

    text: str  # the whole text, as the rules see it
    start: int
    end: int
    typography: Typography

    @property
    def glyph(self) -> str:
        return self.text[self.start : self.end]

    @property
    def single(self) -> bool:
        return len(self.glyph) == 1 and self.glyph in SINGLES

    @cached_property
    def first(self) -> bool:
        """Whether no more than white space stands before."""
        return self.start == 0 or (self.start < _WORD and not self.text[: self.start].strip())

    @cached_property
    def _left(self) -> str:
        return self.text[self.start - 1] if self.start else ""

    @cached_property
    def _next(self) -> str:
        return self.text[self.end : self.end + 1]

    @cached_property
    def before(self) -> str:
        """The kind of what stands before, other marks left aside: edge, open, joint, stop, dots, word."""
        i = self.start - 1
        while i >= max(self.start - _HEAP, 0) and _is_mark(self.text[i]):
            i -= 1
        return _kind(self.text[i] if i >= 0 else "")

    @cached_property
    def after(self) -> str:
        i = self.end
        while i < min(self.end + _HEAP, len(self.text)) and _is_mark(self.text[i]):
            i += 1
        return _kind(self.text[i] if i < len(self.text) else "")

    @cached_property
    def level(self) -> Level:
        """The level that the mark is written as: the table's own marks have theirs, others go by kind."""
        pairs = self.typography.quotes.pairs
        for level, pair in pairs:
            if self.glyph in (pair.open.strip(), pair.close.strip()):
                return level
        alike = (level for level, pair in pairs if _is_single(pair) == self.single)
        return next(alike, SECONDARY if self.single else PRIMARY)

    @cached_property
    def prices(self) -> dict[Part, float]:
        """How odd it would be for the mark to be each part, by its shape and what stands beside it."""
        return {part: self._price(part) for part in Part}

    def _price(self, part: Part) -> float:
        match part:
            case Part.OPEN | Part.AGAIN:
                return self._open()
            case Part.CLOSE:
                return self._close()
            case Part.APOSTROPHE:
                return self._apostrophe()
            case Part.PRIME:
                return self._prime()
            case Part.LEAVE:
                return self._leave()

    def _open(self) -> float:
        if self.glyph in "′″":
            return NEVER
        before = "stop" if self.before == "dots" else self.before
        price = _OPEN_BEFORE[before] + self._inside("open", self._next, _OPEN_AFTER[self.after])
        if self._listed_start or self._year:
            price += 2.5
        if self._inner and (self._contracts or self._word_before not in self.typography.small_words):
            price += _ODD
        return price + (1.5 if self._faces("close") else 0)

    def _close(self) -> float:
        if self.glyph in "′″":
            return NEVER
        if self.first:
            return NEVER
        price = self._inside("close", self._left, _CLOSE_BEFORE[self.before])
        after = _CLOSE_AFTER[self.after]
        price += 1.5 if after == _CLOSE_AFTER["word"] and self.before in ("stop", "dots") else after
        if self._inner:
            price += _ODD
        if self._listed_end:
            price += 1.5
        return price + (1.5 if self._faces("open") else 0)

    def _apostrophe(self) -> float:
        if not self.single or self.glyph in "‚‹›′":
            return NEVER
        left, right = self._left, self._next
        shape = 0.0 if self.glyph in "'’`´" else 1.5
        if self._inner:
            return shape + (1.5 if left.isdigit() and right.isdigit() else self._within())
        if self._listed_start or self._listed_end:
            return shape
        if self._year:
            return shape + 0.3
        if left and left.casefold() in self.typography.genitive and not right.isalnum():
            return shape + 2
        if self.typography.elisions and self._word_before.endswith(self.typography.elisions):
            return shape + (1.5 if not right.isalnum() else _ODD)
        return shape + _ODD + (1 if right.isalnum() else 0)

    def _within(self) -> float:
        """Between two letters: cheap where one side is short, as in zo’n, l’histoire, auto’tje, O’Neil."""
        before = re.search(r"\w*$", self.text[max(self.start - _WORD, 0) : self.start])
        after = re.match(r"\w*", self.text[self.end : self.end + _WORD])
        short = (before is not None and len(before[0]) <= 2) or (after is not None and len(after[0]) <= 4)
        return 0.0 if short else 1.5

    def _prime(self) -> float:
        left, right = self._left, self._next
        if self.glyph in "′″":
            return 0.5
        if not left.isdigit() or right.isalpha() or len(self.glyph) > 1 or self.glyph in "‘“„‚«»‹›":
            return NEVER
        return (0.5 if right.isdigit() else 2.5) + (1.5 if self.glyph in "’”" else 0)

    def _inside(self, side: str, neighbour: str, price: float) -> float:
        """The price of what stands inside a mark: a space there is common with guillemets, « zo ».

        In a language that does not write them so, it may as well be a pointer: Home » Nieuws.
        """
        if (
            self.glyph not in _GUILLEMETS
            or neighbour not in ("\u00a0", "\u202f", " ")
            or not self._faces(side)
        ):
            return price
        own = any(len(pair.open + pair.close) > 2 for _, pair in self.typography.quotes.pairs)
        return 0.0 if own else 0.5

    def _leave(self) -> float:
        if self.glyph in "′″":
            return 0.0
        pointer = self.glyph in _GUILLEMETS and self.before in ("edge", "word") and self.after == "edge"
        return 1.5 if pointer and self._left.isspace() else _ODD + 2

    @property
    def _inner(self) -> bool:
        """Whether letters or figures stand on both sides."""
        return self._left.isalnum() and self._next.isalnum()

    @property
    def _contracts(self) -> bool:
        """Whether no more than three letters follow: that’s, we’ll, auto’tje."""
        word = re.match(r"\w*", self.text[self.end : self.end + _WORD])
        return word is not None and len(word[0]) <= 3

    @property
    def _word_before(self) -> str:
        word = re.search(r"\w*$", self.text[max(self.start - _WORD, 0) : self.start])
        return word[0].casefold() if word else ""

    @cached_property
    def _listed_start(self) -> bool:
        """Whether a word of the table that begins with an apostrophe begins here ('s avonds, 't)."""
        word = re.match(r"\w+", self.text[self.end : self.end + _WORD])
        if not self.single or not word or self._left.isalnum():
            return False
        key = "’" + word[0].casefold()
        return key in self.typography.apostrophes or self._between(key)

    def _between(self, key: str) -> bool:
        at = self.end + len(key) - 1
        tail = self.text[at : at + 1]
        return bool(tail) and tail in SINGLES and f"{key}’" in self.typography.apostrophes

    @cached_property
    def _listed_end(self) -> bool:
        """Whether a word of the table that ends with an apostrophe ends here (wa’, rock ’n’ roll)."""
        word = re.search(r"(?:(?<!\w)['‘’`´])?\w+$", self.text[max(self.start - _WORD, 0) : self.start])
        if not self.single or not word or self._next.isalnum():
            return False
        key = re.sub("['‘`´]", "’", word[0].casefold()) + "’"
        return key in self.typography.apostrophes or key.lstrip("’") in self.typography.apostrophes

    @cached_property
    def _year(self) -> bool:
        """Whether two figures and no more follow: ’53, ’80s."""
        return self.single and bool(re.match(r"\d\d(?!\d)", self.text[self.end : self.end + 3]))

    def _faces(self, side: str) -> bool:
        """Whether the glyph is one that only opens, or only closes, in this language."""
        if self.glyph in _NEUTRAL:
            return False
        pairs = [pair for _, pair in self.typography.quotes.pairs]
        opens = self.glyph in [pair.open.strip() for pair in pairs]
        closes = self.glyph in [pair.close.strip() for pair in pairs]
        if not opens and not closes:
            opens = self.glyph in _OPENERS
            closes = not opens
        return opens and not closes if side == "open" else closes and not opens


def marks(text: str, typography: Typography) -> tuple[tuple[Mark, Mark | None], ...]:
    """The marks of a text in order; with each the mark that it would be together with the next."""
    found = [Mark(text, *match.span(), typography) for match in _MARK.finditer(text)]
    pairs: list[tuple[Mark, Mark | None]] = []
    for here, following in zip_longest(found, found[1:]):
        double = None
        if following and here.end == following.start and here.glyph + following.glyph in _PAIRED:
            double = Mark(text, here.start, following.end, typography)
        pairs.append((here, double))
    return tuple(pairs)


def _is_mark(char: str) -> bool:
    return char in SINGLES or char in DOUBLES


def _is_single(pair: Pair) -> bool:
    return pair.open.strip() in SINGLES


def _kind(char: str) -> str:
    if not char or char.isspace() or char in WHITE:
        return "edge"
    if char in "([{¿¡":
        return "open"
    if char in "-–—/\\":
        return "joint"
    if char == "…":
        return "dots"
    return "stop" if char in ".,;:!?)]}" else "word"
