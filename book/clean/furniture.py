"""What stands in several seeds of one batch belongs to their site, not to any one author."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from book.clean.page import Page, Verdicts, drop, rerole, unbulleted
from book.model import Reading, Role

_LONGEST = 300  # characters: a longer line that returns is a quotation or a column sent twice


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

    Nor is a line that ends a sentence between two lines of text: a refrain is the author's.
    """
    at = [i for i, text in enumerate(page.texts) if text in page.repeats]
    total = sum(map(len, page.texts))
    if not at or 3 * sum(len(page.texts[i]) for i in at) > total:
        return verdicts
    return rerole(
        verdicts,
        {
            i: drop(
                verdicts[i], Role.BOILERPLATE, "repeated", 0.8, "It stands in several seeds of this book."
            )
            for i in at
            if verdicts[i].kept and not page.texts[i].endswith((".", "!", "?", "…", "”", "’", '"', "'"))
        },
    )
