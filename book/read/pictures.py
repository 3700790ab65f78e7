"""A picture's bytes -> a picture that every edition may use: JPEG or PNG, upright, small enough, and
without anything in it that tells who made it where and when."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from book.errors import Place, SeedError
from book.model import Finding, Picture, Seed, Severity
from book.read.drawings import is_drawing, pixels

MOST_PIXELS = 4_000_000
"""Older reading systems run out of memory above; at 300 dots per inch it fills a page of A5 twice."""

QUALITY = 90  # of a JPEG that had to be written anew

_KINDS = "a picture is a JPEG or PNG file; also GIF, TIFF, BMP, WebP and SVG are read"

_EXIF = b"Exif\x00\x00"
_KEPT = frozenset({0xE0, 0xE2, 0xEE})  # APP0 JFIF, APP2 colour profile, APP14 Adobe's colour transform
_OTHER = frozenset({*range(0xE0, 0xF0), 0xFE})  # APPn and COM: metadata of every kind


def picture(seed: Seed) -> tuple[Picture, tuple[Finding, ...]]:
    """The picture in `seed`, and what had to be done to it.

    A JPEG that is upright and small enough keeps its pixels as they are; all else is written anew, drawings
    in SVG as pixels.
    Raises SeedError for what is no picture, and for one that would unpack to more than any book needs.
    """
    if is_drawing(seed.data):
        return _of_drawing(seed), ()
    try:
        with _whole():
            image = Image.open(io.BytesIO(seed.data))
            image.load()
    except UnidentifiedImageError as error:
        raise SeedError(
            "no picture can be read from it: it is of a kind that is not known",
            where=Place(seed.name),
            hint=_KINDS,
        ) from error
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise SeedError(
            f"no picture can be read from it: {error}",
            where=Place(seed.name),
            hint=_KINDS,
        ) from error
    findings = tuple(_noticed(image, seed.name))
    upright = ImageOps.exif_transpose(image)
    turned = upright.size != image.size or image.getexif().get(0x0112, 1) != 1
    fitting = _fitted(upright)
    if image.format == "JPEG" and not turned and fitting.size == image.size and image.mode in {"RGB", "L"}:
        data, kind = without_metadata(seed.data), "JPEG"
    else:
        data, kind = _written(fitting, image.format or "")
    media_type = "image/jpeg" if kind == "JPEG" else "image/png"
    return Picture(seed.name, data, media_type, *fitting.size), findings  # type: ignore[arg-type]


def _of_drawing(seed: Seed) -> Picture:
    """A drawing as it is drawn: to press it closer takes seconds, and saves little."""
    data, density = pixels(seed.data, seed.name, MOST_PIXELS)
    with Image.open(io.BytesIO(data)) as image:
        return Picture(seed.name, data, "image/png", *image.size, density)


@contextmanager
def _whole() -> Iterator[None]:
    """A picture that breaks off is refused, although WeasyPrint tells Pillow to make do with half of one."""
    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


@lru_cache(maxsize=256)
def thumbnail(data: bytes, most: int = 480) -> bytes:
    """A small JPEG of a picture, to look at on a page of the desk; empty for what is no picture."""
    try:
        if is_drawing(data):
            data, _ = pixels(data, "", most * most)
        with _whole():
            image = Image.open(io.BytesIO(data))
            image.draft("RGB", (most, most))
            image.load()
    except (
        SeedError, UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError,
    ):  # fmt: skip
        return b""
    upright = ImageOps.exif_transpose(image)
    upright.thumbnail((most, most))
    ground = Image.new("RGB", upright.size, "white")
    full = upright.convert("RGBA") if upright.has_transparency_data else upright.convert("RGB")
    ground.paste(full, mask=full if full.mode == "RGBA" else None)
    target = io.BytesIO()
    ground.save(target, "JPEG", quality=72)
    return target.getvalue()


def without_metadata(data: bytes) -> bytes:
    """A JPEG without its EXIF, XMP, IPTC and comments; its pixels are untouched (ITU T.81, annex B)."""
    kept = [data[:2]]
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        length = 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        marker, segment = data[at + 1], data[at : at + length]
        if marker not in _OTHER or (marker in _KEPT and not segment[4:].startswith(_EXIF)):
            kept.append(segment)
        at += length
    return b"".join([*kept, data[at:]])


def _fitted(image: Image.Image) -> Image.Image:
    """The image, scaled down where it has more than MOST_PIXELS."""
    pixels = image.width * image.height
    if pixels <= MOST_PIXELS:
        return image
    factor = (MOST_PIXELS / pixels) ** 0.5
    size = max(1, int(image.width * factor)), max(1, int(image.height * factor))
    full = image.convert("RGBA" if image.has_transparency_data else "RGB") if image.mode == "P" else image
    return full.resize(size, Image.Resampling.LANCZOS)


def _written(image: Image.Image, format_: str) -> tuple[bytes, str]:
    """The image as PNG where it is drawn or see-through, else as JPEG; the profile of its colours stays."""
    drawn = format_ in {"PNG", "GIF", "BMP"} or image.has_transparency_data or image.mode in {"P", "1"}
    target = io.BytesIO()
    profile = image.info.get("icc_profile") if image.mode in {"RGB", "RGBA", "L", "LA"} else None
    if drawn:
        full = "RGBA" if image.has_transparency_data else "RGB"
        clean = image.copy() if image.mode in {"RGB", "RGBA", "L", "LA", "1"} else image.convert(full)
        clean.info.clear()  # or its EXIF and comments would be written again
        clean.save(target, "PNG", optimize=True, icc_profile=profile)
        return target.getvalue(), "PNG"
    shown = image if image.mode in {"RGB", "L"} else image.convert("RGB")
    shown.save(target, "JPEG", quality=QUALITY, optimize=True, icc_profile=profile, exif=b"")
    return target.getvalue(), "JPEG"


def _noticed(image: Image.Image, name: str) -> Iterator[Finding]:
    pixels = image.width * image.height
    if pixels > MOST_PIXELS:
        yield Finding(
            "read.picture-scaled",
            Severity.NOTE,
            Place(name),
            f"{image.width} by {image.height} pixels is more than a reading system can be sure to show; "
            "it was scaled down",
        )
    if getattr(image, "n_frames", 1) > 1:
        yield Finding(
            "read.picture-still",
            Severity.WARNING,
            Place(name),
            "it moves; a book shows its first frame",
            "choose the frame that you want and save it as a picture of its own",
        )
