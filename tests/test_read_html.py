"""A web page as lines: every visible run of text once, with its element, its place and its inline markup."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from html import escape

import pytest
from growth import growth
from hypothesis import given
from hypothesis import strategies as st

from book.clean import clean
from book.errors import SeedError
from book.ledger.losses import losses
from book.model import UNSHOWN, LineBreak, Link, Reading, Seed, Span, Text
from book.read import read

PAGE = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>De zee | Blad</title>
<meta property="og:title" content="De zee"><meta name="author" content="Jan van den Berg">
<meta property="article:published_time" content="2019-04-12T08:00:00+02:00">
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "De zee",
"author": [{"@type": "Person", "name": "Jan van den Berg"}], "publisher": {"name": "Het Blad"}}]}</script>
</head><body><nav><ul><li><a href="/">Home</a></li><li>Over ons</li></ul></nav>
<article class="post" id="p1"><h1>De zee</h1><p>Het <em>is</em> <a href="/zee">de <b>zee</b></a>.<br>Echt.</p>
Los van alles <span lang="en">loose</span>
<blockquote><p>Wie weet.</p></blockquote><p hidden>Onzichtbaar</p><p style="display:none">Ook niet</p>
<div>Oud<br><br>papier</div><script>var x = 1;</script></article></body></html>"""


def page(html: str) -> Reading:
    return read(Seed("seeds/x.html", html.encode(), "html"))


@pytest.mark.parametrize("tag", ["s", "strike", "del"])
def test_what_is_struck_out_stays_so(tag: str) -> None:
    (line,) = page(f"<p>Het is <{tag}>dure</{tag}> lekkere kaas.</p>").lines
    assert line.inlines == (Text("Het is "), Span("s", (Text("dure"),)), Text(" lekkere kaas."))


def test_a_button_among_the_words_of_a_sentence_is_of_it() -> None:
    said = page("<p>Geef de <button><em>langste</em></button> <button>rij</button> in s.</p>").lines
    assert [line.text for line in said] == ["Geef de langste rij in s."]
    said = page("<p>Geef de langste rij. <button>Lees verder</button></p>").lines
    assert [line.text for line in said] == ["Geef de langste rij.", "Lees verder"]


def test_a_box_that_is_all_of_a_heading_is_the_heading() -> None:
    (line,) = page("<h2><div class='block'><div>De <em>zee</em></div></div></h2>").lines
    assert (line.tag, line.place) == ("h2", "body > h2 > div.block > div")
    first, _ = page("<h2><div>Reizen</div> naar zee</h2>").lines
    assert first.tag == "div"
    kicker, line = page("<h2><div>Reizen</div><div>De zee</div></h2>").lines
    assert (kicker.tag, line.tag) == ("div", "div")


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ('(4) Ina Smit on X: "De zee komt" / X', {"title": "De zee komt", "author": "Ina Smit"}),
        ("Ina Smit op Twitter: „De zee komt”", {"title": "De zee komt", "author": "Ina Smit"}),
        (f'Ina Smit on X: "{"De zee komt. " * 20}" / X', {"author": "Ina Smit"}),
        ("Ina Smit (@ina@zee.example)", {"author": "Ina Smit"}),
        ("Ina Smit (@ina) on Threads", {"author": "Ina Smit"}),
        ("Een brief aan (@ina) over de zee", {"title": "Een brief aan (@ina) over de zee"}),
    ],
)
def test_of_a_post_the_head_tells_who_posted_it_and_what(title: str, told: dict[str, str]) -> None:
    facts = page(f"<head><title>{escape(title)}</title></head><p>De zee is groot.</p>").facts
    assert {fact.field: fact.value for fact in facts} == told


@pytest.mark.parametrize(("program", "day"), [("MediaWiki 1.43", "2024-01-15"), ("Hugo", "2001-10-29")])
def test_the_text_of_a_wiki_is_as_old_as_its_last_change(program: str, day: str) -> None:
    said = '{"@type": "Article", "datePublished": "2001-10-29T01:02Z", "dateModified": "2024-01-15T01:02Z"}'
    head = f'<meta name="generator" content="{program}"><script type="application/ld+json">{said}</script>'
    facts = page(f"<html><head>{head}</head><body><p>Brood.</p></body></html>").facts
    assert [f.value for f in facts if f.field == "date"] == [day]


@pytest.mark.parametrize(
    ("title", "told"),
    [("(4) De zee", "De zee"), ("(20+) De zee", "De zee"), ("(1984) en de zee", "(1984) en de zee")],
)
def test_how_many_messages_are_unread_is_none_of_a_title(title: str, told: str) -> None:
    facts = page(f"<html><head><title>{title}</title></head><body><p>Brood.</p></body></html>").facts
    assert [f.value for f in facts if f.field == "title"] == [told]


def test_what_a_class_says_of_other_elements_is_no_name() -> None:
    (line,) = page('<div class="[&amp;_.newsletter]:hidden post"><p>Brood.</p></div>').lines
    assert line.place == "body > div.post > p"


def test_what_is_struck_out_in_markdown_stays_so() -> None:
    (line,) = read(Seed("x.md", b"Het is ~~dure~~ lekkere kaas van ~10 euro.", "markdown")).lines
    assert line.inlines == (Text("Het is "), Span("s", (Text("dure"),)), Text(" lekkere kaas van ~10 euro."))


def test_a_paragraph_of_empty_links_in_markdown_is_no_line() -> None:
    text = "Brood.\n\n[](https://example.org/a)\n[](https://example.org/b)\n"
    assert [line.text for line in read(Seed("x.md", text.encode(), "markdown")).lines] == ["Brood."]


def test_every_visible_run_is_a_line_in_the_order_of_the_page() -> None:
    reading = page(PAGE)
    assert [(line.number, line.tag, line.text) for line in reading.lines] == [
        (1, "li", "Home"),
        (2, "li", "Over ons"),
        (3, "h1", "De zee"),
        (4, "p", "Het is de zee. Echt."),
        (5, "article", "Los van alles loose"),
        (6, "p", "Wie weet."),
        (7, "div", "Oud"),
        (8, "div", "papier"),
    ]
    assert reading.lines[5].place == "body > article#p1.post > blockquote:nth-child(4) > p"


@pytest.mark.parametrize(
    ("html", "place"),
    [
        ('<div id="why-we-share-our-bread"><h2>Why we share our bread</h2></div>', "body > div > h2"),
        ('<h2 id="zo-delen-wij-een-cafe">Zo delen wij een café!</h2>', "body > h2"),
        ('<h4 id="kommentar">Kommentar</h4>', "body > h4"),
        ('<h4 id="comments">Kommentar</h4>', "body > h4#comments"),
        ('<div id="related-posts"><h2>Related posts</h2></div>', "body > div#related-posts > h2"),
        ('<div id="share-this-post-today"><h2>Bread</h2></div>', "body > div#share-this-post-today > h2"),
    ],
)
def test_an_id_that_spells_its_heading_is_no_name(html: str, place: str) -> None:
    assert [line.place for line in read(Seed("x.html", html.encode(), "html")).lines] == [place]


def test_inline_markup_survives() -> None:
    line = page(PAGE).lines[3]
    assert line.inlines == (
        Text("Het "),
        Span("em", (Text("is"),)),
        Text(" "),
        Link("/zee", (Text("de "), Span("b", (Text("zee"),)))),
        Text("."),
        LineBreak(),
        Text("Echt."),
    )
    assert page(PAGE).lines[4].inlines[-1] == Span("span", (Text("loose"),), "en")


def test_what_the_page_says_of_itself_is_a_candidate_with_its_evidence() -> None:
    facts = {(fact.field, fact.value, fact.rule) for fact in page(PAGE).facts}
    assert ("title", "De zee", "json-ld.headline") in facts
    assert ("author", "Jan van den Berg", "json-ld.author") in facts
    assert ("date", "2019-04-12", "meta.article:published_time") in facts
    assert ("outlet", "Het Blad", "json-ld.publisher") in facts
    assert ("language", "nl", "html.lang") in facts
    assert not any(fact.sure for fact in page(PAGE).facts)


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "utf-16"])
def test_the_encoding_is_the_one_that_the_page_declares(charset: str) -> None:
    html = (
        f'<html><head><meta charset="{charset}"></head><body><p>Geïrriteerd, één café – €</p></body></html>'
    )
    data = html.encode("cp1252" if charset in ("iso-8859-1", "windows-1252") else charset)
    assert read(Seed("x.html", data, "html")).lines[0].text == "Geïrriteerd, één café – €"


@pytest.mark.parametrize(
    "html", ["", "   ", "<html></html>", "<p> </p>", "<!-- niets -->", "<script>x</script>"]
)
def test_a_page_without_a_word_is_refused(html: str) -> None:
    with pytest.raises(SeedError):
        page(html)


@pytest.mark.parametrize("depth", [300, 2_000, 30_000])
@pytest.mark.parametrize("tag", ["div", "b", "font", "blockquote", "ul><li"])
def test_nothing_of_a_page_is_lost_however_deep_it_stands(tag: str, depth: int) -> None:
    """The parser that everybody uses drops what stands deeper than 2,048 elements, and says nothing."""
    ends = "".join(f"</{name}>" for name in reversed(tag.split("><"))) * depth
    found = page(f"<p>Voor.</p>{f'<{tag}>' * depth}wo<b>o</b>rd{ends}<p>Na <i>het</i> diepe.</p>")
    assert " ".join(line.text for line in found.lines) == "Voor. woord Na het diepe."


def test_a_page_of_frames_says_which_pages_it_shows() -> None:
    with pytest.raises(SeedError) as told:
        page('<frameset><frame src="menu.html"><frame src="main.html"><noframes>Nee.</noframes></frameset>')
    assert "menu.html, main.html" in told.value.hint


def test_a_page_that_nests_by_the_hundred_is_read() -> None:
    assert page("<div>" * 240 + "diep" + "</div>" * 240).lines[0].text == "diep"


words = st.text("abcëé ", min_size=1, max_size=12)
tags = st.sampled_from(["p", "div", "li", "em", "a", "h2", "td", "blockquote", "span", "b"])
trees = st.recursive(
    words,
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>", tags, st.lists(inner, max_size=4)
    ),
    max_leaves=25,
)


@given(trees)
def test_no_letter_is_lost_or_doubled(tree: str) -> None:
    letters = re.sub(r"\s", "", re.sub(r"<[^>]*>", "", tree))
    try:
        reading = page(f"<html><body>{tree}</body></html>")
    except SeedError:
        assert not letters
        return
    assert re.sub(r"\s", "", "".join(line.text for line in reading.lines)) == letters
    assert [line.number for line in reading.lines] == list(range(1, len(reading.lines) + 1))


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(SeedError):  # in so many words; anything else fails the test
        read(Seed("x.html", data, "html"))


@pytest.mark.parametrize(
    "html",
    [
        "<html><head><title>Zee</title><mbox><form><p>De zee is ver.</p></form></head></html>",
        "<html><body><div hidden id='S:1'><script>var a</script><p>De zee is ver.</p></div></body></html>",
        "<html><body style='display: none'><p style='visibility:hidden'>De zee is ver.</p></body></html>",
    ],
    ids=["text in the head", "unveiled by a script", "hidden by its style"],
)
def test_a_page_that_shows_nothing_gives_what_it_hides(html: str) -> None:
    assert [line.text for line in page(html).lines] == ["De zee is ver."]


ROWS = tuple(
    f"Op dag {n} van de reis zat de schipper op de voorplecht, en hij vertelde over de sluizen die hij als "
    f"jongen had zien bouwen, steen voor steen, door mannen die nooit een boot hadden gehad. {n}"
    for n in ("een", "twee", "drie")
)


def shell(body: str, text: str) -> Reading:
    """A page as it is saved before its scripts have fetched its text."""
    said = json.dumps({"@type": "NewsArticle", "headline": "De schipper", "articleBody": text})
    head = f'<title>De schipper</title><script type="application/ld+json">{said}</script>'
    frame = f"<nav><a>Home</a></nav><main><h1>De schipper</h1>{body}</main><footer>© Het Blad</footer>"
    return read(Seed("schil.html", f"<html><head>{head}</head><body>{frame}</body></html>".encode(), "html"))


@pytest.mark.parametrize("text", ["\n\n".join(ROWS), "".join(f"<p>{row}</p>" for row in ROWS),
                                  "".join(f"&lt;p&gt;{row}&lt;/p&gt;" for row in ROWS)])  # fmt: skip
def test_the_text_in_the_head_is_read_of_a_page_that_shows_none(text: str) -> None:
    lines = shell("<p>Laden…</p>", text).lines
    assert [line.text for line in lines] == ["Home", "De schipper", *ROWS, "Laden…", "© Het Blad"]
    assert [line.number for line in lines] == list(range(1, 8))
    assert [line.place == UNSHOWN for line in lines] == [False, False, True, True, True, False, False]


def test_a_page_that_shows_its_text_has_no_other() -> None:
    told = "\n\n".join(ROWS)
    for body in (f"<p>{ROWS[0]}</p>", f"<p>{ROWS[1].replace(',', ', <b>ja</b>')}</p><p>{ROWS[2]}</p>"):
        assert not any(line.place == UNSHOWN for line in shell(body, told).lines)
    other = "".join(f"<p>{row.replace('schipper', 'veerman')}</p>" for row in ROWS)
    assert not any(line.place == UNSHOWN for line in shell(other, told).lines)  # it has a text, if another
    assert not any(line.place == UNSHOWN for line in shell("", "Een kort bericht.").lines)


def test_a_text_of_the_head_is_kept_and_told() -> None:
    reading = shell("<p>Laden…</p>", "\n\n".join(ROWS))
    galley = clean(reading, seed="schil.html", language="nl")
    assert set(ROWS) <= {v.line.text for v in galley.verdicts if v.kept}
    (told,) = [f for f in losses(galley) if f.check == "ledger.unshown"]
    assert "JSON-LD" in told.message


@pytest.mark.parametrize(("said", "code"), [("NL", "nl"), ("nl-be", "nl-BE"), ("zh-Hant-tw", "zh-Hant-TW")])
def test_the_language_of_a_run_is_written_as_codes_are(said: str, code: str) -> None:
    (line,) = page(f'<p>Zo <span lang="{said}">is</span> het.</p>').lines
    assert [inline.language for inline in line.inlines if isinstance(inline, Span)] == [code]


@pytest.mark.parametrize(
    ("markup", "codes"),
    [
        ('<p lang="ar">كان المطر ينزل على المدينة القديمة.</p>', ["ar"]),
        ('<blockquote lang="ru"><p>Дождь шёл весь день.</p><p>Никто не знал.</p></blockquote>', ["ru", "ru"]),
        ('<div lang="el"><p>Η βροχή έπεφτε.</p><p lang="nl">Het regende.</p></div>', ["el", ""]),
        ('<div lang="ar"><p><em>المطر</em> ينزل</p></div>', ["ar"]),
        ('<p lang="en-US">Het regende de hele dag.</p>', [""]),  # as programs say of every paragraph
        ('<div lang="nl-NL"><p>Het regende.</p></div>', [""]),
        ("<p>كان المطر ينزل.</p>", [""]),
    ],
)
def test_a_block_in_other_letters_is_in_the_language_that_it_says(markup: str, codes: list[str]) -> None:
    lines = [line for line in page(markup).lines if line.text]
    said = [
        line.inlines[0].language if len(line.inlines) == 1 and isinstance(line.inlines[0], Span) else ""
        for line in lines
    ]
    assert said == codes


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("<ruby>山路<rt>やまみち</rt></ruby>を登る", "山路（やまみち）を登る"),
        ("<ruby>山<rt>やま</rt>路<rt>みち</rt></ruby>", "山（やま）路（みち）"),
        ("<ruby>山路<rp>(</rp><rt>やまみち</rt><rp>)</rp></ruby>", "山路(やまみち)"),
        ("Hij las <ruby>brood<rt><em>bread</em></rt></ruby> en at.", "Hij las brood (bread) en at."),
        ("<ruby>山路<rt></rt></ruby>", "山路"),
    ],
)
def test_how_a_word_is_read_stands_behind_it(written: str, read_as: str) -> None:
    assert [line.text for line in page(f"<p>{written}</p>").lines] == [read_as]


@pytest.mark.parametrize(
    "folio",
    [
        '<span epub:type="pagebreak" title="12" id="p12">12</span>',
        '<span role="doc-pagebreak">xii</span>',
        '<span class="pagenum"><a id="Page_12">[Pg 12]</a></span>',
        '<span class="pagenum">{12}</span>',
    ],
)
def test_the_number_of_a_printed_page_is_no_word_of_the_text(folio: str) -> None:
    lines = page(f"<p>De zee is {folio}groot.</p>{folio}<p>En de boot is klein.</p>").lines
    assert [line.text for line in lines] == ["De zee is groot.", "En de boot is klein."]


@pytest.mark.parametrize(
    "heading",
    [
        '<h2 id="de-zee">De zee <a class="heading-link" href="#de-zee"><span>Link to heading</span></a></h2>',
        '<h2><a href="https://laan.example/zee#caf%C3%A9">⌗</a> <span id="café">De zee</span></h2>',
        '<h2 id="de-zee"><a href="#de-zee">De zee</a></h2>',
    ],
)
def test_a_link_in_a_heading_to_that_heading_is_none_of_its_words(heading: str) -> None:
    assert [line.text.strip() for line in page(heading).lines] == ["De zee"]


@pytest.mark.parametrize("kept", ['<span class="pagenum">de zee</span>', '<span class="number">12</span>'])
def test_what_is_no_number_of_a_page_stays(kept: str) -> None:
    (line,) = page(f"<p>Hij zag {kept} weer.</p>").lines
    assert line.text in ("Hij zag de zee weer.", "Hij zag 12 weer.")


_SENTENCE = "Mensen komen van ver voor zijn brood, en ze zeggen dat het smaakt als vroeger."


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        (f"<p><strong>Het meel</strong><br>{_SENTENCE}</p>", ["Het meel", _SENTENCE]),
        (f"<p><a id='x'></a><b>Het <i>meel</i></b><br />\n{_SENTENCE}</p>", ["Het meel", _SENTENCE]),
        (f"<div><b>Waarom?</b><br><em>Mensen</em>{_SENTENCE[6:]}<br>Zo is het.</div>",
         ["Waarom?", f"{_SENTENCE} Zo is het."]),
        (f"<p>Dit eerst.<br><br><b>Het meel</b><br>{_SENTENCE}</p>", ["Dit eerst.", "Het meel", _SENTENCE]),
        (f"<p><b>Het meel.</b><br>{_SENTENCE}</p>", [f"Het meel. {_SENTENCE}"]),
        (f"<p><b>Het meel</b> {_SENTENCE}</p>", [f"Het meel {_SENTENCE}"]),
        (f"<p><b>Het meel</b><br><b>{_SENTENCE}</b></p>", [f"Het meel {_SENTENCE}"]),
        (f"<ul><li><b>Het meel</b><br>{_SENTENCE}</li></ul>", [f"Het meel {_SENTENCE}"]),
        ("<p><b>Anna de Vries</b><br>Oude Delft 1<br>2611 AA Delft</p>",
         ["Anna de Vries Oude Delft 1 2611 AA Delft"]),
    ],
)  # fmt: skip
def test_a_heading_in_bold_is_a_line_of_its_own_above_the_rest_of_its_paragraph(
    page: str, lines: list[str]
) -> None:
    assert [line.text for line in read(Seed("p.html", page.encode(), "html")).lines] == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"**Het meel**\n{_SENTENCE}", ["Het meel", _SENTENCE]),
        (f"**Het meel**  \n{_SENTENCE}", ["Het meel", _SENTENCE]),
        (f"**Het meel:**\n{_SENTENCE}", [f"Het meel: {_SENTENCE}"]),
        (f"**Het meel** van\n{_SENTENCE}", [f"Het meel van {_SENTENCE}"]),
    ],
)
def test_so_is_one_in_markdown(text: str, lines: list[str]) -> None:
    assert [line.text for line in read(Seed("a.md", text.encode(), "markdown")).lines] == lines


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("<center><b>De<br>molen</b><br><i>Jan Kok</i></center>", ["De molen", "Jan Kok"]),
        ("<p><b>De molen</b><br>Jan Kok<br>13 april 2003</p>", ["De molen", "Jan Kok", "13 april 2003"]),
        (f"<p><b>De molen</b><br><i>Jan Kok</i><br>{_SENTENCE}<br>Zo is het.</p>",
         ["De molen", "Jan Kok", f"{_SENTENCE} Zo is het."]),
        (f"<p>{_SENTENCE}</p><p><b>De molen</b><br><i>Jan Kok</i></p>", [_SENTENCE, "De molen Jan Kok"]),
        ("<h1>De molen<br><i>aan de vaart</i></h1>", ["De molen aan de vaart"]),
        ("<h1>De molen<br><small>door Jan van der Kok</small></h1>", ["De molen", "door Jan van der Kok"]),
        ("<h1>Die Mühle<br><i>von Jan Kok</i></h1>", ["Die Mühle", "von Jan Kok"]),
        ("<h1>Die Kindheit<br>von Jan Kok</h1>", ["Die Kindheit von Jan Kok"]),
        ("<p>The mill<br>by Jan Kok<br>12 May 2003</p>", ["The mill", "by Jan Kok", "12 May 2003"]),
        ("<table><tr><td><b>De molen</b><br><i>Jan Kok</i></table>", ["De molen", "Jan Kok"]),
        ("<table><tr><td><b>De molen</b><br><i>Jan Kok</i><td>2003</table>", ["De molen Jan Kok", "2003"]),
        ("<p><b>De molen</b><br><b>aan de vaart</b></p>", ["De molen aan de vaart"]),
        ("<p><i>Alles draait</i><br>Jan Kok</p>", ["Alles draait Jan Kok"]),  # a motto
        ("<p><b>Alles draait</b><br>— <i>Jan Kok</i></p>", ["Alles draait — Jan Kok"]),
        ("<p><b>De molen</b><br>Hij draait,<br>en draait</p>", ["De molen Hij draait, en draait"]),  # verse
        ("<p><b>Adres:</b><br><i>Vaart 1</i></p>", ["Adres: Vaart 1"]),
    ],
)  # fmt: skip
def test_the_rows_of_a_masthead_are_lines_where_they_are_marked_differently_above_the_text(
    page: str, lines: list[str]
) -> None:
    assert [line.text for line in read(Seed("p.html", page.encode(), "html")).lines] == lines


def test_a_poem_of_very_many_lines_is_read_in_linear_time() -> None:
    def read_poem(lines: int) -> None:
        read(Seed("a.html", ("<p>" + "een regel van het gedicht<br>" * lines).encode(), "html"))

    assert growth(read_poem, 1000, 8000) < 4


@pytest.mark.parametrize(
    "written",
    [
        '<a href="/cdn-cgi/l/email-protection" data-cfemail="{}">[email&#160;protected]</a>',
        '<a href="/cdn-cgi/l/email-protection#{}"><span data-cfemail="{}">[email protected]</span></a>',
        '<a href="https://blad.example/cdn-cgi/l/email-protection#{}">ann@pont.example</a>',
    ],
)
def test_an_address_that_a_page_hides_from_machines_is_read_as_its_author_wrote_it(written: str) -> None:
    """Cloudflare's code: a key, then each letter disjoined with it."""
    code = "5a" + "".join(f"{ord(letter) ^ 0x5A:02x}" for letter in "ann@pont.example")
    (line,) = page(f"<p>Schrijf {written.replace('{}', code)} gerust.</p>").lines
    assert line.text == "Schrijf ann@pont.example gerust."
    assert line.inlines[1] == Link("mailto:ann@pont.example", (Text("ann@pont.example"),))


@pytest.mark.parametrize("code", ["", "zz", "5a", "00112233445566", "f" * 41])
def test_a_code_that_stands_for_no_address_is_left(code: str) -> None:
    (line,) = page(f'<p>Schrijf <a data-cfemail="{code}">[email protected]</a> gerust.</p>').lines
    assert line.text == "Schrijf [email protected] gerust."


@pytest.mark.parametrize(
    ("written", "inlines"),
    [
        ('<span style="font-weight: 700">dure</span>', (Span("b", (Text("dure"),)),)),
        ('<span style="color:red;font-style:italic">dure</span>', (Span("i", (Text("dure"),)),)),
        ('<font style="font-weight:bold">dure</font>', (Span("b", (Text("dure"),)),)),
        ('<span style="font-weight:400">dure</span>', ()),
        ('<b style="font-weight:normal">dure</b>', ()),
        ('<b style="color:red">dure</b>', (Span("b", (Text("dure"),)),)),
    ],
)
def test_words_that_a_style_sets_apart_are_emphasised(written: str, inlines: tuple[object, ...]) -> None:
    (line,) = page(f"<p>Het is {written} kaas.</p>").lines
    assert line.text == "Het is dure kaas."
    assert line.inlines == ((Text("Het is "), *inlines, Text(" kaas.")) if inlines else ())


@pytest.mark.parametrize(
    "unseen",
    [
        '<noscript><div id="no-java"></noscript>',  # left open
        "<NOSCRIPT><p>Zet JavaScript aan.</NOSCRIPT >",
        "<noscript><iframe src='x'></noscript><noscript><b>Aan</noscript>",
    ],
)
def test_what_is_for_browsers_without_scripts_holds_nothing_of_the_page(unseen: str) -> None:
    lines = page(f"<body>{unseen}<p>De pont vaart om half zeven.</p><p>Niemand wacht.</p></body>").lines
    assert [line.text for line in lines] == ["De pont vaart om half zeven.", "Niemand wacht."]


def test_a_page_with_very_many_of_them_is_read_in_linear_time() -> None:
    def read_them(n: int) -> object:
        return page("<noscript><b>" * n + "</noscript>" * n + "<p>De pont vaart.</p>")

    assert growth(read_them, 500, 5000) < 4


def test_a_line_that_was_mended_keeps_its_markup() -> None:
    page = "<p>De klant\xadvriende\xadlijke <em>kas\xadsière</em> zag <a href='https://x.example/'>niets\u200b</a>."
    [line] = read(Seed("p.html", page.encode(), "html")).lines
    assert line.text == "De klantvriendelijke kassière zag niets."
    assert line.inlines == (
        Text("De klantvriendelijke "),
        Span("em", (Text("kassière"),)),
        Text(" zag "),
        Link("https://x.example/", (Text("niets"),)),
        Text("."),
    )


@pytest.mark.parametrize("sign", ["\u200b", "\ufeff"])
def test_a_sign_without_width_parts_no_word(sign: str) -> None:
    page = f"<p>{sign}De klant{sign}vriendelijke {sign} kassière.{sign}<p>{sign}<p> {sign} Dag <i>{sign}</i>"
    lines = read(Seed("p.html", page.encode(), "html")).lines
    assert [line.text for line in lines] == ["De klantvriendelijke kassière.", "Dag"]
