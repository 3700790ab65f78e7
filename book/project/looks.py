"""The looks of books on the disk, the house's and the project's own, with the numbers of their pages."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import Any

import tomlkit

from book.errors import DataError, Place
from book.model import Style
from book.project.files import Project, reason

_BASE = "based_on/style.toml"
"""The style.toml of the look that another is based on, among that one's files."""


def package() -> Path:
    """The folder of the press's own code and tables."""
    return Path(__file__).resolve().parent.parent


def house_styles() -> Path:
    """The styles that come with the press: inside the package when installed, beside it in a checkout."""
    inside = package() / "styles"
    return inside if inside.is_dir() else package().parent / "styles"


def desk_files(project: Project) -> dict[str, str]:
    """The files of the editor's own pages, styles/desk, by name."""
    folder = house_styles() / "desk"
    return {path.name: _read(project, path).decode("utf-8") for path in sorted(folder.iterdir())}


def style_files(project: Project, name: str) -> dict[str, Path]:
    """The files of the look `name`, by their path within it.

    A file in the project's own styles/ folder stands in for the house's file of that name. A look that is
    based on another (`based_on` in its style.toml) has that one's files where it has none itself, and that
    one's style.toml as `_BASE`. Raises DataError where neither shelf has such a look.
    """
    files = _look_files(project, name)
    base = _based_on(project, files)
    if not base:
        return files
    below = _look_files(project, base)
    said = {_BASE: below["style.toml"]} if "style.toml" in below else {}
    return {**below, **said, **files}


def _based_on(project: Project, files: Mapping[str, Path]) -> str:
    """The look that another says it is based on; "" for none."""
    path = files.get("style.toml")
    if path is None:
        return ""
    base = _toml(_read(project, path), _shown(project, path)).get("based_on", "")
    if not isinstance(base, str):
        raise DataError(
            "'based_on' is the name of a style", where=Place(_shown(project, path), key="based_on")
        )
    return base


def _look_files(project: Project, name: str) -> dict[str, Path]:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", name):
        raise DataError(f"{name!r} is no name of a style", where=Place(project.manifest, key="style"))
    shelves = _shelves(project)
    files: dict[str, Path] = {}
    for shelf in shelves:
        look = shelf / name
        files |= {p.relative_to(look).as_posix(): p for p in sorted(look.rglob("*")) if _printed(p)}
    if not files:
        known = sorted({p.name for shelf in shelves if shelf.is_dir() for p in shelf.iterdir() if p.is_dir()})
        meant = difflib.get_close_matches(name, known, 1)
        raise DataError(
            f"there is no style {name!r}",
            where=Place(project.manifest, key="style"),
            hint=f"did you mean {meant[0]!r}?" if meant else f"the styles are {', '.join(known)}",
        )
    return files


def trim_files(project: Project) -> tuple[Path, ...]:
    """The tables of trims, the house's first."""
    return _tables(project, "trims.toml")


def profile_files(project: Project) -> tuple[Path, ...]:
    """The tables of what printers ask, the house's first."""
    return _tables(project, "profiles.toml")


def _tables(project: Project, name: str) -> tuple[Path, ...]:
    return tuple(path for shelf in _shelves(project) if (path := shelf / name).is_file())


def _shelves(project: Project) -> tuple[Path, ...]:
    """Where styles are: the house's shelf, then the project's own, once if they are the same."""
    return tuple(dict.fromkeys((house_styles(), project.root / "styles")))


def load_style(project: Project, name: str) -> Style:
    """The look `name`: its files, the trims and the profiles. The project's own win over the house's."""
    files = {at: _read(project, path) for at, path in style_files(project, name).items()}
    if base := files.pop(_BASE, b""):
        fonts = any(at.startswith("fonts/") for at in _look_files(project, name))
        files["style.toml"] = _stated(files["style.toml"], base, own_fonts=fonts)
    trims: dict[str, dict[str, Any]] = {}
    house, *own = trim_files(project)
    at = style_files(project, name).get("trims.toml")
    for path in (house, *([at] if at else []), *own):
        trims |= _table(_read(project, path), _shown(project, path))
    profiles: dict[str, dict[str, Any]] = {}
    for path in profile_files(project):
        profiles |= _table(_read(project, path), _shown(project, path))
    return Style(name, files, trims, profiles)


def _stated(said: bytes, base: bytes, *, own_fonts: bool) -> bytes:
    """What a look's style.toml says, and what the one says that it is based on where it says nothing itself;
    but for the fonts of the colofon, where it has fonts of its own."""
    tables, below = tomlkit.parse(said), tomlkit.parse(base).unwrap()
    if own_fonts:
        below.pop("fonts", None)
    _complete(tables, below)
    return tomlkit.dumps(tables).encode()


def _complete(tables: MutableMapping[str, Any], below: Mapping[str, Any]) -> None:
    for key, value in below.items():
        if key not in tables:
            tables[key] = value
        elif isinstance(value, Mapping) and isinstance(tables[key], MutableMapping):
            _complete(tables[key], value)


def _read(project: Project, path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        where = Place(_shown(project, path))
        raise DataError(f"the style cannot be read: {reason(error)}", where=where) from error


def _toml(data: bytes, file: str) -> dict[str, Any]:
    """The tables of a file of a style. Raises DataError where it is no TOML."""
    try:
        return tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = re.search(r"at line (\d+)", str(error))
        raise DataError(str(error), where=Place(file, int(line[1]) if line else None)) from error


def _table(data: bytes, file: str) -> dict[str, dict[str, Any]]:
    table = _toml(data, file)
    for name, trim in table.items():
        if not isinstance(trim, dict):
            raise DataError(f"{name!r} is no trim: a trim is a table [{name}]", where=Place(file, key=name))
    return table


def _printed(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".")


def _shown(project: Project, path: Path) -> str:
    """`path` as the user knows it: from the project's folder, if it is in there."""
    try:
        return path.relative_to(project.root).as_posix()
    except ValueError:
        return str(path)
