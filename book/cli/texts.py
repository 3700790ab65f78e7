"""`book clean`: raw columns in, clean text out, without a plan."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from book.cli.show import Show
from book.errors import BookError, Place, SeedError

if TYPE_CHECKING:
    from book.model import Seed


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--language", metavar="xx", help="The language (BCP 47). Without it, it is guessed.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it."
)
def clean(files: tuple[Path, ...], language: str | None, form: str) -> int:
    """Print the cleaned text of raw columns.

    FILE - is standard input.

    text: one block of the column per line, a blank line between, the notes last.
    json: one object per file on one line: source, language, title, authors, date, outlet, bio, notes,
    lines (each with its number, text, role, rule, and whether it is kept), text.
    """
    show = Show()
    _check_language(show, language)
    code = 0
    for n, seed in enumerate(_seeds(show, files)):
        try:
            if isinstance(seed, BookError):
                raise seed
            _print(seed, language, form, several=len(files) > 1, first=n == 0)
        except BookError as error:
            show.error(error)
            code = code or error.exit_code
    return code


def _check_language(show: Show, language: str | None) -> None:
    from book.languages import available

    if language is not None and language.split("-")[0].lower() not in available():
        raise click.BadParameter(
            f"there is no table for {language!r}; there are tables for {', '.join(available())}",
            param_hint="--language",
        )


def _seeds(show: Show, files: tuple[Path, ...]) -> Iterator[Seed | BookError]:
    """Each file's seed, one at a time, or the error that it gives."""
    from book.model import Seed
    from book.project import format_of

    for path in files:
        try:
            if str(path) == "-":
                yield Seed("-", sys.stdin.buffer.read())
            else:
                yield Seed(str(path), path.read_bytes(), format_of(path.name))
        except OSError as error:
            yield SeedError(f"cannot be read: {error.strerror}", where=Place(str(path)))


def _print(seed: Seed, language: str | None, form: str, *, several: bool, first: bool) -> None:
    from book.press import take_in
    from book.recover import lift, plain, record

    galley = take_in(seed, language).galley
    piece = lift(galley)
    if form == "json":
        click.echo(json.dumps(record(galley, piece), ensure_ascii=False))
        return
    if several:
        click.echo(f"{'' if first else chr(10)}==> {seed.name} <==")
    click.echo(plain(piece))
