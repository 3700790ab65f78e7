"""Text that is broken into lines of one width: which of its lines are one paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from statistics import median, mode, quantiles
from typing import NamedTuple

from book import quoting
from book.folios import FOLIO, RUNNING_HEAD, stops_within
from book.model import Role, Verdict
from book.sentences import ends
from book.verses import found as stanzas

_WRAP = (45, 90)  # columns within which hard-wrapped text is broken
_COLUMN = (20, 100)  # the same, where indents tell its paragraphs: columns of a newspaper are narrow
_PRINTED = (60, 200)  # the same of a page that was printed, in the small type of screens
_PLAIN = ("", "pre")  # what has no markup, and a text file that a browser shows
_SHARE = 0.7
_SMALL = 0.4
"""Of the lines that go on a paragraph, how many begin with a small letter at least; rows of verse do not."""
_OPEN = 0.4
"""Of the lines that nothing parts, how many end in mid-sentence at least; paragraphs do not."""
_TIGHT = 10  # of so many lines fewer than one has the next right below it: each has a blank line below
_FEWEST = 8  # lines of text that nothing parts
_NEARLY, _MOST = 0.85, 0.8
"""How much of the width a line has that is filled, and of how many lines that is so; rows of verse vary."""
_BRIEF = 0.7  # of the width: what is shorter and goes on is no line of a paragraph
_INDENTED = 2  # paragraphs that begin with an indent right below the one before
_HYPHENED = re.compile(r"[^\W\d_]-\Z")
AND = frozenset(
    "en of und oder bzw and or nor et ou och eller og y o e ed i oraz lub ve veya a tot bis to".split()
)
"""What may stand behind a hyphen that parts no word: 'zee- en luchtvaart', 'Vor- und Nachteile'."""


class _Pair(NamedTuple):
    """Two lines of the text, of which the one follows the other, by their indices."""

    above: int
    below: int
    direct: bool  # nothing stands between
    paged: bool  # between them a page ended, which shows

    @property
    def apart(self) -> int:
        """How many lines stand between them."""
        return self.below - self.above - 1


def continued(verdicts: Sequence[Verdict]) -> frozenset[int]:
    """The lines that go on the paragraph of the line of the text before them; none in text that is no such.

    Between the two a page may have ended. A sentence goes on below a blank line, and what was dropped, where
    a full line ends within it and the next begins with a small letter.
    """
    texts = [v.line.text.rstrip() for v in verdicts]
    if any(v.line.place for v in verdicts):
        return _continued(verdicts, texts, ())
    said = quoting.found(texts)
    apart = {*said, *stanzas(texts)}
    joins = _continued(verdicts, texts, apart) or _told(verdicts, apart)
    return frozenset((*quoting.joined(texts, said), *joins, *_quoted(verdicts)))


def _quoted(verdicts: Sequence[Verdict]) -> Iterator[int]:
    """The same of quotations that only an indent shows, once they are known."""
    for i, verdict in enumerate(verdicts):
        if verdict.line.goes_on and verdict.rule == quoting.TEXT and verdicts[i - 1].rule == quoting.TEXT:
            yield i


def _told(verdicts: Sequence[Verdict], said: Collection[int]) -> Iterator[int]:
    """The same by what reading saw of the whole page: a menu around it is no text, but it hides how that is
    broken."""
    if any(v.line.goes_on for v in verdicts):
        pairs = (pair for pair in _pairs(verdicts, said) if pair.direct)
        yield from (pair.below for pair in pairs if verdicts[pair.below].line.goes_on)


def _continued(verdicts: Sequence[Verdict], texts: Sequence[str], said: Collection[int]) -> frozenset[int]:
    """The same of the lines that are neither quoted nor verse (`said`)."""
    pairs = [*_pairs(verdicts, said)]
    direct = [pair for pair in pairs if pair.direct]
    texts = _without_margin(texts, pairs)
    if len(direct) * _TIGHT < len(pairs):
        return _of_double_spacing(texts, pairs)
    if not direct:
        return frozenset()
    followed = [texts[pair.above] for pair in direct]
    if _indents(texts, direct):
        ended = {pair.below for pair in pairs if _indented(texts[pair.below])}
    elif wrapped(verdicts) and _spaced(verdicts, _ended(texts, direct, room := _room(texts, direct))):
        ended = {pair.below for pair in pairs if parted(verdicts[pair.above])}
        ended |= {pair.below for pair in pairs if _breaks_off(texts, pair, room)}
        ended |= _ended(texts, [pair for pair in pairs if pair.paged], room)
    elif _filled(texts, direct):
        ended = _ended(texts, pairs, _room(texts, direct))
    elif amid := _amid(verdicts, bare := [text.lstrip() for text in texts], direct):
        texts = bare
        least = min(len(texts[pair.above]) for pair in amid)
        pairs = [pair for pair in pairs if len(texts[pair.above]) >= least]
        ended = _ended(texts, pairs, _room(texts, amid))
        followed = [texts[pair.above] for pair in amid]
    else:
        return frozenset()
    middle = median(map(len, followed))
    return frozenset(
        pair.below
        for pair in pairs
        if (pair.direct or pair.paged or _goes_on(texts[pair.above], texts[pair.below], middle))
        and (verdicts[pair.above].role is Role.BODY or _hangs(texts[pair.below]))
        and pair.below not in ended
    )


def _of_double_spacing(texts: Sequence[str], pairs: Sequence[_Pair]) -> frozenset[int]:
    """The same of text with a blank line below each line."""
    usual = mode(pair.apart for pair in pairs)
    tight = [pair for pair in pairs if pair.apart == usual or pair.paged]
    if not _filled(texts, tight):
        return frozenset()
    ended = _ended(texts, tight, _room(texts, tight))
    return frozenset(pair.below for pair in tight if pair.below not in ended)


def paragraphs(verdicts: Sequence[Verdict], joins: frozenset[int]) -> list[list[int]]:
    """The lines, each with those that go on its paragraph (`joins`, as `continued` tells them), by their
    indices, in the order of their first."""
    found: list[list[int]] = []
    last: list[int] = []
    for i, verdict in enumerate(verdicts):
        if i in joins:
            last.append(i)
            continue
        found.append([i])
        if verdict.kept:
            last = found[-1]
    return found


def unite(
    verdicts: Sequence[Verdict], runs: Sequence[Sequence[int]], bare: Callable[[str], str] = str.strip
) -> tuple[Verdict, ...]:
    """A verdict for each paragraph, the first line's, on the text of all its lines without their ends."""
    return tuple(
        verdicts[run[0]]
        if len(run) == 1
        else replace(
            verdicts[run[0]],
            line=replace(verdicts[run[0]].line, text=" ".join(bare(verdicts[i].line.text) for i in run)),
        )
        for run in runs
    )


def spread(
    verdicts: Sequence[Verdict],
    runs: Sequence[Sequence[int]],
    before: Sequence[Verdict],
    after: Sequence[Verdict],
) -> tuple[Verdict, ...]:
    """The verdicts of the lines, with what is said `after` of the paragraphs as united `before`."""
    made = list(verdicts)
    for run, old, new in zip(runs, before, after, strict=True):
        for i in run if new is not old else ():
            made[i] = replace(new, line=verdicts[i].line)
    return tuple(made)


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
    return len(verdict.line.text.rstrip()) < _WRAP[0] and ends(verdict.line.text.strip())


def between(above: str, below: str) -> str:
    """What stands between two lines of a paragraph: a space, but behind a hyphen that its author wrote."""
    word = below.split(maxsplit=1)[0]
    return "" if _HYPHENED.search(above) and word[0].islower() and word not in AND else " "


def width(verdicts: Sequence[Verdict]) -> float:
    """The middle length of the lines that another follows directly."""
    return median(map(len, _followed(verdicts)))


def _without_margin(texts: Sequence[str], pairs: Sequence[_Pair]) -> Sequence[str]:
    """The lines without the spaces that all of the text has before it: a page that is laid out in letters."""
    lines = {i for pair in pairs for i in (pair.above, pair.below)}
    margin = min((len(texts[i]) - len(texts[i].lstrip(" ")) for i in lines), default=0)
    return [text[margin:] if i in lines else text for i, text in enumerate(texts)] if margin else texts


def _indents(texts: Sequence[str], pairs: Sequence[_Pair]) -> bool:
    """Whether the text is broken into lines, and its paragraphs begin with an indent, not a blank line above.

    Then what stands above an indent ends a sentence, and the other lines go on in mid-sentence.
    """
    starts = [i for i, below, *_ in pairs if _indented(texts[below])]
    within = [i for i, below, *_ in pairs if not _indented(texts[below])]
    if len(starts) < _INDENTED or len(within) < max(4, len(starts)):
        return False
    ended = sum(ends(texts[i].strip()) for i in starts)
    small = sum(texts[i + 1][:1].islower() for i in within)
    if ended < _SHARE * len(starts) or small < _SMALL * len(within):
        return False
    return _of_one_width([texts[i] for i in within], _COLUMN)


def _spaced(verdicts: Sequence[Verdict], ended: Collection[int]) -> bool:
    """Whether blank lines part the paragraphs, and not short last lines alone."""
    begun = (i for i, v in enumerate(verdicts) if v.role is Role.BODY and i and verdicts[i - 1].line.blank)
    return sum(1 for _ in begun) >= len(ended)


def _amid(verdicts: Sequence[Verdict], texts: Sequence[str], pairs: Sequence[_Pair]) -> list[_Pair]:
    """The pairs of which the first line is of a text, where that is broken into lines and stands amid the
    menus of a page that was printed: lines that are about as long as the longest that go on. Where reading
    saw which lines a program filled, that is more exact."""
    if any(v.line.goes_on for v in verdicts):
        return []
    widths = [len(texts[p.above]) for p in pairs if texts[p.below][:1].islower() and not ends(texts[p.above])]
    if len(widths) < _FEWEST // 2:
        return []
    least = _BRIEF * _widest(widths)
    long = [pair for pair in pairs if len(texts[pair.above]) >= least]
    return long if _filled(texts, long, _PRINTED) else []


def _filled(texts: Sequence[str], pairs: Sequence[_Pair], columns: tuple[int, int] = _COLUMN) -> bool:
    """Whether lines that nothing parts are text broken at one width.

    Those that end no sentence go on with a small letter as a rule, are about as long as each other, and are
    filled with words as far as they go; and sentences end within lines, as they do not in verse.
    """
    within = [pair for pair in pairs if not ends(texts[pair.above])]
    if len(within) < max(_OPEN * len(pairs), _FEWEST // 2):
        return False
    widths = [len(texts[pair.above]) for pair in within]
    middle = median(widths)
    wide = middle > _COLUMN[1]  # than any verse
    if len(pairs) < _FEWEST and not wide:
        return False
    if not columns[0] <= middle <= columns[1]:
        return False
    near = sum(0.75 * middle <= width <= 1.15 * middle for width in widths)
    small = sum(texts[pair.below][:1].islower() for pair in within)
    full = _NEARLY * _widest(widths)
    filled = sum(_taken(texts, pair) >= full for pair in within)
    prose = small >= _SMALL * len(within) and (wide or stops_within([texts[p.above] for p in pairs]))
    return prose and min(near, filled) >= _MOST * len(within)


def _widest(widths: Sequence[int]) -> float:
    """How wide lines are as a rule at the most: that one is wider says nothing."""
    return quantiles(widths, n=10, method="inclusive")[-1]


def _room(texts: Sequence[str], pairs: Sequence[_Pair]) -> float:
    """How many characters a line has, at the least, with the first word of the line that it goes on in."""
    sure = [p for p in pairs if not ends(texts[p.above]) and texts[p.below][:1].islower()]
    taken = [_taken(texts, pair) for pair in sure]
    return quantiles(taken, n=10)[0] if len(taken) > 1 else sum(taken)


def _taken(texts: Sequence[str], pair: _Pair) -> int:
    """How long a line would be with the first word of the next."""
    return len(texts[pair.above]) + 1 + len(texts[pair.below].split(maxsplit=1)[0])


def _ended(texts: Sequence[str], pairs: Sequence[_Pair], room: float) -> set[int]:
    """The lines that begin a paragraph: that above has room for their first word, and ends a sentence.

    A short line that ends none, between a line that does and one that begins with a capital, is a heading or
    a name, a paragraph of its own.
    """
    after = {pair.above: pair for pair in pairs}
    ended: set[int] = set()
    for pair in pairs:
        above, below = texts[pair.above], texts[pair.below]
        if below[:1].islower():
            continue
        over = after.get(pair.below)
        short = len(below) < _BRIEF * room and not ends(below)
        headed = short and (over is None or not texts[over.below][:1].islower())
        if ends(above):
            if headed or _taken(texts, pair) < room:
                ended.add(pair.below)
                if headed and over is not None:
                    ended.add(over.below)
        elif _breaks_off(texts, pair, room):
            ended.add(pair.below)
    return ended


def _breaks_off(texts: Sequence[str], pair: _Pair, room: float) -> bool:
    """Whether a line ends no sentence, and has much room for the next, which begins with a capital."""
    above, below = texts[pair.above], texts[pair.below]
    brief = len(above) < _BRIEF * room and _taken(texts, pair) < room
    return brief and not ends(above) and not below.strip()[:1].islower()


def _of_one_width(texts: Sequence[str], columns: tuple[int, int]) -> bool:
    """Whether most of these lines end in mid-sentence, all at about the same width."""
    widths = list(map(len, texts))
    middle = median(widths)
    if not columns[0] <= middle <= columns[1]:
        return False
    near = sum(0.75 * middle <= w <= 1.15 * middle for w in widths)
    open_ends = sum(not ends(text) for text in texts)
    return near >= _SHARE * len(texts) and open_ends >= _SHARE * len(texts)


def _indented(text: str) -> bool:
    return text.startswith(("  ", "\t", "\u3000", "\u2003"))


def _hangs(text: str) -> bool:
    """Whether a line goes on the item of a list above: with a small letter, or below its words."""
    return text[:1].islower() or _indented(text)


def _goes_on(above: str, below: str, middle: float) -> bool:
    """Whether a sentence of the one line, which is full, goes on in the other."""
    return len(above) >= _BRIEF * middle and not ends(above) and below.strip()[:1].islower()


def _pairs(verdicts: Sequence[Verdict], apart: Collection[int] = ()) -> Iterator[_Pair]:
    """The lines of the text that follow each other, what is dropped, notes and blank lines apart."""
    above, paged = -1, False
    for i, verdict in enumerate(verdicts):
        if i in apart:
            above = -1
        elif verdict.role is Role.BODY and verdict.line.tag in _PLAIN:
            if above >= 0:
                yield _Pair(above, i, i == above + 1, paged)
            above, paged = i, False
        elif verdict.role is Role.LISTITEM and verdict.line.tag in _PLAIN:
            above, paged = i, False
        elif verdict.rule in (FOLIO, RUNNING_HEAD) and not verdict.kept:
            paged = True
        elif verdict.kept and verdict.role is not Role.NOTE:
            above = -1


def _followed(verdicts: Sequence[Verdict]) -> list[str]:
    """The lines of the text that another follows directly, without their last spaces."""
    return [verdicts[pair.above].line.text.rstrip() for pair in _pairs(verdicts) if pair.direct]
