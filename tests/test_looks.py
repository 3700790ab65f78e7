"""Looks of one's own: what they do not say, the look says that they are based on."""

from __future__ import annotations

import dataclasses
import io
import re
import tomllib
from pathlib import Path

import pytest
import shelf
from fontTools.ttLib import TTFont

from book.languages import load
from book.model import Anthology, ContentsLine, Name, Style
from book.project.files import Project
from book.project.looks import load_style
from book.render import printable
from book.render.cover import capitals
from book.render.look import settings
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


def book_of(title: str = "Stuk", *authors: str, subtitle: str = "", language: str = "nl") -> Anthology:
    names = tuple(Name(name, name) for name in authors)
    made = shelf.piece("s", title, shelf.paragraph("Kort."), language=language)
    return shelf.anthology(dataclasses.replace(made, authors=names, subtitle=subtitle))


def set_on(book: Anthology, size: str = "a5") -> str:
    style = shelf.style()
    return printable.document(book, style, load("nl"), trim(style.trims, size))


@pytest.mark.parametrize(("title", "plain"), [("Stuk", False), ("Stuk 1º", False), ("Een Κύρος", True)])
def test_running_heads_are_in_small_capitals_where_all_of_them_can_be(title: str, plain: bool) -> None:
    assert (":root { --head-caps: normal" in set_on(book_of(title))) is plain


@pytest.mark.parametrize(("name", "plain"), [("Κώστας Βουλγαράκης", True), ("Anna", False)])
@pytest.mark.parametrize("look", ["libertine", "vollkorn"])
def test_names_on_the_cover_are_in_small_capitals_where_all_of_them_can_be(
    look: str, name: str, plain: bool
) -> None:
    style = shelf.style(look)
    table = settings(style)["cover"]["names"]
    made = capitals(table, style, book_of("Stuk", name, "Willem de Vries"))
    assert ("smcp" not in made["features"]) is plain


def test_no_name_is_cut_in_a_running_head() -> None:
    names = ("Yann Le Bihan", "Maëlle Kerdoncuff", "Alexandros Papadopoulos", "Willem de Vries")
    assert 'data-verso="Yann Le Bihan, Maëlle Kerdoncuff en anderen"' in set_on(book_of("Stuk", *names), "a6")


SUBTITLE = "Een geschiedenis van brood, van heren en van rook, van de twaalfde tot de negentiende eeuw"


def test_subtitles_are_broken_into_lines_of_like_length() -> None:
    said = set_on(book_of(subtitle=SUBTITLE)).split('class="subtitle"')[1].split("</p>")[0]
    lines = re.findall('<span class="title-line">(.*?)</span>', said)
    assert lines == [
        "Een geschiedenis van brood, van heren en van rook,",
        "van de twaalfde tot de negentiende eeuw",
    ]


def test_a_subtitle_with_raised_letters_is_broken_so_too() -> None:
    french = "Une histoire de pain, de seigneurs et de fumée, du XIIe au XVIIIe siècle"
    said = set_on(book_of(subtitle=french, language="fr")).split('class="subtitle')[1].split("</p>")[0]
    assert "XII<sup>e</sup>" in said
    assert [len(line) > 20 for line in said.split(">", 1)[1].split("\n")] == [True, True]


def test_contents_that_just_run_over_have_authors_behind_their_titles() -> None:
    def contents(pieces: int) -> str:
        lines = [
            line
            for n in range(pieces)
            for line in (
                *([ContentsLine("part", f"part-{n // 2 + 1}", "Deel")] if n % 2 == 0 and n < 10 else []),
                ContentsLine("piece", "s", "Stuk", "Willem de Vries"),
            )
        ]
        book = book_of()
        matter = dataclasses.replace(book.matter, contents=tuple(lines))
        parts = [dataclasses.replace(book.chapters[0], part=f"Deel {n}") for n in range(1, 6)]
        piece = book.chapters[0].piece
        chapters = tuple(
            dataclasses.replace(c, number=n, piece=dataclasses.replace(piece, key="s" if n == 1 else f"s{n}"))
            for n, c in enumerate(parts, 1)
        )
        return set_on(dataclasses.replace(book, matter=matter, chapters=chapters))

    assert "run-in" in contents(8)  # with a line of white behind each of the parts it is over by one
    assert "run-in" not in contents(6)


def test_each_name_of_a_byline_of_several_stands_on_one_line() -> None:
    long = "Émile-Auguste de La Tour d’Auvergne-Lauraguais en zijn zusters"
    made = set_on(book_of("Stuk", "Anna van den Berg", long), "a6")
    assert '<span class="whole">Anna van den Berg</span>' in made
    assert f"<span>{long}</span>" in made
    assert '<span class="whole">' not in set_on(book_of("Stuk", "Anna van den Berg"), "a6")
