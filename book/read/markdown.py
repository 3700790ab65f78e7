"""Markdown (CommonMark with tables) -> lines, by way of the HTML that it stands for.

A YAML front matter is read as a page's head is: its title, author, date and language are facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from markdown_it import MarkdownIt

from book.model import Fact, Field, Reading, Seed
from book.read.encodings import decode
from book.read.html import read_html

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
_KEY = re.compile(
    r"^(title|subtitle|author|authors|date|lang|language|url|source)\s*:\s*(.+?)\s*$", re.I | re.M
)
_FIELDS: dict[str, Field] = {
    "title": "title", "subtitle": "subtitle", "author": "author", "authors": "author", "date": "date",
    "lang": "language", "language": "language", "url": "url", "source": "url",
}  # fmt: skip


def read_markdown(seed: Seed) -> Reading:
    """The lines of a Markdown text. Raises SeedError for bytes that are no text and for no text at all."""
    decoded = decode(seed.data, seed.name)
    text = decoded.text
    facts: tuple[Fact, ...] = ()
    front = _FRONT.match(text)
    if front:
        text, facts = text[front.end() :], tuple(_facts(front[1]))
    page = MarkdownIt("commonmark").enable("table").render(text)
    reading = read_html(replace(seed, data=f"<!doctype html><body>{page}</body>".encode()))
    return replace(reading, encoding=decoded.encoding, facts=facts)


def _facts(front: str) -> Iterator[Fact]:
    for match in _KEY.finditer(front):
        key, value = match[1].lower(), match[2].strip("\"'[] ")
        field = _FIELDS[key]
        values = re.split(r"\s*[,;]\s*", value) if key == "authors" else [value]
        for one in values:
            if one:
                yield Fact(field, one[:10] if field == "date" else one, f"front-matter.{key}", sure=False)
