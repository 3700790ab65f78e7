"""How well pages are cleaned that other programs wrote out as text or Markdown.

    python -m bench.dumps CASES [--sets a,b] [--limit N] [--ways lynx,w3m]

CASES is a folder with `html.jsonl.gz`, `text.jsonl.gz` and `truth.jsonl.gz` (see bench/README.md). Each page
is given to every program that is there, in a file of its own, and what it writes to the press; what is not
installed is left out, and told. The press has its own weights, which saw these pages: only differences
between the rows say something. Columns, averaged over pages and then over sets:

    F1, R     of runs of four words, against the truth's (bench.pages), marks and numbers of links apart
    lossless  pages that lose no line, as in bench.pages
    whole     of the truth's paragraphs of twenty words that are there, those that stand in one
    marks     pages in whose text a mark of the program's is left
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from bench.cases import options, records, words
from bench.pages import NOT_AVERAGED, RUN, measure
from book.errors import BookError
from book.intake import mark
from book.model import Seed
from book.project import format_of
from book.read import read
from book.recover import lift, plain

Writer = Callable[[Path], str]
COLUMNS = ("F1", "R", "lossless", "whole", "marks")
_LIMIT = 6
_LONG = 20  # words of a paragraph that may be broken up
_WHOLE = 0.8  # of its runs
_SECONDS = 60
_CHARSET = re.compile(r"<meta[^>]*charset[^>]*>", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b.*?</script\s*>", re.IGNORECASE | re.DOTALL)
_MARKS = re.compile(
    r"\[\d{1,3}\](?=\w)|\[(?:IMG|INLINE)\]|\]\(\S|!\[|\{[.#][\w-]|^\s*:::|\*\*"
    r"|^\W*\d+\. ?(?:https?|file):\S+$",
    re.M,
)
_NUMBERS = re.compile(r"\[\d{1,3}\]|[*_`#\\|]+")


def _command(*command: str) -> Writer:
    """A program that is given the page."""
    if shutil.which(command[0]) is None:
        raise ImportError(f"there is no {command[0]}")
    return lambda page: _run(*command, str(page))


def _run(*command: str) -> str:
    """What a program writes to its standard output; nothing where it does not end."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode("utf-8", "replace")


def _html2text() -> Writer:
    convert = import_module("html2text").HTML2Text
    return lambda page: str(convert().handle(page.read_text()))


def _markdownify() -> Writer:
    convert = import_module("markdownify").markdownify
    return lambda page: str(convert(page.read_text()))


def _trafilatura() -> Writer:
    extract = import_module("trafilatura").extract
    return lambda page: extract(page.read_text(), output_format="markdown") or ""


def _printed(*options: str) -> Writer:
    """What pdftotext reads in the page as Chromium prints it, without a network."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None or shutil.which("pdftotext") is None:
        raise ImportError("there is no Chromium, or no pdftotext")
    offline = ("--headless", "--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND")

    def written(page: Path) -> str:
        still, paper = page.with_name("still.html"), page.with_suffix(".pdf")
        still.write_text(_SCRIPT.sub("", page.read_text(encoding="utf-8")), encoding="utf-8")
        paper.unlink(missing_ok=True)
        _run(chromium, *offline, "--timeout=10000", f"--print-to-pdf={paper}", str(still))
        return _run("pdftotext", *options, str(paper), "-")

    return written


WAYS: Mapping[str, Callable[[], Writer]] = {
    "lynx": lambda: _command("lynx", "-dump", "-display_charset=utf-8", "-assume_charset=utf-8"),
    "w3m": lambda: _command("w3m", "-dump", "-O", "UTF-8", "-I", "UTF-8", "-T", "text/html"),
    "elinks": lambda: _command("elinks", "-dump", "-eval", 'set document.dump.codepage="utf-8"'),
    "links": lambda: _command("links", "-dump", "-codepage", "utf-8"),
    "pandoc plain": lambda: _command("pandoc", "-f", "html", "-t", "plain"),
    "pandoc gfm": lambda: _command("pandoc", "-f", "html", "-t", "gfm"),
    "pandoc markdown": lambda: _command("pandoc", "-f", "html", "-t", "markdown"),
    "html2text": _html2text,
    "markdownify": _markdownify,
    "trafilatura": _trafilatura,
    "pdftotext": _printed,
    "pdftotext -layout": lambda: _printed("-layout"),
}


def book(text: str, name: str = "page.txt") -> str:
    """What stands in the book; its format as `book add` knows it."""
    data = text.encode()
    seed = Seed(name, data, format_of(name, data))
    try:
        return plain(lift(mark(seed, read(seed))))
    except BookError:
        return ""


def columns(found: str, truth: Mapping[str, str]) -> dict[str, float]:
    """The columns for one page."""
    told = measure(_NUMBERS.sub("", found), _NUMBERS.sub("", truth["body"]), truth.get("title") or "")
    marks = float(_MARKS.search(found) is not None)
    return {"F1": told["F1"], "R": told["R"], "lossless": told["lossless"], "marks": marks} | _whole(
        found, truth["body"]
    )


def _whole(found: str, body: str) -> dict[str, float]:
    blocks = [_runs(block) for block in found.split("\n\n")]
    there = whole = 0
    for paragraph in map(_runs, body.split("\n")):
        shares = [len(paragraph & block) for block in blocks]
        if len(paragraph) >= _LONG and sum(shares) >= _WHOLE * len(paragraph):
            there += 1
            whole += max(shares) >= _WHOLE * len(paragraph)
    return {"whole": whole / there} if there else {}


def _runs(text: str) -> set[tuple[str, ...]]:
    tokens = words(_NUMBERS.sub("", text))
    return set(zip(*(tokens[k:] for k in range(RUN)), strict=False))


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def main() -> None:
    asked = options(__doc__, limit=_LIMIT)
    truths = {page["id"]: page for page in records(asked.cases / "truth.jsonl.gz")}
    texts = {page["id"]: page["variants"] for page in records(asked.cases / "text.jsonl.gz")}
    pages: dict[str, list[str]] = defaultdict(list)
    html: dict[str, str] = {}
    for page in records(asked.cases / "html.jsonl.gz"):
        kind, body = page["set"], truths[page["id"]].get("body")
        if body and kind not in NOT_AVERAGED and (not asked.sets or kind in asked.sets.split(",")):
            pages[kind].append(page["id"])
            html[page["id"]] = '<meta charset="utf-8">' + _CHARSET.sub("", page["html"])
    chosen = {kind: ids[:: max(1, len(ids) // asked.limit)][: asked.limit] for kind, ids in pages.items()}
    print(f"{sum(map(len, chosen.values()))} pages in {len(chosen)} sets")
    print(f"{'':24}" + "".join(f"{column:>10}" for column in COLUMNS))

    def row(name: str, found: Callable[[str], str]) -> None:
        scores: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
        for kind, ids in chosen.items():
            for one in ids:
                for column, value in columns(found(one), truths[one]).items():
                    scores[column][kind].append(value)
        means = (_mean([_mean(of) for of in scores[column].values()]) for column in COLUMNS)
        print(f"{name:24}" + "".join(f"{value:10.3f}" for value in means), flush=True)

    ways = [name for name in WAYS if not asked.ways or name in asked.ways.split(",")]
    row("all visible text", lambda one: book("\n".join(texts[one]["full"])))
    row("the page itself", lambda one: book(html[one], "page.html"))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        for name in ways:
            try:
                write = WAYS[name]()
            except ImportError as error:
                print(f"{name:24} is left out: {error}")
                continue

            def written(one: str, write: Writer = write) -> str:
                file.write_text(html[one], encoding="utf-8")
                return book(write(file))

            row(name, written)


if __name__ == "__main__":
    main()
