"""What a web page says of itself: JSON-LD, Open Graph and other <meta>, each value with where it stood.

schema.org's Article and its kin (headline, author, datePublished, publisher, inLanguage); the Open Graph
protocol (og:title, og:site_name, article:published_time); Dublin Core and citation_* names of libraries.
Facts are candidates here: recovery weighs them against what the page shows a reader.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml.html import HtmlElement

from book.model import Fact, Field

_ARTICLES = re.compile(
    r"(Article|BlogPosting|NewsArticle|Report|Review|Column|Opinion\w*|CreativeWork|Posting)$"
)
_META: Mapping[str, Field] = {
    "citation_title": "title", "dcterms.title": "title", "dc.title": "title", "og:title": "title",
    "twitter:title": "title", "citation_author": "author", "author": "author", "dc.creator": "author",
    "dcterms.creator": "author", "article:author": "author", "parsely-author": "author",
    "sailthru.author": "author", "byl": "author", "article:published_time": "date",
    "og:article:published_time": "date", "datepublished": "date", "dcterms.issued": "date",
    "dc.date.issued": "date", "dc.date": "date", "citation_publication_date": "date",
    "parsely-pub-date": "date",
    "sailthru.date": "date", "pubdate": "date", "publish-date": "date", "publication_date": "date",
    "date": "date", "og:site_name": "outlet", "citation_journal_title": "outlet",
    "application-name": "outlet",
    "og:url": "url", "og:locale": "language", "dcterms.language": "language",
}  # fmt: skip
_DATE = re.compile(r"(\d{4})[-/](\d{2})[-/](\d{2})")
_ADDRESS = re.compile(r"https?://|@|\.com\b|www\.", re.I)


def page_facts(document: HtmlElement) -> tuple[Fact, ...]:
    """The facts in a page's head and its JSON-LD, in the order of their weight, each value once."""
    found: list[Fact] = []
    seen: set[tuple[str, str]] = set()
    for field, value, rule in (*_linked(document), *_metas(document), *_plain(document)):
        value = " ".join(value.split())
        if field == "date":
            match = _DATE.search(value)
            value = "-".join(match.groups()) if match else ""
        if field == "author" and (_ADDRESS.search(value) or len(value) > 80):
            continue
        if value and (field, value) not in seen:
            seen.add((field, value))
            found.append(Fact(field, value, rule, sure=False))
    return tuple(found)


def _metas(document: HtmlElement) -> Iterator[tuple[Field, str, str]]:
    for meta in document.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        if name in _META and meta.get("content"):
            yield _META[name], meta.get("content", ""), f"meta.{name}"


def _plain(document: HtmlElement) -> Iterator[tuple[Field, str, str]]:
    for link in document.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            yield "url", link.get("href", ""), "link.canonical"
    for title in document.iter("title"):
        yield "title", title.text_content(), "title"
        break
    language = document.get("lang") or document.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    if language:
        yield "language", language, "html.lang"


def _linked(document: HtmlElement) -> Iterator[tuple[Field, str, str]]:
    for script in document.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text_content(), strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(data, 0):
            yield from _of_article(thing)


def _things(data: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > 6:
        return
    if isinstance(data, list):
        for item in data:
            yield from _things(item, depth + 1)
    elif isinstance(data, dict):
        types = data.get("@type", "")
        if any(
            isinstance(t, str) and _ARTICLES.search(t)
            for t in (types if isinstance(types, list) else [types])
        ):
            yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _things(data.get(key), depth + 1)


def _of_article(thing: Mapping[str, Any]) -> Iterator[tuple[Field, str, str]]:
    for key in ("headline", "name"):
        if isinstance(thing.get(key), str):
            yield "title", thing[key], f"json-ld.{key}"
    for name in _names(thing.get("author")):
        yield "author", name, "json-ld.author"
    for key in ("datePublished", "dateCreated"):
        if isinstance(thing.get(key), str):
            yield "date", thing[key], f"json-ld.{key}"
    for name in _names(thing.get("publisher")):
        yield "outlet", name, "json-ld.publisher"
    if isinstance(thing.get("inLanguage"), str):
        yield "language", thing["inLanguage"], "json-ld.inLanguage"


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _names(value.get("name"))
    elif isinstance(value, list):
        for item in value:
            yield from _names(item)
