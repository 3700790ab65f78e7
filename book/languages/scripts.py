"""Which language a text is in by its letters: most scripts are those of one language, or mostly."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

SCRIPTS: Mapping[str, str] = MappingProxyType(
    {
        "el": "\u0370-\u03ff\u1f00-\u1fff",
        "hy": "\u0530-\u058f",
        "he": "\u0590-\u05ff\ufb1d-\ufb4f",
        "ar": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefe",
        "hi": "\u0900-\u097f\ua8e0-\ua8ff",
        "bn": "\u0980-\u09ff",
        "pa": "\u0a00-\u0a7f",
        "gu": "\u0a80-\u0aff",
        "ta": "\u0b80-\u0bff",
        "te": "\u0c00-\u0c7f",
        "kn": "\u0c80-\u0cff",
        "ml": "\u0d00-\u0d7f",
        "si": "\u0d80-\u0dff",
        "th": "\u0e00-\u0e7f",
        "lo": "\u0e80-\u0eff",
        "bo": "\u0f00-\u0fff",
        "my": "\u1000-\u109f",
        "ka": "\u10a0-\u10ff",
        "am": "\u1200-\u139f",
        "km": "\u1780-\u17ff",
        "ko": "\u1100-\u11ff\uac00-\ud7a3",
    }
)
"""Languages (BCP 47), each with the signs of its script, for regular expressions. Those that share a
script with many others (Latin, Cyrillic, Han) are told by their words."""
_OF_ARABIC = (("ur", re.compile("[ٹڈڑںے]")), ("fa", re.compile("[پچژگ]")))
"""Letters that Arabic has not, by which of its neighbours have them."""
_SIGNS = MappingProxyType({code: re.compile(f"[{signs}]") for code, signs in SCRIPTS.items()})
_OTHER = re.compile(f"[{''.join(SCRIPTS.values())}]")
_RUNS = MappingProxyType(
    {code: re.compile(rf"[{signs}](?:[{signs}\W\d_]*[{signs}])?") for code, signs in SCRIPTS.items()}
)
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
_BEGINNING = 2000  # letters of a text that tell its script
_OWN = 0.01  # of the letters: those that only one language of a script has


def by_script(lines: Iterable[str]) -> str:
    """The language that most texts in this script are in; '' for a script of many."""
    letters = _letters(lines)
    code = next((c for c, sign in _SIGNS.items() if 2 * len(sign.findall(letters)) > len(letters)), "")
    if code == "ar":
        own = ((other, len(sign.findall(letters))) for other, sign in _OF_ARABIC)
        return next((other for other, count in own if count > _OWN * len(letters)), code)
    return code


def in_latin(lines: Iterable[str]) -> bool:
    """Are most letters of a text Latin?"""
    letters = _letters(lines)
    return 2 * len(_LATIN.findall(letters)) >= len(letters)


def runs(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a text is in another script: from where to where, signs and spaces between its words included,
    and in which language that is."""
    if text.isascii() or not _OTHER.search(text):
        return
    for pattern in _RUNS.values():
        for run in pattern.finditer(text):
            yield run.start(), run.end(), by_script((run[0],))


def _letters(lines: Iterable[str]) -> str:
    """The letters that a text begins with."""
    said = filter(str.isalpha, itertools.chain.from_iterable(lines))
    return "".join(itertools.islice(said, _BEGINNING))
