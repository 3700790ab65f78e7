"""How well pages are cleaned by a press that saw no page of their site.

    python -m bench.train CASES --dry-run --folds FOLDS
    python -m bench.train_html CASES --dry-run --folds FOLDS
    python -m bench.unseen text CASES FOLDS [--sets a,b] [--loss N] [--set NAME=VALUE]
    python -m bench.unseen html CASES FOLDS
    python -m bench.unseen edges CASES FOLDS

FOLDS is a folder with what was learnt without each fold of the cases, and each page is given to the press
with the weights of the fold that it is in. For each set its columns, as in bench.cleaning and bench.pages,
and their mean. `--together` takes the pages of a set in together, as a folder of them is: what stands on
several is their sites'. `edges` measures what `book check` says of texts whose first or last lines may have
been dropped: of how many it names a line (told), how many of these lines are the author's (right), and of
how many of the texts that lose a sentence there it names one (found). `--loss` names the pages that lose
most; `--set` tries another threshold of the judges.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import bench.cleaning
import bench.pages
from bench.cases import FOLDS, folds, records
from book.clean import (
    NOTHING,
    Shared,
    authorship,
    edges,
    estimates,
    forest,
    furniture,
    markup,
    placenames,
    saved,
)
from book.garbage import undisturbed
from book.ledger.losses import beyond
from book.model import Reading, Seed
from book.recover import recover
from book.sentences import running

_SENTENCE = 13  # columns of the shortest sentence whose loss is counted

Page = tuple[str, str, str, dict[str, float]]
"""Its set, its variant, its name, its columns."""


@contextmanager
def weights(folder: Path) -> Iterator[None]:
    """The judges ask what lies in `folder`, and not what the press has."""
    own = forest.WEIGHTS
    forest.WEIGHTS = folder
    _forget()
    try:
        yield
    finally:
        forest.WEIGHTS = own
        _forget()


def _forget() -> None:
    for loaded in (forest.load, forest.lexicon, placenames.worth):
        loaded.cache_clear()


class Case(NamedTuple):
    """A page of the cases in one of its ways of being one."""

    kind: str  # its set
    variant: str
    name: str
    seed: Seed
    reading: Reading
    truth: dict[str, Any]


def text(page: dict[str, Any], truth: dict[str, Any]) -> Iterator[Case]:
    """Every text of a page."""
    for variant, lines in page["variants"].items():
        if truth["labels"].get(variant):
            reading = bench.cleaning.reading("\n".join(lines))
            yield Case(page["set"], variant, page["id"], Seed("page", b""), reading, truth)


def html(page: dict[str, Any], truth: dict[str, Any]) -> Iterator[Case]:
    """A web page."""
    if truth.get("body"):
        yield Case(page["set"], "html", page["id"], *bench.pages.opened(page["html"]), truth)


def _cleaned(case: Case, repeats: Shared) -> dict[str, float]:
    """Its columns, cleaned and recovered."""
    told = set(bench.cleaning.taken(case.reading, repeats)["keep"])
    keep = [i in told for i in range(len(case.reading.lines))]
    lines = [line.text for line in case.reading.lines]
    return bench.cleaning.measure(case.truth["labels"][case.variant], lines, keep)


def _told(case: Case, repeats: Shared) -> dict[str, float]:
    """What is told of the lines right beyond its text; where the truth of one is unclear, whether it is."""
    with undisturbed():
        galley = recover(bench.cleaning.galley(case.reading, repeats))
    labels = dict(enumerate(case.truth["labels"][case.variant], 1))
    told = [labels.get(finding.place.line or 0, "N") for finding in beyond(galley)]
    kept = [v.line.number for v in galley.verdicts if v.kept]
    lost = [
        v
        for v in galley.verdicts
        if kept
        and not kept[0] <= v.line.number <= kept[-1]
        and not v.moved
        and labels.get(v.line.number) == "K"
        and running(v.line.text.strip(), _SENTENCE)
    ]
    known = [label == "K" for label in told if label in "KDC"]
    return (
        {"told": float(bool(told))}
        | ({"right": sum(known) / len(known)} if known else {})
        | ({"found": float("K" in told)} if lost else {})
    )


def _set(case: Case, repeats: Shared) -> dict[str, float]:
    """Its columns, as it stands in the book."""
    found = bench.pages.kept(case.seed, case.reading, repeats)
    return bench.pages.measure(found, case.truth["body"], case.truth.get("title") or "")


Cases = Callable[[dict[str, Any], dict[str, Any]], Iterator[Case]]
WAYS: dict[str, tuple[Cases, Callable[[Case, Shared], dict[str, float]], set[str]]] = {
    "text": (text, _cleaned, bench.cleaning.NOT_AVERAGED),
    "edges": (text, _told, bench.cleaning.NOT_AVERAGED),
    "html": (html, _set, bench.pages.NOT_AVERAGED),
}


def pages(way: str, cases: Path, learnt: Path, sets: Sequence[str], together: bool = False) -> list[Page]:
    """All pages of the cases, each seen with the weights of its own fold; those of a set `together`, or
    each alone."""
    opened, measured, left_out = WAYS[way]
    fold = folds(cases)
    truths = {page["id"]: page for page in records(cases / "truth.jsonl.gz")}
    found: dict[tuple[str, str], list[Case]] = defaultdict(list)
    for page in records(cases / ("html.jsonl.gz" if way == "html" else "text.jsonl.gz")):
        if page["set"] not in left_out and (not sets or page["set"] in sets):
            for case in opened(page, truths[page["id"]]):
                found[case.kind, case.variant].append(case)
    shared = {
        key: furniture(case.reading for case in of) if together else NOTHING for key, of in found.items()
    }
    out: list[Page] = []
    for k in range(FOLDS):
        with weights(learnt / str(k)):
            for key, of in found.items():
                repeats = shared.get(key, NOTHING)
                out += [(*key, c.name, measured(c, repeats)) for c in of if fold[c.name] == k]
    return out


def table(pages: Sequence[Page]) -> str:
    """A row a set and variant, and the means over sets."""
    scores: dict[tuple[str, str], dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for kind, variant, _, columns in pages:
        for name, value in columns.items():
            scores[variant, kind][name].append(value)
    columns = list(dict.fromkeys(name for _, _, _, found in pages for name in found))
    rows = [f"{'':24}" + "".join(f"{name:>10}" for name in columns)]
    for variant in dict.fromkeys(variant for variant, _ in scores):
        means: dict[str, list[float]] = defaultdict(list)
        for kind in sorted(kind for v, kind in scores if v == variant):
            found = {name: sum(values) / len(values) for name, values in scores[variant, kind].items()}
            for name, value in found.items():
                means[name].append(value)
            rows.append(f"{variant + ' ' + kind:24}" + _cells(found, columns))
        rows.append(
            f"{variant + ' mean':24}" + _cells({n: sum(v) / len(v) for n, v in means.items()}, columns)
        )
    return "\n".join(rows)


def _cells(found: dict[str, float], columns: Sequence[str]) -> str:
    return "".join(f"{found[name]:10.3f}" if name in found else f"{'':10}" for name in columns)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("way", choices=tuple(WAYS))
    parser.add_argument("cases", type=Path)
    parser.add_argument("folds", type=Path)
    parser.add_argument("--sets", default="")
    parser.add_argument("--together", action="store_true")
    parser.add_argument("--loss", type=int, default=0, metavar="N")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")
    asked = parser.parse_args()
    for given in asked.set:
        name, _, value = given.partition("=")
        judges: list[Any] = [
            j
            for j in (authorship, edges, estimates, markup, saved)
            if isinstance(getattr(j, name, None), float)
        ]
        if not judges:
            parser.error(f"{given}: no judge has such a threshold")
        for judge in judges:
            setattr(judge, name, float(value))
    found = pages(
        asked.way, asked.cases, asked.folds, asked.sets.split(",") if asked.sets else (), asked.together
    )
    print(table(found))
    for kind, variant, name, columns in sorted(found, key=lambda page: page[3].get("R", 1.0))[: asked.loss]:
        print(f"{kind:14}{variant:6}{name:30}" + _cells(columns, list(columns)))


if __name__ == "__main__":
    main()
