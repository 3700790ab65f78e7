"""What a name tells of its own language, whatever the language of the book: `shared/names.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from book import kept


@dataclass(frozen=True, slots=True)
class Everywhere:
    """The table, its words in lower case. `moved` and `stay` open a surname; `tied` are articles with a
    hyphen; `articles` make one name of two words; `compound` are given names that take the word behind them;
    `order` tells where surnames are in languages that have no table of their own."""

    moved: frozenset[str]
    stay: frozenset[str]
    articles: frozenset[str]
    tied: tuple[str, ...]
    compound: frozenset[str]
    spanish_given: frozenset[str]
    spanish_surnames: frozenset[str]
    first: tuple[tuple[frozenset[str], re.Pattern[str], bool], ...]
    none: re.Pattern[str]
    order: Mapping[str, str]

    def whole(self, words: Sequence[str]) -> str:
        """How a name is filed that is not turned round, or has its surname first; '' for others."""
        if len(words) == 2 and words[0][0].isupper() and key(words[0]) in self.articles:
            return " ".join(words)
        if self.none.fullmatch(key(words[-1])):
            return " ".join(words)
        for surnames, given, comma in self.first:
            surname, *others = map(key, words)
            if surname in surnames and len(others) in (1, 2) and all(map(given.fullmatch, others)):
                return f"{words[0]}{',' * comma} {' '.join(words[1:])}" if surnames.isdisjoint(others) else ""
        return ""

    def spanish(self, words: Sequence[str]) -> bool:
        """Whether the name begins with a Spanish given name."""
        return key(words[0]) in self.spanish_given


def key(word: str) -> str:
    """A word of a name as the tables have it."""
    return word.casefold().replace("'", "’").replace("‘", "’")


def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source.replace("\n", ""))


def _set(table: Mapping[str, Any], name: str) -> frozenset[str]:
    return frozenset(map(str, table[name]))


@cache
def everywhere() -> Everywhere:
    """The table of what holds in every language."""
    data = kept.toml(files(__package__) / "shared" / "names.toml")
    particles, double = data["particles"], data["double"]
    return Everywhere(
        moved=_set(particles, "moved"),
        stay=_set(particles, "stay"),
        articles=_set(data["articles"], "whole"),
        tied=tuple(data["tied"]["moved"]),
        compound=_set(data["given"], "first"),
        spanish_given=_set(double, "given"),
        spanish_surnames=_set(double, "surnames"),
        first=tuple(
            (_set(table, "surnames"), _pattern(table["given"]), bool(table.get("comma")))
            for table in data["first"]
        ),
        none=_pattern("|".join(table["last"] for table in data["none"])),
        order={code: where for where, codes in data["order"].items() for code in codes},
    )
