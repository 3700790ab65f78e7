"""Pages are made up for a whole section: what a title's room has to give keeps a stub from its last page."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdfium2
import pytest
import shelf
from lxml import html
from PIL import Image

from book.justify.makeup import Choice, Flow, Limits
from book.languages import load
from book.model import Block, Figure, Name, Note, NoteCall, Paragraph, Picture, Quotation, Text
from book.proof.pdffile import open_pdf
from book.render import folios, paper, resolution
from book.render.boxtree import boxes
from book.render.pagemaking import biographies, raised_text
from book.render.picturesize import CAPTION, GAP, fit_pictures, picture_lines, place, resize
from book.render.profiles import HOME, profile
from book.render.trims import trim

DUTCH = (
    "Kauwgom kauwend staat ze achter de bar, als een ongeïnteresseerde tiener. Ze ziet me niet aankomen. "
    "Dat gaat ook moeilijk als je aandachtig op je telefoon tikt en scrolt. Mobiele telefoons weten elke "
    "vorm van sociale interactie in no-time tot een dieptepunt te brengen, zo ook nu. Maar vooruit, de "
    "horeca-dame waar ik tegenover sta, had verder niks te doen, dus soit, ik beheers mijn irritatie. "
)


def text(lines: int, before: int = 0) -> Flow:
    return Flow((Choice(lines),), before=before)


TITLE = Flow((Choice(4),), keep=True, splits=False)


@pytest.mark.parametrize(("authors", "together"), [(3, False), (4, True)])
def test_what_is_said_of_an_author_is_whole_and_not_alone_on_a_last_page(
    authors: int, together: bool
) -> None:
    said = '<section class="biography"><h2>A</h2><p>B</p><p>C</p></section>'
    section = html.fragment_fromstring(f"<section><h1>Over de auteurs</h1>{said * authors}</section>")
    of_author, held = biographies([*section.iter("h1", "h2", "p")])
    assert of_author == [False, *[True] * 3 * authors]
    ends = held[3::3]  # the last blocks of each
    assert ends == [*[False] * (authors - 2), together, False]
    assert held[0] is False
    assert all(held[n] for n in range(1, len(held)) if n % 3)


@pytest.mark.parametrize(
    ("lines", "before", "raised", "last"),
    [
        (22, 3, 0, 31),  # it fits
        (24, 3, 0, 33),
        (26, 3, 2, 33),  # two lines would stand alone overleaf
        (26, 2, 1, 33),
        (27, 2, 0, 2),  # a blank line below the title is left, whatever it costs
        (30, 3, 0, 6),  # the last page is no stub
    ],
)
def test_text_begins_higher_where_it_would_leave_a_stub(
    lines: int, before: int, raised: int, last: int
) -> None:
    made, by = raised_text([TITLE, text(lines, before), text(2)], Limits(lines=33), 0, 1)
    assert (by, made.last) == (raised, last)


def test_a_section_without_a_head_is_left_alone() -> None:
    made, by = raised_text([text(34)], Limits(lines=33), 0, 0)
    assert by == 0
    assert made.short == (1,)


def test_a_picture_is_as_many_lines_as_it_is_told() -> None:
    figure = html.fragment_fromstring("<figure><img></figure>")
    assert picture_lines(figure) == 0
    for caption, lines in (("", 15), ("<figcaption>Een vlak</figcaption>", 15)):
        figure = html.fragment_fromstring(f"<figure><img>{caption}</figure>")
        place(figure[0], 14.32, wide=True)
        assert picture_lines(figure) == lines
        resize(figure, -3)
        assert picture_lines(figure) == lines - 3
        assert not figure.get("style")


def test_a_group_is_made_smaller_as_one_picture_is() -> None:
    tall, square = '<img width="900" height="1200">', '<img width="900" height="900">'
    heights = {}
    for rows in ((tall + square,), (tall, square)):
        within = "".join(f'<div class="abreast">{row}</div>' for row in rows)
        figure = html.fragment_fromstring(f'<figure><div class="group">{within}</div></figure>')
        place(figure[0], 12, wide=False)
        assert picture_lines(figure) == 12
        resize(figure, -2)
        assert picture_lines(figure) == 10
        heights[len(rows)] = [float(i.get("style").split("rem")[0].split()[1]) for i in figure.iter("img")]
    assert heights[1] == [10, 10]
    assert sum(heights[2]) == pytest.approx(10 - GAP)
    assert heights[2][0] * 3 / 4 == pytest.approx(heights[2][1], abs=0.001)


@pytest.mark.parametrize(("class_", "indent"), [("", 1.3), ("hang-20", 2.0), ("hang-50", 5.0)])
def test_a_picture_in_a_list_is_as_wide_as_the_text_there(class_: str, indent: float) -> None:
    """A list stands in as far as its widest number needs."""
    size = trim(shelf.style().trims, "a5")
    image = '<img width="6000" height="3000">'
    section = html.fragment_fromstring(
        f'<section><ol class="{class_}"><li><figure>{image}</figure></li></ol></section>'
    )
    fit_pictures(section, size)
    (style,) = (picture.get("style") for picture in section.iter("img"))
    height = float(style.split("rem")[0].split()[1]) * size.leading
    assert height * 2 == pytest.approx(size.points - indent * size.size, abs=0.01)


@pytest.mark.needs("pango")
@pytest.mark.parametrize(
    ("shapes", "row"), [(((900, 1200), (1000, 1000)), True), (((1200, 800), (1600, 900)), False)]
)
def test_two_pictures_with_one_caption_are_set_together(
    shapes: tuple[tuple[int, int], ...], row: bool
) -> None:
    two = []
    for n, (wide, high) in enumerate(shapes):
        drawn = io.BytesIO()
        Image.new("L", (wide, high), 170).save(drawn, "JPEG")
        own = Picture(f"p{n}.jpg", drawn.getvalue(), "image/jpeg", wide, high)
        caption = (Text("Een en twee."),) if n else ()
        two.append(Figure(own, f"Vlak {n}", caption=caption, line=n + 3, mate=0 if n else 4))
    author = Name("Jan Jansen", "Jansen, Jan")
    piece = shelf.piece("p", "Platen", shelf.paragraph(DUTCH), *two, shelf.paragraph(DUTCH), author=author)
    laid_out = paper.lay_out(shelf.body(piece), shelf.style(), load("nl"))
    (figure,) = [
        box for page in laid_out.layout.pages for box in boxes(page._page_box) if box.element_tag == "figure"
    ]
    first, second = [box for box in boxes(figure) if box.element_tag == "img"]
    side, apart = ("height", "position_x") if row else ("width", "position_y")
    assert getattr(first, side) == pytest.approx(getattr(second, side), rel=0.001)
    assert getattr(first, apart) < getattr(second, apart)
    lines = figure.margin_height() / (laid_out.size.leading * 96 / 72)
    assert lines == pytest.approx(round(lines), abs=0.01)
    printed = resolution.printed(laid_out.anthology, laid_out.layout.pages, laid_out.pagination.labels)
    assert [p.figure.alt for p in printed] == ["Vlak 0", "Vlak 1"]
    assert [p.inches * 96 for p in printed] == pytest.approx([first.width, second.width])
    edition, _ = paper.write(laid_out, profile(laid_out.style.profiles, HOME))
    tags = [tag for leaf in open_pdf(edition).pages for tag in leaf.of_type("Figure")]
    assert len(tags) == 2


@pytest.mark.needs("pango")
def test_a_caption_stands_at_one_distance_below_its_picture_and_the_text_below_it_on_the_grid() -> None:
    shapes = ((1500, 1000), (1500, 320), (700, 1200), (40, 30), (1000, 777))
    blocks: list[Block] = []
    for n, (wide, high) in enumerate(shapes):
        drawn = io.BytesIO()
        Image.new("L", (wide, high), 170).save(drawn, "JPEG")
        own = Picture(f"p{n}.jpg", drawn.getvalue(), "image/jpeg", wide, high)
        blocks += [Figure(own, alt="Een vlak", caption=(Text("Een vlak."),)), shelf.paragraph(DUTCH)]
    piece = shelf.piece("p", "Platen", *blocks, author=Name("Jan Jansen", "Jansen, Jan"))
    laid_out = paper.lay_out(shelf.body(piece), shelf.style(), load("nl"))
    leading = laid_out.size.leading * 96 / 72
    apart, rest = [], []
    for page in laid_out.layout.pages:
        for box in boxes(page._page_box):
            if box.element_tag == "figure":
                named = {b.element_tag: b for b in boxes(box)}
                image, caption = named["img"], named["figcaption"]
                apart.append((caption.position_y - image.position_y - image.height) / leading)
                rest.append(box.margin_height() / leading)
    assert apart == pytest.approx(
        [CAPTION] * len(shapes), abs=0.05
    )  # but for what sets small type on the grid
    assert rest == pytest.approx([round(lines) for lines in rest], abs=0.01)


@pytest.mark.needs("pango")
@pytest.mark.parametrize("before", range(3, 7))
def test_a_picture_that_does_not_fit_leaves_no_page_half_white(before: int) -> None:
    drawn = io.BytesIO()
    Image.new("L", (900, 700), 170).save(drawn, "JPEG")
    picture = Figure(Picture("p.jpg", drawn.getvalue(), "image/jpeg", 900, 700), alt="Een vlak")
    blocks = [shelf.paragraph(DUTCH * (1 + n % 2)) for n in range(13)]
    author = Name("Jan Jansen", "Jansen, Jan")
    piece = shelf.piece("p", "Platen", *blocks[:before], picture, *blocks[before:], author=author)
    laid_out = paper.lay_out(shelf.body(piece), shelf.style(), load("nl"))
    short = [f.message for f in laid_out.findings if f.check == "paper.short-page"]
    assert all("1 line above" in message for message in short)
    text = laid_out.anthology.chapters[0].piece.blocks
    assert text[before] == picture  # it stands where the author had it


def picture() -> Figure:
    drawn = io.BytesIO()
    Image.new("L", (900, 700), 170).save(drawn, "JPEG")
    return Figure(Picture("p.jpg", drawn.getvalue(), "image/jpeg", 900, 700), alt="Een vlak")


@pytest.mark.needs("pango")
def test_where_a_piece_appeared_never_stands_alone() -> None:
    def paragraphs(count: int) -> list[Paragraph]:
        return [shelf.paragraph(DUTCH[: 60 + (37 * n * count) % 330]) for n in range(count)]

    author = Name("Jan Jansen", "Jansen, Jan")
    note = NoteCall(Note("1", (shelf.paragraph(DUTCH),)))
    called = Paragraph((Text(DUTCH[:200]), note, Text(" ")))
    illustrated = [*paragraphs(12)[:3], picture(), *paragraphs(12)[3:11], called]
    endings = {
        "ends-in-a-picture": [*paragraphs(20), picture()],
        "ends-in-another": [*paragraphs(21), picture()],
        "ends-in-a-note": illustrated,
    }
    pieces = [shelf.piece(key, "Slot", *blocks, author=author) for key, blocks in endings.items()]
    laid_out = paper.lay_out(shelf.body(*pieces), shelf.style(), load("nl"))
    alone = [f.place.key for f in laid_out.findings if f.check == "paper.source-alone"]
    assert alone == []


@pytest.mark.needs("pango")
def test_a_page_that_ends_above_its_foot_is_told_as_it_is_printed() -> None:
    author = Name("Jan Jansen", "Jansen, Jan")
    # A picture that has to go overleaf; where the second piece ends is no fault.
    tall = replace(picture(), picture=replace(picture().picture, width=700, height=900))
    blocks = [shelf.paragraph(DUTCH) for _ in range(3)]
    pieces = [
        shelf.piece("hoog", "Hoog", *blocks[:2], tall, *blocks, author=author),
        shelf.piece("kort", "Kort", *blocks[:1], author=author),
    ]
    laid_out = paper.lay_out(shelf.body(*pieces), shelf.style(), load("nl"))
    first = laid_out.pagination.places["chapter-hoog"]
    told = {f.place.key: f.message for f in laid_out.findings if f.check == "paper.short-page"}
    assert told == {f"p. {first}": "the page ends 7 lines above its foot"}


@pytest.mark.needs("pango")
def test_lettering_that_is_printed_too_small_to_read_is_told() -> None:
    noise = Image.effect_noise((1600, 900), 80)
    chart = Image.new("L", (1600, 900), 255)
    for at in range(0, 1600, 100):
        chart.paste(60, (at, 900 - at // 2, at + 60, 900))
    pictures = {"klein.png": chart.resize((400, 225)), "grafiek.png": chart, "foto.png": noise}
    blocks: list[Block] = []
    for line, (name, image) in enumerate(pictures.items(), 2):
        drawn = io.BytesIO()
        image.save(drawn, "PNG")
        shown = Picture(name, drawn.getvalue(), "image/png", *image.size)
        blocks += [shelf.paragraph(DUTCH), Figure(shown, alt="Een beeld", line=line)]
    piece = shelf.piece("beeld", "Beeld", *blocks, author=Name("Jan Jansen", "Jansen, Jan"))
    laid_out = paper.lay_out(shelf.body(piece), shelf.style(), load("nl"))
    [told] = [f for f in laid_out.findings if f.check == "paper.small-lettering"]
    assert (told.place.file, told.place.line) == ("seeds/beeld.txt", 3)
    assert "grafiek.png" in told.message


@pytest.mark.needs("pango")
def test_pictures_with_few_pixels_to_the_inch_are_told_once() -> None:
    blocks: list[Block] = []
    for wide in (700, 720, 1800):  # on a measure of 101 mm: some 176, 181 and 453 pixels to the inch
        drawn = io.BytesIO()
        Image.new("L", (wide, wide // 4), 170).save(drawn, "JPEG")
        shown = Picture(f"{wide}.jpg", drawn.getvalue(), "image/jpeg", wide, wide // 4)
        blocks += [shelf.paragraph(DUTCH), Figure(shown, alt="Een vlak")]
    piece = shelf.piece("beeld", "Beeld", *blocks, author=Name("Jan Jansen", "Jansen, Jan"))
    laid_out = paper.lay_out(shelf.body(piece), shelf.style(), load("nl"))
    [told] = [f for f in laid_out.findings if f.check == "paper.coarse-picture"]
    assert "700.jpg (p. " in told.message
    assert "720.jpg (p. " in told.message
    assert "1800.jpg" not in told.message


@pytest.mark.needs("pango")
@pytest.mark.parametrize(("density", "inches"), [(4, 2.0), (1, 768 / 150)])
def test_a_drawing_is_printed_as_large_as_on_its_page(density: int, inches: float) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (768, 384), (32, 64, 128)).save(drawn, "PNG")
    figure = Figure(Picture("ketel.svg", drawn.getvalue(), "image/png", 768, 384, density), alt="Een ketel.")
    piece = shelf.piece("p", "Ketel", shelf.paragraph(DUTCH), figure, author=Name("A. Wit", "Wit, A."))
    anthology = shelf.body(piece)
    laid_out = paper.lay_out(anthology, shelf.style(), load("nl"))
    pages = laid_out.layout.pages
    [found] = resolution.printed(anthology, pages, [str(n) for n in range(len(pages))])
    measure = 101 / 25.4  # what a page of A5 has
    assert found.inches == pytest.approx(min(inches, measure), abs=0.1)  # of whole lines


@pytest.mark.needs("pango")
def test_a_caption_ends_in_no_word_alone() -> None:
    said = (
        "A very wide panorama of the harbour, taken from the hill behind the church on a morning in May "
        "before the boats came in, with the wall at the left. © John Doe / Agency"
    )
    captioned = replace(picture(), caption=(Text(said),))
    piece = shelf.piece("p", "Plaat", shelf.paragraph(DUTCH), captioned, author=Name("A. Wit", "Wit, A."))
    laid_out = paper.lay_out(shelf.body(piece), shelf.style(), load("nl"))
    runs = [run for page in laid_out.layout.pages for run in folios.runs(page)]
    lines = [run for run in runs if len(run.text) > 2 and run.text.strip() in said]
    assert " ".join(run.text.strip() for run in lines) == said
    assert all(run.right - run.left > 100 for run in lines)


@pytest.mark.needs("pango")
@pytest.mark.parametrize("lines", [19, 20])
def test_who_a_quotation_is_by_stands_on_its_page(lines: int) -> None:
    quoted = Quotation(
        "blockquote", (shelf.paragraph("Een net is een heleboel gaten."),), (Text("Julian Barnes"),)
    )
    before = [shelf.paragraph("Zomaar een regel van niets.")] * lines
    blocks: list[Block] = [*before, quoted, *[shelf.paragraph(DUTCH)] * 3]
    piece = shelf.piece("p", "Net", *blocks, author=Name("A. Wit", "Wit, A."))
    laid_out = paper.lay_out(shelf.body(piece), shelf.style(), load("nl"))
    said = [" ".join(run.text for run in folios.runs(page)) for page in laid_out.layout.pages]
    [page] = [text for text in said if "heleboel gaten" in text]
    assert "Julian Barnes" in page


def _contents_pages(many: int) -> tuple[int, str]:
    """How many pages the contents of a book of `many` short pieces take, and what stands on the first."""
    book = shelf.anthology(
        *(
            shelf.piece(
                f"p{n}",
                f"Stuk {n:02d}",
                shelf.paragraph("Kort."),
                author=Name("Anna de Boer", "Boer, Anna de"),
            )
            for n in range(many)
        )
    )
    edition = paper.render(book, shelf.style(), load("nl"))[0]
    pdf = pypdfium2.PdfDocument(edition.data)
    texts = [page.get_textpage().get_text_range() for page in pdf]
    first = next(n for n, text in enumerate(texts) if text.startswith("Inhoud"))
    last = next(n for n, text in enumerate(texts) if n >= first and "Verantwoording" in text)
    return last - first + 1, texts[first]


@pytest.mark.needs("pango")
@pytest.mark.parametrize(
    ("many", "pages", "run_in"), [(5, 1, False), (9, 1, False), (26, 1, True), (60, 3, True)]
)
def test_long_contents_are_set_close(many: int, pages: int, run_in: bool) -> None:
    """Nine pieces stay on one page without blank lines; of more the authors stand behind their titles, and no
    two or three stand alone on a second page."""
    taken, first = _contents_pages(many)
    assert taken == pages
    assert ("Stuk 00 Anna de Boer" in " ".join(first.split("\n")[1].split())) is run_in
