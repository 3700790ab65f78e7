"""What the dialects of feeds have in common: elements by their names, people, days, addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from email.utils import parsedate_to_datetime
from html import escape
from urllib.parse import urljoin

from lxml import etree

from book.model import Fact
from book.read.pieces import fact
from book.read.xmltree import Element

Found = tuple[str, str, str, str, tuple[Fact, ...]]
"""A piece: the fragment that it asks for, its markup, what its relative links start from, its address, and
what the feed says of it."""

XHTML = "http://www.w3.org/1999/xhtml"
ATOM = frozenset({"http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"})
"""Atom's namespaces: 1.0 (RFC 4287) and 0.3."""
_BASE = "{http://www.w3.org/XML/1998/namespace}base"

_ADDRESS = re.compile(r"https?://\S+$")
_BEFORE_ALL = re.compile(r"[A-Za-z] -\d")
"""A year below zero, WordPress's for a day that nobody set."""
_DAY = re.compile(r"([12]\d{3})-(\d\d)-(\d\d)")
_NOBODY = re.compile(r"admin|administrator|webmaster|redactie|editor|editors|root|user|test|unknown", re.I)
_UNSPACED = re.compile("[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af・]{2,10}")
"""A name in a script that sets no space between names: '王小明', '田中花子'."""
_MAIL = r"<?(?:mailto:)?[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}>?"
_MAIL_FIRST = re.compile(rf"{_MAIL}\s*\(([^()]+)\)")
_MAIL_LAST = re.compile(rf"([^()<>]*[^()<>\s])\s{{0,9}}(?:\({_MAIL}\)|\s{_MAIL})")
_SAID = re.compile(r"(?:by|door)\s+(?=[A-ZÀ-Þ])", re.I)
_AND = re.compile(r"\s*[,;&]\s*(?:and\s|en\s)?|\s+(?:and|en|und|et|y|e)\s+")
_FULL_NAME = re.compile(r"[A-ZÀ-Þ][^\s\d@/]*(?:\s+[^\s\d@/]+){0,3}\s+[A-ZÀ-Þ][^\s\d@/]*")


# --------------------------------------------------------------------------- elements


def below(element: Element) -> Iterator[Element]:
    """The children that are elements."""
    return (child for child in element if isinstance(child.tag, str))


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def space(element: Element) -> str:
    """An element's namespace."""
    return str(element.tag).rpartition("}")[0].lstrip("{")


def words_of(element: Element) -> str:
    """All text in an element, as it stands."""
    return "".join(str(text) for text in element.itertext()).strip()


def text(element: Element, tag: str) -> str:
    """The text of a child by its whole name."""
    found = element.find(tag)
    return "" if found is None else words_of(found)


def markup(element: Element) -> str:
    """What stands in an element as HTML: markup that was escaped, or the elements themselves."""
    if not len(element):
        return element.text or ""
    return escape(element.text or "", quote=False) + "".join(map(_html, element))


def _html(element: Element) -> str:
    copied = deepcopy(element)
    for inner in copied.iter(f"{{{XHTML}}}*"):
        inner.tag = etree.QName(inner).localname
    return etree.tostring(copied, encoding="unicode", method="html", with_tail=True)


# --------------------------------------------------------------------------- people, days, addresses


def named(who: str, rule: str) -> list[Fact]:
    """An author; no more than a candidate where it is an account's name rather than a person's."""
    full = " " in who or bool(_UNSPACED.fullmatch(who))
    person = full and "@" not in who and not _NOBODY.fullmatch(who)
    return fact("author", who, rule, sure=person)


def people(said: str) -> list[str]:
    """Who is named: 'ann@lock.example (Ann Lee)' -> Ann Lee; 'By Ann Lee and Bob Cole' -> both.

    Only what is a full name on either side is parted: 'Ortega y Gasset' is one man.
    """
    who = " ".join(said.split())
    mailed = _MAIL_FIRST.fullmatch(who) or _MAIL_LAST.fullmatch(who)
    who = _SAID.sub("", mailed[1].strip(" \"'") if mailed else who, count=1)
    parts = [part for part in _AND.split(who) if part]
    return parts if len(parts) > 1 and all(map(_FULL_NAME.fullmatch, parts)) else [who]


def day(stated: str) -> str:
    """The day of a date, as it was where that was said: RFC 822 (RSS) or ISO 8601 (Atom, Dublin Core)."""
    stated = stated.strip()
    if found := _DAY.match(stated):
        return found[0]
    if _BEFORE_ALL.search(stated):
        return ""
    try:
        made = parsedate_to_datetime(stated).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    return made.isoformat() if made.year > 1000 else ""


def address(stated: str, base: str = "") -> str:
    """A web address, absolute; '' for what is none."""
    stated = stated.strip()
    try:
        whole = urljoin(base, stated) if base and stated else stated
    except ValueError:
        return ""
    return whole if _ADDRESS.match(whole) else ""


def base(element: Element, site: str = "") -> str:
    """What relative links in an element start from (XML Base), where it or what it stands in says so."""
    said = [up.get(_BASE, "").strip() for up in (element, *element.iterancestors())]
    whole = site if any(said) else ""
    for one in reversed(said):
        try:
            whole = urljoin(whole, one)
        except ValueError:
            continue
    return whole if _ADDRESS.match(whole) else ""
