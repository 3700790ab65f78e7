"""Fit the judge of prose to cases with known truth, and write what it learnt as data.

    python -m bench.train CASES            # CASES: a folder with text.jsonl.gz and truth.jsonl.gz
    python -m bench.train CASES --dry-run  # cross-validate only
    python -m bench.train CASES --folds F  # and write to F/0 .. F/4 what was learnt without each fold

Wants `pip install numpy scikit-learn lightgbm`, which the press itself does without.
Writes book/clean/weights/: the lexicon and three forests (is a line the author's; is it the last
one of the piece; is it the first). Deterministic on one machine: the same cases give the same files.
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

from bench.cases import FOLDS, Case, decided, load, transplants, words
from book.clean import context, cuts
from book.clean.estimates import FAR
from book.clean.traits import LONG, Lexicon
from book.words import lowered

WEIGHTS = Path(__file__).parent.parent / "book" / "clean" / "weights"
SITES = 4  # a word is learnt only if this many sites have it: nothing of one page or site goes in
MISLABELLED = 0.93  # a label that the model is this sure is wrong is not learnt from
SHAPE = {
    "objective": "binary", "learning_rate": 0.1, "num_leaves": 63, "min_data_in_leaf": 40,
    "extra_trees": True, "feature_fraction": 0.4, "bagging_fraction": 0.6, "bagging_freq": 1,
    "lambda_l2": 5.0, "max_bin": 63, "num_threads": 1, "seed": 1,
    "deterministic": True, "force_row_wise": True, "verbose": -1,
}  # fmt: skip
CUT_SHAPE = {k: v for k, v in SHAPE.items() if k != "objective"} | {"learning_rate": 0.08, "num_leaves": 31}
TREES = 220
"""Extremely randomised trees (Geurts, Ernst & Wehenkel 2006): each node asks each trait at a threshold of
chance. Many such trees say together what holds for more pages than those that they were fitted to."""


def lexicon(cases: list[Case]) -> Lexicon:
    """How much each word speaks for text (against the rest), and for comments: two logistic regressions."""
    sites = defaultdict(set)
    lines, keep, comment = [], [], []
    for case in cases:
        seen = set()
        for text, label in zip(case.look.texts, case.labels, strict=True):
            if label in "KDC" and (text, label) not in seen:
                seen.add((text, label))
                found = set(lowered(text[:LONG])[:60])
                for word in found:
                    sites[word].add(case.site)
                lines.append(found)
                keep.append(label == "K")
                comment.append(label == "C")
    known = {word for word, where in sites.items() if len(where) >= SITES and not word.isdigit()}
    table = DictVectorizer()
    x = table.fit_transform([dict.fromkeys(found & known, (len(found) + 3.0) ** -0.5) for found in lines])
    columns = [LogisticRegression(C=0.3, max_iter=300).fit(x, y).coef_[0] for y in (keep, comment)]
    pairs = zip(table.feature_names_, *columns, strict=True)
    return Lexicon(
        (w, (round(float(a), 2), round(float(b), 2))) for w, a, b in pairs if max(abs(a), abs(b)) > 0.15
    )


class Table:
    """The lines of many cases, below each other."""

    def __init__(
        self,
        cases: list[Case],
        lexicons: list[Lexicon],
        share: float,
        first_page: int = 0,
    ) -> None:
        self.cases = cases
        rows = [row for case in cases for row in case.look.rows(lexicons[case.fold])]
        self.far = np.array([not row for row in rows])  # from any running text: never looked at
        nothing = [0.0] * len(context.NAMES)
        self.x = np.array([row or nothing for row in rows], dtype=np.float32)
        self.labels = np.array([label for case in cases for label in case.labels])
        self.fold = np.concatenate([np.full(len(c.labels), c.fold) for c in cases])
        self.page = np.concatenate([np.full(len(c.labels), i + first_page) for i, c in enumerate(cases)])
        self.start = np.concatenate([[0], np.cumsum([len(c.labels) for c in cases])])
        self.weight, self.page_weight = self._weights(share)
        easy = (self.x[:, 0] < 4.1) & (self.labels != "K")
        easy &= np.concatenate([np.full(len(c.labels), c.variant == "full") for c in cases])
        left_out = easy & (np.random.default_rng(0).random(len(easy)) < 0.6)
        self.weight[easy] *= 2.5
        self.use = np.isin(self.labels, list("KDC")) & ~left_out & ~self.far

    def _weights(self, share: float) -> tuple[Any, Any]:
        """Sets weigh the same, and so do pages in a set; within a page long lines weigh more."""
        count = Counter((c.kind, c.variant) for c in self.cases)
        lines, pages = [], []
        for case in self.cases:
            page = share * 60.0 / count[case.kind, case.variant]
            page *= {"trafilatura": 0.5, "cleaneval": 0.6, "decided": 0.3}.get(case.kind, 1.0)
            sizes = np.array([len(words(text)) for text in case.look.texts], dtype=float)
            counted = np.array([label in "KDC" for label in case.labels])
            total, n = max(1.0, (sizes * counted).sum()), max(1, counted.sum())
            lines.append(page * counted * (1.6 / n**0.75 + 1.2 * sizes / total))
            pages.append(np.full(len(sizes), page))
        return np.concatenate(lines), np.concatenate(pages)

    def pages(self, values: Any) -> list[Any]:
        return [values[a:b] for a, b in zip(self.start[:-1], self.start[1:], strict=True)]

    def edge(self, last: bool) -> tuple[Any, Any]:
        """1 for the last (or first) line to be kept of each page; and the lines of pages that know it."""
        y, known = np.zeros(len(self.labels)), np.zeros(len(self.labels), dtype=bool)
        for case, a, b in zip(self.cases, self.start[:-1], self.start[1:], strict=True):
            if "K" in case.labels and case.kind != "trafilatura":
                y[a + (case.labels.rindex("K") if last else case.labels.index("K"))] = 1
                known[a:b] = True
        return y, known


def unseen(x: Any, y: Any, weight: Any, use: Any, fold: Any, trees: int = TREES) -> tuple[Any, list[Any]]:
    """Predictions for each row by a forest that did not see its fold; and these forests."""
    data = lgb.Dataset(x, y, weight=weight, params=SHAPE, free_raw_data=False).construct()
    out, forests = np.zeros(len(y)), []
    for k in range(FOLDS):
        forests.append(lgb.train(SHAPE, data.subset(np.flatnonzero(use & (fold != k))), trees))
        rows = np.flatnonzero(fold == k)
        out[rows] = forests[k].predict(x[rows], num_threads=1)
    return out, forests


def fit(x: Any, y: Any, weight: Any, use: Any) -> Any:
    """The forest that sees all rows that are to be used."""
    return lgb.train(SHAPE, lgb.Dataset(x[use], y[use], weight=weight[use], params=SHAPE), TREES)


def choose(x: Any, page: Any, chosen: Any, weight: Any) -> Any:
    """A forest that chooses one row of each page: its answers, as a softmax over the page, are likeliest.

    `page` numbers the pages, each one's rows together; `chosen` is 1 for the row that is the one. Pages none
    of whose rows is (the truth was no candidate) teach nothing.
    """
    known = np.isin(page, page[chosen == 1])
    x, page, chosen, weight = x[known], page[known], chosen[known], weight[known]
    begins = np.flatnonzero(np.r_[True, page[1:] != page[:-1]])
    group = np.repeat(np.arange(len(begins)), np.diff(np.r_[begins, len(page)]))

    def gradients(answers: Any, _: Any) -> tuple[Any, Any]:
        odds = np.exp(answers - np.maximum.reduceat(answers, begins)[group])
        share = odds / np.add.reduceat(odds, begins)[group]
        return (share - chosen) * weight, np.maximum(share * (1 - share), 1e-3) * weight

    return lgb.train(CUT_SHAPE | {"objective": gradients}, lgb.Dataset(x, chosen, params=CUT_SHAPE), TREES)


def cut_table(table: Table, likely: Any, beyond: int) -> tuple[Any, Any]:
    """The candidates of all pages as first or last line: their row numbers in the table, and their rows."""
    at, rows = [], []
    for case, a, b in zip(table.cases, table.start[:-1], table.start[1:], strict=True):
        edges = cuts.edges(likely[a:b].tolist(), [len(t) for t in case.look.texts])
        found = cuts.cut_rows([tuple(row) for row in table.x[a:b].tolist()], edges, beyond)
        at += [a + j for j in found]
        rows += list(found.values())
    return np.array(at), np.array(rows, dtype=np.float32)


def export(forest: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """A forest as plain lists: for each tree its nodes as [trait, threshold, yes, no], leaves as numbers."""

    def node(tree: dict[str, Any], nodes: list[Any]) -> int | float:
        if "leaf_value" in tree:
            return round(tree["leaf_value"], 4)
        index = len(nodes)
        nodes.append(None)
        yes, no = node(tree["left_child"], nodes), node(tree["right_child"], nodes)
        nodes[index] = [names[tree["split_feature"]], float(f"{tree['threshold']:.6g}"), yes, no]
        return index

    trees = []
    for tree in forest.dump_model()["tree_info"]:
        nodes: list[Any] = []
        node(tree["tree_structure"], nodes)
        trees.append(nodes)
    return {"trees": [tree for tree in trees if tree]}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("cases", type=Path)
    parser.add_argument("--dry-run", action="store_true", help="fit to all but each fold only")
    parser.add_argument("--folds", type=Path, help="write what was learnt without each fold to this folder")
    asked = parser.parse_args()
    real = [*load(asked.cases), *decided()]
    lexicons = [lexicon([c for c in real if c.fold != k]) for k in range(FOLDS)]
    made = [
        case for seed in (1, 2, 3) for case in transplants(real, seed) if seed < 3 or case.variant != "full"
    ]
    tables = [Table(real, lexicons, 1.0), Table(made, lexicons, 0.4, len(real))]
    n = len(tables[0].labels)
    x = np.vstack([t.x for t in tables])
    y = np.concatenate([t.labels == "K" for t in tables]).astype(int)
    fold = np.concatenate([t.fold for t in tables])
    use = np.concatenate([t.use for t in tables])
    weight = np.concatenate([t.weight for t in tables])
    print(f"{len(real)} pages, {len(made)} transplants, {len(y)} lines, {x.shape[1]} traits", flush=True)
    doubted = np.abs(unseen(x, y, weight, use, fold, TREES // 2)[0] - y) > MISLABELLED
    weight = np.where(doubted, 0.05 * weight, weight)
    likely, lines = unseen(x, y, weight, use, fold)
    likely[np.concatenate([t.far for t in tables])] = FAR
    forests = {"line": export(fit(x, y, weight, use), context.NAMES)}
    without = [{"line": export(learnt, context.NAMES)} for learnt in lines]
    print("lines fitted", flush=True)
    for name, beyond in (("last", 1), ("first", -1)):
        parts = [cut_table(t, q, beyond) for t, q in zip(tables, (likely[:n], likely[n:]), strict=True)]
        marks = [t.edge(last=beyond > 0) for t in tables]
        cut_x = np.vstack([rows for _, rows in parts])
        cut_y, known, w, f, page = (
            np.concatenate([values[at] for (at, _), values in zip(parts, columns, strict=True)])
            for columns in (
                [m[0] for m in marks], [m[1] for m in marks],
                [t.page_weight for t in tables], [t.fold for t in tables], [t.page for t in tables],
            )
        )  # fmt: skip
        forests[name] = export(choose(*(column[known] for column in (cut_x, page, cut_y, w))), cuts.CUT_NAMES)
        for k in range(FOLDS):
            learnt = choose(*(column[known & (f != k)] for column in (cut_x, page, cut_y, w)))
            without[k][name] = export(learnt, cuts.CUT_NAMES)
        print(name, "fitted", flush=True)
    for k in range(FOLDS) if asked.folds else ():
        write(without[k], lexicons[k], asked.folds / str(k))
    if not asked.dry_run:
        write(forests, lexicon(real), WEIGHTS)


def write(forests: dict[str, Any], lexicon: Lexicon, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, forest in forests.items():
        trees = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in forest["trees"])
        (folder / f"{name}.json").write_text(f'{{"trees": [\n{trees}\n]}}\n', encoding="utf-8")
    table = ",\n".join(
        f"{json.dumps(w, ensure_ascii=False)}: [{a}, {b}]" for w, (a, b) in sorted(lexicon.items())
    )
    (folder / "lexicon.json").write_text(f"{{\n{table}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
