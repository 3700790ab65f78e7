"""What a web page says of itself: JSON-LD, Open Graph and other <meta>, each value with where it stood.

schema.org's Article and its kin (headline, author, datePublished, publisher, inLanguage); the Open Graph
protocol (og:title, og:site_name, article:published_time); Dublin Core and citation_* names of libraries.
Facts are candidates here: recovery weighs them against what the page shows a reader.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from book.model import Fact, Field
from book.read.repair import SUSPECT, repair
from book.urls import original

_ARTICLES = re.compile(
    r"(Article|Report|Review|Column|Opinion\w*|CreativeWork|Posting|Recipe|HowTo|MedicalWebPage)$"
)
_BODIES = re.compile(r"Organi[sz]ation$|^Corporation$")
_META: Mapping[str, Field] = {
    "citation_title": "title", "dcterms.title": "title", "dc.title": "title", "og:title": "title",
    "twitter:title": "title", "citation_author": "author", "author": "author", "dc.creator": "author",
    "dcterms.creator": "author", "article:author": "author", "parsely-author": "author",
    "sailthru.author": "author", "byl": "author", "article:published_time": "date",
    "og:article:published_time": "date", "og:article:author": "author", "datepublished": "date",
    "dcterms.issued": "date",
    "dc.date.issued": "date", "dc.date": "date", "citation_publication_date": "date",
    "parsely-pub-date": "date",
    "sailthru.date": "date", "pubdate": "date", "publish-date": "date", "publication_date": "date",
    "date": "date", "og:site_name": "outlet", "citation_journal_title": "outlet",
    "application-name": "outlet", "source-url": "url",
    "og:url": "url", "og:locale": "language", "dcterms.language": "language",
}  # fmt: skip
_DUBLIN = re.compile(r"\A(dc|dcterms):")
"""Dublin Core's names, which HTML has with a stop and RDFa with a colon."""
_DATE = re.compile(r"(\d{4})[-/](\d{2})[-/](\d{2})")
_DATED = re.compile(
    r"[/=](?P<y>(?:19|20)\d\d)[/-]?(?P<m>0[1-9]|1[0-2])[/-]?(?P<d>0[1-9]|[12]\d|3[01])(?=\D|$)"
)
"""A day in an address: '/2019/04/12/the-title', '/20190412-the-title'."""
_WRAPPED = re.compile(r"^\s*(?://)?\s*(?:<!\[CDATA\[|<!--)|(?://)?\s*(?:\]\]>|-->)\s*$")
_COMMAS = re.compile(r",(?=\s*[}\]])")
_ADDRESS = re.compile(r"https?://|@|\.com\b|www\.", re.I)


def page_facts(document: HtmlElement) -> tuple[Fact, ...]:
    """The facts in a page's head and its JSON-LD, in the order of their weight, each value once."""
    found: list[Fact] = []
    seen: set[tuple[str, str, bool]] = set()
    for field, value, rule in (
        *_linked(document), *_metas(document), *_titled(document), *_marked(document), *_plain(document),
    ):  # fmt: skip
        value = original(_plainly(value)) if field == "url" else _plainly(value)
        if field == "title" and (post := _POSTED.fullmatch(_UNREAD.sub("", value))):
            found += _of_post(post, rule, seen)
            continue
        if field == "date":
            match = _DATE.search(value)
            value = "-".join(match.groups()) if match else ""
        if field == "author" and (_ADDRESS.search(value) or len(value) > 80):
            continue
        told = (field, value, rule == ENTRY)  # what is marked and said in the head too bears itself out
        if value and told not in seen:
            seen.add(told)
            found.append(Fact(field, value, rule, sure=rule in _OF_KEEPERS))
    return tuple(found)


def _of_post(post: re.Match[str], rule: str, seen: set[tuple[str, str, bool]]) -> Iterator[Fact]:
    """Who posted, and what, where that may be a title: it is short, and no link alone."""
    told: list[tuple[Field, str, str]] = [("author", post["who"] or post["name"], "meta.author")]
    said = post["said"] or ""
    if said and len(said) <= _TITLE and "https://" not in said:
        told.append(("title", said, rule))
    for field, value, by in told:
        if (field, value, False) not in seen:
            seen.add((field, value, False))
            yield Fact(field, value, by)


def _plainly(value: str) -> str:
    """A value on one line, as a reader would see it: programs encode twice ('&#039;', 'Ã¤')."""
    if SUSPECT.search(value):
        value = repair(value, 0)[0]
    return " ".join(value.split())


def _metas(document: HtmlElement) -> Iterator[tuple[Field, str, str]]:
    for meta in document.iter("meta"):
        names = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        for name in names.lower().split():  # RDFa gives several: 'dc:title og:title'
            name = _DUBLIN.sub(r"\1.", name)
            if name in _META and meta.get("content"):
                yield _META[name], meta.get("content", ""), f"meta.{name}"


_TOLD: Mapping[str, Field] = {"headline": "title", "datepublished": "date", "author": "author"}
_UNREAD = re.compile(r"\A\s*\(\d{1,3}\+?\)\s+")
"""How many messages are unread, which sites where people have accounts set before a title: '(4) Bread'."""
_POSTED = re.compile(
    r"(?P<who>.{1,60}?) (?:on|auf|op|sur|en|su|no|på|na|w) (?:X|Twitter): "
    r"[\"“„«‘](?P<said>.+)[\"”»’](?: / (?:X|Twitter))?"
    r"|(?P<name>[^()@|]{2,60}) \(@[\w.@-]{2,60}\)(?: (?:on|[-–—|•·]) .*)?",
    re.S,
)
"""How sites of short posts entitle pages: 'Anna Baker on X: "The bread is out" / X', 'Anna Baker (@anna)'."""
_TITLE = 120  # characters of a post that may be the title of what it posts
_READERS = re.compile(r"comment|reactie|reply|respond|related|sidebar|widget|footer", re.I)
_HCARD = re.compile(r"(?:^|\s)(?:author|p-author|byline|fn)(?:\s|$)", re.I)
ENTRY = "hatom.entry-title"
"""The rule of a title that a page marks as that of its only entry (microformats)."""
EVERNOTE = "evernote.title"
"""The rule of the title of a note that Evernote exports, which stands in the page's head alone."""
_OF_KEEPERS = frozenset({EVERNOTE, "meta.source-url", "reader-view"})
"""The rules of what programs say that keep a page: no page says it of itself."""
PERSONAL = "json-ld.person"
"""The rule of a publisher who is a person: then the site's name is its author's."""
_SUBJECT = re.compile(r"(?:^|\s)(?:org|adr|country-name|locality|region|category)(?:\s|$)")
"""An hCard's name that is an organisation's or a place's (microformats: `fn org`)."""
_SHOWN_BESIDE = re.compile(r"(?:Image|Video|Audio|Media)Object$|(?:User)?Comments?$")
"""Types of things (schema.org) that a piece shows, or that are said of it, with authors of their own."""
_ENTRY_TITLE = re.compile(r"(?:^|\s)(?:entry-title|p-name)(?:\s|$)")
_ENTRY = re.compile(r"(?:^|\s)(?:hentry|h-entry)(?:\s|$)")
_TITLE_TAGS = ("h1", "h2", "h3", "h4")
_MARKED = ("a", "span", "div", "time", "p", "h1", "h2", "abbr", "meta", "address", "li")
_MOST = 40
"""Marked elements that are looked at: a page that marks more marks its lists."""


def _marked(document: HtmlElement) -> Iterator[tuple[Field, str, str]]:
    """What a page shows and marks: microdata, rel=author, microformats (hCard in hAtom), <time pubdate>.

    What stands among readers' comments, in sidebars and in the foot of the page says nothing of the piece.
    """
    looked = 0
    for element in document.iter(*_MARKED):
        prop, linked, name = element.get("itemprop", ""), element.get("rel", ""), element.get("class", "")
        if not (prop or linked or name or element.tag == "time"):
            continue
        if "reader-domain" in name and element.tag == "a":  # Firefox's reader view, saved
            yield "url", element.get("href", ""), "reader-view"
        prop, rel = prop.lower(), linked.lower().split()
        card = _names_author(name)
        if not (prop in _TOLD or "author" in rel or card or element.tag == "time"):
            continue
        looked += 1
        if looked > _MOST:
            return
        if _among_readers(element):
            continue
        if element.tag == "time":
            published = element.get("pubdate") is not None or prop == "datepublished" or "published" in name
            if published and element.get("datetime"):
                yield "date", element.get("datetime", ""), "time.published"
            elif element.get("datetime") and "updated" not in name and prop != "datemodified":
                yield "date", element.get("datetime", ""), "time"
        elif prop == "datepublished":
            yield "date", element.get("content") or element.get("title") or "", "microdata.datePublished"
        elif prop == "author" and _beside(element):
            continue
        elif prop == "author":
            inner = next((e for e in element.iter() if (e.get("itemprop") or "").lower() == "name"), element)
            value = element.get("content") or inner.get("content") or _words(inner)
            yield "author", value, "microdata.author"
        elif "author" in rel:
            yield "author", _words(element), "rel.author"
        elif card and element.tag != "meta":
            yield "author", _words(element), "hcard.author"


@lru_cache(maxsize=1 << 12)
def _names_author(names: str) -> bool:
    """Do classes say that an element is somebody's name (microformats)?"""
    return 0 < len(names) < 200 and bool(_HCARD.search(names)) and not _SUBJECT.search(names)


def _titled(document: HtmlElement) -> Iterator[tuple[Field, str, str]]:
    """The title that a page marks as that of its only entry (microformats: hAtom, h-entry)."""
    found: dict[str, None] = {}
    for element in document.iter(*_TITLE_TAGS):
        if not _ENTRY_TITLE.search(element.get("class") or ""):
            continue
        around = islice(element.iterancestors(), 12)
        if any(_ENTRY.search(up.get("class") or "") for up in around) and not _among_readers(element):
            found[_plainly(_words(element))] = None
    if len(found) == 1:
        yield "title", next(iter(found)), ENTRY


def _words(element: HtmlElement) -> str:
    text = element.text_content()
    return text if len(text) < 200 else ""


def _among_readers(element: HtmlElement) -> bool:
    up: HtmlElement | None = element
    steps = 0
    while up is not None and steps < 12:
        names = f"{up.get('class') or ''} {up.get('id') or ''}"[:400]
        if _READERS.search(names) or (up.tag in ("aside", "footer") and not _foot_of_the_piece(up)):
            return up.tag not in ("body", "html")
        up, steps = up.getparent(), steps + 1
    return False


def _foot_of_the_piece(element: HtmlElement) -> bool:
    """Is it the foot of the page's only <article>, or stands it beside its text? Readers' comments and other
    pieces are articles as well."""
    home = next(element.iterancestors("article"), None)
    return home is not None and len({*element.getroottree().iter("article")}) == 1


def _beside(element: HtmlElement) -> bool:
    """Is what an element tells a property of something else than the piece: of its picture, of a comment?"""
    scope = next((up for up in islice(element.iterancestors(), 12) if up.get("itemscope") is not None), None)
    return scope is not None and bool(_SHOWN_BESIDE.search((scope.get("itemtype") or "").rstrip("/")))


def _plain(document: HtmlElement) -> Iterator[tuple[Field, str, str]]:
    for link in document.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and link.get("href"):
            yield "url", link.get("href", ""), "link.canonical"
            if day := _DATED.search(original(link.get("href", ""))):
                yield "date", f"{day['y']}-{day['m']}-{day['d']}", "link.canonical"
    for title in document.iter("title"):
        by_evernote = any(
            m.get("name") == "exporter-version" and (m.get("content") or "").startswith("Evernote")
            for m in document.iter("meta")
        )
        yield "title", _UNREAD.sub("", title.text_content()), EVERNOTE if by_evernote else "title"
        break
    language = document.get("lang") or document.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    if language:
        yield "language", language, "html.lang"


_PUBLISHED = ("datePublished", "dateCreated")
_WIKI = ("dateModified",)
"""When the text of a wiki's page is of: it was created with another."""


def _linked(document: HtmlElement) -> Iterator[tuple[Field, str, str]]:
    wiki = any(
        meta.get("name") == "generator" and (meta.get("content") or "").startswith("MediaWiki")
        for meta in document.iter("meta")
    )
    for script in document.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        data = json_ld(script.text_content())
        known = _identified(data, 0)
        for thing in things(data):
            yield from _of_article(thing, known, _WIKI if wiki else _PUBLISHED)


def json_ld(text: str) -> Any:
    """What a script says, the usual slips forgiven: wrapped as a comment, a comma too many. Else None."""
    for source in (text, _COMMAS.sub("", _WRAPPED.sub("", text))):
        try:
            return json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def things(data: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """The articles and their kin in what a script says."""
    if depth > 6:
        return
    if isinstance(data, list):
        for item in data:
            yield from things(item, depth + 1)
    elif isinstance(data, dict):
        types = data.get("@type", "")
        if any(
            isinstance(t, str) and _ARTICLES.search(t)
            for t in (types if isinstance(types, list) else [types])
        ):
            yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from things(data.get(key), depth + 1)


def _identified(data: Any, depth: int) -> dict[str, Any]:
    """What a graph defines by @id and names: an article may name its author by reference."""
    found: dict[str, Any] = {}
    if depth > 3:
        return found
    if isinstance(data, list):
        for item in data:
            found |= _identified(item, depth + 1)
    elif isinstance(data, dict):
        if isinstance(data.get("@id"), str) and data.get("name"):
            found[data["@id"]] = data
        found |= _identified(data.get("@graph"), depth + 1)
    return found


def _of_article(
    thing: Mapping[str, Any], known: Mapping[str, Any], dates: Sequence[str]
) -> Iterator[tuple[Field, str, str]]:
    for key in ("headline", "name"):
        if isinstance(thing.get(key), str):
            yield "title", thing[key], f"json-ld.{key}"
    for key in ("author", "creator"):
        for name, body in _names(thing.get(key), known):
            yield "author", name, "json-ld.organization" if body else "json-ld.author"
        if thing.get(key):
            break
    for key in dates:
        if isinstance(thing.get(key), str):
            yield "date", thing[key], "json-ld.datePublished" if dates is _WIKI else f"json-ld.{key}"
    personal = _personal(thing.get("publisher"), known)
    named = list(_names(thing.get("publisher"), known))
    for name, _ in named or (_names(thing.get("author"), known) if personal else ()):
        yield "outlet", name, PERSONAL if personal else "json-ld.publisher"
    if isinstance(thing.get("inLanguage"), str):
        yield "language", thing["inLanguage"], "json-ld.inLanguage"


def _personal(value: Any, known: Mapping[str, Any]) -> bool:
    """Is a publisher somebody, with a site of his own?"""
    if not isinstance(value, dict):
        return False
    types = (value if value.get("name") else known.get(str(value.get("@id")), {})).get("@type", "")
    refers = "/schema/person/" in str(value.get("@id"))  # as Yoast names them
    return refers or types == "Person" or (isinstance(types, list) and "Person" in types)


def _names(value: Any, known: Mapping[str, Any], body: bool = False) -> Iterator[tuple[str, bool]]:
    """The names that a value gives, each with whether it is an organisation's."""
    if isinstance(value, str):
        yield value, body
    elif isinstance(value, dict):
        if not value.get("name"):
            value = known.get(str(value.get("@id")), {})
        types = value.get("@type", "")
        kinds = types if isinstance(types, list) else [types]
        body = "Person" not in kinds and any(isinstance(t, str) and _BODIES.search(t) for t in kinds)
        yield from _names(value.get("name"), {}, body)
    elif isinstance(value, list):
        for item in value:
            yield from _names(item, known, body)
