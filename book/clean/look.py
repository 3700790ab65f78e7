"""A page as the fitted judges see it: its lines that are not blank, and what can be told of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from book.clean.batch import against
from book.clean.context import rows
from book.clean.page import Page
from book.clean.shapes import is_sentence
from book.clean.traits import ENDS, NAME, Lexicon, Row, Traits, traits
from book.model import Role
from book.sentences import RUNNING, columns, syllabic

_BULLET = re.compile(r"\s*[•·▪◦‣●○■–*-]\s")

_MARK = r"[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]?|\[\d{1,2}\]"
_MARKDOWN = re.compile(r"\[\^[\w-]{1,20}\]")
_NOTE = re.compile(rf"(?:{_MARK})(?=[\s\w])")
_CALL = re.compile(rf"(?<=\S)(?:{_MARK})")
_SYLLABIC = 5  # one sign in so many
_MARKED = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹\[]")


def foreign(stop_words: Collection[str], texts: Sequence[str]) -> bool:
    """Are these lines in a language that the judges hardly know: there are no function words of it, or it is
    in a script that sets no spaces?
    """
    return not stop_words or _SYLLABIC * sum(map(syllabic, texts)) > sum(map(len, texts))


@dataclass(frozen=True, slots=True)
class Look:
    """The lines that are not blank, in order; `at[j]` is the index on the page of the j-th of them."""

    at: tuple[int, ...]
    texts: tuple[str, ...]
    bullets: tuple[bool, ...]
    gaps: tuple[int, ...]  # blank lines above each
    claims: tuple[int, ...]  # 1: a rule of furniture claims it; 2: one of comments
    stop_words: frozenset[str]
    against: tuple[float, ...]  # what other seeds of the batch say against each, in log-odds
    sentences: tuple[bool, ...]  # which are running text: at least a sentence of some length

    @classmethod
    def of(cls, page: Page, raw: tuple[str, ...]) -> Look:
        """`raw` are the lines as they were read, with their bullets."""
        at, gaps, gap = [], [], 0
        for i, text in enumerate(page.texts):
            if text:
                at.append(i)
                gaps.append(gap)
                gap = 0
            else:
                gap += 1
        claims = tuple(
            0 if (rule := page.claims[i]) is None else 2 if rule.role is Role.COMMENT else 1 for i in at
        )
        texts = tuple(page.texts[i] for i in at)
        return cls(
            tuple(at),
            texts,
            tuple(bool(_BULLET.match(raw[i])) for i in at),
            tuple(gaps),
            claims,
            page.stop_words,
            tuple(against(texts, page.repeats)),
            tuple([columns(text) >= RUNNING and is_sentence(text) for text in texts]),
        )

    def notes(self) -> list[bool]:
        """Which lines are notes: they begin with a mark that a line above has within it."""
        called: set[str] = set()
        out = []
        for text in self.texts:
            mark = _NOTE.match(text)
            out.append(mark is not None and mark[0] in called)
            if _MARKED.search(text):
                called.update(_CALL.findall(text))
        return out

    def callers(self) -> list[bool]:
        """Which lines call, by Markdown's mark, a note that a line below begins with: no other mark is
        nothing but a call."""
        written: set[str] = set()
        out = []
        for text in reversed(self.texts):
            out.append("[^" in text and any(mark in written for mark in _MARKDOWN.findall(text)))
            if begun := _MARKDOWN.match(text):
                written.add(begun[0])
        return out[::-1]

    def rows(self, lexicon: Lexicon) -> list[Row]:
        """The numbers that the models were fitted on, one row a line."""
        lines = [
            traits(t, b, self.stop_words, lexicon) for t, b in zip(self.texts, self.bullets, strict=True)
        ]
        return rows(lines, self.gaps, self._heads(lines), self.claims)

    def _heads(self, lines: list[Traits]) -> list[float]:
        """1 for who-and-when, a half for a bare name right above a sentence."""
        heads = [1.0 if line.head else 0.0 for line in lines]
        for j, below in enumerate(lines[1:]):
            if lines[j].own[NAME] and not heads[j] and not self.gaps[j + 1] and below.own[ENDS]:
                heads[j] = 0.5
        return heads
