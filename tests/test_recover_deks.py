"""The standfirst that stands right below the title of a text without markup."""

from __future__ import annotations

import pytest

from book.model import Galley, Line, Role, Verdict
from book.recover import deks
from book.recover.page import Sheet

PROSE = "The baker opens his door to those who rise early, and yesterday's bread has gone by then."


def told(*lines: tuple[str, Role, str]) -> list[str]:
    """The standfirsts of a page: each line with what is said of it, and by which rule."""
    verdicts = tuple(Verdict(Line(n, text), role, rule) for n, (text, role, rule) in enumerate(lines, 1))
    galley = Galley("page", "en", verdicts)
    found = deks.below_title(galley, Sheet(galley)).verdicts
    assert [v.line for v in found] == [v.line for v in verdicts]
    return [v.line.text for v in found if v.role is Role.DEK]


TITLE = ("The bread of the baker", Role.TITLE, "titles.weighed")
BYLINE = ("By Anna Baker", Role.BYLINE, "bylines.by")
TEXT = (PROSE, Role.BODY, "stet")


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        ("Whoever comes after eight in the morning finds only buns", True),
        ("Is it fair that those who rise late find only buns?", True),
        ("Only buns.", False),  # too little to be a sentence
        ("• Whoever comes after eight in the morning finds only buns", False),
        ("Home News Opinion Bread Buns Cakes Pies Contact About Us", False),
        ("A baker at the door of his shop in the morning. Photo: Ann Lee", False),
        ("A baker at the door of his shop in the morning (Ann Lee)", False),
        ("last updated on a morning in the spring | by Ann Lee", False),
        ("Opinion:The bread of the baker is gone by eight in the morning", False),  # the title once more
    ],
)
def test_a_sentence_right_below_the_title_is_its_standfirst(line: str, taken: bool) -> None:
    dek = (line, Role.BOILERPLATE, "ahead")
    assert told(TITLE, dek, BYLINE, TEXT) == [line] * taken


def test_nothing_is_without_a_title_right_above_it_or_where_a_rule_claims_it() -> None:
    line = "Whoever comes after eight in the morning finds only buns"
    assert told((line, Role.BOILERPLATE, "ahead"), BYLINE, TEXT) == []
    assert told(TITLE, BYLINE, (line, Role.BOILERPLATE, "ahead"), TEXT) == []
    assert told(TITLE, (line, Role.BOILERPLATE, "en.related"), BYLINE, TEXT) == []
    assert told(TITLE, TEXT, (line, Role.BOILERPLATE, "beyond")) == []
