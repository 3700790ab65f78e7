"""What the entries of a list below a text are: an author's references, or links to the site's own pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from book.clean.markuptraits import LINKED, link_share
from book.model import Inline, Line, Link, Span

_FEWEST = 2  # entries of a list, and sites that they lead to
_MOST = 2 / 3  # of the entries read as references
_REFERENCE = re.compile(
    r"[(\[][^()\[\]]{0,40}\b(?:1[5-9]|20)\d\d[a-z]?\)?[)\].,]"  # '(Zwolle 2001)'
    r"|,\s[^,]{0,30}\b(?:1[5-9]|20)\d\d\b[).,]*(?:\s*(?:p{1,2}|blz|S)\.\s?[\d–-]+)?[.]?$"  # ', 3 mei 2018'
    r"|^[^\W\d_]\w[\w’'-]+,\s(?:[A-ZÀ-Þ]\.[\s-]?){1,4}"  # 'Vries, H. de'
)
"""How a source is told: with its year, or with its author's surname first."""


def references(entries: Sequence[Line]) -> bool:
    """Do they read as references, and lead to several other sites?"""
    hosts = [tuple(_hosts(entry.inlines)) for entry in entries]
    led = {host for some in hosts for host in some}
    told = sum(refers(entry.text) for entry in entries)
    out = len(entries) >= _FEWEST and len(led) >= _FEWEST and "" not in led
    return out and told >= _MOST * len(entries)


def refers(text: str) -> bool:
    """Does a text tell a source as references do?"""
    return _REFERENCE.search(text.strip()) is not None


def own_pages(entries: Sequence[Line]) -> bool:
    """Are they links, and nothing else, to pages of the site itself?"""
    return bool(entries) and all(
        link_share(entry) >= LINKED and set(_hosts(entry.inlines)) == {""} for entry in entries
    )


def leads_out(line: Line) -> bool:
    """Does it lead somewhere, and to other sites only?"""
    hosts = set(_hosts(line.inlines))
    return bool(hosts) and "" not in hosts


def sites(line: Line) -> frozenset[str]:
    """The other sites that a line leads to."""
    return frozenset(_hosts(line.inlines)) - {""}


def _hosts(inlines: Sequence[Inline]) -> Iterator[str]:
    """The hosts that links lead to, each '' for one within the site."""
    for inline in inlines:
        if isinstance(inline, Link):
            try:
                yield (urlsplit(inline.href).hostname or "").removeprefix("www.")
            except ValueError:
                yield ""
        elif isinstance(inline, Span):
            yield from _hosts(inline.inlines)
