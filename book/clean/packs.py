"""The judge that applies the packs of rules."""

from __future__ import annotations

from collections.abc import Iterator

from book.clean.matchers import fits, is_paragraph, reach
from book.clean.page import Page, Verdicts, drop, is_bulleted, rerole, unbulleted
from book.model import PAGES_SAY, Role, Verdict
from book.rules import Rule

CERTAINTY = 0.95
DOUBT = 0.5
_HEADLINE = 120  # characters
_LIST = 2  # lines
_GOES_ON = (".", ":", ",", ";", "…")


def by_packs(verdicts: Verdicts, page: Page) -> Verdicts:
    """What a rule claims is dropped in its name. The first rule that claims a line has it.

    A rule of the press that claims all that follows ('onward') gets no more than the line that it fits
    here: whether the piece has ended there, the judge of its ends decides. The book's own rules are obeyed.
    """
    changes: dict[int, Verdict] = {}
    for at, rule in enumerate(page.claims):
        if rule is None or at in changes:
            continue
        bold = rule.way == "onward" and rule.name not in page.house
        count = 1 if bold else reach(rule, page.texts, at)
        claimed = [*range(at, at + count)]
        if rule.way == "stanza" and count == 1 and not verdicts[at].line.place:
            claimed += _spaced(verdicts, page, at + 1)
        for i in claimed:
            if i not in changes:
                changes[i] = drop(verdicts[i], rule.role, rule.name, CERTAINTY, rule.why)
    return rerole(verdicts, changes)


def doubted(verdicts: Verdicts, page: Page) -> Verdicts:
    """Says of 'Menu' or 'Read on.' alone among an author's lines that it is one to look at. It stays."""
    changes = {
        i: Verdict(v.line, v.role, v.rule, DOUBT, f"{v.because}, {PAGES_SAY}".removeprefix(", "))
        for i in page.doubts
        if (v := verdicts[i]).role is Role.BODY and v.certainty > DOUBT
    }
    return rerole(verdicts, changes)


def _spaced(verdicts: Verdicts, page: Page, start: int) -> list[int]:
    """What stands under the heading of a list and a blank line, in a text.

    Lines that are no sentences, two or more, to the next that is one. The one right above that may be a
    heading of the article's, unless it has a bullet.
    """
    found: list[int] = []
    for i in range(start, len(page.texts)):
        text = page.texts[i]
        if not text:
            continue
        if page.claims[i]:
            break
        if len(text) > _HEADLINE or text.endswith(_GOES_ON) or is_paragraph(text):
            if found and not is_bulleted(verdicts[found[-1]].line.text):
                found.pop()
            break
        found.append(i)
    return found if len(found) >= _LIST else []


def disproved(rule: Rule) -> Iterator[str]:
    """What its own examples hold against a rule, a sentence each; nothing for a rule that proves itself."""
    for text in rule.drops:
        if _claimed(rule, text) != text.count("\n") + 1:
            yield f"does not claim the whole of {text!r}, which is among its `drops`"
    for text in rule.keeps:
        for line in text.split("\n"):
            if _claimed(rule, line):
                yield f"claims {line!r}, which is among its `keeps`"


def _claimed(rule: Rule, text: str) -> int:
    lines = tuple(unbulleted(line) for line in text.split("\n"))
    return reach(rule, lines, 0) if fits(rule, lines[0]) else 0
