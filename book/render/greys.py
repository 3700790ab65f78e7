"""Pictures in the one ink that a printer of black books has: what is in colour in a PDF becomes grey.

What a picture lets through (its soft mask) shows the paper: transparency came after the PDF that PDF/X-1a is.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Sequence
from typing import Any

from PIL import Image

_QUALITY = 92  # of a JPEG that is made grey
LUMINANCE = (0.299, 0.587, 0.114)  # of red, green and blue (ITU-R BT.601, as Pillow has it)
_RGB = re.compile(rb"([\d.]+) ([\d.]+) ([\d.]+) (rg|RG)")
_COLOUR_TYPES = {"/DeviceRGB": 2, "/DeviceGray": 0}  # of a PNG


def make_grey(pdf: Any, streams: Sequence[Any]) -> None:
    """Make every picture and every colour of a pydyf.PDF's streams grey, in place."""
    for stream in streams:
        if stream.extra.get("Subtype") == "/Image":
            mask = stream.extra.pop("SMask", None)
            _make_picture_grey(stream, pdf.objects[int(mask.split()[0])] if mask else None)
        else:
            stream.stream = [_grey(part) for part in stream.stream]


def _grey(part: Any) -> Any:
    found = _RGB.fullmatch(part) if isinstance(part, bytes) else None
    if not found:
        return part
    level = sum(share * float(found[n]) for n, share in enumerate(LUMINANCE, 1))
    return b"%.4g %s" % (level, b"g" if found[4] == b"rg" else b"G")


def _make_picture_grey(stream: Any, masked: Any) -> None:
    extra = stream.extra
    if extra["ColorSpace"] == "/DeviceGray" and masked is None:
        return
    picture = _opened(stream).convert("L")
    if masked is not None:
        paper = Image.new("L", picture.size, 255)
        paper.paste(picture, mask=_opened(masked).convert("L"))
        picture = paper
    extra["ColorSpace"] = "/DeviceGray"
    extra.pop("Decode", None)
    if extra["Filter"] == "/DCTDecode":
        data = io.BytesIO()
        picture.save(data, "JPEG", quality=_QUALITY, optimize=True)
        stream.stream = [data.getvalue()]
    else:
        extra.pop("DecodeParms", None)
        stream.stream = [zlib.compress(picture.tobytes(), 9)]


def _opened(stream: Any) -> Image.Image:
    """The picture of an image XObject: a whole JPEG, or the IDAT of a PNG."""
    data = b"".join(part if isinstance(part, bytes) else part.data for part in stream.stream)
    extra = stream.extra
    if extra["Filter"] == "/FlateDecode":
        colour = _COLOUR_TYPES[extra["ColorSpace"]]
        header = struct.pack(">IIBBBBB", extra["Width"], extra["Height"], 8, colour, 0, 0, 0)
        chunks = (_chunk(b"IHDR", header), _chunk(b"IDAT", data), _chunk(b"IEND", b""))
        data = b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
    return Image.open(io.BytesIO(data))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
