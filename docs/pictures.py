"""The pictures in README.md, of the book as it lies in build/.

    python docs/pictures.py

Writes cover.png, spreads.png, epub.png and review.png beside this file. Drives the Chromium of this machine.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
import threading
import zipfile
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from book.desk import Desk
from book.project import Project

HERE = Path(__file__).parent
BUILD = HERE.parent / "build"
DESK = "#8d877b"
_QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip


def save(image: Image.Image, name: str) -> None:
    image.convert("RGB").quantize(96, dither=Image.Dither.NONE).save(HERE / name, optimize=True)


def cover(book: Path) -> None:
    with zipfile.ZipFile(book) as zipped, zipped.open("EPUB/img/cover.jpg") as file:
        save(Image.open(file).resize((500, 800), Image.Resampling.LANCZOS), "cover.png")


def spreads(pdf: Path, openings: tuple[int, ...], scale: float = 1.55) -> None:
    """Two spreads beside each other; an opening is named by its left page."""
    document = pdfium.PdfDocument(pdf)
    pages = [document[n - 1].render(scale=scale).to_pil() for left in openings for n in (left, left + 1)]
    width, height = pages[0].size
    gap = 28
    sheet = Image.new("RGB", (2 * width + 2 * gap, len(openings) * (height + gap) + gap), DESK)
    for n, page in enumerate(pages):
        sheet.paste(page, (gap + (n % 2) * width, gap + n // 2 * (height + gap)))
    save(sheet, "spreads.png")


def screens(browser: Browser, book: Path, chapter: str) -> None:
    """A chapter's opening on a small screen, in light and in dark, as the reader's own colours are."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(book) as zipped:
        zipped.extractall(folder)
        page = next(Path(folder).rglob(f"*{chapter}.xhtml"))
        shots = []
        for scheme, colours in (("light", "#fff; color: #000"), ("dark", "#121212; color: #e6e1d8")):
            tab = browser.new_page(viewport={"width": 400, "height": 640}, color_scheme=scheme)
            tab.goto(page.as_uri())
            tab.add_style_tag(
                content=f"html {{ background: {colours}; padding: 1.2em; font: 17px/1.5 Georgia, serif }}"
            )
            shot = Path(folder) / f"{scheme}.png"
            tab.screenshot(path=shot)
            shots.append(Image.open(shot).convert("RGB"))
            tab.close()
        sheet = Image.new("RGB", (2 * 400 + 3 * 20, 680), DESK)
        for n, shot_image in enumerate(shots):
            sheet.paste(shot_image, (20 + n * 420, 20))
        save(sheet, "epub.png")


def review(browser: Browser) -> None:
    """The page as an editor has it, served: with its buttons."""
    desk = Desk(Project(HERE.parent))
    threading.Thread(target=desk.serve, daemon=True).start()
    try:
        tab = browser.new_page(viewport={"width": 1200, "height": 760}, reduced_motion="reduce")
        tab.goto(desk.address)
        tab.evaluate("document.querySelector('#piece-4').scrollIntoView()")
        save(Image.open(io.BytesIO(tab.screenshot())), "review.png")
    finally:
        desk.close()


def main() -> int:
    book = next(BUILD.glob("*.epub"))
    pdf = book.with_suffix(".pdf")
    cover(book)
    spreads(pdf, (4, 8, 20))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(_QUIET))
        screens(browser, book, "klantgericht")
        review(browser)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
