"""What is made for paper on request: the printed cover, the booklet, and the sheet of all spreads."""

from __future__ import annotations

import io
import math
import shutil
from pathlib import Path

import bookcase
import pypdfium2
import pytest
import sheets
from bookcase import Ran, book
from PIL import Image

from book.errors import MissingToolError, RenderError
from book.model import Edition
from book.project import validators
from book.project.build import Built
from book.render import contact, paper

pango = pytest.mark.needs("pango")
SLUG = "twee-stukjes"
LEAF = 0.0675  # mm of spine for each page, of a book for nobody's printer


@pytest.fixture(autouse=True)
def no_epubcheck(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without EPUBCheck, which takes seconds to start."""
    monkeypatch.setattr(validators, "_command", lambda: None)


@pytest.fixture(scope="module")
def built(small_made: tuple[Path, Ran], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """A book whose plan asks for nothing by name, and what the build said."""
    root, ran = small_made
    return Path(shutil.copytree(root, tmp_path_factory.mktemp("all") / "small")), ran


@pytest.fixture(scope="module")
def covered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of which only the cover was asked."""
    root = bookcase.small(tmp_path_factory.mktemp("covered") / "small")
    assert book("build", "cover", "--quiet", cwd=root).code == 0
    return root


def opened(root: Path, ending: str) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument((root / "build" / f"{SLUG}{ending}").read_bytes())


def words(page: pypdfium2.PdfPage, left: float = 0.0, right: float = 0.0) -> str:
    """The letters between two distances from the left edge of a page, in points; on all of it without."""
    reach = right or page.get_width()
    found: str = page.get_textpage().get_text_bounded(left, 0, reach, page.get_height())
    return "".join(found.split())


# --------------------------------------------------------------------------- on request


@pango
def test_all_that_is_asked_for_is_made_and_told(built: tuple[Path, Ran]) -> None:
    root, ran = built
    assert ran.code == 0, ran.err
    for ending in (".epub", ".pdf", "-cover.pdf", "-booklet.pdf"):
        assert f"build/{SLUG}{ending}" in ran.out
        assert (root / "build" / f"{SLUG}{ending}").is_file()
    steps = ["laying out the pages", "drawing back and spine", "imposing the booklet", "binding the EPUB"]
    at = [ran.err.index(step) for step in steps]
    assert at == sorted(at)


@pango
def test_what_is_made_already_is_not_made_again(built: tuple[Path, Ran]) -> None:
    root, _ = built
    before = {path.name: path.read_bytes() for path in (root / "build").iterdir() if path.is_file()}
    plain = book("build", "--json", cwd=root).json()
    assert not plain["changed"]
    assert {Path(e["path"]).name for e in plain["editions"]} == before.keys() - {"ledger.jsonl"}
    again = book("build", "cover", "booklet", "--json", cwd=root).json()
    assert not again["changed"]
    names = {Path(e["path"]).name for e in again["editions"]}
    assert names == {f"{SLUG}-{kind}.pdf" for kind in ("cover", "booklet", "booklet-instructions")}
    assert before == {path.name: path.read_bytes() for path in (root / "build").iterdir() if path.is_file()}


@pango
def test_the_cover_is_as_wide_as_the_pages_that_were_laid_out_make_it(built: tuple[Path, Ran]) -> None:
    root, _ = built
    interior, cover = opened(root, ".pdf"), opened(root, "-cover.pdf")
    assert len(cover) == 1
    left, foot, right, head = (side / sheets.MM for side in cover[0].get_trimbox())
    page_width, page_height = (side / sheets.MM for side in interior[0].get_size())
    assert right - left == pytest.approx(2 * page_width + LEAF * len(interior), abs=0.05)
    assert head - foot == pytest.approx(page_height, abs=0.05)


@pango
def test_the_booklet_folds_into_the_book(built: tuple[Path, Ran]) -> None:
    """Sheets in each other: of sheet d the front has pages n-2d and 2d+1, the back 2d+2 and n-2d-1."""
    root, _ = built
    interior, booklet = opened(root, ".pdf"), opened(root, "-booklet.pdf")
    assert len(booklet) == 2 * -(-len(interior) // 4), "two sides for each four pages"
    assert len(booklet) <= 2 * 8, "one signature"
    pages = 2 * len(booklet)
    folded = [""] * pages
    for n, side in enumerate(booklet):
        depth, back = divmod(n, 2)
        middle = side.get_width() / 2
        first, last = 2 * depth + back, pages - 1 - 2 * depth - back
        left, right = (first, last) if back else (last, first)
        folded[left], folded[right] = words(side, 0, middle), words(side, middle, side.get_width())
    blank = [""] * (pages - len(interior))
    assert folded == [words(page) for page in interior] + blank


# --------------------------------------------------------------------------- what reads them


@pango
def test_proof_is_read_of_the_book_not_of_its_cover(covered: Path) -> None:
    ran = book("check", "--json", cwd=covered)
    assert ran.code == 0, ran.out
    assert not [f for f in ran.json()["findings"] if ".pdf" in f["file"] + f["message"]]
    assert {n["check"] for n in ran.json()["not_run"]} == {"the proofs of the EPUB", "the proofs of the PDF"}


@pango
def test_proof_of_a_book_with_everything_is_of_its_two_editions(built: tuple[Path, Ran]) -> None:
    root, _ = built
    told = book("check", "--json", cwd=root).json()
    assert told["exit"] == 0
    assert {n["check"] for n in told["not_run"]} == {"EPUBCheck"}


def test_the_files_of_a_medium() -> None:
    files = tuple(Edition(f"x{n}", b"", "") for n in range(4))
    built = Built(files, None, (), True, ("epub", "cover:nl", "print", "print:nl"))
    assert built.of("epub", "print") == (files[0], files[2])


# --------------------------------------------------------------------------- errors


def test_a_printer_that_nobody_knows_is_told_before_the_work(tmp_path: Path) -> None:
    ran = book("build", "cover", "--profile", "nowhere", cwd=bookcase.small(tmp_path / "small"))
    assert ran.code == 5
    assert "cleaning" not in ran.err


def test_without_pango_old_ones_are_told_to_be_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = bookcase.small(tmp_path / "small")
    (root / "build").mkdir()
    for name in (f"{SLUG}-cover.pdf", f"{SLUG}-nl-cover.pdf", f"{SLUG}-booklet.pdf"):
        (root / "build" / name).write_bytes(b"%PDF-1.7")

    def none(*_: object, **__: object) -> None:
        raise MissingToolError("Pango is not installed: no PDF")

    monkeypatch.setattr(paper, "lay_out", none)
    ran = book("build", "cover", "booklet", "--profile", "nl", cwd=root)
    assert ran.code == 7, ran.err
    assert f"{SLUG}-nl-cover.pdf is of an earlier build" in ran.err
    assert f"{SLUG}-booklet.pdf is of an earlier build" in ran.err
    assert f"{SLUG}-cover.pdf is of" not in ran.err, "that one was not asked for"


# --------------------------------------------------------------------------- at a glance


def test_pages_lie_as_in_an_open_book() -> None:
    assert contact.openings(1) == ((None, 0),)
    assert contact.openings(4) == ((None, 0), (1, 2), (3, None))
    assert contact.openings(5) == ((None, 0), (1, 2), (3, 4))


@pango
def test_a_preview_shows_every_page_in_its_place(built: tuple[Path, Ran], tmp_path: Path) -> None:
    root, _ = built
    ran = book("preview", "--out", str(tmp_path / "all.png"), "--width", "1500", "--json", cwd=root)
    assert ran.code == 0, ran.err
    interior = opened(root, ".pdf")
    assert ran.json()["pages"] == len(interior)
    assert ran.json()["current"]
    picture = Image.open(tmp_path / "all.png").convert("RGB")
    assert 1400 < picture.width <= 1500
    spreads = contact.openings(len(interior))
    columns = math.ceil(math.sqrt(len(spreads)))
    wide, high = picture.width / columns, picture.height / math.ceil(len(spreads) / columns)
    desk = picture.getpixel((0, 0))
    for n in range(len(spreads)):
        x, y = n % columns * wide, (n // columns + 0.12) * high
        seen = [picture.getpixel((int(x + side * wide), int(y))) == desk for side in (0.15, 0.85)]
        assert seen == [page is None for page in spreads[n]], f"opening {n}: paper where there is a page"


@pango
def test_a_preview_stands_in_build_and_does_not_disturb_it(built: tuple[Path, Ran]) -> None:
    root, _ = built
    ran = book("preview", cwd=root)
    assert ran.code == 0, ran.err
    assert ran.out.startswith(f"build/{SLUG}-preview.png  (")
    assert f"({len(opened(root, '.pdf'))} pages, " in ran.out
    assert Image.open(io.BytesIO((root / "build" / f"{SLUG}-preview.png").read_bytes())).format == "PNG"
    assert not book("build", "--json", cwd=root).json()["changed"]


@pango
def test_a_preview_needs_the_print_edition(covered: Path, tmp_path: Path) -> None:
    ran = book("preview", "--out", str(tmp_path / "none.png"), cwd=covered)
    assert ran.code == 2
    assert "`book build print` makes it" in ran.err
    assert not (tmp_path / "none.png").exists()


@pango
def test_a_preview_that_cannot_be_written(built: tuple[Path, Ran], tmp_path: Path) -> None:
    ran = book("preview", "--out", str(tmp_path / "nowhere" / "x.png"), cwd=built[0])
    assert ran.code == 8


def test_a_broken_pdf_has_no_preview() -> None:
    with pytest.raises(RenderError, match="cannot be opened"):
        contact.render(Edition("x.pdf", b"no pdf", "application/pdf"), 800)
