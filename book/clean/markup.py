"""The judge of web pages: which blocks of a page are of its article, by the elements that they stand in.

Two small forests (see `forest` and bench/train_html.py) look at each line: its text, the names of the
elements around it, how linked and how dense with prose they are, where the page's prose is. What they say
is weighed so that the author is given the benefit of the doubt: a line goes only where it is most likely
not the author's, and a heading between paragraphs that stay, stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from book.clean import forest
from book.clean.markuptraits import NAMES, SECOND, Sheet
from book.clean.page import Page, Verdicts, drop, rerole
from book.clean.placenames import kinds, step, worth
from book.model import Line, Role, Verdict

INSIDE = 0.3  # below this a line is dropped
LONG, PROSE = 60, 0.2  # a line this long (characters), and a sentence, is dropped only below PROSE
LIKELY = 0.5  # from here on a line bears out those beside it
HEADING = 0.02  # a heading between two such lines is dropped only below this
_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*$")
_ELEMENTS = frozenset({"nav", "aside", "footer", "header", "form", "button", "select", "label", "figure"})


def by_markup(verdicts: Verdicts, page: Page) -> Verdicts:
    """Drops what is not of the article, and says of the rest how sure it is.

    Only of a page that is laid out: a text in bare paragraphs, with or without markup, is left.
    """
    if not laid_out(verdicts):
        return verdicts
    at = [i for i, v in enumerate(verdicts) if v.line.place and page.texts[i]]
    lines = [verdicts[i].line for i in at]
    likely = estimates(lines, page.stop_words)
    between = _headings(lines, likely)
    changes: dict[int, Verdict] = {}
    for j, (i, chance) in enumerate(zip(at, likely, strict=True)):
        if verdicts[i].role is Role.BODY:
            changes[i] = _verdict(verdicts[i], chance, j in between)
    if changes and not any(v.kept for v in changes.values()):
        most = max(likely)
        for i, chance in zip(at, likely, strict=True):
            if i in changes and chance >= most / 2:
                why = f"{chance:.2f}, where nothing is sure"
                changes[i] = Verdict(verdicts[i].line, Role.BODY, "stet", 0.3, why)
    return rerole(verdicts, changes)


def by_text(judge: Callable[[Verdicts, Page], Verdicts]) -> Callable[[Verdicts, Page], Verdicts]:
    """A judge of texts that leaves pages which are laid out to `by_markup`."""

    def judged(verdicts: Verdicts, page: Page) -> Verdicts:
        return verdicts if laid_out(verdicts) else judge(verdicts, page)

    return judged


def laid_out(verdicts: Verdicts) -> bool:
    """Is there anything around the text: elements or classes of furniture, tables within tables?"""
    places = {v.line.place for v in verdicts if v.line.place}
    steps = {text for place in places for text in place.split(" > ")}
    known = kinds()
    return any(
        (here := step(text)).tag in _ELEMENTS or any(known[k].out for k in here.kinds) for text in steps
    ) or any(place.count(" > table") > 1 for place in places)


def estimates(lines: Sequence[Line], stop_words: frozenset[str]) -> list[float]:
    """How likely each of these lines (none blank, all with a place) is the author's, 0..1."""
    sheet = Sheet(lines, stop_words, worth(), forest.lexicon())
    rows = sheet.rows()
    first, second = forest.load("markup-first", NAMES), forest.load("markup-second", SECOND)
    likely = [forest.probability(first(row)) for row in rows]
    return [forest.probability(second(row)) for row in sheet.second(rows, likely)]


def _verdict(before: Verdict, chance: float, heading: bool) -> Verdict:
    text = before.line.text
    where = whereabouts(before.line.place)
    told = f"{chance:.2f}, {where}" if where else f"{chance:.2f}"
    least = PROSE if len(text) >= LONG and _ENDS.search(text) else INSIDE
    if chance >= least:
        doubt = "" if chance >= LIKELY else ", hardly like the article"
        return Verdict(before.line, Role.BODY, "stet", round(chance, 2), told + doubt)
    if heading and chance >= HEADING:
        why = f"{chance:.2f}, a heading between paragraphs of the article"
        return Verdict(before.line, Role.BODY, "stet", 0.6, why)
    role = Role.COMMENT if where == "comment" else Role.BOILERPLATE
    rule = f"markup.{where or 'outside'}"
    return drop(before, role, rule, round(1.0 - chance, 2), told)


def whereabouts(place: str) -> str:
    """What the innermost telling element says of a line: 'comment', 'related', 'nav'; '' for none."""
    known = kinds()
    for text in reversed(place.split(" > ")):
        here = step(text)
        for kind in here.kinds:
            if known[kind].out:
                return known[kind].name
        if here.tag in _ELEMENTS:
            return here.tag
    return ""


def _headings(lines: Sequence[Line], likely: Sequence[float]) -> frozenset[int]:
    """Headings between two lines that are likely the author's, with the paragraph below them right beside."""
    found = set()
    for j in range(1, len(lines) - 1):
        if lines[j].tag not in ("h2", "h3", "h4", "h5", "h6") or likely[j - 1] < LIKELY:
            continue
        if likely[j + 1] >= LIKELY and _beside(lines[j].place, lines[j + 1].place):
            found.add(j)
    return frozenset(found)


def _beside(one: str, other: str) -> bool:
    """Whether both stand in the same element, or in neighbours of it."""
    a, b = one.split(" > "), other.split(" > ")
    return a[:-2] == b[: len(a[:-2])] and abs(len(a) - len(b)) <= 2
