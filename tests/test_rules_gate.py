"""A gate lets through exactly what one of its patterns matches: what it passes over untried matches none."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book import rules
from book.recover import grammar
from book.rules.gate import Gate

PATTERNS = [
    r"door {2}.+",
    r"(?:by|von) \w+",
    r"(?P<who>[^:|]{2,20}?),? (?:is|was|werkt(?:e)?|has (?:been|worked)) .{2,40}",
    r".*\bcookies?\b.*",
    r"\d+ (?:reacties|comments)",
    r"[«\"'(]?(?:lees|read) more",
    r"(?i:mixed)",
    r"\(?(?:ps[ .]+)?this is .*",
    r"[^\W\d_]{2}-x",
    r"straße|ŠKODA|İstanbul|ıspanak|σας",
    r"a?b*",
    r"(?=k)[a-z]+|\bword",
]
"""Beginnings of all kinds: words, classes, groups, what may be absent; words within; letters of odd cases."""
_SAID = """
door By VON Anna is was WAS werkte has been ıs wAſ cookie Cookies 12 reacties « ( lees READ more mixed
PS. this THIS ab-x Straße STRASSE škoda istanbul İSTANBUL ISPANAK ıspanak ΣΑΣ σας b kind word : |
"""
WORDS = st.sampled_from([*_SAID.split(), " ", ""])
LINES = st.one_of(
    st.lists(WORDS, min_size=1, max_size=7).map(" ".join), st.lists(WORDS, min_size=1).map("".join), st.text()
).filter(bool)


@given(st.lists(st.sampled_from(PATTERNS), min_size=1, max_size=4), LINES)
def test_a_gate_of_whole_lines_is_all_its_patterns(patterns: list[str], line: str) -> None:
    assert Gate(patterns).lets(line) == any(re.fullmatch(p, line, re.IGNORECASE) for p in patterns)


@given(st.lists(st.sampled_from(PATTERNS), min_size=1, max_size=4), LINES)
def test_a_gate_of_beginnings_is_all_its_patterns(patterns: list[str], line: str) -> None:
    assert Gate((), patterns).lets(line) == any(re.match(p, line, re.IGNORECASE) for p in patterns)


def _lines() -> list[str]:
    own = [
        line for p in rules.every() for r in p.rules for t in (*r.drops, *r.keeps) for line in t.split("\n")
    ]
    grammars = [rule for code in (grammar.ANY, *grammar.languages()) for rule, _ in grammar.pack(code)]
    lines = dict.fromkeys([*own, *(line for rule in grammars for line in (*rule.finds, *rule.passes))])
    return [line for line in lines if line.strip()]


@pytest.mark.parametrize("pack", rules.every(), ids=lambda pack: pack.name)
def test_a_gate_of_a_pack_is_all_its_rules(pack: rules.Pack) -> None:
    whole = [rule for rule in pack.rules if rule.way != "opening"]
    gate = Gate(source for rule in whole for source in rule.sources)
    for text in _lines():
        for line in (text, text.upper(), f"“{text}”"):
            assert gate.lets(line) == any(rule.pattern.fullmatch(line) for rule in whole), line
