"""Every rule that will ever be written, proved by its own examples."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from growth import growth

from book import rules
from book.clean import disproved
from book.clean.matchers import MATCHERS, SHORT
from book.errors import DataError

PACKS = sorted(Path(rules.__file__).parent.rglob("*.toml"))
RULES = [rule for pack in rules.every() for rule in pack.rules]


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)
def test_rule(rule: rules.Rule) -> None:
    assert re.match(r"[A-Z’'].*\.$", rule.why), "why is a sentence"
    assert rule.drops, "a rule shows what it drops"
    assert rule.keeps, "a rule shows what it leaves"
    assert list(disproved(rule)) == []


@pytest.mark.parametrize(
    ("drops", "keeps", "said"),
    [
        ("Abonneer nu", "Abonnee", ""),
        ("Abonneer nu\\nof nooit", "Abonnee", "does not claim the whole of"),
        ("Abonneer nu", "Hij zei:\\nabonneer nu", "claims 'abonneer nu', which is among its `keeps`"),
    ],
)
def test_a_rule_that_does_not_prove_itself_is_seen(drops: str, keeps: str, said: str) -> None:
    text = f"[a]\nwhy = 'B.'\nline = ['abonneer nu']\ndrops = [\"{drops}\"]\nkeeps = [\"{keeps}\"]"
    (rule,) = rules.parse("xx", text).rules
    assert [x for x in disproved(rule) if said in x] == list(disproved(rule))
    assert bool(list(disproved(rule))) == bool(said)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)
def test_no_pattern_takes_more_than_linear_time(rule: rules.Rule) -> None:
    """Lines as long as a pattern is ever shown, made of what it likes best and then disappointed."""
    for seed in (*rule.drops, "a", " ", "1 ", "a b ", "- ", "| ", "(", ">"):
        stuff = seed.split("\n")[0]
        text = (stuff * (SHORT // len(stuff) + 1))[: SHORT - 1]

        def work(size: int, text: str = text) -> None:
            for _ in range(10):
                rule.pattern.fullmatch(text[:size] + "\x00")
                rule.pattern.match(text[:size] + "\x00")

        assert growth(work, SHORT // 8, SHORT) < 4


def test_every_way_has_its_matcher() -> None:
    assert set(rules.WAYS) == set(MATCHERS)


@pytest.mark.parametrize(
    ("text", "key", "said"),
    [
        ("[a]\nwhy = 'B.'\nline = ['(']", "a.line", "unterminated"),
        ("[a]\nwhy = 'B.'\nline = ['x*']", "a.line", "empty line"),
        ("[a]\nwhy = 'B.'\nline = 'x'", "a.line", "list of strings"),
        ("[a]\nwhy = 'B.'\nlin = ['x']", "a.lin", "no key"),
        ("[a]\nwhy = 'B.'\nline = ['x']\nstanza = ['y']", "a", "exactly one way"),
        ("[a]\nline = ['x']", "a", "says why"),
        ("[a]\nwhy = 'B.'\nline = ['x']\nrole = 'title'", "a.role", "no role"),
        ("wordz = ['x']", "wordz", "not something"),
        ("[a", "", "Expected"),
    ],
)
def test_a_wrong_pack_says_what_and_where(text: str, key: str, said: str) -> None:
    with pytest.raises(DataError) as error:
        rules.parse("xx", text)
    assert error.value.where.file == "rules/xx.toml"
    assert error.value.where.key == key
    assert said in error.value.what


@pytest.mark.parametrize("file", PACKS, ids=lambda file: file.stem)
def test_a_pack_of_the_press_has_patterns_alone_that_are_right(file: Path) -> None:
    """They are not looked at where the press reads them."""
    pack = rules.parse(file.stem, file.read_text(encoding="utf-8"))
    assert pack.rules or pack.words


def test_a_misspelt_key_is_guessed() -> None:
    with pytest.raises(DataError) as error:
        rules.parse("xx", "[a]\nwhy = 'B.'\nopenning = ['x']")
    assert "opening" in error.value.hint


def test_a_page_is_read_with_its_own_packs() -> None:
    assert {p.name for p in rules.packs("nl-BE")} >= {"any", "nl"}
    assert "en" not in {p.name for p in rules.packs("nl")}
