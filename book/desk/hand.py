"""What a plan says of a line: keep it, drop it, or move it elsewhere; by its number, or by some of its words.

As the press reads it (`clean.editor`, `recover.editor`): of stet, kill and move the last has the last word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from book.selectors import Lines, Selector, means, words

Verb = Literal["keep", "drop", "bio", "note", "appendix", "body", "undo"]
"""What the editor says of a line: the places of a move are the plan's; `undo` leaves it to the press."""

LISTS: Mapping[str, Verb] = {"stet": "keep", "kill": "drop"}
"""The lists of a piece in the plan, in the order in which the press reads them; then come the moves."""

Order = tuple[str, Selector]
"""What is said, as a Verb, and of which lines: a number, or `words`."""
Hand = dict[str, list[Order]]
"""All that is said of a piece's lines, by the key of the plan that says it: stet, kill, move."""


def read(piece: Mapping[str, Any]) -> Hand:
    """What a [[piece]] of the plan says of lines; what is no order is ''."""
    found: Hand = {key: [(verb, _name(n)) for n in _list(piece.get(key))] for key, verb in LISTS.items()}
    moves = (move if isinstance(move, Mapping) else {} for move in _list(piece.get("move")))
    return found | {"move": [(str(move.get("to", "")), _name(move.get("line"))) for move in moves]}


def said(hand: Hand, number: int, lines: Sequence[str]) -> str:
    """What is said last of the line with this number; `lines` are the `words` of all. '': nothing."""
    line = lines[number - 1] if 1 <= number <= len(lines) else ""
    for key in ("move", *reversed(list(LISTS))):
        for verb, name in reversed(hand[key]):
            if means(name, number, line):
                return verb
    return ""


def every(hand: Hand, lines: Sequence[str]) -> dict[int, str]:
    """What is said of each line, by its number; `lines` are what all are called by."""
    meant = Lines(enumerate(lines, 1))
    orders = (order for key in (*LISTS, "move") for order in hand[key])
    return {i + 1: verb for verb, name in orders for i in meant(name)}


def _name(given: Any) -> Selector:
    return given if isinstance(given, int) else words(str(given or ""))


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else []
