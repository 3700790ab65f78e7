"""Tables of an article: rows of figures, which no judge of prose would keep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from book.clean.markuptraits import LINKED, link_share
from book.clean.page import Page, Verdicts, rerole
from book.model import Role, Verdict

_CELL_LINES = 2  # a cell of more is a part of a page that is laid out in tables
BY_PROSE = ("markup.", "unlike-text")
"""The judges that ask whether a line reads as prose: of a cell they cannot know."""
_LINKS = 0.6  # a table of which more cells than this are links is a menu
_SHORT = 20  # letters of a cell that a rule may take for a button or a counter
_CELL = 60  # and of one where most others stay
_SURE = 0.7
_FREE = ("table", "figure", "div", "center", "section", "p")
"""Elements that may stand around a table in an article."""


def tables(verdicts: Verdicts, page: Page) -> Verdicts:
    """Keeps the cells of a table that stands between two lines of the article, in the element of both.

    It has two rows or more, of cells with a line or two; what is mostly links is a menu.
    """
    if not any(verdict.line.place for verdict in verdicts):
        return verdicts  # a text has none
    runs = [list(run) for _, run in groupby(range(len(verdicts)), key=lambda i: table_of(verdicts[i]))]
    changes: dict[int, Verdict] = {}
    for run in runs:
        if not table_of(verdicts[run[0]]) or all(verdicts[i].kept for i in run):
            continue
        if _stays([verdicts[i] for i in run]):
            for i in _content(verdicts, run, _CELL):
                if not verdicts[i].kept:
                    why = "in a table whose other cells stay"
                    changes[i] = Verdict(verdicts[i].line, Role.BODY, "stet", 0.7, why)
            continue
        above = next((v for v in reversed(verdicts[max(0, run[0] - 9) : run[0]]) if _text(v)), None)
        below = next((v for v in verdicts[run[-1] + 1 : run[-1] + 10] if _text(v)), None)
        if above is None or not above.kept:
            continue
        table = table_of(verdicts[run[0]])
        between = below is not None and below.kept and _inside(table, above, below)
        if (between or _last(table, above)) and _rows([verdicts[i] for i in run]):
            for i in _content(verdicts, run):
                if not verdicts[i].kept:
                    why = "in a table between paragraphs of the article"
                    changes[i] = Verdict(verdicts[i].line, Role.BODY, "stet", 0.7, why)
            figure = verdicts[run[0]].line.figure
            for i in range(run[-1] + 1, min(run[-1] + 3, len(verdicts))) if figure else ():
                if verdicts[i].line.tag == "figcaption" and verdicts[i].line.place.startswith(figure):
                    changes[i] = Verdict(verdicts[i].line, Role.BODY, "stet", 0.7, "with its table")
    return rerole(verdicts, changes)


def _stays(cells: Sequence[Verdict]) -> bool:
    """Do most of the cells of a table, which is one of rows and columns, stay?"""
    if 3 * sum(v.kept for v in cells) < 2 * len(cells) or not _rows(cells):
        return False
    rows: dict[str, set[str]] = {}
    for cell in cells:
        rows.setdefault(cell.line.within("tr"), set()).add(cell.line.place)
    return sum(len(places) > 1 for places in rows.values()) > 1


def _content(verdicts: Verdicts, run: Sequence[int], longest: int = _SHORT) -> Iterator[int]:
    """The lines of a table that are its own: those that only a judge of prose would drop, and where most are,
    the short ones in their rows that a rule knows from elsewhere ('40 %', 'Share').
    """
    own = [i for i in run if verdicts[i].kept or verdicts[i].rule.startswith(BY_PROSE)]
    rows = {verdicts[i].line.within("tr") for i in own} if 2 * len(own) > len(run) else set()
    short = (i for i in run if len(verdicts[i].line.text) <= longest and verdicts[i].role is Role.BOILERPLATE)
    yield from sorted({*own, *(i for i in short if verdicts[i].line.within("tr") in rows)})


def table_of(verdict: Verdict) -> str:
    """The place of the innermost table that a line stands in; '' for none."""
    return verdict.line.within("table")


def _text(verdict: Verdict) -> bool:
    """A line that tells where the article is: no blank, no caption."""
    return not verdict.line.blank and not verdict.line.figure


def _inside(table: str, above: Verdict, below: Verdict) -> bool:
    """Does the table stand in the innermost element that holds both, with nothing of a page around it?"""
    ways = [verdict.line.place.split(" > ")[:-1] for verdict in (above, below)]
    shared = next((k for k, (a, b) in enumerate(zip(*ways, strict=False)) if a != b), min(map(len, ways)))
    way = table.split(" > ")
    own = way[shared:]
    return way[:shared] == ways[0][:shared] and all(step.startswith(_FREE) for step in own) and len(own) <= 4


def _last(table: str, above: Verdict) -> bool:
    """Does the table stand in the element of the paragraph above it, which is surely the article's?"""
    return above.line.tag == "p" and above.certainty >= _SURE and _home(table) == _home(above.line.place)


def _home(place: str) -> str:
    return place.rpartition(" > ")[0]


def _rows(cells: Sequence[Verdict]) -> bool:
    """Are these cells rows of figures or words?"""
    ends = [v.line.place.split(" > ") for v in cells]
    rows = {next((s for s in reversed(way) if s.startswith("tr")), "") for way in ends} - {""}
    most = max(len(list(lines)) for _, lines in groupby(v.line.place for v in cells))
    links = sum(link_share(v.line) > LINKED for v in cells)
    return len(rows) > 1 and most <= _CELL_LINES and links <= _LINKS * len(cells)
