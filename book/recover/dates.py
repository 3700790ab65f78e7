"""Calendar dates as pages print them, in any language that CLDR knows.

Months and weekdays are Unicode CLDR's (Babel). Only real calendar dates count: 31 April is no date, and
neither is a pair of numbers that could be read both ways (04/05/2019 in English).
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import babel
from babel import Locale, UnknownLocaleError

from book.kept import kept, source

FIRST_YEAR, LAST_YEAR = 1600, 2199


@dataclass(frozen=True, slots=True)
class Date:
    """A date within a text: W3CDTF value ('2019-04-12', '2019-04') and where it stands (start, end)."""

    value: str
    start: int
    end: int

    @property
    def full(self) -> bool:
        return len(self.value) == 10


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """What dates look like in some languages, the first being the text's own. Each is itself alone."""

    months: dict[str, int]
    weekdays: frozenset[str]
    month_first: bool  # 4/12/2019 may be the twelfth of April: so it is no date at all
    pattern: re.Pattern[str]


_ALIKE = str.maketrans("ıİſ", "iis")
"""Letters that are one for a pattern that ignores case."""
_ACUTE, _ACCENTS = re.compile("\u0301"), re.compile("[\u0300-\u036f]")
_EVERYDAY = {"sept": 9, "mrt": 3, "märz": 3, "maerz": 3}
"""Short forms that CLDR spells otherwise."""
_SOUTH_SLAVIC = "januara februara marta aprila maja juna jula avgusta septembra oktobra novembra decembra"
_INFLECTED = {
    "bs": _SOUTH_SLAVIC,
    "et": "jaanuaril veebruaril märtsil aprillil mail juunil juulil augustil septembril oktoobril novembril"
    " detsembril",
    "he": "בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר",
    "lv": "janvārī februārī martā aprīlī maijā jūnijā jūlijā augustā septembrī oktobrī novembrī decembrī",
    "sl": "januarja februarja marca aprila maja junija julija avgusta septembra oktobra novembra decembra",
    "sr": _SOUTH_SLAVIC,
}
"""Months as they stand in dates where CLDR has them in the nominative alone, January first."""
DIGIT = re.compile(r"\d{4}|\d\s?[./-]\s?\d")
_NUMERIC = r"""
    (?P<iso>(?<![\d-])(?P<iy>\d{4})[-/.](?P<im>\d{1,2})[-/.](?P<id>\d{1,2})(?![\d-]))
  | (?P<num>(?<![\d./-])(?P<nd>\d{1,2})\s?[-/.]\s?(?P<nm>\d{1,2})\s?[-/.]\s?
      (?P<ny>\d{4}|\d{2})(?![\d/-]|\.\d))
  | (?P<cjk>(?P<cy>\d{4})\s?[年년]\s?(?P<cm>\d{1,2})\s?[月월]\s?(?P<cd>\d{1,2})\s?[日일])
"""
# of / de / d' stand between day, month and year in the Romance languages; -th in English; º in Spanish.
_LINK = r"(?:\.?,?\s?-?\s*(?:de|del|d['’]|of|den|di)?\s*)"
_ORDINAL = r"(?:st|nd|rd|th|er|re|e|\.?º|ª|°|\.)?"


def _names(code: str) -> tuple[dict[str, int], list[str]]:
    """The months of a language, each with its number, and its weekdays; none where CLDR does not know it."""
    months: dict[str, int] = {}
    weekdays: list[str] = []
    try:
        locale = Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return months, weekdays
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months[context][width].items():
                _add(months, name, number)
            weekdays += [name.casefold().rstrip(".") for name in locale.days[context][width].values()]
    for number, name in enumerate(_INFLECTED.get(locale.language, "").split(), 1):
        _add(months, name, number)
    return months, weekdays


def _kept_names(code: str) -> tuple[dict[str, int], list[str]]:
    """The same: CLDR has very much more of each language, and all of it would have to be read."""
    made_of = babel.__version__.encode(), source(__file__)
    return kept(__file__, f"names-{code}", made_of, lambda: _names(code))


@cache
def calendar(languages: tuple[str, ...]) -> Calendar:
    """The calendar of these languages (BCP 47); one that CLDR does not know adds nothing."""
    months: dict[str, int] = {}
    weekdays: set[str] = set()
    for code in languages:
        named, days = _kept_names(code) if code.isalpha() else _names(code)
        for name, number in named.items():
            months.setdefault(name, number)
        weekdays.update(days)
    for name, number in _EVERYDAY.items():
        months.setdefault(name, number)
    # After all others: what is one language's own month is never another's without its accents.
    for accents in (_ACUTE, _ACCENTS):
        for name, number in [*months.items()]:
            months.setdefault(_without(accents, name), number)
    # In an order of its own, so that languages with the same months share one compiled pattern.
    names = _one_of(months) or r"(?!)"
    # What follows a year, run into it: a time ('20232:23 PM'), or the day of the last change.
    seam = rf"(?:(?!\d)|(?=\d{{1,2}}:\d\d)|(?=\d{{1,2}}{_ORDINAL}{_LINK}(?:{names})))"
    worded = rf"""
        (?P<dmy>(?<![\d.,:])(?P<d1>\d{{1,2}}){_ORDINAL}{_LINK}(?P<m1>{names})(?!\w){_LINK}
          ['’]?(?P<y1>\d{{4}}){seam})
      | (?P<mdy>(?<!\w)(?P<m2>{names})(?!\w)\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+
          (?P<y2>\d{{4}}){seam})
      | (?P<ymd>(?<!\d)(?P<y4>\d{{4}})\.?\s(?:m\.\s)?(?P<m4>{names})(?!\w)\.?\s(?P<d4>\d{{1,2}})(?!\d))
      | (?P<ydm>(?<!\d)(?P<y5>\d{{4}})\.?\sgada\s(?P<d5>\d{{1,2}})\.?\s(?P<m5>{names})(?!\w))
      | (?P<my>(?<!\w)(?P<m3>{names})(?!\w){_LINK}(?P<y3>\d{{4}})(?!\d))
    """
    own = languages[0] if languages else ""
    return Calendar(
        months,
        frozenset(weekdays),
        own in ("", "en", "en-US"),
        re.compile(_NUMERIC + "|" + worded, re.IGNORECASE | re.VERBOSE),
    )


def _one_of(names: Iterable[str]) -> str:
    """A pattern of names, the longest first: by their first letters, so that few are tried at a place."""
    groups: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        groups.setdefault(name[0].translate(_ALIKE), []).append(re.escape(name))
    firsts = {
        key: "".join(sorted({name[0] for name in names if name[0].translate(_ALIKE) == key}))
        for key in groups
    }
    return "|".join(f"(?=[{firsts[key]}])(?:{'|'.join(group)})" for key, group in sorted(groups.items()))


def _add(months: dict[str, int], name: str, number: int) -> None:
    key = _key(name).rstrip(".")
    if len(key) >= (2 if "\u0590" <= key[:1] <= "\u0fff" else 3) and not key[0].isdigit():
        months.setdefault(key, number)


def _key(name: str) -> str:
    """A month's name as it is looked up: one for all that the pattern, which ignores case, takes for it."""
    # Folding parts a letter with two accents ('Μαΐου'), and the Turkish İ, in two.
    return unicodedata.normalize("NFC", name.translate(_ALIKE).casefold())


def _without(accents: re.Pattern[str], key: str) -> str:
    """A month's name without accents: so Greek sets capitals (ΜΑΪΟΥ), and many write without such keys."""
    return unicodedata.normalize("NFC", accents.sub("", unicodedata.normalize("NFD", key)))


def find(text: str, cal: Calendar) -> tuple[Date, ...]:
    """The real calendar dates in `text`, in order."""
    return _found(text, cal) if DIGIT.search(text) else ()


@lru_cache(maxsize=1 << 12)
def _found(text: str, cal: Calendar) -> tuple[Date, ...]:
    found = []
    for match in cal.pattern.finditer(text):
        value = _value(match, cal)
        if value:
            found.append(Date(value, *match.span()))
    return tuple(found)


def _value(match: re.Match[str], cal: Calendar) -> str:
    g = match.groupdict()
    if g["iso"]:
        return _day(g["iy"], g["im"], g["id"])
    if g["cjk"]:
        return _day(g["cy"], g["cm"], g["cd"])
    if g["num"]:
        return _numbers(g["nd"], g["nm"], g["ny"], cal)
    if g["my"]:
        year, month = int(g["y3"]), cal.months[_key(g["m3"])]
        return f"{year:04}-{month:02}" if FIRST_YEAR <= year <= LAST_YEAR else ""
    for d, m, y in (("d1", "m1", "y1"), ("d2", "m2", "y2"), ("d4", "m4", "y4"), ("d5", "m5", "y5")):
        if g[d]:
            return _day(g[y], str(cal.months[_key(g[m])]), g[d])
    return ""


def _numbers(first: str, second: str, year: str, cal: Calendar) -> str:
    if len(year) == 2:
        year = f"20{year}" if int(year) < 70 else f"19{year}"
    if cal.month_first and first != second:
        if int(first) <= 12 and int(second) <= 12:
            return ""  # the twelfth of April or the fourth of December: nobody can tell
        if int(second) > 12:
            first, second = second, first
    return _day(year, second, first)


def _day(year: str, month: str, day: str) -> str:
    try:
        date = datetime.date(int(year), int(month), int(day))
    except ValueError:
        return ""
    return date.isoformat() if FIRST_YEAR <= date.year <= LAST_YEAR else ""


def best(dates: Sequence[Date]) -> Date | None:
    """The first date that has its day, else the first."""
    return next((d for d in dates if d.full), dates[0] if dates else None)
