"""Block quotations that only an indent shows, in text of which a program filled the lines (lynx, Pandoc).

All lines of such a paragraph stand further from the margin than those of the text around it. Items of lists
do so too, behind their bullets; a first line that is indented alone begins a paragraph.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from book import quoting
from book.model import Galley, Role, Verdict
from book.recover.marks import Mark, remark
from book.recover.page import Sheet
from book.sentences import ends

_LEAST, _MOST = 2, 16  # columns from the margin of the text


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Marks the lines of paragraphs that are indented as a whole, and of short ones beside them."""
    verdicts = galley.verdicts
    margins = Counter(_indent(v) for v in verdicts if v.role is Role.BODY and v.line.goes_on)
    if not margins:
        return galley
    margin = max(margins, key=lambda columns: (margins[columns], -columns))
    marks: dict[int, Mark] = {}
    above = -1  # the indent of the quoted paragraph above
    for lines in _paragraphs(verdicts):
        columns = {_indent(verdicts[i]) for i in lines}
        begun = lines[0] == 0 or verdicts[lines[0] - 1].line.blank
        deep = len(columns) == 1 and margin + _LEAST <= min(columns) <= margin + _MOST
        text = verdicts[lines[-1]].line.text.strip()
        if begun and deep and ends(text) and (len(lines) > 1 or min(columns) == above):
            marks |= {i: Mark(Role.QUOTATION, quoting.TEXT, 0.8, "indented as a whole") for i in lines}
            above = min(columns)
        else:
            above = -1
    return remark(galley, marks)


def _paragraphs(verdicts: Sequence[Verdict]) -> Iterator[list[int]]:
    """The paragraphs of the text, by their lines."""
    run: list[int] = []
    for i, verdict in enumerate(verdicts):
        if run and verdict.line.goes_on and verdict.role is Role.BODY and run[-1] == i - 1:
            run.append(i)
            continue
        if run:
            yield run
        run = [i] if verdict.role is Role.BODY else []
    if run:
        yield run


def _indent(verdict: Verdict) -> int:
    text = verdict.line.text.expandtabs()
    return len(text) - len(text.lstrip())
