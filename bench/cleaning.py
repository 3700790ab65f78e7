"""How well pages are cleaned, measured line by line against known truth.

    python -m bench.cleaning CASES [--sets a,b] [--variants full,rsp,tra]

CASES is a folder with `text.jsonl.gz` and `truth.jsonl.gz` (see bench/cases.py). The table has a row for
each way of cleaning: ours (cleaning alone, and cleaning with recovering, which is what the book gets), and
what is usual elsewhere on text without markup. Columns, averaged over pages and then over sets:

    F1        of the words kept, against those to be kept
    R         prose kept
    lossless  pages that lose no line of the author's
    perfect   pages that lose none and keep no line of anyone else's
    comments  words of readers' comments that are gone

`clean` and `chain` take one page as a string and tell which lines are kept (0-based), with what was
recovered; `together` takes a list of pages, as a folder of them is taken in. An outside scorer can call them.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench.cases import records, words
from book.clean import NOTHING, Shared, furniture
from book.clean import clean as cleaned
from book.garbage import seldom
from book.model import Galley, Line, Reading, Role
from book.read import guess_language
from book.recover import recover

seldom()  # as `book` does, for an outside scorer too

Keeper = Callable[[list[str]], Sequence[bool]]
NOT_AVERAGED = {"cleaneval", "trafilatura"}  # keeps comments as content; knows only some of its lines


def reading(text: str) -> Reading:
    return Reading(tuple(Line(n, line) for n, line in enumerate(text.split("\n"), 1)), "utf-8")


def galley(given: Reading, repeats: Shared = NOTHING) -> Galley:
    language = guess_language([line.text for line in given.lines])
    return cleaned(given, seed="page", language=language, repeats=repeats)


def clean(text: str) -> dict[str, Any]:
    """Cleaning alone."""
    return {"keep": [i for i, v in enumerate(galley(reading(text)).verdicts) if v.kept]}


def chain(text: str) -> dict[str, Any]:
    """Cleaning and recovering, as one seed is taken in: what stands in the book, and what is known of it."""
    return taken(reading(text))


def together(texts: Sequence[str]) -> list[dict[str, Any]]:
    """The same of pages that are taken in together, as a folder is: what several have is their sites'."""
    readings = [reading(text) for text in texts]
    repeats = furniture(readings)
    return [taken(given, repeats) for given in readings]


together.batch = True  # type: ignore[attr-defined]  # what the cases' scorer asks


def taken(given: Reading, repeats: Shared = NOTHING) -> dict[str, Any]:
    """What `chain` tells, of lines that are read."""
    found = recover(galley(given, repeats))
    facts = {
        field: [fact.value for fact in found.facts if fact.field == field and fact.sure]
        for field in ("title", "author", "date")
    }
    lines: dict[Role, list[str]] = defaultdict(list)
    for v in found.verdicts:
        lines[v.role].append(v.line.text.strip())
    return {
        "keep": [i for i, v in enumerate(found.verdicts) if v.kept],
        "title": next(iter(facts["title"]), None),
        "author": facts["author"] or None,
        "date": next(iter(facts["date"]), None),
        "headings": lines[Role.SUBHEAD],
        "pub_note": "\n".join(lines[Role.SOURCE]),
    }


def everything(lines: list[str]) -> list[bool]:
    """What readability and trafilatura do with text: nothing."""
    return [True] * len(lines)


def c4(lines: list[str]) -> list[bool]:
    """The line filter of C4 (Raffel et al. 2020): five words and an end of sentence."""
    return [len(line.split()) >= 5 and line.rstrip().endswith((".", "!", "?", '"', "”")) for line in lines]


def densest(lines: list[str]) -> list[bool]:
    """Body text extraction (Finn, Kushmerick & Smyth 2001): the span with the most long lines."""
    best, span, current, start = 0, (0, -1), 0, 0
    for i, line in enumerate(lines):
        if line.strip():
            current += len(line) if len(line) >= 80 else -60
        if current <= 0:
            current, start = 0, i + 1
        elif current > best:
            best, span = current, (start, i)
    return [span[0] <= i <= span[1] for i in range(len(lines))]


def _ours(call: Callable[[str], dict[str, Any]]) -> Keeper:
    def keep(lines: list[str]) -> list[bool]:
        kept = set(call("\n".join(lines))["keep"])
        return [i in kept for i in range(len(lines))]

    return keep


WAYS: dict[str, Keeper] = {
    "ours": _ours(chain),
    "ours, cleaning alone": _ours(clean),
    "densest span": densest,
    "C4 line filter": c4,
    "keep all": everything,
}
COLUMNS = ("F1", "R", "lossless", "perfect", "comments")


def measure(labels: str, lines: list[str], keep: Sequence[bool]) -> dict[str, float]:
    """The columns for one page; empty where the truth has nothing to keep."""
    sizes = [len(words(line)) for line in lines]

    def total(letters: str, kept_only: bool) -> int:
        return sum(
            n
            for n, letter, kept in zip(sizes, labels, keep, strict=True)
            if letter in letters and (kept or not kept_only)
        )

    wanted, other, comments = total("K", False), total("DC", True), total("C", False)
    if not wanted:
        return {}
    right = total("K", True)
    recall = right / wanted
    precision = right / (right + other) if right + other else 0.0
    lost = any(x == "K" and n and not kept for n, x, kept in zip(sizes, labels, keep, strict=True))
    foul = any(x in "DC" and kept for x, kept in zip(labels, keep, strict=True))
    found = {
        "F1": 2 * precision * recall / (precision + recall) if right else 0.0,
        "R": recall,
        "lossless": float(not lost),
        "perfect": float(not lost and not foul),
    }
    if comments:
        found["comments"] = 1 - total("C", True) / comments
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("cases", type=Path)
    parser.add_argument("--sets", default="")
    parser.add_argument("--variants", default="full,rsp,tra")
    asked = parser.parse_args()
    truths = {page["id"]: page for page in records(asked.cases / "truth.jsonl.gz")}
    pages = [
        page
        for page in records(asked.cases / "text.jsonl.gz")
        if page["set"] not in NOT_AVERAGED and (not asked.sets or page["set"] in asked.sets.split(","))
    ]
    print(f"{'':22}{'':6}" + "".join(f"{column:>10}" for column in COLUMNS) + f"{'pages/s':>10}")
    for name, way in WAYS.items():
        for variant in asked.variants.split(","):
            scores: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
            spent, count = 0.0, 0
            for page in pages:
                labels = truths[page["id"]]["labels"].get(variant)
                if not labels:
                    continue
                lines = page["variants"][variant]
                start = time.process_time()
                keep = way(lines)
                spent += time.process_time() - start
                count += 1
                for column, value in measure(labels, lines, keep).items():
                    scores[page["set"]][column].append(value)
            row = [_mean([_mean(s[column]) for s in scores.values() if s[column]]) for column in COLUMNS]
            speed = f"{count / spent:10.0f}" if spent else f"{'-':>10}"
            print(f"{name:22}{variant:6}" + "".join(f"{value:10.3f}" for value in row) + speed, flush=True)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


if __name__ == "__main__":
    main()
