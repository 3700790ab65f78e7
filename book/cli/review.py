"""`book review`: every decision in a browser, and the editor's word on it into the plan."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from book.cli.show import Show, in_project, project_at, shown, speaks
from book.errors import UsageError

if TYPE_CHECKING:
    from book.desk import Desk
    from book.project import Project


@click.command()
@click.option(
    "--port",
    metavar="NUMBER",
    type=click.IntRange(0, 65535),
    help="The port; without it always the same for this book, or a free one (0).",
)
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@click.option(
    "--static",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the page to this file instead, to read or to mail: nothing can be saved from it.",
)
@in_project
@speaks
def review(show: Show, port: int | None, no_browser: bool, static: Path | None, where: Path | None) -> int:
    """See every decision in a browser, and overrule it.

    Serves a page on this machine only: for each piece its source with every line marked, beside the piece
    as it is set. What you decide is written into anthology.toml, with its comments and its order kept;
    `book build` makes the book of it. Ends with Ctrl+C.
    """
    from book.desk import page, sheet
    from book.project import desk_files, prepare
    from book.project.writing import disk, put

    project = project_at(where)
    if static is not None:
        text = page(sheet(prepare(project)), desk_files(project))
        with disk(static):
            put(static, text.encode())
        show.answer({"review": str(static)})
        show.say(f"{shown(static)}: the review, to read or to mail")
        return 0
    try:
        desk = at_port(project, port)
    except OSError as error:
        raise UsageError(
            f"the page cannot be served on port {port}: {error.strerror}",
            hint="without --port a free one is taken",
        ) from error
    desk.look()  # a plan that is wrong is told here, not in the browser
    show.answer({"address": desk.address})
    show.say(f"reviewing {shown(project.plan)} at\n  {desk.address}\nCtrl+C ends it")
    if not no_browser and not show.as_json:
        click.launch(desk.address)
    if hasattr(signal, "SIGPIPE"):  # a browser that goes away before it has its answer ends nothing
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    try:
        desk.serve()
    except KeyboardInterrupt:
        show.say("\nended; what was saved is in the plan")
    finally:
        desk.close()
    return 0


def at_port(project: Project, port: int | None) -> Desk:
    """The desk on this port; without one, on the book's own where that is free. Raises OSError."""
    from book.desk import Desk, own_port

    if port is not None:
        return Desk(project, port)
    try:
        return Desk(project, own_port(project))
    except OSError:
        return Desk(project)
