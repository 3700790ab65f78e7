"""What goes wrong is told once: what, where, what to do, with its own exit code and without a traceback."""

from __future__ import annotations

import errno
import os
import socket
import sys
from pathlib import Path

import bookcase
import pytest
from bookcase import Ran, book, process

from book.project import start


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return bookcase.small(tmp_path / "anthology")


def fails(ran: Ran, code: int, *told: str) -> None:
    assert "Traceback" not in ran.err
    assert (ran.code, ran.out) == (code, "")
    for words in told:
        assert words in ran.err
    assert not ran.err.startswith("error: error")


def alter(root: Path, before: str, after: str) -> None:
    plan = root / "anthology.toml"
    text = plan.read_text(encoding="utf-8")
    assert before in text
    plan.write_text(text.replace(before, after), encoding="utf-8")


def test_no_anthology_here(tmp_path: Path) -> None:
    fails(book("build", cwd=tmp_path), 2, "there is no anthology.toml here or in a folder above", "book new")


def test_no_such_project(tmp_path: Path) -> None:
    fails(book("build", "-C", "nowhere", cwd=tmp_path), 2, "nowhere: there is no such folder")


@pytest.mark.parametrize("option", ["--json", "-C"])
def test_an_option_before_its_command(option: str, tmp_path: Path) -> None:
    ran = book(option, "list", cwd=tmp_path)
    fails(ran, 2, f"{option} comes after the command.")
    assert "mean" not in ran.err


def test_no_such_option_of_a_command(tmp_path: Path) -> None:
    ran = book("list", "--title", "x", cwd=tmp_path)
    fails(ran, 2, "No such option '--title'")
    assert "after the command" not in ran.err


def test_no_such_command(tmp_path: Path) -> None:
    fails(book("bild", cwd=tmp_path), 2, "No such command 'bild'")


def test_no_such_edition(tmp_path: Path) -> None:
    fails(book("build", "mobi", cwd=tmp_path), 2, "'mobi' is not one of 'epub', 'print'")


def test_a_plan_that_is_not_toml(root: Path) -> None:
    alter(root, "[book]", "[book")
    fails(book("build", cwd=root), 3, "error: anthology.toml:1: is not TOML")


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("title = “Brood”", 'write "straight" ones'),
        ('title = "Het "echte" brood"', "within a text as \\\", or the text between 'single' ones"),
        ('seed = "seeds\\brood.txt"', "write / in the names of files"),
        ("[piece]", "write [[piece]] in double brackets each time"),
        ("[book]", "there is one [book] table"),
        ("title = [", "lists in square brackets"),
    ],
)
def test_what_people_get_wrong_in_toml_is_told_with_what_to_write(line: str, hint: str, root: Path) -> None:
    plan = root / "anthology.toml"
    plan.write_text(f"{plan.read_text('utf-8')}\n{line}\n", encoding="utf-8")
    fails(book("list", cwd=root), 3, "is not TOML", hint)


def test_a_plan_that_is_not_utf8(root: Path) -> None:
    (root / "anthology.toml").write_bytes(bookcase.PLAN.replace("Twee", "Één").encode("latin-1"))
    fails(
        book("build", cwd=root), 3, "error: anthology.toml:2: not UTF-8: byte 0xC9", "save the file as UTF-8"
    )


def test_a_plan_that_is_a_folder(root: Path) -> None:
    (root / "anthology.toml").unlink()
    (root / "anthology.toml").mkdir()
    fails(book("build", "-C", str(root), cwd=root), 2, "there is no anthology.toml in this folder")


def test_an_unknown_key(root: Path) -> None:
    alter(root, 'title = "Melk"', 'titel = "Melk"')
    fails(book("build", cwd=root), 3, "anthology.toml:12 [piece[2].titel]", "unknown key", "'title'")


def test_a_missing_seed(root: Path) -> None:
    (root / "seeds" / "melk.txt").rename(root / "seeds" / "melk2.txt")
    ran = book("build", cwd=root)
    fails(ran, 4, "anthology.toml:", "the seed 'seeds/melk.txt' does not exist")
    assert "did you mean 'seeds/melk2.txt'?" in ran.err
    (root / "seeds" / "melk2.txt").unlink()  # and what is left is called quite otherwise
    assert "did you mean" not in book("build", cwd=root).err


def test_all_missing_seeds_are_told_at_once_and_a_container_once(root: Path) -> None:
    (root / "seeds" / "melk.txt").unlink()
    pieces = "".join(f'[[piece]]\nseed = "seeds/blog.xml#{name}"\n' for name in ("een", "twee"))
    alter(root, '[[piece]]\nseed = "seeds/melk.txt"', f'{pieces}[[piece]]\nseed = "seeds/melk.txt"')
    ran = book("build", cwd=root)
    fails(ran, 4, "2 things are wrong:", "seeds/blog.xml' does not exist", "seeds/melk.txt' does not exist")
    assert ran.err.count("blog.xml' does not exist") == 1


def test_all_seeds_that_are_no_text_are_told_at_once(root: Path) -> None:
    for name in ("brood", "melk"):
        (root / "seeds" / f"{name}.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 8)
    fails(book("build", cwd=root), 4, "2 things are wrong:", "seeds/brood.txt", "seeds/melk.txt")


def test_all_pictures_that_are_none_are_told_at_once(root: Path) -> None:
    (root / "seeds" / "pan.jpg").write_bytes(b"no picture")
    plan = root / "anthology.toml"
    entries = plan.read_text(encoding="utf-8").split("[[piece]]")
    image = '[[piece.image]]\nfile = "seeds/{}"\nalt = "Een pan"\n\n'
    entries[1] += image.format("pan.jpg")
    entries[2] += "\n" + image.format("melk.txt")
    plan.write_text("[[piece]]".join(entries), encoding="utf-8")
    fails(book("build", cwd=root), 4, "2 things are wrong:", "seeds/pan.jpg", "seeds/melk.txt")


def test_a_picture_that_is_not_there_is_told_as_one(root: Path) -> None:
    plan = root / "anthology.toml"
    image = '\n[[piece.image]]\nfile = "seeds/weg.jpg"\nalt = "Weg"\n'
    plan.write_text(plan.read_text("utf-8") + image, encoding="utf-8")
    ran = book("list", cwd=root)
    fails(ran, 4, "the picture 'seeds/weg.jpg' does not exist", "or take its [[piece.image]] out of the plan")


def test_a_port_that_is_taken(root: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        ran = book("review", "--no-browser", "--port", str(port), cwd=root)
    fails(ran, 2, f"the page cannot be served on port {port}: Address already in use", "a free one is taken")


def test_a_seed_that_is_a_folder(root: Path) -> None:
    (root / "seeds" / "melk.txt").unlink()
    (root / "seeds" / "melk.txt").mkdir()
    fails(book("build", cwd=root), 4, "the seed 'seeds/melk.txt' cannot be read")


def test_a_seed_that_is_no_text(root: Path) -> None:
    (root / "seeds" / "melk.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 8)
    fails(book("build", cwd=root), 4, "seeds/melk.txt")


def test_no_such_style(root: Path) -> None:
    alter(root, "[book]", '[book]\nstyle = "libertina"')
    fails(book("build", cwd=root), 5, "there is no style 'libertina'", "did you mean 'libertine'?")


def test_a_table_of_trims_that_is_not_toml(root: Path) -> None:
    (root / "styles").mkdir()
    (root / "styles" / "trims.toml").write_text("[a5]\nwidth = 148\nheight = = 2\n", encoding="utf-8")
    fails(book("build", cwd=root), 5, "error: styles/trims.toml:3")


def test_a_stamp_of_time_that_is_none(root: Path) -> None:
    ran = book("build", cwd=root, env={"SOURCE_DATE_EPOCH": "yesterday"})
    fails(ran, 2, "SOURCE_DATE_EPOCH is 'yesterday'", "whole number of seconds")


def test_a_build_folder_that_is_a_file(root: Path) -> None:
    (root / "build").write_text("", encoding="utf-8")
    fails(book("build", cwd=root), 8, "cannot write", "a file stands where the folder must come")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows folders have no modes")
def test_a_build_folder_that_may_not_be_written(root: Path) -> None:
    (root / "build").mkdir()
    (root / "build").chmod(0o555)
    if os.getuid() != 0:
        fails(book("build", cwd=root), 8, "cannot write: Permission denied")
        return
    # Nothing is forbidden to root but what it gives up; another user might not be let in to read the press.
    give_up = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    script = f"import os, sys; os.execvp('setpriv', {give_up!r} + [sys.executable, '-m', 'book', 'build'])"
    ran = process(cwd=root, script=script, env={"PYTHONDONTWRITEBYTECODE": "1"})
    fails(ran, 8, "cannot write: Permission denied", "permissions")


def test_an_error_for_a_program_is_json(root: Path) -> None:
    (root / "seeds" / "melk.txt").unlink()
    ran = book("build", "--json", cwd=root)
    form = ran.json()
    assert (ran.code, form["exit"], form["error"]["kind"]) == (4, 4, "SeedError")
    assert form["error"]["file"] == "anthology.toml"
    assert ran.err == ""


def test_a_fault_of_our_own_keeps_its_traceback(root: Path) -> None:
    script = (
        "import sys; import book.project; from book.cli import run\n"
        "book.project.build = lambda *a, **k: 1 / 0\n"
        "sys.exit(run(['build', '-q']))"
    )
    ran = process(cwd=root, script=script)
    assert ran.code == 1
    assert "ZeroDivisionError" in ran.err


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk without room: nothing can be forced to it."""

    def refuse(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", refuse)


@pytest.mark.usefixtures("full")
def test_an_anthology_that_the_disk_has_no_room_for_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "brood.txt").write_text(bookcase.BROOD, encoding="utf-8")
    fails(book("new", "bundel", "brood.txt", cwd=tmp_path), 8, "cannot write: No space left", "make room")
    assert not (tmp_path / "bundel").exists()


def test_an_anthology_that_is_stopped_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put = start.put

    def stop(path: Path, data: bytes) -> None:
        if path.suffix == ".toml":  # the seeds are there, the plan is not yet
            raise KeyboardInterrupt
        put(path, data)

    (tmp_path / "brood.txt").write_text(bookcase.BROOD, encoding="utf-8")
    (tmp_path / "bundel").mkdir()
    monkeypatch.setattr(start, "put", stop)
    fails(book("new", "bundel", "brood.txt", cwd=tmp_path), 130, "stopped")
    assert [*(tmp_path / "bundel").iterdir()] == []


@pytest.mark.usefixtures("full")
def test_a_page_that_the_disk_has_no_room_for_leaves_the_one_that_was_there(root: Path) -> None:
    (root / "review.html").write_text("before")
    fails(book("review", "--static", "review.html", cwd=root), 8, "review.html: cannot write: No space left")
    assert (root / "review.html").read_text() == "before"
    assert [p.name for p in root.iterdir() if p.name.startswith(".")] == []
    ran = book("review", "--static", "nowhere/review.html", cwd=root)
    fails(ran, 8, "nowhere/review.html: cannot write: No such file or directory", "make it first")


def test_a_library_that_finds_the_disk_full_is_told_as_that(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("book.press.proofread", refuse)
    fails(book("proofread", cwd=root), 8, "cannot write: No space left on device", "make room")


def test_a_link_stays_a_link_and_a_pipe_is_written_to(root: Path) -> None:
    (root / "real.html").write_text("before")
    (root / "link.html").symlink_to("real.html")
    assert book("review", "--static", "link.html", cwd=root).code == 0
    assert (root / "link.html").is_symlink()
    assert "<!doctype html>" in (root / "real.html").read_text("utf-8")
    assert book("review", "--static", "/dev/null", cwd=root).code == 0
    assert not Path("/dev/null").is_file()
