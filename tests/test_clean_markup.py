"""Web pages: what stands around the article goes, what is in it stays, and every line has its verdict."""

from __future__ import annotations

from dataclasses import replace

import pytest
from growth import growth
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from book.clean import authorship, clean
from book.clean.authorship import by_end
from book.clean.edges import headed
from book.clean.estimates import Estimate
from book.clean.layout import laid_out, whereabouts
from book.clean.linkedout import linked_out
from book.clean.look import foreign
from book.clean.markup import _least, _with_its_like, estimates
from book.clean.page import Page, stop_words
from book.clean.placenames import kinds, name_words, step
from book.clean.preformatted import preformatted
from book.clean.saved import among, between, goes_on, most, standfirst
from book.clean.tree import Tree
from book.errors import SeedError
from book.model import Galley, Line, Link, Reading, Role, Seed, Text, Told, Verdict
from book.read import read

TEXT = (
    "Wie vroeg opstaat, ziet de stad nog zonder mensen. De bakker op de hoek zet zijn deur open en de geur "
    "van brood trekt de straat in, langs de gesloten winkels en de fietsen die er al sinds gisteren staan.",
    "Op het perron staat een man met een koffer die te zwaar voor hem is. Hij wacht, net als ik, op de trein "
    "van kwart over zes, die vandaag weer eens niet komt. ‘Dat hoort erbij,’ zegt hij, en hij gaat zitten.",
    "We praten over het weer en over zijn dochter, die in Groningen studeert en die hij elke maand bezoekt. "
    "De koffer zit vol met boeken die zij hem vroeg mee te nemen, en met een kaas, want die is daar duurder.",
    "Als de trein eindelijk komt, is het licht geworden. Ik help hem met de koffer, en hij zegt dat ik "
    "bedankt ben, en dat hij de volgende keer de kaas alleen meeneemt. Dan lezen we tot Zwolle een krant.",
)
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in TEXT)
NAV = """<header class="site-header"><nav class="main-menu"><ul><li><a href="/">Home</a></li>
<li><a href="/nieuws">Nieuws</a></li><li><a href="/vis">De visserij</a></li></ul></nav></header>"""
FOOT = """<footer class="site-footer"><ul><li><a href="/over">Over ons</a></li>
<li><a href="/privacy">Privacyverklaring</a></li></ul><p>© 2019 Het Blad</p></footer>"""


def galley(body: str, head: str = "") -> Galley:
    reading = read(Seed("x.html", f"<html><head>{head}</head><body>{body}</body></html>".encode(), "html"))
    return clean(reading, seed="x.html", language="nl")


def article(inside: str, around: str = "") -> Galley:
    return galley(
        f'{NAV}<main><article class="post"><h1>De trein naar Groningen</h1>'
        f'<div class="entry-content">{inside}</div></article>{around}</main>{FOOT}'
    )


def kept(result: Galley) -> list[str]:
    return [v.line.text for v in result.verdicts if v.kept]


AROUND = {
    "a sidebar": '<aside class="sidebar"><h3>Meest gelezen</h3><ul>'
    '<li><a href="/a">Tien tips voor de tuin</a></li>'
    '<li><a href="/b">Waarom de koffie duurder wordt</a></li></ul></aside>',
    "related posts": '<div class="related-posts"><h3>Lees ook</h3><ul>'
    '<li><a href="/c">De bus naar Assen</a></li>'
    '<li><a href="/d">Fietsen langs het kanaal</a></li></ul></div>',
    "share buttons": '<div class="share-buttons"><a href="#">Facebook</a> <a href="#">Twitter</a></div>',
    "a newsletter": '<form class="newsletter-signup"><label>Uw e-mailadres</label>'
    "<button>Abonneren</button></form>",
    "a cookie banner": '<div id="cookie-consent" role="dialog"><p>Wij gebruiken cookies.</p>'
    "<button>Accepteren</button></div>",
    "tags": '<div class="post-tags"><a href="/tag/ov">openbaar vervoer</a> <a href="/tag/ns">trein</a></div>',
}


@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND.keys())
def test_what_stands_around_an_article_goes(around: str) -> None:
    result = article(PARAGRAPHS, around)
    assert [text for text in kept(result) if text in TEXT] == list(TEXT)
    assert set(kept(result)) <= {*TEXT, "De trein naar Groningen"}


def test_comments_go_however_well_written() -> None:
    thread = "".join(
        f'<li class="comment"><div class="comment-author">{name}</div>'
        f'<div class="comment-body"><p>{text}</p></div></li>'
        for name, text in (
            ("Jan", "Wat een mooi stuk over wachten op een perron, ik herken het helemaal van vroeger."),
            ("Marie", "Mijn dochter studeert ook in Groningen, en de kaas is daar inderdaad veel duurder."),
        )
    )
    readers = f'<div id="comments"><h2>2 reacties</h2><ol class="comment-list">{thread}</ol></div>'
    result = article(PARAGRAPHS, readers)
    assert set(kept(result)) <= {*TEXT, "De trein naar Groningen"}
    assert set(TEXT) <= set(kept(result))
    assert any(v.role is Role.COMMENT for v in result.verdicts)


def test_headings_lists_and_quotations_within_the_article_stay() -> None:
    inside = (
        f"<p>{TEXT[0]}</p><h2>Wachten</h2><p>{TEXT[1]}</p><ul><li>een koffer vol boeken voor haar studie</li>"
        f"<li>een hele kaas van de markt</li></ul><p>{TEXT[2]}</p><blockquote><p>Wie wacht, leert kijken "
        f"naar wat er altijd al was.</p></blockquote><p>{TEXT[3]}</p>"
    )
    found = kept(article(inside))
    assert {"Wachten", "een koffer vol boeken voor haar studie", "een hele kaas van de markt"} <= set(found)
    assert set(TEXT) <= set(found)
    assert any(text.startswith("Wie wacht") for text in found)


BOXED = {
    "a component": '<div class="sc-9cd5bb24-0 cJKYng"><div class="sc-cd60-0 DQtHs"><h2>{}</h2></div></div>',
    "a header": "<header><h2>{}</h2></header>",
}


@pytest.mark.parametrize("box", BOXED.values(), ids=BOXED.keys())
def test_a_heading_in_a_box_of_its_own_between_paragraphs_stays(box: str) -> None:
    parts = "".join(f"{box.format(f'Deel {n} van de reis')}<div><p>{t}</p></div>" for n, t in enumerate(TEXT))
    page = f'{NAV}<div id="__next"><main><article><h1>De trein</h1>{parts}</article></main></div>{FOOT}'
    found = kept(galley(page))
    assert {"Deel 1 van de reis", "Deel 2 van de reis", "Deel 3 van de reis", *TEXT} <= set(found)


@pytest.mark.parametrize(
    ("box", "stays"),
    [
        ("div.article-body.type-header", True),
        ("div.section-title", True),
        ("div.widget.widget-title", False),
        ("div.related-title", False),
    ],
)
def test_a_box_that_is_named_for_its_heading_takes_it_not_away(box: str, stays: bool) -> None:
    first, last = (
        Line(n, text, "p", "body > article > div.type-text > p") for n, text in ((1, TEXT[0]), (3, TEXT[1]))
    )
    lines = [first, Line(2, "Het perron", "h2", f"body > article > {box} > h2"), last]
    assert (1 in between(lines, [0.9, 0.2, 0.9], [0.4, 0.45, 0.4])) == stays


@pytest.mark.parametrize(
    ("tag", "stays"), [("li > section", True), ("dd > div", True), ("div > section", False)]
)
def test_what_an_editors_program_puts_in_an_item_is_the_item(tag: str, stays: bool) -> None:
    first, last = (Line(n, text, "p", "body > article > p") for n, text in ((1, TEXT[0]), (3, TEXT[1])))
    item = Line(2, "een koffer zonder wieltjes", tag.rpartition(" ")[2], f"body > article > ul > {tag}")
    assert (1 in between([first, item, last], [0.9, 0.2, 0.9], [0.4] * 3)) == stays


def test_where_nothing_is_sure_furniture_is_not_the_text_and_headings_between_sentences_stay() -> None:
    wall = "Wij gebruiken cookies om te onthouden wat u leest, en delen die met wie bij ons adverteert."
    consent = f'<div class="cookie-consent"><p>{wall}</p></div>'
    text = "<p>Le train n'est pas venu hier soir, et personne n'a dit pourquoi il ne venait pas du tout.</p>"
    body = f"{NAV}{consent}<div>{text}<h3>Le quai</h3>{text}<ul><li>une valise</li></ul>{text}</div>{FOOT}"
    assert wall not in kept(galley(body))
    assert {"Le quai", "une valise"} <= set(kept(galley(body)))


def test_a_list_in_a_box_of_its_own_between_paragraphs_stays() -> None:
    """As programs that lay pages out give each block a box."""
    items = "".join(f"<li>{text}</li>" for text in ("100x lichter", "Een wiel", "Geen spaken", "Twee stuurs"))
    boxes = (f'<section class="core-block core-paragraph"><p>{text}</p></section>' for text in TEXT)
    inside = f'<section class="core-block core-list"><ul>{items}</ul></section>'.join(boxes)
    result = galley(f'{NAV}<main><h1>De trein</h1><div class="resource-content">{inside}</div></main>{FOOT}')
    assert kept(result).count("Een wiel") == 3


def test_an_item_whose_text_stands_in_a_box_is_an_item() -> None:
    first, last = (Line(n, text, "p", "body > article > p") for n, text in ((1, TEXT[0]), (3, TEXT[1])))
    for box in ("li:nth-child(1) > section", "table > tbody > tr:nth-child(1) > td:nth-child(1) > div.cell"):
        item = Line(2, "Een krabber", box.rpartition(" > ")[2].partition(".")[0], f"body > article > {box}")
        assert 1 in between([first, item, last], [0.9, 0.2, 0.9], [0.35] * 3)
    bare = Line(2, "Een krabber", "div", "body > article > div > div")
    assert 1 not in between([first, bare, last], [0.9, 0.2, 0.9], [0.35] * 3)


def test_an_item_that_is_a_link_stays_where_most_like_it_do() -> None:
    """What an author uses, listed, of which some is linked to where it is sold."""
    link = (Link("https://x.example/", (Text("Een krabber"),)),)
    items = [
        Line(n, text, "li", f"body > article > ul > li:nth-child({n - 1})", inlines)
        for n, (text, inlines) in enumerate((("Beits", ()), ("Een krabber", link), ("Schuurpapier", ())), 2)
    ]
    first, last = (Line(n, text, "p", "body > article > p") for n, text in ((1, TEXT[0]), (5, TEXT[1])))
    lines, least = [first, *items, last], [0.35] * 5
    assert 2 in between(lines, [0.9, 0.6, 0.2, 0.6, 0.9], least)
    assert 2 in between(lines, [0.9, 0.2, 0.2, 0.2, 0.9], least)
    menu = [first, *(replace(item, inlines=(Link("/x", (Text(item.text),)),)) for item in items), last]
    assert 2 not in between(menu, [0.9, 0.2, 0.2, 0.2, 0.9], least)


def test_a_section_that_looks_least_like_the_article_is_lifted_by_those_like_it() -> None:
    """Sections of a list of ten differ in their numbers only; the others say what each of them is."""
    place = "main > section#tip-{} > div.body > p:nth-child({})"
    lines = [Line(n, text, "p", place.format(n, n)) for n, text in enumerate(TEXT, 1)]
    lifted = _with_its_like(lines, [0.9, 0.85, 0.2, 0.9])
    assert lifted[:2] + lifted[3:] == [0.9, pytest.approx(0.85, abs=0.02), 0.9]
    assert 0.4 < lifted[2] < 0.7


def test_what_is_no_sentence_or_stands_elsewhere_is_not_lifted() -> None:
    texts = [TEXT[0], TEXT[1], "Koop nu de tweede druk", TEXT[2]]
    places = ["main > p", "main > p", "main > p", "aside > p"]
    lines = [Line(n, t, "p", place) for n, (t, place) in enumerate(zip(texts, places, strict=True), 1)]
    assert _with_its_like(lines, [0.9, 0.9, 0.2, 0.2])[2:] == [0.2, 0.2]


def test_paragraphs_that_can_hardly_be_read_stay_where_no_furniture_is() -> None:
    """Thai sets neither spaces between words nor stops behind sentences."""
    chinese = "面包师傅在清晨五点打开店门　那时街道还是黑的　面包的香味在任何人醒来之前飘到运河边"
    assert foreign({"的"}, [chinese])
    assert not foreign({"de"}, [*TEXT, "你好"])
    assert foreign((), TEXT)
    text = "คนทำขนมปังที่หัวมุมเปิดประตูตอนตีห้าเมื่อถนนยังมืดและกลิ่นขนมปังลอยลงไปถึงคลองก่อนที่ใครจะตื่น"
    inside = "".join(f"<p>{text}{n}</p>" for n in range(4))
    page = (
        f'{NAV}<div class="node node-report node-promoted author-anna"><h1>ขนมปัง</h1>'
        f'<div class="field"><div class="field-items">{inside}</div></div></div>'
        f'<div class="sidebar"><p>{text}</p></div>{FOOT}'
    )
    reading = read(Seed("x.html", f"<html><body>{page}</body></html>".encode(), "html"))
    made = clean(reading, seed="x.html", language="th")
    assert [line[-1] for line in kept(made) if line.startswith(text)] == ["0", "1", "2", "3"]


@pytest.mark.parametrize(
    ("question", "place", "stays"),
    [
        ("02. Waar gaat de trein dan heen?", "div.faq-item:nth-child(2) > div.faq-item--title", True),
        ("Over de trein naar het noorden", "div.faq-item:nth-child(2) > div.faq-item--title", False),
        ("Waar gaat de trein dan heen?", "div.poll > div.poll--question", False),
    ],
)
def test_a_question_stays_with_its_answer(question: str, place: str, stays: bool) -> None:
    home = "body > main > div"
    places = ("div.faq-item:nth-child(1) > div > p", place, "div.faq-item:nth-child(2) > div > p")
    rows = zip((TEXT[0], question, TEXT[1]), places, strict=True)
    lines = [
        Line(n, text, "p" if way.endswith("p") else "div", f"{home} > {way}")
        for n, (text, way) in enumerate(rows)
    ]
    assert (1 in between(lines, [0.5, 0.1, 0.5], [0.4] * 3)) is stays


def test_a_text_goes_on_in_its_element() -> None:
    lines = [Line(n, text, "p", "body > main > article > p") for n, text in enumerate(TEXT, 1)]
    assert set(goes_on(lines, [0.5, 0.5, 0.3, 0.3], [0.4] * 4)) == {2, 3}
    assert not goes_on(lines, [0.5, 0.3, 0.3, 0.3], [0.4] * 4)  # one paragraph is no text yet
    assert not goes_on(lines, [0.5, 0.5, 0.1, 0.3], [0.4] * 4)  # what is surely not of it ends it
    short = [*lines[:2], replace(lines[2], text="Lees ook het tweede deel.")]
    assert not goes_on(short, [0.5, 0.5, 0.3], [0.4] * 3)
    smiling = [*lines[:2], replace(lines[2], text=f"{TEXT[2]} :) https://hetblad.example/zee 🙂")]
    assert set(goes_on(smiling, [0.5, 0.5, 0.3], [0.4] * 3)) == {2}
    listed = [replace(line, tag="li", place="body > main > article > ul > li") for line in lines[:2]]
    assert set(goes_on([*listed, lines[2]], [0.5, 0.5, 0.3], [0.4] * 3)) == {2}
    apart = [*lines[:2], replace(lines[2], place="body > main > div.promo > p")]
    assert not goes_on(apart, [0.5, 0.5, 0.3], [0.4] * 3)


def test_a_text_begins_in_its_element() -> None:
    lines = [Line(n, text, "p", "body > main > article > p") for n, text in enumerate(TEXT, 1)]
    assert set(goes_on(lines, [0.3, 0.3, 0.5, 0.5], [0.4] * 4)) == {0, 1}
    assert not goes_on(lines, [0.3, 0.3, 0.3, 0.5], [0.4] * 4)
    assert not goes_on(
        [replace(lines[0], place="body > header > p"), *lines[1:]], [0.3, 0.5, 0.5, 0.5], [0.4] * 4
    )
    named = [lines[0], replace(lines[1], text="Anna Bakker"), *lines[2:]]
    assert set(goes_on(named, [0.3, 0.3, 0.5, 0.5], [0.4] * 4)) == {0}  # a name is no sentence


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0.001, 0.999)), max_size=20))
def test_no_chance_is_lowered_or_lifted_above_its_like(page: list[tuple[str, float]]) -> None:
    lines = [Line(n, TEXT[0], "p", f"div.{name} > p") for n, (name, _) in enumerate(page, 1)]
    lifted = _with_its_like(lines, [chance for _, chance in page])
    for (name, chance), found in zip(page, lifted, strict=True):
        assert chance - 1e-9 <= found <= max(c for other, c in page if other == name) + 1e-9


def test_a_list_of_which_some_stays_stays_whole() -> None:
    """Supplies, most of them linked to where they are sold."""
    link = (Link("https://x.example/", (Text("Een krabber"),)),)
    items = [
        Line(n, "Een krabber", "li", f"body > article > ul > li:nth-child({n - 1})", link)
        for n in range(2, 8)
    ]
    first, last = (Line(n, text, "p", "body > article > p") for n, text in ((1, TEXT[0]), (8, TEXT[1])))
    lines, least = [first, *items, last], [0.4] * 8
    assert set(range(1, 7)) <= between(lines, [0.9, 0.5, 0.5, 0.2, 0.2, 0.2, 0.2, 0.9], least).keys() | {
        1,
        2,
    }
    assert not {3, 4, 5, 6} & between(lines, [0.9, 0.5, 0.2, 0.2, 0.2, 0.2, 0.2, 0.9], least).keys()


@pytest.mark.parametrize(("box", "stays"), [("social-media-embed", True), ("sidebar", False)])
def test_a_post_that_the_author_quotes_stays(box: str, stays: bool) -> None:
    """A post comes in a blockquote, in an element that its name tells to be about sharing."""
    post = (
        f'<div class="{box}"><blockquote class="twitter-tweet"><p>Weer geen trein vandaag.</p>'
        "— Jan (@jan) <a href='#'>18 november 2019</a></blockquote></div>"
    )
    found = kept(article(f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p>{post}<p>{TEXT[2]}</p><p>{TEXT[3]}</p>"))
    assert ("Weer geen trein vandaag." in found) is stays


@pytest.mark.parametrize(("place", "stays"), [("div > div.block", True), ("div > div.promo", False)])
def test_a_box_like_those_of_the_paragraphs_around_it_stays(place: str, stays: bool) -> None:
    """An editor that makes a box of each paragraph, and an author who ends none with a stop."""
    rows = [(TEXT[0], "div > div.block"), ("zo gaat dat met treinen", place), (TEXT[1], "div > div.block")]
    lines = [
        Line(n, said, "div", f"body > {way.replace(' >', f':nth-child({n}) >')}")
        for n, (said, way) in enumerate(rows)
    ]
    assert (1 in between(lines, [0.9, 0.2, 0.9], [0.4] * 3)) is stays


def test_a_paragraph_in_a_box_amid_bare_text_stays() -> None:
    """Blogger's editor sets text without paragraphs, and some of it in boxes."""
    text = "body > div.post-body"
    lines = [Line(n, said, "div", place) for n, (said, place) in enumerate(
        ((TEXT[0], text), (TEXT[1], f"{text} > div"), (TEXT[2], text))
    )]  # fmt: skip
    assert 1 in between(lines, [0.9, 0.2, 0.9], [0.4] * 3)


def test_what_stays_for_those_beside_it_bears_out_what_stands_between() -> None:
    lines = [
        Line(0, TEXT[0], "p", "body > article > p"),
        Line(1, TEXT[1], "blockquote", "body > article > blockquote"),
        Line(2, TEXT[2], "p", "body > article > p"),
    ]
    assert 1 not in between(lines, [0.9, 0.2, 0.3], [0.4] * 3)
    assert 1 in between(lines, [0.9, 0.2, 0.3], [0.4] * 3, also={2})


@pytest.mark.parametrize(
    ("place", "what"),
    [
        ("body > div.date-posts > div.post > div.post-body", ""),
        ("body > div.date-posts > div.post", "meta"),
        ("body > div.related > div.entry-content", "related"),
    ],
)
def test_an_element_named_for_its_text_is_not_what_stands_around_it(place: str, what: str) -> None:
    assert whereabouts(f"{place} > p") == what


OUT = ("https://brood.example/a", "https://meel.example/b")


@pytest.mark.parametrize(
    ("links", "menu", "stays"),
    [
        (OUT, "/vis", True),
        (("/a", "/b"), "/vis", False),  # the site's own pages
        (OUT, OUT[0], False),  # which a menu leads to with their whole addresses
    ],
)
def test_headings_and_lists_that_link_to_other_sites_stay_between_paragraphs(
    links: tuple[str, str], menu: str, stays: bool
) -> None:
    rows = [
        *((said, "nav > a", menu) for said in ("De visserij", "Ons blad", "Contact")),
        (TEXT[0], "main > p", ""),
        ("Het brood", "main > h3", links[0]),
        (TEXT[1], "main > p", ""),
        ("De oven", "main > ul > li", links[0]),
        ("Het meel", "main > ul > li", links[1]),
        (TEXT[2], "main > p", ""),
        ("De boter", "main > h3", links[0]),
        ("Die is duur.", "main > p", ""),
        ("Het zout", "main > h3", links[0]),  # over no paragraph
    ]
    lines = [
        Line(n, said, way.rpartition(" > ")[2], way, (Link(to, (Text(said),)),) if to else ())
        for n, (said, way, to) in enumerate(rows)
    ]
    lost = dict.fromkeys(range(3), "markup.nav") | dict.fromkeys((4, 6, 7, 9, 11), "markup.outside")
    verdicts = tuple(
        Verdict(line, Role.BOILERPLATE if n in lost else Role.BODY, lost.get(n, "stet"))
        for n, line in enumerate(lines)
    )
    found = linked_out(verdicts, Page.of(lines, "nl"))
    assert [n for n, v in enumerate(found) if v.kept] == (
        [3, 4, 5, 6, 7, 8, 9, 10] if stays else [3, 5, 8, 10]
    )


def test_rows_of_code_are_no_buttons_whatever_they_end_in() -> None:
    code = read(Seed("x.html", b"<p>Zo:<pre>tel(brood)\n&gt;&gt;&gt;</pre>", "html")).lines[1]
    assert Page.of([replace(code, rows=())], "nl").claims != (None,)
    assert Page.of([code], "nl").claims == (None,)


@pytest.mark.parametrize(
    ("text", "place", "likely", "stays"),
    [
        ("Dat hadden we eerder moeten doen.", "body > article > p", 0.25, True),
        ("Dat hadden we eerder moeten doen.", "body > article > p", 0.15, False),
        ("Dat hadden we eerder moeten doen.", "body > article > p.small", 0.3, False),
        ("Dat hadden we eerder moeten doen.", "body > article > blockquote > p", 0.3, True),
        ("Dat hadden we eerder moeten doen.", "body > article > aside > blockquote > p", 0.3, False),
        ("Dat hadden we eerder moeten doen. :wink:", "body > article > p", 0.25, True),
        ("Meer over treinen en perrons", "body > article > p", 0.3, False),  # no sentence
        ("Meer over treinen en perrons :)", "body > article > p", 0.3, False),
    ],
)
def test_a_sentence_among_paragraphs_that_stay_stays(
    text: str, place: str, likely: float, stays: bool
) -> None:
    rows = [*((said, "body > article > p") for said in TEXT), (text, place)]
    lines = [Line(n, said, "p", way) for n, (said, way) in enumerate(rows)]
    chances = [0.9] * len(TEXT) + [likely]
    assert (len(TEXT) in among(lines, chances, [0.4] * len(lines))) is stays
    few = [0.9, *[0.1] * (len(TEXT) - 1), likely]  # of paragraphs that go, none bears it out
    assert len(TEXT) not in among(lines, few, [0.4] * len(lines))


@pytest.mark.parametrize(
    ("place", "few", "stays"),
    [
        ("body > div#part > div > p", 1, True),
        ("body > div#part > div > p", 3, False),  # less text than stays
        ("body > div.sidebar > div > p", 1, False),
    ],
)
def test_paragraphs_of_more_text_than_stays_stay(place: str, few: int, stays: bool) -> None:
    rows = [("De trein", "h1", "body > h1")]
    rows += [(text, "p", "body > article > p" if n < few else place) for n, text in enumerate(TEXT)]
    lines = [Line(n, text, tag, way) for n, (text, tag, way) in enumerate(rows)]
    chances = [0.9, *[0.9] * few, *[0.1] * (len(TEXT) - few)]
    found = most(lines, chances, [0.4] * len(lines), {})
    assert set(found) == (set(range(few + 1, len(rows))) if stays else set())


def test_what_heads_a_part_that_opens_stays_over_its_text() -> None:
    part = "<details><summary>De eerste trein</summary><p>{}</p></details>"
    inside = "".join(part.format(text) for text in TEXT)
    assert kept(article(f"<p>{TEXT[0]}</p>{inside}")).count("De eerste trein") == len(TEXT)


def test_who_speaks_in_an_interview_stays_where_he_spoke_before() -> None:
    said = (TEXT[0], "Anna:", TEXT[1], "Anna:", TEXT[2], "Anna:", TEXT[3], "Meer:", TEXT[0])
    lines = [Line(n, text, "div", "body > article > div") for n, text in enumerate(said)]
    likely = [0.9, 0.5, 0.9, 0.5, 0.9, 0.2, 0.9, 0.2, 0.9]
    found = between(lines, likely, [0.4] * len(lines))
    assert 5 in found
    assert 7 not in found


def test_a_second_heading_of_the_first_rank_between_paragraphs_stays() -> None:
    sections = "".join(
        f"<h1>{head}</h1><p>{text}</p>" for head, text in zip(("Nodig", "Maken"), TEXT, strict=False)
    )
    assert {"Nodig", "Maken"} <= set(kept(article(f"<p>{TEXT[2]}</p>{sections}<p>{TEXT[3]}</p>")))


def test_a_thread_longer_than_the_article_goes_too() -> None:
    thread = "".join(f'<li class="alt"><p>{text}</p></li>' for text in TEXT[2:] * 12)
    readers = f'<h3 id="comments">24 reacties</h3><ol class="commentlist">{thread}</ol>'
    post = f'<div class="post"><h1>Wachten</h1><p>{TEXT[0]}</p><p>{TEXT[1]}</p>{readers}</div>'
    result = galley(f'{NAV}<div id="content">{post}</div>{FOOT}')
    assert [text for text in kept(result) if text in TEXT] == list(TEXT[:2])


@pytest.mark.parametrize("name", ["commentary", "post comments-open"])
def test_an_article_named_for_its_comments_is_no_thread(name: str) -> None:
    page = f'<div class="{name}"><h1>De trein</h1><div class="entry-content">{PARAGRAPHS}</div></div>'
    assert set(TEXT) <= set(kept(galley(f"{NAV}{page}{FOOT}")))


def test_when_a_page_was_published_is_no_standfirst() -> None:
    when = "Published on Wednesday, the 20th of November 2019, at 4:29 am in the city"
    dek = "Wie op de eerste trein wacht, ziet een stad die nog niemand anders heeft gezien"
    for text, found in ((when, False), (dek, True)):
        rows = (("De trein", "h1"), (text, "div"), (TEXT[0], "p"))
        lines = [Line(n, words, tag, f"body > {tag}") for n, (words, tag) in enumerate(rows)]
        assert (1 in standfirst(lines, [0.9, 0.1, 0.9], [0.3] * 3)) is found


@pytest.mark.parametrize(
    ("place", "stays"),
    [
        ("body > article > header > p.intro", True),
        ("body > article > div.card.side-panel > p", False),
        ("body > article > div.post-header > div.author > p.excerpt", True),
        ("body > article > div.post-header > div.author > p", False),
        ("body > article > div.post-header > div.author > p.article-subtitle", True),
        ("body > article > div.post-header > div.author > p.strapline", True),
        ("body > article > div.related > div > p.excerpt", False),
        ("body > div.previous > div.truncate", False),
    ],
)
def test_a_standfirst_stands_in_no_furniture(place: str, stays: bool) -> None:
    dek = "Wie op de eerste trein wacht, ziet een stad die nog niemand anders heeft gezien"
    places = ("body > article > h1", place, "body > article > div > p")
    rows = zip(("De trein", dek, TEXT[0]), places, strict=True)
    lines = [Line(n, text, way.split(" > ")[-1].split(".")[0], way) for n, (text, way) in enumerate(rows)]
    assert (1 in standfirst(lines, [0.9, 0.1, 0.9], [0.3] * 3)) is stays


@pytest.mark.parametrize(("name", "stays"), [("p.article-subtitle", True), ("p", False)])
def test_a_standfirst_that_is_called_so_may_tell_a_year(name: str, stays: bool) -> None:
    """Elsewhere a line with a year, that ends without a stop, is when the piece was published."""
    dek = "Wat de trein naar het noorden na de grote storm van 2024 nog te bieden heeft"
    rows = (("De trein", "article > h1"), (dek, f"article > {name}"), (TEXT[0], "article > p"))
    lines = [Line(n, text, way.split(" > ")[-1].split(".")[0], way) for n, (text, way) in enumerate(rows)]
    assert (1 in standfirst(lines, [0.9, 0.1, 0.9], [0.3] * 3)) is stays


@pytest.mark.parametrize(
    ("name", "stays"), [("h3.subtitle", True), ("h3.post-subtitle", True), ("h3", False)]
)
def test_a_subtitle_that_is_called_so_may_be_short(name: str, stays: bool) -> None:
    rows = (
        ("De trein", "article > h1"),
        ("Op weg naar het noorden", f"article > {name}"),
        (TEXT[0], "article > p"),
    )
    lines = [Line(n, text, way.split(" > ")[-1].split(".")[0], way) for n, (text, way) in enumerate(rows)]
    assert (1 in standfirst(lines, [0.9, 0.1, 0.9], [0.3] * 3)) is stays


def test_the_way_through_the_site_is_no_standfirst() -> None:
    trail = "Home ❯ Reizen in het noorden ❯ Wat je van een trein te verwachten hebt"
    rows = (("De trein", "h1"), (trail, "p"), (TEXT[0], "p"))
    lines = [Line(n, words, tag, f"body > {tag}") for n, (words, tag) in enumerate(rows)]
    assert standfirst(lines, [0.9, 0.1, 0.9], [0.3] * 3) == {}


def test_a_line_in_an_element_that_tells_what_it_is_must_be_as_likely_as_not() -> None:
    lines = [
        Line(n, text, "p", f"body > {way} > p")
        for n, (text, way) in enumerate(
            ((TEXT[0], "div.entry"), (TEXT[1], "div.newsletter"), (TEXT[2], "div.sidebar"))
        )
    ]
    plain, letter, side = _least(lines, [0.9, 0.4, 0.4])
    assert plain == side < letter == 0.45


def test_what_the_element_of_the_heading_is_named_for_tells_of_no_line_in_it() -> None:
    """<article class="newsletter-post"> holds a piece, and may hold a call to subscribe."""
    way = "body > article.newsletter-post"
    lines = [
        Line(1, "De trein", "h1", f"{way} > h1"),
        Line(2, TEXT[0], "p", f"{way} > div.body > p"),
        Line(3, TEXT[1], "p", f"{way} > div.body > div.newsletter > p"),
    ]
    assert _least(lines, [0.9, 0.4, 0.4])[1:] == [0.4, 0.45]


def test_what_stands_between_the_text_and_the_notes_that_it_calls_stays() -> None:
    call = (Text(TEXT[0]), Link("#fn1", (Text("1"),)))
    way = "body > div.content"
    lines = [
        Line(1, TEXT[0] + "1", "p", f"{way} > p", call),
        Line(2, "Dat was het.", "p", f"{way} > p"),
        Line(3, "Op een dinsdag.", "li", f"{way} > ol > li:nth-child(1)#fn1"),
    ]
    assert set(between(lines, [0.9, 0.2, 0.1], [0.4] * 3)) == {1}
    uncalled = [replace(lines[0], inlines=()), *lines[1:]]
    assert not between(uncalled, [0.9, 0.2, 0.1], [0.4] * 3)


def test_what_the_page_says_its_text_is_bears_out_a_line() -> None:
    reading = read(
        Seed("x.html", f"<body>{NAV}<div class='box'>{PARAGRAPHS}</div>{FOOT}</body>".encode(), "html")
    )
    words = stop_words("nl")
    lines = [line for line in reading.lines if not line.blank]
    at = [j for j, line in enumerate(lines) if line.text in TEXT]
    alone = estimates(lines, words)
    borne_out = estimates(lines, words, Told(text=" ".join(TEXT)))
    assert all(borne_out[j] >= alone[j] for j in at)
    assert any(borne_out[j] > alone[j] for j in at)


def test_a_pointer_between_paragraphs_takes_none_of_them_along() -> None:
    pointer = '<p>Lees ook:</p><p><a href="/bus">De bus naar Assen</a></p>'
    inside = f"<p>{TEXT[0]}</p>{pointer}" + "".join(f"<p>{text}</p>" for text in TEXT[1:])
    found = kept(article(inside))
    assert set(TEXT) <= set(found)
    assert "Lees ook:" not in found


def test_the_standfirst_below_the_heading_stays() -> None:
    dek = "Wie op de eerste trein wacht, ziet een stad die nog niemand anders heeft gezien."
    head = f'<header><h1>De trein</h1><p class="intro">{dek}</p></header>'
    found = kept(galley(f"{NAV}<article>{head}{PARAGRAPHS}</article>{FOOT}"))
    assert {dek, *TEXT} <= set(found)


def test_a_page_laid_out_with_tables_and_breaks() -> None:
    page = (
        '<table><tr><td><table class="menu"><tr><td><a href="/">Home</a></td></tr>'
        f'<tr><td><a href="/n">Nieuws</a></td></tr></table></td>'
        f'<td><font size="2">{"<br><br>".join(TEXT)}</font></td></tr></table>'
    )
    found = kept(galley(page))
    assert [text for text in found if text in TEXT] == list(TEXT)
    assert "Home" not in found


def test_a_cell_that_reads_like_a_button_or_a_counter_stays_with_its_row() -> None:
    rows = "".join(f"<tr><td>haven {n}</td><td>{n * 7} kilo</td><td>{n * 9}%</td></tr>" for n in range(1, 6))
    table = f"<table><tr><th>Waar</th><th>Hoeveel</th><th>Share</th></tr>{rows}</table>"
    bar = "<table><tr><td>Share</td><td>12%</td></tr><tr><td>Share</td><td>2 / 12</td></tr></table>"
    text = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
    found = kept(galley(f"<article><h1>De trein</h1>{text}{table}{text}{bar}{text}</article>"))
    assert [line for line in found if line.endswith("%")] == ["9%", "18%", "27%", "36%", "45%"]
    assert found.count("Share") == 1


CELLS = "".join(f"<tr><td>haven {n}</td><td>{n * 7} kilo</td></tr>" for n in range(1, 6))


def test_a_cell_stays_in_a_table_of_which_the_others_stay() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>{year}</td><td>{note}</td></tr>"
        for name, year, note in (
            ("Koffer", "1998", "Zwaarder dan die van zijn vader"),
            ("Kaas", "2001", "Meest gelezen artikelen"),
            ("Krant", "2004", "Van gisteren, en nog niet uit"),
        )
    )
    table = f"<table><tbody>{rows}</tbody></table>"
    assert "Meest gelezen artikelen" in kept(article(PARAGRAPHS + table + PARAGRAPHS))


@pytest.mark.parametrize(
    ("said", "stays"),
    [
        ((("h3", "Wissen"), ("p", "Typ dit:")), (True, True)),
        ((("p", "Gerelateerd"), ("p", "Typ dit:")), (False, True)),
        ((("p", "Typ dit:"), ("p", "Deel dit")), (False, False)),
    ],
)
def test_what_announces_code_stays_with_it(
    said: tuple[tuple[str, str], ...], stays: tuple[bool, ...]
) -> None:
    above = [
        Verdict(Line(n, text, tag, f"body > div > {tag}"), Role.BOILERPLATE, "unlike-text", 0.99)
        for n, (tag, text) in enumerate(said, 1)
    ]
    code = Verdict(Line(3, "rm oud", "pre", "body > div > pre", rows=((Text("rm oud"),),)), Role.BODY, "stet")
    verdicts = preformatted((*above, code), Page.of([v.line for v in (*above, code)], "nl"))
    assert tuple(v.kept for v in verdicts) == (*stays, True)


@pytest.mark.parametrize(
    ("tag", "rule", "stays"), [("h2", "ahead", True), ("p", "ahead", False), ("h2", "nl.x", False)]
)
def test_the_heading_right_above_a_bare_text_is_its_own(tag: str, rule: str, stays: bool) -> None:
    head = Verdict(Line(1, "Inleiding", tag, f"body > {tag}"), Role.BOILERPLATE, rule, 0.99)
    text = Verdict(Line(2, TEXT[0], "p", "body > p"), Role.BODY, "stet", 0.9)
    assert [v.kept for v in headed((head, text))] == [stays, True]


def test_tables_that_follow_each_other_in_elements_of_the_same_names_stay() -> None:
    """Nothing parts them but what stands around each: no cell has more lines for that."""
    marks = "".join(f"<tr><td>{what}</td><td>✅</td><td>✅</td></tr>" for what in ("Blogs", "Winkels", "SEO"))
    boxed = f'<div class="table-wrapper"><table>{marks}</table></div>'
    inside = f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p>{boxed * 4}<p>{TEXT[2]}</p><p>{TEXT[3]}</p>"
    assert kept(article(inside)).count("✅") == 24


def test_a_table_of_which_one_column_is_linked_is_no_menu() -> None:
    rows = "".join(
        f'<tr><td><a href="/{n}">Scheepvaart Hendriks en Zonen {n}</a></td><td>{n}</td></tr>'
        for n in range(5)
    )
    menu = "".join(f'<tr><td><a href="/{n}">Dorp {n}</a></td></tr>' for n in range(5))
    around = (f"<p>{a}</p><p>{b}</p>" for a, b in (TEXT[:2], TEXT[2:], TEXT[:2]))
    first, second, third = around
    found = kept(article(f"{first}<table>{rows}</table>{second}<table>{menu}</table>{third}"))
    assert "Scheepvaart Hendriks en Zonen 3" in found
    assert "Dorp 3" not in found


def test_a_table_that_ends_the_article_stays() -> None:
    found = kept(article(f"{PARAGRAPHS}<table>{CELLS}</table>", around=AROUND["related posts"]))
    assert "35 kilo" in found


@pytest.mark.parametrize(
    "row",
    [
        "<td>{n}</td><td>Station {n}</td><td>14:{n:02d}</td><td>De trein stopt hier een minuut.</td>",
        "<td>{n}</td><td>Jan Jansen</td><td>{n} april 2019, 14:{n:02d}</td><td>Hij at soep en sliep.</td>",
    ],
    ids=["times", "dates"],
)  # fmt: skip
def test_a_table_of_who_and_when_is_no_thread_of_readers(row: str) -> None:
    rows = "".join(f"<tr>{row.format(n=n)}</tr>" for n in range(1, 29))
    text = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
    head = "<tr><th>Nr</th><th>Wie</th><th>Wanneer</th><th>Wat</th></tr>"
    found = kept(galley(f"{NAV}<article><h1>De trein</h1>{text}<table>{head}{rows}</table>{text}</article>"))
    assert found.count(TEXT[-1]) == 2
    assert len(found) >= 2 * len(TEXT) + 4 * 28


def test_a_text_in_bare_paragraphs_is_no_web_page() -> None:
    result = galley(f"<h1>De trein</h1>{PARAGRAPHS}")
    assert not laid_out(result.verdicts)
    assert set(TEXT) <= set(kept(result))


def test_every_verdict_of_a_page_has_its_reason() -> None:
    result = article(PARAGRAPHS, AROUND["a sidebar"])
    judged = [v for v in result.verdicts if v.rule.startswith("markup.") or v.rule == "stet"]
    assert len(judged) > len(TEXT)
    assert all(v.because for v in judged)
    assert all(0.0 <= v.certainty <= 1.0 for v in judged)
    assert {"markup.menu", "stet"} <= {v.rule for v in judged}


@pytest.mark.parametrize("kind", kinds(), ids=lambda k: k.name)
def test_the_names_of_places_prove_themselves(kind) -> None:  # type: ignore[no-untyped-def]
    assert kind.why
    assert kind.fits
    assert kind.misses
    for name in kind.fits:
        assert kind.has(name_words("." + name)), name
    for name in kind.misses:
        assert not kind.has(name_words("." + name)), name


MADE_UP = [".sc-9cd5bb24-0.cJKYng", ".css-1qcmm85.e13lia4i20", "#__next", "#__nuxt.__page"]


@pytest.mark.parametrize("name", MADE_UP)
def test_names_that_programs_made_up_say_nothing(name: str) -> None:
    assert name_words(name) <= {"sc", "css"}


BESIDES = [
    (".field.field--label-hidden", "meta"),  # Drupal
    (".post-1.type-post.hentry.category-diy.tag-paint", "meta"),  # WordPress
    ("#entry-6a00.entry-author-jan_jansen.entry-type-post", "author"),  # TypePad
    (".elementor-widget.elementor-widget-theme-post-content", "side"),
    (".elementor-widget-container", "side"),
    (".et_pb_module.et_pb_post_content.et_pb_post_content_0_tb_body", "side"),
    (".fl-module.fl-module-rich-text", "side"),
    (".fl-module-content", "side"),
    (".hs_cos_wrapper.hs_cos_wrapper_widget", "side"),
    (".span12.widget-span.widget-type-post_body", "side"),
    (".panel-pane.pane-node-body", "side"),
    (".so-panel.widget.widget_sow-editor.panel-first-child#panel-4-0-0-0", "side"),
    (".siteorigin-widget-tinymce.textwidget", "side"),
    (".ck-widget.bs_grid", "side"),
    (".node.node-report.node-promoted.node-not-sticky", "promo"),  # Drupal
    (".node--type-article.node--promoted", "promo"),
    (".node.node-report.author-anna", "author"),
    ("#Blog1.widget.Blog", "side"),  # Blogger
    (".content.with-right-rail", "side"),
    (".col.paddingBottom-12.border_bottom", "frame"),
]


@pytest.mark.parametrize(("name", "kind"), BESIDES)
def test_what_a_name_says_besides_is_not_what_its_element_is(name: str, kind: str) -> None:
    assert kind not in {kinds()[i].name for i in step(f"div{name}").kinds}


@pytest.mark.parametrize(
    ("name", "kind"),
    [(".category-list", "meta"), (".widget_text", "side"), (".bottom-nav", "menu"), (".field-label", "meta")],
)
def test_and_what_it_says_of_it_is(name: str, kind: str) -> None:
    assert kind in {kinds()[i].name for i in step(f"div{name}").kinds}


def test_a_post_that_is_quoted_is_no_row_of_buttons() -> None:
    assert "share" not in {kinds()[i].name for i in step("blockquote.twitter-tweet").kinds}


def test_names_that_people_gave_are_read() -> None:
    assert name_words("#post-12.article__body.leftCol.col-md-4") == {
        "post",
        "article",
        "body",
        "left",
        "col",
        "md",
    }


def test_how_a_text_is_aligned_tells_nothing_of_where_it_stands() -> None:
    side = next(i for i, kind in enumerate(kinds()) if kind.name == "side")
    assert side not in step("p.article__paragraph--left").kinds
    assert side in step("div.left").kinds
    assert side in step("p.sidebar-left").kinds


def test_a_step_is_read() -> None:
    here = step("div:nth-child(3).postMeta-top#c12[itemprop=articleBody]")
    assert (here.tag, here.body) == ("div", True)
    assert {"post", "meta", "top"} <= here.words


_TAGS = st.sampled_from("div p nav li article aside td h2 section form table a".split())
_CLASSES = st.sampled_from(["", "comment", "sidebar", "entry-content", "x1", "share", "post", "menu top"])
_TREES = st.recursive(
    st.one_of(st.text(max_size=40), st.sampled_from(TEXT)).map(lambda s: s.replace("<", " ")),
    lambda inner: st.builds(
        lambda tag, name, parts: f'<{tag} class="{name}">{"".join(parts)}</{tag}>',
        _TAGS, _CLASSES, st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_TREES)
def test_every_line_of_any_page_has_one_verdict(body: str) -> None:
    seed = Seed("x.html", f"<body>{body}</body>".encode("utf-8", "replace"), "html")
    try:
        reading = read(seed)
    except SeedError:
        return
    result = clean(reading, seed="x.html", language="nl")
    assert [v.line for v in result.verdicts] == list(reading.lines)
    assert clean(reading, seed="x.html", language="nl") == result
    if any(not line.blank for line in reading.lines):
        assert any(v.kept for v in result.verdicts) or all(v.role is not Role.BODY for v in result.verdicts)


def test_a_page_twice_as_long_takes_twice_the_time() -> None:
    def page(copies: int) -> Reading:
        rows = "".join(f'<div class="c{n % 50}"><p>{TEXT[n % 4]}</p></div>' for n in range(copies))
        return read(Seed("x.html", f"<body>{NAV}{rows}{FOOT}</body>".encode(), "html"))

    pages = {copies: page(copies) for copies in (200, 1600)}
    assert growth(lambda copies: clean(pages[copies], seed="x.html", language="nl"), 200, 1600) < 4


@pytest.mark.parametrize("depth", [20, 240])
def test_a_page_nested_deeply(depth: int) -> None:
    deep = "<div class='a'>" * depth + PARAGRAPHS + "</div>" * depth
    assert set(TEXT) <= set(kept(galley(NAV + deep)))


def test_a_card_between_the_paragraphs_is_the_authors() -> None:
    menu = '<nav><a href="/">Home</a></nav>'
    card = '<div class="kg-card kg-callout-card"><div class="text">Een lamp is geen kaars.</div></div>'
    off = '<div class="wp-block-group"><p class="wp-block-buttons"><a href="/x">Abonneer je nu</a></p></div>'
    body = f'<section class="gh-content"><p>{TEXT[0]}</p>{card}<p>{TEXT[1]}</p>{off}</section>'
    found = galley(f"<html><body>{menu}<article>{body}</article><div>{card}</div></body></html>")
    kept = [v.line.text for v in found.verdicts if v.kept]
    assert kept.count("Een lamp is geen kaars.") == 1
    assert "Abonneer je nu" not in kept


def test_remarks_in_the_margin_of_a_manuscript_are_left_out() -> None:
    """Google Docs puts them below the text, with their calls."""
    call = '<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup>'
    remark = '<div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Klopt dit?</span></p></div>'
    found = galley(f"<html><body><p>{TEXT[0]}{call}</p><p>{TEXT[1]}</p>{remark}</body></html>")
    assert [v.line.text for v in found.verdicts if v.kept] == list(TEXT[:2])
    assert found.verdicts[-1].rule == "remark"


def test_what_stands_below_the_end_of_the_piece_goes_where_that_is_sure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where it is likely and no more, it stays and is flagged; a note that the text calls is its own."""
    ended = iter([0.0, 0.0, 0.75, 0.97, 0.97])
    monkeypatch.setattr(
        authorship, "estimates", lambda look: [Estimate(0.9, next(ended), 0.0) for _ in look.at]
    )
    page = f"{TEXT[0]}[1]", TEXT[1], TEXT[2], TEXT[3], "[1] Dat zei hij al in mei, op hetzelfde perron."
    lines = read(Seed("x.html", f"{NAV}{''.join(f'<p>{t}</p>' for t in page)}".encode(), "html")).lines
    before = tuple(
        Verdict(line, Role.BODY if line.tag == "p" else Role.BOILERPLATE, "stet", 0.98) for line in lines
    )
    after = [v for v in by_end(before, Page.of(lines, "nl")) if v.line.tag == "p"]
    assert [(v.rule, v.certainty) for v in after] == [
        ("stet", 0.98), ("stet", 0.98), ("stet", 0.25), ("beyond", 0.97), ("stet", 0.98),
    ]  # fmt: skip
    assert [v.kept for v in after] == [True, True, True, False, True]
    assert after[2].because == "near its end"


@pytest.mark.parametrize(
    ("below", "likely", "stays"),
    [
        ("<p>Veel plezier op het perron!</p>", 0.6, True),
        ("<h2>Tot slot</h2><p>Dank u wel voor het lezen.</p>", 0.6, True),
        ("<p>Veel plezier op het perron!</p>", 0.45, False),
        ("<p>Tekst: de redactie</p>", 0.9, False),
        ("<p>Bestellen maar!</p>", 0.9, False),
        ('<p><a href="/abonnee">Lees ons nu ook op papier!</a></p>', 0.9, False),
        ("<div><p>Veel plezier op het perron!</p></div>", 0.9, False),
    ],
)
def test_the_last_words_of_a_text_stay_in_its_element(
    monkeypatch: pytest.MonkeyPatch, below: str, likely: float, stays: bool
) -> None:
    """Wishes and thanks are less like what they close than the paragraphs above it."""
    monkeypatch.setattr(
        authorship,
        "estimates",
        lambda look: [Estimate(0.02, 0.0 if n < len(TEXT) else 0.99, 0.0) for n in look.at],
    )
    lines = read(Seed("x.html", f"{NAV}<article>{PARAGRAPHS}{below}</article>".encode(), "html")).lines
    within = [line for line in lines if line.within("article")]
    before = tuple(
        Verdict(line, Role.BODY, "stet", likely if line in within[len(TEXT) :] else 0.98)
        if line in within
        else Verdict(line, Role.BOILERPLATE, "markup.nav")
        for line in lines
    )
    after = [v for v in by_end(before, Page.of(lines, "nl")) if v.line in within[len(TEXT) :]]
    assert [v.kept for v in after] == [stays] * len(after)


def test_a_text_with_no_page_around_it_has_no_other_below_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(authorship, "estimates", lambda look: [Estimate(0.9, 0.99, 0.0) for _ in look.at])
    lines = read(Seed("x.html", PARAGRAPHS.encode(), "html")).lines
    before = tuple(Verdict(line, Role.BODY, "stet", 0.98) for line in lines)
    assert by_end(before, Page.of(lines, "nl")) == before


def test_paragraphs_on_the_same_thing_are_never_beyond_its_end() -> None:
    for n in range(1, len(TEXT) + 1):
        inside = "".join(f"<p>{text}</p>" for text in TEXT[:n])
        assert {v.rule for v in article(inside).verdicts}.isdisjoint({"beyond"})


def test_the_words_of_a_name_weigh_the_same_in_whatever_order_python_holds_them() -> None:
    names = [tuple(a + b + c for b in "aeo") for a in "bdfgk" for c in "lmnrs"]
    worth = {word: weight for name in names for word, weight in zip(name, (1e16, 1.0, -1e16), strict=True)}
    tree = Tree([f"div.{'.'.join(name)}" for name in names], worth, 0)
    assert {node.worth for node in tree.nodes} == {0.5}


def test_a_page_that_ends_in_links_which_end_in_spaces_is_judged() -> None:
    links = f'<div class="related"><p><a href="/a">{TEXT[0]}\u00a0</a></p></div>' * 9
    found = article(PARAGRAPHS, around=links)
    assert kept(found)[-len(TEXT) :] == list(TEXT)


def test_a_cell_stays_in_the_table_of_a_file_that_is_the_piece_alone() -> None:
    source = "| Deeg | Oven |\n|---|---|\n| tarwe | 35 min |\n| rogge | 50 min |\n\nBrood bakt.\n\n5 min\n"
    reading = read(Seed("seeds/x.md", source.encode(), "markdown"))
    galley = clean(reading, seed="seeds/x.md", language="fr", whole=True)
    kept = [v.line.text for v in galley.verdicts if v.kept]
    assert kept == ["Deeg", "Oven", "tarwe", "35 min", "rogge", "50 min", "Brood bakt."]
