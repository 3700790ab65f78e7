"""What a line looks like, whatever it says."""

from __future__ import annotations

import re

from book.sentences import STOPS, final

_NAME = re.compile(
    r"[^\W\d_a-zß-ÿ][\w'’.-]{0,20}"
    r"(?: (?:[^\W\d_a-zß-ÿ][\w'’.-]{0,24}"
    r"|van|de|der|den|het|ten|ter|te|von|zu|und|du|la|le|di|da|dos|el|al|bin|y|'t|’t)){1,5}"
)
_ALSO = frozenset(":;：；")


def is_name(text: str) -> bool:
    """'Saskia van den Elshout': two to six words, all capitals but for the particles of a surname."""
    return len(text) <= 60 and _NAME.fullmatch(text) is not None and text.split()[-1][0].isupper()


def is_sentence(text: str) -> bool:
    """It ends as a sentence does, or as one that goes on."""
    return len(text) > 12 and ((last := final(text)) in STOPS or last in _ALSO)
