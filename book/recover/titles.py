"""The title: the line of the masthead that the text itself bears out.

Evidence is weighed: a line that stands there twice (`<title>` and `<h1>`), or once with the site's name
behind it, whose words return in the piece, that stands right above the byline, the date or the opening.
Below `SURE` it is a candidate that is never printed: a first line is no title for being first.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from book.model import Fact, Galley, Role
from book.recover import grammar
from book.recover.datelines import dated
from book.recover.marks import OPEN, Mark, remark
from book.recover.names import people
from book.recover.zones import Zones, norm, prose, words, zones

SURE = 3.0
LONGEST = 240
_SUFFIX = re.compile(r"\s+(?:[|»›·•—–:]|-{1,2}|::|//|<|>)\s+")


@dataclass(frozen=True, slots=True)
class Candidate:
    index: int
    text: str
    weight: float
    rule: str


def recover(galley: Galley) -> Galley:
    """Marks the title and its repeats; adds the title as a fact, the next best as candidates."""
    area = zones(galley)
    found = sorted(candidates(galley, area), key=lambda c: (-c.weight, c.index))
    if not found:
        return galley
    best = found[0]
    sure = best.weight >= SURE
    facts = [Fact("title", c.text, c.rule, galley.verdicts[c.index].line.number, c is best and sure)
             for c in found[:3] if c.weight >= 1.0]  # fmt: skip
    if not sure:
        return remark(galley, {}, facts)
    marks = {best.index: Mark(Role.TITLE, best.rule, min(1.0, best.weight / 6))}
    key = norm(best.text)
    for i in area.head:
        text = grammar.strip(galley.verdicts[i].line.text)
        if i != best.index and (norm(text) == key or _suffixed(text, key)):
            marks[i] = Mark(Role.TITLE, "titles.repeat", 1.0, "the title again")
    return remark(galley, marks, facts[:1] + [f for f in facts[1:] if norm(f.value) != key])


def candidates(galley: Galley, area: Zones) -> list[Candidate]:
    """The lines of the masthead that may be the title, weighed."""
    rules = grammar.load(galley.language)
    verdicts = galley.verdicts
    texts = {i: grammar.strip(verdicts[i].line.text) for i in area.head}
    kinds = {i: _kind(t, rules) for i, t in texts.items()}
    counts = Counter(norm(t) for t in texts.values())
    body = Counter(
        w for i, v in enumerate(verdicts) if v.kept and i not in texts for w in norm(v.line.text).split()
    )
    hints = {norm(f.value) for f in galley.facts if f.field == "title" and f.line is None}
    long = [(i, norm(t)) for i, t in texts.items() if _SUFFIX.search(t)]
    order = [i for i in area.head if not kinds[i]]
    found: list[Candidate] = []
    for i in order:
        text = texts[i]
        size = len(words(text))
        if not size or size > 40 or len(text) > LONGEST or verdicts[i].role not in OPEN:
            continue
        weight, rule = 0.0, "titles.masthead"
        key = norm(text)
        if counts[key] > 1:
            weight += 2.5 if size >= 3 else 1.2
            rule = "titles.doubled"
        if any(j != i and k != key and k.startswith(key + " ") for j, k in long):
            weight += 2.5
            rule = "titles.suffixed"
        if key in hints:
            weight += 4
            rule = "titles.hint"
        if verdicts[i].line.tag == "h1":
            weight += 3
            rule = "titles.h1"
        weight += _shape(text, size) + 2.5 * _overlap(key, body)
        weight += _place(i, area, kinds, texts)
        found.append(Candidate(i, text, weight, rule))
    return found


def _kind(text: str, rules: grammar.Grammar) -> str:
    """What a line of the masthead is, if it cannot be the title."""
    if rules.match("furniture", text):
        return "furniture"
    if (hit := rules.match("bylines", text)) and people(hit.get("who")):
        return "byline"
    if dated(text, rules):
        return "dateline"
    if rules.match("guests", text) or rules.match("sources", text) or rules.match("credits", text):
        return "note"
    if not any(c.isalpha() for c in text) or re.match(r"(?:https?://|www\.)\S+$", text):
        return "mark"
    return ""


def _shape(text: str, size: int) -> float:
    weight = 0.0
    if 3 <= size <= 18:
        weight += 0.6
    elif size > 26:
        weight -= 1.0
    elif size <= 2:
        weight -= 0.4
    if text.endswith((".", ":", ",", ";", "…", ">>", "»", "→")) and not text.endswith("..."):
        weight -= 1.2
    if text[:1].islower():
        weight -= 0.8
    if prose(text):
        weight -= 0.8
    return weight


def _overlap(key: str, body: Counter[str]) -> float:
    """The share of the line's longer words that the piece uses too."""
    content = [w for w in key.split() if len(w) > 3] or key.split()
    return sum(body[w] > 0 for w in content) / len(content) if content and body else 0.0


def _place(i: int, area: Zones, kinds: dict[int, str], texts: dict[int, str]) -> float:
    """How near the line stands to the opening, and to what follows a title."""
    k = area.head.index(i)
    rest = area.head[k + 1 :]
    between = [j for j in rest if not kinds[j]]
    weight = 1.2 if not between else 0.8 if all(prose(texts[j]) for j in between) else 0.0
    weight -= 0.12 * min(len(between), 15)
    if rest and kinds[rest[0]] in ("byline", "dateline", "note"):
        weight += 0.8
    return weight


def _suffixed(text: str, key: str) -> bool:
    found = norm(text)
    return bool(key) and found.startswith(key + " ") and bool(_SUFFIX.search(text))
