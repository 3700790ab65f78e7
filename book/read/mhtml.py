"""MHTML (RFC 2557) -> lines: the page that a browser saved in one file with all that it showed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from email import message_from_bytes, policy

from book.errors import Place, SeedError
from book.model import Fact, Reading, Seed
from book.read.html import read_html


def read_mhtml(seed: Seed) -> Reading:
    """The lines of the page in it. Raises SeedError where there is none."""
    message = message_from_bytes(seed.data, policy=policy.default)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            data = part.get_payload(decode=True)
            charset = part.get_content_charset()
            if not isinstance(data, bytes):
                continue
            if charset:
                with suppress(LookupError, UnicodeDecodeError):  # the page's own word may be better
                    data = b"\xef\xbb\xbf" + data.decode(charset).encode()
            reading = read_html(replace(seed, data=data))
            address = str(part.get("Content-Location") or message.get("Snapshot-Content-Location") or "")
            if address.startswith(("http://", "https://")):
                fact = Fact("url", address, "mhtml.content-location", sure=False)
                reading = replace(reading, facts=(*reading.facts, fact))
            return reading
    raise SeedError(
        "there is no page in this file",
        where=Place(seed.name),
        hint="save the page again, as a web page in a single file",
    )
