"""MHTML (RFC 2557) -> lines: the page that a browser saved in one file with all that it showed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import Message

from book.errors import Place, SeedError
from book.model import Fact, Reading, Seed
from book.read.html import read_html
from book.read.shown import key, shown_of


def read_mhtml(seed: Seed) -> Reading:
    """The lines of the page in it. Raises SeedError where there is none."""
    message = message_from_bytes(seed.data, policy=policy.default)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            data = part.get_payload(decode=True)
            if not isinstance(data, bytes):
                continue
            data = as_utf8(part, data)
            address = str(part.get("Content-Location") or message.get("Snapshot-Content-Location") or "")
            beside = pictures(message, data, address.strip(), seed.name)
            reading = read_html(replace(seed, data=data, beside=beside))
            if address.startswith(("http://", "https://")):
                fact = Fact("url", address, "mhtml.content-location", sure=False)
                reading = replace(reading, facts=(*reading.facts, fact))
            return reading
    raise SeedError(
        "there is no page in this file",
        where=Place(seed.name),
        hint="save the page again, as a web page in a single file",
    )


def as_utf8(part: Message, data: bytes) -> bytes:
    """What a part of a message holds, in UTF-8 and marked so, where the part says what it is in."""
    if charset := part.get_content_charset():
        with suppress(LookupError, UnicodeDecodeError):  # the page's own word may be better
            return b"\xef\xbb\xbf" + data.decode(charset).encode()
    return data


def pictures(message: Message, page: bytes, base: str, name: str) -> dict[str, Seed]:
    """The parts that the page shows, by the addresses that it has for them: places, or `cid:` ids."""
    parts: dict[str, bytes] = {}
    for part in message.walk():
        data = part.get_payload(decode=True) if part.get_content_maintype() == "image" else None
        if isinstance(data, bytes) and data:
            if place := str(part.get("Content-Location") or "").strip():
                parts.setdefault(key(place), data)
            if own := str(part.get("Content-ID") or "").strip().strip("<>"):
                parts.setdefault(f"cid:{own}", data)
    return shown_of(page, base, parts, name)
