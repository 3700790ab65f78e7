"""Talks to people: the command `book`. The only place that prints, and that catches.

Commands live in the modules beside this one, one function each. They import the rooms within, so that
`book --help` answers at once.
"""

from __future__ import annotations

import io
import signal
import sys
from collections.abc import Sequence

import click

from book import __version__
from book.cli.examine import audit, check
from book.cli.make import build
from book.cli.preview import preview
from book.cli.proofread import proofread
from book.cli.review import review
from book.cli.show import EXIT_CODES
from book.cli.start import add, listing, new, schema
from book.cli.texts import clean

__all__ = ["main", "run"]


class _Group(click.Group):
    """The commands in the order in which one meets them, not in that of the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Exit codes"):
            formatter.write_dl([(str(code), meaning) for code, meaning in EXIT_CODES.items()])


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="book", message="%(prog)s %(version)s")
def group() -> None:
    """A press for anthologies: raw columns in, an EPUB and a print PDF out."""


for _command in (new, add, listing, review, build, preview, proofread, check, audit, clean, schema):
    group.add_command(_command)


def _is_a_commands(error: click.NoSuchOption) -> bool:
    """Whether what was asked of `book` itself is an option of some command: `book --json list`."""
    options = {name for command in group.commands.values() for p in command.params for name in p.opts}
    return error.ctx is not None and error.ctx.command is group and error.option_name in options


def run(arguments: Sequence[str]) -> int:
    """One command. Returns the process's exit code; what isn't a BookError keeps its traceback."""
    try:
        code = group.main(list(arguments), prog_name="book", standalone_mode=False)
    except click.ClickException as error:
        if isinstance(error, click.NoSuchOption) and _is_a_commands(error):
            error = click.UsageError(f"{error.option_name} comes after the command.", error.ctx)
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nstopped; what was made before is as it was", err=True)
        return 130
    return code if isinstance(code, int) else 0


def main() -> None:
    """The command `book`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # what a terminal cannot show, it shows escaped
            stream.reconfigure(errors="backslashreplace")
    if hasattr(signal, "SIGPIPE"):  # `book list | head` ends quietly, as every other program does
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.exit(run(sys.argv[1:]))
