"""Chooses how many lines each paragraph of the print book takes, so that its pages come out full.

`book.justify.makeup` finds the choice; here the document is put to it in lines of the grid, a section at a
time, from what the layout engine said of the spaces between blocks (`book.render.probe`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lxml.html import HtmlElement

from book.justify import Fit, fit, fits, is_runt
from book.justify.makeup import Choice, Flow, Limits, MadeUp, make_up
from book.justify.notes import Called
from book.render import noteparts, probe
from book.render.linesetting import Composition, Stick
from book.render.overleaf import Foreseen, blank_above
from book.render.picturesize import picture_lines, resize

_TOLERANCE = 1.3
"""How far, in stretch ratios, a paragraph's lines may go to take a line more or less than is best."""

_LOOSE = 1.0
"""The stretch beyond which a line is loose to a reader: its spaces half as wide again as they should be."""

_LOOSE_COST = 2e6
"""What such a line costs, in demerits: less than a short page, more than a hyphen at its foot."""

_HIGHEST = 2
"""Lines that a piece's text may begin higher than the stylesheet has it, so that it ends on a full page."""

_SMALLEST_LOSS = 0.4
"""The share of its height that a picture may lose, so that the page before it is not left white."""

_SMALLER = 4e5
"""What each line of a smaller picture costs: a page that is short by a line is worth seven."""

_TROUBLE = 1e6
"""Demerits from which on pages are worth that: a line that is missing is three times as much."""

_HEADINGS = ("h2", "h3", "h4")
_GIVES = 1
"""Blank lines more that may stand above a heading, if the page comes out full by it."""

_WHITE = 1 / 5
"""The share of the pieces' pages that may be white so that each begins on a right-hand page."""

_LEAF = 4
"""Fewer white pages than a folded sheet has are no loss."""

_SHORT_ROW = 3
"""Lines up to which a row of a table does not stand alone on a page."""

_BIOGRAPHIES = 4
"""Fewer than this may leave one alone on a page: with another, the page before it would be white."""

_SIGN = 1
"""Lines that a blank line between two paragraphs takes where a page begins: nobody would see it there."""

_REACH = 1
"""Lines that a paragraph may take more or less than is best."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The fits chosen, by the paragraphs' keys; the blank lines more above a heading, by its key, and fewer
    above the block that a text begins with; how short each section's pages are foreseen to be. `begun`: the
    blocks that begin a page; `cuts`: after how many of its lines a page ends within a paragraph; `carried`:
    the notes that go on where one begins; `foreseen`: where each section's pages begin; `run_on`: whether
    pieces begin on the next page, left or right."""

    chosen: Mapping[str, Fit]
    given: Mapping[str, int]
    raised: Mapping[str, int]
    pages: Mapping[str, MadeUp]
    begun: frozenset[str]
    cuts: Mapping[str, tuple[int, ...]]
    carried: noteparts.Carried
    foreseen: Mapping[str, Foreseen]
    run_on: bool = False


@dataclass(frozen=True, slots=True)
class _Section:
    """A section made up: the fits of its paragraphs, its pages, by how many lines its text begins higher, the
    figures whose pictures take so many lines more or fewer, and the notes that go on overleaf."""

    fits: Mapping[str, Fit]
    pages: MadeUp
    raised: int
    resized: tuple[tuple[HtmlElement, int], ...]
    carried: noteparts.Carried


def plan(composition: Composition, lines: int, leading: float) -> Plan:
    """Make up the pages of `composition`: `lines` to a page, `leading` points from one to the next."""
    chosen: dict[str, Fit] = {}
    given: dict[str, int] = {}
    raised: dict[str, int] = {}
    pages: dict[str, MadeUp] = {}
    foreseen: dict[str, Foreseen] = {}
    carried: dict[noteparts.Place, tuple[noteparts.Rows, ...]] = {}
    sticks = {stick.key: stick for stick in composition.sticks}
    sections = [
        (section, blocks)
        for section in composition.document.iter("section")
        if (parent := section.getparent()) is not None
        and parent.tag == "body"
        and (blocks := list(probe.blocks(section)))
    ]
    made_up = [_section(blocks, sticks, composition, lines, leading) for _, blocks in sections]
    run_on = _run_on(composition.document, [section for section, _ in sections], made_up)
    recto = True
    for number, (section, blocks) in enumerate(sections) if run_on else ():
        before = made_up[number - 1] if number and follows(section) else None
        recto = recto == bool(len(before.pages.short) % 2) if before else True
        if not recto:
            made_up[number] = _section(blocks, sticks, composition, lines, leading, recto=False)
    for (section, blocks), made in zip(sections, made_up, strict=True):
        if made is None:
            continue
        if made.raised:
            raised[blocks[_opening(blocks)].get(probe.KEY, "")] = made.raised
        for figure, more in made.resized:
            resize(figure, more)
        chosen |= made.fits
        carried |= made.carried
        given |= {b.get(probe.KEY, ""): n for b, n in zip(blocks, made.pages.given, strict=True) if n}
        pages[section.get("id", "")] = made.pages
        if made.fits:  # small text alone does not stand on the grid
            foreseen[section.get("id", "")] = _foreseen(blocks, made.pages, sticks)
    begins = [begin for told in foreseen.values() for begin in told.begins]
    cuts: dict[str, tuple[int, ...]] = {}
    for key, at in begins:
        if at:
            cuts[key] = (*cuts.get(key, ()), at)
    # Before a row of code that is told to begin a page WeasyPrint leaves one white: it finds out for itself.
    rows = {row.get(probe.KEY) for row in composition.document.iterfind(".//pre//span")}
    begun = frozenset(key for key, at in begins if at == 0 and key not in rows)
    return Plan(chosen, given, raised, pages, begun, cuts, carried, foreseen, run_on)


def follows(section: HtmlElement) -> bool:
    """Whether a section is a piece that comes right behind another piece."""
    before = section.getprevious()
    return before is not None and all("chapter" in (s.get("class") or "").split() for s in (before, section))


def _run_on(
    document: HtmlElement, sections: Sequence[HtmlElement], made_up: Sequence[_Section | None]
) -> bool:
    """Whether pieces begin on the next page, left or right: as the plan of the book says, else where too many
    pages would be white if all began on the right."""
    body = document.find("body")
    asked = "auto" if body is None else body.get("data-openings", "auto")
    if asked != "auto":
        return asked == "any"
    counts = [
        len(before.pages.short) + 1
        for before, section in zip(made_up, sections[1:], strict=False)
        if before and follows(section)
    ]
    white = sum(count % 2 for count in counts)
    return white >= _LEAF and white > _WHITE * (sum(counts) + white)


def _foreseen(blocks: Sequence[HtmlElement], made: MadeUp, sticks: Mapping[str, Stick]) -> Foreseen:
    """Where the pages of a section begin: within what is no paragraph of ours the engine must say."""
    keys = [block.get(probe.KEY, "") for block in blocks]
    begins = tuple(
        (key, cut if key in sticks or not cut else None)
        for key, cuts in zip(keys, made.cuts, strict=True)
        for cut in cuts
    )
    may = frozenset(key for key, block in zip(keys, blocks, strict=True) if not _heads_table(block))
    return Foreseen(may | {key for key, _ in begins}, begins)


def _section(
    blocks: Sequence[HtmlElement],
    sticks: Mapping[str, Stick],
    composition: Composition,
    lines: int,
    leading: float,
    *,
    recto: bool = True,
) -> _Section | None:
    """One section made up, whose first page is a right-hand one or not; None where its blocks do not stand on
    the grid."""
    answers, kinds = composition.answers, probe.Kinds()
    measured = noteparts.Measured(answers, sticks, leading)
    noted: list[list[noteparts.Noted]] = []
    flows: list[Flow] = []
    options: list[dict[int, Fit]] = []
    used = again = 0
    limits = Limits(lines, note_gap=answers.note_gap / leading, note_row=answers.note_row / leading)
    for number, block in enumerate(blocks):
        stand = answers.stands.get(block.get(probe.KEY, ""))
        of_block = kinds.kind(block)
        noted.append(measured.notes(block, of_block))
        above = stand.above if stand is not None else answers.above.get(of_block, 0.0)
        gap = round(above / leading)
        if number == 0:
            used, gap = gap, 0
        stick = sticks.get(block.get(probe.KEY, ""))
        how = answers.blocks.get((of_block, None))
        if stick is not None:
            found = _options(stick)
            if not found:
                return None
            options.append(found)
            best = min(choice.demerits for choice in found.values())
            flows.append(
                Flow(
                    tuple(_choice(stick, choice, noted[-1], best) for choice in found.values()),
                    before=gap,
                    keep=bool(how and how.keeps),
                    splits=how is None or how.splits,
                    again=_SIGN if blank_above(block) is not None else 0,
                )
            )
            continue
        if stand is None or stand.height is None:
            return None
        options.append({})
        height = max(1, round(stand.height / leading))
        if block.tag == "tr" and _heads_table(block):
            again = height + (again if block.getprevious() is not None else 0)
        called = tuple(Called(1, note.lines) for note in noted[-1])
        flows.append(
            Flow(
                tuple(_smaller(block, Choice(height, notes=called))),
                gap,
                keep=bool(how and how.keeps) or _heads_table(block),
                splits=how is None or how.splits,
                foot=next(block.iterancestors("footer"), None) is not None,
                gives=_GIVES if block.tag in _HEADINGS and gap and _biography(block) is None else 0,
                again=again if block.tag == "tr" and not _heads_table(block) else 0,
            )
        )
    # What is said below a text is held to its end, and in one piece; so is whom a quotation is by, and what a
    # picture or a table shows.
    named = [_named(block) for block in blocks]
    bios, held = biographies(blocks)
    pairs = held_rows(blocks, [max(choice.lines for choice in flow.choices) for flow in flows])
    flows = [
        replace(flow, keep=flow.keep or below.foot or by or with_next or pair, splits=flow.splits and not bio)
        for flow, below, by, bio, with_next, pair in zip(
            flows, [*flows[1:], Flow(())], [*named[1:], False], bios, held, pairs, strict=True
        )
    ]
    made, raised = raised_text(flows, limits, used, _opening(blocks), recto=recto)
    chosen: dict[str, Fit] = {}
    resized: list[tuple[HtmlElement, int]] = []
    called_on: list[list[tuple[noteparts.Noted, int]]] = []
    for block, flow, found, notes, count, cuts in zip(
        blocks, flows, options, noted, made.chosen, made.cuts, strict=True
    ):
        key = block.get(probe.KEY, "")
        if found:
            chosen[key] = _unbroken(sticks[key], found[count], cuts, notes)
        elif block.tag == "figure":
            resized.append((block, count - max(choice.lines for choice in flow.choices)))
        lines_of = _calls(sticks[key], found[count], notes) if found else [1] * len(notes)
        called_on.append(list(zip(notes, lines_of, strict=True)))
    carried = noteparts.carried(blocks, called_on, made.cuts, made.over)
    return _Section(chosen, made, raised, tuple(resized), carried)


def _named(block: HtmlElement) -> bool:
    """Is it held to what stands above it: who a quotation is by, what a picture or a table shows, a formula
    that a sentence leads up to?"""
    kinds = (block.get("class") or "").split()
    above = block.getprevious()
    if above is None:
        return False
    return (
        "attribution" in kinds
        or ("legend" in kinds and above.tag in ("figure", "table"))
        or ("formula" in kinds and above.get("class") != "formula")
    )


def _biography(block: HtmlElement) -> HtmlElement | None:
    """What is said of one author, that a block is of."""
    around = (a for a in block.iterancestors("section") if a.get("class") == "biography")
    return next(around, None)


def biographies(blocks: Sequence[HtmlElement]) -> tuple[list[bool], list[bool]]:
    """Of each block whether it is of what is said of one author, which no page parts; and whether it is held
    to the next: within that, and at the end of the last but one, for none stands alone on a last page."""
    homes = [_biography(block) for block in blocks]
    order = list(dict.fromkeys(home for home in homes if home is not None))
    last = order[-2:] if len(order) >= _BIOGRAPHIES else []
    held = [
        home is not None and (home is below or [home, below] == last)
        for home, below in zip(homes, [*homes[1:], None], strict=True)
    ]
    return [home is not None for home in homes], held


def _heads_table(block: HtmlElement) -> bool:
    """A caption or a row of a table's head: neither is the last on its page."""
    parent = block.getparent()
    return block.tag == "caption" or (block.tag == "tr" and parent is not None and parent.tag == "thead")


def held_rows(blocks: Sequence[HtmlElement], heights: Sequence[int]) -> list[bool]:
    """Of each block whether it is a row of a table held to the next: at either end of a table two rows stand
    together, so one of three is whole. A row of many lines stands alone as a paragraph does."""
    tables: dict[HtmlElement, list[int]] = {}
    for number, block in enumerate(blocks):
        if block.tag == "tr" and not _heads_table(block):
            tables.setdefault(next(block.iterancestors("table")), []).append(number)
    held = [False] * len(blocks)
    for rows in tables.values():
        for first, second in {*pairwise(rows[:2]), *pairwise(rows[-2:])}:
            held[first] = max(heights[first], heights[second]) <= _SHORT_ROW
    return held


def _smaller(block: HtmlElement, choice: Choice) -> Iterator[Choice]:
    """The heights that a block may have: a picture may be smaller, so that no page is left half white."""
    yield choice
    if block.tag != "figure":
        return
    for fewer in range(1, int(picture_lines(block) * _SMALLEST_LOSS) + 1):
        yield replace(choice, lines=choice.lines - fewer, cost=fewer * _SMALLER)


def _opening(blocks: Sequence[HtmlElement]) -> int:
    """The index of the block that the text below a section's head begins with; 0 for none."""
    heads = ("header", "h1")
    around = ({block.tag, *(a.tag for a in block.iterancestors())} for block in blocks)
    return next((n for n, tags in enumerate(around) if tags.isdisjoint(heads)), 0)


def raised_text(
    flows: Sequence[Flow], limits: Limits, used: int, first: int, *, recto: bool = True
) -> tuple[MadeUp, int]:
    """The pages, and by how many lines the text below the head begins higher than it should: where a page
    would come out short or the last one a stub, a title's room has a line or two to give."""
    best, raised = make_up(flows, limits, used=used, recto=recto), 0
    if not first or best.cost < _TROUBLE:
        return best, 0
    for lines in range(1, min(_HIGHEST, flows[first].before - 1) + 1):
        higher = [
            *flows[:first],
            replace(flows[first], before=flows[first].before - lines),
            *flows[first + 1 :],
        ]
        made = make_up(higher, limits, used=used, recto=recto)
        if made.cost + lines * _TROUBLE / 2 < best.cost + raised * _TROUBLE / 2:
            best, raised = made, lines
    return best, raised


def _options(stick: Stick) -> dict[int, Fit]:
    """The fits that page make-up may choose from: the best, and others near it in length."""
    best = fit(stick.paragraph)
    if best is None:
        return {}
    near = {
        count: choice
        for count, choice in fits(stick.paragraph, _TOLERANCE).items()
        if abs(count - best.lines) <= _REACH and not is_runt(stick.paragraph, choice)
    }
    return {best.lines: best} | {count: choice for count, choice in near.items() if count != best.lines}


def _unbroken(stick: Stick, choice: Fit, cuts: Sequence[int], notes: Sequence[noteparts.Noted]) -> Fit:
    """The fit of as many lines that parts no word at a page's foot, if there is a decent one."""
    inside = stick.paragraph.candidates.inside
    cuts = [cut for cut in cuts if cut]
    if not any(inside[choice.breaks[cut - 1].candidate] for cut in cuts):
        return choice
    other = fits(stick.paragraph, _TOLERANCE, cuts).get(choice.lines)
    if other is None or is_runt(stick.paragraph, other):
        return choice
    return other if _calls(stick, other, notes) == _calls(stick, choice, notes) else choice


def _choice(stick: Stick, choice: Fit, notes: Sequence[noteparts.Noted], best: float) -> Choice:
    """`choice` as page make-up sees it: a note is as high however the paragraph that calls it is broken."""
    inside = stick.paragraph.candidates.inside
    hyphens = frozenset(n for n, b in enumerate(choice.breaks, 1) if inside[b.candidate])
    called = tuple(note.on(line) for note, line in zip(notes, _calls(stick, choice, notes), strict=True))
    loose = sum(b.ratio > _LOOSE for b in choice.breaks) * _LOOSE_COST
    return Choice(choice.lines, max(0.0, choice.demerits - best) + loose, hyphens, called)


def _calls(stick: Stick, choice: Fit, notes: Sequence[noteparts.Noted]) -> list[int]:
    """The lines of a paragraph, from 1, on which its notes are called."""
    ends = [stick.paragraph.candidates.offset[b.candidate] for b in choice.breaks]
    return [next(n for n, end in enumerate(ends, 1) if note.offset < end) for note in notes]
