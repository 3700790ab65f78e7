"""What a page marked up survives into the piece: headings, items, quotations, tables, emphasis, links."""

from __future__ import annotations

from typing import Any

import pytest

from book.clean import clean
from book.intake import mark
from book.model import (
    Block,
    Cell,
    Entry,
    Heading,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Piece,
    Quotation,
    Role,
    Seed,
    Span,
    Table,
    Text,
)
from book.read import read
from book.recover import lift, recover
from book.recover.plain import words

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


def test_what_is_disclosed_amid_the_text_heads_no_part_of_it() -> None:
    asked = "<details><summary>Hoe diep is het?</summary><p>Twaalf vadem, bij eb.</p></details>"
    (block,) = between(asked)
    assert isinstance(block, ListBlock)
    assert [[words(p.inlines, []) for p in item if isinstance(p, Paragraph)] for item in block.items] == [
        ["Hoe diep is het?"], ["Twaalf vadem, bij eb."]
    ]  # fmt: skip
    assert block.terms == (0,)
    several = between(asked + asked.replace("diep", "koud").replace("Twaalf vadem", "Vier graden"))
    assert [type(block) for block in several] == [Heading, Paragraph, Heading, Paragraph]


def test_a_line_end_between_two_long_runs_of_sentences_ends_a_paragraph() -> None:
    long = "Het water stond <em>die winter</em> zo hoog dat niemand wist waar de sloot lag en waar de weg."
    paragraph = (
        Text("Het water stond "),
        Span("em", (Text("die winter"),)),
        Text(" zo hoog dat niemand wist waar de sloot lag en waar de weg."),
    )
    blocks = between(f"<p>{long}<br>{long}</p>")
    assert [b.inlines for b in blocks if isinstance(b, Paragraph)] == [paragraph, paragraph]
    for whole in (f"{long}<br>Kort.", f"Kort.<br>{long}", f"{long[:-1]},<br>{long}"):
        (block,) = between(f"<p>{whole}</p>")
        assert isinstance(block, Paragraph)
        assert LineBreak() in block.inlines


def test_a_separator_of_lines_is_a_line_end_and_prints_no_box() -> None:
    said = "Dat heb ik zelf gelezen, en mijn broer heeft het mij later nog eens verteld."
    (block,) = between(f"<p>{said} Zo,\u2028<em>en\u2029zo</em>\u2028</p>")
    assert isinstance(block, Paragraph)
    assert block.inlines[0] == Text(f"{said} Zo,")
    assert block.inlines[1:] == (
        LineBreak(),
        Span("em", (Text("en"),)),
        LineBreak(),
        Span("em", (Text("zo"),)),
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


def test_lists_that_stand_one_behind_the_other_stay_as_many() -> None:
    found = between(
        "<ul><li>een boot</li><li>een zeil</li></ul><ol><li>eerst varen</li><li>dan slapen</li></ol>"
    )
    assert [(b.ordered, len(b.items)) for b in found if isinstance(b, ListBlock)] == [(False, 2), (True, 2)]
    inner = between("<ol><li>een boot<ul><li>van hout</li></ul><ol><li>eerst varen</li></ol></li></ol>")
    assert [b.ordered for b in inner[0].items[0][1:]] == [False, True]  # type: ignore[union-attr]


def test_a_quotation_keeps_its_paragraphs() -> None:
    (block,) = between("<blockquote><p>Wie weet het nog?</p><p>Niemand weet het meer.</p></blockquote>")
    assert isinstance(block, Quotation)
    assert block.kind == "blockquote"
    assert len(block.blocks) == 2


@pytest.mark.parametrize(
    ("quoted", "shape"),
    [
        ("<p>Wie?</p><blockquote><p>Jij.</p><p>Ik?</p></blockquote><p>Zei hij.</p>", ["p", ["p", "p"], "p"]),
        ("<blockquote><p>Wie?</p></blockquote><p>Zei hij.</p>", [["p"], "p"]),
        ("<p>Wie?</p><blockquote><p>Jij.</p></blockquote><blockquote><p>Ik?</p></blockquote>",
         ["p", ["p"], ["p"]]),
        ("<p>Wie?</p><div><blockquote><blockquote><p>Jij.</p></blockquote><p>Ik?</p></blockquote></div>",
         ["p", [["p"], "p"]]),
    ],
)  # fmt: skip
def test_a_quotation_within_one_stays_there(quoted: str, shape: list[Any]) -> None:
    def told(block: Block) -> Any:
        return [told(inner) for inner in block.blocks] if isinstance(block, Quotation) else "p"

    by = "<p>— Julian Barnes</p>"
    (block,) = between(f"<blockquote>{quoted}{by}</blockquote>")
    assert isinstance(block, Quotation)
    assert (told(block), words(block.attribution, [])) == (shape, "Julian Barnes")


def test_quotations_one_behind_the_other_stay_as_many() -> None:
    one = "<blockquote><p>Wie?</p><blockquote><p>Jij.</p></blockquote></blockquote>"
    assert [len(b.blocks) for b in between(one * 2) if isinstance(b, Quotation)] == [2, 2]


@pytest.mark.parametrize(
    "by",
    [
        "<p>— Julian Barnes, <i>Flaubert’s Parrot</i></p>",
        "<footer>— Julian Barnes, <cite>Flaubert’s Parrot</cite></footer>",
        "<cite>Julian Barnes, Flaubert’s Parrot</cite>",
    ],
)
def test_who_a_quotation_is_by_stands_in_it_on_a_page(by: str) -> None:
    quoted = "<p>Een net is een heleboel gaten, bijeengehouden door touw.</p>"
    (block,) = between(f"<blockquote>{quoted}{by}</blockquote>")
    assert isinstance(block, Quotation)
    assert words(block.attribution, []) == "Julian Barnes, Flaubert’s Parrot"
    assert len(block.blocks) == 1


@pytest.mark.parametrize("quoted", ["<p>Wie?</p>", "<p>Wie?</p><blockquote><p>Jij.</p></blockquote>"])
def test_the_footer_of_a_short_quotation_is_not_the_pages(quoted: str) -> None:
    (block,) = between(f"<blockquote>{quoted}<footer>— Julian Barnes</footer></blockquote>")
    assert isinstance(block, Quotation)
    assert words(block.attribution, []) == "Julian Barnes"


@pytest.mark.parametrize(
    "last",
    [
        "<p>– Niemand weet het meer, zei Anna.</p>",
        "<p>— Wat een net is, weet iedereen die ooit aan zee stond</p>",
    ],
)
def test_speech_that_a_quotation_ends_in_is_not_who_it_is_by(last: str) -> None:
    (block,) = between(f"<blockquote><p>– Wie weet het nog?</p>{last}</blockquote>")
    assert isinstance(block, Quotation)
    assert (len(block.blocks), block.attribution) == (2, ())


def test_the_link_of_who_a_quotation_is_by_stays() -> None:
    by = '<p>— <a href="https://example.org/barnes">Julian Barnes</a></p>'
    (block,) = between(f"<blockquote><p>Een net is een heleboel gaten.</p>{by}</blockquote>")
    assert isinstance(block, Quotation)
    assert [inline.href for inline in block.attribution if isinstance(inline, Link)] == [
        "https://example.org/barnes"
    ]


def test_a_table_keeps_its_rows_and_its_head() -> None:
    (block,) = between(
        "<table><caption>Vangst</caption><tr><th>vis</th><th>kilo</th></tr><tr><td>haring</td><td>3</td></tr></table>"
    )
    assert isinstance(block, Table)
    assert block.head == 1
    assert block.caption == (Text("Vangst"),)
    assert block.rows[1] == (Cell((Text("haring"),)), Cell((Text("3"),)))


@pytest.mark.parametrize(
    "rows",
    [
        "<thead><th></th><th>kilo</th></thead><tbody><tr><td>haring</td><td>3</td></tr></tbody>",
        "<thead><tr><th></th><th>kilo</th></tr></thead><tbody><td>haring</td><td>3</td></tbody>",
        "<thead><th></th><!-- per vis --><th>kilo</th></thead><td>haring</td><td>3</td>",
    ],
)
def test_cells_that_stand_in_no_row_are_one(rows: str) -> None:
    (table,) = between(f"<p><table>{rows}</table></p>")
    assert isinstance(table, Table)
    assert [[words(c.inlines, []) for c in row] for row in table.rows] == [["", "kilo"], ["haring", "3"]]
    assert table.head == 1


def shape(table: object) -> list[list[tuple[str, str, int, int]]]:
    assert isinstance(table, Table)
    return [[(words(c.inlines, []), c.heads, c.columns, c.rows) for c in row] for row in table.rows]


def test_a_table_keeps_the_cells_that_span_and_what_each_heads() -> None:
    (block,) = between(
        "<table><thead><tr><td rowspan=2></td><th colspan=2 scope=colgroup>Water</th></tr>"
        "<tr><th>hoog</th><td>laag</td></tr></thead>"
        "<tbody><tr><th scope=row>mei</th><td>3</td><td rowspan=2>12</td></tr>"
        "<tr><th>juni</th><td>4</td></tr></tbody>"
        "<tbody><tr><td colspan=3>gemeten door niemand</td></tr></tbody>"
        "<tfoot><tr><th>samen</th><td>7</td></tr></tfoot></table>"
    )
    assert isinstance(block, Table)
    assert block.head == 2
    assert shape(block) == [
        [("", "col", 1, 2), ("Water", "col", 2, 1)],
        [("hoog", "col", 1, 1), ("laag", "col", 1, 1)],
        [("mei", "row", 1, 1), ("3", "", 1, 1), ("12", "", 1, 2)],
        [("juni", "row", 1, 1), ("4", "", 1, 1)],
        [("gemeten door niemand", "", 3, 1)],
        [("samen", "row", 1, 1), ("7", "", 1, 1), ("", "", 1, 1)],
    ]


@pytest.mark.parametrize("span", ["0", "-3", "x", "99999999", "2.5", ""])
def test_no_span_that_an_author_writes_breaks_a_table(span: str) -> None:
    (block,) = between(
        f"<table><tr><th>a</th><th rowspan='{span}'>b</th></tr>"
        f"<tr><td>c</td><td colspan='{span}'>d</td></tr></table>"
    )
    assert isinstance(block, Table)
    assert [[words(c.inlines, []) for c in row if c.inlines] for row in block.rows] == [
        ["a", "b"],
        ["c", "d"],
    ]
    assert all(0 < c.columns <= 1000 for row in block.rows for c in row)
    assert all(0 < c.rows <= len(block.rows) - n for n, row in enumerate(block.rows) for c in row)


def test_a_table_keeps_the_caption_of_its_figure() -> None:
    figure = (
        '<figure class="wp-block-table"><table><tr><th>vis</th></tr>'
        "<tr><td>haring</td></tr><tr><td>bot</td></tr></table>"
        "<figcaption>{}</figcaption></figure>"
    )
    (block,) = between(figure.format("Vangst van mei"))
    assert isinstance(block, Table)
    assert block.caption == (Text("Vangst van mei"),)
    assert between(figure.format("<h4>Vangst van mei</h4>")) == [block]  # as Hugo sets a figure's title


def test_a_table_with_heads_may_have_lists_in_its_cells() -> None:
    (block,) = between(
        "<table><tr><th>vis</th><th>waar</th></tr><tr><td>haring</td><td><ul><li>zee</li><li>markt</li></ul></td></tr>"
        "<tr><td>bot</td><td><p>zee</p><p>haven</p><p>kist</p></td></tr></table>"
    )
    assert [row[1][0] for row in shape(block)] == ["waar", "zee\nmarkt", "zee\nhaven\nkist"]


def test_days_in_a_long_table_above_the_text_are_its_own() -> None:
    rows = "".join(f"<tr><th>{what}</th><td>{day}</td></tr>" for what, day in DAYS.items())
    found = piece(
        f"<h1>De veerboot</h1><table>{rows}</table>{'<p>De zee is groot en de boot is klein.</p>' * 3}"
    )
    (table,) = (block for block in found.blocks if isinstance(block, Table))
    assert [row[1].inlines for row in table.rows] == [(Text(day),) for day in DAYS.values()]
    assert not found.date


DAYS = {
    "Bestek": "3 mei 1901", "Kiel": "7 juni 1902", "Doop": "1 maart 1903", "Proefvaart": "9 april 1903",
    "Dienst": "2 mei 1903", "Verbouwd": "4 juli 1921", "Sloop": "8 augustus 1939",
}  # fmt: skip


def test_two_tables_that_stand_together_stay_two() -> None:
    rows = "<tr><th>vis</th><th>kilo</th></tr><tr><td>{}</td><td>3</td></tr>"
    tables = "".join(f"<table><caption>{n}</caption>{rows.format(n)}</table>" for n in ("bot", "haring"))
    found = between(tables)
    assert [t.caption for t in found if isinstance(t, Table)] == [(Text("bot"),), (Text("haring"),)]
    assert [shape(t)[1][0][0] for t in found] == ["bot", "haring"]


def test_a_row_that_the_editor_drops_takes_no_cell_with_it() -> None:
    table = (
        "<table><tr><th>a</th><th>b</th></tr><tr><td>een</td><td rowspan=3>lang</td></tr>"
        "<tr><td>reclame</td></tr><tr><td>drie</td></tr></table>"
    )
    page = f"<html><body><p>{PROSE}</p>{table}<p>{PROSE}</p></body></html>"
    seed = Seed("x.html", page.encode(), "html")
    entry = Entry("x.html", "x", kill=("reclame",))
    (block,) = (b for b in lift(mark(seed, read(seed), "nl", entry), entry).blocks if isinstance(b, Table))
    assert shape(block)[1:] == [[("een", "", 1, 1), ("lang", "", 1, 2)], [("drie", "", 1, 1)]]


def test_a_table_keeps_its_empty_cells_its_heads_and_its_caption() -> None:
    table = (
        "<table><caption>Wind</caption><thead><tr><th></th><th>1901</th><th>1902</th></tr></thead><tbody>"
        "<tr><th>May</th><td></td><td>3</td></tr><tr><th>June</th><td>1</td></tr></tbody></table>"
    )
    prose = "<p>" + "The ferryman counts heads when you come aboard. " * 3 + "</p>"
    seed = Seed("x.html", f"<html><body>{prose}{table}{prose}</body></html>".encode(), "html")
    (found,) = (b for b in lift(mark(seed, read(seed), "en")).blocks if isinstance(b, Table))
    said = [
        [(c.heads, "".join(getattr(i, "text", "") for i in c.inlines)) for c in row] for row in found.rows
    ]
    assert said == [
        [("col", ""), ("col", "1901"), ("col", "1902")],
        [("row", "May"), ("", ""), ("", "3")],
        [("row", "June"), ("", "1"), ("", "")],
    ]
    assert (found.head, found.caption) == (1, (Text("Wind"),))


def bios(body: str) -> list[str]:
    page = (
        f'<html lang="en"><body><article><h1>The dyke</h1><p>By Anna Baker</p>{body}</article></body></html>'
    )
    reading = read(Seed("zee.html", page.encode(), "html"))
    found = recover(clean(reading, seed="zee.html", language="en"))
    return [v.line.text for v in found.verdicts if v.role is Role.BIO]


ENGLISH = (
    "The sea is wide and the boat is small, my father used to say as we stood on the dyke and looked at the "
    "water. He had never sailed, but he was certain of it, and so we believed him every time."
)


def test_what_stands_under_the_byline_of_a_teaser_is_no_bio() -> None:
    teaser = "<div><div><h4>The tide</h4><footer><p>By John Miller</p></footer></div></div>"
    rest = "<p>It takes more than the fastest boat to tell the best story of the sea and its people.</p>"
    assert not bios(f"<section>{f'<p>{ENGLISH}</p>' * 4}{teaser}{rest}</section>")


def test_a_heading_about_a_thing_is_no_heading_of_a_bio() -> None:
    end = "<h3>About the Boats of the North</h3><p>A fierce new account of rowing, out in May.</p>"
    assert not bios(f"{f'<p>{ENGLISH}</p>' * 4}{end}")
    assert not bios(f"<p>About the pot of Anna Baker, and the pennies in it.</p>{f'<p>{ENGLISH}</p>' * 4}")
    own = "<h3>About Anna Baker</h3><p>Anna Baker is a rower and writes about the sea for this paper.</p>"
    assert bios(f"{f'<p>{ENGLISH}</p>' * 4}{own}") == [
        "About Anna Baker", "Anna Baker is a rower and writes about the sea for this paper.",
    ]  # fmt: skip


def test_what_a_piece_is_named_for_is_not_its_author() -> None:
    text = f"<p>Alder Weir is a low stone dam. {ENGLISH}</p><p>{ENGLISH}</p>"
    page = f"<article><h1>Alder Weir</h1>{text}</article>"
    reading = read(Seed("weir.html", f'<html lang="en"><body>{page}</body></html>'.encode(), "html"))
    found = mark(Seed("weir.html", b"", "html"), reading)
    assert not [fact for fact in found.facts if fact.field in ("author", "bio")]
    assert found.verdicts[1].role is Role.BODY


@pytest.mark.parametrize("mark_", ["<sup>4</sup>", "[4]", "<sup>*</sup>"])
def test_a_title_leaves_the_call_of_its_note_behind(mark_: str) -> None:
    title = f'The sea and the boat<sup><a href="#n4" id="r4">{mark_}</a></sup>'
    text = f"<p>{ENGLISH}</p><p>{ENGLISH}</p><ol><li id='n4'>So he called it.</li></ol>"
    page = f'<html lang="en"><body><nav>x</nav><article><h1>{title}</h1>{text}</article></body></html>'
    seed = Seed("sea.html", page.encode(), "html")
    assert lift(mark(seed, read(seed))).title == "The sea and the boat"


def test_a_title_that_ends_with_a_number_keeps_it() -> None:
    body = f'<article><h1>Room <a href="/4">4</a></h1><p>{ENGLISH}</p></article>'
    page = f'<html lang="en"><body>{body}</body></html>'
    seed = Seed("sea.html", page.encode(), "html")
    assert lift(mark(seed, read(seed))).title == "Room 4"


LEAD = "Wie op de eerste trein wacht, ziet een stad die nog niemand anders heeft gezien."


@pytest.mark.parametrize(
    ("head", "is_lead"),
    [
        (f'<p class="standfirst">{LEAD}</p>', True),
        (f'<div class="article__intro"><p>{LEAD}</p></div>', True),
        (f'<h2 class="subtitle">{LEAD}</h2>', True),
        (f'<p class="introvert">{LEAD}</p>', False),
        (f'<div class="intro"><p>{LEAD}</p><p>{PROSE}</p></div>', False),  # the beginning of the text
        (f'<p class="body">{LEAD}</p>', False),
        ('<p class="lead">Zee.</p>', False),
        (f'<p class="lead">{PROSE * 4}</p>', False),
        (f'<ul class="intro"><li>{LEAD}</li></ul>', False),
    ],
)
def test_the_standfirst_is_what_the_site_calls_so(head: str, is_lead: bool) -> None:
    first = first_of(head)
    assert (isinstance(first, Paragraph) and first.dek) is is_lead


def first_of(head: str) -> Block:
    """The first block of a page whose title stands above `head`, and its text below."""
    text = f"<h1>De zee</h1>{head}<p>{PROSE}</p><p>{PROSE}</p>"
    page = f'<html lang="nl"><body><article>{text}</article></body></html>'
    reading = read(Seed("zee.html", page.encode(), "html"))
    return lift(recover(clean(reading, seed="zee.html", language="nl"))).blocks[0]


@pytest.mark.parametrize(
    ("lead", "inlines"),
    [
        (f"<strong>{LEAD}</strong>", (Text(LEAD),)),
        (f" <b><em>{LEAD}</em></b>", (Text(LEAD),)),
        (f"{LEAD} <em>Niemand.</em>", (Text(f"{LEAD} "), Span("em", (Text("Niemand."),)))),
    ],
)
def test_a_lead_is_not_emphasised_as_a_whole(lead: str, inlines: tuple[object, ...]) -> None:
    first = first_of(f'<p class="standfirst">{lead}</p>')
    assert isinstance(first, Paragraph)
    assert first.dek
    assert first.inlines == inlines


def test_headings_that_the_site_calls_subtitles_are_subheads() -> None:
    heads = [f'<h3 class="subtitle">{head}</h3><p>{PROSE}</p>' for head in ("De boot", "De dijk")]
    assert [type(block) for block in between("".join(heads))] == [Heading, Paragraph, Heading, Paragraph]


@pytest.mark.parametrize(
    ("line", "heads"),
    [
        ("De boot en de dijk", False),  # a paragraph like the others, however short
        ("En als de boot niet vaart?", False),
        ("<strong>De boot en de dijk</strong>", True),
        ('<span style="font-weight:bold">De boot en de dijk</span>', True),
        ("<em>De boot</em> en de dijk van toen", False),
    ],
)
def test_a_page_shows_which_lines_are_subheads(line: str, heads: bool) -> None:
    text = f"<p>{PROSE}</p>" * 2
    found = [type(block) for block in between(f"{text}<p>{line}</p>{text}")]
    assert found == [Paragraph, Paragraph, Heading if heads else Paragraph, Paragraph, Paragraph]


@pytest.mark.parametrize(
    ("head", "below", "is_lead"),
    [
        (f"<h2>{LEAD}</h2>", "", True),  # a sentence
        (f"<h2>{LEAD}</h2>", "<h2>De dijk</h2>", True),
        (
            "<h3>Veertig jaar lang hield mijn vader elke ochtend vóór zessen de wacht op de dijk</h3>",
            "",
            True,
        ),
        (
            "<h3>Hoe mijn vader veertig jaar lang elke dag de wacht hield op de dijk</h3>",
            "<h3>Nu</h3>",
            False,
        ),
        ('<h2 class="article-sub-headline">De wacht op de dijk</h2>', "", True),
        ("<h2>De wacht op de dijk</h2>", "", False),
        ("<h2>Wie hield er elke ochtend de wacht op de dijk?</h2>", "<h2>Wie nu?</h2>", False),
    ],
)
def test_a_heading_that_says_what_the_piece_tells_is_its_standfirst(
    head: str, below: str, is_lead: bool
) -> None:
    text = f"<h1>De zee</h1>{head}<p>{PROSE}</p>{below}<p>{PROSE}</p>"
    page = f'<html lang="nl"><body><article>{text}</article></body></html>'
    reading = read(Seed("zee.html", page.encode(), "html"))
    first = lift(recover(clean(reading, seed="zee.html", language="nl"))).blocks[0]
    assert isinstance(first, Paragraph if is_lead else Heading)
    assert (isinstance(first, Paragraph) and first.dek) is is_lead


@pytest.mark.parametrize(("shown", "lost"), [('<p><img src="a.png"></p>', False), ("", True)])
def test_a_colon_announces_the_picture_below_it(shown: str, lost: bool) -> None:
    told = f"<p>{PROSE} Zo zag dat eruit:</p>{shown}<h2>De dijk</h2><p>{PROSE}</p>"
    page = f'<html lang="nl"><body><article><p>{PROSE}</p>{told}</article></body></html>'
    reading = read(Seed("zee.html", page.encode(), "html"))
    found = recover(clean(reading, seed="zee.html", language="nl"))
    assert ("recover.lost-list" in {finding.check for finding in found.findings}) is lost
