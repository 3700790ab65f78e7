"""Pieces of one book that are one text, versions of one, or parts of a series.

Likeness is measured on runs of five words that are kept (w-shingling; Broder, On the resemblance and
containment of documents, 1997): how many of the shorter piece's runs stand in the other one too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from book.errors import Place
from book.model import Finding, Galley, Piece, Severity

RUN = 5
SAME = 0.9
VERSION = 0.4
PASSAGE = 60
"""Runs of words in common from which a passage is told of: fewer are a quotation or a phrase."""
MANY = 20
"""A run that stands in more pieces than this says nothing of any two of them."""
_LISTED = 3  # of several pieces, how many are named

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_NUMBER = re.compile(r"(?<![\w€$£])(?:(\d{1,3})|([IVX]{1,5}))(?![\w%])")
_ROMAN = {"I": 1, "V": 5, "X": 10}


def likeness(pairs: Sequence[tuple[Piece, Galley]]) -> tuple[Finding, ...]:
    """What an editor should know of pieces that resemble each other. `pairs` are in the order of the book."""
    return (*_resemblances(pairs), *_series([piece for piece, _ in pairs]))


def _resemblances(pairs: Sequence[tuple[Piece, Galley]]) -> Iterator[Finding]:
    """Of one piece, the likest of each kind, with the others: five of a kind are four findings, not ten."""
    alike: dict[tuple[str, str], list[tuple[float, Finding, Piece]]] = {}
    for share, finding, other in _each(pairs):
        alike.setdefault((finding.place.file, finding.check), []).append((share, finding, other))
    for found in alike.values():
        _, likest, one = max(found, key=lambda told: told[0])
        others = [other.seed for _, _, other in found if other is not one]
        more = f"; much the same can be said of {_listed(others)}" if others else ""
        yield replace(likest, message=f"{likest.message}{more}")


def _listed(names: Sequence[str]) -> str:
    """'a, b and c'; of many the first and how many more."""
    if len(names) > _LISTED + 1:
        return f"{', '.join(names[:_LISTED])} and {len(names) - _LISTED} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _each(pairs: Sequence[tuple[Piece, Galley]]) -> Iterator[tuple[float, Finding, Piece]]:
    """Each pair of pieces that resemble each other: how much, what is told at the later, and the earlier."""
    runs = [_runs(galley) for _, galley in pairs]
    for (first, second), common in sorted(_common(runs).items()):
        shorter, longer = sorted((len(runs[first]), len(runs[second])))
        share = common / shorter
        there, here = pairs[first][0], pairs[second][0]
        if share >= SAME and shorter >= SAME * longer:
            told = _told(here, "same", f"the same text as {_named(there)}", "leave one of them out")
        elif share >= VERSION:
            which = "this one" if len(runs[second]) == longer else "that one"
            told = _told(
                here,
                "version",
                f"{100 * share:.0f} % of the shorter stands in both this and {_named(there)};"
                f" {which} is longer",
                "two versions of one piece? keep one, and tell of the other where it appeared before",
            )
        elif common >= PASSAGE:
            told = _told(
                here,
                "passage",
                f"a passage of about {common + RUN - 1} words stands in {_named(there)} too",
                "the author's own, a quotation, or something of the site's that was not dropped?",
                Severity.NOTE,
            )
        else:
            continue
        yield share, told, there


def _runs(galley: Galley) -> frozenset[tuple[str, ...]]:
    words = [w.casefold() for v in galley.verdicts if v.kept for w in _WORD.findall(v.line.text)]
    return frozenset(zip(*(words[i:] for i in range(RUN)), strict=False))


def _common(runs: Sequence[frozenset[tuple[str, ...]]]) -> Counter[tuple[int, int]]:
    """How many runs each two pieces share, for those that share any: linear in the text, not in pairs."""
    where: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, own in enumerate(runs):
        for run in own:
            where[run].append(n)
    return Counter(
        pair for pieces in where.values() if len(pieces) <= MANY for pair in combinations(pieces, 2)
    )


def _series(pieces: Sequence[Piece]) -> Iterator[Finding]:
    """Titles that differ in their number only are parts of one series: in the order of their numbers?"""
    series: defaultdict[str, list[tuple[int, Piece]]] = defaultdict(list)
    for piece in pieces:
        numbers = list(_NUMBER.finditer(piece.title))
        if numbers:
            last = numbers[-1]
            stem = piece.title[: last.start()] + "#" + piece.title[last.end() :]
            series[stem.casefold()].append((_value(last), piece))
    for parts in series.values():
        for (before, there), (number, here) in pairwise(parts):
            if number < before:
                yield _told(
                    here,
                    "series",
                    f"part {number} of a series comes after part {before}, {_named(there)}",
                    "is that the order you want?",
                    Severity.NOTE,
                )


def _value(number: re.Match[str]) -> int:
    if number[1]:
        return int(number[1])
    values = [_ROMAN[letter] for letter in number[2]]
    following = [*values[1:], 0]
    return sum(-v if v < n else v for v, n in zip(values, following, strict=True))


def _named(piece: Piece) -> str:
    return f"‘{piece.title}’ ({piece.seed})"


def _told(
    piece: Piece, check: str, message: str, hint: str, severity: Severity = Severity.WARNING
) -> Finding:
    return Finding(f"likeness.{check}", severity, Place(piece.seed), message, hint)
