"""HTML -> lines: every run of visible text between two block boundaries is one line.

A line knows the element that it stands in (`tag`), the way down to it (`place`, as a CSS selector) and
its inline markup (`inlines`): emphasis, links, superscripts, foreign words. What a browser doesn't show
(scripts, styles, `hidden`) is no line. A picture is a line of its own, without text, where it stands, or
after the paragraph that it stands in. A <pre> is one line, with its rows. What the page says of itself in
its head is among the reading's facts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urljoin

from lxml.html import HtmlElement

from book.errors import Place, SeedError
from book.model import UNSHOWN, Change, Line, Reading, Seed
from book.read import (
    archived,
    captions,
    disclosed,
    frontmatter,
    grids,
    keep,
    notion,
    obscured,
    onenote,
    pageindents,
    preformatted,
    ruby,
    sidenotes,
    thematic,
    verseparagraphs,
)
from book.read.encodings import decode, refuse_data
from book.read.formulas import write_out
from book.read.markup import parse
from book.read.pagefacts import page_facts
from book.read.repair import SUSPECT, repair, repaired
from book.read.shown import Gallery
from book.read.streamed import settle
from book.read.told import told, unshown
from book.read.walk import Walk

_META_CHARSET = re.compile(rb"<meta[^>]+?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_SAVED = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s>]+)"
)
"""What browsers and SingleFile note at the head of a page that they save."""


def read_html(seed: Seed) -> Reading:
    """The lines of a web page. Raises SeedError for bytes that are no text and for a page without a word."""
    text, encoding = page_text(seed.data, seed.name)
    refuse_data(text, seed.name)
    # A page as Jekyll, Hugo and Eleventy are given it: their own words stand above the first element.
    text, fronted = frontmatter.split(text) if text.startswith(("---", "+++")) else (text, ())
    document = parse(text, seed.name)
    settle(document)
    obscured.mend(document)
    archived.mend(document, text)
    of_notes = (*notion.mend(document), *keep.mend(document), *onenote.mend(document))
    grids.mend(document)
    disclosed.mend(document)
    sidenotes.mend(document)
    captions.mend(document)
    pageindents.mend(document)
    write_out(document)
    ruby.bracketed(document)
    verseparagraphs.mend(document)
    lines: list[Line] = []
    changes: list[Change] = []
    base = _joined(
        seed.address or _address(text, document), next((e.get("href", "") for e in document.iter("base")), "")
    )
    gallery = Gallery(seed, base)
    blocks = thematic.placed(Walk(base, gallery).lines(document))
    if all(block.image for block in blocks):
        # A page that scripts unveil shows nothing without them: then what it hides is its text.
        gallery = Gallery(seed, base)
        blocks = thematic.placed(Walk(base, gallery, hidden=True).lines(document))
    blocks = _with_unshown(blocks, document, base)
    for number, block in enumerate(preformatted.parted(blocks), 1):
        line = block.numbered(number)
        if line.rows:
            line, done = preformatted.mended(line)
            changes += done
        elif SUSPECT.search(line.text):
            mended, done = repair(line.text, number)
            if mended != line.text:
                line = replace(line, text=mended, inlines=repaired(line.inlines, mended))
            changes += done
        lines.append(line)
    if all(line.image for line in lines):
        framed = [str(frame.get("src")) for frame in document.iter("frame", "iframe") if frame.get("src")]
        hint = f"it shows other pages in frames; add those: {', '.join(framed[:4])}" if framed else ""
        raise SeedError("there is no text in this page", where=Place(seed.name), hint=hint)
    return Reading(
        tuple(lines),
        encoding,
        tuple(changes),
        (*fronted, *of_notes, *page_facts(document)),
        gallery.pictures,
        told(document),
    )


def _with_unshown(blocks: list[Line], document: HtmlElement, base: str) -> list[Line]:
    """The lines of a page; of one that shows nothing of its text, that of its head below its heading."""
    text = unshown(document, blocks)
    if not text:
        return blocks
    body = parse(f"<!doctype html><html><body>{text}</body></html>", UNSHOWN)
    walk = Walk(base, Gallery(Seed("", b"", "html"), base))
    lines = [replace(line, place=UNSHOWN) for line in walk.lines(body)]
    at = next((n for n, line in enumerate(blocks, 1) if line.tag == "h1"), len(blocks))
    return [*blocks[:at], *(line for line in lines if not line.image), *blocks[at:]]


def _joined(address: str, base: str) -> str:
    """What relative links start from: the page's <base>, which may be relative itself."""
    try:
        return urljoin(address, base)
    except ValueError:
        return address


def _address(text: str, document: HtmlElement) -> str:
    """Where a saved page was: by what saved it, or by its own word; '' where neither says."""
    if saved := _SAVED.search(text[:4096]):
        return str(saved[1])
    for element in document.iter("link", "meta"):
        told = element.get("rel") == "canonical" or element.get("property") == "og:url"
        address = (element.get("href") or element.get("content") or "").strip() if told else ""
        if address.startswith(("http://", "https://")):
            return str(address)
    return ""


def page_text(data: bytes, name: str) -> tuple[str, str]:
    """A page's bytes as characters: by their byte order mark, <meta charset>, else as plain text is read."""
    declared = _META_CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        label = declared[1].decode("ascii", "replace").lower()
        # The WHATWG encoding standard reads ISO 8859-1 as Windows-1252.
        label = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}.get(label, label)
        try:
            return data.decode(label), label
        except (LookupError, UnicodeDecodeError):
            pass
    decoded = decode(data, name)
    return decoded.text, decoded.encoding
