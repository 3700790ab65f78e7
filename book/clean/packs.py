"""The judge that applies the packs of rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from book.clean.matchers import MATCHERS, SHORT
from book.clean.page import Page, Verdicts, drop, rerole, unbulleted
from book.model import Role, Verdict
from book.rules import Pack, Rule

_CERTAINTY = 0.95
_PROSE_BEFORE = 250  # characters of text that must stand before a rule may claim all that follows


def by_packs(verdicts: Verdicts, page: Page) -> Verdicts:
    """What a rule claims is dropped in its name. The first rule that claims a line has it."""
    changes: dict[int, Verdict] = {}
    active = tuple(p for p in page.packs if p.signs is None or _signed(p, page.texts))
    before = 0
    for at, text in enumerate(page.texts):
        if text and at not in changes and len(text) <= SHORT and (rule := claims(active, text)):
            if rule.way == "onward" and before < _PROSE_BEFORE:
                continue
            for i in range(at, at + MATCHERS[rule.way](rule, page.texts, at)):
                if i not in changes:
                    changes[i] = drop(verdicts[i], rule.role, rule.name, _CERTAINTY, rule.why)
        if at not in changes:
            before += len(text)
    return rerole(verdicts, changes)


def claims(packs: tuple[Pack, ...], text: str) -> Rule | None:
    """The first rule whose pattern fits `text` (one line)."""
    if not _any_of(packs).match(text):
        return None
    for pack in packs:
        for rule in pack.rules:
            if (rule.pattern.match if rule.way == "opening" else rule.pattern.fullmatch)(text):
                return rule
    return None


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
    return MATCHERS[rule.way](rule, tuple(unbulleted(line) for line in text.split("\n")), 0)


@cache
def _any_of(packs: tuple[Pack, ...]) -> re.Pattern[str]:
    """All patterns in one, to pass quickly over the many lines that none of them fits."""
    parts = [
        rule.pattern.pattern if rule.way == "opening" else f"(?:{rule.pattern.pattern})$"
        for pack in packs
        for rule in pack.rules
    ]
    return re.compile("|".join(parts) or r"(?!)", re.IGNORECASE)


def _signed(pack: Pack, texts: tuple[str, ...]) -> bool:
    assert pack.signs is not None
    return any(len(text) <= SHORT and pack.signs.fullmatch(text) for text in texts)


def is_dropped(verdict: Verdict) -> bool:
    return verdict.role in (Role.BOILERPLATE, Role.COMMENT)
