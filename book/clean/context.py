"""What stands around a line, in numbers: the traits of the whole page, seen from each of its lines.

`rows` gives one row a line, in the order of `NAMES`: the line's own traits, its place on the page, its
neighbours, whether it speaks of what the rest speaks of, and how what comes before it compares with what
comes after. All of it is counted in one pass with running totals: linear in the length of the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import log1p

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
    excitement,
    template,
)

_SUBJECT = re.compile(r"[^\W\d_]{4,}")
_FAR = 30  # lines: farther is all the same
_LONG_PAGE = 80  # lines
_REACH = 16  # lines
_BLOCK = 5  # lines of running text that are compared with as many
_STEM = 6  # letters that tell what a word is about, whatever its ending

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

Row = list[float]


def rows(
    texts: Sequence[str],
    traits: Sequence[Row],
    gaps: Sequence[int],
    heads: Sequence[float],
    claims: Sequence[int],
    stop_words: frozenset[str],
) -> list[Row]:
    """One row a line that is not blank; an empty one for a line far from any running text of a long page.

    `gaps` is how many blank lines stand above each; `heads` how much it looks like the head of a comment;
    `claims` 1 where a rule of furniture claims it, 2 where one of comments does, else 0.
    """
    prose = [_prose(text, own) for text, own in zip(texts, traits, strict=True)]
    wanted = _by_text(prose)
    place = _places(texts, gaps, prose, heads, claims, wanted)
    topic = _topic(texts, prose, stop_words, wanted)
    contrast = _contrast(texts, traits, gaps, heads, wanted)
    near = _neighbours(traits)
    return [
        a + b + c + d + e if look else []
        for a, b, c, d, e, look in zip(traits, place, near, topic, contrast, wanted, strict=True)
    ]


def _by_text(prose: Sequence[float]) -> list[bool]:
    """Which lines are worth a look: on a long page those that stand near running text."""
    if len(prose) < _LONG_PAGE or not any(prose):
        return [True] * len(prose)
    before, after = _since(prose), _since(prose[::-1])[::-1]
    return [bool(x) or min(b, a) < _REACH for x, b, a in zip(prose, before, after, strict=True)]


def _prose(text: str, own: Row) -> float:
    """How many characters of running text a line holds."""
    if own[ENDS] and own[WORDS] >= 9 and own[FUNCTIONS] >= 2:
        return float(len(text))
    return 0.7 * len(text) if own[WORDS] >= 25 and own[FUNCTIONS] >= 4 else 0.0


def _places(
    texts: Sequence[str],
    gaps: Sequence[int],
    prose: Sequence[float],
    heads: Sequence[float],
    claims: Sequence[int],
    wanted: Sequence[bool],
) -> list[Row]:
    n = len(texts)
    sizes = [len(text) for text in texts]
    p, s, h = _sums(prose), _sums(sizes), _sums(heads)
    comment_rules = _sums([1 if claim == 2 else 0 for claim in claims])
    all_prose, all_size = p[n] or 1.0, s[n] or 1.0
    start, end = _densest(prose, sizes, claims)
    since_prose, until_prose = _since(prose), _since(prose[::-1])[::-1]
    since_rule = _since(claims)
    until_rule = _since(claims[::-1])[::-1]
    until_comment = _since([1 if claim == 2 else 0 for claim in claims][::-1])[::-1]
    claimed = _sums([1 if claim else 0 for claim in claims])
    again = Counter(texts)
    gap_share = sum(1 for gap in gaps if gap) / n
    paragraph = all_prose / (sum(1 for x in prose if x) or 1)
    prose_share, log_prose = p[n] / all_size, log1p(p[n])
    ruled = sum(1 for claim in claims if claim == 1) / n
    out: list[Row] = []
    for j in range(n):
        if not wanted[j]:
            out.append([])
            continue
        below = j + 1
        a3, a8, a20 = min(n, j + 4), min(n, j + 9), min(n, j + 21)
        b3, b20 = max(0, j - 3), max(0, j - 20)
        before, after = p[j], p[n] - p[below]
        out.append([
            j / n, min(j, 40), min(n - 1 - j, 40), s[j] / all_size, before / all_prose, after / all_prose,
            log1p(before), log1p(after), since_prose[j], until_prose[j], since_rule[j], comment_rules[j],
            h[j], h[n] - h[below],
            min(1500.0, before - p[b3]), min(1500.0, p[a3] - p[below]), min(4000.0, p[a8] - p[below]),
            (before - p[b20]) / max(1.0, s[j] - s[b20]), (p[a20] - p[below]) / max(1.0, s[a20] - s[below]),
            1.0 if start <= j <= end else 0.0,
            max(-_FAR, min(_FAR, j - start)), max(-_FAR, min(_FAR, end - j)),
            again[texts[j]], gap_share, n, prose_share, log_prose, paragraph, ruled,
            until_rule[j], until_comment[j], comment_rules[n] - comment_rules[below],
            claimed[j] - claimed[max(0, j - 8)], claimed[a8] - claimed[below],
        ])  # fmt: skip
    return out


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


def _since(marks: Sequence[float]) -> list[int]:
    """How many lines ago the last marked line was, before each line; `_FAR` at most."""
    out, distance = [], _FAR
    for mark in marks:
        out.append(distance)
        distance = 0 if mark else min(_FAR, distance + 1)
    return out


def _sums(values: Iterable[float]) -> list[float]:
    return list(accumulate(values, initial=0.0))


def _neighbours(traits: Sequence[Row]) -> list[Row]:
    n, most = len(traits), 3
    columns = []
    for _, column, near in _NEAR:
        padded = [0.0] * most + [own[column] for own in traits] + [0.0] * most
        columns += [padded[most + k : most + k + n] for k in near]
    return [list(row) for row in zip(*columns, strict=True)]


def _topic(
    texts: Sequence[str], prose: Sequence[float], stop_words: frozenset[str], wanted: Sequence[bool]
) -> list[Row]:
    """Does a line speak of what the text speaks of, before and after it? Words by their first letters."""
    n = len(texts)
    subjects = [
        {word[:_STEM] for word in set(_SUBJECT.findall(text[:1500].lower())) - stop_words} if look else set()
        for text, look in zip(texts, wanted, strict=True)
    ]
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    seen = []
    for j, words in enumerate(subjects):
        seen.append(len(first))
        if prose[j]:
            for word in words:
                first.setdefault(word, j)
                last[word] = j
    cohesion = _cohesion(n, first, last)
    dips = _dips(cohesion)
    near = _near_cohesion(subjects, prose)
    own: list[tuple[float, float, int]] = []
    for j, words in enumerate(subjects):
        if not words:
            own.append((-1.0, -1.0, 0))
            continue
        early = known = 0
        for word in words:
            if first.get(word, n) < j - 2:
                early += 1
                known += 1
            elif last.get(word, -1) > j + 2:
                known += 1
        own.append((early / len(words), known / len(words), known))
    usual = [share for (_, share, _), x in zip(own, prose, strict=True) if x]
    mean = sum(usual) / len(usual) if usual else 0.0
    out: list[Row] = []
    for j, (before, share, count) in enumerate(own):
        if not wanted[j]:
            out.append([])
            continue
        ahead = _union(subjects, prose, j, min(n, j + 4))
        behind = _union(subjects, prose, max(0, j - 3), j + 1)
        out.append([
            before, share, count,
            sum([first[w] < j for w in ahead]) / len(ahead) if ahead else -1.0,
            sum([last[w] > j for w in behind]) / len(behind) if behind else -1.0,
            share - mean if share >= 0 else -1.0, seen[j], len(first), cohesion[j], dips[j], near[j],
        ])  # fmt: skip
    return out


def _cohesion(n: int, first: dict[str, int], last: dict[str, int]) -> list[float]:
    """For each line: what the text up to it and the text after it share, as a cosine of their words.

    0 where one of them has none. `first` and `last` tell for each word in which line it stands first, last.
    """
    opened, closed = [0] * n, [0] * n
    for word, j in first.items():
        opened[j] += 1
        closed[last[word]] += 1
    out, before, after, total = [], 0, len(first), len(first)
    for new, old in zip(opened, closed, strict=True):
        before, after = before + new, after - old
        out.append((before + after - total) / (before * after) ** 0.5 if before and after else 0.0)
    return out


def _dips(cohesion: Sequence[float]) -> list[float]:
    """How far each lies below the lower of the peaks before and after it: Hearst's depth score (1997)."""
    left = accumulate(cohesion, max)
    right = list(accumulate(reversed(cohesion), max))[::-1]
    return [min(a, b) - here for a, b, here in zip(left, right, cohesion, strict=True)]


def _near_cohesion(subjects: Sequence[set[str]], prose: Sequence[float]) -> list[float]:
    """For each line the same cosine, of the nearest lines of running text before (it with them) and after."""
    texts = [words for words, x in zip(subjects, prose, strict=True) if x]
    shared = []
    for k in range(len(texts) + 1):
        a = set().union(*texts[max(0, k - _BLOCK) : k])
        b = set().union(*texts[k : k + _BLOCK])
        shared.append(len(a & b) / (len(a) * len(b)) ** 0.5 if a and b else 0.0)
    return [shared[k] for k in accumulate(1 if x else 0 for x in prose)]


def _union(subjects: Sequence[set[str]], prose: Sequence[float], start: int, end: int) -> set[str]:
    """What lines of running text speak of, together."""
    return set().union(*[subjects[k] for k in range(start, end) if prose[k]])


def _contrast(
    texts: Sequence[str],
    traits: Sequence[Row],
    gaps: Sequence[int],
    heads: Sequence[float],
    wanted: Sequence[bool],
) -> list[Row]:
    """What the page is like before a line, and from it on: near by (8 lines) and as a whole."""
    n = len(texts)
    weights = [min(len(text), 250) + 10 for text in texts]
    w = _sums(weights)
    measures: list[Sequence[float]] = [
        [min(own[CHARS], 6.0) for own in traits], [own[FUNCTION] for own in traits],
        [own[LEXK] for own in traits], [own[LEXC] for own in traits],
        [excitement(text) for text in texts], heads,
        [own[WORDLEN] for own in traits], [own[COMMAS] for own in traits], [own[ENDS] for own in traits],
        [1.0 if gap else 0.0 for gap in gaps], [own[BULLET] for own in traits],
        [own[TRAILS] for own in traits],
        [own[CHARS] * own[CHARS] for own in traits],  # with 'chars': whether lines are of one length
    ]  # fmt: skip
    totals = [_sums(x * y for x, y in zip(measure, weights, strict=True)) for measure in measures]
    templates = [template(text) for text in texts]
    count = Counter(t for t in templates if t)
    often = _sums(1.0 if t and count[t] >= 3 else 0.0 for t in templates)
    out: list[Row] = []
    for j in range(n):
        if not wanted[j]:
            out.append([])
            continue
        a, b = max(0, j - 8), min(n, j + 9)
        wa, wb, w0, w1 = (w[j] - w[a]) or 1.0, w[b] - w[j], w[j] or 1.0, w[n] - w[j]
        row: Row = []
        for total in totals:
            here = total[j]
            if j:
                row += [(here - total[a]) / wa, (total[b] - here) / wb, here / w0, (total[n] - here) / w1]
            else:
                row += [-9.0, (total[b] - here) / wb, -9.0, (total[n] - here) / w1]
        row += [count[templates[j]] if templates[j] else 0, often[j] - often[max(0, j - 10)]]
        out.append(row)
    return out
