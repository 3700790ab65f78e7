"""The pictures that the plan gives a piece, set in its text."""

from __future__ import annotations

import io
from pathlib import Path

import bookcase
import pytest
import shelf
from openepub import Epub, X, text
from PIL import Image
from savedpages import drawn

from book.compose.manifest import parse
from book.compose.pictures import illustrate
from book.errors import ManifestError
from book.intake import mark, show
from book.model import Block, Entry, Figure, Heading, Illustration, Paragraph, Picture, Seed, Text
from book.read import read
from book.recover import lift
from book.recover.plain import words

PICTURES = {name: Picture(name, b"", "image/png", 4, 3) for name in ("a.png", "b.png", "c.png")}
TEXT: tuple[Block, ...] = (
    Paragraph((Text("De lead."),), 1, dek=True),
    Paragraph((Text("Het ‘eerste’ woord."),), 3),
    Heading((Text("Een kop"),), line=5),
    Paragraph((Text("Het laatste."),), 6),
)


def set_in(*images: Illustration) -> tuple[list[str], list[str]]:
    """What stands where, pictures by their name; and the checks that found something."""
    piece, findings = illustrate(
        shelf.piece("x", "X", *TEXT), Entry("seeds/x.txt", "x", images=images), PICTURES
    )
    order = [b.picture.name if isinstance(b, Figure) else str(TEXT.index(b)) for b in piece.blocks]
    return order, [finding.check for finding in findings]


@pytest.mark.parametrize(
    ("after", "order"),
    [
        (None, ["0", "a.png", "1", "2", "3"]),  # at the head, after the dek
        (1, ["0", "a.png", "1", "2", "3"]),
        (4, ["0", "1", "a.png", "2", "3"]),  # a line within or after a block
        (99, ["0", "1", "2", "3", "a.png"]),
        ("'eerste' woord", ["0", "1", "a.png", "2", "3"]),  # whatever the quotation marks
        ("KOP", ["0", "1", "2", "a.png", "3"]),
    ],
)
def test_a_picture_stands_after_the_line_or_the_words(after: int | str | None, order: list[str]) -> None:
    assert set_in(Illustration("a.png", after=after)) == (order, [])


def test_pictures_keep_the_order_of_the_plan_in_one_place_and_that_of_the_text_in_several() -> None:
    images = (Illustration("a.png", after=6), Illustration("b.png", after=1), Illustration("c.png", after=1))
    assert set_in(*images) == (["0", "b.png", "c.png", "1", "2", "3", "a.png"], [])


def test_a_picture_whose_place_is_not_found_closes_the_piece_and_is_told() -> None:
    assert set_in(Illustration("a.png", after="nergens")) == (
        ["0", "1", "2", "3", "a.png"],
        ["compose.picture-place"],
    )


PLAN = """\
[book]
title = "Brood"
language = "nl"

[[piece]]
seed = "seeds/brood.txt"

[[piece.image]]
file = "seeds/oven.jpg"
alt = "Een open oven met zes broden."
caption = "'Te hard', zei hij"
credit = "Foto: Anna de Wit"
after = "de korst"
"""


def test_the_plan_says_what_a_picture_tells() -> None:
    (image,) = parse(PLAN, "anthology.toml").pieces[0].images
    assert image.file == "seeds/oven.jpg"
    assert image.after == "de korst"
    with pytest.raises(ManifestError, match=r"anthology.toml:\d+ .*decorative picture has no description"):
        parse(f"{PLAN}decorative = true\n", "anthology.toml")
    with pytest.raises(ManifestError, match="unknown key") as caught:
        parse(PLAN.replace("alt =", "atl ="), "anthology.toml")
    assert "'alt'" in caught.value.hint


@pytest.mark.needs("pango")
def test_a_picture_on_disk_is_in_both_editions_typeset_and_bare(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "anthology.toml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "seeds" / "brood.txt").write_text(bookcase.BROOD, encoding="utf-8")
    oven = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Camera of someone"
    Image.new("RGB", (120, 80), (90, 60, 30)).save(oven, "JPEG", exif=exif)
    (tmp_path / "seeds" / "oven.jpg").write_bytes(oven.getvalue())

    ran = bookcase.book("build", "epub", cwd=tmp_path)
    assert ran.code == 0, ran.err
    epub = Epub((tmp_path / "build" / "brood.epub").read_bytes())
    (chapter,) = epub.chapters().values()
    figure = chapter.find(f".//{X}figure")
    assert figure is not None
    assert text(figure) == "‘Te hard’, zei hij Foto: Anna de Wit"
    before = figure.getprevious()
    assert text(before).endswith("open moet doen.")
    (image,) = figure.iter(f"{X}img")
    assert image.get("alt") == "Een open oven met zes broden."
    data = epub.read(epub.resolve(next(iter(epub.chapters())), image.get("src", ""))[0])
    assert b"Camera" not in data
    # A picture that changed is a change.
    (tmp_path / "seeds" / "oven.jpg").write_bytes(oven.getvalue()[:-2] + b"\xff\xff\xd9")
    assert bookcase.book("build", "epub", "--json", cwd=tmp_path).json()["changed"]


def test_what_the_plan_says_of_a_pages_own_picture_is_said_where_it_stands() -> None:
    own = Figure(PICTURES["a.png"], alt="IMG", caption=(Text("Zoals de site het zegt."),), line=4)
    blocks = (*TEXT[:2], own, *TEXT[2:])
    images = (
        Illustration("a.png", alt="Een pan", credit="Foto: Bos"),
        Illustration("b.png", alt="Elders"),  # the page's own, and left out with what stands around it
        Illustration("c.png", alt="Van de redactie"),
    )
    entry = Entry("seeds/x.txt", "x", images=images)
    piece, findings = illustrate(
        shelf.piece("x", "X", *blocks), entry, PICTURES, frozenset({"a.png", "b.png"})
    )
    figures = [(n, b) for n, b in enumerate(piece.blocks) if isinstance(b, Figure)]
    assert [(n, b.picture.name, b.alt) for n, b in figures] == [
        (1, "c.png", "Van de redactie"),
        (3, "a.png", "Een pan"),
    ]
    assert (figures[1][1].caption, figures[1][1].credit) == (own.caption, "Foto: Bos")
    assert [finding.check for finding in findings] == ["compose.picture-left-out"]


def test_the_caption_of_a_picture_that_did_not_come_is_told_with_it(tmp_path: Path) -> None:
    bookcase.small(tmp_path)
    (tmp_path / "seeds" / "brood.txt").rename(tmp_path / "seeds" / "brood.html")
    plan = (tmp_path / "anthology.toml").read_text(encoding="utf-8").replace("brood.txt", "brood.html")
    (tmp_path / "anthology.toml").write_text(plan, encoding="utf-8")
    text = "".join(f"<p>{line}</p>" for line in bookcase.BROOD.split("\n\n")[2:5])
    figure = '<figure><img src="oven.jpg"><figcaption>De oven in 1912.</figcaption></figure>'
    page = f"<nav><a href='/'>Thuis</a></nav><article><h1>Brood</h1>{text}{figure}{text[:80]}.</p></article>"
    (tmp_path / "seeds" / "brood.html").write_text(f"<html lang='nl'><body>{page}</body></html>", "utf-8")
    findings = bookcase.book("build", "epub", "--json", cwd=tmp_path).json()["findings"]
    (told,) = [finding for finding in findings if finding["check"] == "read.picture-missing"]
    assert "oven.jpg; left out with its caption: ‘De oven in 1912.’" in told["message"]
    assert "keeps the caption" in told["hint"]


def test_a_caption_that_stays_without_its_picture_is_told_with_it() -> None:
    two = "".join(
        f"<figure><img src='{n}.jpg'><figcaption>{words}</figcaption></figure>"
        for n, words in enumerate(("De oven in 1912.", "De bakker zelf."), 1)
    )
    page = f"<article><p>Brood was er altijd.</p>{two}<p>En nu niet meer.</p></article>"
    seed = Seed("brood.html", page.encode(), "html", whole=True)
    reading = read(seed)
    findings = show(mark(seed, reading, "nl"), reading, Entry("brood.html", "brood"), {})[1]
    assert [f.message.partition("; ")[2] for f in findings] == [
        "its caption stays in the text: ‘De oven in 1912.’",
        "its caption stays in the text: ‘De bakker zelf.’",
    ]
    assert "kill = [2, 3]" in findings[0].hint


def test_the_caption_of_a_gallery_is_a_line_of_its_own_below_that_of_its_last_picture() -> None:
    shown = "<figure><img src='{0}.png'><figcaption>De oven van {0}</figcaption></figure>"
    both = shown.format("voren") + shown.format("achteren")
    page = f"<p>Brood was er.</p><figure>{both}<figcaption>In 1912</figcaption></figure><p>En nu niet.</p>"
    beside = {f"{name}.png": Seed(f"{name}.png", drawn(name, (40, 30))) for name in ("voren", "achteren")}
    seed = Seed("brood.html", page.encode(), "html", whole=True, beside=beside)
    reading = read(seed)
    galley = mark(seed, reading, "nl")
    pictures, _ = show(galley, reading, Entry("brood.html", "brood"), {})
    captions = [words(b.caption, []) for b in lift(galley, pictures=pictures).blocks if isinstance(b, Figure)]
    assert captions == ["De oven van voren", "De oven van achteren\nIn 1912"]


TWO = "<img src='{0}.png' alt='Beeld {0}'>"


@pytest.mark.parametrize(
    ("shown", "mates"),
    [
        ("<figure>{0}{1}<figcaption>Links, rechts</figcaption></figure>", [3, 0]),
        (
            "<figure><figure>{0}</figure><figure>{1}</figure><figcaption>Links, rechts</figcaption></figure>",
            [3, 0],
        ),
        ("<figure>{0}</figure><figure>{1}<figcaption>Rechts</figcaption></figure>", [0, 0]),
        ("<figure>{0}{1}{2}<figcaption>Drie</figcaption></figure>", [3, 4, 0]),
        ("<figure><figcaption>Links, rechts</figcaption>{0}{1}</figure>", [3, 0]),
        ("<figure>{0}<p>De zee.</p>{1}<figcaption>Rechts</figcaption></figure>", [0, 0]),
        ("<figure>{0}{3}<figcaption>Links, rechts</figcaption></figure>", [0]),  # the second did not come
        (
            "<blockquote><p>Zij zei:</p><figure>{0}{1}<figcaption>Links</figcaption></figure></blockquote>",
            [4, 0],
        ),
    ],
)
def test_pictures_of_one_figure_share_its_caption(shown: str, mates: list[int]) -> None:
    page = f"<p>Brood was er.</p>{shown.format(*map(TWO.format, 'abcd'))}<p>En nu niet.</p>"
    beside = {f"{name}.png": Seed(f"{name}.png", drawn(name, (40, 60))) for name in "abc"}
    seed = Seed("brood.html", page.encode(), "html", whole=True, beside=beside)
    reading = read(seed)
    galley = mark(seed, reading, "nl")
    pictures, _ = show(galley, reading, Entry("brood.html", "brood"), {})
    figures = [b for b in lift(galley, pictures=pictures).blocks if isinstance(b, Figure)]
    assert [figure.mate for figure in figures] == mates
    assert not any(figure.caption for figure in figures[:-1])


@pytest.mark.parametrize(
    ("shown", "set_below"),
    [
        ("<figure><figcaption>De oven</figcaption>{0}</figure>", True),
        ("<figure><figcaption>De oven</figcaption><p>Hij was warm.</p>{0}</figure>", False),
        ("<figure><figcaption>De oven</figcaption><table><tr><td>{0}</td></tr></table></figure>", False),
    ],
)
def test_a_caption_above_its_picture_goes_below_it(shown: str, set_below: bool) -> None:
    page = f"<p>Brood was er.</p>{shown.format(TWO.format('a'))}<p>En nu niet.</p>"
    lines = read(Seed("brood.html", page.encode(), "html", whole=True)).lines
    tags = [line.tag for line in lines if line.tag in ("img", "figcaption")]
    assert (tags == ["img", "figcaption"]) == set_below
