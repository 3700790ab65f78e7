"""The stamp never says that nothing changed when something did."""

from __future__ import annotations

import os
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
