"""A page that came in parts: each is put where it belongs, as its own script would.

React sends a page while it is being made ("streaming": renderToPipeableStream; Next.js, Remix and others by
it). What is late comes hidden at the end, `<div hidden id="S:1">`, and a script puts it in the place that was
left for it, `<template id="B:0">`, for what was shown there meanwhile. A page as it was fetched has its text
in these parts alone.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_PART = re.compile(r"[^\s\"]*S:([0-9a-f]+)")
_PLACE = re.compile(r"[^\s\"]*[BP]:[0-9a-f]+")
_PUT = re.compile(
    r"\$R[CR]\(\"(?P<place>[^\"]*B:[0-9a-f]+)\",\"(?P<part>[^\"]*S:[0-9a-f]+)\""
    r"|\$RS\(\"(?P<piece>[^\"]*S:[0-9a-f]+)\",\"(?P<at>[^\"]*P:[0-9a-f]+)\""
)
"""The calls that put a part in its place: completeBoundary, ...WithStyles and completeSegment."""
_OPENS, _CLOSES = ("$?", "$!", "$~"), "/$"
"""The comments around what is shown until a part comes."""


def settle(document: HtmlElement) -> None:
    """Puts every part in its place. One whose place is not known is shown where it stands."""
    parts = {
        str(e.get("id")): e
        for e in document.iter("div")
        if e.get("hidden") is not None and _PART.fullmatch(e.get("id") or "")
    }
    if not parts:
        return
    places = {str(e.get("id")): e for e in document.iter("template") if _PLACE.fullmatch(e.get("id") or "")}
    told = _told(document)
    for name, part in parts.items():
        alike = (name.replace("S:", kind) for kind in ("B:", "P:"))  # where no script is left to tell
        place = places.get(told.get(name) or next((key for key in alike if key in places), ""))
        del part.attrib["hidden"], part.attrib["id"]
        if place is not None and part not in place.iterancestors():
            _put(part, place)


def _told(document: HtmlElement) -> dict[str, str]:
    """Where each part belongs, by the page's scripts."""
    found: dict[str, str] = {}
    for script in document.iter("script"):
        if "$R" in (source := script.text or ""):
            for call in _PUT.finditer(source):
                found[call["part"] or call["piece"]] = call["place"] or call["at"]
    return found


def _put(part: HtmlElement, place: HtmlElement) -> None:
    """The part for its place, and for what is shown there until it comes."""
    parent = place.getparent()
    if parent is None:
        return
    part.drop_tree()
    part.tail = place.tail
    before = place.getprevious()
    if before is not None and not isinstance(before.tag, str) and (before.text or "") in _OPENS:
        part.tail = ""
        depth = 0
        while (after := place.getnext()) is not None:
            said = "" if isinstance(after.tag, str) else after.text or ""
            if said == _CLOSES and not depth:
                break
            depth += (said[:1] == "$") - (said == _CLOSES)
            parent.remove(after)
    parent.replace(place, part)
    part.drop_tag()
