"""What stands in several seeds of one batch belongs to their site, not to any one author."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from book.clean.markuptraits import linked
from book.clean.page import Page, Verdicts, drop, rerole, unbulleted
from book.model import Reading, Role, Verdict

_LONGEST = 300  # characters: a longer line that returns is a quotation or a column sent twice
_PROSE = 60  # characters of a sentence that is a paragraph
_ENDS = (".", "!", "?", "…", "”", "’", '"', "'")
_NUMBERED = re.compile(
    r"(?:[^\W\d_]{4,12} )?(?:\d{1,3}|[IVXLC]{1,7})(?:[.):]|(?=\s*[-–—]))?(?:\s*[-–—]?\s*[^\W\d_].{0,60})?"
)
"""The number of a part: alone, behind a word for what it numbers ('Deel 2'), before a title ('II. Het gras').
"""


def furniture(readings: Iterable[Reading]) -> frozenset[str]:
    """The lines that stand in at least two of `readings`, for `clean(..., repeats=...)`.

    Give it seeds that are not copies of each other: two versions of a column repeat all their lines.
    """
    counts: Counter[str] = Counter()
    for reading in readings:
        texts = {unbulleted(line.text) for line in reading.lines if len(line.text) <= 2 * _LONGEST}
        counts.update(text for text in texts if len(text) <= _LONGEST and any(map(str.isalpha, text)))
    return frozenset(text for text, n in counts.items() if n > 1)


def repeated(verdicts: Verdicts, page: Page) -> Verdicts:
    """Lines of the batch's furniture are dropped, unless that were a third of the page: then it is a copy.

    What an author's pieces share is no furniture: a refrain (a line that ends a sentence), the number of a
    part, the heads of a table or the terms of a list (<dl>) that is otherwise its piece's own. Nor is what
    stands within the run of prose surely any: 'Bereiding' over a paragraph of every recipe. That is kept and
    flagged, unless it is a link.
    """
    at = [i for i, text in enumerate(page.texts) if text in page.repeats]
    total = sum(map(len, page.texts))
    if not at or 3 * sum(len(page.texts[i]) for i in at) > total:
        return verdicts
    first, last = _run(verdicts, page)
    own = _own_tables(verdicts, page)
    changes: dict[int, Verdict] = {}
    for i in at:
        verdict, text = verdicts[i], page.texts[i]
        if not verdict.kept or text.endswith(_ENDS) or verdict.line.rows or i in own:
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
        if len(text) >= _PROSE and text.endswith(_ENDS) and verdicts[i].kept and text not in page.repeats
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
        shared = sum(len(page.texts[i]) for i in lines if page.texts[i] in page.repeats)
        if table and 2 * shared <= letters:
            own.update(lines)
    return frozenset(own)


def _table(verdict: Verdict) -> str:
    """What tells the table or list of definitions that a line stands in from those beside it; '' for none."""
    line = verdict.line
    return f"table {id(line.slot.table)}" if line.slot else line.within("dl")
