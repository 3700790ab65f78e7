"""What speaks for and against a line's being the title: its shape, its words, its place, its echoes.

A title stands there again, in a breadcrumb or behind the site's name; its words are the text's rather than
the page's; and the byline and the date stand below it. Each is evidence with a name (weights/title.toml).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from functools import cached_property

from book.recover import cleaned, grammar, signatures
from book.recover.dates import find
from book.recover.marks import OPEN
from book.recover.names import people
from book.recover.page import Page
from book.recover.shapes import Put, shape
from book.recover.zones import ends_sentence, norm

LONGEST = 240  # characters
LOOKED_AT = 500  # lines above the text, and into it
SUFFIX = re.compile(r"\s+(?:[|»›·•—–]|-{1,2}|::|//|<|>)\s+")
_PARTING = frozenset("|»›·•—–-:/<>")  # of these each match of it has one
_NUMBERED = re.compile(r"(\d)\. (?=\S)")
_ADDRESS = re.compile(
    r"\w@[\w-]+\.\w|\A(?:www\.)?[\w-]+(?:\.[\w-]+)?\.(?:com|org|net|info|eu|edu|gov|blog|news|online|shop|tv|example|nl|be|de|at|ch|fr"
    r"|uk|ie|us|ca|au|es|pt|br|it|pl|se|dk|no|fi|ru|tr)\Z"
)
_TRAIL = re.compile(r"\w\s+(?:[/»›>]|>>)\s+(?=\w)")
"""What parts the links of a breadcrumb: 'Home / Essays / The bread of the baker'."""
_HOME = re.compile(
    r"(?:home(?:page)?|startseite|start|accueil|inicio|início|hjem|hem|forside|etusivu|главная)\s*[/»›>→|•·]"
    r"|(?-i:(?:Homepage|Startseite|Accueil|Inicio)[A-ZÀ-Þ])"  # markup ran them together
    r"|(?:you are here|sie sind hier|(?:u|je) bent hier|vous êtes ici)\s?:",
    re.IGNORECASE,
)
"""How a line begins that tells where the page is on its site."""
_FILED = re.compile(r"(?:(?:^|\s)#[^\s#]+(?:\s[^\s#]+)?){2}|(?:\S\s+, \S[^,]*){2}")
"""What a piece is filed under, in a row: '#essays #bread', 'essays , bread , ovens'."""
_DASH = re.compile(r"\s+[-–—|/]\s+")
_LEAST = 3
"""Words that a title has at least, of which a date tells nothing."""
_LABELLED = re.compile(r"[^:]{2,30}: ?[^\W\d_]")
_DIGIT = re.compile(r"\d")
_NO_TITLE = frozenset({"label", "mark"})
_NEAR = 8  # lines
_BLOCK = 3
_TOP = 6  # lines over a text that has no menu above it
_COUNTS = ("counts", "readings")
_STEM, _SMALL = 5, 3  # letters of a word by which its forms are told; letters of a small word
_OPENING = 80  # words
_BELOW, _A_LINE = 12, 6  # lines below a title that may say it again; words of such a line
_SOME, _MUCH = 0.3, 0.6  # of the words
_LINES = (0, 1, 2, 5, 10, 30)  # of the page
_WHITEST = 3  # blank lines


class Masthead:
    """A page's lines as candidates for its title, counted once for all of them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.start, self.end = page.span
        self.stop = self.start + max(3, (self.end - self.start) // 3)
        told = [f for f in page.galley.facts if f.field == "title" and f.line is None]
        self.hints = {norm(f.value) for f in told}
        self.heads = {norm(f.value) for f in told if f.rule != "title"}  # <title> is often the site's alone
        self.candidates = self._candidates()
        self.keys = {page.keys[k] for k in self.candidates}
        self._stemmed: dict[int, list[str]] = {}
        self.told = bool(self.keys & self.hints)  # a line is the head's title, word for word

    def _candidates(self) -> list[int]:
        page, places = self.page, dict[str, int]()
        last = min(self.start + LOOKED_AT, self.stop + 1, len(page.lines))
        for k in range(max(0, self.start - LOOKED_AT), last):
            line = page.lines[k]
            if not 0 < line.size <= 30 or len(line.text) > LONGEST or line.verdict.role not in OPEN:
                continue
            if self._hopeless(k) or self._furniture(k) or _ADDRESS.search(line.text):
                continue
            if page.kind(k) == "byline" and _LABELLED.match(line.text):
                continue
            if len(_TRAIL.findall(line.text)) > 1 or _HOME.match(line.text) or _FILED.search(line.text):
                continue
            # A line that stands there again is one candidate, where it stands last above the text.
            if page.keys[k] not in places or k <= self.start:
                places[page.keys[k]] = k
        return sorted(places.values())

    def _hopeless(self, k: int) -> bool:
        """Whether a line is not even worth weighing: of a menu, or a paragraph."""
        page, line, key = self.page, self.page.lines[k], self.page.keys[k]
        if k < 3 or key in self.hints:
            return False
        if k > self.start:
            return line.kept and line.prose
        if self.start - k <= _NEAR - 1 or (line.size >= 3 and page.counts[key] > 1):
            return False
        if k + 1 < len(page.lines) and page.kind(k + 1) == "byline":
            return False  # whatever it speaks of, it is signed
        words = key.split()
        content = [w for w in words if len(w) > 3] or words
        return line.size < 3 or not any(w in page.vocabulary for w in content)

    def _furniture(self, k: int) -> bool:
        """Whether what a line is makes it no title: a date is none by itself.

        It is one where a title stands behind it, or where its page calls the line its heading.
        """
        kind, line = self.page.kind(k), self.page.lines[k]
        if kind != "date":
            return kind in _NO_TITLE
        heading = line.verdict.line.tag == "h1" or self.page.keys[k] in self.hints
        return not heading and len(behind_date(line.text, self.page.language).split()) < _LEAST

    def evidence(self, k: int) -> dict[str, float]:
        """Why the line `k` (an index into the page's lines) is the title, and why not."""
        evidence: dict[str, float] = {"bias": 1.0}

        def put(name: str, strength: float | bool = 1.0) -> None:
            if strength:
                evidence[name] = float(strength)

        line, key = self.page.lines[k], self.page.keys[k]
        put("hint", key in self.hints)
        put("in-hint", self._hinted(key))
        put("byline", self.page.kind(k) == "byline")
        said = signatures.read(line.text, self.page.kind(k), self.page.rules)
        put("signature", bool(said) and not said[0][1].startswith("bios"))
        put("crumb", crumb(self.page, k) > 0)
        put("h1", line.verdict.line.tag == "h1")
        self._echoes(k, put)
        evidence |= cleaned.evidence(line.verdict)
        put("ahead-of-text", line.verdict.rule == "ahead")
        put("certainty", line.verdict.certainty)
        shape(line, self.page.counts[key] > 1, put)
        self._words(k, put)
        self._stems(k, put)
        self._place(k, put)
        self._white(k, put)
        self._neighbours(k, put)
        self._signature(k, put)
        return evidence

    def strange(self, k: int) -> bool:
        """Whether the page's head tells titles, and none of them has a word of this line."""
        if self.page.lines[k].verdict.line.tag == "h1":
            return False
        words = {w for w in self.page.keys[k].split() if len(w) > 3}
        return bool(self.heads) and not any(words & set(head.split()) for head in self.heads)

    def _hinted(self, key: str) -> float:
        """How much of what the page's head gives as title is this line, at its beginning or its end."""
        size = len(key)
        if self.told and key not in self.hints:
            return 0.0  # the rest of what a head tells is the site's name
        shares = [
            size / len(hint) for hint in self.hints
            if hint != key and size >= 8 and (hint.startswith(key + " ") or hint.endswith(" " + key))
        ]  # fmt: skip
        best = max(shares, default=0.0)
        return best if best >= 0.4 else 0.0

    # ---- a title stands there again

    @cached_property
    def _joined(self) -> tuple[frozenset[str], frozenset[str], str]:
        """The candidates that begin another line, those that end one, and all lines without spaces."""
        first, last = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
        for key in self.keys:
            words = key.split()
            if len(words) >= 2:
                first[words[0]].append(key)
                last[words[-1]].append(key)
        heads, tails, glued = set[str](), set[str](), []
        for line, text in zip(self.page.lines, self.page.keys, strict=True):
            if line.size < 2 or len(line.text) >= 400 or (line.prose and line.kept):
                continue
            glued.append(text.replace(" ", ""))
            words = text.split()
            if len(words) < 3:
                continue
            heads.update(key for key in first.get(words[0], ()) if text.startswith(key + " "))
            tails.update(key for key in last.get(words[-1], ()) if text.endswith(" " + key))
        return frozenset(heads), frozenset(tails), "\n".join(glued)

    @cached_property
    def _suffixed(self) -> frozenset[str]:
        """The beginnings of lines that may be a title before the name of its site."""
        found = set[str]()
        for line, key in zip(self.page.lines[:LOOKED_AT], self.page.keys, strict=False):
            if len(line.text) < 400 and not _PARTING.isdisjoint(line.text) and SUFFIX.search(line.text):
                words = key.split()
                found.update(" ".join(words[:n]) for n in range(max(1, len(words) - 6), len(words)))
        return frozenset(found)

    def _echoes(self, k: int, put: Put) -> None:
        page = self.page
        line, key, many = page.lines[k], page.keys[k], page.counts[page.keys[k]]
        size = line.size
        put("twice", many == 2 and size >= 3)
        put("three-times", many >= 3 and size >= 3)
        put("twice-short", many == 2 and size < 3)
        put("often-short", many > 2 and size < 3)
        above = page.keys[:k].count(key) if many > 1 else 0
        put("times-above", min(2, above))
        put("times-below", min(2, many - 1 - above))
        put("last-of-them", many > 1 and key not in page.keys[k + 1 : k + 60])
        put("has-suffix", bool(SUFFIX.search(line.text)))
        if size < 2:
            return
        put("with-site", key in self._suffixed)
        put("with-kicker", key in page.given.tails)
        heads, tails, glued = self._joined
        head, tail = key in heads, key in tails
        put("head-of", head)
        put("head-of-long", head and size >= 4)
        put("tail-of", tail)
        put("tail-of-long", tail and size >= 4)
        bare = key.replace(" ", "")
        if len(bare) >= 12:
            put("glued", glued.count(bare) > many + head + tail)
        words = key.split()
        put("holds", size >= 4 and any(" ".join(words[i:]) in self.keys for i in range(1, len(words) - 1)))
        put("held", size >= 5 and any(" ".join(words[:i]) in self.keys for i in range(3, len(words))))

    # ---- its words are the text's

    @cached_property
    def _outside(self) -> Counter[str]:
        """On how many lines around the text each word stands."""
        page, around = self.page, Counter[str]()
        for k in (*range(self.start), *range(self.end, len(page.lines))):
            if len(page.lines[k].text) < 400:
                around.update(set(page.keys[k].split()))
        return around

    @cached_property
    def _lead(self) -> frozenset[str]:
        """The words of the text's first two paragraphs."""
        prose = [line for line in self.page.lines[self.start : self.end] if line.prose][:2]
        return frozenset(w for line in prose for w in norm(line.text[:600]).split())

    def _words(self, k: int, put: Put) -> None:
        key, size = self.page.keys[k], self.page.lines[k].size
        words = key.split()
        content = [w for w in words if len(w) > 3] or words
        if not content:
            return
        known, count = self.page.vocabulary, len(content)
        times = [known[w] for w in content]
        share = sum(t > 0 for t in times) / count
        put("words-return", share)
        put("words-often", sum(min(1.0, t / 4) for t in times) / count)
        put("long-words-return", any(t and len(w) > 6 for w, t in zip(content, times, strict=True)))
        put("all-return", share == 1 and size >= 3)
        put("none-return", share == 0)
        many = self.page.counts[key]
        odds = sum(
            math.log((1 + t) / (1 + max(0, self._outside[w] - many)))
            for w, t in zip(content, times, strict=True)
        )
        put("of-text", max(-1.0, min(2.0, odds / count)))
        lead = sum(w in self._lead for w in content) / count
        put("in-lead", lead)
        put("in-lead-much", lead >= 0.5 and size >= 3)

    @cached_property
    def _opening(self) -> frozenset[str]:
        """The stems of the first words of the text's paragraphs, as many as one paragraph has."""
        found: list[str] = []
        for line in self.page.lines[self.start : self.end]:
            if line.prose and len(found) < _OPENING:
                found += _stems(norm(line.text[:600]))
        return frozenset(found[:_OPENING])

    def _stems_of(self, k: int) -> list[str]:
        """The stems of a line, found once for all candidates above it."""
        if k not in self._stemmed:
            self._stemmed[k] = _stems(self.page.keys[k])
        return self._stemmed[k]

    def _stems(self, k: int, put: Put) -> None:
        """How much of it the lines below it, and the text's first words, say in other forms of its words."""
        own = frozenset(self._stems_of(k) or [w[:_STEM] for w in self.page.keys[k].split()])
        if not own:
            return
        below = [
            len(own.intersection(self._stems_of(j)))
            for j in range(k + 1, min(k + _BELOW, len(self.page.lines)))
            if self.page.lines[j].size >= _A_LINE
        ]
        told = max(below, default=0) / len(own)
        for name, share in (("below", told), ("opening", len(own & self._opening) / len(own))):
            put(f"stems-{name}", share)
            put(f"stems-{name}-some", share >= _SOME)
            put(f"stems-{name}-much", share >= _MUCH)
            put(f"stems-{name}-none", share == 0)

    # ---- its place

    def _place(self, k: int, put: Put) -> None:
        page, line = self.page, self.page.lines[k]
        after = page.lines[k + 1 : k + 13]
        put("at-end", not after)
        gap = self.start - k
        if gap < 0:
            depth = page.before[k] - page.before[self.start]
            put("in-text")
            put("deep", depth / max(1, page.before[self.end] - page.before[self.start]))
            put("deep-words", min(1.0, depth / 150))
        else:
            put(f"gap-{next((n for n in (0, 1, 2, 4, 7, 15, 40) if gap <= n), 'far')}")
            put("prose-between", min(1.0, (page.before[self.start] - page.before[k]) / 60))
        put("prose-next", any(a.prose and a.kept for a in after[:2]))
        rivals = 0
        for j, other in enumerate(after, k + 1):
            if other.kept and other.prose and other.size >= 20:
                break
            rivals += other.size >= 3 and not page.kind(j) and not ends_sentence(other.text)
        put("rivals", min(1.0, rivals / 5))
        put("no-rivals", rivals == 0)
        put("first", k == 0)
        put("first-signed", k == 0 and len(page.lines) > 1 and page.kind(1) == "byline")
        put("second", k == 1)
        put("top-plain", k == 0 and self.start <= 4)
        put("top-near", k <= 1 and gap <= 3)
        put("after-date", k > 0 and page.kind(k - 1) == "date")
        put("after-byline", k > 0 and page.kind(k - 1) == "byline")
        put("after-kept", k > 0 and page.lines[k - 1].kept)
        below = page.verdicts[line.at + 1 : line.at + 2]
        apart = bool(below) and below[0].line.blank
        put("set-apart", apart)
        put("first-apart", k == 0 and apart)
        put("first-kept", k == 0 and line.kept)
        put("first-kept-short", k == 0 and line.kept and line.size <= 20 and gap <= 1)

    def _white(self, k: int, put: Put) -> None:
        """How far it stands down its page, with how many blank lines around it."""
        put(f"line-{next((top for top in _LINES if k <= top), 'later')}")
        at, verdicts = self.page.lines[k].at, self.page.verdicts
        above = 0
        while at > above and above < _WHITEST and verdicts[at - 1 - above].line.blank:
            above += 1
        put(f"white-above-{above if k else 'top'}")
        put("white-around", (above > 0 or k == 0) and at + 1 < len(verdicts) and verdicts[at + 1].line.blank)

    def _neighbours(self, k: int, put: Put) -> None:
        page, line = self.page, self.page.lines[k]
        near = page.lines[max(0, k - 4) : k] + page.lines[k + 1 : k + 3]
        put("menu", sum(n.size <= 3 for n in near) / 6)
        after = page.lines[k + 1 : k + 2]
        put("bulleted-next", bool(after) and after[0].bulleted and after[0].size <= 4)
        plain = next((j for j in range(k + 1, min(k + 4, len(page.lines))) if not page.kind(j)), None)
        if plain is not None:
            other = page.lines[plain]
            longer = other.size >= 8 and other.size > line.size
            put("dek-below", longer and not other.bulleted and plain <= k + 2)
            put("sentence-below", other.size >= 8 and ends_sentence(other.text))
            put("label-below", other.size <= 3)
        put("title-above", line.size >= 3 and self._fits(k - 1))
        put("title-near-above", line.size >= 3 and not self._fits(k - 1) and self._fits(k - 2))
        put("kicker-above", k > 0 and page.lines[k - 1].size <= 3 and not page.kind(k - 1))
        self._block(k, put)
        self._alone(k, put)
        if not self.able(k):
            if line.size < 3 and after:
                put("short-over-able", self.able(k + 1))
                put("short-over-prose", after[0].prose and after[0].kept)
            return
        for way, others in (("next", range(k + 1, k + 5)), ("prev", range(k - 1, k - 5, -1))):
            at = next((j for j in others if self.able(j)), None)
            if at is None:
                put(f"{way}-none")
                continue
            more = page.lines[at].size - line.size
            put(f"{way}-{'longer' if more >= 3 else 'shorter' if more <= -3 else 'like'}")
            put(f"{way}-sentence", ends_sentence(page.lines[at].text))
            put(f"{way}-adjacent", abs(at - k) == 1)

    def _block(self, k: int, put: Put) -> None:
        """Which it is of title-like lines right below each other: title and deck, or a list of links."""
        if not self.able(k):
            return
        top = bottom = k
        while self.able(top - 1) and k - top < _BLOCK:
            top -= 1
        while self.able(bottom + 1) and bottom - k < _BLOCK:
            bottom += 1
        size = bottom - top + 1
        put("block-many" if size > 3 else f"block-{size}-{k - top + 1}")

    @cached_property
    def _able_above(self) -> tuple[int, ...]:
        """The lines above the text that could be titles by their looks."""
        return tuple(k for k in range(max(0, self.start - LOOKED_AT), self.start) if self.able(k))

    def _alone(self, k: int, put: Put) -> None:
        """Whether hardly any line above the text but this could be its title."""
        above = self._able_above
        if k not in above:
            return
        short = self.start <= _TOP
        put("only-able", len(above) == 1)
        put("only-able-top", len(above) == 1 and short)
        put("first-able-top", above[0] == k and len(above) > 1 and short)
        put("last-able", above[-1] == k and len(above) > 1)
        put("top-dropped", k == 0 and not self.page.lines[k].kept and short)

    def able(self, k: int) -> bool:
        """Whether a line could be a title by its looks."""
        if not 0 <= k < len(self.page.lines):
            return False
        line = self.page.lines[k]
        return (
            3 <= line.size <= 20 and not line.bulleted and not line.prose
            and len(line.text) <= LONGEST and not self.page.kind(k)
        )  # fmt: skip

    def _fits(self, k: int) -> bool:
        """Whether it could by its looks and its words."""
        if not self.able(k) or self.page.lines[k].size > 16:
            return False
        words = [w for w in self.page.keys[k].split() if len(w) > 3]
        return bool(words) and sum(self.page.vocabulary[w] > 0 for w in words) * 2 >= len(words)

    def _signature(self, k: int, put: Put) -> None:
        """The byline or the date below it, and what stands between."""
        page, rivals = self.page, 0
        last = min(k + 1 + _NEAR, len(page.lines), self.stop + 6)
        for j in range(k + 1, last):
            if page.kind(j) in ("byline", "date"):
                put(f"sig-{next(n for n in (1, 2, 4, 8) if j - k <= n)}")
                put("sig-clear", rivals == 0)
                put("sig-rivals", min(1.0, rivals / 3))
                break
            rivals += self.able(j)
            other = page.lines[j]
            if other.kept and other.prose and other.size >= 20:
                put("no-sig")
                break
        else:
            put("no-sig")
        near = page.lines[k + 1 : k + 4]
        put("name-below", bool(near) and named(near[0].text))
        put("reading-below", any(page.rules.match_any(_COUNTS, n.text) for n in near if len(n.text) <= 40))
        put("sig-above", any(page.kind(j) in ("byline", "date") for j in range(max(0, k - 4), k)))


def _stems(key: str) -> list[str]:
    """The beginnings of the longer words of a line, which most of their forms share."""
    return [word[:_STEM] for word in key.split() if len(word) > _SMALL]


def crumb(page: Page, k: int) -> int:
    """How long the number is that a line has as the last of a breadcrumb's: '3. ' below '2. Columns'."""
    found = _NUMBERED.match(page.lines[k].text)
    if not found or found[1] == "1":
        return 0
    before = f"{int(found[1]) - 1}. "
    above = page.lines[max(0, k - 2) : k]
    last = not any(line.text.startswith(f"{int(found[1]) + 1}. ") for line in page.lines[k + 1 : k + 3])
    return (
        found.end() if last and any(line.text.startswith(before) and line.size <= 5 for line in above) else 0
    )


def behind_date(text: str, language: str) -> str:
    """What a line goes on with behind a date and a dash: '12 April 2019 - The bread of the baker'; or ''."""
    dates = find(text, grammar.load(language).calendar) if _DIGIT.search(text) else ()
    dash = _DASH.match(text, dates[0].end) if dates and dates[0].start == 0 else None
    return text[dash.end() :] if dash else ""


def named(text: str) -> bool:
    """Is this somebody's name and nothing else?"""
    return len(text) <= 40 and " " in text and bool(names := people(text, alone=True)) and " " in names[0]
