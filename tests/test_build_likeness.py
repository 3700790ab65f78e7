"""The same text twice, two versions of one, a passage in both, a series out of order: each is told."""

from __future__ import annotations

import random

import pytest

from book.ledger import likeness
from book.model import Finding, Galley, Line, Piece, Role, Severity, Verdict

CHANCE = random.Random(7)
WORDS = [f"woord{n}" for n in range(900)]


def prose(n: int) -> str:
    return " ".join(CHANCE.choices(WORDS, k=n))


def pair(name: str, text: str, title: str = "", role: Role = Role.BODY) -> tuple[Piece, Galley]:
    piece = Piece(name, f"seeds/{name}.txt", "nl", title or name, ())
    return piece, Galley(piece.seed, "nl", (Verdict(Line(1, text), role, "r"),))


def told(*pairs: tuple[Piece, Galley]) -> list[Finding]:
    return list(likeness(pairs))


def test_different_pieces_are_not_alike() -> None:
    assert told(*(pair(str(n), prose(600)) for n in range(8))) == []


def test_the_same_text_in_other_capitals_and_marks() -> None:
    text = prose(400)
    (finding,) = told(pair("a", text), pair("b", text.upper().replace(" ", ", ")))
    assert (finding.check, finding.place.file) == ("likeness.same", "seeds/b.txt")
    assert "‘a’ (seeds/a.txt)" in finding.message


def test_of_several_that_are_the_same_each_is_told_once() -> None:
    text = prose(400)
    first, second, third = told(*(pair(name, text) for name in "abcd"))
    assert first.message == "the same text as ‘a’ (seeds/a.txt)"
    assert second.message.endswith("(seeds/a.txt); much the same can be said of seeds/b.txt")
    assert third.message.endswith("said of seeds/b.txt and seeds/c.txt")
    assert third.place.file == "seeds/d.txt"


def test_an_updated_version() -> None:
    text = prose(400)
    (finding,) = told(pair("a", text), pair("b", prose(150) + " " + text + " " + prose(150)))
    assert (finding.check, finding.severity) == ("likeness.version", Severity.WARNING)
    assert "100 % of the shorter" in finding.message
    assert finding.message.endswith("this one is longer")


def test_a_passage_in_both() -> None:
    shared = prose(90)
    (finding,) = told(pair("a", prose(500) + " " + shared), pair("b", shared + " " + prose(500)))
    assert (finding.check, finding.severity) == ("likeness.passage", Severity.NOTE)
    assert "about 90 words" in finding.message


def test_a_phrase_in_both_is_nothing() -> None:
    shared = prose(30)
    assert told(pair("a", prose(500) + " " + shared), pair("b", shared + " " + prose(500))) == []


def test_what_was_dropped_makes_nothing_alike() -> None:
    text = prose(400)
    assert told(pair("a", text, role=Role.COMMENT), pair("b", text, role=Role.COMMENT)) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [("Op reis (2)", "Op reis (1)"), ("Deel 10: slot", "Deel 9: slot"), ("De stad IV", "De stad III")],
)
def test_a_series_out_of_order(first: str, second: str) -> None:
    (finding,) = told(pair("a", prose(90), first), pair("b", prose(90), second))
    assert (finding.check, finding.place.file) == ("likeness.series", "seeds/b.txt")
    assert told(pair("b", prose(90), second), pair("a", prose(90), first)) == []


def test_titles_that_differ_in_more_are_no_series() -> None:
    assert told(pair("a", prose(90), "Op reis (2)"), pair("b", prose(90), "Thuis (1)")) == []


def test_an_empty_piece_is_like_nothing() -> None:
    assert told(pair("a", ""), pair("b", "")) == []
