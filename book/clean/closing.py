"""What stands below the last paragraph of a text, in the very element of its paragraphs.

The last answers of an interview are short, and captions, sources and names are no sentences: no judge that
learnt from prose takes them for the author's. Their form tells: they go on as the text above did, or several
of them stand below each other and lead nowhere. One such line alone is a page's call as often as not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from book.clean.layout import HEADINGS, free, laid_out
from book.clean.markuptraits import LINKED, link_share, linked
from book.clean.page import Page, Verdicts, rerole
from book.clean.placenames import step
from book.clean.references import references
from book.model import LISTED, Line, Role, Verdict
from book.sentences import QUESTIONS, final

_FEWEST = 2  # paragraphs of an element that make it the text's; lines of one form; lines that are listed
_ALTERNATE = 0.3  # of the lines of such an element at least are questions, where nothing else sets them off
_WHOLE = 0.9  # the share of a line that is in bold or italics, where the line is
_LABEL = re.compile(r"([^\W\d_][\w.'’ -]{0,30}?)\s?:\s")
"""Who speaks, before what is said: 'A: Every morning.'"""
_OUTSIDE, _BEYOND = "markup.outside", "beyond"
_LISTS = frozenset({"ul", "ol", "dl", "section"})
_ITEMS = frozenset({"p", "li", "dt", "dd"})


def closing(verdicts: Verdicts, page: Page) -> Verdicts:
    """Keeps how an interview ends, and what is listed below a text, with doubt."""
    if not laid_out(verdicts):
        return verdicts
    lines = [i for i, text in enumerate(page.texts) if text]
    changes: dict[int, Verdict] = {}
    for home, own in _homes(verdicts, lines).items():
        below = [*_open(verdicts, page, home, _inside(verdicts, lines, home, own[-1]))]
        said = _answered(verdicts, page, own, below)
        listed = [] if said else _listed(verdicts, below)
        held = [(i, "stet", "it goes on as the interview above") for i in said]
        held += [(i, LISTED, "below the text, by its author") for i in listed]
        for i, rule, why in held:
            if not verdicts[i].kept:
                changes[i] = Verdict(verdicts[i].line, Role.BODY, rule, 0.45, why)
    return rerole(verdicts, changes)


def _homes(verdicts: Verdicts, lines: Sequence[int]) -> dict[str, list[int]]:
    """The elements with paragraphs that are kept, each with the lines right in it that are, down to the last
    paragraph or heading of them."""
    own: dict[str, list[int]] = {}
    for i in lines:
        home = verdicts[i].line.place.rpartition(" > ")[0]
        if home and verdicts[i].kept:
            own.setdefault(home, []).append(i)
    for kept in own.values():
        while kept and verdicts[kept[-1]].line.tag not in HEADINGS | {"p"}:
            kept.pop()
    return {h: kept for h, kept in own.items() if sum(verdicts[i].line.tag == "p" for i in kept) >= _FEWEST}


def _inside(verdicts: Verdicts, lines: Sequence[int], home: str, last: int) -> Iterator[int]:
    """The lines of an element that stand below its line `last`."""
    for k in range(bisect_right(lines, last), len(lines)):
        if not verdicts[lines[k]].line.place.startswith(f"{home} > "):
            return
        yield lines[k]


def _open(verdicts: Verdicts, page: Page, home: str, below: Iterable[int]) -> Iterator[int]:
    """The lines below, down to the first that a rule claims or that stands in anything but a list."""
    for i in below:
        verdict = verdicts[i]
        if not verdict.kept and not (verdict.rule in (_OUTSIDE, _BEYOND) and page.claims[i] is None):
            return
        if verdict.line.tag not in HEADINGS | _ITEMS:
            return
        way = verdict.line.place[len(home) + 3 :].split(" > ")
        if not free(way) or any(step(name).tag not in _LISTS | {"li"} for name in way[:-1]):
            return
        yield i


def _answered(verdicts: Verdicts, page: Page, own: Sequence[int], below: Sequence[int]) -> Sequence[int]:
    """The lines below with which an interview goes on, of the form of the questions among its `own`."""
    if not below:
        return ()
    texts = page.texts
    names = Counter(found[1] for i in own if (found := _LABEL.match(texts[i])))
    names = Counter({name: n for name, n in names.items() if n >= _FEWEST})
    asked = Counter(_form(verdicts[i].line) for i in own if final(texts[i]) in QUESTIONS)
    forms = {
        form
        for form, n in asked.items()
        if n >= _FEWEST and (form != ("p", False) or n >= max(_ALTERNATE * len(own), _FEWEST + 1))
    }

    def asks(i: int) -> bool:
        return final(texts[i]) in QUESTIONS and _form(verdicts[i].line) in forms

    def speaks(i: int) -> bool:
        found = _LABEL.match(texts[i])
        return found is not None and found[1] in names

    if not (names or forms):
        return ()
    end = 0
    for k, i in enumerate(below):
        over = below[k - 1] if k else own[-1]
        if speaks(i) or (asks(over) and not asks(i)):
            end = k + 1
    return below[:end] if all(link_share(verdicts[i].line) < LINKED for i in below[:end]) else ()


def _form(line: Line) -> tuple[str, bool]:
    """How a line is set: its element, and whether it is all in bold or italics."""
    return line.tag, linked(line.inlines)[2] >= _WHOLE * len(line.text)


def _listed(verdicts: Verdicts, below: Sequence[int]) -> Sequence[int]:
    """The lines below, if several are no links and most are not, or they are references to other sites, and
    each that is dropped reads as no prose only; without the headings under which nothing stands."""
    run: list[int] = []
    for i in below:
        if verdicts[i].rule == _BEYOND:
            break
        run.append(i)
    while run and verdicts[run[-1]].line.tag in HEADINGS:
        run.pop()
    items = [i for i in run if verdicts[i].line.tag not in HEADINGS]
    plain = [i for i in items if link_share(verdicts[i].line) < LINKED]
    if len(plain) >= _FEWEST and 2 * len(plain) > len(items):
        return run
    return run if references([verdicts[i].line for i in items]) else ()
