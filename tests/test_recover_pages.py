"""What a page marked up survives into the piece: headings, items, quotations, tables, emphasis, links."""

from __future__ import annotations

from book.clean import clean
from book.intake import mark
from book.model import (
    Cell,
    Heading,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Piece,
    Quotation,
    Seed,
    Span,
    Table,
    Text,
)
from book.read import read
from book.recover import lift, recover

PROSE = (
    "De zee is groot en de boot is klein, zei mijn vader altijd als we op de dijk stonden te kijken naar het "
    "water. Hij had nooit gevaren, maar hij wist het zeker, en wij geloofden hem."
)


def piece(body: str) -> Piece:
    page = f'<html lang="nl"><body><article><p>{PROSE}</p>{body}<p>{PROSE}</p></article></body></html>'
    reading = read(Seed("zee.html", page.encode(), "html"))
    return lift(recover(clean(reading, seed="zee.html", language="nl")))


def between(body: str) -> list[object]:
    blocks = list(piece(body).blocks)
    assert isinstance(blocks[0], Paragraph)
    assert isinstance(blocks[-1], Paragraph)
    return blocks[1:-1]


def test_emphasis_links_and_line_ends_survive() -> None:
    (block,) = between(
        "<p>Maar <em>echt</em> waar, <a href='https://example.org/a'>hier stond het</a> in de krant.<br>"
        "Dat heb ik zelf gelezen, en mijn broer ook.</p>"
    )
    assert isinstance(block, Paragraph)
    assert block.inlines == (
        Text("Maar "),
        Span("em", (Text("echt"),)),
        Text(" waar, "),
        Link("https://example.org/a", (Text("hier stond het"),)),
        Text(" in de krant."),
        LineBreak(),
        Text("Dat heb ik zelf gelezen, en mijn broer ook."),
    )


def test_headings_keep_their_levels() -> None:
    blocks = between(f"<h2>De dijk</h2><p>{PROSE}</p><h3>Het gras</h3><p>{PROSE}</p>")
    heads = [(b.level, b.inlines) for b in blocks if isinstance(b, Heading)]
    assert heads == [(1, (Text("De dijk"),)), (2, (Text("Het gras"),))]


def test_lists_keep_their_kind_and_their_depth() -> None:
    (block,) = between("<ol><li>een boot</li><li>een zeil<ul><li>van linnen</li></ul></li><li>wind</li></ol>")
    assert isinstance(block, ListBlock)
    assert block.ordered
    assert len(block.items) == 3
    inner = block.items[1][1]
    assert isinstance(inner, ListBlock)
    assert not inner.ordered


def test_a_quotation_keeps_its_paragraphs() -> None:
    (block,) = between("<blockquote><p>Wie weet het nog?</p><p>Niemand weet het meer.</p></blockquote>")
    assert isinstance(block, Quotation)
    assert block.kind == "blockquote"
    assert len(block.blocks) == 2


def test_a_table_keeps_its_rows_and_its_head() -> None:
    (block,) = between(
        "<table><caption>Vangst</caption><tr><th>vis</th><th>kilo</th></tr><tr><td>haring</td><td>3</td></tr></table>"
    )
    assert isinstance(block, Table)
    assert block.head == 1
    assert block.caption == (Text("Vangst"),)
    assert block.rows[1] == (Cell((Text("haring"),)), Cell((Text("3"),)))


def test_a_table_keeps_its_empty_cells_its_heads_and_its_caption() -> None:
    table = (
        "<table><caption>Wind</caption><thead><tr><th></th><th>1901</th><th>1902</th></tr></thead><tbody>"
        "<tr><th>May</th><td></td><td>3</td></tr><tr><th>June</th><td>1</td></tr></tbody></table>"
    )
    prose = "<p>" + "The ferryman counts heads when you come aboard. " * 3 + "</p>"
    seed = Seed("x.html", f"<html><body>{prose}{table}{prose}</body></html>".encode(), "html")
    (found,) = (b for b in lift(mark(seed, read(seed), "en")).blocks if isinstance(b, Table))
    words = [
        [(c.heads, "".join(getattr(i, "text", "") for i in c.inlines)) for c in row] for row in found.rows
    ]
    assert words == [
        [("col", ""), ("col", "1901"), ("col", "1902")],
        [("row", "May"), ("", ""), ("", "3")],
        [("row", "June"), ("", "1"), ("", "")],
    ]
    assert (found.head, found.caption) == (1, (Text("Wind"),))
