"""What a line that may be a title looks like, as evidence: its length, its signs, its capitals."""

from __future__ import annotations

import re
from collections.abc import Callable

from book.model import Role
from book.recover.names import ordinary, people
from book.recover.page import Look

_STOP = re.compile(r"[^\W\d_]{3}[.!?…][\"'”’»)]* +[\"'“‘«]?[^\W\d_]")
_CREDIT = re.compile(
    r"©|\b(?:getty|reuters|dpa|afp|shutterstock|imago|picture alliance|anp|photo(?:graph)?s?|foto|image|bild"
    r"|courtesy|beeld|pictured|quelle)\b",
    re.IGNORECASE,
)
_READING = re.compile(r"\bmin(?:ute)?n?s?\b")
_DIGIT = re.compile(r"\d")
_PERSON = re.compile(r"[,|(–—]| - ")

Put = Callable[..., None]

_SIZES = (
    (1, "one-word"), (2, "two-words"), (4, "few-words"), (7, "some-words"), (14, "title-long"), (20, "long"),
)  # fmt: skip
_LENGTHS = (20, 35, 50, 70, 90, 120)  # characters


def shape(line: Look, again: bool, put: Put) -> None:
    """Puts what a line's looks say; `again` where it stands on its page once more."""
    text, size = line.text, line.size
    put(next((name for top, name in _SIZES if size <= top), "very-long"))
    put(f"length-{next((top for top in _LENGTHS if len(text) <= top), 'more')}")
    words = text.split()
    capital = sum(word[:1].isupper() for word in words) / max(1, len(words))
    put("capital-words", size > 2 and capital)
    put("all-capital-words", size > 2 and capital == 1)
    put("ends-stop", text.endswith((".", "。")) and not text.endswith("..."))
    put("ends-question", text.endswith(("?", "!")))
    put("ends-colon", text.endswith((":", ",", ";")))
    put("ends-dots", text.endswith(("...", "…", ">>", "»", "→", ">")))
    put("starts-small", text[:1].islower())
    put("sentences", bool(_STOP.search(text)))
    put("prose", line.prose)
    put("bulleted", line.bulleted)
    put("kept", line.kept)
    put("comment-like", line.verdict.role is Role.COMMENT)
    put("capitals", size > 2 and text.isupper())
    put("has-digit", bool(_DIGIT.search(text)))
    put("web", "@" in text or "://" in text or "www." in text)
    put("bracketed", text[:1] in "([" and text[-1:] in ")]")
    put("credit", bool(_CREDIT.search(text)))
    put("reading-time", size <= 8 and bool(_READING.search(text)))
    if size <= 4:
        names = people(text, alone=True) if size >= 2 else ()
        person = bool(names) and not ordinary(names[0], ())  # 'Das Brot des Jahres' is nobody
        put("name-like", person)
        put("name-again", person and again)
    elif size <= 14:
        name = _PERSON.split(text, maxsplit=1)[0]
        person = name != text and 2 <= len(name.split()) <= 4 and bool(people(name, alone=True))
        put("person", person)
        put("name-again", person and again)
