"""How each language is read and set: one table a language, nothing about any of them in code.

`load("nl")` gives a `Language`. Names of months and days, lists ("a, b en c") and plural forms are
Unicode CLDR's, through Babel; what CLDR lacks (the book's own words, quotation marks, particles of
surnames, abbreviations) stands in `<code>.toml` beside this file. `book.languages.typography` reads
its [typography], `book.languages.hyphenation` its [hyphenation].
"""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, get_args

import pyphen
from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list

from book.errors import DataError, Place
from book.kept import toml
from book.languages.everywhere import everywhere
from book.languages.names import NO_RULES, NameRules, Surname


@dataclass(frozen=True, slots=True)
class Language:
    """A language's table. `data` holds the tables that only one room reads (`typography`, `read`)."""

    code: str
    name: str
    words: Mapping[str, str]
    particles: tuple[str, ...]
    data: Mapping[str, Any]
    names: NameRules = NO_RULES

    @property
    def letters(self) -> Mapping[str, str]:
        """Letters of its alphabet that are accented ones elsewhere, each with the one that it comes after."""
        found: Mapping[str, str] = self.data.get("letters", {})
        return found

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

    def count(self, key: str, n: int, **values: object) -> str:
        """`key` with its number in the right plural: words `key.one`, `key.other`, ... (CLDR categories)."""
        category = self.locale.plural_form(n)
        form = f"{key}.{category}"
        return self.word(form if form in self.words else f"{key}.other", n=n, **values)

    def date(self, w3cdtf: str) -> str:
        """'2019-04-12' -> '12 april 2019', '2012-03' -> 'maart 2012', '2012' -> '2012'.

        A time of day after the date is left out. Raises ValueError for what is no W3CDTF date.
        """
        parts = [int(p) for p in w3cdtf[:10].split("-")]
        if len(parts) == 1:
            return str(parts[0])
        if len(parts) == 2:
            return format_skeleton("yMMMM", datetime.date(parts[0], parts[1], 1), locale=self.locale)
        written = format_date(datetime.date(*parts), format="long", locale=self.locale)
        first = str(self.data.get("dates", {}).get("first", ""))  # 'le 1er mars': CLDR has '1 mars'
        return re.sub(r"^1(?=\s)", first, written) if first else written

    def list(self, items: Sequence[str], heard: Sequence[str] = ()) -> str:
        """'a, b en c'; where the language says so the 'and' goes with the sound after it: 'Ana e Inés'.

        `heard` is what the items sound like, where they only stand for it.
        """
        written = format_list(list(items), locale=self.locale)
        if not items:
            return written
        last, sound = items[-1], (heard or items)[-1]
        for word, other in self.data.get("lists", {}).get("before", {}).items():
            if re.match(rf"\W*(?:{other['where']})", sound, re.IGNORECASE):
                written = re.sub(rf"(?<=\s){word}(?=\s{re.escape(last)}\Z)", other["is"], written)
        return written

    def article(self, title: str) -> tuple[str, str]:
        """The article that a title begins with, by which it is not filed, and the rest: ('De', 'kok'),
        ('L’', 'isola'); ('', title) without one."""
        articles = {str(word).casefold() for word in self.data.get("articles", ())}
        match = re.match(r"(\w+['’])(?=\w)|(\S+) +(?=\S)", title)
        found = (match[1] or match[2]) if match else ""
        known = found.replace("'", "’").casefold() in articles
        return (found, title[match.end() :]) if match and known else ("", title)

    def sort_name(self, display: str) -> str:
        """'Remco de Waard' -> 'Waard, Remco de', by the language's own use; see `book.languages.names`.

        'auteur onbekend' is nobody's name and stays as it is. The manifest overrules every name.
        """
        if display == self.words.get("author-unknown"):
            return display
        return self.names.sort(display)

    @property
    def locale(self) -> Locale:
        """The language's CLDR data."""
        return Locale.parse(self.code, sep="-")


@cache
def available() -> tuple[str, ...]:
    """The codes of the languages that have a table; regional variants ('nl-BE') are not listed."""
    names = (p.name[:-5] for p in files(__package__).iterdir() if p.name.endswith(".toml"))
    return tuple(sorted(name for name in names if "-" not in name))


@cache
def function_words() -> dict[str, frozenset[str]]:
    """The words by which a text is known to be in a language, of each language whose table has them."""
    tables = {code: load(code).data.get("read", {}).get("stop-words") for code in available()}
    return {code: frozenset(words) for code, words in tables.items() if words}


@cache
def load(code: str) -> Language:
    """The table of `code` ('nl-BE' is read from 'nl' where it has none of its own).

    Raises DataError for a language without a table or a table that is not as it should be.
    """
    for candidate in (code, code.split("-")[0]):
        if (table := _shipped(candidate)) is not None:
            file = f"languages/{candidate}.toml"
            try:
                return _language(code, toml(table), file)
            except tomllib.TOMLDecodeError as error:
                raise DataError(str(error), where=Place(file)) from error
    raise DataError(
        f"no language table for {code!r}",
        where=Place(f"languages/{code}.toml"),
        hint=f"there are tables for {', '.join(available())}; add one beside them",
    )


@cache
def of_piece(code: str) -> Language:
    """The table of a language that only pieces are in; without one, what is known of it all the same.

    That is its name, and the patterns by which its words are parted. Nothing else of such a piece is altered.
    Raises DataError for what is no language.
    """
    if _shipped(code) is not None or _shipped(code.split("-")[0]) is not None:
        return load(code)
    patterns = _patterns(code)
    table = f'name = "{code}"\n' + (f'[hyphenation]\npatterns = "{patterns}"\n' if patterns else "")
    if order := everywhere().order.get(code.split("-")[0]):
        table += f'[names]\nsurname = "{order}"\n'
    return parse(code, table)


@cache
def direction(code: str) -> str:
    """Which way the script of a language runs: 'ltr' or 'rtl'."""
    try:
        order = Locale.parse(code, sep="-").character_order
    except (UnknownLocaleError, ValueError):
        order = ""
    return "rtl" if order == "right-to-left" else "ltr"


def _patterns(code: str) -> str:
    """The name of the hyphenation patterns for a language that has no table; '' where there are none."""
    whole = code.replace("-", "_")
    base = whole.split("_")[0]
    return next(
        (str(name) for name in (whole, base, f"{base}_{base.upper()}") if name in pyphen.LANGUAGES), ""
    )


def parse(code: str, text: str, *, file: str = "") -> Language:
    """A language from the text of its table, wherever that came from; `file` is named in errors.

    A table with `extends = "nl"` holds only what differs from that shipped table. Raises DataError.
    """
    file = file or f"languages/{code}.toml"
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(str(error), where=Place(file)) from error
    return _language(code, data, file)


def _language(code: str, data: dict[str, Any], file: str) -> Language:
    if "extends" in data:
        data = _merged(load(str(data["extends"])).data, data)
    if not isinstance(data.get("name"), str):
        raise DataError(
            "the language table has no name", where=Place(file, key="name"), hint='for example name = "Frysk"'
        )
    try:
        Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise DataError(
            f"{code!r} is no language that Unicode CLDR knows",
            where=Place(file),
            hint="name the table for its BCP 47 code: 'fy', 'pt-BR'",
        ) from error
    particles = _strings(data, "particles", file)
    names = data.get("names", {})
    rules = NameRules(
        particles=frozenset(p.replace("'", "’") for p in particles),
        stay=frozenset(_strings(names, "stay", file)),
        suffixes=frozenset(_strings(names, "suffixes", file)),
        last=bool(names.get("last", True)),
        surname=_one_of(names, "surname", get_args(Surname), file),
        given=frozenset(_strings(names, "given", file)),
        ends=frozenset(_strings(names, "ends", file)),
        joins=frozenset(_strings(names, "joins", file)),
    )
    words = dict(_flat(data.get("words", {})))
    return Language(code, data["name"], words, particles, data, rules)


def _shipped(code: str) -> Traversable | None:
    table = files(__package__) / f"{code}.toml"
    return table if table.is_file() else None


def _strings(table: Mapping[str, Any], key: str, file: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise DataError(f"{key!r} must be a list of strings", where=Place(file, key=key))
    return tuple(value)


def _one_of(table: Mapping[str, Any], key: str, values: Sequence[Any], file: str) -> Any:
    value = table.get(key, values[0])
    if value not in values:
        raise DataError(f"{key!r} must be one of {', '.join(values)}", where=Place(file, key=key))
    return value


def _merged(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """`base` with what `own` says instead; tables merge key by key, lists are replaced whole."""
    merged = dict(base)
    for key, value in own.items():
        old = merged.get(key)
        merged[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


def _flat(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in table.items():
        name = f"{prefix}{key}"
        pairs += _flat(value, f"{name}.") if isinstance(value, dict) else [(name, str(value))]
    return pairs
