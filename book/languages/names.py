"""How a person's name is sorted: "Remco de Waard" under the W, "Waard, Remco de".

The particles and what becomes of them are data: Dutch use puts them last (Renkema, Schrijfwijzer),
Flemish use keeps them with the surname, French keeps 'du' and 'La' and moves 'de' (Chicago Manual of
Style 16.68-16.84 describes all of these). Where a surname begins is data too: at a particle or the last
word; in Spanish, which has two surnames, behind the given names; in Portuguese at the last of all. What a
name tells of a language of its own ('Ó Briain', 'bin Salman', 'Nguyễn Du') holds in a book in any
(`everywhere.py`). Every name may be overruled in the manifest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from book.languages.everywhere import everywhere, key

Surname = Literal["particle", "after-given", "last", "first", "whole"]
"""Where a surname begins: at its first particle, else at the last word; behind all given names; at the
last word whatever stands before it. It is the first word; or the name is filed as it stands."""


@dataclass(frozen=True, slots=True)
class NameRules:
    """A language's [names] and its particles. All words are in lower case, apostrophes curly.

    `particles` open a surname and go last in a sorted name; `stay` open a surname and stay with it;
    `suffixes` come after a surname ('Jr.') and close a sorted name. `last` is False where no particle
    goes last (Flemish). `given` are words that are given names where they stand behind the first one
    (Spanish); `ends` are no surname of their own but go with what stands before (Portuguese 'Neto');
    `joins` stand between two words of one surname ('Ortega y Gasset', 'Tomasi di Lampedusa').
    """

    particles: frozenset[str] = frozenset()
    stay: frozenset[str] = frozenset()
    suffixes: frozenset[str] = frozenset()
    last: bool = True
    surname: Surname = "particle"
    given: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()

    def sort(self, display: str) -> str:
        """'Jan van den Berg' -> 'Berg, Jan van den'; a name of one word stays as it is."""
        words = display.split()
        suffix = [words.pop()] if len(words) > 2 and key(words[-1]) in self.suffixes else []
        if suffix:
            words[-1] = words[-1].rstrip(",")
        if len(words) < 2 or self.surname == "whole":
            return " ".join(words + suffix)
        if self.surname == "first":
            return f"{words[0]}, {' '.join(words[1:] + suffix)}"
        if whole := everywhere().whole(words):
            return ", ".join([whole, *suffix])
        start = self._surname(words)
        surname, given = words[start:], words[:start]
        moved = self._moved(surname, everywhere().spanish(words)) if self.last else []
        surname = surname[len(moved) :]
        surname, elided = self._elision(surname) if self.last else (surname, [])
        parts = [" ".join(surname), " ".join(given + moved + elided), *suffix]
        return ", ".join(part for part in parts if part)

    def _surname(self, words: list[str]) -> int:
        """Where the surname begins."""
        match self.surname:
            case "after-given":
                return self._after_given(words)
            case "last":
                return self._last(words)
        start = next((i for i in range(1, len(words) - 1) if self._opens(words, i)), len(words) - 1)
        known = everywhere()
        if start > 1 and key(words[start]) in self.joins:
            return start - 1
        if start > 1 and key(words[start - 1]) in known.compound:
            return start - 1
        if start == len(words) - 1 > 1 and known.spanish(words):
            if start > 2 and words[start - 1] in ("y", "i"):  # 'Ortega y Gasset'
                return start - 2
            return start - (key(words[start - 1]) in known.spanish_surnames)
        return start

    def _opens(self, words: list[str], at: int) -> bool:
        """Whether a surname opens with this word."""
        known, word = everywhere(), key(words[at])
        return word in self.particles | self.stay | known.moved | known.stay or self._phrase(words[at:])

    def _phrase(self, words: list[str]) -> bool:
        """Whether these begin with two words that stay with a surname: English 'de la', but 'de La'."""
        return " ".join(map(key, words[:2])) in self.stay and _small(words[1])

    def _last(self, words: list[str]) -> int:
        """At the last word, or further on where that is no surname by itself: 'Silva Neto', 'São José'."""
        start = len(words) - 1
        if start > 1 and key(words[start]) in self.ends:
            start -= 1
        while start > 1 and key(words[start - 1]) in self.stay:
            start -= 1
        known, before = everywhere(), key(words[start - 1])
        if start > 1 and known.spanish(words) and before in known.spanish_surnames and not before.isascii():
            start -= 1
        return next((i for i in range(1, start) if key(words[i]) in known.stay), start)

    def _after_given(self, words: list[str]) -> int:
        """At the first word that is neither a given name nor an initial: two surnames are filed together.

        What another is joined to is a surname, whatever else it may be: 'Ramón y Cajal'.
        """
        start = 2 if key(words[0]) in everywhere().compound and len(words) > 2 else 1
        while start < len(words) - 1 and (
            (key(words[start]) in self.given and key(words[start + 1]) not in self.joins)
            or words[start].endswith((".", "ª", "º"))
        ):
            start += 1
        return start

    def _moved(self, surname: list[str], spanish: bool) -> list[str]:
        """The particles that go last. One with a capital is spelt as part of the surname, so it stays."""
        count = 0
        while count < len(surname) - 1 and _small(surname[count]) and self._moves(surname, count, spanish):
            count += 1
        return surname[:count]

    def _moves(self, surname: list[str], at: int, spanish: bool) -> bool:
        """Whether this word before a surname goes last, those before it having gone."""
        word, known = key(surname[at]), everywhere()
        if spanish and word in _SPANISH:
            return True
        if word in self.stay or self._phrase(surname[at:]):
            return False
        if word == "und":  # 'von und zu'
            return at > 0 and at < len(surname) - 2
        return word in self.particles or word in known.moved

    def _elision(self, surname: list[str]) -> tuple[list[str], list[str]]:
        """(["d’Ancona"]) -> (["Ancona"], ["d’"]), where "d’" is a particle; 'al-Masri' likewise."""
        head = surname[0]
        for particle in (*(p for p in self.particles if p.endswith("’")), *everywhere().tied):
            if key(head).startswith(particle) and _small(head):
                rest = head[len(particle) :]
                if rest:
                    return [rest, *surname[1:]], [head[: len(particle)]]
        return surname, []


NO_RULES = NameRules()
"""No particles at all: the last word is the surname."""


_SPANISH = frozenset(["de", "la", "las", "los", "del"])
"""All of them go last in a Spanish name, where in a French one 'La' stays."""


def _small(word: str) -> bool:
    """Whether the word's first letter is a small one ('’t' and 'van' are, 'Van' is not)."""
    return next((c.islower() for c in word if c.isalpha()), True)
