"""Web pages with known truth, each line of a page labelled by what of it stands in the truth.

The cases are `html.jsonl.gz` and `truth.jsonl.gz` in one folder. Labels: K the author's, D not, N unclear
(not learnt from), T the title. Nothing of the pages goes into the project: only what is counted over
many sites.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.cases import _folds, _sites, records, words
from book.clean.page import Page
from book.errors import BookError
from book.model import UNTOLD, Line, Seed, Told
from book.read import guess_language, read

_ALIKE, _DOUBTFUL = 0.7, 0.3  # shares of a line's shingles that stand in the truth
_CHAIN = 400  # lines that are looked back for the one before


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
