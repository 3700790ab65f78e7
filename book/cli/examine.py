"""`book audit` and `book check`: what became of every line, and what the finished files are worth."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from book.cli.show import Show, counted, in_project, project_at, speaks, tally
from book.errors import FindingsError
from book.model import Finding, Severity

if TYPE_CHECKING:
    from book.ledger import Record, Totals
    from book.model import Chapter
    from book.prepress import Copy

_WIDTH = 96


@click.command()
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it."
)
@click.option("--full", is_flag=True, help="Print long lines whole.")
@in_project
@speaks
def audit(show: Show, form: str, full: bool, where: Path | None) -> int:
    """Tell what became of every line, and why.

    Every line that was dropped or moved and every change within a line, with its rule; totals for each
    piece; the state of the rights; all that cleaning wants looked at. Reads the plan and the seeds anew.
    Fails (9) if any line is unaccounted for.
    """
    from book.project import prepare

    show.as_json = show.as_json or form == "json"
    copy = prepare(project_at(where))
    broken = [f for f in copy.findings if f.check.startswith("audit.")]
    code = FindingsError.exit_code if broken else 0
    show.answer(_audit_form(copy, code))
    if show.as_json:
        return code
    for chapter in copy.anthology.chapters:
        _tell_piece(show, copy, chapter, full)
    show.findings(copy.findings, to=show.out)
    lines = sum(len(p.reading.lines) for p in copy.prepared)
    if broken:
        raise FindingsError(
            f"the audit is not whole: {counted(len(broken), 'line')} of {lines} not accounted for",
            hint="this is a fault of the press: please report it with the seed",
        )
    show.say(
        f"{counted(len(copy.prepared), 'piece')}, {counted(lines, 'line')}: every line is accounted for",
        "bold",
    )
    return code


def _tell_piece(show: Show, copy: Copy, chapter: Chapter, full: bool) -> None:
    from book import ledger

    account = next(a for a in copy.anthology.accounts if a.key == chapter.piece.key)
    records = [r for r in copy.ledger if r.piece == chapter.piece.key]
    show.say(f"{chapter.number}. {chapter.piece.title} · {chapter.byline}", "bold")
    show.say(f"   {account.galley.seed} · {_figures(ledger.totals(account))}")
    show.say(f"   rights: {chapter.piece.rights.status}")
    moved = [r for r in records if r.fate == "moved"]
    dropped = [r for r in records if r.fate == "dropped" and r.role != "blank"]
    _tell_lines(show, "moved out of the text", moved, full)
    _tell_lines(show, "dropped", dropped, full)
    _tell_changes(show, records)
    show.say("")


def _figures(figures: Totals) -> str:
    roles = ", ".join(f"{n} {role}" for role, n in figures.dropped_by_role.items())
    parts = [
        f"{100 * figures.share:.1f} % kept",
        f"{counted(figures.kept, 'line')} kept",
        f"{figures.moved} moved",
        f"{figures.dropped} dropped" + (f" ({roles})" if roles else ""),
        f"{figures.blank} blank",
        counted(figures.changes, "change"),
    ]
    return " · ".join(parts)


def _tell_lines(show: Show, heading: str, records: list[Record], full: bool) -> None:
    """The lines below the rule that decided on them, which is told once for a run of lines."""
    if records:
        show.say(f"   {heading}", "underline")
    told = ""
    for record in records:
        to = f" → {', '.join(record.fields)}" if record.fields else ""
        because = f" ({record.because})" if record.because else ""
        rule = f"{record.role}{to} · {record.rule}{because}"
        if rule != told:
            show.say(f"     {rule}", "dim")
            told = rule
        text = record.before.strip() if full else _clipped(record.before, show.columns - 10)
        show.say(f"   {record.line:>5}  {text}")


def _tell_changes(show: Show, records: list[Record]) -> None:
    changes = [(r.line, change) for r in records for change in r.changes]
    if changes:
        show.say("   changed", "underline")
    for line, change in changes:
        show.say(f"   {line or '—':>5}  {_seen(change.before)} → {_seen(change.after)}  [{change.rule}]")


def _clipped(text: str, most: int) -> str:
    text = " ".join(text.split())
    most = min(most, _WIDTH)
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _seen(text: str) -> str:
    """The words with their invisible characters made visible."""
    marks = {"\u00a0": "⍽", "\u202f": "⍽", "\u2009": "⍽", "\t": "⇥", "\u00ad": "‧", "\u2060": "⁀", "\n": "⏎"}
    return "".join(marks.get(c, c if c.isprintable() else f"<U+{ord(c):04X}>") for c in text) or "∅"


def _audit_form(copy: Copy, code: int) -> dict[str, Any]:
    from book import ledger
    from book.project import finding_form

    pieces = []
    for chapter in copy.anthology.chapters:
        account = next(a for a in copy.anthology.accounts if a.key == chapter.piece.key)
        figures = ledger.totals(account)
        pieces.append(
            {
                "key": chapter.piece.key,
                "source": account.galley.seed,
                "title": chapter.piece.title,
                "byline": chapter.byline,
                "rights": chapter.piece.rights.status,
                "share": round(figures.share, 4),
                "totals": {
                    "lines": figures.lines,
                    "kept": figures.kept,
                    "moved": figures.moved,
                    "dropped": figures.dropped,
                    "blank": figures.blank,
                    "changes": figures.changes,
                    "dropped_by_role": dict(figures.dropped_by_role),
                },
                "lines": [r.form() for r in copy.ledger if r.piece == chapter.piece.key],
            }
        )
    return {
        "title": copy.anthology.title,
        "pieces": pieces,
        "book": [r.form() for r in copy.ledger if not r.piece],
        "findings": [finding_form(f) for f in copy.findings],
        "whole": code == 0,
        "exit": code,
    }


@click.command()
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@in_project
@speaks
def check(show: Show, strict: bool, where: Path | None) -> int:
    """Check the finished files, and list what wants looking at.

    Each finding has its place and what to do. What could not be checked is listed as not run. Fails (9) on
    an error; with --strict on a warning too.
    """
    from book.project import check as run_check
    from book.project import finding_form

    with show.progress() as progress:
        checked = run_check(project_at(where), progress)
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    bad = [f for f in checked.findings if f.severity in grave]
    code = FindingsError.exit_code if bad else 0
    show.answer(
        {
            "findings": [finding_form(f) for f in checked.findings],
            "not_run": [{"check": name, "why": why} for name, why in checked.not_run],
            "exit": code,
        }
    )
    if show.as_json:
        return code
    show.findings(_sorted(checked.findings), to=show.out)
    for name, why in checked.not_run:
        show.say(f"not run: {name}: {why}", "magenta")
    show.say(tally(checked.findings) or "nothing to look at", "bold")
    return code


def _sorted(findings: tuple[Finding, ...]) -> list[Finding]:
    order = list(Severity)
    return sorted(findings, key=lambda f: (order.index(f.severity), f.place.file, f.place.line or 0))
