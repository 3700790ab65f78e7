"""Lists, by their bullets and numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from book import speech
from book.model import Galley, Line, Role, Verdict
from book.recover.marks import Mark, remark
from book.recover.page import Sheet
from book.recover.zones import prose

_ITEM = re.compile(
    r"(?P<indent>\s*)(?:(?P<bullet>[•·▪■◦‣►▸∙●○–—*+-]|\uf0b7)|(?P<number>\d{1,3})[.)]|(?P<letter>[a-z])\))\s+(?P<text>\S.*)",
    re.DOTALL,
)
NUMBERED, BULLETED = "lists.numbered", "lists.bulleted"
HANGING, FURTHER = "lists.hanging", "lists.further"
"""The rules of a line that goes on an item, and of a further paragraph of it."""
_HANGS = 2  # columns: a line that stands so far from the margin may be of the item above it
_PLAIN = frozenset("•▪■◦‣►▸∙●○\uf0b7")
"""Bullets that are nothing else; a dash may open direct speech, an asterisk a note."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list: how far it is indented, its bullet or its number, and its text.

    `kind` is 'dt' for a term and 'dd' for what describes it; `counter` is how its number is written; its list
    may count `down`.
    """

    indent: int
    bullet: str
    number: int | None
    text: str
    kind: str = ""
    counter: str = "1"
    down: bool = False


def item(text: str) -> Item | None:
    """The line as an item of a list, if it looks like one."""
    found = _ITEM.fullmatch(text)
    if found is None:
        return None
    number = int(found["number"]) if found["number"] else None
    if found["letter"]:
        number = ord(found["letter"]) - ord("a") + 1
    indent = len(found["indent"].expandtabs(4))
    counter = "a" if found["letter"] else "1"
    return Item(indent, found["bullet"] or "", number, found["text"].strip(), counter=counter)


def home(line: Line) -> str:
    """The place of the item that a line of a page stands in, '' for none."""
    return max(map(line.within, ("li", "dt", "dd")), key=len)


def within(line: Line) -> bool:
    """Whether a line of a page stands in a list that its author marked up."""
    return bool(re.search(r" > (?:li|dt|dd)\b", line.place))


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Marks the lines of lists: any with a bullet of its own kind, others only in company.

    Lines with a dash or a number make a list if two or more stand together; numbers must count up.
    A number before each of several paragraphs apart is a heading's or a note's.
    """
    marks: dict[int, Mark] = {}
    run = _Run()
    joins = sheet.given.joins(galley.verdicts)
    for i, verdict in enumerate(galley.verdicts):
        found = item(verdict.line.text) if verdict.role is Role.BODY else None
        if found is not None and (not run.blank or run.takes(found)):
            run.add(i, found)
            continue
        if found is None and run.items and (i in joins or run.hangs(i, verdict)):
            continue  # the second line of an item, or its second paragraph
        if verdict.role is Role.BLANK and run.items:
            run.blank = True
            continue
        marks |= run.marks()
        run = _Run()
        if found is not None:
            run.add(i, found)
    return remark(galley, marks | run.marks())


class _Run:
    """Lines that begin as items do, one after the other, with what hangs below them."""

    def __init__(self) -> None:
        self.items: list[tuple[int, Item]] = []
        self.blank = False  # a blank line stands below the last one
        self.apart = False  # as one does between two of them
        self._hanging: dict[int, str] = {}
        self._loose: list[int] = []  # of these, what stands below the last item, and a blank line

    def add(self, i: int, found: Item) -> None:
        """Take the line as an item."""
        self.apart |= self.blank
        self.blank = False
        self._loose.clear()
        self.items.append((i, found))

    def takes(self, found: Item) -> bool:
        """Whether an item goes on the list, a blank line above it."""
        above = next((k for _, k in reversed(self.items) if k.indent <= found.indent), None)
        if above is None or above.indent < found.indent:  # the first of a list within the last item
            return self.items[-1][1].indent < found.indent and found.number in (None, 1)
        if found.bullet != above.bullet:
            return False
        if found.number is None or above.number is None:
            return found.number is above.number
        counted = self.items[0][1].number == 1
        return found.number == above.number + 1 and (counted or not prose(above.text))

    def hangs(self, i: int, verdict: Verdict) -> bool:
        """Whether a line of a text without markup stands below an item, further from the margin than that."""
        line = verdict.line
        head = self.items[-1][1]
        deep = len(line.text.expandtabs(4)) - len(line.text.expandtabs(4).lstrip())
        if verdict.role is not Role.BODY or line.tag or deep < max(_HANGS, head.indent + 1):
            return False
        self._hanging[i] = FURTHER if self.blank else HANGING
        if self.blank:
            self._loose.append(i)
        return True

    def marks(self) -> dict[int, Mark]:
        """The marks of the lines, if they are a list."""
        items = [k for _, k in self.items]
        plain = any(k.bullet in _PLAIN for k in items if k.bullet)
        if not items or (len(items) < 2 and not plain):
            return {}
        dashed = all(k.bullet and k.bullet in speech.DASHES for k in items)
        texts = [k.text for k in items]
        if dashed and (self.apart and speech.sentences(texts)):
            return {}
        if dashed and speech.likely("".join(k.bullet for k in items), texts):
            return {}
        counted = any(k.number is not None for k in items)
        if counted and not plain and not _counts_up(items):
            return {}
        rule = NUMBERED if items[0].number is not None and not plain else BULLETED
        below = {i: rule for i, rule in self._hanging.items() if i not in self._loose}
        told = {i: rule for i, _ in self.items} | below
        return {i: Mark(Role.LISTITEM, rule, 0.9) for i, rule in told.items()}


def _counts_up(items: Sequence[Item]) -> bool:
    """Whether the numbers of each list, and of each within one of its items, count up."""
    last: dict[int, int] = {}  # by how far their items are indented
    for found in items:
        for deeper in [indent for indent in last if indent > found.indent]:
            del last[deeper]
        if found.number is None:
            continue
        if found.indent in last and found.number != last[found.indent] + 1:
            return False
        last[found.indent] = found.number
    return True
