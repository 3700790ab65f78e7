"""Trim sizes: the page's numbers."""

from __future__ import annotations

import pytest
import shelf

from book.errors import DataError
from book.render.trims import MM_PER_POINT, trim
from book.render.typeface import typeface

STYLE = shelf.style()
A5 = dict(STYLE.trims["a5"])

SAMPLE = (
    "Samen met een collega was ik bij een klant op bezoek geweest in het westen van het land. We bespreken "
    "de meeting nog even na in een lunchroom. Na een broodje roomkaas met gegrilde paprika rekenden we af."
)


@pytest.mark.parametrize("name", STYLE.trims)
@pytest.mark.parametrize(
    ("look", "font"), [("libertine", "LinLibertine_R.otf"), ("vollkorn", "Vollkorn-Regular.ttf")]
)
def test_every_trim_is_a_page_to_read(name: str, look: str, font: str) -> None:
    style = shelf.style(look)
    size = trim(style.trims, name)
    letters = typeface(style, f"fonts/{font}", {"onum": True})
    per_line = size.measure / MM_PER_POINT / (letters.width(SAMPLE, size.size) / len(SAMPLE))
    assert 55 <= per_line <= 72
    assert 32 <= size.lines <= 36
    assert 1.2 <= size.leading / size.size <= 1.5
    assert size.inner < size.outer
    assert size.top < size.foot


def test_lines_and_margins_make_the_page() -> None:
    size = trim(STYLE.trims, "a5")
    assert size.measure == pytest.approx(101)
    assert size.top + size.lines * size.leading * MM_PER_POINT + size.foot == pytest.approx(210)


def test_an_unknown_trim_names_those_there_are() -> None:
    with pytest.raises(DataError) as caught:
        trim(STYLE.trims, "a55")
    assert "a5, " in caught.value.hint


@pytest.mark.parametrize("value", [None, 0, -3, "20", True])
def test_a_number_that_is_none_is_named(value: object) -> None:
    table = {key: number for key, number in (A5 | {"inner": value}).items() if number is not None}
    with pytest.raises(DataError) as caught:
        trim({"mine": table}, "mine")  # type: ignore[dict-item]
    assert caught.value.where.key == "mine.inner"


def test_a_type_area_that_does_not_fit_is_refused() -> None:
    with pytest.raises(DataError):
        trim({"mine": A5 | {"lines": 60}}, "mine")
    with pytest.raises(DataError):
        trim({"mine": A5 | {"inner": 90, "outer": 90}}, "mine")
