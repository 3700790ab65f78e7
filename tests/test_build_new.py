"""`book new` and `book add`: from a folder of files to a book, without writing a plan by hand."""

from __future__ import annotations

import io
import os
import random
import sys
import tomllib
import zipfile
from pathlib import Path

import bookcase
import pytest
from bookcase import ROOT, book
from PIL import Image
from savedpages import drawn

from book.compose.manifest import parse
from book.languages import available
from book.model import Fact, Figure, Seed
from book.project import entries, find, prepare

NOISE = random.Random(3).randbytes(4000)
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


def plan(root: Path) -> dict[str, object]:
    text = (root / "anthology.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def seeds(root: Path) -> list[str]:
    return [
        entry.seed for entry in parse((root / "anthology.toml").read_text("utf-8"), "anthology.toml").pieces
    ]


@pytest.mark.needs("pango")
def test_three_commands_from_files_to_a_book(tmp_path: Path) -> None:
    assert book("new", "mijn-boek", *map(str, SEEDS[:2]), cwd=tmp_path).code == 0
    ran = book("build", "-C", "mijn-boek", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert (tmp_path / "mijn-boek/build/mijn-boek.epub").exists()
    assert (tmp_path / "mijn-boek/build/mijn-boek.pdf").exists()


@pytest.mark.needs("pango")
def test_from_an_empty_folder(tmp_path: Path) -> None:
    assert book("new", ".", "--title", "Brood", cwd=tmp_path).code == 0
    ran = book("build", cwd=tmp_path)
    assert (ran.code, "there are no pieces" in ran.err) == (3, True)
    (tmp_path / "seeds" / "brood.txt").write_text(bookcase.BROOD, encoding="utf-8")
    assert "added seeds/brood.txt" in book("add", cwd=tmp_path).out
    ran = book("build", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert {"brood.epub", "brood.pdf"} <= {p.name for p in (tmp_path / "build").iterdir()}


def test_seeds_are_copied_byte_for_byte(tmp_path: Path) -> None:
    book("new", "a", *map(str, SEEDS), cwd=tmp_path)
    for seed in SEEDS:
        assert (tmp_path / "a" / "seeds" / seed.name).read_bytes() == seed.read_bytes()
    assert seeds(tmp_path / "a") == [f"seeds/{seed.name}" for seed in SEEDS]


def test_what_a_file_says_stays_in_the_file_and_is_noted(tmp_path: Path) -> None:
    book("new", "a", str(SEEDS[1]), cwd=tmp_path)
    assert plan(tmp_path / "a")["piece"] == [{"seed": "seeds/001-klant-centraal.txt"}]
    text = (tmp_path / "a" / "anthology.toml").read_text(encoding="utf-8")
    assert '# authors = ["Dennis Lith"]  # line 23 says so' in text
    assert '# date = "2019-04-12"  # line 4 says so' in text


def test_what_no_file_says_is_asked(tmp_path: Path) -> None:
    ran = book("new", "a", str(SEEDS[0]), cwd=tmp_path)
    assert "seeds/000-de-bouillon.txt: no title in the file" in ran.out
    assert "seeds/000-de-bouillon.txt: no author in the file" in ran.out
    (piece,) = plan(tmp_path / "a")["piece"]  # type: ignore[misc, attr-defined]
    assert (piece["title"], piece["title_by_editors"]) == ("De bouillon", True)


def test_what_an_export_of_many_does_not_say_is_not_asked_for_each(tmp_path: Path) -> None:
    post = f"<item><title>Zee %d</title><description>&lt;p&gt;{bookcase.MELK}&lt;/p&gt;</description></item>"
    feed = "<rss version='2.0'><channel><title>Zee</title>%s</channel></rss>"
    (tmp_path / "a.xml").write_text(feed % "".join(post % n for n in range(30)), encoding="utf-8")
    ran = book("new", "a", "a.xml", cwd=tmp_path)
    assert ran.out.count("no author in the file") == 12
    assert "and 18 more" in ran.out
    assert ran.err.count("cleaning") < 3
    assert (tmp_path / "a" / "anthology.toml").read_text(encoding="utf-8").count("# authors = []") == 30


def test_a_title_that_is_not_sure_is_asked_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("Maan boven het water\n\n" + bookcase.MELK, encoding="utf-8")
    ran = book("new", "a", "x.txt", cwd=tmp_path)
    if "no title in the file" in ran.out:
        assert "‘Maan boven het water’ (line 1)" in ran.out
    else:
        assert plan(tmp_path / "a")["piece"] == [{"seed": "seeds/x.txt"}]


def test_the_language_is_what_most_files_are_in(tmp_path: Path) -> None:
    (tmp_path / "rain.txt").write_text(
        "Rain\n\nBy Ann Lee\n\nIt rained for a week and then it rained for another, and nobody in the "
        "village said a word about it, because there was nothing to say that had not been said before.\n",
        encoding="utf-8",
    )
    book("new", "a", *map(str, SEEDS), "rain.txt", cwd=tmp_path)
    assert plan(tmp_path / "a")["book"]["language"] == "nl"  # type: ignore[index]
    assert plan(tmp_path / "a")["piece"][-1]["language"] == "en"  # type: ignore[index]


def test_a_language_without_a_table_is_told_at_once(tmp_path: Path) -> None:
    prose = "Chłopiec znalazł łódź pod gałęziami i zepchnął ją na wodę, choć nikt nie pamiętał drogi. " * 4
    (tmp_path / "a.html").write_text(f"<html lang='pl'><h1>Łódź</h1><p>{prose}</p></html>", encoding="utf-8")
    ran = book("new", "a", "a.html", cwd=tmp_path)
    assert ran.code == 0, ran.err
    own = plan(tmp_path / "a")["book"]["language"]  # type: ignore[index]
    assert "the pieces are in 'pl', in which the press has no words" in ran.out
    assert (
        f"those will be in '{own}'; `language` in the plan chooses among {', '.join(available())}" in ran.out
    )


def test_order_by_date_and_by_title(tmp_path: Path) -> None:
    """000 has neither, 002 a title only ('Klant: koning ...'), 001 both ('Klant centraal ...')."""
    given = [SEEDS[0], SEEDS[2], SEEDS[1]]
    for order, wanted in (("given", "021"), ("date", "102"), ("title", "120")):
        book("new", order, "--order", order, *map(str, given), cwd=tmp_path)
        assert [name.removeprefix("seeds/00")[0] for name in seeds(tmp_path / order)] == list(wanted)


def test_a_folder_of_files(tmp_path: Path) -> None:
    ran = book("new", "a", str(ROOT / "seeds"), cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert len(seeds(tmp_path / "a")) == 5


def test_of_a_folder_only_what_can_be_read_is_taken(tmp_path: Path) -> None:
    """A saved page has a folder of pictures and scripts beside it, and who knows what else lies about."""
    saved = tmp_path / "saved"
    for name in (
        "a.txt",
        "b.html",
        "b_files/frame.html",
        "b_files/x.js",
        ".git/x.txt",
        "photo.jpg",
        "Makefile",
    ):
        (saved / name).parent.mkdir(parents=True, exist_ok=True)
        (saved / name).write_text(f"<p>{bookcase.MELK}{name}", encoding="utf-8")
    ran = book("new", "a", "saved", cwd=tmp_path)
    assert ran.code == 0
    assert seeds(tmp_path / "a") == ["seeds/a.txt", "seeds/b.html"]
    assert "saved: left out Makefile\n" in ran.out  # a page's own files and pictures go without saying


def test_of_a_folder_what_is_no_text_is_told_and_left(tmp_path: Path) -> None:
    """One bad file of a hundred must not keep the other ninety-nine from becoming a book."""
    saved = tmp_path / "saved"
    saved.mkdir()
    (saved / "melk.txt").write_text(bookcase.MELK, encoding="utf-8")
    (saved / "leeg.txt").write_bytes(b"")
    (saved / "foto.txt").write_bytes(bytes(range(256)) * 20)
    (saved / "wit.html").write_text("<html><body></body></html>", encoding="utf-8")
    ran = book("new", "a", "saved", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert seeds(tmp_path / "a") == ["seeds/melk.txt"]
    assert [path.name for path in (tmp_path / "a" / "seeds").iterdir()] == ["melk.txt"]
    for name in ("leeg.txt", "foto.txt", "wit.html"):
        assert f"saved: left out {name}: " in ran.out
    (tmp_path / "a" / "seeds" / "leeg.txt").write_bytes(b" ")
    ran = book("add", cwd=tmp_path / "a")
    assert (ran.code, "seeds: left out leeg.txt" in ran.out) == (0, True), ran.err


def test_of_a_folder_the_documents_of_offices_are_told_how_to_come_in(tmp_path: Path) -> None:
    folder = tmp_path / "van alles"
    folder.mkdir()
    (folder / "een.txt").write_text(bookcase.MELK, encoding="utf-8")
    (folder / "Een.html").write_text("", encoding="utf-8")
    for name in ("brief.doc", "druk.wpd", "data.json", "~$brief.docx"):
        (folder / name).write_bytes(b"x")
    ran = book("new", "bundel", "van alles", cwd=tmp_path)
    assert ran.code == 0
    assert "van alles: left out brief.doc, data.json, druk.wpd" in ran.out + ran.err
    assert "save as a web page or plain text, to add: brief.doc, druk.wpd" in ran.out + ran.err
    assert "left out Een.html: " in ran.out + ran.err  # by the name that it has there


def test_what_cannot_be_read_keeps_nothing_else_out(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(bytes(range(256)) * 9)
    (tmp_path / "y.pdf").write_bytes(b"%PDF-1.7 and so on")
    given = (str(SEEDS[0]), "x.txt", "weg.txt", "y.pdf", "ftp://example.org/x.html", str(SEEDS[1]))
    ran = book("new", "a", *given, cwd=tmp_path)
    assert (ran.code, ran.out.count("2 pieces")) == (2, 1), ran.err
    assert seeds(tmp_path / "a") == [f"seeds/{seed.name}" for seed in SEEDS[:2]]
    assert {p.name for p in (tmp_path / "a" / "seeds").iterdir()} == {seed.name for seed in SEEDS[:2]}
    told = [line.split(": ")[1] for line in ran.err.splitlines() if line.startswith("error: ")]
    assert sorted(told) == ["ftp://example.org/x.html", "weg.txt", "x.txt", "y.pdf"]


def test_where_nothing_can_be_read_nothing_is_started(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(bytes(range(256)) * 9)
    ran = book("new", "a", "x.txt", "weg.txt", cwd=tmp_path)
    assert (ran.code, not (tmp_path / "a").exists()) == (4, True)
    assert "none of these can be taken:\n  " in ran.err
    assert "  weg.txt: there is no such file" in ran.err
    assert "  x.txt: this is no text" in ran.err
    ran = book("new", "a", "x.txt", "x.txt", cwd=tmp_path)  # the same bytes again are none in the plan
    assert (ran.code, not (tmp_path / "a").exists()) == (4, True), ran.err


def test_adding_tells_what_is_not_there(tmp_path: Path) -> None:
    root = bookcase.small(tmp_path / "small")
    before = (root / "anthology.toml").read_bytes()
    ran = book("add", "seeds/broood.txt", cwd=root)
    assert (ran.code, "nothing to add" in ran.out) == (4, False)
    assert "error: seeds/broood.txt: there is no such file\n  did you mean 'seeds/brood.txt'?" in ran.err
    ran = book("add", "weg.txt", "seeds/brood.txt", cwd=root)
    assert (ran.code, "error: weg.txt: there is no such file" in ran.err) == (4, True)
    assert "nothing to add: the rest is in the plan" in ran.out
    assert (root / "anthology.toml").read_bytes() == before
    ran = book("add", "weg.txt", str(SEEDS[0]), cwd=root)
    assert (ran.code, f"added seeds/{SEEDS[0].name}" in ran.out, "error: weg.txt" in ran.err) == (
        4,
        True,
        True,
    )
    form = book("add", "weg.txt", str(SEEDS[1]), "--json", cwd=root).json()
    assert (form["exit"], [e["file"] for e in form["refused"]]) == (4, ["weg.txt"])
    ran = book("add", "", cwd=root)
    assert (ran.code, "a name is empty" in ran.err) == (2, True)


def test_a_folder_without_a_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "prenten" / "diep").mkdir(parents=True)
    (tmp_path / "prenten" / "een.png").write_bytes(drawn("een", (20, 10)))
    ran = book("new", "a", "prenten", cwd=tmp_path)
    assert (ran.code, "error: prenten: nothing in this folder can be read" in ran.err) == (4, True), ran.out
    assert not (tmp_path / "a").exists()
    ran = book("new", "a", "prenten", str(SEEDS[0]), cwd=tmp_path)
    assert (ran.code, len(seeds(tmp_path / "a"))) == (4, 1)


def test_of_its_own_folder_no_edition_is_added(tmp_path: Path) -> None:
    root = bookcase.small(tmp_path / "small")
    (root / "build").mkdir()
    (root / "build" / "twee-stukjes-accessibility.html").write_text(f"<p>{bookcase.BROOD}</p>")
    (root / "seeds" / "kort.txt").write_text("Een kort stuk over de zee, en over wie haar kent.\n")
    ran = book("add", ".", cwd=root)
    assert ran.code == 0, ran.err
    assert seeds(root) == ["seeds/brood.txt", "seeds/melk.txt", "seeds/kort.txt"]


@pytest.mark.parametrize("address", ["ftp://example.org/x.html", "file:///etc/hostname"])
def test_an_address_of_another_kind_is_told_as_it_was_given(address: str, tmp_path: Path) -> None:
    ran = book("new", "a", address, cwd=tmp_path)
    assert (ran.code, f"error: {address}: only http:// and https://" in ran.err) == (2, True), ran.err


@pytest.mark.parametrize("first", ["", "  ", "brood.txt", "https://example.org/brood"])
def test_what_is_to_come_in_is_not_taken_for_the_folder(first: str, tmp_path: Path) -> None:
    (tmp_path / "brood.txt").write_text(bookcase.BROOD, encoding="utf-8")
    ran = book("new", first, "brood.txt", cwd=tmp_path)
    assert (ran.code, "Invalid value for 'FOLDER'" in ran.err) == (2, True), ran.err
    assert [p.name for p in tmp_path.iterdir()] == ["brood.txt"]


def test_an_anthology_is_never_overwritten(tmp_path: Path) -> None:
    book("new", "a", str(SEEDS[0]), cwd=tmp_path)
    before = (tmp_path / "a" / "anthology.toml").read_bytes()
    ran = book("new", "a", str(SEEDS[1]), cwd=tmp_path)
    assert (ran.code, "there is an anthology.toml already" in ran.err) == (2, True)
    assert (tmp_path / "a" / "anthology.toml").read_bytes() == before


def test_adding_keeps_the_plan_as_the_editor_wrote_it(tmp_path: Path) -> None:
    root = bookcase.small(tmp_path / "small")
    before = (
        (root / "anthology.toml").read_text(encoding="utf-8").replace("[book]", "# mine\n[book]  # hands off")
    )
    (root / "anthology.toml").write_text(before, encoding="utf-8")
    assert book("add", str(SEEDS[3]), cwd=root).code == 0
    after = (root / "anthology.toml").read_text(encoding="utf-8")
    assert after.startswith(before.rstrip("\n"))
    assert seeds(root) == ["seeds/brood.txt", "seeds/melk.txt", f"seeds/{SEEDS[3].name}"]


def test_the_same_bytes_are_not_added_twice(tmp_path: Path) -> None:
    root = bookcase.small(tmp_path / "small")
    (tmp_path / "again.txt").write_text(bookcase.BROOD, encoding="utf-8")
    ran = book("add", str(tmp_path / "again.txt"), cwd=root)
    assert "nothing to add" in ran.out
    assert len(seeds(root)) == 2


def test_what_is_given_twice_is_taken_once_and_told(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(bookcase.BROOD if name != "c.txt" else bookcase.MELK, encoding="utf-8")
    ran = book("new", "bundel", "a.txt", "b.txt", cwd=tmp_path)
    assert "left out b.txt: the same file as a.txt" in ran.out
    assert seeds(tmp_path / "bundel") == ["seeds/a.txt"]
    ran = book("add", "-C", "bundel", "b.txt", "c.txt", cwd=tmp_path)
    assert "in the plan already: b.txt" in ran.out
    assert seeds(tmp_path / "bundel") == ["seeds/a.txt", "seeds/c.txt"]


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    root = bookcase.small(tmp_path / "small")
    (tmp_path / "melk.txt").write_text(bookcase.MELK + "\nEn dan is hij weer weg.\n", encoding="utf-8")
    book("add", str(tmp_path / "melk.txt"), cwd=root)
    assert seeds(root)[-1] == "seeds/melk-2.txt"
    assert (root / "seeds" / "melk.txt").read_text(encoding="utf-8") == bookcase.MELK


def test_names_of_every_kind_make_a_plan_that_is_read_again(tmp_path: Path) -> None:
    for name in (
        'een "citaat".txt',
        "spaties en ë.txt",
        "back\\slash.txt",
        "tab\there.txt",
        "日本.txt",
        "UP.TXT",
    ):
        (tmp_path / name).write_text(bookcase.MELK + name, encoding="utf-8")
    files = [p.name for p in sorted(tmp_path.glob("*.[tT]*"))]
    ran = book("new", "a", *files, cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert len(seeds(tmp_path / "a")) == 6
    for name in seeds(tmp_path / "a"):
        assert (tmp_path / "a" / name).is_file()


def test_a_plan_with_windows_line_ends_keeps_them(tmp_path: Path) -> None:
    root = bookcase.small(tmp_path / "small")
    text = (root / "anthology.toml").read_text(encoding="utf-8")
    (root / "anthology.toml").write_bytes(text.replace("\n", "\r\n").encode())
    book("add", str(SEEDS[0]), cwd=root)
    after = (root / "anthology.toml").read_bytes()
    assert after.count(b"\r\n") == after.count(b"\n") == after.count(b"\r")
    assert len(seeds(root)) == 3


def test_list_tells_the_pieces_in_their_order(tmp_path: Path) -> None:
    root = bookcase.small(tmp_path / "small")
    rows = [line.split("\t") for line in book("list", cwd=root).out.splitlines()]
    assert [row[:3] for row in rows] == [
        ["1", "Brood op de plank", "Anna de Wit"],
        ["2", "Melk", "auteur onbekend"],
    ]
    form = book("list", "--json", cwd=root).json()
    assert [p["seed"] for p in form["pieces"]] == ["seeds/brood.txt", "seeds/melk.txt"]


def test_the_schema_is_json_schema(tmp_path: Path) -> None:
    form = book("schema", cwd=tmp_path).json()
    assert form["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert {"book", "piece", "contributors"} <= form["properties"].keys()


@pytest.mark.parametrize("where", ["folder", "plan", "here", "below"])
def test_a_project_is_found_where_it_is(where: str, tmp_path: Path) -> None:
    root = bookcase.small(tmp_path / "small")
    named = {"folder": ["-C", str(root)], "plan": ["-C", str(root / "anthology.toml")]}.get(where, [])
    cwd = {"here": root, "below": root / "seeds"}.get(where, tmp_path)
    assert book("list", *named, cwd=cwd).out.startswith("1\tBrood op de plank\t")


def test_a_plan_may_have_another_name(tmp_path: Path) -> None:
    root = bookcase.small(tmp_path / "small")
    (root / "anthology.toml").rename(root / "kort.toml")
    assert book("list", "-C", str(root / "kort.toml"), cwd=tmp_path).out.startswith("1\tBrood op de plank\t")


def test_pictures_come_with_their_page_and_are_never_another_pages(tmp_path: Path) -> None:
    prose = f"<p>{' '.join(bookcase.BROOD.split()[6:60])}</p>"
    for word in ("een", "twee", "drie"):
        beside = tmp_path / word / "stuk_files"
        beside.mkdir(parents=True)
        (beside / "foto 1.png").write_bytes(drawn(word, (200, 100)))
        page = f'<h1>Stuk {word}</h1>{prose}<img src="stuk_files/foto%201.png" alt="Foto {word}">{prose}'
        (tmp_path / word / "stuk.html").write_text(f"<html><body>{page}</body></html>", encoding="utf-8")
    book("new", "bundel", "een/stuk.html", "twee/stuk.html", cwd=tmp_path)
    before = (tmp_path / "bundel" / "anthology.toml").read_text(encoding="utf-8")
    book("add", "-C", "bundel", "drie", cwd=tmp_path)
    after = (tmp_path / "bundel" / "anthology.toml").read_text(encoding="utf-8")
    assert after.startswith(before.rstrip("\n"))
    copy = prepare(find(tmp_path / "bundel"))
    shown = [[b.picture.data for b in p.piece.blocks if isinstance(b, Figure)] for p in copy.prepared]
    came = [drawn(word, (200, 100)) for word in ("een", "twee", "drie")]
    assert [len(found) for found in shown] == [1, 1, 1]
    pixels = [
        [Image.open(io.BytesIO(data)).tobytes() for data in row] for row in (came, [s[0] for s in shown])
    ]
    assert pixels[0] == pixels[1]
    for word, entry in zip(("een", "twee", "drie"), copy.anthology.manifest.pieces, strict=True):
        seed = tmp_path / "bundel" / entry.seed
        assert seed.read_bytes() == (tmp_path / word / "stuk.html").read_bytes()


def test_an_archive_that_cannot_be_opened_is_told_by_its_own_name(tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    saved.mkdir()
    (saved / "zee.md").write_text("# De zee\n\nDe zee is breed en diep, en wie erop vaart weet dat.\n")
    for name, hint in (("stuk.epub", "save it anew"), ("brief.odt", "save it anew")):
        (saved / name).write_bytes(b"PK\x03\x04 and no more: " + name.encode())
        ran = book("new", "bundel", f"saved/{name}", cwd=tmp_path)
        assert (ran.code, f"error: saved/{name}: this archive cannot be opened" in ran.err) == (4, True), (
            ran.err
        )
        assert hint in ran.err
        assert not (tmp_path / "bundel").exists()
    ran = book("new", "bundel", str(saved), cwd=tmp_path)
    assert (ran.code, "left out stuk.epub: this archive cannot be opened" in ran.out) == (0, True), ran.err
    assert seeds(tmp_path / "bundel") == ["seeds/zee.md"]
    assert not (tmp_path / "bundel" / "seeds" / "stuk.epub").exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("leeg.html", b""),
        ("prent.png", b"\x89PNG\r\n\x1a\n"),
        ("ruis.html", NOISE),
        ("ruis.md", NOISE),
        ("ruis.txt", NOISE),
        ("ruis.mhtml", NOISE),
        ("brief.eml", b"From: a@example.org\nSubject: De zee\nContent-Type: image/png\n\nx\n"),
        ("gegevens.json", b'{"title": "De zee", "text": "De zee is breed."}'),
        ("half.json", b'{"title": "De zee", "text": "De z'),
        ("gegevens.html", b'[{"title": "De zee"},\n {"title": "De kust"}]'),
        ("regels.txt", b'{"title": "De zee"}\n{"title": "De kust"}\n'),
    ],
)
def test_a_file_that_is_no_text_is_told_by_its_own_name(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    ran = book("new", "bundel", name, cwd=tmp_path)
    assert (ran.code, f"error: {name}: " in ran.err) == (4, True), ran.err
    assert not (tmp_path / "bundel").exists()


def test_a_link_that_leads_nowhere_is_told_as_that(tmp_path: Path) -> None:
    (tmp_path / "dood.txt").symlink_to("weg.txt")
    ran = book("new", "bundel", "dood.txt", cwd=tmp_path)
    assert (ran.code, "dood.txt: is a link to 'weg.txt', which is not there" in ran.err) == (4, True), ran.err
    (tmp_path / "rond.txt").symlink_to("rond.txt")
    ran = book("new", "bundel", "rond.txt", cwd=tmp_path)
    assert (ran.code, ran.err.startswith("error: rond.txt: cannot be read: ")) == (4, True), ran.err
    (tmp_path / "brood.txt").write_text(bookcase.BROOD, encoding="utf-8")
    (tmp_path / "map").mkdir()
    ran = book("new", "bundel", ".", cwd=tmp_path)
    assert ran.code == 0
    assert ".: left out dood.txt (a link that leads nowhere), rond.txt (a link that leads nowhere)" in ran.out


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.url", "[InternetShortcut]\r\nURL=https://brood.example/a?b=1&c\r\n"),
        ("a.desktop", "[Desktop Entry]\nType=Link\nName=a\nURL=https://brood.example/a?b=1&c\n"),
        (
            "a.webloc",
            '<?xml version="1.0"?>\n<!DOCTYPE plist>\n<plist version="1.0"><dict><key>URL</key>'
            "<string>https://brood.example/a?b=1&amp;c</string></dict></plist>",
        ),
    ],
)
def test_a_shortcut_to_a_page_is_told_with_the_command_that_fetches_it(
    name: str, text: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    ran = book("new", "bundel", name, cwd=tmp_path)
    assert ran.code == 4
    assert f"{name}: this is a shortcut to a page, not its text" in ran.err
    assert "`book add 'https://brood.example/a?b=1&c'` fetches the page" in ran.err


@pytest.mark.skipif(sys.platform == "darwin", reason="its disks have names in UTF-8 only")
def test_a_name_in_no_encoding_gets_one(tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))).write_text(bookcase.BROOD, encoding="utf-8")
    ran = book("new", "bundel", os.fsdecode(b"caf\xe9.txt"), cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert seeds(tmp_path / "bundel") == ["seeds/caf-.txt"]


def test_an_archive_of_pictures_alone_is_told_what_it_lacks(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "fotos.zip", "w") as archive:
        archive.writestr("a.jpg", b"\xff\xd8\xff")
    ran = book("new", "bundel", "fotos.zip", cwd=tmp_path)
    assert (ran.code, "fotos.zip: there is no piece in it; left out: a.jpg\n  give one" in ran.err) == (
        4,
        True,
    )


def test_the_source_of_a_typesetter_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "stuk.tex").write_text("% Mijn stuk\n\\documentclass{article}\n" + bookcase.BROOD)
    ran = book("new", "bundel", "stuk.tex", cwd=tmp_path)
    assert (ran.code, "this is LaTeX, not a text\n  save it" in ran.err) == (4, True), ran.err


@pytest.mark.parametrize("opening", ["[1] Een stuk met noten.", '{"Ach", zei zij.}', "[2019]", "{} of []?"])
def test_a_text_that_opens_with_a_bracket_is_a_text(tmp_path: Path, opening: str) -> None:
    (tmp_path / "stuk.txt").write_text(f"{opening}\n\nDe zee is breed en diep, en wie erop vaart weet dat.\n")
    ran = book("new", "bundel", "stuk.txt", cwd=tmp_path)
    assert ran.code == 0, ran.err


def test_of_many_candidates_none_is_told() -> None:
    """The creators of a book of many hands say nothing of one of its chapters."""

    def asked(*names: str) -> tuple[str, str]:
        seed = Seed("seeds/werk.epub#a.xhtml", b"", "html")
        known = Fact("title", "De beuk", "tags.h1")
        told = tuple(Fact("author", name, "epub.dc:creator", sure=False) for name in names)
        draft = entries.Draft(seed, "nl", {"title": known}, told)
        return " ".join(entries.questions(draft)), entries.entry(draft, "nl")

    question, plan = asked("Ina Smit", "Jan Vos", "Ina Smit")
    assert question.endswith("perhaps ‘Ina Smit’ or ‘Jan Vos’")
    assert plan.count("# perhaps author: ") == 2
    question, plan = asked(*(f"Naam {n}" for n in range(25)))
    assert question.endswith("no author in the file")
    assert "perhaps" not in plan


def test_a_command_that_is_told_can_be_typed_as_it_is(tmp_path: Path) -> None:
    text = "De zee\n\ndoor Ina Smit\n\nDe zee is breed en van iedereen.\n"
    (tmp_path / "zee.txt").write_text(text, encoding="utf-8")
    ran = book("new", "mijn boek", "zee.txt", cwd=tmp_path)
    assert "`book review -C 'mijn boek'`" in ran.out
    assert "`book build -C 'mijn boek'`" in ran.out
    assert "`book add -C 'mijn boek' FILE...`" in book("new", "mijn boek", cwd=tmp_path).err
    assert "`book new 'een ander'`" in book("build", "-C", "een ander", cwd=tmp_path).err


def test_what_a_shell_names_with_a_page_comes_with_the_page(tmp_path: Path) -> None:
    """`book new bundel saved/*`: the folder that a browser made, and the pictures that a text shows."""
    saved = tmp_path / "saved"
    beside = saved / "De zee_files"
    beside.mkdir(parents=True)
    text = "<p>De zee is breed, en zij is van iedereen die er ooit een steen in gooide.</p>"
    (saved / "De zee.html").write_text(
        f'<h1>De zee</h1>{text}<img src="De%20zee_files/zee.png">', encoding="utf-8"
    )
    (beside / "zee.png").write_bytes(drawn("zee"))
    (beside / "saved_resource.html").write_text(
        "<p>Een advertentie in een raam van de pagina.</p>", encoding="utf-8"
    )
    (saved / "bos.md").write_text("# Het bos\n\nHet bos is stil.\n\n![Het bos](bos.png)\n", encoding="utf-8")
    (saved / "bos.png").write_bytes(drawn("bos"))
    ran = book("new", "bundel", *sorted(str(p.relative_to(tmp_path)) for p in saved.iterdir()), cwd=tmp_path)
    assert (ran.code, "error" in ran.err) == (0, False), ran.err
    plan = tomllib.loads((tmp_path / "bundel" / "anthology.toml").read_text(encoding="utf-8"))
    assert [piece["seed"] for piece in plan["piece"]] == ["seeds/De zee.html", "seeds/bos.md"]
    assert (tmp_path / "bundel" / "seeds" / "De zee_files" / "zee.png").is_file()
    assert (tmp_path / "bundel" / "seeds" / "bos.png").is_file()
    alone = book("add", str(saved / "bos.png"), str(beside), "-C", "bundel", cwd=tmp_path)
    assert "is a PNG image" in alone.err  # named without its text it is told
    assert "add 'De zee.html'" in alone.err


def test_a_draft_among_markdown_files_is_told(tmp_path: Path) -> None:
    text = bookcase.BROOD
    (tmp_path / "brood.md").write_text(f"+++\ntitle = 'Brood'\ndraft = true\n+++\n\n{text}", encoding="utf-8")
    ran = bookcase.book("new", "a", "brood.md", cwd=tmp_path)
    assert "seeds/brood.md: its front matter says that it is a draft" in ran.out
    found = bookcase.book("build", "epub", "--json", "-C", "a", cwd=tmp_path).json()["findings"]
    assert "ledger.draft" in [finding["check"] for finding in found]
