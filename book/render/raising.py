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
    patterns = _patterns(language)
    for inline in inlines:
        if patterns and isinstance(inline, Text):
            yield from _parted(inline.text, patterns)
        else:
            yield inline


def _parted(text: str, patterns: tuple[re.Pattern[str], ...]) -> Iterator[Inline]:
    spans = sorted(match.span(1) for pattern in patterns for match in pattern.finditer(text))
    at = 0
    for start, end in spans:
        if start >= at:
            yield Text(text[at:start])
            yield Span("sup", (Text(text[start:end]),))
            at = end
    if text[at:] or not at:
        yield Text(text[at:])


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    code = language if language in available() else language.split("-")[0]
    return typography(load(code)).raised if code in available() else ()
