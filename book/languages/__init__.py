"""How each language is read and set: one table a language, nothing about any of them in code.

`load("nl")` gives a `Language`. Names of months and days, lists ("a, b en c") and plural forms are
Unicode CLDR's, through Babel; what CLDR lacks (the book's own words, quotation marks, particles of
surnames, abbreviations) stands in `<code>.toml` beside this file.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list

from book.errors import DataError, Place


@dataclass(frozen=True, slots=True)
class Language:
    """A language's table. `data` holds the tables that only one room reads (`typography`, `read`)."""

    code: str
    name: str
    words: Mapping[str, str]
    particles: tuple[str, ...]
    data: Mapping[str, Any]

    def word(self, key: str, **values: object) -> str:
        """The book's own words for `key`, with `{names}` filled in.

        Raises DataError if the table lacks the key: a book never falls back on another language.
        """
        if key not in self.words:
            raise DataError(
                f"the language table has no words for {key!r}",
                where=Place(f"languages/{self.code}.toml", key=f"words.{key}"),
                hint="add the line under [words]",
            )
        return self.words[key].format(**values)

    def count(self, key: str, n: int) -> str:
        """`key` with its number in the right plural: words `key.one`, `key.other`, ... (CLDR categories)."""
        category = Locale.parse(self.code, sep="-").plural_form(n)
        form = f"{key}.{category}"
        return self.word(form if form in self.words else f"{key}.other", n=n)

    def date(self, w3cdtf: str) -> str:
        """'2019-04-12' -> '12 april 2019', '2012-03' -> 'maart 2012', '2012' -> '2012'."""
        locale = Locale.parse(self.code, sep="-")
        parts = [int(p) for p in w3cdtf[:10].split("-")]
        if len(parts) == 1:
            return str(parts[0])
        if len(parts) == 2:
            return format_skeleton("yMMMM", datetime.date(parts[0], parts[1], 1), locale=locale)
        return format_date(datetime.date(*parts), format="long", locale=locale)

    def list(self, items: Sequence[str]) -> str:
        """'a, b en c'."""
        return format_list(list(items), locale=Locale.parse(self.code, sep="-"))

    def sort_name(self, display: str) -> str:
        """'Remco de Waard' -> 'Waard, Remco de': the particles of the surname go last.

        One word stays as it is. Dutch use (Renkema, Schrijfwijzer); the manifest overrules it.
        """
        words = display.split()
        if len(words) < 2:
            return display
        start = next(
            (i for i in range(1, len(words) - 1) if words[i].lower() in self.particles), len(words) - 1
        )
        particles, surname = [], words[start:]
        while len(surname) > 1 and surname[0].lower() in self.particles:
            particles.append(surname.pop(0))
        return f"{' '.join(surname)}, {' '.join(words[:start] + particles)}"


def available() -> tuple[str, ...]:
    """The codes of the languages that have a table."""
    return tuple(sorted(p.name[:-5] for p in files(__package__).iterdir() if p.name.endswith(".toml")))


@cache
def load(code: str) -> Language:
    """The table of `code` ('nl-BE' is read from 'nl' where it has none of its own).

    Raises DataError for a language without a table or a table that is not TOML.
    """
    for candidate in (code, code.split("-")[0]):
        table = files(__package__) / f"{candidate}.toml"
        if not table.is_file():
            continue
        try:
            data = tomllib.loads(table.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise DataError(str(error), where=Place(f"languages/{candidate}.toml")) from error
        words = {k: v for k, v in _flat(data.get("words", {}))}
        return Language(code, data["name"], words, tuple(data.get("particles", ())), data)
    raise DataError(
        f"no language table for {code!r}",
        where=Place(f"languages/{code}.toml"),
        hint=f"there are tables for {', '.join(available())}; add one beside them",
    )


def _flat(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in table.items():
        name = f"{prefix}{key}"
        pairs += _flat(value, f"{name}.") if isinstance(value, dict) else [(name, str(value))]
    return pairs
