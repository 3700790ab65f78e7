"""Which language a text is in by its letters: most scripts are those of one language, or mostly."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from babel.core import get_global

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
CYRILLIC, HAN = "und-Cyrl", "und-Hani"
SHARED: Mapping[str, str] = MappingProxyType(
    {
        CYRILLIC: "\u0400-\u052f",
        HAN: "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff",  # and kana
    }
)
"""Scripts of many languages, as what is in none that is known is called (BCP 47), with their signs."""
_IN_SCRIPTS = MappingProxyType({CYRILLIC: ("Cyrl",), HAN: ("Hani", "Hans", "Hant", "Jpan", "Kore")})
"""What CLDR calls the scripts of the languages that are written in these."""
_KANA = re.compile("[\u3040-\u30ff]")
_OF_CYRILLIC = (
    ("", re.compile("[\u0460-\u048f\u0492-\u052f]")),  # of the languages of Asia, and of old books
    ("uk", re.compile("[ґєї]")),
    ("be", re.compile("ў")),
    ("mk", re.compile("[ѓќѕ]")),
    ("sr", re.compile("[ђћ]")),
    ("ru", re.compile("[ыэё]")),
    ("bg", re.compile("(?<=[бвгджзклмнпрстфхцчшщ])ъ(?=[бвгджзклмнпрстфхцчшщ])")),
)
"""Letters that one of the languages in Cyrillic has and the others have not."""
_SIGNS = MappingProxyType({code: re.compile(f"[{signs}]") for code, signs in SCRIPTS.items()})
_OTHER = re.compile(f"[{''.join((*SCRIPTS.values(), *SHARED.values()))}]")
_RUNS = MappingProxyType(
    {
        code: re.compile(rf"[{signs}](?:[{signs}\W\d_]*[{signs}])?")
        for code, signs in (*SCRIPTS.items(), *SHARED.items())
    }
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
    and in which language that is as far as its letters tell."""
    if not others(text):
        return
    for code, pattern in _RUNS.items():
        for run in pattern.finditer(text):
            yield (
                run.start(),
                run.end(),
                _by_letters(run[0], code) if code in SHARED else by_script((run[0],)),
            )


def _by_letters(text: str, script: str) -> str:
    """The language in one of the scripts of many that has letters which are in the text; else the script."""
    if script == HAN:
        return "ja" if _KANA.search(text) else script
    own = next((code for code, letters in _OF_CYRILLIC if letters.search(text.lower())), "")
    return own or script


def others(text: str) -> bool:
    """Has a text letters of another script?"""
    return not text.isascii() and _OTHER.search(text) is not None


def shared(text: str) -> str:
    """The script of many languages that a text begins in; '' for another."""
    return next((code for code in SHARED if _RUNS[code].match(text)), "")


def is_of(language: str, script: str) -> bool:
    """Is a language written in one of the scripts of many?"""
    likely = get_global("likely_subtags").get(language.split("-")[0].lower(), "")
    return any(name in likely.split("_") for name in _IN_SCRIPTS[script])


def _letters(lines: Iterable[str]) -> str:
    """The letters that a text begins with."""
    said = filter(str.isalpha, itertools.chain.from_iterable(lines))
    return "".join(itertools.islice(said, _BEGINNING))
