"""Lines that say who wrote the piece: 'Door Anna van Dijk', 'Auteur: Remco de Waard', 'Gastauteur'.

Only in the masthead and at the foot: the same words in the piece are the piece. Whether a name is the
author's is weighed in `authors`.
"""

from __future__ import annotations

from functools import lru_cache

from book.model import Fact, Galley, Role
from book.recover import grammar
from book.recover.datelike import has_digit, undated, whole
from book.recover.marks import OPEN, Mark, known, remark
from book.recover.names import ordinary, people
from book.recover.page import Sheet
from book.recover.zones import norm


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Marks bylines. 'Gastauteur' in the author's place is nobody's name: it says that it is a guest."""
    rules = sheet.rules
    area = sheet.page(galley).zones
    lower = grammar.small_words(galley.language)
    marks: dict[int, Mark] = {}
    facts: list[Fact] = []
    guests, labels = frozenset(sheet.fits("guests")), frozenset(sheet.fits("bylines"))
    for i in (*area.head, *area.foot):
        verdict = galley.verdicts[i]
        if verdict.role not in OPEN:
            continue
        if i not in guests and i not in labels and not has_digit(verdict.line.text):
            continue  # without a date in it, it is what it is
        if hit := rules.match("guests", verdict.line.text):
            marks[i] = Mark(Role.BYLINE, hit.rule, 1.0, "a guest, not named here")
            facts.append(Fact("guest", "true", hit.rule, verdict.line.number))
            continue
        found, hit = byline(verdict.line.text, rules, lower)
        if found and hit:
            marks[i] = Mark(Role.BYLINE, hit.rule, 0.9)
    return remark(galley, marks, facts)


def again(galley: Galley, sheet: Sheet) -> Galley:
    """Marks the lines above the text, and its last, that are the author's name alone.

    A page's head told it too, and the book has it above the piece.
    """
    names = [fact.value for fact in known(galley, "author")]
    keys = {norm(name) for name in (*names, " ".join(names))} - {""}
    if not keys:
        return galley
    page = sheet.page(galley)
    last = max((k for k, line in enumerate(page.lines) if line.kept), default=-1)
    marks = {
        line.at: Mark(Role.BYLINE, "bylines.again", 0.9)
        for k, line in enumerate(page.lines)
        if (k <= page.span[0] or k == last) and line.verdict.role is Role.BODY and page.keys[k] in keys
    }
    return remark(galley, marks)


@lru_cache(maxsize=1 << 12)
def byline(
    text: str, rules: grammar.Grammar, lower: frozenset[str]
) -> tuple[tuple[str, ...], grammar.Hit | None]:
    """The names in a line that is a byline, with the rule that read it."""
    text = grammar.strip(text)
    if len(text) > grammar.LONGEST:
        return (), None
    bare = undated(text, rules.calendar)
    for hit in (*rules.matches("bylines", text), *(rules.matches("bylines", bare) if bare != text else ())):
        if hit.get("date") and not whole(hit.get("date"), rules.calendar):
            continue
        labelled = ":" in text or hit.rule.endswith(".label")
        found = people(hit.get("who"))
        if found and (labelled or not all(ordinary(n, lower) for n in found)):
            return found, hit
    return (), None
