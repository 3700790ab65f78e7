"""Where words may be parted: pyphen's patterns with our own layer over them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.errors import DataError
from book.languages import load, parse
from book.languages.hyphenation import SOFT_HYPHEN, breaks, hyphenate, hyphenation, soften

NL = load("nl")

# Checked against the Woordenlijst Nederlandse Taal; what it has besides would leave fewer than two letters
# before the break or three after it, or take a trema away.
DUTCH = """
in-ter-net-aan-bie-der in-ter-net-er-va-rin-gen lease-maat-schap-pij lease-con-tract ser-vice-ver-le-ning
on-line-win-kel ni-che-spe-lers klant-vrien-de-lijk-heid elek-tri-ci-teits-le-ve-ran-cier web-sites
smaak-pa-pil-len schoon-maak-bran-che me-nu-kaart ge-re-ser-veerd bio-scoop res-tau-rant bouil-lon
re-tour-zen-ding kruis-be-stui-ving zorg-ver-ze-ke-raar aan-dachts-ge-bied klant-er-va-ring toet-sen-bord
te-le-foon ki-lo-me-ter ban-kaire bu-reau-cra-tie kas-si-ère blij-ven Am-stel-veen Chris-ti-a-nen
"""
TREMA = "geïr-ri-teerd on-geïn-te-res-seerd coö-pe-ra-tief cliën-ten fi-nan-ciële tweeën knieën"
WHOLE = "KPI’s HORECA HoReCa CustomerFirst GX knie auto’s z’n 1988 b2b-klanten zo"


@pytest.mark.parametrize("parted", (DUTCH + TREMA).split())
def test_dutch_words(parted: str) -> None:
    assert soften(parted.replace("-", ""), NL) == parted.replace("-", SOFT_HYPHEN)


@pytest.mark.parametrize("word", WHOLE.split())
def test_what_is_never_parted(word: str) -> None:
    assert hyphenate(word, NL) == ()


def test_the_members_of_a_hyphened_compound_are_parted_as_words() -> None:
    assert soften("internet-ervaringen", NL).replace(SOFT_HYPHEN, "|") == "in|ter|net-er|va|rin|gen"


def test_addresses_stay_whole() -> None:
    text = "Zie www.klantvriendelijkheid.nl, jan.jansen@organisatie.nl en https://organisatie.nl/klanten."
    assert SOFT_HYPHEN not in soften(text, NL).removeprefix("Zie ")


def test_the_book_has_the_last_word() -> None:
    assert hyphenate("Christianen", NL, ["Christianen"]) == ()
    assert hyphenate("Bouillon", NL, ["bou-illon"]) == (3,)


def test_breaks_by_code() -> None:
    assert breaks("internetaanbieder", "nl-BE") == hyphenate("internetaanbieder", NL) == (2, 5, 8, 11, 14)
    assert breaks("international", "en") == (2, 5, 7)
    assert breaks("internetaanbieder", "tlh") == ()


def test_a_language_without_patterns_parts_nothing() -> None:
    frisian = parse("fy", 'name = "Frysk"')
    assert hyphenation(frisian) is None
    assert soften("ferskillende", frisian) == "ferskillende"


@pytest.mark.parametrize(
    ("table", "hint"),
    [("paterns = 'nl_NL'", "did you mean 'patterns'?"), ("patterns = 'xx'", "pyphen.LANGUAGES lists")],
)
def test_a_wrong_table_is_named(table: str, hint: str) -> None:
    with pytest.raises(DataError) as error:
        hyphenation(parse("fy", f'name = "Frysk"\n[hyphenation]\n{table}'))
    assert "languages/fy.toml [hyphenation." in str(error.value)
    assert hint in error.value.hint


@given(st.text(max_size=30))
def test_soft_hyphens_are_all_that_is_added(text: str) -> None:
    assert soften(text, NL).replace(SOFT_HYPHEN, "") == text.replace(SOFT_HYPHEN, "")
    assert soften(soften(text, NL), NL) == soften(text, NL)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzëïöéèAB’-", max_size=30))
def test_enough_letters_stay_together(word: str) -> None:
    for at in hyphenate(word, NL):
        head, tail = word[:at], word[at:]
        assert head[-2:].isalpha()
        assert tail[:3].isalpha()
        assert len(tail) >= 3
        assert tail[0].lower() not in "ëïöäü"
