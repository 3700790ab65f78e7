"""Authors that are no persons: a press agency, a firm's team, and who is none of them ('Redactie')."""

from __future__ import annotations

import re
from functools import lru_cache

ORGANISATION, BODY = "json-ld.organization", "body"
"""The rule of an author that a page's head calls an organisation; how rules end that find one in lines."""
RULES = (ORGANISATION, BODY)
"""How the rules end whose authors have no surname to be sorted by."""
_GENERIC = re.compile(
    r"(?:the|our|by|door|par|por|von|der|die|das|de|het|la|le|and|und|en)|redact\w*|redakt\w*|rédaction|redacción|redazione|redação"
    r"|editorial|editors?|foreign|staff|teams?|news|nachrichten|nieuws|desk|newsroom|press|admin\w*|webmaster|guest|gast\w*"
    r"|contributors?|correspondents?|reporters?|writers?|authors?|auteurs?|autor\w*|content|marketing|web|online|blog"
    r"|agencies|agentur\w*|wire|services?|unknown|meet|join|contact|support|sales|management|leadership|customer",
    re.IGNORECASE,
)
AGENCIES: frozenset[str] = frozenset({"dpa", "apa", "sda", "sid", "epd", "kna", "afp", "efe", "ansa", "anp"})
"""Press agencies that write their names small."""
_TEAM = re.compile(
    r"[^\W\d_a-zà-ÿ][\w.&’'-]*(?:[ -][^\W_a-zà-ÿ][\w.&’'-]*){0,3}[ -]"
    r"(?i:editorial team|team|staff|redaktion|redactie|redazione|rédaction|redacción|redação|redaksjonen)"
)
"""'Koekfabriek Team', 'IN-Redaktion'."""

_HOUSE = re.compile(
    r"(?:.*[ -])?(?:foundation|stiftung|stichting|institut[eo]?|instituut|universit\w+|associations?|verein"
    r"|vereniging|ministry|ministeri\w+|agency|agencies|society|council)(?:[ -].*)?",
    re.IGNORECASE,
)
_ADMIN = re.compile(r"\w*admin\w*", re.IGNORECASE)
_INITIALLED = frozenset({"red", "Red."})
"""How newsrooms sign for none of them."""
_PLACEHOLDER = re.compile(
    r"unknown|unbekannt|onbekend|anonym\w*|author|auteur|autor\w*|root|user|guest|gast|editor|owner|test|default|none"
    r"|null|undefined|wordpress|joomla|drupal",
    re.IGNORECASE,
)


def nobody(name: str) -> bool:
    """Whether no one is named: 'Redaktion', 'von', 'wordpressadmin', 'Unknown'."""
    return placeholder(name) or all(
        _GENERIC.fullmatch(word) or _ADMIN.fullmatch(word) or word in _INITIALLED for word in name.split()
    )


def placeholder(name: str) -> bool:
    """Whether a program put it where nobody is named: 'Unknown', 'root'."""
    return _PLACEHOLDER.fullmatch(name) is not None


def house(text: str) -> bool:
    """Whether what a byline names is a body by its words: 'Brood Foundation', 'Universiteit Delft'."""
    return len(text) <= 60 and _HOUSE.fullmatch(text) is not None and called(text)


def team(text: str) -> str:
    """The body that a line names by itself: 'Koekfabriek Team', 'dpa'; '' for anything else."""
    if text in AGENCIES:
        return text
    return text if len(text) <= 40 and text[:1].isupper() and _TEAM.fullmatch(text) and called(text) else ""


@lru_cache(maxsize=1 << 10)
def called(value: str) -> bool:
    """Whether a body has a name: 'Redactie' and 'Editorial Team' have none, 'DianaHR Team' has."""
    if not any(c.isalpha() for c in value):
        return False
    return (
        any(
            not _GENERIC.fullmatch(word)
            and (word[:1].isupper() or "." in word or any(c.isupper() for c in word))
            for word in value.split()
        )
        or value in AGENCIES
    )
