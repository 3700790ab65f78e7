"""Profiles: what printers ask, and that their files have it."""

from __future__ import annotations

import dataclasses
import io
import re
import subprocess
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import sheets
import shelf
import tools
from PIL import Image

from book.errors import DataError
from book.languages import load
from book.model import Figure, Name, Picture
from book.render import paper
from book.render.profiles import Profile, profile
from book.render.trims import trim

STYLE = shelf.style()
A5 = trim(STYLE.trims, "a5")


@pytest.fixture
def nl() -> Profile:
    return profile(STYLE.profiles, "nl")


@pytest.mark.parametrize("name", STYLE.profiles)
def test_every_profile_takes_an_a5_book_of_a_hundred_pages(name: str) -> None:
    asked = profile(STYLE.profiles, name)
    assert A5.inner + asked.shift(A5, 100) >= asked.gutter_of(100)
    assert asked.least <= 100 <= asked.most


TOO_SMALL = {("ingram", "a6"), ("lulu", "a6")}
"""Who asks half an inch all round binds no pocket book of A6."""


@pytest.mark.parametrize("size", STYLE.trims)
@pytest.mark.parametrize("name", STYLE.profiles)
def test_every_size_can_be_printed_by_everybody(name: str, size: str) -> None:
    found = trim(STYLE.trims, size)
    asked = profile(STYLE.profiles, name)
    if (name, size) in TOO_SMALL:
        with pytest.raises(DataError, match="the trim size A6 leaves"):
            asked.shift(found, 120)
        return
    assert found.inner + asked.shift(found, 120) >= asked.gutter_of(120)


def test_a_thick_book_has_a_wide_gutter() -> None:
    lulu = profile(STYLE.profiles, "lulu")
    assert [lulu.gutter_of(pages) for pages in (60, 61, 150, 151, 900)] == [12.7, 15.9, 15.9, 25.4, 31.8]
    assert lulu.shift(A5, 200) == pytest.approx(7.2)


def test_a_book_that_lacks_a_leaf_or_two_of_the_fewest_gets_them() -> None:
    lulu = profile(STYLE.profiles, "lulu")
    assert [lulu.bound(pages) for pages in (26, 27, 28, 30, 31, 32, 33)] == [26, 32, 32, 32, 32, 32, 34]


def test_margins_that_a_page_has_no_room_for_are_refused() -> None:
    with pytest.raises(DataError) as caught:
        profile(STYLE.profiles, "lulu").shift(trim(STYLE.trims, "pocket"), 700)
    assert "mm outside, 'lulu' asks 12.7 mm" in caught.value.what
    assert "larger trim size" in caught.value.hint


def test_the_spine_grows_with_the_pages() -> None:
    kdp = profile(STYLE.profiles, "kdp")
    assert kdp.spine_width(100) == pytest.approx(6.35)
    assert (kdp.titled_spine(78), kdp.titled_spine(79)) == (False, True)
    assert profile(STYLE.profiles, "lulu").spine_width(444) == pytest.approx(25.4 + 1.524, abs=0.01)


def test_an_unknown_profile_names_those_there_are() -> None:
    with pytest.raises(DataError) as caught:
        profile(STYLE.profiles, "kpd")
    assert "kdp" in caught.value.hint


@pytest.mark.parametrize(
    "fault",
    [
        {"grey": False},
        {"bleed": "wide"},
        {"marks": 1},
        {"standard": "pdf/x-9"},
        {"gutter": []},
        {"pages": [2]},
    ],
)
def test_a_fault_in_a_profile_is_named(fault: dict[str, object]) -> None:
    with pytest.raises(DataError) as caught:
        profile({"mine": {**STYLE.profiles["nl"], **fault}}, "mine")
    assert caught.value.where.key.startswith("mine")


@pytest.mark.needs("pango")
def test_a_printers_file_is_flat_black_and_has_marks(nl: Profile) -> None:
    piece = shelf.piece(
        "stukje", "Een stukje", shelf.paragraph("Een stukje."), author=Name("A. Wit", "Wit, A.")
    )
    edition, pagination, findings = paper.render(shelf.anthology(piece), STYLE, load("nl"), nl)
    assert edition.name == "een-boek-nl.pdf"
    assert [finding.check for finding in findings] == ["paper.page-count"]
    data = edition.data
    assert data.startswith(b"%PDF-1.4")
    for asked in (b"/GTS_PDFX", b"PDF/X-1a:2003", b"/Trapped /False", b"FOGRA39", b"/CIDFontType0C"):
        assert asked.replace(b" ", b"") in data.replace(b" ", b""), asked
    for refused in (b"/Annots", b"/Outlines", b"/OpenType", b"/Transparency", b"/StructTreeRoot", b"/S/URI"):
        assert refused not in data.replace(b" ", b""), refused
    pdf = pypdfium2.PdfDocument(data)
    assert len(pdf) == pagination.count
    page = pdf[0]
    trimmed = [round(side / sheets.MM, 1) for side in page.get_trimbox()]
    assert (trimmed[2] - trimmed[0], trimmed[3] - trimmed[1]) == pytest.approx((148, 210), abs=0.1)
    bled = [round(side / sheets.MM, 1) for side in page.get_bleedbox()]
    beyond = [round(abs(a - b), 1) for a, b in zip(trimmed, bled, strict=True)]
    assert beyond == [3.0] * 4  # what is asked, not ten points
    assert not sheets.is_white(pdf[0])
    assert sheets.is_white(pdf[1])  # there is nothing to trim to


@pytest.mark.needs("pango")
def test_the_gutter_a_printer_asks_moves_the_type() -> None:
    piece = shelf.piece("stukje", "Een stukje", shelf.paragraph("Een stukje."))
    wide = dataclasses.replace(profile(STYLE.profiles, "kdp"), gutter=((100, 22.2),), least=2)
    edition, _, _ = paper.render(shelf.anthology(piece), STYLE, load("nl"), wide)
    pdf = pypdfium2.PdfDocument(edition.data)
    lefts = {round(line.x / sheets.MM) for page in (pdf[0], pdf[2]) for line in sheets.printed(page)}
    assert lefts == {24}
    assert not re.search(rb"/Annots", edition.data)


def pictured(mode: str, form: str) -> Picture:
    """A picture that is half red, half see-through where its mode has that."""
    image = Image.new(mode, (600, 400), (200, 30, 40, 255)[: len(mode)])
    if mode == "RGBA":
        image.paste((10, 10, 200, 0), (0, 0, 300, 400))
    data = io.BytesIO()
    image.save(data, form)
    return Picture(f"plaat.{form.lower()}", data.getvalue(), f"image/{form.lower()}", 600, 400)


@pytest.mark.needs("pango", "gs")
@pytest.mark.parametrize("name", ["nl", "kdp"])
def test_pictures_are_printed_in_one_ink(name: str, tmp_path: Path) -> None:
    pictures = [pictured("RGB", "JPEG"), pictured("RGB", "PNG"), pictured("RGBA", "PNG")]
    figures = [Figure(picture, alt="Een plaat") for picture in pictures]
    piece = shelf.piece("stukje", "Een stukje", shelf.paragraph("Tekst."), *figures)
    laid_out = paper.lay_out(shelf.anthology(piece), STYLE, load("nl"))
    edition, _ = paper.write(laid_out, profile(STYLE.profiles, name))
    path = tmp_path / edition.name
    path.write_bytes(edition.data)
    program = tools.find("gs")
    assert program
    said = subprocess.run([program, "-q", "-o", "-", "-sDEVICE=inkcov", path], capture_output=True, text=True)
    pages = [line.split() for line in said.stdout.splitlines() if line.strip().endswith("OK")]
    assert len(pages) == len(laid_out.labels)
    assert {tuple(map(float, inks[:3])) for inks in pages} == {(0.0, 0.0, 0.0)}
    for refused in (b"/DeviceRGB", b"/SMask"):
        assert refused not in edition.data
    pixels = [
        image.get_bitmap(render=False).to_pil().convert("L")
        for page in pypdfium2.PdfDocument(edition.data)
        for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])
    ]
    assert len(pixels) == 3
    for image in pixels:
        assert image.getpixel((599, 200)) == pytest.approx(0.299 * 200 + 0.587 * 30 + 0.114 * 40, abs=3)
    assert min(image.getpixel((1, 200)) for image in pixels) < 100
    assert max(image.getpixel((1, 200)) for image in pixels) == 255, "what was see-through is paper"
    colour, _ = paper.write(laid_out, profile(STYLE.profiles, "home"))
    assert b"/DeviceRGB" in sheets.unpacked(colour.data), "and home has its colours"
