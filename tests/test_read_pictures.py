"""A picture's bytes -> a picture that every edition may use."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageFile

from book.errors import SeedError
from book.model import Seed
from book.read.pictures import MOST_PIXELS, picture, without_metadata


def drawn(size: tuple[int, int] = (60, 40), mode: str = "RGB") -> Image.Image:
    """Dark on the left, light on the right: what is turned or mirrored shows."""
    image = Image.new("L", size, 30)
    image.paste(220, (size[0] // 2, 0, *size))
    return image.convert(mode)


def saved(image: Image.Image, format_: str, **options: object) -> Seed:
    target = io.BytesIO()
    image.save(target, format_, **options)
    return Seed(f"seeds/boot.{format_.lower()}", target.getvalue(), "picture")


def exif(orientation: int = 1) -> Image.Exif:
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010F] = "Camera of someone"
    data[0x8825] = {1: "N", 2: (52.0, 5.0, 26.0)}  # where it was taken
    return data


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def test_a_photograph_keeps_its_pixels_and_loses_what_tells_of_its_maker() -> None:
    seed = saved(drawn(), "JPEG", exif=exif(), comment=b"by someone", icc_profile=b"x" * 200)
    found, findings = picture(seed)
    assert not findings
    assert (found.media_type, found.width, found.height) == ("image/jpeg", 60, 40)
    assert b"Camera" not in found.data
    assert b"by someone" not in found.data
    assert not opened(found.data).getexif()
    assert opened(found.data).info["icc_profile"] == b"x" * 200
    assert opened(found.data).tobytes() == opened(seed.data).tobytes()


def test_a_photograph_taken_sideways_stands_upright() -> None:
    found, _ = picture(saved(drawn(), "JPEG", exif=exif(orientation=6), quality=95))
    assert (found.width, found.height) == (40, 60)
    image = opened(found.data).convert("L")
    assert image.getpixel((20, 5)) < 60  # what was left is now on top
    assert image.getpixel((20, 55)) > 180
    assert not opened(found.data).getexif()


def test_a_large_picture_is_scaled_and_says_so() -> None:
    found, (finding,) = picture(saved(drawn((3000, 2000)), "JPEG"))
    assert found.width * found.height <= MOST_PIXELS
    assert found.width / found.height == pytest.approx(1.5, rel=0.01)
    assert finding.check == "read.picture-scaled"


@pytest.mark.parametrize(
    ("format_", "mode", "media_type"),
    [
        ("PNG", "RGB", "image/png"),
        ("PNG", "RGBA", "image/png"),
        ("PNG", "P", "image/png"),
        ("PNG", "1", "image/png"),
        ("PNG", "LA", "image/png"),
        ("GIF", "P", "image/png"),
        ("BMP", "RGB", "image/png"),
        ("TIFF", "RGB", "image/jpeg"),
        ("WEBP", "RGB", "image/jpeg"),
        ("JPEG", "CMYK", "image/jpeg"),
        ("JPEG", "L", "image/jpeg"),
    ],
)
def test_every_picture_becomes_jpeg_or_png_in_colours_of_a_screen(
    format_: str, mode: str, media_type: str
) -> None:
    found, _ = picture(saved(drawn(mode=mode), format_))
    image = opened(found.data)
    assert found.media_type == media_type == f"image/{str(image.format).lower()}"
    assert (found.width, found.height) == image.size == (60, 40)
    assert image.mode in {"RGB", "RGBA", "L", "LA", "P", "1"}
    grey = image.convert("L")
    assert grey.getpixel((10, 20)) < 90
    assert grey.getpixel((50, 20)) > 160


def test_metadata_of_a_drawing_is_left_out() -> None:
    found, _ = picture(saved(drawn(), "PNG", exif=exif()))
    assert b"Camera" not in found.data
    assert not opened(found.data).getexif()


def test_a_picture_that_moves_is_told() -> None:
    frames = [drawn(), drawn().transpose(Image.Transpose.FLIP_LEFT_RIGHT)]
    _, findings = picture(saved(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    assert [finding.check for finding in findings] == ["read.picture-still"]


@pytest.mark.parametrize(
    "data",
    [b"", b"<svg/>", b"\xff\xd8\xff\xe0 no more", saved(drawn(), "PNG").data[:60]],
    ids=["nothing", "SVG", "no JPEG", "half a PNG"],
)
def test_what_is_no_picture_is_told_with_its_name(data: bytes) -> None:
    with pytest.raises(SeedError, match="seeds/x"):
        picture(Seed("seeds/x.png", data))


def test_a_picture_that_breaks_off_is_refused_whatever_others_told_pillow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    whole = saved(drawn(), "JPEG").data
    with pytest.raises(SeedError, match="seeds/x"):
        picture(Seed("seeds/x.jpg", whole[: len(whole) * 2 // 3]))
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True


def test_the_same_picture_makes_the_same_bytes() -> None:
    seed = saved(drawn((3000, 2000)), "TIFF")
    assert picture(seed)[0].data == picture(seed)[0].data


def test_a_jpeg_without_metadata_stays_as_it_is() -> None:
    data = saved(drawn(), "JPEG").data
    assert without_metadata(data) == data


@pytest.mark.parametrize(
    ("data", "said", "hint"),
    [
        (b'<?xml version="1.0"?>\n<svg/>', "a drawing in SVG without its namespace", "as PNG"),
        (b"no picture at all", "of a kind that is not known", "JPEG or PNG"),
    ],
)
def test_what_is_no_picture_is_told_in_words_for_people(data: bytes, said: str, hint: str) -> None:
    with pytest.raises(SeedError) as told:
        picture(Seed("seeds/tekening.svg", data, "picture"))
    assert said in str(told.value)
    assert "BytesIO" not in str(told.value)
    assert hint in told.value.hint
