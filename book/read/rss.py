"""RSS 0.9 to 2.0, RSS 1.0 (RDF), and WordPress's export, RSS with the site's own fields -> pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape

from book.model import Fact
from book.read.feedparts import (
    ATOM,
    XHTML,
    Found,
    address,
    base,
    below,
    day,
    local,
    markup,
    named,
    people,
    space,
    text,
    words_of,
)  # fmt: skip
from book.read.galleries import Attachment, shown
from book.read.pieces import fact, fragment, words
from book.read.wordpress import paragraphs, published
from book.read.xmltree import Element

_WP = "://wordpress.org/export/"
"""In the namespaces of WordPress's own fields, of whatever version."""
_DC = "{http://purl.org/dc/elements/1.1/}"
_DCTERMS = "{http://purl.org/dc/terms/}"
_ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
_ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
_OWN = frozenset(
    {
        "", "http://purl.org/rss/1.0/", "http://purl.org/net/rss1.1#", "http://my.netscape.com/rdf/simple/0.9/",
        "http://backend.userland.com/rss", "http://backend.userland.com/rss2", "http://blogs.law.harvard.edu/tech/rss",
        *ATOM,
    }
)  # fmt: skip
"""RSS's own vocabularies: none, its versions', and Atom's, which many mix in."""
_NO_DAY = "1970-01-01"
"""What programs say that know no day."""


def pieces_of_rss(
    root: Element,
) -> tuple[list[Found], list[tuple[str, str]], list[tuple[str, str, Found]]]:
    """The pieces of a feed; what each item is, with its title, that is none; what is a page of a site."""
    channel = next((e for e in below(root) if local(e) == "channel"), root)
    site = address(own(channel, "link"))
    outlet, language = words(own(channel, "title")), own(channel, "language").strip()
    names = dict(_accounts(channel))
    files = dict(_attachments(root))
    found: list[Found] = []
    left: list[tuple[str, str]] = []
    more: list[tuple[str, str, Found]] = []
    for item in root.iter("{*}item"):
        title = words(own(item, "title") or text(item, f"{_DC}title"))
        reason = _unpublished(item)
        wp = bool(_wp(item, "post_type"))
        rule = "wxr" if wp else "rss"
        raw = next(filter(worded, _bodies(item)), "")
        if not raw or (reason and not _to_be_read(item)):
            left.append((reason or "piece without a text", title))
            continue
        whence = base(item, site)
        url = _link(item, whence or site)
        hints = (
            *fact("title", title, f"{rule}.title"),
            *(_authors(item, names, rule) or _of_channel(channel)),
            *_date(item, rule),
            *fact("outlet", outlet, f"{rule}.channel.title"),
            *fact("url", url, f"{rule}.link"),
            *fact("language", text(item, f"{_DC}language") or language, f"{rule}.language", sure=False),
        )
        slug = _wp(item, "post_name") if wp else url.rstrip("/").rpartition("/")[2].partition("?")[0]
        id_ = f"post-{_wp(item, 'post_id')}" if wp else own(item, "guid")
        asked = fragment(re.sub(r"\.x?html?$", "", slug), id_, title)
        if wp:
            body = published(shown(raw, _wp(item, "post_id"), files), _meta(item, "footnotes"))
        else:
            body = paragraphs(raw)
        one = (asked, body, whence or url or site, url, hints)
        if reason:
            more.append((reason, title, one))
        else:
            found.append(one)
    return found, left, more


def worded(raw: str) -> bool:
    """Is there a word in it? A post may be a picture."""
    return re.search(r"\w", unescape(re.sub(r"<[^<>]*>", "", raw))) is not None


def own(element: Element, name: str) -> str:
    """The text of a child in the feed's own vocabulary."""
    found = next((e for e in below(element) if local(e) == name and space(e) in _OWN), None)
    return "" if found is None else words_of(found)


def _bodies(item: Element) -> Iterator[str]:
    """Where an item may have its text, the whole of it first."""
    children = list(below(item))
    for e in children:
        if e.tag in (_ENCODED, "fullitem") or (local(e) in ("body", "div") and space(e) in ("", XHTML)):
            yield markup(e)
    for e in children:
        own_one = local(e) == "description" and space(e) in _OWN
        if own_one or e.tag in (f"{_DC}description", f"{_ITUNES}summary"):
            yield markup(e)


def _unpublished(item: Element) -> str:
    """What an item of a WordPress export is, if it is no published piece."""
    kind, status = _wp(item, "post_type"), _wp(item, "status")
    own = kind if kind != "post" else ""
    if status not in ("", "publish", "inherit"):  # a file has the status of its post
        return f"{status} {own}".strip()
    return f"{own or 'piece'} behind a password" if _wp(item, "post_password") else own


def _attachments(root: Element) -> Iterator[tuple[str, Attachment]]:
    """The files of a WordPress site by their numbers."""
    for item in root.iter("{*}item"):
        if (url := _wp(item, "attachment_url")) and (number := _wp(item, "post_id")).isdecimal():
            order = _wp(item, "menu_order")
            yield (
                number,
                Attachment(
                    url,
                    _wp(item, "post_parent"),
                    int(order) if order.isdecimal() else 0,
                    next((words(words_of(e)) for e in below(item) if "/excerpt/" in space(e)), ""),
                    words(_meta(item, "_wp_attachment_image_alt")),
                ),
            )


def _to_be_read(item: Element) -> bool:
    """Is it published, and of a kind that has a text: a page, or what a site has beside posts?"""
    kind, status = _wp(item, "post_type"), _wp(item, "status")
    open_ = status in ("", "publish") and not _wp(item, "post_password")
    return open_ and kind != "attachment" and "_" not in kind


def _accounts(channel: Element) -> Iterator[tuple[str, tuple[str, str]]]:
    """The names of a WordPress site's authors by the names that they log in with: that which they sign with,
    and, where that is of one word, the whole one that they told the site; else ''.
    """
    for author in below(channel):
        if local(author) == "author" and _WP in space(author):
            login = _wp(author, "author_login")
            name = " ".join(_wp(author, f"author_{part}_name") for part in ("first", "last")).strip()
            shown = words(_wp(author, "author_display_name"))
            signs = (name if not shown or shown == login else shown) or login
            yield login, (signs, name if " " in name and " " not in signs else "")


def _signs(who: str, names: Mapping[str, tuple[str, str]], rule: str) -> Iterator[Fact]:
    """Whom the name of an account, or a byline, names. Behind a pen name is perhaps whom the site knows."""
    for person in [names[who][0]] if who in names else people(words(who)):
        yield from named(person, rule)
    if who in names:
        yield from fact("author", names[who][1], rule, sure=False)


def _authors(item: Element, names: Mapping[str, tuple[str, str]], rule: str) -> list[Fact]:
    # Co-Authors Plus keeps the authors of a piece that has several as categories.
    several = [c for c in below(item) if local(c) == "category" and c.get("domain") == "author"]
    creators = [e for e in below(item) if e.tag in (f"{_DC}creator", f"{_DC}author")]
    written = [e for e in below(item) if local(e) == "author" and space(e) in _OWN]
    spoken = [e for e in below(item) if e.tag == f"{_ITUNES}author"]
    for elements, where in (
        (several, "category.author"), (creators, "dc:creator"), (written, "author"), (spoken, "itunes:author")
    ):  # fmt: skip
        said = [
            own(e, "name") or words_of(e) for e in elements
        ]  # Atom's, which .NET writes, has a name within
        facts = [one for who in filter(None, said) for one in _signs(who, names, f"{rule}.{where}")]
        if facts:
            return facts
    return []


def _of_channel(channel: Element) -> list[Fact]:
    """Whom a feed names as its own: perhaps who writes all of it."""
    tags = (f"{_DC}creator", f"{_ITUNES}author")
    told = (own(channel, "managingEditor"), *(text(channel, tag) for tag in tags))
    said = next(filter(None, told), "")
    return [one for who in people(words(said)) for one in fact("author", who, "rss.channel", sure=False)]


def _date(item: Element, rule: str) -> list[Fact]:
    for stated, where in (
        (_wp(item, "post_date"), "post_date"),
        (own(item, "pubDate"), "pubDate"),
        (text(item, f"{_DCTERMS}issued"), "dcterms:issued"),
        (text(item, f"{_DC}date"), "dc:date"),
        (text(item, f"{_DCTERMS}created"), "dcterms:created"),
        (own(item, "published"), "published"),
    ):
        if (told := day(stated)) and told != _NO_DAY:
            return fact("date", told, f"{rule}.{where}")
    changed = text(item, f"{_DCTERMS}modified") or own(item, "updated")
    return fact("date", day(changed), f"{rule}.updated", sure=False)


def _link(item: Element, whence: str) -> str:
    guid = next((e for e in below(item) if local(e) == "guid"), None)
    links = [e for e in below(item) if local(e) == "link" and space(e) in _OWN]
    told = next(filter(None, (words_of(e) or e.get("href", "") for e in links)), "")
    if not told and guid is not None and guid.get("isPermaLink", "true") == "true":
        told = words_of(guid)
    return address(told, whence)


def _meta(item: Element, key: str) -> str:
    for meta in below(item):
        if local(meta) == "postmeta" and _wp(meta, "meta_key") == key:
            return _wp(meta, "meta_value")
    return ""


def _wp(element: Element, name: str) -> str:
    """A field of WordPress's own, whatever the version of its export."""
    fields = (e for e in below(element) if local(e) == name and _WP in space(e))
    return next((words_of(e) for e in fields), "")
