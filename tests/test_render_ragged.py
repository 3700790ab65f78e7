"""Display lines: titles broken to like length, running heads cut to fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.render.ragged import HYPHEN, balanced, parted, running

words = st.lists(st.text(alphabet="abcdeÉ,.’", min_size=1, max_size=14), min_size=1, max_size=30)
measures = st.integers(min_value=5, max_value=80)


def width(text: str) -> float:
    """A typewriter's: every character is one wide."""
    return len(text)


@given(words, measures)
def test_no_word_is_lost_and_no_line_too_long(given_words: list[str], measure: int) -> None:
    lines = balanced(" ".join(given_words), width, measure)
    assert " ".join(lines) == " ".join(given_words)
    assert all(len(line) <= measure or " " not in line for line in lines)


@given(words, measures)
def test_only_a_word_longer_than_a_line_is_parted(given_words: list[str], measure: int) -> None:
    text = " ".join(given_words)
    said = parted(text, width, measure, lambda word: range(2, len(word) - 2))
    assert said.replace(HYPHEN + " ", "") == text
    assert (said == text) == all(len(word) <= measure for word in given_words) or measure < 6
    assert all(len(line) <= measure for line in balanced(said, width, measure)) or measure < 6


@given(words, measures)
def test_there_are_as_few_lines_as_can_be(given_words: list[str], measure: int) -> None:
    fewest, line = 1, given_words[0]
    for word in given_words[1:]:
        if len(line) + 1 + len(word) > measure:
            fewest, line = fewest + 1, word
        else:
            line += f" {word}"
    assert len(balanced(" ".join(given_words), width, measure)) == fewest


@pytest.mark.parametrize(
    ("title", "measure", "lines"),
    [
        ("Klant centraal; van zeggen naar doen", 28, ("Klant centraal;", "van zeggen naar doen")),
        ("De kok, de klant en de koning", 18, ("De kok, de klant", "en de koning")),
        ("Brood", 3, ("Brood",)),
        ("", 10, ()),
        (
            "Remco\u00a0de\u00a0Waard en Dennis\u00a0Lith",
            20,
            ("Remco\u00a0de\u00a0Waard", "en Dennis\u00a0Lith"),
        ),
    ],
)
def test_lines_end_with_phrases(title: str, measure: int, lines: tuple[str, ...]) -> None:
    assert balanced(title, width, measure) == lines


@pytest.mark.parametrize(
    ("title", "measure", "head"),
    [
        ("De bouillon", 30, "De bouillon"),
        (
            "Klantgericht, je hebt of je hebt het niet (als je het niet hebt, val mij dan niet lastig).",
            60,
            "Klantgericht, je hebt of je hebt het niet",
        ),
        ("Klant centraal; van zeggen naar doen", 20, "Klant centraal"),
        ("Wie niet horen wil? Die moet maar voelen", 25, "Wie niet horen wil?"),
        ("Een titel zonder enige adempauze erin", 20, "Een titel zonder…"),
        ("Ja, zei de kok tegen de klant die klaagde", 20, "Ja, zei de kok…"),
    ],
)
def test_a_head_is_cut_where_a_phrase_ends(title: str, measure: int, head: str) -> None:
    assert running(title, width, measure) == head


@given(words, measures)
def test_a_head_is_the_beginning_of_its_title(given_words: list[str], measure: int) -> None:
    title = " ".join(given_words)
    head = running(title, width, measure)
    assert title.startswith(head.removesuffix("…"))
    assert head == title or len(head) <= measure or " " not in head
