"""Ruby: how a word is read, in small signs above it (HTML, 4.5.10), as a book has it that sets no second row.

What stands above stands behind, in brackets, as browsers show it that know no ruby: 山路（やまみち）.
"""

from __future__ import annotations

from lxml.html import HtmlElement

_EAST_ASIAN = "\u2e80"  # from here on signs are as wide as they are high


def bracketed(document: HtmlElement) -> None:
    """Puts each reading that has no brackets of its own (<rp>) in brackets, in place."""
    for ruby in document.iter("ruby"):
        if next(ruby.iter("rp"), None) is not None:
            continue
        wide = any(char >= _EAST_ASIAN for text in ruby.itertext() for char in text)
        before, after = ("（", "）") if wide else (" (", ")")
        for reading in ruby.iter("rt"):
            if not "".join(reading.itertext()).strip():
                continue
            reading.text = before + (reading.text or "").lstrip()
            if len(reading):
                reading[-1].tail = (reading[-1].tail or "").rstrip() + after
            else:
                reading.text = reading.text.rstrip() + after
