"""From seeds and a plan to the whole book, composed: all that is done before there is an edition of it.

Pure: values in, values out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType

from book import cores
from book import ledger as ledgers
from book.compose import compose, set_plan
from book.compose.crosslinks import untracked
from book.compose.foreign import speak
from book.compose.pictures import illustrate
from book.errors import BookError, Place, every, together
from book.intake import NOTHING, Shared, furniture, language_in, mark, prove, show
from book.languages import load as load_language
from book.languages import of_piece as piece_language
from book.ledger import Record
from book.model import (
    Account,
    Anthology,
    Change,
    Entry,
    Finding,
    Galley,
    Manifest,
    Piece,
    Reading,
    Seed,
    Style,
)
from book.read import read
from book.recover import lift
from book.recover.kept import unlifted
from book.recover.lifting import appended_lines
from book.rules import HOUSE, Pack
from book.typeset import typeset, typeset_text

Progress = Callable[[str, int, int], None]
"""Called before each step: its name (clean, compose, cover, print, epub, proof; for each further file also
screen, printer, wrap, booklet), its number, of how many; and within print before each page whose lines are to
be broken (lines) or that is laid out (pages), of about how many."""

STEPS = ("compose", "cover", "print", "epub", "proof")
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


def silent(step: str, n: int, total: int) -> None:
    """The progress of someone who doesn't look."""


def step(progress: Progress, name: str) -> None:
    """Tell of one of the `STEPS`, before it."""
    progress(name, STEPS.index(name) + 1, len(STEPS))


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
    step(progress, "compose")
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
    code = entry.language or language_in(language, seed, reading)
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
