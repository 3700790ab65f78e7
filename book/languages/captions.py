"""How captions begin that a text has as paragraphs of its own: 'Table 1. ', 'Figuur 2: ', 'Abb. 3 – '.

    is_caption("Tabel 2. De pachters van de dam")    # True
    is_caption("Tabel 2 noemt de pachters.")         # False

The words are those of every language's table (`captions`): a text cites others'.
"""

from __future__ import annotations

import re
from functools import cache

from book.languages import available, load

_LONGEST = 400  # letters


def is_caption(text: str) -> bool:
    """Whether a paragraph says what a numbered figure or table shows, or that it is one."""
    return len(text) <= _LONGEST and bool(_pattern().match(text))


@cache
def _pattern() -> re.Pattern[str]:
    labels = {label for code in available() for label in load(code).data.get("captions", ())}
    words = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    number = r"(?:\d{1,3}|[IVX]{1,5})(?:[.-]\d{1,3})*[a-z]?"
    return re.compile(rf"(?:{words})[ \u00a0]{number}(?:[ \u00a0]?[.:–—|-][ \u00a0]+\S|\.?\Z)")
