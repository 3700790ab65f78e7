"""Pages as people save them, set out in a folder: what lies in tests/saved, with its pictures drawn."""

from __future__ import annotations

import base64
import io
import plistlib
import re
import zipfile
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from PIL import Image, ImageDraw

SAVED = Path(__file__).parent / "saved"
DUTCH = "De pont van half zeven"


def drawn(word: str, size: tuple[int, int] = (640, 400), form: str = "PNG") -> bytes:
    """A picture of a word, the same bytes each time."""
    image = Image.new("RGB", size, (228, 222, 208))
    pen = ImageDraw.Draw(image)
    for n in range(0, size[0] + size[1], 16):
        pen.line((n, 0, n - size[1], size[1]), fill=(200 - n % 90, 190, 170 + n % 60), width=3)
    pen.text((size[0] // 3, size[1] // 2), word, fill=(30, 30, 40))
    target = io.BytesIO()
    image.save(target, form)
    return target.getvalue()


def set_out(folder: Path) -> Path:
    """All of them in `folder`, named as their programs name them."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in sorted(path for path in SAVED.iterdir() if path.is_file()):
        text = file.read_text(encoding="utf-8")
        if file.name.endswith(".mhtml.html"):
            (folder / file.name.removesuffix(".html")).write_bytes(mhtml(text))
            continue
        (folder / file.name).write_text(re.sub(r"\{\{data:([\w.]+)\}\}", _inside, text), encoding="utf-8")
    beside = folder / f"{DUTCH}_bestanden"
    beside.mkdir()
    for name, size in (("pont.jpg", (640, 400)), ("kaart.png", (500, 300)), ("sluis.jpg", (320, 200)),
                       ("logo.png", (180, 60)), ("avatar.png", (48, 48))):  # fmt: skip
        (beside / name).write_bytes(drawn(name, size, "JPEG" if name.endswith("jpg") else "PNG"))
    (beside / "stijl.css").write_text("body { color: black }")
    (folder / "tuin.png").write_bytes(drawn("tuin"))
    (folder / "bundel.epub").write_bytes(epub())
    return folder


def _inside(match: re.Match[str]) -> str:
    size = (36, 36) if match[1].startswith("avatar") else (400, 500)
    return "data:image/png;base64," + base64.b64encode(drawn(match[1], size)).decode()


def webarchive(
    page: str, encoding: str = "UTF-8", *, form: plistlib.PlistFormat = plistlib.FMT_BINARY
) -> bytes:
    """A page in one file with a picture, as Safari saves it."""
    address = "https://wochenseite.example/kolumnen/zettel.html"
    picture = {
        "WebResourceData": drawn("zettel"),
        "WebResourceMIMEType": "image/png",
        "WebResourceURL": "https://wochenseite.example/kolumnen/bilder/zettel.png",
    }
    style = {"WebResourceData": b"p {}", "WebResourceMIMEType": "text/css", "WebResourceURL": "x.css"}
    return plistlib.dumps(
        {
            "WebMainResource": {
                "WebResourceData": page.encode(encoding),
                "WebResourceFrameName": "",
                "WebResourceMIMEType": "text/html",
                "WebResourceTextEncodingName": encoding,
                "WebResourceURL": address,
            },
            "WebSubresources": [style],
            "WebSubframeArchives": [{"WebSubresources": [picture]}],
        },
        fmt=form,
    )


def mhtml(page: str) -> bytes:
    """A page in one file with its picture (RFC 2557), as Chrome saves it."""
    whole = EmailMessage(SMTP)
    whole["From"] = "<Saved by Blink>"
    whole["Snapshot-Content-Location"] = "https://wochenseite.example/kolumnen/zettel.html"
    whole["Subject"] = "Der Zettel"
    whole.make_related()
    text = EmailMessage(SMTP)
    text.set_content(page, subtype="html", charset="utf-8", cte="quoted-printable")
    text["Content-Location"] = "https://wochenseite.example/kolumnen/zettel.html"
    whole.attach(text)
    picture = EmailMessage(SMTP)
    picture.set_content(drawn("zettel", (400, 300)), maintype="image", subtype="png", cte="base64")
    picture["Content-Location"] = "https://wochenseite.example/kolumnen/bilder/zettel.png"
    whole.attach(picture)
    return whole.as_bytes()


def epub() -> bytes:
    """A book of one chapter, its notes in a document of their own."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
            '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/>'
            "</rootfiles></container>",
        )
        for name in ("book.opf", "text/ch1.xhtml", "text/notes.xhtml"):
            book.writestr(f"OEBPS/{name}", (SAVED / "bundel" / Path(name).name).read_bytes())
        book.writestr("OEBPS/img/brug.png", drawn("brug", (500, 320)))
    return target.getvalue()
