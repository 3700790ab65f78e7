"""What a language sets above the line: the letters of 1er, XIXe siècle, Mme in French, of 1.er in Spanish.

    raised((Text("le 1er mai"),), "fr")    # Text("le 1"), Span("sup", (Text("er"),)), Text(" mai")

Which they are is the language's table's (`[typography] raised`). No letter is changed: the words are searched
and copied as their author wrote them, and so the ledger has nothing to tell of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from book.languages import available, load
from book.languages.typography import typography
from book.model import Inline, Span, Text

FLAT = frozenset({"sup", "sub", "code"})
"""Within these nothing is raised: it stands above the line, or is in no language."""


def raised(inlines: Iterable[Inline], language: str) -> Iterator[Inline]:
    """The inlines of a run in `language`, with what is set above the line in spans of its own."""
    for inline in inlines:
        if isinstance(inline, Text):
            yield from _parted(inline.text, language)
        else:
            yield inline


def spans(text: str, language: str) -> list[tuple[int, int]]:
    """From where to where letters of a text in `language` are set above the line."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(m.span(1) for pattern in _patterns(language) for m in pattern.finditer(text)):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def _parted(text: str, language: str) -> Iterator[Inline]:
    at = 0
    for start, end in spans(text, language):
        yield Text(text[at:start])
        yield Span("sup", (Text(text[start:end]),))
        at = end
    if text[at:] or not at:
        yield Text(text[at:])


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    code = language if language in available() else language.split("-")[0]
    return typography(load(code)).raised if code in available() else ()
