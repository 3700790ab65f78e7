"""The grammar of a language's bylines, notes and credits: tables in data/<code>.toml, read once.

A table has a section (what it recovers) and a name (its rule): `[bylines.label]`. Its `line` patterns
match a whole line; `{who}`, `{date}`, `{outlet}`, `{first}` and `{bio}` stand for what is to be
recovered. `why` says what the rule is for, `finds` and `passes` are its proof: lines that it must and
must not match.

A page's furniture often speaks another language than its column (an English theme around a Dutch text),
so tables marked `shared` are asked for every text; the others only for texts in their own language.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from book import languages as tables
from book import rules as rule_packs
from book.errors import DataError, Place
from book.model import Galley
from book.recover.dates import Calendar, calendar
from book.rules.gate import Gate, Gates
from book.rules.tongue import likeliest

ANY = "any"
LONGEST = 700
"""Longer lines are prose: no pattern is tried on them, which keeps recovery linear."""

_SLOTS = {
    "who": r"(?P<who>[^:|\n]{2,110}?)",
    "date": r"(?P<date>[^|\n]{4,60}?)",
    "outlet": r"(?P<outlet>[^,;:()|\n]{2,60}?)",
    "first": r"(?P<first>[^,;:()|\n]{2,60}?)",
    "bio": r"(?P<bio>[^\n]{3,400}?)",
    "to": r"(?P<to>[^\n]{2,400}?)",
}
_KIN = {"no": "da", "nb": "da", "nn": "da", "ms": "id", "sk": "cs", "yue": "zh", "wuu": "zh"}
"""Languages that are read with the pack of another."""
_LEAD = re.compile(r"^[\s\u200b\ufeff]*(?:[•·▪■◦‣►▸∙●○*+>»|~–—-]\s+)*")
_SPACES = "\u00a0\u202f\u2009\t"


@dataclass(frozen=True, slots=True)
class Rule:
    """One table of the grammar."""

    name: str  # "bylines.label"
    language: str
    patterns: tuple[re.Pattern[str], ...]
    finds: tuple[str, ...]
    passes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule found in a line: its groups by name."""

    rule: str
    language: str
    groups: dict[str, str]

    def get(self, group: str) -> str:
        return self.groups.get(group) or ""


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """All the tables that a text in `language` is read with, its own first. Each is itself alone."""

    language: str
    rules: dict[str, tuple[Rule, ...]]
    calendar: Calendar

    def match(self, section: str, text: str) -> Hit | None:
        """The first rule of the section that matches the whole line."""
        return next(self.matches(section, text), None) if section in may(text) else None

    def match_any(self, sections: tuple[str, ...], text: str) -> bool:
        """Whether a rule of one of the sections matches the whole line."""
        found = may(text)
        return any(section in found and self.match(section, text) for section in sections)

    def matches(self, section: str, text: str) -> Iterator[Hit]:
        """Every pattern of the section that matches the whole line, own language first."""
        if section not in may(text):
            return iter(())
        text = strip(text)
        return self._matches(section, text) if _gates()[section].lets(text) else iter(())

    def may_label(self, section: str, label: str, text: str) -> bool:
        """Whether a rule of the section may match 'label: text' or 'label text'."""
        return len(label) < 2 or _gates()[section].may_open(label, text)

    def _matches(self, section: str, text: str) -> Iterator[Hit]:
        for rule in self.rules.get(section, ()):
            for pattern in rule.patterns:
                if found := pattern.fullmatch(text):
                    groups = {k.rstrip("23"): v.strip() for k, v in found.groupdict().items() if v}
                    yield Hit(rule.name, rule.language, groups)


@lru_cache(maxsize=1 << 15)
def may(text: str) -> frozenset[str]:
    """The sections that have a rule, in any language, which may match the line: mostly none."""
    text = strip(text)
    return _together().may(text) if text and len(text) <= LONGEST else frozenset()


@cache
def _gates() -> dict[str, Gate]:
    """The patterns of each section, of all languages, in one."""
    sections: dict[str, list[str]] = {}
    for code in (ANY, *languages()):
        for rule, _ in pack(code):
            sections.setdefault(rule.name.split(".")[0], []).extend(p.pattern for p in rule.patterns)
    return {section: Gate(sources) for section, sources in sections.items()}


@cache
def _together() -> Gates:
    return Gates(_gates())


@lru_cache(maxsize=1 << 14)
def strip(text: str) -> str:
    """The line without bullets before it and space around it, all spaces alike."""
    if not text.isascii() or "\t" in text:
        for space in _SPACES:
            text = text.replace(space, " ")
    return _LEAD.sub("", text, count=1).strip()


def languages() -> tuple[str, ...]:
    """The codes of the packs, but for `any`."""
    names = (p.name for p in (files(__package__) / "data").iterdir())
    return tuple(sorted(n[:-5] for n in names if n.endswith(".toml") and n != f"{ANY}.toml"))


def tongue(galley: Galley) -> str:
    """The language to read a galley in: its own, or for one that is undetermined what its words tell."""
    if galley.language.split("-")[0].lower() not in ("und", "zxx", ""):
        return galley.language
    kept = [v.line.text for v in galley.verdicts if v.kept]
    return likeliest(kept, rule_packs.tongues()) or galley.language


@cache
def small_words(language: str) -> frozenset[str]:
    """The function words of a language, as the tables of languages and rules have them."""
    own = language.split("-")[0].lower()
    words = rule_packs.tongues().get(own, frozenset())
    if own in tables.available():
        words |= set(tables.load(own).data.get("read", {}).get("stop-words", ()))
    return words


@cache
def load(language: str) -> Grammar:
    """The grammar for texts in this language (BCP 47). One without a pack is read with what is shared.

    Raises DataError if a pack is not TOML, a table has no `why`, or a pattern is no regular expression.
    """
    own = language.split("-")[0].lower()
    own = _KIN.get(own, own)
    others = [code for code in languages() if code != own]
    order = [own, ANY, *others] if own not in others and own in languages() else [ANY, *others]
    rules: dict[str, list[Rule]] = {}
    for code in order:
        for rule, shared in pack(code):
            if shared or code in (own, ANY):
                rules.setdefault(rule.name.split(".")[0], []).append(rule)
    codes = (own, *(c for c in ("en", "nl", "de", "fr", "es", "it", "pt", *others) if c != own))
    return Grammar(
        language,
        {section: tuple(found) for section, found in rules.items()},
        calendar(tuple(dict.fromkeys(codes))),
    )


@cache
def pack(code: str) -> tuple[tuple[Rule, bool], ...]:
    """The rules of one pack, each with whether it is shared."""
    place = Place(f"recover/data/{code}.toml")
    try:
        data = tomllib.loads((files(__package__) / "data" / f"{code}.toml").read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(str(error), where=place) from error
    found = []
    for section, named in data.items():
        for name, table in named.items():
            found.append((read_rule(code, f"{section}.{name}", table), bool(table.get("shared", False))))
    return tuple(found)


def read_rule(code: str, name: str, table: dict[str, Any]) -> Rule:
    place = Place(f"recover/data/{code}.toml", key=name)
    if not str(table.get("why", "")).strip():
        raise DataError("a rule says why it exists", where=place, hint='add why = "…"')
    try:
        patterns = tuple(_compile(p) for p in table["line"])
    except re.error as error:
        raise DataError(f"no regular expression: {error}", where=place) from error
    return Rule(name, code, patterns, tuple(table.get("finds", ())), tuple(table.get("passes", ())))


def _compile(source: str) -> re.Pattern[str]:
    """The pattern with its slots filled in; a slot that stands in two branches becomes `date`, `date2`."""
    for slot, pattern in _SLOTS.items():
        first, *others = source.split("{" + slot + "}")
        source = first + "".join(
            pattern.replace(f"<{slot}>", f"<{slot}{n if n > 1 else ''}>") + rest
            for n, rest in enumerate(others, 1)
        )
    return re.compile(source, re.IGNORECASE)
