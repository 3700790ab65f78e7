"""`book preview`: the printed book at a glance."""

from __future__ import annotations

from pathlib import Path

import click

from book.cli.show import Show, counted, in_project, project_at, shown, size, speaks
from book.errors import Place, UsageError

_WIDTH = 2400


@click.command()
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The PNG to write; without it build/<slug>-preview.png.",
)
@click.option(
    "--width",
    type=click.IntRange(200, 20000),
    default=_WIDTH,
    show_default=True,
    help="The most pixels that the picture may be wide.",
)
@in_project
@speaks
def preview(show: Show, out: Path | None, width: int, where: Path | None) -> int:
    """Show all spreads of the book in one picture.

    A contact sheet of the print PDF as the last build left it, page beside page as they lie open.
    """
    from book.project import load_built
    from book.project.writing import disk, put
    from book.render import contact

    project = project_at(where)
    built = load_built(project)
    printed = next(iter(built.of("print")), None)
    if printed is None:
        raise UsageError(
            "the last build made no print edition",
            where=Place(str(project.build)),
            hint="`book build print` makes it",
        )
    picture = contact.render(printed, width)
    path = out or project.build / f"{Path(printed.name).stem}-preview.png"
    with disk(path):
        put(path, picture)
    pages = built.pagination.count if built.pagination else None
    show.answer({"preview": str(path), "pages": pages, "bytes": len(picture), "current": built.current})
    if not built.current:
        show.note(f"{printed.name} is of an earlier state: `book build` makes it anew", "yellow")
    told = [counted(pages, "page")] if pages else []
    show.say(f"{shown(path)}  ({', '.join([*told, size(len(picture))])})", "green")
    return 0
