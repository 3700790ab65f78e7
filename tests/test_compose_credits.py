"""Who wrote it and where it appeared: one model of credits, said in the book's language."""

from __future__ import annotations

import pytest
from binding import LITH, WAARD, bound, piece, told

from book.compose.people import collation, initial
from book.compose.words import plain
from book.languages import load
from book.model import (
    Link,
    Name,
    Paragraph,
    Span,
    Text,
)

# --------------------------------------------------------------------------- bylines and credits


@pytest.mark.parametrize(
    ("authors", "language", "byline"),
    [
        ((), "nl", "auteur onbekend"),
        ((WAARD,), "nl", "Remco de Waard"),
        ((WAARD, LITH), "nl", "Remco de Waard en Dennis Lith"),
        ((WAARD, LITH, Name("A", "A")), "nl", "Remco de Waard, Dennis Lith en A"),
        ((), "en", "author unknown"),
        ((WAARD, LITH), "en", "Remco de Waard and Dennis Lith"),
    ],
)
def test_the_byline_is_in_the_books_language(authors: tuple[Name, ...], language: str, byline: str) -> None:
    book = bound(piece(authors=authors), language=language)
    assert book.chapters[0].byline == byline
    assert book.matter.contents[0].author == byline
    assert book.matter.statements[0].author == byline


def test_contributors_are_the_editors_then_authors_then_translators_each_once_in_a_role() -> None:
    pieces = (
        piece("een", authors=(WAARD,), bio="Eerste bio."),
        piece("twee", authors=(LITH, WAARD), translators=(LITH,)),
    )
    book = bound(*pieces, book='editors = ["Eva van Dam"]')
    assert [(p.name.display, p.role, p.pieces) for p in book.contributors] == [
        ("Eva van Dam", "edt", ()),
        ("Remco de Waard", "aut", ("een", "twee")),
        ("Dennis Lith", "aut", ("twee",)),
        ("Dennis Lith", "trl", ("twee",)),
    ]
    assert book.contributors[0].name.sort == "Dam, Eva van"
    assert len({p.key for p in book.contributors}) == 4
    assert book.contributors[1].bio == "Eerste bio."


def test_the_editor_says_how_a_name_is_sorted_and_who_it_is() -> None:
    people = '[contributors."Remco de Waard"]\nsort = "De Waard, Remco"\nbio = "Schrijft."\nurl = "https://example.org/"\n'
    book = bound(piece(authors=(WAARD,), bio="van het net"), people=people)
    (remco,) = book.contributors
    assert (remco.name.sort, remco.bio, remco.url) == ("De Waard, Remco", "Schrijft.", "https://example.org/")
    assert book.chapters[0].piece.authors == (remco.name,)


def test_an_organisation_is_sorted_as_it_stands() -> None:
    name = Name("Stichting Dijken en Kaden", "Kaden, Stichting Dijken en")
    plan = '[names."Stichting Dijken en Kaden"]\nkind = "organisation"'
    book = bound(piece(authors=(name,)), people=plan)
    assert [c.name.sort for c in book.contributors] == ["Stichting Dijken en Kaden"]


def test_an_apostrophe_in_a_name_may_have_been_typeset() -> None:
    people = '[contributors."Ann O\'Hara"]\nbio = "Schrijft."\n'
    assert (
        bound(piece(authors=(Name("Ann O’Hara", "O’Hara, Ann"),)), people=people).contributors[0].bio
        == "Schrijft."
    )


def test_a_bio_of_one_of_two_authors_goes_to_the_one_it_names() -> None:
    book = bound(piece(authors=(WAARD, LITH), bio="Dennis Lith is voorzitter."))
    assert [(p.name.display, p.bio) for p in book.contributors] == [
        ("Remco de Waard", ""),
        ("Dennis Lith", "Dennis Lith is voorzitter."),
    ]


def test_what_the_editors_moved_to_a_bio_stands_behind_what_else_is_said() -> None:
    moved = (Paragraph((Text("Hij woont "), Span("em", (Text("op het wad"),)), Text(", in een boot")), 3),)
    people = '[contributors."Dennis Lith"]\nbio = "Schrijft."\n'
    book = bound(piece("een", authors=(LITH,), placed=moved), piece("twee", authors=(LITH,)), people=people)
    (biography,) = book.matter.biographies
    assert told(biography.bio) == "Schrijft. Hij woont op het wad, in een boot."
    assert Span("em", (Text("op het wad"),)) in biography.bio


def test_of_two_authors_only_who_is_named_in_it_has_the_bio_that_was_moved() -> None:
    moved = (Paragraph((Text("Lith is voorzitter."),), 3),)
    book = bound(piece(authors=(WAARD, LITH), placed=moved))
    assert [(b.name, told(b.bio)) for b in book.matter.biographies] == [
        ("Dennis Lith", "Lith is voorzitter."),
        ("Remco de Waard", ""),
    ]


def test_a_bio_is_in_the_language_of_its_piece() -> None:
    moved = (Paragraph((Text("She sails."),), 3),)
    book = bound(piece(authors=(LITH,), language="en", bio="A painter.", placed=moved))
    (biography,) = book.matter.biographies
    assert [s.language for s in biography.bio if isinstance(s, Span)] == ["en", "en"]


@pytest.mark.parametrize(
    ("bio", "people", "printed"),
    [
        ("bedrijfsadviseur bij OSB", "", "Ten tijde van de publicatie bedrijfsadviseur bij OSB."),
        ("Hij is wijs. Hij is oud.", "", "Hij is wijs. Hij is oud."),
        ("vroeger", '[contributors."Dennis Lith"]\nbio = "schrijver te Gent"\n', "Schrijver te Gent."),
        ("", "", ""),
    ],
)
def test_what_was_said_then_is_not_said_as_if_it_held_now(bio: str, people: str, printed: str) -> None:
    book = bound(piece(authors=(LITH,), bio=bio), people=people)
    (biography,) = book.matter.biographies
    assert told(biography.bio) == printed
    assert told(biography.pieces) == "In deze bundel: ‘Een stuk’."


def test_biographies_are_by_surname_and_each_person_is_there_once() -> None:
    pieces = (
        piece("een", authors=(WAARD, LITH)),
        piece("twee", authors=(Name("Åsa Ek", "Ek, Åsa"),), translators=(LITH,)),
    )
    book = bound(*pieces, book='editors = ["Remco de Waard"]')
    assert [b.name for b in book.matter.biographies] == ["Åsa Ek", "Dennis Lith", "Remco de Waard"]
    assert told(book.matter.biographies[1].pieces) == "In deze bundel: ‘Een stuk’. Vertaalde ‘Een stuk’."
    assert told(book.matter.biographies[2].pieces) == "Stelde deze bundel samen. In deze bundel: ‘Een stuk’."


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "Stelde deze bundel mede samen."),
        ("de", "Gab diesen Band mit heraus."),
        ("fr", "A participé au choix des textes de ce recueil."),
        ("es", "Ha colaborado en la edición de este libro."),
        ("en", "Co-edited this book."),
    ],
)
def test_of_two_editors_each_edited_the_book_with_the_other(language: str, said: str) -> None:
    book = bound(piece(), language=language, book='editors = ["A", "B"]')
    assert [told(b.pieces) for b in book.matter.biographies] == [said, said]


def test_the_pieces_whose_author_nobody_knows_are_named() -> None:
    assert told(bound(piece(), piece("b", "Twee.")).matter.unknown) == (
        "Van ‘Een stuk’ en ‘Twee’ zijn de schrijvers niet bekend."
    )
    assert told(bound(piece()).matter.unknown) == "Van ‘Een stuk’ is de schrijver niet bekend."
    assert bound(piece(authors=(LITH,))).matter.unknown == ()


@pytest.mark.parametrize(
    ("by", "line"),
    [
        (((WAARD,), (LITH,)), "Met bijdragen van Dennis Lith en Remco de Waard"),
        (((WAARD,), ()), "Met bijdragen van Remco de Waard en anderen"),
        (((WAARD,), (WAARD,)), "Remco de Waard"),
        (((), ()), ""),
    ],
)
def test_the_title_page_names_the_authors(by: tuple[tuple[Name, ...], ...], line: str) -> None:
    book = bound(*(piece(f"p{n}", authors=authors) for n, authors in enumerate(by)))
    assert book.matter.title_page.authors == line


def test_of_very_many_authors_the_title_page_names_some_and_the_contributors_all() -> None:
    names = [Name(f"{chr(65 + n % 26)}na Zee{n:03}", f"Zee{n:03}, {chr(65 + n % 26)}na") for n in range(60)]
    book = bound(*(piece(f"p{n}", authors=(name,)) for n, name in enumerate(names)))
    line = book.matter.title_page.authors
    assert line.startswith("Met bijdragen van Ana Zee000, Bna Zee001,")
    assert (line.count("Zee"), line.endswith(" en anderen")) == (24, True)
    assert len(book.matter.biographies) == 60


# --------------------------------------------------------------------------- where it appeared

SOURCES = [
    ({}, "nl", ""),
    ({"outlet": "De Krant"}, "nl", "Verscheen in De Krant."),
    ({"date": "2019-04-12"}, "nl", "Verscheen op 12 april 2019."),
    ({"date": "2012-03", "outlet": "X"}, "nl", "Verscheen in maart 2012 in X."),
    ({"date": "2012"}, "nl", "Verscheen in 2012."),
    ({"first_outlet": "X"}, "nl", "Eerder gepubliceerd in X."),
    (
        {"date": "2019-04-12", "outlet": "CustomerFirst", "first_outlet": "MarketingTribune"},
        "nl",
        "Verscheen op 12 april 2019 in CustomerFirst; eerder gepubliceerd in MarketingTribune.",
    ),
    (
        {"outlet": "X", "url": "https://x.nl/a", "accessed": "2020-05-03"},
        "nl",
        "Verscheen in X. Bron: https://x.nl/a (geraadpleegd: 3 mei 2020).",
    ),
    ({"date": "2019-04-12", "outlet": "X"}, "en", "Appeared in X, April 12, 2019."),
    ({"date": "2019-04-12", "outlet": "The Alder Blog"}, "en", "Appeared on The Alder Blog, April 12, 2019."),
    ({"date": "2019-04-12", "outlet": "brood.nl"}, "nl", "Verscheen op 12 april 2019 op brood.nl."),
    ({"outlet": "De Stentor"}, "nl", "Verscheen in De Stentor."),
    ({"outlet": "Bakkersblog (gastblog)"}, "nl", "Verscheen op Bakkersblog (gastblog)."),
    ({"outlet": "Tijdschrift voor de Oorlog"}, "nl", "Verscheen in Tijdschrift voor de Oorlog."),
    ({"outlet": "A", "first_outlet": "Medium"}, "nl", "Verscheen in A; eerder gepubliceerd op Medium."),
    ({"outlet": "Die Zeit", "date": "2019"}, "de", "Erschienen in: Die Zeit, 2019."),
    ({"outlet": "Spiegel Online", "date": "2019"}, "de", "Erschienen auf Spiegel Online, 2019."),
    ({"first_outlet": "Le Monde"}, "fr", "D’abord publié dans Le Monde."),
    ({"outlet": "rue89.com", "date": "2019-03-01"}, "fr", "Paru sur rue89.com le 1er mars 2019."),
]  # fmt: skip


@pytest.mark.parametrize(("known", "language", "note"), SOURCES)
def test_the_source_note_says_what_is_known(known: dict[str, str], language: str, note: str) -> None:
    chapter = bound(piece(**known), language=language).chapters[0]
    assert chapter.source == note
    assert plain(chapter.source_note) == note


def test_the_outlet_is_cited_and_the_address_linked() -> None:
    note = bound(piece(outlet="Clean Totaal (rubriek Opinie)", url="https://x.nl/a")).chapters[0].source_note
    assert Span("cite", (Text("Clean Totaal"),)) in note
    assert Link("https://x.nl/a", (Text("https://x.nl/a"),)) in note


@pytest.mark.parametrize(
    ("known", "entries", "said"),
    [
        (
            {},
            "",
            "Waar en wanneer dit stuk verscheen, is niet bekend. De schrijver wordt in de bron niet genoemd.",
        ),
        (
            {"outlet": "X", "authors": (LITH,)},
            "",
            "Verscheen in X. De datum van verschijnen is niet bekend.",
        ),
        (
            {"date": "2012", "authors": (LITH,), "title_by_editors": True},
            "",
            "Verscheen in 2012. Waar dit stuk verscheen, is niet bekend. "
            "De titel is van de redactie; in de bron ontbreekt hij.",
        ),
        (
            {"date": "2012", "outlet": "X", "authors": (LITH,)},
            'title_source = "zijn brief van 3 mei"\ndate_source = "https://x.nl/a."',
            "Verscheen in 2012 in X. De titel is ontleend aan zijn brief van 3 mei. "
            "De datum is ontleend aan https://x.nl/a.",
        ),
    ],
)
def test_the_verantwoording_says_what_is_not_known_and_how_the_rest_is(
    known: dict[str, object], entries: str, said: str
) -> None:
    (statement,) = bound(piece(**known), entries=entries).matter.statements
    assert told(statement.paragraphs[0]) == said


@pytest.mark.parametrize(("count", "once"), [(2, False), (3, True)])
def test_what_is_not_known_of_many_pieces_is_said_once(count: int, once: bool) -> None:
    dated = [piece(f"p{n}", date="2012", authors=(LITH,)) for n in range(count)]
    matter = bound(*dated, piece("q", outlet="X", date="2013", authors=(LITH,))).matter
    each, general = "Waar dit stuk verscheen, is niet bekend.", "Waar bij een stuk geen uitgave staat,"
    said = [told(statement.paragraphs[0]) for statement in matter.statements]
    assert [each in words for words in said] == [not once] * count + [False]
    assert any(general in told(prose) for prose in matter.account) is once


def test_names_of_another_script_stand_after_those_that_sort_by_latin_letters() -> None:
    names = ["森田 千草", "Van Dalen", "Ёлкин", "achterberg"]
    assert sorted(names, key=collation) == ["achterberg", "Van Dalen", "Ёлкин", "森田 千草"]


def test_a_letter_of_its_own_comes_after_the_one_that_it_is_made_of() -> None:
    """In a Spanish book, where ñ is a letter; elsewhere it is an accented n."""
    names = ["Nzúl", "Ñandú", "Nunes", "Ocaña", "Ocanto", "n\u0303u", "Ávila"]
    spanish, english = load("es"), load("en")
    assert sorted(names, key=lambda name: collation(name, spanish)) == [
        "Ávila", "Nunes", "Nzúl", "Ñandú", "n\u0303u", "Ocanto", "Ocaña",
    ]  # fmt: skip
    assert sorted(names, key=lambda name: collation(name, english))[1:3] == ["Ñandú", "n\u0303u"]
    assert [initial(name, spanish) for name in ("Ñandú", "Ávila", "‘t Hart", "1984")] == [
        "Ñ", "A", "T", "",
    ]  # fmt: skip
    assert initial("Ñandú", english) == "N"
