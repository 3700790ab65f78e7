"""What a line looks like, whatever it says."""

from __future__ import annotations

import re

_NAME = re.compile(
    r"[^\W\d_a-zß-ÿ][\w'’.-]{0,20}"
    r"(?: (?:[^\W\d_a-zß-ÿ][\w'’.-]{0,24}"
    r"|van|de|der|den|het|ten|ter|te|von|zu|und|du|la|le|di|da|dos|el|al|bin|y|'t|’t)){1,5}"
)
_CLOSERS = "\"'”’»)]¹²³*“‘"


def is_name(text: str) -> bool:
    """'Saskia van den Elshout': two to six words, all capitals but for the particles of a surname."""
    return len(text) <= 60 and _NAME.fullmatch(text) is not None and text.split()[-1][0].isupper()


def is_sentence(text: str) -> bool:
    """It ends as a sentence does."""
    return text.rstrip(_CLOSERS)[-1:] in {".", "!", "?", "…", ":", ";"} and len(text) > 12
