"""`book proofread`: the pages with marks on them."""

from __future__ import annotations

from pathlib import Path

import click

from book.cli.show import Show, in_project, project_at, shown, size, speaks


@click.command()
@in_project
@speaks
def proofread(show: Show, where: Path | None) -> int:
    """Mark on the pages what typesetting is unsure of.

    Writes build/<slug>-proof.pdf, of the book as the plan has it now: loose and tight lines, stacked
    hyphens, runts, short pages, the words that were changed with the rule that did it, findings in the
    margin. Its first pages tell what the marks mean, in the book's language. No edition is made or changed.
    """
    from book.project import proofread as proofread_project

    found = project_at(where)
    with show.progress() as progress:
        path = proofread_project(found, progress)
    show.answer({"proof": str(path), "bytes": path.stat().st_size})
    show.say(f"{shown(path)}  ({size(path.stat().st_size)})", "green")
    return 0
