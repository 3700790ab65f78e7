"""The rows of a PDF's pages -> the paragraphs, headings, notes and furniture that they were.

A row goes on the paragraph of the row above it where nothing shows that a new one begins: more white than
between its rows, another size, an indent, or a row above that had room for the first word of this one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from book.read.pdfedges import SMALLER, body_size, furniture, parted
from book.read.pdfpages import HYPHEN, Row, Sheet, Shown
from book.sentences import ends
from book.wrapping import AND

PARAGRAPH, NOTE, FURNITURE, PICTURE = "p", "note", "furniture", "img"

_OTHER = 1.06  # by how much a size is another
_HEADING, _LARGER = 400, 1.12  # characters of a heading, at most; how much larger than the text
_WHITE = 1.25  # of what is between two rows of a paragraph
_INDENT, _DEEP = 0.7, 4.0  # of the size: an indent; what stands further in is no paragraph's beginning
_FULL = 1.5  # of the size: how much of the width a full row may lack
_BRIEF = 90  # characters of a heading in the size of the text
_ROWS = 4  # of a heading or lead, which are ended where they look best
_MENU = 18  # characters: rows as short as these are no verse
_SPOKEN = re.compile(r"[—–-]\s")
_BEGINS = re.compile(rf"(?:{_SPOKEN.pattern}|[•◦▪‣●○■]\s?)")
"""How a row of speech, or of a list, begins."""
_LABELLED = re.compile(r"\W{0,2}(\d{1,3}|[*†‡§]{1,3})[\s.):\]]*(?=\S)")
_MARKED = re.compile(r"\W{0,2}\d{1,3}[.)\]]\s*[^\W\d_a-z]")
_MISSING = 3  # a number may be greater by, where notes before it were lost


@dataclass
class Block:
    """Rows that are one paragraph, heading or note; `level` of a heading, 0 for none; `label` of a note."""

    kind: str
    rows: list[Row]
    level: int = 0
    label: str = ""
    page: int = 0
    shown: Shown | None = None
    broken: bool = False  # its rows end where they do by its author's will

    @property
    def text(self) -> str:
        return " ".join(row.text for row in self.rows)


@dataclass
class Laid:
    """What was found: the blocks in the order of reading, notes last."""

    blocks: list[Block] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)


def blocks(pages: Sequence[Sheet]) -> Laid:
    """What stands on the pages."""
    body = body_size([row for sheet in pages for row in sheet.rows])
    noted = {id(row): row for row in _notes(pages, body)}
    apart = furniture(pages, noted, body)
    rows = [row for sheet in pages for row in sheet.rows if id(row) not in apart and id(row) not in noted]
    setting, found = _Setting(rows, body), Laid()
    flow = [
        (item, number)
        for number, sheet in enumerate(pages)
        for item in _in_order(sheet)
        if id(item) not in noted
    ]
    last: Block | None = None  # that the next row may go on
    for item, number in flow:
        if isinstance(item, Shown):
            found.blocks.append(Block(PICTURE, [], page=number, shown=item))
        elif id(item) in apart:
            found.blocks.append(Block(FURNITURE, [item], page=number))
        elif last is not None and setting.goes_on(last.rows, item):
            last.rows.append(item)
        else:
            last = Block(PARAGRAPH, [item], page=number)
            found.blocks.append(last)
    found.blocks = [made for block in found.blocks for made in setting.parted(block)]
    _head(found.blocks, body)
    found.notes = list(_gathered(noted.values()))
    return found


def joined(above: str, below: str, known: Mapping[str, int]) -> str:
    """What stands between two rows of a paragraph, and takes the place of the hyphen at the end of the first:
    a space, nothing behind a hyphen that its author wrote, or a soft one.

    `known` are the words of the whole text: which of the two a word is where it is not parted tells.
    """
    if not above.endswith((HYPHEN, "-", "\u2010")):
        return " "
    head = re.search(r"[\w’']+\Z", above[:-1])
    tail = re.match(r"[\w’']+", below)
    if not head or not tail or tail[0] in AND:
        return "- " if tail and tail[0] in AND else "-"
    whole, parted = f"{head[0]}{tail[0]}".casefold(), f"{head[0]}-{tail[0]}".casefold()
    if not tail[0][0].islower() or known[parted] > known[whole]:
        return "-"
    return HYPHEN


def words(pages: Sequence[Sheet]) -> Counter[str]:
    """The words of all rows, those with hyphens whole, without the two parts of one that is parted."""
    found = Counter[str]()
    parted = False
    for sheet in pages:
        for row in sheet.rows:
            said = row.text.split()
            ended = row.text.endswith((HYPHEN, "-", "\u2010"))
            whole = said[1 if parted else 0 : -1 if ended else None]
            found.update(word.strip(".,;:!?()\"'“”„«»").casefold() for word in whole)
            parted = ended
    return found


# ------------------------------------------------------------------ what is not text


def _notes(pages: Sequence[Sheet], body: float) -> Iterator[Row]:
    """The rows of the notes at the feet of pages: those in small type below all other type, from the first
    that begins with the label of a call on; a note may go over to the next page."""
    before: set[str] = set()
    going_on = False
    for sheet in pages:
        outside = parted(sheet, body)
        rows = [row for row in sheet.rows if id(row) not in outside]
        calls = {text.strip(" ()[]") for row in rows for text, look in row.runs if look.raised}
        lowest = max((row.base for row in rows if row.size > SMALLER * body), default=0.0)
        small = [row for row in sheet.rows if row.size <= SMALLER * body and row.base > lowest]
        begun = [
            id(row) for row in small if (label := _LABELLED.match(row.text)) and label[1] in calls | before
        ]
        small = [row for row in small if id(row) not in outside or id(row) in begun]
        first = next((n for n, row in enumerate(small) if id(row) in begun), len(small))
        yield from small if begun and going_on else small[first:]
        before, going_on = calls, bool(begun)


def _gathered(rows: Iterable[Row]) -> Iterator[Block]:
    """The notes: each begins with the number that follows the last one's, or with a sign."""
    block: Block | None = None
    for row in rows:
        label = _LABELLED.match(row.text)
        if label and (block is None or _follows(block.label, label[1], row, block.rows[-1])):
            if block:
                yield block
            block = Block(NOTE, [row], label=label[1], page=row.page)
        elif block is not None:
            block.rows.append(row)
    if block:
        yield block


def _follows(before: str, label: str, row: Row, last: Row) -> bool:
    """Whether a note begins: with the next number, with 1 on a page anew, with a sign; or, where a note is
    missing, with one a little greater behind which a mark stands."""
    if before.isdigit() and label.isdigit():
        step = int(label) - int(before)
        missing = 1 < step <= _MISSING and bool(_MARKED.match(row.text))
        return step == 1 or missing or (row.page != last.page and int(label) == 1)
    return True


# ------------------------------------------------------------------ paragraphs


def _in_order(sheet: Sheet) -> Iterator[Row | Shown]:
    """The rows of a page, each picture before the first row that stands below its middle."""
    waiting = sorted(sheet.pictures, key=lambda shown: shown.top)
    for row in sheet.rows:
        while waiting and row.base > (waiting[0].top + waiting[0].bottom) / 2:
            yield waiting.pop(0)
        yield row
    yield from waiting


class _Setting:
    """How a document was set: how far its rows are apart, where its columns begin and end."""

    def __init__(self, rows: Sequence[Row], body: float) -> None:
        self._body = body
        apart: dict[float, Counter[float]] = {}
        self._lefts: dict[int, Counter[int]] = {}
        self._rights: dict[tuple[int, int], float] = {}
        indents = 0
        for above, below in pairwise(rows):
            lead = below.base - above.base
            if (
                above.page == below.page
                and abs(above.size - below.size) < 0.5
                and 0 < lead < 2.5 * below.size
            ):
                apart.setdefault(below.size, Counter())[round(lead, 1)] += 1
                indent = below.left - above.left
                indents += _INDENT * body < indent < _DEEP * body and ends(above.text)
        for row in rows:
            self._lefts.setdefault(row.page, Counter())[round(row.left)] += 1
            key = (row.page, self._column(row))
            self._rights[key] = max(self._rights.get(key, 0.0), row.right)
        self._apart = {size: self._least(leads) for size, leads in apart.items()}
        self._indents = indents > 2

    @staticmethod
    def _least(leads: Counter[float]) -> float:
        """The least of the distances that are often between rows."""
        most = max(leads.values())
        return min(lead for lead, often in leads.items() if often >= 0.25 * most)

    def _column(self, row: Row) -> int:
        """Which column a row begins in, roughly: an indent does not matter."""
        return round(row.left / (_DEEP * max(self._body, 1.0)))

    def _right(self, row: Row) -> float:
        """Where rows end that begin about where this one does."""
        at = self._column(row)
        return max(self._rights.get((row.page, n), 0.0) for n in (at - 1, at, at + 1))

    def _room(self, above: Row, below: Row) -> bool:
        """Whether the first word of a row would have stood in the row above it."""
        first = below.text.split(maxsplit=1)[0]
        wide = (below.right - below.left) * (len(first) + 1) / max(len(below.text), 1)
        return above.right + wide + 0.3 * above.size < self._right(above)

    def goes_on(self, rows: Sequence[Row], below: Row) -> bool:
        """Whether a row goes on the block of `rows`."""
        above, size = rows[-1], below.size
        if max(above.size, size) > _OTHER * min(above.size, size):
            return False
        if above.bold != below.bold and size < _LARGER * self._body:
            return False
        lead = below.base - above.base
        if above.page == below.page and abs(lead) <= 0.5 * size and below.left > above.right:
            return False
        hyphened = above.text.endswith((HYPHEN, "-")) and below.text[:1].islower()
        if above.page != below.page or lead <= 0:
            return self._on_the_next(above, below, hyphened)
        usual = self._apart.get(size, 1.2 * size)
        if lead > _WHITE * usual:
            return False
        if hyphened:
            return True
        if _BEGINS.match(below.text) and (ends(above.text) or not _SPOKEN.match(below.text)):
            return False
        if size >= _LARGER * self._body:
            return True
        shift = below.left - above.left
        if len(rows) > 1 and shift > _INDENT * size:
            return False
        if shift > _INDENT * size and (ends(above.text) or self._room(above, below)):
            return False
        if shift < -_INDENT * size and (len(rows) > 1 or shift < -_DEEP * size):
            return False
        return not (self._room(above, below) and (ends(above.text) or self._full(below)))

    def _full(self, row: Row) -> bool:
        """Whether a row is as wide as its column."""
        return row.right >= self._right(row) - _FULL * row.size

    def _on_the_next(self, above: Row, below: Row, hyphened: bool) -> bool:
        """Whether a paragraph goes on at the head of the next column or page."""
        if hyphened:
            return True
        if not ends(above.text):
            return below.text[:1].islower() or (not self._room(above, below) and not above.bold)
        return self._indents and self._full(above) and not self._indented(below)

    def _indented(self, row: Row) -> bool:
        """Whether a row begins further in than most that begin about there."""
        near = Counter[int]()
        for left, often in self._lefts[row.page].items():
            if -_DEEP * row.size < left - row.left < row.size:
                near[left] = often
        return row.left - near.most_common(1)[0][0] > _INDENT * row.size

    def parted(self, block: Block) -> Iterator[Block]:
        """A block whole; where its rows were ended by hand, they are verse, or blocks of their own."""
        rows = block.rows
        if not rows:
            yield block
            return
        heading = rows[0].size >= _LARGER * self._body and len(block.text) <= _HEADING
        one = ends(block.text) and not any(ends(row.text) for row in rows[:-1])
        if block.kind != PARAGRAPH or len(rows) < 2 or (len(rows) <= _ROWS and (heading or one)):
            yield block
            return
        by_hand = [self._room(above, below) for above, below in pairwise(rows)]
        if sum(by_hand) < max(1, 0.6 * len(by_hand)):
            yield block
            return
        if len(rows) > 2 and not any(r.leads for r in rows) and median(len(r.text) for r in rows) >= _MENU:
            block.broken = True
            yield block
            return
        for row in rows:
            yield Block(PARAGRAPH, [row], page=row.page)


def _head(found: Sequence[Block], body: float) -> None:
    """Tells which paragraphs are headings, by their size, or by their weight and what stands below them."""
    texts = [block for block in found if block.kind == PARAGRAPH]
    larger = {block.rows[0].size for block in texts if _is_larger(block, body)}
    sizes = sorted(larger, reverse=True)
    bold = sum(len(b.text) for b in texts if b.rows[0].bold) > 0.3 * sum(len(b.text) for b in texts)
    for n, block in enumerate(texts):
        if _is_larger(block, body):
            block.level = min(sizes.index(block.rows[0].size) + 1, 5)
        elif not bold and len(block.text) <= _BRIEF and all(row.bold for row in block.rows):
            below = texts[n + 1] if n + 1 < len(texts) else None
            if below and not below.rows[0].bold and not block.text.rstrip().endswith((".", ",", ";")):
                block.level = min(len(sizes) + 1, 6)


def _is_larger(block: Block, body: float) -> bool:
    size = min(row.size for row in block.rows)
    return (
        size >= _LARGER * body and len(block.text) <= _HEADING and re.search(r"\w\w", block.text) is not None
    )
