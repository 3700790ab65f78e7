"""What stands below an e-mail or a post of a newsgroup: its signature, and what a mailing list adds.

'-- ' on a line of its own parts the signature from the text (RFC 3676, 4.3); a list adds a row of
underscores, its name and its addresses (Mailman).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from book import quoting
from book.clean.page import Page, Verdicts, drop, rerole
from book.model import Role, Verdict
from book.sentences import running
from book.words import count

_EXACT, _BARE = "-- ", "--"
_ROW = re.compile(r"_{30,}")
_ADDRESS = re.compile(r"https?://|www\.|[\w.+-]@[\w-]")
_LONGEST, _SHORT = 10, 5
"""Lines of a signature, and of one that is parted by a row which others write too."""
_WORDS = 9
"""Words of a line that is no name, no function and no place."""
_MOTTO = 240  # characters of running text that a signature may have
_WHY = "It stands below the sign that parts a signature from the text."
_LIST = "It stands below a row of underscores, with an address, as mailing lists add it."


def mailfoot(verdicts: Verdicts, page: Page) -> Verdicts:
    """Drops the signature and the foot of a list, to the end of the text or to what is quoted below it. What
    is long, or has sentences, is the text's."""
    texts = [verdict.line.text for verdict in verdicts]
    quoted = quoting.found(texts)
    changes: dict[int, Verdict] = {}
    for i, text in enumerate(texts):
        listed = _ROW.fullmatch(text.strip()) is not None
        if not listed and text.strip() != _BARE:
            continue
        below = _below(texts, i, quoted)
        if not _is_foot([texts[k] for k in below], exact=text == _EXACT, listed=listed):
            continue
        rule, why = ("mail.list-foot", _LIST) if listed else ("mail.signature", _WHY)
        changes |= {k: drop(verdicts[k], Role.BOILERPLATE, rule, 0.9, why) for k in (i, *below)}
    return rerole(verdicts, changes)


def _is_foot(texts: Sequence[str], *, exact: bool, listed: bool) -> bool:
    told = [text.strip() for text in texts if text.strip()]
    if not told or len(told) > (_LONGEST if exact else _SHORT):
        return False
    if listed and not any(map(_ADDRESS.search, told)):
        return False
    told = [*_blocks(texts), *told]  # a sentence stands in several lines, or is one of several
    prose = {one for one in told if (running(one) or count(one) >= _WORDS) and not _ADDRESS.search(one)}
    return sum(map(len, prose)) <= (_MOTTO if exact else 0)


def _blocks(texts: Sequence[str]) -> Iterator[str]:
    """What stands together, blank lines around it, in one line."""
    block: list[str] = []
    for text in (*texts, ""):
        if text.strip():
            block.append(text.strip())
        elif block:
            yield " ".join(block)
            block = []


def _below(texts: Sequence[str], at: int, quoted: Collection[int]) -> range:
    """The lines below a sign, up to what is quoted, or to the end."""
    return range(at + 1, next((i for i in range(at + 1, len(texts)) if i in quoted), len(texts)))
