"""Text that is broken into lines of one width: which of its lines are one paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from book.model import Role, Verdict
from book.recover.zones import ends_sentence

_WRAP = (45, 90)  # columns within which hard-wrapped text is broken
_SHARE = 0.7


def wrapped(verdicts: Sequence[Verdict]) -> bool:
    """Whether the text is broken into lines of a fixed width, blank lines parting its paragraphs.

    Then most lines that another follows directly end in mid-sentence, all at about the same width.
    """
    body = _followed(verdicts)
    if len(body) < 4 or not any(v.role is Role.BLANK for v in verdicts):
        return False
    widths = list(map(len, body))
    middle = median(widths)
    if not _WRAP[0] <= middle <= _WRAP[1]:
        return False
    near = sum(0.75 * middle <= w <= 1.15 * middle for w in widths)
    open_ends = sum(not ends_sentence(text) for text in body)
    return near >= _SHARE * len(body) and open_ends >= _SHARE * len(body)


def parted(verdict: Verdict) -> bool:
    """Whether a line of wrapped text ends its paragraph: a short last line that ends a sentence."""
    return len(verdict.line.text.rstrip()) < _WRAP[0] and ends_sentence(verdict.line.text)


def width(verdicts: Sequence[Verdict]) -> float:
    """The middle length of the lines that another follows directly."""
    return median(map(len, _followed(verdicts)))


def _followed(verdicts: Sequence[Verdict]) -> list[str]:
    """The lines of the text that another follows directly, without their last spaces."""
    return [
        a.line.text.rstrip() for a, b in pairwise(verdicts) if a.role is Role.BODY and b.role is Role.BODY
    ]
