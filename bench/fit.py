#!/usr/bin/env python3
"""Fits the weights of book/recover/weights/*.toml on pages whose truth is known.

    python -m bench.fit title --data DIR     (the bench's folder: text.jsonl.gz, truth.jsonl.gz)

Wants `pip install numpy scipy`, which the press itself does without. The model is conditional logistic
regression: one candidate of a page is right, or none is; L2 shrinkage, the same figures on every run.
`--check` fits on four fifths of the sites and measures on the rest, five times over: no page is measured
with weights that have seen its site.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from scipy.optimize import minimize

from book.clean import clean
from book.model import Galley, Seed
from book.read import guess_language, read
from book.recover import RECOVERERS, Recoverer, authors, datelines, grammar, subheads, titles
from book.recover.page import Page, Sheet
from book.recover.zones import norm

HOME = Path(__file__).parent.parent
DECIDED = 12
"""How many times the columns of the first book count: they are to stay as they were decided."""

Case = tuple[str, list[dict[str, float]], set[int]]
"""A page: its site, its candidates' evidence, and which of them are right (none: the empty set)."""


def rows(folder: Path, name: str) -> Iterator[dict]:
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def galleys(folder: Path) -> Iterator[tuple[dict, str, Galley]]:
    """Every page of the bench, in each of its variants, cleaned."""
    truths = {row["id"]: row for row in rows(folder, "truth")}
    for row in rows(folder, "text"):
        for variant, lines in row["variants"].items():
            reading = read(Seed(row["id"], "\n".join(lines).encode()))
            language = guess_language([line.text for line in reading.lines])
            yield truths[row["id"]], variant, clean(reading, seed=row["id"], language=language)


def tongued(galley: Galley) -> Galley:
    """The galley as recover reads it."""
    return replace(galley, language=grammar.tongue(galley))


def before(recoverer: Recoverer, galley: Galley) -> Page:
    """The page as this recoverer is given it."""
    found = tongued(galley)
    sheet = Sheet(found)
    for earlier in RECOVERERS[: RECOVERERS.index(recoverer)]:
        found = earlier(found, sheet)
    return sheet.page(found)


def site(truth: dict) -> str:
    host = urlsplit(truth.get("url") or "").netloc
    return host.removeprefix("www.") or truth["id"].partition("_")[0]


def title_case(truth: dict, galley: Galley) -> Case | None:
    if not truth.get("title"):
        return None
    given = tongued(galley)
    page = Sheet(given).page(given)
    found = titles.candidates(page)
    key = norm(truth["title"])
    right = {c for c, (k, _) in enumerate(found) if norm(titles.told(page, k)) == key}
    return site(truth), [evidence for _, evidence in found], right


def decided() -> list[Case]:
    """The columns of the first book, whose titles were decided by hand: tests/galleys says which lines."""
    found = []
    for golden in sorted((HOME / "tests" / "galleys").glob("*.galley")):
        (seed,) = (HOME / "seeds").glob(f"{golden.stem}-*")
        reading = read(Seed(seed.name, seed.read_bytes()))
        language = guess_language([line.text for line in reading.lines])
        given = tongued(clean(reading, seed=seed.name, language=language))
        page = Sheet(given).page(given)
        rows = [row.split() for row in golden.read_text(encoding="utf-8").splitlines()]
        titles_at = {int(row[0]) for row in rows if len(row) > 1 and row[0].isdigit() and row[1] == "title"}
        lines = titles.candidates(page)
        right = {c for c, (k, _) in enumerate(lines) if page.lines[k].verdict.line.number in titles_at}
        found.append((seed.name, [evidence for _, evidence in lines], right))
    return found


def people_of(names: Sequence[str]) -> set[str]:
    return {norm(name) for name in names if norm(name)}


def author_case(truth: dict, galley: Galley) -> Case | None:
    if not truth.get("author"):
        return None
    given = tongued(galley)
    sheet = Sheet(given)
    found = authors.candidates(sheet.page(titles.recover(given, sheet)))
    names = truth["author"] if isinstance(truth["author"], list) else [truth["author"]]
    right = {c for c, candidate in enumerate(found) if people_of(candidate.names) == people_of(names)}
    return site(truth), [candidate.evidence for candidate in found], right


def subhead_cases(truth: dict, galley: Galley) -> list[Case]:
    """Each line that might be a subhead, by itself, on the pages whose subheads are known."""
    if truth.get("headings") is None:
        return []
    page = before(subheads.recover, galley)
    heads = {norm(head) for head in truth["headings"]}
    return [
        (site(truth), [evidence], {0} if page.keys[k] in heads else set())
        for k, evidence in subheads.candidates(page)
    ]


def date_case(truth: dict, galley: Galley) -> Case | None:
    if not truth.get("date"):
        return None
    dates = datelines.candidates(before(datelines.recover, galley))
    right = {c for c, candidate in enumerate(dates) if candidate.value == truth["date"][:10]}
    return site(truth), [candidate.evidence for candidate in dates], right


def one(case: Case | None) -> list[Case]:
    return [] if case is None else [case]


CASES = {
    "title": lambda truth, galley: one(title_case(truth, galley)),
    "author": lambda truth, galley: one(author_case(truth, galley)),
    "date": lambda truth, galley: one(date_case(truth, galley)),
    "subhead": subhead_cases,
}


WHAT = {"title": "a title", "author": "an author", "date": "a date", "subhead": "a subhead"}
BY_HAND = {
    "title": {"hint": 6.0, "in-hint": 6.0, "h1": 3.5, "first-signed": 2.5},
    "author": {"by-bylines.author": 5.0, "marked": 2.5, "several-label-near": 1.5},
    "subhead": {"attached": -0.5},
}
"""Evidence that hardly any page of the bench has: what a feed says, a heading element, a label."""


SHRINK = {"title": 5.0, "author": 1.0, "date": 1.0, "subhead": 0.01}
"""How strongly weights are held near nothing: the more candidates a page has, the more."""
SURE, SHARE = {"title": 0.32, "subhead": 0.42}, {"title": 0.56}
"""The least chance of an answer (0.5 where none is told), and its least part of all candidates' chances."""


class Table:
    """The candidates of many pages below each other; `page[r]` is the page of row `r`."""

    def __init__(self, cases: Sequence[Case], names: Sequence[str]) -> None:
        column = {name: n for n, name in enumerate(names)}
        rows = [(p, c, e) for p, (_, found, _) in enumerate(cases) for c, e in enumerate(found)]
        self.count = len(cases)
        self.page = np.array([p for p, _, _ in rows], dtype=int)
        self.right = np.array([c in cases[p][2] for p, c, _ in rows], dtype=float)
        self.x = np.zeros((len(rows), len(names)))
        for r, (_, _, evidence) in enumerate(rows):
            for name, strength in evidence.items():
                if name in column:
                    self.x[r, column[name]] = strength

    def chances(self, weights: Any) -> tuple[Any, Any, Any]:
        """For each row e^weight, and for each page their sum with that of 'none of them', and that alone."""
        value = self.x @ weights
        top = np.zeros(self.count)
        np.maximum.at(top, self.page, value)
        power, none = np.exp(value - top[self.page]), np.exp(-top)
        return power, none + np.bincount(self.page, power, self.count), none


def fit(cases: Sequence[Case], shrink: float) -> dict[str, float]:
    """Weights that make the right candidates probable."""
    names = sorted({name for _, found, _ in cases for evidence in found for name in evidence})
    table = Table(cases, names)
    some = np.bincount(table.page, table.right, table.count) > 0

    def loss(weights: Any) -> tuple[float, Any]:
        power, total, none = table.chances(weights)
        good = np.where(some, np.bincount(table.page, power * table.right, table.count), none)
        slope = power / total[table.page] - table.right * power / np.maximum(good, 1e-300)[table.page]
        value = np.log(total).sum() - np.log(np.maximum(good, 1e-300)).sum()
        return value + shrink / 2 * weights @ weights, table.x.T @ slope + shrink * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 400})
    return dict(zip(names, map(float, found.x), strict=True))


def measure(cases: Sequence[Case], weights: dict[str, float], sure: float, share: float) -> list[int]:
    """[right, wrong, missed, answered where there is none, rightly silent].

    Candidates that are right tell the same: their chances are one chance, as the press has it.
    """
    table = Table(cases, list(weights))
    power, total, none = table.chances(np.array(list(weights.values())))
    chance, alls = power / total[table.page], 1 - none / total
    tally = [0] * 5
    for p, (_, found, right) in enumerate(cases):
        start = int(np.searchsorted(table.page, p))
        chances = chance[start : start + len(found)]
        if right:
            chances[max(right, key=lambda c: chances[c])] = chances[sorted(right)].sum()
        best = int(np.argmax(chances)) if len(chances) else None
        sures = best is not None and chances[best] >= max(sure, share * alls[p])
        if right:
            tally[(0 if best in right else 1) if sures else 2] += 1
        else:
            tally[3 if sures else 4] += 1
    return tally


def _key(name: str) -> str:
    """A name as TOML wants it."""
    return f'"{name}"' if "." in name else name


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=sorted(CASES))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sure", type=float, help="the least chance of an answer")
    parser.add_argument("--share", type=float, help="its least part of the chance that any is right")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    own_sure = SURE.get(args.what, 0.5) if args.sure is None else args.sure
    share = SHARE.get(args.what, 0.0) if args.share is None else args.share
    cases = [case for truth, _, galley in galleys(args.data) for case in CASES[args.what](truth, galley)]
    if args.check:
        names = sorted({c[0] for c in cases})
        for sure in sorted({own_sure, 0.4, 0.5, 0.6, 0.7, 0.8}):
            total = [0] * 5
            for fold in range(5):
                held = set(names[fold::5])
                weights = fit([c for c in cases if c[0] not in held], SHRINK[args.what])
                total = [
                    a + b
                    for a, b in zip(
                        total,
                        measure([c for c in cases if c[0] in held], weights, sure, share),
                        strict=True,
                    )
                ]
            sys.stdout.write(f"sure {sure}: right, wrong, missed, invented, silent {total}\n")
        return
    own = decided() * DECIDED if args.what == "title" else []
    weights = fit([*cases, *own], SHRINK[args.what]) | BY_HAND.get(args.what, {})
    told = sorted((name, value) for name, value in weights.items() if abs(value) >= 0.05)
    body = "".join(f"{_key(name)} = {value:.2f}\n" for name, value in told)
    head = f"# What each piece of evidence for {WHAT[args.what]} is worth"
    head += f"; fitted by bench/fit.py, open to the hand.\nsure = {own_sure}\n"
    head += f"share = {share}\n" * (share > 0) + "\n[weights]\n"
    sys.stdout.write(head + body)


if __name__ == "__main__":
    main()
