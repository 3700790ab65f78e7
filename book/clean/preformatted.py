"""Code, formulas and the like in an article, which no judge of prose would keep."""

from __future__ import annotations

from book.clean.page import Page, Verdicts, rerole
from book.clean.tables import BY_PROSE
from book.model import Role, Verdict

_NEAR = 9  # lines above or below in which the article must go on
_ANNOUNCES = 3  # lines above it that may say what it is
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_FREE = ("pre", "div", "figure", "section", "table", "tbody", "tr", "td", "li", "ol", "ul", "blockquote")
"""Elements that may stand between it and the element that the article's paragraphs stand in."""


def preformatted(verdicts: Verdicts, page: Page) -> Verdicts:
    """Keeps code and formulas where the article around them is kept, in one element with them."""
    changes: dict[int, Verdict] = {}
    for i, verdict in enumerate(verdicts):
        apart = verdict.line.rows or verdict.line.formula
        if not apart or verdict.kept or not verdict.rule.startswith(BY_PROSE):
            continue
        around = _around(verdict)
        near = (*verdicts[max(0, i - _NEAR) : i], *verdicts[i + 1 : i + 1 + _NEAR])
        if any(
            v.kept and not (v.line.rows or v.line.formula) and v.line.place.startswith(around + " > ")
            for v in near
        ):
            why = (
                f"{'a formula' if verdict.line.formula else 'preformatted'}, beside paragraphs of the article"
            )
            changes[i] = Verdict(verdict.line, Role.BODY, "stet", 0.7, why)
    return _announced(rerole(verdicts, changes))


def _announced(verdicts: Verdicts) -> Verdicts:
    """Keeps what says what the code below it is: a line that ends with a colon, and a heading."""
    changes: dict[int, Verdict] = {}
    for i, verdict in enumerate(verdicts):
        if not (verdict.line.rows and verdict.kept):
            continue
        home = verdict.line.place.rpartition(" > ")[0]
        for k in range(i - 1, max(i - 1 - _ANNOUNCES, -1), -1):
            before = verdicts[k]
            heads = before.line.tag in _HEADINGS
            says = heads or before.line.text.rstrip().endswith(":")
            apart = before.kept or not before.rule.startswith(BY_PROSE)
            if apart or not says or before.line.place.rpartition(" > ")[0] != home:
                break
            why = f"{'the heading of' if heads else 'it announces'} the code below it"
            changes[k] = Verdict(before.line, Role.BODY, "stet", 0.6, why)
    return rerole(verdicts, changes)


def _around(verdict: Verdict) -> str:
    """The place of the element that holds it, without what sites put around code."""
    steps = verdict.line.place.split(" > ")
    while len(steps) > 1 and steps[-1].startswith(_FREE):
        steps.pop()
    return " > ".join(steps)
