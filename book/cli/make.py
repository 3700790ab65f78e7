"""`book build`: the editions."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from book.cli.show import Show, counted, in_project, project_at, shown, size, speaks, tally
from book.errors import FindingsError, MissingToolError, UsageError
from book.model import Finding, Severity

if TYPE_CHECKING:
    from book.project import Outcome

MEDIA = ("epub", "print", "screen", "cover", "booklet")
"""What can be asked for by name; without asking one gets what the plan says, else all."""


@click.command()
@click.argument("media", metavar="[epub|print|screen|cover|booklet]...", nargs=-1, type=click.Choice(MEDIA))
@click.option(
    "--profile",
    "profiles",
    metavar="NAME",
    multiple=True,
    help="For a printer, as styles/profiles.toml has it: nl, kdp, ingram, lulu; or an edition of the plan by "
    "its name. Can be repeated.",
)
@click.option("--strict", is_flag=True, help="Publish nothing where there is a warning or an error.")
@click.option("--force", is_flag=True, help="Build even if nothing changed.")
@in_project
@speaks
def build(
    show: Show,
    media: tuple[str, ...],
    profiles: tuple[str, ...],
    strict: bool,
    force: bool,
    where: Path | None,
) -> int:
    """Make the editions, in build/.

    Those that the plan's [[edition]] tables ask for, or those that are named. A plan without such tables asks
    for the EPUB, a PDF to print and one to read on a screen, the cover of the printed book (back, spine and
    front), and a booklet to print and fold at home. With --profile the interior and the cover are made as
    that printer wants them.

    Nothing is made where nothing changed. A build that fails or is stopped leaves the files of the last
    good one as they were.
    """
    from book.project import build

    asked = _asked(media, profiles)
    found = project_at(where)
    with show.progress() as progress:
        outcome = build(found, asked, strict=strict, force=force, progress=progress)
    code = _exit_code(outcome, strict)
    show.answer(_form(outcome, show.seconds, code))
    if show.as_json:
        return code
    _tell(show, outcome)
    if outcome.missing:
        for path in outcome.outdated:
            show.note(f"{shown(path)} is of an earlier build", "yellow")
        raise _told(outcome.missing[0])
    if code:
        raise FindingsError(
            f"--strict: {tally([f for f in outcome.findings if f.severity is not Severity.NOTE])}",
            hint="" if outcome.published else "nothing was published; the files of the last build stay",
        )
    return code


def _asked(media: tuple[str, ...], profiles: tuple[str, ...]) -> tuple[str, ...]:
    """The editions that were asked for, as the press names them.

    Of what is printed, one for each printer, and for nobody's printer where none is named. Without `media`:
    what the plan asks for, and both files for each printer. Raises UsageError for a printer of nothing.
    """
    if not media:
        return ("plan", *(f"{kind}:{name}" for name in profiles for kind in ("print", "cover")))
    wanted = [m for m in MEDIA if m in media]
    if profiles and not {"print", "cover"} & set(wanted):
        raise UsageError(
            f"--profile is for what a printer prints, and {' and '.join(wanted)} alone is asked for",
            hint="ask for print or cover too, or for nothing by name",
        )
    return tuple(
        f"{medium}:{name}" if name else medium
        for medium in wanted
        for name in (profiles if profiles and medium in ("print", "cover") else ("",))
    )


def _exit_code(outcome: Outcome, strict: bool) -> int:
    if outcome.missing:
        return MissingToolError.exit_code
    grave = any(f.severity is not Severity.NOTE for f in outcome.findings)
    return FindingsError.exit_code if strict and grave else 0


def _tell(show: Show, outcome: Outcome) -> None:
    """Findings first, the grave ones nearest, so that where the files are stands last."""
    told = sorted((f for f in outcome.findings if f.severity is not Severity.NOTE), key=_gravity)
    if not outcome.published:
        show.findings(told)
        return
    show.findings(told, of_a_kind=_OF_A_KIND)
    title = f"{outcome.title} · {counted(outcome.pieces, 'piece')}"
    show.say(title if outcome.changed else f"{title} · nothing changed", "bold")
    for path, medium in sorted(zip(outcome.editions, outcome.media, strict=True), key=_rank):
        what = [size(path.stat().st_size)]
        if medium == "print" and outcome.pages:
            what.insert(0, counted(outcome.pages, "page"))
        show.say(f"  {shown(path)}  ({', '.join(what)})", "green")
    if outcome.findings:
        show.say(f"  {tally(outcome.findings)}: `book check` lists them")
    show.say(f"  {show.seconds:.1f} s")


def _rank(edition: tuple[Path, str]) -> tuple[int, int, str]:
    """The order in which editions are told, made now or not: what belongs to one after it."""
    path, medium = edition
    return MEDIA.index(medium.partition(":")[0]), len(path.name), path.name


_OF_A_KIND = 3
"""Warnings of one kind that a build tells; `book check` lists every one."""


def _gravity(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR


def _told(error: MissingToolError) -> MissingToolError:
    """The error with the command that mends it on this machine."""
    from book.cli.tools import how_to_get_pango

    return error if error.hint else MissingToolError(error.what, where=error.where, hint=how_to_get_pango())


def _form(outcome: Outcome, seconds: float, code: int) -> dict[str, Any]:
    from book.cli.show import error_form
    from book.project import finding_form

    return {
        "title": outcome.title,
        "pieces": outcome.pieces,
        "pages": outcome.pages,
        "changed": outcome.changed,
        "published": outcome.published,
        "editions": [_edition_form(path) for path in outcome.editions if outcome.published],
        "ledger": str(outcome.ledger) if outcome.published else None,
        "findings": [finding_form(f) for f in outcome.findings],
        "missing": [error_form(_told(error)) for error in outcome.missing],
        "seconds": round(seconds, 3),
        "exit": code,
    }


def _edition_form(path: Path) -> dict[str, Any]:
    data = path.read_bytes()
    return {"path": str(path), "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
