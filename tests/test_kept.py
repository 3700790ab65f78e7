"""What is made of the press's own files is made once, and anew when any of what it is made of has changed."""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from book import kept, rules
from book.recover import dates
from book.rules import gate

Made = Callable[..., object]


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    """Makes of some bytes a list of them, kept in `tmp_path`; and tells how often one was made so far."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    times = []

    def make(*made_of: bytes) -> tuple[object, int]:
        def count() -> list[bytes]:
            times.append(made_of)
            return list(made_of)

        return kept.kept(str(tmp_path / "table.toml"), "list", made_of, count), len(times)

    return make


def test_it_is_made_once_of_the_same_and_anew_of_anything_else(made: Made) -> None:
    assert made(b"a", b"bc") == ([b"a", b"bc"], 1)
    assert made(b"a", b"bc") == ([b"a", b"bc"], 1)
    assert made(b"ab", b"c") == ([b"ab", b"c"], 2), "the same bytes, divided otherwise"
    assert made(b"a", b"bc") == ([b"a", b"bc"], 3), "one thing is kept under a name"


@pytest.mark.parametrize("wrong", [b"", b"short", b"\0" * 64])
def test_what_was_kept_and_is_none_of_it_is_made_anew(made: Made, tmp_path: Path, wrong: bytes) -> None:
    made(b"a")
    (place,) = (tmp_path / "kept").rglob("*.list")
    place.write_bytes(wrong)
    assert made(b"a") == ([b"a"], 2)
    place.write_bytes(place.read_bytes()[:-3])  # half a file: right in its digest
    assert made(b"a") == ([b"a"], 3)
    assert made(b"a") == ([b"a"], 3)


def test_where_nothing_may_be_written_nothing_is_kept(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kept").write_text("a file, where a folder should be")
    assert [made(b"a"), made(b"a")] == [([b"a"], 1), ([b"a"], 2)]
    (tmp_path / "kept").unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert made(b"a") == ([b"a"], 3)
    assert not (tmp_path / "kept").exists()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys.implementation, "cache_tag", None)  # a Python that keeps no modules
    assert made(b"a") == ([b"a"], 4)


def test_nothing_half_written_is_left_behind(made: Made, tmp_path: Path) -> None:
    made(b"a")
    assert [place.suffix for place in (tmp_path / "kept").rglob("*") if place.is_file()] == [".list"]


def test_what_one_user_keeps_others_may_read(made: Made, tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        made(b"a")
    finally:
        os.umask(before)
    (place,) = (tmp_path / "kept").rglob("*.list")
    assert place.stat().st_mode & 0o777 == 0o644


def test_tables_are_those_of_the_file_even_where_they_hold_a_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    file = tmp_path / "table.toml"
    for text in ("a = ['é', 1]\n[b]\nc = true", "a = 2019-04-12", "a = ['e', 1]\n[b]\nc = true"):
        file.write_text(text, encoding="utf-8")
        assert kept.toml(file) == kept.toml(file) == tomllib.loads(text)
    file.write_text("a = ", encoding="utf-8")
    with pytest.raises(tomllib.TOMLDecodeError):
        kept.toml(file)


def test_what_is_known_of_patterns_is_the_same_when_it_was_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    (pack,) = (pack for pack in rules.every() if pack.name == "nl")
    sources = [(s, rule.way == "opening") for rule in pack.rules if not rule.phrases for s in rule.sources]
    first = gate.known([*sources, ("(", False)], "nl")
    again = gate.known([*sources, ("(", False)], "nl")
    assert first == again
    assert first is not again
    assert ("(", False) not in first, "of what is no pattern nothing is known"
    for source, opening in sources:
        known = gate.Pattern(source, opening=opening, facts=again[source, opening])
        asked = gate.Pattern(source, opening=opening)
        assert (known.beginnings, known.needs, known.strings) == (
            asked.beginnings,
            asked.needs,
            asked.strings,
        )
        assert known.slow == asked.slow
        assert [*map(known.begins, "aÉ1«ñ—ЯſK")] == [*map(asked.begins, "aÉ1«ñ—ЯſK")]


def test_the_names_of_months_are_kept_of_languages_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    codes = ("nl", "pt-BR", "../x", "")
    first, again = dates.calendar.__wrapped__(codes), dates.calendar.__wrapped__(codes)
    assert (first.months, first.weekdays) == (again.months, again.weekdays)
    assert first.months["maart"] == first.months["março"] == 3
    assert [place.suffix for place in (tmp_path / "kept").rglob("dates.*")] == [".names-nl"]
