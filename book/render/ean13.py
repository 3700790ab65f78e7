"""EAN-13 as ISO/IEC 15420 has it: an ISBN as bars.

Sizes at 100 %: a module is .33 mm, the bars are 22.85 mm high and guard bars five modules longer; eleven
modules on the left and seven on the right stay white.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

MODULE = 0.33  # mm, at 100 %
HEIGHT = 22.85
GUARD = 5  # modules that the guard bars are longer
LEFT, RIGHT = 11, 7  # quiet zones, modules
WIDTH = (LEFT + 95 + RIGHT) * MODULE

_ODD = "0001101 0011001 0010011 0111101 0100011 0110001 0101111 0111011 0110111 0001011".split()
_RIGHT = ["".join("10"[int(bit)] for bit in code) for code in _ODD]
_EVEN = [code[::-1] for code in _RIGHT]
_PARITY = "OOOOOO OOEOEE OOEEOE OOEEEO OEOOEE OEEOOE OEEEOO OEOEOE OEOEEO OEEOEO".split()


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its left edge and width in mm from the left of the quiet zone; whether it is a guard."""

    x: float
    width: float
    guard: bool


def digits(isbn: str) -> str:
    """The thirteen digits of an ISBN, written with hyphens, spaces or neither.

    Raises ValueError where they are not thirteen or the last is not the check digit of the others.
    """
    found = "".join(c for c in isbn if c.isdecimal())
    if len(found) != 13:
        raise ValueError(f"an ISBN has 13 digits, not {len(found)}: {isbn!r}")
    if found[12] != check_digit(found[:12]):
        raise ValueError(f"{isbn!r} should end with {check_digit(found[:12])}")
    return found


def check_digit(first: str) -> str:
    """The thirteenth digit: with weights 1 and 3 in turn, all digits make a multiple of ten."""
    return str(-sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(first)) % 10)


def modules(number: str) -> str:
    """The 95 modules of thirteen digits, "1" for black. The first digit is in the parity of the next six."""
    left = [
        (_ODD if parity == "O" else _EVEN)[int(d)]
        for d, parity in zip(number[1:7], _PARITY[int(number[0])], strict=True)
    ]
    right = [_RIGHT[int(d)] for d in number[7:]]
    return "".join(["101", *left, "01010", *right, "101"])


def bars(number: str) -> list[Bar]:
    """The bars of thirteen digits, at 100 %."""
    found: list[Bar] = []
    at = 0
    for black, run in groupby(modules(number)):
        width = len(list(run))
        if black == "1":
            guard = at < 3 or 45 <= at < 50 or at >= 92
            found.append(Bar(round((LEFT + at) * MODULE, 4), round(width * MODULE, 4), guard))
        at += width
    return found


def places(number: str) -> list[tuple[str, float]]:
    """Each digit with the middle of its place below the bars, mm: the first stands left of them."""
    first = [(number[0], (LEFT - 5) * MODULE)]
    left = [(d, (LEFT + 3 + 7 * i + 3.5) * MODULE) for i, d in enumerate(number[1:7])]
    right = [(d, (LEFT + 50 + 7 * i + 3.5) * MODULE) for i, d in enumerate(number[7:])]
    return [*first, *left, *right]
