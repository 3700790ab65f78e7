"""Page make-up finds the cheapest choice there is, and its pages are as it says."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from book.justify.makeup import Choice, Flow, Limits, make_up
from book.justify.notes import Called, behind, cut


def plain(*lines: int) -> Flow:
    return Flow(tuple(Choice(n, 0.0 if n == lines[0] else 1000.0) for n in lines))


HEADING = Flow((Choice(1),), before=1, keep=True, splits=False)


def test_a_chapter_that_fits_is_left_alone() -> None:
    made = make_up([plain(5, 4, 6), plain(7, 6)], Limits(lines=33), used=10)
    assert made.chosen == (5, 7)
    assert made.short == ()
    assert made.last == 22


def test_a_widow_is_cured_by_a_line_more_or_less_not_by_a_short_page() -> None:
    # 10 + 20 leave 3 lines; a paragraph of 4 would leave a widow of one line on the next page.
    limits = Limits(lines=33)
    stiff = make_up([plain(20), plain(4), plain(9)], limits, used=10)
    assert stiff.short == (1,)
    supple = make_up([plain(20), plain(4, 5), plain(9)], limits, used=10)
    assert supple.short == (0,)
    assert supple.chosen == (20, 5, 9)


def test_a_heading_does_not_stand_at_the_foot() -> None:
    limits = Limits(lines=33)
    made = make_up([plain(29, 30, 31), HEADING, plain(8)], limits)
    assert made.chosen[0] == 29  # 29, a blank, the heading, two lines of text: 33
    assert made.short == (0,)
    stiff = make_up([plain(31), HEADING, plain(8)], limits)
    assert stiff.short == (2,)


def test_a_blank_line_more_above_a_heading_fills_a_page() -> None:
    limits = Limits(lines=33)
    giving = replace(HEADING, gives=1)
    # 20, a blank, the heading, 11 lines: a line of the next paragraph would be an orphan.
    stiff = make_up([plain(19), HEADING, plain(11), plain(9)], limits)
    assert (stiff.short, stiff.given) == ((1,), (0, 0, 0, 0))
    supple = make_up([plain(19), giving, plain(11), plain(9)], limits)
    assert (supple.short, supple.given) == ((0,), (0, 1, 0, 0))
    at_head = make_up([plain(33), giving, plain(9)], limits)
    assert at_head.given == (0, 0, 0)


def test_a_stub_on_the_last_page_is_avoided() -> None:
    made = make_up([plain(33), plain(3, 4)], Limits(lines=33))
    assert made.last == 4


def test_what_stands_below_the_text_makes_no_last_page_of_it() -> None:
    source = Flow((Choice(2),), before=1, splits=False, foot=True)
    made = make_up([plain(33), plain(3, 4), source], Limits(lines=33))
    assert made.chosen == (33, 4, 2)
    alone = make_up([plain(31, 32), plain(2, 5), source], Limits(lines=33))
    assert alone.chosen[1] == 5  # never the source alone on a page


def test_the_end_of_a_block_goes_over_with_what_is_held_to_it() -> None:
    # Ten lines fit; what stands below them does not, and takes two of them along.
    foot = Flow((Choice(2),), before=1, splits=False, foot=True)
    held = make_up([Flow((Choice(10),), keep=True), foot], Limits(lines=10))
    assert (held.short, held.last, held.cuts) == ((2,), 5, ((8,), ()))
    free = make_up([Flow((Choice(10),)), foot], Limits(lines=10))
    assert (free.short, free.last) == ((0,), 2)


def test_what_is_held_together_in_a_row_goes_over_together() -> None:
    heading = Flow((Choice(1),), keep=True, splits=False)
    made = make_up([plain(6), heading, heading, plain(7)], Limits(lines=9))
    assert (made.short, made.last) == ((3,), 9)
    assert make_up([plain(5), heading, heading, plain(7)], Limits(lines=9)).short == (0,)


def test_a_hyphen_at_a_rectos_foot_is_avoided() -> None:
    hyphenated = Choice(40, 0.0, hyphens=frozenset({33}))
    clean = Choice(41, 1000.0)
    block = Flow((hyphenated, clean))
    assert make_up([block], Limits(lines=33), recto=True).chosen == (41,)
    free = Flow((Choice(40), Choice(41, 1000.0)))
    assert make_up([free], Limits(lines=33), recto=True).chosen == (40,)


def test_a_note_takes_its_room_on_the_page_of_its_call() -> None:
    called = Flow((Choice(10, notes=(Called(2, 3),)),))
    made = make_up([called, plain(30)], Limits(lines=33))
    # 10 lines, a gap and 3 lines of note leave 19 for the next paragraph, 11 go over.
    assert made.short == (0,)
    assert made.last == 11


def test_a_long_note_goes_on_at_the_foot_of_the_next_page() -> None:
    note = Called(2, 22.5, (30,))
    called = Flow((Choice(8, notes=(note,)),))
    made = make_up([plain(20), called, plain(40)], Limits(lines=33))
    # Below its call, with another line that keeps it from being an orphan's, there is room for 13 rows.
    assert (made.short, made.cuts) == ((0, 0), ((), (2,), (13,)))
    assert made.over == ((), (17,), (0,))
    whole = make_up(
        [plain(20), Flow((Choice(8, notes=(note._replace(rows=()),)),)), plain(40)], Limits(lines=33)
    )
    assert whole.short[0] == 13


def test_a_note_longer_than_a_page_leaves_room_for_text() -> None:
    called = Flow((Choice(5, notes=(Called(1, 45.0, (60,)),)),))
    made = make_up([plain(20), called, plain(60)], Limits(lines=33))
    # Thirteen rows below the call, 28 on the page behind it, with eleven lines of text, and the rest.
    assert (made.over, made.cuts) == (((), (47,), (19, 0, 0)), ((), (2,), (8, 25, 58)))
    assert set(made.short) == {0}


def test_a_note_stands_whole_above_the_next() -> None:
    long = Flow((Choice(4, notes=(Called(1, 22.5, (30,)),)),))
    short = Flow((Choice(6, notes=(Called(5, 2.25, (3,)),)),))
    made = make_up([plain(20), long, short, plain(40)], Limits(lines=33))
    assert made.over == ((), (17,), (), (0,))
    assert set(made.short) == {0}


def test_a_note_a_little_longer_than_a_page_is_parted_and_does_not_run_over_it() -> None:
    # Below the first line of a page all of it but a row has room.
    called = Flow((Choice(8, notes=(Called(1, 31.5, (42,)),)),))
    made = make_up([plain(33), called, plain(40)], Limits(lines=33))
    assert sum(sum(rows) for rows in made.over) > 0


def test_a_note_is_parted_for_the_lines_that_are_held_to_its_call() -> None:
    # All of it has room below the first line of a paragraph, and the second none.
    called = Flow((Choice(4, notes=(Called(1, 22.5, (30,)),)),))
    made = make_up([plain(8), called, plain(40)], Limits(lines=33))
    assert (made.cuts[1], made.over[1], made.short) == ((2,), (2,), (1, 0))


@given(st.lists(st.integers(1, 12), min_size=1, max_size=4), st.integers(0, 50))
def test_a_note_is_parted_with_two_rows_on_either_side(rows: list[int], room: int) -> None:
    at = cut(rows, room)
    assert at <= room
    rest = behind(rows, at)
    assert sum(rest) == sum(rows) - at
    if at:
        assert at >= 2
        assert sum(rest) >= 2
        parted = rows[len(rows) - len(rest)]
        assert rest[0] in (parted, *range(2, parted - 1))


supple = st.builds(
    lambda lines: Flow(tuple(Choice(n, 1000.0 * abs(n - lines)) for n in (lines, lines + 1, lines - 1))),
    st.integers(3, 12),
)
headings = st.builds(lambda before: Flow((Choice(1),), before, keep=True, splits=False), st.integers(0, 2))
flows = st.one_of(supple, supple, headings)


@settings(max_examples=60)
@given(st.lists(flows, min_size=1, max_size=5), st.integers(0, 9))
def test_no_other_choice_is_cheaper(blocks: list[Flow], used: int) -> None:
    limits = Limits(lines=10)
    best = make_up(blocks, limits, used=used)
    for choices in product(*(block.choices for block in blocks)):
        fixed = [
            Flow((c,), block.before, block.keep, block.splits)
            for c, block in zip(choices, blocks, strict=True)
        ]
        assert best.cost <= make_up(fixed, limits, used=used).cost + 1e-6


@given(st.lists(flows, min_size=1, max_size=30), st.integers(0, 30))
def test_every_block_is_placed(blocks: list[Flow], used: int) -> None:
    made = make_up(blocks, Limits(lines=33), used=used)
    assert len(made.chosen) == len(blocks)
    assert all(n in {c.lines for c in b.choices} for n, b in zip(made.chosen, blocks, strict=True))
    assert all(s >= 0 for s in made.short)


def test_facing_pages_end_level_rather_than_one_of_them_full() -> None:
    # An orphan costs the verso a line. Six lines let the recto end as short; seven would fill it.
    limits = Limits(lines=10)
    blocks = [plain(9), plain(3), plain(7, 6), plain(3), plain(8)]
    made = make_up(blocks, limits, recto=False)
    assert made.short[0] == 1
    assert made.short[1] == 1
