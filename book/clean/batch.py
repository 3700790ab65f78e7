"""What stands in several seeds of one batch, and what that says against it: it is their site's, as a rule."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import TypeVar

from book.clean.page import Shared, unbulleted
from book.model import Reading
from book.sentences import ends, running

_T = TypeVar("_T", str, tuple[str, str])

_VERSIONS = 8  # seeds: of more that have a line each is only compared with the next
_MOSTLY, _NEARLY = 0.5, 0.8  # of their running text: what two share alone, and what others share too
_BETWEEN = re.compile(r"(?<=[.!?…])\s+(?![a-zß-ÿ])|(?<=[。！？])")
_LONGEST, _FILLED = 600, 45  # characters: of a sentence at most, of a line that a program filled at least
_HEAD = 4  # lines above a paragraph: a title, who wrote it and when, a standfirst
_NEAR = 25  # lines: a heading, and a list of what goes into a dish
_ALONE = 2.6  # log-odds against a line that stands in other seeds too
_MORE = 1.7  # and for each more that follows there as it does here
_MOST, _MOST_AMONG = 8.0, 4.0  # but no more than this, and than that among paragraphs of the page's own


def furniture(readings: Iterable[Reading]) -> Shared:
    """What stands in at least two of `readings`, for `clean(..., repeats=...)`; of running text, in three.

    Of two pieces one may quote the other, or go on with it.

    Two that alone have more than half of their running text in common, or nearly all of it with others, are
    versions of one piece, and count as one.
    What is above the text of one alone is the title and the standfirst that the others announce it with.
    """
    pages = [[text for line in reading.lines if (text := unbulleted(line.text))] for reading in readings]
    of = _pieces(pages)
    lines = _several([{text for text in page if any(map(str.isalpha, text))} for page in pages], of)
    pairs = _several([{*pairwise(page)} for page in pages], of)
    above = [{page[j] for j in _above(page, lines)} for page in pages]
    return Shared(lines, pairs, (lines & frozenset().union(*above)) - _several(above, of))


def _several(pages: Sequence[Collection[_T]], of: Sequence[int]) -> frozenset[_T]:
    """What is on pages of more than one piece; of running text, more than two."""
    where: dict[_T, set[int]] = {}
    for page, piece in zip(pages, of, strict=True):
        for thing in page:
            where.setdefault(thing, set()).add(piece)
    return frozenset(
        thing
        for thing, pieces in where.items()
        if len(pieces) > 1 + (isinstance(thing, str) and running(thing))
    )


def _pieces(pages: Sequence[Sequence[str]]) -> list[int]:
    """For each page the first one that is a version of the same piece: itself, as a rule."""
    told = [_said(page) or {*page} for page in pages]
    stand: dict[str, list[int]] = {}
    for n, own in enumerate(told):
        for text in own:
            stand.setdefault(text, []).append(n)
    common: Counter[tuple[int, int]] = Counter()
    theirs: Counter[tuple[int, int]] = Counter()  # of that, what stands nowhere else
    for text, where in stand.items():
        for pair in combinations(where, 2) if len(where) <= _VERSIONS else pairwise(where):
            common[pair] += len(text)
            theirs[pair] += len(text) if len(where) == 2 else 0
    sizes = [sum(map(len, own)) for own in told]
    piece = [*range(len(pages))]
    for (a, b), size in sorted(common.items()):
        least = min(sizes[a], sizes[b])
        if theirs[a, b] > _MOSTLY * least or size > _NEARLY * least:
            first, other = sorted((piece[a], piece[b]))
            piece = [first if of == other else of for of in piece]
    return piece


def _said(page: Sequence[str]) -> set[str]:
    """The sentences of a page, however its lines are broken: a program may have filled one version's."""
    return {
        text
        for paragraph in _paragraphs(page)
        for text in _BETWEEN.split(paragraph)
        if len(text) <= _LONGEST and running(text)
    }


def _paragraphs(page: Sequence[str]) -> Iterator[str]:
    """The lines of a page, those joined to the line above that may go on with its sentence."""
    held = list[str]()
    for text in page:
        if held and (len(held[-1]) < _FILLED or ends(held[-1])):
            yield " ".join(held)
            held = []
        held.append(text)
    yield " ".join(held)


def _above(texts: Sequence[str], shared: Collection[str]) -> set[int]:
    """The lines that stand right above a paragraph which is not shared."""
    return {
        i
        for j, text in enumerate(texts)
        if running(text) and text not in shared
        for i in range(max(0, j - _HEAD), j)
    }


def shared_at(texts: Sequence[str], shared: Shared) -> list[int]:
    """Which of these lines of a page, none blank, stand in others too, and are not its own head."""
    if shared.lines.isdisjoint(texts):
        return []
    heads = {j for j in _above(texts, shared.lines) if texts[j] in shared.heads} if shared.heads else set()
    return [j for j, text in enumerate(texts) if text in shared.lines and j not in heads]


def against(texts: Sequence[str], shared: Shared) -> list[float]:
    """For each of these lines of a page, none blank, what the rest of the batch says against it, in log-odds.

    Nothing against a short sentence that no paragraph goes with: a refrain. Nor against what is no sentence
    and stands among paragraphs that are the page's own: recipes share their headings, and some of what goes
    into them.
    """
    weights = [0.0] * len(texts)
    at = shared_at(texts, shared)
    if not at:
        return weights
    theirs = {j for j in at if running(texts[j])}
    own = [running(text) and j not in theirs for j, text in enumerate(texts)]
    for run in _runs(at, texts, shared):
        first, last = run[0], run[-1] + 1
        among = any(own[max(0, first - _NEAR) : first]) and any(own[last : last + _NEAR])
        if theirs.intersection(run):
            weight = min(_MOST_AMONG if among else _MOST, _ALONE + _MORE * (len(run) - 1))
            weights[first:last] = [weight] * len(run)
        elif not among:
            for j in run:
                weights[j] = 0.0 if ends(texts[j]) else _ALONE
    return weights


def _runs(at: Iterable[int], texts: Sequence[str], shared: Shared) -> list[list[int]]:
    """The lines that follow each other here as they do in another seed."""
    runs: list[list[int]] = []
    for j in at:
        if runs and runs[-1][-1] == j - 1 and (texts[j - 1], texts[j]) in shared.pairs:
            runs[-1].append(j)
        else:
            runs.append([j])
    return runs
