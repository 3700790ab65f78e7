"""What goes on as it began, in a text without markup: the answers of an interview, the items of a list.

The judges that learnt from prose take such lines for a page's, one by one: they are short, and no sentences.
Together they tell what they are: a conversation has its speakers, what is numbered 8 stands below 7, and
lines of one form are one list. Of what is kept in part the rest is kept, with doubt.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from book.clean.comments import UNLIKE, form
from book.clean.page import Page, Verdicts, is_bulleted, rerole
from book.model import Role, Verdict

_SPEAKER = re.compile(r"([^\W\d_][\w.'’ -]{0,24}?)\s?:\s+\S")
"""Who speaks, before what is said: 'A: Every morning.'"""
_NUMBERED = re.compile(r"(\d{1,3})\s?[.)]\s+\S")
_TURNS, _SPEAKERS = 2, 2  # how often each has spoken, and how many they are
_BETWEEN = 2  # lines between two of what goes on
_ORDERED, _LISTED = 3, 4  # numbers that make a list, and lines of one form that do
_SHARE = 0.25  # of such lines, if so many are kept, all are
_ITEM = 160  # characters
_BULLETED = "• a"
_UNLIKE_TEXT = "unlike-text"


def series(verdicts: Verdicts, page: Page) -> Verdicts:
    """Keeps, with doubt, the rest of a conversation or a list of which the beginning, or some, is kept."""
    lines = [i for i, text in enumerate(page.texts) if text]
    changes: dict[int, Verdict] = {}
    for found, why in (
        (_spoken(verdicts, page, lines), "it goes on as the conversation above"),
        (_counted(verdicts, page, lines), "it goes on as the list above"),
        (_alike(verdicts, page, lines), "of a list that is kept in part"),
    ):
        for i in found:
            if verdicts[i].rule in UNLIKE:
                changes[i] = Verdict(verdicts[i].line, Role.BODY, "stet", 0.4, why)
    return rerole(verdicts, changes)


def _spoken(verdicts: Verdicts, page: Page, lines: Sequence[int]) -> list[int]:
    """The lines below the last kept one down to the last that one of the text's speakers says."""
    said = {i: found[1] for i in lines if (found := _SPEAKER.match(page.texts[i]))}
    turns = Counter(name for i, name in said.items() if verdicts[i].kept)
    speakers = {name for name, count in turns.items() if count >= _TURNS}
    if len(speakers) < _SPEAKERS:
        return []
    last = max(i for i in lines if verdicts[i].kept)
    below = [i for i in lines if i > last]
    heard = [n for n, i in enumerate(below) if said.get(i) in speakers]
    end = -1
    for n in heard:
        if n - end > _BETWEEN + 1 or verdicts[below[n]].rule not in UNLIKE:
            break
        end = n
    return below[: end + 1]


def _counted(verdicts: Verdicts, page: Page, lines: Sequence[int]) -> Iterator[int]:
    """The lines of a list, from the second number that is kept to the last that follows on it."""
    numbers = [(n, int(found[1])) for n, i in enumerate(lines) if (found := _NUMBERED.match(page.texts[i]))]
    run: list[int] = []
    for k, (n, number) in enumerate([*numbers, (-1, -1)]):
        if run and number == numbers[k - 1][1] + 1 and _within(run, n):
            run.append(n)
            continue
        yield from _missing(verdicts, lines, run)
        run = [n]


def _within(run: Sequence[int], n: int) -> bool:
    """Does a line stand as near the last of a list as these do, or nearly so?"""
    if len(run) < 2:
        return True
    return n - run[-1] <= _BETWEEN + max(b - a for a, b in pairwise(run))


def _missing(verdicts: Verdicts, lines: Sequence[int], run: Sequence[int]) -> Iterator[int]:
    """What of a list is dropped, where its first two numbers are kept."""
    if len(run) < _ORDERED or not all(verdicts[lines[n]].kept for n in run[:2]):
        return
    yield from (lines[n] for n in range(run[0], run[-1] + 1))


def _alike(verdicts: Verdicts, page: Page, lines: Sequence[int]) -> Iterator[int]:
    """The lines within lists that are kept in part."""
    if all(verdicts[i].rule != _UNLIKE_TEXT for i in lines):
        return

    def looks(i: int) -> str:
        if is_bulleted(verdicts[i].line.text):
            return _BULLETED
        shape = form(page.texts[i]) if len(page.texts[i]) <= _ITEM else ""
        return shape if len(shape) > 2 else str(i)  # words alone have no form

    for _, group in groupby(lines, looks):
        run = list(group)
        if len(run) >= _LISTED and sum(verdicts[i].kept for i in run) >= _SHARE * len(run):
            yield from (i for i in run if verdicts[i].rule == _UNLIKE_TEXT)
