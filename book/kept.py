"""What is made of the press's own files and takes longer to make than to read: kept, where Python keeps its
modules.

Beside each thing lies a digest of all that it was made of. What is not there, or was made of anything else,
is made anew; where nothing may be written, nothing is kept.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
import tomllib
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from importlib.resources.abc import Traversable
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
_SUM = hashlib.sha256().digest_size


def kept(file: Traversable | str, name: str, made_of: Iterable[bytes], make: Callable[[], T]) -> T:
    """What `make` makes, or made before of the same: numbers, strings, tuples, lists, dicts, sets, code.

    It is kept under `name` beside what Python keeps of `file`. `made_of` is all that decides what it is: the
    data, and the `source` of what reads them.
    """
    parts = (sys.version.encode(), *made_of)
    digest = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).digest()
    try:
        place = Path(cache_from_source(str(file))).with_suffix(f".{name}")
        found = place.read_bytes()
        if found[:_SUM] == digest:
            made: T = marshal.loads(found[_SUM:])
            return made
    except NotImplementedError:  # this Python keeps nothing
        return make()
    except (OSError, ValueError, EOFError, TypeError):
        pass
    made = make()
    if not sys.dont_write_bytecode:
        with suppress(OSError, ValueError):  # ValueError: no plain data (a date, in TOML)
            _write(place, digest + marshal.dumps(made))  # type: ignore[arg-type]
    return made


def toml(file: Traversable) -> dict[str, Any]:
    """The tables of one of the press's files. Raises tomllib.TOMLDecodeError."""
    data = file.read_bytes()
    return kept(file, "toml", (data,), lambda: tomllib.loads(data.decode("utf-8")))


@cache
def source(module: str) -> bytes:
    """The text of a module, by its `__file__`: what it makes changes with it."""
    return Path(module).read_bytes()


def _write(place: Path, data: bytes) -> None:
    """All of it or nothing, whoever else writes there."""
    place.parent.mkdir(parents=True, exist_ok=True)
    aside = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        with aside.open("xb") as stream:
            stream.write(data)
        aside.replace(place)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
