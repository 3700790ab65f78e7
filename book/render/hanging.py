"""How far a list stands in from the edge of its text: as far as its widest number needs to hang there.

What fits within the stylesheets' own indent gets none of it; wider ones get a class, for which the sheets
have the indent that its name tells in tenths of an em.
"""

from __future__ import annotations

from collections.abc import Iterable

from book.ordinals import written

_STEPS = (20, 25, 30, 35, 40, 50)
"""The indents of the stylesheets, in tenths of an em; the last is also that of what is wider still."""
INDENT = 1.3
"""Em that any list stands in on paper, and a quotation on either side: see print.css."""
_OVER = 0.15  # em that a number may stand out and nobody sees it
_AFTER = 0.47  # the point and the space behind a number
_WIDTHS = {
    **dict.fromkeys("ilI", 0.28),
    **dict.fromkeys("0123456789aceksvxz", 0.48),
    **dict.fromkeys("ABCDGHKNOQRUVXY", 0.67),
    **dict.fromkeys("mwMW", 0.86),
    "-": 0.34,
}
"""Ems that letters and figures take in a face for text."""
_OTHERS = 0.53


def hanging(numbers: Iterable[int], counter: str) -> str:
    """The class of a list with these numbers, written as `counter` says; "" where they need no room of their
    own."""
    needed = max((_width(written(number, counter)) for number in numbers), default=0.0) + _AFTER - _OVER
    if needed <= INDENT:
        return ""
    return f"hang-{next((step for step in _STEPS if step / 10 >= needed), _STEPS[-1])}"


def indent(names: str) -> float:
    """How far a list with these classes stands in on paper, in em."""
    return next((step / 10 for step in _STEPS if f"hang-{step}" in names.split()), INDENT)


def _width(number: str) -> float:
    return sum(_WIDTHS.get(sign, _OTHERS) for sign in number)
