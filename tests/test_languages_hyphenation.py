"""Where words may be parted: pyphen's patterns with our own layer over them."""

from __future__ import annotations

from itertools import pairwise

import pyphen
import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.errors import DataError
from book.languages import Language, load, parse
from book.languages.hyphenation import breaks, hyphenate, hyphenation, tremas
from book.languages.patterns import Patterns

NL = load("nl")


def pieces(word: str, language: Language) -> str:
    """A word with a hyphen wherever it may be parted."""
    edges = [0, *hyphenate(word, language), len(word)]
    return "-".join(word[a:b].removesuffix("-") for a, b in pairwise(edges))


# Checked against the Woordenlijst Nederlandse Taal; what it has besides would leave fewer than two letters
# before the break or three after it, or take a trema away.
DUTCH = """
in-ter-net-aan-bie-der in-ter-net-er-va-rin-gen lease-maat-schap-pij lease-con-tract ser-vice-ver-le-ning
on-line-win-kel ni-che-spe-lers klant-vrien-de-lijk-heid elek-tri-ci-teits-le-ve-ran-cier web-sites
smaak-pa-pil-len schoon-maak-bran-che me-nu-kaart ge-re-ser-veerd bio-scoop res-tau-rant bouil-lon
re-tour-zen-ding kruis-be-stui-ving zorg-ver-ze-ke-raar aan-dachts-ge-bied klant-er-va-ring toet-sen-bord
te-le-foon ki-lo-me-ter ban-kaire bu-reau-cra-tie kas-si-ère blij-ven Am-stel-veen Chris-ti-a-nen
"""
COMPOUNDS = """
aard-ap-pel-schil-mesje ach-ter-uit-kijk-spie-gel ar-beids-on-ge-schikt-heid be-las-ting-dienst bloem-kool
be-stuurs-voor-zit-ter con-su-men-ten-bond dienst-re-ge-ling draai-deur een-voud ei-gen-aar-dig
ge-beur-te-nis ge-meen-te-raads-ver-kie-zin-gen ge-zond-heids-zorg hand-schoen-kast huis-arts
in-ge-ni-eurs-bu-reau jaar-lijks kin-der-dag-ver-blijf klan-ten-ser-vice klant-ge-richt-heid land-bouw-grond
lees-baar mid-der-nacht net-werk on-der-ne-mer over-een-komst pan-nen-koe-ken-huis plaats-ver-van-ger
post-be-zor-ger recht-bank ra-dio-zen-der reis-or-ga-ni-sa-tie schoor-steen-ve-ger sla-pe-loos-heid
staats-se-cre-ta-ris streek-ver-voer tand-arts toe-komst uit-ein-de-lijk ver-ant-woor-de-lijk-heid
voor-uit-gang wan-del-schoe-nen week-end werk-ge-ver zelf-stan-dig be-drijfs-auto ga-ra-ge-deur
sport-uit-zen-ding eind-exa-men post-adres kaart-au-to-maat bank-af-schrift werk-uren raam-ope-ning
va-kan-tie-adres win-kel-ei-ge-naar stads-om-roep te-le-foon-in-gang sys-teem-ei-sen team-uitje
pro-bleem-op-los-sing pro-gram-ma-on-der-deel film-avond kli-maat-ak-koord kunst-aca-de-mie cur-sus-aan-bod
ver-keers-on-ge-val rei-zi-gers-ver-voer geld-au-to-maat brief-ope-ner da-tum-aan-dui-ding cen-trum-aan-bod
fo-rum-aan-vraag re-clame-ui-ting web-adres mail-adres week-op-gave maand-abon-ne-ment kwa-li-teits-eis
klant-on-vrien-de-lijk klan-ten-kring vraag-om-vang spoor-on-der-houd reis-ad-vies ka-mer-ont-bijt groep-app
"""
GERMAN = """
Do-nau-dampf-schiff-fahrt Ver-ant-wor-tung Stadt-mu-si-kan-ten Kis-ten Fens-ter-bank Ge-schwin-dig-keit
Kran-ken-haus Haus-tür-schlüs-sel Lie-bens-wür-dig-keit Recht-schrei-bung Was-ser-hahn Kü-chen-tisch
Ur-in-stinkt Abend-es-sen Ur-laubs-an-trag Blu-men-topf-erde
"""
ENGLISH = """
hy-phen-ation in-ter-na-tional re-spon-si-bil-ity knowl-edge pro-gram-ming type-set-ting read-ing ther-a-pist
read-just house-keeper news-pa-per work-shop moth-er-hood break-fast chil-dren
"""
SPANISH = """
Gua-da-la-ja-ra cons-truc-ción trans-por-te co-che-ra ca-lle fe-rro-ca-rril atle-ta sub-ra-yar his-to-ria
mur-cié-la-go pa-ra-güe-ro leer aé-reo maíz ae-ro-puer-to bien-es-tar mien-tras ma-ña-na abs-trac-to
"""
ITALIAN = """
pa-sta ac-qua mae-stro ae-ro-por-to in-te-res-san-te co-stru-zio-ne fi-glio la-gna ami-co psi-co-lo-gia
nell’am-mi-ni-stra-zio-ne dell’ar-te guer-ra cuo-re pau-ra rit-mo tec-ni-ca sce-na-rio mac-chi-na real-tà
"""
PORTUGUESE = """
li-vra-ria ca-deira pas-sado ab-surdo ad-vo-gado sub-lo-car sub-li-nhar ex-ce-ção ins-ti-tuto cons-tru-ção
in-for-ma-ção psi-co-lo-gia his-tó-ria ca-fe-zi-nho co-ra-ção pneu-má-tico jor-nal país
"""
TREMA = "geïr-ri-teerd on-geïn-te-res-seerd coö-pe-ra-tief cliën-ten fi-nan-ciële tweeën knieën"
WHOLE = "KPI’s HORECA HoReCa CustomerFirst GX knie auto’s z’n 1988 b2b-klanten zo"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("nl", DUTCH),
        ("nl", TREMA),
        ("nl", COMPOUNDS),
        ("de", GERMAN),
        ("en", ENGLISH),
        ("es", SPANISH),
        ("it", ITALIAN),
        ("pt", PORTUGUESE),
    ],
    ids=["dutch", "trema", "compounds", "german", "english", "spanish", "italian", "portuguese"],
)
def test_words_part_as_they_should(code: str, words: str) -> None:
    found = {parted: pieces(parted.replace("-", ""), load(code)) for parted in words.split()}
    assert found == {word: word for word in found}


@pytest.mark.parametrize("word", WHOLE.split())
def test_what_is_never_parted(word: str) -> None:
    assert hyphenate(word, NL) == ()


def test_the_members_of_a_hyphened_compound_are_parted_as_words() -> None:
    assert pieces("internet-ervaringen", NL) == "in-ter-net-er-va-rin-gen"


def test_the_book_has_the_last_word() -> None:
    assert hyphenate("Christianen", NL, ["Christianen"]) == ()
    assert hyphenate("Bouillon", NL, ["bou-illon"]) == (3,)


def test_breaks_by_code() -> None:
    assert breaks("internetaanbieder", "nl-BE") == hyphenate("internetaanbieder", NL) == (2, 5, 8, 11, 14)
    assert breaks("international", "en") == (2, 5, 7)
    assert breaks("internetaanbieder", "tlh") == ()


@pytest.mark.parametrize(
    ("parted", "tremas"),
    [
        ("ge-ïr-ri-teer-de", 1), ("on-ge-ïn-te-res-seerd", 1), ("co-ö-pe-ra-tief", 1), ("re-ünies", 1),
        ("na-ïeve", 1), ("be-ëin-digd", 1), ("zee-en", 0), ("fi-nan-ci-ële", 1), ("fröbe-len", 0),
        ("ru-ïne", 1), ("po-ëzie", 1), ("tweeën", 0),
    ],
)  # fmt: skip
def test_who_sets_the_lines_may_part_a_word_before_its_trema(parted: str, tremas: int) -> None:
    word = parted.replace("-", "")
    found = breaks(word, "nl")
    assert sum(word[at] in "äëïöü" for at in found) == tremas
    assert [at for at in found if word[at] not in "äëïöü"] == list(hyphenate(word, NL))


def test_a_german_umlaut_stays_at_a_break() -> None:
    assert tremas("de") == ""
    assert tremas("nl") == tremas("nl-BE") == "äëïöü"


def test_a_language_without_patterns_parts_nothing() -> None:
    frisian = parse("fy", 'name = "Frysk"')
    assert hyphenation(frisian) is None
    assert hyphenate("ferskillende", frisian) == ()


@pytest.mark.parametrize(
    ("table", "hint"),
    [("paterns = 'nl_NL'", "did you mean 'patterns'?"), ("patterns = 'xx'", "pyphen.LANGUAGES lists")],
)
def test_a_wrong_table_is_named(table: str, hint: str) -> None:
    with pytest.raises(DataError) as error:
        hyphenation(parse("fy", f'name = "Frysk"\n[hyphenation]\n{table}'))
    assert "languages/fy.toml [hyphenation." in str(error.value)
    assert hint in error.value.hint


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzëïöéèAB’-", max_size=30))
def test_enough_letters_stay_together(word: str) -> None:
    for at in hyphenate(word, NL):
        head, tail = word[:at], word[at:]
        assert head[-2:].isalpha()
        assert tail[:3].isalpha()
        assert len(tail) >= 3
        assert tail[0].lower() not in "ëïöäü"


@pytest.mark.parametrize("code", ["nl_NL", "en_US", "fr", "hu_HU", "ca", "ru_RU"])  # two change spellings
def test_patterns_read_late_part_words_as_pyphen_does(code: str) -> None:
    path = pyphen.LANGUAGES[code]
    ours, theirs = Patterns(path), pyphen.HyphDict(path)
    words = [*theirs.patterns, *DUTCH.replace("-", "").split(), "col·lecció", "asszonnyal", "omaatje"]
    for word in words[:3000] + words[-60:]:
        told = [[(int(at), at.data) for at in each.positions(word)] for each in (ours, theirs)]
        assert told[0] == told[1], word


def test_the_layout_engine_has_the_same_patterns() -> None:
    assert isinstance(pyphen.Pyphen(lang="de").hd, Patterns)
