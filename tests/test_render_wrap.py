"""The cover of the printed book: its measures, its inks, its barcode."""

from __future__ import annotations

import dataclasses
import re
import subprocess
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import sheets
import shelf
import tools
from hypothesis import given, settings
from hypothesis import strategies as st

from book.errors import DataError
from book.languages import load
from book.model import Anthology, Edition, Finding, Name, Pagination, Style
from book.render import cover, ean13, jacket, ragged, wrap
from book.render.cover import cover_table
from book.render.display import display_type
from book.render.profiles import profile

STYLE = shelf.style()

# The widths of the four runs of each digit; an even code is read backwards (ISO/IEC 15420, table 1).
LEFT_ODD = ("3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112")


def runs(code: str) -> str:
    return "".join(str(len(list(run))) for _, run in groupby(code))


def book(isbn: str = "", description: str = "Is dit een boek? Ja, en het heeft een rug.") -> Anthology:
    piece = shelf.piece("stukje", "Stukje", shelf.paragraph("Tekst."), author=Name("A. Wit", "Wit, A."))
    return shelf.anthology(piece, isbn_print=isbn, description=description)


def wrapped(anthology: Anthology, pages: int = 128, name: str = "home", *, black: bool = False) -> Edition:
    pagination = Pagination(tuple(map(str, range(1, pages + 1))), (), 148.0, 210.0)
    asked = profile(STYLE.profiles, name)
    edition, findings = wrap.render(anthology, STYLE, load("nl"), pagination, asked, black=black)
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


def painted(edition: Edition) -> set[tuple[float, ...]]:
    """The inks that a file paints with: cyan, magenta, yellow, black."""
    operators = re.findall(
        rb"(?<![\d.])([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) [kK]\b", sheets.unpacked(edition.data)
    )
    operators += re.findall(
        rb"(?<![\d.])([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) (?:scn|SCN)\b", sheets.unpacked(edition.data)
    )
    return {tuple(map(float, inks)) for inks in operators}


@pytest.mark.needs("pango")
@pytest.mark.parametrize("name", ["nl", "ingram"])
def test_a_cover_in_black_has_no_other_ink_and_the_same_drawing(name: str) -> None:
    coloured, black = (wrapped(book("978-90-00-00000-5"), name=name, black=black) for black in (False, True))
    assert any(sum(inks[:3]) for inks in painted(coloured))
    assert len(painted(black)) > 3
    assert not any(sum(inks[:3]) for inks in painted(black))
    assert {inks[3] for inks in painted(black)} & {0.0, 1.0} == {0.0, 1.0}  # white, and black bars
    assert all(level == 0 or level >= 0.1 for _, _, _, level in painted(black))


@pytest.mark.needs("pango")
def test_ingram_gets_a_flat_file_that_is_printed_without_asking_back() -> None:
    data = sheets.unpacked(wrapped(book("978-90-00-00000-5"), name="ingram").data)
    assert data.startswith(b"%PDF-1.4")
    for asked in (b"PDF/X-1a:2003", b"/GTS_PDFX", b"CGATS TR 001", b"/Trapped /False"):
        assert asked in data
    for newer in (b"/Group", b"/SMask", b"ICCBased", b"DeviceRGB", b" rg\n", b"PDF/X-4"):
        assert newer not in data


def test_no_colour_takes_more_ink_than_a_careful_printer_allows() -> None:
    assert all(sum(inks) <= 240 for inks in cover_table(STYLE)["inks"].values())


@pytest.mark.needs("pango")
def test_a_printer_who_wants_marks_has_them() -> None:
    edition = wrapped(book(), name="nl")
    assert edition.name == "een-boek-nl-cover.pdf"
    page = pypdfium2.PdfDocument(edition.data)[0]
    left, _, right, _ = (side / sheets.MM for side in page.get_mediabox())
    assert right - left == pytest.approx(2 * 148 + 128 * 0.0675 + 2 * 9, abs=0.05)
    pixels = page.render(scale=2, grayscale=True).to_pil()
    assert pixels.getpixel((4, 4)) == 255  # paper outside the bleed
    folds = [9 + 148, 9 + 148 + 128 * 0.0675]  # mm from the sheet's left
    row = [pixels.getpixel((x, round(2.5 * 2 * sheets.MM))) for x in range(pixels.width)]
    dark = sorted({round(x / 2 / sheets.MM) for x, value in enumerate(row) if value < 200})
    assert dark == sorted({9, *(round(fold) for fold in folds), round(9 + 2 * 148 + 128 * 0.0675)})
    assert pixels.getpixel((pixels.width // 2, pixels.height // 2)) < 128


def composed(
    anthology: Anthology, sheet: jacket.Sheet, name: str = "kdp", pages: int = 200
) -> dict[str, Any]:
    values, findings = jacket.composition(
        anthology, STYLE, load("nl"), sheet, profile(STYLE.profiles, name), pages
    )
    assert findings == ()
    return values


def test_a_thin_spine_stays_bare() -> None:
    sheet = jacket.Sheet(148, 210, 6.4, 3)
    assert composed(book(), sheet, pages=78)["spine"] is None
    assert composed(book(), sheet, pages=79)["spine"] is not None


def outlines(paths: list[str]) -> tuple[float, float, float, float]:
    """The box round outlines: left, top, right, bottom."""
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", " ".join(paths))]
    return min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2])


@pytest.mark.parametrize("spine", [6.0, 12.0, 40.0])
@pytest.mark.parametrize(
    "title", ["Ja", "Een boek over alles wat er in boeken staat en waarom het daar staat"]
)
def test_title_and_names_stand_on_the_spine_within_its_width(title: str, spine: float) -> None:
    anthology = dataclasses.replace(book(), title=title)
    found = composed(anthology, jacket.Sheet(148, 210, spine, 3))["spine"]
    left, top, right, bottom = outlines([found["title"], found["names"]])  # before it is turned
    assert 13 < left < right < 210 - 13
    assert -spine / 2 + 0.79 <= top < bottom <= spine / 2 - 0.79


WORDS = st.lists(
    st.sampled_from(["een", "boek", "over", "klantvriendelijkheid", "en brood.", "Wie?"]), max_size=60
)


@settings(max_examples=15, deadline=None)
@given(WORDS, WORDS, st.booleans())
def test_the_texts_of_the_back_stand_above_its_foot_and_within_the_margins(
    first: list[str], second: list[str], isbn: bool
) -> None:
    anthology = book("978-90-00-00000-5" if isbn else "", f"{' '.join(first)}\n\n{' '.join(second)}")
    sheet = jacket.Sheet(148, 210, 10, 3)
    values = composed(anthology, sheet)
    paths = [*values["back"]["hook"], *values["back"]["blurb"], *values["back"]["credits"]]
    if not paths:
        return
    left, top, right, bottom = outlines(paths)
    assert 3 + 13.5 < left < right < 3 + 148 - 13.5
    assert top > 3 + 13
    assert bottom < (values["barcode"]["y"] if isbn else 3 + 210 - 14 - 30)


def test_no_name_on_the_back_is_broken() -> None:
    anthology = book()
    page = dataclasses.replace(anthology.matter.title_page, authors="Met een bijdrage van A. Wit en A. Witte")
    anthology = dataclasses.replace(anthology, matter=dataclasses.replace(anthology.matter, title_page=page))
    assert cover.unbroken(page.authors, anthology) == "Met een bijdrage van A.\u00a0Wit en A.\u00a0Witte"


def test_a_blurb_that_is_too_long_for_the_back_is_told() -> None:
    def told(times: int) -> tuple[Finding, ...]:
        anthology = book("978-90-00-00000-5", "Dit is een zin die veel te vaak herhaald wordt. " * times)
        sheet, home = jacket.Sheet(148, 210, 10, 3), profile(STYLE.profiles, "home")
        return jacket.composition(anthology, STYLE, load("nl"), sheet, home, 200)[1]

    assert told(70) == ()  # 630 words, in small type
    (finding,) = told(100)
    assert (finding.check, finding.place.key) == ("cover.blurb", "book.description")


def test_no_last_line_of_the_blurb_is_a_word_alone() -> None:
    blurb = (
        "Een winkel is een plaats waar mensen elkaar tegenkomen zonder het te willen, en dat blijkt daar ook."
    )
    (kind,) = [display_type({**cover_table(STYLE)["back"], "lines": 99}, STYLE, "nl")]
    alone = {"ours": 0, "theirs": 0}
    for measure in range(60, 130):
        lines = jacket._lines(kind, 4.5, blurb, measure)
        assert " ".join(lines) == blurb
        assert all(kind.face.width(line, 4.5) <= measure for line in lines)
        filled = ragged.filled(blurb, lambda line: kind.face.width(line, 4.5), measure)
        assert len(lines) == len(filled)
        alone["ours"] += kind.face.width(lines[-1], 4.5) < 0.2 * measure
        alone["theirs"] += kind.face.width(filled[-1], 4.5) < 0.2 * measure
    assert 2 * alone["ours"] < alone["theirs"]


def test_the_blurb_opens_with_its_first_sentence() -> None:
    assert jacket.hook("Is dit een boek? Ja.\n\nEn meer.") == ("Is dit een boek?", ["Ja.", "En meer."])
    assert jacket.hook("Een boek over de zee.") == ("Een boek over de zee.", [])
    assert jacket.hook("Een zin zonder einde") == ("", ["Een zin zonder einde"])
    assert jacket.hook("") == ("", [])


@pytest.mark.needs("pango", "zbarimg")
@pytest.mark.parametrize("name", ["home", "nl"])
def test_a_scanner_reads_the_isbn_from_the_printed_cover(name: str, tmp_path: Path) -> None:
    edition = wrapped(book("978-0-306-40615-7"), name=name)
    picture = tmp_path / "cover.png"
    pypdfium2.PdfDocument(edition.data)[0].render(scale=300 / 72).to_pil().save(picture)
    program = tools.find("zbarimg")
    assert program
    read = subprocess.run([program, "--quiet", picture], capture_output=True, text=True, check=True)
    assert read.stdout == "EAN-13:9780306406157\n"


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
