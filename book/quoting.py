"""What mail and newsgroups quote in plain text: lines behind '>' (RFC 3676, 4.5), and who wrote them above.

Pages set an arrow before links as well; what is quoted goes on from line to line, or is a sentence of some
length, or stands below a line that leads up to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from book import verses
from book.sentences import ends, running

TEXT, MARK, LEAD = "quoted.text", "quoted.mark", "quoted.lead"
"""The rules of a line that is quoted, of a mark without words, and of who wrote what is quoted below."""

_MARKED = re.compile(r"\s{0,3}(?:> ?)+")
_LEADS = 3  # lines that say who wrote what is quoted, at most
_LED = re.compile(
    r"@|<|\d{1,2}[:h.]\d{2}(?!\d)|\d{4}-\d\d|\d[./]\d{1,2}[./]\d"  # an address, a time, a day in figures
    r"|\b\d{1,2}(?:\.|st|nd|rd|th|er|º)?(?:,|(?: \(?(?:de )?[^\W\d]+[.,]?)(?: de)?) \d{4}"  # 3 May 2004
)
"""What programs say in the line above a quotation. A year or a sum alone is of an author's own sentence."""
_LABELLED = re.compile(r"(?:[^\W\d_]+ ?){1,4}:\s")
_LONG = 100  # characters: a line that is longer is a paragraph
_SHORT = 0.75  # of the longest line: a shorter one may end a paragraph


class Quoted(NamedTuple):
    """A line that is quoted: how deep, and how many characters its marks are."""

    depth: int
    skip: int


def marked(text: str) -> Quoted | None:
    """The marks before a line; None, if it has none."""
    found = _MARKED.match(text)
    return Quoted(found[0].count(">"), found.end()) if found else None


def found(texts: Sequence[str]) -> Mapping[int, str]:
    """The lines that are of a quotation, or say whose it is, by their indices, each with its rule."""
    made: dict[int, str] = {}
    for run in _runs(texts):
        lead = [*_lead(texts, run[0])]
        if not lead and not _is_text(texts, run):
            continue
        for i in run:
            made[i] = TEXT if bare(texts[i]) else MARK
        if any(_LED.search(texts[i]) for i in lead):
            made |= dict.fromkeys(lead, LEAD)
    return made


def bare(text: str) -> str:
    """A line without the marks before it."""
    own = marked(text)
    return text[own.skip :].strip() if own else text.strip()


def poems(texts: Sequence[str]) -> Iterator[list[list[int]]]:
    """The stanzas of each poem that is quoted, by the indices of their rows."""
    for run in _runs(texts):
        for _, lines in groupby(run, key=lambda i: _depth(texts[i])):
            rows = groupby(lines, key=lambda i: not bare(texts[i]))
            stanzas = [[*stanza] for empty, stanza in rows if not empty]
            together = [row for stanza in stanzas for row in (*(bare(texts[i]) for i in stanza), "")]
            if min(map(len, stanzas), default=0) > 1 and verses.like(together):
                yield stanzas


def joined(texts: Sequence[str], said: Mapping[int, str]) -> Iterator[int]:
    """The quoted lines that go on the paragraph of the line right above them."""
    verse = {i for poem in poems(texts) for stanza in poem for i in stanza}
    for run in _runs(texts):
        lines = [i for i in run if said.get(i) == TEXT and i not in verse]
        if not any(_goes_on(texts, i) for i in lines):
            continue
        longest = max(len(bare(texts[i])) for i in lines)
        for i in lines:
            if i - 1 not in run or said.get(i - 1) != TEXT or _depth(texts[i]) != _depth(texts[i - 1]):
                continue
            if i - 1 in verse:
                continue
            above, below = bare(texts[i - 1]), bare(texts[i])
            short = len(above) < _SHORT * longest
            if below[:1].islower() or (len(above) <= _LONG and not (ends(above) and short)):
                yield i


def _runs(texts: Sequence[str]) -> Iterator[range]:
    """The lines that stand behind marks one below the other."""
    if not any(">" in text for text in texts):  # as in most, of which this is asked often
        return
    start = -1
    for i, text in enumerate((*texts, "")):
        within = i < len(texts) and ">" in text and marked(text) is not None
        if within and start < 0:
            start = i
        elif not within and start >= 0:
            yield range(start, i)
            start = -1


def _depth(text: str) -> int:
    own = marked(text)
    return own.depth if own else 0


def _is_text(texts: Sequence[str], run: range) -> bool:
    """Whether the lines are text by themselves: they go on in each other, or are sentences of some length;
    one alone is a link to another page where a label leads up to it ('>> Read on: ...')."""
    told = [bare(texts[i]) for i in run if bare(texts[i])]
    if any(_goes_on(texts, i) for i in run) or any(poems([texts[i] for i in run])):
        return True
    return bool(told) and all(map(running, told)) and not (len(told) == 1 and _LABELLED.match(told[0]))


def _goes_on(texts: Sequence[str], i: int) -> bool:
    """Whether a quoted line goes on the sentence of the one above it."""
    if i == 0 or not _depth(texts[i]) or _depth(texts[i]) != _depth(texts[i - 1]):
        return False
    above, below = bare(texts[i - 1]), bare(texts[i])
    return len(above) >= 20 and not ends(above) and below[:1].islower()


def _lead(texts: Sequence[str], first: int) -> Iterator[int]:
    """The line above a quotation that leads up to it, and those that it goes on from: 'On 3 May X wrote:'."""
    i = first - 1
    if i >= 0 and not texts[i].strip():
        i -= 1
    if i < 0 or not texts[i].rstrip().endswith(":") or marked(texts[i]):
        return
    yield i
    for k in range(i - 1, i - _LEADS, -1):
        if k < 0 or not texts[k].strip() or marked(texts[k]) or not re.match(r"\s*[a-zà-ÿ<(]", texts[k + 1]):
            return
        yield k
