"""Fit the judge of web pages to cases with known truth, and write what it learnt as data.

    python -m bench.train_html CASES            # a folder with html.jsonl.gz, text.jsonl.gz, truth.jsonl.gz
    python -m bench.train_html CASES --dry-run  # cross-validate only
    python -m bench.train_html CASES --folds F  # and write to F/0 .. F/4 what was learnt without each fold

Wants `pip install numpy scikit-learn lightgbm`, which the press itself does without.
Writes book/clean/weights/: names.json (what the words in names of elements are worth) and a small forest,
markup.json (is a line of the page's article). The lexicon is that of bench.train, which comes first.
Deterministic: the same cases give the same files.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import lightgbm as lgb
import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

import bench.cases
from bench.cases import FOLDS, decided, words
from bench.htmlcases import HtmlCase, load, transplants
from bench.train import export, lexicon
from book.clean import forest
from book.clean.markuptraits import NAMES, Sheet
from book.clean.placenames import step

WEIGHTS = Path(__file__).parent.parent / "book" / "clean" / "weights"
SITES = 6  # a word is learnt only if this many sites have it: nothing of one page or site goes in
SHAPE = {
    "objective": "binary", "learning_rate": 0.08, "num_leaves": 20, "min_data_in_leaf": 30,
    "feature_fraction": 0.3, "bagging_fraction": 0.6, "bagging_freq": 1, "lambda_l2": 5.0,
    "max_bin": 63, "num_threads": 1, "seed": 1, "deterministic": True, "force_row_wise": True, "verbose": -1,
}  # fmt: skip
SHAPES = ((120, SHAPE), (240, SHAPE | {"num_leaves": 31, "extra_trees": True}))
"""Two forests, of so many trees: one asks each trait at the best threshold, the other at one of chance. What
they say is averaged: they err on different pages."""
SHARE = 0.3  # what a transplant weighs, beside a page
SEEDS = (1, 2, 3)  # of transplants
SET_WEIGHTS = {"trafilatura": 0.5, "cleaneval": 0.3}


def names(cases: list[HtmlCase]) -> dict[str, float]:
    """How much each word in the names of a line's elements speaks for the author's text."""
    sites = defaultdict(set)
    rows, kept, weights = [], [], []
    for case in cases:
        counted = [x in "KD" for x in case.labels]
        for line, letter in zip(case.lines, case.labels, strict=True):
            if letter not in "KD":
                continue
            found = frozenset().union(*(step(s).words for s in line.place.split(" > ")))
            for word in found:
                sites[word].add(case.site)
            rows.append(found)
            kept.append(letter == "K")
            share = case.labels.count(letter)
            weights.append(40.0 / share if sum(counted) else 0.0)
    known = {word for word, where in sites.items() if len(where) >= SITES}
    table = DictVectorizer()
    x = table.fit_transform([dict.fromkeys(found & known, 1.0) for found in rows])
    found = LogisticRegression(C=0.05, max_iter=300).fit(x, kept, sample_weight=weights).coef_[0]
    pairs = zip(table.feature_names_, found, strict=True)
    return {w: round(float(v), 2) for w, v in pairs if abs(v) > 0.08}


class Table:
    """The lines of all pages, below each other."""

    def __init__(
        self,
        cases: list[HtmlCase],
        made: list[HtmlCase],
        worth: list[dict[str, float]],
        lexicons: list[Any],
    ) -> None:
        self.real = len(cases)
        self.cases = cases = [*cases, *made]
        self.sheets = [
            Sheet(case.lines, case.stop_words, worth[case.fold], lexicons[case.fold], case.told)
            for case in cases
        ]
        self.x = np.array([row for sheet in self.sheets for row in sheet.rows()], dtype=np.float32)
        self.labels = np.array([x for case in cases for x in case.labels])
        self.fold = np.concatenate([np.full(len(c.labels), c.fold) for c in cases])
        self.use = np.isin(self.labels, list("KD"))
        self.weight = self._weights()

    def _weights(self) -> Any:
        """Sets weigh the same, and so do pages in a set; within a page long lines weigh more."""
        count = Counter((c.kind, i < self.real) for i, c in enumerate(self.cases))
        out = []
        for i, case in enumerate(self.cases):
            page = 60.0 / count[case.kind, i < self.real] * SET_WEIGHTS.get(case.kind, 1.0)
            page *= 1.0 if i < self.real else SHARE
            sizes = np.array([len(words(line.text)) for line in case.lines], dtype=float)
            counted = np.array([x in "KD" for x in case.labels])
            total, n = max(1.0, (sizes * counted).sum()), max(1, counted.sum())
            out.append(page * counted * (1.6 / n**0.75 + 1.6 * sizes / total))
        return np.concatenate(out)


def fit(x: Any, y: Any, weight: Any, use: Any) -> list[Any]:
    """A forest of each shape."""
    return [
        lgb.train(shape, lgb.Dataset(x[use], y[use], weight=weight[use], params=shape), trees)
        for trees, shape in SHAPES
    ]


def unseen(x: Any, y: Any, weight: Any, use: Any, fold: Any) -> tuple[Any, list[list[Any]]]:
    """Predictions for each row by forests that did not see its fold; and these forests."""
    out, forests = np.zeros(len(y)), []
    for k in range(FOLDS):
        rows = np.flatnonzero(fold == k)
        forests.append(fit(x, y, weight, use & (fold != k)))
        odds = [f.predict(x[rows], num_threads=1, raw_score=True) for f in forests[k]]
        out[rows] = 1.0 / (1.0 + np.exp(-np.mean(odds, axis=0)))
    return out, forests


def averaged(forests: list[Any]) -> dict[str, Any]:
    """Them all as one, of the mean of their answers: a node's answer is what has a decimal point."""
    return {
        "trees": [
            [
                [*node[:2], *(c / len(forests) if isinstance(c, float) else c for c in node[2:])]
                for node in tree
            ]
            for forest in forests
            for tree in export(forest, NAMES)["trees"]
        ]
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("cases", type=Path)
    parser.add_argument("--dry-run", action="store_true", help="fit to all but each fold only")
    parser.add_argument("--folds", type=Path, help="write what was learnt without each fold to this folder")
    asked = parser.parse_args()
    cases = load(asked.cases)
    made = [case for seed in SEEDS for case in transplants(cases, seed)]
    worth = [names([c for c in cases if c.fold != k]) for k in range(FOLDS)]
    texts = [*bench.cases.load(asked.cases), *decided()]
    lexicons = [lexicon([c for c in texts if c.fold != k]) for k in range(FOLDS)]
    table = Table(cases, made, worth, lexicons)
    y = (table.labels == "K").astype(int)
    size = f"{len(cases)} pages, {len(made)} transplants, {len(y)} lines, {table.x.shape[1]} traits"
    print(size, flush=True)
    likely, forests = unseen(table.x, y, table.weight, table.use, table.fold)
    report(likely, y, table)
    for k in range(FOLDS) if asked.folds else ():
        write(averaged(forests[k]), worth[k], asked.folds / str(k))
    if not asked.dry_run:
        learnt = names(cases)
        every = Table(cases, made, [learnt] * FOLDS, [forest.lexicon()] * FOLDS)
        write(averaged(fit(every.x, y, table.weight, table.use)), learnt, WEIGHTS)


def report(likely: Any, y: Any, table: Table) -> None:
    """How often it is wrong of pages that are none of ours, weighed as it was fitted."""
    real = np.arange(len(y)) < sum(len(case.labels) for case in table.cases[: table.real])
    w, use = table.weight, table.use & real
    for cut in (0.2, 0.35, 0.5):
        kept = likely >= cut
        lost = (w * (use & (y == 1) & ~kept)).sum() / (w * (use & (y == 1))).sum()
        left = (w * (use & (y == 0) & kept)).sum() / (w * (use & kept)).sum()
        print(f"at {cut}: {lost:.4f} of the author's lost, {left:.4f} of the kept is not", flush=True)


def write(forest: dict[str, Any], names: dict[str, float], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    trees = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in forest["trees"])
    (folder / "markup.json").write_text(f'{{"trees": [\n{trees}\n]}}\n', encoding="utf-8")
    rows = ",\n".join(f"{json.dumps(w, ensure_ascii=False)}: {v}" for w, v in sorted(names.items()))
    (folder / "names.json").write_text(f"{{\n{rows}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
