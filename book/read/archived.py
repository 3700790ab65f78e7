"""What an archive of the web wrote into a page that it kept: its own addresses before those of links, and in
the head of archive.today's copies when and where it was kept, as if that were when and where it appeared.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_WAYBACK = re.compile(
    r"(?:https?:)?(?://web\.archive\.org)?/web/\d{4,14}(?:[a-z]{2}_)?/(?=https?:|mailto:)", re.I
)
_TODAY = re.compile(r"https?://archive\.(?:today|ph|is|li|vn|md|fo)/o/\w{4,8}/(?=https?:)", re.I)
_OF_TODAY = re.compile(r"https?://archive\.(?:today|ph|is|li|vn|md|fo)/(?:[\d.-]{8,24}/)?(https?:.*)?", re.I)
_TOLD = frozenset({
    "og:url", "og:site_name", "twitter:site", "article:published_time", "article:modified_time",
})  # fmt: skip
_SAYS_SO = ("BEGIN WAYBACK TOOLBAR INSERT", "FILE ARCHIVED ON", 'id="wm-ipp')
"""What the Wayback Machine writes into a page."""


def mend(document: HtmlElement, text: str) -> None:
    """Leads links back to where they led, on a page that was kept so: on others an author means the copy."""
    _of_today(document)
    kept = any(said in text for said in _SAYS_SO) or any(
        _WAYBACK.match(e.get("href") or "") for e in document.iter("link") if e.get("rel") == "canonical"
    )
    for link in document.iter("a", "area"):
        href = link.get("href") or ""
        before = (kept and _WAYBACK.match(href)) or _TODAY.match(href)
        if before:
            link.set("href", href[before.end() :])


def _of_today(document: HtmlElement) -> None:
    """Takes what archive.today's head says of the copy, and has it say where the page was."""
    heads = [e for e in document.iter("link") if e.get("rel") in ("canonical", "bookmark")]
    found = {e: told for e in heads if (told := _OF_TODAY.match(e.get("href") or ""))}
    if not found:
        return
    for link, told in found.items():
        link.set("href", told[1] or "")
    for meta in [e for e in document.iter("meta") if e.get("property") in _TOLD]:
        meta.drop_tree()
