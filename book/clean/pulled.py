"""Pull quotes that repeat the text: what a page calls one, and whose words stand in a paragraph of it.

They were cut to be seen: a clause of a sentence, or one without what stood in its middle ('he said').
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from book.clean.page import Page, Verdicts, drop, rerole
from book.model import Role, Verdict
from book.places import called
from book.words import folded

_CALLED = re.compile(
    r"[.#](?:[\w-]*[-_])?(?:pull[-_]?(?:ed)?[-_]?quotes?|quote[-_]?pull|streamer|zwischenzitat|exergue"
    r"|uitgelicht[-_]?citaat|citaat[-_]?uitgelicht|citation[-_]?exergue)(?![a-z])",
    re.I,
)
_NEAR = 4  # steps up from a line to the element that is called so
_FEWEST = 4  # words of a pull quote
_LEFT_OUT = 12  # words in the middle of a sentence, at most
_BY = 8  # words by which a quotation tells whose it is, at most


def pulled(verdicts: Verdicts, page: Page) -> Verdicts:
    """Drops such quotations, with who said it."""
    boxes = [
        _box(v.line.place) if v.kept and text else "" for v, text in zip(verdicts, page.texts, strict=True)
    ]
    if not any(boxes):
        return verdicts
    texts: Mapping[int, Sequence[str]] = {
        k: folded(page.texts[k]) for k, v in enumerate(verdicts) if v.kept and not boxes[k]
    }
    changes: dict[int, Verdict] = {}
    for quote in _quotes(boxes):
        source = _source([folded(page.texts[i]) for i in quote], texts)
        why = f"It is drawn out of line {verdicts[source].line.number}." if source >= 0 else ""
        if why:
            changes |= {i: drop(verdicts[i], Role.BOILERPLATE, "drawn-out", 0.9, why) for i in quote}
    return rerole(verdicts, changes)


@lru_cache(maxsize=1 << 12)
def _box(place: str) -> str:
    """The way down to the element that is called a pull quote; '' for none."""
    return " > ".join(called(place, _CALLED, _NEAR))


def _quotes(boxes: Sequence[str]) -> Iterator[list[int]]:
    """The lines of each such element."""
    for box, run in groupby(range(len(boxes)), key=boxes.__getitem__):
        if box:
            yield [*run]


def _source(said: Sequence[Sequence[str]], texts: Mapping[int, Sequence[str]]) -> int:
    """The line of the text that has the words of a quotation, but for who said it; -1 for none."""
    first = next((words for words in said if len(words) >= _FEWEST), ())
    if not first or any(len(words) > _BY for words in said if words is not first):
        return -1
    return next((k for k, words in texts.items() if _within(first, words)), -1)


def _within(quote: Sequence[str], text: Sequence[str]) -> bool:
    """Do the words of a quotation follow each other in a text, but for some left out at one place?"""
    for at in (n for n, word in enumerate(text) if word == quote[0]):
        same = 0
        while same < len(quote) and at + same < len(text) and quote[same] == text[at + same]:
            same += 1
        rest = quote[same:]
        if not rest:
            return True
        ends = range(at + same, min(at + same + _LEFT_OUT, len(text) - len(rest)) + 1)
        if same > 1 and any(text[k : k + len(rest)] == rest for k in ends):
            return True
    return False
