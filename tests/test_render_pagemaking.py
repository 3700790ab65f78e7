"""Pages are made up for a whole section: what a title's room has to give keeps a stub from its last page."""

from __future__ import annotations

import pytest

from book.justify.makeup import Choice, Flow, Limits
from book.render.pagemaking import raised_text


def text(lines: int, before: int = 0) -> Flow:
    return Flow((Choice(lines),), before=before)


TITLE = Flow((Choice(4),), keep=True, splits=False)


@pytest.mark.parametrize(
    ("lines", "before", "raised", "last"),
    [
        (22, 3, 0, 31),  # it fits
        (24, 3, 0, 33),
        (26, 3, 2, 33),  # two lines would stand alone overleaf
        (26, 2, 1, 33),
        (27, 2, 0, 2),  # a blank line below the title is left, whatever it costs
        (30, 3, 0, 6),  # the last page is no stub
    ],
)
def test_text_begins_higher_where_it_would_leave_a_stub(
    lines: int, before: int, raised: int, last: int
) -> None:
    made, by = raised_text([TITLE, text(lines, before), text(2)], Limits(lines=33), 0, 1)
    assert (by, made.last) == (raised, last)


def test_a_section_without_a_head_is_left_alone() -> None:
    made, by = raised_text([text(34)], Limits(lines=33), 0, 0)
    assert by == 0
    assert made.short == (1,)
