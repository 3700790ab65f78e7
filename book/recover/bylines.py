"""Who wrote the piece, where a line says so: 'Door Anna van Dijk', 'Auteur: Remco de Waard'.

Only in the masthead and at the foot. 'Gastauteur' in the author's place is nobody's name.
"""

from __future__ import annotations

from book.model import Fact, Galley, Role
from book.recover import grammar
from book.recover.dates import best, find
from book.recover.marks import OPEN, Mark, known, remark
from book.recover.names import ordinary, people
from book.recover.zones import lowercase, zones


def recover(galley: Galley) -> Galley:
    """Marks bylines; adds the authors of the one nearest to the text, and its date."""
    rules = grammar.load(galley.language)
    area = zones(galley)
    lower = lowercase(galley)
    titles = [i for i in area.head if galley.verdicts[i].role is Role.TITLE]
    last = titles[-1] if titles else -1
    below = [i for i in area.head if i > last]
    above = [i for i in reversed(area.head) if i < last]
    marks: dict[int, Mark] = {}
    facts: list[Fact] = []
    settled = bool(known(galley, "author"))
    for zone, sure in ((below, True), (above[:4], True), (area.foot, True), (above[4:], False)):
        for i in zone:
            verdict = galley.verdicts[i]
            if verdict.role not in OPEN:
                continue
            text, number = verdict.line.text, verdict.line.number
            if hit := rules.match("guests", text):
                marks[i] = Mark(Role.BYLINE, hit.rule, 1.0, "a guest, not named here")
                facts.append(Fact("guest", "true", hit.rule, number))
                continue
            found, hit = byline(text, rules, lower)
            if not found or hit is None:
                continue
            marks[i] = Mark(Role.BYLINE, hit.rule, 1.0 if sure else 0.5)
            good = sure and not settled
            facts += [Fact("author", name, hit.rule, number, good) for name in found]
            settled = settled or good
            if date := best(find(hit.get("date"), rules.calendar)):
                facts.append(Fact("date", date.value, hit.rule, number, good and date.full))
    return remark(galley, marks, facts)


def byline(
    text: str, rules: grammar.Grammar, lower: frozenset[str]
) -> tuple[tuple[str, ...], grammar.Hit | None]:
    """The names in a line that is a byline, with the rule that read it."""
    for hit in rules.matches("bylines", text):
        if hit.get("date") and not find(hit.get("date"), rules.calendar):
            continue
        labelled = ":" in text or hit.rule.endswith(".label")
        found = people(hit.get("who"))
        if found and (labelled or not all(ordinary(n, lower) for n in found)):
            return found, hit
    return (), None
