"""The few ways in which a rule of a pack matches.

Each answers: given the lines that are left (`texts` from `at` on), how many are mine? Lines come stripped
and without their bullet. No pattern ever sees more than `SHORT` characters, so that the worst regular
expression costs a bounded time for each line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from book.rules import Rule

Matcher = Callable[[Rule, Sequence[str], int], int]

SHORT = 400  # characters: what is longer is no furniture, whatever it looks like
_PARAGRAPH = 140  # characters: from here on a line that ends a sentence is running text


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
    """Running text: long, and it ends a sentence."""
    return len(text) >= _PARAGRAPH and text.rstrip("\"'”’»)]¹²³")[-1:] in ".!?…:"


MATCHERS: Mapping[str, Matcher] = {
    "line": line,
    "opening": opening,
    "label": label,
    "stanza": stanza,
    "onward": onward,
}
"""The key of a rule in a pack -> what it means."""
