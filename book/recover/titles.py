"""The title: the line of the masthead that the text itself bears out.

Evidence is weighed (`headlines`, weights/title.toml): a line that stands there twice (`<title>` and `<h1>`),
or once with the site's name behind it, whose words return in the piece, that stands above the byline, the
date or the opening. What is not probable enough is a candidate, shown to the editor and never printed:
a first line is no title for being first.
"""

from __future__ import annotations

from book.model import Fact, Galley, Role
from book.recover import weigh
from book.recover.headlines import SUFFIX, Masthead
from book.recover.marks import OPEN, Mark, known, remark
from book.recover.page import Look, Page
from book.recover.zones import norm


def recover(galley: Galley) -> Galley:
    """Marks the title and its repeats above the piece; adds the title as a fact, or the candidates."""
    page = Page(galley)
    if settled := known(galley, "title"):
        return _again(galley, page, {norm(f.value) for f in settled})
    scale = weigh.load("title")
    found = candidates(page)
    chances = scale.chances([evidence for _, evidence in found])
    order = sorted(range(len(found)), key=lambda c: (-chances[c], c))
    if not order:
        return galley
    best, evidence = found[order[0]]
    chance = chances[order[0]]
    if chance < scale.sure:
        likely = [found[c][0] for c in order[:3] if chances[c] >= 0.15]
        return remark(galley, {}, [_fact(page.lines[k], False) for k in likely])
    line = page.lines[best]
    marks = {line.at: Mark(Role.TITLE, "titles.weighed", round(chance, 2), scale.because(evidence))}
    for k, other in enumerate(page.lines[:best]):
        same = page.keys[k] == page.keys[best] or _suffixed(page, k, page.keys[best])
        if other.verdict.role in OPEN and same:
            marks[other.at] = Mark(Role.TITLE, "titles.repeat", 1.0, "the title again")
    if not any(v.kept and i not in marks for i, v in enumerate(galley.verdicts)):
        return remark(galley, {}, [_fact(line, False)])  # a title of nothing: it is the text
    return remark(galley, marks, [_fact(line, True)])


def _again(galley: Galley, page: Page, titles: set[str]) -> Galley:
    """Marks the lines above the text, and its first, that repeat the title that its container gives."""
    marks = {
        line.at: Mark(Role.TITLE, "titles.repeat", 1.0, "the title that its container gives")
        for k, line in enumerate(page.lines[: page.span[0] + 1])
        if line.verdict.role in OPEN and page.keys[k] in titles
    }
    return remark(galley, marks)


def _fact(line: Look, sure: bool) -> Fact:
    return Fact("title", line.text, "titles.weighed", line.verdict.line.number, sure)


def candidates(page: Page) -> list[tuple[int, dict[str, float]]]:
    """The lines that may be the title (indices into `page.lines`), each with its evidence."""
    masthead = Masthead(page)
    return [(k, masthead.evidence(k)) for k in masthead.candidates]


def _suffixed(page: Page, k: int, key: str) -> bool:
    return bool(key) and page.keys[k].startswith(key + " ") and bool(SUFFIX.search(page.lines[k].text))
