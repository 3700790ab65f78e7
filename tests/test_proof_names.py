"""One person under several spellings is asked after; two people who share a surname are not."""

from __future__ import annotations

import pytest
from binding import bound, piece

from book.model import Anthology, Finding, Name, Severity
from book.proof.names import spellings


def by(*names: str | tuple[str, ...], people: str = "", book: str = "") -> Anthology:
    """A book with a piece by each."""
    several = [(name,) if isinstance(name, str) else name for name in names]
    pieces = [
        piece(f"p{n}", f"Stuk {n}", authors=tuple(Name(name, name) for name in authors))
        for n, authors in enumerate(several, 1)
    ]
    return bound(*pieces, people=people, book=book)


def found(*names: str | tuple[str, ...], people: str = "", book: str = "") -> list[Finding]:
    return list(spellings(by(*names, people=people, book=book)))


ONE = [
    ("Jan de Vries", "J. de Vries"),
    ("Jan de Vries", "Jan De Vries"),
    ("Jan de Vries", "JAN DE VRIES"),
    ("Jan de Vries", "J de Vries"),
    ("Jan Pieter de Vries", "J.P. de Vries"),
    ("Jan Pieter de Vries", "Jan de Vries"),
    ("Jan-Pieter de Vries", "Jan Pieter de Vries"),
    ("Jean-Paul Sartre", "J.-P. Sartre"),
    ("J.K. Rowling", "JK Rowling"),
    ("Theo Kok", "Th. Kok"),
    ("René Goscinny", "Rene Goscinny"),
    ("Jürgen Müller", "Juergen Mueller"),
    ("Jürgen Müller", "Jurgen Muller"),
    ("Søren Ågaard", "Soren Aagaard"),
    ("André", "Andre"),
    ("Jan van den Berg", "Jan Vandenberg"),
    ("Anna Jansen-de Wit", "Anna Jansen-De Wit"),
    ("Jan de Vries", "Dr. Jan de Vries"),
    ("Anna Baker Jr.", "A. Baker Jr."),
    ("Ольга Иванова", "О. Иванова"),
]  # fmt: skip
TWO = [
    ("Jan de Vries", "Joke de Vries"),
    ("Jan de Vries", "P. de Vries"),
    ("Jan de Vries", "Jan de Wit"),
    ("Jan de Vries", "Jan Vries"),
    ("Jan Pieter de Vries", "Jan Karel de Vries"),
    ("J.P. de Vries", "J.K. de Vries"),
    ("Jan de Vries", "de Vries"),
    ("Jan", "Jan de Vries"),
    ("Anna Baker", "Anna Baker Jr."),
    ("Stichting Kade", "Stichting Dijk en Kade"),
    ("Redactie De Krant", "Redactie de Gids"),
    ("王 明", "王小 明"),
    ("M. van Dam", "P. van Dam"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "other"), ONE)
@pytest.mark.parametrize("turned", [False, True])
def test_one_name_in_two_spellings_is_asked_after(name: str, other: str, turned: bool) -> None:
    names = (other, name) if turned else (name, other)
    (finding,) = found(*names)
    assert (finding.check, finding.severity) == ("credits.spellings", Severity.WARNING)
    assert f"'{name}'" in finding.message
    assert f"'{other}'" in finding.message


@pytest.mark.parametrize(("name", "other"), TWO)
def test_two_people_of_one_surname_are_not(name: str, other: str) -> None:
    assert found(name, other) == []
    assert found(other, name) == []


def test_the_pieces_are_named_and_what_to_write_for_them() -> None:
    (finding,) = found("Jan de Vries", ("Anna Kok", "J. de Vries"), "Jan de Vries")
    assert finding.message == (
        "'J. de Vries' (piece 2, ‘Stuk 2’) may be 'Jan de Vries' (piece 1, ‘Stuk 1’; piece 3, ‘Stuk 3’); "
        "in the book they are different people"
    )
    assert finding.hint == (
        'if they are one, write authors = ["Anna Kok", "Jan de Vries"] at piece 2; if they are not, '
        'the tables [contributors."J. de Vries"] and [contributors."Jan de Vries"] say so'
    )
    assert (finding.place.key, finding.place.line) == ("piece[2].authors", 9)


def test_the_fullest_spelling_is_the_one_to_keep_and_of_equals_the_more_frequent() -> None:
    said = found("J. de Vries", "J. de Vries", "Jan de Vries", "Jan De Vries", "Jan De Vries")
    assert [f.hint.partition(" at ")[0] for f in said] == [
        'if they are one, write authors = ["Jan De Vries"]'
    ] * 2
    assert [f.place.key for f in said] == ["piece[3].authors", "piece[1].authors"]


def test_an_initial_that_fits_two_people_may_be_either() -> None:
    (finding,) = found("Jan de Vries", "Joke de Vries", "J. de Vries")
    assert "may be 'Jan de Vries' (piece 1, ‘Stuk 1’) or 'Joke de Vries' (piece 2" in finding.message


def test_whom_a_piece_credits_side_by_side_are_two() -> None:
    assert found(("Jan de Vries", "J. de Vries")) == []


def test_the_plan_can_say_that_they_are_two() -> None:
    two = '[contributors."J. de Vries"]\n[contributors."Jan de Vries"]\n'
    assert found("J. de Vries", "Jan de Vries", people=two) == []
    one = '[contributors."Jan de Vries"]\nbio = "Schrijft."\n'
    assert len(found("J. de Vries", "Jan de Vries", people=one)) == 1
    assert len(found("Jan De Vries", "Jan de Vries", people=one)) == 1


def test_organisations_are_no_people() -> None:
    body = '[names."R. Noord"]\nkind = "organisation"\n'
    assert found("R. Noord", "Radio Noord", people=body) == []


def test_editors_and_translators_have_names_too() -> None:
    (finding,) = found("Eva van Dam", book='editors = ["E. van Dam", "Piet Kok"]')
    assert (finding.place.key, "an editor" in finding.message) == ("book.editors", True)
    assert 'write editors = ["Eva van Dam", "Piet Kok"] at [book]' in finding.hint
    anna, a = Name("Anna Rowe", "Rowe, Anna"), Name("A. Rowe", "Rowe, A.")
    (finding,) = spellings(bound(piece("a", translators=(anna,)), piece("b", translators=(a,))))
    assert finding.place.key == "piece[2].translators"


def test_of_very_many_names_each_is_compared_with_those_of_its_surname() -> None:
    names = [f"{chr(65 + n % 26)}{chr(97 + n // 26)}na Zee{n:03}" for n in range(300)]
    assert found(*names) == []
