"""The title of a page that has two headings of one rank: its site's name, and its piece's.

Many themes set the site's name as a heading over every page. Where the page's <title> is made of both, the
one nearer to the text is the piece's, however short it is; where it has the site's name alone, the heading
in the element of the text is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from book.model import Fact, Galley, Role, Verdict
from book.recover.hinted import parts
from book.recover.marks import OPEN, Mark, known, remark
from book.recover.page import Sheet
from book.recover.titles import bare
from book.recover.zones import norm
from book.sentences import running

RULE = "headings.of-two"
_RANKS = ("h1", "h2")
_OFF = frozenset({"markup.side", "markup.aside", "markup.menu", "markup.nav"})
"""Where a site's name stands beside the text: a title stands above it."""


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Makes sure of the heading that is the piece's, and marks it."""
    if known(galley, "title"):
        return galley
    titles = [f.value for f in galley.facts if f.field == "title" and f.line is None]
    over = _over(galley)
    found = _of_both(over, titles) or _in_the_text(galley, over, titles)
    if found is None:
        return galley
    value = bare(" ".join(found.line.text.split()), galley.language)
    key = norm(found.line.text)
    marks = {
        i: Mark(Role.TITLE, RULE, 0.95, "of two headings that of the piece")
        for i, v in enumerate(galley.verdicts)
        if v.role in OPEN and v.line.number <= found.line.number and norm(v.line.text) == key
    }
    return remark(galley, marks, [Fact("title", value, RULE, found.line.number)])


def _over(galley: Galley) -> list[Verdict]:
    """The page's headings of its highest rank above the text."""
    above = list(_above(galley.verdicts))
    ranks = ([v for v in above if v.line.tag == rank and norm(v.line.text)] for rank in _RANKS)
    return next((held for held in ranks if held), [])


def _above(verdicts: Sequence[Verdict]) -> Iterator[Verdict]:
    for verdict in verdicts:
        if verdict.kept and verdict.line.tag not in _RANKS and running(verdict.line.text):
            return
        if verdict.role in OPEN:
            yield verdict


def _of_both(over: Sequence[Verdict], titles: Sequence[str]) -> Verdict | None:
    """Of two headings which are the two parts of a title the lower one."""
    lines = {norm(v.line.text): v for v in over}
    for value in titles:
        for part, rest, _ in parts(value):
            keys = (norm(part), norm(rest))
            if keys[0] != keys[1] and all(key in lines for key in keys):
                return max((lines[key] for key in keys), key=lambda v: v.line.number)
    return None


def _in_the_text(galley: Galley, over: Sequence[Verdict], titles: Sequence[str]) -> Verdict | None:
    """Of two of which that beside the text is the page's <title>, the other, in an element of the text."""
    if len(over) != 2 or over[0].rule not in _OFF or norm(over[0].line.text) not in map(norm, titles):
        return None
    home = over[1].line.place.rpartition(" > ")[0]
    text = next((v for v in galley.verdicts if v.kept and running(v.line.text)), None)
    return over[1] if text and home and text.line.place.startswith(f"{home} > ") else None
