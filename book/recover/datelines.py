"""The date on which the piece appeared: every date of the masthead and the foot, weighed.

A date below the title, beside the byline, behind a label is evidence (weights/date.toml); the label of a
change ('Laatst bijgewerkt'), a date among others in a list of links, a date at the page's very top speak
against it. Dates within the text, in readers' comments and in a quotation's source are never looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from book.folios import FOLIO, RUNNING_HEAD
from book.model import LISTED, Fact, Galley, Role, Verdict
from book.recover import grammar, weigh
from book.recover.datelike import TIME, changed, dated, has_digit, whole
from book.recover.dates import DIGIT, Date, find
from book.recover.marks import OPEN, Mark, known, remark
from book.recover.page import Look, Page, Sheet
from book.recover.titles import bare

_PRESS = re.compile(
    r"(?P<place>[^\W\d_a-zà-ÿ][^\W\d_]+(?:[ /-][^\W\d_]+){0,2}), "
    r"\(?[^\n–—(){}:]{6,20}(?:\)\.? |\.? ?[–—:-] )"
)
"""How a press release begins: 'Wien, 14. Dezember 2021 – '."""
_READ = (Role.TITLE, Role.BYLINE, Role.DATELINE, Role.BIO)
"""What a line may be that tells a date beside it."""
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b")
_ROWS = 6  # of several cells, of a table that is no masthead
_BEFORE, _AFTER = 2, 3  # words around the date of a sentence
_SHORT = 40  # characters
_SPOKEN = 6  # words before a date that are a sentence
_PARTED = re.compile(r"[|/•·:;–—]|\s-\s")
_MONTHLY, _NEAR = 60, 4  # characters of a line that tells a month; lines between it and the title
_IN = re.compile(r"\W*(?:im|in|en|em|i|w|v|de|di)\W*", re.IGNORECASE)
"""What stands before a month: 'im März 2019'."""
_POSTED = re.compile(r"\(@\w{1,30}\)")
"""'— Ada Brandt (@ada) November 18, 2019': the date of a post that the piece quotes."""


@dataclass(slots=True)
class Candidate:
    """A date that may be the piece's, the lines of the page that give it, and why it may be."""

    value: str
    lines: list[int] = field(default_factory=list)
    evidence: dict[str, float] = field(default_factory=dict)


_OTHERWISE = frozenset({"fields.other", "fields.row", LISTED})
"""The rules of lines whose days are others: when a text was kept, when what the author lists appeared."""


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Adds the date and marks the lines of the masthead that hold it, or adds the candidates."""
    page = sheet.page(galley)
    found = [] if known(galley, "date") else candidates(page)
    scale = weigh.load("date")
    chances = scale.chances([c.evidence for c in found])
    order = sorted(range(len(found)), key=lambda c: (-chances[c], c))
    marks = _above(page)
    if not order:
        told = any(fact.field == "date" for fact in galley.facts)
        alone = None if told else month(page)
        return remark(galley, marks, [_fact(page, alone, True, "datelines.month")] if alone else [])
    if chances[order[0]] < scale.sure or _belied(page, found[order[0]]):
        likely = [found[c] for c in order[:3] if chances[c] >= 0.1]
        return remark(galley, marks, [_fact(page, c, False) for c in likely])
    best = found[order[0]]
    because = scale.because(best.evidence)
    for k in best.lines:
        verdict = page.lines[k].verdict
        if verdict.role in OPEN:
            marks[page.lines[k].at] = Mark(
                Role.DATELINE, "datelines.weighed", round(chances[order[0]], 2), because
            )
    return remark(galley, marks, [_fact(page, best, True)])


def _fact(page: Page, candidate: Candidate, sure: bool, rule: str = "datelines.weighed") -> Fact:
    line = page.lines[candidate.lines[0]].verdict.line.number
    return Fact("date", candidate.value, rule, line, sure)


def _belied(page: Page, candidate: Candidate) -> bool:
    """Whether a date above the title is of another month than the day in the page's address: it may be that
    on which the page was kept."""
    told = {
        fact.value for fact in page.galley.facts if fact.rule == "link.canonical" and fact.field == "date"
    }
    above = "above-title" in candidate.evidence and "below-title" not in candidate.evidence
    return above and len(told) == 1 and not any(day.startswith(candidate.value[:7]) for day in told)


def month(page: Page) -> Candidate | None:
    """The month in which a piece appeared, for a page that tells no day: a line of its own or with who signs,
    by the title or right below the text. None where the page names several, as an archive does.
    """
    start, end = page.span
    titles = [k for k, line in enumerate(page.lines) if line.verdict.role is Role.TITLE]
    found: dict[str, Candidate] = {}
    named = set[str]()
    for k, line in enumerate(page.lines):
        text, dates = line.text, dated(line.text, page.rules.calendar)
        if len(dates) != 1 or dates[0].full or len(text) > _MONTHLY:
            continue
        alone = not re.search(r"\w", text[: dates[0].start] + text[dates[0].end :]) or bool(
            _IN.fullmatch(text[: dates[0].start]) and not text[dates[0].end :].strip(" .")
        )
        if alone:
            named.add(dates[0].value)
        if line.verdict.role not in OPEN and line.verdict.role not in _READ:
            continue
        signed = page.kind(k) == "byline" or line.verdict.role is Role.BYLINE
        if not (alone or signed or labelled(text, page.rules)) or changed(text[: dates[0].start]):
            continue
        above = titles[-1] < k <= titles[-1] + _NEAR if titles else start - _NEAR <= k < start
        if not (
            (above and k <= start)
            or (titles and k == titles[0] - 1 and line.verdict.role is not Role.TITLE)
            or (end - 1 <= k <= end and (line.kept or signed))
        ):
            continue
        found.setdefault(dates[0].value, Candidate(dates[0].value)).lines.append(k)
    return next(iter(found.values())) if len(found) == 1 and named <= found.keys() else None


def _above(page: Page) -> dict[int, Mark]:
    """The dates between title and text: no part of the text, whichever of them is the right one."""
    titles = [k for k, line in enumerate(page.lines) if line.verdict.role is Role.TITLE]
    if not titles:
        return {}
    return {
        page.lines[k].at: Mark(Role.DATELINE, "datelines.masthead", 0.9)
        for k in range(titles[-1] + 1, page.span[0])
        if page.lines[k].verdict.role in OPEN
        and not _of_table(page.lines[k].verdict)
        and dated(page.lines[k].text, page.rules.calendar)
        and not _tells(page.lines[k], page.rules)
    }


def _tells(line: Look, rules: grammar.Grammar) -> bool:
    """Whether a paragraph says what was on a day: 'A debate about trains on 2 May in the small hall'."""
    if not line.kept or line.verdict.line.tag != "p" or labelled(line.text, rules):
        return False
    dates = dated(line.text, rules.calendar)
    before, after = (line.text[: dates[0].start], line.text[dates[0].end :]) if len(dates) == 1 else ("", "")
    return len(before.split()) >= _BEFORE and len(after.split()) >= _AFTER


def _another(page: Page, k: int) -> bool:
    """Whether a line tells when something else was: a film's release, an event, what a sentence speaks of."""
    text, rules = page.lines[k].text, page.rules
    above = page.lines[k - 1].text if k else ""
    if rules.match("occasions", text) or (
        len(above) <= _SHORT
        and has_digit(text)
        and not has_digit(above)
        and rules.match("occasions", f"{above.rstrip(' :')}: {text}"[:120])
    ):
        return True
    dates = dated(text, rules.calendar)
    before = text[: dates[0].start].split() if len(dates) == 1 else []
    spoken = sum(word.isalpha() and word.islower() for word in before)
    return (
        len(before) >= _SPOKEN
        and before[-1].islower()  # 'signed into law on', and not 'The bread of the day by Ann Lee, '
        and 2 * spoken > len(before)
        and _PARTED.search(text[: dates[0].start]) is None
        and page.kind(k) != "byline"
        and not labelled(text, rules)
    )


def candidates(page: Page) -> list[Candidate]:
    """All full dates outside the text and its comments, in the order of the page."""
    start, end = page.span
    titles = [k for k, line in enumerate(page.lines) if line.verdict.role is Role.TITLE]
    title = titles[-1] if titles else -1
    found: dict[str, Candidate] = {}
    for k, line in enumerate(page.lines):
        if line.verdict.role not in OPEN and line.verdict.role not in _READ:
            continue
        if line.verdict.rule in _OTHERWISE or _printed(line.verdict) or _of_table(line.verdict):
            continue
        if start + 2 < k < end - 2 and line.kept and not _signs(page, k):
            continue
        if _readers(page, k) or _tells(line, page.rules) or _another(page, k):
            continue
        dates = dates_of(line.text, page.rules)
        if line.verdict.role is Role.TITLE:
            title_told = bare(line.text, page.language)  # it leaves the date of '12 April 2019 - Bread'
            dates = tuple(d for d in dates if line.text[d.start : d.end] not in title_told)
        for date in () if dates and _POSTED.search(line.text) else dates:
            if date.full:
                candidate = found.setdefault(date.value, Candidate(date.value))
                if k not in candidate.lines:
                    candidate.lines.append(k)
                _weigh(page, k, date, title, candidate.evidence)
    order = list(found.values())
    for candidate in order:
        candidate.evidence["bias"] = 1.0
        candidate.evidence["only-date"] = float(len(order) == 1)
        candidate.evidence["twice"] = float(len(candidate.lines) > 1)
    for name, chosen in (("below-title", min), ("under-text", min)):
        near = [c for c in order if c.evidence.get(name)]
        if near:
            chosen(near, key=lambda c: c.lines[0]).evidence[f"first-{name}"] = 1.0
    above = [c for c in order if c.evidence.get("above-title") or c.evidence.get("above-text")]
    if above:
        max(above, key=lambda c: c.lines[-1]).evidence["last-above"] = 1.0
    below = [c for c in order if c.evidence.get("below-title")]
    if len(below) > 1:
        min(below, key=lambda c: c.value).evidence["earliest-below"] = 1.0
    return order


def _of_table(verdict: Verdict) -> bool:
    """Whether a line stands in a cell of a table too long for a masthead: an infobox, a list of reigns."""
    slot = verdict.line.slot
    return verdict.kept and slot is not None and sum(len(row) > 1 for row in slot.table.rows) >= _ROWS


def _printed(verdict: Verdict) -> bool:
    """Whether pages repeat a day and a time, as browsers set it above what they print: the time of that."""
    return verdict.rule in (FOLIO, RUNNING_HEAD) and _CLOCK.search(verdict.line.text) is not None


def dates_of(text: str, rules: grammar.Grammar) -> tuple[Date, ...]:
    """The dates that a line may tell of the piece: it is little else, or says when it was posted."""
    if not DIGIT.search(text):
        return ()
    if found := dated(text, rules.calendar):
        return found
    if opening := _PRESS.match(text):
        first = find(text[: opening.end()], rules.calendar)[:1]
        return first if first and first[0].start <= opening.end("place") + 3 else ()
    hit = rules.match("postings", text)
    return find(text, rules.calendar)[:1] if hit and whole(hit.get("date"), rules.calendar) else ()


def _signs(page: Page, k: int) -> bool:
    """Whether a line in the text is a date below a byline: what stood above both was no text of the piece."""
    return len(page.lines[k].text) <= _SHORT and page.kind(k) == "date" and page.kind(k - 1) == "byline"


def _readers(page: Page, k: int) -> bool:
    """Whether a line stands between two of readers' comments: the day is that of a comment."""
    around = [page.lines[j].verdict.role for j in (k - 1, k + 1) if 0 <= j < len(page.lines)]
    return around == [Role.COMMENT, Role.COMMENT]


def _weigh(page: Page, k: int, date: Date, title: int, put: dict[str, float]) -> None:
    line, rules = page.lines[k], page.rules
    start, end = page.span
    text = line.text
    if title >= 0 and title < k <= start + 2:
        put["below-title"] = 1.0
        gap = k - title
        put[f"gap-{next((n for n in (1, 2, 4, 8, 16) if gap <= n), 'far')}"] = 1.0
    elif title >= 0 and k < title:
        put["above-title"] = 1.0
        gap = title - k
        put[f"over-{next((n for n in (1, 2, 4, 8) if gap <= n), 'far')}"] = 1.0
    elif k <= start + 2:
        put["above-text"] = 1.0
        gap = start - k
        put[f"text-{next((n for n in (1, 3, 6, 12) if gap <= n), 'far')}"] = 1.0
    elif k < end:
        put["in-text"] = 1.0
    else:
        put["under-text"] = 1.0
        gap = k - end
        put[f"under-{next((n for n in (1, 3, 8, 20) if gap <= n), 'far')}"] = 1.0
    put["top"] = max(put.get("top", 0.0), float(k < 4))
    if changed(text[: date.start]):
        put["changed"] = 1.0
    elif labelled(text, rules) or (k and _label(page.lines[k - 1].text, rules)):
        put["labelled"] = 1.0
    if rules.match("sources", text):
        put["source-note"] = 1.0
    near = [j for j in (k - 2, k - 1, k + 1, k + 2) if 0 <= j < len(page.lines)]
    put["by-byline"] = max(put.get("by-byline", 0.0), float(any(page.kind(j) == "byline" for j in near)))
    if page.kind(k) == "byline" or line.verdict.role is Role.BYLINE:
        put["signed"] = 1.0
    others = sum(bool(page.kind(j) == "date") for j in near)
    put["among-dates"] = max(put.get("among-dates", 0.0), others / 4)
    whole_line = date.end - date.start
    put["bare"] = max(put.get("bare", 0.0), float(whole_line >= 0.7 * len(text)))
    put["long-line"] = max(put.get("long-line", 0.0), float(len(text) > 80))
    put["clock"] = max(put.get("clock", 0.0), float(bool(TIME.search(text[date.end :]))))
    put["bulleted"] = max(put.get("bulleted", 0.0), float(line.bulleted))
    put["kept"] = max(put.get("kept", 0.0), float(line.kept))
    put["dropped"] = max(put.get("dropped", 0.0), float(line.verdict.role is Role.BOILERPLATE))


def labelled(text: str, rules: grammar.Grammar) -> bool:
    """Whether a label ('Geplaatst op') stands before the date."""
    if _PRESS.match(text):
        return bool(dates_of(text, rules))
    hit = rules.match("datelines", text) or rules.match("postings", text)
    return hit is not None and whole(hit.get("date"), rules.calendar) is not None


def _label(text: str, rules: grammar.Grammar) -> bool:
    """Whether a line is such a label by itself, the date being on the next one."""
    return len(text) <= 30 and labelled(f"{text.rstrip(': ')} 2001-02-03", rules)
