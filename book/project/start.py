"""An anthology's beginning: its folder, its seeds, and a plan with an entry for each of them."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from mimetypes import guess_type
from pathlib import Path, PurePosixPath
from shlex import quote
from typing import Any

from book.errors import BookError, OutputError, Place, SeedError, UsageError, together
from book.model import Seed
from book.project import tongue
from book.project.entries import (
    BOOK,
    GUESSED_LANGUAGE,
    NO_PIECES,
    Draft,
    draft,
    entry,
    questions,
    quoted,
    title_of,
)
from book.project.fetch import fetch, is_url
from book.project.files import (
    CONTAINERS,
    FORMATS,
    MANIFEST,
    Project,
    beside,
    format_of,
    is_feed,
    is_saved,
    load_manifest,
    loose_seeds,
    read_given,
    read_plan,
    seed_path,
    unpack_seed,
)
from book.project.writing import disk, put

Progress = Callable[[str, int, int], None]

_DOCUMENTS = frozenset(
    {
        ".doc",
        ".ott",
        ".pages",
        ".wpd",
        ".mobi",
        ".azw3",
    }
)
"""Files that hold a text that other programs can save in a form which the press reads."""


@dataclass(frozen=True, slots=True)
class Started:
    """What was written: the plan, the seeds that came into it, and what the editor is asked.

    `left` tells, of each container, what in it is no piece; `refused`, of each file or page that was named
    and could not be taken, why.
    """

    plan: Path
    added: tuple[str, ...]
    questions: tuple[str, ...]
    left: tuple[str, ...] = ()
    refused: tuple[BookError, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to take in: a name for it in the project, its bytes, and where it was fetched."""

    name: str
    data: bytes
    inside: bool = False  # it lies in the project already, under that name
    pictures: Mapping[str, Seed] = field(default_factory=dict)  # named from its own folder
    url: str = ""
    accessed: str = ""
    within: str = ""  # the folder that was given and that it was found in
    called: str = ""  # its own name, where it came from: as it was given, or from the folder on


@dataclass(frozen=True, slots=True)
class Intake:
    """What comes in: the files as they are, the pieces in them, what was left in folders and containers, and
    what was named and could not be taken."""

    files: Mapping[str, bytes]
    drafts: list[Draft]
    left: tuple[str, ...]
    refused: tuple[BookError, ...]


def start(
    folder: Path,
    given: Sequence[str],
    *,
    title: str | None = None,
    language: str | None = None,
    order: str = "given",
    progress: Progress | None = None,
) -> Started:
    """A new anthology in `folder`, of files, of what is below folders, and of web pages (by address).

    What cannot be read keeps nothing else out: it is among what was refused. Raises UsageError where an
    anthology is, and what is wrong where nothing of what was given can be read; then nothing is written.
    """
    project = Project(folder.resolve())
    if project.plan.exists():
        raise UsageError(
            f"there is an {MANIFEST} already",
            where=Place(str(folder)),
            hint=f"`book add -C {quote(str(folder))} FILE...` adds pieces to it",
        )
    taken = _take(project, given, progress=progress)
    drafts = _in_order(taken.drafts, order)
    known = language or tongue.of_most(drafts)
    code = known or tongue.of_user()
    name = title or title_of(project.root.name)
    head = BOOK.format(title=quoted(name), language=quoted(code), guess="" if known else GUESSED_LANGUAGE)
    text = head + "".join(entry(d, code) for d in drafts) + ("" if drafts else NO_PIECES)
    started = _write(project, text, drafts, taken)
    return replace(started, questions=(*tongue.told(drafts, known, code), *started.questions))


def add(project: Project, given: Sequence[str], progress: Progress | None = None) -> Started:
    """New pieces after those of the plan: files, folders, web pages; or without any, what lies in seeds/.

    A file whose bytes are those of a seed in the plan is not added again. What cannot be read keeps nothing
    else out; raises what is wrong where nothing of what was given can be read.
    """
    writable(project)
    named = {str(p.get("seed")) for p in _tables(project, read_plan(project)).get("piece", ())}
    taken = _take(project, given, named, progress)
    text = read_plan(project)  # which its editor may have gone on with, while pages were fetched
    book = _tables(project, text)
    drafts = taken.drafts
    code = str(book.get("book", {}).get("language", "en"))
    guessed = f"{quoted(code)}{GUESSED_LANGUAGE}"
    if guessed in text and (known := tongue.of_most(drafts)):
        text, code = text.replace(guessed, quoted(known)), known
    entries = "".join(entry(d, code) for d in drafts)
    if not drafts:
        return Started(project.plan, (), (), taken.left, taken.refused)
    lines_end = "\r\n" if "\r\n" in text else "\n"
    before = text.replace("\r\n", "\n").replace(NO_PIECES, "").rstrip("\n")
    return _write(project, f"{before}\n{entries}".replace("\n", lines_end), drafts, taken)


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


def _take(
    project: Project, given: Sequence[str], known: Iterable[str] = (), progress: Progress | None = None
) -> Intake:
    """The seeds to add, named as they will be in the project. The same bytes come in once.

    Raises what is wrong where all that was given cannot be read.
    """
    from book.intake import take_in

    files = {seed_path(project, name) for name in known}
    seen = {_digest(path) for path in files}
    names = (*(path.name for path in files), *(loose_seeds(project) if given else ()))
    taken = {PurePosixPath(name).stem.lower() for name in names}
    pictures: dict[str, bytes] = {}
    offers: list[Offer] = []
    refused: list[BookError] = []
    found, left = _found(project, given, refused)
    in_plan, again = frozenset(seen), list[str]()
    first: dict[str, str] = {}
    for offer in _offers(project, found, refused) if given else _loose(project):
        if (mark := hashlib.sha256(offer.data).hexdigest()) in seen:
            if mark in in_plan:
                again.append(offer.called)
            else:
                within = f"{offer.within}: " if offer.within else ""
                left.append(f"{within}left out {offer.called}: the same file as {first[mark]}")
            continue
        first[mark] = offer.called
        offer = offer if offer.inside else _placed(offer, taken, pictures, project)
        name = offer.name
        taken.add(PurePosixPath(name).stem.lower())
        seen.add(mark)
        pictures |= {seed.name: seed.data for seed in offer.pictures.values()}
        offers.append(offer)
    shown_by = {hashlib.sha256(data).digest() for data in pictures.values()}
    offers = [o for o in offers if not (is_picture(o.called) and hashlib.sha256(o.data).digest() in shown_by)]
    seeds: list[tuple[Offer, Seed]] = []
    shut: set[str] = set()  # containers that cannot be opened
    for offer in offers:
        form = format_of(offer.name, offer.data)
        whole = Seed(offer.name, offer.data, form, address=offer.url, beside=offer.pictures)
        if whole.format not in CONTAINERS:
            seeds.append((offer, whole))
            continue
        try:
            unpacked = unpack_seed(whole)
        except SeedError as error:
            shut.add(offer.name)
            if offer.within:
                left.append(f"{offer.within}: left out {offer.called}: {error.what}")
            else:
                refused.append(_unopened(offer, error))
            continue
        # A feed's own address is none of its pieces'.
        seeds += [(replace(offer, url="", accessed=""), seed) for _, seed in unpacked.pieces]
        left += [f"{offer.name}: left out {', '.join(unpacked.left)}"] if unpacked.left else []
    found_in = {seed.name: _whereabouts(offer, seed) for offer, seed in seeds}
    called = {seed.name: of.called for of, seed in seeds if seed.name == of.name}
    out = set(shut)

    def passed_over(seed: Seed, error: SeedError) -> bool:
        """What cannot be read: what was named is refused, what lay in a folder or a container is told."""
        out.add(seed.name)
        where, name = found_in[seed.name]
        if where:
            left.append(f"{where}: left out {name}: {error.what}")
        else:
            own = replace(error.where, file=called[seed.name] or error.where.file)
            refused.append(SeedError(error.what, where=own, hint=error.hint))
        return True

    galleys = [new.galley for new in take_in((seed for _, seed in seeds), progress, passed_over)]
    readable = [(offer, seed) for offer, seed in seeds if seed.name not in out]
    drafts = [
        draft(seed, galley, offer.url, offer.accessed)
        for (offer, seed), galley in zip(readable, galleys, strict=True)
    ]
    for offer in offers:
        pieces = [seed for of, seed in seeds if of.name == offer.name]
        if all(seed.name in out for seed in pieces):
            out.add(offer.name)
            if not offer.within and any(seed.name != offer.name for seed in pieces):
                what = "there is no piece with a text in it"
                refused.append(SeedError(what, where=Place(offer.called or offer.name)))
    if refused and not drafts and not again:
        raise together(refused, "none of these can be taken:")
    if given and drafts and again:
        left.append(f"in the plan already: {', '.join(again)}")
    kept = [offer for offer in offers if offer.name not in out]
    shown = {seed.name: seed.data for offer in kept for seed in offer.pictures.values()}
    return Intake(shown | {offer.name: offer.data for offer in kept}, drafts, tuple(left), tuple(refused))


def _unopened(offer: Offer, error: SeedError) -> SeedError:
    """What is wrong with a container that was named, under the name that it has where it lies."""
    # With the readers, which a build with nothing to do leaves shut.
    from book.read.archive import ANEW
    from book.read.encodings import AS_TEXT

    hint = AS_TEXT if PurePosixPath(offer.called).suffix.lower() in _DOCUMENTS else ANEW
    return SeedError(error.what, where=Place(offer.called or offer.name), hint=error.hint or hint)


def _whereabouts(offer: Offer, seed: Seed) -> tuple[str, str]:
    """The folder or container that a seed was found in, '' for a file that was named; and its name there."""
    if seed.name != offer.name:
        return offer.called or offer.name, seed.name.partition("#")[2]
    return offer.within, offer.called or PurePosixPath(seed.name).name


def _placed(offer: Offer, taken: set[str], pictures: Mapping[str, bytes], project: Project) -> Offer:
    """The offer with a free name in seeds/, its pictures beside it as they were.

    Where another page has other pictures of the same names, it gets a folder of its own.
    """
    name = _free_name(offer.name, taken)
    folder = "seeds"
    n = 1
    while any(_other(f"{folder}/{s.name}", s.data, pictures, project) for s in offer.pictures.values()):
        n += 1
        folder = f"{name.rpartition('.')[0]}-{n}"
    own = name if n == 1 else f"{folder}/{PurePosixPath(name).name}"
    shown = {at: replace(seed, name=f"{folder}/{seed.name}") for at, seed in offer.pictures.items()}
    return replace(offer, name=own, pictures=shown)


def _other(name: str, data: bytes, pictures: Mapping[str, bytes], project: Project) -> bool:
    """Is there another file of that name, among those that come in or in the project?"""
    path = project.root / name
    there = pictures.get(name) if name in pictures else path.read_bytes() if path.is_file() else data
    return there != data


def _found(
    project: Project, given: Sequence[str], refused: list[BookError]
) -> tuple[list[tuple[Path | str, str]], list[str]]:
    """Files and addresses, for a folder the files below it that can be read, with its name; and, told, what
    in it cannot. An address of another kind is refused, and a folder with nothing that can be read.

    What a browser saves beside a page, and pictures, which belong to pages, are passed over in silence, as is
    what the press made itself; and a folder that a browser made for a page beside it.
    """
    from book.read.archive import hidden

    found: list[tuple[Path | str, str]] = []
    left: list[str] = []
    named = {os.path.realpath(what) for what in given if what and not is_url(what)}
    for what in given:
        if re.match(r"[a-z][a-z0-9+.-]+://", what, re.IGNORECASE) and not is_url(what):
            refused.append(
                UsageError("only http:// and https:// are fetched", where=Place(what), hint="save the file")
            )
            continue
        if not what.strip():
            refused.append(UsageError("a name is empty", hint="name a file, a folder or an address"))
            continue
        path = Path(what)
        if is_url(what) or not path.is_dir():
            found.append((what if is_url(what) else path, ""))
            continue
        if page := _page_of(path):
            if os.path.realpath(page) not in named:  # as a shell's `*` names it, with the page
                told = "this folder is what a browser saved of the page beside it"
                refused.append(SeedError(told, where=Place(what), hint=f"add {page.name!r}"))
            continue
        other: list[str] = []
        before = len(found)
        for file in sorted(path.rglob("*")):
            if file.is_symlink() and not file.exists():
                other.append(f"{file.relative_to(path).as_posix()} (a link that leads nowhere)")
            if not file.is_file():
                continue
            if file.resolve().is_relative_to(project.build):
                continue
            name = PurePosixPath(file.relative_to(path).as_posix())
            if not os.access(file, os.R_OK):
                other.append(f"{name.as_posix()} (it may not be read)")
            elif _readable(name, file):
                found.append((file, what))
            elif not hidden(name) and not is_picture(name.name):
                other.append(name.as_posix())
        left += [f"{what}: left out {', '.join(other)}"] if other else []
        documents = [name for name in other if PurePosixPath(name).suffix.lower() in _DOCUMENTS]
        left += (
            [f"{what}: save as a web page or plain text, to add: {', '.join(documents)}"] if documents else []
        )
        if len(found) == before:
            kinds = "web pages, Markdown or plain text, or a ZIP, an EPUB, a feed or an export of these"
            refused.append(
                SeedError("nothing in this folder can be read", where=Place(what), hint=f"give {kinds}")
            )
    return found, left


def is_picture(name: str) -> bool:
    """Is it one by its name?"""
    return (guess_type(name)[0] or "").startswith("image/")


def _page_of(folder: Path) -> Path | None:
    """The page beside this folder, for which a browser made it."""
    from book.read.archive import page_beside

    whole = folder.resolve()
    page = page_beside(whole.name)
    beside = (whole.parent / f"{page}{end}" for end in (".html", ".htm", ".xhtml") if page)
    return next((path for path in beside if path.is_file()), None)


def _offers(
    project: Project, found: Iterable[tuple[Path | str, str]], refused: list[BookError]
) -> Iterator[Offer]:
    """Files and web pages. What is not there, or may not be read, is refused."""
    for what, within in found:
        try:
            if isinstance(what, str):
                page = fetch(what)
                yield Offer(page.name, page.data, url=page.url, accessed=page.accessed, called=what)
            else:
                called = what.relative_to(within).as_posix() if within else str(what)
                yield replace(_offer(what, _inside(project, what), project), within=within, called=called)
        except BookError as error:
            refused.append(error)


def _loose(project: Project) -> Iterator[Offer]:
    """What lies in seeds/ and can be read."""
    for name in loose_seeds(project):
        if _readable(PurePosixPath(name), project.root / name):
            yield replace(_offer(project.root / name, name, project), within="seeds")


def _offer(path: Path, inside: str, project: Project) -> Offer:
    """A file with the pictures that lie beside it; `inside`: its name in the project, if it is in there."""
    data = read_given(path)
    form = format_of(path.name, data)
    root = project.root if inside else path.parent
    return Offer(inside or path.name, data, bool(inside), beside(path, data, form, root), called=path.name)


def _readable(name: PurePosixPath, path: Path) -> bool:
    """A format that the press knows by its name; nothing hidden, nor what a browser saves beside a page."""
    from book.read.archive import hidden

    if name.suffix.lower() not in FORMATS or hidden(name):
        return False
    if name.suffix.lower() == ".json":  # a note of Google Keep's has a page beside it, which shows it
        pages = (path.with_suffix(end) for end in (".html", ".htm"))
        return is_saved(read_given(path)) and not any(page.is_file() for page in pages)
    return name.suffix.lower() != ".xml" or is_feed(read_given(path))  # much that is XML is no text


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _inside(project: Project, path: Path) -> str:
    """The file's name in the project, if that is where it is."""
    try:
        return Path(os.path.realpath(path)).relative_to(project.root).as_posix()
    except ValueError:
        return ""


def _free_name(name: str, taken: set[str]) -> str:
    """seeds/NAME, with a number where a file of that name (whatever its ending) is there already."""
    name = re.sub(r"[\x00-\x1f\x7f\\/:*?\"<>|#\ud800-\udfff]+", "-", unicodedata.normalize("NFC", name))
    stem, suffix = Path(name).stem, Path(name).suffix
    n, free = 2, stem
    while free.lower() in taken:
        free, n = f"{stem}-{n}", n + 1
    return f"seeds/{free}{suffix}"


def _in_order(drafts: list[Draft], order: str) -> list[Draft]:
    if order == "date":
        return sorted(drafts, key=lambda d: (not d.says("date"), d.says("date")))
    if order == "title":
        return sorted(drafts, key=lambda d: (not d.says("title"), d.says("title").casefold()))
    return drafts


def _write(project: Project, text: str, drafts: list[Draft], taken: Intake) -> Started:
    """The seeds first, then the plan, which makes it done; of what is refused or stopped nothing stays."""
    if drafts:
        from book.compose import manifest

        manifest.parse(text, project.manifest)
    made: list[Path] = []
    folders = {(project.root / name).parent for name in taken.files} | {project.root / "seeds", project.root}
    fresh = sorted((folder for folder in folders if not folder.exists()), reverse=True)  # the inmost first
    with disk(project.root):
        try:
            (project.root / "seeds").mkdir(parents=True, exist_ok=True)
            for name, data in taken.files.items():
                path = project.root / name
                if not path.exists():
                    path.parent.mkdir(parents=True, exist_ok=True)
                    put(path, data)
                    made.append(path)
            put(project.plan, text.encode())
        except BaseException:
            for path in made:
                path.unlink(missing_ok=True)
            for folder in fresh:
                with contextlib.suppress(OSError):
                    folder.rmdir()
            raise
    asked = tuple(question for d in drafts for question in questions(d))
    return Started(project.plan, tuple(d.seed.name for d in drafts), asked, taken.left, taken.refused)


def writable(project: Project) -> None:
    """Raises OutputError for a plan that somebody keeps from being written: another file in its place would
    be no answer."""
    if project.plan.exists() and not os.access(project.plan, os.W_OK):
        raise OutputError(
            "cannot write: the plan is read-only",
            where=Place(project.manifest),
            hint=f"`chmod u+w {quote(project.manifest)}` lets it be written, where it is yours",
        )


def write_plan(project: Project, text: str) -> None:
    """Put `text` in the plan's place, if it is a plan; whole or not at all.

    Raises ManifestError for a plan that says what it must not, OutputError where the disk refuses or the plan
    is kept from being written.
    """
    from book.compose import manifest

    manifest.parse(text, project.manifest)
    writable(project)
    with disk(project.manifest):
        put(project.plan, text.encode())
