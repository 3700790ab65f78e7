"""A recoverer that is shown the paragraphs of a text that is broken into lines, not its lines.

What says who the author is, or where a piece appeared, is a sentence, which such a text has in two lines.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps

from book.model import Galley
from book.recover.page import Sheet
from book.wrapping import paragraphs

Recoverer = Callable[[Galley, Sheet], Galley]


def by_paragraphs(recoverer: Recoverer) -> Recoverer:
    """The recoverer, which says of each line of a paragraph what it says of the paragraph."""

    @wraps(recoverer)
    def recovered(galley: Galley, sheet: Sheet) -> Galley:
        verdicts = galley.verdicts
        runs = paragraphs(verdicts)
        if len(runs) == len(verdicts):
            return recoverer(galley, sheet)
        whole = tuple(
            verdicts[i]
            if len(run) == 1
            else replace(
                verdicts[i],
                line=replace(verdicts[i].line, text=" ".join(verdicts[k].line.text.strip() for k in run)),
            )
            for run in runs
            for i in run[:1]
        )
        before = replace(galley, verdicts=whole)
        found = recoverer(before, Sheet(before))
        if found is before:
            return galley
        said = list(verdicts)
        for run, old, new in zip(runs, whole, found.verdicts, strict=True):
            for i in run if new is not old else ():
                said[i] = replace(new, line=verdicts[i].line)
        return replace(galley, verdicts=tuple(said), facts=found.facts, findings=found.findings)

    return recovered
