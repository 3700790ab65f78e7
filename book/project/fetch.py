"""A web page, fetched once: its bytes as they came, where from, and when. The only use of the network."""

from __future__ import annotations

import datetime
import http.client
import os
import re
import urllib.error
import urllib.request
import zlib
from dataclasses import dataclass
from urllib.parse import quote, unquote, urldefrag, urlsplit, urlunsplit

from book import __version__
from book.errors import Place, SeedError

LARGEST = 30_000_000  # bytes; a page is a hundred times smaller
SECONDS = 30.0

_HINTS = {
    401: "it is behind a login: save the page from your browser, and add the file",
    402: "it is behind a paywall: save the page from your browser, and add the file",
    403: "it lets no program in: save the page from your browser, and add the file",
    404: "look whether the address is right",
    410: "the page is gone; is there a copy at https://web.archive.org?",
}
"""What to do where a server refuses, by its status (RFC 9110 section 15.5)."""

_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "multipart/related": ".mhtml",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came. `url` is where it was found in the end; `accessed` is the day (W3CDTF)."""

    name: str  # for a file
    data: bytes
    url: str
    accessed: str


def is_url(text: str) -> bool:
    """Is it a web address, rather than the name of a file?"""
    return re.match(r"https?://", text, re.IGNORECASE) is not None


def fetch(url: str) -> Fetched:
    """The page at `url` (http:// or https://). Raises SeedError where there is none that can be read."""
    where = Place(url)
    request = urllib.request.Request(
        _as_uri(url),
        headers={
            "User-Agent": f"florilegium/{__version__}",
            "Accept": "text/html, application/xhtml+xml, "
            "application/pdf;q=0.9, text/plain;q=0.9, text/markdown;q=0.9",
        },
    )
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            data = answer.read(LARGEST + 1)
            if len(data) <= LARGEST and answer.length:  # what the server said that there is more
                raise http.client.IncompleteRead(data, answer.length)
            final, media_type = answer.url, answer.headers.get_content_type()
            data = _unpacked(data, answer.headers.get("Content-Encoding", ""))
    except urllib.error.HTTPError as error:
        told = "it leads to itself, round and round" if "infinite loop" in str(error.reason) else error.reason
        hint = _HINTS.get(error.code, "save the page from your browser, and add the file")
        raise SeedError(f"cannot be fetched: {error.code} {told}", where=where, hint=hint) from error
    except http.client.IncompleteRead as error:
        raise SeedError(
            "came in only in part: the connection broke off", where=where, hint="give the command again"
        ) from error
    except (OSError, ValueError, http.client.HTTPException, zlib.error) as error:
        reason = getattr(error, "reason", None) or error
        raise SeedError(
            f"cannot be fetched: {reason}",
            where=where,
            hint="is there a network? Or save the page from your browser, and add the file",
        ) from error
    if media_type not in _SUFFIXES:
        raise SeedError(
            f"is {media_type}, which the press cannot read",
            where=where,
            hint="give the address of a web page or of a plain text",
        )
    if len(data) > LARGEST:
        raise SeedError(
            f"is larger than {LARGEST // 1_000_000} MB",
            where=where,
            hint="is it a page? Save it from your browser, and add the file",
        )
    address = urldefrag(final).url
    return Fetched(_name(address) + _SUFFIXES[media_type], data, address, _today())


def _as_uri(url: str) -> str:
    """An address as browsers show it, as servers are asked for it: 'https://é.nl/a b' with its letters
    escaped (RFC 3987 section 3.1); what is escaped already stays."""
    parts = urlsplit(url)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    path, query = (quote(part, safe="/%:@!$&'()*+,;=~?[]") for part in (parts.path, parts.query))
    return urlunsplit((parts.scheme, host, path, query, ""))


def _unpacked(data: bytes, coding: str) -> bytes:
    """What a server packed, though nobody asked it to."""
    if coding.lower() not in ("gzip", "x-gzip", "deflate"):
        return data
    return zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(data, LARGEST + 1)


def _name(url: str) -> str:
    """The last part of the address that says something: 'https://x.nl/a/bouillon.html' -> 'bouillon'."""
    parts = urlsplit(url)
    words = [unquote(part) for part in parts.path.split("/") if part]
    last = re.sub(r"\.(x?html?|php|aspx?|txt|md)$", "", words[-1], flags=re.IGNORECASE) if words else ""
    return last if len(last) > 1 else parts.hostname or "page"


def _today() -> str:
    """The day of access: it is written into the plan, and no later build asks the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date().isoformat()
    return datetime.date.today().isoformat()
