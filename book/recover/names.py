"""People's names as bylines print them: 'Remco de Waard', 'A. Jansen en B. de Vries', 'JAN JANSEN'.

A name is judged by its shape alone: capitals, particles, initials. There is no list of given names, so
a shape is never enough by itself: the recoverers ask for a label or a place beside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import lru_cache

PARTICLES: frozenset[str] = frozenset(
    [
        "van",
        "de",
        "der",
        "den",
        "het",
        "'t",
        "’t",
        "te",
        "ter",
        "ten",
        "op",
        "in",
        "d'",
        "d’",
        "de'",
        "de’",
        "dei",
        "degli",
        "la",
        "le",
        "les",
        "von",
        "vom",
        "zu",
        "zum",
        "zur",
        "du",
        "des",
        "del",
        "della",
        "di",
        "da",
        "do",
        "dos",
        "das",
        "dal",
        "dalla",
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "abu",
        "af",
        "av",
        "y",
        "e",
        "i",
        "und",
        "mc",
        "mac",
        "st.",
        "st",
        "van't",
    ]
)
_JOIN = re.compile(
    r"\s*(?:,|;|/|\||·|•|\s&\s|\s\+\s|(?<!\w)(?:and|en|und|et|y|e|og|och|ja|ve|i|et|with|met|mit)(?!\w))\s*"
)
_WORD = re.compile(r"[^\W\d_](?:(?:[^\W\d_]|['’.\-‐‑])*(?:[^\W\d_]|\.))?\Z")
_SENTENCE = re.compile(
    r".*(?:[\u3400-\u9fff]{7}|[\u3400-\u9fff]\u306e.?[\u3400-\u9fff]|\u3092|[\u3040-\u30ff\u3400-\u9fff]{12})"
)
"""More signs of Chinese or Japanese writing in a row than names have, and particles that none has."""
_FILE = re.compile(
    r"\w{2,}\.(?:md|txt|html?|pdf|docx?|py|js|css|json|ya?ml|toml|xml|csv|jpe?g|png)", re.IGNORECASE
)
"""A file's name, which nobody has: 'Create README.md'."""
_ASKING = frozenset("how why what which your waarom warum pourquoi".split())
"""Words of headings and of links, which no name has, capitals or not: 'Assess How Deep'."""
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?){1,5}\Z")
_INITIAL = re.compile(r"\w [^\W\d_]\.\Z")
"""A name may end in the initial of another: 'Ana Souza F.'"""
_ARTICLES = frozenset(
    ["the", "das", "der", "die", "ein", "eine", "het", "een", "les", "une", "los", "las", "gli", "uma", "det"]
)
_ELIDED = re.compile(r"(?:[dl]['’]|al-|el-)[^\W\d_]")
_LOWER = re.compile(
    r"(?:[dl]['’]|al-|el-|(?:prof|dr|drs|mr|mrs|ms|ir|ing|ds|rev|sir|dame|dipl|phd|msc|ma|md|mba)\b)",
    re.IGNORECASE,
)
"""How a name may begin with a small letter."""
_SMALL = PARTICLES | frozenset(
    """
    prof dr drs mr mrs ms ir ing ds rev sir dame dipl phd msc ma md mba
    autor autorin gastautor gastautorin auteur gastauteur columnist gastcolumnist
    kolumnist kolumnistin gastkolumnist gastkolumnistin korrespondent korrespondentin correspondent
    redakteur redakteurin redacteur redactrice reporter reporterin journalist journalistin journaliste
    """.split()
)
"""Words of a name that may be small, and those that `_TITLES` takes off."""
_TITLES = re.compile(
    r"(?<!\w)(?:(?:(?:prof|dr|drs|mr|mrs|ms|ir|ing|ds|rev|sir|dame|dipl|phd|msc|ma|md|mba)\.?|(?:gast)?(?:autor(?:in)?"
    r"|auteur|columnist|kolumnist(?:in)?)|korrespondent(?:in)?|correspondent|redakteur(?:in)?|redacteur|redactrice"
    r"|reporter(?:in)?|journalist(?:in|e)?)\s+)+(?=\w)",
    re.IGNORECASE,
)
_GENERATIONS = {"jr": " Jr.", "ii": " II", "iii": " III", "iv": " IV"}
"""What stands behind a comma and belongs to the name before it: 'Anna Baker, Jr.' is one person."""
_DEGREES = frozenset(
    "sr phd dphil edd md dds dvm jd llm llb ma ba msc bsc mba mph mfa rn rd rdn cpa cfp esq frs obe".split()
)
"""What stands there and is nobody: degrees, honours, and 'Sr.', which is mostly 'senior'."""
_TAIL = re.compile(r"\s*(?:\([^()]{0,60}\)|@\w{2,30})\s*\Z")
_WITHIN = re.compile(r"(?<=\S \S)(\S*) (?:in|op) (?!['’]t |d[e'’][nr]? |het )(?=[^\W\d_])")
"""Before where somebody is, or files a piece: 'Anna Baker in Bread'. Before an article it is of the name."""
_ONE_PLACE = re.compile(r"\w[\w'’.-]*(?: [A-ZÀ-Þ][\w'’.-]*)*")
_TOWN = frozenset(
    "bad buenos cape ciudad den el fort hong kuala las le los new nova nueva port porto puerto rio san santa"
    " sankt santo são st. st tel".split()
)
"""How names of towns begin, and given names hardly do."""


def without_place(text: str) -> str:
    """'Anna Baker in Bread, Cake' -> 'Anna Baker'; 'Anna Baker in Bath and Ben Cook in Rye' -> both."""
    first, *others = _WITHIN.split(text)[::2]
    ends = _WITHIN.findall(text)
    if len(ends) > 1:
        others = [_ONE_PLACE.sub("", other, count=1) for other in others]
        return "".join(part + end for part, end in zip([first, *others], [*ends, ""], strict=True))
    return first + "".join(ends)


def people(text: str, *, alone: bool = False) -> tuple[str, ...]:
    """The names in a byline's `text`, in order; () if it is anything else.

    After the first name, what follows a comma may be an office ('Emma Kok, chef sport') or a town ('Ana
    Souza, São Paulo') and is left out. With `alone` every name must have two words or more, and capitals:
    in a script that has none, two words have no name's shape.
    """
    whole = text.rstrip(" \t\u00a0,:;|-–—·•*")
    text = text.strip(" \t\u00a0.,:;|-–—·•*").strip()
    text += "." * bool(_INITIAL.search(whole))
    if not 2 <= len(text) <= 160 or (text[0].islower() and not _LOWER.match(text)):
        return ()
    return _people(text, alone)


@lru_cache(maxsize=1 << 12)
def _people(text: str, alone: bool) -> tuple[str, ...]:
    found: list[str] = []
    for part in _JOIN.split(text):
        if not part:
            continue
        behind = part.replace(".", "").casefold() if found else ""
        if behind in _GENERATIONS:
            found[-1] += _GENERATIONS[behind]
        if behind in _GENERATIONS or behind in _DEGREES:
            continue
        name = person(part)
        if name and found and (_outlet(part, found[0], text) or _town(part, found, text)):
            break
        if name and (not alone or _capital(name) or found):
            found.append(name)
        elif not found:
            return ()
        else:
            break
    return tuple(dict.fromkeys(found))


def _capital(name: str) -> bool:
    """Whether a name has two words or more, with a capital each, particles aside."""
    words = name.split()
    return len(words) > 1 and all(
        any(map(str.isupper, word)) or word.casefold() in PARTICLES for word in words
    )


def _outlet(part: str, first: str, text: str) -> bool:
    """Whether what follows a full name is whom it works for: 'Rob Picha, CNN', 'Jan Kok, Koek.org'."""
    if " " not in first or text.isupper():
        return False
    if (
        part.isupper()
        and " " in part
        and text.upper().startswith(first.upper())
        and text[: len(first)].isupper()
    ):
        return False  # 'ANNA BAKER, BEN COOK and CARLA DALE': all names are in capitals
    return (part.isupper() and "." not in part) or (" " not in part and "." in part.rstrip("."))


def _town(part: str, names: Sequence[str], text: str) -> bool:
    """Whether what ends a byline behind one full name and a comma is where that was written: 'Ana Souza,
    Lisboa', 'Ana Souza, São Paulo'. Who else signs is called by more than one word, as the first is.
    """
    if len(names) > 1 or " " not in names[0] or not re.search(rf",\s*{re.escape(part)}\Z", text):
        return False
    return " " not in part or part.split()[0].casefold() in _TOWN


def person(text: str) -> str:
    """`text` as one name, tidied ('JAN JANSEN' -> 'Jan Jansen'), or '' if it has not a name's shape."""
    if "(" not in text and "@" not in text and any(map(_no_name, text.split())):
        return ""
    if _WITHIN.search(text):
        return ""
    text = _TAIL.sub("", text.strip(" \t\u00a0,;:|")).strip()
    text = _TITLES.sub("", text).strip()
    words = text.split()
    half = len(words) // 2
    if half and words[:half] == words[half:]:
        words = words[:half]  # markup that says it to the eye and to a voice: 'Anna Baker Anna Baker'
        text = " ".join(words)
    if not 1 <= len(words) <= 6 or len(text) > 60 or len(text) < 2:
        return ""
    capitals = 0
    for k, word in enumerate(words):
        if k and word.casefold() in PARTICLES and k < len(words) - 1:
            continue
        if _INITIALS.match(word):
            capitals += word[0].isupper()
            continue
        if (
            not word[0].isalpha()
            or not _WORD.match(_without_marks(word))
            or _SENTENCE.match(word)
            or _FILE.fullmatch(word)
            or (word.endswith(".") and word.casefold() not in ("jr.", "sr."))
        ):
            return ""
        # A small letter first only in d'Ancona, l'Hermite and the Arabic article; scripts without case pass.
        if word[0].islower() and not (_ELIDED.match(word) and any(c.isupper() for c in word)):
            return ""
        capitals += 1
    if not capitals or (_INITIALS.match(words[-1]) and len(words) == 1):
        return ""
    if len(words) > 1 and text.isupper():
        return " ".join(_capitalise(w, first=not k) for k, w in enumerate(words))
    return " ".join(words)


def _without_marks(word: str) -> str:
    """A word without what stands on, below or between its letters: vowels of Arabic, Hebrew and of India."""
    if word.isascii():
        return word
    return "".join(sign for sign in word if unicodedata.category(sign) not in ("Mn", "Mc", "Cf"))


def _no_name(word: str) -> bool:
    """Whether no name has this word: it is small, and neither particle nor title; a number; or it asks."""
    first = word[0]
    if not first.islower():
        return first.isdigit() or word.casefold() in _ASKING
    return word.isalpha() and word not in _SMALL and word.casefold() not in _SMALL


def _capitalise(word: str, *, first: bool) -> str:
    if not first and word.casefold() in PARTICLES:
        return word.lower()
    return re.sub(r"[^\W\d_]+", lambda m: m[0][0] + m[0][1:].lower(), word)


@lru_cache(maxsize=1 << 10)
def surnames(name: str) -> tuple[str, ...]:
    """The words by which a text would call this person: all but initials and particles."""
    return tuple(
        w for w in name.split() if w.casefold() not in PARTICLES and not _INITIALS.match(w) and len(w) > 1
    )


def ordinary(name: str, lowercase: Collection[str]) -> bool:
    """Whether the name is made of words that the text also writes small ('Climate Change', 'Das Buch')."""
    words = surnames(name)
    first = name.split()[0].casefold() if name else ""
    return first in _ARTICLES or (bool(words) and all(w.casefold() in lowercase for w in words))
