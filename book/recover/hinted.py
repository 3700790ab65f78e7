"""What a page says of itself, weighed against what it shows: authors, date and title from its head.

A page's head is written by machines, and often by the wrong one: the site as author, a section as title.
So the sources have an order; a name must have a person's shape and not be the outlet's; the site's name
comes off a title; a date must be that of publishing, and the only one of its kind. What fails is a
candidate, shown to the editor and never printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlparse

from book.model import Fact, Field, Galley, Role
from book.recover import grammar
from book.recover.datelike import undated
from book.recover.marks import OPEN, Mark, known, remark
from book.recover.names import people
from book.recover.zones import norm

TOLD = ("json-ld.author", "meta.citation_author", "meta.parsely-author", "meta.sailthru.author", "meta.byl",
        "meta.dc.creator", "meta.dcterms.creator", "microdata.author")  # fmt: skip
"""Where authors are told to machines that check them: search engines, libraries, statistics."""
SHOWN = ("rel.author", "meta.article:author", "meta.author", "hcard.author")
"""Where they are told for looks, or for nobody."""
DATES = ("json-ld.datePublished", "meta.article:published_time", "meta.og:article:published_time",
         "meta.citation_publication_date", "meta.parsely-pub-date", "meta.sailthru.date",
         "meta.dcterms.issued", "meta.dc.date.issued",
         "microdata.datePublished", "time.published", "meta.datepublished",
         "meta.pubdate", "meta.publish-date", "meta.publication_date", "meta.date")  # fmt: skip
TITLES = ("json-ld.headline", "meta.og:title", "meta.citation_title", "meta.twitter:title", "title")
MOST = 6  # authors: more are a list of the site's

_SITE = re.compile(r"\s+(?:[|»›·•—–]|-{1,2}|::|//)\s+")
_GLUED = re.compile(r"(?<=[a-zà-ÿß])(?=[A-ZÀ-Þ][a-zà-ÿß]{3,} [A-Z])")
_OFFICE = re.compile(r"\s+[|/•·–—]\s+|\s+-\s+|\s*[|/]\s*(?=[A-ZÀ-Þ])|\s*\(")
_BODY = re.compile(
    r"\b(?:redact\w+|redakt\w+|rédaction|redacción|editorial|editors?|staff|team|news|nachrichten|nieuws|press\w*"
    r"|agency|agentur|admin\w*|webmaster|desk|bureau|magazine|media|group|gmbh|inc|ltd|guest|gast\w*|contributors?"
    r"|correspondents?|reporters?|wire|posts?|beiträge|blog|online|zeitung|krant|journal|university)\b|&",
    re.IGNORECASE,
)


def recover(galley: Galley) -> Galley:
    """Makes sure of what the head tells and nothing contradicts; leaves what is known already."""
    hints = tuple(f for f in galley.facts if f.line is None and not f.sure)
    if not hints:
        return galley
    facts: list[Fact] = []
    if not known(galley, "author"):
        facts += authors(hints, galley)
    if not known(galley, "date"):
        facts += date(hints)
    return remark(galley, {}, facts)


def title(galley: Galley) -> Galley:
    """Where the page's lines left the title open: that of its head, its site's name taken off."""
    hints = tuple(f for f in galley.facts if f.line is None and not f.sure)
    if known(galley, "title") or not hints:
        return galley
    value, rule = _title(hints)
    if not value:
        return galley
    key = norm(value)
    marks = {
        i: Mark(Role.TITLE, "hinted.title", 0.9, rule)
        for i, v in enumerate(galley.verdicts)
        if v.role in OPEN and len(v.line.text) < 300 and norm(v.line.text) == key
    }
    line = galley.verdicts[min(marks)].line.number if marks else None
    return remark(galley, marks, [Fact("title", value, rule, line, sure=True)])


def authors(hints: Sequence[Fact], galley: Galley) -> list[Fact]:
    """The authors that the best source names; none where it names more than one piece would have."""
    rules = grammar.load(galley.language)
    sites = _sites(hints)
    for source in (*TOLD, *SHOWN):
        told = [persons(value, rules, sites, source in TOLD) for value in _values(hints, "author", source)]
        said = [found for found in told if found]
        names = list(dict.fromkeys(name for found in said for name in found))
        if not names:
            continue
        if len(names) > MOST or (source == "hcard.author" and len(said) > 2):
            return []
        return [Fact("author", name, source) for name in names]
    return []


def persons(value: str, rules: grammar.Grammar, sites: frozenset[str], told: bool) -> list[str]:
    """The people in what a head says of authors: 'By Jan Kok | The Paper' is Jan Kok; 'Redactie' is nobody.

    A name of one word is believed only where it is `told`.
    """
    value = undated(" ".join(value.strip(" '\"|").split()), rules.calendar).strip(" |·•-–")
    if hit := next(iter(rules.matches("bylines", value)), None):
        value = hit.get("who") or value
    value = _GLUED.split(_OFFICE.split(value)[0])[0].strip()
    if not value or norm(value) in sites or rules.match("stops", value):
        return []
    found = people(value, alone=not told)
    return [n for n in found if norm(n) not in sites and not _BODY.search(n) and not _letters(n)]


def _letters(name: str) -> bool:
    """'CNN', 'mbl.is': no person's."""
    return " " not in name and (name.isupper() or "." in name or not name[0].isupper())


def date(hints: Sequence[Fact]) -> list[Fact]:
    """The day of publishing, where the best source that gives one gives no other."""
    for source in DATES:
        values = list(dict.fromkeys(_values(hints, "date", source)))
        if len(values) == 1 and _possible(values[0]):
            return [Fact("date", values[0], source)]
        if values:
            return []
    return []


def _possible(value: str) -> bool:
    year, month, day = (int(part) for part in value.split("-"))
    return 1600 <= year <= 2199 and 1 <= month <= 12 and 1 <= day <= 31


def _title(hints: Sequence[Fact]) -> tuple[str, str]:
    sites = _sites(hints)
    for source in TITLES:
        for value in _values(hints, "title", source)[:1]:
            bare = without_site(value, sites)
            if norm(bare) and norm(bare) not in sites and (source != "title" or bare != value):
                return bare, source
    return "", ""


def without_site(value: str, sites: frozenset[str]) -> str:
    """'A title | The Site' -> 'A title', if the page calls itself so."""
    cuts = list(_SITE.finditer(value))
    while cuts and _named(value[cuts[-1].end() :], sites):
        value = value[: cuts.pop().start()]
    while cuts and _named(value[: cuts[0].start()], sites):
        value = value[cuts[0].end() :]
        cuts = list(_SITE.finditer(value))
    return value.strip()


def _named(part: str, sites: frozenset[str]) -> bool:
    key = norm(part)
    return key in sites or key.replace(" ", "") in sites


def _sites(hints: Sequence[Fact]) -> frozenset[str]:
    """What the site calls itself: its name, and its address."""
    found = {norm(f.value) for f in hints if f.field == "outlet"}
    for f in hints:
        if f.field == "url":
            try:
                host = (urlparse(f.value).hostname or "").removeprefix("www.")
            except ValueError:
                continue
            if host:
                found |= {norm(host), host.replace("-", ""), host.partition(".")[0].replace("-", "")}
    return frozenset(found) | {name.replace(" ", "") for name in found}


def _values(hints: Iterable[Fact], field: Field, source: str) -> list[str]:
    return [f.value for f in hints if f.field == field and f.rule == source]
