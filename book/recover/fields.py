"""The fields at the head of a text that somebody kept: 'Title: ...', 'Author: ...', 'Source: https://...'.

People write them above what they save by hand, and an e-mail that was saved as text has them (RFC 5322). The
address alone is one too, as it is copied from a browser; below a text it is one if it names its title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from book.model import KEPT, Fact, Field, Galley, Role
from book.recover import grammar
from book.recover.datelike import whole
from book.recover.marks import OPEN, Mark, known, remark
from book.recover.names import people
from book.recover.page import Sheet
from book.recover.related import VIDEO
from book.recover.sources import outlet
from book.recover.zones import ends_sentence, norm

_ABOVE = 2
"""Lines that may stand above the fields: a title, and who wrote the text."""
_BELOW = 2
"""The last lines of a text, of which one may be its address."""
_SLUG = 2
"""Words of a title that an address has at least, where it has more than one."""
_ROLES = {
    "address": Role.SOURCE, "title": Role.TITLE, "subject": Role.TITLE, "subtitle": Role.SOURCE,
    "author": Role.BYLINE, "date": Role.DATELINE, "outlet": Role.SOURCE, "other": Role.BOILERPLATE,
}  # fmt: skip
"""What each field is, in the order in which they are asked: 'Source: https://...' is an address."""
_TELLING = frozenset({"title", "subject", "author", "date", "outlet", "address"})
_ROW = re.compile(r"[^\W\d_][^:|\n]{0,28}: ?(?=\S)(?P<value>[^\n]{1,200})")
"""A field whose label says nothing to us: 'Gelezen: ja', in a table of a program that keeps notes."""
_VALUE = 40  # characters
_OPENS = re.compile(r"https?://", re.IGNORECASE)


class _Said(NamedTuple):
    """A line that is a field, and what it says."""

    at: int  # among the verdicts
    kind: str
    rule: str
    facts: tuple[tuple[Field, str], ...]


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Marks the fields at the head of a text, and adds what they say.

    One field alone is enough only if it is the address, or the title in the first line. An e-mail has who
    sent it to whom, or when: a column in the form of a memo has neither.
    """
    if not sheet.fits("fields"):
        return galley
    lines = [look.at for look in sheet.given.looks]
    said: list[_Said] = []
    others: list[_Said] = []  # rows whose labels say nothing, below the last field that does
    for n, i in enumerate(lines):
        if galley.verdicts[i].role not in OPEN or (field := _field(galley, i, sheet.rules)) is None:
            if said and _row(galley, i, (others or said)[-1].at):
                others.append(_Said(i, "other", "fields.row", ()))
                continue
            if said or n >= _ABOVE:
                break
            continue
        said += [*others, field]
        others.clear()
    if len({field.kind for field in said} & _TELLING) > 1:
        said += others
    first = bool(said) and said[0].at == lines[0]
    below = any(v.role in KEPT for v in galley.verdicts[said[-1].at + 1 :]) if said else False
    if not below or not _holds(galley, said, first):
        return galley
    return _told(galley, said)


def foot(galley: Galley, sheet: Sheet) -> Galley:
    """Marks the address below a text, where it has the words of the text's title; else it is the author's."""
    fitting = frozenset(sheet.fits("fields"))
    kept = [i for i, v in enumerate(galley.verdicts) if v.role in KEPT][-_BELOW:] if fitting else []
    titles = [norm(fact.value) for fact in known(galley, "title")]
    for i in kept:
        if i not in fitting or galley.verdicts[i].role not in OPEN:
            continue
        field = _field(galley, i, sheet.rules)
        if field and field.kind == "address" and any(_names(field.facts[0][1], title) for title in titles):
            return _told(galley, [field])
    return galley


def _told(galley: Galley, said: Sequence[_Said]) -> Galley:
    marks = {field.at: Mark(_ROLES[field.kind], field.rule, 0.95) for field in said}
    mailed = any(field.kind == "subject" for field in said)  # by its author, or by his paper
    settled = {field for field in ("title", "author", "date", "outlet", "url") if known(galley, field)}
    facts = [
        Fact(
            name, value, field.rule, galley.verdicts[field.at].line.number, not (mailed and name == "author")
        )
        for field in said
        for name, value in field.facts
        if name not in settled
    ]
    return remark(galley, marks, facts)


def _holds(galley: Galley, said: Sequence[_Said], first: bool) -> bool:
    """Whether these fields are the head of a kept text, and no text that has a colon."""
    kinds = {field.kind for field in said if field.facts}
    if "subject" in kinds:
        sent = any("@" in galley.verdicts[field.at].line.text for field in said)
        return sent or "date" in kinds
    if len(kinds & _TELLING) == 1:
        return kinds == {"address"} or (kinds == {"title"} and first)
    return len(kinds & _TELLING) > 1


def _field(galley: Galley, i: int, rules: grammar.Grammar) -> _Said | None:
    """The field that a line is, with what it says; None for a line that is none, or a film's address."""
    hits = {hit.rule.partition(".")[2]: hit for hit in rules.matches("fields", galley.verdicts[i].line.text)}
    for kind in _ROLES:
        if (hit := hits.get(kind)) is not None:
            film = kind == "address" and VIDEO.fullmatch(hit.get("url"))
            return None if film else _Said(i, kind, hit.rule, _said(kind, hit, rules))
    return None


def _row(galley: Galley, i: int, above: int) -> bool:
    """Whether a line has a label and a short value, and stands right below the row `above`."""
    found = _ROW.fullmatch(galley.verdicts[i].line.text.strip())
    near = all(v.line.image is not None for v in galley.verdicts[above + 1 : i])
    if found is None or not near:
        return False
    return len(found["value"]) <= _VALUE and not ends_sentence(found["value"])


def _said(kind: str, hit: grammar.Hit, rules: grammar.Grammar) -> tuple[tuple[Field, str], ...]:
    """What a field says; nothing, where it is not what its label promises."""
    match kind:
        case "title" | "subject":
            return (("title", hit.get("title")),)
        case "subtitle":
            return (("subtitle", hit.get("to")),)
        case "author":
            return tuple(("author", name) for name in people(hit.get("who")))
        case "date":
            date = whole(hit.get("date"), rules.calendar)
            return (("date", date.value),) if date is not None and date.full else ()
        case "outlet":
            return (("outlet", outlet(hit.get("outlet"))),) if outlet(hit.get("outlet")) else ()
        case "address":
            url = hit.get("url")
            return (("url", url if _OPENS.match(url) else f"https://{url}"),)
        case _:
            return ()


def _names(url: str, title: str) -> bool:
    """Whether an address has the words of a title, as those of blogs and papers have."""
    path = norm(unquote(urlsplit(url).path).replace("-", " ").replace("_", " ")).split()
    words = [word for word in dict.fromkeys(title.split()) if len(word) > 2]
    return bool(words) and sum(word in path for word in words) >= min(_SLUG, len(words))
