"""`book clean`: raw columns in, clean text out, without a plan."""

from __future__ import annotations

import functools
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from book.cli.show import Show, as_json, echo
from book.errors import BookError, Place, SeedError

if TYPE_CHECKING:
    from book.intake import Shared
    from book.model import Reading, Seed

    Read = tuple[Seed, Reading]

MANY = 24
"""Files from which it is worth while to call upon the other cores."""

FORMATS = ("text", "html", "mail", "markdown", "mhtml", "opendocument", "pdf", "rtf", "webarchive", "word")
"""The keys of book.read.READERS, which is not loaded for a help text."""


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--language", metavar="xx", help="The language (BCP 47); without it, it is guessed.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it."
)
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but the text and errors.")
@click.option(
    "--from", "source", type=click.Choice(FORMATS), help="What the files are, if their names don't say."
)
def clean(files: tuple[Path, ...], language: str | None, form: str, quiet: bool, source: str | None) -> int:
    """Print the cleaned text of files, without an anthology.

    FILE - is standard input; FILE#PIECE is one piece of a container, as the plan names it. Of several files,
    a short line that stands in more than one is taken for their site's, not for the author's.

    text: one paragraph or item per line, a blank line between, the notes last.
    json: one object per file on one line: source, language, title, authors, date, outlet, bio, notes,
    lines (each with its number, text, role, rule, and whether it is kept), text.
    """
    show = Show(quiet=quiet)
    _check_language(language)
    from book.cores import each
    from book.intake import furniture

    read, code = _read(show, files, source)
    repeats = furniture(reading for _, reading in read)
    work = functools.partial(_cleaned, language=language, form=form, repeats=repeats)
    for n, (seed, text) in enumerate(
        zip((seed for seed, _ in read), each(work, read, worth=len(read) >= MANY), strict=True)
    ):
        if form == "text" and len(read) > 1:
            echo(f"{chr(10) if n else ''}==> {seed.name} <==")
        echo(text)
    return code


def _check_language(language: str | None) -> None:
    from book.languages import available
    from book.rules import tongues

    known = sorted({*available(), *tongues()})
    if language is not None and language.split("-")[0].lower() not in known:
        raise click.BadParameter(
            f"there are no rules for {language!r}; there are for {', '.join(known)}",
            param_hint="--language",
        )


def _read(show: Show, files: tuple[Path, ...], form: str | None) -> tuple[list[Read], int]:
    """The files that can be read; for one that cannot, its error is told and its exit code returned."""
    from book.read import read

    done: list[Read] = []
    code = 0
    for path in files:
        try:
            file, piece = _parted(path)
            whole = _seed(file, form)
            found: list[Read] = []
            for seed in _pieces(whole, piece):
                try:
                    found.append((seed, read(seed)))
                except SeedError as error:
                    if seed is whole:
                        raise
                    show.note(f"left out {seed.name}: {error.what}")
            if not found:
                raise SeedError("there is no piece with a text in it", where=Place(str(path)))
            done += found
        except BookError as error:
            show.error(error)
            code = code or error.exit_code
    return done, code


def _parted(path: Path) -> tuple[Path, str]:
    """A file, and which piece of it, as a plan names it: 'blog.xml#a-piece'; '' for all of it."""
    file, _, piece = str(path).partition("#")
    return (Path(file), piece) if piece and not path.exists() and Path(file).is_file() else (path, "")


def _pieces(seed: Seed, wanted: str = "") -> list[Seed]:
    """The seed; of a container, the pieces in it, or the one that is wanted."""
    from book.project.files import CONTAINERS, piece_of, unpack_seed

    if wanted:
        opened = unpack_seed(seed) if seed.format in CONTAINERS else None
        return [piece_of(opened, seed.name, wanted)]
    return [piece for _, piece in unpack_seed(seed).pieces] if seed.format in CONTAINERS else [seed]


def _seed(path: Path, form: str | None) -> Seed:
    from book.model import Seed
    from book.project import format_of
    from book.project.files import read_given

    data = sys.stdin.buffer.read() if str(path) == "-" else read_given(path)
    return Seed(str(path), data, form or format_of(path.name, data))


def _cleaned(read: Read, language: str | None, form: str, repeats: Shared) -> str:
    from book.intake import mark
    from book.recover import lift, plain, record

    seed, reading = read
    galley = mark(seed, reading, language, repeats=repeats)
    piece = lift(galley)
    return as_json(record(galley, piece)) if form == "json" else plain(piece)
