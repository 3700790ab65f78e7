"""Whose the pictures were goes out of the text and into the record."""

from __future__ import annotations

import pytest

from book.clean import clean
from book.model import Line, Reading, Role
from book.recover import recover

BEFORE = (
    "The harbour lies below the town, and nobody who comes by train sees it. One has to walk down past the "
    "church, where the street turns into a stair, and then it is there all at once, with its masts."
)
AFTER = (
    "On Tuesdays there is a market on the quay. The women who sell fish there have known each other since "
    "school, and they shout prices at one another that they do not ask of any customer."
)


def role_of(line: str) -> Role:
    """The role of a line between two paragraphs of a text."""
    texts = (BEFORE, "", line, "", AFTER, "", BEFORE.replace("below", "behind"))
    reading = Reading(tuple(Line(n, text) for n, text in enumerate(texts, 1)), "utf-8")
    found = recover(clean(reading, seed="x.txt", language="en"))
    assert [fact.value for fact in found.facts if fact.field == "credit"] in ([], [line])
    return found.verdicts[2].role


@pytest.mark.parametrize(
    "line",
    [
        "Photo by Anna Baker",
        "Anna Baker/Getty Images",
        "ANNA BAKER/AFP via Getty Images",
        "Anna Baker | Moment | Getty Images",
        "Getty Images",
        "Anna Baker/Associated Press",
        "imago images / Baker",
    ],
)
def test_a_line_that_says_whose_a_picture_was(line: str) -> None:
    assert role_of(line) is Role.CREDIT


@pytest.mark.parametrize(
    "line",
    [
        "They sold it to Getty Images.",
        "She had worked for Reuters, and for the town.",
        "Reuters or the sea",
        "The boats, the sea, the AP",
    ],
)
def test_a_line_that_speaks_of_agencies_stays(line: str) -> None:
    assert role_of(line) is not Role.CREDIT
