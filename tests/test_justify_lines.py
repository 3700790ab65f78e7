"""Total fit: every letter stands once, every line fills the measure, and the limits hold."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from book.justify import (
    Face,
    Lexicon,
    Paragraph,
    Setting,
    TextStyle,
    expand,
    fit,
    fits,
    is_runt,
    set_lines,
    subset,
)
from book.justify.fit import faults
from book.justify.words import ATOM
from book.languages.hyphenation import repeats

FONTS = Path(__file__).parent.parent / "styles" / "libertine" / "fonts"
DUTCH = (
    "Kauwgom kauwend staat ze achter de bar, als een ongeïnteresseerde tiener. Ze ziet me niet aankomen. "
    "Dat gaat ook moeilijk als je aandachtig op je telefoon tikt en scrolt. Mobiele telefoons weten elke "
    "vorm van sociale interactie in no-time tot een dieptepunt te brengen, zo ook nu. Maar vooruit, de "
    "horeca-dame waar ik tegenover sta, had verder niks te doen, dus soit, ik beheers mijn irritatie."
)
LETTERS = "".join(map(chr, range(32, 127))) + "’‘“”–…‐ïéë\u00a0"


@cache
def font() -> bytes:
    return subset((FONTS / "LinLibertine_R.otf").read_bytes(), LETTERS)


@cache
def style(expanded: bool = False) -> TextStyle:
    steps = (-20, -10, 10, 20) if expanded else ()
    return TextStyle({0: Face(font()), **{e: Face(expand(font(), e)) for e in steps}}, 10.5)


def every_third(word: str, language: str) -> list[int]:
    return list(range(3, len(word) - 2, 3))


def paragraph(text: str, setting: Setting, expanded: bool = False) -> Paragraph:
    return Paragraph(text, [style(expanded)] * len(text), setting, Lexicon(every_third))


def letters(text: str, lines: object) -> str:
    return "".join(text[line.start : line.end] for line in lines).replace(" ", "")  # type: ignore[attr-defined]


words = st.text("abcdefghijklmnoprstuvwzéï’-", min_size=1, max_size=18)
texts = st.lists(words, min_size=1, max_size=60).map(" ".join)


@given(texts, st.sampled_from([180.0, 275.0, 312.0]), st.sampled_from([0.0, 13.65]))
def test_every_letter_stands_once_and_in_order(text: str, measure: float, indent: float) -> None:
    set_in = paragraph(text, Setting(measure, indent))
    best = fit(set_in)
    if best is None:
        return  # a word wider than the measure: left to the caller
    assert letters(text, set_lines(set_in, best)) == text.replace(" ", "")


@given(texts)
def test_a_justified_line_fills_the_measure(text: str) -> None:
    setting = Setting(275.0, 13.65)
    set_in = paragraph(text, setting)
    best = fit(set_in)
    if best is None:
        return
    for number, line in enumerate(set_lines(set_in, best)):
        count, spaces = set_in.glue(line.start, line.end)
        if (line.last and line.word_spacing == 0) or not count:
            continue
        width = set_in.width(line.start, line.end, line.hyphen) + spaces + count * line.word_spacing
        room = setting.measure - (setting.indent if number == 0 else 0) + line.left + line.right
        if not line.last and line.word_spacing:
            assert width == pytest.approx(room, abs=0.001)
        elif not line.last:  # between words that are too long no hole is left
            assert room - width > 2 * spaces or width == pytest.approx(room, abs=0.001)


@given(texts)
def test_no_three_hyphens_in_a_row(text: str) -> None:
    set_in = paragraph(text, Setting(200.0))
    best = fit(set_in)
    if best is None:
        return
    run = 0
    for line in set_lines(set_in, best):
        run = run + 1 if line.joined else 0
        assert run <= 2


def test_dutch_at_a_book_measure_has_no_loose_line() -> None:
    set_in = paragraph(DUTCH, Setting(275.0, 13.65, expansion=20, step=10), expanded=True)
    best = fit(set_in)
    assert best is not None
    assert not best.emergency
    assert max(line.ratio for line in set_lines(set_in, best)) < 1.5


def test_expansion_fills_the_line_with_the_scaled_font() -> None:
    set_in = paragraph(DUTCH, Setting(275.0, expansion=20, step=10), expanded=True)
    best = fit(set_in)
    assert best is not None
    lines = [line for line in set_lines(set_in, best) if not line.last]
    assert any(line.expansion for line in lines)
    for line in lines:
        count, spaces = set_in.glue(line.start, line.end, line.expansion)
        glyphs = set_in.width(line.start, line.end, line.hyphen, line.expansion)
        assert glyphs + spaces + count * line.word_spacing == pytest.approx(
            275.0 + line.left + line.right, abs=0.001
        )


def test_spaces_alone_give_way_between_words_of_another_font_which_is_not_scaled() -> None:
    text = " ".join([ATOM] * 80)
    atoms = {at: 18.0 + 7 * at % 23 for at in range(0, len(text), 2)}
    setting = Setting(275.0, expansion=20, step=10)
    set_in = Paragraph(text, [style(True)] * len(text), setting, Lexicon(every_third), atoms, [*atoms])
    best = fit(set_in)
    assert best is not None
    for line in set_lines(set_in, best):
        count, spaces = set_in.glue(line.start, line.end)
        assert line.last or line.word_spacing * count >= -setting.shrink * spaces - 0.001
        assert set_in.width(line.start, line.end) + spaces + count * line.word_spacing < 275.001


def test_scaled_fonts_are_scaled_and_the_same_every_time() -> None:
    wider = expand(font(), 20)
    assert wider == expand(font(), 20)
    assert Face(wider).width("Hamburgefonts") == pytest.approx(
        Face(font()).width("Hamburgefonts") * 1.02, rel=0.001
    )


def test_the_private_dict_of_a_scaled_font_has_bytes() -> None:
    """HarfBuzz 10 (Debian 13) cannot subset a font twice whose Private DICT is empty: PDFs got it whole."""
    scaled = TTFont(BytesIO(expand(subset(font(), "Hamburgefonts"), 20)))
    top = scaled["CFF "].cff.topDictIndex[0]
    size, _ = top.rawDict["Private"]
    assert size > 0


def test_fewer_and_more_lines_are_offered_where_they_can_be_set() -> None:
    set_in = paragraph(DUTCH, Setting(275.0, 13.65, expansion=20), expanded=True)
    offered = fits(set_in, tolerance=2.5)
    best = fit(set_in)
    assert best is not None
    assert best.lines in offered
    assert len(offered) > 1
    for count, choice in offered.items():
        assert len(set_lines(set_in, choice)) == count


@given(texts)
def test_what_glyphs_may_be_scaled_in_reserve_makes_no_paragraph_worse(text: str) -> None:
    bare = paragraph(text, Setting(275.0, 13.65, expansion=10, step=10), expanded=True)
    reserved = paragraph(text, Setting(275.0, 13.65, expansion=10, reserve=20, step=10), expanded=True)
    without, best = fit(bare), fit(reserved)
    if without is None or any(line.ratio > 1 for line in without.breaks):
        return  # set by a later pass: by all that may be scaled in either
    assert best is not None
    assert faults(reserved, best) <= faults(bare, without)


def test_a_last_line_that_is_hardly_a_word_is_worth_more_scaling() -> None:
    text = DUTCH.partition(" te brengen")[0]
    set_in = Setting(275.0, expansion=0, step=10)
    bare = fit(paragraph(text, set_in, expanded=True))
    assert bare is not None
    assert is_runt(paragraph(text, set_in), bare)
    reserved = paragraph(text, Setting(275.0, reserve=20, step=10), expanded=True)
    best = fit(reserved)
    assert best is not None
    assert not is_runt(reserved, best)


def test_names_capitals_and_addresses_are_not_hyphenated() -> None:
    def everywhere(word: str, language: str) -> list[int]:
        return list(range(1, len(word)))

    address = "https://voorbeeld.example/een/lang/pad?met=vragen"
    text = f"Bezoek {address} of mail naam@voorbeeld.example over NEDERLAND"
    set_in = Paragraph(text, [style()] * len(text), Setting(90.0), Lexicon(everywhere))
    c = set_in.candidates
    for at, hyphen in zip(c.offset, c.hyphen, strict=True):
        if hyphen:
            begin, end = set_in.words[c.word[c.offset.index(at)]]
            word = text[begin:end]
            assert "/" not in word
            assert "@" not in word
            assert not word.isupper()


def broken(text: str, *, german: bool = False) -> list[str]:
    """What may stand at a line's end, of `text` hyphenated after every third letter."""
    lexicon = Lexicon(every_third, lambda language: german)
    set_in = Paragraph(text, [style()] * len(text), Setting(90.0), lexicon)
    c = set_in.candidates
    return [
        text[:at]
        for at, inside, cost in zip(c.offset, c.inside, c.penalty, strict=True)
        if inside and cost < 300
    ]


def test_a_hyphen_that_the_next_line_would_repeat_is_no_place_to_break() -> None:
    """'disse-lhes' would have to go on as '-lhes': broken at its syllables only."""
    text = "disse-lhes e/ou outros/todos"
    lexicon = Lexicon(lambda word, language: (), repeats=lambda language: True)
    c = Paragraph(text, [style()] * len(text), Setting(90.0), lexicon).candidates
    assert [text[:at] for at, inside in zip(c.offset, c.inside, strict=True) if inside] == [
        "disse-lhes e/ou outros/"
    ]
    free = Paragraph(text, [style()] * len(text), Setting(90.0), Lexicon(lambda word, language: ()))
    assert any(text[:at] == "disse-" for at in free.candidates.offset)
    assert [repeats(code) for code in ("pt", "pt-PT", "es", "nl", "it")] == [True, True, True, False, False]


def test_an_address_ends_a_line_after_a_slash_or_before_what_parts_its_names() -> None:
    assert broken("https://www.een-pad.example/twee/drie?vier=5") == [
        "https://www",
        "https://www.een",
        "https://www.een-pad",
        "https://www.een-pad.example/",
        "https://www.een-pad.example/twee/",
        "https://www.een-pad.example/twee/drie",
        "https://www.een-pad.example/twee/drie?vier",
    ]
    assert broken("naam@voorbeeld.example") == ["naam", "naam@voorbeeld"]
    assert broken("DEFAULT_MAIL_DOMAIN") == ["DEFAULT", "DEFAULT_MAIL"]
    assert broken("people.parents.children") == ["people", "people.parents"]
    assert broken("std::vector::size") == ["std::", "std::vector::"]


@given(st.lists(st.builds("{}{}".format, words, st.sampled_from(["", "-"])), min_size=9).map(" ".join))
def test_a_hyphen_of_the_texts_own_counts_with_those_that_are_added(text: str) -> None:
    set_in = Paragraph(text, [style()] * len(text), Setting(130.0), Lexicon(every_third))
    best = fit(set_in)
    if best is None:
        return  # three hyphens in a row cannot be avoided
    ends = [line.hyphen or text[line.end - 1] == "-" for line in set_lines(set_in, best)[:-1]]
    assert all(ends[i : i + 3] != [True] * 3 for i in range(len(ends) - 1))


def test_a_hyphen_of_the_authors_keeps_a_word_of_two_letters_with_it() -> None:
    assert broken("in-en-uitvoer") == ["in-en-", "in-en-uit"]
    text = "abcdef abcdef- en abcdef"
    set_in = Paragraph(text, [style()] * len(text), Setting(90.0), Lexicon(lambda word, language: ()))
    costs = dict(zip(set_in.candidates.offset, set_in.candidates.penalty, strict=True))
    assert costs[len("abcdef abcdef-")] > 300
    assert costs[len("abcdef abcdef- en")] == 0


def test_a_name_is_broken_as_a_last_resort() -> None:
    assert broken("Er loopt Willemien") == []
    assert broken("Er loopt. Willemien") == ["Er loopt. Wil", "Er loopt. Willem"]
    assert broken("Der Bahnhof", german=True) == ["Der Bah"]
    text = "een Hottentottententententoonstelling"
    only = fit(Paragraph(text, [style()] * len(text), Setting(130.0), Lexicon(every_third)))
    assert only is not None
    assert only.lines == 2


def test_a_thin_space_neither_breaks_nor_stretches() -> None:
    set_in = paragraph("vraiment\u202f? Oui.", Setting(200.0))
    assert len(set_in.words) == 2
    assert set_in.glue(0, len(set_in.text))[0] == 1


def test_a_word_wider_than_the_measure_is_refused_not_overset() -> None:
    text = "x" * 80
    assert (
        fit(Paragraph(text, [style()] * len(text), Setting(100.0), Lexicon(lambda word, language: ())))
        is None
    )


def test_type_that_is_never_scaled_fills_no_line() -> None:
    """Code, in a face of its own, was reckoned as if it could be set closer: words overlapped."""
    code = "very-long-package-name-that-goes-on"
    text = (
        f"Zet {code} of /usr/local/lib/python3/site-packages/ergens/elders/begin.py neer, of {code} ernaast."
    )
    at = text.index(code)
    styles = [style() if at <= n < text.index(" neer") else style(expanded=True) for n in range(len(text))]
    setting = Setting(250.0, expansion=20, reserve=20, step=10)
    set_in = Paragraph(text, styles, setting, Lexicon(every_third))
    best = fit(set_in)
    assert best is not None
    for line in set_lines(set_in, best):
        spaces, drawn = (
            set_in.glue(line.start, line.end)[0],
            set_in.drawn_glue(line.start, line.end, line.expansion),
        )
        width = set_in.width(line.start, line.end, line.hyphen, line.expansion)
        assert width + drawn + spaces * line.word_spacing <= 250 + line.right + line.left + 0.01
        assert not spaces or (drawn + spaces * line.word_spacing) / spaces > 1.5


def test_a_line_between_words_that_are_too_long_is_short_and_has_no_hole() -> None:
    address = "https://example.org/" + "zonder-einde" * 5
    text = f"Zie {address} en {address} voor wat er nog meer is."
    set_in = paragraph(text, Setting(275.0, 13.65))
    best = fit(set_in)
    assert best is not None
    for line in set_lines(set_in, best):
        assert line.ratio <= 3.5
