"""What a plan says of a line: keep it, drop it, or move it elsewhere; by its number, or by some of its words.

As the press reads it (`clean.editor`, `recover.editor`): of stet, kill and move the last has the last word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

Verb = Literal["keep", "drop", "bio", "note", "appendix", "body", "undo"]
"""What the editor says of a line: the places of a move are the plan's; `undo` leaves it to the press."""

LISTS: Mapping[str, Verb] = {"stet": "keep", "kill": "drop"}
"""The lists of a piece in the plan, in the order in which the press reads them; then come the moves."""

Order = tuple[str, int | str]
"""What is said, as a Verb, and the name of a line: its number, or some of its `words`."""
Hand = dict[str, list[Order]]
"""All that is said of a piece's lines, by the key of the plan that says it: stet, kill, move."""


def words(text: str) -> str:
    """A line as its words are looked for: spaces of any kind are one space."""
    return " ".join(text.split())


def read(piece: Mapping[str, Any]) -> Hand:
    """What a [[piece]] of the plan says of lines; what is no order is ''."""
    found: Hand = {key: [(verb, _name(n)) for n in _list(piece.get(key))] for key, verb in LISTS.items()}
    moves = (move if isinstance(move, Mapping) else {} for move in _list(piece.get("move")))
    return found | {"move": [(str(move.get("to", "")), _name(move.get("line"))) for move in moves]}


def hits(name: int | str, number: int, line: str) -> bool:
    """Whether the name in an Order means this line, whose `words` are `line`."""
    return name == number if isinstance(name, int) else bool(name) and name in line


def said(hand: Hand, number: int, lines: Sequence[str]) -> str:
    """What is said last of the line with this number; `lines` are the `words` of all. '': nothing."""
    line = lines[number - 1] if 1 <= number <= len(lines) else ""
    for key in ("move", *reversed(list(LISTS))):
        for verb, name in reversed(hand[key]):
            if hits(name, number, line):
                return verb
    return ""


def every(hand: Hand, lines: Sequence[str]) -> dict[int, str]:
    """What is said of each line, by its number; `lines` are the `words` of all."""
    found: dict[int, str] = {}
    for key in (*LISTS, "move"):
        for verb, name in hand[key]:
            if isinstance(name, int):
                found[name] = verb
            elif name:
                found |= {n: verb for n, line in enumerate(lines, 1) if name in line}
    return found


def _name(given: Any) -> int | str:
    return given if isinstance(given, int) else words(str(given or ""))


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else []
