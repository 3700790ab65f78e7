"""Readers' comments whose heads are gone: a thread by its number, by its buttons, by another site's link.

Text that was taken from a page often has lost who wrote each comment and when (`comments` asks for that).
"""

from __future__ import annotations

import re
from itertools import accumulate, pairwise

from book.clean.comments import LEAST_BEFORE, doubtful, from_here, kept_above, said_above
from book.clean.page import Page, Verdicts
from book.model import Role

_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d+")
_LEAST = 5  # comments that are worth counting
_FEWEST, _MOST = 0.7, 8.0  # lines a comment, on average
_BUTTONS = 4  # that part three comments
_BUTTON = 60  # characters
_SAID = 0.02
"""Of what is likely the author's, so much at least stands above: seventy comments outweigh a short note."""


def threads(verdicts: Verdicts, page: Page) -> Verdicts:
    """Drops all below the head '74 comments' where about as many lines follow; below the first of four
    buttons ('Reply', 'Report') with text between; and below a pingback, which stands among comments only.

    Only where something is kept above that readers can have commented on, and where what is below is kept
    with little conviction: an article in short paragraphs below its own counter is not.
    """
    above = kept_above(verdicts, page)
    for first, why in (_counted(verdicts, page), _parted(verdicts, page), _linked(verdicts)):
        if (
            first >= 0
            and above[first] >= LEAST_BEFORE
            and doubtful(verdicts, first)
            and said_above(verdicts, first) >= _SAID
        ):
            return from_here(verdicts, first, why)
    return verdicts


def _counted(verdicts: Verdicts, page: Page) -> tuple[int, str]:
    """The head that tells how many comments follow, if there are as many; -1 where there is none."""
    kept = list(accumulate((v.kept for v in reversed(verdicts)), initial=0))[:0:-1]
    for i, rule in enumerate(page.claims):
        if rule is None or rule.role is not Role.COMMENT or rule.way != "onward":
            continue
        number = _NUMBER.search(page.texts[i])
        count = int(re.sub(r"\D", "", number[0])) if number else 0
        if count >= _LEAST and _FEWEST * count <= kept[i] <= _MOST * count:
            return i, f"Below a head that counts {count} comments, with about as many lines."
    return -1, ""


def _parted(verdicts: Verdicts, page: Page) -> tuple[int, str]:
    """The first of several buttons of the comment system that part what is kept."""
    buttons = [
        i
        for i, rule in enumerate(page.claims)
        if rule is not None
        and rule.role is Role.COMMENT
        and rule.way != "onward"
        and len(page.texts[i]) <= _BUTTON
    ]
    parting = [a for a, b in pairwise(buttons) if any(v.kept for v in verdicts[a + 1 : b])]
    if len(parting) < _BUTTONS - 1:
        return -1, ""
    return parting[0], f"A thread, by the {len(buttons)} buttons between its comments."


def _linked(verdicts: Verdicts) -> tuple[int, str]:
    """The first pingback."""
    at = next((i for i, v in enumerate(verdicts) if v.rule == "pingback"), -1)
    return at, "Below another site's link to this page."
