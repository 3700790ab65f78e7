"""Where an anthology's files are, and reading them: the plan and the raw columns."""

from __future__ import annotations

import contextlib
import difflib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath
from shlex import quote
from typing import TYPE_CHECKING

from book.errors import DataError, ManifestError, Place, SeedError, UsageError, together
from book.model import Entry, Manifest, Seed
from book.rules import HOUSE, Pack, parse

if TYPE_CHECKING:
    from book.read.unpack import Unpacked

MANIFEST = "anthology.toml"

FORMATS = {
    ".atom": "feed",
    ".docx": "word",
    ".eml": "mail",
    ".enex": "evernote",
    ".epub": "epub",
    ".htm": "html",
    ".html": "html",
    ".json": "saved",
    ".xhtml": "html",
    ".markdown": "markdown",
    ".md": "markdown",
    ".mbox": "mailbox",
    ".mht": "mhtml",
    ".mhtml": "mhtml",
    ".odt": "opendocument",
    ".pdf": "pdf",
    ".rss": "feed",
    ".rtf": "rtf",
    ".text": "text",
    ".txt": "text",
    ".webarchive": "webarchive",
    ".xml": "feed",
    ".zip": "zip",
}
"""The format of a seed (a key of `book.read.READERS`, or a container's) by the end of its name."""

CONTAINERS = frozenset({"feed", "epub", "evernote", "mailbox", "saved", "zip"})
"""The formats that hold several pieces (`book.read.unpack`)."""

LARGEST_PICTURE = 50_000_000  # bytes

_SIGNS = (
    (
        "html",
        re.compile(
            rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
    (
        "mhtml",
        re.compile(
            rb"(?:[\w-]+: [^\n]*\n(?:[ \t][^\n]*\n)*)*content-type:\s*multipart/related", re.IGNORECASE
        ),
    ),
    (
        "feed",
        re.compile(
            rb"(?:\xef\xbb\xbf)?\s*(?:(?:<!--.{0,2000}?-->|<\?[^>]*>)\s*)*<(?:\w+:)?(?:rss|feed|RDF)\b",
            re.DOTALL,
        ),
    ),
    ("evernote", re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<[?!][^>]*>\s*)*<en-export\b")),
    ("pdf", re.compile(rb"%PDF-\d")),
    ("rtf", re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\\rtf")),
    ("webarchive", re.compile(rb"bplist00(?=.{0,4000}WebMainResource)", re.DOTALL)),
    ("mailbox", re.compile(rb"From [^\n]{1,200}\d\d:\d\d[^\n]{0,40}\n[\w-]+:[ \t]")),
    ("epub", re.compile(rb"PK\x03\x04.{26}mimetypeapplication/epub\+zip", re.DOTALL)),
    ("zip", re.compile(rb"PK\x03\x04")),
)
"""How a file begins whose name doesn't say what it is."""

_SIGN = re.compile(
    rb"\]\((?:https?://|/|#|\.\.?/|mailto:)[^()\s]*|\*\*[^\s*](?:[^*\n]{0,200}[^\s*])?\*\*(?!\*)|^#{2,6} \S",
    re.M,
)
"""A link, words in bold and a subhead, as Markdown writes them. One '#' begins remarks in many languages."""
_ADDRESS = re.compile(rb"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"\n]*\")?\)")
_ROW = re.compile(rb"\s*(?:[-*+|>\[!:<]|\d{1,3}[.)])")
"""How a line of a list, a table, links, a fence or an element begins: such lines stand together."""
_SIGNED = 3
_LONG = 100  # bytes of a line: programs and people that end lines by hand do it before
_TOGETHER = 4  # of so many long lines fewer than one has another right below it

_SAVED = (
    (b'"is_archived"', b'"url"', b'"content"'),
    (b'"isTrashed"', b'"isArchived"', b'"userEditedTimestampUsec"'),
    (b'"items"', b'"content_type"', b'"content"'),
)
"""Keys of Wallabag's entries, of a note of Google Keep's, of what Standard Notes keeps."""


@dataclass(frozen=True, slots=True)
class Project:
    """An anthology on the disk: its folder and the name of its plan."""

    root: Path
    manifest: str = MANIFEST

    @property
    def plan(self) -> Path:
        return self.root / self.manifest

    @property
    def rules(self) -> Path:
        return self.root / HOUSE

    @property
    def build(self) -> Path:
        return self.root / "build"


def find(start: Path | None = None) -> Project:
    """The project at `start` (a folder, or the plan itself); without it, here or in a folder above.

    Raises UsageError where there is none.
    """
    if start is not None:
        if start.is_file():
            return Project(start.parent.resolve(), start.name)
        if (start / MANIFEST).is_file():
            return Project(start.resolve())
        raise UsageError(
            f"there is no {MANIFEST} in this folder" if start.is_dir() else "there is no such folder",
            where=Place(str(start)),
            hint=f"`book new {quote(str(start))}` starts an anthology there",
        )
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / MANIFEST).is_file():
            return Project(folder)
    raise UsageError(
        f"there is no {MANIFEST} here or in a folder above",
        where=Place(str(here)),
        hint="`book new FOLDER` starts an anthology; `-C FOLDER` names one that is elsewhere",
    )


def load_manifest(project: Project) -> Manifest:
    """The plan, parsed. Raises ManifestError with the file and line of what is wrong."""
    from book.compose import manifest

    return manifest.parse(read_plan(project), project.manifest)


def read_plan(project: Project) -> str:
    """The plan's own text. Raises ManifestError where it cannot be read or isn't UTF-8."""
    try:
        data = project.plan.read_bytes()
    except OSError as error:
        raise ManifestError(
            f"the plan cannot be read: {reason(error)}", where=Place(project.manifest)
        ) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ManifestError(
            f"not UTF-8: byte 0x{data[error.start]:02X}",
            where=Place(project.manifest, line),
            hint="TOML is always UTF-8; save the file as UTF-8",
        ) from error


def load_seeds(project: Project, manifest: Manifest) -> dict[str, Seed]:
    """Every seed that the plan names, and every picture, by its name. A container is opened once.

    Raises SeedError for all that are not there or cannot be read, at once; of a container once.
    """
    opened: dict[str, Unpacked] = {}
    seeds: dict[str, Seed] = {}
    wrong: dict[str, SeedError] = {}
    for entry in manifest.pieces:
        for name in files_of(entry):
            try:
                seeds[name] = load_seed(project, name, entry, opened)
            except SeedError as error:
                wrong.setdefault(error.what, error)
    if wrong:
        raise together(list(wrong.values()))
    return seeds


def files_of(entry: Entry) -> tuple[str, ...]:
    """The files that a piece is made of, as far as its entry says: its seed, its pictures."""
    own = entry.seed.partition("#")[0]
    given = (image.file for image in entry.images)
    return (entry.seed, *(file for file in given if file.partition("#")[0] != own or file == own))


State = tuple[tuple[str, int, int], ...]
"""Files, each with its size and when it was written (ns)."""


def state_of(project: Project, manifest: Manifest) -> State | None:
    """What the files are known by that a book is made of beside its plan; None where they may be anywhere.

    Those are the folders that seeds lie in, with the pictures of pages, the book's own rules and styles.
    """
    names = (name for entry in manifest.pieces for name in files_of(entry))
    homes = {seed_path(project, name).parent for name in names}
    if project.root in homes:
        return None
    folders = (path for home in (*homes, project.root / "styles") for path in home.rglob("*"))
    found: set[tuple[str, int, int]] = set()
    for path in (project.rules, *folders):
        with contextlib.suppress(OSError):
            known = path.stat()
            found.add((str(path), known.st_size, known.st_mtime_ns))
    return tuple(sorted(found))


def shown_beside(project: Project, seeds: Mapping[str, Seed]) -> dict[str, bytes | None]:
    """The files of pictures that pages among `seeds` show, by their names; None for one that is not there.

    One that comes later changes the book, so a build must know that it was not there.
    """
    from book.read.shown import addresses

    found: dict[str, bytes | None] = {}
    root = project.root.resolve()
    for seed in seeds.values():
        if seed.format not in ("html", "markdown") or "#" in seed.name:
            continue
        folder = seed_path(project, seed.name).parent
        for address in filter(_is_local, addresses(seed.data)):
            if seed.beside.get(address):
                found[seed.beside[address].name] = seed.beside[address].data
            elif (path := Path(os.path.normpath(folder / address))).is_relative_to(root):
                found.setdefault(path.relative_to(root).as_posix(), None)
    return found


_FOLDER = "seeds/"


def load_seed(
    project: Project, name: str, entry: Entry | None = None, opened: dict[str, Unpacked] | None = None
) -> Seed:
    """The raw bytes of one seed; of a piece in a container, that piece. `opened` keeps containers at hand.

    Raises SeedError where there is no such file in the project, or no such piece in it.
    """
    path = seed_path(project, name)
    where = entry.place if entry else Place(name)
    file, fragment = split_name(project, name)
    try:
        if fragment:
            return _piece(file, fragment, path, where, {} if opened is None else opened)
        data = path.read_bytes()
        form = format_of(name, data)
        pictures = beside(path, data, form, project.root)
        return Seed(name, data, form, address=entry.url if entry else "", beside=pictures)
    except FileNotFoundError as error:
        own = {known.removeprefix(_FOLDER): known for known in loose_seeds(project)}  # all begin alike
        meant = difflib.get_close_matches(file.removeprefix(_FOLDER), own, 1, 0.6)
        kind, table = _called(name, entry)
        hint = (
            f"did you mean {own[meant[0]]!r}?"
            if meant
            else f"put the file at {path}, or take its {table} out of the plan"
        )
        raise SeedError(f"the {kind} {file!r} does not exist", where=where, hint=hint) from error
    except OSError as error:
        kind, _ = _called(name, entry)
        raise SeedError(f"the {kind} {file!r} cannot be read: {reason(error)}", where=where) from error


def _called(name: str, entry: Entry | None) -> tuple[str, str]:
    """What a file is to a piece, and the table of the plan that names it."""
    picture = entry is not None and any(image.file == name for image in entry.images)
    return ("picture", "[[piece.image]]") if picture else ("seed", "[[piece]]")


def _piece(file: str, fragment: str, path: Path, where: Place, opened: dict[str, Unpacked]) -> Seed:
    """One piece of the container at `path`."""
    if file not in opened:
        data = path.read_bytes()
        opened[file] = unpack_seed(Seed(file, data, format_of(file, data)))
    return piece_of(opened[file], file, fragment, where)


def piece_of(opened: Unpacked | None, file: str, fragment: str, where: Place | None = None) -> Seed:
    """The piece of this name in a container. Raises SeedError where there is none, or no container (None)."""
    seed = opened.seed(fragment) if opened else None
    if seed is not None:
        return seed
    meant = difflib.get_close_matches(fragment, [name for name, _ in opened.pieces] if opened else (), 1, 0.5)
    hint = f"did you mean {f'{file}#{meant[0]}'!r}?" if meant else ""
    raise SeedError(f"there is no piece {fragment!r} in {file}", where=where or Place(file), hint=hint)


def beside(page: Path, data: bytes, form: str, root: Path) -> dict[str, Seed]:
    """The pictures that lie where a page on the disk says, by the addresses that it has for them.

    Only files within the folder `root` are taken; they are named from there.
    """
    from book.read.shown import addresses

    if form not in ("html", "markdown"):
        return {}
    found: dict[str, Seed] = {}
    for address in filter(_is_local, addresses(data)):
        for name in dict.fromkeys((address, address.partition("?")[0])):
            path = _within(page.parent / name, root)
            if path is not None:
                found[address] = Seed(path.relative_to(root.resolve()).as_posix(), path.read_bytes())
                break
    return found


def _is_local(address: str) -> bool:
    """Does it lead from the page's own folder to a file?"""
    return not re.match(r"[a-z][a-z0-9+.-]*:|/|[^/]*\0", address, re.I)


def _within(path: Path, folder: Path) -> Path | None:
    """The file that this is, if it is one, and in the folder, and no larger than a picture may be."""
    try:
        real = Path(os.path.realpath(path))
        inside = real.is_relative_to(folder.resolve()) and real.is_file()
        return real if inside and real.stat().st_size <= LARGEST_PICTURE else None
    except (OSError, ValueError):  # a name that no disk can have
        return None


def unpack_seed(seed: Seed) -> Unpacked:
    """The pieces of a container. Raises SeedError for what is none, is damaged, or is empty."""
    from book.read.unpack import unpack

    return unpack(seed, _readable_format)


def _readable_format(name: str, data: bytes) -> str | None:
    """The format of a file in an archive; None where its name is of no format that the press reads."""
    if PurePosixPath(name).suffix.lower() not in FORMATS:
        return None
    form = format_of(name, data)
    if PurePosixPath(name).suffix.lower() == ".json" and form != "saved":
        return None
    return None if form == "feed" and not is_feed(data) else form


def is_saved(data: bytes) -> bool:
    """Does JSON have the keys of an export of articles or notes? Much else is JSON."""
    return any(all(key in data for key in keys) for keys in _SAVED)


def is_feed(data: bytes) -> bool:
    """Does `data` begin as a feed does? Much else is XML."""
    return any(form == "feed" and sign.match(data[:4096]) for form, sign in _SIGNS)


def split_name(project: Project, name: str) -> tuple[str, str]:
    """The file of a seed, and which piece of it: 'seeds/blog.xml#a-piece' -> 'seeds/blog.xml', 'a-piece'.

    The piece is '' for a file that is one piece. The name of such a file may have a '#' of its own.
    """
    file, _, fragment = name.partition("#")
    if not fragment or project.root.joinpath(*PurePosixPath(name).parts).is_file():
        return name, ""
    return file, fragment


def seed_path(project: Project, name: str) -> Path:
    """Where the file of seed `name` is. Raises SeedError for a name that leads out of the project."""
    parts = PurePosixPath(split_name(project, name)[0]).parts
    if not parts or ".." in parts or PurePosixPath(name).is_absolute():
        raise SeedError(
            f"{name!r} is not inside the anthology's folder",
            where=Place(project.manifest),
            hint="copy the file into seeds/ (`book add FILE` does that)",
        )
    return project.root.joinpath(*parts)


def format_of(name: str, data: bytes = b"") -> str:
    """The format of a file by its name; where that says nothing, by how `data` begins; else text."""
    suffix = PurePosixPath(name).suffix.lower()
    known = FORMATS.get(suffix, "text")
    if known == "saved":
        return known if is_saved(data) else "text"
    if suffix not in FORMATS or suffix == ".xml":
        known = next((form for form, sign in _SIGNS if sign.match(data[:4096])), known)
    return "markdown" if known == "text" and is_markdown(data) else known


def is_markdown(data: bytes) -> bool:
    """Has a text several links, subheads or words in bold as Markdown writes them, and not a paragraph a
    line, which Markdown would run together?"""
    if len(_SIGN.findall(data)) < _SIGNED:
        return False
    long = [len(line) > _LONG and not _ROW.match(line) for line in _ADDRESS.sub(b"]", data).split(b"\n")]
    return _TOGETHER * sum(a and b for a, b in pairwise(long)) <= sum(long)


def loose_seeds(project: Project) -> Iterator[str]:
    """The names of the files below seeds/, in order, hidden ones apart."""
    folder = project.root / "seeds"
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(project.root)
        if path.is_file() and not any(part.startswith(".") for part in relative.parts):
            yield relative.as_posix()


def read_given(path: Path) -> bytes:
    """The bytes of a file that was named on the command line. Raises SeedError with what to do."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        if path.is_symlink():
            told = f"is a link to {str(path.readlink())!r}, which is not there"
            raise SeedError(told, where=Place(str(path)), hint="name the file itself") from error
        if re.match(r"www\.[^/\s]+\.\w", str(path)):
            hint = f"an address begins with https://: 'https://{path}'"
            raise SeedError("there is no such file", where=Place(str(path)), hint=hint) from error
        meant = difflib.get_close_matches(path.name, _names_in(path.parent), 1, 0.6)
        hint = f"did you mean {str(path.parent / meant[0])!r}?" if meant else "look whether its name is right"
        raise SeedError("there is no such file", where=Place(str(path)), hint=hint) from error
    except IsADirectoryError as error:
        raise SeedError("is a folder", where=Place(str(path)), hint="name the files in it") from error
    except OSError as error:
        raise SeedError(f"cannot be read: {reason(error)}", where=Place(str(path))) from error


def _names_in(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir()]
    except OSError:
        return []


def load_house(project: Project) -> tuple[Pack, ...]:
    """The book's own pack of rules, if it has one. Raises DataError for one that is wrong."""
    try:
        text = project.rules.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ()
    except UnicodeDecodeError as error:
        raise DataError("not UTF-8", where=Place(HOUSE), hint="save the file as UTF-8") from error
    except OSError as error:
        raise DataError(f"the rules cannot be read: {reason(error)}", where=Place(HOUSE)) from error
    return (parse("house", text, HOUSE),)


def reason(error: OSError) -> str:
    """Why the disk refused, in its own words."""
    return error.strerror or os.strerror(error.errno or 0)
