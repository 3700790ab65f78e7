"""What README.md shows is so: its rule proves itself, its plan parses, its tables are the program's own."""

from __future__ import annotations

import json
import re
from pathlib import Path

from book.clean import disproved
from book.cli import group
from book.cli.show import EXIT_CODES
from book.compose.editions import planned
from book.compose.manifest import parse as parse_plan
from book.rules import parse as parse_rules

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def example(kind: str, start: str) -> str:
    found = re.search(rf"```{kind}\n({re.escape(start)}.*?)```", README, re.S)
    assert found
    return found[1]


def test_the_rule_claims_what_it_says_and_no_more() -> None:
    pack = parse_rules("readme", example("toml", "[related-stories]"))
    assert [reason for rule in pack.rules for reason in disproved(rule)] == []


def test_the_plan_is_a_plan() -> None:
    plan = parse_plan(example("toml", "[book]"), "anthology.toml")
    assert [entry.seed for entry in plan.pieces] == [
        "seeds/002-klant-koning-of-knecht.txt",
        "seeds/000-de-bouillon.txt",
    ]


def test_the_editions_are_editions() -> None:
    plan = parse_plan(example("toml", "[book]") + example("toml", "[[edition]]"), "anthology.toml")
    assert planned(plan) == ("epub", "print:nl", "cover:nl", "booklet")
    assert plan.editions[1].isbn == "978-90-00-00000-5"


def test_the_json_form_is_the_one_that_is_printed() -> None:
    shown = json.loads(example("json", "{"))
    assert list(shown) == [
        "source", "language", "title", "authors", "date", "outlet", "bio", "notes", "lines", "text",
    ]  # fmt: skip
    assert list(shown["lines"][0]) == ["n", "text", "role", "rule", "kept"]


def test_every_exit_code_and_every_command_is_told() -> None:
    told = dict(re.findall(r"^\| (\d+) \| (.+) \|$", README, re.M))
    assert {code: text.replace("`", "") for code, text in told.items()} == {
        str(code): meaning for code, meaning in EXIT_CODES.items()
    }
    for name in group.commands:
        assert f"`book {name}" in README


def test_every_picture_and_every_file_that_is_linked_is_there() -> None:
    links = re.findall(r'(?:src="|\]\()(?!https?:|#)([^")#]+)', README)
    assert len(links) > 4
    for link in links:
        assert (ROOT / link).is_file(), link
