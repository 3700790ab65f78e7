"""A page as the fitted judges see it: its lines that are not blank, and what can be told of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from book.clean.comments import is_marked_head
from book.clean.context import Row, rows
from book.clean.page import Page
from book.clean.shapes import is_sentence
from book.clean.traits import ENDS, NAME, Lexicon, own
from book.model import Role

_BULLET = re.compile(r"\s*[•·▪◦‣●○■–*-]\s")

_MARK = r"[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]?|\[\d{1,2}\]"
_NOTE = re.compile(rf"(?:{_MARK})(?=[\s\w])")
_CALL = re.compile(rf"(?<=\S)(?:{_MARK})")
_SENTENCE = 60  # characters


@dataclass(frozen=True, slots=True)
class Look:
    """The lines that are not blank, in order; `at[j]` is the index on the page of the j-th of them."""

    at: tuple[int, ...]
    texts: tuple[str, ...]
    bullets: tuple[bool, ...]
    gaps: tuple[int, ...]  # blank lines above each
    claims: tuple[int, ...]  # 1: a rule of furniture claims it; 2: one of comments
    stop_words: frozenset[str]

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
        return cls(
            tuple(at),
            tuple(page.texts[i] for i in at),
            tuple(bool(_BULLET.match(raw[i])) for i in at),
            tuple(gaps),
            claims,
            page.stop_words,
        )

    def sentence(self, j: int) -> bool:
        """Is the j-th line running text: at least a sentence of some length?"""
        return len(self.texts[j]) >= _SENTENCE and is_sentence(self.texts[j])

    def notes(self) -> list[bool]:
        """Which lines are notes: they begin with a mark that a line above has within it."""
        called: set[str] = set()
        out = []
        for text in self.texts:
            mark = _NOTE.match(text)
            out.append(mark is not None and mark[0] in called)
            called.update(_CALL.findall(text))
        return out

    def rows(self, lexicon: Lexicon) -> list[Row]:
        """The numbers that the models were fitted on, one row a line."""
        traits = [own(t, b, self.stop_words, lexicon) for t, b in zip(self.texts, self.bullets, strict=True)]
        return rows(self.texts, traits, self.gaps, self._heads(traits), self.claims, self.stop_words)

    def _heads(self, traits: list[Row]) -> list[float]:
        """1 for who-and-when, a half for a bare name right above a sentence."""
        heads = [1.0 if is_marked_head(text) else 0.0 for text in self.texts]
        for j in range(len(self.texts) - 1):
            if traits[j][NAME] and not heads[j] and not self.gaps[j + 1] and traits[j + 1][ENDS]:
                heads[j] = 0.5
        return heads
