"""What the way down to a line tells: its steps, and what it stands in."""

import pytest

from book.model import Line
from book.places import figure, innermost, steps


def test_a_way_has_a_step_for_each_element() -> None:
    assert steps("body > article#main > p.lead") == ("body", "article#main", "p.lead")


@pytest.mark.parametrize(
    ("place", "name", "found"),
    [
        ("body > ul > li > ul.more > li", "ul", "body > ul > li > ul.more"),
        ("body > blockquote", "blockquote", "body > blockquote"),
        ("body > p", "ul", ""),
        ("", "ul", ""),
    ],
)
def test_the_innermost_of_a_name_is_found_whatever_it_is_called(place: str, name: str, found: str) -> None:
    assert innermost(place, name) == found
    assert Line(1, "It rains.", "p", place).within(name) == found


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("body > figure > figcaption", "body > figure"),
        ("body > figure.gallery > figure > figcaption > p", "body > figure.gallery > figure"),
        ("body > div.wp-caption > p", "body > div.wp-caption"),
        ("body > dl.gallery-item > dd", "body > dl.gallery-item"),
        ("body > div.figures > p.caption-free", ""),
        ("body > figure-box > p", ""),
    ],
)
def test_a_figure_is_an_element_for_a_picture_with_its_caption(place: str, found: str) -> None:
    assert figure(place) == found
    assert Line(1, "It rains.", "p", place).figure == found
