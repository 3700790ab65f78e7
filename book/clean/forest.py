"""Forests of decision trees, kept as data and asked for a number.

A forest is a JSON file: `{"trees": [[[trait, threshold, yes, no], ...], ...]}`. A node asks whether a
trait of the row is at most the threshold; `yes` and `no` are the numbers of the next node, or, with a
decimal point, the tree's answer. The answers of all trees add up to log-odds.

The trees are turned into Python expressions when they are first asked: a row then costs microseconds, least
where all its numbers are floats. They are compiled once, and kept. What the first few trees say of a row is
often enough: a forest can be asked in two steps (a cascade, Viola & Jones 2001).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from math import exp, isfinite, log
from types import CodeType
from typing import Any, NamedTuple

from book.clean.traits import Lexicon
from book.errors import DataError, Place
from book.kept import kept, source

_FEW = 48  # trees that most lines of a menu need
_HOPELESS = -3.5  # log-odds: 3 %
_BEHIND = 4.0  # log-odds below the first of a contest, by the first few trees: as good as lost
_FALL = 2.0  # log-odds that the rest of the trees take from one that is, on average


class Forest(NamedTuple):
    """A row of traits -> log-odds: what the first few trees say, and what that becomes with the rest."""

    few: Callable[[Sequence[float]], float]
    rest: Callable[[Sequence[float], float], float]

    def __call__(self, row: Sequence[float]) -> float:
        """What all trees say."""
        return self.rest(row, self.few(row))

    def unless_hopeless(self, row: Sequence[float]) -> float:
        """What all trees say; where the first few are sure of a no, what those say."""
        odds = self.few(row)
        return odds if odds < _HOPELESS else self.rest(row, odds)

    def contest(self, rows: Mapping[int, Sequence[float]]) -> dict[int, float]:
        """What all trees say of rows of which at most one is the one; of those far behind, the first few."""
        odds = {j: self.few(row) for j, row in rows.items()}
        least = max(odds.values(), default=0.0) - _BEHIND
        return {j: x - _FALL if x < least else self.rest(rows[j], x) for j, x in odds.items()}


WEIGHTS: Traversable = files(__package__) / "weights"
"""Where the fitted data are."""


@cache
def load(name: str, traits: tuple[str, ...]) -> Forest:
    """The forest in `weights/<name>.json`, for rows in the order of `traits`. Raises DataError."""
    data = (WEIGHTS / f"{name}.json").read_bytes()
    column = {trait: i for i, trait in enumerate(traits)}
    made_of = data, repr(traits).encode(), source(__file__)
    try:
        code = kept(
            WEIGHTS / f"{name}.json",
            "forest",
            made_of,
            lambda: _compiled(json.loads(data)["trees"], column),
        )
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise DataError(
            f"this is no forest: {error!r}",
            where=Place(f"clean/weights/{name}.json"),
            hint="fit it anew: python -m bench.train",
        ) from error
    return _grown(code)


def grow(trees: Sequence[Sequence[Any]], column: Mapping[str, int]) -> Forest:
    """The functions that ask all `trees`. Raises KeyError for a trait that is no column."""
    return _grown(_compiled(trees, column))


def _compiled(trees: Sequence[Sequence[Any]], column: Mapping[str, int]) -> CodeType:
    row = ", ".join(f"t{i}" for i in range(max(column.values(), default=-1) + 1))
    source = []
    for head, part in (("few(row, s=0.0)", trees[:_FEW]), ("rest(row, s)", trees[_FEW:])):
        source += [f"def {head}:", f" [{row}] = row"] if part else [f"def {head}:"]
        source += [*(f" s += {_node(tree, 0, column)}" for tree in part), " return s"]
    return compile("\n".join(source), "<forest>", "exec")


def _grown(code: CodeType) -> Forest:
    scope: dict[str, Any] = {"__builtins__": {}}
    exec(code, scope)  # built of numbers alone, here and below
    return Forest(scope["few"], scope["rest"])


def _node(tree: Sequence[Any], at: int, column: Mapping[str, int]) -> str:
    trait, threshold, yes, no = tree[at]
    answers = [_child(tree, child, at, column) for child in (yes, no)]
    return f"({answers[0]} if t{column[trait]} <= {_number(threshold)} else {answers[1]})"


def _child(tree: Sequence[Any], child: float, parent: int, column: Mapping[str, int]) -> str:
    if isinstance(child, float):
        return _number(child)
    if child <= parent:
        raise ValueError(f"node {child} stands before its parent")
    return _node(tree, child, column)


def _number(value: float) -> str:
    if not isfinite(value):
        raise ValueError(f"{value} is no number")
    return repr(float(value))


def probability(log_odds: float) -> float:
    """0..1."""
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, log_odds))))


def odds(chance: float) -> float:
    """The log-odds of a probability that is neither 0 nor 1: `probability` undone."""
    return log(chance / (1.0 - chance))


@cache
def lexicon() -> Lexicon:
    """The words of `weights/lexicon.json`, with how much each speaks for text and for a comment."""
    text = (WEIGHTS / "lexicon.json").read_text(encoding="utf-8")
    try:
        return Lexicon((word, (float(a), float(b))) for word, (a, b) in json.loads(text).items())
    except (ValueError, TypeError) as error:
        raise DataError(
            f"this is no lexicon: {error!r}", where=Place("clean/weights/lexicon.json")
        ) from error
