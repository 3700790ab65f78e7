"""The judge of what stands in several seeds of one batch: it belongs to their site, not to any one author."""

from __future__ import annotations

import re
from itertools import groupby

from book.clean.batch import shared_at
from book.clean.markuptraits import linked
from book.clean.page import Page, Verdicts, drop, rerole
from book.model import Role, Verdict
from book.sentences import ends, running

_LONGEST = 300  # characters: a longer line that returns is a quotation or a column sent twice
_NUMBERED = re.compile(
    r"(?:[^\W\d_]{4,12} )?(?:\d{1,3}|[IVXLC]{1,7})(?:[.):]|(?=\s*[-–—]))?(?:\s*[-–—]?\s*[^\W\d_].{0,60})?"
)
"""The number of a part: alone, behind a word for what it numbers ('Deel 2'), before a title ('II. Het gras').
"""


def repeated(verdicts: Verdicts, page: Page) -> Verdicts:
    """Lines of the batch's furniture are dropped.

    What an author's pieces share is no furniture: a refrain (a line that ends a sentence), the number of a
    part, the heads of a table or the terms of a list (<dl>) that is otherwise its piece's own. Nor is what
    stands within the run of prose surely any: 'Bereiding' over a paragraph of every recipe. That is kept and
    flagged, unless it is a link.
    """
    told = [i for i, text in enumerate(page.texts) if text]
    at = [told[j] for j in shared_at([page.texts[i] for i in told], page.repeats)]
    if not at:
        return verdicts
    first, last = _run(verdicts, page)
    own = _own_tables(verdicts, page)
    changes: dict[int, Verdict] = {}
    for i in at:
        verdict, text = verdicts[i], page.texts[i]
        if not verdict.kept or len(text) > _LONGEST or ends(text) or verdict.line.rows or i in own:
            continue
        inside = first < i < last
        if (inside or _opens(page, i, first)) and _NUMBERED.fullmatch(text):
            continue
        if inside and 2 * linked(verdict.line.inlines)[0] < len(text):
            why = "It stands in several seeds of this book, but among the text."
            changes[i] = Verdict(verdict.line, Role.BODY, "stet", 0.4, why)
        else:
            why = "It stands in several seeds of this book."
            changes[i] = drop(verdict, Role.BOILERPLATE, "repeated", 0.8, why)
    return rerole(verdicts, changes)


def _run(verdicts: Verdicts, page: Page) -> tuple[int, int]:
    """The first and the last paragraph of this page that is prose and its own."""
    prose = [
        i
        for i, text in enumerate(page.texts)
        if running(text) and verdicts[i].kept and text not in page.repeats.lines
    ]
    return (prose[0], prose[-1]) if prose else (len(verdicts), -1)


def _opens(page: Page, i: int, first: int) -> bool:
    """Does the line stand right above the first paragraph?"""
    return i < first and not any(page.texts[i + 1 : first])


def _own_tables(verdicts: Verdicts, page: Page) -> frozenset[int]:
    """The lines of tables and of lists of definitions most of whose letters stand in no other seed."""
    own: set[int] = set()
    told = (i for i, verdict in enumerate(verdicts) if not verdict.line.blank)
    for table, run in groupby(told, key=lambda i: _table(verdicts[i])):
        lines = [*run]
        letters = sum(len(page.texts[i]) for i in lines)
        shared = sum(len(page.texts[i]) for i in lines if page.texts[i] in page.repeats.lines)
        if table and 2 * shared <= letters:
            own.update(lines)
    return frozenset(own)


def _table(verdict: Verdict) -> str:
    """What tells the table or list of definitions that a line stands in from those beside it; '' for none."""
    line = verdict.line
    return f"table {id(line.slot.table)}" if line.slot else line.within("dl")
