"""Small ragged text: whatever it says, it says all of it, in lines that fit and end where they may."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from book.render.astray import push
from book.render.smalltext import Small, set_ragged

MEASURE = 200.0


class Even:
    """A face of which every letter is half an em wide."""

    def width(self, text: str, size: float = 1.0) -> float:
        return size * len(text) / 2


SMALL = Small(Even(), Even(), 10.0, MEASURE)  # type: ignore[arg-type]
FITS = int(MEASURE / 5)  # letters


def lines(markup: str, small: Small = SMALL) -> list[str]:
    paragraph = etree.fromstring(f"<p>{markup}</p>")
    set_ragged(paragraph, small)
    return "".join(paragraph.itertext()).split("\n")


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        # No word alone on the last line, no article at the end of another.
        (
            "De schrijver wordt in de bron niet genoemd.",
            ["De schrijver wordt in de bron ", "niet genoemd."],
        ),
        # An address is broken behind a slash, else before a mark, never behind a hyphen.
        (
            "Bron: https://voorbeeld.example/een/pad-met-streepjes",
            ["Bron: https://voorbeeld.example/een/", "pad-met-streepjes"],
        ),
        ("kort", ["kort"]),
        ("een<br/>twee <cite>drie</cite>", ["een", "twee drie"]),
    ],
)
def test_lines_end_where_a_reader_would_end_them(markup: str, expected: list[str]) -> None:
    broken = lines(markup)
    assert [line.strip() for line in broken] == [line.strip() for line in expected]


def test_bold_letters_take_more_room() -> None:
    words = "een lead die " * 12
    plain, bold = lines(words), lines(f"<strong>{words}</strong>")
    assert max(map(len, bold)) <= FITS / 1.1 < max(map(len, plain)) <= FITS


def test_an_address_longer_than_a_line_is_broken_before_its_hyphens() -> None:
    broken = lines("Zie https://voorbeeld.example/" + "woord-" * 12 + "slot")
    assert len(broken) > 2
    assert not any(line.endswith("-") for line in broken)
    assert all(len(line) <= FITS for line in broken)


@pytest.mark.parametrize("key", ["TWFpbGZsb3d8eyJWIjoiMC4w" * 4, "word%C3%A9" * 12, "長い日本語の題名" * 10])
def test_what_has_no_place_for_a_break_is_torn_where_the_line_is_full(key: str) -> None:
    broken = lines(f"Zie https://voorbeeld.example/?data={key} daar")
    assert "".join(broken).replace(" ", "") == f"Ziehttps://voorbeeld.example/?data={key}daar"
    assert all(len(line.rstrip()) <= FITS for line in broken)
    assert not any(re.search("%.?$", line) for line in broken)


_WORD = st.text(alphabet="abcdefgh-.", min_size=1, max_size=14).filter(lambda w: w[0].isalpha())
_RUN = st.lists(st.one_of(_WORD, _WORD.map(lambda w: f"<em>{w}</em>")), min_size=1, max_size=30)


@given(_RUN, st.floats(0, 40))
def test_no_word_is_lost_and_no_line_is_too_long(run: list[str], indent: float) -> None:
    markup = " ".join(run)
    paragraph = etree.fromstring(f"<p>{markup}</p>")
    before = "".join(paragraph.itertext()).split()
    set_ragged(paragraph, Small(Even(), Even(), 10.0, MEASURE, indent))  # type: ignore[arg-type]
    said = "".join(paragraph.itertext())
    assert said.split() == before
    assert re.sub(r" \n", " ", said) == " ".join(before)  # a space stands before each end between words
    first, *rest = said.split("\n")
    assert all(len(line.rstrip()) <= FITS for line in rest)
    assert len(first.rstrip()) * 5 <= MEASURE - indent
    assert [e.text for e in paragraph.iter("em")] == re.findall(r"<em>(.*?)</em>", markup)


def test_a_heading_is_pushed_with_its_paragraph() -> None:
    tree = html.document_fromstring(
        '<html><body><p data-k="a">x</p><h2 data-k="b">y</h2><p data-k="c">z</p></body></html>'
    )
    push(tree, {"c"})
    assert [e.get("data-k") for e in tree.iter() if "break-before" in e.get("style", "")] == ["b"]
