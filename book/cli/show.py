"""How the command line speaks: results on standard output, all else on standard error."""

from __future__ import annotations

import contextlib
import functools
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

import click

from book.errors import BookError, OutputError, Place
from book.model import Finding, Severity

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from book.project import Project

EXIT_CODES: Mapping[int, str] = {
    0: "all is well",
    1: "a fault of the press itself, with its traceback",
    2: "the command line asks for what does not exist",
    3: "anthology.toml cannot be read or does not say what it must",
    4: "a seed (a file with a text) is missing, unreadable, or no text",
    5: "a pack of rules, a language table or a style is wrong",
    6: "an edition could not be made",
    7: "a program or library outside Python is missing; the rest was made",
    8: "the disk refused what the press made",
    9: "findings with --strict, an error in check, or an audit not whole",
    130: "stopped from the keyboard",
}

STEPS: Mapping[str, str] = {
    "clean": "cleaning",
    "compose": "composing",
    "cover": "drawing the cover",
    "print": "laying out the pages",
    "lines": "breaking lines, page",
    "pages": "laying out page",
    "screen": "writing the pages for a screen",
    "printer": "writing the pages for a printer",
    "wrap": "drawing back and spine",
    "booklet": "imposing the booklet",
    "epub": "binding the EPUB",
    "proof": "reading proof",
    "marks": "marking the pages",
    "epubcheck": "running EPUBCheck",
}

_COUNTED = frozenset({"lines", "pages"})
_EVERY = 10.0
"""Seconds between two lines that say how far such a step is."""
_FEW = 24
"""Pieces, at most, that each have such a line."""

_INDENT = re.compile(r"\s*(?:\d+\.?\s+)?")
"""What a line begins with, its number too: what is folded goes on below its words."""

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}

P = ParamSpec("P")


class Show:
    """What one command says, and to whom: a person, a pipe (plain lines), or a program (`--json`)."""

    def __init__(self, *, quiet: bool = False, as_json: bool = False) -> None:
        self.quiet = quiet
        self.as_json = as_json
        self.started = self._spoke = time.monotonic()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.started

    @functools.cached_property
    def out(self) -> Console:
        return _console(stderr=False)

    @functools.cached_property
    def err(self) -> Console:
        return _console(stderr=True)

    @property
    def columns(self) -> int:
        """How wide a line of the result may be: a terminal's width, and in a pipe what one likes."""
        return self.out.width if self.out.is_terminal else 1000

    def say(self, text: str, style: str = "") -> None:
        """A line of the result. Nothing where a program listens, or with --quiet."""
        if not self.quiet and not self.as_json:
            _print(self.out, text, style)

    def note(self, text: str, style: str = "") -> None:
        """A line beside the result."""
        if not self.quiet and not self.as_json:
            _print(self.err, text, style)

    def answer(self, form: Mapping[str, Any]) -> None:
        """The whole result as one JSON object on one line, where a program listens."""
        if self.as_json:
            echo(as_json(form))

    def error(self, error: BookError) -> None:
        """What, where, and what to do."""
        if self.as_json:
            self.answer({"error": error_form(error), "exit": error.exit_code})
            return
        _print(self.err, f"error: {error}", "bold red")
        if error.hint:
            _print(self.err, f"  {error.hint}")

    def findings(self, findings: Sequence[Finding], *, to: Console | None = None, of_a_kind: int = 0) -> None:
        """Each finding as compilers print theirs: place, severity, message, code; then the hint.

        Of more than `of_a_kind` that are no errors, the rest are counted.
        """
        if self.quiet or self.as_json:
            return
        console = to or self.err
        counts = Counter(finding.check for finding in findings if finding.severity is not Severity.ERROR)
        seen: Counter[str] = Counter()
        for finding in findings:
            most = of_a_kind if finding.severity is not Severity.ERROR else 0
            seen[finding.check] += 1
            if most and seen[finding.check] > most and counts[finding.check] > most + 1:
                if seen[finding.check] == most + 1:
                    more = counts[finding.check] - most
                    _print(console, f"and {more} more of [{finding.check}]: `book check` lists them", "dim")
                continue
            place = f"{finding.place}: " if str(finding.place) else ""
            severity = (f"{finding.severity.value}: ", _COLOURS[finding.severity])
            _print_parts(console, place, severity, finding.message, (f" [{finding.check}]", "dim"))
            if finding.hint:
                _print(console, f"    {finding.hint}", "dim")

    @contextlib.contextmanager
    def progress(self) -> Iterator[Callable[[str, int, int], None]]:
        """The press's progress: a bar on a terminal, a line for each step in a pipe, more in a long one."""
        if self.quiet or self.as_json:
            yield lambda step, n, total: None
        elif not self.err.is_terminal:
            yield self._line
        else:
            with self._bar() as progress:
                yield progress

    def _line(self, step: str, n: int, total: int) -> None:
        """A line for a step; of one that counts its pages, and of many alike, now and then."""
        now = time.monotonic()
        few = step not in _COUNTED and total <= _FEW
        if few or now - self._spoke >= _EVERY:
            self._spoke = now
            _print(self.err, f"{STEPS.get(step, step)} {n}/{total}")

    @contextlib.contextmanager
    def _bar(self) -> Iterator[Callable[[str, int, int], None]]:
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            SpinnerColumn,
            TextColumn,
            TimeElapsedColumn,
        )

        columns = (
            SpinnerColumn(),
            TextColumn("{task.description:<22}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=self.err, transient=True) as bar:
            task = bar.add_task("reading", total=None)

            def tell(step: str, n: int, total: int) -> None:
                bar.update(task, description=STEPS.get(step, step), completed=n - 1, total=total)

            yield tell


def _console(*, stderr: bool) -> Console:
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, soft_wrap=True)


def _print(console: Console, text: str, style: str = "") -> None:
    """Text as it is: no markup is read in it. See `_print_parts`."""
    for line in text.split("\n"):
        _print_parts(console, (line, style))


def _print_parts(console: Console, *parts: str | tuple[str, str]) -> None:
    """A line of parts, each with its style. A terminal gets it folded between words, and what goes on below
    it indented; a pipe gets it whole."""
    from rich.text import Text

    line = Text.assemble(*parts)
    with heard():
        console.print(_folded(line, console.width) if console.is_terminal else line)


def echo(text: str) -> None:
    """`text` on standard output, as it is. Raises OutputError where that cannot be written."""
    with heard():
        click.echo(text)


@contextlib.contextmanager
def heard() -> Iterator[None]:
    """Where what is told cannot be written, as on a full disk behind `>`, that becomes an OutputError."""
    try:
        yield
    except OSError as error:
        raise unwritten(error) from error


def unwritten(error: OSError) -> OutputError:
    """What is told cannot be written."""
    return OutputError(
        f"cannot write what there is to tell: {error.strerror or error}",
        where=Place("standard output"),
        hint="is the disk full that it goes to?",
    )


def _folded(line: Text, width: int) -> Text:
    """The line on as many as it takes; a word that is longer, as a path may be, stays whole."""
    from rich.cells import cell_len
    from rich.text import Text

    indent = len(_INDENT.match(line.plain)[0])  # type: ignore[index]
    hang = indent or 4
    breaks: list[int] = []
    at = 0
    for word in re.finditer(r"\S+\s*|\s+", line.plain):
        long = cell_len(word[0].rstrip())
        if at + long > width and word.start() > indent and long <= width - hang:
            breaks.append(word.start())
            at = hang
        at += cell_len(word[0])
    lines = line.divide(breaks) if breaks else [line]
    for part in lines[:-1]:
        part.rstrip()
    return Text("\n" + " " * hang).join(lines)


def as_json(form: Mapping[str, Any]) -> str:
    """One line of JSON: letters as they are where the output can carry them, else escaped as JSON does."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return json.dumps(form, ensure_ascii=encoding.lower().replace("-", "") != "utf8")


def error_form(error: BookError) -> dict[str, Any]:
    """An error as JSON has it."""
    return {
        "kind": type(error).__name__,
        "what": error.what,
        "file": error.where.file,
        "line": error.where.line,
        "key": error.where.key,
        "hint": error.hint,
    }


def counted(n: int, one: str, many: str = "") -> str:
    """'1 piece', '5 pieces'."""
    return f"{n} {one if n == 1 else many or one + 's'}"


def tally(findings: Sequence[Finding]) -> str:
    """'1 error, 2 warnings and 7 notes'; empty without any."""
    counts = [(s, sum(f.severity is s for f in findings)) for s in Severity]
    words = [counted(n, s.value) for s, n in counts if n]
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def size(number: int) -> str:
    """Bytes as people read them: 512 bytes, 28 kB, 1.4 MB (SI)."""
    if number < 1000:
        return counted(number, "byte")
    return f"{number / 1000:.0f} kB" if number < 999_500 else f"{number / 1e6:.1f} MB"


def shown(path: Path) -> str:
    """A path as the user would type it from here."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


# --------------------------------------------------------------------------- decorators


def speaks(command: Callable[Concatenate[Show, P], int | None]) -> Callable[P, int]:
    """Gives a command its `Show`, the options --quiet and --json, and its exit code for a BookError."""

    @click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
    @click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output, nothing else.")
    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> int:
        quiet, as_json = bool(kwargs.pop("quiet")), bool(kwargs.pop("as_json"))
        show = Show(quiet=quiet, as_json=as_json)
        from book.project.writing import room

        try:
            with room():
                return command(show, *args, **kwargs) or 0
        except BookError as error:
            show.error(error)
            return error.exit_code

    return wrapped


def in_project(command: Callable[P, int]) -> Callable[..., int]:
    """The option -C / --project, which gives a command the path of another project than the one here."""
    return click.option(
        "-C",
        "--project",
        "where",
        type=click.Path(path_type=Path),
        help="The anthology's folder or plan, if it is not here or above.",
    )(command)


def project_at(where: Path | None) -> Project:
    from book import project

    return project.find(where)
