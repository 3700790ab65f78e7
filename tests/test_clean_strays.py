"""What a page has for its screen alone goes: its contents, a text once more, the numbers of its lists."""

from __future__ import annotations

import pytest
from test_clean_markup import NAV, PARAGRAPHS, TEXT, article, kept

from book.clean import Judge
from book.clean.cards import cards
from book.clean.echoes import doubled
from book.clean.hidden import hidden
from book.clean.otherpieces import other_pieces
from book.clean.page import Page, Verdicts
from book.clean.strays import contents, controls, counters
from book.model import Line, Role, Seed, Verdict
from book.read import read

LINKS = "".join(f'<li><a href="#{name.lower()}">{name}</a></li>' for name in ("Perron", "Koffer", "Kaas"))
HEADED = "".join(
    f'<h2 id="{name}">{name.title()}</h2><p>{text}</p>'
    for name, text in zip(("perron", "koffer", "kaas"), TEXT, strict=False)
)


def judged(judge: Judge, inside: str, nav: str = NAV) -> Verdicts:
    """What one judge makes of an article of which everything was kept so far."""
    body = f'<html><body>{nav}<article><div class="entry">{inside}</div></article></body></html>'
    lines = read(Seed("x.html", body.encode(), "html")).lines
    verdicts = tuple(Verdict(line, Role.BLANK if line.blank else Role.BODY, "stet") for line in lines)
    return judge(verdicts, Page.of(lines, "nl"))


def dropped(verdicts: Verdicts) -> list[str]:
    return [v.line.text for v in verdicts if not v.kept and not v.line.blank]


@pytest.mark.parametrize(
    "box",
    [
        f'<div class="inhoud"><p>In dit stuk</p><ul>{LINKS}</ul></div>',
        f"<h2>In dit stuk</h2><ol>{LINKS}</ol>",
        f"<div><h3>In dit stuk</h3><nav><ul>{LINKS}</ul></nav></div>",
    ],
)
def test_a_list_of_contents_goes_with_its_heading(box: str) -> None:
    result = judged(contents, f"<p>{TEXT[3]}</p>{box}{HEADED}")
    assert dropped(result) == ["In dit stuk", "Perron", "Koffer", "Kaas"]
    assert {v.rule for v in result if not v.kept} == {"contents"}


@pytest.mark.parametrize(
    "items",
    [
        LINKS + '<li><a href="https://example.org/ns">De dienstregeling</a></li>',
        LINKS + "<li>En een kaas, die hij zelf betaalde.</li>",
        '<li><a href="#perron">Perron</a></li><li><a href="#kaas">Kaas</a></li>',
    ],
    ids=["one leads elsewhere", "one is no link", "two are no list of contents"],
)
def test_a_list_that_says_more_stays(items: str) -> None:
    assert not dropped(judged(contents, f"<p>{TEXT[3]}</p><ul>{items}</ul>{HEADED}"))


def test_a_sentence_above_a_list_of_contents_stays() -> None:
    result = judged(contents, f"<p>Het ging zo:</p><ul>{LINKS}</ul>{HEADED}")
    assert dropped(result) == ["Perron", "Koffer", "Kaas"]


def test_a_paragraph_written_out_for_another_width_goes() -> None:
    result = judged(doubled, f'{PARAGRAPHS}<div class="mobile"><p>{TEXT[1]}</p></div>')
    assert dropped(result) == [TEXT[1]]
    assert result[-1].rule == "doubled"


def test_what_a_table_says_in_several_cells_stays() -> None:
    rows = "".join(f"<tr><td>19{n}</td><td>{TEXT[n % 2]}</td></tr>" for n in range(10, 16))
    table = f"<table><tr><th>Jaar</th><th>Wat</th></tr>{rows}</table>"
    assert not dropped(judged(doubled, f"<div><p>{TEXT[2]}</p>{table}<p>{TEXT[3]}</p></div>"))
    again = judged(doubled, f'<div><p>{TEXT[2]}</p>{table}<p>{TEXT[3]}</p></div><div class="m">{table}</div>')
    assert set(dropped(again)) == {TEXT[0], TEXT[1]}


def test_a_refrain_stays() -> None:
    assert not dropped(judged(doubled, f"{PARAGRAPHS}<p>{TEXT[0]}</p>"))
    verse = "<p>{}</p>".format("De trein, de trein,<br>hij komt niet meer voor ons. " * 4)
    assert not dropped(judged(doubled, f"<div>{verse}</div><p>{TEXT[0]}</p><section>{verse}</section>"))


def test_a_short_remark_under_two_things_stays() -> None:
    tip = "Deze kaas is in Zwolle het lekkerst, maar ook het duurst."
    boxes = "".join(f'<div class="kaas-{n}"><p>{TEXT[n]}</p><p>{tip}</p></div>' for n in range(3))
    assert not dropped(judged(doubled, boxes))


def test_a_bare_text_says_what_it_says() -> None:
    twice = f"<div><p>{TEXT[0]}</p></div><section><p>{TEXT[0]}</p></section>"
    assert not dropped(judged(doubled, twice, nav=""))


@pytest.mark.parametrize("number", ["{}", "{}.", "0{}"])
def test_the_number_of_an_item_goes_where_the_list_counts(number: str) -> None:
    items = "".join(
        f'<li><div class="nummer">{number.format(n)}</div><p>{text}</p></li>'
        for n, text in enumerate(TEXT, 1)
    )
    result = judged(counters, f"<ol>{items}</ol>")
    assert dropped(result) == [number.format(n) for n in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    "items",
    [
        "<ul>" + "".join(f"<li><b>{n}</b><p>{text}</p></li>" for n, text in enumerate(TEXT, 1)) + "</ul>",
        "<ol>" + "".join(f"<li><b>199{n}</b><p>{text}</p></li>" for n, text in enumerate(TEXT)) + "</ol>",
        "<ol><li><p>2</p></li><li><p>4</p></li><li><p>8</p></li></ol>",
    ],
    ids=["no numbered list", "years", "numbers are what it lists"],
)  # fmt: skip
def test_other_numbers_stay(items: str) -> None:
    assert not dropped(judged(counters, PARAGRAPHS + items))


def test_buttons_one_like_the_other_go() -> None:
    buy = "".join(f"<p>{text}</p><p><button>Koop dit boek</button></p>" for text in TEXT)
    assert dropped(judged(controls, buy)) == ["Koop dit boek"] * 4


def test_a_button_that_opens_an_answer_stays() -> None:
    asked = "".join(f"<h3><button>Vraag {n}?</button></h3><p>{text}</p>" for n, text in enumerate(TEXT))
    assert not dropped(judged(controls, asked))


def test_all_of_them_on_one_page() -> None:
    items = "".join(f"<li><b>{n}</b><p>{text}</p></li>" for n, text in enumerate(TEXT, 1))
    page = f'<ul>{LINKS}</ul>{HEADED}<ol>{items}</ol><div class="mobile">{PARAGRAPHS}</div>'
    assert [text for text in kept(article(page)) if text in TEXT].count(TEXT[3]) == 1


OWN = f'<article class="single"><h1>De trein</h1><p>{TEXT[0]}</p><p>{TEXT[1]}</p></article>'


def others(more: str) -> list[str]:
    """What goes of a page that goes on with `more`."""
    lines = read(Seed("x.html", f"<html><body>{NAV}{OWN}{more}</body></html>".encode(), "html")).lines
    verdicts = tuple(Verdict(line, Role.BLANK if line.blank else Role.BODY, "stet") for line in lines)
    return dropped(other_pieces(verdicts, Page.of(lines, "nl")))


@pytest.mark.parametrize("heading", ["<h1>De koffer</h1>", '<h2><a href="/koffer">De koffer</a></h2>'])
def test_a_piece_with_which_the_page_goes_on_is_another(heading: str) -> None:
    more = f'<article class="card">{heading}<p>{TEXT[2]}</p></article>'
    assert others(more) == ["De koffer", TEXT[2]]


@pytest.mark.parametrize(
    "more",
    [
        f'<article class="card"><h2>De koffer</h2><p>{TEXT[2]}</p></article>',  # a part, with its heading
        f'<article class="single"><h2><a href="/koffer">De koffer</a></h2><p>{TEXT[2]}</p></article>',
        f'<article class="card"><p>{TEXT[2]}</p></article>',
    ],
)
def test_a_part_of_the_page_that_is_marked_up_as_an_article_is_its_own(more: str) -> None:
    assert others(more) == []


@pytest.mark.parametrize(
    "names",
    [
        "hidden",
        "intro__premium hidden",
        "visually-hidden",
        "d-none",
        "sr-only",
        "w-condition-invisible",
        "navbox",
    ],
)
def test_what_the_page_hides_goes(names: str) -> None:
    offer = f'<div class="{names}"><p>Onbeperkt lezen op al uw schermen.</p></div>'
    assert dropped(judged(hidden, PARAGRAPHS + offer)) == ["Onbeperkt lezen op al uw schermen."]


@pytest.mark.parametrize(
    "names",
    ["hidden md:block", "d-none d-lg-flex", "overflow-hidden", "field--label-hidden", "hide-on-print"],
)
def test_what_is_shown_on_some_screen_is_not_hidden(names: str) -> None:
    assert dropped(judged(hidden, f'{PARAGRAPHS}<div class="{names}"><p>{TEXT[0]}</p></div>')) == []


def test_an_article_that_is_hidden_until_it_has_loaded_stays() -> None:
    assert dropped(judged(hidden, f'<p>Een ogenblik.</p><div class="hidden">{PARAGRAPHS}</div>')) == []


def test_who_said_what_a_figure_quotes_stays_with_it() -> None:
    quote = (
        f'<figure class="pull-quote"><blockquote>{TEXT[0]}</blockquote><figcaption>{{}}</figcaption></figure>'
    )
    page = f"<html><body>{NAV}<article><p>{TEXT[1]}</p>{quote.format('De bakker')}</article></body></html>"
    lines = [line for line in read(Seed("x.html", page.encode(), "html")).lines if not line.blank]
    verdicts = tuple(
        Verdict(line, Role.BOILERPLATE, "markup.figure", 0.8)
        if line.tag == "figcaption"
        else Verdict(line, Role.BODY, "stet")
        for line in lines
    )
    assert dropped(verdicts) == ["De bakker"]
    assert dropped(cards(verdicts, Page.of(lines, "nl"))) == []


@pytest.mark.parametrize(
    ("numbers", "gone"),
    [
        (["1", "2", "3", "4"], True),
        (["1", "2"], False),
        (["1", "2", "4", "5"], False),
        (["3", "4", "5"], False),
        (["1.", "2.", "3."], False),
    ],
)
def test_the_numbers_of_a_programs_lines_that_were_copied_along_go(numbers: list[str], gone: bool) -> None:
    text = [TEXT[0], "", *numbers, "import os", "print(os.name)", "", TEXT[1]]
    lines = tuple(Line(n, line) for n, line in enumerate(text, 1))
    verdicts = tuple(Verdict(line, Role.BLANK if line.blank else Role.BODY, "stet") for line in lines)
    assert dropped(counters(verdicts, Page.of(lines, "nl"))) == numbers * gone


@pytest.mark.parametrize(("rows", "gone"), [(6, True), (4, False)])
def test_the_numbers_of_a_programs_lines_go_where_a_blank_line_stands_below_them(
    rows: int, gone: bool
) -> None:
    numbers = [str(n) for n in range(1, rows + 1)]
    lines = tuple(Line(n, line) for n, line in enumerate((TEXT[0], "", *numbers, "", "import os"), 1))
    verdicts = tuple(
        Verdict(line, Role.BLANK, "blank") if line.blank
        else Verdict(line, Role.BOILERPLATE, "unlike-text") if line.text == "3"  # as a judge may say before
        else Verdict(line, Role.BODY, "stet")
        for line in lines
    )  # fmt: skip
    found = counters(verdicts, Page.of(lines, "nl"))
    assert dropped(found) == (numbers if gone else ["3"])
