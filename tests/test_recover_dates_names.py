"""Dates and names, the two things that pages write in the most ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.recover import datelines, grammar, names
from book.recover.datelike import dated, undated, whole
from book.recover.dates import calendar, find
from book.recover.names import ordinary, people, person

ENGLISH = calendar(("en", "nl", "de", "fr", "es"))
DUTCH = calendar(("nl", "en", "de", "fr", "es"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12 april 2019", "2019-04-12"),
        ("vrijdag 12 april 2019, 14:05 uur", "2019-04-12"),
        ("12-04-2019", "2019-04-12"),
        ("12.04.2019", "2019-04-12"),
        ("12/4/19", "2019-04-12"),
        ("2019-04-12T14:05:00Z", "2019-04-12"),
        ("April 12, 2019", "2019-04-12"),
        ("Apr. 12th, 2019", "2019-04-12"),
        ("12th of April 2019", "2019-04-12"),
        ("12. April 2019", "2019-04-12"),
        ("12 avril 2019", "2019-04-12"),
        ("1er mai 2019", "2019-05-01"),
        ("12 de abril de 2019", "2019-04-12"),
        ("1.º de abril de 2019", "2019-04-01"),
        ("12 mrt 2019", "2019-03-12"),
        ("29 februari 2020", "2020-02-29"),
        ("april 2019", "2019-04"),
        ("2019年4月12日", "2019-04-12"),
    ],
)
def test_a_date_is_read_however_it_is_written(text: str, value: str) -> None:
    assert [d.value for d in find(text, DUTCH)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "31 april 2019", "29 februari 2019", "32-01-2019", "12-13-2019", "in 2019", "3 van de 12", "12 april",
        "IP 192.168.10.2019", "1.701.....", "06-12345678", "versie 1.2.3", "",
    ],
)  # fmt: skip
def test_what_is_no_calendar_date_is_none(text: str) -> None:
    assert find(text, DUTCH) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("21. Januar 202221. Januar 2022", "2022-01-21"),  # the day of posting, then that of the last change
        ("Published Fri, Apr 28 20232:23 PM EDT", "2023-04-28"),
        ("12 апреля 2019", "2019-04-12"),
        ("12 Nisan 2019", "2019-04-12"),
    ],
)
def test_a_date_is_read_beside_what_ran_into_it_and_in_more_languages(text: str, value: str) -> None:
    found = find(text, grammar.load("de").calendar)
    assert next(d.value for d in found if d.full) == value


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("el", "6 Μαΐου 2012", "2012-05-06"),  # a letter with two accents, which folding case takes apart
        ("el", "6 ΜΑΪΟΥ 2012", "2012-05-06"),
        ("el", "12 ΑΠΡΙΛΙΟΥ 2019", "2019-04-12"),
        ("pl", "3 maja 2012", "2012-05-03"),
        ("cs", "3. května 2012", "2012-05-03"),
        ("fi", "3. toukokuuta 2012", "2012-05-03"),
        ("hr", "3. svibnja 2012.", "2012-05-03"),
        ("uk", "3 травня 2012", "2012-05-03"),
        ("hu", "2012. május 3.", "2012-05-03"),
        ("tr", "3 MAYIS 2012", "2012-05-03"),
        ("tr", "3 NİSAN 2012", "2012-04-03"),
        ("lt", "2012 m. gegužės 3 d.", "2012-05-03"),
        ("lv", "2012. gada 3. maijā", "2012-05-03"),
        ("lv", "2012. gada 3. aprīlis", "2012-04-03"),
        ("sl", "3. januarja 2012", "2012-01-03"),
        ("sr", "3. avgusta 2012.", "2012-08-03"),
        ("et", "3. mail 2012", "2012-05-03"),
        ("he", "3 במאי 2012", "2012-05-03"),
        ("hi", "3 मई 2012", "2012-05-03"),
        ("fr", "3 fevrier 2012", "2012-02-03"),
    ],
)
def test_months_are_known_as_they_are_inflected_and_set_in_capitals(
    language: str, text: str, value: str
) -> None:
    assert [d.value for d in find(text, grammar.load(language).calendar)] == [value]


def test_a_number_of_five_figures_is_no_year() -> None:
    assert find("28. Februar 20223", DUTCH) == ()


def test_two_small_numbers_are_no_date_where_nobody_can_tell_which_is_the_month() -> None:
    assert find("04/05/2019", ENGLISH) == ()
    assert [d.value for d in find("04/25/2019", ENGLISH)] == ["2019-04-25"]
    assert [d.value for d in find("04/05/2019", DUTCH)] == ["2019-05-04"]


def test_a_line_is_dated_only_if_it_holds_little_else() -> None:
    assert dated("Geplaatst op vrijdag 12 april 2019 om 14:05", DUTCH)
    assert not dated("Op 12 april 2019 ging de deur van de bakkerij voor het eerst sinds jaren dicht.", DUTCH)
    assert not dated("© 12 april 2019", DUTCH)
    assert not dated("Limited Time Offer ~ Redeem by 12.31.23", ENGLISH)


def test_a_date_alone_may_have_its_weekday_and_time_beside_it() -> None:
    found = whole("vrijdag 12 april 2019 om 14:05", DUTCH)
    assert found is not None
    assert found.value == "2019-04-12"
    assert whole("12 april 2019 ging de deur dicht", DUTCH) is None


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("By Anna Baker April 12, 2019", "By Anna Baker"),
        ("Do 25.04.24 | 14:07 Uhr | Von Eva Kirchner-Rätsch", "Von Eva Kirchner-Rätsch"),
        ("Anna Baker 7 hours ago", "Anna Baker"),
        ("Posted by Anna on 12 April 2019 at 14:05", "Posted by Anna"),
        ("nothing here", "nothing here"),
    ],
)
def test_a_line_without_its_date_keeps_the_rest(text: str, left: str) -> None:
    assert undated(text, ENGLISH) == left


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Remco de Waard", ("Remco de Waard",)),
        ("Anna van Dijk en Piet Smit", ("Anna van Dijk", "Piet Smit")),
        ("Anna Baker, Bob Cook and Carol Dean", ("Anna Baker", "Bob Cook", "Carol Dean")),
        ("Till Eckert , Max Bernhard", ("Till Eckert", "Max Bernhard")),
        ("Anna Baker, bread editor", ("Anna Baker",)),
        ("Ana Souza, Lisboa", ("Ana Souza",)),
        ("Ana Souza, São Paulo", ("Ana Souza",)),
        ("Anna de Wit, Den Haag", ("Anna de Wit",)),
        ("Anna Baker, Bob Cook", ("Anna Baker", "Bob Cook")),
        ("Anna Baker and Bono", ("Anna Baker", "Bono")),
        ("Anna, Bob", ("Anna", "Bob")),
        ("Anna Baker, PhD", ("Anna Baker",)),
        ("Anna Baker, Ph.D., and Karl Koch", ("Anna Baker", "Karl Koch")),
        ("Bob Cook, Sr.", ("Bob Cook",)),  # 'Sr. Director' follows more often than not
        ("Bob Cook, Jr., and Carol Dean", ("Bob Cook Jr.", "Carol Dean")),
        ("Bob Cook, III", ("Bob Cook III",)),
        ("Jan Ma, Li Ba", ("Jan Ma", "Li Ba")),
        ("J.R.R. Tolkien", ("J.R.R. Tolkien",)),
        ("ANNA VAN DIJK", ("Anna van Dijk",)),
        ("prof. dr. Anna van Dijk", ("Anna van Dijk",)),
        ("Anna O’Brien-Smit", ("Anna O’Brien-Smit",)),
        ("Gabriele d'Annunzio", ("Gabriele d'Annunzio",)),
        ("Anna Baker (@annabaker)", ("Anna Baker",)),
        ("新間 太郎", ("新間 太郎",)),
        ("van een vriend", ()),
        ("the way", ()),
        ("Lees meer.", ()),
        ("12 april 2019", ()),
        ("a@b.nl", ()),
        ("", ()),
    ],
)
def test_names_are_known_by_their_shape(text: str, names: tuple[str, ...]) -> None:
    assert people(text) == names


def test_alone_a_name_needs_two_words() -> None:
    assert people("Amber") == ("Amber",)
    assert people("Amber", alone=True) == ()


def test_words_that_the_text_writes_small_are_no_name() -> None:
    small = frozenset({"climate", "change", "mark"})
    assert ordinary("Climate Change", small)
    assert ordinary("Das Buch", small)
    assert not ordinary("Mark Visser", small)


def test_a_name_is_never_a_sentence() -> None:
    assert person("Hij komt niet meer terug naar huis toe") == ""


_WORDS = st.sampled_from(
    "Anna Baker ANNA jan de van 't l’Hermite d'Ancona al-Amin baker Dr. dr autor Gastautor en and e y , ; A. "
    "j. jr. 2019 3x (kok) @anna Klein-Kok x é É 漢字 _ and, -".split(" ")
)


@given(st.lists(_WORDS, min_size=1, max_size=8).map(" ".join))
def test_a_word_that_no_name_has_is_in_no_name(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        quick = person(text)
        patch.setattr(names, "_no_name", lambda word: False)
        assert person(text) == quick


def test_every_month_is_read_in_every_language() -> None:
    codes = ("en", *(code for code in grammar.languages() if code != "en"))
    cal = calendar(codes)
    for name, number in cal.months.items():
        for written in (name, name.upper()):
            if written.casefold() == name:
                assert [d.value for d in find(f"5 {written} 2019", cal)] == [f"2019-{number:02}-05"], written


def test_from_one_day_to_another_is_no_dateline() -> None:
    english = grammar.load("en")
    assert datelines.dates_of("09 Jan 2014 - 01 Jan 2017", english) == ()
    assert [d.value for d in datelines.dates_of("09 Jan 2014", english)] == ["2014-01-09"]


def test_a_sentence_below_a_post_says_when_it_was_posted() -> None:
    text = "This entry was posted on Monday, May 3rd, 2010 at 5:00 pm and is filed under Bread and Cakes."
    assert [d.value for d in datelines.dates_of(text, grammar.load("en"))] == ["2010-05-03"]
    assert datelines.dates_of(text.replace("posted", "praised"), grammar.load("en")) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Wien, 14. Dezember 2021 – Wer früh aufsteht, findet hier Brot, und sonst nicht.", "2021-12-14"),
        ("Bad Ems, (12.11.2021). Wer früh aufsteht, findet hier Brot, und sonst nicht.", "2021-11-12"),
        ("Vienna, April 12, 2019 - Those who rise early find bread, others do not.", "2019-04-12"),
        ("Wien, die Stadt des Brotes – wer früh aufsteht, findet es am 12. Mai 2020.", ""),
        ("Sendung: Das Brot am Morgen, 25.04.2024, 10.45 Uhr", ""),
    ],
)  # fmt: skip
def test_a_press_release_begins_with_its_place_and_date(text: str, value: str) -> None:
    assert "".join(d.value for d in datelines.dates_of(text, grammar.load("de"))) == value


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Posted by T. V. Raman at 2:33 PM", "Posted by T. V. Raman"),  # 'V' is a Hungarian Sunday
        ("By Mo Salim, Tue 3 May 2019", "By Mo Salim"),
        ("Mo 3 May 2019, Anna Baker", "Anna Baker"),
        ("Anna Baker, Thursday, 3 May 2019", "Anna Baker"),
    ],
)
def test_a_name_loses_no_word_that_days_have_too(text: str, left: str) -> None:
    assert undated(text, ENGLISH) == left


def test_a_sentence_without_spaces_is_no_dateline() -> None:
    said = "蔡小姐，1975年1月28日出生于北方的一个小镇，祖籍在南方的海边，"
    said += "现定居于山里的一个老房子，以写作和种菜为生。"
    assert dated(said, ENGLISH) == ()
    assert dated("新闻网河北频道 ( 2012-06-04 09:20:26 ) 稿件来源： 日报", ENGLISH)
