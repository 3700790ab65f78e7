"""`book new`, `add`, `list`, `schema`: an anthology's plan."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import click

from book.cli.show import Show, counted, echo, error_form, in_project, project_at, shown, speaks

if TYPE_CHECKING:
    from book.model import Account, Chapter
    from book.project.start import Started

_ASKED = 12
"""Questions that are told; of an export of hundreds of pieces most are one, over and over."""


def _folder(context: click.Context, parameter: click.Parameter, value: str) -> Path:
    """The anthology's folder: not one of the files or pages that are to come into it."""
    if not value.strip():
        raise click.BadParameter("its name is empty.")
    if "://" in value or Path(value).is_file():
        raise click.BadParameter(
            f"{value!r} is no folder. Name the folder of the anthology, then what comes into it."
        )
    return Path(value)


@click.command()
@click.argument("folder", callback=_folder)
@click.argument("files", metavar="[FILE|FOLDER|URL]...", nargs=-1)
@click.option("--title", help="The book's title; without it, the folder's name.")
@click.option("--language", metavar="xx", help="The book's language (BCP 47); else what most pieces are in.")
@click.option(
    "--order",
    type=click.Choice(["given", "date", "title"]),
    default="given",
    help="How to order the pieces; by date, those without one come last.",
)
@speaks
def new(
    show: Show, folder: Path, files: tuple[str, ...], title: str | None, language: str | None, order: str
) -> int:
    """Start an anthology in FOLDER, of files and web pages.

    Files are copied into seeds/ as they are, and web pages are fetched into it, once; anthology.toml gets an
    entry for each, with what the file says of itself beside it. Of a folder, the files in it and below it
    that can be read are taken; of a WordPress export, a feed (RSS, Atom), an EPUB or a ZIP, the pieces in it.
    A file that you name and that cannot be read is reported; the rest is taken, and the exit code is 4.
    """
    from book.project.start import start

    with show.progress() as progress:
        started = start(folder, files, title=title, language=language, order=order, progress=progress)
    show.answer(_form(started))
    show.say(f"{shown(started.plan)} · {counted(len(started.added), 'piece')}", "bold")
    for told in started.left:
        show.say(told)
    _tell_next(show, folder, started.added, started.questions)
    return _tell_refused(show, started)


def _form(started: Started) -> dict[str, Any]:
    return {
        "plan": str(started.plan),
        "added": list(started.added),
        "left": list(started.left),
        "refused": [error_form(error) for error in started.refused],
        "exit": _code(started),
    }


def _code(started: Started) -> int:
    return started.refused[0].exit_code if started.refused else 0


def _tell_refused(show: Show, started: Started) -> int:
    """What was named and could not be taken, last, where it is seen. Returns the exit code."""
    for error in () if show.as_json else started.refused:
        show.error(error)
    return _code(started)


def _tell_next(show: Show, folder: Path, added: tuple[str, ...], questions: tuple[str, ...]) -> None:
    _tell_questions(show, questions)
    at = f" -C {quote(shown(folder))}" if folder.resolve() != Path.cwd() else ""
    if added:
        show.say(f"next: look at the plan, or at every line with `book review{at}`; then `book build{at}`")
    else:
        show.say(f"next: put files in {shown(folder / 'seeds')}, then `book add{at}`")


def _tell_questions(show: Show, questions: tuple[str, ...]) -> None:
    """The first of them; the plan has what a file does not say at each piece."""
    few = questions if len(questions) <= _ASKED + 1 else questions[:_ASKED]
    for question in few:
        show.say(f"  {question}", "yellow")
    if len(questions) > len(few):
        show.say(f"  and {len(questions) - len(few)} more: the plan has each at its piece", "yellow")


@click.command()
@click.argument("files", metavar="[FILE|FOLDER|URL]...", nargs=-1)
@in_project
@speaks
def add(show: Show, files: tuple[str, ...], where: Path | None) -> int:
    """Add files and web pages to the anthology.

    They come after the pieces that it has. Without any, adds what lies in seeds/ and is not in the plan yet.
    Nothing that is in the plan changes. A file that you name and that cannot be read is reported; the rest
    is added, and the exit code is 4.
    """
    from book.project import start

    project = project_at(where)
    with show.progress() as progress:
        added = start.add(project, files, progress)
    show.answer(_form(added))
    for name in added.added:
        show.say(f"added {name}", "green")
    for told in added.left:
        show.say(told)
    _tell_questions(show, added.questions)
    if not added.added and not added.left:
        here = "every file in seeds/" if not files else "the rest" if added.refused else "all of it"
        show.say(f"nothing to add: {here} is in the plan")
    return _tell_refused(show, added)


@click.command("list")
@in_project
@speaks
def listing(show: Show, where: Path | None) -> int:
    """List the pieces in their order.

    Each with its title, author, date, outlet (where it appeared), state of the rights, and seed (its file).
    """
    from book.project import prepare

    copy = prepare(project_at(where))
    pairs = zip(copy.anthology.chapters, copy.prepared, strict=True)
    rows = [_row(chapter, prepared.account) for chapter, prepared in pairs]
    show.answer({"title": copy.anthology.title, "pieces": rows})
    if not show.as_json and not show.quiet:
        _tell_rows(show, rows)
    return 0


def _row(chapter: Chapter, account: Account) -> dict[str, Any]:
    piece = chapter.piece
    return {
        "number": chapter.number,
        "key": piece.key,
        "part": chapter.part,
        "title": piece.title,
        "byline": chapter.byline,
        "date": piece.date or None,
        "outlet": piece.outlet or None,
        "rights": piece.rights.status,
        "seed": account.galley.seed,
    }


def _tell_rows(show: Show, rows: list[dict[str, Any]]) -> None:
    """On a terminal a table, or where that is too wide a few lines for each; in a pipe tabs between them."""
    fields = ("number", "title", "byline", "date", "outlet", "rights", "seed")
    if not show.out.is_terminal:
        for row in rows:
            echo("\t".join("" if row[f] is None else str(row[f]) for f in fields))
        return
    cells = [[("—" if row[f] is None else str(row[f])) for f in fields] for row in rows]
    if not _tell_table(show, fields, cells):
        _tell_stacked(show, fields, cells)


def _tell_table(show: Show, fields: Sequence[str], cells: Sequence[Sequence[str]]) -> bool:
    """The rows in columns, where the terminal is wide enough. Returns whether it is."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for field in fields:
        table.add_column("" if field == "number" else field, no_wrap=True)
    for row in cells:
        table.add_row(*map(Text, row))
    if show.out.measure(table, options=show.out.options.update(width=10_000)).maximum > show.out.width:
        return False
    show.out.print(table, soft_wrap=False)
    return True


def _tell_stacked(show: Show, fields: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
    """Each row on a few lines: the title, what is known, the file."""
    for row in cells:
        known = dict(zip(fields, row, strict=True))
        indent = " " * (len(str(len(cells))) + 2)
        show.say(f"{known['number']:<{len(indent)}}{known['title']}", "bold")
        about = [known[f] for f in ("byline", "date", "outlet") if known[f] != "—"]
        show.say(indent + " · ".join([*about, f"rights: {known['rights']}"]))
        show.say(indent + known["seed"], "dim")


@click.command()
def schema() -> None:
    """Print the JSON Schema of anthology.toml."""
    from book.compose.manifest import schema

    echo(json.dumps(schema(), ensure_ascii=False, indent=2))
