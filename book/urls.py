"""Addresses as a book may print and link them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fnmatch import fnmatchcase
from urllib.parse import (
    SplitResult,
    parse_qs,
    parse_qsl,
    quote,
    unquote,
    urlencode,
    urljoin,
    urlsplit,
    urlunsplit,
)

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""What a reading system will follow out of a book (EPUB 3.3 forbids file:, data: in the top level)."""

LISTED = "links.listed"
"""The rule of lines with which a browser of text tells where the links of a page lead."""

TRACKING = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid", re.ASCII)
"""Query parameters that tell a site who sent the reader and change nothing of what it shows."""

_WRAPPERS: Mapping[str, tuple[str, str]] = {
    "*.safelinks.protection.outlook.com": ("/*", "url"),
    "away.vk.com": ("/away.php", "to"),
    "disq.us": ("/url", "url"),
    "duckduckgo.com": ("/l/", "uddg"),
    "l.facebook.com": ("/l.php", "u"),
    "l.instagram.com": ("/", "u"),
    "l.messenger.com": ("/l.php", "u"),
    "l.threads.com": ("/", "u"),
    "l.threads.net": ("/", "u"),
    "lm.facebook.com": ("/l.php", "u"),
    "out.reddit.com": ("/*", "url"),
    "slack-redir.net": ("/link", "url"),
    "steamcommunity.com": ("/linkfilter/", "u"),
    "t.umblr.com": ("/redirect", "z"),
    "vk.com": ("/away.php", "to"),
    "www.google.*": ("/url", "q"),
    "www.linkedin.com": ("/safety/go", "url"),
    "www.youtube.com": ("/redirect", "q"),
}
"""Addresses that only count who goes to another, by host and path (fnmatch): the parameter that has it."""

_TYPED, _SHOWN = 160, 80
"""Letters of the longest address that a page shows whole, and of what it shows of a longer one, at most."""

_NESTED = 4  # such addresses that one stands in another, at most

_SAFE = "!$&'()*+,;=:@%~-._"  # RFC 3986: sub-delims, unreserved; "%" because it may be escaped already


_NO_HOST = re.compile(r"[\x00-\x20#%/:<>?@\[\\\]^|\x7f]")
"""What no host has in it (URL Standard: forbidden domain code points), percent-encoded neither."""


_WRITTEN = re.compile(r"(?:https?://|\bwww\.)[^\s<>“”«»\"]+", re.IGNORECASE)


_PATH = r"(?:/[\w.~/%:@!$&'()*+,=-]*)"
_QUERY = r"(?:\?[\w.~/%:@!$&'()*+,=-]+)?"
_ROOT = re.compile(r"https?://[\w.-]+(?::\d+)?(?=/|\Z)", re.ASCII)
_WHOLE = re.compile(rf"https?://[\w.-]+(?::\d+)?{_PATH}?{_QUERY}", re.ASCII)
_FROM_ROOT = re.compile(_PATH + _QUERY, re.ASCII)


_KEPT = re.compile(r"https?://web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?://)", re.IGNORECASE)


def original(url: str) -> str:
    """Where a page was that the Wayback Machine keeps; any other address as it is."""
    kept = _KEPT.match(url)
    return url[kept.end() :] if kept else url


def absolute(base: str, href: str) -> str:
    """The address that `href` means on a page at `base`: `urljoin`, of which most links need but little.

    Raises ValueError for what is no address.
    """
    root = _ROOT.match(base)
    if root and _WHOLE.fullmatch(href):
        return href
    if root and _FROM_ROOT.fullmatch(href) and "//" not in href and "/." not in href:
        return root[0] + href
    return urljoin(base, href)


def clean(href: str) -> str:
    """`href` as a valid absolute URL (RFC 3986) without tracking parameters; "" if no book can link to it.

    Spaces and letters outside ASCII are percent-encoded; a host outside ASCII is written in Punycode. Of an
    address that only counts who goes on to another, that other.
    """
    href = _unwrapped(href)
    try:
        parts = urlsplit(href.strip())
        host = _host(parts)
    except ValueError:
        return ""
    if parts.scheme.lower() not in SCHEMES:
        return ""
    if parts.scheme.lower() in {"http", "https"} and not host:
        return ""
    return urlunsplit(
        (
            parts.scheme.lower(),
            host,
            quote(parts.path, safe="/" + _SAFE),
            quote(_untracked(parts.query), safe="/?" + _SAFE),
            quote(parts.fragment, safe="/?" + _SAFE),
        )
    )


def tracked(href: str) -> bool:
    """Whether the address follows its readers about: `clean` takes from it what does."""
    if _unwrapped(href) != href:
        return True
    try:
        query = urlsplit(href.strip()).query
    except ValueError:
        return False
    return _untracked(query) != query


def key(href: str) -> str:
    """What two addresses of one page have in common; "" for what is no address of a page.

    Without the scheme, "www.", a slash at the end, a place on the page and what follows the reader.
    """
    address = clean(href)
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"}:
        return ""
    host = parts.netloc.lower().removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return host + parts.path.rstrip("/") + query


def printed(href: str) -> str:
    """An address as a page shows it: a mail address or a telephone number without what it is told by.

    Of one that is longer than anyone types, the beginning, up to the end of a part of it, and '…'.
    """
    plain = re.sub(r"^(mailto|tel):", "", href)
    if len(plain) <= _TYPED:
        return plain
    shown = plain[:_SHOWN]
    host = shown.find("//") + 2
    end = max(shown.rfind(mark, host) for mark in "/?")
    return f"{shown[: end + 1] if end > 0 else shown}…"


def says(text: str, href: str) -> bool:
    """Whether the words of a link are its address already, as people write addresses: 'www.example.org'."""
    if href.startswith(("mailto:", "tel:")):
        return _bare(text) == _bare(printed(href).partition("?")[0])
    if re.search(r"\s", text.strip()):
        return False
    written = text.strip() if "://" in text else f"https://{text.strip()}"
    return bool(key(written)) and key(written) == key(href)


def written(text: str) -> frozenset[str]:
    """The keys of the addresses of pages that a text has in it, as people write them."""
    found = (match[0].rstrip(".,;:!?'’”»)]") for match in _WRITTEN.finditer(text))
    return frozenset(filter(None, (key(text if "://" in text else f"https://{text}") for text in found)))


def _bare(text: str) -> str:
    return re.sub(r"[\s()\u00a0-]", "", text).casefold()


def _host(parts: SplitResult) -> str:
    """The authority with its host in ASCII. Raises ValueError (UnicodeError) if there is no such host."""
    host = unquote(parts.hostname or "")
    if not parts.netloc.startswith("[") and _NO_HOST.search(host):
        raise ValueError(f"{host!r} is no host")
    if parts.netloc.isascii() and "%" not in parts.netloc:
        return quote(parts.netloc, safe="[]" + _SAFE)
    host = host.encode("idna").decode("ascii")
    port = f":{parts.port}" if parts.port else ""
    return host + port


def _unwrapped(href: str) -> str:
    """The address that `href` leads to, where it does nothing else than to count who goes there."""
    for _ in range(_NESTED):
        try:
            parts = urlsplit(href.strip())
            host, said = (parts.hostname or "").lower(), parse_qs(parts.query)
        except ValueError:
            return href
        found = (
            said[name][0]
            for pattern, (path, name) in _WRAPPERS.items()
            if fnmatchcase(host, pattern) and fnmatchcase(parts.path or "/", path) and name in said
        )
        inner = next(found, "")
        if not inner.lower().startswith(("http://", "https://")):
            return href
        href = inner
    return href


def _untracked(query: str) -> str:
    if not TRACKING.search(query):
        return query  # as it came: a round trip through parse_qsl could change it
    pairs = parse_qsl(query, keep_blank_values=True)
    return urlencode([(name, value) for name, value in pairs if not TRACKING.fullmatch(name)])
