"""Which language a text is in, by its function words."""

from __future__ import annotations

from collections.abc import Iterable

from book import languages, rules
from book.rules.tongue import likeliest

UNKNOWN = "und"  # BCP 47: undetermined


def guess_language(lines: Iterable[str]) -> str:
    """The code of a language that has a table, or 'und' where none fits."""
    code = known_language(lines)
    return code if code in languages.available() else UNKNOWN


def known_language(lines: Iterable[str]) -> str:
    """The code of a language whose function words are known, with a table or none; '' where none fits.

    The words are data: `[read] stop-words` of languages/*.toml, and `words` of the rule packs of languages
    that have no table yet; those are known so that German is not taken for Dutch.
    """
    return likeliest(lines, rules.tongues() | languages.function_words(), rules.neighbours())
