"""The language tables: whole, alike, and all that it takes to add a language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from book.errors import DataError
from book.languages import available, load, parse
from book.languages.hyphenation import hyphenation
from book.languages.typography import PRIMARY, SECONDARY, Pair, typography
from book.typeset import typeset_text

GERMAN = """
name = "Deutsch"
[typography]
dash = " – "
dash-from = ["--", "-", "—"]
apostrophes = ["’s", "’ne", "’nen"]
genitive = "sßzx"
small-words = ["der", "die", "das", "ein", "eine"]
[typography.quotes]
primary = ["„", "“"]
secondary = ["‚", "‘"]
levels = "house"
[typography.no-break]
currency-space = true
units = ["km", "€", "%"]
titles = ["Dr.", "Prof."]
references = ["S.", "Art."]
"""

FRENCH = """
name = "Français"
[typography]
dash = " – "
dash-from = ["--", "-"]
[typography.quotes]
primary = ["«\\u202f", "\\u202f»"]
secondary = ["“", "”"]
levels = "house"
[typography.space-before]
";" = "\\u202f"
"!" = "\\u202f"
"?" = "\\u202f"
":" = "\\u00a0"
[typography.no-break]
titles = ["M.", "Mme"]
references = ["p."]
units = ["%", "€", "km"]
"""


@pytest.mark.parametrize("code", available())
def test_every_table_has_the_same_words(code: str) -> None:
    """A book never falls back on another language, so no table may lack a word or have one too many."""
    assert set(load(code).words) == set(load("nl").words)


@pytest.mark.parametrize("code", available())
def test_the_words_take_the_same_values(code: str) -> None:
    def values(key: str, language: str) -> set[str]:
        return set(re.findall(r"{(\w+)}", load(language).words[key]))

    assert {key: values(key, code) for key in load(code).words} == {
        key: values(key, "nl") for key in load(code).words
    }


@pytest.mark.parametrize("code", [*available(), "nl-BE", "en-GB", "pt-PT"])
def test_every_table_can_be_set_and_parted(code: str) -> None:
    language = load(code)
    table = typography(language)
    assert table.pair(PRIMARY) != table.pair(SECONDARY)
    assert table.abbreviations
    assert table.no_break.months
    assert hyphenation(language) is not None


@pytest.mark.parametrize("code", [*available(), "en-GB", "pt-PT"])
def test_the_words_are_typeset_already(code: str) -> None:
    """What stands in the table is printed as it stands: only no-break spaces may be fewer or more."""
    language = load(code)
    loose = {
        key: text
        for key, text in language.words.items()
        if _plain(typeset_text(text, language)) != _plain(text)
    }
    assert loose == {}


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_a_region_has_what_differs_and_the_rest_of_its_language() -> None:
    assert load("nl-BE").name == "Nederlands (België)"
    assert load("nl-BE").words == load("nl").words
    assert load("nl-SR").words == load("nl").words
    assert "nl-BE" not in available()


def test_english_is_american_and_british_english_is_a_table_of_its_own() -> None:
    british = "licence", "colour", "dialogue"
    assert not [w for w in load("en").words.values() if any(b in re.sub("{.*?}", "", w) for b in british)]
    assert all(any(b in words for words in load("en-GB").words.values()) for b in british)
    assert set(load("en-GB").words) == set(load("en").words)
    said = [(load(c).date("2019-04-12"), load(c).list(["a", "b", "c"])) for c in ("en", "en-GB")]
    assert said == [("April 12, 2019", "a, b, and c"), ("12 April 2019", "a, b and c")]
    text = "She said: 'Come' -- and he: 'The \"old\" house.'"
    assert typeset_text(text, load("en-GB")) == "She said: ‘Come’\u00a0– and he: ‘The “old” house.’"
    assert "—" in typeset_text(text, load("en"))


def _added(folder: Path, code: str, table: str) -> str:
    file = folder / f"{code}.toml"
    file.write_text(table, encoding="utf-8")
    return file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            'Sie sagte: "Komm", und er: "Das \'Haus\' ist alt."',
            "Sie sagte: „Komm“, und er: „Das ‚Haus‘ ist alt.“",
        ),
        ("Sie sagte: 'Komm'.", "Sie sagte: „Komm“."),
        ("Sie sagte: „Komm”, »so« geht’s.", "Sie sagte: „Komm“, „so“ geht’s."),
        ("Das ist 's, Hans' Haus - 25 km weit, S. 5.", "Das ist ’s, Hans’ Haus – 25 km weit, S. 5."),
        ("“Englisch geschrieben”, sagte er ...", "„Englisch geschrieben“, sagte er …"),
    ],
)
def test_german_is_a_table_away(tmp_path: Path, before: str, after: str) -> None:
    language = parse("de", _added(tmp_path, "de", GERMAN))
    assert typeset_text(before, language).replace("\u00a0", " ") == after
    assert typeset_text(after, language).replace("\u00a0", " ") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Il dit : \"Viens ! C'est l'heure.\"", "Il dit~: «^Viens^! C’est l’heure.^»"),
        ("Il dit: « Viens! »", "Il dit~: «^Viens^!^»"),
        ('"Elle a dit "oui" hier"; puis rien.', "«^Elle a dit “oui” hier^»^; puis rien."),
        ("Vraiment?! À 12:30, p. 5, 10 %...", "Vraiment^?! À 12:30, p.~5, 10~%…"),
        ("Voir https://site.fr/a?b:c ; aujourd'hui", "Voir https://site.fr/a?b:c^; aujourd’hui"),
    ],
)
def test_french_is_a_table_away(tmp_path: Path, before: str, after: str) -> None:
    language = parse("fr", _added(tmp_path, "fr", FRENCH))
    shown = typeset_text(before, language).replace("\u00a0", "~").replace("\u202f", "^")
    assert shown == after
    assert typeset_text(typeset_text(before, language), language) == typeset_text(before, language)


@pytest.mark.parametrize(
    ("code", "table", "where", "hint"),
    [
        ("fy", "name = ", "languages/fy.toml", ""),
        ("fy", "", "languages/fy.toml [name]", "Frysk"),
        ("qqx", 'name = "X"', "languages/qqx.toml", "BCP 47"),
        ("fy", 'name = "F"\nparticles = "fan"', "languages/fy.toml [particles]", ""),
        ("fy", 'extends = "xx"', "languages/xx.toml", "there are tables for"),
        ("fy", 'name = "F"\n[typography]\ndahs = "–"', "languages/fy.toml [typography.dahs]", "'dash'"),
        ("fy", 'name = "F"\n[typography.quotes]\nlevels = "mine"', "[typography.quotes.levels]", ""),
        ("fy", 'name = "F"\n[typography.quotes]\nagain = "x"', "[typography.quotes.again]", ""),
        ("fy", 'name = "F"\n[typography.quotes]\nprimary = ["x"]', "[typography.quotes.primary]", ""),
        ("fy", 'name = "F"\n[typography]\nquotes = "x"', "[typography.quotes]", ""),
        ("fy", 'name = "F"\n[typography]\napostrophes = "x"', "[typography.apostrophes]", ""),
        ("fy", 'name = "F"\n[typography.no-break]\nunit = []', "[typography.no-break.unit]", "'units'"),
    ],
)
def test_a_wrong_table_says_where_and_what(code: str, table: str, where: str, hint: str) -> None:
    with pytest.raises(DataError) as error:
        typography(parse(code, table))
    assert where in str(error.value)
    assert hint in error.value.hint


def test_a_missing_language_says_which_there_are() -> None:
    with pytest.raises(DataError) as error:
        load("tlh")
    assert "en, " in error.value.hint


def test_what_a_table_leaves_out_has_a_default() -> None:
    table = typography(parse("fy", 'name = "Frysk"'))
    assert table.pair(PRIMARY) == Pair("‘", "’")
    assert table.no_break.months[0] == "Jannewaris"


def test_missing_words_are_an_error_not_another_language() -> None:
    with pytest.raises(DataError) as error:
        parse("fy", 'name = "Frysk"').word("contents")
    assert str(error.value).startswith("languages/fy.toml [words.contents]")


@pytest.mark.parametrize("n", [2, 1_000_000])
def test_what_cldr_has_a_form_more_for_takes_the_other(n: int) -> None:
    """Spanish, French, Italian and Portuguese have 'many' for whole millions."""
    assert load("es").count("report-tables", n) == f"{n} tablas."


def test_a_third_pair_of_quotation_marks_stands_in_the_second() -> None:
    table = typography(load("es"))
    assert [pair.open for _, pair in table.quotes.pairs] == ["«", "“", "‘"]
    assert typography(load("nl")).quotes.within(SECONDARY) == PRIMARY


def test_plural_forms() -> None:
    nl = load("nl")
    assert nl.count("changed-dashes", 1) == "1\u00a0streepje"
    assert nl.count("changed-dashes", 2) == "2\u00a0streepjes"
