"""Lines that are moved on the review page, to the author's bio, a note or the appendix; and in the books."""

from __future__ import annotations

import re
import time
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from savedpages import drawn
from test_desk_browser import MORE, PROSE, heard, serving, told

from book.cli import run
from book.desk import Desk, page, sheet
from book.project import Project, build, desk_files, prepare

BIO = "Hij schreef er twee boeken over, die niemand las."
NOTE = "De Sont is de zeestraat tussen Denemarken en Zweden, waar de tol werd geheven."
RECIPE = "Neem een ui, een wortel en wat geduld, en roep na een uur de schipper."
WISH = "Zet er een kop thee bij, en een stuk brood met kaas."
COLUMN = "\n\n".join(
    ["De boot en de wind", "Door Jan van den Berg", PROSE, NOTE, BIO, MORE, RECIPE, WISH, PROSE[:100] + " …"]
)
LINES = {words: n for n, words in enumerate(COLUMN.split("\n"), 1) if words}
PLAN = """# Mijn plan.
[book]
title = "Boten"
language = "nl"

[[piece]]
seed = "seeds/boot.txt"
title = "De boot en de wind"
authors = ["Jan van den Berg"] # wie anders

# Het einde.
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "boot.txt").write_text(COLUMN, encoding="utf-8")
    (tmp_path / "anthology.toml").write_text(PLAN, encoding="utf-8")
    return Project(tmp_path)


@pytest.fixture
def desk(project: Project) -> Iterator[Desk]:
    with serving(Desk(project)) as served:
        yield served


def moves(project: Project) -> list[dict[str, Any]]:
    (piece,) = tomllib.loads(project.plan.read_text(encoding="utf-8"))["piece"]
    return list(piece.get("move", []))


def row_of(tab: Any, words: str) -> Any:
    return tab.locator(f"#l1-{LINES[words]}")


def saved(tab: Any) -> None:
    with tab.expect_navigation():
        tab.locator("#save").click()


def in_editions(project: Project) -> tuple[dict[str, str], str]:
    """The documents of the EPUB, by their names, and the words of the PDF."""
    outcome = build(project, ("epub", "print"))
    epub = next(path for path in outcome.editions if path.suffix == ".epub")
    pdf = next(path for path in outcome.editions if path.suffix == ".pdf")
    with zipfile.ZipFile(epub) as book:
        texts = {n.rpartition("/")[2]: book.read(n).decode() for n in book.namelist() if n.endswith(".xhtml")}
    pages = "\n".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(pdf))
    return texts, " ".join(pages.replace("\ufffe", "").replace("-\r\n", "").split())


@pytest.mark.needs("chromium", "pango")
def test_lines_are_moved_in_the_browser_and_the_books_change(
    browser: Any, desk: Desk, project: Project
) -> None:
    tab = browser.new_page()
    problems = heard(tab)
    tab.goto(desk.address)
    row_of(tab, BIO).get_by_role("button", name=f"Move line {LINES[BIO]}").click()
    tab.get_by_role("button", name="The author’s bio").click()
    told(tab, f"Line {LINES[BIO]}: move it to the author’s bio. 1 change to save")
    assert "not saved yet: move it to the author’s bio" in row_of(tab, BIO).inner_text()
    row_of(tab, NOTE).focus()
    tab.keyboard.press("n")
    row_of(tab, RECIPE).focus()
    tab.keyboard.press("Shift+J")
    told(tab, f"Lines {LINES[RECIPE]} to {LINES[WISH]}, 2 in all")
    tab.keyboard.press("a")
    told(tab, "2 in all: move it to the appendix. 4 changes to save")
    saved(tab)
    assert problems == []

    plan = project.plan.read_text(encoding="utf-8")
    for comment in ("# Mijn plan.", "# wie anders", "# Het einde."):
        assert comment in plan
    assert [(m["line"], m["to"]) for m in moves(project)] == [
        (BIO, "bio"),
        (NOTE[:60].rsplit(" ", 1)[0], "note"),
        (RECIPE[:60].rsplit(" ", 1)[0], "appendix"),
        (WISH, "appendix"),
    ]
    goes = {BIO: "the author's bio", NOTE: "a note", RECIPE: "the appendix", WISH: "the appendix"}
    for words, where in goes.items():
        assert row_of(tab, words).get_attribute("data-state") == "moved"
        assert f"moved to {where}" in row_of(tab, words).inner_text()
        assert row_of(tab, words).get_attribute("data-said") == where.split()[-1]
    assert row_of(tab, RECIPE).get_by_role("button", name="now to the appendix").inner_text() == "To appendix"
    beside = tab.locator(".set").inner_text()
    assert (
        beside.index("Bijlage") < beside.index(RECIPE) < beside.index(NOTE) < beside.index("Over de auteur")
    )
    assert beside.index(BIO) > beside.index("Over de auteur")

    texts, paper = in_editions(project)
    (piece,) = (text for name, text in texts.items() if name.startswith("c0"))
    assert re.search(rf'<section class="appendix".*{RECIPE}.*{WISH}.*</section>', piece, re.DOTALL)
    assert re.search(rf'<section class="notes".*{NOTE}', piece, re.DOTALL)
    assert BIO not in piece
    assert BIO in texts["contributors.xhtml"]
    for words in (BIO, NOTE, RECIPE, WISH):
        assert paper.count(words) == 1
    assert paper.index("Bijlage") < paper.index(RECIPE) < paper.rindex("Over de auteur") < paper.index(BIO)

    # And back to what the rules say: with a key for several, and the pressed place pressed again.
    row_of(tab, RECIPE).focus()
    tab.keyboard.press("Shift+J")
    tab.keyboard.press("z")
    row_of(tab, BIO).get_by_role("button", name="Move line").click()
    tab.get_by_role("button", name="The author’s bio", pressed=True).click()
    row_of(tab, NOTE).get_by_role("button", name="Keep").click()
    saved(tab)
    assert moves(project) == []
    for words in (BIO, NOTE, RECIPE, WISH):
        assert row_of(tab, words).get_attribute("data-state") == "kept"
    assert "# Het einde." in project.plan.read_text(encoding="utf-8")


@pytest.mark.needs("chromium")
def test_moves_that_are_not_saved_are_there_again_and_both_sides_are_told(
    browser: Any, desk: Desk, project: Project
) -> None:
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(desk.address)
    row_of(tab, NOTE).focus()
    tab.keyboard.press("n")
    row_of(tab, BIO).focus()
    tab.keyboard.press("b")
    plan = project.plan.read_text(encoding="utf-8")
    project.plan.write_text(
        plan.replace("# Het einde.", f'[[piece.move]]\nline = {LINES[BIO]}\nto = "appendix"'),
        encoding="utf-8",
    )
    tab.close()
    tab = context.new_page()  # as after a crash
    tab.goto(desk.address)
    assert row_of(tab, NOTE).locator(".move").inner_text() == "To note"
    choice = tab.locator("#conflicts fieldset")
    assert choice.locator("legend").all_inner_texts() == [f"seeds/boot.txt, line {LINES[BIO]}"]
    assert "anthology.toml: move it to the appendix" in choice.inner_text()
    choice.get_by_label("mine: move it to the author’s bio").check()
    with tab.expect_navigation():
        tab.get_by_role("button", name="Save with these").click()
    assert {m["to"] for m in moves(project)} == {"bio", "note"}

    # What somebody else says while the page is open is told when it is saved.
    row_of(tab, RECIPE).focus()
    tab.keyboard.press("a")
    plan = project.plan.read_text(encoding="utf-8")
    project.plan.write_text(
        plan.replace("authors =", f"kill = [{LINES[RECIPE]}]\nauthors ="), encoding="utf-8"
    )
    tab.locator("#save").click()
    tab.get_by_label("anthology.toml: drop it").check()
    with tab.expect_navigation():
        tab.get_by_role("button", name="Save with these").click()
    assert {m["to"] for m in moves(project)} == {"bio", "note"}
    assert row_of(tab, RECIPE).get_attribute("data-said") == "drop"
    context.close()


@pytest.mark.needs("chromium")
def test_lines_are_taken_together_by_selecting_their_text(browser: Any, desk: Desk) -> None:
    tab = browser.new_page(viewport={"width": 1280, "height": 1600})
    tab.goto(desk.address)
    first, last = row_of(tab, NOTE).locator(".text"), row_of(tab, MORE).locator(".text")
    a, b = first.bounding_box(), last.bounding_box()
    tab.mouse.move(a["x"] + 10, a["y"] + 10)
    tab.mouse.down()
    tab.mouse.move(b["x"] + 60, b["y"] + 10, steps=5)
    tab.mouse.up()
    told(tab, f"Lines {LINES[NOTE]} to {LINES[MORE]}, 3 in all")
    assert tab.locator(".row.picked").count() == 3
    row_of(tab, BIO).get_by_role("button", name="Drop").click()
    told(tab, "3 changes to save")
    row_of(tab, BIO).get_by_role("button", name="Drop").click()  # pressed again: taken back, of all
    told(tab, "Nothing to save")
    row_of(tab, RECIPE).get_by_role("button", name="Drop").click()  # of another line: it alone
    told(tab, "1 change to save")
    tab.keyboard.press("Escape")
    assert tab.locator(".row.picked").count() == 0


@pytest.mark.needs("chromium")
def test_the_places_are_chosen_by_keyboard_and_leave_the_focus_where_it_was(browser: Any, desk: Desk) -> None:
    tab = browser.new_page(viewport={"width": 380, "height": 700})
    tab.goto(desk.address)
    button = row_of(tab, NOTE).locator(".move")
    button.focus()
    tab.keyboard.press("Enter")
    places = tab.get_by_role("dialog", name=f"Line {LINES[NOTE]}: move to")
    assert places.get_by_role("button").all_inner_texts() == [
        "The author’s bio\nb",
        "A note\nn",
        "The appendix\na",
    ]
    assert button.get_attribute("aria-expanded") == "true"
    box = places.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 380
    assert tab.evaluate("document.documentElement.scrollWidth") <= 380
    tab.keyboard.press("Escape")
    assert button.evaluate("b => b === document.activeElement")
    assert tab.locator("#said").inner_text() == "Nothing to save"
    tab.keyboard.press("Enter")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    told(tab, f"Line {LINES[NOTE]}: move it to a note")
    assert button.evaluate("b => b === document.activeElement")
    assert button.get_attribute("aria-label") == f"Move line {LINES[NOTE]}, now to the note"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.ariaPressed") == "true"
    tab.keyboard.press("b")  # a key of a place does what the place does
    told(tab, f"Line {LINES[NOTE]}: move it to the author’s bio")
    assert not places.is_visible()


@pytest.mark.needs("chromium")
def test_the_filter_shows_what_is_moved_saved_or_not(browser: Any, desk: Desk, project: Project) -> None:
    plan = project.plan.read_text(encoding="utf-8")
    moved = f'[[piece.move]]\nline = "{RECIPE}"\nto = "appendix"\n'
    project.plan.write_text(plan.replace("# Het einde.", moved), encoding="utf-8")
    tab = browser.new_page()
    tab.goto(desk.address)
    row_of(tab, NOTE).focus()
    tab.keyboard.press("n")
    tab.get_by_label("moved only").check()
    shown = "[...document.querySelectorAll('.row')].filter(r => r.offsetParent).map(r => +r.dataset.line)"
    heads = [LINES[words] for words in ("De boot en de wind", "Door Jan van den Berg")]
    assert tab.evaluate(shown) == [*heads, LINES[NOTE], LINES[RECIPE]]
    tab.get_by_label("left out or moved").check()
    assert {LINES[NOTE], LINES[RECIPE]} < set(tab.evaluate(shown))


@pytest.mark.needs("chromium")
def test_what_a_rule_made_a_note_goes_back_to_the_text(browser: Any, desk: Desk, project: Project) -> None:
    seed = project.root / "seeds" / "boot.txt"
    seed.write_text(
        COLUMN.replace(MORE, f"{MORE} Zo is dat.¹") + "\n\n¹ Dat zei hij later ook zelf.\n", encoding="utf-8"
    )
    tab = browser.new_page()
    tab.goto(desk.address)
    row = tab.locator(".row", has_text="Dat zei hij later")
    assert "moved to a note" in row.inner_text()
    row.focus()
    tab.keyboard.press("t")
    told(tab, "move it to the text. 1 change to save")
    late = "const own = setTimeout; window.setTimeout = (call, ms) => own(call, ms === 100 ? 600 : ms)"
    tab.add_init_script(late)  # 'Saved' is told when the next key has been pressed
    saved(tab)
    assert [m["to"] for m in moves(project)] == ["body"]
    assert row.get_attribute("data-state") == "kept"
    assert row.locator(".move").inner_text() == "To text"
    row_of(tab, NOTE).focus()
    tab.keyboard.press("t")
    answer = "Only what is moved out of the text can go back to it. Nothing to save"
    told(tab, answer)
    tab.wait_for_timeout(700)
    assert tab.locator("#said").inner_text() == answer


@pytest.mark.needs("chromium")
def test_a_picture_is_moved_to_the_appendix_or_nowhere(browser: Any, desk: Desk, project: Project) -> None:
    seeds = project.root / "seeds"
    (seeds / "boot_files").mkdir()
    (seeds / "boot_files" / "boot.png").write_bytes(drawn("boot", (300, 200)))
    figure = '<figure><img src="boot_files/boot.png" alt="boot"></figure>'
    text = f"<article><h1>De boot</h1><p>{PROSE}</p>{figure}<p>{MORE}</p></article>"
    (seeds / "boot.html").write_text(text, encoding="utf-8")
    project.plan.write_text(PLAN.replace("boot.txt", "boot.html"), encoding="utf-8")
    tab = browser.new_page()
    tab.goto(desk.address)
    row = tab.locator(".row", has=tab.locator("img"))
    row.locator(".move").click()
    assert tab.locator("#places button:visible").all_inner_texts() == ["The appendix\na"]
    tab.keyboard.press("Escape")
    row.focus()
    tab.keyboard.press("b")
    told(tab, "A picture can only be moved to the appendix. Nothing to save")
    tab.keyboard.press("a")
    saved(tab)
    assert row.get_attribute("data-state") == "moved"
    assert [m["to"] for m in moves(project)] == ["appendix"]


def test_the_page_to_mail_says_where_a_line_was_moved(project: Project, tmp_path: Path) -> None:
    text = project.plan.read_text(encoding="utf-8")
    tables = "".join(
        f'[[piece.move]]\nline = "{words}"\nto = "{to}"\n'
        for words, to in ((BIO, "bio"), (NOTE, "note"), (RECIPE, "appendix"))
    )
    project.plan.write_text(text.replace("# Het einde.", tables), encoding="utf-8")
    out = tmp_path / "review.html"
    assert run(["review", "--static", str(out), "-C", str(project.root), "--quiet"]) == 0
    html = out.read_text(encoding="utf-8")
    for where in ("the author&#39;s bio", "a note", "the appendix", "the author&#39;s name"):
        assert f"moved to {where}" in html
    assert 'value="moved"' in html
    assert "popover" not in html.partition("<script>")[0]


def test_a_line_that_a_move_drops_counts_as_dropped(project: Project) -> None:
    tables = f'[[piece.move]]\nline = "{BIO}"\nto = "drop"\n[[piece.move]]\nline = "{NOTE}"\nto = "body"\n'
    project.plan.write_text(PLAN.replace("# Het einde.", tables), encoding="utf-8")
    (folio,) = sheet(prepare(project)).folios
    said = {row.number: row.said for row in folio.rows if row.said}
    assert said == {LINES[BIO]: "drop", LINES[NOTE]: "body"}
    html = page(sheet(prepare(project)), desk_files(project), token="x")
    of_pieces = html.partition("<main")[2].partition("</main>")[0]
    assert of_pieces.count('aria-pressed="true"') == of_pieces.count('data-to="body"') == 1


@pytest.mark.needs("chromium")
def test_very_many_lines_are_filtered_and_moved_in_seconds(
    browser: Any, project: Project, tmp_path: Path
) -> None:
    """Chromium counts a list anew for each of its items that is hidden: it took minutes."""
    (folio,) = (made := sheet(prepare(project))).folios
    row = folio.rows[LINES[MORE] - 1]
    rows = tuple(replace(row, number=n, state="blank" if n % 2 else "kept") for n in range(8_000))
    out = tmp_path / "many.html"
    html = page(replace(made, folios=(replace(folio, rows=rows),)), desk_files(project), token="x")
    out.write_text(html, encoding="utf-8")
    tab = browser.new_page()
    tab.goto(out.as_uri())
    tab.locator("#l1-2000").focus()
    tab.evaluate(
        "getSelection().setBaseAndExtent(document.querySelector('#l1-2000 .text').firstChild, 1, "
        "document.querySelector('#l1-5998 .text').firstChild, 1)"
    )
    told(tab, "2000 in all")
    start = time.monotonic()
    tab.keyboard.press("n")
    told(tab, "2000 changes to save")
    tab.get_by_label("moved only").check()
    assert tab.locator(".row.going:visible").count() == tab.locator(".row:visible").count() == 2000
    assert time.monotonic() - start < 30


def test_a_bio_of_nobody_is_told_where_it_would_stand(project: Project) -> None:
    moved = f'[[piece.move]]\nline = "{BIO}"\nto = "bio"\n'
    plan = PLAN.replace("# Het einde.", moved)
    project.plan.write_text(plan, encoding="utf-8")
    assert "Printed nowhere" not in str(sheet(prepare(project)).folios[0].set)
    project.plan.write_text(plan.replace('["Jan van den Berg"]', "[]"), encoding="utf-8")
    said = str(sheet(prepare(project)).folios[0].set)
    assert said.index("Printed nowhere") < said.index(BIO)
