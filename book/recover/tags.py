"""What markup says of a line: a heading is a subhead, a list item an item, a <blockquote>'s a quotation.

A page's author marked these up, so no rule has to guess. Only lines that cleaning kept are looked at; a
heading is left to the title's recoverer first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from book import places
from book.model import Galley, Line, Role, Verdict
from book.recover.marks import Mark, remark
from book.recover.markup import cites, steps
from book.recover.page import Sheet
from book.recover.quotations import DASHES, attribution
from book.recover.tables import layouts, table_of

_CAPTION = re.compile(r"\.(?:[\w-]*[-_])?caption(?:[-_]?text)?(?=[.\[ ]|$)|\.thumbcaption", re.I)


_STANDFIRST = re.compile(r"\.[\w-]*(?:subtitle|standfirst|sub-?deck|dek)(?=[.\[ ]|$)", re.I)
"""What sites call a heading that is the lead."""


_CREDIT = 120  # characters of a line that says whom a quotation is by


def within(line: Line, *names: str) -> bool:
    """Whether the line stands in an element of one of these names."""
    return any(name in names for name, _ in steps(line))


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Marks headings, items, quotations and captions by their elements."""
    return remark(galley, marked(galley.verdicts)) if sheet.given.marked_up else galley


def marked(verdicts: Sequence[Verdict]) -> dict[int, Mark]:
    """What the elements of lines say, by their indices."""
    marks: dict[int, Mark] = {}
    laid = layouts(verdicts)
    for i, verdict in enumerate(verdicts):
        if verdict.role is not Role.BODY or not verdict.line.place:
            continue
        place = table_of(verdict)
        role = _role(verdict.line, in_table=place is not None and place not in laid)
        if role is not None:
            marks[i] = Mark(role, f"tags.{verdict.line.tag}", 0.95)
    leads = [i for i, mark in marks.items() if mark.role is Role.DEK]
    if len(leads) > 1:  # no text has two: what is called so stands above each of its parts
        marks |= {i: replace(marks[i], role=Role.SUBHEAD) for i in leads}
    quoted = [i for i, mark in marks.items() if mark.role is Role.QUOTATION]
    held: dict[str, list[int]] = {}
    for i in quoted:
        for home in _quotations(verdicts[i].line):
            held.setdefault(home, []).append(i)
    for home, (*said, last) in held.items():
        own = verdicts[last].line.within("blockquote") == home
        if said and own and _names([verdicts[i].line for i in said], verdicts[last].line, home):
            marks[last] = Mark(Role.ATTRIBUTION, "tags.attribution", 0.9)
    for i, mark in marks.items():
        above = marks.get(i - 1)
        quoted_above = above is not None and above.role is Role.QUOTATION
        if mark.role is Role.CAPTION and quoted_above and _credits(verdicts[i - 1].line, verdicts[i].line):
            marks[i] = Mark(Role.ATTRIBUTION, "tags.attribution", 0.9)
    return marks


def _credits(quotation: Line, caption: Line) -> bool:
    """Whether a `<figure>` holds a quotation and, right below it, whom it is by: a name, perhaps a title."""
    return bool(caption.figure) and quotation.figure == caption.figure and len(caption.text) <= _CREDIT


def _quotations(line: Line) -> Iterator[str]:
    """The places of all <blockquote>s that the line stands in, from the outermost on."""
    way = places.steps(line.place)
    found = (n for n, (name, _) in enumerate(steps(line), 1) if name == "blockquote")
    return (" > ".join(way[:n]) for n in found)


def _names(said: Sequence[Line], last: Line, home: str) -> bool:
    """Whether the last line of a quotation says whom it is by: it is marked so, or stands behind a dash, as
    no other line does."""
    if cites(last, home):
        return True
    text = last.text.strip()
    dashed = text[:1] in DASHES and bool(attribution(text))
    return dashed and not any(line.text[:1] in DASHES for line in said)


def _role(line: Line, *, in_table: bool) -> Role | None:
    if re.fullmatch("h[1-6]", line.tag) and not within(line, "figcaption"):
        return Role.DEK if _STANDFIRST.search(line.place.rpartition(" > ")[2]) else Role.SUBHEAD
    if line.tag in ("figcaption", "caption") or within(line, "figcaption") or _captions(line):
        return Role.CAPTION
    if within(line, "li", "dt", "dd") and not in_table:
        return Role.LISTITEM
    if within(line, "blockquote"):
        return Role.QUOTATION
    return None


def _captions(line: Line) -> bool:
    """Whether the site calls the line a caption, in an element that it made for a picture."""
    return bool(figure := line.figure) and bool(_CAPTION.search(line.place[len(figure) :]))
