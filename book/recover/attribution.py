"""What speaks for and against a name's being the author's: its label, its place, what stands beside it.

Each piece of evidence has a name (weights/author.toml). Where the title is not sure, the line that is most
probably it gives places their meaning all the same, under names of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from book.model import Role
from book.recover.bodies import BODY
from book.recover.names import ordinary, surnames
from book.recover.page import Page
from book.recover.zones import lowercase, norm
from book.words import count

HEAD, FOOT = 0.12, 0.8
"""Shares of the kept prose: names count above the first, or below the second."""
LEADS, _EARLY = 4, 0.5
"""A byline may stand below so many lines of a short text, in the first half: its lead, a picture and what it
shows."""
_ADDRESS = re.compile(r"[\w.+-]{1,64}(?=@[\w-]{1,63}\.)")
_ACRONYM = re.compile(r"[A-ZÀ-Þ]{2,5}")
_WORDS = re.compile(r"[\w'’-]+")
_COUNTS = ("counts", "readings")
_NEXT = (1, 3, 8)
"""How many lines from the text's beginning or end a name stands."""

Put = Callable[..., None]


@dataclass(slots=True)
class Candidate:
    """Some names that may be the authors, where they stand, and why they may be."""

    names: tuple[str, ...]
    lines: list[tuple[int, str]] = field(default_factory=list)  # indices of page lines, and the rule
    evidence: dict[str, float] = field(default_factory=dict)


def weigh_names(page: Page, order: Sequence[Candidate]) -> None:
    """Gives the candidates of a page their evidence; they come in the order of the page."""
    lower, title, likely = (
        lowercase([v.line.text for v in page.verdicts if v.kept], page.language),
        _title(page),
        _likely(page),
    )
    for candidate in order:
        put = candidate.evidence
        put["bias"] = 1.0
        for k, rule in candidate.lines:
            _rule(page, k, rule, candidate)
            _place(page, k, title, put)
            _place_of_text(page, k, put)
            if title < 0 <= likely < k and page.before[k] / (page.before[-1] or 1) <= HEAD:
                put["below-likely"] = 1.0
                put[f"likely-{'just' if k - likely <= 2 else 'near' if k - likely <= 6 else 'far'}"] = 1.0
            _beside(page, k, rule, candidate)
        _name(page, candidate, lower, max(title, likely))
        _together(candidate)
    _among(page, order)


def _title(page: Page) -> int:
    """The last line that is marked as the title; -1 if none is."""
    return max((k for k, line in enumerate(page.lines) if line.verdict.role is Role.TITLE), default=-1)


def _likely(page: Page) -> int:
    """The line that is most probably the title, where none is sure; -1 if there is none."""
    number = next((f.line for f in page.galley.facts if f.field == "title" and f.line is not None), None)
    lines = (k for k, line in enumerate(page.lines) if line.verdict.line.number == number)
    return next(lines, -1) if number is not None else -1


def _rule(page: Page, k: int, rule: str, candidate: Candidate) -> None:
    """How the line says that somebody wrote the piece."""
    put, line = candidate.evidence, page.lines[k]
    put[f"by-{rule}"] = 1.0
    if rule.startswith("bylines"):
        put["labelled"] = 1.0
        if page.span[1] - 2 <= k <= page.span[1] + 3:
            put["label-at-end"] = 1.0  # a bare name there may be anyone's: whom the text quotes last
    if rule == "signatures.labelled":
        put["label-above"] = 1.0
    if rule == "datelines.signed" and line.text.startswith(candidate.names[0]):
        put["signed-first"] = 1.0
    if rule.startswith("bios") and _headed(page, k):
        put["headed"] = 1.0
    if line.kept:
        put["kept"] = 1.0
    if line.verdict.rule == "markup.author":
        put["marked"] = 1.0  # it stands in what the page's markup calls its author
    if line.bulleted and rule != "signatures.alone":  # blogs list name, date and comments
        put["bulleted"] = 1.0


def _place(page: Page, k: int, title: int, put: dict[str, float]) -> None:
    """Where the line stands between title, text and foot."""
    share = page.before[k] / (page.before[-1] or 1)
    led = k <= page.span[0] + LEADS and page.kind(k) == "byline" and share < _EARLY
    if k < page.span[0] or led:  # prose above the text is a notice of the page's
        share = min(share, HEAD)
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


def _place_of_text(page: Page, k: int, put: dict[str, float]) -> None:
    """How near the text begins below the line, or has ended above it: a bio may be the text's last line."""
    start, end = page.span
    name, gap = ("text", start - k) if k < start else ("end", k - end + 1)
    if gap >= 0 and (near := next((n for n in _NEXT if gap <= n), 0)):
        put[f"{name}-{near}"] = 1.0


def _beside(page: Page, k: int, rule: str, candidate: Candidate) -> None:
    """What the lines around it are: a date, a reading time, an office, an address, a bio."""
    put, names = candidate.evidence, candidate.names
    near = [j for j in (k - 1, k + 1, k + 2) if 0 <= j < len(page.lines)]
    if any(page.kind(j) == "date" for j in near) or page.kind(k) == "date":
        put["by-date"] = 1.0
    next_to = [page.lines[j] for j in (k - 1, k + 1) if 0 <= j < len(page.lines)]
    if any(len(line.text) <= 40 and page.rules.match_any(_COUNTS, line.text) for line in next_to):
        put["by-count"] = 1.0
    if rule == "signatures.name" and any(page.kind(j) == "date" for j in near[:2]):
        put["name-dated"] = 1.0
        if put.get("before-text") or put.get("below-likely"):
            put["name-dated-head"] = 1.0
    if _mailed(page, k, names):
        put["mailed" if "at-foot" in put else "mailed-above"] = 1.0
    if rule.startswith("signatures") and office_below(page, k, names):
        put["office-below"] = 1.0
    if _bio_follows(page, k, names):
        put["bio-follows"] = 1.0
        if rule == "signatures.name" and "at-foot" in put:
            put["name-over-bio"] = 1.0
    below = page.lines[k + 1].text[:120] if k + 1 < len(page.lines) else ""
    hit = page.rules.match("bios", below)
    if hit and hit.rule == "bios.heading" and (not hit.get("who") or hit.get("who") in names):
        put["profile-below"] = 1.0
    if rule == "bios.is" and page.span[0] <= k <= page.span[0] + 2:
        put["opens-text"] = 1.0  # what a text begins with is its subject: 'Breadly is a tool'
    if "@" in page.lines[k].text:
        put["account"] = 1.0


def _name(page: Page, candidate: Candidate, lower: frozenset[str], title: int) -> None:
    """What the names themselves are, and how the text speaks of their bearers."""
    put, names = candidate.evidence, candidate.names
    put[f"lines-{min(len(candidate.lines), 3)}"] = 1.0
    called = page.keys[title] if title >= 0 and title not in [k for k, _ in candidate.lines] else ""
    put["in-title"] = float(any(norm(n) in called for n in names))
    times = page.mentions(" ".join(names))
    if times:
        put["in-prose"] = 1.0
        put["often-in-prose"] = float(times > 2)
    elif any(page.mentions(s[-1]) for n in names if (s := surnames(n))):
        put["surname-in-prose"] = 1.0
    put["ordinary"] = sum(ordinary(n, lower) for n in names) / len(names)
    put[f"words-{min(len(surnames(names[0])), 4)}"] = 1.0
    put["body"] = float(any(rule.endswith(BODY) for _, rule in candidate.lines))
    put["handle"] = float(any(rule.endswith("handle") for _, rule in candidate.lines))
    put["acronym"] = float(not names[0].isupper() and any(_ACRONYM.fullmatch(w) for w in names[0].split()))
    put["capitals"] = float(names[0].isupper())
    put["function-word"] = float(any(w.casefold() in lower for w in names[0].split()[:1]))


def _together(candidate: Candidate) -> None:
    """Evidence that means more, or less, where other evidence stands with it."""
    put, names = candidate.evidence, candidate.names
    several = len(names) > 1
    full = all(len(surnames(n)) >= 2 for n in names)
    put["several"] = float(several and not full)
    put["several-full"] = float(several and full)
    beside = bool(put.get("just-below") or put.get("near-below") or put.get("just-above"))
    beside = beside or bool(put.get("likely-just") or put.get("likely-near"))
    put["several-labelled"] = float(several and "labelled" in put)
    put["several-near"] = float(several and full and beside)
    put["several-label-near"] = float(several and full and beside and "labelled" in put)
    put["signed-near"] = float(beside and "by-datelines.signed" in put)
    put["name-near"] = float(beside and full and "by-signatures.name" in put)
    put["label-near"] = float(beside and "labelled" in put)
    rules = {rule for _, rule in candidate.lines}
    put["over-bio"] = float("bios.is" in rules and any(r.startswith(("sig", "by")) for r in rules))
    put["label-dated"] = float("labelled" in put and "by-date" in put)
    put["label-at-foot"] = float("labelled" in put and "at-foot" in put)
    above = any(put.get(n) for n in ("below-title", "before-text", "above-title"))
    put["above-and-below"] = float(above and full and "at-foot" in put and "bulleted" not in put)


def _among(page: Page, order: Sequence[Candidate]) -> None:
    """How the candidates stand to each other."""
    below = [c for c in order if c.evidence.get("below-title") or c.evidence.get("below-likely")]
    for rank, candidate in enumerate(below[:3]):
        candidate.evidence[f"nearest-{rank}"] = 1.0
    labelled = [c for c in order if c.evidence.get("labelled")]
    if len(labelled) == 1:
        labelled[0].evidence["only-label"] = 1.0
    for candidate in labelled:
        candidate.evidence["rival-labels"] = min(1.0, (len(labelled) - 1) / 4)
    marked = [c for c in order if c.evidence.get("marked")]
    if len(marked) > 1:
        for candidate in marked:
            del candidate.evidence["marked"]  # the authors of what else the page shows
    if len(order) == 1:
        order[0].evidence["only-name"] = 1.0
    over = [c for c in order if c.lines[0][0] < page.span[0]]
    if over:
        over[-1].evidence["last-above"] = 1.0


def office_below(page: Page, k: int, names: tuple[str, ...]) -> bool:
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
        if count(other.text) >= 6 and (names[0] in begin or first in _WORDS.findall(begin[:40])):
            return True
    return False
