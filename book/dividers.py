"""Lines that say nothing and part what stands above them from what stands below: asterisks, a rule.

Reading, cleaning and recovering all ask. Whether such a line is a break in the text, its neighbours tell.
"""

from __future__ import annotations

import re

from book.model import Line

SHOWN = "* * *"
"""What stands in a line for a rule that a page draws (<hr>)."""
TAG = "hr"
_SIGNS = "*＊✱∗~#•·◆◇○●◊✦✧★☆❖"
_LINES = "-–—_=─═"
_ORNAMENT = re.compile(
    rf"(?:[{_SIGNS}⁂❦❧☙✻✽—–⸺⸻]|[{_LINES}]{{3,}})(?:\s*(?:[{_SIGNS}]|[{_LINES}]{{3,}}|(?<=\s)[—–⁂❦❧☙✻✽]))*"
)
_LONGEST, _ROW = 60, 100  # characters; those of one sign alone may be as wide as a page of text
_BLOCKS = frozenset({TAG, "p", "div", "center", "section", "h2", "h3", "h4", "h5", "h6"})
"""Elements of a page in which such a line is one: in a list or a table it is a sign."""


def is_ornament(text: str) -> bool:
    """Is this what authors type between two parts of a text?"""
    text = text.strip()
    longest = _ROW if text and text == len(text) * text[0] else _LONGEST
    return len(text) <= longest and _ORNAMENT.fullmatch(text) is not None


def divides(line: Line) -> bool:
    """Is this a rule or an ornament of a page?"""
    return line.tag in _BLOCKS and line.image is None and not line.rows and is_ornament(line.text)
