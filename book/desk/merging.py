"""A plan that somebody else changed while an editor was deciding: what of his can still be written into it.

Three states are looked at: the plan as it was shown, the plan as it is now, and what the editor wants. What
only one of the two changed is no conflict, nor is what both changed alike; for the rest he chooses.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from book.desk import hand
from book.desk.edits import Decision, Edit
from book.errors import ManifestError, Place
from book.selectors import words

Lines = Mapping[str, Sequence[str]]
"""The lines of each seed, by its name."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """What both changed. `name` is a key of the piece, the number of a line or the name of a picture's file;
    empty where the piece itself is gone. `mine` and `theirs` are for reading; '' is nothing."""

    seed: str
    kind: Literal["piece", "field", "line", "picture"]
    name: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan at one moment: its text, and the lines of its seeds."""

    text: str
    lines: Lines


def merge(
    shown: Plan, now: Plan, edits: Sequence[Edit], file: str
) -> tuple[tuple[Edit, ...], list[Conflict]]:
    """The edits as they are to be written into the plan as it is now, and what the editor must choose.

    A line is found again by its words where its seed changed too. Raises ManifestError for a plan that is no
    TOML.
    """
    before, after = _pieces(shown.text, file), _pieces(now.text, file)
    merged: list[Edit] = []
    conflicts: list[Conflict] = []
    for edit in edits:
        if edit.seed not in before:  # there never was such a piece: who writes it says so
            merged.append(edit)
            continue
        if edit.seed not in after:
            conflicts.append(Conflict(edit.seed, "piece", "", "changes in it", "the piece is gone"))
            continue
        was, is_ = before[edit.seed], after[edit.seed]
        conflicts += _fields(edit, was, is_)
        conflicts += _pictures(edit, was, is_)
        old, new = (
            [words(line) for line in plan.lines.get(edit.seed, ())] if edit.decisions else []
            for plan in (shown, now)
        )
        said_then, said_now = hand.read(was), hand.read(is_)
        decisions: list[Decision] = []
        for decision in edit.decisions:
            number = _again(decision.line, old, new)
            if number is None:
                name = str(decision.line)
                conflicts.append(Conflict(edit.seed, "line", name, decision.verb, "the line is gone"))
                continue
            decisions.append(replace(decision, line=number))
            mine = "" if decision.verb == "undo" else decision.verb
            told = hand.said(said_now, number, new)
            if told not in (mine, hand.said(said_then, decision.line, old)):
                conflicts.append(Conflict(edit.seed, "line", str(decision.line), decision.verb, told))
        merged.append(replace(edit, decisions=tuple(decisions)))
    return tuple(merged), conflicts


def _pieces(text: str, file: str) -> dict[str, Mapping[str, Any]]:
    """The tables of the plan's pieces, by their seeds."""
    try:
        tables = tomllib.loads(text).get("piece", [])
    except tomllib.TOMLDecodeError as error:
        raise ManifestError(str(error), where=Place(file)) from error
    return {str(t.get("seed")): t for t in tables if isinstance(t, dict)} if isinstance(tables, list) else {}


def _fields(edit: Edit, was: Mapping[str, Any], is_: Mapping[str, Any]) -> Iterator[Conflict]:
    wanted: dict[str, Any] = {key: " ".join(value.split()) or None for key, value in edit.fields.items()}
    if edit.authors is not None:
        wanted["authors"] = [" ".join(name.split()) for name in edit.authors if name.strip()]
    for key, mine in wanted.items():
        if is_.get(key) not in (was.get(key), mine):
            yield Conflict(edit.seed, "field", key, _shown(mine), _shown(is_.get(key)))


def _pictures(edit: Edit, was: Mapping[str, Any], is_: Mapping[str, Any]) -> Iterator[Conflict]:
    for said in edit.pictures:
        mine = ("", True) if said.decorative else (" ".join(said.alt.split()), False)
        told = _described(is_, said.file)
        if told not in (_described(was, said.file), mine):
            yield Conflict(edit.seed, "picture", said.file, _described_as(mine), _described_as(told))


def _described(piece: Mapping[str, Any], file: str) -> tuple[str, bool]:
    """What the plan says of a picture of the page: its description, whether it is decoration."""
    images = piece.get("image", [])
    own = (i for i in images if isinstance(i, dict) and i.get("file") == file and "after" not in i)
    image = next(own, {})
    return str(image.get("alt", "")), image.get("decorative") is True


def _described_as(said: tuple[str, bool]) -> str:
    alt, decorative = said
    return "only decoration" if decorative else alt


def _again(number: int, old: Sequence[str], new: Sequence[str]) -> int | None:
    """The number that a line has now: the same, or that of the only line with its words."""
    if not 1 <= number <= len(old):
        return number  # there never was such a line: who writes it says so
    own = old[number - 1]
    if number <= len(new) and new[number - 1] == own:
        return number
    same = [n for n, line in enumerate(new, 1) if line == own]
    return same[0] if len(same) == 1 else None


def _shown(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
