"""What is printed around the pieces: what was changed, by what right, front and back matter."""

from __future__ import annotations

from dataclasses import replace

import pytest
from binding import DUTCH, LITH, WAARD, bound, piece, plan, told
from hypothesis import given
from hypothesis import strategies as st

from book.compose import compose, identifier, set_plan
from book.compose.account import tally
from book.compose.matter import PAGES
from book.compose.words import cited, linked, plain, sentence, spelled
from book.errors import DataError, ManifestError, Place
from book.languages import available, load
from book.model import (
    Account,
    Change,
    Fact,
    Finding,
    Galley,
    Line,
    Link,
    Name,
    Paragraph,
    Rights,
    Role,
    Severity,
    Style,
    Text,
    Verdict,
)

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
    given = replace(account((Change("q", 9, "'a", "‘a"),), comment=4), appended=frozenset(range(9, 13)))
    said = statement(given, appendix=(Paragraph((Text("Mooi!"),)),))
    appended = "De reacties van lezers staan als bijlage achter het stuk."
    assert said == f"Aangepast: 1 aanhalingsteken of apostrof. {appended}"


def test_what_the_editors_placed_in_an_appendix_is_not_called_comments() -> None:
    given = replace(account(comment=1), appended=frozenset({9}))
    moved = tuple(replace(v, rule="editor.move") for v in given.galley.verdicts)
    given = replace(given, galley=replace(given.galley, verdicts=moved))
    said = statement(given, appendix=(Paragraph((Text("Mooi!"),)),))
    assert said == "Aan de tekst is niets veranderd. Een deel van de bron staat als bijlage achter het stuk."


def test_what_the_editors_moved_is_told_by_where_it_stands() -> None:
    given = account(note=1, bio=1)
    moved = tuple(replace(v, rule=f"move.{v.role}") for v in given.galley.verdicts if v.role is not Role.BODY)
    given = replace(given, galley=replace(given.galley, verdicts=moved))
    said = statement(given, placed=(Paragraph((Text("Hij zeilt."),)),))
    assert said.endswith("Een deel van de bron staat in een noot en in de biografie van de schrijver.")


def test_that_no_word_was_changed_is_said_only_where_it_is_so() -> None:
    untouched = bound(piece(), accounts=(account((Change("q", 8, "'a", "‘a"),)),)).matter.account[0]
    repaired = bound(piece(), accounts=(account((Change("m", 8, "Ã©", "é"),)),)).matter.account[0]
    assert "aan de woorden is niets veranderd" in told(untouched)
    assert "aan de woorden is niets veranderd" not in told(repaired)


def test_without_a_ledger_nothing_is_said_of_changes() -> None:
    matter = bound(piece(rights=Rights("granted"))).matter
    assert "veranderd" not in " ".join(told(p) for p in (*matter.account, *matter.statements[0].paragraphs))


def test_bios_from_the_pieces_own_pages_are_said_to_be_of_then() -> None:
    old = piece(authors=(LITH,), bio="voorzitter", facts=(Fact("bio", "voorzitter", "test", 3),))
    assert told(bound(old).matter.account[1]).startswith("De gegevens over de auteur zijn")
    assert told(bound(old, piece("b", authors=(WAARD,))).matter.account[1]).startswith(
        "De gegevens over de auteurs zijn"
    )
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
    (Rights("licensed", licence="CC-BY-4.0"), "Overgenomen onder de licentie CC BY 4.0."),
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
        "Van geen van de drie stukken is bekend bij wie de rechten berusten; "
        "toestemming voor overname is voor geen ervan vastgelegd.",
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


def test_an_italian_book_ends_with_its_contents() -> None:
    matter = bound(piece(authors=(LITH,)), language="it").matter
    assert (matter.front[-1], matter.back[-1]) == ("copyright-page", "toc")
    assert [line.title for line in matter.contents] == ["Een stuk", "Nota biografica", "Nota ai testi"]


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
        "Het auteursrecht op de tekst berust bij de schrijver of diens rechtverkrijgenden. "
        "Zie de Verantwoording achter in het boek.",
        "De gedrukte uitgave is gezet uit de Linux Libertine, ontworpen door P. Poll (OFL 1.1; https://x.nl/).",
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
        "Alle rechten voorbehouden.\nZie ook de Verantwoording achter in het boek.",
        "ISBN 978-90-214-0283-3 (gedrukt boek)\nNUR 320",
    ]
    assert book.matter.title_page.imprint == ("De Pers", "Gent 2026")


EVA = 'editors = ["Eva van Dam"]'


@pytest.mark.parametrize(
    ("language", "by", "book", "heading"),
    [
        ("nl", ((LITH,),), "", "Over de auteur"),
        ("nl", ((LITH,), (LITH,)), "", "Over de auteur"),
        ("nl", ((LITH, WAARD),), "", "Over de auteurs"),
        ("nl", ((LITH,), ()), "", "Over de auteurs"),
        ("nl", ((),), "", "Over de auteur"),
        ("nl", ((LITH,),), EVA, "Over de makers"),  # one of the two is no author
        ("nl", ((LITH,),), 'editors = ["Dennis Lith"]', "Over de auteur"),
        ("nl", ((LITH,), (WAARD,)), EVA, "Over de auteurs"),
        ("de", ((LITH,),), "", "Zur Person"),
        ("de", ((LITH,), (WAARD,)), "", "Über die Autoren"),
        ("fr", ((LITH,),), "", "L’auteur"),
        ("en", ((LITH,),), "", "About the author"),
        ("en", ((LITH, WAARD),), "", "About the authors"),
        ("en", ((LITH,),), EVA, "Contributors"),
        ("es", ((LITH,),), "", "Nota biográfica"),
        ("es", ((LITH,), (WAARD,)), "", "Sobre los autores"),
        ("it", ((LITH,), (WAARD,)), "", "Gli autori"),
        ("pt", ((LITH,), (WAARD,)), "", "Sobre os autores"),
    ],
)
def test_the_page_about_the_authors_says_how_many_there_are(
    language: str, by: tuple[tuple[Name, ...], ...], book: str, heading: str
) -> None:
    pieces = [piece(f"p{n}", authors=authors) for n, authors in enumerate(by)]
    matter = bound(*pieces, language=language, book=book).matter
    assert matter.contributors == heading
    assert heading in [line.title for line in matter.contents]


@pytest.mark.parametrize(
    ("language", "by", "line"),
    [
        ("nl", ((LITH,), (LITH,)), "op de tekst berust bij de schrijver of diens"),
        ("nl", ((LITH,), ()), "op de stukken berust bij de schrijvers of hun"),
        ("de", ((LITH,),), "am Text liegt beim Urheber oder dessen"),
        ("fr", ((LITH,),), "du texte appartiennent à son auteur ou à ses"),
        ("en", ((LITH,),), "in the text remains with the author or the author’s"),
        ("es", ((LITH,), (WAARD,)), "a sus autores o a los derechohabientes de estos"),
    ],
)
def test_the_colofon_says_whose_the_texts_are(
    language: str, by: tuple[tuple[Name, ...], ...], line: str
) -> None:
    book = bound(*(piece(f"p{n}", authors=a) for n, a in enumerate(by)), language=language)
    assert line in " ".join(told(p) for p in book.matter.colophon)


def test_two_editors_own_what_is_theirs_and_two_names_come_from_one_place() -> None:
    own = piece(rights=Rights("own"), authors=(LITH, WAARD))
    two = bound(own, book='editors = ["A", "B"]', entries='authors_source = "een brief"')
    assert two.chapters[0].rights == "De rechten berusten bij de samenstellers."
    assert "De namen van de schrijvers zijn ontleend aan een brief." in told(
        two.matter.statements[0].paragraphs[0]
    )
    one = bound(own, book='editors = ["A"]')
    assert one.chapters[0].rights == "De rechten berusten bij de samensteller."


@pytest.mark.parametrize("table", ["fonts = [{ name = 'X' }]", "fonts = ["])
def test_a_fault_in_the_styles_fonts_is_told(table: str) -> None:
    with pytest.raises(DataError, match=r"style\.toml"):
        bound(piece(), style=Style("x", {"style.toml": table.encode()}, {}))


def test_who_is_to_be_looked_up_elsewhere_is_sent_to_the_heading_that_stands_there() -> None:
    names = '[names."Piet Smit"]\n[names."De Knecht"]\nsee = "Piet Smit"\n[names.Oom]\nsee = "Vader, de"\n'
    terms = bound(piece(), book='index = ["names"]', people=names).matter.index
    assert {term.see for term in terms if term.see} == {"Smit, Piet", "Vader, de"}


# --------------------------------------------------------------------------- the book


def test_a_piece_without_a_title_stops_the_press_at_its_entry() -> None:
    with pytest.raises(ManifestError) as caught:
        bound(piece(title=""))
    assert (caught.value.where.line, caught.value.where.key) == (5, "piece[1].title")
    assert "title_by_editors" in caught.value.hint


def test_all_pieces_without_a_title_are_named_at_once_each_with_what_may_be_its_title() -> None:
    galley = Galley("seeds/c.txt", "nl", (), facts=(Fact("title", "De bouillon", "test", 3, sure=False),))
    pieces = [piece("a", title=""), piece("b"), piece("c", title="")]
    with pytest.raises(ManifestError) as caught:
        bound(*pieces, accounts=(Account("c", galley, ()),))
    assert caught.value.what.splitlines() == [
        "2 things are wrong:",
        "  anthology.toml:5 [piece[1].title]: seeds/a.txt has no title, and the plan gives none",
        "  anthology.toml:13 [piece[3].title]: seeds/c.txt has no title, and the plan gives none; "
        "perhaps 'De bouillon' (line 3)",
    ]
    assert caught.value.hint.startswith('write title = "…"')  # of all of them, so it is told once
    assert [p.where.line for p in caught.value.problems] == [5, 13]


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


def test_of_the_plans_names_the_apostrophes_are_set() -> None:
    done, changes = set_plan(plan(piece(), book='editors = ["Eva d\'Hont"]'), str, "test")
    assert done.editors == ("Eva d’Hont",)
    assert changes == (Change("test", 0, "Eva d'Hont", "Eva d’Hont"),)


def test_the_index_knows_a_name_by_either_apostrophe() -> None:
    by = piece(authors=(Name("Eva d’Hont", "Hont, Eva d’"),))
    tables = (
        """[names."Eva d'Hont"]\nforms = ["d'Hont"]\n[names."Zee"]\nkind = "subject"\nsee = "Eva d'Hont"\n"""
    )
    index = bound(by, book='index = ["authors", "names"]', people=tables).matter.index
    assert [(term.heading, term.see) for term in index] == [("Hont, Eva d’", ""), ("Zee", "Hont, Eva d’")]


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
