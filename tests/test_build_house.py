"""A book's own rules, in rules.toml beside its plan."""

from __future__ import annotations

from pathlib import Path

import bookcase
import pytest
from bookcase import book

RULES = """\
[fooi]
why   = "The bakery's own closing line."
line  = ['wij knikken.*']
drops = ["Wij knikken, en zo voort."]
keeps = ["De buurman knikt."]
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    root = bookcase.small(tmp_path / "small")
    (root / "rules.toml").write_text(RULES, encoding="utf-8")
    return root


def verdict(root: Path, line: int) -> tuple[str, str]:
    form = book("audit", "--json", cwd=root).json()
    record = form["pieces"][0]["lines"][line - 1]
    return record["role"], record["rule"]


def checks(root: Path) -> list[tuple[str, str, str]]:
    form = book("audit", "--json", cwd=root).json()
    return [(f["check"], f["file"], f["key"]) for f in form["findings"] if f["check"].startswith("rules.")]


def test_a_house_rule_drops_in_its_own_name(small: Path) -> None:
    assert verdict(small, 9) == ("boilerplate", "house.fooi")
    (small / "rules.toml").unlink()
    assert verdict(small, 9) == ("body", "stet")


def test_the_editor_beats_the_house(small: Path) -> None:
    plan = small / "anthology.toml"
    text = plan.read_text(encoding="utf-8").replace('brood.txt"', 'brood.txt"\nstet = ["Wij knikken"]', 1)
    plan.write_text(text, encoding="utf-8")
    assert verdict(small, 9) == ("body", "editor.stet")


def test_a_rule_that_its_examples_disprove_is_told(small: Path) -> None:
    assert checks(small) == []
    (small / "rules.toml").write_text(
        RULES.replace("De buurman knikt.", "Wij knikken niet."), encoding="utf-8"
    )
    assert checks(small) == [("rules.disproved", "rules.toml", "fooi")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[a\n", "error: rules.toml: Expected"),
        ("[a]\nwhy = 'B.'\nlines = ['x']\n", "error: rules.toml [a.lines]: a rule has no key 'lines'"),
        ("[a]\nwhy = 'B.'\nline = ['(']\n", "error: rules.toml [a.line]"),
    ],
)
def test_wrong_rules_stop_the_press(text: str, said: str, small: Path) -> None:
    (small / "rules.toml").write_text(text, encoding="utf-8")
    ran = book("build", cwd=small)
    assert (ran.code, ran.out) == (5, "")
    assert ran.err.splitlines()[-2:][0].startswith(said) or ran.err.splitlines()[-1].startswith(said)


def test_new_rules_make_a_new_book(small: Path) -> None:
    (small / "rules.toml").rename(small / "later.toml")
    book("build", "epub", cwd=small)
    assert not book("build", "epub", "--json", cwd=small).json()["changed"]
    (small / "later.toml").rename(small / "rules.toml")
    assert book("build", "epub", "--json", cwd=small).json()["changed"]
