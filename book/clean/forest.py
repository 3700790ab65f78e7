"""Forests of decision trees, kept as data and asked for a number.

A forest is a JSON file: `{"trees": [[[trait, threshold, yes, no], ...], ...]}`. A node asks whether a
trait of the row is at most the threshold; `yes` and `no` are the numbers of the next node, or, with a
decimal point, the tree's answer. The answers of all trees add up to log-odds.

The trees are turned into Python expressions when they are first asked: a row then costs microseconds, least
where all its numbers are floats. Python compiles them once and keeps them where it keeps its modules, in
`__pycache__`, if it may write there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.machinery import SourceFileLoader
from importlib.resources import files
from importlib.resources.abc import Traversable
from math import exp, isfinite, log
from pathlib import Path
from types import CodeType
from typing import Any

from book.clean.traits import Lexicon
from book.errors import DataError, Place

_FEW = 48  # trees that most lines of a menu need
_HOPELESS = -3.5  # log-odds: 3 %

Forest = Callable[[Sequence[float]], float]
"""A row of traits -> log-odds."""

WEIGHTS: Traversable = files(__package__) / "weights"
"""Where the fitted data are."""


@cache
def load(name: str, traits: tuple[str, ...], early: bool = False) -> Forest:
    """The forest in `weights/<name>.json`, for rows in the order of `traits`. Raises DataError."""
    file = WEIGHTS / f"{name}.json"
    column = {trait: i for i, trait in enumerate(traits)}
    try:
        if isinstance(file, Path):
            code = _Kept(name, file, column, early).get_code(name)
        else:
            code = _compiled(json.loads(file.read_text(encoding="utf-8"))["trees"], column, early)
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise DataError(
            f"this is no forest: {error!r}",
            where=Place(f"clean/weights/{name}.json"),
            hint="fit it anew: python -m bench.train",
        ) from error
    return _grown(code)


def grow(trees: Sequence[Sequence[Any]], column: Mapping[str, int], early: bool = False) -> Forest:
    """The function that asks all `trees`; with `early`, only the first few where those are sure of a no.

    Raises KeyError for a trait that is no column.
    """
    return _grown(_compiled(trees, column, early))


class _Kept(SourceFileLoader):
    """A forest's file as a module's: its code is compiled where none is kept that was made of the same."""

    def __init__(self, name: str, file: Path, column: Mapping[str, int], early: bool) -> None:
        super().__init__(name, str(file))
        self._column, self._early = column, early

    def path_stats(self, path: Any) -> Mapping[str, Any]:
        """What Python knows kept code by: the file's size and, in place of its time, a digest of all that the
        code is made of, this module too.
        """
        data = self.get_data(path)
        made_of = f"{[*self._column]} {self._early}".encode() + data + self.get_data(__file__)
        return {"mtime": int.from_bytes(hashlib.sha256(made_of).digest()[:4], "big"), "size": len(data)}

    def source_to_code(self, data: Any, path: Any = "", **_: Any) -> CodeType:  # type: ignore[override]
        return _compiled(json.loads(data)["trees"], self._column, self._early)


def _compiled(trees: Sequence[Sequence[Any]], column: Mapping[str, int], early: bool) -> CodeType:
    row = ", ".join(f"t{i}" for i in range(max(column.values(), default=-1) + 1))
    source = ["def forest(row):", f" [{row}] = row", " s = 0.0"]
    for count, tree in enumerate(trees):
        if early and count == _FEW:
            source.append(f" if s < {_HOPELESS}: return s")
        source.append(f" s += {_node(tree, 0, column)}")
    return compile("\n".join([*source, " return s"]), "<forest>", "exec")


def _grown(code: CodeType | None) -> Forest:
    scope: dict[str, Any] = {"__builtins__": {}}
    exec(code or "", scope)  # built of numbers alone, here and below
    grown: Forest = scope["forest"]
    return grown


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
