"""An anthology's beginning: its folder, its seeds, and a plan with an entry for each of them.

The plan is written as an editor would: what a file says of itself stays in the file and is noted beside the
entry; what it doesn't say is asked.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from book.errors import OutputError, Place, UsageError
from book.model import Fact, Galley, Seed
from book.project.files import MANIFEST, Project, format_of, load_manifest, loose_seeds, read_plan

UNKNOWN = "und"
"""BCP 47 for a language that nobody has determined."""


@dataclass(frozen=True, slots=True)
class Started:
    """What was written: the plan, the seeds that came into it, and what the editor is asked."""

    plan: Path
    added: tuple[str, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """One seed on its way into the plan, with what it says of itself and what it perhaps says."""

    seed: Seed
    language: str
    facts: Mapping[str, Fact]
    candidates: tuple[Fact, ...] = ()
    authors: tuple[Fact, ...] = field(default=())

    def says(self, name: str) -> str:
        return self.facts[name].value if name in self.facts else ""


def start(
    folder: Path,
    files: Sequence[Path],
    *,
    title: str | None = None,
    language: str | None = None,
    order: str = "given",
) -> Started:
    """A new anthology in `folder`. Raises UsageError where one is, SeedError for a file that is no text.

    Nothing is written unless everything can be read.
    """
    project = Project(folder.resolve())
    if project.plan.exists():
        raise UsageError(
            f"there is an {MANIFEST} already",
            where=Place(str(folder)),
            hint=f"`book add -C {folder} FILE...` adds pieces to it",
        )
    drafts = _in_order(_drafts(project, files), order)
    known = language or _language(drafts)
    code = known or _own_language()
    name = title or _title_of(project.root.name)
    head = _BOOK.format(title=_quoted(name), language=_quoted(code), guess="" if known else _GUESSED_LANGUAGE)
    text = head + "".join(_entry(d, code) for d in drafts) + ("" if drafts else _NO_PIECES)
    return _write(project, text, drafts)


def add_files(project: Project, files: Sequence[Path]) -> Started:
    """New pieces after those of the plan: `files`, or without any, what lies in seeds/ and is not in it.

    A file whose bytes are those of a seed in the plan is not added again.
    """
    text = read_plan(project)
    book = _tables(project, text)
    drafts = _drafts(project, files, known={str(p.get("seed")) for p in book.get("piece", ())})
    code = str(book.get("book", {}).get("language", "en"))
    guessed = f"{_quoted(code)}{_GUESSED_LANGUAGE}"
    if guessed in text and (known := _language(drafts)):
        text, code = text.replace(guessed, _quoted(known)), known
    entries = "".join(_entry(d, code) for d in drafts)
    if not drafts:
        return Started(project.plan, (), ())
    whole = text.replace(_NO_PIECES, "").rstrip("\r\n") + "\n" + entries
    return _write(project, whole.replace("\n", "\r\n") if "\r\n" in text else whole, drafts)


def _tables(project: Project, text: str) -> dict[str, Any]:
    """The plan's tables. A plan without pieces is right here, and nowhere else."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        tables = {"piece": [{}]}
    if tables.get("piece"):
        load_manifest(project)
    return tables


# --------------------------------------------------------------------------- what comes in


def _drafts(project: Project, files: Sequence[Path], known: Iterable[str] = ()) -> list[Draft]:
    from book.intake import take_in

    seeds = _seeds(project, files, set(known))
    return [_draft(seed, taken.galley) for seed, taken in zip(seeds, take_in(seeds), strict=True)]


def _seeds(project: Project, files: Sequence[Path], known: set[str]) -> list[Seed]:
    """The seeds to add, named as they will be in the project. The same bytes come in once."""
    paths = list(_files(files)) if files else [project.root / name for name in loose_seeds(project)]
    seen = {_hash(project.root / name): name for name in known}
    taken = {PurePosixPath(name).stem.lower() for name in (*known, *(loose_seeds(project) if files else ()))}
    seeds: list[Seed] = []
    for path in paths:
        if (mark := _hash(path)) in seen:
            continue
        name = _inside(project, path) or _free_name(path.name, taken)
        taken.add(PurePosixPath(name).stem.lower())
        seen[mark] = name
        data = path.read_bytes()
        seeds.append(Seed(name, data, format_of(name, data)))
    return seeds


def _files(given: Iterable[Path]) -> Iterable[Path]:
    """Each file; for a folder, the files below it in the order of their names."""
    for path in given:
        if not path.is_dir():
            yield path
            continue
        below = (p for p in sorted(path.rglob("*")) if p.is_file())
        yield from (p for p in below if not any(x.startswith(".") for x in p.relative_to(path).parts))


def _hash(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        if not path.exists():
            return f"absent {path}"
        raise UsageError(f"cannot be read: {error.strerror}", where=Place(str(path))) from error


def _inside(project: Project, path: Path) -> str:
    """The file's name in the project, if that is where it is."""
    try:
        return path.resolve().relative_to(project.root).as_posix()
    except ValueError:
        return ""


def _free_name(name: str, taken: set[str]) -> str:
    """seeds/NAME, with a number where a file of that name (whatever its ending) is there already."""
    name = re.sub(r"[\x00-\x1f\x7f\\/:*?\"<>|]+", "-", unicodedata.normalize("NFC", name))
    stem, suffix = Path(name).stem, Path(name).suffix
    n, free = 2, stem
    while free.lower() in taken:
        free, n = f"{stem}-{n}", n + 1
    return f"seeds/{free}{suffix}"


def _draft(seed: Seed, galley: Galley) -> Draft:
    """What a file says of itself."""
    sure: dict[str, Fact] = {}
    for fact in galley.facts:
        if fact.sure:
            sure.setdefault(fact.field, fact)
    return Draft(
        seed=seed,
        language=galley.language,
        facts=sure,
        candidates=tuple(f for f in galley.facts if not f.sure),
        authors=tuple(f for f in galley.facts if f.sure and f.field == "author"),
    )


def _in_order(drafts: list[Draft], order: str) -> list[Draft]:
    if order == "date":
        return sorted(drafts, key=lambda d: (not d.says("date"), d.says("date")))
    if order == "title":
        return sorted(drafts, key=lambda d: (not d.says("title"), d.says("title").casefold()))
    return drafts


def _language(drafts: Iterable[Draft]) -> str:
    """What most of the pieces are in; nothing where none of them says."""
    ranked = Counter(d.language for d in drafts if d.language != UNKNOWN).most_common(1)
    return ranked[0][0] if ranked else ""


def _own_language() -> str:
    """The user's language, if there is a table for it."""
    from book.languages import available

    code = (os.environ.get("LC_ALL") or os.environ.get("LANG") or "")[:2]
    return code if code in available() else "en"


# --------------------------------------------------------------------------- what is written

_BOOK = """\
# The plan of the book. `book schema` lists every key. What is left out is read from the files.

[book]
title = {title}
# subtitle = ""
language = {language}{guess}
# editors = ["Your Name"]
# date = ""                # of this edition: a year, a month (2026-11) or a day (2026-11-22)
# rights = ""              # the rights sentence of the colophon
"""

_GUESSED_LANGUAGE = "  # a guess, until the first `book add`"

_NO_PIECES = """
# No pieces yet: put the raw columns in seeds/, then type `book add`.
"""


def _entry(draft: Draft, book_language: str) -> str:
    """The entry of one seed: what the file doesn't say to be filled in, what it says as a comment."""
    lines = ["", "[[piece]]", f"seed = {_quoted(draft.seed.name)}"]
    if draft.language.split("-")[0] not in (UNKNOWN, book_language.split("-")[0]):
        lines.append(f"language = {_quoted(draft.language)}")
    if draft.says("title"):
        lines.append(_said("title", _quoted(draft.says("title")), [draft.facts["title"]]))
    else:
        lines.append(
            f"title = {_quoted(_title_of(PurePosixPath(draft.seed.name).stem))}  # the file has none"
        )
        lines.append("title_by_editors = true")
    if draft.authors:
        names = ", ".join(_quoted(f.value) for f in draft.authors)
        lines.append(_said("authors", f"[{names}]", draft.authors))
    else:
        lines.append("# authors = []           # the file names nobody")
    for key in ("date", "outlet"):
        if draft.says(key):
            lines.append(_said(key, _quoted(draft.says(key)), [draft.facts[key]]))
        else:
            lines.append(f'# {key} = ""')
    lines += [f"# perhaps {f.field}: {_flat(f.value)}{_at(f)}" for f in draft.candidates]
    return "\n".join([*lines, ""])


def _said(key: str, value: str, facts: Iterable[Fact]) -> str:
    where = ", ".join(dict.fromkeys(str(f.line) for f in facts if f.line is not None))
    return f"# {key} = {_flat(value)}" + (f"  # line {where} says so" if where else "  # as the file says")


def _at(fact: Fact) -> str:
    return f" (line {fact.line})" if fact.line is not None else ""


def _questions(draft: Draft) -> list[str]:
    asked: list[str] = []
    if not draft.says("title"):
        asked.append(
            f"{draft.seed.name}: no title in the file; the plan has one from the file's name"
            + _perhaps(draft, "title")
        )
    if not draft.authors:
        asked.append(f"{draft.seed.name}: no author in the file{_perhaps(draft, 'author')}")
    return asked


def _perhaps(draft: Draft, name: str) -> str:
    found = [f"‘{_flat(f.value)}’{_at(f)}" for f in draft.candidates if f.field == name]
    return f"; perhaps {' or '.join(found)}" if found else ""


def _flat(text: str) -> str:
    """On one line: it stands in a comment."""
    return " ".join(text.split())


def _quoted(text: str) -> str:
    """A TOML basic string (its escapes are JSON's; TOML wants DEL escaped too)."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _title_of(name: str) -> str:
    """'002-klant-koning_of-knecht' -> 'Klant koning of knecht'."""
    words = re.sub(r"[-_.\s]+", " ", re.sub(r"^[\d\s._-]+(?=\D)", "", name)).strip()
    return words[:1].upper() + words[1:] if words else name or "Anthology"


def _write(project: Project, text: str, drafts: list[Draft]) -> Started:
    """The seeds first, the plan last: with the plan it is done."""
    if drafts:
        from book.compose import manifest

        manifest.parse(text, project.manifest)
    try:
        (project.root / "seeds").mkdir(parents=True, exist_ok=True)
        for draft in drafts:
            path = project.root / draft.seed.name
            if not path.exists():
                _put(path, draft.seed.data)
        _put(project.plan, text.encode())
    except OSError as error:
        raise OutputError(
            f"cannot write: {error.strerror}", where=Place(str(error.filename or project.root))
        ) from error
    questions = tuple(q for d in drafts for q in _questions(d))
    return Started(project.plan, tuple(d.seed.name for d in drafts), questions)


def _put(path: Path, data: bytes) -> None:
    """The whole file or none of it; mode 644, or what the file that stood there had."""
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
