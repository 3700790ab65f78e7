"""What markup says of a line: a heading is a subhead, a list item an item, a <blockquote>'s a quotation.

A page's author marked these up, so no rule has to guess. Only lines that cleaning kept are looked at; a
heading is left to the title's recoverer first.
"""

from __future__ import annotations

import re

from book.model import Galley, Line, Role
from book.recover.marks import Mark, remark

_NTH = re.compile(r"^(\w+)[^:]*(?::nth-child\((\d+)\))?")


def steps(line: Line) -> tuple[tuple[str, int], ...]:
    """The way down to a line: (element, its place among its siblings from 1, or 0)."""
    found = (_NTH.match(step) for step in line.place.split(" > ")) if line.place else ()
    return tuple((m[1], int(m[2] or 0)) for m in found if m)


def within(line: Line, *names: str) -> bool:
    """Whether the line stands in an element of one of these names."""
    return any(name in names for name, _ in steps(line))


def recover(galley: Galley) -> Galley:
    """Marks headings, items, quotations and captions by their elements."""
    marks: dict[int, Mark] = {}
    for i, verdict in enumerate(galley.verdicts):
        if verdict.role is not Role.BODY or not verdict.line.place:
            continue
        role = _role(verdict.line)
        if role is not None:
            marks[i] = Mark(role, f"tags.{verdict.line.tag}", 0.95)
    return remark(galley, marks)


def _role(line: Line) -> Role | None:
    if re.fullmatch("h[1-6]", line.tag):
        return Role.SUBHEAD
    if line.tag in ("figcaption", "caption") or within(line, "figcaption"):
        return Role.CAPTION
    if within(line, "li", "dt", "dd") and not within(line, "table"):
        return Role.LISTITEM
    if within(line, "blockquote"):
        return Role.QUOTATION
    return None
