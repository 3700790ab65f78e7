"""The cover of the printed book: its measures, its inks, its barcode."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

import pypdfium2
import pytest
import sheets
import shelf
from hypothesis import given
from hypothesis import strategies as st

from book.errors import DataError
from book.languages import load
from book.model import Anthology, Edition, Name, Pagination, Style
from book.render import ean13, wrap
from book.render.profiles import profile

STYLE = shelf.style()

# The widths of the four runs of each digit; an even code is read backwards (ISO/IEC 15420, table 1).
LEFT_ODD = ("3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112")


def runs(code: str) -> str:
    return "".join(str(len(list(run))) for _, run in groupby(code))


def book(isbn: str = "", description: str = "Is dit een boek? Ja, en het heeft een rug.") -> Anthology:
    piece = shelf.piece("stukje", "Stukje", shelf.paragraph("Tekst."), author=Name("A. Wit", "Wit, A."))
    return shelf.anthology(piece, isbn_print=isbn, description=description)


def wrapped(anthology: Anthology, pages: int = 128, name: str = "home") -> Edition:
    pagination = Pagination(tuple(map(str, range(1, pages + 1))), (), 148.0, 210.0)
    edition, findings = wrap.render(anthology, STYLE, load("nl"), pagination, profile(STYLE.profiles, name))
    assert findings == ()
    return edition


# --------------------------------------------------------------------------- bars


@given(st.text(alphabet="0123456789", min_size=12, max_size=12))
def test_the_bars_read_back_as_the_digits(first: str) -> None:
    number = first + ean13.check_digit(first)
    modules = ean13.modules(number)
    assert len(modules) == 95
    assert (modules[:3], modules[45:50], modules[92:]) == ("101", "01010", "101")
    read, parity = "", ""
    for at in range(3, 45, 7):
        code = modules[at : at + 7]
        even = code.count("1") % 2 == 0
        read += str(LEFT_ODD.index(runs(code[::-1] if even else code)))
        parity += "E" if even else "O"
    for at in range(50, 92, 7):
        read += str(LEFT_ODD.index(runs(modules[at : at + 7])))
    assert read == number[1:]
    assert ean13._PARITY[int(number[0])] == parity


@pytest.mark.parametrize("isbn", ["978-90-00-00000-5", "9789000000005", "978 0 306 40615 7"])
def test_an_isbn_may_be_written_in_three_ways(isbn: str) -> None:
    assert ean13.digits(isbn)[-1] == ean13.check_digit(ean13.digits(isbn)[:12])


@pytest.mark.parametrize("isbn", ["978-90-00-00000-2", "90-00-00000-5", "", "978900000000x"])
def test_a_wrong_isbn_is_refused(isbn: str) -> None:
    with pytest.raises(ValueError, match=r"should end with 5|13 digits"):
        ean13.digits(isbn)


def test_bars_are_whole_modules_within_the_quiet_zones() -> None:
    bars = ean13.bars("9789000000005")
    assert len(bars) == 30
    assert bars[0].x == pytest.approx(11 * 0.33)
    assert bars[-1].x + bars[-1].width == pytest.approx(37.29 - 7 * 0.33)
    assert sum(bar.guard for bar in bars) == 6


# --------------------------------------------------------------------------- the sheet


@pytest.mark.needs("pango")
def test_the_sheet_is_back_spine_front_and_bleed() -> None:
    edition = wrapped(book(), pages=240)
    assert edition.name == "een-boek-cover.pdf"
    pdf = pypdfium2.PdfDocument(edition.data)
    assert len(pdf) == 1
    left, foot, right, head = (side / sheets.MM for side in pdf[0].get_trimbox())
    assert (right - left, head - foot) == pytest.approx((2 * 148 + 240 * 0.0675, 210), abs=0.05)
    left, foot, right, head = (side / sheets.MM for side in pdf[0].get_mediabox())
    assert (right - left, head - foot) == pytest.approx((2 * 148 + 240 * 0.0675 + 6, 216), abs=0.05)


@pytest.mark.needs("pango")
def test_the_spine_has_room_for_the_blank_pages_that_the_binder_adds() -> None:
    asked = replace(profile(STYLE.profiles, "home"), multiple=16, papers={"board": 0.5})
    pagination = Pagination(tuple(map(str, range(1, 35))), (), 148.0, 210.0)
    edition, _ = wrap.render(book(), STYLE, load("nl"), pagination, asked)
    left, _, right, _ = pypdfium2.PdfDocument(edition.data)[0].get_trimbox()
    assert (right - left) / sheets.MM == pytest.approx(2 * 148 + 48 * 0.5, abs=0.05)


@pytest.mark.needs("pango")
def test_it_is_made_for_a_press_and_the_same_each_time() -> None:
    first, second = wrapped(book("978-90-00-00000-5")), wrapped(book("978-90-00-00000-5"))
    assert first == second
    for asked in (b"PDF/X-4", b"GTS_PDFX", b"FOGRA39L"):
        assert asked in sheets.unpacked(first.data)
    pdf = pypdfium2.PdfDocument(first.data)
    assert pdf.get_metadata_dict()["Title"] == "Een boek"
    assert sheets.fonts(pdf[0]) == {}


@pytest.mark.needs("pango")
def test_a_printer_who_wants_marks_has_them() -> None:
    edition = wrapped(book(), name="nl")
    assert edition.name == "een-boek-nl-cover.pdf"
    page = pypdfium2.PdfDocument(edition.data)[0]
    left, _, right, _ = (side / sheets.MM for side in page.get_mediabox())
    assert right - left == pytest.approx(2 * 148 + 128 * 0.0675 + 2 * 9, abs=0.05)
    pixels = page.render(scale=2, grayscale=True).to_pil()
    assert pixels.getpixel((4, 4)) == 255  # paper outside the bleed
    assert pixels.getpixel((pixels.width // 2, pixels.height // 2)) < 128


@pytest.mark.needs("pango")
def test_a_thin_spine_stays_bare() -> None:
    anthology = book()
    sheet = wrap._Sheet(148, 210, 0, 3)
    thin, thick = (
        wrap._composition(anthology, STYLE, load("nl"), sheet, profile(STYLE.profiles, "kdp"), pages)["spine"]
        for pages in (78, 100)
    )
    assert thin is None
    assert thick is not None


def test_the_blurb_opens_with_its_first_sentence() -> None:
    assert wrap._hook("Is dit een boek? Ja.\n\nEn meer.") == ("Is dit een boek?", ["Ja.", "En meer."])
    assert wrap._hook("Een zin zonder einde") == ("", ["Een zin zonder einde"])
    assert wrap._hook("") == ("", [])


@pytest.mark.needs("pango")
def test_a_wrong_isbn_names_the_line_to_mend() -> None:
    with pytest.raises(DataError) as caught:
        wrapped(book("978-90-00-00000-2"))
    assert caught.value.where.key == "book.isbn_print"


def test_a_colour_without_inks_is_named() -> None:
    toml = STYLE.files["style.toml"].replace(b'"#cf5c36" = ', b'"#000001" = ')
    broken = Style(STYLE.name, {**STYLE.files, "style.toml": toml}, STYLE.trims, STYLE.profiles)
    pagination = Pagination(("1", "2"), (), 148.0, 210.0)
    with pytest.raises(DataError) as caught:
        wrap.render(book(), broken, load("nl"), pagination, profile(STYLE.profiles, "home"))
    assert "#cf5c36" in str(caught.value)
