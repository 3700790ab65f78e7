"""What a page says of itself, weighed against what it shows: authors, date and title from its head.

A page's head is written by machines, and often by the wrong one: the site as author, a section as title.
So the sources have an order; a name must have a person's shape and not be the outlet's; the site's name
comes off a title; a date must be that of publishing, and the only one of its kind. What fails is a
candidate, shown to the editor and never printed.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlparse

from book.model import Fact, Field, Galley, Role, Verdict
from book.recover import grammar, signatures
from book.recover.bodies import AGENCIES, ORGANISATION, called, placeholder
from book.recover.bylines import byline
from book.recover.datelike import changed, dated, has_digit, undated
from book.recover.marks import OPEN, Mark, known, remark
from book.recover.names import people, without_place
from book.recover.page import Page, Sheet
from book.recover.preformatted import broken_rows
from book.recover.titles import bare
from book.recover.zones import norm

TOLD = ("json-ld.author", "meta.citation_author", "meta.parsely-author", "meta.sailthru.author", "meta.byl",
        "meta.dc.creator", "meta.dcterms.creator", "microdata.author")  # fmt: skip
"""Where authors are told to machines that check them: search engines, libraries, statistics."""
SORTED = ("meta.citation_author", "meta.dc.creator", "meta.dcterms.creator")
"""Where libraries are told them, a value each, which may have the surname first."""
SHOWN = ("rel.author", "meta.article:author", "meta.author", "hcard.author")
"""Where they are told for looks, or for nobody."""
DATES = ("json-ld.datePublished", "meta.article:published_time", "meta.og:article:published_time",
         "meta.citation_publication_date", "meta.parsely-pub-date", "meta.sailthru.date",
         "meta.dcterms.issued", "meta.dc.date.issued",
         "microdata.datePublished", "time.published", "meta.datepublished",
         "meta.pubdate", "meta.publish-date", "meta.publication_date", "meta.date", "mail.date")  # fmt: skip
LAST_DATES = ("link.canonical", "time")
"""Days that speak where nothing else does, if they all speak of one: in the page's address, in <time>."""
TITLES = (
    "mail.subject",
    "json-ld.headline",
    "meta.og:title",
    "meta.citation_title",
    "meta.twitter:title",
    "title",
)
PERSONAL = "json-ld.person"
"""The rule of a publisher who is a person: the site has his name."""
ENTRY = "hatom.entry-title"
"""The rule of a title that a page marks as that of its only entry (microformats)."""
EACH = (*SORTED, "meta.author")
"""Where each author is told by an element of his own."""
MOST, _MOST_EACH = 6, 30  # authors: more are a list of the site's

_BYLINE = 120  # characters
_KICKER = 30  # of what may stand in a title's element above it
_NOTED = " ☆★*†‡§"
"""The calls of notes that journals set behind titles."""
_BELOW = 12  # lines
_STEPS = 3  # of a way through a site, at least
_TRAIL = re.compile(r"\s+[/›»>→]\s+")
_UNSPACED = re.compile("[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af・]{2,8}")
"""A name in a script that sets no space between names: '王小明', '田中花子'."""
_SITE = re.compile(r"\s+(?:[|»›·•—–]|-{1,2}|::|//)\s+")
_PARTED = re.compile(r"\s+(?:[|»›·•—–:]|-{1,2}|::|//)\s+|\s*[_｜|]\s*")
_GLUED = re.compile(r"(?<=[a-zà-ÿß])(?=[A-ZÀ-Þ][a-zà-ÿß]{3,} [A-Z]|[A-Z]{2,}\Z)")
_OFFICE = re.compile(r"\s+[|/•·–—]\s+|\s+-\s+|\s*[|/]\s*(?=[A-ZÀ-Þ])|\s*\((?!.*\)\s*\w)")
_SURNAME = re.compile(r"[^\W\d_][\w'’-]+")
_GIVEN = re.compile(
    r"[^\W\d_](?:[\w'’-]*\.?)(?: (?:[^\W\d_]\.|(?:de|van|von|der|den|da|du|di|la|le|ter|te)))*"
)
"""What stands behind the comma of a name that is told for sorting: 'Michiel de', 'Anna B.'."""
_BODY = re.compile(
    r"\b(?:redact\w+|redakt\w+|rédaction|redacción|editorial|editors?|staff|team|news|nachrichten|nieuws|press\w*"
    r"|agency|agentur|admin\w*|webmaster|desk|bureau|magazine|media|group|gmbh|inc|ltd|guest|gast\w*|contributors?"
    r"|correspondents?|reporters?|wire|posts?|beiträge|blog|online|zeitung|krant|journal|university)\b|&",
    re.IGNORECASE,
)


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Makes sure of what the head tells and nothing contradicts; leaves what is known already."""
    hints = _hints(galley)
    if not hints:
        return galley
    facts: list[Fact] = []
    if not known(galley, "author"):
        facts += authors(hints, galley, sheet)
    if not known(galley, "date"):
        facts += local(date(hints, DATES), galley)
    return remark(galley, {}, facts)


def late(galley: Galley, sheet: Sheet) -> Galley:
    """What a head tells without much ground, where the page's lines have settled nothing.

    An organisation as author, a day in the page's address.
    """
    hints = _hints(galley)
    if not hints:
        return galley
    facts: list[Fact] = []
    if not known(galley, "author"):
        facts += authors(hints, galley, sheet, seen=False)
    if not facts and not known(galley, "author"):
        sites = _sites(hints)
        bodies = _organisations(_values(hints, "author", ORGANISATION))
        # Told as a person's: 'Koekfabriek Team', 'dpa'; a site's own name is what its programs fill in.
        others = [v for v in _values(hints, "author", "json-ld.author") if " " in v or v in AGENCIES]
        bodies = bodies or _organisations([v for v in others if norm(v) not in sites])
        facts += [Fact("author", name, ORGANISATION) for name in bodies]
    if not known(galley, "date"):
        facts += date(hints, LAST_DATES)
    return remark(galley, {}, facts)


def run_on(galley: Galley, sheet: Sheet) -> Galley:
    """The title and the author of a masthead in one line, as hand-made pages part it by <br> alone.

    'The weir by Ann Lee, 3 May 1998', where the page's <title> has 'The weir' as one of its parts, and what
    follows it is a byline.
    """
    if known(galley, "title") or not (hints := _hints(galley)):
        return galley
    rules, lower = sheet.rules, grammar.small_words(galley.language)
    parts = [part for value in _values(hints, "title", "title") for part in _SITE.split(value) if " " in part]
    for i in sheet.page(galley).zones.head:
        verdict = galley.verdicts[i]
        text = " ".join(verdict.line.text.split())
        if verdict.role not in OPEN or len(text) > _BYLINE + _BYLINE:
            continue
        for part in sorted(parts, key=len, reverse=True):
            if not text.casefold().startswith(f"{part.casefold()} "):
                continue
            names, hit = byline(text[len(part) :].strip(), rules, lower)
            if not names or not hit:
                continue
            number = verdict.line.number
            facts = [Fact("title", text[: len(part)], "hinted.run-on", number)]
            facts += [Fact("author", name, hit.rule, number) for name in names]
            dated_too = has_digit(text)  # then it is told as a dateline, with its day
            marks = {} if dated_too else {i: Mark(Role.TITLE, "hinted.run-on", 0.9, "with its author")}
            return remark(galley, marks, facts)
    return galley


def _hints(galley: Galley) -> tuple[Fact, ...]:
    return tuple(f for f in galley.facts if f.line is None and not f.sure)


def title(galley: Galley, sheet: Sheet) -> Galley:
    """Where the page's lines left the title open: that of its head, its site's name taken off."""
    hints = _hints(galley)
    if known(galley, "title") or not hints:
        return galley
    value, rule = _title(hints) if not (trailed := _trailed(galley, hints)) else (trailed, "title")
    value = bare(value, galley.language)
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


def _trailed(galley: Galley, hints: Sequence[Fact]) -> str:
    """The <title>, where the page's way through its site ends with it: 'Home / Essays / The bread'."""
    trails = (_TRAIL.split(" ".join(v.line.text.split())) for v in galley.verdicts if not v.kept)
    ends = {norm(steps[-1]) for steps in trails if len(steps) >= _STEPS}
    return next((value for value in _values(hints, "title", "title") if norm(value) in ends), "")


def authors(hints: Sequence[Fact], galley: Galley, sheet: Sheet, *, seen: bool = True) -> list[Fact]:
    """The authors that the best source names; none where it names more than one piece would have.

    With `seen` what <meta name="author"> says counts only where a reader sees it too: it is often the site's.
    """
    rules = grammar.load(galley.language)
    sites = _sites(hints)
    titles = [_SITE.split(value) for value in _values(hints, "title", "title")]
    ends = frozenset(norm(part) for parts in titles if len(parts) > 1 for part in parts)
    for source in (*TOLD, *SHOWN):
        values = _values(hints, "author", source)
        values = [*map(_upright, values)] if source in SORTED else values
        told = [persons(v, rules, sites | ends if _uncased(v) else sites, source in TOLD) for v in values]
        each = source in EACH and len(values) > 1
        if each:
            told = [
                who or _handle(v, rules, sites, galley, source) for who, v in zip(told, values, strict=True)
            ]
        said = [found for found in told if found]
        signed = _signed(sheet.page(galley)) if source not in TOLD and said else {}
        if len(said) > 1 and not each:
            said = [who for who in said if all(norm(name) in signed for name in who)] or said
        if not said and len(values) == 1:
            said = [_handle(values[0], rules, sites, galley, source)]
        names = list(dict.fromkeys(_full(name, signed) for found in said for name in found))
        if not names:
            continue
        if seen and source == "meta.author" and not _stand(names, galley):
            continue
        if len(names) > (_MOST_EACH if each else MOST) or (source == "hcard.author" and len(said) > 2):
            return []
        return [Fact("author", name, source) for name in names]
    return []


def persons(value: str, rules: grammar.Grammar, sites: frozenset[str], told: bool) -> list[str]:
    """The people in what a head says of authors: 'By Jan Kok | The Paper' is Jan Kok; 'Redactie' is nobody.

    A name of one word is believed only where it is `told`.
    """
    value = _bare(value, rules)
    if not value or norm(value) in sites or rules.match("stops", value):
        return []
    found = people(value, alone=not told and not _UNSPACED.fullmatch(value) and not _uncased(value))
    return [n for n in found if norm(n) not in sites and not _BODY.search(n) and not _letters(n)]


def _uncased(value: str) -> bool:
    """Has it two words or more, of a script without capitals (Arabic, Hebrew), where names have no other
    shape?"""
    return " " in value and value.lower() == value.upper()


def _upright(value: str) -> str:
    """'Jong, Michiel de' as it is said: Michiel de Jong. Two full names with a comma between stay."""
    surname, comma, given = (part.strip() for part in value.partition(","))
    behind = given.rstrip(".").casefold() in ("jr", "sr", "phd")
    turned = bool(comma) and not behind and _SURNAME.fullmatch(surname) and _GIVEN.fullmatch(given)
    return f"{given} {surname}" if turned else value


def _stand(names: Sequence[str], galley: Galley) -> bool:
    """Whether the page shows these names, in a line that is no paragraph."""
    keys = [norm(name) for name in names]
    lines = (norm(v.line.text) for v in galley.verdicts if len(v.line.text) <= _BYLINE)
    return any(key in line for line in lines for key in keys)


def _signed(page: Page) -> dict[str, str]:
    """The names in the bylines above a page's text, as words alone and as written."""
    return {
        norm(name): name
        for k, line in enumerate(page.lines[: page.span[0] + 1])
        if len(line.text) <= _BYLINE and page.kind(k) == "byline"
        for names, _ in signatures.read(line.text, "byline", page.rules)
        for name in names
    }


def _full(name: str, signed: Mapping[str, str]) -> str:
    """A first name as the page's byline has it in full: 'Anna' is the Anna Baker that signs."""
    whole = [other for other in signed.values() if other.startswith(f"{name} ")]
    return whole[0] if " " not in name and len(whole) == 1 else name


def _bare(value: str, rules: grammar.Grammar) -> str:
    value = undated(" ".join(value.strip(" '\"|").split()), rules.calendar).strip(" |·•-–")
    if hit := next(iter(rules.matches("bylines", value)), None):
        value = hit.get("who") or value
    office = rules.match("offices", value)
    if office and " " in office.get("who"):  # not 'Loaf staff reporter'
        value = office.get("who")
    return without_place(_GLUED.split(_OFFICE.split(value)[0])[0].strip())


def _handle(
    value: str, rules: grammar.Grammar, sites: frozenset[str], galley: Galley, source: str
) -> list[str]:
    """A name of one word ('Paddy', 'nesselsetzer') that the page shows as its only author.

    What is marked as shown (rel=author, hCard) is; what <meta> says must stand on the page as well: by
    itself, or in a byline; what is told to machines in a byline, with a date, or where authors stand.
    """
    name = _bare(value, rules)
    if not 2 <= len(name) <= 30 or " " in name or not name[0].isalpha() or "." in name:
        return []
    if norm(name) in sites or _BODY.search(name) or placeholder(name) or rules.match("stops", name):
        return []
    key = norm(name)
    if source in TOLD:
        if name.isupper() or norm(name) in map(norm, AGENCIES):
            return []
        short = [v for v in galley.verdicts if len(v.line.text) <= _BYLINE]
        return (
            [name] if any(_signs(v.line.text, key, rules) or _signed_by(v, key, rules) for v in short) else []
        )
    if source.startswith("meta."):
        lines = (v.line.text for v in galley.verdicts if len(v.line.text) <= 120)
        shown = any(norm(text) == key or _signs(text, key, rules) for text in lines)
        return [name] if shown else []
    return [name]


def _signed_by(verdict: Verdict, key: str, rules: grammar.Grammar) -> bool:
    """Is a line the name and a date, or the name in an element for authors?"""
    text = verdict.line.text
    left = undated(text, rules.calendar)
    dated_too = left != text and norm(left) == key
    return dated_too or (norm(text) == key and verdict.rule in ("markup.author", "markup.meta"))


def _signs(text: str, key: str, rules: grammar.Grammar) -> bool:
    return key in norm(text) and any(
        norm(hit.get("who")) == key
        for version in dict.fromkeys((text, undated(text, rules.calendar)))
        for hit in rules.matches("bylines", version)
    )


def _letters(name: str) -> bool:
    """'CNN', 'mbl.is': no person's."""
    return " " not in name and (name.isupper() or "." in name or name[0].islower())


def _organisations(values: Sequence[str]) -> list[str]:
    """The names of organisations among values; none where they are more than two."""
    found = [value.strip() for value in values if "@" not in value and "/" not in value]
    named = list(dict.fromkeys(value for value in found if 2 <= len(value) <= 60 and called(value)))
    return named if len(named) <= 2 else []


def date(hints: Sequence[Fact], sources: Sequence[str]) -> list[Fact]:
    """The day of publishing, where the best source that gives one gives no other."""
    for source in sources:
        values = list(dict.fromkeys(_values(hints, "date", source)))
        if len(values) == 1 and _possible(values[0]):
            return [Fact("date", values[0], source)]
        if values:
            return []
    return []


def local(told: list[Fact], galley: Galley) -> list[Fact]:
    """The day of publishing as the page shows it below its title, where a head tells the day before or after.

    A head tells universal time: what appeared in an evening in Oregon has tomorrow's date there.
    """
    titles = [i for i, v in enumerate(galley.verdicts) if v.role is Role.TITLE]
    if not told or not titles:
        return told
    rules = grammar.load(galley.language)
    day = datetime.date.fromisoformat(told[0].value)
    for verdict in galley.verdicts[titles[-1] + 1 : titles[-1] + 1 + _BELOW]:
        line = verdict.line
        for shown in dated(line.text, rules.calendar):
            apart = abs((datetime.date.fromisoformat(shown.value) - day).days) if shown.full else None
            if apart == 0 or changed(line.text[: shown.start]):
                return told
            if apart == 1:
                return [Fact("date", shown.value, "hinted.shown", line.number)]
    return told


def _possible(value: str) -> bool:
    try:
        return 1600 <= datetime.date.fromisoformat(value).year <= 2199
    except ValueError:
        return False


def _title(hints: Sequence[Fact]) -> tuple[str, str]:
    sites = _sites(hints)
    for source in TITLES:
        for value in _values(hints, "title", source)[:1]:
            alone = without_site(_whole(value, hints), sites)
            if norm(alone) and norm(alone) not in sites and (source != "title" or alone != value):
                return alone, source
    return "", ""


def _whole(value: str, hints: Sequence[Fact]) -> str:
    """A title that its program cut off ('The bread of …'), as another of the head's has it whole."""
    start = value.rstrip(" .…")
    if not value.endswith(("...", "…")) or len(start) < 20:
        return value
    longer = (f.value for f in hints if f.field == "title" and f.value.startswith(start))
    return next((other for other in longer if not other.endswith(("...", "…"))), value)


def entitled(galley: Galley, sheet: Sheet) -> Galley:
    """Makes sure of the title that the page marks as its only entry's, where its head says the same words."""
    hints = _hints(galley)
    marked = [f.value for f in hints if f.rule == ENTRY]
    heads = [norm(f.value) for f in hints if f.field == "title" and f.rule != ENTRY]
    if len(marked) != 1 or known(galley, "title") or not norm(marked[0]):
        return galley
    if not any(norm(marked[0]) in head for head in heads):
        return galley
    return remark(galley, {}, [Fact("title", marked[0], ENTRY)])


def headed(galley: Galley, sheet: Sheet) -> Galley:
    """Makes sure of the heading of the first rank that the page's head has as title, the site's name aside.

    'Bread' where its <title> is 'Bread - The Paper', and 'Le pain' where it is 'The Paper | Le pain'; not
    'The Paper', which a page may have as a heading too. In any script: the words need not return in the text.
    """
    hints = _hints(galley)
    if known(galley, "title"):
        return galley
    headings = {
        norm(v.line.text): v for v in reversed(galley.verdicts) if v.line.tag == "h1" and v.role in OPEN
    }
    sites = _sites(hints)
    told = {norm(f.value): f.value for f in hints if f.field == "title"}
    agreed: dict[str, str] = {}
    for value in told.values():
        cut = {norm(part): (part, rest, least) for part, rest, least in parts(value)}
        alone = cut.keys() & told.keys() - {norm(value)}  # told elsewhere without the site's name
        agreed |= {
            key: part for key, (part, rest, least) in cut.items()
            if (key in alone if alone else _named(rest, sites) or len(part) >= least * len(rest))
            and not _named(part, sites)
        }  # fmt: skip
    found = [verdict for key, verdict in headings.items() if key and key in agreed]
    if len(found) != 1:
        return _glued(galley, [*headings.values()], [*agreed.values()])
    (line,) = (verdict.line for verdict in found)
    key = norm(line.text)
    marks = {
        i: Mark(Role.TITLE, "hinted.headed", 0.95, "the heading that the page's head has too")
        for i, v in enumerate(galley.verdicts)
        if v.role in OPEN and v.line.number <= line.number and norm(v.line.text) == key
    }
    # A style sheet may set capitals where the page has none.
    shown = agreed[key] if line.text[:1].islower() and agreed[key][:1].isupper() else line.text
    value = bare(" ".join(shown.split()), galley.language)
    return remark(galley, marks, [Fact("title", value, "hinted.headed", line.number)])


def _glued(galley: Galley, headings: Sequence[Verdict], titles: Sequence[str]) -> Galley:
    """The title in the page's one heading: a row of it, with the section above or the day below, or at its
    end, where markup ran it into the word above it.

    'ArticleThe bread of the baker', with the call of a note behind it, where the head has the title alone.
    """
    if len(headings) != 1:
        return galley
    line = headings[0].line
    at = next(i for i, v in enumerate(galley.verdicts) if v.line is line)
    mark = Mark(Role.TITLE, "hinted.headed", 0.9, "the heading that the page's head has too")
    rows = [" ".join(row.split()) for row in broken_rows(line)] if line.broken else []
    for row in rows:
        if norm(row) and norm(row) in map(norm, titles):
            return remark(galley, {at: mark}, [Fact("title", row, "hinted.headed", line.number)])
    text = " ".join(line.text.split()).rstrip(_NOTED)
    for value in titles:
        seam = len(text) - len(value)
        if text.endswith(value) and 0 < seam <= _KICKER and text[seam - 1].islower() and value[:1].isupper():
            return remark(galley, {at: mark}, [Fact("title", value, "hinted.headed", line.number)])
    return galley


def parts(value: str) -> list[tuple[str, str, float]]:
    """What a title is with nothing, its end or its beginning taken off, each with what was taken off, and
    how long, by that, the title is at least where that is not known for the site's name: it mostly stands
    behind the title.
    """
    cuts = list(_PARTED.finditer(value))
    begun = [(value[: cut.start()], value[cut.end() :]) for cut in cuts]
    return [(value, "", 0.0), *((*b, 0.5) for b in begun), *((end, start, 1.0) for start, end in begun)]


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
                labels = host.replace("-", "").split(".")
                found |= {norm(host), host.replace("-", ""), labels[0], *labels[-2:-1]}
    own = {norm(f.value) for f in hints if f.rule == PERSONAL}
    return (frozenset(found) | {name.replace(" ", "") for name in found}) - own


def _values(hints: Iterable[Fact], field: Field, source: str) -> list[str]:
    return [f.value for f in hints if f.field == field and f.rule == source]
