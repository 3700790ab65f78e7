"""Rules and ornaments of web pages: a break between two parts of a text, or a fence around furniture."""

from __future__ import annotations

import pytest

from book.clean.dividers import FENCE
from book.intake import mark
from book.model import Break, Entry, Galley, Heading, Paragraph, Quotation, Seed, Span, Text
from book.read import read
from book.recover import lift

TEXT = (
    "De zee is groot en de boot is klein, zei mijn vader altijd als we op de dijk stonden te kijken naar het "
    "water. Hij had nooit gevaren, maar hij wist het zeker, en wij geloofden hem.",
    "Als de mist kwam, floot hij op zijn vingers, en dan floot er iemand terug van de overkant. Wie dat was, "
    "hebben we nooit geweten. Mijn moeder zei dat het een vogel was.",
    "Later ben ik zelf gaan varen, op een boot die groter was dan ons huis, en in de mist floot ik. Er floot "
    "nooit iemand terug, maar ik had ook nooit gedacht dat het zou gebeuren.",
    "Vorige week stond ik weer op de dijk, met mijn zoon, die vroeg hoe diep het was. Diep genoeg, zei ik, "
    "en toen zeiden we niets meer, want het begon te regenen.",
)
ONE, TWO, THREE, FOUR = (f"<p>{text}</p>" for text in TEXT)
SHARE = '<div class="share"><a href="https://x.example/s">Deel op X</a> <a href="/mail">Mail</a></div>'


def galley(article: str, entry: Entry | None = None) -> Galley:
    page = (
        '<html lang="nl"><head><title>De zee - Het Blad</title></head><body><nav class="menu"><ul><li>'
        '<a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav><main><article class="post">'
        f'<h1>De zee</h1><div class="entry-content">{article}</div></article></main>'
        '<footer class="site-footer"><hr><p>© 2019 Het Blad</p></footer></body></html>'
    )
    seed = Seed("zee.html", page.encode(), "html")
    return mark(seed, read(seed), "nl", entry)


def made(article: str) -> str:
    """The blocks of the piece, a letter each."""
    letters = {Paragraph: "p", Break: "*", Heading: "h", Quotation: "q"}
    return "".join(letters.get(type(block), "?") for block in lift(galley(article)).blocks)


@pytest.mark.parametrize(
    "rule",
    [
        "<hr>",
        '<hr class="wp-block-separator">',
        "<div><hr/></div>",
        '<div role="separator"><span></span><span></span><span></span></div>',
        *(f"<p>{sign}</p>" for sign in ("***", "* * *", "⁂", "—", "– – –", "•••", "~", "◊", "❦")),
        '<div class="separator">⁂</div>',
        '<p style="text-align: center"><img src="divider.png" alt=""></p>',
        '<p><img src="/img/lijn-1.svg" class="section-break" alt="" role="presentation"></p>',
    ],
)
def test_a_rule_or_an_ornament_between_two_paragraphs_of_a_page_is_a_break(rule: str) -> None:
    assert made(f"{ONE}{TWO}{rule}{THREE}{FOUR}") == "pp*pp"


def test_a_small_picture_that_a_page_shows_between_its_paragraphs_again_and_again_is_a_break() -> None:
    flower = '<div><img src="bloem.png" width="80" height="30"></div>'
    assert made(f"{ONE}{flower}{TWO}{flower}{THREE}{FOUR}") == "p*p*pp"


def test_one_that_tells_no_size_is_a_break_where_it_is_shown_three_times() -> None:
    flower = '<p><img src="bloem.png"></p>'
    assert made(f"{ONE}{flower}{TWO}{flower}{THREE}{flower}{FOUR}") == "p*p*p*p"


def test_a_row_of_asterisks_in_a_paragraph_of_rows_is_a_break() -> None:
    one, two, three = TEXT[:3]
    assert made(f"<p>{one}<br>***<br>{two}<br><br>{three}</p>{FOUR}") == "p*ppp"
    rows = f'<p>{one}<br><a id="hier"></a>⁂<br>{two} <a id="daar">Zo.</a></p>{THREE}'
    lines = [v.line for v in galley(rows).verdicts if v.kept]
    assert [line.anchors for line in lines if line.anchors] == [("hier",), ("daar",)]
    assert [line.text[:6] for line in lines if "daar" in line.anchors] == [two[:6]]


def test_a_picture_beside_the_words_of_each_paragraph_is_none() -> None:
    icon = '<img src="punt.png" width="8" height="8">'
    marked = (paragraph.replace("<p>", f"<p>{icon} ") for paragraph in (ONE, TWO, THREE))
    assert made("".join(marked)) == "ppp"


@pytest.mark.parametrize(
    ("article", "blocks"),
    [
        (f"<hr>{ONE}{TWO}{THREE}<hr>", "ppp"),  # above and below the piece
        (f"{ONE}{TWO}<hr>{SHARE}<hr>{THREE}{FOUR}", "pppp"),  # fences what goes
        (f"{ONE}{TWO}<hr><iframe src='/ad'></iframe><hr>{THREE}{FOUR}", "pppp"),  # and what shows nothing
        (f"{ONE}{TWO}<hr><h2>De overkant</h2>{THREE}{FOUR}", "pphpp"),
        (f"{ONE}{TWO}<h2>De overkant</h2><hr>{THREE}{FOUR}", "pphpp"),
        (f"{ONE}{TWO}<hr><p><b>De overkant</b></p>{THREE}<p><b>De dijk</b></p>{FOUR}", "pphphp"),
        (f'<p class="lead">Een vader die nooit voer, en wat hij wist.</p><hr>{ONE}{TWO}{THREE}', "pppp"),
        (f'{ONE}<hr><blockquote class="pullquote"><p>Hij wist het.</p></blockquote><hr>{TWO}{THREE}', "pqpp"),
        (f"{ONE}<ul><li>varen<hr></li><li>vissen</li></ul>{TWO}{THREE}", "p?pp"),
    ],
)
def test_a_rule_that_sets_nothing_apart_but_what_stands_apart_anyway_is_none(
    article: str, blocks: str
) -> None:
    assert made(article) == blocks


def test_a_rule_above_the_bio_or_a_note_on_where_the_piece_appeared_is_none() -> None:
    bio = "<p><em>Jan Stip is visser en schrijft elke week over de zee.</em></p>"
    piece = lift(galley(f"<p>Door Jan Stip</p>{ONE}{TWO}{THREE}<hr>{bio}"))
    assert [type(block) for block in piece.blocks] == [Paragraph] * 3
    assert piece.bio


def test_an_editor_makes_a_break_of_a_rule_that_was_left_out_and_leaves_another_out() -> None:
    page = f"{ONE}<hr>{TWO}<hr>{SHARE}{THREE}{FOUR}"
    kept, fence, *_ = (v for v in galley(page).verdicts if v.line.tag == "hr")
    assert fence.rule == FENCE
    entry = Entry("zee.html", "piece[0]", stet=(fence.line.number,), kill=(kept.line.number,))
    blocks = lift(galley(page, entry)).blocks
    assert [type(block) for block in blocks] == [Paragraph, Paragraph, Break, Paragraph, Paragraph]


@pytest.mark.parametrize(
    ("opening", "kinds"),
    [
        ('<blockquote class="epigraph"><p>De zee neemt.</p></blockquote>', ["epigraph"]),
        ('<blockquote role="doc-epigraph"><p>De zee neemt.</p></blockquote>', ["epigraph"]),
        ("<blockquote><p>De zee neemt.</p><p>— Jan de Boer</p></blockquote>", ["epigraph"]),
        ("<blockquote><p>De zee neemt.</p><cite>Jan de Boer</cite></blockquote><hr>", ["epigraph"]),
        ("<blockquote><p>De zee neemt.<br>— Jan de Boer</p></blockquote>", ["epigraph"]),
        (
            '<p class="standfirst">Over de zee en de mist daar.</p>'
            "<blockquote><p>De zee neemt.</p><p>En zij geeft.</p><footer>Jan de Boer</footer></blockquote>"
            "<hr>",
            ["epigraph"],
        ),
        (f"{ONE}<blockquote><p>De zee neemt.</p><p>— Jan de Boer</p></blockquote>", ["blockquote"]),
        ("<blockquote><p>De zee neemt.</p></blockquote>", ["blockquote"]),
        ("<blockquote><p>De zee neemt.</p><p>— Jan (@jan) 3 mei 2019</p></blockquote>", ["blockquote"]),
        (f"<blockquote>{ONE}{THREE}{FOUR}<p>— Jan de Boer</p></blockquote>", ["blockquote"]),
    ],
)
def test_an_epigraph_is_called_so_or_stands_above_the_text_with_whom_it_is_by(
    opening: str, kinds: list[str]
) -> None:
    blocks = lift(galley(f"{opening}{TWO}{THREE}{FOUR}")).blocks
    assert [block.kind for block in blocks if isinstance(block, Quotation)] == kinds
    assert not any(isinstance(block, Break) for block in blocks)


def test_whom_an_epigraph_is_by_is_set_apart_by_the_titles_in_it_alone() -> None:
    cited = "<blockquote><p>De zee neemt.</p><cite>Jan de Boer, <i>Het Tij</i></cite></blockquote>"
    quoted = lift(galley(f"{cited}{TWO}{THREE}{FOUR}")).blocks[0]
    assert isinstance(quoted, Quotation)
    assert quoted.attribution == (Text("Jan de Boer, "), Span("i", (Text("Het Tij"),)))


def test_whom_an_epigraph_is_by_did_not_write_the_piece() -> None:
    said = "<blockquote><p>De zee neemt.</p><p>— Jan de Boer</p></blockquote>"
    assert lift(galley(f"{said}{TWO}{THREE}{FOUR}")).authors == ()
