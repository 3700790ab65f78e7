"""Tables of the print book: what is wider than the page is set closer or smaller, or its words are broken."""

from __future__ import annotations

import shelf
from lxml import html

from book.languages import load
from book.model import Cell, Finding, Link, Name, Table, Text
from book.render import folios, paper
from book.render.look import look
from book.render.tablefit import BROKEN, fit

MONTHS = "jan feb mrt apr mei jun jul aug sep okt nov dec jaar".split()


def laid_out(*rows: tuple[Cell, ...], head: int = 0) -> paper.LaidOut:
    piece = shelf.piece(
        "tij",
        "Het tij",
        shelf.paragraph("Zie hieronder."),
        Table(rows, head, line=7),
        author=Name("A. Wit", "Wit"),
    )
    return paper.lay_out(shelf.body(piece), shelf.style(), load("nl"))


def cells(*words: str) -> tuple[Cell, ...]:
    return tuple(Cell((Text(word),)) for word in words)


def outside(book: paper.LaidOut) -> list[str]:
    return [
        run.text.strip()
        for page in book.layout.pages
        for run in folios.runs(page)
        if run.text.strip() and run.right > folios.right_edge(page) + 1
    ]


def told(book: paper.LaidOut) -> list[Finding]:
    return [finding for finding in book.findings if finding.check.startswith(("paper.small", "paper.over"))]


def table(markup: str) -> html.HtmlElement:
    made = html.fragment_fromstring(f"<table>{markup}</table>")
    fit(made, look(shelf.style(), "nl").display["source"], 14, 286)
    return made


def test_thirteen_columns_of_numbers_stand_on_the_page() -> None:
    rows = [cells("Vlissingen-Buitenhaven", *(str(100 + 7 * n) for n in range(13))) for _ in range(4)]
    book = laid_out(cells("Plaats", *MONTHS), *rows, head=1)
    assert outside(book) == []
    assert told(book) == []


def test_very_small_type_is_told_at_the_table() -> None:
    rows = [cells("Vlissingen-Buitenhaven", *(str(10000 + 7 * n) for n in range(13))) for _ in range(4)]
    book = laid_out(*rows)
    assert outside(book) == []
    (finding,) = told(book)
    assert finding.check == "paper.small-table"
    assert finding.place.line == 7
    assert "14 columns" in finding.message


def test_more_columns_than_there_is_room_for_are_broken_rather_than_lost() -> None:
    book = laid_out(*(cells(*(f"waterhoogte{n}" for n in range(12))) for _ in range(3)))
    assert outside(book) == []


def test_a_long_address_is_broken_and_the_type_stays_as_large() -> None:
    link = Link("https://example.org/", (Text("https://example.org/" + "een-lang-pad/" * 12),))
    book = laid_out((Cell((Text("Bron"),)), Cell((link,))), cells("Plaats", "Zutphen"))
    assert outside(book) == []
    assert told(book) == []


def test_short_words_of_a_link_are_not_broken() -> None:
    long = "Een zin die over meer dan een regel loopt, omdat hij zo lang is. " * 4
    link = Link("https://example.org/", (Text("Archief"),))
    book = laid_out(*((*cells("1900", long), Cell((link,))) for _ in range(3)))
    texts = [run.text.strip() for page in book.layout.pages for run in folios.runs(page)]
    assert texts.count("Archief") == 3


def test_a_table_that_fits_is_left_as_it_is() -> None:
    made = table("<tr><th>Plaats</th><th>Stand</th></tr><tr><td>Zutphen</td><td>7</td></tr>")
    assert not made.get("style")
    assert not made.xpath("//@class")


def test_cells_over_rows_and_columns_keep_the_columns_below_them_apart() -> None:
    word = "w" * 30
    made = table(
        f'<tr><th rowspan="2">a</th><th colspan="2">{word * 3}</th></tr>'
        f"<tr><td>b</td><td>{word}</td></tr><tr><td>a</td><td>b</td><td>c</td></tr>"
    )
    assert [e.text for e in made.iter() if BROKEN in (e.get("class") or "")] == [word]


def test_a_long_head_takes_no_room_from_the_cells_below_it() -> None:
    remarks = [f"Mist in de maand {month}" for month in ("maart", "mei", "juni", "augustus")]
    heads = ("Jaar", "Schepen die kwamen", "Schepen die gingen", "Verschil van beide", "Opmerking")
    head = tuple(Cell((Text(words),), heads="col") for words in heads)
    rows = [cells(str(1870 + n), "1200", "1190", "10", remark) for n, remark in enumerate(remarks)]
    book = laid_out(head, *rows, head=1)
    said = [run.text.strip() for page in book.layout.pages for run in folios.runs(page)]
    assert [text for text in said if text.startswith("Mist")] == remarks


def test_columns_that_the_engine_finds_room_for_are_left_to_it() -> None:
    short = table("<tr><th>Jaar</th><th>Mist</th></tr><tr><td>1870</td><td>drie dagen</td></tr>")
    assert not [cell for cell in short.iter("td", "th") if cell.get("style")]


def _rows_by_page(count: int) -> list[list[int]]:
    """Tables of `count` rows below texts of ever more lines: of each, how many rows stand on its pages."""
    books = [
        shelf.piece(
            f"t{lines}",
            f"Tafel {lines}",
            *(shelf.paragraph(f"Regel {n} van de tekst.") for n in range(lines)),
            Table(tuple(cells(f"rij {lines}.{n}", "hoog") for n in range(count)), 0, line=7),
            *(shelf.paragraph(f"Regel {n} onder de tafel.") for n in range(12)),
        )
        for lines in range(18, 24)
    ]
    pages = paper.lay_out(shelf.body(*books), shelf.style(), load("nl")).layout.pages
    shown = [" ".join(run.text for run in folios.runs(page)) for page in pages]
    found = []
    for lines in range(18, 24):
        on = [next(i for i, said in enumerate(shown) if f"rij {lines}.{n} " in said) for n in range(count)]
        found.append([on.count(page) for page in sorted(set(on))])
    return found


def test_a_table_of_three_rows_stands_on_one_page_and_no_row_of_any_stands_alone() -> None:
    assert all(rows == [3] for rows in _rows_by_page(3))
    assert all(min(rows) >= 2 for rows in _rows_by_page(6))
