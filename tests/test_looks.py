"""Looks of one's own: what they do not say, the look says that they are based on."""

from __future__ import annotations

import dataclasses
import io
import tomllib
from pathlib import Path

import pytest
import shelf
from fontTools.ttLib import TTFont

from book.languages import load
from book.model import Style
from book.project.files import Project
from book.project.looks import load_style
from book.render import printable
from book.render.trims import trim

SAYS = """\
name = "Mine"
based_on = "libertine"

[print.title]
size = 3.0

[cover.colours]
ground = "#000000"
"""


def look(root: Path, *, font: bool = False) -> Style:
    folder = root / "styles" / "mine"
    folder.mkdir(parents=True)
    (folder / "style.toml").write_text(SAYS, encoding="utf-8")
    if font:
        (folder / "fonts").mkdir()
        (folder / "fonts" / "Own.otf").write_bytes(shelf.style().files["fonts/LinBiolinum_R.otf"])
    return load_style(Project(root), "mine")


def test_what_a_look_does_not_say_the_one_says_that_it_is_based_on(tmp_path: Path) -> None:
    made = look(tmp_path)
    said = tomllib.loads(made.files["style.toml"].decode())
    base = tomllib.loads(shelf.style().files["style.toml"].decode())
    assert said["name"] == "Mine"
    assert said["print"]["title"] == {**base["print"]["title"], "size": 3.0}
    assert said["cover"]["colours"] == {**base["cover"]["colours"], "ground": "#000000"}
    assert said["cover"]["flower"] == base["cover"]["flower"]
    assert said["fonts"] == base["fonts"]
    assert set(made.files) == set(shelf.style().files)
    assert load_style(Project(tmp_path), "vollkorn").files.keys() >= {"style.toml", "own.css"}


def test_the_colofon_does_not_name_fonts_of_another_look(tmp_path: Path) -> None:
    assert "fonts" not in tomllib.loads(look(tmp_path, font=True).files["style.toml"].decode())


def document(style: Style, lines: int, authors: int) -> str:
    book = shelf.anthology(shelf.piece("s", "Stuk", shelf.paragraph("Kort.")))
    names = " en ".join(f"Anna van den Berg {n}" for n in range(authors))
    page = dataclasses.replace(book.matter.title_page, authors=f"Met bijdragen van {names}")
    book = dataclasses.replace(book, matter=dataclasses.replace(book.matter, title_page=page))
    size = dataclasses.replace(trim(style.trims, "a5"), lines=lines)
    return printable.document(book, style, load("nl"), size)


@pytest.mark.parametrize(("lines", "authors", "full"), [(33, 2, False), (33, 40, True), (16, 2, True)])
def test_a_full_title_page_has_no_ornament(lines: int, authors: int, full: bool) -> None:
    assert ('class="titlepage full"' in document(shelf.style(), lines, authors)) is full


def test_note_calls_are_raised_where_the_face_has_no_superior_figures() -> None:
    shipped = shelf.style()
    path = "fonts/LinLibertine_R.otf"
    font = TTFont(io.BytesIO(shipped.files[path]), recalcBBoxes=False, recalcTimestamp=False)
    del font["GSUB"]
    out = io.BytesIO()
    font.save(out)
    plain = dataclasses.replace(shipped, files={**shipped.files, path: out.getvalue()})
    assert "::footnote-call { font-size: 6.93pt; vertical-align: 0.5em" in document(plain, 33, 2)
    assert "::footnote-call" not in document(shipped, 33, 2)


@pytest.mark.parametrize(
    ("byline", "plain"),
    [("Willem de Vries", False), ("Willem de Vries en Κώστας Βουλγαράκης", True), ("Антон Чехов", True)],
)
def test_a_byline_is_in_small_capitals_where_all_of_it_can_be(byline: str, plain: bool) -> None:
    book = shelf.anthology(shelf.piece("s", "Stuk", shelf.paragraph("Kort.")))
    book = dataclasses.replace(book, chapters=(dataclasses.replace(book.chapters[0], byline=byline),))
    style = shelf.style()
    made = printable.document(book, style, load("nl"), trim(style.trims, "a5"))
    assert ('class="byline uncapped"' in made) is plain
