"""Verse in Markdown -> verse whose rows end where its author ended them.

CommonMark takes the end of a line in a paragraph for a space, and a row between blank lines for a paragraph.
Many a writer knows neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from book import verses

_SHORT = 0.75  # of the width of a text that is broken into lines: the longest short row in it
_UNEVEN = 2  # times the middle row: the longest; clauses on lines of their own vary more
_ALONE, _PROSE = "alone", "prose"
_FEW = 4  # rows that tell at which width a text is broken


class _Stanza(NamedTuple):
    """A paragraph of the text: where its tokens begin, which lines of the file it has, and its rows."""

    at: int
    first: int
    last: int
    rows: list[str]
    level: int


def keep(reader: MarkdownIt) -> MarkdownIt:
    """The reader of Markdown, which will keep the rows of verse as well."""
    reader.core.ruler.push("verse", _kept)
    return reader


def _kept(state: StateCore) -> None:
    tokens = state.tokens
    paragraphs = [*_paragraphs(tokens)]
    width = _width(paragraphs)
    taken: set[int] = set()  # tokens of rows that are of the paragraph above now
    above = False  # whether prose stands above
    for together in _siblings(paragraphs, tokens):
        for kind, run in groupby(together, key=_kind):
            stanzas = [*run]
            above |= kind == _PROSE
            if kind == _ALONE:
                taken |= _united(tokens, stanzas, first=not above)
            elif _verse([row for stanza in stanzas for row in (*stanza.rows, "")], width):
                _break(tokens, stanzas)
            else:
                _break(tokens, [stanza for stanza in stanzas if _verse(stanza.rows, width)])
    state.tokens = [token for at, token in enumerate(tokens) if at not in taken]


def _kind(paragraph: _Stanza) -> str:
    """Which paragraphs may be of one poem: those of several rows, and those of one that is short enough."""
    if len(paragraph.rows) > 1:
        return "rows"
    return _ALONE if len("".join(paragraph.rows)) <= verses.WIDEST else _PROSE


def _paragraphs(tokens: Sequence[Token]) -> Iterator[_Stanza]:
    """The paragraphs that stand in no list and whose author ended no row himself."""
    lists = 0
    for at, token in enumerate(tokens):
        lists += token.nesting * (token.type in ("bullet_list_open", "bullet_list_close",
                                                 "ordered_list_open", "ordered_list_close"))  # fmt: skip
        if lists or token.type != "paragraph_open" or not token.map:
            continue
        children = tokens[at + 1].children or []
        if not any(child.type in ("hardbreak", "image") for child in children):
            first, last = token.map
            yield _Stanza(at, first, last, [*_rows(children)], token.level)


def _rows(children: Iterable[Token]) -> Iterator[str]:
    for end, run in groupby(children, key=lambda child: child.type == "softbreak"):
        if not end:
            yield "".join(child.content for child in run).strip()


def _siblings(paragraphs: Sequence[_Stanza], tokens: Sequence[Token]) -> Iterator[list[_Stanza]]:
    """Paragraphs that follow each other with nothing between them."""
    run: list[_Stanza] = []
    for stanza in paragraphs:
        if run and (stanza.at != run[-1].at + 3 or stanza.level != run[-1].level):
            yield run
            run = []
        run.append(stanza)
    yield run


def _width(paragraphs: Sequence[_Stanza]) -> float:
    """The middle length of the lines that prose is broken into; 0 where it is not."""
    prose = [row for p in paragraphs if not verses.like(p.rows) for row in p.rows[:-1]]
    return median(map(len, prose)) if len(prose) >= _FEW else 0


def _verse(rows: Sequence[str], width: float) -> bool:
    if verses.long(rows):
        return True
    texts = [row for row in rows if row]
    if not texts:  # links around pictures alone
        return False
    longest = max(map(len, texts))
    even = longest <= _UNEVEN * median(map(len, texts))
    return verses.like(texts) and even and (not width or longest <= _SHORT * width)


def _break(tokens: Sequence[Token], stanzas: Sequence[_Stanza]) -> None:
    """End the rows of paragraphs."""
    for stanza in stanzas:
        for child in tokens[stanza.at + 1].children or ():
            if child.type == "softbreak":
                child.type, child.tag = "hardbreak", "br"


def _united(tokens: Sequence[Token], lines: Sequence[_Stanza], *, first: bool) -> set[int]:
    """Rows that each stand between blank lines, as stanzas; tells which tokens are in another's place now.

    They are the `first` of the text where no prose stands above them.
    """
    rows = lines[verses.headed(["".join(line.rows) for line in lines], first=first) :]
    taken: set[int] = set()
    if not verses.apart([row for line in rows for row in line.rows]):
        return taken
    near = min(below.first - above.last for above, below in pairwise(rows))
    head = rows[0]
    for above, below in pairwise(rows):
        if below.first - above.last > near:
            head = below
            continue
        stanza = tokens[head.at + 1]
        more = tokens[below.at + 1].children or []
        stanza.children = [*(stanza.children or []), Token("hardbreak", "br", 0), *more]
        taken |= {below.at, below.at + 1, below.at + 2}
    return taken
