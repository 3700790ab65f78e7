"""Editions reach the disk all or nothing, whatever happens on the way."""

from __future__ import annotations

import os
import random
import signal
import stat
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from book.errors import OutputError
from book.project.publish import WORK, desk, publish, recover, unfinished

ROOT = Path(__file__).parent.parent


def put(build: Path, **files: bytes) -> None:
    with desk(build):
        publish(build, files)


def editions(build: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in build.iterdir() if p.is_file()}


def test_files_appear_with_their_bytes(tmp_path: Path) -> None:
    put(tmp_path / "build", a=b"one", b=b"two")
    assert editions(tmp_path / "build") == {"a": b"one", "b": b"two"}


def test_nothing_but_the_lock_stays_in_the_work_folder(tmp_path: Path) -> None:
    put(tmp_path, a=b"one")
    assert [p.name for p in (tmp_path / WORK).iterdir()] == ["lock"]


def test_modes_do_not_follow_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        put(tmp_path, a=b"one")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o644


def test_a_failed_write_leaves_the_old_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, a=b"old", b=b"old")
    real, calls = os.fsync, 0

    def full(handle: int) -> None:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left on device") as caught, desk(tmp_path):
        publish(tmp_path, {"a": b"new", "b": b"new"})
    assert "disk is full" in caught.value.hint
    assert editions(tmp_path) == {"a": b"old", "b": b"old"}
    assert not unfinished(tmp_path)


def test_staged_files_without_a_journal_are_taken_away(tmp_path: Path) -> None:
    put(tmp_path, a=b"old")
    (tmp_path / WORK / "staging").mkdir()
    (tmp_path / WORK / "staging" / "a").write_bytes(b"half")
    assert unfinished(tmp_path)
    recover(tmp_path)
    assert editions(tmp_path) == {"a": b"old"}
    assert not unfinished(tmp_path)


def test_a_journal_is_carried_out_however_far_it_came(tmp_path: Path) -> None:
    put(tmp_path, a=b"old", b=b"old")
    staging = tmp_path / WORK / "staging"
    staging.mkdir()
    (staging / "b").write_bytes(b"new")  # a was moved already, then the machine stopped
    (tmp_path / "a").write_bytes(b"new")
    (tmp_path / WORK / "journal.json").write_text('["a", "b"]', encoding="utf-8")
    with desk(tmp_path):
        pass
    assert editions(tmp_path) == {"a": b"new", "b": b"new"}
    recover(tmp_path)
    assert editions(tmp_path) == {"a": b"new", "b": b"new"}


def test_one_build_at_a_time(tmp_path: Path) -> None:
    with (
        desk(tmp_path),
        pytest.raises(OutputError, match="another build is at work"),
        desk(tmp_path),
    ):
        pass
    with desk(tmp_path):  # and the lock is gone with its holder
        pass


def test_a_file_where_the_folder_must_come(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("in the way", encoding="utf-8")
    with pytest.raises(OutputError) as caught:
        put(tmp_path / "build", a=b"one")
    assert "a file stands where the folder must come" in caught.value.hint


WRITER = textwrap.dedent("""
    import sys, time
    from pathlib import Path
    from book.project.publish import desk, publish
    build, n = Path(sys.argv[1]), 0
    replace = Path.replace
    def slowly(self, target):  # the moves take microseconds: give the kill a chance to come between two
        time.sleep(0.003)
        return replace(self, target)
    Path.replace = slowly
    while True:
        n += 1
        data = {name: f"{n}".encode() * 20_000 for name in ("a", "b", "c")}
        with desk(build):
            publish(build, data)
        print(n, flush=True)
""")


def test_killed_at_any_moment_old_or_new_but_never_both(tmp_path: Path) -> None:
    """kill -9 at twelve random moments: after each the next start finds all files of one build."""
    moments = random.Random(1)
    for _ in range(12):
        child = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        child.stdout.readline()  # it has published at least once
        time.sleep(moments.uniform(0, 0.03))
        child.send_signal(signal.SIGKILL)
        told = [int(line) for line in child.stdout if line.endswith("\n")]
        child.wait()
        child.stdout.close()
        with desk(tmp_path):
            pass
        found = editions(tmp_path)
        assert set(found) == {"a", "b", "c"}
        assert len(set(found.values())) == 1, "files of two builds stand beside each other"
        number = int(found["a"][: len(found["a"]) // 20_000])
        assert number >= (told[-1] if told else 1), "what was reported as published is gone"
