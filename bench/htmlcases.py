"""Web pages with known truth, each line of a page labelled by what of it stands in the truth.

The cases are `html.jsonl.gz` and `truth.jsonl.gz` in one folder. Labels: K the author's, D not, N unclear
(not learnt from), T the title. Nothing of the pages goes into the project: only what is counted over
many sites.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench.cases import _folds, _sites, hosts, records, words
from book.clean.page import Page
from book.errors import BookError
from book.model import UNTOLD, Line, Seed, Told
from book.read import guess_language, read

_ALIKE, _DOUBTFUL = 0.7, 0.3  # shares of a line's shingles that stand in the truth
_CHAIN = 400  # lines that are looked back for the one before
_OWN = 0.85  # the share of an article's letters that its element holds
_NTH = re.compile(r"(.*:nth-child\()(\d+)(\).*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class HtmlCase:
    """One page: its lines that are not blank, and a label for each."""

    page: str
    kind: str  # the set that it comes from
    site: str
    fold: int
    lines: tuple[Line, ...]
    stop_words: frozenset[str]
    labels: str
    told: Told = UNTOLD
    variant: str = "html"


def load(folder: Path) -> list[HtmlCase]:
    """All pages in `folder` that have text, divided over folds by site."""
    texts = {page["id"]: page for page in records(folder / "text.jsonl.gz")}
    truths = {page["id"]: page for page in records(folder / "truth.jsonl.gz")}
    site = _sites(texts, truths)
    fold = _folds(texts, site)
    cases = []
    for record in records(folder / "html.jsonl.gz"):
        key = record["id"]
        try:
            reading = read(Seed("page.html", record["html"].encode("utf-8", "replace"), "html"))
        except BookError:
            continue
        lines = tuple(line for line in reading.lines if not line.blank and line.image is None)
        page = Page.of(lines, guess_language([line.text for line in lines]))
        labels = label([line.text for line in lines], truths[key])
        origin = (key, record["set"], site[key], fold[key])
        cases.append(HtmlCase(*origin, lines, page.stop_words, labels, reading.told))
    return cases


def label(texts: Sequence[str], truth: dict[str, Any]) -> str:
    """A letter a line: by the truth's segments where it has them, else by its body."""
    lines = [words(text) for text in texts]
    if truth.get("segments"):
        return _by_segments(lines, truth["segments"])
    letters = _by_body(lines, truth.get("body") or "")
    title = words(truth.get("title") or "")
    return "".join("T" if title and line == title else x for line, x in zip(lines, letters, strict=True))


def _by_segments(lines: list[list[str]], segments: dict[str, list[str]]) -> str:
    wanted, unwanted = (
        [f" {' '.join(words(s))} " for s in segments[kind] if len(" ".join(words(s))) > 3]
        for kind in ("with", "without")
    )
    out = []
    for line in lines:
        text = f" {' '.join(line)} "
        kept, dropped = any(s in text for s in wanted), any(s in text for s in unwanted)
        out.append("K" if kept else "D" if dropped else "N")
    return "".join(out)


def _by_body(lines: list[list[str]], body: str) -> list[str]:
    """The longest run of lines, in order, whose shingles stand in the body in that order, is the author's.

    A short line is where it stands between two of them as it does in the body.
    """
    whole = words(body)
    at: dict[tuple[str, ...], list[int]] = {}
    for i in range(len(whole) - 3):
        at.setdefault(tuple(whole[i : i + 4]), []).append(i)
    paragraphs: dict[str, list[int]] = {}
    position = 0
    for text in body.split("\n"):
        paragraphs.setdefault(" ".join(words(text)), []).append(position)
        position += len(words(text))
    shares, where = zip(*(_found(line, at) for line in lines), strict=True) if lines else ((), ())
    chain = _chain(lines, shares, where)
    out = ["K" if j in chain else "D" for j in range(len(lines))]
    if not chain:
        return out
    first, last = min(chain), max(chain)
    for j, line in enumerate(lines):
        if j in chain or not line:
            continue
        text = " ".join(line)
        if len(line) >= 4:
            out[j] = "N" if shares[j] >= _DOUBTFUL else "D"
        elif text in paragraphs and first - 2 <= j <= last + 2:
            above, below = range(max(0, j - 40), j), range(j + 1, min(len(lines), j + 40))
            low = max((where[k] for k in above if k in chain), default=0)
            high = min((where[k] for k in below if k in chain), default=len(whole))
            out[j] = "K" if any(low <= p <= high + 1 for p in paragraphs[text]) else "N"
        elif first <= j <= last and f" {text} " in f" {' '.join(whole)} ":
            out[j] = "N"
    return out


def _found(line: list[str], at: dict[tuple[str, ...], list[int]]) -> tuple[float, int]:
    """What share of a line's shingles stands in the body, and about where (-1: nowhere)."""
    shingles = [tuple(line[i : i + 4]) for i in range(len(line) - 3)]
    if not shingles:
        return 0.0, -1
    hits = [at[s] for s in shingles if s in at]
    places = sorted(h[0] for h in hits if len(h) == 1) or sorted(h[0] for h in hits)
    return len(hits) / len(shingles), places[len(places) // 2] if places else -1


def _chain(lines: list[list[str]], shares: Sequence[float], where: Sequence[int]) -> set[int]:
    """The heaviest run of lines whose places in the body rise."""
    anchors = [j for j in range(len(lines)) if shares[j] >= _ALIKE and where[j] >= 0]
    best: list[tuple[int, int]] = []
    for k, j in enumerate(anchors):
        before = max(
            ((best[q][0], q) for q in range(max(0, k - _CHAIN), k) if where[anchors[q]] <= where[j]),
            default=(0, -1),
        )
        best.append((before[0] + len(lines[j]), before[1]))
    chain: set[int] = set()
    k = max(range(len(best)), key=lambda i: best[i][0], default=-1)
    while k >= 0:
        chain.add(anchors[k])
        k = best[k][1]
    return chain


def transplants(cases: Sequence[HtmlCase], seed: int) -> list[HtmlCase]:
    """New pages: the article of one case in the element that held the article of another of the same fold.

    Some of the other's own text is left below, as where a page runs on into another piece; it is labelled D.
    """
    chance = random.Random(seed)
    made = [_graft(case, host, chance) for case, host in hosts(cases, chance, lambda c: c.stop_words)]
    return [case for case in made if case is not None and len(case.labels) < 900]


def _graft(case: HtmlCase, host: HtmlCase, chance: random.Random) -> HtmlCase | None:
    home, room = _element(case), _element(host)
    if not home or not room:
        return None
    a0, a1 = case.labels.index("K"), case.labels.rindex("K") + 1
    b0, b1 = host.labels.index("K"), host.labels.rindex("K") + 1
    lines: list[tuple[Line, str, str]] = [(host.lines[j], _not_own(host, j), "") for j in range(b0)]
    most = 0
    for j in range(a0, a1):
        way = case.lines[j].place.split(" > ")
        if way[: len(home)] == home:
            lines.append((case.lines[j], case.labels[j], " > ".join(room + way[len(home) :])))
            match = _NTH.fullmatch(way[len(home)]) if len(way) > len(home) else None
            most = max(most, int(match[2]) if match else 0)
    here = [j for j in range(b0, b1) if host.lines[j].place.split(" > ")[: len(room)] == room]
    left: list[int] = []
    if here and chance.random() < 0.55:
        count = min(len(here), chance.choice([1, 1, 2, 2, 3, 4, 6, 8, 12]))
        start = len(here) - count if chance.random() < 0.6 else chance.randint(0, len(here) - count)
        left = here[start : start + count]
    for j in [*left, *range(b1, len(host.lines))]:
        way = host.lines[j].place.split(" > ")
        if way[: len(room)] == room and len(way) > len(room):
            way[len(room)] = _further(way[len(room)], most)
        lines.append((host.lines[j], "D" if j in left else _not_own(host, j), " > ".join(way)))
    made = tuple(replace(x, number=n, place=place or x.place) for n, (x, _, place) in enumerate(lines, 1))
    labels = "".join(label for _, label, _ in lines)
    if "K" not in labels:
        return None
    return replace(case, page=f"{case.page} in {host.page}", lines=made, labels=labels, told=UNTOLD)


def _not_own(host: HtmlCase, j: int) -> str:
    return "D" if host.labels[j] in "DK" else "N"


def _element(case: HtmlCase) -> list[str]:
    """The steps down to the innermost element that holds most of the article."""
    letters: Counter[tuple[str, ...]] = Counter()
    total = 0
    for line, label in zip(case.lines, case.labels, strict=True):
        if label == "K":
            way = tuple(line.place.split(" > "))
            total += len(line.text)
            letters.update({way[:depth]: len(line.text) for depth in range(1, len(way))})
    return list(max((way for way, n in letters.items() if n >= _OWN * total), key=len, default=()))


def _further(step: str, by: int) -> str:
    """'p:nth-child(2).lead' -> 'p:nth-child(14).lead': so that no two elements have one place."""
    match = _NTH.fullmatch(step)
    return f"{match[1]}{int(match[2]) + by}{match[3]}" if match else f"{step}:nth-child({by + 1})"
