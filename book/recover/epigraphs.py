"""The epigraphs of a page: what it calls so, and short quotations above its text with whom they are by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from book import places
from book.model import Galley, Line, LineBreak, Role, Verdict
from book.recover.marks import Mark, remark
from book.recover.markup import length
from book.recover.page import Sheet
from book.recover.quotations import EPIGRAPH, LONGEST, QUOTED, attribution
from book.words import count

_CALLED = re.compile(
    r"[.#](?:[\w-]*[-_])?epigraph(?:[-_](?:text|quote|block))?(?=[.#:\[]|$)|\[role=doc-epigraph\]", re.I
)
_NEAR = 2  # steps: the <blockquote> and what stands around it
_ABOVE = frozenset({Role.DEK})
_ACCOUNT = "@"
"""What whom a post of a social network is by has, and an author has not."""


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Marks the quotations of a page's markup that are epigraphs; it comes after the dek, which may stand
    above one."""
    verdicts = galley.verdicts
    kept = [i for i in sheet.page(galley).kept if verdicts[i].role is not Role.NOTE]
    marks: dict[int, Mark] = {}
    opens = True
    for home, run in groupby(kept, key=lambda i: _home(verdicts[i])):
        lines = [*run]
        called = bool(home) and any(map(_CALLED.search, places.steps(home)[-_NEAR:]))
        above = opens and bool(home) and lines[-1] != kept[-1] and _attributed([verdicts[i] for i in lines])
        if called or above:
            why = "the page calls it so" if called else "it stands above the text, with whom it is by"
            said = [i for i in lines if verdicts[i].role is Role.QUOTATION]
            marks |= {i: Mark(Role.QUOTATION, EPIGRAPH, 0.95 if called else 0.8, why) for i in said}
        elif any(verdicts[i].role not in _ABOVE for i in lines):
            opens = False
    return remark(galley, marks)


def _home(verdict: Verdict) -> str:
    """The place of the <blockquote> that a quoted line stands in; '' for others."""
    return verdict.line.within("blockquote") if verdict.role in QUOTED else ""


def _attributed(verdicts: Sequence[Verdict]) -> bool:
    """Is it short, and does its end say whom it is by?"""
    *said, last = verdicts
    if last.role is Role.ATTRIBUTION:
        by = last.line.text
    else:
        by = _last_row(last.line)
        by = by if attribution(by) and not by[0].isalnum() else ""
    words = sum(count(v.line.text) for v in (*said, last))
    return bool(by) and _ACCOUNT not in by and words <= LONGEST


def _last_row(line: Line) -> str:
    """What stands behind the last line end that its author made; '' where there is none."""
    ends = [n for n, inline in enumerate(line.inlines) if isinstance(inline, LineBreak)]
    return line.text[length(line.inlines[: ends[-1] + 1]) :].strip() if ends else ""
