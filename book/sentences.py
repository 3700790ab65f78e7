"""Where a sentence ends and how much a text is, in any script.

What stops a sentence has Unicode's property Sentence_Terminal (UAX #29), here with the ellipsis and without
what no living script uses. Quotation marks and brackets that close, and the calls of notes, may stand behind
it; German and Danish close with the marks that others open with.
"""

from __future__ import annotations

import re
from functools import lru_cache

STOPS = frozenset(".!?…‼‽⁇⁈⁉։؟۔।॥။።។。．！？｡")
QUESTIONS = frozenset("?؟？")
_CRIES = frozenset("!‼‽⁇⁈⁉！")
CLOSERS = "\"'”’»“‘«›‹)]}〉》」』】）¹²³⁴⁵⁶⁷⁸⁹⁰*†‡"
HAN, HANGUL, KATAKANA, HIRAGANA = "\u3400-\u9fff", "\uac00-\ud7a3", "\u30a0-\u30ff", "\u3040-\u309f"
UNSPACED = HAN + HANGUL + KATAKANA + HIRAGANA
"""For regular expressions: signs that stand for a syllable or more, each as wide as two letters."""
_CALLING = frozenset("])0123456789")
_TAIL = 40  # characters: as many calls as one sentence has
RUNNING = 60  # columns from which a sentence is running text
_STOPLESS = re.compile("[\u0e00-\u0eff]")
"""Signs of Thai and Lao, which end no sentence with a stop."""

_CALLED = re.compile(
    # '[3]', '[a]', '[n 3]', '(3)'
    r"(?:\s?(?:\[(?:\d{1,3}|[^\W\d_]{1,2}|n(?:ote)?[ .]?\d{1,3})\]|\(\d{1,2}\)))+$"
    r"|(?<=[^\W\d_]{3}[.!?])\d{1,3}$"  # where it was raised: 'so.12'
)
_BEHIND = re.compile(
    r"(?:(?:\s+|(?<=[.!?…]))"
    r"(?:https?://\S+|:[a-z][a-z_+-]{1,30}:|[:;=]['-]?[)(DPp]|[\u2190-\U0010ffff]+))+$"
)
"""What may stand behind a last sentence: an address, a smiley as ':)', ':wink:' or a sign."""
_SYLLABIC = re.compile(f"[{UNSPACED}]")
_UNITS = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")


def final(text: str) -> str:
    """The sign with which a text (stripped) ends, those that close and calls of notes aside; '' for none."""
    last = text[-1:]
    if last in _CALLING:
        text = _CALLED.sub("", text[-_TAIL:])
        last = text[-1:]
    return text.rstrip(CLOSERS)[-1:] if last and last in CLOSERS else last


def ends(text: str) -> bool:
    """Does a text (stripped) end as a sentence does?"""
    return final(text) in STOPS


def states(text: str) -> bool:
    """Does a text (stripped) end as a statement does: a sentence that neither asks nor calls out?"""
    return final(text) in STOPS - QUESTIONS - _CRIES


def spoken(text: str) -> str:
    """A text (stripped) without an address or a smiley behind its last sentence."""
    return _BEHIND.sub("", text)


def running(text: str, least: int = RUNNING) -> bool:
    """Is it running text: a sentence of some length, of so many columns at `least`?"""
    return columns(text) >= least and (ends(text) or stopless(text))


def stopless(text: str) -> bool:
    """Does a text (stripped) end in a script that has no stops?"""
    return bool(text) and not text.isascii() and _STOPLESS.match(final(text)) is not None


def syllabic(text: str) -> int:
    """How many of its signs are kana, Han or Hangul."""
    return 0 if text.isascii() else _syllabic(text)


@lru_cache(maxsize=1 << 10)  # whoever measures a line asks, and many do
def _syllabic(text: str) -> int:
    return len(_SYLLABIC.findall(text))


def columns(text: str) -> int:
    """How wide a text is: its signs, those that are wide twice (East_Asian_Width, UAX #11)."""
    return len(text) + syllabic(text)


def units(text: str) -> list[str]:
    """Its words, and of what is written in kana, Han or Hangul each sign."""
    return _UNITS.findall(text)
