"""The date on which the piece appeared: only from its masthead, or a labelled line at its foot.

A date of a change ('Laatst bijgewerkt') is a candidate, never the date. A date within the text, in a
reader's comment or in a quotation's source is nobody's.
"""

from __future__ import annotations

import re

from book.model import Fact, Galley, Role
from book.recover import grammar
from book.recover.dates import Date, best, find, whole
from book.recover.marks import OPEN, Mark, remark
from book.recover.names import people
from book.recover.zones import Zones, zones

LONGEST = 170
ABOVE = 4
"""How many lines above the title may hold the date."""
_TIME = re.compile(
    r"\b\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\.\d+)?\s?(?:[ap]\.?m\.?|uhr|uur|h)?\b|T?\d\d:\d\d(?::\d\d)?Z?",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_SPLIT = re.compile(r"\s*(?:[|/•·●,;—–]|\s-\s|:\s)\s*")
_CHANGED = re.compile(
    r"(?:updat|modif|edited|revis|bijgewerkt|gewijzigd|aangepast|aktualisier|geändert|stand"
    r"|mise? à jour|modifié|actualiza|aggiornat|atualiza|oppdatert|uppdaterad|opdateret|обновлен|güncelle)"
    r"\w*\W*(?:\w+\W+){0,2}\Z",
    re.IGNORECASE,
)
_NOTWHEN = re.compile(r"(?:©|copyright|\bevent|tickets?|deadline|geboren|born|\bcomments? )", re.IGNORECASE)


def recover(galley: Galley) -> Galley:
    """Marks the lines of the masthead and foot that hold nothing but a date; adds the date."""
    rules = grammar.load(galley.language)
    area = zones(galley)
    marks: dict[int, Mark] = {}
    facts: list[Fact] = []
    settled = any(f.field == "date" and f.sure for f in galley.facts)
    for i, sure in places(galley, area):
        verdict = galley.verdicts[i]
        if verdict.role not in OPEN and verdict.role not in (Role.BYLINE, Role.DATELINE):
            continue
        text = grammar.strip(verdict.line.text)
        dates = dated(text, rules)
        if not dates:
            continue
        number = verdict.line.number
        fresh = [d for d in dates if not _CHANGED.search(text[: d.start])]
        if verdict.role in OPEN:
            marks[i] = Mark(Role.DATELINE, "datelines.masthead", 0.9)
        if chosen := best(fresh or list(dates)):
            good = sure and not settled and bool(fresh)
            settled = settled or good
            facts.append(Fact("date", chosen.value, "datelines.masthead", number, good))
    return remark(galley, marks, facts)


def places(galley: Galley, area: Zones) -> list[tuple[int, bool]]:
    """Where a date may stand, best place first; whether one there is sure."""
    titles = [i for i in area.head if galley.verdicts[i].role is Role.TITLE]
    last = titles[-1] if titles else -1
    below = [i for i in area.head if i > last]
    above = [i for i in area.head if i < last and i not in titles]
    found = [(i, bool(titles) or len(below) <= 12) for i in (below if titles else below[-8:])]
    found += [(i, True) for i in reversed(above[-ABOVE:])]
    rules = grammar.load(galley.language)
    labelled = [i for i in area.foot if _labelled(grammar.strip(galley.verdicts[i].line.text), rules)]
    return found + [(i, True) for i in labelled]


def _labelled(text: str, rules: grammar.Grammar) -> bool:
    hit = rules.match("datelines", text)
    return hit is not None and bool(whole(hit.get("date"), rules.calendar))


def dated(text: str, rules: grammar.Grammar) -> tuple[Date, ...]:
    """The dates of a line that holds little else: its label, a time, a name, a section."""
    if len(text) > LONGEST or not _DIGIT.search(text) or _NOTWHEN.search(text):
        return ()
    dates = find(text, rules.calendar)
    if not dates:
        return ()
    left = text
    for date in reversed(dates):
        left = left[: date.start] + " " + left[date.end :]
    left = _TIME.sub(" ", left)
    count = sum(w.casefold() not in rules.calendar.weekdays for w in re.findall(r"[^\W\d_]+", left))
    if count > 9 or (count > 4 and left.rstrip().endswith((".", "!", "?"))):
        return ()
    return dates


def signed(text: str, dates: tuple[Date, ...]) -> tuple[str, ...]:
    """The author in 'Anna van Dijk / De Koek / 12 april 2019': a part beside the date with a name's shape."""
    for part in (*_SPLIT.split(text[: dates[0].start]), *_SPLIT.split(text[dates[-1].end :])):
        found = people(part, alone=True)
        if found:
            return found
    return ()
