"""Drawings in SVG become pixels, of what is in them alone."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from book.errors import SeedError
from book.model import Figure, Picture, Seed
from book.read.drawings import pixels
from book.read.pictures import MOST_PIXELS, picture, thumbnail
from book.render.markup import Compositor

BOX = '<rect x="0" y="0" width="100%" height="100%" fill="#204080"/>'


def svg(inside: str = BOX, size: str = 'width="200" height="100"', head: str = "") -> bytes:
    namespaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"{head}<svg {namespaces} {size}>{inside}</svg>".encode()


def drawn(data: bytes) -> Picture:
    found, findings = picture(Seed("seeds/ketel.svg", data, "picture"))
    assert not findings
    return found


@pytest.mark.parametrize(
    ("size", "wide", "high"),
    [
        ('width="200" height="100"', 200, 100),
        ('width="200px" height="2in"', 200, 192),
        ('width="25.4mm" height="72pt"', 96, 96),
        ('viewBox="0 0 300 150"', 300, 150),
        ('viewBox="10, 10, 300, 150" width="100"', 100, 50),
        ('viewBox="0 0 300 150" width="100%" height="100%"', 300, 150),
        ('viewBox="0 0 300 150" height="10em"', 320, 160),
        ("", 300, 150),
        ('viewBox="0 0 . ."', 300, 150),
        ('viewBox="0 0 .5e3 .25E3"', 500, 250),
        ('width="nan" height="-4"', 300, 150),
        ('width="1e400" height="1e9px" viewBox="0 0 1e400 1e-400"', 300, 150),
    ],
)
def test_a_drawing_has_its_own_size_in_four_times_the_pixels(size: str, wide: int, high: int) -> None:
    found = drawn(svg(size=size))
    assert (found.width, found.height, found.density) == (4 * wide, 4 * high, 4)
    assert found.media_type == "image/png"
    with Image.open(io.BytesIO(found.data)) as image:
        assert image.convert("RGB").getpixel((found.width // 2, found.height // 2)) == (0x20, 0x40, 0x80)


def test_a_large_drawing_has_no_more_pixels_than_a_picture_may() -> None:
    found = drawn(svg(size='width="1500" height="1000"'))
    assert (found.width, found.height, found.density) == (1500, 1000, 1)
    vast = drawn(svg(size='width="90000" height="45000"'))
    assert vast.width * vast.height <= MOST_PIXELS * 1.01
    assert vast.width == pytest.approx(2 * vast.height, abs=2)


def test_a_drawing_stands_in_the_book_as_large_as_on_its_page() -> None:
    figure = Figure(drawn(svg()), alt="Een ketel.")
    html = Compositor("c", "epub", links={}, source=lambda picture: "ketel.png").blocks((figure,), "nl")
    assert 'width="200" height="100"' in html


def test_its_lettering_is_drawn() -> None:
    plain, lettered = drawn(svg(BOX)), drawn(svg(BOX + '<text x="20" y="60" fill="#fff">Ketel</text>'))
    assert plain.data != lettered.data


def test_lettering_that_no_font_has_is_no_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    import resvg_py

    whole = resvg_py.svg_to_bytes

    def without_fonts(**asked: object) -> bytes:
        return bytes(whole(**{**asked, "skip_system_fonts": True}))

    monkeypatch.setattr(resvg_py, "svg_to_bytes", without_fonts)
    with pytest.raises(SeedError, match="no font"):
        pixels(svg(BOX + '<text x="20" y="60" fill="#fff">Ketel</text>'), "seeds/ketel.svg", MOST_PIXELS)


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        (BOX + '<foreignObject width="9" height="9"><p>Ketel</p></foreignObject>', "HTML in it"),
        (BOX + '<image href="/etc/hostname" width="9" height="9"/>', "another file: /etc/hostname"),
        (BOX + '<image xlink:href="https://x.example/a.png" width="9" height="9"/>', "another file"),
        (BOX + '<use href="other.svg#a"/>', "another file"),
        (BOX + '<filter id="f"><feImage href="file:///a.png"/></filter>', "another file"),
        ("", "empty drawing"),
        ("<!-- niets -->", "empty drawing"),
        ("<rect", "no sound SVG"),
    ],
)
def test_what_cannot_be_drawn_whole_is_told(inside: str, said: str) -> None:
    with pytest.raises(SeedError) as told:
        picture(Seed("seeds/ketel.svg", svg(inside), "picture"))
    assert said in str(told.value)
    assert "seeds/ketel.svg" in str(told.value)
    assert "save" in told.value.hint


def test_what_a_program_gives_for_browsers_only_beside_a_drawing_is_left_out() -> None:
    both = "<switch><foreignObject><p>Ketel</p></foreignObject><g>" + BOX + "</g></switch>"
    assert drawn(svg(both)).data == drawn(svg("<g>" + BOX + "</g>")).data


def test_entities_of_a_drawing_are_its_own_and_no_file_is_read() -> None:
    own = '<!DOCTYPE svg [<!ENTITY blauw "#204080">]>'
    assert drawn(svg(BOX.replace("#204080", "&blauw;"), head=own)).data == drawn(svg()).data
    other = '<!DOCTYPE svg [<!ENTITY ver SYSTEM "file:///etc/hostname">]>'
    with pytest.raises(SeedError):
        drawn(svg(BOX + "<text>&ver;</text>", head=other))


def test_scripts_of_a_drawing_do_nothing() -> None:
    assert drawn(svg(BOX + "<script>alert(1)</script>")).data == drawn(svg()).data


def test_a_drawing_is_seen_small_on_the_desk() -> None:
    with Image.open(io.BytesIO(thumbnail(svg(size='width="2000" height="1000"')))) as image:
        assert max(image.size) <= 480
    assert thumbnail(svg("<rect")) == b""


@given(st.binary(max_size=200), st.text(max_size=60))
def test_any_bytes_are_a_picture_or_a_message(data: bytes, said: str) -> None:
    for made in (svg(size=f"width={said!r}") + data, svg(data.decode("latin-1")), b"<svg" + data):
        told = ""
        try:
            found = picture(Seed("seeds/x.svg", made, "picture"))[0]
        except SeedError as error:
            told = str(error)
        assert "seeds/x.svg" in told if told else found.width * found.height <= MOST_PIXELS * 1.01
