"""Every table of the grammar proves itself: its `finds` are found, its `passes` are not."""

from __future__ import annotations

import pytest

from book.errors import DataError
from book.recover import bylines, grammar, sources
from book.recover.datelike import whole
from book.recover.names import ordinary, people

RULES = [rule for code in (*grammar.languages(), "any") for rule, _ in grammar.pack(code)]


def claimed(rule: grammar.Rule, text: str) -> bool:
    """Whether this rule, with all that its section asks beside the pattern, takes the line."""
    rules = grammar.load(rule.language)
    alone = grammar.Grammar(rules.language, {rule.name.split(".")[0]: (rule,)}, rules.calendar)
    section = rule.name.split(".")[0]
    small = grammar.small_words(rule.language)
    hit = alone.match(section, text)
    if hit is None:
        return False
    match section:
        case "bylines":
            return bool(bylines.byline(text, alone, small)[0])
        case "datelines" | "updates":
            return whole(hit.get("date"), rules.calendar) is not None
        case "sources":
            return bool(sources.said(hit, rules, 1))
        case "offices":
            return bool(people(hit.get("who"), alone=True))
        case "bios":
            names = people(hit.get("who"), alone=True)
            return not hit.get("who") or (bool(names) and not any(ordinary(n, small) for n in names))
    return True


@pytest.mark.parametrize("rule", RULES, ids=lambda r: f"{r.language}-{r.name}")
def test_a_table_finds_its_examples_and_passes_the_rest(rule: grammar.Rule) -> None:
    assert rule.finds
    assert rule.passes
    assert [text for text in rule.finds if not claimed(rule, text)] == []
    assert [text for text in rule.passes if claimed(rule, text)] == []


def test_a_pack_for_every_language_of_the_press() -> None:
    assert {"nl", "en", "de", "fr", "es"} <= set(grammar.languages())


def test_a_text_in_a_language_without_a_pack_is_read_with_what_is_shared() -> None:
    assert grammar.load("xx").match("bylines", "By Anna Baker")
    assert grammar.load("xx").match("bios", "Anna van Dijk is bakker bij De Koek") is None


def test_a_table_without_a_reason_is_refused() -> None:
    with pytest.raises(DataError):
        grammar.read_rule("nl", "bylines.x", {"line": ["x"]})


def test_a_part_stands_for_any_of_its_patterns() -> None:
    table = {"why": "An office.", "parts": {"office": ["baker", "mill(?:er)?"]}, "line": ["{who}, {office}"]}
    (pattern,) = grammar.read_rule("nl", "offices.x", table).patterns
    assert [bool(pattern.match(text)) for text in ("Anna, miller", "Anna, mills", "Anna")] == [
        True,
        False,
        False,
    ]


def test_a_line_with_one_of_the_words_is_matched_whole() -> None:
    (pattern,) = grammar.read_rule("nl", "stops.x", {"why": "Words.", "words": ["menu", "foto.s"]}).patterns
    assert [bool(pattern.match(text)) for text in ("Het menu", "Foto’s", "Menukaart")] == [True, True, False]
