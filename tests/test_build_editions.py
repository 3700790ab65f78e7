"""The [[edition]] tables of the plan, and the files that they ask for, read back by others' programs."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from pathlib import Path

import bookcase
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import sheets
import tools
import verapdf
from bookcase import book

from book.compose.editions import PLAN, expanded, planned, reference, wanted
from book.compose.manifest import parse
from book.project import validators

pango = pytest.mark.needs("pango")
SLUG = "twee-stukjes"
EDITIONS = """
[[edition]]
profile = "epub"

[[edition]]
profile = "home"

[[edition]]
profile = "screen"

[[edition]]
profile = "kdp"
trim = "digest"
paper = "white"
isbn = "978-0-306-40615-7"

[[edition]]
profile = "nl"
name = "drukker"
cover = false

[[edition]]
profile = "booklet"
paper = "letter"
"""
FILES = {f"{SLUG}{end}.pdf" for end in ("", "-cover", "-screen", "-kdp", "-kdp-cover", "-drukker")} | {
    f"{SLUG}-booklet.pdf", f"{SLUG}-booklet-instructions.pdf", f"{SLUG}.epub", f"{SLUG}-accessibility.html",
}  # fmt: skip
INTERIORS = ("", "-screen", "-kdp", "-drukker")


@pytest.fixture(autouse=True)
def no_epubcheck(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validators, "_command", lambda: None)


def with_editions(folder: Path, editions: str = EDITIONS) -> Path:
    """The small book, its second piece some pages long."""
    root = bookcase.small(folder)
    visits = (f"Op dag {n} kwam hij om {n % 12} uur, en hij zei dat het {n} graden was." for n in range(80))
    (root / "seeds" / "melk.txt").write_text("\n\n".join([bookcase.MELK, *visits]), encoding="utf-8")
    plan = root / "anthology.toml"
    plan.write_text(plan.read_text(encoding="utf-8") + editions, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = with_editions(tmp_path_factory.mktemp("editions") / "small")
    ran = book("build", "--quiet", cwd=root)
    assert ran.code == 0, ran.err
    return root / "build"


def opened(built: Path, ending: str) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument((built / f"{SLUG}{ending}.pdf").read_bytes())


def text(page: pypdfium2.PdfPage) -> str:
    found: str = page.get_textpage().get_text_bounded()
    return found


def mm(box: tuple[float, float, float, float]) -> tuple[float, float]:
    return (box[2] - box[0]) / sheets.MM, (box[3] - box[1]) / sheets.MM


# --------------------------------------------------------------------------- what is asked


def test_a_plan_without_editions_asks_for_all_that_a_reader_wants() -> None:
    plan = parse(bookcase.PLAN, "anthology.toml")
    assert planned(plan) == ("epub", "print", "cover", "screen", "booklet")
    assert reference(plan).profile == "home"


def test_a_medium_is_the_plans_edition_of_that_name_or_what_its_name_says() -> None:
    plan = parse(bookcase.PLAN + EDITIONS, "anthology.toml")
    assert planned(plan) == (
        "epub", "print", "cover", "screen", "print:kdp", "cover:kdp", "print:drukker", "booklet",
    )  # fmt: skip
    assert wanted("cover:kdp", plan).paper == "white"
    assert wanted("print:drukker", plan).profile == "nl"
    assert wanted("print:lulu", plan).profile == "lulu"
    assert (wanted("print", plan).profile, wanted("booklet", plan).paper) == ("home", "letter")
    assert expanded(["print:kdp", PLAN], plan)[:2] == ("print:kdp", "epub")


def test_the_page_numbers_of_the_epub_are_those_of_the_first_printed_edition() -> None:
    tables = '[[edition]]\nprofile = "epub"\n[[edition]]\nprofile = "kdp"'
    plan = parse(bookcase.PLAN + tables, "anthology.toml")
    assert reference(plan).profile == "kdp"


@pytest.mark.parametrize(
    ("table", "key", "said", "hint"),
    [
        ('profile = "kpd"', "profile", "there is no profile 'kpd'", "did you mean 'kdp'?"),
        ('profile = "kdp"\npaper = "creem"', "paper", "'kdp' has no paper 'creem'", "did you mean 'cream'?"),
        ('profile = "home"\ntrim = "a55"', "trim", "there is no trim size 'a55'", "a5"),
        ('profile = "booklet"\npaper = "a3"', "paper", "a booklet is not printed on 'a3'", "a4 or letter"),
    ],
)
def test_what_nobody_knows_is_told_with_its_line_before_the_work(
    table: str, key: str, said: str, hint: str, tmp_path: Path
) -> None:
    root = with_editions(tmp_path / "small", f"\n[[edition]]\n{table}\n")
    ran = book("build", cwd=root)
    line = (root / "anthology.toml").read_text(encoding="utf-8").split("\n").index(table.split("\n")[-1]) + 1
    assert ran.code == 3
    assert f"anthology.toml:{line} [edition[1].{key}]: {said}" in ran.err
    assert hint in ran.err
    assert "cleaning" not in ran.err


def test_a_trim_size_of_the_book_that_nobody_knows_is_told_with_its_line(tmp_path: Path) -> None:
    root = bookcase.small(tmp_path / "small")
    plan = root / "anthology.toml"
    plan.write_text(
        plan.read_text(encoding="utf-8").replace("[book]\n", '[book]\ntrim = "roial"\n', 1), encoding="utf-8"
    )
    ran = book("build", cwd=root)
    line = plan.read_text(encoding="utf-8").split("\n").index('trim = "roial"') + 1
    assert ran.code == 3
    assert f"anthology.toml:{line} [book.trim]: there is no trim size 'roial'" in ran.err
    assert "did you mean 'royal'?" in ran.err
    assert "a table [roial] in styles/trims.toml, beside the plan, adds it" in ran.err


def test_a_screen_has_no_cover_to_print(tmp_path: Path) -> None:
    ran = book("build", "cover", "--profile", "screen", cwd=bookcase.small(tmp_path / "small"))
    assert ran.code == 2
    assert "nothing is bound for 'screen'" in ran.err


# --------------------------------------------------------------------------- what is made


@pango
def test_the_files_are_those_of_the_plan(built: Path) -> None:
    assert {path.name for path in built.iterdir() if path.suffix in (".pdf", ".epub", ".html")} == FILES
    plain = book("build", "--json", cwd=built.parent).json()
    assert not plain["changed"]
    assert {Path(edition["path"]).name for edition in plain["editions"]} == FILES
    named = book("build", "print", "--profile", "drukker", "--json", cwd=built.parent).json()
    assert not named["changed"]


@pango
def test_every_file_is_the_same_each_time(built: Path, tmp_path: Path) -> None:
    again = with_editions(tmp_path / "elsewhere")
    assert book("build", "--quiet", cwd=again).code == 0
    for name in FILES:
        assert (again / "build" / name).read_bytes() == (built / name).read_bytes(), name


@pango
def test_an_edition_has_its_own_size_paper_and_isbn(built: Path) -> None:
    interior, cover = opened(built, "-kdp"), opened(built, "-kdp-cover")
    assert mm(interior[0].get_trimbox()) == pytest.approx((139.7, 215.9), abs=0.05)
    assert mm(cover[0].get_trimbox()) == pytest.approx((2 * 139.7 + 0.0572 * len(interior), 215.9), abs=0.05)
    colofon = "\n".join(text(page) for page in interior)
    assert "ISBN 978-0-306-40615-7" in colofon
    assert "ISBN" not in "\n".join(text(page) for page in opened(built, ""))


@pango
def test_a_booklet_is_printed_on_the_paper_that_is_asked(built: Path) -> None:
    booklet, told = opened(built, "-booklet"), opened(built, "-booklet-instructions")
    assert mm((0, 0, *booklet[0].get_size())) == pytest.approx((279.4, 215.9), abs=0.05)
    assert len(told) == 1
    words = re.sub(r"\s+", " ", text(told[0]))
    assert f"{len(booklet) // 2} vellen Letter" in words
    assert f"{SLUG}-booklet.pdf" in words


@pango
def test_page_labels_are_the_folios_on_the_pages_and_the_page_list(built: Path) -> None:
    for ending in INTERIORS:
        pdf = opened(built, ending)
        labels = [pdf.get_page_label(n) for n in range(len(pdf))]
        begin = labels.index("1")
        assert labels[begin - 6 : begin] == ["i", "ii", "iii", "iv", "v", "vi"]
        assert labels[begin:] == [str(n) for n in range(1, len(labels) - begin + 1)]
        folios = {}
        for page, label in list(zip(pdf, labels, strict=True))[begin:]:
            lines = sheets.printed(page)
            if lines and lines[-1].text.strip().isdigit():
                folios[label] = lines[-1].text.strip()
        assert len(folios) > 1
        assert all(label == folio for label, folio in folios.items()), ending
    labels = [opened(built, "").get_page_label(n) for n in range(len(opened(built, "")))]
    with zipfile.ZipFile(built / f"{SLUG}.epub") as epub:
        nav = epub.read(next(name for name in epub.namelist() if name.endswith("nav.xhtml"))).decode()
    listed = re.findall(r">([^<]+)</a>", nav[nav.index("page-list") :])
    assert listed
    assert [label for label in labels if label in listed] == listed


@pango
def test_numbers_are_arabic_throughout_where_the_plan_says_so(tmp_path: Path) -> None:
    root = bookcase.small(tmp_path / "small")
    plan = (root / "anthology.toml").read_text(encoding="utf-8")
    (root / "anthology.toml").write_text(plan.replace("[book]", '[book]\nfront_numbers = "arabic"'), "utf-8")
    assert book("build", "print", "--quiet", cwd=root).code == 0
    pdf = opened(root / "build", "")
    assert [pdf.get_page_label(n) for n in range(len(pdf))] == [str(n + 1) for n in range(len(pdf))]
    contents = next(text(page) for page in pdf if text(page).startswith("Inhoud"))
    first = next(n for n, page in enumerate(pdf) if text(page).startswith("Brood op de plank"))
    assert re.search(rf"Brood op de plank\s+(Anna de Wit\s+)?{first + 1}\b", contents)


# --------------------------------------------------------------------------- for a screen


@pango
def test_the_screen_opens_with_the_cover_and_has_the_pages_of_the_book(built: Path) -> None:
    screen, home = opened(built, "-screen"), opened(built, "")
    assert screen.get_page_label(0) == "Omslag"
    assert not text(screen[0])
    assert not sheets.is_white(screen[0])
    assert sheets.is_white(screen[1])
    assert [text(page) for page in screen][2:] == [text(page) for page in home]
    assert next(screen.get_toc()).get_title() == "Omslag"


@pango
def test_on_a_screen_the_type_stands_in_the_middle(built: Path) -> None:
    def left(page: pypdfium2.PdfPage) -> float:
        return min(line.x for line in sheets.printed(page)) / sheets.MM

    screen, home = opened(built, "-screen"), opened(built, "")
    assert {round(left(page), 1) for page in home if text(page)} == {20.0, 27.0}
    assert {round(left(page), 1) for page in screen if text(page)} == {23.5}


@pango
def test_links_moved_along_with_their_words(built: Path) -> None:
    screen = opened(built, "-screen")
    [contents] = [n for n, page in enumerate(screen) if text(page).startswith("Inhoud")]
    found = []
    page = screen[contents]
    for n in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, n)
        rect = pdfium.FS_RECTF()
        pdfium.FPDFAnnot_GetRect(annotation, rect)
        link = pdfium.FPDFAnnot_GetLink(annotation)
        target = pdfium.FPDFDest_GetDestPageIndex(screen, pdfium.FPDFLink_GetDest(screen, link))
        words = page.get_textpage().get_text_bounded(rect.left, rect.bottom, rect.right, rect.top).strip()
        found.append(words)
        assert text(screen[target]).startswith(words), words
    assert found[:2] == ["Brood op de plank", "Melk"]


@pango
@pytest.mark.needs("verapdf")
def test_who_cannot_see_and_who_archives_are_served(built: Path) -> None:
    endings = ("", "-screen", "-booklet-instructions")
    asked = [(built / f"{SLUG}{ending}.pdf", flavour) for ending in endings for flavour in ("ua1", "2a")]
    *found, wrong = verapdf.faults(*asked, (built / f"{SLUG}-kdp.pdf", "ua1"))
    assert [(path.name, broken) for (path, _), broken in zip(asked, found, strict=True) if broken] == []
    assert "ua1 7.1-10" in wrong  # the validator finds what is wrong: no DisplayDocTitle


# --------------------------------------------------------------------------- for a printer


@pango
@pytest.mark.parametrize("ending", ["-kdp", "-drukker"])
def test_a_printers_pages_have_no_links_bookmarks_or_tags(built: Path, ending: str) -> None:
    data = sheets.unpacked((built / f"{SLUG}{ending}.pdf").read_bytes()).replace(b" ", b"")
    for refused in (b"/Annots", b"/Outlines", b"/StructTreeRoot", b"/S/URI"):
        assert refused not in data
    assert len(opened(built, ending)) % 2 == 0


@pango
@pytest.mark.needs("gs")
@pytest.mark.parametrize("ending", ["", "-screen", "-kdp", "-drukker", "-booklet", "-booklet-instructions"])
def test_black_is_one_ink(built: Path, ending: str) -> None:
    program = tools.find("gs")
    assert program
    command = [program, "-q", "-o", "-", "-sDEVICE=inkcov", str(built / f"{SLUG}{ending}.pdf")]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    pages = [line.split()[:4] for line in said.splitlines() if line.strip().endswith("OK")]
    assert len(pages) == len(opened(built, ending))
    own = pages[1:] if ending == "-screen" else pages  # all but its cover
    assert {tuple(map(float, inks[:3])) for inks in own} == {(0.0, 0.0, 0.0)}
    assert any(float(inks[3]) > 0 for inks in own)


@pango
@pytest.mark.needs("qpdf")
def test_every_pdf_is_sound(built: Path) -> None:
    program = tools.find("qpdf")
    assert program
    for path in built.glob("*.pdf"):
        ran = subprocess.run([program, "--check", path], capture_output=True, text=True, check=False)
        assert ran.returncode == 0, f"{path.name}: {ran.stderr}"


@pango
def test_too_few_pages_for_a_printer_say_what_to_do(built: Path) -> None:
    form = book("build", "--json", cwd=built.parent).json()
    found = {f["file"]: f for f in form["findings"] if f["check"] == "paper.page-count"}
    assert set(found) == {f"{SLUG}-kdp.pdf", f"{SLUG}-drukker.pdf"}
    assert "takes from 24 to 828" in found[f"{SLUG}-kdp.pdf"]["message"]
    assert "booklet" in found[f"{SLUG}-kdp.pdf"]["hint"]


@pango
def test_the_archive_is_whole(built: Path) -> None:
    assert zipfile.ZipFile(io.BytesIO((built / f"{SLUG}.epub").read_bytes())).testzip() is None
