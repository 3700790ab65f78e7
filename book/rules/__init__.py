"""What is not the author's: packs of rules, one TOML file for all languages, for each, and for a site.

A rule says what it drops, why, and proves itself: every text in `drops` is claimed whole, no text in
`keeps` is touched. Its patterns are regular expressions that ignore case, or whole lines in plain text
(`phrase`; `among`, if they are furniture among other furniture only). The key that holds them names the way
they match (`WAYS`); what each way means is code, in `book.clean.matchers`. A long pattern may go on on the
next line: a line break and the space behind it are no part of it.

    [related-stories]
    why    = "A list of other columns, run on from its heading to the next blank line."
    stanza = ['(related|more)( stories| posts)?:?']
    drops  = ["Related stories\\nTen Dry Towns"]
    keeps  = ["More rain fell."]

A rule of lines that say that the text goes on below them has `continues = true`.

Beside its rules a pack may have, at the top: `words`, the function words that tell its language (all that
a pack has of a language that is only to be told from its neighbours);
`apparatus`, the headings of what an author lists below his text; `contents`, those of a page's list of its
own headings; `amid`, what a page sets between two paragraphs of a text, such as the label of an
advertisement (any other short line alone between paragraphs is the author's, and flagged); and `signs`,
patterns of which one must be found somewhere for the pack to be used at all (packs of sites).
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from book.errors import DataError, Place
from book.kept import toml
from book.model import Role
from book.rules.phrases import listed, spoken

HOUSE = "rules.toml"
"""A book's own pack, beside its plan."""

PLAIN = ("phrase", "among")
"""The ways of rules that list whole lines, not patterns."""

WAYS = (*PLAIN, "line", "opening", "label", "stanza", "onward")
_RULE_KEYS = {*WAYS, "why", "drops", "keeps", "role", "continues"}
_PACK_KEYS = {"words", "apparatus", "contents", "amid", "signs"}
_LINE_BREAK = re.compile(r"\n[ \t]*")
_ROLES = {"boilerplate": Role.BOILERPLATE, "comment": Role.COMMENT}


@dataclass(frozen=True, slots=True)
class Rule:
    """What some line that is not the author's looks like."""

    name: str  # "nl.newsletter": the pack and the key
    way: str  # one of WAYS
    sources: tuple[str, ...]  # the expressions, or phrases, one by one
    why: str
    role: Role
    drops: tuple[str, ...]
    keeps: tuple[str, ...]
    continues: bool = False  # does such a line say that the text goes on below it?

    @property
    def phrases(self) -> frozenset[str]:
        """What its lines say, for a rule that lists them; else nothing."""
        return _listed(self.sources) if self.way in PLAIN else frozenset()

    @property
    def pattern(self) -> re.Pattern[str]:
        """All its expressions in one; a rule that lists phrases has none."""
        return _in_one(self.sources)


@dataclass(frozen=True, slots=True, eq=False)  # one pack is one file: told apart by identity, hashed at once
class Pack:
    """A file of rules."""

    name: str  # "any", "nl", "sites/managementpro"
    rules: tuple[Rule, ...]
    words: frozenset[str] = frozenset()
    signs: re.Pattern[str] | None = None
    apparatus: frozenset[str] = frozenset()  # in lower case: "bronnen", "literatuur"
    contents: frozenset[str] = frozenset()  # in lower case: "inhoud", "in dit artikel"
    amid: frozenset[str] = frozenset()  # as they are spoken: "advertentie"


@cache
def every() -> tuple[Pack, ...]:
    """All packs that come with the press, in alphabetical order. Raises DataError for one that is wrong."""
    root = files(__package__)
    found = [(p.name[:-5], p) for p in root.iterdir() if p.name.endswith(".toml")]
    found += [(f"sites/{p.name[:-5]}", p) for p in (root / "sites").iterdir() if p.name.endswith(".toml")]
    return tuple(load(name, file) for name, file in sorted(found, key=lambda pair: pair[0]))


@cache
def packs(language: str) -> tuple[Pack, ...]:
    """The packs that a text in `language` (BCP 47) is read with: `any`, its own, and those of sites."""
    names = {"any", language.split("-")[0].lower()}
    return tuple(p for p in every() if p.name in names or p.name.startswith("sites/"))


@cache
def tongues() -> dict[str, frozenset[str]]:
    """The function words of each language whose pack has them, and rules."""
    return {p.name: p.words for p in every() if p.words and p.rules}


@cache
def neighbours() -> dict[str, frozenset[str]]:
    """Those of languages whose pack has nothing else: they are known so that none is taken for another."""
    return {p.name: p.words for p in every() if p.words and not p.rules}


def load(name: str, file: Traversable) -> Pack:
    """A pack of the press. Raises DataError, with the file and the key, for what is wrong with it.

    Its patterns are not looked at: tests have proved them, and compiling those of all languages takes long.
    """
    where = f"rules/{name}.toml"
    try:
        return _pack(name, toml(file), where, proved=True)
    except tomllib.TOMLDecodeError as error:
        raise DataError(str(error), where=Place(where)) from error


def parse(name: str, text: str, file: str = "") -> Pack:
    """The pack that `text` (TOML) describes, under `name`; `file` is its name in errors, all DataError."""
    where = file or f"rules/{name}.toml"
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(str(error), where=Place(where)) from error
    return _pack(name, data, where)


def _pack(name: str, data: Mapping[str, Any], where: str, *, proved: bool = False) -> Pack:
    """The pack of these tables. The patterns of one that is `proved` are right."""
    rules = []
    for key, value in data.items():
        if isinstance(value, dict):
            rules.append(_rule(name, key, value, where, proved))
        elif key not in _PACK_KEYS:
            raise DataError(
                f"{key!r} is not something a pack has",
                where=Place(where, key=key),
                hint=f"a pack has {', '.join(sorted(_PACK_KEYS))} and [tables] of rules",
            )
    words = frozenset(_strings(data.get("words", []), Place(where, key="words")))
    signs = _strings(data.get("signs", []), Place(where, key="signs"))
    if signs:
        _check(signs, Place(where, key="signs"))
    apparatus = frozenset(_strings(data.get("apparatus", []), Place(where, key="apparatus")))
    contents = frozenset(_strings(data.get("contents", []), Place(where, key="contents")))
    amid = listed(_strings(data.get("amid", []), Place(where, key="amid")))
    return Pack(name, tuple(rules), words, _in_one(signs) if signs else None, apparatus, contents, amid)


def _rule(pack: str, key: str, table: dict[str, Any], where: str, proved: bool) -> Rule:
    place = Place(where, key=key)
    for unknown in sorted(table.keys() - _RULE_KEYS):
        near = difflib.get_close_matches(unknown, _RULE_KEYS, 1)
        raise DataError(
            f"a rule has no key {unknown!r}",
            where=Place(where, key=f"{key}.{unknown}"),
            hint=f"did you mean {near[0]!r}?" if near else f"the keys are {', '.join(sorted(_RULE_KEYS))}",
        )
    ways = [way for way in WAYS if way in table]
    if len(ways) != 1:
        raise DataError(
            "a rule matches in exactly one way", where=place, hint=f"give it one of {', '.join(WAYS)}"
        )
    why = table.get("why")
    if not isinstance(why, str) or not why.strip():
        raise DataError("a rule says why", where=place, hint='add why = "...", a sentence')
    role = table.get("role", "boilerplate")
    if role not in _ROLES:
        raise DataError(
            f"{role!r} is no role of a dropped line",
            where=Place(where, key=f"{key}.role"),
            hint=f"it is one of {', '.join(_ROLES)}",
        )
    continues = table.get("continues", False)
    if not isinstance(continues, bool):
        raise DataError("this is true or false", where=Place(where, key=f"{key}.continues"))
    patterns = _strings(table[ways[0]], Place(where, key=f"{key}.{ways[0]}"))
    if ways[0] not in PLAIN:
        patterns = tuple(map(joined, patterns))
    if not proved:
        check = _check_phrases if ways[0] in PLAIN else _check
        check(patterns, Place(where, key=f"{key}.{ways[0]}"))
    return Rule(
        name=f"{pack}.{key}",
        way=ways[0],
        sources=patterns,
        why=why,
        role=_ROLES[role],
        drops=_strings(table.get("drops", []), Place(where, key=f"{key}.drops")),
        keeps=_strings(table.get("keeps", []), Place(where, key=f"{key}.keeps")),
        continues=continues,
    )


def joined(pattern: str) -> str:
    """A pattern that is written on several lines, in one."""
    return _LINE_BREAK.sub("", pattern) if "\n" in pattern else pattern


def _strings(value: object, place: Place) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise DataError("this is a list of strings", where=place)
    return tuple(value)


def _check(patterns: tuple[str, ...], place: Place) -> None:
    """Raises DataError for what is no pattern, or matches an empty line."""
    if not patterns:
        raise DataError("there is no pattern in it", where=place)
    for pattern in patterns:
        try:
            compiled = re.compile(pattern, re.IGNORECASE)
        except re.error as error:
            raise DataError(f"{pattern!r}: {error}", where=place) from error
        if compiled.match("") and compiled.fullmatch(""):
            raise DataError(f"{pattern!r} matches an empty line", where=place)


def _check_phrases(phrases: tuple[str, ...], place: Place) -> None:
    """Raises DataError for a phrase without a letter or a figure in it."""
    if not phrases:
        raise DataError("there is no phrase in it", where=place)
    for phrase in phrases:
        if not any(sign.isalnum() for sign in spoken(phrase)):
            raise DataError(f"{phrase!r} has no letter in it", where=place)


_listed = lru_cache(maxsize=1 << 10)(listed)


@lru_cache(maxsize=1 << 10)
def _in_one(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)
