"""Decisions that are merged into a plan that was changed meanwhile: only what both changed is a conflict."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.desk.edits import Decision, Description, Edit, apply
from book.desk.merging import Conflict, Plan, merge
from book.errors import ManifestError

SEED = "seeds/boot.txt"
LINES = ("De boot", "Reclame", "Het gras", "Reclame", "De wind")


def plan(extra: str = "", lines: tuple[str, ...] = LINES) -> Plan:
    return Plan(f'[[piece]]\nseed = "{SEED}"\n{extra}', {SEED: lines})


def merged(shown: Plan, now: Plan, **edit: Any) -> tuple[tuple[Edit, ...], list[Conflict]]:
    return merge(shown, now, (Edit(SEED, **edit),), "anthology.toml")


@pytest.mark.parametrize(
    ("before", "after", "conflicts"),
    [
        ("", "", []),
        ('title = "A"', 'title = "A"', []),
        ('title = "A"', 'title = "Mijn"', []),  # both alike
        ('title = "A"', 'title = "B"', [("mine", "B")]),
        ('title = "A"', "", [("mine", "")]),
        ("", 'outlet = "De Courant"', []),
    ],
)
def test_a_field(before: str, after: str, conflicts: list[tuple[str, str]]) -> None:
    _, found = merged(plan(before), plan(after), fields={"title": "Mijn"})
    assert [("mine", c.theirs) for c in found] == conflicts


def test_authors_and_pictures() -> None:
    said = '[[piece.image]]\nfile = "x.png"\nalt = "een boot"\n'
    edit: dict[str, Any] = {"authors": ("Anna",), "pictures": (Description("x.png", "een schip"),)}
    assert merged(plan(), plan(), **edit)[1] == []
    _, found = merged(plan(), plan(f'authors = ["Piet"]\n{said}'), **edit)
    assert [(c.kind, c.name, c.mine, c.theirs) for c in found] == [
        ("field", "authors", "Anna", "Piet"),
        ("picture", "x.png", "een schip", "een boot"),
    ]


def test_a_line_that_the_other_decided_otherwise() -> None:
    drop = (Decision(1, "drop"),)
    assert merged(plan(), plan('kill = ["De boot"]'), decisions=drop)[1] == []
    (found,) = merged(plan(), plan('stet = ["De boot"]'), decisions=drop)[1]
    assert (found.name, found.mine, found.theirs) == ("1", "drop", "keep")
    assert merged(plan(), plan('stet = ["Het gras"]'), decisions=drop)[1] == []


def test_a_line_that_the_other_moved_elsewhere() -> None:
    note = (Decision(1, "note"),)
    table = '[[piece.move]]\nline = "De boot"\nto = "{}"\n'
    assert merged(plan(), plan(table.format("note")), decisions=note)[1] == []
    (found,) = merged(plan(), plan(table.format("bio")), decisions=note)[1]
    assert (found.name, found.mine, found.theirs) == ("1", "note", "bio")
    assert merged(plan(table.format("bio")), plan(table.format("bio")), decisions=note)[1] == []
    (found,) = merged(plan(), plan(table.format("drop")), decisions=(Decision(1, "undo"),))[1]
    assert (found.mine, found.theirs) == ("undo", "drop")


def test_a_line_is_found_again_by_its_words_where_the_source_changed() -> None:
    moved = plan(lines=("Nieuw", *LINES))
    edits, found = merged(plan(), moved, decisions=(Decision(3, "drop"), Decision(2, "drop")))
    assert edits[0].decisions == (Decision(4, "drop"),)
    assert [(c.kind, c.name, c.theirs) for c in found] == [("line", "2", "the line is gone")]


def test_a_piece_that_is_gone() -> None:
    now = Plan('[[piece]]\nseed = "seeds/ander.txt"\n', {})
    assert [c.kind for c in merged(plan(), now, fields={"title": "x"})[1]] == ["piece"]


def test_a_plan_that_is_no_toml_is_told() -> None:
    with pytest.raises(ManifestError):
        merged(plan(), Plan("[[piece", {}), fields={"title": "x"})


_words = st.sampled_from(["", "A", "B", "C"])
_plans = st.fixed_dictionaries(
    {"title": _words, "outlet": _words, "date": st.sampled_from(["", "2018", "2019"])}
)


@given(_plans, _plans, _plans)
def test_every_key_has_the_word_of_who_changed_it(
    before: dict[str, str], theirs: dict[str, str], mine: dict[str, str]
) -> None:
    def text(said: dict[str, str]) -> str:
        return "".join(f'{key} = "{value}"\n' for key, value in said.items() if value)

    wanted = {key: value for key, value in mine.items() if value != before[key]}
    edits, conflicts = merged(plan(text(before)), plan(text(theirs)), fields=wanted)
    both = {key for key in wanted if theirs[key] not in (before[key], mine[key])}
    assert {c.name for c in conflicts} == both
    if not conflicts:
        (piece,) = tomllib.loads(apply(plan(text(theirs)).text, edits, {SEED: LINES}))["piece"]
        for key in before:
            assert piece.get(key, "") == (mine[key] if key in wanted else theirs[key])
