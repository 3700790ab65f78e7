"""Where a line must not end: a no-break space between '€' and '25', 'dr.' and a name, '12' and 'april'.

`claims` says which spaces those are; every other no-break space is a leftover of a page's layout and
becomes a plain one. So the rule can be run again without harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from book.languages.typography import NoBreak, Typography
from book.typeset.flow import Edit
from book.typeset.spaces import NBSP

_UPPER = "A-ZÀ-ÖØ-Þ"
_LEFTOVER = "space.no-break"


def no_break(text: str, typography: Typography) -> Iterator[Edit]:
    """No-break spaces where `claims` says, plain spaces elsewhere; the space that '€25' lacks."""
    rules = dict(claims(text.replace(NBSP, " "), typography))
    own = {i for i, c in enumerate(text) if c == NBSP and _belongs(text, i, typography)}
    for i, char in enumerate(text):
        if char == " " and i in rules:
            yield Edit(i, i + 1, NBSP, rules[i])
        elif char == NBSP and i not in rules and i not in own:
            yield Edit(i, i + 1, " ", _LEFTOVER)
    if typography.no_break.currency and typography.no_break.currency_space:
        for match in re.finditer(rf"(?<!\w)(?:{_any(typography.no_break.currency)})(?=\d)", text):
            yield Edit(match.end(), match.end(), NBSP, "no-break.currency")


def claims(text: str, typography: Typography) -> Iterator[tuple[int, str]]:
    """(place of a space, rule) for each space of `text` at which a line must not end.

    `text` has plain spaces only. Where several rules claim a space, the last one named counts.
    """
    for rule, pattern in _patterns(typography.no_break, typography.particles, typography.dash):
        for match in pattern.finditer(text):
            if rule != "no-break.initials" or not _new_sentence(text, match.end(), typography):
                yield match.end() - 1, rule


@cache
def _patterns(
    table: NoBreak, particles_: tuple[str, ...], dash: str
) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((rule, re.compile(pattern)) for rule, pattern in _written(table, particles_, dash))


def _written(table: NoBreak, particles_: tuple[str, ...], dash: str) -> Iterator[tuple[str, str]]:
    """Each pattern ends with the space that it claims."""
    particles = _any(particles_)
    name = rf"(?:(?:{particles}) )*[{_UPPER}]" if particles else f"[{_UPPER}]"
    if table.currency:
        yield "no-break.currency", rf"(?<!\w)(?:{_any(table.currency)}) (?=\d)"
    if table.titles:
        yield "no-break.title", rf"(?<![\w.])(?i:{_any(table.titles)}) (?={name}|(?i:{_any(table.titles)}) )"
    if table.references:
        yield "no-break.reference", rf"(?<![\w.])(?i:{_any(table.references)}) (?=\d)"
    if table.units:
        yield "no-break.unit", rf"(?<=\d) (?=(?:{_any(table.units)})(?!\w))"
    if table.months:
        months = _any(table.months)
        yield "no-break.date", rf"(?<![\w.,])\d{{1,2}}(?:\.?º|\.|er)? (?=(?:de )?(?:{months})(?!\w))"
        yield "no-break.date", rf"(?<!\w)(?:{months}) (?=\d{{1,2}}(?![\w.]))"
    yield "no-break.date", r"(?<![\w.,])\d{1,2}\. (?=\d{1,2}\. ?(?:1\d|20)\d\d(?!\w))"  # 1. 4. 1909
    yield "no-break.date", r"(?<![\w.,])\d{1,2}\. ?\d{1,2}\. (?=(?:1\d|20)\d\d(?!\w))"
    yield "no-break.short", r"(?<![\w.])[^\W\d_]\. (?=[^\W\d_]\.(?!\w))"  # z. B., i. d. R.
    if table.after:
        yield "no-break.short", rf"(?<!\w)(?:{_any(table.after)}) (?=\w)"
    yield "no-break.initials", rf"(?<![\w.])(?:[{_UPPER}]\.-?)+ (?={name})"
    yield "no-break.numeral", rf"(?<!\w)[{_UPPER}][\w’-]+ (?=[IVX]{{2,}}(?!\w))"
    yield "no-break.ellipsis", r"(?<=\S) (?=…)"
    if dash.startswith(" "):
        yield "no-break.dash", rf"(?<=\S) (?={dash.strip()}[ .,;:!?…)»”])"


def _new_sentence(text: str, at: int, typography: Typography) -> bool:
    """Whether the word at `at` opens a sentence rather than goes on with a name ('plan B. De klant')."""
    word = re.match(rf"[{_UPPER}]\w*", text[at:])
    return bool(word) and word[0].casefold() in typography.small_words  # type: ignore[index]


def _belongs(text: str, at: int, typography: Typography) -> bool:
    """Whether the no-break space at `at` is the language's own: inside «» or before ':', or within 10 000."""
    quotes = [pair for _, pair in typography.quotes.pairs]
    before, after = text[:at][-1:], text[at + 1 :][:1]
    inside = any(
        (q.open == before + NBSP) or (q.close == NBSP + after) for q in quotes if len(q.open + q.close) > 2
    )
    marked = any(after == mark and NBSP in space for mark, space in typography.space_before)
    return inside or marked or (before.isdigit() and after.isdigit())


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
