"""The few ways in which a rule of a pack matches.

Each answers: given the lines that are left (`texts` from `at` on), how many are mine? Lines come stripped
and without their bullet. No pattern ever sees more than `SHORT` characters, so that the worst regular
expression costs a bounded time for each line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache

from book.rules import Pack, Rule
from book.rules.gate import Gate, Pattern

Matcher = Callable[[Rule, Sequence[str], int], int]

SHORT = 400  # characters: what is longer is no furniture, whatever it looks like
_PARAGRAPH = 100  # characters: from here on a line that ends a sentence is running text
_SENTENCES = 60  # characters: from here on one of two sentences is
_INNER = re.compile(r"\w{3,}[.!?] [^\W\d_a-z]")


def line(rule: Rule, texts: Sequence[str], at: int) -> int:
    """This line, if the whole of it matches."""
    text = texts[at]
    return int(len(text) <= SHORT and rule.pattern.fullmatch(text) is not None)


def opening(rule: Rule, texts: Sequence[str], at: int) -> int:
    """This line, if it begins so and is no paragraph."""
    text = texts[at]
    return int(len(text) <= SHORT and rule.pattern.match(text) is not None)


def label(rule: Rule, texts: Sequence[str], at: int) -> int:
    """This line, if the whole of it matches, and the short line right under it."""
    if not line(rule, texts, at):
        return 0
    below = texts[at + 1] if at + 1 < len(texts) else ""
    return 2 if below and not is_paragraph(below) else 1


def stanza(rule: Rule, texts: Sequence[str], at: int) -> int:
    """This heading and the lines under it, to the next blank line or running text."""
    if not line(rule, texts, at):
        return 0
    end = at + 1
    while end < len(texts) and texts[end] and not is_paragraph(texts[end]):
        end += 1
    return end - at


def onward(rule: Rule, texts: Sequence[str], at: int) -> int:
    """This line and all that follow."""
    return len(texts) - at if line(rule, texts, at) else 0


def is_paragraph(text: str) -> bool:
    """Running text: it ends a sentence, and is long or of more than one."""
    if len(text) < _SENTENCES or text.rstrip("\"'”’»)]¹²³")[-1:] not in ".!?…:":
        return False
    return len(text) >= _PARAGRAPH or _INNER.search(text) is not None


MATCHERS: Mapping[str, Matcher] = {
    "line": line,
    "opening": opening,
    "label": label,
    "stanza": stanza,
    "onward": onward,
}
"""The key of a rule in a pack -> what it means."""


def claims(packs: Iterable[Pack], texts: Sequence[str]) -> tuple[Rule | None, ...]:
    """For each line the first rule that it fits, of the packs that are in use.

    A pack with signs is in use where one of the lines shows one.
    """
    whole = "\n".join(text for text in texts if len(text) <= SHORT)
    used = tuple(p for p in packs if p.signs is None or p.signs.search(whole))
    return tuple(_first(used, text) if text and len(text) <= SHORT else None for text in texts)


@lru_cache(1 << 14)  # the pages of one site say the same, over and over
def _first(packs: tuple[Pack, ...], text: str) -> Rule | None:
    patterns, gate = _gate(packs)
    some = gate.some(text)
    for n in sorted(set(some)) if some else ():
        rule, pattern = patterns[n]
        if pattern.match(text):
            return rule
    return None


@cache
def _gate(packs: tuple[Pack, ...]) -> tuple[list[tuple[Rule, Pattern]], Gate[int]]:
    """All patterns in their order, and in one, to pass quickly over the many lines that none of them fits."""
    rules = [rule for pack in packs for rule in pack.rules]
    patterns = [(r, Pattern(source, opening=r.way == "opening")) for r in rules for source in r.sources]
    return patterns, Gate((pattern, n) for n, (_, pattern) in enumerate(patterns))
