"""Files onto the disk, each whole or not at all, and what to do where the disk refuses them."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from book.errors import OutputError, Place

_HINTS = {
    errno.ENOSPC: "the disk is full: make room and try again",
    errno.EDQUOT: "the quota is used up: make room and try again",
    errno.EFBIG: "the file is larger than this user or file system may write",
    errno.EROFS: "the file system is read-only: use a folder where you may write",
    errno.EACCES: "you may not write there: look at the folder's permissions and owner",
    errno.EEXIST: "a file stands where the folder must come: move it",
    errno.ENOTDIR: "a file stands where the folder must come: move it",
    errno.EPERM: "you may not write there: look at the folder's permissions and owner",
    errno.ENOENT: "the folder is not there: make it first",
}
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS})


@contextlib.contextmanager
def disk(where: Path | str) -> Iterator[None]:
    """What the disk refuses becomes an OutputError that says what to do."""
    try:
        yield
    except OSError as error:
        raise _refused(error, str(error.filename or where)) from error


@contextlib.contextmanager
def room() -> Iterator[None]:
    """A disk without room becomes an OutputError wherever it shows, as where libraries write for a while."""
    try:
        yield
    except OSError as error:
        if error.errno not in _FULL:
            raise
        raise _refused(error, str(error.filename or tempfile.gettempdir())) from error


def _refused(error: OSError, where: str) -> OutputError:
    what = f"cannot write: {error.strerror or error}"
    return OutputError(what, where=Place(where), hint=_HINTS.get(error.errno or 0, ""))


def put(path: Path, data: bytes) -> None:
    """The whole file or none of it; mode 644, or what the file that stood there had.

    What is no file (a pipe, a terminal) is written to. Raises OSError.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    path = path.resolve()  # a link stays one
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    name = ""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".new")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException as error:
        if name:
            Path(name).unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = str(path)
        raise
