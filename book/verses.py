"""Which rows are verse: text whose line ends are its author's, not prose that was broken into lines.

Short rows run on from one into the next as only verse does. Rows as long as those of prose are verse where
each begins with a capital, in mid-sentence too, or where they rhyme, and where they end though there is room.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median

from book.sentences import ends

LONGEST = 64  # letters of a row of verse
MIDDLE = 48  # of the middle one
LEAST = 4  # rows of verse in a run, where only their look tells
_FEWEST_APART = 6  # the same, where each stands alone between blank lines, as paragraphs do
WIDEST = 80  # letters of a row that only a capital or a rhyme tells from prose
_RUN_ON = 0.55  # the share of rows that may end a sentence
_WORDS, _LONG_WORDS = 3, 5  # of the middle row, and of the middle one of long rows
_STATED = 0.4  # the same of those that stand alone
_MANY = 7  # rows right below another: too many for prose to begin with a capital each
_MARKED = 0.5  # the share of rows that end with a mark: entries of a list do not
_ALL_RHYME, _MANY_RHYME = 0.75, 0.5  # the share of rows that rhyme, of four rows and of eight
_NEAR = 3  # rows: how far below it a row has its rhyme
_LIKE = 1.15  # times the longest row of a stanza: that of a stanza of two or three rows beside it
_SURELY = 0.75  # the same of rows below a title that has none
_BRIEF = 3  # words of a title or a name, where nothing else tells it from a row
_HEADS = 4  # lines above a text: its title, who wrote it, when, for whom
_PARTING = frozenset(",;–—-")
_ROW_ENDS = frozenset(',;:.!?…–—-»”’"')
_ADDRESS = re.compile(r"@|https?:|www\.|\d{4}|^\s*(?:[-–—•*·]|\d+[.)]|[\w ]{1,20}:)\s")
_SIGNS = re.compile(r"[{}=<>|\\_/\[\]]|\S {3,}\S|\t")
_COUNTED = re.compile(r"\s*\d")
_ENCLOSED = re.compile(r"[\"'“‘„‚«»‹][^\"“”„«»]*[\"'’”“»«›‹][.,]?")
_CLIPPED = re.compile(r"[\"“„«‘\s]*['’‘]\w{1,2}\s+")
"""A word whose first letters are left out ('t Is), before the one with the capital."""
_TAIL = re.compile(
    r"[aeiouyáéíóúàèìòùâêîôûäëïöüãõåæø]+[^\Waeiouyáéíóúàèìòùâêîôûäëïöüãõåæø\d_]*(?:e[nlrst]?)?\Z"
)
"""What a word rhymes with: from its last stressed vowel on, a last syllable with a mute e apart."""
_WORD = re.compile(r"[^\W\d_]+")


def like(rows: Sequence[str]) -> bool:
    """Are these rows verse? An empty one parts two stanzas."""
    texts = [row for row in rows if row]
    return (short(texts) and marked(texts) and _goes_on(texts)) or long(rows)


def short(texts: Sequence[str]) -> bool:
    """Are they short rows of words, most of which end in mid-sentence?"""
    if len(texts) < LEAST or max(map(len, texts)) > LONGEST or median(map(len, texts)) > MIDDLE:
        return False
    return _run_on(texts, _WORDS)


def long(rows: Sequence[str]) -> bool:
    """Are they verse whose rows may be as long as those of prose? An empty one parts two stanzas.

    Words that prose is broken between fill its lines, and few of its lines begin with a capital.
    """
    texts = [row for row in rows if row]
    if len(texts) < LEAST or max(map(len, texts)) > WIDEST or not _run_on(texts, _LONG_WORDS):
        return False
    within = [pair for pair in pairwise(rows) if all(pair)]  # rows of one stanza
    room = max(map(len, texts))
    roomy = sum(len(above) + 1 + len(below.split(maxsplit=1)[0]) <= room for above, below in within)
    if not all(map(_capital, texts)):
        return _rhymes(texts) and roomy > 0 and marked(texts)
    broken = LEAST * roomy >= len(texts) or len(within) >= _MANY
    return _rhymes(texts) or (marked(texts) and _goes_on(texts) and broken)


def apart(texts: Sequence[str], *, typed: bool = False) -> bool:
    """Are these rows verse, though each stands between blank lines as a paragraph does?

    Where each was `typed` as a paragraph, and no program broke the lines, small letters that rows begin with
    tell as much as marks that they end with.
    """
    listed = 3 * sum(text.endswith(";") for text in texts) > len(texts)
    stated = sum(map(ends, texts)) > _STATED * len(texts)
    small = typed and 2 * sum(map(_small, texts)) >= len(texts)
    if len(texts) < _FEWEST_APART or listed or stated or not (small or marked(texts)):
        return False
    return short(texts) or (long(texts) and _rhymes(texts))


def marked(texts: Sequence[str]) -> bool:
    """Whether most rows end with a mark."""
    return sum(text[-1:] in _ROW_ENDS for text in texts) >= _MARKED * len(texts)


def found(texts: Sequence[str]) -> frozenset[int]:
    """The lines of a text that are stanzas of long rows, by their indices. Blank lines part stanzas."""
    made: set[int] = set()
    for capital, several in groupby(_stanzas(texts), key=lambda rows: all(_capital(texts[i]) for i in rows)):
        stanzas = [*several]
        together = _of_one_poem(texts, stanzas) if capital else []
        if long([row for rows in together for row in (*(texts[i].strip() for i in rows), "")]):
            made.update(i for rows in together for i in rows)
            continue
        made.update(i for rows in stanzas if long([texts[k].strip() for k in rows]) for i in rows)
    return frozenset(made)


def alone(texts: Sequence[str], body: Collection[int]) -> Iterator[list[int]]:
    """The runs of lines of a text, among those of `body`, each of which stands alone between blank lines and
    which together are verse, by their indices."""
    runs: list[list[int]] = [[]]
    for blank, some in groupby(range(len(texts)), key=lambda i: not texts[i].strip()):
        lines = [] if blank else [*some]
        if len(lines) == 1 and lines[0] in body and len(texts[lines[0]]) <= WIDEST:
            runs[-1] += lines
        elif lines:
            runs.append([])
    prose = next((i for i, text in enumerate(texts) if len(text) > WIDEST), len(texts))
    for run in runs:
        rows = run[headed([texts[i].strip() for i in run], first=not run or run[0] < prose) :]
        if apart([texts[i].strip() for i in rows]):
            yield rows


def headed(texts: Sequence[str], *, first: bool, typed: bool = False) -> int:
    """How many of these lines lead up to the rows below them: one with a colon, and, where they are the first
    of a text, its title and who wrote it, which end with no mark as the rows do; or which are brief, where
    each was `typed` as a paragraph."""
    told = int(bool(texts) and texts[0].endswith(":"))
    above = next((n for n, text in enumerate(texts[told:], told) if text[-1:] in _ROW_ENDS), told)
    rows = texts[above:]
    mostly = sum(text[-1:] in _ROW_ENDS for text in rows) >= _SURELY * len(rows)
    if not (first and typed) or mostly or any(text[-1:] in _ROW_ENDS for text in texts[:_HEADS]):
        return above if first and above <= _HEADS and mostly else told
    brief = (n for n, text in enumerate(texts) if _small(text) or len(text.split()) > _BRIEF)
    return min(next(brief, 0), _HEADS)


def _stanzas(texts: Sequence[str]) -> Iterator[list[int]]:
    """Lines that stand right below each other, none of them as long as a paragraph."""
    for blank, run in groupby(range(len(texts)), key=lambda i: not texts[i].strip()):
        rows = [] if blank else [*run]
        if len(rows) > 1 and all(len(texts[i]) <= WIDEST for i in rows):
            yield rows


def _of_one_poem(texts: Sequence[str], stanzas: Sequence[list[int]]) -> list[list[int]]:
    """The stanzas without the ends of prose beside them: a few lines, longer than any row of the others."""
    longest = [max(len(texts[i]) for i in rows) for rows in stanzas if len(rows) >= LEAST]
    most = _LIKE * max(longest, default=WIDEST)
    return [rows for rows in stanzas if len(rows) >= LEAST or max(len(texts[i]) for i in rows) <= most]


def _run_on(texts: Sequence[str], least: int) -> bool:
    """Are they rows of so many words, most of which end in mid-sentence, and no address, table or speech?"""
    if any(_ADDRESS.search(text) or _SIGNS.search(text) for text in texts):
        return False
    spoken = sum(_ENCLOSED.fullmatch(text) is not None for text in texts)
    counted = sum(_COUNTED.match(text) is not None for text in texts)
    wordy = median(len(text.split()) for text in texts) >= least
    return (
        wordy and sum(map(ends, texts)) <= _RUN_ON * len(texts) and max(2 * spoken, 3 * counted) <= len(texts)
    )


def _goes_on(texts: Sequence[str]) -> bool:
    """Whether rows end with what parts a sentence: calls of a page, below each other, do not."""
    return LEAST * sum(text[-1:] in _PARTING for text in texts) >= len(texts)


def _small(text: str) -> bool:
    """Whether a row begins with a small letter."""
    return text[:1].islower()


def _capital(text: str) -> bool:
    """Whether a row begins with a capital."""
    clipped = _CLIPPED.match(text)
    letter = _WORD.search(text, clipped.end() if clipped else 0)
    return letter is not None and letter[0][0].isupper()


def _rhymes(texts: Sequence[str]) -> bool:
    """Whether most rows rhyme with one near them, with another word."""
    lasts = [(_WORD.findall(text) or [""])[-1].casefold() for text in texts]
    tails = [match[0] if (match := _TAIL.search(word)) else "" for word in lasts]
    rhymed: set[int] = set()
    for i, tail in enumerate(tails):
        for k in range(i + 1, min(i + _NEAR + 1, len(tails))):
            if len(tail) > 1 and tail == tails[k] and lasts[i] != lasts[k]:
                rhymed |= {i, k}
    least = _MANY_RHYME if len(texts) >= 2 * LEAST else _ALL_RHYME
    return len(rhymed) >= least * len(texts)
