"""How names are sorted, dates and lists are written, in each language's own way."""

from __future__ import annotations

import re

import pytest

from book.compose.words import plain, sentence
from book.errors import DataError
from book.languages import load, of_piece, parse
from book.model import Link, Text

DUTCH = """
Jan Jansen                | Jansen, Jan
Jan van den Berg          | Berg, Jan van den
Remco de Waard            | Waard, Remco de
Saskia van den Elshout    | Elshout, Saskia van den
Maarten ’t Hart           | Hart, Maarten ’t
Maarten 't Hart           | Hart, Maarten 't
Sophie in ’t Veld         | Veld, Sophie in ’t
Jan op den Akker          | Akker, Jan op den
Hella S. Haasse           | Haasse, Hella S.
J.M.A. Biesheuvel         | Biesheuvel, J.M.A.
Annie M.G. Schmidt        | Schmidt, Annie M.G.
Jan Peter Balkenende      | Balkenende, Jan Peter
Hedy d’Ancona             | Ancona, Hedy d’
Lodewijk van Deyssel      | Deyssel, Lodewijk van
Annie van den Berg-de Wit | Berg-de Wit, Annie van den
Mary-Ann O’Neil           | O’Neil, Mary-Ann
Johann von Goethe         | Goethe, Johann von
Karel Vander Elst         | Vander Elst, Karel
Jan Van den Berg          | Van den Berg, Jan
Ahmed el Khatib           | Khatib, Ahmed el
Jean de La Fontaine       | La Fontaine, Jean de
Joachim du Bellay         | du Bellay, Joachim
Martin Luther King jr.    | King, Martin Luther, jr.
Multatuli                 | Multatuli
van Kooten                | Kooten, van
auteur onbekend           | auteur onbekend
"""

FLEMISH = """
Jan van den Berg    | van den Berg, Jan
Tom Van de Weghe    | Van de Weghe, Tom
Herman De Coninck   | De Coninck, Herman
Hugo Claus          | Claus, Hugo
"""

ENGLISH = """
Ursula K. Le Guin        | Le Guin, Ursula K.
Martin Luther King, Jr.  | King, Martin Luther, Jr.
Vincent van Gogh         | Gogh, Vincent van
Walter de la Mare        | de la Mare, Walter
Jean de La Fontaine      | La Fontaine, Jean de
Martin Van Buren         | Van Buren, Martin
Daphne du Maurier        | du Maurier, Daphne
Homer                    | Homer
author unknown           | author unknown
"""

SPANISH = """
Isabel Allende              | Allende, Isabel
Gabriel García Márquez      | García Márquez, Gabriel
Jorge Luis Borges           | Borges, Jorge Luis
Ana María Matute            | Matute, Ana María
Ana M.ª Moix                | Moix, Ana M.ª
Enrique Vila-Matas          | Vila-Matas, Enrique
José Manuel Caballero Bonald | Caballero Bonald, José Manuel
José Ortega y Gasset        | Ortega y Gasset, José
Santiago Ramón y Cajal      | Ramón y Cajal, Santiago
Pedro Calderón de la Barca  | Calderón de la Barca, Pedro
Bartolomé de las Casas      | Casas, Bartolomé de las
Fernando del Paso           | Paso, Fernando del
Miguel de Cervantes Saavedra | Cervantes Saavedra, Miguel de
Manuel Antonio Las Heras    | Las Heras, Manuel Antonio
Azorín                      | Azorín
autor desconocido           | autor desconocido
"""

ITALIAN = """
Umberto Eco                   | Eco, Umberto
Pier Paolo Pasolini           | Pasolini, Pier Paolo
Rita Levi-Montalcini          | Levi-Montalcini, Rita
Erri De Luca                  | De Luca, Erri
Carlo Alberto Dalla Chiesa    | Dalla Chiesa, Carlo Alberto
Vincenzo Lo Cascio            | Lo Cascio, Vincenzo
Gabriele D’Annunzio           | D’Annunzio, Gabriele
Gabriele d’Annunzio           | d’Annunzio, Gabriele
Lorenzo de’ Medici            | Medici, Lorenzo de’
Emilio De' Cavalieri          | De' Cavalieri, Emilio
Giuseppe Tomasi di Lampedusa  | Tomasi di Lampedusa, Giuseppe
Dante                         | Dante
autore sconosciuto            | autore sconosciuto
"""

ANYWHERE = """
Eoin Ó Briain              | Ó Briain, Eoin
Nuala Ní Dhomhnaill        | Ní Dhomhnaill, Nuala
Tomás Mac Giolla Bríde     | Mac Giolla Bríde, Tomás
Máire Mhac an tSaoi        | Mhac an tSaoi, Máire
Sean O’Neill               | O’Neill, Sean
Muriel St. John            | St. John, Muriel
John le Carré              | le Carré, John
Guy des Cars               | des Cars, Guy
Juan de la Cruz            | Cruz, Juan de la
Ursula von der Leyen       | Leyen, Ursula von der
Jan van den Berg           | Berg, Jan van den
Hans zur Mühlen            | zur Mühlen, Hans
Karl von und zu Guttenberg | Guttenberg, Karl von und zu
Carlo Dalla Chiesa         | Dalla Chiesa, Carlo
Gabriele D’Annunzio        | D’Annunzio, Gabriele
Leonardo da Vinci          | Vinci, Leonardo da
Mohammed bin Salman        | bin Salman, Mohammed
Tahar Ben Jelloun          | Ben Jelloun, Tahar
Hind El Hassan             | El Hassan, Hind
Amin al-Husseini           | Husseini, Amin al-
Omar Abd al-Rahman         | Abd al-Rahman, Omar
Abd al-Rahman Munif        | Munif, Abd al-Rahman
Gabriel García Márquez     | García Márquez, Gabriel
José Ortega y Gasset       | Ortega y Gasset, José
Penélope Cruz Sánchez      | Cruz Sánchez, Penélope
Laura Jansen Smit          | Smit, Laura Jansen
Mao Zedong                 | Mao Zedong
Lu Xun                     | Lu Xun
Zhang Yimou                | Zhang Yimou
Han Solo                   | Solo, Han
Bo Dane                    | Dane, Bo
Weiwei Ai                  | Ai, Weiwei
Nguyễn Văn Linh            | Nguyễn Văn Linh
Nagy Imre                  | Nagy, Imre
Imre Nagy                  | Nagy, Imre
Björk Guðmundsdóttir       | Björk Guðmundsdóttir
Guðmundur Andri Þórsson    | Guðmundur Andri Þórsson
Björn Andersson            | Andersson, Björn
Le Corbusier               | Le Corbusier
"""

PORTUGUESE = """
Fernando Pessoa                    | Pessoa, Fernando
Machado de Assis                   | Assis, Machado de
José Maria Eça de Queirós          | Queirós, José Maria Eça de
Maria da Silva Santos              | Santos, Maria da Silva
Antônio Cândido de Mello e Souza   | Souza, Antônio Cândido de Mello e
José da Silva Neto                 | Silva Neto, José da
João Almeida Júnior                | Almeida Júnior, João
Paulo Filho                        | Filho, Paulo
Camilo Castelo Branco              | Castelo Branco, Camilo
Maria de São José                  | São José, Maria de
Martinho Lutero Jr.                | Lutero, Martinho, Jr.
autor desconhecido                 | autor desconhecido
"""


def _table(text: str) -> list[tuple[str, str]]:
    return [(a.strip(), b.strip()) for a, _, b in (line.partition("|") for line in text.strip().splitlines())]


@pytest.mark.parametrize(("display", "sort"), _table(DUTCH))
def test_dutch_particles_go_last(display: str, sort: str) -> None:
    assert load("nl").sort_name(display) == sort


@pytest.mark.parametrize(("display", "sort"), _table(FLEMISH))
def test_flemish_particles_stay(display: str, sort: str) -> None:
    assert load("nl-BE").sort_name(display) == sort


@pytest.mark.parametrize(("display", "sort"), _table(ENGLISH))
def test_english(display: str, sort: str) -> None:
    assert load("en").sort_name(display) == sort


@pytest.mark.parametrize(("display", "sort"), _table(SPANISH))
def test_spanish_surnames_are_two_and_filed_by_the_first(display: str, sort: str) -> None:
    assert load("es").sort_name(display) == sort


@pytest.mark.parametrize(("display", "sort"), _table(ITALIAN))
def test_italian_particles_with_a_capital_are_the_surname(display: str, sort: str) -> None:
    assert load("it").sort_name(display) == sort


@pytest.mark.parametrize(("display", "sort"), _table(ANYWHERE))
@pytest.mark.parametrize("code", ["nl", "en", "de", "fr", "it"])
def test_what_a_name_tells_of_its_own_language_holds_in_any(code: str, display: str, sort: str) -> None:
    """As IFLA's Names of Persons has it for the language of the name."""
    assert load(code).sort_name(display) == sort


@pytest.mark.parametrize(
    ("display", "sort"),
    [
        ("Eoin Ó Briain", "Ó Briain, Eoin"),
        ("Gabriel García Márquez", "García Márquez, Gabriel"),
        ("Maria Castro Santos", "Santos, Maria Castro"),
        ("Piet Mac an Bhaird", "Mac an Bhaird, Piet"),
    ],
)
def test_in_portuguese_too(display: str, sort: str) -> None:
    assert load("pt").sort_name(display) == sort


def test_pieces_in_languages_whose_names_begin_with_the_surname() -> None:
    assert of_piece("hu").sort_name("Fekete Anna") == "Fekete, Anna"
    assert of_piece("is").sort_name("Einar Már Jónsson") == "Einar Már Jónsson"
    assert of_piece("zh-Latn").sort_name("Bei Dao") == "Bei Dao"


@pytest.mark.parametrize(("display", "sort"), _table(PORTUGUESE))
def test_portuguese_names_are_filed_by_the_last(display: str, sort: str) -> None:
    assert load("pt").sort_name(display) == load("pt-PT").sort_name(display) == sort


def test_where_a_surname_begins_is_one_of_a_few_ways() -> None:
    with pytest.raises(DataError, match="after-given"):
        parse("fy", 'name = "Frysk"\n[names]\nsurname = "middle"')


def test_a_language_without_particles_sorts_by_the_last_word() -> None:
    assert parse("fy", 'name = "Frysk"').sort_name("Jan van der Meer") == "Meer, Jan van der"


@pytest.mark.parametrize(
    ("code", "date", "printed"),
    [
        ("nl", "2019-04-12", "12 april 2019"),
        ("nl", "2019-04-12T08:00:00Z", "12 april 2019"),
        ("nl", "2012-03", "maart 2012"),
        ("nl", "2012", "2012"),
        ("en", "2019-04-12", "April 12, 2019"),
        ("en-GB", "2019-04-12", "12 April 2019"),
        ("fr", "2019-03-01", "1er mars 2019"),
        ("fr", "2019-03-11", "11 mars 2019"),
        ("de", "2019-03-01", "1. März 2019"),
        ("es", "2019-03-01", "1 de marzo de 2019"),
        ("es", "2012-03", "marzo de 2012"),
        ("pt", "2019-03-01", "1º de março de 2019"),
        ("pt-BR", "2019-03-01", "1º de março de 2019"),
        ("pt-PT", "2019-03-01", "1 de março de 2019"),
        ("it", "2019-03-01", "1º marzo 2019"),
        ("it", "2019-03-11", "11 marzo 2019"),
    ],
)
def test_dates(code: str, date: str, printed: str) -> None:
    assert load(code).date(date) == printed


@pytest.mark.parametrize("date", ["", "april", "2019-13", "2019-02-30"])
def test_what_is_no_date_is_not_printed(date: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        load("nl").date(date)


def test_lists() -> None:
    assert load("nl").list(["A", "B", "C"]) == "A, B en C"
    assert load("nl").list(["A"]) == "A"
    assert load("en").list(["A", "B", "C"]) == "A, B, and C"
    assert load("en-GB").list(["A", "B", "C"]) == "A, B and C"


@pytest.mark.parametrize(
    ("items", "listed"),
    [
        (["Ana", "Inés"], "Ana e Inés"),
        (["Ana", "Luis", "Hilario"], "Ana, Luis e Hilario"),
        (["Ana", "Íñigo"], "Ana e Íñigo"),
        (["Ana", "Yves"], "Ana e Yves"),
        (["Ana", "«Iris»"], "Ana e «Iris»"),
        (["Ana", "Yolanda"], "Ana y Yolanda"),
        (["pan", "hielo"], "pan y hielo"),
        (["Ana", "otros"], "Ana y otros"),
        (["Inés"], "Inés"),
        ([], ""),
    ],
)
def test_a_spanish_and_goes_with_the_sound_after_it(items: list[str], listed: str) -> None:
    assert load("es").list(items) == listed


def test_an_italian_and_goes_with_the_same_vowel_only() -> None:
    assert load("it").list(["Anna", "Elena"]) == "Anna ed Elena"
    assert load("it").list(["Anna", "Ugo", "È tardi"]) == "Anna, Ugo ed È tardi"
    assert load("it").list(["Anna", "altri"]) == "Anna e altri"


def test_italian_puts_no_preposition_before_a_date_nor_an_a_before_a_name() -> None:
    """'il 7 marzo' but 'l’8 marzo', 'a Carla' but 'ad Anna': where it cannot be right, it does not stand."""
    unfit = re.compile(r"\b(?:il|del|dal|al|nel) {date}|\ba {(?:holder|author|names|contact)}")
    assert [text for text in load("it").words.values() if unfit.search(text)] == []


def test_a_cited_title_is_heard_behind_the_and() -> None:
    works = [(Text("«Pan»"),), (Link("#i", (Text("«Islas»"),)),)]
    assert plain(sentence(load("es"), "pieces-by", pieces=works)) == "En este libro: «Pan» e «Islas»."


def test_others_beside_names_alone_are_no_dative() -> None:
    """On covers 'A und andere' stand by themselves, on title pages behind 'mit Beiträgen von'."""
    german = load("de")
    assert german.list(["A", german.word("others-named")]) == "A und andere"
    assert german.list(["A", german.word("others")]) == "A und anderen"


def test_a_newspaper_is_no_publishing_house() -> None:
    assert load("fr").word("in-outlet", outlet="Le Monde") == "dans Le Monde"
    assert load("de").word("in-outlet", outlet="Die Zeit") == "in: Die Zeit"
    assert load("fr").word("published-by", publisher="Éditions du Quai") == "Éditeur\u00a0: Éditions du Quai"
