"""Who wrote it: every name in the masthead and at the foot, with the evidence for and against.

A label ('Door', 'Auteur:'), a place right below the title, a date beside it, a bio that begins with the name:
each is evidence (weights/author.toml), and so is, against it, that the piece speaks of the person or
writes the words without capitals. Comments are never looked at. What is not probable enough is a
candidate for the editor.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from book.model import Fact, Galley, Role
from book.recover import signatures, weigh
from book.recover.marks import OPEN, Mark, known, remark
from book.recover.names import ordinary, surnames
from book.recover.page import Page
from book.recover.zones import lowercase, norm, words

LONGEST = 200
HEAD, FOOT = 0.12, 0.8
"""Shares of the kept prose: names count above the first, or below the second."""
BELOW = 60
"""How many lines below the kept text are looked at."""
_LEADS = 4
"""A byline may stand below so many lines of a short text: its lead, a picture and what it shows."""
_ADDRESS = re.compile(r"[\w.+-]{1,64}(?=@[\w-]{1,63}\.)")


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
        for names, rule in said(page, k):
            if signatures.glued(names):
                continue
            candidate = found.setdefault(norm(" ".join(names)), Candidate(names))
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
        if len(names) > 5 or page.lines[k].text.isupper() != page.lines[after].text.isupper():
            continue
        for alone in (key, below):  # a name that stands elsewhere too may be the one author yet
            if len(found[alone].lines) == 1:
                del found[alone]
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


def said(page: Page, k: int) -> signatures.Said:
    """The names that a line gives, each with its rule; a line may be read in one way only."""
    text = page.lines[k].text
    found = signatures.read(text, page.kind(k), page.rules)
    if found and found[0][1].startswith("bylines"):
        return found
    if k and (below := signatures.below_label(page.lines[k - 1].text, text, page.rules)):
        return below
    return found or (signatures.beside_date(text, page.rules) if "date" in _around(page, k) else ())


def _around(page: Page, k: int) -> list[str]:
    """What the lines right above and below line `k` are."""
    return [page.kind(j) for j in (k - 1, k + 1) if 0 <= j < len(page.lines)]


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
        if rule == "signatures.labelled":
            put["label-above"] = 1.0
        if rule == "datelines.signed" and page.lines[k].text.startswith(candidate.names[0]):
            put["signed-first"] = 1.0
        if page.lines[k].kept:
            put["kept"] = 1.0
        if page.lines[k].bulleted:
            put["bulleted"] = 1.0
        if rule.startswith("bios") and _headed(page, k):
            put["headed"] = 1.0
        if "at-foot" in put and _mailed(page, k, candidate.names):
            put["mailed"] = 1.0
        if rule.startswith("signatures") and _office_below(page, k, candidate.names):
            put["office-below"] = 1.0
        if rule.startswith("bylines") and page.span[1] - 2 <= k <= page.span[1] + 3:
            put["label-at-end"] = 1.0  # a bare name there may be anyone's: whom the text quotes last
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
    put["over-bio"] = float(
        "by-bios.is" in put and any(r.startswith(("sig", "by")) for _, r in candidate.lines)
    )
    put["label-dated"] = float("labelled" in put and "by-date" in put)
    put["label-at-foot"] = float("labelled" in put and "at-foot" in put)
    put["capitals"] = float(candidate.names[0].isupper())
    put["function-word"] = float(any(w.casefold() in lower for w in candidate.names[0].split()[:1]))


def _office_below(page: Page, k: int, names: tuple[str, ...]) -> bool:
    """Whether the next line is the office of one so called: 'Anna Baker', and then 'Staff Writer'."""
    office = page.lines[k + 1].text if k + 1 < len(page.lines) else ""
    return (
        len(names) == 1
        and 4 <= len(office) <= 40
        and page.rules.match("offices", f"{names[0]}, {office}") is not None
    )


def _headed(page: Page, k: int) -> bool:
    """Whether a line stands below 'About the author'."""
    hit = page.rules.match("bios", page.lines[k - 1].text) if k else None
    return hit is not None and hit.rule == "bios.heading" and not hit.get("who")


def _mailed(page: Page, k: int, names: tuple[str, ...]) -> bool:
    """Whether an address by the line is of one so called: 'a.baker@example.org' for Anna Baker."""
    near = " ".join(line.text for line in page.lines[max(0, k - 1) : k + 3] if "@" in line.text).casefold()
    return bool(near) and any(
        surname.casefold() in address for name in names for surname in surnames(name)[-1:]
        for address in _ADDRESS.findall(near) if len(surname) > 2
    )  # fmt: skip


def _bio_follows(page: Page, k: int, names: tuple[str, ...]) -> bool:
    """Whether one of the next lines begins with the name as a sentence about its bearer does."""
    first = names[0].split()[0]
    for other in page.lines[k + 1 : k + 4]:
        begin = other.text[:60]
        if len(words(other.text)) >= 6 and (names[0] in begin or begin.startswith(first + " ")):
            return True
    return False
