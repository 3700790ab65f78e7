"""The cover: whatever the title and however many the authors, it is drawn whole and reads well."""

from __future__ import annotations

import dataclasses
import io
import re
import sys
from itertools import pairwise

import pytest
import shelf
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from book.errors import DataError
from book.languages import load
from book.model import Anthology, Contributor, Name, Style
from book.render import cover
from book.render.typeface import typeface

STYLE = shelf.style()
NL = load("nl")
SVG = "{http://www.w3.org/2000/svg}"

LONG = (
    "Hoe wij in een land van loketten, wachtrijen en keuzemenu’s toch nog leerden dat een klant een mens is, "
    "en een mens soms ook een klant wil zijn"
)
NAMES = (
    "Anna de Vries",
    "Bert Jansen",
    "Carla van den Berg",
    "Dirk-Jan Hoogeveen",
    "Els Mulder",
    "Frits Bos",
)


def book(title: str, subtitle: str = "", pieces: int = 1, names: tuple[str, ...] = NAMES[:1]) -> Anthology:
    chapters = [
        shelf.piece(
            f"stuk-{n}",
            "Stuk",
            shelf.paragraph("Tekst."),
            author=Name(names[n % len(names)], "") if names else None,
        )
        for n in range(pieces)
    ]
    contributors = tuple(Contributor(f"c{n}", Name(name, name), "aut") for n, name in enumerate(names))
    return dataclasses.replace(
        shelf.anthology(*chapters), title=title, subtitle=subtitle, contributors=contributors
    )


def box(group: etree._Element) -> tuple[float, float, float, float] | None:
    """The box round the outlines of a group: left, top, right, bottom."""
    data = " ".join(path.get("d", "") for path in group.iter(f"{SVG}path"))
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", data)]
    if not numbers:
        return None
    return min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2])


def group(svg: bytes, name: str) -> tuple[float, float, float, float] | None:
    root = etree.fromstring(svg)
    return box(next(g for g in root.iter(f"{SVG}g") if g.get("id") == name))


def test_the_jpeg_is_what_shops_ask_for() -> None:
    drawn = cover.draw(shelf.tide_table(), STYLE, load("en"))
    image = Image.open(io.BytesIO(drawn.jpeg))
    assert (image.format, image.size, image.mode) == ("JPEG", (1600, 2560), "RGB")
    assert not image.getexif()
    assert len(drawn.jpeg) < 1_000_000


def test_the_same_book_has_the_same_cover() -> None:
    assert cover.draw(book("Melk"), STYLE, NL) == cover.draw(book("Melk"), STYLE, NL)


def test_the_drawing_needs_no_font() -> None:
    svg = cover.draw(book("Melk", "Stukken"), STYLE, NL).svg
    assert {etree.QName(element).localname for element in etree.fromstring(svg).iter()} <= {
        "svg", "title", "rect", "g", "path", "circle",
    }  # fmt: skip
    assert b"font" not in svg
    assert b"href" not in svg


def test_it_needs_no_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert cover.draw(book("Melk"), STYLE, NL).jpeg


@pytest.mark.parametrize("pieces", [1, 2, 3, 4, 5, 12, 13, 30])
def test_the_flower_has_a_petal_for_each_piece(pieces: int) -> None:
    svg = etree.fromstring(cover.draw(book("Melk", pieces=pieces), STYLE, NL).svg)
    petals = [g for g in svg.iter(f"{SVG}g") if "scale" in g.get("transform", "")]
    assert len(petals) == max(3, pieces)  # no flower has fewer


@settings(max_examples=12, deadline=None)
@given(
    st.sampled_from(
        ["Ja", "Brood en wijn", "De kok, de klant en de koning", LONG, "Klantvriendelijkheidsbevordering"]
    ),
    st.sampled_from(["", "Vijf columns over klantvriendelijkheid", LONG]),
    st.integers(1, 30),
    st.integers(0, 30),
)
def test_everything_stands_on_the_cover_and_nothing_on_anything_else(
    title: str, subtitle: str, pieces: int, authors: int
) -> None:
    names = tuple(NAMES[n % len(NAMES)] for n in range(authors))
    drawn = cover.draw(book(title, subtitle, pieces, names), STYLE, NL)
    boxes = [found for name in ("title", "subtitle", "names") if (found := group(drawn.svg, name))]
    assert len(boxes) == 1 + bool(subtitle) + bool(names)
    for left, top, right, bottom in boxes:
        assert 120 < left < right < 1480
        assert 120 < top < bottom < 2460
    for above, below in pairwise(boxes):
        assert above[3] < below[1]
    hearts = etree.fromstring(drawn.svg).findall(f".//{SVG}circle")
    for heart in hearts:
        assert float(heart.get("cy", "0")) < boxes[0][1]


@pytest.mark.parametrize(("title", "proportion"), [("Ja", 1.6), ("De kok en de klant", 1.3), (LONG, 1.42)])
def test_the_flower_keeps_its_share_above_the_title(title: str, proportion: float) -> None:
    drawn = cover.draw(book(title, LONG, 5, NAMES), STYLE, NL, proportion)
    found = group(drawn.svg, "title")
    assert found is not None
    assert found[1] > 0.24 * 1600 * proportion
    assert Image.open(io.BytesIO(drawn.jpeg)).size == (1600, round(1600 * proportion))


def test_names_that_do_not_fit_become_others() -> None:
    surnames = ("de Vries", "van den Berg", "Hoogeveen")
    many = tuple(f"{first} {last}" for last in surnames for first in ("Anna", "Bartholomeus", "Carla"))
    alt = cover.draw(book("Melk", pieces=12, names=many), STYLE, NL).alt
    assert alt.startswith("Omslag van ‘Melk’, met bijdragen van Anna de Vries, ")
    assert alt.endswith(" en anderen")


def test_the_alternative_text_names_the_book_and_its_authors() -> None:
    assert cover.draw(book("Melk"), STYLE, NL).alt == "Omslag van ‘Melk’, door Anna de Vries"
    two = book("Melk", pieces=2, names=NAMES[:2])
    said = "Omslag van ‘Melk’, met bijdragen van Anna de Vries en Bert Jansen"
    assert cover.draw(two, STYLE, NL).alt == said
    assert cover.draw(book("Melk", names=()), STYLE, NL).alt == "Omslag van ‘Melk’"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("style.toml", b"margin = 150", b""),
        ("style.toml", b'font = "fonts/LinLibertine_RI.otf"', b'font = "fonts/none.otf"'),
        ("style.toml", b"[cover]", b"[cover"),
        ("cover.svg", b"{{ width }}", b"{{ widht }}"),
        ("cover.svg", b"<svg ", b"<swg "),
    ],
)
def test_a_fault_in_the_style_says_where(file: str, old: bytes, new: bytes) -> None:
    assert old in STYLE.files[file]
    broken = Style(STYLE.name, {**STYLE.files, file: STYLE.files[file].replace(old, new)}, STYLE.trims)
    with pytest.raises(DataError) as caught:
        cover.draw(book("Melk", "Stukken"), broken, NL)
    assert file.partition(".")[0] in str(caught.value)


def test_what_a_language_sets_above_the_line_is_drawn_so_where_the_font_can() -> None:
    style = STYLE
    drawn = {
        code: typeface(style, "fonts/LinLibertine_DR.otf", {}, language=code).outline("Le 1er mai", 10, 0, 0)
        for code in ("fr", "nl")
    }
    assert drawn["fr"] != drawn["nl"]
    mono = {
        code: typeface(style, "fonts/LinLibertine_M.otf", {}, language=code).width("Le 1er mai")
        for code in ("fr", "nl")
    }
    assert mono["fr"] == mono["nl"]
