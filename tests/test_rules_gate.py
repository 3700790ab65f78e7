"""A gate lets through exactly what one of its patterns matches: what it passes over untried matches none."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book import rules
from book.recover import grammar
from book.rules.gate import Gate, Pattern, alternatives

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
    r".{2,9} (?:tarafından|ſo|\u212anut|µm|μg|автор(?:а|ки)?)\b.*",
    r"(?:автор|текст): .+",
    r"a?b*",
    r"(?=k)[a-z]+|\bword",
    r"[–—-]+ ?[a-z]+",
    r"(?P<who>[^:|]{2,20}?)[ ,–]*(?:\d+ ?min\b.{0,9}|(?:first )?posted|@\w{2,9}|(?:\d+|no) comments?)",
    r"[^:|]{2,20}[\s\d]{1,9}\d",
    r".{2,20}[ ,]+(?:(?:chief|lead) )*\b(?:editor|writ(?:er|ers))\b(?:[ ,].{0,9})?",
    r".+[’'](?:bio|İzmir)",
]
"""Beginnings of all kinds: words, classes, groups, what may be absent; words within; letters of odd cases;
strings within, which no boundary parts from others."""
_SAID = """
door By VON Anna is was WAS werkte has been ıs wAſ cookie Cookies 12 reacties « ( lees READ more mixed
– — ’ “ ’bio ’İZMIR 'izmir ٣ 12 min 5MIN AnnaPosted first @anna no comments chief EDITOR writers
tarafından TARAFINDAN tarafindan so knut Knut µM μm µg АВТОР автора: Текст:
PS. this THIS ab-x Straße STRASSE škoda istanbul İSTANBUL ISPANAK ıspanak ΣΑΣ σας b kind word : |
"""
WORDS = st.sampled_from([*_SAID.split(), " ", ""])
LINES = st.one_of(
    st.lists(WORDS, min_size=1, max_size=7).map(" ".join), st.lists(WORDS, min_size=1).map("".join), st.text()
).filter(bool)


def gate_of(patterns: Iterable[str], *, opening: bool = False) -> Gate[Pattern]:
    return Gate((found, found) for found in (Pattern(p, opening=opening) for p in patterns))


def lets(gate: Gate[Pattern], line: str) -> bool:
    return any(pattern.match(line) for pattern in gate.some(line))


@given(st.lists(st.sampled_from(PATTERNS), min_size=1, max_size=4), LINES)
def test_a_gate_of_whole_lines_is_all_its_patterns(patterns: list[str], line: str) -> None:
    assert lets(gate_of(patterns), line) == any(re.fullmatch(p, line, re.IGNORECASE) for p in patterns)


@given(st.lists(st.sampled_from(PATTERNS), min_size=1, max_size=4), LINES)
def test_a_gate_of_beginnings_is_all_its_patterns(patterns: list[str], line: str) -> None:
    gate = gate_of(patterns, opening=True)
    assert lets(gate, line) == any(re.match(p, line, re.IGNORECASE) for p in patterns)


@given(
    st.lists(st.sampled_from(PATTERNS), min_size=1, max_size=4), LINES, LINES, st.sampled_from([": ", " "])
)
def test_what_no_label_opens_no_pattern_matches(
    patterns: list[str], label: str, text: str, joint: str
) -> None:
    line = f"{label}{joint}{text}"
    opens = len(label) < 2 or gate_of(patterns).may_open(label, text)
    assert opens or not any(re.fullmatch(p, line, re.IGNORECASE) for p in patterns)


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (r"by .+", "The bread is in"),
        (r".+ \bis\b .+", "The bread was done"),
        (r".{2,20}(?:twitter|\d+ min)", "Anna Baker of Bath"),
        (r"(?:di|da) .+", "Now then"),
        (r".+ tarafından", "Anna Baker"),
    ],
)
def test_a_line_without_what_a_pattern_wants_is_not_tried(pattern: str, line: str) -> None:
    assert not gate_of([pattern]).some(line)


def _lines() -> list[str]:
    own = [
        line for p in rules.every() for r in p.rules for t in (*r.drops, *r.keeps) for line in t.split("\n")
    ]
    grammars = [rule for code in (grammar.ANY, *grammar.languages()) for rule, _ in grammar.pack(code)]
    lines = dict.fromkeys([*own, *(line for rule in grammars for line in (*rule.finds, *rule.passes))])
    return [line for line in lines if line.strip()]


@pytest.mark.parametrize("pack", rules.every(), ids=lambda pack: pack.name)
def test_a_gate_of_a_pack_is_all_its_rules(pack: rules.Pack) -> None:
    whole = [rule for rule in pack.rules if rule.way not in (*rules.PLAIN, "opening")]
    gate = gate_of(source for rule in whole for source in rule.sources)
    for text in _lines():
        for line in (text, text.upper(), f"“{text}”"):
            assert lets(gate, line) == any(rule.pattern.fullmatch(line) for rule in whole), line


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("a|b", ["a", "b"]),
        ("(a|b)c|d", ["(a|b)c", "d"]),
        (r"a\|b|[|(]c", [r"a\|b", "[|(]c"]),
        (r"[\]|]a|b", [r"[\]|]a", "b"]),
        ("[]|]a|[^]|]b", ["[]|]a", "[^]|]b"]),
        ("(?:a(b|c))|(?-i:d)", ["(?:a(b|c))", "(?-i:d)"]),
        ("a", ["a"]),
    ],
)
def test_a_pattern_falls_apart_between_its_groups(source: str, parts: list[str]) -> None:
    assert alternatives(source) == parts


@pytest.mark.parametrize("pack", rules.every(), ids=lambda pack: pack.name)
def test_the_parts_of_a_pattern_match_what_it_matches(pack: rules.Pack) -> None:
    patterns = [
        (rule, source) for rule in pack.rules if rule.way not in rules.PLAIN for source in rule.sources
    ]
    for rule, source in patterns:
        parts = [re.compile(part, re.IGNORECASE) for part in alternatives(source)]
        whole = re.compile(source, re.IGNORECASE)
        for text in (*rule.drops, *rule.keeps):
            line = text.split("\n")[0]
            assert any(part.fullmatch(line) for part in parts) is bool(whole.fullmatch(line))
