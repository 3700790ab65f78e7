"""What note-taking programs add to Markdown: its words stay, its marks go."""

from __future__ import annotations

import pytest
from growth import growth
from hypothesis import given
from hypothesis import strategies as st

from book.model import Seed
from book.read import read
from book.read.shown import addresses
from book.read.wikimarks import plain


@pytest.mark.parametrize(
    ("noted", "shown"),
    [
        ("Zie [[De put]] en [[De put#Kop|de put]].", "Zie De put en de put."),
        ("![[oude ton.png]] ![[ton.jpg|300]]", "![](oude%20ton.png) ![](ton.jpg)"),
        ("![[ton.jpg|De ton]]", "![De ton](ton.jpg)"),
        ("![[Een andere notitie]]", "Een andere notitie"),
        ("Dat is ==heel erg== waar: 1 == 1.", "Dat is heel erg waar: 1 == 1."),
        ("De ton. ^blok-1\nEn 2 ^ 3.", "De ton.\nEn 2 ^ 3."),
        ("Voor %% niet\nvoor lezers %% na 5 %.", "Voor  na 5 %."),
        ("> [!note]- Let op\n> Nat.", "> **Let op**\n> \n> Nat."),
        ("> [!TIP]\n> Nat.", "> \n> Nat."),
        ("`[[x]] == y ==` [x](y) [1] [[]] a == b", None),
    ],
)
def test_marks(noted: str, shown: str | None) -> None:
    assert plain(noted) == (noted if shown is None else shown)


def test_code_between_fences_is_left() -> None:
    text = "De zee.\n\n```\n[[ -f x ]] && a==b==c ^id\n```\n"
    (_, code) = read(Seed("zee.md", text.encode(), "markdown")).lines
    assert code.text == "[[ -f x ]] && a==b==c ^id"


def test_an_embedded_picture_is_looked_for() -> None:
    assert addresses(b"![[oude ton.png|300]]") == ("oude ton.png",)


@given(st.text(alphabet="[]|!=%^>`ab \n", max_size=60))
def test_no_letter_is_lost_but_what_is_hidden(text: str) -> None:
    if "%%" not in text and "^" not in text and "|" not in text and "[!" not in text:
        assert [c for c in "ab" if plain(text).count(c) != text.count(c)] == []


@pytest.mark.parametrize("unit", ["[[a", "![[", "==a", "%%", "%% ", " ^a", "> [!a", "`", "[[a|", ">"])
def test_nothing_takes_longer_than_its_length(unit: str) -> None:
    assert growth(lambda count: plain(unit * count + " [[ == %% ^ [!"), 800, 8_000) < 4
