"""What was made before from the same things.

A stamp stands beside the editions: the SHA-256 of everything that they were made of and of the editions
themselves. It says "nothing changed" only when every one of those is still the same: the plan, the seeds, the
look, the press itself, the libraries, the system's own text libraries, SOURCE_DATE_EPOCH; and the machine's
fonts, where the book is set from some or wants for one. Nothing that a build reads is trusted by its time or
size alone.

A shelf keeps what is the same in a book that did change: its fonts, scaled.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

_SUM = hashlib.sha256().digest_size

_FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts")

FORM = 1
"""The form of the stamp. A stamp of another form is no stamp."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a build was made of and what it made.

    `inputs` and `outputs` map names to digests; `media`, `seeds` and `style` say what the inputs are, so
    that they can be looked up without reading the plan. `system` is the state of the libraries outside
    Python. `report` is what the build told, so that it can be told again.
    """

    inputs: Mapping[str, str]
    outputs: Mapping[str, str]
    media: tuple[str, ...]
    seeds: tuple[str, ...]
    style: str
    system: Mapping[str, str] = field(default_factory=dict)
    report: Mapping[str, Any] = field(default_factory=dict)

    def write(self) -> bytes:
        """The stamp as a file, the same bytes for the same build."""
        return (json.dumps({"form": FORM, **asdict(self)}, ensure_ascii=False, indent=1) + "\n").encode()


def parse(data: bytes) -> Stamp | None:
    """The stamp in `data`; None for anything that isn't one (an older form, half a file)."""
    try:
        form = json.loads(data)
        if form.pop("form") != FORM:
            return None
        form["media"], form["seeds"] = tuple(form["media"]), tuple(form["seeds"])
        return Stamp(**form)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def load(path: Path) -> Stamp | None:
    """The stamp at `path`, or None where there is none that can be read."""
    try:
        return parse(path.read_bytes())
    except OSError:
        return None


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def digest_file(path: Path) -> str:
    """The SHA-256 of the file at `path`; 'absent' where none can be read, which is a state like another."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return "absent"


def inputs(files: Mapping[str, Path], package: Path) -> dict[str, str]:
    """The digests of everything that a build of `files` by the press in `package` depends on."""
    return {name: digest_file(path) for name, path in sorted(files.items())} | {
        "the press": digest_folder(package),
        "libraries": digest("\n".join(libraries()).encode()),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", ""),
    }


def digest_folder(folder: Path) -> str:
    """One digest of the names and bytes of the files below `folder`, without what Python and `book.kept` made
    of them."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.suffix != ".pyc" and "__pycache__" not in name.parts and path.is_file():
            total.update(f"{name.as_posix()}\0{digest_file(path)}\n".encode())
    return total.hexdigest()


def libraries() -> list[str]:
    """The installed distributions, name and version, as their folders are named.

    Read from the names of the folders alone: to open each one's metadata would take longer than all of
    the rest of this.
    """
    found: set[str] = set()
    for entry in sys.path:
        try:
            names = [path.name for path in Path(entry).iterdir()]
        except OSError:
            continue
        found |= {name for name in names if name.endswith((".dist-info", ".egg-info"))}
    return sorted(found)


def system_libraries() -> dict[str, str]:
    """The shared libraries outside Python that set the text, as this process has them loaded: path to state.

    Pango and HarfBuzz decide where lines break, so a system upgrade is a change. The state is size and time
    of change, which a package manager never leaves alike. Empty where the system doesn't tell (then the
    versions of the wheels are all that is known).
    """
    return {path: _state(path) for path in sorted(_loaded()) if _sets_text(path)}


def fonts_of_machine() -> dict[str, str]:
    """The folders in which this machine has fonts, and those where it would have them: path to state.

    Installing or removing one changes the time of its folder. Of fonts that stand in for the style's own.
    """
    home = Path.home()
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    roots = [*map(Path, _FONTS), data / "fonts", home / ".fonts", home / "Library" / "Fonts"]
    folders = {*roots, *(Path(at) for root in roots for at, _, _ in os.walk(root))}
    return {str(folder): _state(str(folder)) for folder in sorted(folders)}


def _sets_text(path: str) -> bool:
    return Path(path).name.startswith(
        ("libpango", "libharfbuzz", "libfontconfig", "libfreetype", "libfribidi")
    )


class Shelf:
    """What takes long to make, kept in `folder` from one build to the next: a file each.

    `made_by` says what makes them, the press and its libraries: what others made is not taken. Each file
    bears its own digest, so that half a file is no file. A folder that cannot be written keeps nothing.
    """

    def __init__(self, folder: Path, made_by: str) -> None:
        self._folder, self._made_by = folder, made_by
        self._used: set[str] = set()

    def keep(self, key: str, make: Callable[[], bytes]) -> bytes:
        """What `make` gives, made now or before. `key` says all that it is made of."""
        name = digest(f"{self._made_by}\0{key}".encode())
        self._used.add(name)
        data = self._read(name)
        if data is None:
            data = make()
            self._write(name, data)
        return data

    def tidy(self) -> None:
        """Take away what was not asked for since this began; nothing, where nothing was."""
        if not self._used:
            return
        with contextlib.suppress(OSError):
            for path in self._folder.iterdir():
                if path.name not in self._used:
                    path.unlink()

    def _read(self, name: str) -> bytes | None:
        try:
            kept = (self._folder / name).read_bytes()
        except OSError:
            return None
        sum_, data = kept[:_SUM], kept[_SUM:]
        return data if hashlib.sha256(data).digest() == sum_ else None

    def _write(self, name: str, data: bytes) -> None:
        part = self._folder / f"{name}.part"
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(hashlib.sha256(data).digest() + data)
            part.replace(self._folder / name)


def _state(path: str) -> str:
    try:
        stat = Path(path).stat()
    except OSError:
        return "absent"
    return f"{stat.st_size} {stat.st_mtime_ns}"


def _loaded() -> set[str]:
    if sys.platform == "linux":
        try:
            maps = Path("/proc/self/maps").read_text(encoding="utf-8", errors="surrogateescape")
        except OSError:
            return set()
        return {line.split(maxsplit=5)[5] for line in maps.splitlines() if "/" in line and ".so" in line}
    if sys.platform == "darwin":
        import ctypes

        dyld = ctypes.CDLL(None)
        dyld._dyld_get_image_name.restype = ctypes.c_char_p
        return {os.fsdecode(dyld._dyld_get_image_name(i)) for i in range(dyld._dyld_image_count())}
    return set()


def fresh(stamp: Stamp, now: Mapping[str, str], build: Path) -> bool:
    """Would a build make again what lies in `build`? `now` is `inputs` of this moment."""
    return (
        dict(stamp.inputs) == dict(now)
        and all(_state(path) == state for path, state in stamp.system.items())
        and all(digest_file(build / name) == known for name, known in stamp.outputs.items())
    )


def changed(stamp: Stamp, now: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the inputs that are new, gone or altered since `stamp`."""
    names = sorted(set(stamp.inputs) | set(now))
    return tuple(name for name in names if stamp.inputs.get(name) != now.get(name))
