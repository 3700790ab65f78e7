"""What a line of a web page is like, in numbers: its text, its element, what stands around it.

`rows` gives one row a line, in the order of `NAMES`. Linear in the length of the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from math import log1p

from book.clean import hearsay
from book.clean.placenames import Worth, kinds
from book.clean.shapes import is_name
from book.clean.spoken import spaced, spoken, subjects
from book.clean.traits import COLONS, Lexicon, counted, counted_singly, weighed
from book.clean.tree import Node, Tree
from book.model import UNTOLD, Inline, Line, Link, Span, Text, Told
from book.sentences import QUESTIONS, STOPS, columns, final

_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b\d?\d[./-]\d?\d[./-]\d\d")
_CLOCK = re.compile(r"\b[0-2]?\d[:.][0-5]\d\b")
_SIGN = re.compile(r"[|»«›‹→←▸▾▼©@#/+>_~=]")
_NTH = re.compile(r":nth-child\(\d+\)")
_LONG = 700  # characters of a line that are looked at
_MOST = 60  # words of a line that are looked up
LINKED = 0.5  # a line more in links than this is a link
_MANY = 99  # lines: farther is all the same

_OWN = (
    "chars", "words", "wordlen", "capitals", "upper", "digits", "signs", "ends", "colon", "commas",
    "function", "functions", "year", "clock", "name", "link", "links", "small", "question", "you",
    "strong", "again", "inline-all", "dots", "lexk", "lexc",
)  # fmt: skip
_TAGS = ("p", "li", "h1", "h2", "h3", "h4", "td", "div", "blockquote", "figcaption", "pre", "span", "a",
         "button", "label", "dd", "article", "section", "body")  # fmt: skip
_WITHIN = ("nav", "aside", "footer", "header", "form", "figure", "table", "ul", "ol", "article", "main",
           "section", "blockquote", "button", "p", "select", "dl", "center", "font")  # fmt: skip
_SUMS = ("lines", "prose-share", "mean", "link", "root", "headings", "part")
_ELEMENT = (
    "depth", "item-body", "page-body", "worth", "worth-total", "worth-least", "worth-up", "worth-up-2",
    *(f"{name}-{up}" for up in range(4) for name in _SUMS),
    "in-best", "under-best", "off-best", "in-trunk", "under-trunk", "off-trunk",
    "best-share", "best-part", "best-worth", "in-high-trunk", "article-share", "in-an-article",
)  # fmt: skip
_PLACE = (
    "best-side", "trunk-side", "articles", "like-lines", "like-mean", "like-link", "like-prose",
    "pos", "prose-before", "prose-after", "log-before", "log-after", "since-prose", "until-prose",
    "prose-3-before", "prose-3-after", "prose-8-before", "prose-8-after", "link-3", "link-8",
    "since-h1", "h1-after", "since-heading", "lines-all", "prose-all", "prose-share-all", "prose",
    "as-before", "as-after", "beside-before", "beside-after", "again-as-h1",
    "known-before", "known-after", "known", "known-ahead", "known-behind", "known-more", "share-here-before",
    "lexk-3", "lexk-before-8", "lexk-after-8", "lexc-before-8", "lexc-after-8",
)  # fmt: skip
_NEAR = ("chars", "ends", "link", "function", "lexk")
_KINDS = tuple(kind.name for kind in kinds())
NAMES = (
    *_OWN, *(f"tag-{t}" for t in _TAGS), *(f"in-{t}" for t in _WITHIN), *(f"kind-{k}" for k in _KINDS),
    *_ELEMENT, *_PLACE, *(f"{n}{k:+}" for n in _NEAR for k in (-2, -1, 1, 2)),
    *(f"{source}-{name}" for source in ("summary", "told") for name in hearsay.NAMES),
)  # fmt: skip
Row = list[float]


def link_share(line: Line) -> float:
    """The share of a line's characters that are in links, 0..1."""
    return linked(line.inlines)[0] / (len(line.text) or 1)


def linked(inlines: Sequence[Inline]) -> tuple[int, int, int]:
    """Characters in links, links, characters in strong or emphasised runs."""
    chars = links = strong = 0
    stack: list[tuple[Inline, bool, bool]] = [(i, False, False) for i in inlines]
    while stack:
        inline, in_link, bold = stack.pop()
        if isinstance(inline, Text):
            chars += len(inline.text) if in_link else 0
            strong += len(inline.text) if bold else 0
        elif isinstance(inline, Link):
            links += 1
            stack += [(i, True, bold) for i in inline.inlines]
        elif isinstance(inline, Span):
            stack += [(i, in_link, bold or inline.kind in ("strong", "b", "em", "i")) for i in inline.inlines]
    return chars, links, strong


def _own(
    text: str, marked: tuple[int, int, int], stop_words: frozenset[str], lexicon: Lexicon, again: int
) -> Row:
    head = text if len(text) <= _LONG else text[:_LONG]
    words, count, size, commas = spoken(head)
    distinct = set(words)
    function = len(distinct & stop_words)
    for_text, for_comment = weighed(distinct if len(distinct) <= _MOST else set(words[:_MOST]), lexicon)
    scale = (min(len(distinct), _MOST) + 3.0) ** -0.5
    last = final(text) or text[-1]
    capitals, upper, digits, _ = (counted_singly if "×" in head else counted)(head)
    in_links, links, strong = marked
    whole, chars = columns(text), len(text)
    return [
        log1p(whole), spaced(text), size / count, capitals / count,
        upper / size, digits / size, len(_SIGN.findall(head)) / size,
        1.0 if last in STOPS else 0.0, 1.0 if last in COLONS else 0.0, commas / count,
        function / (len(distinct) or 1), float(function),
        1.0 if digits > 1 and _YEAR.search(head) else 0.0, 1.0 if digits > 1 and _CLOCK.search(head) else 0.0,
        1.0 if is_name(text) else 0.0, in_links / chars, float(links), 1.0 if head[0].islower() else 0.0,
        1.0 if last in QUESTIONS else 0.0, (head.count("!") + head.count("！")) / count, strong / chars,
        float(min(again, 9)),
        1.0 if links and in_links >= 0.9 * chars else 0.0, 1.0 if text.endswith(("...", "…")) else 0.0,
        for_text * scale, for_comment * scale,
    ]  # fmt: skip


_CHARS, _WORDS, _ENDS, _FUNCTIONS, _LINK = (
    _OWN.index(n) for n in ("chars", "words", "ends", "functions", "link")
)
_FUNCTION, _LEXK, _LEXC = (_OWN.index(n) for n in ("function", "lexk", "lexc"))


def _prose(size: int, own: Row) -> float:
    """How many characters of running text a line holds, those in links left out."""
    free = size * max(0.0, 1.0 - own[_LINK])  # a link may end in a space that its line has not
    if own[_ENDS] and own[_WORDS] >= 9 and own[_FUNCTIONS] >= 2:
        return free
    return 0.7 * free if own[_WORDS] >= 25 and own[_FUNCTIONS] >= 4 else 0.0


class Sheet:
    """The lines of a page that are not blank, laid out for the models."""

    def __init__(
        self,
        lines: Sequence[Line],
        stop_words: frozenset[str],
        worth: Worth,
        lexicon: Lexicon,
        told: Told = UNTOLD,
    ) -> None:
        self.texts = [line.text.strip() for line in lines]
        self.stop_words = stop_words
        n = self.n = len(lines)
        count = Counter(self.texts)
        marked = [linked(line.inlines) if line.inlines else (0, 0, 0) for line in lines]
        self.own = [
            _own(t, m, stop_words, lexicon, count[t]) for t, m in zip(self.texts, marked, strict=True)
        ]
        self.sizes = [columns(t) for t in self.texts]
        self.prose = [_prose(s, o) for s, o in zip(self.sizes, self.own, strict=True)]
        self.tree = Tree([line.place for line in lines], worth, len(_KINDS))
        self.tree.fill(self.sizes, self.prose, [float(m[0]) for m in marked])
        self.tags = [line.tag for line in lines]
        index: dict[str, int] = {}
        seen: dict[str, int] = {}
        self.like = []
        for line in lines:
            if line.place not in seen:
                seen[line.place] = index.setdefault(_NTH.sub("", line.place), len(index))
            self.like.append(seen[line.place])
        self.best = self.tree.best() if n else 0
        self.trunk = self.tree.trunk(0.85)
        self.summary, self.told = hearsay.rows(self.texts, told.summary), hearsay.rows(self.texts, told.text)
        self.bodied = any(node.body for node in self.tree.nodes)

    def rows(self) -> list[Row]:
        """One row a line, in the order of `NAMES`."""
        if not self.n:
            return []
        nodes, n = self.tree.nodes, self.n
        total_prose, total_chars = nodes[0].prose or 1.0, float(nodes[0].chars) or 1.0
        p = _sums(self.prose)
        link = [o[_LINK] for o in self.own]
        ls = _sums(link)
        weights = [min(size, 250) + 10.0 for size in self.sizes]
        w = _sums(weights)
        k, c = (_sums([o[t] * x for o, x in zip(self.own, weights, strict=True)]) for t in (_LEXK, _LEXC))
        since, until = _since(self.prose), _since(self.prose[::-1])[::-1]
        h1 = [j for j, tag in enumerate(self.tags) if tag == "h1"]
        last_h1 = h1[-1] if h1 else -1
        by_node = self._by_node(total_prose)
        like = self._likes(total_prose)
        topic = _topic(self.texts, self.prose, self.stop_words)
        since_h1 = since_heading = _MANY
        articles = float(sum(1 for node in nodes if node.step.tag == "article"))
        padded = [[0.0] * len(_OWN)] * 2 + self.own + [[0.0] * len(_OWN)] * 2
        at = self.tree.at
        parents = [nodes[i].parent for i in at]
        lines, log_prose, prose_share = log1p(n), log1p(p[n]), p[n] / total_chars
        h1_text = {self.texts[j] for j in h1}
        best_node, trunk_node = nodes[self.best], nodes[self.trunk]
        out = []
        for j in range(n):
            tag = self.tags[j]
            since_h1 = 0 if tag == "h1" else min(_MANY, since_h1 + 1)
            since_heading = 0 if tag in ("h1", "h2", "h3") else min(_MANY, since_heading + 1)
            below, a3, b3, a8, b8 = j + 1, max(0, j - 3), min(n, j + 4), max(0, j - 8), min(n, j + 9)
            before, after = p[j], p[n] - p[below]
            i = at[j]
            row = [
                *self.own[j], *_TAG_ROWS.get(tag, _NO_TAG), *by_node[i],
                _side(j, best_node), _side(j, trunk_node), articles,
                *like[self.like[j]],
                j / n, before / total_prose, after / total_prose, log1p(before), log1p(after),
                since[j], until[j], p[j] - p[a3], p[b3] - p[below], p[j] - p[a8], p[b8] - p[below],
                (ls[b3] - ls[a3]) / (b3 - a3), (ls[b8] - ls[a8]) / (b8 - a8),
                float(since_h1), 1.0 if last_h1 > j else 0.0, float(since_heading),
                lines, log_prose, prose_share, self.prose[j],
                1.0 if j and self.like[j - 1] == self.like[j] else 0.0,
                1.0 if below < n and self.like[below] == self.like[j] else 0.0,
                1.0 if j and parents[j - 1] == parents[j] else 0.0,
                1.0 if below < n and parents[below] == parents[j] else 0.0,
                1.0 if self.texts[j] in h1_text else 0.0,
                *topic[j], (before - p[max(0, best_node.first)]) / (best_node.prose or 1.0),
                (k[b3] - k[a3]) / (w[b3] - w[a3]), (k[j] - k[a8]) / ((w[j] - w[a8]) or 1.0),
                (k[b8] - k[below]) / ((w[b8] - w[below]) or 1.0), (c[j] - c[a8]) / ((w[j] - w[a8]) or 1.0),
                (c[b8] - c[below]) / ((w[b8] - w[below]) or 1.0),
            ]  # fmt: skip
            for t in (_CHARS, _ENDS, _LINK, _FUNCTION, _LEXK):
                row += [padded[j][t], padded[j + 1][t], padded[j + 3][t], padded[j + 4][t]]
            row += self.summary[j]
            row += self.told[j]
            out.append(row)
        return out

    def _by_node(self, total_prose: float) -> dict[int, Row]:
        """For each element that has a line right in it, what all such lines have in common."""
        tree, nodes = self.tree, self.tree.nodes
        best, high = nodes[self.best], tree.trunk(0.6)
        goals = [(nodes[goal], tree.shared(goal)) for goal in (self.best, self.trunk)]
        shared_high = tree.shared(high)
        within: dict[frozenset[str], Row] = {}
        sums: dict[int, Row] = {}
        rows: dict[int, Row] = {}
        for index in dict.fromkeys(tree.at):
            node = nodes[index]
            parent, grand = nodes[tree.up(index, 1)], nodes[tree.up(index, 2)]
            if node.tags not in within:
                within[node.tags] = [1.0 if t in node.tags else 0.0 for t in _WITHIN]
            row = [
                *within[node.tags], *node.near,
                float(node.depth), float(node.body), float(self.bodied),
                node.worth, node.total_worth, node.least_worth, parent.worth, grand.worth,
            ]  # fmt: skip
            at = index
            for _ in range(4):
                up = nodes[at]
                if at not in sums:
                    sums[at] = _sums_of(up, total_prose)
                row += sums[at]
                row.append(node.chars / (up.chars or 1.0))
                at = up.parent if up.parent >= 0 else at
            for goal, shared in goals:
                here = shared[index]
                row += [float(here == goal.depth), float(node.depth - here), float(goal.depth - here)]
            article = node.article
            row += [
                best.prose / total_prose, node.prose / (best.prose or 1.0), best.total_worth,
                float(shared_high[index] == nodes[high].depth),
                nodes[article].prose / total_prose if article >= 0 else -1.0, float(article >= 0),
            ]  # fmt: skip
            rows[index] = row
        return rows

    def _likes(self, total_prose: float) -> list[Row]:
        """Of lines whose way down has the same names: how many, how long, how linked, how much prose."""
        sums: dict[int, list[float]] = {}
        for j, like in enumerate(self.like):
            s = sums.setdefault(like, [0.0, 0.0, 0.0, 0.0])
            s[0] += 1
            s[1] += self.sizes[j]
            s[2] += self.own[j][_LINK] * self.sizes[j]
            s[3] += self.prose[j]
        return [
            [min(s[0], 99.0), s[1] / s[0], s[2] / (s[1] or 1.0), s[3] / total_prose]
            for _, s in sorted(sums.items())
        ]


_TAG_ROWS = {t: tuple(1.0 if t == u else 0.0 for u in _TAGS) for t in _TAGS}
_NO_TAG = (0.0,) * len(_TAGS)


def _topic(texts: Sequence[str], prose: Sequence[float], stop_words: frozenset[str]) -> list[Row]:
    """Does a line speak of what other prose speaks of: the shares of its subject words that stand there too.

    Of the words more than two lines above, more than two below, either; the same for the three lines of
    prose from here on, and up to here; and how much more than is usual on this page.
    """
    n = len(texts)
    about = [
        subjects(text[:500].lower(), stop_words) if x else frozenset()
        for text, x in zip(texts, prose, strict=True)
    ]
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for j, stems in enumerate(about):
        for stem in stems:
            first.setdefault(stem, j)
            last[stem] = j
    early = [sum(first[s] < j - 2 for s in stems) for j, stems in enumerate(about)]
    late = [sum(last[s] > j + 2 for s in stems) for j, stems in enumerate(about)]
    both = [sum(first[s] < j - 2 or last[s] > j + 2 for s in stems) for j, stems in enumerate(about)]
    known = [b / len(stems) if stems else 0.0 for b, stems in zip(both, about, strict=True)]
    with_subject = sum(1 for stems in about if stems) or 1
    usual = sum(known) / with_subject
    at = [j for j in range(n) if about[j]]
    e, t, w = (_sums([values[j] for j in at]) for values in (early, late, [len(x) for x in about]))
    out, k = [], 0
    for j, stems in enumerate(about):
        while k < len(at) and at[k] < j:
            k += 1
        below, above = min(len(at), k + 3), max(0, k - 2 if stems else k - 3)
        here = k + 1 if stems else k
        size = len(stems)
        out.append([
            early[j] / size if size else -1.0, late[j] / size if size else -1.0, known[j] if size else -1.0,
            (e[below] - e[k]) / ((w[below] - w[k]) or 1.0),
            (t[here] - t[above]) / ((w[here] - w[above]) or 1.0),
            known[j] - usual if size else -1.0,
        ])  # fmt: skip
    return out


def _sums_of(node: Node, total_prose: float) -> Row:
    """What an element holds, for the lines in it."""
    lines = node.lines or 1
    return [
        float(min(lines, 99)), node.prose / total_prose, node.chars / lines, node.linked / (node.chars or 1),
        float(node.parent < 0), float(node.headings),
    ]  # fmt: skip


def _side(j: int, node: Node) -> float:
    """-1 before an element begins, 1 after it has ended, 0 between."""
    return -1.0 if j < node.first else 1.0 if j > node.last else 0.0


def _sums(values: Sequence[float]) -> list[float]:
    return list(accumulate(values, initial=0.0))


def _since(marks: Sequence[float]) -> list[float]:
    """For each line how many lines ago the last one stood that is marked."""
    out, last = [], float(_MANY)
    for mark in marks:
        out.append(last)
        last = 1.0 if mark else min(float(_MANY), last + 1)
    return out
