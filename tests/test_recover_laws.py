"""The laws of recovery, on text that nobody chose: conservation, no crash, linear time, nothing made up."""

from __future__ import annotations

import re
from random import Random

import pytest
from growth import growth
from hypothesis import given, settings
from hypothesis import strategies as st

from book.model import Entry, Galley, Line, Move, Piece, Role, Verdict
from book.recover import RECOVERERS, lift, plain, record, recover
from book.recover.page import Sheet
from book.words import WORD

FEW = settings(max_examples=40, deadline=None)
FURNISHED = st.sampled_from(
    [
        "Door Anna van Dijk", "12 april 2019", "  • Gastauteur", "Geplaatst op 31-02-2019 door X",
        "Lees ook: Het brood van morgen", "Foto: Anna", "¹ Een noot.", "[2] Nog een noot.", "* * *", "1. Een",
        "2. Twee", "Een zin met een noot¹ en nog een[2].", "— Anna", "“Een citaat.”", "Over de auteur",
        "Noten",
        "- punt", "• punt", "Anna van Dijk (a@b.nl) is bakker bij De Koek", "Tussenkop", "By  Anna Baker ",
        "https://youtu.be/abc",
        "Een gewone alinea die lang genoeg is om als proza te tellen, met meer dan tien woorden erin.",
    ]
)  # fmt: skip
LINES = st.lists(st.one_of(FURNISHED, st.text(max_size=60), st.just("")), max_size=40)
ROLES = st.sampled_from([Role.BODY, Role.BODY, Role.BODY, Role.BOILERPLATE, Role.COMMENT])
LANGUAGES = st.sampled_from(["nl", "en", "de", "fr", "xx", "zxx", "nl-BE", "pt-BR"])


def galley(lines: list[str], roles: list[Role] | None = None, language: str = "nl") -> Galley:
    """A galley of these lines; without roles all of them are kept."""
    verdicts = []
    for number, text in enumerate(lines, 1):
        role = (roles or [])[(number - 1) % len(roles)] if roles else Role.BODY
        line = Line(number, text)
        verdicts.append(Verdict(line, Role.BLANK if line.blank else role, "given"))
    return Galley("seeds/x.txt", language, tuple(verdicts))


def letters(text: str) -> list[str]:
    """The words of a text without digits and marks, sorted: notes move, words do not change."""
    return sorted(re.findall(r"[^\W\d_⁰¹²³⁴-⁹]+", text))


@FEW
@given(LINES, st.lists(ROLES, min_size=1, max_size=40), LANGUAGES)
def test_every_recoverer_keeps_one_verdict_per_line_in_order(
    lines: list[str], roles: list[Role], language: str
) -> None:
    before = galley(lines, roles, language)
    sheet = Sheet(before)
    for recoverer in RECOVERERS:
        after = recoverer(before, sheet)
        assert [v.line for v in after.verdicts] == [v.line for v in before.verdicts]
        assert all(v.rule for v in after.verdicts)
        assert {f.value for f in before.facts} <= {f.value for f in after.facts}
        before = after


@FEW
@given(LINES, st.lists(ROLES, min_size=1, max_size=40))
def test_comments_and_blank_lines_are_left_alone(lines: list[str], roles: list[Role]) -> None:
    before = galley(lines, roles)
    after = recover(before)
    for old, new in zip(before.verdicts, after.verdicts, strict=True):
        if old.role in (Role.COMMENT, Role.BLANK):
            assert new == old


@FEW
@given(LINES, st.lists(ROLES, min_size=1, max_size=40))
def test_every_fact_stands_in_the_line_that_it_names(lines: list[str], roles: list[Role]) -> None:
    found = recover(galley(lines, roles))
    for fact in found.facts:
        assert fact.line is not None
        line = found.verdicts[fact.line - 1].line.text.casefold()
        if fact.field in ("author", "title", "outlet", "credit", "related", "aside"):
            assert not (said := WORD.findall(fact.value.casefold())) or said[0] in line


@FEW
@given(LINES, st.lists(ROLES, min_size=1, max_size=40))
def test_the_piece_has_every_kept_word_and_no_other(lines: list[str], roles: list[Role]) -> None:
    found = recover(galley(lines, roles))
    kept = [v.line.text for v in found.verdicts if v.kept and v.role is not Role.BREAK]
    # Numbers aside: what counts a list's items and calls a note is set anew by the book.
    assert letters(plain(lift(found))) == letters("\n".join(kept))


@FEW
@given(LINES)
def test_the_record_is_whole(lines: list[str]) -> None:
    found = recover(galley(lines))
    told = record(found, lift(found))
    assert [entry["n"] for entry in told["lines"]] == list(range(1, len(lines) + 1))
    assert [entry["text"] for entry in told["lines"]] == lines
    assert set(told) == {
        "source", "language", "title", "authors", "date", "outlet", "bio", "notes", "lines", "text",
    }  # fmt: skip


@FEW
@given(LINES, st.data())
def test_the_editor_beats_every_recoverer(lines: list[str], data: st.DataObject) -> None:
    full = [i + 1 for i, text in enumerate(lines) if text.strip()]
    if not full:
        return
    number = data.draw(st.sampled_from(full))
    before = galley(lines)
    stet = recover(before, entry=Entry("seeds/x.txt", "x", stet=(number,)))
    assert stet.verdicts[number - 1].kept
    kill = recover(before, entry=Entry("seeds/x.txt", "x", kill=(number,)))
    assert not kill.verdicts[number - 1].kept
    assert not kill.verdicts[number - 1].moved
    move = recover(before, entry=Entry("seeds/x.txt", "x", move=(Move(number, "bio"),)))
    assert move.verdicts[number - 1].role is Role.BIO


@pytest.mark.parametrize(
    "line",
    [
        "a " * 200_000, "By " * 100_000, "(" * 200_000, "\"'" * 100_000, "¹" * 100_000, "x*" * 100_000,
        "1.A" * 70_000, "12 april " * 30_000, "door A van " * 20_000, "aa." * 100_000, "[1]" * 50_000,
        "@" * 200_000, "a@b." * 50_000, " - " * 60_000, ":" * 200_000, "Lees ook " * 20_000,
    ],
    ids=lambda s: s[:8],
)  # fmt: skip
def test_a_huge_line_takes_no_more_than_linear_time(line: str) -> None:
    def work(size: int) -> None:
        lift(recover(galley(["Titel", line[:size], "Een zin.", line[:size]])))

    assert growth(work, len(line) // 10, len(line)) < 4


_PARAGRAPH = "Dit is een alinea die lang genoeg is om als een alinea te tellen, ja toch."


@pytest.mark.parametrize(
    "text",
    [
        ["Kop", "Door Anna", f"{_PARAGRAPH}¹", "¹ Noot"],
        [f"{_PARAGRAPH} Hij schreef mij daarover:", "", f"> {_PARAGRAPH}", "> En meer.", ""],
    ],
    ids=["notes", "quotations"],
)
def test_many_lines_take_linear_time(text: list[str]) -> None:
    assert growth(lambda count: lift(recover(galley(text * count))), 250, 2_500) < 4


@FEW
@given(st.randoms(use_true_random=False), st.integers(1, 8), st.booleans())
def test_a_text_of_paragraphs_alone_is_left_as_it_is(random: Random, count: int, spaced: bool) -> None:
    bread = [
        "brood",
        "kaas",
        "melk",
        "boter",
        "eieren",
        "wij",
        "eten",
        "zij",
        "drinken",
        "en",
        "de",
        "het",
        "een",
    ]
    lines = [" ".join(random.choices(bread, k=40)).capitalize() + "." for _ in range(count)]
    if spaced:
        lines = [text for line in lines for text in (line, "")]
    found = recover(galley(lines))
    assert {v.role for v in found.verdicts} <= {Role.BODY, Role.BLANK}
    assert not [f for f in found.facts if f.sure]


def test_lift_gives_a_piece_without_holes() -> None:
    piece = lift(recover(galley([])))
    assert isinstance(piece, Piece)
    assert (piece.title, piece.authors, piece.date, piece.blocks) == ("", (), "", ())
    assert piece.key == "x"
