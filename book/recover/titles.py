"""The title: the line of the masthead that the text itself bears out.

Evidence is weighed (weights/title.toml): a line that stands there twice (`<title>` and `<h1>`), or once
with the site's name behind it, whose words return in the piece, that stands right above the byline, the
date or the opening. What is not probable enough is a candidate, shown to the editor and never printed:
a first line is no title for being first.
"""

from __future__ import annotations

import re

from book.model import Fact, Galley, Role
from book.recover import weigh
from book.recover.marks import OPEN, Mark, known, remark
from book.recover.names import people
from book.recover.page import Look, Page
from book.recover.zones import ends_sentence, norm

LONGEST = 240  # characters
LOOKED_AT = 500  # lines from the top
_SUFFIX = re.compile(r"\s+(?:[|»›·•—–]|-{1,2}|::|//|<|>)\s+")
_STOP = re.compile(r"[^\W\d_]{3}[.!?…][\"'”’»)]* +[\"'“‘«]?[^\W\d_]")


def recover(galley: Galley) -> Galley:
    """Marks the title and its repeats above the piece; adds the title as a fact, or the candidates."""
    page = Page(galley)
    if settled := known(galley, "title"):
        return _again(galley, page, {norm(f.value) for f in settled})
    scale = weigh.load("title")
    found = candidates(page)
    chances = scale.chances([evidence for _, evidence in found])
    order = sorted(range(len(found)), key=lambda c: (-chances[c], c))
    if not order:
        return galley
    best, evidence = found[order[0]]
    chance = chances[order[0]]
    if chance < scale.sure:
        likely = [found[c][0] for c in order[:3] if chances[c] >= 0.15]
        return remark(galley, {}, [_fact(page.lines[k], False) for k in likely])
    line = page.lines[best]
    marks = {line.index: Mark(Role.TITLE, "titles.weighed", round(chance, 2), scale.because(evidence))}
    for k, other in enumerate(page.lines[:best]):
        same = page.keys[k] == page.keys[best] or _suffixed(page, k, page.keys[best])
        if other.verdict.role in OPEN and same:
            marks[other.index] = Mark(Role.TITLE, "titles.repeat", 1.0, "the title again")
    if not any(v.kept and i not in marks for i, v in enumerate(galley.verdicts)):
        return remark(galley, {}, [_fact(line, False)])  # a title of nothing: it is the text
    return remark(galley, marks, [_fact(line, True)])


def _again(galley: Galley, page: Page, titles: set[str]) -> Galley:
    """Marks the lines above the text, and its first, that repeat the title that its container gives."""
    marks = {
        line.index: Mark(Role.TITLE, "titles.repeat", 1.0, "the title that its container gives")
        for k, line in enumerate(page.lines[: page.span[0] + 1])
        if line.verdict.role in OPEN and page.keys[k] in titles
    }
    return remark(galley, marks)


def _fact(line: Look, sure: bool) -> Fact:
    return Fact("title", line.text, "titles.weighed", line.verdict.line.number, sure)


def candidates(page: Page) -> list[tuple[int, dict[str, float]]]:
    """The lines that may be the title (indices into `page.lines`), each with its evidence."""
    hints = {norm(f.value) for f in page.galley.facts if f.field == "title" and f.line is None}
    suffixed = {
        key for k, line in enumerate(page.lines[:LOOKED_AT])
        if len(line.text) < 400 and _SUFFIX.search(line.text)
        for key in _heads(page.keys[k])
    }  # fmt: skip
    start, end = page.span
    stop = start + max(3, (end - start) // 3)
    places: dict[str, int] = {}
    for k, line in enumerate(page.lines[:LOOKED_AT]):
        if k > stop:
            break
        if line.verdict.role not in OPEN or not line.size or len(line.text) > LONGEST or line.size > 30:
            continue
        # A line that stands there again is one candidate, where it stands last above the text.
        if page.keys[k] not in places or k <= start:
            places[page.keys[k]] = k
    order = sorted(places.values())
    ranks = _ranks(page, order)
    return [(k, _evidence(page, k, ranks.get(k), hints, suffixed)) for k in order]


def _ranks(page: Page, order: list[int]) -> dict[int, int]:
    """The candidates that look like a title, numbered from the text's beginning upwards, then downwards."""
    start = page.span[0]
    able = [
        k for k in order
        if (line := page.lines[k]).size >= 3 and not line.bulleted and not line.prose and not page.kind(k)
    ]  # fmt: skip
    above = [k for k in reversed(able) if k <= start]
    below = [k for k in able if k > start]
    return {k: rank for rank, k in enumerate(above)} | {k: -1 - rank for rank, k in enumerate(below)}


def _heads(key: str) -> list[str]:
    """The beginnings of a line that may be a title before the name of its site."""
    words = key.split()
    return [" ".join(words[:n]) for n in range(max(1, len(words) - 6), len(words))]


def _evidence(page: Page, k: int, rank: int | None, hints: set[str], suffixed: set[str]) -> dict[str, float]:
    line = page.lines[k]
    key = page.keys[k]
    evidence: dict[str, float] = {"bias": 1.0}

    def add(name: str, strength: float | bool = 1.0) -> None:
        if strength:
            evidence[name] = float(strength)

    many = page.counts[key]
    add("twice", many == 2 and line.size >= 3)
    add("three-times", many >= 3 and line.size >= 3)
    add("twice-short", many == 2 and line.size < 3)
    add("often-short", many > 2 and line.size < 3)
    add("last-of-them", many > 1 and key not in page.keys[k + 1 : k + 60])
    add("with-site", key in suffixed and line.size >= 2)
    add("with-kicker", line.size >= 2 and key in page.tails)
    add("has-suffix", bool(_SUFFIX.search(line.text)))
    add("hint", key in hints)
    add("h1", line.verdict.line.tag == "h1")
    _shape(line, add)
    content = [w for w in key.split() if len(w) > 3] or key.split()
    share = sum(page.vocabulary[w] > 0 for w in content) / len(content) if content else 0.0
    add("words-return", share)
    often = [min(1.0, page.vocabulary[w] / 4) for w in content]
    add("words-often", sum(often) / len(often) if often else 0.0)
    add("long-words-return", bool([w for w in content if len(w) > 6 and page.vocabulary[w]]))
    if rank is None:
        add("unranked")
    else:
        add(f"rank-{rank}" if -3 < rank < 4 else "rank-far")
    add("all-return", share == 1 and line.size >= 3)
    add("none-return", share == 0)
    _place(page, k, add)
    return evidence


def _shape(line: Look, add: object) -> None:
    text, size = line.text, line.size
    put = add if callable(add) else (lambda *_: None)
    bounds = (
        (1, "one-word"),
        (2, "two-words"),
        (4, "few-words"),
        (7, "some-words"),
        (14, "title-long"),
        (20, "long"),
    )
    put(next((name for top, name in bounds if size <= top), "very-long"))
    put("ends-stop", text.endswith((".", "。")) and not text.endswith("..."))
    put("ends-question", text.endswith(("?", "!")))
    put("ends-colon", text.endswith((":", ",", ";")))
    put("ends-dots", text.endswith(("...", "…", ">>", "»", "→", ">")))
    put("starts-small", text[:1].islower())
    put("sentences", bool(_STOP.search(text)))
    put("prose", line.prose)
    put("bulleted", line.bulleted)
    put("kept", line.kept)
    put("comment-like", line.verdict.role is Role.COMMENT)
    put("capitals", size > 2 and text.isupper())
    put("has-digit", any(c.isdigit() for c in text))
    put("name-like", 2 <= size <= 4 and bool(people(text, alone=True)))
    put("web", "@" in text or "://" in text or "www." in text)
    put("bracketed", text[:1] in "([" and text[-1:] in ")]")


def _place(page: Page, k: int, add: object) -> None:
    put = add if callable(add) else (lambda *_: None)
    line = page.lines[k]
    kind = page.kind(k)
    put(f"is-{kind}", bool(kind))
    after = page.lines[k + 1 : k + 13]
    put("over-" + (page.kind(k + 1) or ("prose" if after[0].prose else "line")) if after else "at-end")
    start, end = page.span
    gap = start - k
    if gap < 0:
        depth = page.before[k] - page.before[start]
        put("in-text")
        put("deep", depth / max(1, page.before[end] - page.before[start]))
        put("deep-words", min(1.0, depth / 150))
    else:
        bounds = (
            (0, "gap-0"),
            (1, "gap-1"),
            (2, "gap-2"),
            (4, "gap-4"),
            (7, "gap-7"),
            (15, "gap-15"),
            (40, "gap-40"),
        )
        put(next((name for top, name in bounds if gap <= top), "gap-far"))
        put("prose-between", min(1.0, (page.before[start] - page.before[k]) / 60))
    put("prose-next", any(a.prose and a.kept for a in after[:2]))
    rivals = 0
    for j, other in enumerate(after, k + 1):
        if other.kept and other.prose and other.size >= 20:
            break
        rivals += (
            not page.kind(j)
            and other.size >= 3
            and not ends_sentence(other.text)
            and page.keys[j] != page.keys[k]
        )
    put("rivals", min(1.0, rivals / 5))
    put("no-rivals", rivals == 0)
    near = page.lines[max(0, k - 4) : k] + page.lines[k + 1 : k + 3]
    below = next((j for j in range(k + 1, min(k + 4, len(page.lines))) if page.kind(j) == ""), None)
    if below is not None:
        other = page.lines[below]
        put("dek-below", other.size >= 8 and other.size > line.size and not other.bulleted and below <= k + 2)
        put("sentence-below", other.size >= 8 and ends_sentence(other.text))
        put("label-below", other.size <= 3)
    put("title-above", _able(page, k - 1) and line.size >= 3)
    put("title-near-above", not _able(page, k - 1) and _able(page, k - 2) and line.size >= 3)
    put("menu", sum(n.size <= 3 for n in near) / 6)
    put("bulleted-next", bool(after) and after[0].bulleted and line_short(after[0]))
    put("first", k == 0)
    put("second", k == 1)
    put("after-date", k > 0 and page.kind(k - 1) == "date")
    put("after-byline", k > 0 and page.kind(k - 1) == "byline")
    put("after-kept", k > 0 and page.lines[k - 1].kept)
    blank = page.galley.verdicts[page.lines[k].index + 1 : page.lines[k].index + 2]
    put("set-apart", bool(blank) and blank[0].line.blank)


def _able(page: Page, k: int) -> bool:
    """Whether the line could be a title by its looks and its words."""
    if k < 0:
        return False
    line = page.lines[k]
    if not 3 <= line.size <= 16 or line.bulleted or line.prose or page.kind(k):
        return False
    words = [w for w in page.keys[k].split() if len(w) > 3]
    return bool(words) and sum(page.vocabulary[w] > 0 for w in words) * 2 >= len(words)


def line_short(line: Look) -> bool:
    """Whether a line is no more than a label."""
    return line.size <= 4


def _suffixed(page: Page, k: int, key: str) -> bool:
    return bool(key) and page.keys[k].startswith(key + " ") and bool(_SUFFIX.search(page.lines[k].text))
