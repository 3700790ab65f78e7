#!/usr/bin/env python3
"""Fits the weights of book/recover/weights/*.toml on pages whose truth is known (standard library only).

    python bench/fit.py title --data DIR     (the bench's folder: text.jsonl.gz, truth.jsonl.gz)

The model is conditional logistic regression: one candidate of a page is right, or none is. Plain gradient
descent with L2 shrinkage, the same figures on every run. `--check` fits on four fifths of the sites and
measures on the rest, five times over: no page is measured with weights that have seen its site.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from book.clean import clean
from book.model import Galley, Seed
from book.read import guess_language, read
from book.recover import RECOVERERS, authors, datelines, grammar, subheads, titles
from book.recover.page import Page
from book.recover.zones import norm

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


def site(truth: dict) -> str:
    host = urlsplit(truth.get("url") or "").netloc
    return host.removeprefix("www.") or truth["id"].partition("_")[0]


def title_case(truth: dict, galley: Galley) -> Case | None:
    if not truth.get("title"):
        return None
    page = Page(tongued(galley))
    found = titles.candidates(page)
    key = norm(truth["title"])
    right = {c for c, (k, _) in enumerate(found) if page.keys[k] == key}
    return site(truth), [evidence for _, evidence in found], right


def people_of(names: Sequence[str]) -> set[str]:
    return {norm(name) for name in names if norm(name)}


def author_case(truth: dict, galley: Galley) -> Case | None:
    if not truth.get("author"):
        return None
    found = authors.candidates(Page(titles.recover(tongued(galley))))
    names = truth["author"] if isinstance(truth["author"], list) else [truth["author"]]
    right = {c for c, candidate in enumerate(found) if people_of(candidate.names) == people_of(names)}
    return site(truth), [candidate.evidence for candidate in found], right


def subhead_cases(truth: dict, galley: Galley) -> list[Case]:
    """Each line that might be a subhead, by itself, on the pages whose subheads are known."""
    if truth.get("headings") is None:
        return []
    found = tongued(galley)
    for recoverer in RECOVERERS[: RECOVERERS.index(subheads.recover)]:
        found = recoverer(found)
    page = Page(found)
    heads = {norm(head) for head in truth["headings"]}
    return [
        (site(truth), [evidence], {0} if page.keys[k] in heads else set())
        for k, evidence in subheads.candidates(page)
    ]


def date_case(truth: dict, galley: Galley) -> Case | None:
    if not truth.get("date"):
        return None
    found = tongued(galley)
    for recoverer in RECOVERERS[: RECOVERERS.index(datelines.recover)]:
        found = recoverer(found)
    dates = datelines.candidates(Page(found))
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
    "title": {"hint": 6.0, "h1": 3.0},
    "author": {"by-bylines.author": 5.0},
    "subhead": {"attached": -0.5},
}
"""Evidence that hardly any page of the bench has: what a feed says, a heading element, a label."""


def fit(
    cases: Sequence[Case], *, rounds: int = 15, rate: float = 0.4, shrink: float = 2e-4
) -> dict[str, float]:
    """Weights that make the right candidates probable (AdaGrad, in the order of the cases)."""
    weights: dict[str, float] = {}
    squares: dict[str, float] = {}
    for _ in range(rounds):
        for _, found, right in cases:
            values = [sum(weights.get(n, 0.0) * s for n, s in e.items()) for e in found]
            top = max([0.0, *values])
            powers = [math.exp(v - top) for v in values]
            none = math.exp(-top)
            total = none + sum(powers)
            good = sum(powers[c] for c in right) if right else none
            slope: dict[str, float] = {}
            for c, evidence in enumerate(found):
                pull = (powers[c] / good if c in right else 0.0) - powers[c] / total
                if abs(pull) > 1e-4:
                    for name, strength in evidence.items():
                        slope[name] = slope.get(name, 0.0) + pull * strength
            for name, pull in slope.items():
                pull -= shrink * weights.get(name, 0.0)
                squares[name] = squares.get(name, 1e-6) + pull * pull
                weights[name] = weights.get(name, 0.0) + rate * pull / math.sqrt(squares[name])
    return weights


def measure(cases: Sequence[Case], weights: dict[str, float], sure: float) -> list[int]:
    """[right, wrong, missed, answered where there is none, rightly silent]."""
    tally = [0] * 5
    for _, found, right in cases:
        values = [sum(weights.get(n, 0.0) * s for n, s in e.items()) for e in found]
        top = max([0.0, *values])
        powers = [math.exp(v - top) for v in values]
        total = math.exp(-top) + sum(powers)
        best = max(range(len(found)), key=lambda c: powers[c]) if found else None
        chance = 0.0 if best is None else powers[best] / total
        if best is not None and best in right:
            chance = sum(powers[c] for c in right) / total
        if right:
            tally[2 if chance < sure else 0 if best in right else 1] += 1
        else:
            tally[4 if chance < sure else 3] += 1
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=sorted(CASES))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sure", type=float, default=0.6)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    cases = [case for truth, _, galley in galleys(args.data) for case in CASES[args.what](truth, galley)]
    if args.check:
        names = sorted({c[0] for c in cases})
        for sure in (0.4, 0.5, 0.6, 0.7, 0.8):
            total = [0] * 5
            for fold in range(5):
                held = set(names[fold::5])
                weights = fit([c for c in cases if c[0] not in held])
                total = [
                    a + b
                    for a, b in zip(
                        total, measure([c for c in cases if c[0] in held], weights, sure), strict=True
                    )
                ]
            sys.stdout.write(f"sure {sure}: right, wrong, missed, invented, silent {total}\n")
        return
    weights = fit(cases) | BY_HAND.get(args.what, {})
    told = sorted((name, value) for name, value in weights.items() if abs(value) >= 0.05)
    body = "".join(f'"{name}" = {value:.2f}\n' for name, value in told)
    head = f"# What each piece of evidence for {WHAT[args.what]} is worth"
    head += f"; fitted by bench/fit.py, open to the hand.\nsure = {args.sure}\n\n[weights]\n"
    sys.stdout.write(head + body)


if __name__ == "__main__":
    main()
