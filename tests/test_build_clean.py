"""`book clean`: one file or many, text or JSON, in a form that outside tools rely on."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import bookcase
import pytest
import savedpages
from bookcase import ROOT, book, process

from book.cli.texts import FORMATS, MANY
from book.project import format_of
from book.read import READERS

SEED = ROOT / "seeds" / "001-klant-centraal.txt"


@pytest.fixture
def brood(tmp_path: Path) -> Path:
    path = tmp_path / "brood.txt"
    path.write_text(bookcase.BROOD, encoding="utf-8")
    return path


def test_text_is_one_block_a_line_with_a_blank_line_between(brood: Path, tmp_path: Path) -> None:
    ran = book("clean", str(brood), cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "\n".join(bookcase.BROOD.splitlines()[4:9]) + "\n"


def test_json_has_the_documented_form(tmp_path: Path) -> None:
    ran = book("clean", "--format", "json", str(SEED), cwd=tmp_path)
    assert ran.out.count("\n") == 1
    form = ran.json()
    assert list(form) == [
        "source", "language", "title", "authors", "date", "outlet", "bio", "notes", "lines", "text",
    ]  # fmt: skip
    assert form["source"] == str(SEED)
    assert form["language"] == "nl"
    assert form["title"] == "Klant centraal; van zeggen naar doen"
    assert form["authors"] == ["Dennis Lith"]
    assert form["date"] == "2019-04-12"
    assert form["notes"] == []
    lines = SEED.read_text(encoding="utf-8").splitlines()
    assert [(line["n"], line["text"]) for line in form["lines"]] == list(enumerate(lines, 1))
    assert all(list(line) == ["n", "text", "role", "rule", "kept"] for line in form["lines"])
    kept = [line["text"].strip() for line in form["lines"] if line["kept"]]
    assert kept == form["text"].split("\n\n")


def test_the_notes_of_003_are_told_and_kept(tmp_path: Path) -> None:
    form = book("clean", "--format", "json", str(ROOT / "seeds/003-klantgericht.txt"), cwd=tmp_path).json()
    assert len(form["notes"]) == 2
    assert [line["n"] for line in form["lines"] if line["role"] == "note"] == [29, 31]
    assert all(line["kept"] for line in form["lines"] if line["role"] == "note")
    assert form["authors"] == []
    assert form["date"] is None


def test_many_files_are_one_object_each(brood: Path, tmp_path: Path) -> None:
    ran = book("clean", "--format", "json", str(brood), str(SEED), cwd=tmp_path)
    assert [json.loads(line)["source"] for line in ran.out.splitlines()] == [str(brood), str(SEED)]


def test_many_files_as_text_are_headed_by_their_names(brood: Path, tmp_path: Path) -> None:
    out = book("clean", str(brood), str(SEED), cwd=tmp_path).out
    assert out.startswith(f"==> {brood} <==\nElke zaterdag")
    assert f"\n\n==> {SEED} <==\n" in out


def test_very_many_files_come_in_their_order_from_all_cores(tmp_path: Path) -> None:
    names = [f"{n:02}.txt" for n in range(MANY + 6)]
    for name in names:
        (tmp_path / name).write_text(bookcase.BROOD.replace("Brood", f"Brood {name}"), encoding="utf-8")
    ran = book("clean", "--format", "json", *names, cwd=tmp_path)
    forms = [json.loads(line) for line in ran.out.splitlines()]
    assert [form["source"] for form in forms] == names
    alone = book("clean", "--format", "json", names[7], cwd=tmp_path).json()
    assert forms[7]["title"] == alone["title"]


def test_standard_input(tmp_path: Path) -> None:
    ran = book("clean", "-", "--format", "json", cwd=tmp_path, stdin=bookcase.BROOD.encode())
    form = ran.json()
    assert (form["source"], form["title"], form["authors"]) == ("-", "Brood op de plank", ["Anna de Wit"])


def test_a_bad_file_does_not_stop_the_others(brood: Path, tmp_path: Path) -> None:
    ran = book("clean", "--format", "json", "absent.txt", str(brood), cwd=tmp_path)
    assert ran.code == 4
    assert ran.json()["source"] == str(brood)
    assert ran.err == "error: absent.txt: there is no such file\n  look whether its name is right\n"
    ran = book("clean", ".", cwd=tmp_path)
    assert (ran.code, ran.err) == (4, "error: .: is a folder\n  name the files in it\n")


def test_json_and_quiet_are_said_as_for_other_commands(brood: Path, tmp_path: Path) -> None:
    said = book("clean", "--format", "json", str(brood), cwd=tmp_path)
    assert book("clean", "--json", str(brood), cwd=tmp_path) == said
    with zipfile.ZipFile(tmp_path / "een.zip", "w") as archive:
        archive.writestr("een.txt", bookcase.BROOD)
        archive.writestr("leeg.txt", "")
    assert "left out" in book("clean", "een.zip", cwd=tmp_path).err
    ran = book("clean", "--quiet", "een.zip", cwd=tmp_path)
    assert (ran.code, ran.err, ran.out.startswith("Elke zaterdag")) == (0, "", True)


def test_the_language_can_be_said(brood: Path, tmp_path: Path) -> None:
    assert book("clean", "--format", "json", "--language", "en", str(brood), cwd=tmp_path).json()[
        "language"
    ] == ("en")


def test_a_language_without_a_table_is_a_usage_error(brood: Path, tmp_path: Path) -> None:
    ran = book("clean", "--language", "tlh", str(brood), cwd=tmp_path)
    assert ran.code == 2
    assert "there are no rules for 'tlh'" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGPIPE")
def test_a_pipe_that_closes_is_no_error(tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"$0" -m book clean {" ".join([str(SEED)] * 40)} | head -n 1', sys.executable],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == f"==> {SEED} <==\n"
    assert done.stderr == ""


def test_json_stays_json_where_the_output_is_no_utf8(brood: Path, tmp_path: Path) -> None:
    brood.write_text(bookcase.BROOD.replace("buurman", "neef José"), encoding="utf-8")
    form = process(
        "clean", "--format", "json", str(brood), cwd=tmp_path, env={"PYTHONIOENCODING": "ascii"}
    ).json()
    assert "neef José" in form["text"]


def test_ascii_terminals_get_escapes_and_no_traceback(tmp_path: Path) -> None:
    root = bookcase.small(tmp_path / "small")
    ran = process("audit", cwd=root, env={"PYTHONIOENCODING": "ascii"})
    assert ran.code == 0
    assert "\\xb7" in ran.out


def test_the_formats_that_can_be_asked_for_are_those_that_can_be_read() -> None:
    assert sorted(FORMATS) == sorted(READERS)


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("a.txt", b"<html>", "text"),
        ("a.HTML", b"", "html"),
        ("a.md", b"", "markdown"),
        ("a.mht", b"", "mhtml"),
        ("a.webarchive", b"", "webarchive"),
        ("-", savedpages.webarchive("<p>x"), "webarchive"),
        ("a.docx", b"", "word"),
        ("a.odt", b"", "opendocument"),
        ("-", b"<!DOCTYPE html><p>x", "html"),
        ("saved", b"\xef\xbb\xbf\n<!-- saved from url=(0014)about:internet -->\n<HTML>", "html"),
        ("-", b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">', "html"),
        (
            "-",
            b'From: <Saved by Blink>\r\nSubject: x\r\nContent-Type: multipart/related;\r\n\ttype="x"',
            "mhtml",
        ),
        ("-", b"Hij schreef <html> op het bord.", "text"),
        ("-", b"Van: Jan\nAan: Piet\n\nDag.", "text"),
        ("-", b"", "text"),
    ],
)
def test_the_format_is_known_by_the_name_or_by_the_beginning(name: str, data: bytes, form: str) -> None:
    assert format_of(name, data) == form


def test_a_web_page_from_standard_input(tmp_path: Path) -> None:
    page = "<html><body><h1>Brood op de plank</h1>" + "".join(
        f"<p>{line}</p>" for line in bookcase.BROOD.splitlines()[2:9:2]
    )
    for arguments in (["-"], ["--from", "html", "-"]):
        form = book("clean", "--format", "json", *arguments, cwd=tmp_path, stdin=page.encode()).json()
        assert (form["title"], form["authors"]) == ("Brood op de plank", ["Anna de Wit"])
        assert "<" not in form["text"]


def test_a_piece_of_a_container_is_named_as_the_plan_names_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "alles.zip", "w") as archive:
        archive.writestr("map/de zee.txt", "De zee\n\ndoor Ina Smit\n\nDe zee is breed en van iedereen.\n")
        archive.writestr("bos.txt", "Het bos\n\nHet bos is stil en van niemand.\n")
    ran = book("clean", "alles.zip#map/de zee.txt", cwd=tmp_path)
    assert (ran.code, ran.out) == (0, "De zee is breed en van iedereen.\n")
    ran = book("clean", "alles.zip#map/de zeee.txt", cwd=tmp_path)
    assert ran.code == 4
    assert "did you mean 'alles.zip#map/de zee.txt'?" in ran.err
    (tmp_path / "a#b.txt").write_text(
        "Een naam met een hekje erin is een naam als een ander.\n", encoding="utf-8"
    )
    assert book("clean", "a#b.txt", cwd=tmp_path).code == 0
    assert "there is no piece 'x'" in book("clean", "a#b.txt#x", "alles.zip#x", cwd=tmp_path).err
