"""Scene breaks: a line of asterisks, dashes or an ornament, a rule."""

from __future__ import annotations

from book.dividers import is_ornament
from book.model import Galley, Role, Verdict
from book.recover.marks import Mark, remark
from book.recover.page import Sheet
from book.recover.quotations import EPIGRAPH, QUOTED

EDGE = "breaks.edge"
"""The rule of an ornament before or after the piece."""
FRAME = "breaks.frame"
"""That of one which only sets apart what is set apart anyway."""
_APART = frozenset({Role.DEK, Role.SUBHEAD})


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Marks the breaks between two kept lines, and takes an ornament before or after the piece away."""
    kept = [i for i in sheet.page(galley).kept if galley.verdicts[i].role is not Role.NOTE]
    text = [i for i in kept if not _ornament(galley.verdicts[i])]
    marks: dict[int, Mark] = {}
    for before, i in zip((-1, *kept), kept, strict=False):
        if not _ornament(galley.verdicts[i]):
            continue
        if not text or not text[0] < i < text[-1]:
            marks[i] = Mark(Role.BOILERPLATE, EDGE, 0.9)
        elif before not in marks:
            marks[i] = Mark(Role.BREAK, "breaks.ornament")
    return remark(galley, marks)


def framed(galley: Galley, sheet: Sheet) -> Galley:
    """Takes away what is no break for what stands beside it: a subhead, the lead, the epigraph, a pull quote
    between two."""
    kept = [i for i in sheet.page(galley).kept if galley.verdicts[i].role is not Role.NOTE]
    roles = [galley.verdicts[i].role for i in kept]
    gone: set[int] = set()
    for k in range(1, len(kept) - 1):
        if roles[k] is not Role.BREAK:
            continue
        opening = roles[0] is Role.QUOTATION and (k == 1 or (k == 2 and roles[1] is Role.ATTRIBUTION))
        said = next((n for n in range(k - 1, -1, -1) if roles[n] is not Role.ATTRIBUTION), 0)
        epigraph = opening or galley.verdicts[kept[said]].rule == EPIGRAPH
        if roles[k - 1] in _APART or roles[k + 1] in _APART or epigraph:
            gone.add(k)
        elif roles[k + 1] is Role.QUOTATION:
            end = next((n for n in range(k + 1, len(kept)) if roles[n] not in QUOTED), len(kept))
            if end < len(kept) and roles[end] is Role.BREAK:
                gone |= {k, end}
    why = "it sets apart what stands beside it"
    return remark(galley, {kept[k]: Mark(Role.BOILERPLATE, FRAME, 0.8, why) for k in gone})


def _ornament(verdict: Verdict) -> bool:
    return verdict.role is Role.BODY and is_ornament(verdict.line.text)
