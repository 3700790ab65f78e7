"""What stands around a line, in numbers: the traits of the whole page, seen from each of its lines.

`rows` gives one row a line, in the order of `NAMES`: the line's own traits, its place on the page, its
neighbours, whether it speaks of what the rest speaks of, and how what comes before it compares with what
comes after. All of it is counted in one pass with running totals: linear in the length of the page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from math import log1p
from operator import itemgetter, mul, sub, truediv

from book.clean.traits import (
    BULLET,
    CAPITALS,
    CHARS,
    COMMAS,
    ENDS,
    FUNCTION,
    FUNCTIONS,
    LEXC,
    LEXK,
    OWN,
    TRAILS,
    WORDLEN,
    WORDS,
    Row,
    Traits,
)

_FAR = 30.0  # lines: farther is all the same
_EDGE = 40.0  # and from the page's ends
_BY = 8  # lines above a line, and below it, that are near
_LONG_PAGE = 80  # lines
_REACH = 16  # lines
_FEW = 4  # lines whose subjects are looked at together
_BLOCK = 5  # lines of running text that are compared with as many
_NOBODY = (0.0, 0.0, 0.0)  # the traits of lines beyond the page's ends, as far as any neighbour is looked at
_SILENCE: frozenset[str] = frozenset()

_PLACE = (
    "pos", "first", "last", "size-before", "prose-before", "prose-after", "log-before", "log-after",
    "since-prose", "until-prose", "since-rule", "comment-rules", "heads-before", "heads-after",
    "prose-3-before", "prose-3-after", "prose-8-after", "density-before", "density-after",
    "in-block", "block-start", "block-end", "again", "gaps", "lines", "prose-share", "prose", "paragraph",
    "rules", "until-rule", "until-comment-rule", "comment-rules-after", "rules-before-8", "rules-after-8",
)  # fmt: skip
_NEAR = (
    ("chars", CHARS, (-3, -2, -1, 1, 2, 3)), ("lexk", LEXK, (-3, -2, -1, 1, 2)),
    ("capitals", CAPITALS, (-2, -1, 1, 2)), ("ends", ENDS, (-1, 1)), ("function", FUNCTION, (-1, 1)),
)  # fmt: skip
TOPIC = (
    "known-before",
    "known",
    "known-words",
    "known-ahead",
    "known-after",
    "known-more",
    "words-before",
    "words-all",
    "cohesion",
    "cohesion-dip",
    "cohesion-near",
)
_SIDES = (
    "chars", "function", "lexk", "lexc", "excited", "heads", "wordlen", "commas", "ends", "gap", "bullet",
    "trails", "chars-squared",
)  # fmt: skip
_CONTRAST = (
    *(f"{name}-{side}" for name in _SIDES for side in ("before-8", "after-8", "before", "after")),
    "template", "templates-before",
)  # fmt: skip
NAMES = (*OWN, *_PLACE, *(f"{name}{k:+}" for name, _, near in _NEAR for k in near), *TOPIC, *_CONTRAST)

Columns = list[Sequence[float]]
"""One number a line, each, for those that are wanted (`at` these indices); in the order of their names."""

Pick = Callable[[Sequence[float]], Sequence[float]]
"""A number for every line -> those of the lines that are wanted. Columns are made whole, without a look at
the single line, by what Python has in C."""


def rows(
    lines: Sequence[Traits], gaps: Sequence[int], heads: Sequence[float], claims: Sequence[int]
) -> list[Row]:
    """One row a line that is not blank; an empty one for a line far from any running text of a long page.

    `gaps` is how many blank lines stand above each; `heads` how much it looks like the head of a comment;
    `claims` 1 where a rule of furniture claims it, 2 where one of comments does, else 0.
    """
    if not lines:
        return []
    prose = [_prose(line) for line in lines]
    to_prose = _since(prose), _since(prose[::-1])[::-1]
    wanted = _by_text(prose, *to_prose)
    own: Columns = list(zip(*[line.own for line in lines], strict=True))
    at = [j for j, look in enumerate(wanted) if look]
    pick: Pick = itemgetter(*at) if len(at) > 1 else itemgetter(slice(at[0], at[0] + 1))
    columns = (
        *_places(lines, gaps, prose, to_prose, heads, claims, at, pick),
        *_neighbours(own, pick),
        *_topic(lines, prose, wanted, pick),
        *_contrast(lines, own, gaps, heads, at, pick),
    )
    around = zip(*columns, strict=True)
    return [line.own + next(around) if look else () for line, look in zip(lines, wanted, strict=True)]


def _by_text(prose: Sequence[float], before: Sequence[float], after: Sequence[float]) -> list[bool]:
    """Which lines are worth a look: on a long page those that stand near running text."""
    if len(prose) < _LONG_PAGE or not any(prose):
        return [True] * len(prose)
    return [bool(x) or b < _REACH or a < _REACH for x, b, a in zip(prose, before, after, strict=True)]


def _prose(line: Traits) -> float:
    """How many characters of running text a line holds."""
    own, size = line.own, line.size
    if own[ENDS] and own[WORDS] >= 9 and own[FUNCTIONS] >= 2:
        return float(size)
    return 0.7 * size if own[WORDS] >= 25 and own[FUNCTIONS] >= 4 else 0.0


def _places(
    lines: Sequence[Traits],
    gaps: Sequence[int],
    prose: Sequence[float],
    to_prose: tuple[Sequence[float], Sequence[float]],
    heads: Sequence[float],
    claims: Sequence[int],
    at: Sequence[int],
    pick: Pick,
) -> Columns:
    n = len(lines)
    sizes = [line.size for line in lines]
    p, s, h = _sums(prose), _sums(sizes), _sums(heads)
    of_comments = [1.0 if claim == 2 else 0.0 for claim in claims]
    comment_rules, claimed = _sums(of_comments), _sums([1.0 if claim else 0.0 for claim in claims])
    all_prose, all_size = p[n] or 1.0, s[n] or 1.0
    start, end = _densest(prose, sizes, claims)
    again = Counter(line.text for line in lines)
    since_rule, until_rule = _since(claims), _since(claims[::-1])[::-1]
    until_comment = _since(of_comments[::-1])[::-1]
    above, below = pick(p), [p[n] - x for x in pick(p[1:])]
    return [
        [j / n for j in at],
        [float(j) if j < _EDGE else _EDGE for j in at],
        [float(n - 1 - j) if n - 1 - j < _EDGE else _EDGE for j in at],
        [x / all_size for x in pick(s)],
        [x / all_prose for x in above],
        [x / all_prose for x in below],
        list(map(log1p, above)),
        list(map(log1p, below)),
        *map(pick, to_prose),
        pick(since_rule),
        pick(comment_rules),
        pick(h),
        [h[n] - x for x in pick(h[1:])],
        [min(1500.0, x) for x in _before(p, 3, pick)],
        [min(1500.0, x) for x in _after(p, 3, pick)],
        [min(4000.0, x) for x in _after(p, 8, pick)],
        [x / max(1.0, y) for x, y in zip(_before(p, 20, pick), _before(s, 20, pick), strict=True)],
        [x / max(1.0, y) for x, y in zip(_after(p, 20, pick), _after(s, 20, pick), strict=True)],
        [1.0 if start <= j <= end else 0.0 for j in at],
        [max(-_FAR, min(_FAR, float(j - start))) for j in at],
        [max(-_FAR, min(_FAR, float(end - j))) for j in at],
        [float(again[lines[j].text]) for j in at],
        *(
            [of_page] * len(at)
            for of_page in (
                sum(1 for gap in gaps if gap) / n,
                float(n),
                p[n] / all_size,
                log1p(p[n]),
                all_prose / (sum(1 for x in prose if x) or 1),
                sum(1 for claim in claims if claim == 1) / n,
            )
        ),
        pick(until_rule),
        pick(until_comment),
        [comment_rules[n] - x for x in pick(comment_rules[1:])],
        _before(claimed, 8, pick),
        _after(claimed, 8, pick),
    ]


def _before(sums: list[float], reach: int, pick: Pick) -> list[float]:
    """How much of a running total is of the `reach` lines above each line."""
    return list(map(sub, pick(sums), pick(_earlier(sums, reach))))


def _after(sums: list[float], reach: int, pick: Pick) -> list[float]:
    """How much is of the `reach` lines below each."""
    return list(map(sub, pick(_later(sums, reach + 1)), pick(sums[1:])))


def _earlier(sums: list[float], lines: int) -> list[float]:
    """For each line what a running total was so many lines before; as it began, near the beginning."""
    return sums[:1] * lines + sums


def _later(sums: list[float], lines: int) -> list[float]:
    """For each line what it is so many lines later; what it comes to, near the end."""
    return sums[lines:] + sums[-1:] * lines


def _densest(prose: Sequence[float], sizes: Sequence[int], claims: Sequence[int]) -> tuple[int, int]:
    """First and last line of the densest run of text (Finn, Kushmerick & Smyth 2001, on lines)."""
    best, span = 0.0, (0, -1)
    current, start = 0.0, 0
    for j, weight in enumerate(prose):
        gain = weight if weight > 0 else -min(60, 20 + sizes[j]) * (2 if claims[j] else 1)
        current += gain
        if current <= 0:
            current, start = 0.0, j + 1
        elif current > best:
            best, span = current, (start, j)
    return span


def _since(marks: Sequence[float]) -> list[float]:
    """How many lines ago the last marked line was, before each line; `_FAR` at most."""
    out, distance = [], _FAR
    for mark in marks:
        out.append(distance)
        if mark:
            distance = 0.0
        elif distance < _FAR:
            distance += 1.0
    return out


def _sums(values: Iterable[float]) -> list[float]:
    return list(accumulate(values, initial=0.0))


def _neighbours(own: Columns, pick: Pick) -> Columns:
    columns: Columns = []
    for _, column, near in _NEAR:
        padded = [*_NOBODY, *own[column], *_NOBODY]
        columns += [pick(padded[len(_NOBODY) + k :]) for k in near]
    return columns


def _topic(lines: Sequence[Traits], prose: Sequence[float], wanted: Sequence[bool], pick: Pick) -> Columns:
    """Does a line speak of what the text speaks of, before and after it?"""
    n = len(lines)
    subjects = [line.subjects if look else _SILENCE for line, look in zip(lines, wanted, strict=True)]
    spoken = [words if x else _SILENCE for words, x in zip(subjects, prose, strict=True)]
    near = _together(spoken, _FEW)
    seen, early, fresh, ahead, opened = [], [], [], [], []
    heard: set[str] = set()  # above this line
    past: set[str] = set()  # and not right above it
    for j, words in enumerate(subjects):
        here = near[j][1] if wanted[j] else _SILENCE
        seen.append(float(len(heard)))
        ahead.append(len(here & heard) / len(here) if here else -1.0)
        past |= spoken[j - 3] if j > 2 else _SILENCE
        early.append(len(words & past))
        fresh.append(words - past)
        opened.append(len(spoken[j] - heard))
        heard |= spoken[j]
    known, behind, closed = [0.0] * n, [0.0] * n, [0] * n
    coming: set[str] = set()  # below this line
    future: set[str] = set()  # and not right below it
    for j in range(n - 1, -1, -1):
        here = near[j + 1][0] if wanted[j] else _SILENCE
        behind[j] = len(here & coming) / len(here) if here else -1.0
        future |= spoken[j + 3] if j + 3 < n else _SILENCE
        known[j] = float(early[j] + len(fresh[j] & future))
        closed[j] = len(spoken[j] - coming)
        coming |= spoken[j]
    shares = [count / len(words) if words else -1.0 for count, words in zip(known, subjects, strict=True)]
    usual = [share for share, x in zip(shares, prose, strict=True) if x]
    mean = sum(usual) / len(usual) if usual else 0.0
    cohesion = _cohesion(opened, closed)
    columns = (
        [count / len(words) if words else -1.0 for count, words in zip(early, subjects, strict=True)],
        shares,
        known,
        ahead,
        behind,
        [share - mean if share >= 0 else -1.0 for share in shares],
        seen,
        [float(len(heard))] * n,
        cohesion,
        _dips(cohesion),
        _near_cohesion(spoken, prose),
    )
    return [pick(column) for column in columns]


def _together(spoken: Sequence[frozenset[str]], count: int) -> list[tuple[frozenset[str], frozenset[str]]]:
    """Before each line, and after the last: what the `count` lines above say together, and those below.

    What is below one is above another.
    """
    below = [_SILENCE.union(*spoken[j : j + count]) for j in range(len(spoken) + 1)]
    above = [_SILENCE.union(*spoken[:j]) for j in range(min(count, len(below)))] + below[:-count]
    return list(zip(above, below, strict=True))


def _cohesion(opened: Sequence[int], closed: Sequence[int]) -> list[float]:
    """For each line: what the text up to it and the text after it share, as a cosine of their words.

    0 where one of them has none. `opened` and `closed` tell how many words each line is the first, the last
    to have.
    """
    total = sum(opened)
    out, before, after = [], 0, total
    for new, old in zip(opened, closed, strict=True):
        before, after = before + new, after - old
        out.append((before + after - total) / (before * after) ** 0.5 if before and after else 0.0)
    return out


def _dips(cohesion: Sequence[float]) -> list[float]:
    """How far each lies below the lower of the peaks before and after it: Hearst's depth score (1997)."""
    left = accumulate(cohesion, max)
    right = list(accumulate(reversed(cohesion), max))[::-1]
    return [min(a, b) - here for a, b, here in zip(left, right, cohesion, strict=True)]


def _near_cohesion(spoken: Sequence[frozenset[str]], prose: Sequence[float]) -> list[float]:
    """For each line the same cosine, of the nearest lines of running text before (it with them) and after."""
    texts = [words for words, x in zip(spoken, prose, strict=True) if x]
    shared = [len(a & b) / (len(a) * len(b)) ** 0.5 if a and b else 0.0 for a, b in _together(texts, _BLOCK)]
    return [shared[k] for k in accumulate(1 if x else 0 for x in prose)]


def _contrast(
    lines: Sequence[Traits],
    own: Columns,
    gaps: Sequence[int],
    heads: Sequence[float],
    at: Sequence[int],
    pick: Pick,
) -> Columns:
    """What the page is like before a line, and from it on: near by (8 lines) and as a whole."""
    weights = [min(line.size, 250) + 10 for line in lines]
    near_above, near_below, above, below = _sides(_sums(weights), pick)
    near_above, above = [x or 1.0 for x in near_above], [x or 1.0 for x in above]
    measures = (
        [min(x, 6.0) for x in own[CHARS]], own[FUNCTION], own[LEXK], own[LEXC],
        [line.excitement for line in lines], heads,
        own[WORDLEN], own[COMMAS], own[ENDS], [1.0 if gap else 0.0 for gap in gaps], own[BULLET], own[TRAILS],
        [x * x for x in own[CHARS]],  # with 'chars': whether lines are of one length
    )  # fmt: skip
    columns: Columns = []
    for measure in measures:
        totals = _sides(_sums(map(mul, measure, weights)), pick)
        means = [
            list(map(truediv, total, size))
            for total, size in zip(totals, (near_above, near_below, above, below), strict=True)
        ]
        if not at[0]:  # nothing is above the first line
            means[0][0] = means[2][0] = -9.0
        columns += means
    templates = [line.template for line in lines]
    count = Counter(t for t in templates if t)
    often = _sums([1.0 if t and count[t] >= 3 else 0.0 for t in templates])
    return [
        *columns,
        [float(count[templates[j]]) for j in at],
        _before(often, 10, pick),
    ]


def _sides(sums: list[float], pick: Pick) -> tuple[Sequence[float], ...]:
    """How much of a running total is near above each line, near below with it, above it, below with it."""
    here = pick(sums)
    return (
        list(map(sub, here, pick(_earlier(sums, _BY)))),
        list(map(sub, pick(_later(sums, _BY + 1)), here)),
        here,
        [sums[-1] - x for x in here],
    )
