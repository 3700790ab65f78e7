"""What is preformatted, and verse: text whose line ends are its author's.

A <pre> is code where its page says so, or verse where the page says so or its rows look like it; otherwise
it is set as it stands. A paragraph with forced line ends is verse where its page says so, or where several
short rows run on from one into the next as only verse does: an address or a signature has no such rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from book import verses
from book.model import Galley, Inline, Line, Preformatted, Role, Span, Text, Verdict
from book.places import steps
from book.recover import rows
from book.recover.marks import Mark, remark
from book.recover.markup import without_anchors
from book.recover.page import Sheet
from book.recover.plain import words
from book.wrapping import width, wrapped

RULE, CODE, VERSE = "preformatted", "preformatted.code", "preformatted.verse"
BROKEN = "verse.broken"
APART = "verse.apart"
"""The rule of a row with a blank line above and below it."""
CALLED = "verse.called"

_CODE = re.compile(
    r"[.#](?:[\w-]*[-_])?(?:source-?code|highlight|code(?:hilite|-?block|box)?|prettyprint|brush|lang(?:uage)?-[\w+#-]+"
    r"|syntax(?:highlighter)?|hljs|chroma|rouge|shiki|prism)(?![a-z])",
    re.I,
)
"""What sites and programs that colour code call it, in the names of elements."""
_NAMES = (
    r"(?:[\w-]*[-_])?(?:verse|poem|poetry|poëzie|stanza|strophe|line-?group|gedicht(?:en)?|lyrics|songtext)"
)
_POEM = re.compile(
    rf"[.#](?!(?:category|categorie|tag|cat)-){_NAMES}(?![a-z])|[.#]lg(?![\w:-])",  # 'lg:' is Tailwind's
    re.I,
)
_FILED = re.compile(rf"[.](?:category|categorie|tag|cat)-{_NAMES}(?![a-z])", re.I)
"""Under what WordPress and others file a post: its poem, and who wrote it, and when the book is out."""
_SHORT = 0.75  # of the width of a text that is broken into lines: the longest row of verse in it
_STATEMENT = re.compile(r";\s*$")  # how rows of code end, and in a <pre> only those
_PROSE = ("p", "div")
_SPACES_AN_EM, _DEEPEST = 2, 12  # of what a row of verse is indented with


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Marks each <pre> that was kept, before anything in it is taken for a note, a name or a date."""
    return remark(
        galley,
        {
            i: Mark(Role.VERSE if rule == VERSE else Role.PREFORMATTED, rule, 0.9)
            for i, v in enumerate(galley.verdicts)
            if v.line.rows and v.role is Role.BODY
            for rule in (_rule(v.line),)
        },
    )


def in_lines(galley: Galley, sheet: Sheet) -> Galley:
    """Marks paragraphs with forced line ends that are verse."""
    marks: dict[int, Mark] = {}
    said = [i for i, v in enumerate(galley.verdicts) if v.role is not Role.BLANK]
    for together, run in groupby(said, key=lambda i: _home(galley.verdicts[i])):
        if not together:
            continue
        paragraphs = list(run)
        called = bool(_POEM.search(galley.verdicts[paragraphs[0]].line.place))
        if called and (len(paragraphs) > 1 or galley.verdicts[paragraphs[0]].line.broken):
            marks |= {i: Mark(Role.VERSE, CALLED, 0.95) for i in paragraphs}
            continue
        if _FILED.search(galley.verdicts[paragraphs[0]].line.place):
            short = [i for i in paragraphs if _as_verse(galley.verdicts[i].line)]
            if len(short) > 1 and 2 * len(short) >= len(paragraphs):
                marks |= {i: Mark(Role.VERSE, CALLED, 0.8) for i in short}
                continue
        for broken, group in groupby(paragraphs, key=lambda i: galley.verdicts[i].line.broken):
            stanzas = list(group)
            if broken and is_poem([galley.verdicts[i].line for i in stanzas]):
                marks |= {i: Mark(Role.VERSE, BROKEN, 0.7, "rows that run on") for i in stanzas}
    of_lines = wrapped(galley.verdicts)
    if of_lines:
        marks |= _in_wrapped_text(galley)
    if not any(v.line.tag for v in galley.verdicts):
        marks |= {} if of_lines else _in_plain_text(galley, sheet)
        marks |= _of_long_rows(galley) | _apart(galley, sheet)
    return remark(galley, marks)


def _of_long_rows(galley: Galley) -> dict[int, Mark]:
    """Verse in a text without markup whose rows are as long as those of prose."""
    texts = [v.line.text if v.role is Role.BODY else "" for v in galley.verdicts]
    return {
        i: Mark(Role.VERSE, BROKEN, 0.7, "rows that begin or rhyme as verse") for i in verses.found(texts)
    }


def _apart(galley: Galley, sheet: Sheet) -> dict[int, Mark]:
    """Verse in a text without markup of which each row stands between blank lines."""
    texts = ["" if v.role is Role.BLANK else v.line.text for v in galley.verdicts]
    body = {i for i, v in enumerate(galley.verdicts) if v.role is Role.BODY}
    marks: dict[int, Mark] = {}
    for run in verses.alone(texts, body - sheet.given.joins(galley.verdicts)):
        marks |= dict.fromkeys(run, Mark(Role.VERSE, APART, 0.7, f"{len(run)} rows, blank lines between"))
    return marks


def _as_verse(line: Line) -> bool:
    """Whether a paragraph has the rows of a stanza, or is short enough to be one."""
    return (
        max(map(len, broken_rows(line))) <= verses.LONGEST
        if line.broken
        else len(line.text) <= verses.LONGEST
    )


def _in_wrapped_text(galley: Galley) -> dict[int, Mark]:
    """Verse in a text whose lines are broken at one width: its rows end long before that."""
    most = _SHORT * width(galley.verdicts)
    marks: dict[int, Mark] = {}
    for body, run in groupby(range(len(galley.verdicts)), key=lambda i: galley.verdicts[i].role is Role.BODY):
        rows = list(run) if body else []
        texts = [galley.verdicts[i].line.text.strip() for i in rows]
        if texts and max(map(len, texts)) <= most and verses.short(texts):
            marks |= {i: Mark(Role.VERSE, BROKEN, 0.7, f"{len(texts)} short rows") for i in rows}
    return marks


def _in_plain_text(galley: Galley, sheet: Sheet) -> dict[int, Mark]:
    """Verse in a text without markup, not broken into lines: stanzas of rows right below each other, of which
    most end with a mark."""
    joined = sheet.given.joins(galley.verdicts)
    roles = (Role.BODY, Role.BLANK)
    marks: dict[int, Mark] = {}
    for open_, run in groupby(range(len(galley.verdicts)), key=lambda i: galley.verdicts[i].role in roles):
        groups = [
            list(rows)
            for body, rows in groupby(run, key=lambda i: galley.verdicts[i].role is Role.BODY)
            if body and open_
        ]
        for several, stanzas in groupby(groups, key=lambda rows: len(rows) > 1):
            verse = [i for rows in stanzas for i in rows] if several else []
            if not joined.isdisjoint(verse):
                continue  # prose that is broken into lines
            texts = [galley.verdicts[i].line.text.strip() for i in verse]
            if verses.short(texts) and verses.marked(texts):
                marks |= {i: Mark(Role.VERSE, BROKEN, 0.7, f"{len(texts)} short rows") for i in verse}
    return marks


def block(line: Line) -> Preformatted:
    """The block of a line that is preformatted."""
    code = _rule(line) == CODE
    found = map(without_anchors, line.rows)
    return Preformatted(tuple(map(_bare, found) if code else found), code, line.number)


def stanzas(line: Line, inlines: Sequence[Inline]) -> list[tuple[tuple[Inline, ...], ...]]:
    """The stanzas of a line of verse, of which `inlines` are the words with their notes."""
    found = rows.parted(inlines)
    if not line.rows:
        return [tuple(found)]
    made: list[tuple[tuple[Inline, ...], ...]] = []
    groups = [list(run) for empty, run in groupby(line.rows, key=lambda row: not row) if not empty]
    if sum(map(len, groups)) != len(found):  # mended words: which row they stand in is not known
        return [tuple(found)]
    for group in groups:
        made.append(tuple(_indented(row, words) for row, words in zip(group, found, strict=False)))
        found = found[len(group) :]
    return made


def _indented(row: Sequence[Inline], words: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The words of a row, as far from the margin as their author put them."""
    text = _text(row).expandtabs(4)
    ems = min(round((len(text) - len(text.lstrip())) / _SPACES_AN_EM), _DEEPEST)
    return (Text("\u2003" * ems), *words) if ems else words


def is_poem(lines: Sequence[Line]) -> bool:
    """Whether paragraphs that follow each other, with forced line ends, are stanzas."""
    rows = [row for line in lines for row in (*broken_rows(line), "")]
    return verses.short([row for row in rows if row]) or verses.long(rows)


def broken_rows(line: Line) -> Iterator[str]:
    """The texts between a line's forced line ends."""
    for row in rows.parted(line.inlines):
        yield _text(row).strip()


def _rule(line: Line) -> str:
    if _POEM.search(line.place):
        return VERSE
    filled = [row for row in line.rows if row]
    if _CODE.search(line.place) or all(_in_code(row) for row in filled):
        return CODE
    texts = [_text(row) for row in filled]
    return VERSE if verses.short(texts) and not any(map(_STATEMENT.search, texts)) else RULE


def _in_code(row: Sequence[Inline]) -> bool:
    return all(
        (isinstance(inline, Span) and inline.kind == "code")
        or (isinstance(inline, Text) and not inline.text.strip())
        for inline in row
    )


def _bare(row: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A row of code without the spans that say no more than that."""
    made: list[Inline] = []
    for inline in row:
        made += _bare(inline.inlines) if isinstance(inline, Span) and inline.kind == "code" else (inline,)
    return tuple(made)


def _home(verdict: Verdict) -> str:
    """The element around a paragraph that may be a stanza; '' for what is none."""
    line = verdict.line
    if verdict.role is not Role.BODY or line.tag not in _PROSE or line.rows or line.slot:
        return ""
    if _POEM.search(line.place):
        way = steps(line.place)
        first = next(k for k, step in enumerate(way) if _POEM.search(step))
        return " > ".join(way[: first + 1])
    around = line.place.rpartition(" > ")[0]
    return "" if line.figure or " > blockquote" in around else around


def _text(row: Sequence[Inline]) -> str:
    return words(row, [])
