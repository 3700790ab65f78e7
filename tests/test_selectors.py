"""How a plan names lines: one reading of it, for cleaning, for recovering and for the review page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from book.clean import clean
from book.desk import hand
from book.model import Entry, Line, Reading, Role
from book.recover import recover
from book.selectors import Lines, means, words

SAID = ["De boot", "", "De boot  en\u00a0de wind", "Niets"]


def test_a_number_means_one_line_and_words_all_that_hold_them() -> None:
    meant = Lines(enumerate(SAID, 1))
    assert meant(3) == (2,)
    assert meant("De boot") == (0, 2)
    assert meant("boot en\n de") == (2,)
    assert [meant(nothing) for nothing in (0, 2, 5, -1, "", " \n", "de boot")] == [()] * 7


LINES = st.lists(st.text(alphabet="ab \t\u00a0", max_size=8), max_size=6)
SELECTOR = st.integers(-1, 7) | st.text(alphabet="ab \u00a0", max_size=4)


@given(LINES, SELECTOR)
def test_each_line_alone_is_meant_as_among_all(lines: list[str], selector: int | str) -> None:
    wanted = words(selector) if isinstance(selector, str) else selector
    alone = [i for i, line in enumerate(lines) if means(wanted, i + 1, words(line))]
    assert list(Lines(enumerate(lines, 1))(selector)) == alone
    said = hand.read({"stet": [selector]})
    assert sorted(hand.every(said, lines)) == [i + 1 for i in alone]


@given(st.integers(0, 5), st.sampled_from(["stet", "kill"]))
def test_a_blank_line_stays_blank_whatever_is_said_of_it(line: int, order: str) -> None:
    entry = Entry(seed="a.txt", key="a", **{order: (line,)})
    text = ["De boot en de wind", "", "Mijn vader had een boot die niet voer, elke zondag.", " "]
    reading = Reading(tuple(Line(n, said) for n, said in enumerate(text, 1)), "utf-8")
    galley = recover(clean(reading, seed="a.txt", language="nl", entry=entry), entry=entry)
    blank = [v.role for v in galley.verdicts if not v.line.text.strip()]
    assert blank == [Role.BLANK] * 2
