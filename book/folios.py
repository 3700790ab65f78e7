"""Running heads and folios in plain text: of a book that was scanned, of a PDF, of a page that was printed.

What is copied out of pages has what each of them repeats: its number, alone ('- 13 -', '3/7') or beside a
title or the name of a paper ('12  THE DAM'). The numbers count the pages, and what they stand on interrupts
sentences. Headings that an author numbered, and a refrain, stand between sentences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from statistics import median

from book.sentences import ends

FOLIO, RUNNING_HEAD = "folios.folio", "folios.running-head"

_LONGEST = 90  # characters of a line that pages repeat
_NEAREST = 5  # lines that a page has at least
_MISSED = 3  # by how much a page's number may be higher than the one before: some pages show none
_SMALL = 0.4  # of lines that go on a sentence, how many begin with a small letter; rows of verse do not
_FULL = 0.6  # of the middle length: a shorter line is no full one
_WIDE = 0.85  # of the middle length: a head without a number is no wider
_COLUMNS = (20, 110)
_OFF = 2  # lines by which pages of one length differ
_MANY = 4
_MOST = 0.8
_SHARE = 0.4  # of places between two lines of text, how many must be within a sentence
_NUMBER = re.compile(r"(?<![\w.,:;])(?<!\w-)\d{1,4}(?![\w:])(?!-\w|[.,]\d)")
_AT_AN_END = re.compile(r"(?<!\S)\d{1,4}(?=(?:\s*/\s*\d{1,4})?\W*$)|^\d{1,4}(?!\S)")
_INNER = re.compile(r"[^\W\d_]{2}[.!?…][\"'”’»)]* +[\"'“‘„«(¿¡]*[^\W\d_a-zà-ÿ]")
_SENTENCE = 10  # lines of prose of which one at least has the end of a sentence and the beginning of another
_SET = re.compile(r"([-–—|\[(])\s*\d{1,4}\s*[-–—|\])]")
_SIGNS = re.compile(r"[^\w#]+|_+")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]{2}")


def furniture(texts: Sequence[str], breaks: Collection[int] = ()) -> Mapping[int, str]:
    """The lines that are a page's, by their indices, each with the rule that knows it.

    Behind the lines `breaks` a page ends. A head without a number that stands above the text is left, for it
    may be the title.
    """
    at = [i for i, text in enumerate(texts) if text.strip()]
    stripped = [texts[i].strip() for i in at]
    width = median(map(len, stripped)) if stripped else 0.0
    if not _COLUMNS[0] <= width <= _COLUMNS[1]:
        return {}
    lines = _Lines(stripped, at, _ended(at, breaks), width)
    return {at[k]: rule for k, rule in sorted(lines.furniture().items())}


def stops_within(lines: Sequence[str]) -> bool:
    """Whether sentences end and begin within lines of a text, as they do in prose and not in verse."""
    return _SENTENCE * sum(_INNER.search(line) is not None for line in lines) >= len(lines)


def _ended(at: Sequence[int], breaks: Collection[int]) -> frozenset[int]:
    """The lines, of those that are not blank, with which a page begins."""
    ordered = sorted(breaks)
    found, b = set[int](), 0
    for k, i in enumerate(at):
        while b < len(ordered) and ordered[b] < i:
            found.add(k)
            b += 1
    return frozenset(found - {0})


class _Lines:
    """The lines of a text that are not blank, stripped, with their places among all; with those that are
    `begun` a page begins; `width` is their middle length."""

    def __init__(self, lines: Sequence[str], at: Sequence[int], begun: frozenset[int], width: float) -> None:
        self.lines, self.at, self.begun, self.width = lines, at, begun, width
        brief = [k for k, line in enumerate(lines) if len(line) <= _LONGEST]
        self.kinds = {k: _words(_NUMBER.sub("#", lines[k])) for k in brief}
        self.often = Counter(self.kinds.values())
        self.same: dict[str, list[int]] = {}  # by their words, with their numbers
        for k in brief:
            self.same.setdefault(_words(lines[k]), []).append(k)

    def furniture(self) -> dict[int, str]:
        counted = self._counted()
        again = [
            {*some} - counted
            for words, some in self.same.items()
            if len(some) > 1 and _WORD.search(words) and not self._is_text(self.lines[some[0]])
        ]
        heads = set().union(*again)
        if _MANY * len(heads) > len(self.lines):  # then the text repeats itself
            again, heads = [], set()
        lone = self._lone() if not counted else set()
        if not (counted or heads or lone) or not self._prose(counted | heads | lone):
            return {}
        regular = len(counted) > 2 and any(self._length(counted, by) for by in self._rulers)
        paged = self._interrupts(counted, counted | heads, regular=regular) or self._at_ends(counted)
        found = self._more(counted) if paged else lone
        beside = {k for _, run, _ in self._runs(found | heads) if not found.isdisjoint(run) for k in run}
        made = dict.fromkeys(found, FOLIO)
        for same in again:
            alone = len(same) > 2 and self._interrupts(same, found | same)
            alone = alone or self._at_beginnings(same)
            near = same & beside
            near = near if len(near) > 1 and 2 * len(near) >= len(same) else set()
            made |= dict.fromkeys(same if alone else near, RUNNING_HEAD)
        first = self._opening()
        title = {
            k for k in made if k < first and made[k] == RUNNING_HEAD and not _DIGIT.search(self.lines[k])
        }
        return {k: rule for k, rule in made.items() if k not in title}

    def _lone(self) -> set[int]:
        """The number of the first of two pages, within a sentence ('- 3 -') or at a page's end."""
        numbers = [k for k, kind in self.kinds.items() if kind == "#"]
        return {
            k
            for k in numbers
            if k + 1 in self.begun or (_SET.fullmatch(self.lines[k]) and self._within(k - 1, k + 1))
        }

    def _at_ends(self, counted: set[int]) -> bool:
        """Whether the numbers stand in the last line of a page, most of them; those of chapters stand in the
        first."""
        last = sum(k + 1 in self.begun for k in counted)
        return last > 1 and last >= _MOST * (len(counted) - 1)

    def _at_beginnings(self, same: set[int]) -> bool:
        """Whether one line stands in the first line of pages, and of most that there are."""
        first = sum(k in self.begun for k in same)
        return first > 1 and first >= _MOST * max(len(same), len(self.begun))

    def _opening(self) -> int:
        """The first line of the text: another as full stands below it."""
        full = [len(line) >= _FULL * self.width for line in self.lines]
        return next((k for k in range(len(full) - 1) if full[k] and full[k + 1]), 0)

    def _is_text(self, line: str) -> bool:
        """Is a line full, or does it begin or end as no head does: with a small letter, with a stop?"""
        full = len(line) > _WIDE * self.width and not _DIGIT.search(line)
        return full or line[:1].islower() or line.endswith((".", ",", ";"))

    def _counted(self) -> set[int]:
        """The longest run of lines whose numbers count pages; none, if it is one.

        Each has nothing but its numbers, or is like another of them.
        """
        best: dict[int, tuple[int, int]] = {}  # for each number, how long the run to it is, and its last link
        links: list[tuple[int, int]] = []  # a line, and the link before
        longest = end = -1
        for k, kind in self.kinds.items():
            if "#" not in kind or (_WORD.search(kind) and self.often[kind] < 2):
                continue
            reached: dict[int, tuple[int, int]] = {}
            for match in _NUMBER.finditer(self.lines[k]):
                value, length, before = int(match[0]), 1, -1
                for known in (best.get(value - step) for step in range(1, _MISSED + 1)):
                    if known and known[0] >= length and k - links[known[1]][0] >= _NEAREST:
                        length, before = known[0] + 1, known[1]
                links.append((k, before))
                reached[value] = (length, len(links) - 1)
                if length > max(longest, 1):
                    longest, end = length, len(links) - 1
            best |= reached
        found: set[int] = set()
        while end >= 0:
            k, end = links[end]
            found.add(k)
        return found

    def _more(self, counted: set[int]) -> set[int]:
        """The numbers that were counted, and those missing between them and right behind them.

        A line that no other is like has its number at one end, and is short, and stands within a sentence or
        where its page ends.
        """
        places = sorted(counted)
        lengths = [(by, self._length(counted, by)) for by in self._rulers]
        found = set(counted)
        for here, there in zip(places, (*places[1:], len(self.lines)), strict=True):
            wanted = {value + step: step for value in self._values(here) for step in range(1, _MISSED)}
            for k in range(here + 1, there):
                own = _AT_AN_END.search(self.lines[k]) if k in self.kinds else None
                step = wanted.get(int(own[0]), 0) if own else 0
                if not step or ends(self.lines[k]):
                    continue
                last = k == len(self.lines) - 1 and self.kinds[k] == self.kinds[here]
                placed = self._within(k - 1, k + 1) or any(
                    length and abs(by[k] - by[here] - step * length) <= _OFF for by, length in lengths
                )
                if last or (placed and k - here >= _NEAREST and len(self.lines[k]) <= _FULL * self.width):
                    found.add(k)
                    break
        return found

    @property
    def _rulers(self) -> tuple[Sequence[int], Sequence[int]]:
        """What pages are measured by: their lines, and their lines with the blank ones."""
        return range(len(self.lines)), self.at

    def _length(self, counted: set[int], by: Sequence[int]) -> float:
        """How long pages are that are as long as each other; 0, if they are not."""
        steps: list[float] = []
        for here, there in pairwise(sorted(counted)):
            higher = (b - a for a in self._values(here) for b in self._values(there) if b > a)
            steps.append((by[there] - by[here]) / min(higher, default=1))
        middle = median(steps)
        return middle if all(abs(step - middle) <= _OFF for step in steps) else 0.0

    def _values(self, k: int) -> list[int]:
        return [int(match[0]) for match in _NUMBER.finditer(self.lines[k])]

    def _within(self, above: int, below: int) -> bool:
        """Whether a sentence goes on from the one line, which is full, to the other."""
        if not (above >= 0 and below < len(self.lines)) or ends(self.lines[above]):
            return False
        return len(self.lines[above]) >= _FULL * self.width and self.lines[below][:1].islower()

    def _prose(self, apart: Collection[int]) -> bool:
        """Whether the text is broken into lines that go on in mid-sentence, as rows of verse do not."""
        pairs = [k for k in range(len(self.lines) - 1) if k not in apart and k + 1 not in apart]
        within = [k for k in pairs if not ends(self.lines[k])]
        small = sum(self.lines[k + 1][:1].islower() for k in within)
        open_ = len(within) > _NEAREST and 2 * len(within) > len(pairs) and small >= _SMALL * len(within)
        return open_ and stops_within([self.lines[k] for k in pairs])

    def _interrupts(self, some: Collection[int], all_: Collection[int], *, regular: bool = False) -> bool:
        """Whether `some` of the lines that may be pages' stand within sentences: where pages are known to
        end, or are as long as each other, one of them; otherwise often enough."""
        between = within = begin = 0
        for before, run, after in self._runs(all_):
            if before is None or after is None or not any(k in some for k in run):
                continue
            between += 1
            within += self._within(before, after)
            begin += any(k in self.begun for k in (*run, after))
        if regular or 2 * begin > between:
            return within > 0
        return within >= _SHARE * between and (within > 1 or 0 < within <= between <= 2)

    def _runs(self, some: Collection[int]) -> Iterator[tuple[int | None, list[int], int | None]]:
        """The lines of `some` that follow each other, with the line above and that below."""
        last = len(self.lines) - 1
        for _, group in groupby(enumerate(sorted(some)), key=lambda one: one[1] - one[0]):
            run = [k for _, k in group]
            yield run[0] - 1 if run[0] else None, run, run[-1] + 1 if run[-1] < last else None


def _words(text: str) -> str:
    """A line without its signs and its case."""
    return _SIGNS.sub(" ", text).strip().casefold()
