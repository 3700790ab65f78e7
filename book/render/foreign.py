"""Characters that the style's fonts lack, set apart so that they move no line.

The layout engine takes them from whatever font the machine has. That font's own height would push the
line off the baseline grid; and where no font has the character, the mark of what is missing would stand in
the text's font, which some readers of PDF then cannot read at all.
"""

from __future__ import annotations

import re

from lxml import html
from lxml.html import HtmlElement

CLASS = "foreign"
CSS = f".{CLASS}{{font-family:serif,sans-serif;font-variant:normal;letter-spacing:0;line-height:0}}"


def set_apart(element: HtmlElement, characters: str) -> None:
    """Put every run of `characters` in the text of `element`, and of what stands in it, in a span."""
    run = re.compile(f"[{re.escape(characters)}]+")
    for child in list(element.iter()):
        if not isinstance(child.tag, str):
            continue
        if child.text and run.search(child.text):
            before, spans = _split(child.text, run)
            child.text = before
            for at, span in enumerate(spans):
                child.insert(at, span)
        if child is not element and child.tail and run.search(child.tail):
            before, spans = _split(child.tail, run)
            parent = child.getparent()
            assert parent is not None
            at = parent.index(child) + 1
            child.tail = before
            for offset, span in enumerate(spans):
                parent.insert(at + offset, span)


def _split(text: str, run: re.Pattern[str]) -> tuple[str, list[HtmlElement]]:
    """What stands before the first run, and each run in a span with what follows it."""
    found = list(run.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    spans: list[HtmlElement] = []
    for match, end in zip(found, ends, strict=True):
        span = html.Element("span", {"class": CLASS})
        span.text, span.tail = match[0], text[match.end() : end]
        spans.append(span)
    return text[: found[0].start()], spans
