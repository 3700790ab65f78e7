"""Editions onto the disk, all or nothing.

Everything is written to a staging folder first and forced to the disk. Then the journal, a list of the
names, is put in place with one rename: that is the moment of publication. What follows only moves files;
a build that is killed before that moment leaves the old files, after it the new ones, since the next start
finishes the moves (redo log; Gray and Reuter, Transaction Processing, 1993, chapter 10).
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from book.errors import OutputError, Place
from book.project.writing import disk

WORK = ".press"
"""The press's own folder in build/: lock, stamp, staging, journal."""


@contextlib.contextmanager
def desk(build: Path) -> Iterator[None]:
    """The folder `build`, for one build at a time, with what a killed build left put right.

    Raises OutputError where it cannot be written or another build is at work in it.
    """
    work = build / WORK
    with disk(build):
        work.mkdir(parents=True, exist_ok=True)
        handle = os.open(work / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if not _lock(handle):
            raise OutputError(
                "another build is at work in this folder",
                where=Place(str(build)),
                hint="wait until it is done",
            )
        with disk(build):
            recover(build)
        yield
    finally:
        os.close(handle)


def publish(build: Path, files: Mapping[str, bytes]) -> None:
    """Put `files` (names within `build` and bytes) in place, all of them or none. Call within `desk`.

    The files get mode 644 whatever the umask. Raises OutputError; then nothing was changed.
    """
    work = build / WORK
    staging, journal = work / "staging", work / "journal.json"
    try:
        with disk(build):
            for name, data in files.items():
                _write(staging / name, data)
            _write(work / "journal.new", json.dumps(sorted(files)).encode())
            _sync_folders(staging, work)
            (work / "journal.new").replace(journal)
            _sync_folders(work)
    except BaseException:
        if not journal.exists():
            shutil.rmtree(staging, ignore_errors=True)
        raise
    with disk(build):
        recover(build)


def unfinished(build: Path) -> bool:
    """Did a killed build leave something to put right?"""
    return (build / WORK / "journal.json").exists() or (build / WORK / "staging").exists()


def recover(build: Path) -> None:
    """Finish what was published, take away what was not. Doing it twice is doing it once."""
    work = build / WORK
    staging, journal = work / "staging", work / "journal.json"
    if journal.exists():
        for name in json.loads(journal.read_bytes()):
            if (staging / name).exists():
                (build / name).parent.mkdir(parents=True, exist_ok=True)
                (staging / name).replace(build / name)
        _sync_folders(build, work)
        journal.unlink()
        _sync_folders(work)
    if staging.exists():
        shutil.rmtree(staging)
    (work / "journal.new").unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o644)


def _sync_folders(*folders: Path) -> None:
    """Force the names in `folders` to the disk, where the system can (Windows cannot)."""
    for folder in folders:
        if os.name == "nt":
            return
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _lock(handle: int) -> bool:
    """Take the lock on an open file, without waiting. The system lets it go when the process ends."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK):
            return False
        raise
    return True
