"""A build from beginning to end: is there anything to do, the press, onto the disk."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from book import cache
from book.errors import BookError, MissingToolError, Place, UsageError
from book.model import Edition, Finding, Manifest, PageStart, Pagination, Severity
from book.project.files import (
    Project,
    files_of,
    load_house,
    load_manifest,
    load_seeds,
    seed_path,
    shown_beside,
)
from book.project.looks import load_style, package, profile_files, style_files, trim_files
from book.project.publish import WORK, desk, publish, unfinished
from book.rules import HOUSE

if TYPE_CHECKING:
    from book.prepress import Copy, Standing
    from book.press import Made

Progress = Callable[[str, int, int], None]

LEDGER = "ledger.jsonl"
_OF_FONTS = frozenset({"paper.foreign-font", "paper.no-glyph"})
"""The checks that tell of letters which the fonts of the style lack: the machine's decide then."""
MEDIA_TYPES = {".epub": "application/epub+zip", ".pdf": "application/pdf", ".html": "text/html"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build came to. `published` is False where `strict` held the editions back."""

    title: str
    editions: tuple[Path, ...]
    ledger: Path
    pages: int | None
    pieces: int
    changed: bool
    published: bool
    findings: tuple[Finding, ...]
    missing: tuple[MissingToolError, ...] = ()
    media: tuple[str, ...] = ()  # of each edition
    outdated: tuple[Path, ...] = ()  # editions of an earlier build that could not be made anew


def build(
    project: Project,
    media: Sequence[str] = ("plan",),
    *,
    strict: bool = False,
    force: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Make the editions in `media` (see `book.compose.editions`), unless they lie there already.

    `force` makes them anyhow; `strict` publishes nothing where there is a finding that is more than a
    note. Raises BookError; then the editions of the last good build are as they were.
    """
    epoch = source_date_epoch()
    if not force and not unfinished(project.build):
        done = _already(project, media)
        if done is not None:
            return done
    with desk(project.build):
        return _make(project, media, strict, epoch, progress)


def source_date_epoch() -> int | None:
    """SOURCE_DATE_EPOCH in seconds (reproducible-builds.org/specs/source-date-epoch), None without it."""
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not value:
        return None
    # 253402300799 is the last second of the year 9999, the last that a date can name.
    if not (value.isascii() and value.isdigit()) or int(value) > 253402300799:
        raise UsageError(
            f"SOURCE_DATE_EPOCH is {value!r}, which is no whole number of seconds since 1970",
            where=Place(key="SOURCE_DATE_EPOCH"),
            hint="SOURCE_DATE_EPOCH=$(git log -1 --format=%ct), say, or unset it",
        )
    return int(value)


def stamp_path(project: Project) -> Path:
    return project.build / WORK / "stamp.json"


def _already(project: Project, media: Sequence[str]) -> Outcome | None:
    """What lies in build/, if a build now would make the same again."""
    stamp = cache.load(stamp_path(project))
    if stamp is None or not is_fresh(project, stamp):
        return None
    report = stamp.report
    media = _planned(media, report["planned"])
    if not set(media) <= set(stamp.media):
        return None
    editions = {name: medium for name, medium in report["editions"].items() if medium in media}
    return Outcome(
        title=report["title"],
        editions=tuple(project.build / name for name in editions),
        media=tuple(editions.values()),
        ledger=project.build / LEDGER,
        pages=report["pages"],
        pieces=report["pieces"],
        changed=False,
        published=True,
        findings=tuple(finding_of(form) for form in report["findings"]),
    )


def _planned(media: Sequence[str], planned: Sequence[str]) -> tuple[str, ...]:
    """`media` with what the plan asks for in the place of 'plan'."""
    return tuple(m for medium in media for m in (planned if medium == "plan" else (medium,)))


def is_fresh(project: Project, stamp: cache.Stamp) -> bool:
    """Would a build now make the files again that `stamp` tells of?"""
    try:
        now = cache.inputs(_files(project, stamp.seeds, stamp.style), package())
    except BookError:  # a style or a seed that is gone: the build will say so
        return False
    return cache.fresh(stamp, now, project.build)


def _files(project: Project, seeds: Sequence[str], style: str) -> dict[str, Path]:
    """The files that a build reads, by a name that doesn't depend on where the project is."""
    files = {project.manifest: project.plan, HOUSE: project.rules}
    files |= {name: seed_path(project, name) for name in seeds}
    files |= {f"style {style}/{name}": path for name, path in style_files(project, style).items()}
    tables = (*trim_files(project), *profile_files(project))
    return files | {f"table {n}": path for n, path in enumerate(tables)}


def _shelf(project: Project, now: Mapping[str, str]) -> cache.Shelf:
    """Where scaled fonts are kept; `now`: `cache.inputs`, of which the press and its libraries count here."""
    return cache.Shelf(project.build / WORK / "fonts", f"{now['the press']} {now['libraries']}")


def _make(
    project: Project, media: Sequence[str], strict: bool, epoch: int | None, progress: Progress | None
) -> Outcome:
    from book import ledger, prepress, press  # the rooms, which a build that has nothing to do never enters

    plan = cache.digest_file(project.plan)  # before it is read: a later change then counts as a change
    manifest = load_manifest(project)
    seeds = tuple(dict.fromkeys(name for entry in manifest.pieces for name in files_of(entry)))
    now = cache.inputs(_files(project, seeds, manifest.style), package()) | {project.manifest: plan}
    loaded = load_seeds(project, manifest)
    pictures = shown_beside(project, loaded)
    now |= {name: cache.digest(data) if data is not None else "absent" for name, data in pictures.items()}
    seeds = tuple(dict.fromkeys((*seeds, *pictures)))
    shelf = _shelf(project, now)
    made = press.make(
        manifest,
        loaded,
        load_style(project, manifest.style),
        media=media,
        house=load_house(project),
        epoch=epoch,
        progress=progress or prepress.silent,
        keep=shelf.keep,
    )
    hold = strict and any(f.severity is not Severity.NOTE for f in made.findings)
    if not hold:
        files = {e.name: e.data for e in made.editions} | {LEDGER: ledger.jsonl(made.ledger)}
        stamp = _stamp(project, made, files, now, media, seeds, manifest.style)
        publish(project.build, files | {f"{WORK}/{stamp_path(project).name}": stamp.write()})
        shelf.tidy()
    return Outcome(
        title=made.anthology.title,
        editions=tuple(project.build / e.name for e in made.editions),
        ledger=project.build / LEDGER,
        pages=made.pagination.count if made.pagination else None,
        pieces=len(made.anthology.chapters),
        changed=True,
        published=not hold,
        findings=made.findings,
        missing=made.missing,
        media=made.media,
        outdated=_outdated(project, made, _planned(media, made.planned)),
    )


def _outdated(project: Project, made: Made, media: Sequence[str]) -> tuple[Path, ...]:
    """The PDF of the book, and the others that were asked for, where they lie there from another build."""
    if not made.missing:
        return ()
    names = dict.fromkeys(
        _pdf(made.anthology.manifest.slug, medium) for medium in ("print", *media) if medium != "epub"
    )
    return tuple(project.build / name for name in names if (project.build / name).exists())


def _pdf(slug: str, medium: str) -> str:
    """The name of the PDF in a medium, as rendering gives it: slug-nl-cover.pdf for 'cover:nl'."""
    kind, _, printer = medium.partition(":")
    return "-".join(filter(None, (slug, printer, "" if kind == "print" else kind))) + ".pdf"


def _stamp(
    project: Project,
    made: Made,
    files: Mapping[str, bytes],
    now: Mapping[str, str],
    media: Sequence[str],
    seeds: tuple[str, ...],
    style: str,
) -> cache.Stamp:
    """The stamp of this build, with what an earlier one made of the very same things."""
    outputs = {name: cache.digest(data) for name, data in files.items()}
    editions = {e.name: medium for e, medium in zip(made.editions, made.media, strict=True)}
    before = cache.load(stamp_path(project))
    if before is not None and dict(before.inputs) == dict(now):
        asked = _planned(media, made.planned)
        kept = {n: medium for n, medium in before.report["editions"].items() if medium not in asked}
        outputs |= {name: before.outputs[name] for name in kept}
        editions |= kept
    done = set(editions.values())
    if made.missing:  # with Pango the EPUB would have a page list too: nothing of this is as it should be
        done = set()
    report = {
        "title": made.anthology.title,
        "editions": dict(sorted(editions.items())),
        "pages": made.pagination.count if made.pagination else None,
        "pieces": len(made.anthology.chapters),
        "findings": [finding_form(f) for f in made.findings],
        "pagination": _pagination_form(made.pagination),
        "planned": list(made.planned),
    }
    system = cache.system_libraries()
    if any(finding.check in _OF_FONTS for finding in made.findings):
        system |= cache.fonts_of_machine()
    return cache.Stamp(now, outputs, tuple(sorted(done)), seeds, style, system, report)


# --------------------------------------------------------------------------- what was built


def prepare(
    project: Project,
    progress: Progress | None = None,
    *,
    manifest: Manifest | None = None,
    standing: Standing | None = None,
) -> Copy:
    """The book as it stands in the plan and the seeds, composed, without any edition of it.

    `manifest`: the plan as it is to be, where that is not the one on the disk; `standing`: what was prepared
    before, and is kept.
    """
    from book import prepress

    manifest = manifest or load_manifest(project)
    return prepress.prepare(
        manifest,
        load_seeds(project, manifest),
        style=load_style(project, manifest.style),
        house=load_house(project),
        epoch=source_date_epoch(),
        progress=progress or prepress.silent,
        standing=standing,
    )


def proofread(project: Project, progress: Progress | None = None) -> Path:
    """Write the printer's proof beside the editions, of the book as it stands now. Returns where it is.

    The scaled fonts are those of the editions: those that a build kept are used, new ones are kept for it.
    """
    from book import prepress, press

    manifest = load_manifest(project)
    copy, style = prepare(project, progress), load_style(project, manifest.style)
    shelf = _shelf(project, cache.inputs({}, package()))
    made = press.proofread(manifest, copy, style, progress or prepress.silent, shelf.keep)
    with desk(project.build):
        publish(project.build, {made.name: made.data})
    return project.build / made.name


@dataclass(frozen=True, slots=True)
class Built:
    """The files of the last build, re-read, and what is known of them. `current`: nothing changed since."""

    editions: tuple[Edition, ...]
    pagination: Pagination | None
    findings: tuple[Finding, ...]
    current: bool
    media: tuple[str, ...] = ()  # of each edition

    def of(self, *media: str) -> tuple[Edition, ...]:
        """The editions in the given media."""
        return tuple(e for e, medium in zip(self.editions, self.media, strict=True) if medium in media)


def load_built(project: Project) -> Built:
    """The editions as they lie in build/. Raises UsageError where nothing was built."""
    if unfinished(project.build):
        with desk(project.build):
            pass
    stamp = cache.load(stamp_path(project))
    names: dict[str, str] = stamp.report["editions"] if stamp else {}
    paths = [project.build / name for name in names]
    missing = [path for path in paths if not path.is_file()]
    if stamp is None or not paths or missing:
        raise UsageError(
            f"{missing[0].name} is not there any more" if missing else "nothing has been built yet",
            where=Place(str(project.build)),
            hint="`book build` makes the editions",
        )
    editions = tuple(Edition(p.name, p.read_bytes(), MEDIA_TYPES.get(p.suffix, "")) for p in paths)
    pagination = _pagination_of(stamp.report["pagination"])
    findings = tuple(finding_of(form) for form in stamp.report["findings"])
    return Built(editions, pagination, findings, is_fresh(project, stamp), tuple(names.values()))


def finding_form(finding: Finding) -> dict[str, Any]:
    """A finding as JSON has it."""
    return {
        "check": finding.check,
        "severity": finding.severity.value,
        "file": finding.place.file,
        "line": finding.place.line,
        "key": finding.place.key,
        "message": finding.message,
        "hint": finding.hint,
    }


def finding_of(form: Mapping[str, Any]) -> Finding:
    """The finding that `finding_form` wrote."""
    return Finding(
        form["check"],
        Severity(form["severity"]),
        Place(form["file"], form["line"], form["key"]),
        form["message"],
        form["hint"],
    )


def _pagination_form(pagination: Pagination | None) -> dict[str, Any] | None:
    if pagination is None:
        return None
    return {
        "labels": list(pagination.labels),
        "starts": [[s.label, s.block, s.letters] for s in pagination.starts],
        "width": pagination.width,
        "height": pagination.height,
        "places": dict(pagination.places),
    }


def _pagination_of(form: Mapping[str, Any] | None) -> Pagination | None:
    if form is None:
        return None
    starts = tuple(PageStart(*start) for start in form["starts"])
    return Pagination(tuple(form["labels"]), starts, form["width"], form["height"], form["places"])
