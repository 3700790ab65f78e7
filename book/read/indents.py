"""Block quotations that a manuscript shows by its indents alone, and poems: which of its paragraphs are such.

Writers who know no styles set what they quote further in, on the left or on both sides. An indent that all
text has says nothing, nor does that of a list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from book import verses

_IN = 280  # twips, some 5 mm: how much further in a quotation begins, at least
_ENDS = 140  # the same of where its rows end
_OFTEN = 0.5  # of the text: what stands where most does


class Indent(NamedTuple):
    """A paragraph of running text: how far it stands from the margins, in twips, and how long it is.

    `first` is how much further in its first line begins. One whose `size` is 0 is empty.
    """

    left: int
    right: int
    first: int
    size: int


def quoted(paragraphs: Sequence[Indent]) -> list[bool]:
    """Which of these stand further in than most of the text."""
    usual: Counter[int] = Counter()
    for paragraph in paragraphs:
        usual[paragraph.left] += paragraph.size
    if not usual.total():
        return [False] * len(paragraphs)
    left, size = usual.most_common(1)[0]
    if size < _OFTEN * usual.total():
        return [False] * len(paragraphs)
    ends = Counter(p.right for p in paragraphs if p.left == left and p.size).most_common(1)[0][0]
    return [_further_in(paragraph, left, ends) for paragraph in paragraphs]


def quotations(paragraphs: Sequence[Indent | None], texts: Sequence[str]) -> Iterator[list[list[int]]]:
    """The quotations, each as its paragraphs, by the indices of their lines: one, or those of a stanza.

    None stands for what is no running text, which ends a quotation. An empty paragraph parts two stanzas.
    """
    told = iter(quoted([paragraph for paragraph in paragraphs if paragraph is not None]))
    inside = [paragraph is not None and next(told) for paragraph in paragraphs]
    run: list[int] = []
    for i, paragraph in enumerate((*paragraphs, None)):
        if i < len(inside) and inside[i]:
            run.append(i)
        elif paragraph is None or paragraph.size:
            if run:
                yield _rows(run, texts)
            run = []


def poems(texts: Sequence[str], running: Sequence[bool], *, typed: bool = False) -> Iterator[list[list[int]]]:
    """Poems of which each row is a paragraph, no further in than the text, as the indices of their stanzas.

    `running` says of each paragraph whether it is running text; an empty one parts two stanzas. `typed`: no
    program broke any lines.
    """
    above = False  # whether prose stands above
    run: list[int] = []
    for i, text in enumerate((*texts, "")):
        within = i < len(texts) and running[i]
        if within and text and len(text) <= verses.WIDEST:
            run.append(i)
        elif text or not within:
            rows = run[verses.headed([texts[k] for k in run], first=not above, typed=typed) :]
            if verses.apart([texts[k] for k in rows], typed=typed):
                yield _stanzas(rows)
            above |= len(text) > verses.WIDEST
            run = []


def _stanzas(rows: Sequence[int]) -> list[list[int]]:
    near = min(below - above for above, below in pairwise(rows))
    stanzas = [[rows[0]]]
    for above, below in pairwise(rows):
        if below - above > near:
            stanzas.append([])
        stanzas[-1].append(below)
    return stanzas


def _rows(lines: Sequence[int], texts: Sequence[str]) -> list[list[int]]:
    if not verses.short([texts[i] for i in lines]):
        return [[i] for i in lines]
    return _stanzas(lines) if len(lines) > 1 else [[*lines]]


def _further_in(paragraph: Indent, left: int, right: int) -> bool:
    if not paragraph.size:
        return False
    both = paragraph.left >= left + _ENDS and paragraph.right >= right + _ENDS
    hanging = paragraph.first < 0  # an entry of a list of sources
    return both or (paragraph.left >= left + _IN and not hanging)
