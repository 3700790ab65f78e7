"""The fitted judge: its forests are data that can be read, and its verdicts obey the laws of cleaning."""

from __future__ import annotations

import json
import os
import sys
import time
from importlib.resources import files
from pathlib import Path

import pytest
from growth import growth
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from book.clean import authorship, clean, context, cuts, forest
from book.clean.estimates import SURE, Estimate
from book.clean.look import Look
from book.clean.traits import Lexicon, weighed
from book.errors import DataError
from book.model import Galley, Line, Reading, Role, Seed
from book.read import read
from book.recover import recover

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
WEIGHTS = files("book.clean") / "weights"

ARTICLE = (
    "De trein naar Groningen",
    "Wie vroeg opstaat, ziet de stad nog zonder mensen. De bakker op de hoek zet zijn deur open en de geur "
    "van brood trekt de straat in, langs de gesloten winkels en de fietsen die er al sinds gisteren staan.",
    "Op het perron staat een man met een koffer die te zwaar voor hem is. Hij wacht, net als ik, op de trein "
    "van kwart over zes, die vandaag weer eens niet komt. ‘Dat hoort erbij,’ zegt hij, en hij gaat zitten.",
    "Wachten",
    "We praten over het weer en over zijn dochter, die in Groningen studeert en die hij elke maand bezoekt. "
    "De koffer zit vol met boeken die zij hem vroeg mee te nemen, en met een kaas, want die is daar duurder.",
    "Als de trein eindelijk komt, is het licht geworden. Ik help hem met de koffer, en hij zegt dat ik "
    "bedankt ben, en dat hij de volgende keer de kaas alleen meeneemt. Dan lezen we tot Zwolle een krant.",
)


def galley(lines: list[str] | tuple[str, ...], language: str = "nl") -> Galley:
    reading = Reading(tuple(Line(n, text) for n, text in enumerate(lines, 1)), "utf-8")
    return clean(reading, seed="x", language=language)


def test_a_piece_by_itself_is_left_alone() -> None:
    result = galley([line for text in ARTICLE for line in (text, "")])
    assert [v.line.text for v in result.verdicts if v.kept][-5:] == list(ARTICLE[1:])


def test_what_stands_around_it_goes_and_says_why() -> None:
    menu = ["Home", "Nieuws", "Sport", "Contact", "Inloggen", "Zoeken"]
    foot = ["Deel dit artikel", "Over ons", "Adverteren", "Privacy", "© 2019 De Krant", "Naar boven"]
    result = galley([*menu, "", *ARTICLE, "", *foot])
    kept = [v.line.text for v in result.verdicts if v.kept]
    assert set(ARTICLE[1:]) <= set(kept)
    assert not set(kept) & set(menu + foot)
    assert all(v.because for v in result.verdicts if v.rule in {"ahead", "beyond", "unlike-text", "stet"})


LAST = "Zo reist men naar het noorden."
LONGER = "Zo reist men naar het noorden, en wie terug wil, moet maar zien of er nog iets rijdt op zondag."


@pytest.mark.parametrize(
    ("text", "likely", "above", "fate"),
    [
        (LAST, 0.2, 0.9, "kept"),
        (LAST, 0.02, 0.9, "dropped"),  # too unlike him
        (LAST, 0.2, 0.4, "dropped"),  # and so is what it would go on
        ("Wie gaat er mee?", 0.2, 0.9, "dropped"),  # pages ask and call out
        ("• " + LONGER, 0.2, 0.9, "dropped"),
        (LONGER, 0.2, 0.9, "doubted"),
        (LONGER, 0.02, 0.9, "dropped"),
    ],
)
def test_a_sentence_right_below_the_end_may_be_the_authors(
    monkeypatch: pytest.MonkeyPatch, text: str, likely: float, above: float, fate: str
) -> None:
    def estimates(look: Look) -> list[Estimate]:
        end = look.texts.index(ARTICLE[-1])
        inside = [Estimate(0.9, 0.0, 0.0)] * end
        beyond = [Estimate(likely, 0.98, 0.0)] + [Estimate(0.0, 1.0, 0.0)] * (len(look.at) - end - 2)
        return [*inside, Estimate(above, 0.1, 0.0), *beyond]

    monkeypatch.setattr(authorship, "estimates", estimates)
    (verdict,) = [v for v in galley([*ARTICLE, text, "Over ons", "Colofon"]).verdicts if v.line.text == text]
    found = "kept" if verdict.kept else "doubted" if verdict.certainty < SURE else "dropped"
    assert found == fate
    if found != "dropped":
        assert verdict.certainty < SURE


@pytest.mark.parametrize(
    ("between", "stays"),
    [
        (["Advertentie"], True),
        (["Advertentie", "Advertentie"], True),
        (["Advertentie", "Deel dit artikel"], False),
        (["Nieuws"], False),
    ],
)
def test_the_label_of_an_advertisement_amid_the_text_is_no_end_of_it(
    monkeypatch: pytest.MonkeyPatch, between: list[str], stays: bool
) -> None:
    """What stands below it is dropped only where it is as surely beyond as text that runs on must be."""

    def estimates(look: Look) -> list[Estimate]:
        last = look.texts.index(ARTICLE[-1])
        return [
            Estimate(0.9 if look.sentences[j] else 0.01, 0.0 if j < last else 0.8, 0.0)
            for j in range(len(look.texts))
        ]

    monkeypatch.setattr(authorship, "estimates", estimates)
    monkeypatch.setattr(authorship, "at_edges", lambda verdicts, look, found, at: verdicts)
    made = galley([*ARTICLE[:-1], *between, ARTICLE[-1], "Over ons", "Colofon"]).verdicts
    assert any(v.kept and v.line.text == ARTICLE[-1] for v in made) == stays


@pytest.mark.parametrize(
    ("between", "stays"),
    [("Tekst gaat verder onder de foto", True), ("Advertentie", False), ("Lees ook: de trein", False)],
)
def test_no_text_ends_where_its_page_says_that_it_goes_on(
    monkeypatch: pytest.MonkeyPatch, between: str, stays: bool
) -> None:
    """Teasers that stand in between stay out of it."""
    teaser = "Nieuwe treinen"

    def estimates(look: Look) -> list[Estimate]:
        first = look.texts.index(ARTICLE[0])
        return [
            Estimate(0.9 if look.sentences[j] else 0.1, 0.0 if j <= first else 0.97, 0.0)
            for j in range(len(look.texts))
        ]

    monkeypatch.setattr(authorship, "estimates", estimates)
    monkeypatch.setattr(authorship, "at_edges", lambda verdicts, look, found, at: verdicts)
    made = galley([ARTICLE[0], teaser, between, ARTICLE[1], "Over ons", "Colofon"]).verdicts
    assert [v.line.text for v in made if v.kept] == [ARTICLE[0], *[ARTICLE[1]] * stays]


TEASERS = [f"Op zoek naar de weg terug, deel {n}: hoe het verder ging met de reizigers." for n in range(30)]


@pytest.mark.parametrize(
    ("likely", "furniture", "stays"),
    [
        (0.08, 40, False),
        (0.4, 40, True),  # as likely as not his
        (0.08, 2, True),  # on a page that is hardly anything but text
    ],
)
def test_a_long_stretch_beyond_the_text_is_judged_as_one(
    monkeypatch: pytest.MonkeyPatch, likely: float, furniture: int, stays: bool
) -> None:
    def estimates(look: Look) -> list[Estimate]:
        worth = {**dict.fromkeys(ARTICLE, 0.9), **dict.fromkeys(TEASERS, likely)}
        return [Estimate(worth.get(text, 0.01), 0.0, 0.0) for text in look.texts]

    monkeypatch.setattr(authorship, "estimates", estimates)
    menu = [f"Menu {n}" for n in range(furniture)]
    made = galley([*ARTICLE, "Colofon", *TEASERS, *menu]).verdicts
    assert [v.kept for v in made if v.line.text in TEASERS] == [stays] * len(TEASERS)
    assert all(v.kept for v in made if v.line.text in ARTICLE)


def test_only_what_is_near_the_edges_is_doubted(monkeypatch: pytest.MonkeyPatch) -> None:
    between = ["Menu", "Home", "Nieuws"]

    def estimates(look: Look) -> list[Estimate]:
        begin = look.texts.index(ARTICLE[0])
        ahead = [Estimate(0.4, 0.0, 0.9)] * begin
        return [*ahead, *[Estimate(0.9, 0.0, 0.0)] * (len(look.at) - begin)]

    monkeypatch.setattr(authorship, "estimates", estimates)

    def doubted(*lines: str) -> list[str]:
        made = galley([*lines, *ARTICLE]).verdicts
        return [v.line.text for v in made if not v.kept and v.certainty < SURE]

    assert doubted(LONGER) == doubted(LONGER, "Nieuws") == [LONGER]
    assert doubted(LONGER, *between) == []


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.stem)
def test_cleaning_what_was_cleaned_changes_nothing(path: Path) -> None:
    first = recover(clean(read(Seed(path.name, path.read_bytes())), seed=path.name, language="nl"))
    kept = [v.line.text for v in first.verdicts if v.kept or v.line.blank]
    again = galley(kept)
    assert [v.line.text for v in again.verdicts if v.kept] == [text for text in kept if text.strip()]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [*ARTICLE, "", "Reacties (12)", "Jan zegt:", "12 april 2019 om 14:03", "Lees ook"]
            ),
            st.text(max_size=80).map(lambda t: t.replace("\n", " ")),
        ),
        max_size=120,
    ),
    st.sampled_from(["nl", "en", "und"]),
)
def test_any_page_gets_a_verdict_a_line(lines: list[str], language: str) -> None:
    result = galley(lines, language)
    assert [v.line.text for v in result.verdicts] == lines
    assert all(
        (v.role is Role.BLANK) == v.line.blank and 0 < v.certainty <= 1 and v.rule for v in result.verdicts
    )
    assert galley(lines, language) == result, "the same page, the same verdicts"
    if any(line.strip() for line in lines):
        assert any(v.kept for v in result.verdicts)


@pytest.mark.parametrize(
    "line",
    [
        "a" * 1_000_000,
        "woord " * 170_000,
        "a.b " * 250_000,
        "12:30 " * 100_000,
        "[...] " * 160_000,
        "é" * 500_000,
    ],
    ids=["one word", "words", "stops", "clocks", "pingbacks", "accents"],
)
def test_a_line_of_a_megabyte_is_no_trouble(line: str) -> None:
    start = time.process_time()
    galley([*ARTICLE, line, *ARTICLE])
    assert time.process_time() - start < 4


def test_time_is_linear_in_the_number_of_lines() -> None:
    def work(count: int) -> object:
        return galley([f"Regel {n} van Jan Jansen, 12 april 2019 om 14:{n % 60:02}" for n in range(count)])

    assert growth(work, 1_000, 8_000) < 4


def test_the_forests_are_data_of_modest_size() -> None:
    for name, traits in (("line", context.NAMES), ("last", cuts.CUT_NAMES), ("first", cuts.CUT_NAMES)):
        text = (WEIGHTS / f"{name}.json").read_text(encoding="utf-8")
        assert len(text) < 500_000
        trees = json.loads(text)["trees"]
        assert {node[0] for tree in trees for node in tree} <= set(traits), "every trait has a name"
        assert forest.load(name, traits)([0.0] * len(traits)) == pytest.approx(
            sum(_asked(tree, dict.fromkeys(traits, 0.0)) for tree in trees)
        )


def test_a_forest_is_asked_no_further_than_its_first_trees_where_they_are_sure() -> None:
    def tree(yes: float, no: float) -> list[list[object]]:
        return [["chars", 1.0, yes, no]]

    wood = forest.grow([*([tree(-0.1, 0.1)] * 48), *([tree(0.0, 0.01)] * 100)], {"chars": 0})
    no, yes = [0.0], [2.0]
    assert (wood(no), wood(yes)) == (pytest.approx(-4.8), pytest.approx(5.8))
    assert (wood.unless_hopeless(no), wood.unless_hopeless(yes)) == (wood.few(no), wood(yes))
    assert wood.contest({3: no, 7: yes}) == {3: pytest.approx(-6.8), 7: wood(yes)}, "lost, as those mostly do"
    assert wood.contest({3: no}) == {3: wood(no)}, "nobody is before it"
    assert wood.contest({}) == {}


def _asked(tree: list[list[float]], row: dict[str, float]) -> float:
    node: float = 0
    while isinstance(node, int):
        trait, threshold, yes, no = tree[node]
        node = yes if row[str(trait)] <= threshold else no
    return node


@pytest.mark.parametrize(
    "trees",
    [
        [[["no-such-trait", 1.0, 0.5, 0.5]]],
        [[["chars", 1.0, 0, 0.5]]],
        [[["chars", 1.0, 7, 0.5]]],
        [[["chars"]]],
    ],
)
def test_a_broken_forest_is_refused(trees: list[object]) -> None:
    with pytest.raises((KeyError, ValueError, IndexError)):
        forest.grow(trees, {"chars": 0})  # type: ignore[arg-type]


def test_the_lexicon_holds_words_not_names_of_sites() -> None:
    lexicon = forest.lexicon()
    assert all(word == word.lower() and not word.isdigit() for word in lexicon)
    assert not [word for word in lexicon if "." in word or "/" in word]


def test_a_forest_is_compiled_once_and_anew_when_it_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(forest, "WEIGHTS", tmp_path)
    compiled = []
    monkeypatch.setattr(forest, "compile", lambda *a: compiled.append(a) or compile(*a), raising=False)
    file = tmp_path / "oak.json"

    def asked(yes: float, traits: tuple[str, ...], row: list[float]) -> float:
        file.write_text(json.dumps({"trees": [[["chars", 1.0, yes, 0.5]]]}))
        os.utime(file, (0, 0))  # whatever its time says
        return forest.load.__wrapped__("oak", traits)(row)

    assert asked(0.25, ("chars",), [0.0]) == asked(0.25, ("chars",), [0.0]) == 0.25
    assert len(compiled) == 1
    assert asked(0.75, ("chars",), [0.0]) == 0.75, "another answer, in as many letters"
    assert asked(0.75, ("words", "chars"), [2.0, 0.0]) == 0.75, "other columns"
    assert len(compiled) == 3


def test_a_missing_forest_says_how_to_get_it() -> None:
    with pytest.raises((DataError, FileNotFoundError)):
        forest.load("oak", context.NAMES)


@given(
    st.permutations(["brood", "reageer", "de", "abonneer", "bakker", "lees", "meer", "op", "dit", "artikel"])
)
def test_words_weigh_the_same_in_whatever_order_python_holds_them(words: list[str]) -> None:
    lexicon = Lexicon((word, (0.1 * n, 0.7 / (n + 1))) for n, word in enumerate(sorted(words)))
    assert weighed(words, lexicon) == weighed(sorted(words), lexicon)
    assert weighed(["zeep"], lexicon) == (0.0, 0.0)
