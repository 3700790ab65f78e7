"""The title and the outlet, as the page's own system states them in a sentence around the text.

'The post The bread of the baker appeared first on Bath Weekly.' stands below a post in a feed, '3 thoughts
on "The bread of the baker"' above what its readers said.
"""

from __future__ import annotations

from book.model import Fact, Field, Galley, Role
from book.recover.marks import OPEN, Mark, known, remark
from book.recover.page import Sheet
from book.recover.sources import outlet
from book.recover.zones import norm

_CUT = ("…", "...", "[...]")
_DROPPED = frozenset({Role.BOILERPLATE, Role.COMMENT})


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Adds what those sentences state, and marks the lines above the text that are that title.

    Nothing where they speak of several pieces, as the page of a blog's latest posts does.
    """
    found: dict[Field, dict[str, Fact]] = {"title": {}, "outlet": {}}
    for i in sheet.fits("stated"):
        verdict = galley.verdicts[i]
        hit = next(iter(sheet.rules.matches("stated", verdict.line.text)), None)
        if verdict.role not in _DROPPED or hit is None:
            continue
        said: dict[Field, str] = {"title": hit.get("title"), "outlet": outlet(hit.get("outlet"))}
        for field, value in said.items():
            if value and not value.endswith(_CUT):
                found[field].setdefault(norm(value), Fact(field, value, hit.rule, verdict.line.number))
    if len(found["title"]) != 1:
        return galley
    ((key, stated),) = found["title"].items()
    facts = [] if known(galley, "outlet") or len(found["outlet"]) != 1 else [*found["outlet"].values()]
    if known(galley, "title"):
        return remark(galley, {}, facts)
    page = sheet.page(galley)
    marks = {
        line.at: Mark(Role.TITLE, stated.rule, 0.95)
        for k, line in enumerate(page.lines[: page.span[0] + 1])
        if line.verdict.role in OPEN and page.keys[k] == key
    }
    if marks:
        line = galley.verdicts[max(marks)].line
        stated = Fact("title", " ".join(line.text.split()), stated.rule, line.number)
    return remark(galley, marks, [stated, *facts])
