"""Who wrote it: every name in the masthead and at the foot, with the evidence for and against.

A label ('Door', 'Auteur:'), a place right below the title, a date beside it, a bio that begins with the name:
each is evidence (weights/author.toml), and so is, against it, that the piece speaks of the person or
writes the words without capitals. Comments are never looked at. What is not probable enough is a
candidate for the editor.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from book.model import Fact, Galley, Role
from book.recover import weigh
from book.recover.datelike import dated, undated, whole
from book.recover.dates import Date
from book.recover.grammar import Grammar
from book.recover.marks import OPEN, Mark, known, remark
from book.recover.names import ordinary, people, surnames
from book.recover.page import Page
from book.recover.zones import lowercase, norm, words

LONGEST = 200
HEAD, FOOT = 0.12, 0.8
"""Shares of the kept prose: names count above the first, or below the second."""
BELOW = 60
"""How many lines below the kept text are looked at."""
_LABEL = 30  # characters
_LEADS = 4
"""A byline may stand below so many lines of a short text: its lead, a picture and what it shows."""
_SPLIT = re.compile(r"\s*(?:[|/•·●,;—–]|\s-\s|:\s)\s*")
_SEAM = re.compile(r"[a-zà-ÿß](?=[A-ZÀ-Þ][a-zà-ÿß])")
_GLUED = re.compile(r"(?!(?:Mc|Mac|De|Di|La|Le|Du|Van|Von|O['’]|D['’]))[^\W\d_]+[a-zà-ÿß][A-ZÀ-Þ]")


@dataclass(slots=True)
class Candidate:
    """Some names that may be the authors, where they stand, and why they may be."""

    names: tuple[str, ...]
    lines: list[tuple[int, str]] = field(default_factory=list)  # indices of page lines, and the rule
    evidence: dict[str, float] = field(default_factory=dict)


def recover(galley: Galley) -> Galley:
    """Adds the authors and marks the lines that name them, or adds the candidates.

    What a publication note or a bio has settled stays settled.
    """
    if known(galley, "author"):
        return galley
    page = Page(galley)
    found = candidates(page)
    scale = weigh.load("author")
    chances = scale.chances([c.evidence for c in found])
    order = sorted(range(len(found)), key=lambda c: (-chances[c], c))
    if not order:
        return galley
    if chances[order[0]] < scale.sure:
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


def _facts(page: Page, candidate: Candidate, sure: bool) -> list[Fact]:
    k, rule = candidate.lines[0]
    number = page.lines[k].verdict.line.number
    return [Fact("author", name, rule, number, sure) for name in candidate.names]


def candidates(page: Page) -> list[Candidate]:
    """All names that may be the authors', in the order of the page."""
    found: dict[str, Candidate] = {}
    for k in places(page):
        for said_names, rule in said(page, k):
            names = _bare(said_names, page.rules)
            if not names or any(_GLUED.match(w) for n in names for w in n.split()):
                continue
            key = norm(" ".join(names))
            candidate = found.setdefault(key, Candidate(names))
            candidate.lines.append((k, rule))
    if not found:
        return []
    lower, title = lowercase(page.galley), _title(page)
    _join(page, found)
    for candidate in found.values():
        _weigh(page, candidate, title, lower)
    order = sorted(found.values(), key=lambda c: c.lines[0][0])
    below = [c for c in order if c.evidence.get("below-title")]
    for rank, candidate in enumerate(below[:3]):
        candidate.evidence[f"nearest-{rank}"] = 1.0
    labelled = [c for c in order if c.evidence.get("labelled")]
    if len(labelled) == 1:
        labelled[0].evidence["only-label"] = 1.0
    if len(order) == 1:
        order[0].evidence["only-name"] = 1.0
    return order


def _bare(names: tuple[str, ...], rules: Grammar) -> tuple[str, ...]:
    """The names without what markup set beside them: 'Karl KochRedakteur', 'Anna Baker|Published'."""
    found: list[str] = []
    for name in names:
        if found and rules.match("stops", name):
            break
        cut = max((m.end() for m in _SEAM.finditer(name)), default=0)
        head, rest = name[:cut].strip(), name[cut:]
        beside = (
            cut and " " in head and (rules.match("stops", rest) or rules.match("offices", f"{head}, {rest}"))
        )
        found.append(head if beside else name)
    return tuple(found)


def _join(page: Page, found: dict[str, Candidate]) -> None:
    """Names on lines of their own, one below the other, are one byline: what stands alone becomes one."""
    bare = {
        k: key
        for key, c in found.items()
        for k, rule in c.lines
        if rule == "signatures.name" and len(c.names) == 1
    }
    for k, key in sorted(bare.items()):
        after = k + 1
        while after < len(page.lines) and len(page.lines[after].text) <= 3:
            after += 1
        below = bare.get(after)
        if below is None or below == key or key not in found or below not in found:
            continue
        first, second = found[key], found[below]
        names = (*first.names, *second.names)
        if len(names) > 5:
            continue
        del found[key], found[below]
        joined = found.setdefault(norm(" ".join(names)), Candidate(names))
        joined.lines += [*first.lines, *second.lines]
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
        share = page.before[k] / total
        signed = k <= page.span[0] + _LEADS and page.kind(k) == "byline"
        if HEAD < share < FOOT and not signed and not (line.kept is False and share < 0.5):
            continue
        if len(line.text) <= LONGEST or "is" in line.text[:80]:
            found.append(k)
    return found


Said = tuple[tuple[tuple[str, ...], str], ...]
"""Names that a line gives, each with its rule."""


def said(page: Page, k: int) -> Said:
    """The names that a line gives, each with its rule; a line may be read in one way only."""
    return _said(page.lines[k].text, page.kind(k), page.rules)


@lru_cache(maxsize=1 << 13)
def _said(text: str, kind: str, rules: Grammar) -> Said:
    if len(text) < 4 or kind in ("label", "mark") or (not kind and text[0].islower()):
        return ()
    bare = undated(text, rules.calendar)
    for version in dict.fromkeys((bare, text)) if kind == "byline" else ():
        for hit in rules.matches("bylines", version):
            if hit.get("date") and whole(hit.get("date"), rules.calendar) is None:
                continue
            office = rules.match("offices", hit.get("who"))
            names = people((office or hit).get("who"))
            if names and not rules.match("stops", names[0]):
                return ((names, hit.rule),)
    bio = rules.match("bios", text)
    if bio and bio.get("who"):
        names = people(bio.get("who"), alone=bio.rule != "bios.heading")
        if len(names) == 1:
            return ((names, bio.rule),)
    if (dates := dated(text, rules.calendar)) and (names := signed(text, dates)):
        return ((names, "datelines.signed"),)
    if len(bare) > 90:
        return ()
    if office := rules.match("offices", bare):
        names = people(office.get("who"), alone=True)
        if len(names) == 1:
            return ((names, "signatures.office"),)
    names = people(bare, alone=True)
    if (
        names
        and not rules.match("stops", names[0])
        and len(names) <= 4
        and all(len(n.split()) <= 4 for n in names)
    ):
        return ((names, "signatures.name"),)
    return ()


def _title(page: Page) -> int:
    """The last line that is marked as the title; -1 if none is."""
    return max((k for k, line in enumerate(page.lines) if line.verdict.role is Role.TITLE), default=-1)


def _weigh(page: Page, candidate: Candidate, title: int, lower: frozenset[str]) -> None:
    put = candidate.evidence
    put["bias"] = 1.0
    total = page.before[-1] or 1
    whole = " ".join(candidate.names)
    for k, rule in candidate.lines:
        put[f"by-{rule}"] = 1.0
        if rule.startswith("bylines"):
            put["labelled"] = 1.0
        share = page.before[k] / total
        if title >= 0 and title < k and share <= HEAD:
            put["below-title"] = 1.0
            gap = k - title
            put["just-below" if gap <= 2 else "near-below" if gap <= 6 else "far-below"] = 1.0
        elif title >= 0 and k < title:
            put["above-title"] = 1.0
            if title - k <= 3:
                put["just-above"] = 1.0
        elif share <= HEAD:
            put["before-text"] = 1.0
            ahead = page.before[min(k + 5, len(page.lines))] - page.before[k]
            put["text-near"] = 1.0 if ahead else 0.0
        else:
            put["at-foot"] = 1.0
        near = [j for j in (k - 1, k + 1, k + 2) if 0 <= j < len(page.lines)]
        if any(page.kind(j) == "date" for j in near) or page.kind(k) == "date":
            put["by-date"] = 1.0
        if rule == "signatures.name" and _label_above(page, k):
            put["label-above"] = 1.0
        if rule == "datelines.signed" and page.lines[k].text.startswith(candidate.names[0]):
            put["signed-first"] = 1.0
        if page.lines[k].kept:
            put["kept"] = 1.0
        if page.lines[k].bulleted:
            put["bulleted"] = 1.0
        if _bio_follows(page, k, candidate.names):
            put["bio-follows"] = 1.0
    times = page.mentions(whole)
    put["lines-2" if len(candidate.lines) == 2 else "lines-3" if len(candidate.lines) > 2 else "lines-1"] = (
        1.0
    )
    if times:
        put["in-prose"] = 1.0
        put["often-in-prose"] = float(times > 2)
    elif any(page.mentions(s[-1]) for n in candidate.names if (s := surnames(n))):
        put["surname-in-prose"] = 1.0
    small = [ordinary(n, lower) for n in candidate.names]
    put["ordinary"] = sum(small) / len(small)
    size = len(surnames(candidate.names[0]))
    put[f"words-{min(size, 4)}"] = 1.0
    several = len(candidate.names) > 1
    full = all(len(surnames(n)) >= 2 for n in candidate.names)
    put["several"] = float(several and not full)
    put["several-full"] = float(several and full)
    beside = bool(put.get("just-below") or put.get("near-below") or put.get("just-above"))
    put["several-labelled"] = float(several and "labelled" in put)
    put["several-near"] = float(several and full and beside)
    put["signed-near"] = float(beside and "by-datelines.signed" in put)
    put["name-near"] = float(beside and full and "by-signatures.name" in put)
    put["label-near"] = float(beside and "labelled" in put)
    put["label-at-foot"] = float("labelled" in put and "at-foot" in put)
    put["capitals"] = float(candidate.names[0].isupper())
    put["function-word"] = float(any(w.casefold() in lower for w in candidate.names[0].split()[:1]))


def _label_above(page: Page, k: int) -> bool:
    """Whether the line above is a byline without its name: 'Written by', 'Auteur:'."""
    if not k or len(page.lines[k - 1].text) > _LABEL:
        return False
    label = page.lines[k - 1].text.rstrip(": ")
    return any(
        page.rules.match("bylines", f"{label}{joint}{page.lines[k].text[:100]}") is not None
        for joint in (": ", " ")
    )


def _bio_follows(page: Page, k: int, names: tuple[str, ...]) -> bool:
    """Whether one of the next lines begins with the name as a sentence about its bearer does."""
    first = names[0].split()[0]
    for other in page.lines[k + 1 : k + 4]:
        begin = other.text[:60]
        if len(words(other.text)) >= 6 and (names[0] in begin or begin.startswith(first + " ")):
            return True
    return False


def signed(text: str, dates: tuple[Date, ...]) -> tuple[str, ...]:
    """The author in 'Anna van Dijk / De Koek / 12 april 2019': a part beside the date with a name's shape."""
    for part in (*_SPLIT.split(text[: dates[0].start]), *_SPLIT.split(text[dates[-1].end :])):
        found = people(part, alone=True)
        if found:
            return found
    return ()
