"""Names for files and anchors, made of a text's own letters."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 60
"""Letters: file systems, and people, want no longer names; other words are added behind them."""

_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "Ae", "ø": "o", "Ø": "O", "œ": "oe", "Œ": "Oe", "ł": "l", "Ł": "L", "đ": "d",
     "Đ": "D", "ð": "d", "þ": "th", "ı": "i", "–": "-", "—": "-", "’": "'", "‘": "'"}
)  # fmt: skip


def slug(text: str) -> str:
    """'De kok, de klant & ïk' -> 'de-kok-de-klant-ik', `LONGEST` letters at most, in whole words.

    Empty where no letter has an ASCII form.
    """
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore").decode()
    whole = re.sub(r"[^a-z0-9]+", "-", plain.lower().replace("'", "")).strip("-")
    return whole if len(whole) <= LONGEST else whole[: LONGEST + 1].rpartition("-")[0] or whole[:LONGEST]
