"""How a plan names lines of a seed: one by its number, or all that hold the words it quotes; no blank one."""

from __future__ import annotations

from collections.abc import Iterable

Selector = int | str


def words(text: str) -> str:
    """A text as its words are looked for: spaces of any kind are one space."""
    return " ".join(text.split())


def means(selector: Selector, number: int, line: str) -> bool:
    """Whether a selector means the line with this number; both it and `line` are `words`."""
    if isinstance(selector, int):
        return selector == number and bool(line)
    return bool(selector) and selector in line


class Lines:
    """Lines of a seed, to be found by selectors. Their words are gathered once: a plan may mean thousands."""

    def __init__(self, lines: Iterable[tuple[int, str]]) -> None:
        """`lines` are their numbers and what an editor calls them by."""
        self._said = [(number, words(label)) for number, label in lines]
        self._at = {number: i for i, (number, line) in enumerate(self._said) if line}

    def __call__(self, selector: Selector) -> tuple[int, ...]:
        """The indices of the lines that a selector means."""
        if isinstance(selector, int):
            return (self._at[selector],) if selector in self._at else ()
        wanted = words(selector)
        return tuple(i for i, (number, line) in enumerate(self._said) if means(wanted, number, line))
