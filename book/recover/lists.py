"""Lists, by their bullets and numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from book.model import Galley, Line, Role
from book.recover.marks import Mark, remark
from book.recover.page import Sheet
from book.recover.zones import prose

_ITEM = re.compile(
    r"(?P<indent>\s*)(?:(?P<bullet>[•·▪■◦‣►▸∙●○–—*+-]|\uf0b7)|(?P<number>\d{1,3})[.)]|(?P<letter>[a-z])\))\s+(?P<text>\S.*)",
    re.DOTALL,
)
_SAID = re.compile(r"[,.!?…»”\"]\s?[–—-]\s?[a-zß-öø-ÿ]")
"""What parts the words of a speaker from what is told of them: '– Sì, – disse', '- Oui - dit-il'."""
_SENTENCE = re.compile(r"[^\W\d_a-zß-öø-ÿ].*[.!?…]|[¿¡«“„\"'].*[.!?…»”“\"']", re.DOTALL)
_PLAIN = frozenset("•▪■◦‣►▸∙●○\uf0b7")
"""Bullets that are nothing else; a dash may open direct speech, an asterisk a note."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list: how far it is indented, its bullet or its number, and its text.

    `kind` is 'dt' for a term and 'dd' for what describes it.
    """

    indent: int
    bullet: str
    number: int | None
    text: str
    kind: str = ""


def item(text: str) -> Item | None:
    """The line as an item of a list, if it looks like one."""
    found = _ITEM.fullmatch(text)
    if found is None:
        return None
    number = int(found["number"]) if found["number"] else None
    if found["letter"]:
        number = ord(found["letter"]) - ord("a") + 1
    indent = len(found["indent"].expandtabs(4))
    return Item(indent, found["bullet"] or "", number, found["text"].strip())


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
    run: list[tuple[int, Item]] = []
    joins = sheet.given.joins(galley.verdicts)
    for i, verdict in enumerate(galley.verdicts):
        found = item(verdict.line.text) if verdict.role is Role.BODY else None
        if found is not None:
            run.append((i, found))
            continue
        if run and i in joins:
            continue  # the second line of an item
        if verdict.role is Role.BLANK and run and _spaced(galley, i, run):
            continue
        if run:
            marks |= _marks(run)
            run = []
    return remark(galley, marks | _marks(run))


def _spaced(galley: Galley, i: int, run: list[tuple[int, Item]]) -> bool:
    """Whether a blank line stands between two items of one list."""
    after = next((v for v in galley.verdicts[i + 1 : i + 3] if v.role is not Role.BLANK), None)
    follows = item(after.line.text) if after and after.role is Role.BODY else None
    last = run[-1][1]
    if follows is None or follows.bullet != last.bullet:
        return False
    if last.number is not None:
        return follows.number == last.number + 1 and not prose(last.text)
    return last.bullet in _PLAIN


def _speech(items: list[Item]) -> bool:
    """Whether lines that begin with a dash are what people say to each other: sentences, with a question that
    another answers, or with who says them; the long dash before sentences is that of speech in any language.
    """
    if not all(k.bullet and k.bullet in "–—-" and _SENTENCE.fullmatch(k.text) for k in items):
        return False
    if all(k.bullet == "—" for k in items):
        return True
    asked = [k.text.rstrip("»”\"' ").endswith("?") for k in items]
    return any(asked) != all(asked) or any(_SAID.search(k.text) for k in items)


def _marks(run: list[tuple[int, Item]]) -> dict[int, Mark]:
    if not run:
        return {}
    plain = [k for k in run if k[1].bullet in _PLAIN]
    if len(run) < 2 and not plain:
        return {}
    if not plain and _speech([k[1] for k in run]):
        return {}
    numbers = [k[1].number for k in run if k[1].number is not None]
    if numbers and not plain and any(b != a + 1 for a, b in pairwise(numbers)):
        return {}
    rule = "lists.numbered" if numbers and not plain else "lists.bulleted"
    return {i: Mark(Role.LISTITEM, rule, 0.9) for i, _ in run}
