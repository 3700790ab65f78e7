"""Numbers as lists, notes and folios have them: 4, d, D, iv or IV, each by the letter of HTML's `type`."""

from __future__ import annotations

STYLES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
"""What CSS calls each way to write a number."""

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LAST_ROMAN = 3999


def written(number: int, counter: str) -> str:
    """A number, in figures where letters have none for it."""
    if number < 1 or counter == "1" or (counter in "iI" and number > _LAST_ROMAN):
        return str(number)
    found = _roman(number) if counter in "iI" else _alphabetic(number)
    return found.upper() if counter.isupper() else found


def _alphabetic(number: int) -> str:
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("a") + letter) + letters
    return letters


def _roman(number: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        letters += sign * count
    return letters
