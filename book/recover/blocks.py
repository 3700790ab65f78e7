"""Kept lines -> blocks: paragraphs, subheads, quotations with their attribution, lists, verse, breaks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from types import MappingProxyType

from book import quoting
from book.model import (
    Block,
    Break,
    Heading,
    Inline,
    ListBlock,
    Ordinal,
    Paragraph,
    Picture,
    Quotation,
    Role,
    Table,
    Text,
    Verdict,
    Verse,
)
from book.recover import lists, preformatted
from book.recover.figures import figure
from book.recover.inlines import Calls, inlines
from book.recover.markup import steps
from book.recover.quotations import EPIGRAPH, attribution
from book.recover.rows import paragraphs, unemphasised
from book.recover.tables import layouts, table, table_of
from book.wrapping import between, continued

_Item = tuple[lists.Item, tuple[Block, ...]]
Pictures = Mapping[str, Picture]
NO_PICTURES: Pictures = MappingProxyType({})
_LISTS = frozenset({"ol", "ul", "dl"})
_ITEMS = frozenset({"li", "dt", "dd"})
_BODY = frozenset({Role.BODY, Role.DEK, Role.CAPTION})


def build(
    verdicts: Sequence[Verdict], calls: Calls, pictures: Pictures = NO_PICTURES, *, every: bool = False
) -> tuple[Block, ...]:
    """The blocks of the kept lines, in order, with each note at its call and each of `pictures` at its line.

    With `every`, every line that is not blank is a paragraph, whatever its role (an appendix).
    """
    if every:
        return tuple(
            figure(verdicts, i, pictures, {})[0]
            if v.line.image
            else preformatted.block(v.line)
            if v.line.rows
            else Paragraph(inlines(verdicts, {}, i), v.line.number)
            for i, v in enumerate(verdicts)
            if not v.line.blank and (v.line.image is None or v.line.image.name in pictures)
        )
    joins = continued(verdicts)
    poems = _poems(verdicts)
    laid = layouts(verdicts)
    result: list[Block] = []
    taken: set[int] = set()  # captions that stand with their pictures
    i = 0
    while i < len(verdicts):
        verdict = verdicts[i]
        if not verdict.kept or verdict.role is Role.NOTE or i in taken:
            i += 1
            continue
        if verdict.line.image:
            if _there(verdict, pictures):
                block, own = figure(verdicts, i, pictures, calls)
                taken |= own
                result.append(block)
            i += 1
            continue
        if (place := table_of(verdict)) and place not in laid:
            end = _same_table(verdicts, i)
            made = table(verdicts, _cells(verdicts, i, end), calls)
            result.append(_captioned(made, verdicts, end, taken, calls))
            shown = [k for k in range(i, end) if _there(verdicts[k], pictures)]
            result += [figure(verdicts, k, pictures, calls)[0] for k in shown]
            i = end
            continue
        if verdict.line.rows and verdict.role in (Role.PREFORMATTED, Role.BODY):
            result.append(preformatted.block(verdict.line))
            i += 1
            continue
        end = _run(verdicts, i, joins)
        if verdict.rule == quoting.TEXT:
            result.append(_quoted_in_text(verdicts, calls, range(i, end), joins, poems))
            i = end
            continue
        result += _BUILDERS.get(verdict.role, _paragraph)(verdicts, calls, i, end)
        i = end
    return tuple(result)


def _there(verdict: Verdict, pictures: Pictures) -> bool:
    """Is it a picture that is kept and came with the page?"""
    return verdict.kept and verdict.line.image is not None and verdict.line.image.name in pictures


def _run(verdicts: Sequence[Verdict], start: int, joins: frozenset[int]) -> int:
    """Where the block that begins at this line ends (exclusive)."""
    role = verdicts[start].role
    end = start + 1
    if role is Role.LISTITEM:
        while end < len(verdicts) and (
            verdicts[end].role is Role.LISTITEM
            or (verdicts[end].role is Role.BLANK and _goes_on(verdicts, end, Role.LISTITEM))
            or (verdicts[end].role is Role.PREFORMATTED and lists.home(verdicts[end].line))
            or end in joins
        ):
            end += 1
    elif role is Role.VERSE:
        while end < len(verdicts) and (
            verdicts[end].role is Role.VERSE
            or (verdicts[end].role is Role.BLANK and _goes_on(verdicts, end, Role.VERSE))
        ):
            end += 1
    elif verdicts[start].rule == quoting.TEXT:
        for k in range(start + 1, len(verdicts)):
            if verdicts[k].rule == quoting.TEXT and verdicts[k].kept:
                end = k + 1
            elif verdicts[k].kept:
                break
    elif verdicts[start].rule == quoting.LEAD:
        while end < len(verdicts) and verdicts[end].rule == quoting.LEAD:
            end += 1
    elif role is Role.QUOTATION and (home := _quoted(verdicts[start])):
        while end < len(verdicts):
            if verdicts[end].kept:
                here = _quoted(verdicts[end])
                said = verdicts[end].role in (Role.QUOTATION, Role.ATTRIBUTION, Role.PREFORMATTED)
                if not said or not (_in(here, home) or _in(home, here)):
                    break
                home = min(home, here, key=len)
            end += 1
    elif role is Role.QUOTATION:
        while end < len(verdicts) and not verdicts[end].kept:
            end += 1
        end = end + 1 if end < len(verdicts) and verdicts[end].role is Role.ATTRIBUTION else start + 1
    elif role is Role.BODY:
        k = end
        while k < len(verdicts) and (k in joins or not verdicts[k].kept or verdicts[k].role is Role.NOTE):
            k += 1
            end = k if k - 1 in joins else end
    return end


def _cells(verdicts: Sequence[Verdict], start: int, end: int) -> list[int]:
    """The lines of a table that are words."""
    return [i for i in range(start, end) if verdicts[i].kept and not verdicts[i].line.image]


def _captioned(made: Table, verdicts: Sequence[Verdict], end: int, taken: set[int], calls: Calls) -> Table:
    """The table with the caption that stands below it in its figure; that line is `taken`."""
    figure = verdicts[end - 1].line.figure
    below = next((i for i in range(end, len(verdicts)) if verdicts[i].role is not Role.BLANK), end)
    if made.caption or not figure or below == len(verdicts):
        return made
    caption = verdicts[below]
    if caption.role is not Role.CAPTION or not caption.line.place.startswith(figure + " > "):
        return made
    taken.add(below)
    return replace(made, caption=inlines(verdicts, calls, below))


def _same_table(verdicts: Sequence[Verdict], start: int) -> int:
    place = table_of(verdicts[start])
    end = start + 1
    while end < len(verdicts) and (not verdicts[end].kept or table_of(verdicts[end]) == place):
        end += 1
    return end


def _quoted(verdict: Verdict) -> str:
    """The place of the <blockquote> that a line stands in; empty for none."""
    return verdict.line.within("blockquote")


def _inner(place: str, home: str) -> str:
    """The way from one <blockquote> down to the first one within it; empty for none."""
    before, found, rest = place[len(home) :].partition(" > blockquote")
    return before + found + rest.split(" > ")[0] if home and found else ""


def _in(place: str, around: str) -> bool:
    """Is the one place the other, or within it?"""
    return bool(around) and f"{place} > ".startswith(f"{around} > ")


def _goes_on(verdicts: Sequence[Verdict], blank: int, role: Role) -> bool:
    after = next((v for v in verdicts[blank:] if v.role is not Role.BLANK), None)
    return after is not None and after.role is role


def _paragraph(verdicts: Sequence[Verdict], calls: Calls, start: int, end: int) -> list[Block]:
    parts: list[Inline] = []
    above = ""
    for i in range(start, end):
        if not verdicts[i].kept or verdicts[i].role is Role.NOTE:
            continue  # of the page that ended within the paragraph
        if parts:
            parts.append(Text(between(above, verdicts[i].line.text)))
        parts += inlines(verdicts, calls, i)
        above = verdicts[i].line.text.rstrip()
    first = verdicts[start]
    number, formula = first.line.number, first.line.formula
    if first.role is Role.DEK:
        return [Paragraph(unemphasised(parts), number, dek=True)]
    return [Paragraph(run, number, formula=formula) for run in paragraphs(parts)]


def _heading(verdicts: Sequence[Verdict], calls: Calls, start: int, end: int) -> list[Block]:
    tag = verdicts[start].line.tag
    level = int(tag[1]) - 1 if re.fullmatch("h[2-6]", tag) else 1
    text = verdicts[start].line.text
    hashes = re.match(r"\s*#{1,6}\s+", text)
    return [Heading(inlines(verdicts, calls, start, skip=hashes.end() if hashes else 0), level,
                    verdicts[start].line.number)]  # fmt: skip


def _quotation(verdicts: Sequence[Verdict], calls: Calls, start: int, end: int) -> list[Block]:
    """A quotation, with those that stand in it."""
    line = verdicts[start].line
    lines = [i for i in range(start, end) if verdicts[i].kept]
    home = min((_quoted(verdicts[i]) for i in lines), key=len)
    inner = {i: _inner(_quoted(verdicts[i]), home) for i in lines}
    said = next((i for i in reversed(lines) if verdicts[i].role is Role.ATTRIBUTION and not inner[i]), None)
    by: tuple[Inline, ...] = ()
    if said is not None:
        text = verdicts[said].line.text.strip()
        told = attribution(text) if text[:1] in "—–―-~" and attribution(text) else text
        by = (Text(told),)
        if said in calls or verdicts[said].line.inlines:
            by = unemphasised(
                inlines(verdicts, calls, said, skip=max(verdicts[said].line.text.find(told), 0))
            )
    kind = "epigraph" if verdicts[start].rule == EPIGRAPH else (
        "blockquote" if line.tag == "blockquote" or _quoted(verdicts[start]) else "pullquote")  # fmt: skip
    quoted: list[Block] = []
    for place, run in groupby(lines, inner.__getitem__):
        some = [*run]
        if place:
            quoted += _quotation(verdicts, calls, some[0], some[-1] + 1)
        else:
            theirs = [i for i in some if verdicts[i].role is not Role.ATTRIBUTION]
            quoted += _paragraphs_or_verse(verdicts, calls, theirs)
    return [Quotation(kind, tuple(quoted), by, line.number)]  # type: ignore[arg-type]


def _paragraphs_or_verse(verdicts: Sequence[Verdict], calls: Calls, lines: Sequence[int]) -> Iterator[Block]:
    """Lines of a block quotation: those with rows that are verse are its stanzas."""
    for broken, run in groupby(lines, key=lambda i: verdicts[i].line.broken):
        some = [*run]
        if broken and preformatted.is_poem([verdicts[i].line for i in some]):
            found = (preformatted.stanzas(verdicts[i].line, inlines(verdicts, calls, i)) for i in some)
            yield Verse(tuple(tuple(s) for stanzas in found for s in stanzas), verdicts[some[0]].line.number)
        else:
            yield from (_one(verdicts, calls, i) for i in some)


def _poems(verdicts: Sequence[Verdict]) -> dict[int, Sequence[list[int]]]:
    """The stanzas of the poem that each line is a row of which a text quotes."""
    if not any(v.rule == quoting.TEXT for v in verdicts):
        return {}
    found = quoting.poems([v.line.text for v in verdicts])
    return {i: stanzas for stanzas in found for stanza in stanzas for i in stanza}


def _quoted_in_text(
    verdicts: Sequence[Verdict],
    calls: Calls,
    around: Sequence[int],
    joins: frozenset[int],
    poems: Mapping[int, Sequence[list[int]]],
) -> Quotation:
    """What stands behind '>', and within it what stands behind more of them."""
    lines = [i for i in around if verdicts[i].kept]
    marks = {i: quoting.marked(verdicts[i].line.text) or quoting.Quoted(0, 0) for i in lines}
    depth = min(mark.depth for mark in marks.values())
    within: list[Block] = []
    deeper = {i for i in lines if marks[i].depth > depth}
    for (inner, stanzas), run in groupby(
        lines, key=lambda i: (i in deeper, i not in deeper and poems.get(i))
    ):
        part = [*run]
        if inner:
            within.append(_quoted_in_text(verdicts, calls, part, joins, poems))
            continue
        said = {i: inlines(verdicts, calls, i, skip=marks[i].skip) for i in part}
        if stanzas:
            rows = (tuple(said[i] for i in stanza if i in said) for stanza in stanzas)
            within.append(Verse(tuple(filter(None, rows)), verdicts[part[0]].line.number))
            continue
        parts: list[Inline] = []
        for n, i in enumerate(part):
            parts += said[i]
            below = part[n + 1] if n + 1 < len(part) else -1
            if below in joins:
                above = verdicts[i].line.text.rstrip()
                parts.append(Text(between(above, quoting.bare(verdicts[below].line.text))))
                continue
            first = next(k for k in reversed(part[: n + 1]) if k not in joins)
            within.append(Paragraph(tuple(parts), verdicts[first].line.number))
            parts = []
    return Quotation("blockquote", tuple(within), (), verdicts[lines[0]].line.number)


def _one(verdicts: Sequence[Verdict], calls: Calls, i: int, skip: int = 0) -> Block:
    """A line as a block within another one: a paragraph, or what is preformatted."""
    line = verdicts[i].line
    if verdicts[i].role is Role.PREFORMATTED:
        return preformatted.block(line)
    return Paragraph(inlines(verdicts, calls, i, skip=skip), line.number)


def _list(verdicts: Sequence[Verdict], calls: Calls, start: int, end: int) -> list[Block]:
    rows: list[_Item] = []
    home = ""  # of the item before, on a page: its further paragraphs are its own
    for i in range(start, end):
        if (verdicts[i].role is Role.BODY or verdicts[i].rule == lists.HANGING) and rows:
            rows[-1] = (rows[-1][0], _longer(rows[-1][1], verdicts, calls, i))
            continue
        if verdicts[i].rule == lists.FURTHER and rows:
            rows[-1] = (rows[-1][0], (*rows[-1][1], _one(verdicts, calls, i)))
            continue
        if verdicts[i].role not in (Role.LISTITEM, Role.PREFORMATTED):
            continue
        line = verdicts[i].line
        if home and lists.home(line) == home and line.tag != "li":
            rows[-1] = (rows[-1][0], (*rows[-1][1], _one(verdicts, calls, i)))
            continue
        home = lists.home(line)
        text = line.text
        found = lists.item(text)
        skip = len(text) - len(text[text.find(found.text) :]) if found else 0
        item = found or lists.Item(0, "•", None, text.strip())
        if lists.within(line):
            item, skip = _marked_up(verdicts[i], text), 0
        rows.append((item, (_one(verdicts, calls, i, skip),)))
    return _nested(rows)


def _longer(
    blocks: tuple[Block, ...], verdicts: Sequence[Verdict], calls: Calls, i: int
) -> tuple[Block, ...]:
    """The blocks of an item, the last of which goes on in the line `i`."""
    *before, last = blocks
    more = inlines(verdicts, calls, i)
    if not isinstance(last, Paragraph):
        return (*blocks, Paragraph(more, verdicts[i].line.number))
    gap = Text(between(verdicts[i - 1].line.text.rstrip(), verdicts[i].line.text))
    return (*before, replace(last, inlines=(*last.inlines, gap, *more)))


def _marked_up(verdict: Verdict, text: str) -> lists.Item:
    """A list item of a page: how deep it stands, and its number if its list counts."""
    way = [(name, nth) for name, nth in steps(verdict.line) if name in _LISTS or name in _ITEMS]
    depth = sum(name in _LISTS for name, _ in way)
    counted = next((name for name, _ in reversed(way) if name in _LISTS), "ul") == "ol"
    own, nth = next(((name, n) for name, n in reversed(way) if name in _ITEMS), ("li", 1))
    kind = own if own != "li" else ""
    if not counted:
        return lists.Item(4 * depth, "•", None, text.strip(), kind)
    own_number = verdict.line.ordinal or Ordinal(nth)
    return lists.Item(
        4 * depth, "", own_number.number, text.strip(), kind, own_number.counter, own_number.down
    )


def _nested(rows: Sequence[_Item]) -> list[Block]:
    """Items as lists by their indents: deeper ones belong to the item before them."""
    depth = min(item.indent for item, _ in rows)
    made: list[Block] = []
    items: list[tuple[Block, ...]] = []  # of the list that is being made
    kinds: list[str] = []
    numbers: list[int] = []
    deeper: list[_Item] = []
    head = before = rows[0][0]
    line = rows[0][1][0].line

    def close() -> None:
        if deeper:
            inner = _nested(deeper)
            if items:
                items[-1] = (*items[-1], *inner)
            else:
                items.append(tuple(inner))
                kinds.append("")
                numbers.append(head.number or 1)
            deeper.clear()

    def end() -> None:
        close()
        if items:
            counts = head.number is not None
            first = head.number if head.number is not None else 1
            usual = numbers == [*range(first, first + len(items))]
            own = () if usual or not counts else tuple(numbers)
            made.append(ListBlock(tuple(items), counts, first, line, _terms(kinds), own, head.counter))
            items.clear()
            kinds.clear()
            numbers.clear()

    begun = False
    for item, blocks in rows:
        if item.indent > depth + 1:
            deeper.append((item, blocks))
            continue
        if begun and _another(before, item):
            end()
            begun = False
        close()
        if not begun:
            head = item
            line = blocks[0].line if made else line
        begun, before = True, item
        items.append(blocks)
        kinds.append(item.kind)
        numbers.append(item.number if item.number is not None else 1)
    end()
    return made


def _terms(kinds: Sequence[str]) -> tuple[int, ...]:
    """Which items are terms, where each has something below it that describes it (HTML, 4.4.9)."""
    described = kinds[0] == "dt" and kinds[-1] == "dd" and "" not in kinds
    return tuple(n for n, kind in enumerate(kinds) if kind == "dt") if described else ()


def _another(before: lists.Item, item: lists.Item) -> bool:
    """Whether an item begins another list than the one before it: of another kind, or counted anew."""
    if bool(before.kind) is not bool(item.kind):
        return True
    if before.number is None or item.number is None:
        return before.number is not item.number
    if before.counter != item.counter or before.down is not item.down:
        return True
    if item.down:
        return item.number >= before.number
    return before.number > 0 and item.number <= before.number


def _verse(verdicts: Sequence[Verdict], calls: Calls, start: int, end: int) -> list[Block]:
    stanzas: list[list[tuple[Inline, ...]]] = [[]]
    around = ""  # the element around the row before
    rows = [i for i in range(start, end) if verdicts[i].role is Role.VERSE]
    apart = _rows_apart(verdicts, rows)
    for above, i in zip((start, *rows), rows, strict=False):
        line = verdicts[i].line
        if i - above > apart:
            stanzas.append([])
        found = preformatted.stanzas(line, inlines(verdicts, calls, i))
        if len(found) == len(found[0]) == 1:  # one row, in a stanza with those beside it
            within = line.place.rpartition(" > ")[0]
            if within != around:
                stanzas.append([])
            around = within
            stanzas[-1] += found[0]
            continue
        stanzas += map(list, found)
        stanzas.append([])
    return [Verse(tuple(tuple(s) for s in stanzas if s), verdicts[start].line.number)]


def _rows_apart(verdicts: Sequence[Verdict], rows: Sequence[int]) -> int:
    """How far a row stands below the one above it in its stanza."""
    if any(verdicts[i].rule != preformatted.APART for i in rows):
        return 1
    return min((below - above for above, below in pairwise(rows)), default=1)


def _break(verdicts: Sequence[Verdict], calls: Calls, start: int, end: int) -> list[Block]:
    return [Break(verdicts[start].line.number)]


_BUILDERS: Mapping[Role, Callable[[Sequence[Verdict], Calls, int, int], list[Block]]] = {
    Role.SUBHEAD: _heading,
    Role.QUOTATION: _quotation,
    Role.LISTITEM: _list,
    Role.VERSE: _verse,
    Role.BREAK: _break,
}
