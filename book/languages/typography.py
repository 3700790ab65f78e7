"""A language's [typography]: how it writes quotation marks, dashes, apostrophes; where no line may end.

    typography(load("nl")).pair(PRIMARY)      # Pair(open="‘", close="’")

The table is read once into something that cannot be wrong: an unknown key or a value of another kind
is a DataError that names file and key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from typing import Any, Literal, NoReturn, get_args

from babel.dates import get_month_names

from book.errors import DataError, Place
from book.languages import Language

Level = Literal[1, 2, 3]
PRIMARY: Level = 1
SECONDARY: Level = 2
TERTIARY: Level = 3

Again = Literal["open", "close"]
"""Which mark says with each paragraph that a quotation goes on: the opening or (Spanish) the closing one."""

Levels = Literal["author", "house"]
"""Who chooses the marks of the outermost level: the author, or the house (always the primary pair)."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An opening and a closing quotation mark, each with the space that belongs inside it ('« ')."""

    open: str
    close: str


@dataclass(frozen=True, slots=True)
class Quotes:
    primary: Pair = Pair("‘", "’")
    secondary: Pair = Pair("“", "”")
    tertiary: Pair | None = None  # within the secondary; without one the primary pair is
    levels: Levels = "author"
    again: Again = "open"

    @property
    def pairs(self) -> tuple[tuple[Level, Pair], ...]:
        """The pairs with their levels, the outermost first."""
        two: tuple[tuple[Level, Pair], ...] = ((PRIMARY, self.primary), (SECONDARY, self.secondary))
        return (*two, (TERTIARY, self.tertiary)) if self.tertiary else two

    def within(self, level: Level) -> Level:
        """The level of a quotation in one of `level`."""
        if level == SECONDARY:
            return TERTIARY if self.tertiary else PRIMARY
        return SECONDARY


@dataclass(frozen=True, slots=True)
class NoBreak:
    """Where a line must not end. Every word is as the table has it; months are CLDR's, in lower case."""

    currency: tuple[str, ...] = ()  # before an amount
    currency_space: bool = False  # a space belongs between sign and amount
    titles: tuple[str, ...] = ()  # before a name
    references: tuple[str, ...] = ()  # before a number
    units: tuple[str, ...] = ()  # after a number
    after: tuple[str, ...] = ()  # words too short to end a line
    months: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Typography:
    """All of [typography]; the comments in languages/nl.toml say what each key is for."""

    quotes: Quotes = Quotes()
    no_break: NoBreak = NoBreak()
    dash: str = "—"
    dash_close: str = ""  # where an aside is ended by another than opens it: —so—
    dash_from: tuple[str, ...] = ("--", "---")
    speech: str = ""  # what opens a line of dialogue; without it that stays as it is
    ellipsis_at_stop: str = "…"
    apostrophes: frozenset[str] = frozenset()
    genitive: str = ""
    elisions: tuple[str, ...] = ()
    small_words: frozenset[str] = frozenset()
    doubles: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    particles: tuple[str, ...] = ()
    letters: tuple[tuple[str, str], ...] = ()
    slips: tuple[tuple[str, str], ...] = ()
    space_before: tuple[tuple[str, str], ...] = ()  # a mark and the space that must stand before it
    raised: tuple[re.Pattern[str], ...] = ()  # what the one group of each holds is set above the line: 1er
    dashes: tuple[str, ...] = ()  # of which an author who keeps to one has it: the others are `dash`

    def pair(self, level: Level) -> Pair:
        return dict(self.quotes.pairs)[level]

    def with_levels(self, levels: Levels) -> Typography:
        """The same, but with another answer to who chooses the outermost quotation marks."""
        return replace(self, quotes=replace(self.quotes, levels=levels))


def typography(language: Language) -> Typography:
    """The language's [typography]; what the table leaves out has the defaults above. Raises DataError."""
    return _Reader(language).typography()


class _Reader:
    """Reads one table, key by key, so that what is left over can be named."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.file = f"languages/{language.code}.toml"

    def typography(self) -> Typography:
        table = self._table(self.language.data, "typography", "")
        known = {f.name.replace("_", "-") for f in fields(Typography)} - {"particles"}
        self._known(table, known, "typography")
        default = Typography()
        return Typography(
            quotes=self._quotes(self._table(table, "quotes", "typography.")),
            no_break=self._no_break(self._table(table, "no-break", "typography.")),
            dash=self._text(table, "dash", default.dash),
            dash_close=self._text(table, "dash-close", default.dash_close),
            dash_from=self._texts(table, "dash-from", default.dash_from),
            speech=self._text(table, "speech", default.speech),
            ellipsis_at_stop=self._text(table, "ellipsis-at-stop", default.ellipsis_at_stop),
            apostrophes=_lower(self._texts(table, "apostrophes")),
            genitive=self._text(table, "genitive", default.genitive),
            elisions=self._texts(table, "elisions"),
            small_words=_lower(self._texts(table, "small-words")),
            doubles=_lower(self._texts(table, "doubles")),
            abbreviations=_lower(self._texts(table, "abbreviations")),
            particles=self.language.particles,
            letters=self._pairs(table, "letters"),
            slips=self._pairs(table, "slips"),
            space_before=self._pairs(table, "space-before"),
            raised=tuple(map(self._raised, self._texts(table, "raised"))),
            dashes=self._texts(table, "dashes"),
        )

    def _quotes(self, table: Mapping[str, Any]) -> Quotes:
        self._known(table, {"primary", "secondary", "tertiary", "levels", "again"}, "typography.quotes")
        default = Quotes()
        levels = table.get("levels", default.levels)
        if levels not in get_args(Levels):
            self._wrong("typography.quotes.levels", "must be 'author' or 'house'")
        again = table.get("again", default.again)
        if again not in get_args(Again):
            self._wrong("typography.quotes.again", "must be 'open' or 'close'")
        return Quotes(
            self._pair(table, "primary", default.primary),
            self._pair(table, "secondary", default.secondary),
            self._pair(table, "tertiary", default.primary) if "tertiary" in table else None,
            levels,
            again,
        )

    def _pair(self, table: Mapping[str, Any], key: str, default: Pair) -> Pair:
        marks = self._texts(table, key, (default.open, default.close))
        if len(marks) != 2 or not all(mark.strip() and len(mark.strip()) == 1 for mark in marks):
            self._wrong(f"typography.quotes.{key}", "must be an opening and a closing mark")
        return Pair(*marks)

    def _no_break(self, table: Mapping[str, Any]) -> NoBreak:
        known = {"currency", "currency-space", "titles", "references", "units", "after"}
        self._known(table, known, "typography.no-break")
        months = get_month_names("wide", context="format", locale=self.language.locale)
        return NoBreak(
            currency=self._texts(table, "currency"),
            currency_space=bool(table.get("currency-space", False)),
            titles=self._texts(table, "titles"),
            references=self._texts(table, "references"),
            units=self._texts(table, "units"),
            after=self._texts(table, "after"),
            months=tuple(str(name) for name in months.values()),
        )

    def _raised(self, pattern: str) -> re.Pattern[str]:
        try:
            written = re.compile(rf"(?<![\w/.@=&#])(?:{pattern})(?![\w/@=])")  # a word, and not an address's
        except re.error as error:
            self._wrong("typography.raised", f"has a pattern that cannot be read, {pattern!r}: {error}")
        if written.groups != 1:
            self._wrong("typography.raised", f"must have one group in each pattern, not as {pattern!r}")
        return written

    def _table(self, table: Mapping[str, Any], key: str, prefix: str) -> Mapping[str, Any]:
        value = table.get(key, {})
        if not isinstance(value, Mapping):
            self._wrong(f"{prefix}{key}", "must be a table")
        return value

    def _text(self, table: Mapping[str, Any], key: str, default: str) -> str:
        value = table.get(key, default)
        if not isinstance(value, str):
            self._wrong(f"typography.{key}", "must be a string")
        return str(value)

    def _texts(self, table: Mapping[str, Any], key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        value = table.get(key, default)
        if not isinstance(value, list | tuple) or not all(isinstance(v, str) and v for v in value):
            self._wrong(f"typography.{key}", "must be a list of strings")
        return tuple(value)

    def _pairs(self, table: Mapping[str, Any], key: str) -> tuple[tuple[str, str], ...]:
        value = self._table(table, key, "typography.")
        if not all(k and isinstance(v, str) for k, v in value.items()):
            self._wrong(f"typography.{key}", "must be a table of strings")
        return tuple(value.items())

    def _known(self, table: Mapping[str, Any], known: set[str], where: str) -> None:
        for key in table.keys() - known:
            near = get_close_matches(key, known, n=1)
            raise DataError(
                f"unknown key {key!r}",
                where=Place(self.file, key=f"{where}.{key}"),
                hint=f"did you mean {near[0]!r}?" if near else f"known are {', '.join(sorted(known))}",
            )

    def _wrong(self, key: str, what: str) -> NoReturn:
        raise DataError(f"{key} {what}", where=Place(self.file, key=key))


def _lower(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)
