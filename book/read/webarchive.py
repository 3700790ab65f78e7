"""A web archive, as Safari saves a page (a property list of Apple's) -> lines, with its pictures."""

from __future__ import annotations

import plistlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from xml.parsers.expat import ExpatError

from book.errors import Place, SeedError
from book.model import Fact, Reading, Seed
from book.read.html import read_html
from book.read.shown import key, shown_of

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_FAULTS = (plistlib.InvalidFileException, ExpatError, ValueError, OverflowError, RecursionError, TypeError)
"""What plistlib stops with where a list is not as it must be."""


def read_webarchive(seed: Seed) -> Reading:
    """The lines of the page in it. Raises SeedError for what is no web archive, or damaged, and where the
    page has no text."""
    hint = "save the page again, as a web archive or as its source"
    try:
        archive = plistlib.loads(seed.data)
    except _FAULTS as error:
        raise SeedError(
            f"this web archive cannot be read: {str(error) or type(error).__name__}",
            where=Place(seed.name),
            hint=hint,
        ) from error
    main = _dictionary(archive.get("WebMainResource") if isinstance(archive, dict) else None)
    data, address = main.get("WebResourceData"), str(main.get("WebResourceURL") or "")
    if not isinstance(data, bytes) or main.get("WebResourceMIMEType", "text/html") not in _PAGES:
        raise SeedError("there is no page in this file", where=Place(seed.name), hint=hint)
    with suppress(LookupError, UnicodeDecodeError):  # the page's own word may be better
        encoding = str(main.get("WebResourceTextEncodingName") or "")
        data = b"\xef\xbb\xbf" + data.decode(encoding).encode() if encoding else data
    pictures = {key(str(part.get("WebResourceURL"))): picture for part, picture in _pictures(archive)}
    beside = shown_of(data, address, pictures, seed.name)
    reading = read_html(replace(seed, data=data, beside=beside))
    if not address.startswith(("http://", "https://")):
        return reading
    fact = Fact("url", address, "webarchive.address", sure=False)
    return replace(reading, facts=(*reading.facts, fact))


def _pictures(archive: Mapping[str, object]) -> Iterator[tuple[Mapping[str, object], bytes]]:
    """What it holds of pictures, those of its frames as well."""
    parts, frames = archive.get("WebSubresources"), archive.get("WebSubframeArchives")
    for part in map(_dictionary, parts if isinstance(parts, list) else ()):
        data = part.get("WebResourceData")
        if isinstance(data, bytes) and str(part.get("WebResourceMIMEType")).startswith("image/"):
            yield part, data
    frames = frames if isinstance(frames, Iterable) else ()
    for frame in frames:
        yield from _pictures(_dictionary(frame))


def _dictionary(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}
