"""What the first book says of its five columns: all that is known, nothing that is not."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import shelf

from book import prepress
from book.compose.manifest import parse
from book.compose.words import plain
from book.model import Anthology, Seed

ROOT = Path(__file__).parent.parent


@cache
def book() -> Anthology:
    manifest = parse((ROOT / "anthology.toml").read_text(encoding="utf-8"), "anthology.toml")
    seeds = {entry.seed: Seed(entry.seed, (ROOT / entry.seed).read_bytes()) for entry in manifest.pieces}
    return prepress.prepare(manifest, seeds, style=shelf.style()).anthology


def statement(number: str) -> str:
    chapter = next(c for c in book().chapters if f"/{number}-" in c.piece.seed)
    said = next(s for s in book().matter.statements if s.key == chapter.piece.key)
    return " ".join(plain(paragraph) for paragraph in said.paragraphs).replace("\u00a0", " ")


def test_its_pieces_and_who_wrote_them() -> None:
    assert [(c.piece.seed[6:9], c.piece.title, c.byline) for c in book().chapters] == [
        ("002", "Klant: koning of knecht?", "Remco de Waard"),
        ("001", "Klant centraal; van zeggen naar doen", "Dennis Lith"),
        ("000", "De bouillon", "auteur onbekend"),
        (
            "003",
            "Klantgericht, je hebt of je hebt het niet (als je het niet hebt, val mij dan niet lastig).",
            "auteur onbekend",
        ),
        ("004", "Knuffel je klant", "Ton Christianen"),
    ]
    assert [(p.name.sort, p.role) for p in book().contributors] == [
        ("Waard, Remco de", "aut"),
        ("Lith, Dennis", "aut"),
        ("Christianen, Ton", "aut"),
    ]


def test_where_they_appeared() -> None:
    assert [chapter.source for chapter in book().chapters] == [
        "",
        "Verscheen op 12 april 2019 in CustomerFirst; eerder gepubliceerd in MarketingTribune.",
        "",
        "Verscheen in ManagementPro.",
        "Verscheen in Clean Totaal (rubriek Opinie).",
    ]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("000", r"Waar en wanneer dit stuk verscheen, is niet bekend\."),
        ("000", r"De schrijver wordt in de bron niet genoemd\."),
        ("000", r"De titel is van de redactie; in de bron ontbreekt hij\."),
        (
            "000",
            r"Na de woorden ‘… wat is klantvriendelijkheid eigenlijk\?’ is in de bron vermoedelijk",
        ),
        ("000", r"1 regel met de herkomst van een afbeelding"),
        ("001", r"ontleend aan de slotnoot van het stuk"),
        ("002", r"Waar en wanneer dit stuk verscheen, is niet bekend\."),
        ("002", r"Aangepast: \d+ aanhalingstekens of apostrofs"),
        ("003", r"Verscheen in ManagementPro\. De datum van verschijnen is niet bekend\."),
        ("003", r"De schrijver wordt in de bron niet genoemd\."),
        ("003", r"2\d regels met lezersreacties"),
        ("003", r"Aangepast: \d\d leestekens \(\d+ aanhalingstekens of apostrofs"),
        (
            "004",
            r"De titel is ontleend aan de pagina van een latere column .* \(https://www\.cleantotaal\.nl/",
        ),
    ],
)
def test_the_verantwoording_says(number: str, said: str) -> None:
    assert re.search(said, statement(number)), statement(number)


def test_that_nobody_knows_the_rights_is_said_plainly() -> None:
    (said,) = book().matter.rights
    assert plain(said) == (
        "Van geen van de vijf stukken is bekend bij wie de rechten berusten; "
        "toestemming voor overname is voor geen ervan vastgelegd."
    )


def test_that_no_word_was_changed_is_said_because_it_is_so() -> None:
    assert "aan de woorden is niets veranderd" in plain(book().matter.account[0])


def test_who_the_authors_were() -> None:
    bios = {b.name: plain(b.bio) for b in book().matter.biographies}
    assert list(bios) == ["Ton Christianen", "Dennis Lith", "Remco de Waard"]
    assert bios["Ton Christianen"] == "Ten tijde van de publicatie bedrijfsadviseur bij OSB."
    assert bios["Dennis Lith"].startswith("Ten tijde van de publicatie voorzitter van MEC by Nima en head of")
    assert bios["Remco de Waard"].startswith("Als manager Customer Services")


@pytest.mark.parametrize(
    "name",
    [
        "Saskia",
        "Elshout",
        "Ciggaar",
        "Groenewoud",
        "Immers",
        "Kessel",
        "Willem",
        "t.christianen@osb.nl",
        "Gastauteur",
    ],
)
def test_who_did_not_write_it_is_nowhere_around_the_pieces(name: str) -> None:
    matter = book().matter
    prose = [
        *matter.colophon,
        *matter.account,
        *matter.rights,
        matter.unknown,
        *(p for b in matter.biographies for p in (b.bio, b.pieces)),
        *(p for s in matter.statements for p in s.paragraphs),
        *(c.source_note for c in book().chapters),
    ]
    said = " ".join(plain(p) for p in prose) + " ".join(c.byline for c in book().chapters)
    assert name not in said


def test_nothing_english_leaks_into_a_dutch_book() -> None:
    from book.languages import load

    dutch, english = load("nl").words, load("en").words
    generated = [
        *(plain(p) for p in (*book().matter.colophon, *book().matter.account, *book().matter.rights)),
        *(plain(p) for s in book().matter.statements for p in s.paragraphs),
        *(line.title for line in book().matter.contents if line.kind == "matter"),
        *(c.byline for c in book().chapters),
    ]
    shared = {word for key, word in english.items() if dutch[key] == word}
    for key, word in english.items():
        fixed = max(re.split(r"\{\w+\}", word), key=len).strip()
        if len(fixed) > 8 and word not in shared:
            assert not any(fixed in text for text in generated), key
