"""A galley as a page: its lines as they look, looked at once for all who weigh evidence on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

from book.model import KEPT, Galley, Role, Verdict
from book.recover import grammar
from book.recover.datelike import dated, undated, whole
from book.recover.names import people
from book.recover.signatures import detached, signers, trimmed
from book.recover.zones import Zones, measure, norm, zones
from book.words import folded
from book.wrapping import continued

_NOTES = ("guests", "sources", "credits", "related")
_LABEL = 9
"""How many words of prose a line that is none takes from a dense span."""


class Look(NamedTuple):
    """A line: where it is among the verdicts, its text without bullets, its size in words."""

    at: int
    verdict: Verdict
    text: str
    size: int
    prose: bool
    bulleted: bool
    kept: bool


class Lines:
    """The lines of a galley by themselves, whatever is said of them.

    Indices into `measures` and those that `fits` gives are of all lines, as the galley has them; those into
    the rest are of the lines that are not blank.
    """

    def __init__(self, galley: Galley) -> None:
        self.language = galley.language
        self.rules = grammar.load(galley.language)
        self.marked_up = any(v.line.place or v.line.inlines or v.line.anchors for v in galley.verdicts)
        self.measures = [measure(v.line.text) for v in galley.verdicts]
        self.looks = tuple(
            [
                Look(i, v, *measured, v.role in KEPT)
                for i, (v, measured) in enumerate(zip(galley.verdicts, self.measures, strict=True))
                if v.role is not Role.BLANK and (measured[0] or not v.line.blank)
            ]
        )
        self._kinds: list[str | None] = [None] * len(self.looks)
        self._joins: tuple[Sequence[Verdict], frozenset[int]] = ((), frozenset())
        self._vocabularies: dict[tuple[int, int], Counter[str]] = {}

    def joins(self, verdicts: Sequence[Verdict]) -> frozenset[int]:
        """The lines that go on the paragraph of the line before them, with what is said of them now: several
        recoverers ask in a row, of the same."""
        if self._joins[0] is not verdicts:
            self._joins = (verdicts, continued(verdicts))
        return self._joins[1]

    def fits(self, section: str) -> Sequence[int]:
        """The lines that a rule of this section may fit: of most sections there are none."""
        return self._sections.get(section, ())

    @cached_property
    def _sections(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for i, (text, *_) in enumerate(self.measures):
            for section in self.rules.sections(text) if text else ():
                found.setdefault(section, []).append(i)
        return found

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Each line's words alone."""
        return tuple([norm(look.text[:400]) for look in self.looks])

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each line stands on the page."""
        return Counter(self.keys)

    @cached_property
    def tails(self) -> frozenset[str]:
        """The ends of lines behind a kicker: 'Nieuws: De oogst is binnen' has 'de oogst is binnen'."""
        return frozenset(
            norm(tail) for look in self.looks if len(look.text) < 240 and ":" in look.text[:40]
            for tail in [look.text.split(":", 1)[1]]
        )  # fmt: skip

    def vocabulary(self, start: int, end: int) -> Counter[str]:
        """The words of the prose between two lines."""
        found = self._vocabularies.get((start, end))
        if found is None:
            prose = "\n".join([look.text for look in self.looks[start:end] if look.prose])
            found = self._vocabularies[start, end] = Counter(folded(prose))
        return found

    def kind(self, k: int) -> str:
        """What furniture a line is: 'byline', 'date', 'label', 'note', 'mark', or ''."""
        found = self._kinds[k]
        if found is None:
            found = self._kinds[k] = kind(self.looks[k].text, self.language)
        return found


class Sheet:
    """The lines of a galley, looked at once for all recoverers, who say more and more of them."""

    def __init__(self, galley: Galley) -> None:
        self.given = Lines(galley)
        self.rules = self.given.rules
        self.fits = self.given.fits
        self._page = Page(self.given, galley, self.given.looks)

    def page(self, galley: Galley) -> Page:
        """The lines with what is said of them so far."""
        if self._page.verdicts is not galley.verdicts:
            self._page = Page(self.given, galley, self._page.lines)
        self._page.galley = galley  # with the facts of now
        return self._page


class Page:
    """The lines of a galley that are not blank, top to bottom; all indices are into `lines`."""

    def __init__(self, given: Lines, galley: Galley, before: tuple[Look, ...]) -> None:
        """`before` are the lines with what was said of them before: of most that is what is said still."""
        self.given = given
        self.language, self.rules, self.kind = given.language, given.rules, given.kind
        self.galley, self.verdicts = galley, galley.verdicts
        self.lines = tuple([_now(look, galley.verdicts[look.at]) for look in before])

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Each line's words alone."""
        return self.given.keys

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each line stands on the page."""
        return self.given.counts

    @cached_property
    def kept(self) -> list[int]:
        """The verdicts, of all lines, that keep theirs."""
        return [i for i, v in enumerate(self.verdicts) if v.role in KEPT]

    @cached_property
    def zones(self) -> Zones:
        """The masthead and the foot; of the verdicts too."""
        return zones(self.verdicts, self.kept, self.given.measures)

    @cached_property
    def span(self) -> tuple[int, int]:
        """Where the densest run of kept prose begins and ends: the text, whatever stands around it.

        A paragraph counts for its words, any other line against (the longest dense span of Finn,
        Kushmerick and Smyth, 2001).
        """
        best, first, last = 0, 0, 0
        start = total = 0
        for k, (_, _, _, size, prose, _, kept) in enumerate(self.lines):
            if kept and prose:
                total += size if size < 120 else 120
            else:
                total -= _LABEL
            if total <= 0:
                start, total = k + 1, 0
            elif total > best:
                best, first, last = total, start, k + 1
        return first, last

    @cached_property
    def vocabulary(self) -> Counter[str]:
        """The words of the text's prose."""
        return self.given.vocabulary(*self.span)

    @cached_property
    def before(self) -> tuple[int, ...]:
        """For each line (and for the end): how many words of kept prose stand above it."""
        return tuple(
            accumulate([line.size if line.kept and line.prose else 0 for line in self.lines], initial=0)
        )

    @cached_property
    def _prose(self) -> str:
        return "\n".join([line.text for line in self.lines if line.kept and line.prose])

    def mentions(self, words: str) -> int:
        """How often the kept prose has these words, as written."""
        return self._prose.count(words)


def _now(look: Look, verdict: Verdict) -> Look:
    return look if verdict is look.verdict else look._replace(verdict=verdict, kept=verdict.role in KEPT)


@lru_cache(maxsize=1 << 15)
def kind(text: str, language: str) -> str:
    """What furniture this text is, read by the grammar of this language."""
    if len(text) > 220:
        return ""
    rules, text = grammar.load(language), detached(text)
    if len(text) <= 130 and rules.match("furniture", text):
        return "label"
    bare = undated(text, rules.calendar)
    for version in dict.fromkeys((text, bare, trimmed(bare, rules))):
        for hit in rules.matches("bylines", version):
            if hit.get("date") and whole(hit.get("date"), rules.calendar) is None:
                continue  # 'Six figures of Evergrande': no date stands before its 'of'
            if people(hit.get("who")) or signers(hit, rules):
                return "byline"
    if dated(text, rules.calendar):
        return "date"
    if rules.match_any(_NOTES, text):
        return "note"
    return "" if any(map(str.isalpha, text)) and "://" not in text else "mark"
