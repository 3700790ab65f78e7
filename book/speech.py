"""Which lines behind a dash are speech, and not the items of a list.

Most of Europe opens what somebody says with a dash; people type a hyphen for it, with which lists begin too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

DASHES = "–—―-"
_OPENED = re.compile(rf"\s*([{DASHES}])(?:\s+|(?<=[—―])(?=[¡¿\"“«A-ZÀ-Þ]))(\S.*)", re.S)
"""A dash before a line; Spanish sets no space behind it."""
_SAID = re.compile(r"[,.!?…»”\"]\s?[–—-]\s?[a-zß-öø-ÿ]")
"""What parts the words of a speaker from what is told of them: '– Sì, – disse', '- Oui - dit-il'."""
_TELLS = re.compile(
    r"[,!?…][»”\"’']?\s(?:(?:zei|zegt|vroeg|vraagt|riep|antwoordde|mompelde|fluisterde"  # Dutch
    r"|said|says|asked|replied|cried|whispered|sagte|fragte|rief|sprach|antwortete"  # English, German
    r"|dijo|preguntó|respondió|contestó|gritó|disse|chiese|rispose|perguntou|respondeu)\b"
    r"|(?:(?:re)?dit|dis|demanda|demande|répondit|répond|fit|cria|murmura|s[’']écria)"  # French
    r"[ -](?:il|elle|je|on|[A-ZÀ-Þ]))"
)
"""The verb behind what somebody says: who says it, and how, comes behind that."""
_ANSWERS = re.compile(r"(?:nee|ja|yes|no|nein|doch|oui|non|si|sí|sì|sim|não|nej)\b", re.I)
_SENTENCE = re.compile(r"[^\W\d_a-zß-öø-ÿ].*[.!?…]|[¿¡«“„\"'].*[.!?…»”“\"']", re.S)
_BRIEF = 8  # words of the middle one of some lines that people say to each other
_STOPS = ".!?…:»”\"'’"


def opened(line: str) -> tuple[str, str] | None:
    """The dash that a line begins with, and what stands behind it."""
    found = _OPENED.fullmatch(line)
    return (found[1], found[2].strip()) if found else None


def sentences(texts: Sequence[str]) -> bool:
    """Whether all of these, each behind a dash, are sentences."""
    return all(_SENTENCE.fullmatch(text) for text in texts)


def spoken(texts: Sequence[str]) -> bool:
    """Are these, behind dashes, surely what people say to each other?

    Sentences of which one tells who says it, or that ask and answer. A list may have a question in it.
    """
    if len(texts) < 2 or not sentences(texts):
        return False
    asked = [_asks(text) for text in texts]
    if any(_SAID.search(text) or _TELLS.search(text) for text in texts):
        return True
    if any(asks and _ANSWERS.match(below) for asks, (_, below) in zip(asked, pairwise(texts), strict=False)):
        return True
    return asked[0] and not asked[1] and median(len(text.split()) for text in texts) <= _BRIEF


def likely(dashes: str, texts: Sequence[str]) -> bool:
    """Are they so in a text without markup, where nobody said that they are a list?

    The long dash before sentences is that of speech in any language.
    """
    if not sentences(texts):
        return False
    if set(dashes) <= {"—", "―"} or spoken(texts):
        return True
    asked = [*map(_asks, texts)]
    return any(asked) != all(asked)


def turns(rows: Sequence[str]) -> Iterator[int]:
    """The rows of a paragraph that begin a line of speech, or an item, behind a dash.

    Prose that was broken into lines may have a dash before one: there a sentence does not end above it.
    """
    begun = [i for i, row in enumerate(rows) if (told := opened(row)) and told[0] != "-"]
    if len(begun) < 2 or not (len(begun) == len(rows) or all(_parts(rows, i) for i in begun)):
        return
    yield from begun


def _parts(rows: Sequence[str], i: int) -> bool:
    return i == 0 or rows[i - 1].rstrip()[-1:] in _STOPS


def _asks(text: str) -> bool:
    return text.rstrip("»”\"' ").endswith("?")
