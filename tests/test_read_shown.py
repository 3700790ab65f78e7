"""The pictures of pages: found where they came with the page, never fetched, hung where the text hangs."""

from __future__ import annotations

import base64
import plistlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from savedpages import drawn, mhtml, webarchive

from book.intake import mark, show
from book.model import Entry, Figure, Reading, Role, Seed, Text
from book.read import read
from book.read.pictures import picture
from book.read.shown import addresses, key
from book.recover import lift

PROSE = (
    "The ferryman counts heads when you come aboard and again when you leave, and in between he counts the "
    "gulls, because the owners pay him for counting and did not say what."
)
DATA = "data:image/png;base64," + base64.b64encode(drawn("lamp", (200, 100))).decode()


def page(body: str, **beside: bytes) -> Reading:
    pictures = {name.replace("_", "."): Seed(f"seeds/{name}", data) for name, data in beside.items()}
    return read(Seed("seeds/page.html", f"<html><body>{body}".encode(), "html", beside=pictures))


def shown(body: str, **beside: bytes) -> list[tuple[str, bool]]:
    """Each picture of a page: its name, and whether it stays."""
    reading = page(body, **beside)
    galley = mark(Seed("seeds/page.html", b"", "html"), reading, "en")
    return [(v.line.image.name, v.kept) for v in galley.verdicts if v.line.image]


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ('<img src="a.png">', "seeds/a_png"),
        ('<img src="./a.png?x=1#y">', "./a.png?x=1#y"),  # nothing of that name came
        ('<img src="blank.gif" data-src="a.png">', "seeds/a_png"),
        ('<img data-src="https://x.example/b.png">', "https://x.example/b.png"),
        ('<amp-img src="a.png"><noscript><img src="a.png"></noscript></amp-img>', "seeds/a_png"),
        ('<img src="" data-src="https://x.example/b.png">', "https://x.example/b.png"),
        ('<img srcset="b.png 100w, a.png 800w" src="data:image/gif;base64,R0lGODlhAQ==">', "seeds/a_png"),
        ('<picture><source srcset="a.png 2x"><img src="https://x.example/b.png"></picture>', "seeds/a_png"),
        (f'<img src="{DATA}">', "seeds/page.html#picture-1"),
        ('<img src="https://x.example/b.png">', "https://x.example/b.png"),
        ('<img src="//x.example/b.png">', "https://x.example/b.png"),
    ],
)  # fmt: skip
def test_a_picture_is_the_one_that_came(tag: str, name: str) -> None:
    assert shown(f"<p>{PROSE}</p>{tag}<p>{PROSE}</p>", a_png=drawn("a")) == [(name, True)]


CHART = '<svg viewBox="0 0 640 400"><title>Wie er overvoer</title><path d="M0 0h9"/></svg>'


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        (CHART + "<figcaption>Overvaarten</figcaption>", 1),
        ("<div><canvas width=640 height=400></canvas></div>", 1),
        ('<a><svg width="24" height="24"></svg></a>', 0),
        ('<svg aria-hidden="true" viewBox="0 0 512 512"></svg>', 0),
        (CHART + '<img src="a.png">', 0),  # a sign beside a picture
        ('<svg width="x" viewBox="0 0 4"></svg>', 0),
        (CHART + CHART, 0),
    ],
)
def test_a_picture_that_the_page_draws_itself_is_told(figure: str, told: int) -> None:
    reading = page(f"<p>{PROSE}</p><figure>{figure}</figure><p>{PROSE}</p>", a_png=drawn("a"))
    images = [i for line in reading.lines if (i := line.image) and i.name == "seeds/page.html#drawing-1"]
    assert len(images) == told
    if "<title>" in figure and told:
        assert images[0].alt == "Wie er overvoer"
    galley = mark(Seed("seeds/page.html", b"", "html"), reading, "en")
    _, findings = show(galley, reading, Entry("seeds/page.html", "page"), {})
    assert ["draws a picture" in finding.message for finding in findings] == [True] * told


@pytest.mark.parametrize("tag", ['<img alt="De hut">', '<img src="" alt="De hut">', '<img src=" ">'])
def test_a_picture_without_an_address_is_none(tag: str) -> None:
    assert shown(f"<p>{PROSE}</p>{tag}<p>{PROSE}</p>") == []


def test_a_relative_address_is_told_whole_where_the_page_says_where_it_was() -> None:
    head = '<link rel="canonical" href="https://x.example/2020/post/">'
    assert (
        shown(f'{head}<p>{PROSE}</p><img src="../b.png"><p>{PROSE}</p>')[0][0]
        == "https://x.example/2020/b.png"
    )


@pytest.mark.parametrize(
    "tag",
    [
        '<img src="a.png" width="1" height="1">',
        '<img src="a.png" width="32" height="32">',
        '<img class="avatar" src="a.png">',
        '<div class="share-buttons"><img src="a.png"></div>',
        '<img src="site-logo.png">',
    ],
)
def test_furniture_is_no_picture_of_the_article(tag: str) -> None:
    assert not any(kept for _, kept in shown(f"<p>{PROSE}</p>{tag}<p>{PROSE}</p>", a_png=drawn("a")))


GALLERY = (
    '<div class="gallery gallery-columns-2"><dl class="gallery-item"><dt class="gallery-icon landscape">'
    '<a href="a.html"><img class="attachment-thumbnail" src="a.png"></a></dt>'
    '<dd class="wp-caption-text gallery-caption">The ferry at low water.</dd></dl>'
    '<dl class="gallery-item"><dt class="gallery-icon portrait"><img src="b.png"></dt></dl></div>'
)


def test_what_wordpress_calls_the_icon_of_a_gallery_is_a_picture_with_its_caption() -> None:
    body = f"<p>{PROSE}</p>{GALLERY}<p>{PROSE}</p>"
    assert shown(body, a_png=drawn("a")) == [("seeds/a_png", True), ("b.png", True)]
    galley = mark(Seed("seeds/page.html", b"", "html"), page(body, a_png=drawn("a")), "en")
    assert [v.role for v in galley.verdicts if "low water" in v.line.text] == [Role.CAPTION]


CAPTIONED = [
    '<div class="picbox"><img src="a.png"><div class="caption">{}</div></div>',
    '<div class="media"><img src="a.png"><div class="media-caption">{}</div></div>',
    '<div class="big"><a href="a.png"><img src="a.png"></a><figcaption>{}</figcaption></div>',
    '<table class="tr-caption-container"><tbody><tr><td><a href="a.png"><img src="a.png"></a></td></tr>'
    '<tr><td class="tr-caption">{}</td></tr></tbody></table>',
    '<dl class="wp-caption"><dt class="wp-caption-dt"><img src="a.png"></dt>'
    '<dd class="wp-caption-dd">{}</dd></dl>',
    '<p><img src="a.png"></p><p class="caption">{}</p>',
    '<div><figure><img src="a.png"></figure><figcaption>{}</figcaption></div>',
    '<p><img src="a.png"><br><em>{}</em></p>',
]
"""What sites, Blogger, old WordPress and writers of Markdown put around a picture and its caption."""


@pytest.mark.parametrize("box", CAPTIONED)
def test_a_picture_and_what_is_called_its_caption_are_a_figure_in_whatever_elements(box: str) -> None:
    body = f"<p>{PROSE}</p>{box.format('The slipway, 1931')}<p>{PROSE}</p>"
    reading = page(body, a_png=drawn("a"))
    galley = mark(Seed("seeds/page.html", b"", "html"), reading, "en")
    piece = lift(galley, pictures={seed.name: picture(seed)[0] for seed in reading.pictures})
    [figure] = [block for block in piece.blocks if isinstance(block, Figure)]
    assert [inline.text for inline in figure.caption if isinstance(inline, Text)] == ["The slipway, 1931"]


@pytest.mark.parametrize(
    "box",
    [
        '<div class="step"><p>Lay the plank.</p><img src="a.png"><p class="caption">{}</p></div>',
        '<p><img src="a.png" width="16"> <em>{}</em></p>',
        '<p><img src="a.png"> <em>{}</em> and what came of it.</p>',
        '<p class="caption">{}</p>',
    ],
)
def test_text_beside_a_picture_is_no_part_of_its_caption(box: str) -> None:
    lines = page(f"<p>{PROSE}</p>{box.format('The slipway')}", a_png=drawn("a")).lines
    assert all(line.tag == "figcaption" or not line.figure for line in lines if line.text)


@pytest.mark.parametrize(("inside", "stays"), [(True, True), (False, False)])
def test_a_picture_goes_with_the_text_in_the_element_that_is_named_for_furniture(
    inside: bool, stays: bool
) -> None:
    """A theme that calls the text's own box 'post_header' has its last picture there too."""
    text, picture_ = f"<p>{PROSE}</p>" * 3, '<p><img src="a.png"></p>'
    box = f"{text}{picture_}" if inside else f"<div>{text}</div><div class='widget'>{picture_}</div>"
    around = '<nav class="menu"><ul><li><a href="/">Home</a></li></ul></nav>'
    foot = "<footer class='site-footer'><p>© 2019</p></footer>"
    body = f"{around}<article><h1>The Ferry</h1><div class='post_header'>{box}</div></article>{foot}"
    assert shown(body, a_png=drawn("a")) == [("seeds/a_png", stays)]


def test_a_picture_that_stands_twice_is_shown_once() -> None:
    twice = f'<img src="a.png"><p>{PROSE}</p><img src="a.png"><p>{PROSE}</p>'
    assert [kept for _, kept in shown(f"<p>{PROSE}</p>{twice}", a_png=drawn("a"))] == [True, False]


@pytest.mark.parametrize(
    ("first", "second", "pictures", "captions"),
    [
        ("The fourth lamp.", "The fourth  lamp.", [True, False], [True, False]),
        ("The fourth lamp.", "", [True, False], [True]),
        ("", "The fourth lamp.", [False, True], [True]),
        ("The fourth lamp.", "The lamp by night.", [True, True], [True, True]),
    ],
)
def test_a_caption_goes_with_a_picture_that_stands_twice_unless_it_says_something_else(
    first: str, second: str, pictures: list[bool], captions: list[bool]
) -> None:
    figures = (
        f'<figure><img src="a.png">{f"<figcaption>{said}</figcaption>" if said else ""}</figure>'
        for said in (first, second)
    )
    body = f"<p>{PROSE}</p>{f'<p>Then {PROSE}</p>'.join(figures)}<p>And {PROSE}</p>"
    galley = mark(Seed("seeds/page.html", b"", "html"), page(body, a_png=drawn("a")), "en")
    assert [v.kept for v in galley.verdicts if v.line.image] == pictures
    assert [v.kept for v in galley.verdicts if v.line.tag == "figcaption"] == captions


@pytest.mark.parametrize(
    ("alt", "told"), [("A lamp", "A lamp"), ("IMG_2034.JPG", ""), ("dsc0012", ""), ("", "")]
)
def test_what_a_camera_wrote_is_no_description(alt: str, told: str) -> None:
    line = next(x for x in page(f'<p>{PROSE}</p><img src="a.png" alt="{alt}">').lines if x.image)
    assert line.image is not None
    assert line.image.alt == told


def test_the_picture_of_the_letter_that_a_text_begins_with_is_that_letter() -> None:
    whole = f'<p><img class="drop-cap" alt="{PROSE[0]}" src="x.png">{PROSE[1:]}</p>'
    assert page(whole).lines[0].text == PROSE
    shown = page(whole.replace("drop-cap", "portret")).lines
    assert [line.image is not None for line in shown] == [True, False]


def test_a_smiley_is_text() -> None:
    line = page(f'<p>{PROSE} <img class="wp-smiley" alt="🙂" src="x.png"></p>').lines[0]
    assert line.text.endswith("what. 🙂")


def test_a_figure_has_its_caption_its_credit_and_its_description() -> None:
    figure = (
        '<figure><img src="a.png" alt="A lamp"><figcaption>The fourth lamp.</figcaption>'
        '<figcaption class="credit">Photo: Hendrik Bos</figcaption></figure>'
    )
    reading = page(f"<p>{PROSE}</p>{figure}<p>{PROSE}</p>", a_png=drawn("a"))
    galley = mark(Seed("seeds/page.html", b"", "html"), reading, "en")
    found = {seed.name: picture(seed)[0] for seed in reading.pictures}
    blocks = lift(galley, pictures=found).blocks
    assert [type(block).__name__ for block in blocks] == ["Paragraph", "Figure", "Paragraph"]
    assert isinstance(blocks[1], Figure)
    assert (blocks[1].alt, blocks[1].credit) == ("A lamp", "Photo: Hendrik Bos")
    assert "The fourth lamp." in str(blocks[1].caption)


def test_a_picture_without_its_file_leaves_its_caption_and_every_word() -> None:
    figure = '<figure><img src="gone.png"><figcaption>The fourth lamp.</figcaption></figure>'
    reading = page(f"<p>{PROSE}</p>{figure}<p>{PROSE}</p>")
    galley = mark(Seed("seeds/page.html", b"", "html"), reading, "en")
    assert [v.line.number for v in galley.verdicts] == [line.number for line in reading.lines]
    assert [v.role for v in galley.verdicts].count(Role.PICTURE) == 1
    assert not any(isinstance(block, Figure) for block in lift(galley).blocks)


def test_the_caption_of_a_gallery_stays_below_its_last_picture() -> None:
    pictures = "".join(f'<figure><img src="{name}.png"></figure>' for name in "ab")
    said = "The lamps, from the landing to the bridge"
    gallery = f"<figure class='gallery'>{pictures}<figcaption>{said}</figcaption></figure>"
    reading = page(f"{AROUND}<p>{PROSE}</p>{gallery}<p>{PROSE}</p>", a_png=drawn("a"), b_png=drawn("b"))
    galley = mark(Seed("seeds/page.html", b"", "html"), reading, "en")
    blocks = lift(galley, pictures={s.name: picture(s)[0] for s in reading.pictures}).blocks
    assert [str(b.caption).count(said) for b in blocks if isinstance(b, Figure)] == [0, 1]


@pytest.mark.parametrize(
    ("figure", "stays"),
    [
        ('<figure class="image"><img src="a.png"></figure>', True),
        ('<figure class="author-image"><img src="a.png"></figure>', False),
        ('<div class="image"><img src="a.png"></div>', False),
    ],
)
def test_a_figure_between_the_heading_and_the_text_is_of_the_piece(figure: str, stays: bool) -> None:
    """Also in a header, below who wrote it and when."""
    head = f'<h1>The lamps</h1><div class="meta"><h4>Hendrik Bos</h4><time>1 May 2020</time></div>{figure}'
    body = (
        f"{AROUND}<article><header>{head}</header><section><p>{PROSE}</p><p>{PROSE}</p></section></article>"
    )
    assert shown(body, a_png=drawn("a")) == [("seeds/a_png", stays)]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_the_name_of_a_picture_is_in_the_encoding_of_its_page(encoding: str) -> None:
    assert addresses('<img src="./Überfällig_files/a.jpg">'.encode(encoding)) == ("./Überfällig_files/a.jpg",)


AROUND = '<nav class="main-menu"><a href="/">Home</a></nav>'
CAPTION = "The fourth lamp, as it hung over the landing."
BOXES = (
    '<figure><img src="{}"><figcaption>{}</figcaption></figure>',
    '<div class="article__image-wrapper"><img src="{}"><p>{}</p></div>',
    '<div class="absatzbild"><div class="media"><img src="{}"></div><p class="info">{}</p></div>',
    '<div id="inlinePhoto"><a href="/big"><img src="{}"></a><span>{}</span></div>',
)


def caption(box: str, name: str, around: str = AROUND, said: str = CAPTION) -> tuple[bool, str]:
    """Whether the text beside the picture is kept, and by which rule."""
    body = f"{around}<article><p>{PROSE}</p>{box.format(name, said)}<p>{PROSE}</p></article>"
    galley = mark(Seed("seeds/page.html", b"", "html"), page(body, a_png=drawn("a")), "en")
    (found,) = (v for v in galley.verdicts if v.line.text == said)
    return found.kept, found.rule


@pytest.mark.parametrize("box", BOXES)
def test_the_caption_of_a_picture_that_did_not_come_goes(box: str) -> None:
    kept, rule = caption(box, "gone.png")
    assert not kept
    assert rule.startswith(("pictures.absent", "markup."))


def test_the_caption_goes_by_the_name_of_its_rule() -> None:
    assert caption(BOXES[0], "gone.png") == (False, "pictures.absent")


def test_the_caption_of_a_picture_that_came_stays() -> None:
    assert caption(BOXES[0], "a.png")[0]


def test_the_caption_in_a_text_that_no_page_is_around_is_its_authors() -> None:
    assert caption(BOXES[0], "gone.png", around="")[0]


@pytest.mark.parametrize(
    "box",
    [
        '<div class="story"><img src="{}"><p>{}</p></div>',  # made for more than a picture
        '<p class="image"><img src="{}"></p><p>{}</p>',
        '<div class="image"><img src="{}"><h2>The lamps</h2><p>{}</p></div>',
    ],
)
def test_what_stands_beside_a_picture_is_no_caption_for_that(box: str) -> None:
    said = "He lit it when the ferry was late, and on most evenings the ferry was late, as everybody knew."
    assert caption(box, "gone.png", said=said)[1] != "pictures.absent"


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_a_web_archive_brings_its_pictures(form: plistlib.PlistFormat) -> None:
    page = '<p>Ein Satz, der groß genug ist.</p><img src="bilder/zettel.png">'
    seed = Seed("seeds/z.webarchive", webarchive(page, "ISO-8859-1", form=form), "webarchive")
    reading = read(seed)
    [found] = reading.pictures
    assert found.name.endswith("zettel.png")
    assert reading.lines[0].text == "Ein Satz, der groß genug ist."
    assert ("url", "https://wochenseite.example/kolumnen/zettel.html") in {
        (f.field, f.value) for f in reading.facts
    }


def test_mhtml_brings_its_pictures() -> None:
    seed = Seed(
        "seeds/z.mhtml", mhtml('<p>Ein Satz, der lang genug ist.</p><img src="bilder/zettel.png">'), "mhtml"
    )
    (found,) = read(seed).pictures
    assert found.name == "seeds/z.mhtml#1-zettel.png"
    assert picture(found)[0].width == 400


@given(st.text(max_size=300))
def test_any_address_is_looked_up_by_one_key(text: str) -> None:
    assert key(key(text)) == key(key(key(text)))


@given(
    st.lists(
        st.sampled_from(["<img ", "src=", '"', "'", "a.png", ">", " ", "<", "srcset=", ",", "![", "](", ")"])
    )
)
def test_addresses_are_found_in_anything(parts: list[str]) -> None:
    assert all(isinstance(address, str) and address for address in addresses("".join(parts).encode()))


@pytest.mark.parametrize(
    "made", ["<img " * 40_000, "<img " + "a" * 200_000, "![" * 100_000, "<img srcset='" + "a, " * 60_000]
)
def test_no_page_makes_looking_slow(made: str) -> None:
    import time

    start = time.process_time()
    addresses(made.encode())
    assert time.process_time() - start < 2


def test_a_picture_of_one_pixel_keeps_a_place_and_is_none() -> None:
    dot = drawn("dot", (1, 1))
    inside = "data:image/png;base64," + base64.b64encode(dot).decode()
    assert shown(f'<p>{PROSE}</p><img src="a.png"><img src="{inside}"><p>{PROSE}</p>', a_png=dot) == []
    lazy = f'<p>{PROSE}</p><img src="a.png" data-src="https://x.example/lamp.jpg"><p>{PROSE}</p>'
    assert shown(lazy, a_png=dot) == [("https://x.example/lamp.jpg", True)]
