"""The order of the rooms, on one page: from seeds and a plan (`book.prepress`) to the editions.

Pure: values in, values out. The disk is `book.project`'s, the screen is `book.cli`'s.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from book.compose import compose
from book.compose.editions import PLAN, expanded, manifest_of, reference, wanted
from book.compose.editions import media as media_of
from book.errors import (
    DataError,
    ManifestError,
    MissingToolError,
    UsageError,
)
from book.languages import load as load_language
from book.ledger import Record
from book.model import (
    Anthology,
    Edition,
    Finding,
    Manifest,
    Pagination,
    Seed,
    Style,
    Wanted,
)
from book.prepress import STEPS, Copy, Progress, prepare, silent, step
from book.proof import proof
from book.render import booklet, cover, epub, evaluation, paper, proofsheet
from book.render.bindery import Bindery
from book.render.onpaper import on_paper
from book.render.profiles import profile
from book.render.setfonts import Keep, anew
from book.render.trims import trim
from book.rules import Pack

READ = ("epub", "print")
"""The media that proof is read of; `book.compose.editions` tells of the others."""

_FURTHER = {"print": "printer", "cover": "wrap"}  # steps within that of print


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

    step(progress, "cover")
    front = cover.draw(anthology, style, language)
    findings += cover.unsettable(anthology, style)

    step(progress, "print")
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
        step(progress, "epub")
        reflowing, noticed = epub.render(anthology, style, language, front, pagination)
        made.insert(0, ("epub", reflowing))
        made.append(("epub", evaluation.report(anthology, style, language, pagination)))
        findings += noticed

    step(progress, "proof")
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
