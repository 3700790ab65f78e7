"""The stamp never says that nothing changed when something did."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from book import cache


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "package"
    (folder / "rules").mkdir(parents=True)
    (folder / "press.py").write_text("x = 1\n", encoding="utf-8")
    (folder / "rules" / "nl.toml").write_text("[a]\n", encoding="utf-8")
    return folder


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    plan, seed = tmp_path / "anthology.toml", tmp_path / "seed.txt"
    plan.write_text("[book]\n", encoding="utf-8")
    seed.write_text("One.\n", encoding="utf-8")
    return {"anthology.toml": plan, "seeds/seed.txt": seed}


@pytest.fixture
def stamp(tmp_path: Path, files: dict[str, Path], package: Path) -> cache.Stamp:
    (tmp_path / "book.epub").write_bytes(b"epub")
    return cache.Stamp(
        inputs=cache.inputs(files, package),
        outputs={"book.epub": cache.digest(b"epub")},
        media=("epub",),
        seeds=("seeds/seed.txt",),
        style="libertine",
    )


def test_fresh_while_nothing_changes(
    tmp_path: Path, stamp: cache.Stamp, files: dict[str, Path], package: Path
) -> None:
    assert cache.fresh(stamp, cache.inputs(files, package), tmp_path)


@pytest.mark.parametrize("name", ["anthology.toml", "seed.txt", "package/press.py", "package/rules/nl.toml"])
def test_a_changed_input_is_seen(
    name: str, tmp_path: Path, stamp: cache.Stamp, files: dict[str, Path], package: Path
) -> None:
    path = tmp_path / name
    stat = path.stat()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.swapcase() if text != text.swapcase() else text[::-1], encoding="utf-8")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))  # same size, same time: only the bytes differ
    now = cache.inputs(files, package)
    assert not cache.fresh(stamp, now, tmp_path)
    assert cache.changed(stamp, now)


def test_a_seed_that_is_gone_is_seen(
    tmp_path: Path, stamp: cache.Stamp, files: dict[str, Path], package: Path
) -> None:
    files["seeds/seed.txt"].unlink()
    assert cache.changed(stamp, cache.inputs(files, package)) == ("seeds/seed.txt",)


def test_a_new_file_of_the_press_is_seen(
    tmp_path: Path, stamp: cache.Stamp, files: dict[str, Path], package: Path
) -> None:
    (package / "rules" / "xx.toml").write_text("", encoding="utf-8")
    assert cache.changed(stamp, cache.inputs(files, package)) == ("the press",)


def test_compiled_files_are_no_change(
    tmp_path: Path, stamp: cache.Stamp, files: dict[str, Path], package: Path
) -> None:
    (package / "press.pyc").write_bytes(b"\0")
    (package / "rules" / "__pycache__").mkdir()
    (package / "rules" / "__pycache__" / "nl.cpython-311.toml").write_bytes(b"\0")
    assert cache.fresh(stamp, cache.inputs(files, package), tmp_path)


def test_the_stamp_of_time_is_seen(
    tmp_path: Path,
    stamp: cache.Stamp,
    files: dict[str, Path],
    package: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert cache.changed(stamp, cache.inputs(files, package)) == ("SOURCE_DATE_EPOCH",)


def test_another_version_of_a_library_is_seen(
    tmp_path: Path,
    stamp: cache.Stamp,
    files: dict[str, Path],
    package: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "site" / "weasyprint-99.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    assert cache.changed(stamp, cache.inputs(files, package)) == ("libraries",)


@pytest.mark.parametrize("data", [b"edited", None])
def test_an_edited_or_deleted_edition_is_seen(
    data: bytes | None, tmp_path: Path, stamp: cache.Stamp, files: dict[str, Path], package: Path
) -> None:
    path = tmp_path / "book.epub"
    path.unlink() if data is None else path.write_bytes(data)
    assert not cache.fresh(stamp, cache.inputs(files, package), tmp_path)


def test_a_system_library_that_was_upgraded_is_seen(
    tmp_path: Path, files: dict[str, Path], package: Path
) -> None:
    library = tmp_path / "libpango-1.0.so.0"
    library.write_bytes(b"1.50")
    system = {str(library): f"{library.stat().st_size} {library.stat().st_mtime_ns}"}
    now = cache.inputs(files, package)
    stamp = cache.Stamp(now, {}, (), (), "libertine", system)
    assert cache.fresh(stamp, now, tmp_path)
    library.write_bytes(b"1.50.1")
    assert not cache.fresh(stamp, now, tmp_path)


def test_a_stamp_survives_the_disk(stamp: cache.Stamp) -> None:
    assert cache.parse(stamp.write()) == stamp
    assert stamp.write() == stamp.write()


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"null", b'{"form": 0}', b'{"form": 1, "inputs": {}}', b"\xff"]
)
def test_what_is_no_stamp_is_none(data: bytes) -> None:
    assert cache.parse(data) is None


# --------------------------------------------------------------------------- what is kept


def test_what_was_made_before_is_not_made_again(tmp_path: Path) -> None:
    def never() -> bytes:
        raise AssertionError

    first = cache.Shelf(tmp_path / "fonts", "press 1")
    assert first.keep("regular +11", lambda: b"wide") == b"wide"
    assert first.keep("regular +11", never) == b"wide"
    assert cache.Shelf(tmp_path / "fonts", "press 1").keep("regular +11", never) == b"wide"
    for other in (cache.Shelf(tmp_path / "fonts", "press 2"), cache.Shelf(tmp_path / "else", "press 1")):
        assert other.keep("regular +11", lambda: b"wider") == b"wider"
    assert first.keep("regular -11", lambda: b"narrow") == b"narrow"


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: data + b"x", lambda data: b""])
def test_a_damaged_file_is_made_again(damage: Callable[[bytes], bytes], tmp_path: Path) -> None:
    shelf = cache.Shelf(tmp_path, "press")
    shelf.keep("regular", lambda: b"letters")
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert shelf.keep("regular", lambda: b"letters") == b"letters"
    assert file.read_bytes().endswith(b"letters")


def test_what_no_build_asks_for_any_more_goes(tmp_path: Path) -> None:
    first = cache.Shelf(tmp_path, "press")
    for key in ("regular", "italic"):
        first.keep(key, key.encode)
    idle = cache.Shelf(tmp_path, "press")
    idle.tidy()  # a build without paper
    assert len(list(tmp_path.iterdir())) == 2
    second = cache.Shelf(tmp_path, "press")
    second.keep("italic", lambda: b"")
    second.tidy()
    (left,) = tmp_path.iterdir()
    assert left.read_bytes().endswith(b"italic")


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "fonts").write_bytes(b"a file stands here")
    shelf = cache.Shelf(tmp_path / "fonts", "press")
    assert shelf.keep("regular", lambda: b"letters") == b"letters"
    shelf.tidy()
