"""Talks to people: the command `book`. The only place that prints, and that catches.

Commands live in the modules beside this one, one function each. They import the rooms within, so that
`book --help` answers at once.
"""

from __future__ import annotations

import codecs
import contextlib
import errno
import io
import os
import signal
import sys
from collections.abc import Sequence

import click

from book import __version__, garbage
from book.cli.examine import audit, check
from book.cli.make import build
from book.cli.preview import preview
from book.cli.proofread import proofread
from book.cli.review import review
from book.cli.show import EXIT_CODES, heard, unwritten
from book.cli.start import add, listing, new, schema
from book.cli.texts import clean
from book.errors import OutputError

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
    """A press for anthologies: saved texts in, an EPUB and a print PDF out."""


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
    except OutputError as error:
        return _unheard(error)
    except OSError as error:  # of a help text, which click writes; what commands meet they tell themselves
        if error.errno != errno.ENOSPC:
            raise
        return _unheard(unwritten(error))
    return code if isinstance(code, int) else 0


def _unheard(error: OutputError) -> int:
    """Tells, where that can be heard, that the rest could not be written. Returns the exit code."""
    with contextlib.suppress(OSError):
        click.echo(f"error: {error}\n  {error.hint}", err=True)
    return error.exit_code


def main() -> None:
    """The command `book`."""
    garbage.seldom()
    _open_streams()
    _speak_utf8()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # what a terminal cannot show, it shows escaped
            stream.reconfigure(errors="backslashreplace")
    if hasattr(signal, "SIGPIPE"):  # `book list | head` ends quietly, as every other program does
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    code = run(sys.argv[1:])
    try:
        with heard():
            sys.stdout.flush()
    except OutputError as error:
        code = code or _unheard(error)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # Python would try once more, and tell of it
    sys.exit(code)


def _open_streams() -> None:
    """Where the caller closed a standard stream (`>&-`), what is said goes nowhere, and no file of the
    book gets the stream's number."""
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        try:
            os.fstat(number)
        except OSError:
            null = os.open(os.devnull, os.O_RDWR)
            if null != number:
                os.dup2(null, number)
                os.close(null)
        if getattr(sys, name) is None:
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115 - for good


def _speak_utf8() -> None:
    """Begins anew in Python's UTF-8 mode where the locale has another encoding for the names of files.

    There a name such as 'Café.html', which the plan has in UTF-8, would be none that the disk can have. What
    is printed stays in the encoding of the terminal, if that is one with more than ASCII.
    https://docs.python.org/3/library/os.html#utf8-mode
    """
    if os.name != "posix" or sys.flags.utf8_mode or sys.getfilesystemencoding().lower() == "utf-8":
        return
    ours = sys.stdout.encoding
    spoken = {} if codecs.lookup(ours).name == "ascii" else {"PYTHONIOENCODING": ours}
    interpreter = [sys.executable, "-m", "book", *sys.argv[1:]]
    os.execve(sys.executable, interpreter, spoken | os.environ | {"PYTHONUTF8": "1"})
