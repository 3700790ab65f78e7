"""What a page says of itself: believed where it names a person and a day, never where it names its site."""

from __future__ import annotations

import pytest

from book.intake import mark
from book.model import Piece, Seed
from book.read import read
from book.recover import grammar, hinted, lift

SENTENCE = "Wie vroeg opstaat, ziet de stad nog zonder mensen, en de bakker zet zijn deur open. "
BODY = f"<p>{SENTENCE * 6}</p>"


def piece(head: str, shown: str = "<h1>De trein naar Groningen</h1>") -> Piece:
    page = f"<html><head>{head}</head><body><main><article>{shown}{BODY}{BODY}</article></main></body></html>"
    seed = Seed("x.html", page.encode(), "html")
    return lift(mark(seed, read(seed), "nl"))


def told(author: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "author": {author}}}</script>'


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ('{"@type": "Person", "name": "Anna van Dijk"}', ["Anna van Dijk"]),
        ('[{"name": "Anna van Dijk"}, {"name": "Piet Kok"}]', ["Anna van Dijk", "Piet Kok"]),
        ('"Door Anna van Dijk"', ["Anna van Dijk"]),
        ('"Anna van Dijk | Het Blad"', ["Anna van Dijk"]),
        ('"Anna van Dijk en Piet Kok"', ["Anna van Dijk", "Piet Kok"]),
        ('"Redactie"', []),
        ('"Het Blad"', []),
        ('"info@hetblad.example"', []),
        ('"https://hetblad.example/anna"', []),
        ('"hetblad.nl"', []),
    ],
)
def test_an_author_is_a_person(author: str, names: list[str]) -> None:
    found = piece(told(author) + '<meta property="og:site_name" content="Het Blad">')
    assert [a.display for a in found.authors] == names


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ('{"@type": "Organization", "name": "De Koekfabriek"}', ["De Koekfabriek"]),
        ('{"@type": "NewsMediaOrganization", "name": "Het Blad"}', ["Het Blad"]),  # it says so itself
        ('{"@type": "Person", "name": "Koekfabriek Team"}', ["Koekfabriek Team"]),
        ('[{"@type": "Person", "name": "dpa"}]', ["dpa"]),
        ('{"@type": "Person", "name": "Het Blad"}', []),  # what a program fills in
        ('{"@type": "Organization", "name": "Redactie"}', []),
        ('{"@type": "Person", "name": "Editorial Team"}', []),
    ],
)
def test_an_author_that_is_an_organisation(author: str, names: list[str]) -> None:
    found = piece(told(author) + '<meta property="og:site_name" content="Het Blad">')
    assert [a.display for a in found.authors] == names
    assert [a.sort for a in found.authors] == names  # it has no surname


def test_a_person_on_the_page_comes_before_an_organisation_in_its_head() -> None:
    shown = "<h1>De trein naar Groningen</h1><p>Door Anna van Dijk</p>"
    found = piece(told('{"@type": "Organization", "name": "De Koekfabriek"}'), shown)
    assert [a.display for a in found.authors] == ["Anna van Dijk"]


def test_a_name_of_one_word_is_believed_if_the_page_shows_it() -> None:
    head = '<meta name="author" content="nesselsetzer">'
    assert not piece(head).authors
    shown = "<h1>De trein naar Groningen</h1><p>nesselsetzer</p>"
    assert [a.display for a in piece(head, shown).authors] == ["nesselsetzer"]
    marked = '<h1>De trein naar Groningen</h1><p>door <a rel="author" href="/p">Paddy</a></p>'
    assert [a.display for a in piece("", marked).authors] == ["Paddy"]
    placeholder = '<h1>De trein naar Groningen</h1><p>door <a rel="author" href="/p">admin</a></p>'
    assert not piece("", placeholder).authors


@pytest.mark.parametrize(
    ("shown", "names"),
    [
        ("<p>by <a href='/j'>janus</a></p>", ["janus"]),
        ("<p>janus 24 april 2021 om 17:00</p>", ["janus"]),
        ("<div class='post-author'>janus</div>", ["janus"]),
        ("<p>janus is een god met twee gezichten</p>", []),
        ("", []),
    ],
)
def test_a_name_in_small_letters_is_believed_where_it_signs(shown: str, names: list[str]) -> None:
    head = told('{"@type": "Person", "name": "janus"}')
    found = piece(head, f"<h1>De trein naar Groningen</h1>{shown}")
    assert [a.display for a in found.authors] == names


def test_who_has_a_site_of_his_own_name_is_its_author() -> None:
    site = '<meta property="og:site_name" content="Anna van Dijk">'
    person = '{"@type": "Person", "name": "Anna van Dijk"}'
    both = f'{person}, "publisher": {{"@type": ["Person", "Organization"], "name": "Anna van Dijk"}}'
    assert [a.display for a in piece(site + told(both)).authors] == ["Anna van Dijk"]
    by_id = f'{person}, "publisher": {{"@id": "https://x.example/#/schema/person/7f"}}'
    assert [a.display for a in piece(site + told(by_id)).authors] == ["Anna van Dijk"]
    assert not piece(site + told(person)).authors  # a program fills in the site's name


def test_an_initial_that_ends_a_name_keeps_its_stop() -> None:
    assert [a.display for a in piece(told('"Ana Souza F."')).authors] == ["Ana Souza F."]


def test_a_title_that_ran_into_the_word_above_it_is_told_without() -> None:
    head = "<title>De trein naar Groningen - Het Blad</title>"
    assert (
        piece(head, "<h1><span>Artikel</span>De trein naar Groningen☆</h1>").title
        == "De trein naar Groningen"
    )
    assert piece(head, "<h1>Over De trein naar Groningen</h1>").title != "De trein naar Groningen"


def test_a_name_is_not_cut_where_a_title_of_nobility_stands_in_it() -> None:
    assert [a.display for a in piece(told('"Fatma Sevinç Çetin"')).authors] == ["Fatma Sevinç Çetin"]


def test_slips_of_the_programs_that_write_heads() -> None:
    wrapped = """<script type="application/ld+json">//<![CDATA[
    {"@type": "BlogPosting", "author": {"name": "Anna van Dijk",}, "headline": "Jan &amp; het caf&#233;"}
    //]]></script>"""
    found = piece(wrapped, "")
    assert [a.display for a in found.authors] == ["Anna van Dijk"]
    assert found.title == "Jan & het café"


def test_a_day_in_the_address_is_the_last_resort() -> None:
    address = '<link rel="canonical" href="https://hetblad.example/2019/04/12/de-trein">'
    assert piece(address).date == "2019-04-12"
    published = '<meta property="article:published_time" content="2019-04-11T08:00:00+02:00">'
    assert piece(address + published).date == "2019-04-11"
    assert piece('<link rel="canonical" href="https://hetblad.example/20192/1304">').date == ""


def test_an_author_by_reference() -> None:
    graph = """<script type="application/ld+json">{"@graph": [{"@type": "Article", "author": {"@id": "#p"}},
    {"@type": "Person", "@id": "#p", "name": "Anna van Dijk"}]}</script>"""
    assert [a.display for a in piece(graph).authors] == ["Anna van Dijk"]


def test_an_author_that_the_page_marks() -> None:
    shown = '<h1>De trein</h1><p>Door <a rel="author" href="/anna">Anna van Dijk</a></p>'
    assert [a.display for a in piece("", shown).authors] == ["Anna van Dijk"]


def test_the_foot_of_the_only_article_tells_of_it() -> None:
    foot = (
        '<footer>Door <a rel="author" href="/a">Anna van Dijk</a>, '
        '<time pubdate datetime="2019-04-12">12/4</time></footer>'
    )
    found = piece("", f"<h1>De trein naar Groningen</h1>{foot}")
    assert (found.date, [a.display for a in found.authors]) == ("2019-04-12", ["Anna van Dijk"])
    other = f"<article><h2>De put</h2>{foot}</article>"
    assert piece("", f"<h1>De trein naar Groningen</h1>{other}").date == ""


def test_who_commented_is_no_author() -> None:
    readers = '<div class="comment"><span class="author vcard">Jan Jansen</span></div>'
    assert not piece("", f"<h1>De trein</h1>{readers}").authors


def test_the_day_is_that_of_publishing() -> None:
    published = '<meta property="article:published_time" content="2019-04-12T08:00:00+02:00">'
    changed = '<meta property="article:modified_time" content="2021-01-02T08:00:00+02:00">'
    assert piece(changed + published).date == "2019-04-12"
    assert piece(changed).date == ""


def test_two_days_of_one_kind_are_none() -> None:
    day = '<meta property="article:published_time" content="{}">'
    assert piece(day.format("2019-04-12") + day.format("2020-01-01")).date == ""


def test_the_name_of_the_site_is_no_part_of_the_title() -> None:
    head = '<meta property="og:title" content="Wachten op licht | Het Blad">'
    found = piece(head + '<meta property="og:site_name" content="Het Blad">', "")
    assert found.title == "Wachten op licht"


def test_every_value_says_where_it_stood() -> None:
    found = piece(told('"Anna van Dijk"'))
    assert [f.rule for f in found.facts if f.field == "author" and f.sure] == ["json-ld.author"]


HATOM = (
    '<h1>De Laan</h1><div class="{}"><h3 class="post-title entry-title">De put</h3>'
    '<div class="entry-content">{}</div></div>'
)


@pytest.mark.parametrize(
    ("title", "kind", "expected"),
    [
        ("De Laan: De put", "post hentry", "De put"),
        ("De put", "post h-entry", "De put"),
        ("Iets anders", "post hentry", None),  # its head says nothing of the kind
        ("De Laan: De put", "post", None),  # no entry
    ],
)
def test_the_title_of_the_only_entry_of_a_page_is_its_title(
    title: str, kind: str, expected: str | None
) -> None:
    shown = HATOM.format(kind, BODY)
    page = f"<html><head><title>{title}</title></head><body>{shown}</body></html>"
    seed = Seed("x.html", page.encode(), "html")
    found = lift(mark(seed, read(seed), "nl"))
    by_entry = [f.value for f in found.facts if f.sure and f.rule == "hatom.entry-title"]
    assert by_entry == ([expected] if expected else [])
    assert found.title == expected or not expected


def test_a_page_of_several_entries_has_no_title_of_its_only_one() -> None:
    entries = HATOM.format("hentry", BODY) + HATOM.format("hentry", BODY).replace("De put", "De brug")
    seed = Seed(
        "x.html", f"<html><title>De put, De brug</title><body>{entries}</body></html>".encode(), "html"
    )
    assert "hatom.entry-title" not in {fact.rule for fact in read(seed).facts}


def test_a_title_of_whose_words_the_head_has_none_is_not_printed() -> None:
    head = '<meta property="og:title" content="De trein naar Groningen">'
    assert piece(head, "<p>Uw browser is helaas verouderd</p>").title == "De trein naar Groningen"
    assert piece(head, "<h1>Een nacht op het spoor</h1>").title == "Een nacht op het spoor"  # its own heading


def test_what_else_stands_in_a_head_beside_the_title_is_the_name_of_the_site() -> None:
    head = "<title>De put | Verhalen uit de Laan</title>" + '<meta property="og:title" content="De put">'
    assert piece(head, "<h1>Verhalen uit de Laan</h1><h2>De put</h2>").title == "De put"


@pytest.mark.parametrize(
    ("head", "rank"),
    [
        ("Brood | Verhalen uit de Laan", "h1"),
        ("Verhalen uit de Laan - Brood", "h1"),
        ("Brood | Verhalen uit de Laan", "h2"),
    ],
)
def test_of_two_headings_that_make_the_title_of_the_page_the_lower_is_the_pieces(
    head: str, rank: str
) -> None:
    shown = f"<header><{rank}>Verhalen uit de Laan</{rank}></header><{rank}>Brood</{rank}>"
    assert piece(f"<title>{head}</title>", shown).title == "Brood"


def test_a_heading_in_the_text_is_the_title_where_the_head_has_the_sites_name_alone() -> None:
    side = '<div class="sidebar"><h1>Verhalen uit de Laan</h1></div>'
    assert piece("<title>Verhalen uit de Laan</title>", f"{side}<h1>Brood</h1>").title == "Brood"
    assert piece("<title>De put</title>", "<h1>De put</h1><h1>Een kuil</h1>").title == "De put"


def test_a_page_without_a_heading_has_the_title_with_which_the_way_through_its_site_ends() -> None:
    way = "<nav>De Laan / Verhalen / Brood en beschuit</nav>"
    assert piece("<title>Brood en beschuit</title>", way).title == "Brood en beschuit"
    assert not piece("<title>Brood en beschuit</title>", "<nav>De Laan / Verhalen</nav>").title


def test_a_title_that_its_program_cut_off_is_found_whole() -> None:
    cut = '<meta property="og:title" content="De trein naar Groningen reed door...">'
    whole = '<meta name="twitter:title" content="De trein naar Groningen reed door de nacht">'
    assert piece(cut + whole, "").title == "De trein naar Groningen reed door de nacht"
    assert piece(cut, "").title == "De trein naar Groningen reed door..."


def test_a_day_in_a_heads_title_is_none_of_it() -> None:
    head = '<meta property="og:title" content="12.04.2019 - De trein naar Groningen">'
    assert piece(head, "").title == "De trein naar Groningen"


@pytest.mark.parametrize(
    ("author", "shown", "names"),
    [
        ("王小明", "", ["王小明"]),  # no space stands in such a name
        ("Anna van Dijk", "", ["Anna van Dijk"]),
        ("Het Blad Nieuw", "<p>Tekst: Anna van Dijk</p>", ["Anna van Dijk"]),  # nobody but the head says it
        ("Anna", "<p>Door Anna van Dijk</p>", ["Anna van Dijk"]),
    ],
)
def test_what_meta_says_of_the_author_is_read_beside_the_byline(
    author: str, shown: str, names: list[str]
) -> None:
    found = piece(f'<meta name="author" content="{author}">', f"<h1>De trein naar Groningen</h1>{shown}")
    assert [a.display for a in found.authors] == names


def test_of_several_that_a_page_marks_as_authors_it_is_who_signs() -> None:
    shown = (
        '<h1>De trein</h1><p>Door <a rel="author" href="/a">Anna van Dijk</a></p>'
        '<p><a rel="author" href="/b">Piet Kok</a></p>'
    )
    assert [a.display for a in piece("", shown).authors] == ["Anna van Dijk"]


@pytest.mark.parametrize(
    ("names", "authors"),
    [
        (["Hieke van Dijk"], ["Hieke van Dijk"]),
        (["Hieke van Dijk", "Piet Kok", "Jan Smit"], []),
    ],  # of teasers
)
def test_a_box_that_the_page_calls_its_authors(names: list[str], authors: list[str]) -> None:
    boxes = "".join(f'<div class="author-name"><div>{name}</div></div><p>Meer</p>' for name in names)
    text = f"<article><h1>De trein</h1>{BODY}{BODY}</article><div>Reacties</div>"
    seed = Seed("x.html", f"<html><body>{text}{boxes}</body></html>".encode(), "html")
    assert [a.display for a in lift(mark(seed, read(seed), "nl")).authors] == authors


@pytest.mark.parametrize(
    ("below", "day"),
    [
        ("11 april 2019", "2019-04-11"),  # where it was written it was evening yet
        ("11 april 2018", "2019-04-12"),
        ("Laatst bijgewerkt op 13 april 2019", "2019-04-12"),
    ],
)
def test_the_day_is_that_of_the_place_not_of_greenwich(below: str, day: str) -> None:
    head = '<meta property="article:published_time" content="2019-04-12T03:00:00+00:00">'
    assert piece(head, f"<h1>De trein naar Groningen</h1><p>{below}</p>").date == day


OLD = "<table><tr><td><b>De scheve brievenbus</b><br><i>door Gerrit Wolters{}</i><hr>{}</td></tr></table>"
FOUR = "".join(
    f"<p>Vroeger kon je de post horen aankomen, klompen op het grind, en dan de stilte van {day} waarin "
    "mijn vader deed alsof hij niet op een brief had gewacht.</p>"
    for day in ("maandag", "dinsdag", "woensdag", "donderdag")
)


@pytest.mark.parametrize(("date", "day"), [(", 11 oktober 1998", "1998-10-11"), ("", None)])
@pytest.mark.parametrize(
    "head", ["Gerrits hoek - De scheve brievenbus", "De scheve brievenbus | Gerrits hoek"]
)
def test_a_masthead_in_one_line_is_read_with_its_page(date: str, day: str | None, head: str) -> None:
    page = f"<html><head><title>{head}</title></head><body>{OLD.format(date, FOUR)}</body></html>"
    seed = Seed("oud.html", page.encode(), "html")
    galley = mark(seed, read(seed), "nl")
    said = {f.field: f.value for f in galley.facts if f.sure}
    assert (said["title"], said["author"]) == ("De scheve brievenbus", "Gerrit Wolters")
    assert said.get("date") == day
    assert not galley.verdicts[0].kept


def test_a_sentence_that_begins_with_the_title_is_no_masthead() -> None:
    body = f"<p>De scheve brievenbus door Gerrit Wolters opgehangen, viel op een dag in oktober om.</p>{FOUR}"
    seed = Seed("oud.html", f"<title>De scheve brievenbus</title><body>{body}".encode(), "html")
    assert mark(seed, read(seed), "nl").verdicts[0].kept


@pytest.mark.parametrize(
    ("head", "heading", "title"),
    [
        ("Brood - hetblad.example", "Brood", "Brood"),
        ("パン屋の朝と市場の夜について｜新聞オンライン", "パン屋の朝と市場の夜について", "パン屋の朝と市場の夜について"),  # noqa: E501
        ("面包师的早晨和运河边的面包店_生活_新闻网", "面包师的早晨和运河边的面包店", "面包师的早晨和运河边的面包店"),  # noqa: E501
        ("Het Blad | Wie vroeg opstaat", "Wie vroeg opstaat", "Wie vroeg opstaat"),
        ("Vegan oliebollen | Het Blad", "vegan oliebollen", "Vegan oliebollen"),
    ],
)  # fmt: skip
def test_the_heading_that_the_head_has_too_is_the_title(head: str, heading: str, title: str) -> None:
    meta = f'<title>{head}</title><link rel="canonical" href="https://hetblad.example/brood">'
    aside = "<p>Nieuws</p>" * 20  # far above the text, where a short line is mostly of a menu
    assert str(piece(meta, f"<h1>{heading}</h1>{aside}").title) == title


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ('<meta name="dc.creator" content="Jong, Michiel de">', ["Michiel de Jong"]),
        ('<meta property="dc:creator og:author" content="Kok, P.">', ["P. Kok"]),
        ('<meta name="citation_author" content="Anna van Dijk, Piet Kok">', ["Anna van Dijk", "Piet Kok"]),
        ('<meta name="citation_author" content="Baker, Jr.">', ["Baker Jr."]),
    ],
)
def test_a_name_told_for_sorting_is_set_as_it_is_said(head: str, names: list[str]) -> None:
    assert [a.display for a in piece(head).authors] == names


@pytest.mark.parametrize(
    "shown",
    [
        '<p itemscope itemtype="https://schema.org/ImageObject"><b itemprop="author">Piet Kok</b></p>',
        '<table class="vcard"><tr><th class="fn org country-name">Nieuw Zeeland</th></tr></table>',
    ],
)
def test_who_took_a_picture_or_what_a_page_is_about_is_not_told_as_its_author(shown: str) -> None:
    page = f"<html><body><main><article><h1>De trein</h1>{shown}{BODY}</article></main></body></html>"
    assert not [f for f in read(Seed("x.html", page.encode(), "html")).facts if f.field == "author"]


def test_a_name_before_an_agency_is_whose_picture_it_is() -> None:
    assert not piece("", "<h1>De trein naar Groningen</h1><div>Piet Kok/AP Photo</div>").authors


def test_a_name_that_the_head_tells_too_is_no_line_of_the_text() -> None:
    """As a program for writing has it: no page is around the text, and no class says whose name it is."""
    paragraphs = [
        "Iedere ochtend opent de bakker zijn winkel om zes uur, en dan staat er al een rij tot aan de hoek.",
        "Zijn dochter bakt niet; zij schrijft over brood, en dat is volgens hem ook werk.",
        "Mensen komen van ver voor zijn brood. Ze zeggen dat het smaakt als toen ze kinderen waren.",
    ]
    lines = ["Anna de Vries", *paragraphs, "Anna de Vries"]
    page = (
        '<html><head><title>Het brood</title><meta name="author" content="Anna de Vries"></head><body>'
        f"<h1>Het brood</h1><p>{'</p><p>'.join(lines)}</p></body></html>"
    )
    seed = Seed("a.html", page.encode(), "html")
    galley = mark(seed, read(seed))
    assert [v.line.text for v in galley.verdicts if v.kept] == paragraphs
    assert [name.display for name in lift(galley).authors] == ["Anna de Vries"]


@pytest.mark.parametrize("name", ["von", "wordpressadmin", "red", "Redaktion", "Unknown"])
def test_who_is_nobody_is_no_author(name: str) -> None:
    shown = f'<h1>De trein</h1><div class="post hentry"><span class="author vcard">{name}</span></div>'
    found = piece(f'<meta name="author" content="{name}">', f"{shown}<p>Door {name}</p>")
    assert [a.display for a in found.authors] == []


def test_a_sentence_that_tells_of_a_day_below_the_title_is_of_the_text() -> None:
    said = "Een avond over treinen op 2 december 2017 in de kleine zaal"
    found = piece("", f"<h1>De trein naar Groningen</h1><p>{said}</p>")
    assert said in str(found.blocks[0])
    posted = piece("", "<h1>De trein naar Groningen</h1><p>Geplaatst op 2 december 2017 door Jan de Boer</p>")
    assert "Geplaatst" not in str(posted.blocks[0])


def test_what_stands_below_the_byline_of_another_piece_is_nobodys_bio() -> None:
    teaser = (
        "<p>Door Piet Kok</p><p>Hoe de bus van kwart over zes naar Assen elke dag verdwaalt in het bos...</p>"
    )
    card = f'<div class="card"><h3>De bus</h3>{teaser}</div>'
    page = f"<h1>De trein naar Groningen</h1><p>Door Anna van Dijk</p>{BODY}{BODY}"
    html = f"<html><body><main><article>{page}</article>{card}</main></body></html>"
    seed = Seed("x.html", html.encode(), "html")
    assert [f.value for f in mark(seed, read(seed), "nl").facts if f.field == "bio"] == []


@pytest.mark.parametrize(
    "shown",
    [
        "De trein naar Groningen<br> 2 februari 2022 • Vervoer, Pers",
        "Reizen in het noorden<br>De trein naar Groningen",
    ],
)
def test_a_row_of_the_heading_is_the_title_that_the_head_tells(shown: str) -> None:
    head = '<meta property="og:title" content="De trein naar Groningen">'
    found = piece(head, f"<h1>{shown}</h1>")
    assert found.title == "De trein naar Groningen"
    assert "Vervoer" not in str(found.blocks)


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ("ANNA BAKER and BEN COOK - AP Technology Writers", ["Anna Baker", "Ben Cook"]),
        ("Anna Baker Senior Bath Correspondent", ["Anna Baker"]),
        ("Anna Baker, Senior Staff Writer", ["Anna Baker"]),
        ("Anna Baker (Bath)", ["Anna Baker"]),
        ("Anna (Ann Mary) Baker", []),  # not 'Anna'
        ("Our Foreign Staff", []),
        ("Loaf staff reporter", []),
    ],
)
def test_whom_a_head_names_with_what_they_are(told: str, names: list[str]) -> None:
    assert hinted.persons(told, grammar.load("en"), frozenset(), True) == names


MANY = [f"{name} Bos" for name in ("Ann", "Bo", "Cy", "Di", "Ed", "Fay", "Gus", "Hal")]


@pytest.mark.parametrize(
    ("told", "authors"),
    [
        (["Anna van Dijk", "Piet Kok", "Jan Bos"], ["Anna van Dijk", "Piet Kok", "Jan Bos"]),
        (["Het Blad", "Anna van Dijk", "Redactie"], ["Anna van Dijk"]),
        (["محمد العربي", "ليلى حسن"], ["محمد العربي", "ليلى حسن"]),
        (["דוד כהן"], ["דוד כהן"]),
        (["שָׂרָה לֵוִי", "Anna van Dijk"], ["שָׂרָה לֵוִי", "Anna van Dijk"]),
        (["علی‌رضا کریمی"], ["علی‌رضا کریمی"]),
        (["प्रेमचंद शर्मा"], ["प्रेमचंद शर्मा"]),
        (["اليوم السابع", "محمد العربي"], ["محمد العربي"]),  # the site, as the page's title has it
        (["הארץ"], []),  # one word may be anybody's
        (MANY, MANY),
    ],
)
def test_each_author_of_whom_a_head_has_an_element_counts_but_the_site(
    told: list[str], authors: list[str]
) -> None:
    head = "".join(f'<meta name="author" content="{name}">' for name in told)
    site = '<meta property="og:site_name" content="Het Blad"><title>De trein | اليوم السابع</title>'
    signed = f"<p>Door {authors[0]}</p>" if authors else ""
    for shown in ("", signed):
        found = piece(head + site, f"<h1>De trein naar Groningen</h1>{shown}").authors
        assert [a.display for a in found] == authors
