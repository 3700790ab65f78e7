"""What names a line gives, by itself or below its label; and what it must not take for a name."""

from __future__ import annotations

import pytest

from book.recover import grammar, signatures
from book.recover.page import kind


def names(text: str, language: str = "en") -> tuple[str, ...]:
    said = signatures.read(text, kind(text, language), grammar.load(language))
    return said[0][0] if said else ()


@pytest.mark.parametrize(
    ("language", "text", "whole"),
    [
        ("en", "By Anna Baker 15 min read", "Anna Baker"),
        ("en", "By Anna BakerPublished: Dec 20, 2023", "Anna Baker"),
        ("en", "By Anna Baker published 19 May 2026", "Anna Baker"),
        ("en", "Anna Baker@annabakes", "Anna Baker"),
        ("en", "By Anna BakerTwitter", "Anna Baker"),
        ("en", "By Anna Baker Share with friends:", "Anna Baker"),
        ("nl", "Een recept van Anna van Dijk", "Anna van Dijk"),
        ("en", "Anna MillerLifestyle Writer", "Anna Miller"),
        ("de", "Von Anna BäckerKorrespondentin", "Anna Bäcker"),
        ("nl", "Door Anna van Dijk - 3 reacties", "Anna van Dijk"),
        ("en", "ByAnna Baker", "Anna Baker"),
        ("en", "Byby Anna Baker", "Anna Baker"),
        ("en", "Posted by Anna Baker in Bread, Cake", "Anna Baker"),
        ("en", "Posted by Anna Baker in Bread on 12 April 2019", "Anna Baker"),
        ("nl", "Door Jan in ’t Veld op 12 april 2019", "Jan in ’t Veld"),
        ("nl", "Door Anna op de Beeck", "Anna op de Beeck"),
        ("en", "Anna Baker   Monday, February 29, 2016 @ 11:10 PM UTC", "Anna Baker"),
        ("en", "Byron Baker", "Byron Baker"),
        ("en", "Door Anna de Wit", "Anna de Wit"),
        ("nl", "Por Ana Souza, São Paulo", "Ana Souza"),
        ("en", "Von Baker", "Von Baker"),
        ("en", "Sam Baker Jr.", "Sam Baker Jr"),
        ("en", "Anna Baker and Breadly", "Anna Baker"),
        ("en", "Anna · April 19, 2019 · Mac · 7 comments", "Anna"),
        ("de", "26 Mai, 2008 | Anna | Kommentare 34 |", "Anna"),
        ("de", "Evgenia Korn Zuletzt geändert am 06.11.2023", "Evgenia Korn"),
        ("de", "Text & Fotos: Iwan Korn \t\t0\t337", "Iwan Korn"),
        ("de", "Verfasst von: brotundbutter | 31. Dezember 2008", "brotundbutter"),
        ("de", "Veröffentlicht am 8. Februar 2022 von BROT-Team", "BROT-Team"),
        ("en", "By Bread Foundation•15 January 2020", "Bread Foundation"),
        ("en", "Filed under: Bread,Buns — jankok @ 00:11", "jankok"),
        ("en", "Last updated March 3, 2025 by Ann Baker. — Accessibility", "Ann Baker"),
        ("en", "By Ann Maria SanSonePublished: Dec 20, 2023", "Ann Maria SanSone"),
        ("no", "Av Anna Bakke", "Anna Bakke"),
        ("no", "Martin Bakke Martin Bakke", "Martin Bakke"),
        ("pl", "Napisała: Anna Piekarz", "Anna Piekarz"),
        ("ru", "Беседовала Анна Пекарь", "Анна Пекарь"),
        ("und", "Автор: Анна Пекарь", "Анна Пекарь"),
        ("und", "文／王小明", "王小明"),
        ("und", "著者：田中花子", "田中花子"),
        ("und", "投稿者 Hanako Tanaka", "Hanako Tanaka"),
        ("und", "بقلم سارة الخباز", "سارة الخباز"),
        ("tr", "Ayşe Fırıncı tarafından yazıldı", "Ayşe Fırıncı"),
        ("de", "Autorin: Anna Bäcker ist seit 2014 Bäckerin in Bad Ems.", "Anna Bäcker"),
    ],
)
def test_a_name_is_found_beside_what_the_page_sets_there(language: str, text: str, whole: str) -> None:
    assert names(text, language) == (whole,)


@pytest.mark.parametrize(
    "text",
    [
        "Home · April 19, 2019 · Mac",  # nobody: no comments are counted beside it
        "Watch Live",
        "Kind Regards",
        "Fresh Bread with Butter",
        "Link Copied",
        "Facebook Email",  # buttons
        "Reader Interactions",
        "Erweiterte Suche",
        "Our Services",
        "Editor At Large",  # an office
        "Stellvertretende Pressesprecherin",
        "Author’s Profile",  # a heading
        "³ Bakker",
        "Amor Fati.",
        "By Fact Checked",
        "By Editorial Team",
        "Author: unknown",
        "15.04.2026 - 15:48 UhrLesedauer: 2 Min.",
        "Published in The Loaf, April 12, 2019",
        "7 comments",
        "9:39AM BST 05 Oct 2011",
        "Create README.md",
        "Interview: Die Lage",
        "Posts by Topic",
        "Hi Friends,",
        "Dark Mode",
        "Further Reading",
        "Dear Anna",
        "本文共计1561字 面包师傅的故事",
        "订阅 电邮",
        "対応表 法人のお客様",  # in a script without capitals two words have no name's shape
        "いぬのかお いぬ",
        "Original 面包师傅",
    ],
)
def test_furniture_is_no_name(text: str) -> None:
    assert names(text) == ()


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("By Anna Baker, Vice President, The Mill Division, Mill Group", ("Anna Baker",)),
        (
            "By Anna Baker, Research Scientist, and Ben Cook, VP and Senior Fellow, Mills",
            ("Anna Baker", "Ben Cook"),
        ),
        ("By Anna Baker, Ben Cook and Carla Dale", ("Anna Baker", "Ben Cook", "Carla Dale")),
        ("By ANNA BAKER, BEN COOK and CARLA DALE", ("Anna Baker", "Ben Cook", "Carla Dale")),
        ("By ANNA BAKER and BEN COOK", ("Anna Baker", "Ben Cook")),
        ("By ANNA BAKER and CNN", ("Anna Baker",)),
        ("By Anna Baker, THE LOAF", ("Anna Baker",)),
        ("Anna Baker Senior Bath Correspondent", ("Anna Baker",)),
        ("By Anna Baker, Ben Fellowes and Carla Dale", ("Anna Baker", "Ben Fellowes", "Carla Dale")),
    ],
)
def test_what_somebody_is_and_where_is_no_other_author(text: str, signed: tuple[str, ...]) -> None:
    assert names(text) == signed


def test_a_name_below_its_label_may_be_one_word() -> None:
    rules = grammar.load("en")
    assert signatures.below_label("Written by", "Anna", rules) == ((("Anna",), "signatures.labelled"),)
    assert signatures.below_label("By", "Anna MillerLifestyle Writer", rules)[0][0] == ("Anna Miller",)
    assert signatures.below_label("Welcome", "Anna", rules) == ()
    assert signatures.below_label("Madonna by Titian", "Discuss", rules) == ()
    german = grammar.load("de")
    assert signatures.below_label("Redaktion", "Blogs", german) == ()  # of a menu
    assert signatures.below_label("Redaktion:", "Anna Bäcker", german)[0][0] == ("Anna Bäcker",)
    dutch = grammar.load("nl")
    assert signatures.below_label("Aangeboden door:", "Broodbol", dutch) == ()
    assert signatures.below_label("Een recept van", "Anna", dutch)[0][0] == ("Anna",)
    assert signatures.below_label("Een recept van", "Bereidingswijze", dutch) == ()  # nobody is told
    assert signatures.below_label("Written by", "the way it was", rules) == ()


def test_a_name_by_a_date_may_be_followed_by_more() -> None:
    rules = grammar.load("en")
    assert signatures.beside_date("Anna Baker - Bread for All", rules)[0][0] == ("Anna Baker",)
    assert signatures.beside_date("Anna Baker", rules) == ()


def test_what_ran_into_another_word_is_no_name() -> None:
    assert signatures.glued(("Anna BakerPhotos",))
    assert not signatures.glued(("Ian McEwan", "Leonardo DiCaprio", "Anna de Vries"))


def test_of_each_author_the_place_is_left_out() -> None:
    assert names("By Anna Baker in Bath and Ben Cook in New York") == ("Anna Baker", "Ben Cook")


def test_what_asks_is_nobody() -> None:
    assert not names("Assess How Deep Is Your Content")
