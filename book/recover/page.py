"""A galley as a page: its lines as they look, counted once for all who weigh evidence on them."""

from __future__ import annotations

from collections import Counter
from functools import cached_property, lru_cache
from typing import NamedTuple

from book.model import Galley, Role, Verdict
from book.recover import grammar
from book.recover.datelike import dated, undated, whole
from book.recover.names import people
from book.recover.signatures import signers, trimmed
from book.recover.zones import measure, norm

_NOTES = ("guests", "sources", "credits", "related")
_LABEL = 9
"""How many words of prose a line that is none takes from a dense span."""


class Page:
    """The lines of a galley that are not blank, top to bottom; all indices are into `lines`."""

    def __init__(self, galley: Galley) -> None:
        self.galley = galley
        self.rules = grammar.load(galley.language)
        looks = (_look(i, v) for i, v in enumerate(galley.verdicts) if v.role is not Role.BLANK)
        self.lines = tuple(look for look in looks if look.text or not look.verdict.line.blank)
        self._kinds: dict[int, str] = {}

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Each line's words alone."""
        return tuple(norm(line.text[:400]) for line in self.lines)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each line stands on the page."""
        return Counter(self.keys)

    @cached_property
    def tails(self) -> frozenset[str]:
        """The ends of lines behind a kicker: 'Nieuws: De oogst is binnen' has 'de oogst is binnen'."""
        return frozenset(
            norm(tail) for line in self.lines if len(line.text) < 240 and ":" in line.text[:40]
            for tail in [line.text.split(":", 1)[1]]
        )  # fmt: skip

    @cached_property
    def span(self) -> tuple[int, int]:
        """Where the densest run of kept prose begins and ends: the text, whatever stands around it.

        A paragraph counts for its words, any other line against (the longest dense span of Finn,
        Kushmerick and Smyth, 2001).
        """
        best, start, total = (0, 0, 0), 0, 0
        for k, line in enumerate(self.lines):
            total += min(line.size, 120) if line.kept and line.prose else -_LABEL
            if total <= 0:
                start, total = k + 1, 0
            elif total > best[0]:
                best = (total, start, k + 1)
        return best[1], best[2]

    @cached_property
    def vocabulary(self) -> Counter[str]:
        """The words of the text's prose."""
        start, end = self.span
        return Counter(norm("\n".join(line.text for line in self.lines[start:end] if line.prose)).split())

    @cached_property
    def before(self) -> tuple[int, ...]:
        """For each line (and for the end): how many words of kept prose stand above it."""
        total, found = 0, [0]
        for line in self.lines:
            total += line.size if line.kept and line.prose else 0
            found.append(total)
        return tuple(found)

    @cached_property
    def _prose(self) -> str:
        return "\n".join(line.text for line in self.lines if line.kept and line.prose)

    def mentions(self, words: str) -> int:
        """How often the kept prose has these words, as written."""
        return self._prose.count(words)

    def kind(self, k: int) -> str:
        """What furniture a line is: 'byline', 'date', 'label', 'note', 'mark', or ''."""
        found = self._kinds.get(k)
        if found is None:
            found = self._kinds[k] = kind(self.lines[k].text, self.galley.language)
        return found


class Look(NamedTuple):
    """A line: where it is among the verdicts, its text without bullets, its size in words."""

    at: int
    verdict: Verdict
    text: str
    size: int
    prose: bool
    bulleted: bool
    kept: bool


def _look(at: int, verdict: Verdict) -> Look:
    text, size, long, bulleted = measure(verdict.line.text)
    return Look(at, verdict, text, size, long, bulleted, verdict.kept)


@lru_cache(maxsize=1 << 15)
def kind(text: str, language: str) -> str:
    """What furniture this text is, read by the grammar of this language."""
    if len(text) > 220:
        return ""
    rules = grammar.load(language)
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
    return "" if any(c.isalpha() for c in text) and "://" not in text else "mark"
