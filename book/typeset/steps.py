"""The order of typesetting, as a list that one can read. Adding a rule is a function and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from book.languages.typography import Typography
from book.typeset import dashes, spaces
from book.typeset.flow import Edit
from book.typeset.nobreak import no_break
from book.typeset.quotes import quotes

Rule = Callable[[str, Typography], Iterable[Edit]]
"""A rule that needs no more than one block's text."""

RunRule = Callable[[Sequence[str], Typography], Sequence[Iterable[Edit]]]
"""A rule that reads a run of blocks together."""


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    edits: RunRule


def _each(rule: Rule) -> RunRule:
    def every(texts: Sequence[str], typography: Typography) -> list[Iterable[Edit]]:
        return [rule(text, typography) for text in texts]

    return every


def _verse_quotes(texts: Sequence[str], typography: Typography) -> list[list[Edit]]:
    return quotes(texts, typography, verse=True)


STEPS: tuple[Step, ...] = (
    Step("invisible", _each(spaces.invisible)),
    Step("letters", _each(spaces.letters)),
    Step("doubled space", _each(spaces.doubled_space)),
    Step("ellipsis", _each(spaces.ellipsis)),
    Step("space before stop", _each(spaces.space_before_stop)),
    Step("space after stop", _each(spaces.space_after_stop)),
    Step("space in brackets", _each(spaces.space_in_brackets)),
    Step("quotes", quotes),
    Step("minus", _each(spaces.minus)),
    Step("speech", _each(dashes.speech)),
    Step("dash", _each(dashes.dash)),
    Step("high marks", _each(spaces.high_marks)),
    Step("no break", _each(no_break)),
)

VERSE: tuple[Step, ...] = tuple(
    Step(step.name, _verse_quotes if step.name == "quotes" else step.edits) for step in STEPS
)
"""The same for lines of verse: a quotation runs on from line to line as a matter of course."""
