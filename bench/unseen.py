"""How well pages are cleaned by a press that saw no page of their site.

    python -m bench.train CASES --dry-run --folds FOLDS
    python -m bench.train_html CASES --dry-run --folds FOLDS
    python -m bench.unseen text CASES FOLDS [--sets a,b] [--loss N] [--set NAME=VALUE]
    python -m bench.unseen html CASES FOLDS

FOLDS is a folder with what was learnt without each fold of the cases, and each page is given to the press
with the weights of the fold that it is in. For each set its columns, as in bench.cleaning and bench.pages,
and their mean. `--loss` names the pages that lose most; `--set` tries another threshold of the judges.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import bench.cleaning
import bench.pages
from bench.cases import FOLDS, folds, records
from book.clean import authorship, forest, markup, placenames

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


def text(page: dict[str, Any], truth: dict[str, Any]) -> list[Page]:
    """Every text of a page, cleaned and recovered."""
    out = []
    for variant, lines in page["variants"].items():
        if labels := truth["labels"].get(variant):
            told = set(bench.cleaning.chain("\n".join(lines))["keep"])
            columns = bench.cleaning.measure(labels, lines, [i in told for i in range(len(lines))])
            out.append((page["set"], variant, page["id"], columns))
    return out


def html(page: dict[str, Any], truth: dict[str, Any]) -> list[Page]:
    """A web page, as it stands in the book."""
    if not truth.get("body"):
        return []
    found = bench.pages.ours(page["html"])
    columns = bench.pages.measure(found, truth["body"], truth.get("title") or "")
    return [(page["set"], "html", page["id"], columns)]


WAYS: dict[str, tuple[Callable[[dict[str, Any], dict[str, Any]], list[Page]], set[str]]] = {
    "text": (text, bench.cleaning.NOT_AVERAGED),
    "html": (html, bench.pages.NOT_AVERAGED),
}


def pages(way: str, cases: Path, learnt: Path, sets: Sequence[str]) -> list[Page]:
    """All pages of the cases, each seen with the weights of its own fold."""
    measured, left_out = WAYS[way]
    fold = folds(cases)
    truths = {page["id"]: page for page in records(cases / "truth.jsonl.gz")}
    found = [p for p in records(cases / f"{way}.jsonl.gz") if p["set"] not in left_out]
    out = []
    for k in range(FOLDS):
        with weights(learnt / str(k)):
            for page in found:
                if fold[page["id"]] == k and (not sets or page["set"] in sets):
                    out += measured(page, truths[page["id"]])
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
    parser.add_argument("--loss", type=int, default=0, metavar="N")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")
    asked = parser.parse_args()
    for given in asked.set:
        name, _, value = given.partition("=")
        judges: list[Any] = [j for j in (authorship, markup) if isinstance(getattr(j, name, None), float)]
        if not judges:
            parser.error(f"{given}: no judge has such a threshold")
        for judge in judges:
            setattr(judge, name, float(value))
    found = pages(asked.way, asked.cases, asked.folds, asked.sets.split(",") if asked.sets else ())
    print(table(found))
    for kind, variant, name, columns in sorted(found, key=lambda page: page[3].get("R", 1.0))[: asked.loss]:
        print(f"{kind:14}{variant:6}{name:30}" + _cells(columns, list(columns)))


if __name__ == "__main__":
    main()
