"""Containers of many pieces: exports, feeds, EPUBs, archives; damaged and hostile ones among them."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import bookcase
import openepub
import pytest
from bookcase import book
from growth import growth
from hypothesis import given, settings
from hypothesis import strategies as st

from book.compose.manifest import parse
from book.errors import BookError, SeedError
from book.intake import mark
from book.model import Seed
from book.project.files import Project, format_of, load_manifest, load_seeds, unpack_seed
from book.read import archive, read
from book.read.pieces import distinct
from book.read.unpack import Unpacked
from book.read.wordpress import paragraphs, published
from book.recover import lift

HERE = Path(__file__).parent / "containers"
WXR = (HERE / "blog.wordpress.xml").read_bytes()
RSS = (HERE / "columns.rss").read_bytes()
ATOM = (HERE / "blogger.atom").read_bytes()


def unpack(name: str, data: bytes) -> Unpacked:
    return unpack_seed(Seed(name, data, format_of(name, data)))


def says(seed: Seed, field: str) -> list[str]:
    return [fact.value for fact in seed.hints if fact.field == field and fact.sure]


def texts(seed: Seed) -> list[str]:
    return [line.text for line in read(seed).lines]


def zipped(files: dict[str, str | bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return buffer.getvalue()


# --------------------------------------------------------------------------- WordPress


def test_an_export_gives_its_published_posts_and_tells_the_rest() -> None:
    found = unpack("seeds/blog.xml", WXR)
    assert [name for name, _ in found.pieces] == [
        "de-molen-draait-weer",
        "cafe-de-zon",
        "het-pontje-van-geert",
    ]
    assert found.left == ("1 × attachment", "1 × draft (‘Nog niet af’)", "1 × page (‘Over ons’ #over-ons)")


def test_behind_a_pen_name_stands_perhaps_whom_the_site_knows() -> None:
    shown = b"<wp:author_display_name><![CDATA[%s]]></wp:author_display_name>"
    seeds = dict(unpack("blog.xml", WXR.replace(shown % b"hvb", shown % b"brugwachter")).pieces)
    cafe = seeds["cafe-de-zon"]
    authors = [(hint.value, hint.sure) for hint in cafe.hints if hint.field == "author"]
    assert authors == [("brugwachter", False), ("Hendrik van Buuren", False)]


def test_an_export_says_who_wrote_a_post_when_and_where() -> None:
    mill, cafe, ferry = (seed for _, seed in unpack("seeds/blog.xml", WXR).pieces)
    assert says(mill, "author") == ["Marijke de Groot"]  # the name behind the login
    assert says(cafe, "author") == ["Hendrik van Buuren"]  # the display name is the login again
    assert says(ferry, "author") == ["Marijke de Groot", "Hendrik van Buuren"]
    assert says(mill, "date") == ["2015-05-13"]  # the site's own day, not Greenwich's
    assert says(cafe, "title") == ["Café De Zon sluit ‘voorgoed’"]
    assert says(cafe, "outlet") == ["De Dorpspomp"]
    assert says(cafe, "url") == ["https://dorpspomp.example/2013/01/cafe-de-zon/"]
    assert says(cafe, "language") == []  # WordPress says en-US of every site that nobody set


def test_comments_in_an_export_are_no_text() -> None:
    mill = unpack("seeds/blog.xml", WXR).pieces[0][1]
    assert not any("Mooi stuk" in text for text in texts(mill))


def test_classic_posts_have_paragraphs_captions_and_notes() -> None:
    mill = unpack("seeds/blog.xml", WXR).pieces[0][1]
    lines = read(mill).lines
    assert [line.tag for line in lines] == ["p", "img", "figcaption", "p", "p", "p", "p"]
    assert lines[1].image is not None
    assert lines[2].text == "De molen op de dag van de opening"
    assert lines[3].text.endswith("eigen kinderen.[1] Dat is een regel onder een regel.")
    assert lines[-1].text == "[1] De steigers bleven drie winters staan."


@pytest.mark.parametrize("n", [0, 1])
def test_notes_become_notes_at_their_calls(n: int) -> None:
    seed = unpack("seeds/blog.xml", WXR).pieces[n][1]
    piece = lift(mark(seed, read(seed), "nl"))
    assert str(piece.blocks).count("NoteCall(") == 1
    assert "[1]" not in str(piece.blocks).replace("mark='[1]'", "")


def test_a_first_sentence_is_no_title_where_the_export_gives_one() -> None:
    for _, seed in unpack("seeds/blog.xml", WXR).pieces:
        galley = mark(seed, read(seed), "nl")
        assert all(verdict.kept for verdict in galley.verdicts)
        assert [lift(galley).title] == says(seed, "title")


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("Een.\n\nTwee.", "<p>Een.</p><p>Twee.</p>"),
        ("Een.\nTwee.", "<p>Een.<br>Twee.</p>"),
        ("Een.<br />\nTwee.", "<p>Een.<br>Twee.</p>"),
        ("Een.\n<ul>\n<li>a</li>\n</ul>\nTwee.", "<p>Een.</p><ul><li>a</li></ul><p>Twee.</p>"),
        ("<pre>a\n\nb</pre>", "<pre>a\n\nb</pre>"),
        ("<div>a\n\nb</div>", "<div><p>a</p><p>b</p></div>"),
        ("a <em>b</em>\n\n<h2>C</h2>\nd", "<p>a <em>b</em></p><h2>C</h2><p>d</p>"),
    ],
)
def test_blank_lines_are_paragraphs(stored: str, shown: str) -> None:
    made = paragraphs(stored)
    assert (made if "<pre>" in shown else made.replace("\n", "")) == shown


@pytest.mark.parametrize(
    "stored",
    [
        "Een zin.[efn_note]De noot.[/efn_note] Nog een.",
        "Een zin.[mfn referencenumber=1]De noot.[/mfn] Nog een.",
        "Een zin. ((De noot.)) Nog een.",
        "Een zin. [ref]De noot.[/ref] Nog een.",
    ],
)
def test_shortcodes_of_notes(stored: str) -> None:
    made = published(stored).replace("\n", "")
    assert made == '<p>Een zin.[1] Nog een.</p><p class="footnote">[1] De noot.</p>'


@given(st.text(st.sampled_from("ab \n<>/p[]()fn"), max_size=60))
def test_no_letter_is_lost(text: str) -> None:
    made = published(text)
    assert [c for c in "ab" if text.count(c) > made.count(c)] == []


# --------------------------------------------------------------------------- RSS and Atom


def test_rss() -> None:
    found = unpack("seeds/columns.rss", RSS)
    assert [name for name, _ in found.pieces] == ["low-water", "no-day", "no-day-2"]
    assert found.left == ("1 × piece without a text (‘Empty’)",)
    water, day, after = (seed for _, seed in found.pieces)
    assert says(water, "title") == ["Low Water & High Talk"]
    assert says(water, "author") == ["Ruth Calder", "Owen Pike"]
    assert says(water, "date") == ["2019-04-12"]  # where it was written
    assert texts(water) == ["At low water the harbour tells the truth.", "See the map."]
    assert "https://harbour.example/map" in str(read(water).lines[1].inlines)
    assert says(day, "author") == ["Nell Quayle"]
    assert says(day, "url") == ["https://harbour.example/no-day"]
    assert texts(day) == ["Nobody came\xa0that day, and the gulls knew why.", "They always do."]
    assert says(after, "author") == []  # an account is no person
    assert [f.value for f in after.hints if f.field == "author"] == ["webmaster"]


def test_atom() -> None:
    found = unpack("seeds/tuin.atom", ATOM)
    assert [name for name, _ in found.pieces] == ["de-merel", "tag-blogger-example-2011-post-9"]
    assert found.left == ("1 × comment", "1 × draft (‘Later’)")
    bird, hedge = (seed for _, seed in found.pieces)
    assert says(bird, "title") == ["De merel"]
    assert says(bird, "author") == ["Ina Smit"]
    assert says(bird, "date") == ["2011-03-09"]
    assert texts(hedge) == ["De haag is dicht."]
    assert says(hedge, "author") == ["Jan van den Berg"]
    assert says(hedge, "date") == []  # when it was changed last is not when it appeared


def test_names_stay_when_a_feed_grows() -> None:
    item = "<item><title>Nieuw</title><link>https://harbour.example/new</link><description>Tekst.</description></item>"
    grown = RSS.replace(b"<item>", item.encode() + b"<item>", 1)
    assert [name for name, _ in unpack("seeds/columns.rss", grown).pieces][1:] == [
        name for name, _ in unpack("seeds/columns.rss", RSS).pieces
    ]


def feed(*bodies: str) -> bytes:
    items = "".join(f"<item><title>Stuk {n}</title><description><![CDATA[{b}]]></description></item>"
                    for n, b in enumerate(bodies, 1))  # fmt: skip
    return f'<rss version="2.0"><channel><title>T</title>{items}</channel></rss>'.encode()


def test_nothing_of_a_post_is_dropped_for_being_unlike_prose() -> None:
    body = "Abbott: Wie is er?<br>Niemand.\n\nEen\n\nTwee\n\nStuk 2\n\nJan de Vries\n\n3 maart 2011"
    _, seed = unpack("x.rss", feed(body)).pieces[0]
    galley = mark(seed, read(seed), "nl")
    assert [v.line.text for v in galley.verdicts if v.role.value in ("boilerplate", "comment")] == []
    assert lift(galley).title == "Stuk 1"
    assert lift(galley).blocks != ()


def test_a_title_that_stands_in_the_post_too_is_printed_once() -> None:
    _, seed = unpack("x.rss", feed("<h2>Stuk 1</h2><p>De tekst van het stuk begint hier en nu.</p>")).pieces[
        0
    ]
    galley = mark(seed, read(seed), "nl")
    assert [v.role.value for v in galley.verdicts] == ["title", "body"]


def test_a_post_that_is_a_picture_is_no_piece() -> None:
    found = unpack("x.rss", feed('<a href="a.jpg"><img src="a.jpg" alt="" /></a>&nbsp;', "Tekst."))
    assert [name for name, _ in found.pieces] == ["stuk-2"]
    assert found.left == ("1 × piece without a text (‘Stuk 1’)",)


def test_shortcodes_are_no_text() -> None:
    _, seed = unpack("x.rss", feed('Tekst.\n\n[gallery ids="1,2"]\n\nMeer tekst.')).pieces[0]
    assert [v.kept for v in mark(seed, read(seed), "nl").verdicts] == [True, False, True]


def test_wordpress_is_known_by_its_fields_over_https_too() -> None:
    secure = WXR.replace(b"http://wordpress.org/export/", b"https://wordpress.org/export/")
    assert unpack("x.xml", secure) == unpack("x.xml", WXR)


# --------------------------------------------------------------------------- EPUB and ZIP


def epub() -> bytes:
    head = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title></head>'
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
            '<rootfiles><rootfile full-path="EPUB/package.opf"/></rootfiles></container>',
            "EPUB/package.opf": '<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
            '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Verzameld werk</dc:title>'
            "<dc:creator>Ina Smit</dc:creator><dc:language>nl</dc:language></metadata><manifest>"
            '<item id="v" href="front.xhtml" media-type="application/xhtml+xml"/>'
            '<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
            '<item id="a" href="een%20stuk.xhtml" media-type="application/xhtml+xml"/>'
            '<item id="b" href="b.xhtml" media-type="application/xhtml+xml"/>'
            '<item id="c" href="c.xhtml" media-type="application/xhtml+xml"/>'
            '</manifest><spine><itemref idref="v"/><itemref idref="n"/><itemref idref="b"/>'
            '<itemref idref="a"/><itemref idref="c"/></spine></package>',
            "EPUB/nav.xhtml": head
            + '<body><nav epub:type="toc"><ol><li><a href="b.xhtml">De <i>beuk</i></a></li>'
            '<li><a href="een%20stuk.xhtml#x">Een stuk</a></li></ol></nav>'
            '<nav epub:type="landmarks"><ol><li><a epub:type="cover" href="front.xhtml">Omslag</a></li>'
            "</ol></nav>"
            "</body></html>",
            "EPUB/front.xhtml": head + "<body><p>Omslag.</p></body></html>",
            "EPUB/een stuk.xhtml": head + "<body><h1>Een stuk</h1><p>Het stuk begint hier.</p></body></html>",
            "EPUB/b.xhtml": head + "<body><h1>De beuk</h1><p>De beuk staat er nog.</p></body></html>",
            "EPUB/c.xhtml": head + '<body epub:type="copyright-page"><p>Alle rechten.</p></body></html>',
        }
    )


def test_an_epub_gives_its_chapters_in_the_order_of_its_spine() -> None:
    found = unpack("seeds/werk.epub", epub())
    assert [name for name, _ in found.pieces] == ["EPUB/b.xhtml", "EPUB/een stuk.xhtml"]
    assert found.left == ("EPUB/front.xhtml (cover)", "EPUB/nav.xhtml (toc)", "EPUB/c.xhtml (copyright-page)")
    beech, piece = (seed for _, seed in found.pieces)
    assert says(beech, "title") == ["De beuk"]
    assert says(beech, "author") == ["Ina Smit"]
    assert says(piece, "outlet") == ["Verzameld werk"]
    assert texts(piece) == ["Een stuk", "Het stuk begint hier."]
    assert [v.role.value for v in mark(beech, read(beech), "nl").verdicts] == ["title", "body"]


def with_pages(**pages: str) -> bytes:
    """That EPUB with other pages, and an anthology's contents."""
    with zipfile.ZipFile(BytesIO(epub())) as file:
        files: dict[str, str | bytes] = {name: file.read(name) for name in file.namelist()}
    head = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body '
    new = {"EPUB/b.xhtml": pages["b"], "EPUB/een stuk.xhtml": pages["stuk"]}
    nav = str(files["EPUB/nav.xhtml"], "utf-8").replace("De <i>beuk</i>", pages["label"])  # type: ignore[arg-type]
    return zipped({**files, "EPUB/nav.xhtml": nav, **{k: f"{head}{v}</body></html>" for k, v in new.items()}})


@pytest.mark.parametrize(
    ("page", "left"),
    [
        ("<h1>Verzameld werk</h1><p><i>Ina&nbsp;Smit</i></p>", True),
        ("<h1>Verzameld werk</h1><p>Ina Smit schreef dit.</p>", False),
        ("<h1>Verzameld werk</h1>", False),  # the heading of a part, or the title piece's picture
        ("<p>Ina Smit</p>", False),
    ],
)
def test_a_title_page_that_does_not_say_so_is_no_piece(page: str, left: bool) -> None:
    found = unpack("seeds/werk.epub", with_pages(b=f">{page}", stuk="><p>Een stuk.</p>", label="De beuk"))
    assert ("EPUB/b.xhtml (titlepage)" in found.left) == left
    assert ("EPUB/b.xhtml" in [name for name, _ in found.pieces]) != left


@pytest.mark.parametrize(
    "typed", ['epub:type="contributors"', 'epub:type="other-credits"', 'role="doc-credits"']
)
def test_who_is_in_a_book_and_where_it_is_from_are_no_chapters(typed: str) -> None:
    people = "<h1>Over de auteurs</h1><p>Ina Smit woont in Assen.</p>"
    matter = f'epub:type="backmatter"><section class="x" {typed}>{people}</section>'
    found = unpack("seeds/werk.epub", with_pages(b="><p>De beuk is oud.</p>", stuk=matter, label="De beuk"))
    assert [name for name, _ in found.pieces] == ["EPUB/b.xhtml"]
    assert any(left.startswith("EPUB/een stuk.xhtml (") for left in found.left)


@pytest.mark.parametrize(
    ("label", "title"),
    [
        ("De beuk — Jan Vos", "De beuk"),
        ("De beuk, Ina Smit", "De beuk"),  # whom the package names
        ("De beuk — een boom", "De beuk — een boom"),  # its subtitle, for all that is known
        ("De beukenhaag — Jan Vos", "De beukenhaag — Jan Vos"),
    ],
)
def test_the_title_of_a_chapter_leaves_its_author_to_the_byline(label: str, title: str) -> None:
    page = "><h1>De beuk</h1><p>Jan Vos</p><p>De beuk is oud.</p>"
    found = unpack("seeds/werk.epub", with_pages(b=page, stuk="><p>Het stuk.</p>", label=label))
    assert says(found.pieces[0][1], "title") == [title]


def test_what_the_press_printed_below_a_piece_is_not_printed_again() -> None:
    foot = (
        '<footer><p class="source">Verschenen op 1 maart 2020.</p><p class="source">© de auteur.</p></footer>'
    )
    page = f"><section><h1>De beuk</h1><p>De beuk is oud en van niemand.</p>{foot}</section>"
    beech = unpack("seeds/werk.epub", with_pages(b=page, stuk="><p>Het stuk.</p>", label="De beuk")).pieces[
        0
    ][1]
    galley = mark(beech, read(beech), "nl")
    assert [v.line.text for v in galley.verdicts if v.kept] == ["De beuk is oud en van niemand."]
    assert ("date", "2020-03-01") in {(f.field, f.value) for f in galley.facts}
    other = mark(
        Seed("x.html", f"<body{page}</body>".encode(), "html"),
        read(Seed("x.html", f"<body{page}</body>".encode(), "html")),
        "nl",
    )
    assert not any(v.rule == "sources.imprint" for v in other.verdicts)


def test_a_title_page_at_the_head_of_a_text_is_no_title_page_alone() -> None:
    front = '<section epub:type="titlepage"><h1>Verzameld werk</h1></section>'
    whole = f'>{front}<section epub:type="chapter"><p>De beuk is oud en staat er nog, zei zij.</p></section>'
    found = unpack("seeds/werk.epub", with_pages(b=whole, stuk=f">{front}", label="De beuk"))
    assert [name for name, _ in found.pieces] == ["EPUB/b.xhtml"]
    assert "EPUB/een stuk.xhtml (titlepage)" in found.left


def test_a_page_of_links_to_chapters_is_their_list() -> None:
    links = "".join(f'<p><a href="{name}#x">Hoofdstuk</a></p>' for name in ("een%20stuk.xhtml", "c.xhtml"))
    names = ("front.xhtml", "nav.xhtml", "een%20stuk.xhtml", "c.xhtml")
    listed = "".join(f'<p><a href="{name}#x">Een hoofdstuk over de bomen</a>, 12</p>' for name in names)
    found = unpack("a.epub", with_pages(b=f"><h1>Inhoud</h1>{listed}", stuk=f">{links}<p>a b</p>", label="I"))
    assert "EPUB/b.xhtml (toc)" in found.left
    assert [name for name, _ in found.pieces] == ["EPUB/een stuk.xhtml"]  # two links are a text's own


@pytest.mark.parametrize(
    ("label", "sure"), [("Beginnen met lezen", False), ("Hoofdstuk 3: de beuk", True), ("III", True)]
)
def test_what_the_contents_call_a_page_that_is_headed_otherwise_is_no_title(label: str, sure: bool) -> None:
    heading = "III" if label == "III" else "De oude beuk"
    page = f"><h1>{heading}</h1><p>De beuk is oud en staat er nog, zei zij.</p>"
    _, seed = unpack("a.epub", with_pages(b=page, stuk="><p>Een stuk.</p>", label=label)).pieces[0]
    assert says(seed, "title") == ([label] if sure else [])
    assert lift(mark(seed, read(seed), "nl")).title == (label if sure else heading)


@pytest.mark.parametrize(
    ("label", "headings", "left"),
    [
        ("1. De beuk", ["Hoofdstuk 1. De beuk"], []),
        ("Hoofdstuk 1: De beuk", ["1", "De beuk"], []),
        ("Hoofdstuk 1: De beuk", ["I", "De beuk"], ["I"]),
        ("1. De beuk", ["Hoofdstuk 2. De beuk"], ["Hoofdstuk 2. De beuk"]),
        ("De beuk", ["Hoofdstuk 1", "De beuk"], ["Hoofdstuk 1"]),
    ],
)
def test_a_heading_that_counts_a_chapter_otherwise_is_its_title_again(
    label: str, headings: list[str], left: list[str]
) -> None:
    top = "".join(f"<h{n}>{heading}</h{n}>" for n, heading in enumerate(headings, 1))
    page = f">{top}<p>De beuk is oud en staat er nog, zei zij, en niemand weet hoe lang al.</p>"
    _, seed = unpack("a.epub", with_pages(b=page, stuk="><p>Een stuk.</p>", label=label)).pieces[0]
    galley = mark(seed, read(seed), "nl")
    assert lift(galley).title == label
    assert [v.line.text for v in galley.verdicts if v.kept][:-1] == left


def changed(name: str, *pairs: tuple[str, str]) -> bytes:
    """That EPUB with a file changed."""
    with zipfile.ZipFile(BytesIO(epub())) as file:
        files: dict[str, str | bytes] = {name: file.read(name) for name in file.namelist()}
    text = str(files.get(name, b""), "utf-8")  # type: ignore[arg-type]
    for old, new in pairs:
        text = text.replace(old, new) if old else new
    return zipped({**files, name: text})


PACKAGE = "EPUB/package.opf"


def test_what_is_no_page_is_told_and_a_page_that_stands_in_for_it_is_read() -> None:
    drawing = ('href="b.xhtml" media-type="application/xhtml+xml"', 'href="b.svg" media-type="image/svg+xml"')
    found = unpack("a.epub", changed(PACKAGE, drawing))
    assert "EPUB/b.svg (image/svg+xml, which is no page)" in found.left
    stand_in = ("<item id=\"b\"", '<item id="f" href="b.xhtml" media-type="application/xhtml+xml"/>'
                '<item id="b" fallback="f"')  # fmt: skip
    found = unpack("a.epub", changed(PACKAGE, drawing, stand_in))
    assert [name for name, _ in found.pieces] == ["EPUB/b.xhtml", "EPUB/een stuk.xhtml"]


@pytest.mark.parametrize("broken", ["", "<!DOCTYPE x [<!ENTITY a 'b'>]><html>&a;</html>", "geen XML"])
def test_a_book_whose_contents_cannot_be_read_is_a_book_all_the_same(broken: str) -> None:
    found = unpack("a.epub", changed("EPUB/nav.xhtml", ("", broken)))
    assert {"EPUB/b.xhtml", "EPUB/een stuk.xhtml"} <= {name for name, _ in found.pieces}


def test_a_fixed_layout_is_told() -> None:
    fixed = '<meta property="rendition:layout">pre-paginated</meta></metadata>'
    found = unpack("a.epub", changed(PACKAGE, ("</metadata>", fixed)))
    assert found.left[-1] == "the layout of its pages, which is fixed"


LOCK = """<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">{}</encryption>"""
LOCKED = """<EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="{way}"/>
<CipherData><CipherReference URI="EPUB/{name}"/></CipherData></EncryptedData>"""


def locked(way: str, *names: str) -> bytes:
    lock = LOCK.format("".join(LOCKED.format(way=way, name=name) for name in names))
    return changed("META-INF/encryption.xml", ("", lock))


def test_a_locked_book_is_refused_with_what_to_do_and_a_locked_page_is_told() -> None:
    way = "http://www.w3.org/2001/04/xmlenc#aes256-cbc"
    found = unpack("a.epub", locked(way, "b.xhtml"))
    assert "EPUB/b.xhtml (locked)" in found.left
    with pytest.raises(SeedError, match="locked") as told:
        unpack("a.epub", locked(way, "b.xhtml", "een%20stuk.xhtml", "c.xhtml", "front.xhtml", "nav.xhtml"))
    assert "without a lock" in told.value.hint
    assert len(unpack("a.epub", locked("http://www.idpf.org/2008/embedding", "b.xhtml")).pieces) == 2


def test_many_pages_that_are_left_out_for_one_reason_are_told_together() -> None:
    names = [f"p{n}.xhtml" for n in range(1, 6)]
    items = "".join(f'<item id="{n}" href="{n}" media-type="application/xhtml+xml"/>' for n in names)
    refs = "".join(f'<itemref idref="{n}"/>' for n in names)
    data = changed(PACKAGE, ("</manifest><spine>", f"{items}</manifest><spine>{refs}"))
    with zipfile.ZipFile(BytesIO(data)) as file:
        files: dict[str, str | bytes] = {name: file.read(name) for name in file.namelist()}
    plate = '<html xmlns="http://www.w3.org/1999/xhtml"><body><img src="x.png" alt=""/></body></html>'
    found = unpack("a.epub", zipped({**files, **{f"EPUB/{n}": plate for n in names}}))
    assert found.left[0] == "5 files (without a word): EPUB/p1.xhtml to EPUB/p5.xhtml"


def test_a_book_in_one_file_is_not_what_its_guide_says_of_a_place_in_it() -> None:
    guide = '<guide><reference type="toc" href="b.xhtml#inhoud"/></guide></package>'
    data = changed(PACKAGE, ("</package>", guide))
    assert "EPUB/b.xhtml (toc)" in unpack("a.epub", data).left
    with zipfile.ZipFile(BytesIO(data)) as file:
        files: dict[str, str | bytes] = {name: file.read(name) for name in file.namelist()}
    long = f"<html xmlns='http://www.w3.org/1999/xhtml'><body>{'<p>De beuk is oud.</p>' * 900}</body></html>"
    assert unpack("a.epub", zipped({**files, "EPUB/b.xhtml": long})).pieces[0][0] == "EPUB/b.xhtml"


def test_a_page_without_a_word_is_no_chapter() -> None:
    with zipfile.ZipFile(BytesIO(epub())) as file:
        files: dict[str, str | bytes] = {name: file.read(name) for name in file.namelist()}
    plate = "<body><svg><text>x</text></svg><img src='kaart.png'/>&nbsp;</body>"
    found = unpack("seeds/werk.epub", zipped({**files, "EPUB/een stuk.xhtml": f"<html>{plate}</html>"}))
    assert [name for name, _ in found.pieces] == ["EPUB/b.xhtml"]
    assert "EPUB/een stuk.xhtml (without a word)" in found.left


@pytest.mark.parametrize(
    ("files", "kind"),
    [
        ({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}, "a Word document"),
        ({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}, "an Excel sheet"),
        (
            {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<office/>"},
            "an OpenDocument text",
        ),
        ({"Index/Document.iwa": "x", "preview.jpg": "x"}, "Apple's Pages"),
    ],
)
def test_a_document_of_an_office_is_called_so(files: dict[str, str], kind: str) -> None:
    with pytest.raises(SeedError, match=kind) as told:
        unpack("brief.zip", zipped(files))
    ends = {"a Word document": "end in .docx", "an OpenDocument text": "end in .odt"}
    assert ends.get(kind, "save it as a web page") in told.value.hint


def test_an_archive_gives_what_can_be_read_and_exports_within_it() -> None:
    data = zipped(
        {
            "b/zee.txt": "De zee is breed.",
            "a.md": "# A\n\nTekst.",
            "__MACOSX/a.md": "x",
            "foto.jpg": b"\xff\xd8",
            "sitemap.xml": "<urlset/>",
            "blog.xml": WXR,
        }
    )
    found = unpack("seeds/alles.zip", data)
    assert [name for name, _ in found.pieces][:3] == ["b/zee.txt", "a.md", "blog.xml#de-molen-draait-weer"]
    assert len(found.pieces) == 5
    assert found.left[:2] == ("foto.jpg", "sitemap.xml")
    assert "1 × draft (‘Nog niet af’) in blog.xml" in found.left


# --------------------------------------------------------------------------- hostile and damaged


def test_no_file_leads_out_of_an_archive() -> None:
    found = unpack(
        "x.zip", zipped({"../../plan.txt": "weg", "/etc/a.txt": "weg", "C:/b.txt": "weg", "in.txt": "Hier."})
    )
    assert [name for name, _ in found.pieces] == ["in.txt"]
    assert len(found.left) == 3


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST", 1_000_000)
    with pytest.raises(SeedError, match="more than 1 MB"):
        unpack("x.zip", zipped({"nul.txt": b"0" * 1_000_001}))


def test_archives_in_archives_in_archives_are_refused() -> None:
    inner = zipped({"a.txt": "Tekst."})
    assert [n for n, _ in unpack("x.zip", zipped({"b.zip": inner})).pieces] == ["b.zip#a.txt"]
    with pytest.raises(SeedError, match="too deep"):
        unpack("x.zip", zipped({"c.zip": zipped({"b.zip": inner})}))


def test_entities_of_its_own_are_refused() -> None:
    laughs = b'<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>'
    with pytest.raises(SeedError, match="entities"):
        unpack("x.rss", laughs)
    secret = b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]><rss><channel>&a;</channel></rss>'
    with pytest.raises(SeedError, match="entities"):
        unpack("x.xml", secret)


def test_what_is_no_xml_is_told_with_what_to_do() -> None:
    with pytest.raises(SeedError, match="no XML") as raised:
        unpack("blog.xml", b"")
    assert "get it again" in raised.value.hint


def test_other_xml_is_no_feed() -> None:
    with pytest.raises(SeedError, match="no feed"):
        unpack("x.xml", b"<urlset><url/></urlset>")


def test_half_an_export_tells_where_it_is_damaged() -> None:
    found = unpack("x.xml", WXR[: WXR.index(b"Het pontje van Geert")])
    assert [name for name, _ in found.pieces][:2] == ["de-molen-draait-weer", "cafe-de-zon"]
    assert any("damaged (line" in told for told in found.left)


_WHOLE = [
    ("a.xml", WXR),
    ("a.rss", RSS),
    ("a.atom", ATOM),
    ("a.epub", epub()),
    ("a.zip", zipped({"a.txt": "Hier."})),
]


@settings(max_examples=150)
@given(st.sampled_from(_WHOLE), st.integers(0), st.integers(0, 40), st.binary(max_size=12))
def test_a_damaged_container_is_read_or_refused(
    whole: tuple[str, bytes], at: int, gone: int, put: bytes
) -> None:
    name, data = whole
    at %= len(data)
    try:
        found = unpack(name, data[:at] + put + data[at + gone :])
        for fragment, seed in found.pieces:
            assert seed.name == f"{name}#{fragment}"
        assert len({fragment for fragment, _ in found.pieces}) == len(found.pieces)
    except SeedError:
        pass


@given(st.sampled_from(["feed", "epub", "zip"]), st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(form: str, data: bytes) -> None:
    with pytest.raises(BookError):
        unpack_seed(Seed("x", data, form))


# --------------------------------------------------------------------------- in a project


@pytest.mark.needs("pango")
def test_from_an_export_to_a_book(tmp_path: Path) -> None:
    ran = book("new", "pomp", str(HERE / "blog.wordpress.xml"), "--order", "date", cwd=tmp_path)
    assert (ran.code, "1 × draft" in ran.out) == (0, True), ran.err
    root = tmp_path / "pomp"
    assert (root / "seeds/blog.wordpress.xml").read_bytes() == WXR
    ran = book("build", "epub", "-C", "pomp", cwd=tmp_path)
    assert ran.code == 0, ran.err
    made = openepub.Epub((root / "build/pomp.epub").read_bytes())
    chapters = [" ".join(openepub.text(page).split()) for page in made.chapters().values()]
    told = [
        ("Café De Zon sluit ‘voorgoed’", "Hendrik van Buuren", "20 januari 2013"),
        ("Het pontje van Geert", "Marijke de Groot en Hendrik van Buuren", "2 augustus 2014"),
        ("De molen draait weer", "Marijke de Groot", "13 mei 2015"),
    ]
    assert len(chapters) == 3
    for chapter, (title, author, date) in zip(chapters, told, strict=True):
        assert title in chapter
        assert author in chapter
        assert f"Verscheen op {date} in De Dorpspomp" in chapter
    assert '"seeds/blog.wordpress.xml#cafe-de-zon"' in (root / "build/ledger.jsonl").read_text(
        encoding="utf-8"
    )


def test_a_container_is_added_once_and_its_pieces_have_keys(tmp_path: Path) -> None:
    (tmp_path / "zee.txt").write_text(bookcase.BROOD, encoding="utf-8")
    book("new", "a", "zee.txt", cwd=tmp_path)
    assert "3 pieces" in book("new", "b", str(HERE / "blog.wordpress.xml"), cwd=tmp_path).out
    for _ in range(2):
        assert book("add", "-C", "a", str(HERE / "blog.wordpress.xml"), cwd=tmp_path).code == 0
    plan = parse((tmp_path / "a/anthology.toml").read_text(encoding="utf-8"), "anthology.toml")
    assert [entry.key for entry in plan.pieces] == [
        "zee", "de-molen-draait-weer", "cafe-de-zon", "het-pontje-van-geert",
    ]  # fmt: skip
    assert "nothing to add" in book("add", "-C", "a", cwd=tmp_path).out


def test_a_piece_that_is_not_there_is_told_with_the_one_that_is_meant(tmp_path: Path) -> None:
    book("new", "a", str(HERE / "blog.wordpress.xml"), cwd=tmp_path)
    plan = tmp_path / "a/anthology.toml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("#cafe-de-zon", "#cafe-de-zo"), encoding="utf-8")
    project = Project(tmp_path / "a")
    with pytest.raises(SeedError) as raised:
        load_seeds(project, load_manifest(project))
    assert raised.value.hint == "did you mean 'seeds/blog.wordpress.xml#cafe-de-zon'?"


def test_a_page_of_an_export_comes_in_where_the_plan_names_it(tmp_path: Path) -> None:
    ran = book("new", "a", str(HERE / "blog.wordpress.xml"), cwd=tmp_path)
    assert "1 × page (‘Over ons’ #over-ons)" in ran.out
    plan = tmp_path / "a/anthology.toml"
    text = plan.read_text(encoding="utf-8").replace("#cafe-de-zon", "#over-ons")
    plan.write_text(text, encoding="utf-8")
    project = Project(tmp_path / "a")
    seeds = load_seeds(project, load_manifest(project))
    assert says(seeds["seeds/blog.wordpress.xml#over-ons"], "title") == ["Over ons"]


def test_an_export_of_pages_alone_gives_its_pages() -> None:
    pages = WXR.replace(b"<wp:post_type>post<", b"<wp:post_type>page<")
    pages = pages.replace(b"<![CDATA[post]]></wp:post_type>", b"<![CDATA[page]]></wp:post_type>")
    found = unpack("seeds/blog.xml", pages)
    assert len(found.pieces) == 4
    assert found.left == ("1 × attachment", "1 × draft page (‘Nog niet af’)")


def test_a_file_may_have_a_hash_in_its_name(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/nr#1.txt").write_text(bookcase.BROOD, encoding="utf-8")
    book("new", ".", cwd=tmp_path)
    assert book("add", cwd=tmp_path).code == 0
    project = Project(tmp_path)
    assert list(load_seeds(project, load_manifest(project))) == ["seeds/nr#1.txt"]


@given(st.lists(st.sampled_from(["a", "a-2", "a-3", "a-2-2", "b"]), max_size=14))
def test_fragments_are_made_distinct_and_the_first_of_a_name_keeps_it(names: list[str]) -> None:
    made = [*distinct(names)]
    assert len(set(made)) == len(names)
    assert all(one.startswith(name) for one, name in zip(made, names, strict=True))
    assert made[:1] == names[:1]


def test_messages_of_one_subject_are_named_in_linear_time() -> None:
    assert growth(lambda count: [*distinct(["re-column"] * count)], 5_000, 40_000) < 4
