"""What every judge is given beside the verdicts: the page as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from book import languages, rules
from book.clean.matchers import claims
from book.model import UNTOLD, Line, Role, Told, Verdict
from book.rules.tongue import likeliest

Verdicts = tuple[Verdict, ...]

_BULLETS = "•·▪◦‣●○■–*"


@dataclass(frozen=True, slots=True)
class Shared:
    """What the seeds of one batch have in common: their site's, not an author's."""

    lines: frozenset[str] = frozenset()  # stripped of spaces and bullets
    pairs: frozenset[tuple[str, str]] = frozenset()  # two of them that follow each other, blank lines apart
    heads: frozenset[str] = frozenset()  # those that stand above the text of one seed only: that one's own


NOTHING = Shared()


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one seed, stripped, with what the rules make of them."""

    texts: tuple[str, ...]  # of all lines, blank ones too, stripped of outer spaces and of a bullet
    claims: tuple[rules.Rule | None, ...]  # the first rule of a pack that each line fits
    stop_words: frozenset[str]
    repeats: Shared = NOTHING
    house: frozenset[str] = frozenset()  # names of the rules that are the book's own
    told: Told = UNTOLD  # what the page itself says that its text is
    apparatus: frozenset[str] = frozenset()  # headings of what an author lists below his text
    contents: frozenset[str] = frozenset()  # headings of a page's list of its own headings
    doubts: frozenset[int] = frozenset()  # lines that say what pages say, and stand alone among the text
    ended: frozenset[int] = frozenset()  # the numbers of the lines behind which a page of paper ends
    links: frozenset[int] = frozenset()  # those of the lines with which a browser of text tells its links

    @classmethod
    def of(
        cls,
        lines: Iterable[Line],
        language: str,
        repeats: Shared = NOTHING,
        house: tuple[rules.Pack, ...] = (),
        told: Told = UNTOLD,
    ) -> Page:
        lines = tuple(lines)
        texts = tuple(unbulleted(line.text) for line in lines)
        base = language.split("-")[0].lower()
        words = stop_words(base)
        if not words:
            base = likeliest(texts, rules.tongues()) or base
            words = stop_words(base)
        own = frozenset(rule.name for pack in house for rule in pack.rules)
        used = house + rules.packs(base)
        apparatus = frozenset().union(*(pack.apparatus for pack in used))
        contents = frozenset().union(*(pack.contents for pack in used))
        found, doubted = claims(used, texts, own)
        code = [bool(line.rows) for line in lines]  # no page's words, whatever they end in
        found = tuple(None if c and r and r.name not in own else r for c, r in zip(code, found, strict=True))
        return cls(texts, found, words, repeats, own, told, apparatus, contents, doubted)

    def alone(self) -> Page:
        """The page of a piece that has none around it: what is furniture among furniture only is its own."""
        own = tuple(None if rule and rule.way == "among" else rule for rule in self.claims)
        return replace(self, claims=own, doubts=frozenset())


def stop_words(code: str) -> frozenset[str]:
    """The function words of a language: its table's, or its pack's; none for an unknown one."""
    own = (
        languages.load(code).data.get("read", {}).get("stop-words", ())
        if code in languages.available()
        else ()
    )
    return frozenset(own) or (rules.tongues() | rules.neighbours()).get(code, frozenset())


def unbulleted(text: str) -> str:
    """'  • 12 april 2019' -> '12 april 2019'."""
    text = text.strip()
    return text[1:].lstrip() if is_bulleted(text) else text


def is_bulleted(text: str) -> bool:
    """Does a line, stripped or not, begin with a bullet?"""
    text = text.lstrip()
    return text[:1] in _BULLETS and text[1:2].isspace()


def rerole(verdicts: Verdicts, changes: Mapping[int, Verdict]) -> Verdicts:
    """`verdicts` with those at the given indexes exchanged. The lines stay what and where they are."""
    if not changes:
        return verdicts
    return tuple(
        _on(v.line, changes[i]) if i in changes and v.role is not Role.BLANK else v
        for i, v in enumerate(verdicts)
    )


def _on(line: Line, verdict: Verdict) -> Verdict:
    return verdict if verdict.line is line else replace(verdict, line=line)


def drop(verdict: Verdict, role: Role, rule: str, certainty: float = 0.95, because: str = "") -> Verdict:
    """The same line, dropped."""
    return Verdict(verdict.line, role, rule, certainty, because)
