"""Text that is broken into lines of one width: which of its lines are one paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from book.model import Role, Verdict
from book.recover.zones import ends_sentence

_WRAP = (45, 90)  # columns within which hard-wrapped text is broken
_COLUMN = (20, 100)  # the same, where indents tell its paragraphs: columns of a newspaper are narrow
_SHARE = 0.7
_SMALL = 0.4
"""Of the lines that go on a paragraph, how many begin with a small letter at least; rows of verse do not."""
_INDENTED = 2  # paragraphs that begin with an indent right below the one before


def continued(verdicts: Sequence[Verdict]) -> frozenset[int]:
    """The lines that go on the paragraph of the line right before them; none in text that is not wrapped."""
    pairs = [*_pairs(verdicts)]
    if _indents(verdicts, pairs):
        return frozenset(i + 1 for i in pairs if not _indented(verdicts[i + 1]))
    if wrapped(verdicts):
        return frozenset(i + 1 for i in pairs if not parted(verdicts[i]))
    return frozenset()


def wrapped(verdicts: Sequence[Verdict]) -> bool:
    """Whether the text is broken into lines of a fixed width, blank lines parting its paragraphs.

    Then most lines that another follows directly end in mid-sentence, all at about the same width.
    """
    body = _followed(verdicts)
    if len(body) < 4 or not any(v.role is Role.BLANK for v in verdicts):
        return False
    return _of_one_width(body, _WRAP)


def parted(verdict: Verdict) -> bool:
    """Whether a line of wrapped text ends its paragraph: a short last line that ends a sentence."""
    return len(verdict.line.text.rstrip()) < _WRAP[0] and ends_sentence(verdict.line.text)


def width(verdicts: Sequence[Verdict]) -> float:
    """The middle length of the lines that another follows directly."""
    return median(map(len, _followed(verdicts)))


def _indents(verdicts: Sequence[Verdict], pairs: Sequence[int]) -> bool:
    """Whether the text is broken into lines, and its paragraphs begin with an indent, not a blank line above.

    Then what stands above an indent ends a sentence, and the other lines go on in mid-sentence.
    """
    starts = [i for i in pairs if _indented(verdicts[i + 1])]
    within = [i for i in pairs if not _indented(verdicts[i + 1])]
    if len(starts) < _INDENTED or len(within) < max(4, len(starts)):
        return False
    ended = sum(ends_sentence(verdicts[i].line.text) for i in starts)
    small = sum(verdicts[i + 1].line.text[:1].islower() for i in within)
    if ended < _SHARE * len(starts) or small < _SMALL * len(within):
        return False
    return _of_one_width([verdicts[i].line.text.rstrip() for i in within], _COLUMN)


def _of_one_width(texts: Sequence[str], columns: tuple[int, int]) -> bool:
    """Whether most of these lines end in mid-sentence, all at about the same width."""
    widths = list(map(len, texts))
    middle = median(widths)
    if not columns[0] <= middle <= columns[1]:
        return False
    near = sum(0.75 * middle <= w <= 1.15 * middle for w in widths)
    open_ends = sum(not ends_sentence(text) for text in texts)
    return near >= _SHARE * len(texts) and open_ends >= _SHARE * len(texts)


def _indented(verdict: Verdict) -> bool:
    return verdict.line.text.startswith(("  ", "\t", "\u3000", "\u2003"))


def _pairs(verdicts: Sequence[Verdict]) -> Iterator[int]:
    """The lines that another follows directly."""
    for i, (a, b) in enumerate(pairwise(verdicts)):
        if a.role is Role.BODY and b.role is Role.BODY:
            yield i


def _followed(verdicts: Sequence[Verdict]) -> list[str]:
    """The lines of the text that another follows directly, without their last spaces."""
    return [verdicts[i].line.text.rstrip() for i in _pairs(verdicts)]
