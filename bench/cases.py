"""Web pages with known truth, as training and measuring want them.

The cases are two files in one folder, `text.jsonl.gz` (pages as lines of text, in several variants) and
`truth.jsonl.gz` (a label a line: K keep, D drop, C a reader's comment, T title, N unclear, . blank).
Nothing of them is copied into the project: only what is counted over many sites.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol, TypeVar
from urllib.parse import urlparse

from book.clean.look import Look
from book.clean.page import Page
from book.model import Line, Seed
from book.read import guess_language, read

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Case:
    """One page in one variant. `labels` has a letter for each line of `look`."""

    page: str
    kind: str  # the set that it comes from
    variant: str
    site: str  # pages of one site share it: they are never divided over folds
    fold: int
    look: Look
    labels: str


HOME = Path(__file__).parent.parent
_DECIDED = {
    "body": "K", "dek": "K", "subhead": "K", "quotation": "K", "attribution": "K", "note": "K",
    "comment": "C", "boilerplate": "D", "title": "T",
}  # fmt: skip
"""What a line's role in tests/galleys says of it; others move to elsewhere in the book: unclear."""


def decided() -> list[Case]:
    """The columns of the first book, whose lines were decided by hand: they are to stay so."""
    cases = []
    for n, golden in enumerate(sorted((HOME / "tests" / "galleys").glob("*.galley"))):
        (seed,) = (HOME / "seeds").glob(f"{golden.stem}-*")
        lines = read(Seed(seed.name, seed.read_bytes())).lines
        texts = tuple(line.text for line in lines)
        look = Look.of(Page.of(lines, guess_language(texts)), texts)
        rows = [row.split() for row in golden.read_text(encoding="utf-8").splitlines()]
        roles = {int(row[0]): row[1] for row in rows if len(row) > 1 and row[0].isdigit()}
        labels = "".join(_DECIDED.get(roles[lines[i].number], "N") for i in look.at)
        cases.append(Case(seed.name, "decided", "rsp", seed.name, n % FOLDS, look, labels))
    return cases


def words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def load(folder: Path) -> list[Case]:
    """All cases in `folder`, in their variants, divided over folds by site."""
    texts = {page["id"]: page for page in records(folder / "text.jsonl.gz")}
    truths = {page["id"]: page for page in records(folder / "truth.jsonl.gz")}
    site = _sites(texts, truths)
    fold = _folds(texts, site)
    cases = []
    for key, page in texts.items():
        for variant, lines in page["variants"].items():
            labels = truths[key]["labels"].get(variant) or _from_segments(lines, truths[key])
            if labels:
                look = Look.of(
                    Page.of([Line(n, text) for n, text in enumerate(lines, 1)], guess_language(lines)),
                    tuple(lines),
                )
                letters = "".join(labels[i] for i in look.at)
                cases.append(Case(key, page["set"], variant, site[key], fold[key], look, letters))
    return cases


def folds(folder: Path) -> dict[str, int]:
    """Page -> its fold."""
    texts = {page["id"]: page for page in records(folder / "text.jsonl.gz")}
    truths = {page["id"]: page for page in records(folder / "truth.jsonl.gz")}
    return _folds(texts, _sites(texts, truths))


def records(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _from_segments(lines: list[str], truth: dict[str, Any]) -> str:
    """Labels for the few lines that hold a segment known to be (or not to be) in the text; N elsewhere."""
    segments = truth.get("segments")
    if not segments:
        return ""
    texts = [f" {' '.join(words(line))} " for line in lines]
    labels = ["N" if text.strip() else "." for text in texts]
    for letter, kind in (("D", "without"), ("K", "with")):
        for segment in segments[kind]:
            wanted = f" {' '.join(words(segment))} "
            if len(wanted) > 4:
                labels = [letter if wanted in text else old for text, old in zip(texts, labels, strict=True)]
    return "".join(labels)


def _sites(texts: dict[str, Any], truths: dict[str, Any]) -> dict[str, str]:
    """Page -> a name for its site: by host where known, else by the lines that pages have in common."""
    parent = {key: key for key in texts}

    def find(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    by_name: dict[str, str] = {}
    having: dict[str, list[str]] = defaultdict(list)
    full = {}
    for key, page in texts.items():
        host = urlparse(truths[key].get("url") or "").netloc.removeprefix("www.")
        names = [
            host if host and "archive.org" not in host else "",
            str(truths[key].get("chrome") or "").split("/")[0],
        ]
        for name in filter(None, names):
            parent[find(key)] = find(by_name.setdefault(name, key))
        full[key] = {line.strip() for line in page["variants"].get("full", []) if len(line.strip()) > 12}
        for line in full[key]:
            having[line].append(key)
    shared: Counter[tuple[str, str]] = Counter()
    for keys in having.values():
        if 1 < len(keys) < 25:
            shared.update((a, b) for i, a in enumerate(keys) for b in keys[:i])
    for (a, b), count in shared.items():
        if count >= 6 and count >= 0.2 * min(len(full[a]), len(full[b])):
            parent[find(a)] = find(b)
    return {key: find(key) for key in texts}


def _folds(texts: dict[str, Any], site: dict[str, str]) -> dict[str, int]:
    members: dict[str, list[str]] = defaultdict(list)
    for key in texts:
        members[site[key]].append(key)
    load: list[Counter[str]] = [Counter() for _ in range(FOLDS)]
    chance = random.Random(0)
    fold = {}
    for keys in sorted(members.values(), key=lambda keys: (-len(keys), keys[0])):
        kinds = Counter(texts[key]["set"] for key in keys)
        best = min(
            range(FOLDS), key=lambda f: (sum(load[f][k] * n for k, n in kinds.items()), chance.random())
        )
        load[best].update(kinds)
        fold |= dict.fromkeys(keys, best)
    return fold


def transplants(cases: list[Case], seed: int) -> list[Case]:
    """New pages, each made of the article of one case and the surroundings of another of the same fold.

    Some of the other's own text is left standing, as an extraction that missed would leave it; it is
    labelled D. So the model sees what a page looks like where one piece ends and another begins.
    """
    chance = random.Random(seed)
    made = [_graft(case, host, chance) for case, host in hosts(cases, chance, lambda c: c.look.stop_words)]
    return [case for case in made if len(case.labels) < 700]


class Grouped(Protocol):
    """What `hosts` asks of a case."""

    @property
    def kind(self) -> str: ...
    @property
    def variant(self) -> str: ...
    @property
    def site(self) -> str: ...
    @property
    def fold(self) -> int: ...
    @property
    def labels(self) -> str: ...


C = TypeVar("C", bound=Grouped)


def hosts(
    cases: Sequence[C], chance: random.Random, tongue: Callable[[C], frozenset[str]]
) -> Iterator[tuple[C, C]]:
    """Each case that has an article, with another of its fold and variant, of another site, to put it in.

    Mostly one in the same `tongue`. `chance` is asked for each when it is wanted, not before.
    """
    groups: dict[tuple[int, str], list[C]] = defaultdict(list)
    for case in cases:
        if case.kind not in {"trafilatura", "cleaneval"} and case.labels.count("K") >= 3:
            groups[case.fold, case.variant].append(case)
    for group in groups.values():
        for case in group:
            others = [other for other in group if other.site != case.site]
            same = [other for other in others if tongue(other) == tongue(case)]
            if others:
                yield case, chance.choice(same if len(same) > 3 and chance.random() < 0.85 else others)


def _graft(case: Case, host: Case, chance: random.Random) -> Case:
    a0, a1 = case.labels.index("K"), case.labels.rindex("K") + 1
    b0, b1 = host.labels.index("K"), host.labels.rindex("K") + 1
    above = _part(host, 0, b0) if chance.random() < 0.6 else _part(case, 0, a0)
    between, left = [], []
    if chance.random() < 0.45:
        count = min(b1 - b0, chance.choice([1, 1, 2, 2, 3, 4, 6, 8, 12]))
        start = b1 - count if chance.random() < 0.5 else chance.randint(b0, b1 - count)
        left = _part(host, start, start + count, "D")
    if chance.random() < 0.25:
        between = _part(case, a1, min(len(case.labels), a1 + chance.randint(1, 6)))
    if chance.random() < 0.12 and b0:
        above += _part(host, b0, b0 + min(b1 - b0, chance.choice([1, 1, 2, 3])), "D")
    below = _part(host, b1, len(host.labels)) if chance.random() < 0.7 else _part(case, a1, len(case.labels))
    lines = above + _part(case, a0, a1) + between + left + below
    texts, bullets, gaps, claims, labels = zip(*lines, strict=True)
    look = replace(
        case.look, at=tuple(range(len(texts))), texts=texts, bullets=bullets, gaps=gaps, claims=claims
    )
    return replace(case, page=f"{case.page} in {host.page}", look=look, labels="".join(labels))


def _part(case: Case, start: int, end: int, label: str = "") -> list[tuple[str, bool, int, int, str]]:
    look = case.look
    return [
        (
            look.texts[j], look.bullets[j], look.gaps[j], look.claims[j],
            label if label and case.labels[j] in "KDN" else case.labels[j],
        )
        for j in range(start, end)
    ]  # fmt: skip


def options(about: str | None, *, limit: int = 0) -> argparse.Namespace:
    """What the command line asks of a script that measures ways of cleaning: cases, sets, ways, limit."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--sets", default="")
    parser.add_argument("--ways", default="", help="with commas between; without it, all")
    parser.add_argument("--limit", type=int, default=limit, help="pages of each set")
    return parser.parse_args()
