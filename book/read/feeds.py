"""A feed or export -> its pieces: WordPress (WXR), RSS 0.9 to 2.0, RSS 1.0 (RDF), Atom (RFC 4287), Blogger.

A WordPress export is RSS with the site's own fields; a Blogger export is Atom with a kind for each entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import parseaddr, parsedate_to_datetime
from html import escape, unescape
from html.entities import html5

from lxml import etree

from book.errors import Place, SeedError
from book.model import Fact, Seed
from book.read.pieces import Unpacked, counted, distinct, fact, fragment, page, words
from book.read.wordpress import paragraphs, published

Element = etree._Element

_WP = "://wordpress.org/export/"
"""In the namespaces of WordPress's own fields, of whatever version."""
_DC = "http://purl.org/dc/elements/1.1/"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_ATOM = "http://www.w3.org/2005/Atom"
_APP = "http://www.w3.org/2007/app"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_KIND = "http://schemas.google.com/blogger/2008/kind#"

_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_XML_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_NOBODY = re.compile(r"admin|administrator|webmaster|redactie|editor|editors|root|user|test|unknown", re.I)


def unpack_feed(seed: Seed) -> Unpacked:
    """The pieces of a feed, in its order. Raises SeedError for what is no feed, or is no XML at all."""
    root, damage = parse(seed.data, seed.name)
    kind = etree.QName(root).localname.lower()
    if kind in ("rss", "rdf"):
        found, left = _of_rss(root)
    elif kind in ("feed", "entry"):
        found, left = _of_atom(root)
    else:
        raise SeedError(
            f"this XML is no feed and no export: it begins with <{kind}>",
            where=Place(seed.name),
            hint="a WordPress export, RSS and Atom can be read",
        )
    names = distinct(name for name, *_ in found)
    pieces = tuple(
        (name, Seed(f"{seed.name}#{name}", page(body, url), "html", hints, whole=True))
        for name, (_, body, url, hints) in zip(names, found, strict=True)
    )
    return Unpacked(pieces, (*counted(left), *damage))


def parse(data: bytes, name: str) -> tuple[Element, tuple[str, ...]]:
    """The root of an XML document, and what was wrong with it, in words.

    No entity is expanded, nothing is fetched. Raises SeedError for a document that declares entities of
    its own (they can make a small file huge) and for what is no XML.
    """
    if re.search(rb"<!ENTITY", data, re.I) or re.search("<!ENTITY".encode("utf-16-le"), data):
        raise SeedError("it declares entities of its own, which no feed needs", where=Place(name))
    for recover, version in ((False, data), (False, _plain(data)), (True, _plain(data))):
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, recover=recover
        )
        try:
            root = etree.fromstring(version, parser)
        except (etree.XMLSyntaxError, ValueError, LookupError):
            continue
        if root is not None:
            if not recover or not len(parser.error_log):
                return root, ()
            error = parser.error_log[0]
            reason = " ".join(error.message.split())
            return root, (f"what is lost where the file is damaged (line {error.line}: {reason})",)
    hint = "export it or get it again; a web page has a name that ends in .html"
    raise SeedError("this is no XML", where=Place(name), hint=hint)


def _plain(data: bytes) -> bytes:
    """Without the control characters that XML forbids, and with the names of HTML's letters as numbers."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data
    first, *rest = _CONTROL.sub(b"", data).split(b"<![CDATA[")
    out = [_ENTITY.sub(_numbered, first)]
    for part in rest:
        inside, end, after = part.partition(b"]]>")
        out += [b"<![CDATA[", inside, end, _ENTITY.sub(_numbered, after)]
    return b"".join(out)


def _numbered(match: re.Match[bytes]) -> bytes:
    name = match[1].decode("ascii")
    letters = html5.get(f"{name};", "")
    if name in _XML_OWN or not letters:
        return match[0]
    return "".join(f"&#{ord(c)};" for c in letters).encode()


_Found = tuple[str, str, str, tuple[Fact, ...]]
"""A piece: the fragment that it asks for, its markup, its address, what the feed says of it."""


# --------------------------------------------------------------------------- RSS and WordPress


def _of_rss(root: Element) -> tuple[list[_Found], list[str]]:
    channel = next((e for e in _below(root) if _local(e) == "channel"), root)
    site = _fields(channel, "title", "language")
    names = dict(_accounts(channel))
    found: list[_Found] = []
    left: list[str] = []
    items = [e for e in root.iter() if isinstance(e.tag, str) and _local(e) == "item"]
    for item in items:
        reason = _unpublished(item)
        if reason:
            left.append(reason)
            continue
        wp = bool(_wp(item, "post_type"))
        rule = "wxr" if wp else "rss"
        raw = _text(item, f"{{{_CONTENT}}}encoded") or _own(item, "description")
        if not _worded(raw):
            left.append("piece without a text")
            continue
        url = _address(item)
        body = published(raw, _meta(item, "footnotes")) if wp else paragraphs(raw)
        hints = (
            *fact("title", words(_own(item, "title")), f"{rule}.title"),
            *_rss_authors(item, names, rule),
            *_rss_date(item, rule),
            *fact("outlet", words(site["title"]), f"{rule}.channel.title"),
            *fact("url", url, f"{rule}.link"),
            *fact("language", site["language"], f"{rule}.language", sure=False),
        )
        slug = _wp(item, "post_name") if wp else url.rstrip("/").rpartition("/")[2].partition("?")[0]
        id_ = f"post-{_wp(item, 'post_id')}" if wp else _own(item, "guid")
        found.append((fragment(re.sub(r"\.x?html?$", "", slug), id_, _own(item, "title")), body, url, hints))
    return found, left


def _worded(markup: str) -> bool:
    """Is there a word in it? A post may be a picture."""
    return re.search(r"\w", unescape(re.sub(r"<[^<>]*>", "", markup))) is not None


def _unpublished(item: Element) -> str:
    """What an item of a WordPress export is, if it is no published piece."""
    kind, status = _wp(item, "post_type"), _wp(item, "status")
    if kind and kind != "post":
        return kind
    if status and status != "publish":
        return status
    return "piece behind a password" if _wp(item, "post_password") else ""


def _accounts(channel: Element) -> Iterator[tuple[str, str]]:
    """The names of a WordPress site's authors by the names that they log in with."""
    for author in _below(channel):
        if _local(author) == "author" and _WP in _space(author):
            login = _wp(author, "author_login")
            name = " ".join(_wp(author, f"author_{part}_name") for part in ("first", "last")).strip()
            shown = words(_wp(author, "author_display_name"))
            yield login, (name if not shown or shown == login else shown) or login


def _rss_authors(item: Element, names: dict[str, str], rule: str) -> Iterator[Fact]:
    # Co-Authors Plus keeps the authors of a piece that has several as categories.
    several = [c for c in _below(item) if _local(c) == "category" and c.get("domain") == "author"]
    if several:
        said = [(names.get(_words(c), _words(c)), f"{rule}.category.author") for c in several]
    else:
        creators = [_words(e) for e in _below(item) if e.tag == f"{{{_DC}}}creator"]
        said = [(names.get(who, who), f"{rule}.dc:creator") for who in creators]
    if not said and (author := _own(item, "author")):
        bracketed = re.search(r"\(([^()]+)\)", author)
        said = [(bracketed[1] if bracketed else parseaddr(author)[0] or author, f"{rule}.author")]
    for who, where in said:
        yield from named(words(who), where)


def named(who: str, rule: str) -> list[Fact]:
    """An author; no more than a candidate where it is an account's name rather than a person's."""
    person = " " in who and "@" not in who and not _NOBODY.fullmatch(who)
    return fact("author", who, rule, sure=person)


def _rss_date(item: Element, rule: str) -> list[Fact]:
    day = _DAY.match(_wp(item, "post_date"))
    if day and day[1] != "0000":
        return fact("date", day[0], f"{rule}.post_date")
    if stated := _own(item, "pubDate"):
        try:
            return fact("date", parsedate_to_datetime(stated).date().isoformat(), f"{rule}.pubDate")
        except (ValueError, TypeError, IndexError, OverflowError):
            pass
    day = _DAY.match(_text(item, f"{{{_DC}}}date").strip())
    return fact("date", day[0], f"{rule}.dc:date") if day else []


def _address(item: Element) -> str:
    guid = next((e for e in _below(item) if _local(e) == "guid"), None)
    told = _own(item, "link").strip()
    if not told and guid is not None and guid.get("isPermaLink", "true") == "true":
        told = (guid.text or "").strip()
    return told if re.match(r"https?://\S+$", told) else ""


def _meta(item: Element, key: str) -> str:
    for meta in _below(item):
        if _local(meta) == "postmeta" and _wp(meta, "meta_key") == key:
            return _wp(meta, "meta_value")
    return ""


# --------------------------------------------------------------------------- Atom


def _of_atom(root: Element) -> tuple[list[_Found], list[str]]:
    title = next((_atom_words(e) for e in _below(root) if _local(e) == "title"), "")
    language = root.get(_XML_LANG, "")
    found: list[_Found] = []
    left: list[str] = []
    for entry in [root] if _local(root) == "entry" else [e for e in _below(root) if _local(e) == "entry"]:
        reason = _no_post(entry)
        if reason:
            left.append(reason)
            continue
        content = next((e for name in ("content", "summary") for e in _below(entry) if _local(e) == name
                        and not e.get("src")), None)  # fmt: skip
        body = _markup(content) if content is not None else ""
        if not _worded(body):
            left.append("piece without a text")
            continue
        links = {e.get("rel", "alternate"): e.get("href", "") for e in _below(entry) if _local(e) == "link"}
        url = links.get("alternate", "")
        url = url if re.match(r"https?://\S+$", url) else ""
        heading = next((_atom_words(e) for e in _below(entry) if _local(e) == "title"), "")
        hints = (
            *fact("title", heading, "atom.title"),
            *_atom_authors(entry, root),
            *_atom_date(entry),
            *fact("outlet", title if root is not entry else "", "atom.feed.title"),
            *fact("url", url, "atom.link"),
            *fact("language", entry.get(_XML_LANG, "") or language, "atom.xml:lang", sure=False),
        )
        slug = re.sub(r"\.x?html?$", "", url.rstrip("/").rpartition("/")[2].partition("?")[0])
        found.append((fragment(slug, _own(entry, "id"), heading), body, url, hints))
    return found, left


def _no_post(entry: Element) -> str:
    """What an entry of a Blogger export is, if it is no published piece."""
    for category in _below(entry):
        term = category.get("term", "")
        if _local(category) == "category" and term.startswith(_KIND) and term != f"{_KIND}post":
            return term.removeprefix(_KIND)
    drafts = [e.text or "" for e in entry.iter() if isinstance(e.tag, str) and _local(e) == "draft"]
    return "draft" if any(text.strip() == "yes" for text in drafts) else ""


def _atom_authors(entry: Element, feed: Element) -> Iterator[Fact]:
    for owner, rule in ((entry, "atom.author"), (feed, "atom.feed.author")):
        names = [_own(a, "name") for a in _below(owner) if _local(a) == "author"]
        if any(name.strip() for name in names):
            for name in names:
                yield from named(words(name), rule)
            return


def _atom_date(entry: Element) -> list[Fact]:
    for name, sure in (("published", True), ("issued", True), ("updated", False)):
        if day := _DAY.match(_own(entry, name).strip()):
            return fact("date", day[0], f"atom.{name}", sure=sure)
    return []


def _markup(content: Element) -> str:
    """Atom's text construct (RFC 4287, 3.1) as HTML."""
    form = content.get("type", "text").lower()
    if form in ("xhtml", "application/xhtml+xml"):
        return "".join(etree.tostring(e, encoding="unicode", method="html", with_tail=True) for e in content)
    text = "".join(str(t) for t in content.itertext())
    return text if form in ("html", "text/html") else paragraphs(escape(text))


def _atom_words(element: Element) -> str:
    text = "".join(str(t) for t in element.itertext())
    return words(text) if element.get("type", "text").lower() == "html" else " ".join(text.split())


# --------------------------------------------------------------------------- elements


def _below(element: Element) -> Iterator[Element]:
    return (child for child in element if isinstance(child.tag, str))


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _space(element: Element) -> str:
    return str(element.tag).rpartition("}")[0].lstrip("{")


def _words(element: Element) -> str:
    return (element.text or "").strip()


def _text(element: Element, tag: str) -> str:
    found = element.find(tag)
    return "" if found is None else found.text or ""


def _own(element: Element, local: str) -> str:
    """The text of a child in the feed's own vocabulary (none, RSS 1.0's or Atom's namespace)."""
    spaces = ("", "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/", _ATOM)
    return next((e.text or "" for e in _below(element) if _local(e) == local and _space(e) in spaces), "")


def _wp(element: Element, local: str) -> str:
    """A field of WordPress's own, whatever the version of its export."""
    own = (e for e in _below(element) if _local(e) == local and _WP in _space(e))
    return next(((e.text or "").strip() for e in own), "")


def _fields(element: Element, *names: str) -> dict[str, str]:
    return {name: _own(element, name) for name in names}
