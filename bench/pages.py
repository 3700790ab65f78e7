"""How well the text is found in web pages, beside other extractors.

    python -m bench.pages CASES [--sets a,b] [--limit N] [--ways ours,trafilatura]

CASES is a folder with `html.jsonl.gz` and `truth.jsonl.gz` (see bench/README.md). Wants the packages of the
group `bench`; `make bench CASES=...` sees to them. What is not installed is left out, and told.
Columns, averaged over pages and then over sets:

    P, R, F1  of runs of four words, against the truth's (as article-extraction-benchmark counts)
    lossless  pages of which every line of four words or more is there, to four fifths of its runs
    clean     pages of which at most one run in a hundred is foreign, the title apart
    perfect   both
    time      processor time, that of trafilatura being 1
"""

from __future__ import annotations

import logging
import time
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module

from bench.cases import options, records, words
from book.errors import BookError
from book.intake import NOTHING, Shared, furniture, mark
from book.model import Reading, Seed
from book.read import read
from book.recover import lift, plain

Extractor = Callable[[str], str]
RUN = 4
LOSSLESS, FOREIGN, TITLE = 0.8, 0.01, 8
NOT_AVERAGED = {"cleaneval", "trafilatura"}  # keeps comments as content; knows only some of its lines
COLUMNS = ("P", "R", "F1", "lossless", "clean", "perfect")


def ours(page: str) -> str:
    """What stands in the book."""
    try:
        return kept(*opened(page))
    except BookError:
        return ""


def together(pages: Sequence[str]) -> list[str]:
    """The same of pages that are taken in together, as a folder is: what several have is their sites'."""
    taken: dict[int, tuple[Seed, Reading]] = {}
    for n, page in enumerate(pages):
        with suppress(BookError):
            taken[n] = opened(page)
    repeats = furniture(reading for _, reading in taken.values())
    return [kept(*taken[n], repeats) if n in taken else "" for n in range(len(pages))]


together.batch = True  # type: ignore[attr-defined]  # what the cases' scorer asks


def opened(page: str) -> tuple[Seed, Reading]:
    """A web page as a seed, read. Raises BookError where it cannot be."""
    seed = Seed("page.html", page.encode("utf-8", "replace"), "html")
    return seed, read(seed)


def kept(seed: Seed, reading: Reading, repeats: Shared = NOTHING) -> str:
    return plain(lift(mark(seed, reading, repeats=repeats)))


def _trafilatura() -> Extractor:
    extract = import_module("trafilatura").extract
    return lambda page: extract(page, include_comments=False) or ""


def _trafilatura_recall() -> Extractor:
    extract = import_module("trafilatura").extract
    return lambda page: extract(page, include_comments=False, favor_recall=True) or ""


def _readability() -> Extractor:
    document = import_module("readability").Document
    text = import_module("inscriptis").get_text

    def found(page: str) -> str:
        return str(text(document(page).summary()))

    return found


def _resiliparse() -> Extractor:
    extract = import_module("resiliparse.extract.html2text").extract_plain_text
    return lambda page: str(extract(page, main_content=True, comments=False))


def _justext() -> Extractor:
    justext = import_module("justext")
    stop = frozenset(word for name in justext.get_stoplists() for word in justext.get_stoplist(name))

    def found(page: str) -> str:
        return "\n".join(p.text for p in justext.justext(page.encode(), stop) if not p.is_boilerplate)

    return found


def _boilerpipe() -> Extractor:
    extractor = import_module("boilerpy3.extractors").ArticleExtractor(raise_on_failure=False)
    return lambda page: str(extractor.get_content(page))


def _goose() -> Extractor:
    goose = import_module("goose3").Goose({"strict": False, "enable_image_fetching": False})
    return lambda page: str(goose.extract(raw_html=page).cleaned_text)


def _newspaper() -> Extractor:
    newspaper = import_module("newspaper")
    config = newspaper.Config()
    config.fetch_images = False

    def found(page: str) -> str:
        article = newspaper.Article("https://example.org/", config=config)
        article.download(input_html=page)
        article.parse()
        return str(article.text)

    return found


def _everything() -> Extractor:
    text = import_module("inscriptis").get_text
    return lambda page: str(text(page))


WAYS: dict[str, Callable[[], Extractor]] = {
    "ours": lambda: ours,
    "trafilatura": _trafilatura,
    "trafilatura, recall": _trafilatura_recall,
    "readability-lxml": _readability,
    "resiliparse": _resiliparse,
    "jusText": _justext,
    "boilerpipe": _boilerpipe,
    "goose3": _goose,
    "newspaper4k": _newspaper,
    "all text (inscriptis)": _everything,
}


def measure(found: str, body: str, title: str = "") -> dict[str, float]:
    """The columns for one page."""
    tokens = words(found)
    here, there = _runs(tokens), _runs(words(body))
    right = sum(min(n, here[run]) for run, n in there.items())
    lines = [_runs(line) for text in body.split("\n") if len(line := words(text)) >= RUN]
    whole = all(sum(run in here for run in line) >= LOSSLESS * len(line) for line in lines)
    foreign = 1 - right / here.total() if here else 1.0
    clean = foreign <= FOREIGN + (len(words(title)) + TITLE) / max(1, len(tokens))
    precision, recall = right / (here.total() or 1), right / (there.total() or 1)
    return {
        "P": precision,
        "R": recall,
        "F1": 2 * precision * recall / (precision + recall) if right else 0.0,
        "lossless": float(whole),
        "clean": float(clean),
        "perfect": float(whole and clean),
    }


def _runs(tokens: Sequence[str]) -> Counter[tuple[str, ...]]:
    if len(tokens) < RUN:
        return Counter([tuple(tokens)] if tokens else [])
    return Counter(zip(*(tokens[k:] for k in range(RUN)), strict=False))


def main() -> None:
    asked = options(__doc__)
    logging.disable()  # what others say of each page
    warnings.simplefilter("ignore")
    truths = {page["id"]: page for page in records(asked.cases / "truth.jsonl.gz")}
    pages: dict[str, list[tuple[str, dict[str, str]]]] = defaultdict(list)
    for page in records(asked.cases / "html.jsonl.gz"):
        kind = page["set"]
        if kind in NOT_AVERAGED or (asked.sets and kind not in asked.sets.split(",")):
            continue
        if truths[page["id"]].get("body") and not 0 < asked.limit <= len(pages[kind]):
            pages[kind].append((page["html"], truths[page["id"]]))
    print(f"{sum(map(len, pages.values()))} pages in {len(pages)} sets")
    print(f"{'':24}" + "".join(f"{column:>10}" for column in COLUMNS) + f"{'pages/s':>10}{'time':>8}")
    spent: dict[str, float] = {}
    rows: list[tuple[str, list[float]]] = []
    for name, maker in WAYS.items():
        if asked.ways and name not in asked.ways.split(","):
            continue
        try:
            extract = maker()
        except ImportError as error:
            print(f"{name:24} is left out: {error}")
            continue
        rows.append((name, _row(extract, pages, spent, name)))
    unit = spent.get("trafilatura", 0.0)
    count = sum(map(len, pages.values()))
    for name, values in rows:
        relative = f"{spent[name] / unit:8.2f}" if unit else f"{'-':>8}"
        speed = f"{count / spent[name]:10.0f}" if spent[name] else f"{'-':>10}"
        print(f"{name:24}" + "".join(f"{value:10.3f}" for value in values) + speed + relative)


def _row(
    extract: Extractor, pages: dict[str, list[tuple[str, dict[str, str]]]], spent: dict[str, float], name: str
) -> list[float]:
    """The columns over all sets; the processor time is added to `spent`."""
    scores: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    spent[name] = 0.0
    for kind, held in pages.items():
        for html, truth in held:
            start = time.process_time()
            try:
                found = extract(html)
            except Exception:  # whatever another program makes of a page that it cannot take
                found = ""
            spent[name] += time.process_time() - start
            for column, value in measure(found, truth["body"], truth.get("title") or "").items():
                scores[kind][column].append(value)
    return [_mean([_mean(s[column]) for s in scores.values()]) for column in COLUMNS]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


if __name__ == "__main__":
    main()
