"""Who wrote it: every name in the masthead and at the foot, with the evidence for and against.

A label ('Door', 'Auteur:'), a place right below the title, a date beside it, a bio that begins with the name:
each is evidence (weights/author.toml), and so is, against it, that the piece speaks of the person or
writes the words without capitals. Comments are never looked at. What is not probable enough is a
candidate for the editor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from book.model import Fact, Galley, Role
from book.recover import signatures, weigh
from book.recover.attribution import FOOT, HEAD, LEADS, Candidate, office_below, weigh_names
from book.recover.bodies import BODY
from book.recover.linkednotes import links
from book.recover.marks import OPEN, Mark, known, remark
from book.recover.markup import HEADINGS, cites
from book.recover.page import Look, Page, Sheet
from book.recover.quotations import DASHES
from book.recover.zones import lowercase, norm

_GREAT = ("h1", "h2")
_NAMED = ("signatures.name", "signatures.office")
_LISTED = (*_NAMED, "signatures.labelled")
_PICTURED = frozenset({"markup.figure", "pictures.absent"})
_ELSEWHERE = frozenset({
    "markup.side", "markup.menu", "markup.nav", "markup.related", "markup.promo", "markup.footer", "contents",
})  # fmt: skip
"""Whose names a page has there without a word of who signs: those of captions; below its text those of menus
and of other pieces."""
LONGEST = 200
BELOW = 60
"""How many lines below the kept text are looked at."""
_MENUS = frozenset({"markup.menu", "markup.nav"})
_NUMERAL = re.compile(r"(I|A)\. ")
_SECOND = {"I": "II. ", "A": "B. "}
_QUOTED = re.compile(r"[\"”’»“]\W*\Z")
_PERSONAL = re.compile(r"author|writer|contribut|people|person|profile|staff|team|user|by[/-]|bio|/@|~")
"""What stands in the address of a page about whoever signs."""
_MOST_LABELS, _AROUND = 2, 12
_TITLE = 3
"""So many words of a title are no name of somebody who signs below it."""
_WRITTEN = ("handle", "alone", "counted", BODY)
"""How the rules end whose names may have capitals within: 'MatsWichmann', 'BakeHR Team'."""


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Adds the authors and marks the lines that name them, or adds the candidates.

    What a publication note or a bio has settled stays settled.
    """
    if known(galley, "author"):
        return galley
    page = sheet.page(galley)
    found = candidates(page)
    scale = weigh.load("author")
    chances = scale.chances([c.evidence for c in found])
    order = sorted(range(len(found)), key=lambda c: (-chances[c], c))
    if not order:
        return galley
    if chances[order[0]] < scale.sure or _as_likely_the_title(page, found[order[0]]):
        return remark(
            galley, {}, [f for c in order[:3] if chances[c] > 0.15 for f in _facts(page, found[c], False)]
        )
    best = found[order[0]]
    because = scale.because(best.evidence)
    marks = {
        page.lines[k].at: Mark(Role.BYLINE, rule, round(chances[order[0]], 2), because)
        for k, rule in best.lines
        if page.lines[k].verdict.role in OPEN and not rule.startswith("bios") and page.kind(k) != "date"
    }
    return remark(galley, marks, _facts(page, best, True))


def _as_likely_the_title(page: Page, candidate: Candidate) -> bool:
    """Whether nobody knows the title of a page, and the name stands alone above its text: unless something
    else may be the title, and none of its words is one that the text has in lower case, as it has those of
    'Markdown Cheat Sheet'."""
    if any(line.verdict.role is Role.TITLE for line in page.lines):
        return False
    if not all(rule in _NAMED and k < page.span[0] for k, rule in candidate.lines):
        return False
    own = {page.keys[k] for k, _ in candidate.lines}
    if all(f.field != "title" or norm(f.value) in own for f in page.galley.facts):
        return True
    lower = lowercase([line.text for line in page.lines if line.prose], page.language)
    return any(not lower.isdisjoint(key.split()) for key in own)


def _facts(page: Page, candidate: Candidate, sure: bool) -> list[Fact]:
    k, rule = candidate.lines[0]
    number = page.lines[k].verdict.line.number
    return [Fact("author", name, rule, number, sure) for name in candidate.names]


def candidates(page: Page) -> list[Candidate]:
    """All names that may be the authors', in the order of the page."""
    found: dict[str, Candidate] = {}
    titles = {key for line, key in zip(page.lines, page.keys, strict=True) if line.verdict.role is Role.TITLE}
    long_titles = [words for words in map(_words, titles) if len(words) >= _TITLE]
    for k in places(page):
        for names, rule in said(page, k):
            if signatures.glued(names) and not rule.endswith(_WRITTEN):
                continue
            where = page.lines[k].verdict.rule
            if rule == "bios.is" and not any(line.prose and line.kept for line in _beside(page, k)):
                continue  # it is the whole text, and that is about somebody
            if rule in _NAMED and (where in _PICTURED or (where in _ELSEWHERE and k >= page.span[1])):
                continue
            if rule in _NAMED and (_no_name(page, k) or any(t < _words(page.keys[k]) for t in long_titles)):
                continue  # the title with a word or two more is none: 'Calendário da Copa 2018'
            if rule == "bios.heading" and where in _MENUS:
                continue  # 'About' and 'Contact', of one row
            candidate = found.setdefault(norm(" ".join(names)), Candidate(names))
            candidate.lines.append((k, rule))
    for key, candidate in list(found.items()):
        about = any(f" {key} " in f" {title} " for title in titles)
        if about and {rule for _, rule in candidate.lines} == {"bios.is"}:
            del found[key]  # whom or what the piece is about: 'Alder Weir is a low stone dam'
    if not found:
        return []
    _join(page, found)
    _complete(found)
    order = sorted(found.values(), key=lambda c: c.lines[0][0])
    weigh_names(page, order)
    return order


def _words(key: str) -> frozenset[str]:
    return frozenset(key.split())


def _no_name(page: Page, k: int) -> bool:
    """Whether a line of a name's shape and no label is something else, by what stands around it.

    A heading like others, or of the first ranks below text, or of words of the title; the first of numbered
    headings ('I. Spring' and 'II. Summer'); a label of the code below it; whom the quotation above it is by;
    above the title, a link to what the piece is filed under.
    """
    own = page.lines[k].verdict.line
    if own.tag in HEADINGS and sum(1 for _ in islice(_tagged(page, own.tag), 2)) > 1:
        return True
    if own.tag in _GREAT and (_below_text(page, k) or _in_a_title(page, k)):
        return True
    numeral = _NUMERAL.match(own.text)
    if numeral and any(line.text.startswith(_SECOND[numeral[1]]) for line in page.lines[k:]):
        return True
    if k + 1 < len(page.lines) and page.lines[k + 1].verdict.line.rows:
        return True
    if own.text[:1] in "–—-" and k and _QUOTED.search(page.lines[k - 1].text):
        return True
    filed = any(
        start == 0 and end == len(own.text) and not _PERSONAL.search(href.lower())
        for start, end, href in links(own.inlines)
    )
    return filed and any(line.verdict.role is Role.TITLE for line in page.lines[k + 1 :])


def _below_text(page: Page, k: int) -> bool:
    """Whether paragraphs of the text stand above a line that is kept."""
    return page.lines[k].kept and any(line.kept and line.prose for line in page.lines[:k])


def _in_a_title(page: Page, k: int) -> bool:
    """Whether the title says all the words of a line, and more."""
    own = _words(page.keys[k])
    return any(own < _words(page.keys[n]) for n, x in enumerate(page.lines) if x.verdict.role is Role.TITLE)


def _tagged(page: Page, tag: str) -> Iterator[Look]:
    return (line for line in page.lines if line.verdict.line.tag == tag)


def _beside(page: Page, k: int) -> Iterator[Look]:
    """All lines but one."""
    return (line for n, line in enumerate(page.lines) if n != k)


def _complete(found: dict[str, Candidate]) -> None:
    """A first name alone is said of whom the page names in full: 'More from Anna' of Anna Baker."""
    heads = [key for key, c in found.items() if {rule for _, rule in c.lines} == {"bios.heading"}]
    for key in [key for key in heads if " " not in key]:
        whole = [
            c
            for c in found.values()
            if len(c.names) == 1 and c.names[0].startswith(f"{found[key].names[0]} ")
        ]
        if len(whole) == 1:
            whole[0].lines += found.pop(key).lines


def _join(page: Page, found: dict[str, Candidate]) -> None:
    """Names on lines of their own, one below the other, are one byline: what stands alone becomes one."""
    bare = {
        k: key for key, c in found.items() for k, rule in c.lines if rule in _LISTED and len(c.names) == 1
    }
    for k, key in sorted(bare.items()):
        after = k + 1
        while after < len(page.lines) and len(page.lines[after].text) <= 3:
            after += 1
        below = bare.get(after)
        if below is None or below == key or key not in found or below not in found:
            continue
        first, second = found[key], found[below]
        if after == k + 1 and below == page.keys[after] and office_below(page, k, first.names):
            if len(second.lines) == 1:  # 'Contributing Writer' below her name is what she is
                del found[below]
            continue
        names = (*first.names, *second.names)
        if len(names) > 5 or page.lines[k].text.isupper() != page.lines[after].text.isupper():
            continue
        for alone in (key, below):  # a name that stands elsewhere too may be the one author yet
            if len(found[alone].lines) == 1:
                del found[alone]
        joined = found.setdefault(norm(" ".join(names)), Candidate(names))
        joined.lines += [at for at in first.lines if at[0] == k or len(first.names) > 1]
        joined.lines += [at for at in second.lines if at[0] == after]
        bare[after] = norm(" ".join(names))


def places(page: Page) -> list[int]:
    """The lines where a name may be the author's."""
    total = page.before[-1] or 1
    last = max((k for k, line in enumerate(page.lines) if line.kept), default=len(page.lines))
    found = []
    for k, line in enumerate(page.lines):
        if k > last + BELOW:
            break
        if line.verdict.role not in OPEN and line.verdict.role is not Role.BYLINE:
            continue
        own = line.verdict.line
        quoted = own.within("blockquote")
        if quoted and k and page.lines[k - 1].verdict.line.within("blockquote") == quoted:
            above = page.before[k] / total < 0.5  # below a text that is one quotation its author may sign
            if cites(own, quoted) or (above and own.text.lstrip()[:1] in DASHES):
                continue  # whom the text quotes
        if own.tag == "figcaption":
            continue  # who made the picture
        share = page.before[k] / total
        signed = k <= page.span[0] + LEADS and page.kind(k) == "byline"
        if (
            HEAD < share < FOOT
            and k >= page.span[0]
            and not signed
            and not (line.kept is False and share < 0.5)
        ):
            continue
        if len(line.text) <= LONGEST or "is" in line.text[:80]:
            found.append(k)
    return found


def said(page: Page, k: int) -> signatures.Said:
    """The names that a line gives, each with its rule; a line may be read in one way only."""
    text = page.lines[k].text
    found = signatures.read(text, page.kind(k), page.rules)
    if found and found[0][1].startswith("bylines"):
        return found
    if _labelled(page, k) and (below := signatures.below_label(page.lines[k - 1].text, text, page.rules)):
        return below
    if found:
        return found
    if signatures.parted(text) and _dated(page, k) and (beside := signatures.beside_date(text, page.rules)):
        return beside
    alone = signatures.alone(text, page.rules)
    return alone if alone and _posted(page, k) else ()


def _labelled(page: Page, k: int) -> bool:
    """Whether the line above may be the label of this one: it is short, no byline, and none of many."""
    if not k or not 0 < len(page.lines[k - 1].text) <= signatures.LABEL or page.kind(k - 1) == "byline":
        return False
    return page.keys[max(0, k - _AROUND) : k + _AROUND].count(page.keys[k - 1]) <= _MOST_LABELS


def _posted(page: Page, k: int) -> bool:
    """Whether a line stands where blogs have a name of one word.

    Above 'View author page'; or right below the title, and counts of comments or minutes below it.
    """
    after = [line.text for line in page.lines[k + 1 : k + 3] if len(line.text) <= 40]
    hit = page.rules.match("bios", after[0]) if after else None
    if hit and hit.rule == "bios.heading" and not hit.get("who"):
        return True
    titled = k > 0 and page.lines[k - 1].verdict.role is Role.TITLE
    return titled and any(page.rules.match_any(("counts", "readings"), text) for text in after)


def _dated(page: Page, k: int) -> bool:
    """Whether the line right above or below line `k` is a date."""
    return any(page.kind(j) == "date" for j in (k - 1, k + 1) if 0 <= j < len(page.lines))
