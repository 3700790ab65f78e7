"""What the export of a blog, an archive of web pages, says of its posts: Substack's, Medium's, Notion's; and
Omnivore's, of the articles that somebody kept.

Substack has a table, `posts.csv`, beside a page without a head for each post: its title, its subtitle, its
day and whether it was published, by the name of its file ('1001.the-dam' for posts/1001.the-dam.html).
Notion names its files by titles and numbers; a page beside a table of the same name shows that table alone,
and index.html lists them all.
Omnivore has lists of articles (metadata_0_to_20.json), and of each its text in content/, and in highlights/
what was marked in it.
Medium's pages are whole; beside the folder of posts it has one each for what its account liked and followed.
"""

from __future__ import annotations

import csv
import io
import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from book.model import Fact, Field, Seed
from book.read.archive import Archive
from book.read.pieces import fact, page

_TABLE = "posts.csv"
_READERS = (".delivers.csv", ".opens.csv")
"""The ends of the names of tables that tell to whom each post was sent, and who opened it."""
_COLUMNS = frozenset({"post_id", "post_date", "is_published", "title"})
_SAID: tuple[tuple[Field, str], ...] = (("title", "title"), ("subtitle", "subtitle"), ("date", "post_date"))
_OF_ARTICLE: tuple[tuple[Field, str], ...] = (
    ("title", "title"), ("author", "author"), ("url", "url"), ("date", "publishedAt"),
)  # fmt: skip
_LIST = re.compile(r"metadata_\d+_to_\d+\.json")
_MARKED = "highlights"
_MEDIUM = b'Exported from <a href="https://medium.com">Medium</a>'
_DRAFT = "draft_"
_INDEX = "index.html"
_PAGES = (".html", ".htm")
_NUMBERED = re.compile(r"(?P<title>.*?) ?[0-9a-f]{32}")
"""The name of a page or a table that Notion exports, without its end."""


@dataclass(frozen=True, slots=True)
class Export:
    """An archive: the rows of Substack's table, by the names of their files without their ends, or none; and
    the folder of Medium's posts, or none; and the names of Notion's tables and pages without their ends."""

    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    posts: str | None = None
    tables: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()
    articles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # Omnivore's, by their files

    def post(self, name: str, seed: Seed) -> Seed:
        """The file `name` with what the table says of it, as a text that has no page around it."""
        if article := self.articles.get(_stem(name)):
            body = page(seed.data.decode("utf-8", "replace"), article.get("url", ""))
            return replace(seed, data=body, hints=tuple(_kept(article)))
        if not (row := self.rows.get(_stem(name))):
            return seed
        body = page(seed.data.decode("utf-8", "replace"), "")
        return replace(seed, data=body, hints=tuple(_facts(row)), whole=True)

    def left(self, name: str) -> tuple[str, str] | None:
        """What kind of thing the file `name` is, if it is no post that was published, and its title."""
        folder, file = posixpath.split(name)
        stem = _stem(name)
        row = self.rows.get(stem)
        if row and row["is_published"].lower() != "true":
            return "draft", row["title"]
        if stem.removesuffix("_all") in self.tables:
            found = _NUMBERED.fullmatch(posixpath.basename(stem))
            return "table", found["title"] if found else ""
        if self.articles and (_LIST.fullmatch(file) or posixpath.basename(folder) == _MARKED):
            return "table" if _LIST.fullmatch(file) else "file of highlights", ""
        if self.pages and name == _INDEX:
            return "list of pages", ""
        if self.rows and (file == _TABLE or file.endswith(_READERS)):
            return "table", ""
        if self.posts is None or not file.endswith(_PAGES):
            return None
        if folder != self.posts:
            return posixpath.basename(folder) or "page", ""
        if file.startswith(_DRAFT):
            return "draft", file.removeprefix(_DRAFT).rpartition("-")[0].replace("-", " ")
        return None


def export(archive: Archive) -> Export:
    """What an archive says of its posts; nothing, if it is no export of these."""
    rows: dict[str, Mapping[str, str]] = {}
    posts: str | None = None
    for name in archive.names:
        folder, file = posixpath.split(name)
        if file == _TABLE:
            for row in _rows(archive.read(name)):
                rows[posixpath.join(folder, "posts", row["post_id"])] = row
        elif posts is None and posixpath.basename(folder) == "posts" and file.endswith(_PAGES):
            posts = folder if _MEDIUM in archive.read(name) else None
    articles = {
        posixpath.join(posixpath.dirname(name), "content", article["slug"]): article
        for name in archive.names
        if _LIST.fullmatch(posixpath.basename(name))
        for article in _articles(archive.read(name))
    }
    numbered = [name for name in archive.names if _NUMBERED.fullmatch(posixpath.basename(_stem(name)))]
    tables = frozenset(name.removesuffix(".csv") for name in numbered if name.endswith(".csv"))
    pages = frozenset(name for name in numbered if name.endswith((*_PAGES, ".md")))
    return Export(rows, posts, tables, pages, articles)


def _stem(name: str) -> str:
    """The name of a file without its end."""
    return posixpath.splitext(name)[0]


def _rows(data: bytes) -> Iterator[Mapping[str, str]]:
    table = csv.DictReader(io.StringIO(data.decode("utf-8-sig", "replace"), newline=""), restval="")
    if set(table.fieldnames or ()) >= _COLUMNS:
        yield from ({str(k): v for k, v in row.items() if isinstance(v, str)} for row in table)


def _articles(data: bytes) -> Iterator[Mapping[str, str]]:
    """What a list of Omnivore's says of articles, in words."""
    try:
        held = json.loads(data)
    except (ValueError, RecursionError):
        return
    for one in held if isinstance(held, list) else ():
        said = {k: v for k, v in one.items() if isinstance(v, str)} if isinstance(one, dict) else {}
        if "slug" in said and "url" in said:
            yield said


def _kept(article: Mapping[str, str]) -> Iterator[Fact]:
    for name, key in _OF_ARTICLE:
        value = article.get(key, "")
        yield from fact(name, value[:10] if name == "date" else value, f"omnivore.{key}")


def _facts(row: Mapping[str, str]) -> Iterator[Fact]:
    for name, column in _SAID:
        value = row.get(column, "")
        yield from fact(name, value[:10] if name == "date" else value, f"substack.{column}")
