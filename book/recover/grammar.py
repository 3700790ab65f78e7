"""The grammar of a language's bylines, notes and credits: tables in data/<code>.toml, read once.

A table has a section (what it recovers) and a name (its rule): `[bylines.label]`. Its `line` patterns
match a whole line; `{who}`, `{date}`, `{outlet}` and the others of `_SLOTS` stand for what is to be
recovered, and `{rank}` for any of the patterns that the table lists as `parts.rank`. A rule that lists
`words` matches every line in which one of them stands. A pattern may be written on several lines, as in
the packs of `book.rules`. `why` says what the rule is for, `finds` and `passes` are its proof: lines that it
must and must not match.

A page's furniture often speaks another language than its column (an English theme around a Dutch text),
so tables marked `shared` are asked for every text; the others only for texts in their own language.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from book import languages as tables
from book import rules as rule_packs
from book.errors import DataError, Place
from book.kept import toml
from book.model import Galley
from book.recover.dates import Calendar, calendar
from book.rules.gate import Facts, Gate, Pattern, Sought, known
from book.rules.tongue import likeliest

ANY = "any"
LONGEST = 700
"""Longer lines are prose: no pattern is tried on them, which keeps recovery linear."""

_SHORT = 200  # letters
_SLOTS = {
    "who": r"(?P<who>[^:|\n]{2,110}?)",
    "date": r"(?P<date>[^|\n]{4,60}?)",
    "outlet": r"(?P<outlet>[^,;:()|\n]{2,60}?)",
    "first": r"(?P<first>[^,;:()|\n]{2,60}?)",
    "bio": r"(?P<bio>[^\n]{3,400}?)",
    "to": r"(?P<to>[^\n]{2,400}?)",
    "title": r"(?P<title>[^\n]{2,240}?)",
    "url": r"(?P<url>(?:https?://|www\.)[^\s<>/]{3,100}/[^\s<>]{2,400})",
}
_KIN = {"no": "da", "nb": "da", "nn": "da", "ms": "id", "sk": "cs", "yue": "zh", "wuu": "zh"}
"""Languages that are read with the pack of another."""
_LEAD = re.compile(r"^[\s\u200b\ufeff]*(?:[•·▪■◦‣►▸∙●○*+>»|~–—-]\s+)*")
_NONE: Mapping[str, Sequence[Entry]] = MappingProxyType({})
_SPACES = "\u00a0\u202f\u2009\t"


@dataclass(frozen=True, slots=True)
class Rule:
    """One table of the grammar."""

    name: str  # "bylines.label"
    language: str
    patterns: tuple[Pattern, ...]
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


Entry = tuple[str, Rule, Pattern]
"""A section, a rule of it, and one of the rule's patterns."""


@dataclass(frozen=True, eq=False)
class Grammar:
    """All the tables that a text in `language` is read with, its own first. Each is itself alone."""

    language: str
    rules: dict[str, tuple[Rule, ...]]
    calendar: Calendar

    def match(self, section: str, text: str) -> Hit | None:
        """The first rule of the section that matches the whole line."""
        if section in self._slow:
            return next(self.matches(section, text), None)
        fitting = _fitting(text, self)
        return next(self._tried(fitting[section], text), None) if section in fitting else None

    def match_any(self, sections: tuple[str, ...], text: str) -> bool:
        """Whether a rule of one of the sections matches the whole line."""
        if _fitting(text, self).keys().isdisjoint(sections) and self._slow.keys().isdisjoint(sections):
            return False
        return any(self.match(section, text) is not None for section in sections)

    def matches(self, section: str, text: str) -> Iterator[Hit]:
        """Every pattern of the section that matches the whole line, own language first."""
        return self._tried(fitting, text) if (fitting := self._fitting(section, text)) else iter(())

    def _fitting(self, section: str, text: str) -> Sequence[Entry]:
        """The patterns of the section that may match a line, in their order."""
        if section not in self._slow:
            return _fitting(text, self).get(section, ())
        text = strip(text)
        if not text or len(text) > LONGEST:
            return ()
        sought = Sought(text)
        return [entry for entry in self._slow[section] if entry[2].may(sought)]

    def _tried(self, entries: Sequence[Entry], text: str) -> Iterator[Hit]:
        text = strip(text)
        for _, rule, pattern in entries:
            if found := pattern.match(text):
                groups = {k.rstrip("23"): v.strip() for k, v in found.groupdict().items() if v}
                yield Hit(rule.name, rule.language, groups)

    def sections(self, text: str) -> Iterable[str]:
        """The sections that have a rule which may match a line (stripped, not empty): mostly none.

        Of a long line only its beginning is looked at, and of sections that are slow nothing is said.
        """
        if len(text) <= _SHORT:
            return _fitting(text, self)
        if len(text) > LONGEST:
            return ()
        return {self._patterns[n][0] for n in (*self._gate.begun(text), *self._gate.within)}

    def labels(self, section: str, label: str, text: str) -> bool:
        """Whether a rule of the section matches 'label: text' or 'label text'."""
        for joint in (": ", " "):
            whole = strip(f"{label}{joint}{text}")
            some = self._gates[section].some(whole) if whole and len(whole) <= LONGEST else ()
            if any(self._patterns[n][2].match(whole) for n in some):
                return True
        return False

    def may_label(self, section: str, label: str, text: str) -> bool:
        """Whether a rule of the section may match so: soon told."""
        return len(label) < 2 or (section in self._gates and self._gates[section].may_open(label, text))

    def fitting(self, text: str) -> Mapping[str, Sequence[Entry]]:
        """For each section that is not slow, the patterns that may match a line, in their order."""
        text = strip(text)
        some = self._gate.some(text) if text and len(text) <= LONGEST else ()
        return self._entries(some) if some else _NONE

    def _entries(self, some: Sequence[int]) -> Mapping[str, Sequence[Entry]]:
        found: dict[str, list[Entry]] = {}
        for n in sorted(set(some)) if len(some) > 1 else some:
            entry = self._patterns[n]
            found.setdefault(entry[0], []).append(entry)
        return found

    @cached_property
    def _patterns(self) -> list[Entry]:
        rules = [(section, rule) for section, some in self.rules.items() for rule in some]
        return [(section, rule, pattern) for section, rule in rules for pattern in rule.patterns]

    @cached_property
    def _gates(self) -> dict[str, Gate[int]]:
        sections: dict[str, list[tuple[Pattern, int]]] = {}
        for n, (section, _, pattern) in enumerate(self._patterns):
            sections.setdefault(section, []).append((pattern, n))
        return {section: Gate(patterns) for section, patterns in sections.items()}

    @cached_property
    def _slow(self) -> dict[str, list[Entry]]:
        """The sections of whose patterns one is slow to ask about: a line is asked when it is wanted."""
        slow = {section for section, _, pattern in self._patterns if pattern.slow}
        return {section: [entry for entry in self._patterns if entry[0] == section] for section in slow}

    @cached_property
    def _gate(self) -> Gate[int]:
        """All others, together: a line is asked once."""
        slow = self._slow
        return Gate((p, n) for n, (section, _, p) in enumerate(self._patterns) if section not in slow)


@lru_cache(maxsize=1 << 15)
def _fitting(text: str, grammar: Grammar) -> Mapping[str, Sequence[Entry]]:
    return grammar.fitting(text)


@lru_cache(maxsize=1 << 14)
def strip(text: str) -> str:
    """The line without bullets before it and space around it, all spaces alike."""
    if not text.isascii() or "\t" in text:
        for space in _SPACES:
            text = text.replace(space, " ")
    return (text if text[:1].isalnum() else _LEAD.sub("", text, count=1)).strip()


def languages() -> tuple[str, ...]:
    """The codes of the packs, but for `any`."""
    names = (p.name for p in (files(__package__) / "data").iterdir())
    return tuple(sorted(n[:-5] for n in names if n.endswith(".toml") and n != f"{ANY}.toml"))


def tongue(galley: Galley) -> str:
    """The language to read a galley in: its own, or for one that is undetermined what its words tell."""
    if galley.language.split("-")[0].lower() not in ("und", "zxx", ""):
        return galley.language
    kept = [v.line.text for v in galley.verdicts if v.kept]
    return likeliest(kept, _tongues()) or galley.language


@cache
def _tongues() -> dict[str, frozenset[str]]:
    """The function words of the languages; those that are read with one pack need not be told apart."""
    found: dict[str, frozenset[str]] = {}
    for code, words in rule_packs.tongues().items():
        found[_KIN.get(code, code)] = found.get(_KIN.get(code, code), frozenset()) | words
    return found


@cache
def small_words(language: str) -> frozenset[str]:
    """The function words of a language, as the tables of languages and rules have them."""
    own = language.split("-")[0].lower()
    words = (rule_packs.tongues() | rule_packs.neighbours()).get(own, frozenset())
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
        for name, table in _tables(code).items():
            if table.get("shared") or code in (own, ANY):
                rules.setdefault(name.split(".")[0], []).append(_rule(code, name))
    codes = (own, *(c for c in ("en", "nl", "de", "fr", "es", "it", "pt", *others) if c != own))
    return Grammar(
        language,
        {section: tuple(found) for section, found in rules.items()},
        calendar(tuple(dict.fromkeys(codes))),
    )


def pack(code: str) -> tuple[tuple[Rule, bool], ...]:
    """The rules of one pack, each with whether it is shared."""
    return tuple((_rule(code, name), bool(table.get("shared"))) for name, table in _tables(code).items())


@cache
def _tables(code: str) -> dict[str, dict[str, Any]]:
    """The tables of one pack, by the names of their rules."""
    place = Place(f"recover/data/{code}.toml")
    try:
        data = toml(files(__package__) / "data" / f"{code}.toml")
    except tomllib.TOMLDecodeError as error:
        raise DataError(str(error), where=place) from error
    return {f"{section}.{name}": table for section, named in data.items() for name, table in named.items()}


@cache
def _rule(code: str, name: str) -> Rule:
    """One rule of a pack: read when a grammar has it, for its patterns take long."""
    table = _tables(code)[name]
    return read_rule(code, name, table, _known(code, bool(table.get("shared"))))


@cache
def _known(code: str, shared: bool) -> Mapping[tuple[str, bool], Facts]:
    """What is known of the patterns of a pack's rules that are shared, or of the others."""
    tables = (table for table in _tables(code).values() if bool(table.get("shared")) is shared)
    sources = [(source, False) for table in tables for source in _sources(table)]
    return known(sources, f"grammar-{code}-{'shared' if shared else 'own'}")


def read_rule(
    code: str,
    name: str,
    table: dict[str, Any],
    facts: Mapping[tuple[str, bool], Facts] = MappingProxyType({}),
) -> Rule:
    """A rule from its table, with what is known of its patterns already."""
    place = Place(f"recover/data/{code}.toml", key=name)
    if not str(table.get("why", "")).strip():
        raise DataError("a rule says why it exists", where=place, hint='add why = "…"')
    try:
        patterns = tuple(Pattern(source, facts=facts.get((source, False))) for source in _sources(table))
    except re.error as error:
        raise DataError(f"no regular expression: {error}", where=place) from error
    return Rule(name, code, patterns, tuple(table.get("finds", ())), tuple(table.get("passes", ())))


def _sources(table: Mapping[str, Any]) -> Iterator[str]:
    """The patterns of a table, each of a whole line, filled in."""
    if words := table.get("words"):
        yield rf".*\b{_any_of(words)}\b.*"
    for line in table.get("line", ()):
        source = rule_packs.joined(line)
        for name, patterns in table.get("parts", {}).items():
            source = source.replace("{" + name + "}", _any_of(patterns))
        yield _filled(source)


def _any_of(patterns: Iterable[str]) -> str:
    return f"(?:{'|'.join(patterns)})"


def _filled(source: str) -> str:
    """The pattern with its slots filled in; a slot that stands in two branches becomes `date`, `date2`."""
    for slot, pattern in _SLOTS.items():
        first, *others = source.split("{" + slot + "}")
        source = first + "".join(
            pattern.replace(f"<{slot}>", f"<{slot}{n if n > 1 else ''}>") + rest
            for n, rest in enumerate(others, 1)
        )
    return source
