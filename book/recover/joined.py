"""A recoverer that is shown the paragraphs of a text that is broken into lines, not its lines.

What says who the author is, or where a piece appeared, is a sentence, which such a text has in two lines.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps

from book.model import Galley
from book.recover.page import Sheet
from book.wrapping import paragraphs, spread, unite

Recoverer = Callable[[Galley, Sheet], Galley]


def by_paragraphs(recoverer: Recoverer) -> Recoverer:
    """The recoverer, which says of each line of a paragraph what it says of the paragraph."""

    @wraps(recoverer)
    def recovered(galley: Galley, sheet: Sheet) -> Galley:
        verdicts = galley.verdicts
        joins = sheet.given.joins(verdicts)
        if not joins:
            return recoverer(galley, sheet)
        runs = paragraphs(verdicts, joins)
        before = replace(galley, verdicts=unite(verdicts, runs))
        found = recoverer(before, Sheet(before))
        if found is before:
            return galley
        said = spread(verdicts, runs, before.verdicts, found.verdicts)
        return replace(galley, verdicts=said, facts=found.facts, findings=found.findings)

    return recovered
