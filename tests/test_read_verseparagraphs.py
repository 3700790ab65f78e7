"""Poems of web pages of which each row is a paragraph."""

from __future__ import annotations

import pytest
from growth import growth

from book.intake import mark
from book.model import Block, Paragraph, Quotation, Seed, Verse
from book.read import read
from book.read.markup import parse
from book.read.verseparagraphs import mend
from book.recover import lift
from book.recover.plain import lines

PROSE = (
    "De zee was grijs en de wind stond op het land, zoals bijna elke dag in november. Wij liepen langs de "
    "vloedlijn en zeiden niets tegen elkaar, want er was niets dat nog gezegd moest worden."
)
POEM = (
    ("Het water komt, het water gaat;", "Wie zal het ooit begrijpen", "Dat daar een huis te wachten staat,"),
    ("Waarin de peren rijpen?", "De wind is oud, de wind is moe;", "Hij zou wel willen slapen,"),
)
ONE, TWO = ("".join(f"<p>{row}</p>\n" for row in stanza) for stanza in POEM)


def blocks(body: str, *, prose: str = f"<p>{PROSE}</p>") -> list[Block]:
    page = (
        '<html lang="nl"><body><nav><a href="/">Home</a></nav><article><h1>De veerman</h1>'
        f"{prose}{body}{prose.replace('Wij', 'Zij')}</article><footer>Over ons</footer></body></html>"
    )
    seed = Seed("zee.html", page.encode(), "html")
    return list(lift(mark(seed, read(seed), "nl")).blocks)


def stanzas(block: Block) -> list[str]:
    assert isinstance(block, Verse)
    return [*lines(block, [])]


@pytest.mark.parametrize(
    "poem",
    [
        f"{ONE}<p>&nbsp;</p>{TWO}",
        f"{ONE}<p></p>{TWO}",
        f"{ONE}<p><br></p>{TWO}",
        f"{ONE}<br>{TWO}",
        f"<div>{ONE}</div><div>{TWO}</div>",
        f"{ONE}<div><br></div>{TWO}".replace("p>", "div>"),
        f"{ONE}<p>&nbsp;</p>{TWO}".replace("<p>", '<p style="text-align:center"><em>').replace(
            "</p>", "</em></p>"
        ),
    ],
)
def test_a_poem_of_which_each_row_is_a_paragraph_keeps_its_rows_and_stanzas(poem: str) -> None:
    before, verse, after = blocks(poem)
    assert stanzas(verse) == ["\n".join(rows) for rows in POEM]
    assert {type(before), type(after)} == {Paragraph}


def test_so_does_one_without_marks_whose_rows_begin_with_small_letters() -> None:
    rows = ["er was een tijd dat wij", "niets zeiden aan tafel", "en het brood brak", "als vanzelf",
            "later kwam de stem terug", "van ver achter het huis"]  # fmt: skip
    _, verse, _ = blocks("".join(f"<p>{row}</p>" for row in (*rows[:4], "&nbsp;", *rows[4:])))
    assert stanzas(verse) == ["\n".join(rows[:4]), "\n".join(rows[4:])]
    headed = "".join(f"<p>{row}</p>" for row in ("De Kade", "Jan Stip", *rows))
    *_, verse = blocks(headed, prose="")
    assert stanzas(verse) == ["\n".join(rows)]


def test_so_does_one_that_is_quoted_and_one_that_is_all_of_the_piece() -> None:
    _, quoted, _ = blocks(f"<blockquote>{ONE}<p> </p>{TWO}</blockquote>")
    assert isinstance(quoted, Quotation)
    assert [stanzas(block) for block in quoted.blocks] == [["\n".join(rows) for rows in POEM]]
    (verse,) = blocks(f"{ONE}<p> </p>{TWO}", prose="")
    assert stanzas(verse) == ["\n".join(rows) for rows in POEM]


@pytest.mark.parametrize(
    "rows",
    [
        ["Hij kwam binnen.", "Niemand zei iets.", "De klok tikte.", "Buiten reed een tram.", "Hij zat.",
         "Toen stond hij weer op."],
        ["‘Kom je mee?’", "‘Nee,’ zei hij.", "‘Waarom niet?’", "‘Het regent,’", "‘Dat geeft niet.’",
         "‘Wel.’"],
        ["Meer over dit onderwerp", "De dijk en het water", "Een huis aan de kade", "Wat de zee ons leert",
         "Varen met een kleine boot", "Het weer van morgen"],
        ["een pond meel;", "twee eieren;", "een snuf zout;", "een kop melk;", "wat boter;", "een citroen."],
        [f'<a href="/{n}">{row}</a>' for n, row in enumerate((*POEM[0], *POEM[1]))],
    ],
)  # fmt: skip
def test_prose_and_lists_of_short_paragraphs_are_no_verse(rows: list[str]) -> None:
    assert not any(isinstance(block, Verse) for block in blocks("".join(f"<p>{row}</p>" for row in rows)))


def test_rows_with_something_else_between_them_are_none() -> None:
    made = blocks(f"{ONE}<h2>De overkant</h2>{TWO}")
    assert not any(isinstance(block, Verse) for block in made)


def test_a_page_of_many_elements_within_each_other_is_read_in_linear_time() -> None:
    def work(copies: int) -> None:
        mend(parse("<html><body>" + "<div><p>Het water komt;</p>" * copies + "</body></html>", "x.html"))

    assert growth(work, 100, 1000) < 4
