"""The judge of a piece that has no page around it: what it says is its own, though pages say it as furniture.

In an essay on networks 'YouTube' heads a section; where two posts quote one writer, his name stands below
both quotations.
"""

from __future__ import annotations

from book.clean.layout import HEADINGS
from book.clean.markuptraits import linked
from book.clean.page import Page, Verdicts, rerole
from book.model import Line, Role, Verdict
from book.sentences import running

_WHY = "Pages say it too, but it stands {where} of a text that is alone."


def owned(verdicts: Verdicts, page: Page) -> Verdicts:
    """Keeps of what was dropped a heading of running text, an item between others of its list, and the words
    of a quotation or a caption that stand in several seeds. Links stay dropped, and what the book's own rules
    drop.
    """
    changes: dict[int, Verdict] = {}
    for i, verdict in enumerate(verdicts):
        line = verdict.line
        gone = verdict.role in (Role.BOILERPLATE, Role.COMMENT) and verdict.rule not in page.house
        if not gone or 2 * linked(line.inlines)[0] > len(page.texts[i]):
            continue
        where = ""
        if line.tag in HEADINGS and _heads(verdicts, i, page):
            where = "above a section"
        elif line.tag == "li" and _listed(verdicts, i):
            where = "in a list"
        elif verdict.rule == "repeated" and line.within("blockquote"):
            where = "in a quotation"
        elif verdict.rule == "repeated" and line.tag == "figcaption":
            where = "below a picture"
        if where:
            changes[i] = Verdict(line, Role.BODY, "stet", 0.6, _WHY.format(where=where))
    return rerole(verdicts, changes)


def _heads(verdicts: Verdicts, i: int, page: Page) -> bool:
    """Does running text that is kept, or a quotation, stand right below? Of a heading that several chapters
    have, anything that one of them alone says."""
    below = next((n for n in range(i + 1, len(verdicts)) if not verdicts[n].line.blank), None)
    if below is None or not verdicts[below].kept:
        return False
    line = verdicts[below].line
    own = verdicts[i].rule == "repeated" and page.texts[below] not in page.repeats.lines
    return bool(running(line.text) or line.within("blockquote") or own)


def _listed(verdicts: Verdicts, i: int) -> bool:
    """Is an item above and one below, of the same list, kept?"""
    sides = (verdicts[i - 1] if i else None, verdicts[i + 1] if i + 1 < len(verdicts) else None)
    home = _list(verdicts[i].line)
    return all(v is not None and v.kept and v.line.tag == "li" and _list(v.line) == home for v in sides)


def _list(line: Line) -> str:
    """The way down to the list that an item stands in."""
    return line.within("li").rpartition(" > ")[0]
