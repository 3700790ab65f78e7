"""The publication note: who says where a piece appeared, when, and sometimes by whom.

'Noot: deze gastblog is geschreven door X (bio) en eerder gepubliceerd in Y, zustertitel van Z' gives an
author, a bio, the first outlet Y and this page's own outlet Z.
"""

from __future__ import annotations

from book.model import Fact, Field, Galley, Role
from book.recover import grammar
from book.recover.datelike import undated, whole
from book.recover.dates import Calendar
from book.recover.marks import OPEN, Mark, remark
from book.recover.names import people
from book.recover.page import Sheet

_PRINTED = "footer > p.source"
"""The place of a line that the press prints below a piece (styles/*/pages/chapter.xhtml)."""
_AFTER_OPENING = 6
"""Lines: what stands above the text and is kept all the same may look like its opening."""
_OF = frozenset(["", "of", "de", "del", "di", "den"])
"""What stands within a date."""
_ARTICLES = frozenset(
    ["the", "de", "het", "der", "die", "das", "dem", "le", "la", "les", "el", "il", "o", "a"]
)


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Marks publication notes at the head and foot of the piece; adds what they say."""
    rules, fitting = sheet.rules, frozenset(sheet.fits("sources"))
    if not fitting:
        return galley
    area = sheet.page(galley).zones
    marks: dict[int, Mark] = {}
    facts: list[Fact] = []
    end = min(area.opening + _AFTER_OPENING, len(galley.verdicts))
    for i in dict.fromkeys((*area.head, *range(area.opening, end), *area.foot)):
        verdict = galley.verdicts[i]
        if i not in fitting or verdict.role not in OPEN:
            continue
        text = verdict.line.text
        found = next(
            (f for h in rules.matches("sources", text) if (f := said(h, rules, verdict.line.number))), ()
        )
        if found:
            rule = found[0].rule
            marks[i] = Mark(Role.SOURCE, rule, 0.95)
            facts += [*found, Fact("source", grammar.strip(text), rule, verdict.line.number)]
    return remark(galley, marks, facts)


def imprint(galley: Galley, sheet: Sheet) -> Galley:
    """Marks what the press itself printed below a piece, in an EPUB of its own that is a source now.

    After dates: 'Appeared on March 1, 2020' says one. The book says anew where its pieces are from.
    """
    if not any(fact.rule.startswith("epub.") for fact in galley.facts):
        return galley
    found = (i for i, v in enumerate(galley.verdicts) if v.role in OPEN and v.line.place.endswith(_PRINTED))
    return remark(galley, {i: Mark(Role.BOILERPLATE, "sources.imprint", 0.95) for i in found})


def said(hit: grammar.Hit, rules: grammar.Grammar, line: int) -> tuple[Fact, ...]:
    """What a publication note says; nothing, if a name in it is no name or a date no date."""
    facts: list[Fact] = []
    if hit.get("who"):
        names = people(hit.get("who"), alone=True)
        if not names:
            return ()
        facts += [Fact("author", name, hit.rule, line) for name in names]
        if hit.get("bio"):
            facts.append(Fact("bio", hit.get("bio"), hit.rule, line))
    fields: tuple[tuple[str, Field], ...] = (("first", "first_outlet"), ("outlet", "outlet"))
    for group, field in fields:
        if value := hit.get(group):
            if not outlet(value) or _when(value, rules.calendar):
                return ()
            facts.append(Fact(field, outlet(value), hit.rule, line))
    if hit.get("date"):
        date = whole(hit.get("date"), rules.calendar)
        if date is None:
            return ()
        # The date of the first publication is not this page's, unless the page has no other outlet or date.
        own = bool(hit.get("outlet"))
        facts.append(Fact("date", date.value, hit.rule, line, own and date.full))
    return tuple(facts)


def _when(text: str, cal: Calendar) -> bool:
    """Whether a value is a day or a part of one, and names nothing: 'Publié sur 12 avril', 'on Monday'."""
    words = [word.strip(".,:()").casefold() for word in undated(text, cal).split()]
    return all(
        word[:1].isdigit() or word in cal.months or word in cal.weekdays or word in _OF for word in words
    )


def outlet(text: str) -> str:
    """`text` as the name of a paper or site, or '' if it has not the shape of one."""
    text = text.strip(" \t\u00a0.\"'“”‘’«»„")
    words = text.split()
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
        text = " ".join(words)
    if not 1 <= len(words) <= 7:
        return ""
    named = words[0][:1].isupper() or words[0][:1].isdigit() or "." in words[0] or words[-1][:1].isupper()
    return text if named else ""
