"""Pieces and the plan make a book: credits, sources, rights, and what is printed around the pieces."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.compose import compose, identifier, set_plan
from book.compose.account import tally
from book.compose.manifest import parse
from book.compose.matter import PAGES
from book.compose.words import cited, linked, plain, sentence, spelled
from book.errors import DataError, ManifestError, Place
from book.languages import available, load
from book.model import (
    Account,
    Anthology,
    Change,
    Fact,
    Finding,
    Galley,
    Line,
    LineBreak,
    Link,
    Manifest,
    Name,
    Paragraph,
    Piece,
    Prose,
    Rights,
    Role,
    Severity,
    Span,
    Style,
    Text,
    Verdict,
)

DUTCH = load("nl")
WAARD = Name("Remco de Waard", "Waard, Remco de")
LITH = Name("Dennis Lith", "Lith, Dennis")


def piece(key: str = "een", title: str = "Een stuk", **fields: object) -> Piece:
    given: dict[str, object] = {"language": "nl", "blocks": (Paragraph((Text("Tekst."),), line=8),), **fields}
    return Piece(key=key, seed=f"seeds/{key}.txt", title=title, **given)  # type: ignore[arg-type]


def plan(
    *pieces: Piece, book: str = "", entries: str = "", people: str = "", language: str = "nl"
) -> Manifest:
    head = f'[book]\ntitle = "De bundel"\nlanguage = "{language}"\n{book}\n'
    body = "".join(f'[[piece]]\nseed = "{p.seed}"\nkey = "{p.key}"\n{entries}\n' for p in pieces)
    return parse(head + body + people, "anthology.toml")


def bound(
    *pieces: Piece, accounts: tuple[Account, ...] = (), style: Style | None = None, **said: str
) -> Anthology:
    manifest = plan(*pieces, **said)
    return compose(manifest, pieces, accounts, load(manifest.language), style=style)


def told(prose: Prose) -> str:
    """The prose as plain text; its no-break spaces are of no account here."""
    return "".join("\n" if isinstance(i, LineBreak) else plain((i,)) for i in prose).replace("\u00a0", " ")


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


# --------------------------------------------------------------------------- where it appeared

SOURCES = [
    ({}, "nl", ""),
    ({"outlet": "De Krant"}, "nl", "Verscheen bij De Krant."),
    ({"date": "2019-04-12"}, "nl", "Verscheen op 12 april 2019."),
    ({"date": "2012-03", "outlet": "X"}, "nl", "Verscheen in maart 2012 bij X."),
    ({"date": "2012"}, "nl", "Verscheen in 2012."),
    ({"first_outlet": "X"}, "nl", "Eerder gepubliceerd in X."),
    (
        {"date": "2019-04-12", "outlet": "CustomerFirst", "first_outlet": "MarketingTribune"},
        "nl",
        "Verscheen op 12 april 2019 bij CustomerFirst; eerder gepubliceerd in MarketingTribune.",
    ),
    (
        {"outlet": "X", "url": "https://x.nl/a", "accessed": "2020-05-03"},
        "nl",
        "Verscheen bij X. Bron: https://x.nl/a (geraadpleegd: 3 mei 2020).",
    ),
    ({"date": "2019-04-12", "outlet": "X"}, "en", "Published by X on April 12, 2019."),
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
            "Verscheen bij X. De datum van verschijnen is niet bekend.",
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
            "Verscheen in 2012 bij X. De titel is ontleend aan zijn brief van 3 mei. "
            "De datum is ontleend aan https://x.nl/a.",
        ),
    ],
)
def test_the_verantwoording_says_what_is_not_known_and_how_the_rest_is(
    known: dict[str, object], entries: str, said: str
) -> None:
    (statement,) = bound(piece(**known), entries=entries).matter.statements
    assert told(statement.paragraphs[0]) == said


# --------------------------------------------------------------------------- what was changed


@pytest.mark.parametrize(
    ("before", "after", "counted"),
    [
        ("'aandacht'", "‘aandacht’", {"quotes": 2}),
        ("af.Mijn", "af. Mijn", {"spaces": 1}),
        ("een'gast'", "een ‘gast’", {"quotes": 2, "spaces": 1}),
        ("realiseren......", "realiseren…", {"ellipses": 1}),
        ("bij..", "bij…", {"ellipses": 1}),
        ("etc..", "etc.", {"signs": 1}),
        ("€ 25", "€\u00a025", {"spaces": 1}),
        ("a - b", "a – b", {"dashes": 1}),
        ("hebben .", "hebben.", {"spaces": 1}),
        ("Ã©Ã©n", "één", {"letters": 2, "signs": 2}),
        ("twee  spaties", "twee spaties", {"spaces": 1}),
    ],
)
def test_changes_are_counted_from_the_words_themselves(
    before: str, after: str, counted: dict[str, int]
) -> None:
    assert dict(tally([Change("any", 1, before, after)])) == counted


@given(st.text(max_size=30))
def test_what_did_not_change_is_not_counted(text: str) -> None:
    assert not tally([Change("any", 1, text, text)])


def account(changes: tuple[Change, ...] = (), lost: bool = False, **roles: int) -> Account:
    """One line of body (line 8), then as many lines of each role as are wanted."""
    wanted = [Role.BODY, *(Role(role) for role, n in roles.items() for _ in range(n))]
    verdicts = tuple(Verdict(Line(n, f"Regel {n}."), role, "test") for n, role in enumerate(wanted, 8))
    finding = Finding("recover.lost-list", Severity.WARNING, Place("seeds/een.txt", 8), "…")
    return Account(
        "een", Galley("seeds/een.txt", "nl", verdicts, findings=(finding,) if lost else ()), changes
    )


def statement(given: Account, **known: object) -> str:
    (said,) = bound(
        piece(outlet="X", date="2012", authors=(LITH,), **known), accounts=(given,)
    ).matter.statements
    return told(said.paragraphs[1])


def test_the_verantwoording_counts_what_was_changed_and_left_out() -> None:
    changes = (Change("q", 8, "'a'", "‘a’"), Change("e", 8, "b....", "b…"), Change("s", 8, "c .", "c."))
    assert statement(account(changes, comment=31, boilerplate=1, related=2)) == (
        "Aangepast: 3 leestekens (2 aanhalingstekens of apostrofs en 1 beletselteken) en 1 spatie. "
        "Weggelaten: 31 regels met lezersreacties, 1 regel die niet bij het stuk hoort "
        "en 2 verwijzingen naar andere pagina’s."
    )


def test_one_kind_of_mark_is_named_at_once() -> None:
    assert statement(account((Change("q", 8, "'a", "‘a"),))) == "Aangepast: 1 aanhalingsteken of apostrof."


def test_a_change_in_a_line_that_was_left_out_changed_nothing() -> None:
    given = account((Change("mojibake", 9, "Ã©", "é"),), comment=1)
    assert statement(given) == "Aan de tekst is niets veranderd. Weggelaten: 1 regel met lezersreacties."


def test_a_lost_list_is_told_by_the_words_before_it_as_they_are_printed() -> None:
    assert statement(account(lost=True)).endswith(
        "Na de woorden ‘Tekst.’ is in de bron vermoedelijk een opsomming weggevallen; deze is niet aangevuld."
    )


def test_comments_that_were_placed_in_an_appendix_are_not_left_out() -> None:
    said = statement(account(comment=4), appendix=(Paragraph((Text("Mooi!"),)),))
    assert (
        said
        == "Aan de tekst is niets veranderd. Wat lezers erop schreven, staat als bijlage achter het stuk."
    )


def test_that_no_word_was_changed_is_said_only_where_it_is_so() -> None:
    untouched = bound(piece(), accounts=(account((Change("q", 8, "'a", "‘a"),)),)).matter.account[0]
    repaired = bound(piece(), accounts=(account((Change("m", 8, "Ã©", "é"),)),)).matter.account[0]
    assert "aan de woorden is niets veranderd" in told(untouched)
    assert "aan de woorden is niets veranderd" not in told(repaired)


def test_bios_from_the_pieces_own_pages_are_said_to_be_of_then() -> None:
    old = piece(authors=(LITH,), bio="voorzitter", facts=(Fact("bio", "voorzitter", "test", 3),))
    assert len(bound(old).matter.account) == 2
    assert len(bound(piece(authors=(LITH,))).matter.account) == 1


# --------------------------------------------------------------------------- rights

RIGHTS = [
    (Rights(), "Bij wie de rechten berusten, is niet bekend."),
    (Rights("requested", holder="Essent"), "Toestemming voor overname is gevraagd aan Essent."),
    (Rights("granted"), "Overgenomen met toestemming."),
    (
        Rights("granted", holder="OSB", note="Met dank aan OSB"),
        "Overgenomen met toestemming van OSB. Met dank aan OSB.",
    ),
    (Rights("licensed", licence="CC-BY-4.0"), "Overgenomen onder de licentie CC-BY-4.0."),
    (Rights("own", holder="Eva van Dam"), "© Eva van Dam."),
    (Rights("public-domain"), "De tekst is vrij van auteursrecht."),
]


@pytest.mark.parametrize(("rights", "line"), RIGHTS)
def test_the_rights_line_says_by_what_right(rights: Rights, line: str) -> None:
    book = bound(piece(rights=rights))
    assert book.chapters[0].rights == line
    known = rights.status != "unknown"
    assert (told(book.matter.statements[0].paragraphs[-1]) == line) is known


def test_every_status_has_its_words_in_every_language() -> None:
    for status in ("unknown", "requested", "granted", "licensed", "own", "public-domain"):
        for holder in ("", "Iemand"):
            for language in available():
                rights = Rights(status, holder=holder, licence="CC-BY-4.0")  # type: ignore[arg-type]
                assert bound(piece(rights=rights), language=language).chapters[0].rights


def test_rights_that_nobody_knows_are_said_plainly_at_the_end() -> None:
    everyone = bound(piece("a"), piece("b"), piece("c"), book='contact = "red@example.org"').matter.rights
    assert [told(p) for p in everyone] == [
        "Van geen van de drie stukken in deze bundel is bekend bij wie de rechten berusten, "
        "en voor geen ervan is toestemming voor overname vastgelegd.",
        "Rechthebbenden die niet zijn genoemd of bereikt, kunnen zich wenden tot red@example.org.",
    ]
    some = bound(piece("a", "Aap"), piece("b", rights=Rights("granted"))).matter.rights
    assert [told(p) for p in some] == [
        "Van ‘Aap’ is niet bekend bij wie de rechten berusten; toestemming voor overname is niet vastgelegd."
    ]
    assert bound(piece(rights=Rights("granted"))).matter.rights == ()


# --------------------------------------------------------------------------- front and back


def test_front_and_back_matter_are_in_the_order_of_the_trade() -> None:
    matter = bound(piece(authors=(LITH,))).matter
    assert matter.front == ("halftitlepage", "titlepage", "copyright-page", "toc")
    assert matter.back == ("contributors", "credits")
    for language in available():
        order = load(language).data["book"]
        assert set(order["front"]) | set(order["back"]) == set(PAGES)


def test_a_page_that_does_not_exist_is_a_fault_of_the_language_table() -> None:
    wrong = replace(DUTCH, data={**DUTCH.data, "book": {"front": ["voorpagina"]}})
    with pytest.raises(DataError, match="voorpagina"):
        compose(plan(piece()), [piece()], [], wrong)


def test_the_contents_are_parts_pieces_and_back_matter() -> None:
    pieces = (piece("a", "Aap"), piece("b", "Noot", authors=(LITH,)))
    manifest = plan(*pieces)
    parts = tuple(
        replace(e, part=name) for e, name in zip(manifest.pieces, ("Deel een", "Deel twee"), strict=True)
    )
    book = compose(replace(manifest, pieces=parts), pieces, [], DUTCH)
    assert [(line.kind, line.target, line.title, line.author) for line in book.matter.contents] == [
        ("part", "part-1", "Deel een", ""),
        ("piece", "a", "Aap", "auteur onbekend"),
        ("part", "part-2", "Deel twee", ""),
        ("piece", "b", "Noot", "Dennis Lith"),
        ("matter", "contributors", "Over de auteurs", ""),
        ("matter", "credits", "Verantwoording", ""),
    ]


def test_the_colofon_says_what_is_known_and_nothing_else() -> None:
    font = '{ name = "Linux Libertine", author = "P. Poll", licence = "OFL 1.1", source = "https://x.nl/" }'
    style = Style("x", {"style.toml": f"fonts = [{font}]".encode()}, {})
    assert [told(p) for p in bound(piece(), style=style).matter.colophon] == [
        "De bundel",
        "Het auteursrecht op de stukken berust bij de schrijvers of hun rechtverkrijgenden. "
        "Zie de Verantwoording achter in het boek.",
        "De gedrukte uitgave is gezet uit de Linux Libertine.\n"
        "Linux Libertine: ontworpen door P. Poll; OFL 1.1; https://x.nl/",
    ]
    whole = (
        'editors = ["Eva van Dam"]\npublisher = "De Pers"\nplace = "Gent"\n'
        'date = "2026-11"\nedition = "Eerste druk"\n'
        'isbn_print = "978-90-214-0283-3"\nnur = 320\nrights = "Alle rechten voorbehouden"\n'
    )
    book = bound(piece(authors=(LITH,)), book=whole)
    assert [told(p) for p in book.matter.colophon] == [
        "De bundel\nDennis Lith\nSamengesteld door Eva van Dam",
        "Uitgegeven door De Pers, Gent\nEerste druk, november 2026",
        "Alle rechten voorbehouden.\nHet auteursrecht op de stukken berust bij de schrijvers of hun "
        "rechtverkrijgenden. Zie de Verantwoording achter in het boek.",
        "ISBN 978-90-214-0283-3 (gedrukt boek)\nNUR 320",
    ]
    assert book.matter.title_page.imprint == ("De Pers", "Gent 2026")


@pytest.mark.parametrize("table", ["fonts = [{ name = 'X' }]", "fonts = ["])
def test_a_fault_in_the_styles_fonts_is_told(table: str) -> None:
    with pytest.raises(DataError, match=r"style\.toml"):
        bound(piece(), style=Style("x", {"style.toml": table.encode()}, {}))


# --------------------------------------------------------------------------- the book


def test_a_piece_without_a_title_stops_the_press_at_its_entry() -> None:
    with pytest.raises(ManifestError) as caught:
        bound(piece(title=""))
    assert (caught.value.where.line, caught.value.where.key) == (5, "piece[1].title")
    assert "title_by_editors" in caught.value.hint


def test_the_same_book_keeps_its_name() -> None:
    assert identifier("de-kok", "nl") == identifier("de-kok", "nl") != identifier("de-kok", "en")
    assert bound(piece()).identifier == bound(piece(), book='edition = "Tweede druk"').identifier


@pytest.mark.parametrize(
    ("epoch", "book", "dates", "stamp"),
    [
        (0, 'date = "2026"', ("2019-04-12",), "1970-01-01T00:00:00Z"),
        (None, 'date = "2026-11"', ("2019-04-12",), "2026-11-01T00:00:00Z"),
        (None, "", ("2012", "2019-04-12"), "2019-04-12T00:00:00Z"),
        (None, "", ("2012", ""), "2012-01-01T00:00:00Z"),
        (None, "", ("",), "1980-01-01T00:00:00Z"),
    ],
)
def test_the_stamp_never_comes_from_the_clock(
    epoch: int | None, book: str, dates: tuple[str, ...], stamp: str
) -> None:
    pieces = [piece(f"p{n}", date=date) for n, date in enumerate(dates)]
    assert compose(plan(*pieces, book=book), pieces, [], DUTCH, epoch=epoch).modified == stamp


def test_the_plans_own_words_are_typeset_and_recorded() -> None:
    manifest = plan(
        piece(), book='subtitle = "a"', entries='title_source = "a brief"\nrights = { note = "aa" }'
    )
    done, changes = set_plan(manifest, lambda text: text.replace("a", "b"), "test")
    assert (done.subtitle, done.pieces[0].title_source, done.pieces[0].rights.note) == ("b", "b brief", "bb")
    assert {(c.before, c.after, c.rule) for c in changes} == {
        ("a", "b", "test"), ("a brief", "b brief", "test"), ("aa", "bb", "test"),
    }  # fmt: skip
    assert done.pieces[0].seed == manifest.pieces[0].seed


# --------------------------------------------------------------------------- words


def test_sentences_keep_the_markup_of_what_stands_in_them() -> None:
    one = Link("#a", (Text("‘A’"),))
    prose = sentence(DUTCH, "pieces-by", pieces=[(one,), (Text("B"),), (one,)])
    assert prose == (Text("In deze bundel: "), one, Text(", B en "), one, Text("."))


def test_a_title_is_cited_without_its_stop_and_in_other_marks_than_its_own() -> None:
    assert plain(cited(DUTCH, "x", "Wacht.")) == "‘Wacht’"
    assert plain(cited(DUTCH, "x", "Wacht…")) == "‘Wacht…’"
    assert plain(cited(DUTCH, "x", "‘Wacht’, zei hij")) == "“‘Wacht’, zei hij”"


@given(st.text(alphabet="ab /:.()https", max_size=40))
def test_linking_addresses_keeps_every_letter(text: str) -> None:
    assert plain(linked(text)) == text


def test_numbers_are_written_out_as_far_as_the_table_goes() -> None:
    assert [spelled(DUTCH, n) for n in (0, 5, 20, 21)] == ["nul", "vijf", "twintig", "21"]


def test_all_languages_have_the_same_words() -> None:
    tables = {code: set(load(code).words) for code in available()}
    assert all(words == tables["nl"] for words in tables.values())
