"""What a page has for its screen alone: its own contents, counters, buttons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from book.clean.layout import HEADINGS
from book.clean.markuptraits import linked
from book.clean.page import Page, Verdicts, drop, rerole
from book.model import Inline, Line, Link, Role, Span, Verdict

_MANY = 5  # numbers of lines that are nothing else, whatever stands below them
_FEWEST = 3  # links to places in the page itself that make a list of contents
_HEAD = 6  # words that a heading over it has at most
_WHOLE = 0.9  # the share of a line that is a link, where the line is one
_FRAGMENT = re.compile(r"#[^!/].*")
_LIST = re.compile(r".* > (?:ul|ol|dl|nav)(?![\w-])[^>]*?(?= > )")
_NAVIGATION = re.compile(r" > nav(?![\w-])[^>]*$")
_ITEM = re.compile(r"(?P<list>.*) > li(?::nth-child\((?P<nth>\d+)\))?[^ ]*$")
_NUMBER = re.compile(r"0?(\d{1,3})[.)]?")


def contents(verdicts: Verdicts, page: Page) -> Verdicts:
    """Drops a list whose items are links to places in the page itself, and the heading right over it.

    The book has page numbers for that. A list of which one item leads elsewhere, or says more, is left.
    """
    changes: dict[int, Verdict] = {}
    i = 0
    while i < len(verdicts):
        around = _list(verdicts[i].line)
        j = i + 1
        if around and _within_page(verdicts[i].line):
            while j < len(verdicts) and (
                verdicts[j].line.blank or verdicts[j].line.place.startswith(around + " > ")
            ):
                j += 1
            lines = [k for k in range(i, j) if page.texts[k]]
            fewest = 1 if _NAVIGATION.search(around) else _FEWEST
            if len(lines) >= fewest and all(_within_page(verdicts[k].line) for k in lines):
                for k in [*_heading(verdicts, page, i, j, around), *lines]:
                    if verdicts[k].kept:
                        why = "a list of contents, of links within the page"
                        changes[k] = drop(verdicts[k], Role.BOILERPLATE, "contents", 0.9, why)
        i = j
    return rerole(verdicts, changes)


def counters(verdicts: Verdicts, page: Page) -> Verdicts:
    """Drops the number of an item of a numbered list that a page wrote out: the book counts by itself."""
    changes: dict[int, Verdict] = {}
    for i, verdict in enumerate(verdicts[:-1]):
        number = _NUMBER.fullmatch(page.texts[i]) if verdict.line.place and verdict.kept else None
        way = verdict.line.place.rpartition(" > ")[0] if number else ""
        item = _ITEM.fullmatch(way) if number else None
        if not number or not item or item["nth"] != number[1]:
            continue
        numbered = item["list"].rpartition(" > ")[2]
        if re.match(r"ol(?![\w-])", numbered) and verdicts[i + 1].line.place.startswith(way + " > "):
            changes[i] = drop(verdict, Role.BOILERPLATE, "counters", 0.9, "the number that its list gives it")
    return rerole(verdicts, changes | _of_rows(verdicts, page))


def _of_rows(verdicts: Verdicts, page: Page) -> dict[int, Verdict]:
    """The numbers of a program's lines in plain text, copied from beside them: 1, 2, 3 and on, alone on
    lines below each other."""
    changes: dict[int, Verdict] = {}
    run: list[int] = []
    for i, text in enumerate((*page.texts, "")):
        line = verdicts[i].line if i < len(verdicts) else None
        plain = line is not None and not line.place
        if plain and text == str(len(run) + 1):
            run.append(i)
            continue
        if len(run) >= (_FEWEST if text else _MANY):  # what they number stands right below, mostly
            why = "the number of a line, from beside it"
            kept = [k for k in run if verdicts[k].kept]  # some may have gone for being unlike the text
            changes |= {k: drop(verdicts[k], Role.BOILERPLATE, "counters", 0.85, why) for k in kept}
        run = [i] if plain and text == "1" else []
    return changes


def controls(verdicts: Verdicts, page: Page) -> Verdicts:
    """Drops a button that the page has more than once: 'Read on Amazon' below every book.

    One that stands there once may head a part that opens, as questions do.
    """
    buttons = Counter(page.texts[i] for i, v in enumerate(verdicts) if v.line.tag == "button")
    changes = {
        i: drop(v, Role.BOILERPLATE, "controls", 0.9, f"one of {buttons[page.texts[i]]} buttons like it")
        for i, v in enumerate(verdicts)
        if v.kept and v.line.tag == "button" and buttons[page.texts[i]] > 1
    }
    return rerole(verdicts, changes)


def _list(line: Line) -> str:
    """The innermost list that a line is an item of, or navigation that it stands in; '' for none."""
    found = _LIST.match(line.place) if line.place else None
    return found[0] if found else ""


def _within_page(line: Line) -> bool:
    """Is the line as good as wholly a link to a place in the page?"""
    chars, links, _ = linked(line.inlines)
    return (
        links > 0
        and chars >= _WHOLE * len(line.text)
        and all(_FRAGMENT.fullmatch(href) for href in _hrefs(line.inlines))
    )


def _hrefs(inlines: Sequence[Inline]) -> Iterator[str]:
    for inline in inlines:
        if isinstance(inline, Link):
            yield inline.href
        elif isinstance(inline, Span):
            yield from _hrefs(inline.inlines)


def _heading(verdicts: Verdicts, page: Page, first: int, end: int, around: str) -> list[int]:
    """The line right over a list, if it is its heading: a few words, named so or in a box of these alone."""
    above = next((k for k in range(first - 1, max(-1, first - 4), -1) if page.texts[k]), -1)
    if above < 0 or len(page.texts[above].split()) > _HEAD:
        return []
    line = verdicts[above].line
    box = line.place.rpartition(" > ")[0]
    below = next((v.line.place for v in verdicts[end:] if not v.line.blank), "")
    alone = not below.startswith(box + " > ")
    named = line.tag in HEADINGS and around.rpartition(" > ")[0] == box
    return [above] if around.startswith(box + " > ") and (alone or named) and line.tag != "h1" else []
