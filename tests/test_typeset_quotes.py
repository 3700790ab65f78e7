"""Quotations that run over paragraphs or lines of verse, that never close, that open in markup."""

from __future__ import annotations

import pytest

from book.errors import Place
from book.languages import load
from book.model import (
    Block,
    Change,
    Heading,
    Link,
    ListBlock,
    Name,
    Paragraph,
    Piece,
    Quotation,
    Span,
    Text,
    Verse,
)
from book.typeset import typeset

NL = load("nl")


def paragraphs(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Text(text),), line) for line, text in enumerate(texts, 1))


def set_(*blocks: Block, language: str = "nl") -> tuple[Block, ...]:
    return typeset(Piece("p", "p.txt", language, "", blocks), load(language))[0].blocks


def findings(*blocks: Block) -> list[tuple[str, int | None]]:
    found = typeset(Piece("p", "p.txt", "nl", "", blocks), NL)[2]
    return [(finding.check, finding.place.line) for finding in found]


def test_a_quotation_over_paragraphs_closes_with_the_right_mark() -> None:
    blocks = paragraphs(
        '"Ik was in Brabant.', "De eigenaar was ook de kok.", "Toen dropen ze af.“", '"En nu?"'
    )
    assert set_(*blocks) == paragraphs(
        "“Ik was in Brabant.", "De eigenaar was ook de kok.", "Toen dropen ze af.”", "“En nu?”"
    )
    assert findings(*blocks) == []


def test_a_quotation_that_opens_again_with_each_paragraph() -> None:
    blocks = paragraphs("'Ik was in Brabant.", '\'De eigenaar zei "soep".', "'Toen dropen ze af.'")
    assert set_(*blocks) == paragraphs(
        "‘Ik was in Brabant.", "‘De eigenaar zei “soep”.", "‘Toen dropen ze af.’"
    )
    assert findings(*blocks) == []


@pytest.mark.parametrize(
    ("typed", "printed"),
    [('""" "', "«»» “"), ("«»» “", "«»» “"), ("«»« “", "«»» “"), ("“”” ‘", "“”” ‘"), ("“”“ ‘", "“”” ‘")],
)
def test_a_spanish_quotation_goes_on_with_the_closing_mark(typed: str, printed: str) -> None:
    def three(marks: str) -> tuple[Paragraph, ...]:
        opens, closes, again, inner = marks.replace(" ", "")
        ends = {"“": "”", "‘": "’"}.get(inner, inner)
        said = f"{again}El dueño dijo {inner}sopa{ends}."
        return paragraphs(f"{opens}Estuve en Soria.", said, f"{again}Y se fueron{closes}.")

    assert set_(*three(typed), language="es") == three(printed)
    assert set_(*three(printed), language="es") == three(printed)


def test_a_heading_ends_what_a_quotation_may_span() -> None:
    blocks = (*paragraphs('"Nooit gesloten.'), Heading((Text("Kop"),), 1, 2), *paragraphs("Nog wat."))
    assert findings(*blocks) == [("typeset.quote-alone", 1)]


def test_a_mark_that_is_missing_far_away_does_not_reach_over_the_whole_piece() -> None:
    texts = ['"Nooit gesloten.', *[f'Alinea {n} met een "woord" erin.' for n in range(9)], 'Nooit geopend."']
    done = set_(*paragraphs(*texts))
    expected = paragraphs(
        "“Nooit gesloten.", *[f"Alinea {n} met een “woord” erin." for n in range(9)], "Nooit geopend.”"
    )
    assert done == expected
    assert findings(*paragraphs(*texts)) == [("typeset.quote-alone", 1), ("typeset.quote-alone", 11)]


def test_verse_quotes_from_line_to_line() -> None:
    stanza = tuple((Text(t),) for t in ("Hij zei: 'Ik ga", "vanavond niet,", "vannacht niet", "en nooit.'"))
    done = set_(Verse((stanza,), 4))
    assert done == (
        Verse(
            (
                tuple(
                    (Text(t),) for t in ("Hij zei: ‘Ik ga", "vanavond niet,", "vannacht niet", "en nooit.’")
                ),
            ),
            4,
        ),
    )


def test_marks_in_markup() -> None:
    before = Paragraph(
        (Text("Hij zei '"), Span("em", (Text("Nee,"),)), Link("x", (Text(" 'nooit' ooit'"),))), 1
    )
    after = Paragraph(
        (Text("Hij zei ‘"), Span("em", (Text("Nee,"),)), Link("x", (Text(" “nooit” ooit’"),))), 1
    )
    assert set_(before) == (after,)


def test_a_block_in_another_language_keeps_the_marks_of_the_piece() -> None:
    """English rules for the words (’tis), the Dutch house's marks around them."""
    english = Paragraph((Text("'Customer Service, \"'tis not just a career\"'"),), 1, language="en")
    quoted = Quotation("epigraph", (english,), (Text("vrij naar 'SWA'"),), 1)
    assert set_(quoted) == (
        Quotation(
            "epigraph",
            (Paragraph((Text("‘Customer Service, “’tis not just a career”’"),), 1, language="en"),),
            (Text("vrij naar ‘SWA’"),),
            1,
        ),
    )


def test_lists_and_metadata_are_set_too() -> None:
    items = (paragraphs("'een'"), paragraphs("twee..."))
    piece = Piece(
        "p", "p.txt", "nl", "Zo'n titel", (ListBlock(items),), bio="schrijft 's nachts", credits=('"Foto"',)
    )
    done, changes, _ = typeset(piece, NL)
    assert done.title == "Zo’n titel"
    assert done.blocks == (ListBlock((paragraphs("‘een’"), paragraphs("twee…"))),)
    assert done.bio == "schrijft ’s\u00a0nachts"
    assert done.credits == ("“Foto”",)
    assert {change.line for change in changes} == {0, 1}


def test_a_word_that_hangs_on_another_does_not_stand_twice() -> None:
    said = Paragraph((Text("Ela corrigiu-a a tinta, e donne-le le matin."),), 1)
    assert typeset(Piece("p", "p.txt", "pt", "", (said,)), load("pt"))[2] == ()


def test_names_have_their_apostrophes_curled_and_nothing_else() -> None:
    by = (Name("Anna D'Amico", "D'Amico, Anna"), Name('Jan "Bob" de B.', 'B., Jan "Bob" de'))
    done, changes, _ = typeset(Piece("p", "p.txt", "nl", "", (), authors=by), NL)
    assert done.authors == (Name("Anna D’Amico", "D’Amico, Anna"), by[1])
    assert changes == (Change("apostrophe.name", 0, "Anna D'Amico", "Anna D’Amico"),)


def test_slips_are_listed_where_they_stand_and_left_alone() -> None:
    text = "Mijn toestenbord ging samen met met de kok (een slip, maar dat dat zo is en Duran Duran niet."
    piece = Piece("p", "p.txt", "nl", "", (Paragraph((Text(text),), 7),))
    done, changes, found = typeset(piece, NL)
    assert (done, changes) == (piece, ())
    assert [(f.check, f.place) for f in found] == [
        ("typeset.slip", Place("p.txt", 7)),
        ("typeset.doubled-word", Place("p.txt", 7)),
        ("typeset.bracket", Place("p.txt", 7)),
    ]
    assert (
        found[1].message
        == "'met' stands twice: Mijn toestenbord ging samen met met de kok (een slip, maar dat…"
    )
