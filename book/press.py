"""The order of the rooms, on one page.

Pure: values in, values out. The disk is `book.project`'s, the screen is `book.cli`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType

from book import cores
from book import ledger as ledgers
from book.compose import compose, set_plan
from book.compose.crosslinks import untracked
from book.compose.editions import PLAN, expanded, manifest_of, reference, wanted
from book.compose.editions import media as media_of
from book.compose.foreign import speak
from book.compose.pictures import illustrate
from book.errors import (
    BookError,
    DataError,
    ManifestError,
    MissingToolError,
    Place,
    UsageError,
    every,
    together,
)
from book.intake import NOTHING, Shared, furniture, mark, prove, show
from book.languages import load as load_language
from book.languages import of_piece as piece_language
from book.ledger import Record
from book.model import (
    Account,
    Anthology,
    Change,
    Edition,
    Entry,
    Finding,
    Galley,
    Manifest,
    Pagination,
    Piece,
    Reading,
    Seed,
    Style,
    Wanted,
)
from book.proof import proof
from book.read import read
from book.recover import lift
from book.recover.kept import unlifted
from book.recover.lifting import appended_lines
from book.render import booklet, cover, epub, evaluation, paper, proofsheet
from book.render.bindery import Bindery
from book.render.onpaper import on_paper
from book.render.profiles import profile
from book.render.setfonts import Keep, anew
from book.render.trims import trim
from book.rules import HOUSE, Pack
from book.typeset import typeset, typeset_text

READ = ("epub", "print")
"""The media that proof is read of; `book.compose.editions` tells of the others."""

Progress = Callable[[str, int, int], None]
"""Called before each step: its name (clean, compose, cover, print, epub, proof; for each further file also
screen, printer, wrap, booklet), its number, of how many; and within print before each page whose lines are to
be broken (lines) or that is laid out (pages), of about how many."""

STEPS = ("compose", "cover", "print", "epub", "proof")
_FURTHER = {"print": "printer", "cover": "wrap"}  # steps within that of print
_NOWHERE = Place()
NO_PICTURES: Mapping[str, Seed] = MappingProxyType({})
_Thing = tuple[Entry, Seed, Reading, Mapping[str, Seed]]


@dataclass(frozen=True, slots=True)
class Prepared:
    """One seed, all the way to a typeset piece, with the account of it."""

    piece: Piece
    account: Account
    reading: Reading
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class Standing:
    """What was prepared, kept for a plan that says otherwise of some pieces, as type is kept standing.

    It is of use as long as the files and the rules are the same.
    """

    of: tuple[Mapping[str, Seed], tuple[Pack, ...]] | None = None
    readings: Mapping[str, Reading] = field(default_factory=dict)
    repeats: Shared = NOTHING
    language: str = ""
    pieces: dict[Entry, tuple[Place, Prepared]] = field(default_factory=dict)
    """By their entries, wherever in the plan those stand; and where they stood."""

    def begin(self, manifest: Manifest, seeds: Mapping[str, Seed], house: tuple[Pack, ...]) -> None:
        """See to it that all seeds are read, and their repeats known; what is of no use any more goes.

        Raises SeedError for what is no text.
        """
        names = list(dict.fromkeys(entry.seed for entry in manifest.pieces))
        if self.language != manifest.language:
            self.language, self.pieces = manifest.language, {}
        if self.of == (seeds, house) and self.readings.keys() == set(names):
            return
        self.of, self.pieces = None, {}
        self.readings = dict(zip(names, every(lambda name: read(seeds[name]), names), strict=True))
        self.repeats = furniture(self.readings.values())
        self.of = (seeds, house)

    def piece(self, entry: Entry) -> Prepared | None:
        """What was made of such an entry, what it tells of the plan told of where the entry stands now."""
        if (made := self.pieces.get(replace(entry, place=_NOWHERE))) is None:
            return None
        (before, piece), now = made, entry.place

        def moved(place: Place) -> Place:
            if (place.file, place.line) != (before.file, before.line):
                return place
            return replace(now, key=now.key + place.key.removeprefix(before.key))

        return replace(piece, findings=tuple(replace(f, place=moved(f.place)) for f in piece.findings))

    def keep(self, made: Iterable[tuple[Entry, Prepared]]) -> None:
        """These pieces, and no others, stand."""
        self.pieces = {replace(entry, place=_NOWHERE): (entry.place, piece) for entry, piece in made}


@dataclass(frozen=True, slots=True)
class Copy:
    """The whole book before an edition of it exists: what `audit` and `check` need of it."""

    anthology: Anthology
    prepared: tuple[Prepared, ...]
    ledger: tuple[Record, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """What the press made, and what it could not make for want of something outside Python."""

    anthology: Anthology
    editions: tuple[Edition, ...]
    media: tuple[str, ...]  # of each edition
    ledger: tuple[Record, ...]
    findings: tuple[Finding, ...]
    pagination: Pagination | None = None
    missing: tuple[MissingToolError, ...] = ()
    planned: tuple[str, ...] = ()  # the media that the manifest asks for


def silent(step: str, n: int, total: int) -> None:
    """The progress of someone who doesn't look."""


def make(
    manifest: Manifest,
    seeds: Mapping[str, Seed],
    style: Style,
    *,
    media: Sequence[str] = (PLAN,),
    house: tuple[Pack, ...] = (),
    epoch: int | None = None,
    progress: Progress = silent,
    keep: Keep = anew,
) -> Made:
    """The editions of `manifest`, in the given `media`, from `seeds` (by the names that the manifest uses).

    The print pages are laid out whatever is asked for, since the EPUB's page list is theirs. Without
    Pango the EPUB is made all the same, and the error is in `missing`. `house` is the book's own packs of
    rules; `epoch`: SOURCE_DATE_EPOCH, in seconds; `keep` has what was made before. Raises BookError for what
    stops the press.
    """
    planned = expanded([PLAN], manifest)
    media = expanded(media, manifest)
    for medium in media:
        _known(medium, manifest, style)
    main = reference(manifest)
    own = manifest_of(main, manifest)
    copy = prepare(own, seeds, style=style, house=house, epoch=epoch, progress=progress)
    anthology, language = copy.anthology, load_language(copy.anthology.language)
    findings = list(copy.findings)
    made: list[tuple[str, Edition]] = []
    missing: list[MissingToolError] = []
    pagination: Pagination | None = None

    _step(progress, "cover")
    front = cover.draw(anthology, style, language)
    findings += cover.unsettable(anthology, style)

    _step(progress, "print")
    bindery = Bindery(style, language, keep, progress)
    try:
        pagination = bindery.pages(anthology).pagination
        for medium in (m for m in media if m != "epub"):
            kind = medium.partition(":")[0]
            if medium != "print":
                progress(_FURTHER.get(kind, kind), STEPS.index("print") + 1, len(STEPS))
            edition = wanted(medium, manifest)
            files, noticed = bindery.make(kind, _as_in(edition, manifest, copy, epoch, style), edition)
            made += [(medium, file) for file in files]
            findings += noticed
        findings += bindery.findings
    except MissingToolError as error:
        missing.append(error)

    if "epub" in media:
        _step(progress, "epub")
        reflowing, noticed = epub.render(anthology, style, language, front, pagination)
        made.insert(0, ("epub", reflowing))
        made.append(("epub", evaluation.report(anthology, style, language, pagination)))
        findings += noticed

    _step(progress, "proof")
    read_of = READ if media_of(main)[0] == "print" else READ[:1]
    findings += read_proof(anthology, [e for medium, e in made if medium in read_of], pagination)
    return Made(
        anthology=anthology,
        editions=tuple(edition for _, edition in made),
        media=tuple(medium for medium, _ in made),
        ledger=copy.ledger,
        findings=tuple(dict.fromkeys(findings)),
        pagination=pagination,
        missing=tuple(missing),
        planned=planned,
    )


def read_proof(
    anthology: Anthology, editions: Sequence[Edition], pagination: Pagination | None
) -> tuple[Finding, ...]:
    """All that is found in the finished `editions`: the EPUB, the book's own PDF."""
    places = pagination.places if pagination else {}
    language = load_language(anthology.language)
    return proof(anthology, editions, pagination, on_paper(anthology, language, places))


def proofread(
    manifest: Manifest, copy: Copy, style: Style, progress: Progress = silent, keep: Keep = anew
) -> Edition:
    """The pages of the book with marks on them: what typesetting is unsure of, what it changed, and findings.

    `progress` is told before each of two steps; `keep` has what was made before. Raises MissingToolError
    without Pango.
    """
    language = load_language(manifest.language)
    progress("print", 1, 2)
    laid_out = paper.lay_out(copy.anthology, style, language, keep=keep, tell=progress)
    progress("marks", 2, 2)
    accounts = [prepared.account for prepared in copy.prepared]
    return proofsheet.render(laid_out, accounts, (*copy.findings, *laid_out.findings))


def _known(medium: str, manifest: Manifest, style: Style) -> None:
    """See to it that a printer, trim size or paper that nobody knows is told before the work, not after.

    Raises ManifestError where the manifest names it, else DataError; UsageError for a cover of what has none.
    """
    edition = wanted(medium, manifest)
    if edition.profile == "epub":
        return
    table = f"{edition.place.key}." if edition in manifest.editions else ""
    try:
        key = "trim"
        trim(style.trims, edition.trim or manifest.trim)
        key = "profile"
        asked = None if edition.profile == "booklet" else profile(style.profiles, edition.profile)
        key = "paper"
        if asked:
            asked.on(edition.paper)
        else:
            booklet.sheet(edition.paper)
    except DataError as error:
        if key == "trim" and error.where.key:  # its table is there, and has something wrong
            raise
        if key == "trim" and not edition.trim:
            table = "book."
        elif not table or not getattr(edition, key):
            raise
        raise ManifestError(error.what, where=manifest.where(table + key), hint=error.hint) from error
    if medium.startswith("cover") and not (asked and asked.is_bound):
        raise UsageError(f"nothing is bound for {edition.profile!r}: there is no cover to print round it")


def _as_in(edition: Wanted, manifest: Manifest, copy: Copy, epoch: int | None, style: Style) -> Anthology:
    """The book as an edition has it: its colofon tells the edition's own ISBN."""
    own, usual = manifest_of(edition, manifest), copy.anthology.manifest
    if (own.trim, own.isbn_print) == (usual.trim, usual.isbn_print):
        return copy.anthology
    pieces = [prepared.piece for prepared in copy.prepared]
    return compose(
        replace(usual, trim=own.trim, isbn_print=own.isbn_print),
        pieces,
        copy.anthology.accounts,
        load_language(usual.language),
        epoch=epoch,
        style=style,
    )


def prepare(
    manifest: Manifest,
    seeds: Mapping[str, Seed],
    *,
    style: Style | None = None,
    house: tuple[Pack, ...] = (),
    epoch: int | None = None,
    progress: Progress = silent,
    standing: Standing | None = None,
) -> Copy:
    """Seeds and plan to the whole book, composed: everything but the editions.

    The style tells the colofon its fonts; without one the colofon names none. `standing`: what was prepared
    before, and is kept. Raises BookError for what stops the press: what is so of several pieces, of all of
    them at once.
    """
    kept = standing or Standing()
    kept.begin(manifest, seeds, house)
    work = partial(_tried, partial(_prepared, language=manifest.language, repeats=kept.repeats, house=house))
    made = {entry.key: piece for entry in manifest.pieces if (piece := kept.piece(entry))}
    things = [
        (
            entry,
            seeds[entry.seed],
            kept.readings[entry.seed],
            {i.file: seeds[i.file] for i in entry.images if i.file in seeds},
        )
        for entry in manifest.pieces
        if entry.key not in made
    ]
    worth = sum(len(reading.lines) for _, _, reading, _ in things) >= cores.MANY_LINES
    wrong: list[BookError] = []
    progress("clean", 1, len(things))
    for n, done in enumerate(cores.each(work, things, worth=worth), 1):
        if isinstance(done, BookError):
            wrong.append(done)
        else:
            made[things[n - 1][0].key] = done
        if n < len(things):
            progress("clean", n + 1, len(things))
    if wrong:
        raise together(wrong)
    prepared = tuple(made[entry.key] for entry in manifest.pieces)
    kept.keep(zip(manifest.pieces, prepared, strict=True))
    _step(progress, "compose")
    language = load_language(manifest.language)
    manifest, changes = _set_manifest(manifest)
    accounts = tuple(p.account for p in prepared)
    anthology = compose(manifest, [p.piece for p in prepared], accounts, language, epoch=epoch, style=style)
    book = (ledgers.outside("", manifest.file, changes),) if changes else ()
    findings = (
        *prove(house, HOUSE),
        *(f for p in prepared for f in p.findings),
        *ledgers.likeness([(p.piece, p.account.galley) for p in prepared]),
    )
    return Copy(anthology, prepared, book + ledgers.records(accounts), findings)


def _tried(work: Callable[[_Thing], Prepared], thing: _Thing) -> Prepared | BookError:
    """One piece of the plan, or what is wrong with it, which is told with what is wrong with the others."""
    try:
        return work(thing)
    except BookError as error:
        return error


def _prepared(
    thing: _Thing,
    *,
    language: str,
    repeats: Shared,
    house: tuple[Pack, ...],
) -> Prepared:
    """One piece of the plan, from its lines to its typeset blocks."""
    entry, seed, reading, pictures = thing
    code = entry.language or language
    return set_piece(mark(seed, reading, code, entry, repeats, house), reading, entry, code, pictures)


def set_piece(
    galley: Galley, reading: Reading, entry: Entry, code: str, pictures: Mapping[str, Seed] = NO_PICTURES
) -> Prepared:
    """A marked seed to a typeset piece in the language `code`, with what became of each of its lines.

    `pictures` has those that the entry gives the piece, by their names.
    """
    found, seen = show(galley, reading, entry, pictures)
    own = frozenset(seed.name for seed in reading.pictures)
    bare = lift(galley, entry, found)
    lifted, placed = illustrate(bare, entry, found, own)
    set_, changes, noticed = typeset(lifted, piece_language(code))
    spoken, unsaid = speak(set_, entry)
    piece, cleaned = untracked(spoken)
    behind = (galley.verdicts[i].line for i in appended_lines(galley, entry))
    appended = frozenset(
        line.number for line in behind if not line.blank and (line.image is None or line.image.name in found)
    )
    return Prepared(
        piece=piece,
        account=Account(piece.key, galley, galley.changes + changes + cleaned, appended),
        reading=reading,
        findings=(
            *ledgers.audit(reading, galley),
            *galley.findings,
            *unlifted(galley, bare),
            *ledgers.losses(galley, appended),
            *seen,
            *placed,
            *noticed,
            *unsaid,
        ),
    )


def _set_manifest(manifest: Manifest) -> tuple[Manifest, tuple[Change, ...]]:
    """The plan with its printed words typeset, and what that changed."""
    language = load_language(manifest.language)
    return set_plan(manifest, lambda text: typeset_text(text, language), "typeset.manifest")


def _step(progress: Progress, name: str) -> None:
    progress(name, STEPS.index(name) + 1, len(STEPS))
