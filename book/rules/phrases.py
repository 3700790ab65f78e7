"""Phrases: what a line of furniture says, in plain text, without a pattern."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BEFORE = " \t¡¿<>«»‹›←→▶►▼▲▾▸✓✕✖×+|*#·•–—-"
_BEHIND = " \t<>«»‹›←→▶►▼▲▾▸✓✕✖×+|*·•–—:!…-"
_COUNT = re.compile(r"\([0-9][0-9.,]*k?\)$", re.IGNORECASE)
_FORMS = str.maketrans("’‘‛`´“”„‟ёı", "'''''\"\"\"\"еi", "\u0307")  # İ is i and a dot, without case


def spoken(text: str) -> str:
    """What a line says: without case, arrows and ornaments, dots that go on, a count in brackets at its end,
    an exclamation mark or a colon, the marks that open a Spanish sentence, the space that French sets before
    a question mark, and the forms of quotes, of the Russian ё and of the Turkish i.
    '▶ Play video …' -> 'play video'.

    A full stop and a question mark stay: they tell a sentence from a button.
    """
    text = text.lstrip(_BEFORE).rstrip(_BEHIND)
    if text.endswith(")"):
        text = _COUNT.sub("", text).rstrip(_BEHIND)
    elif text.endswith("..."):
        text = text.rstrip(".").rstrip(_BEHIND)
    text = " ".join(text.casefold().split()).replace(" ?", "?")
    return text if text.isascii() else text.translate(_FORMS)


def listed(phrases: Iterable[str]) -> frozenset[str]:
    """All that phrases say. One that ends with a full stop is found without it too."""
    said = {spoken(phrase) for phrase in phrases}
    return frozenset(said | {phrase.removesuffix(".") for phrase in said})
