"""What stops the press.

`BookError` is the only family of exceptions that `book.cli` catches. Whatever else is
raised is a fault of ours and keeps its traceback. What does not stop the press is a
`book.model.Finding`, never an exception.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file, a 1-based line of it, a key within it; each may be unknown."""

    file: str = ""
    line: int | None = None
    key: str = ""

    def __str__(self) -> str:
        where = self.file
        if self.line is not None:
            where += f":{self.line}"
        if self.key:
            where += f" [{self.key}]" if where else self.key
        return where


class BookError(Exception):
    """Something that the user can mend. Says what, where, and what to do.

    Where several things are wrong, `what` tells them all and `problems` holds each by itself.
    `exit_code` is the process's exit code; each family has its own, listed in README.md.
    """

    exit_code = 1
    problems: tuple[BookError, ...] = ()

    def __init__(self, what: str, *, where: Place | None = None, hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where or Place()
        self.hint = hint

    def __str__(self) -> str:
        place = str(self.where)
        return f"{place}: {self.what}" if place else self.what


class UsageError(BookError):
    """The command line asks for something that does not exist."""

    exit_code = 2


class ManifestError(BookError):
    """anthology.toml cannot be read or does not say what it must."""

    exit_code = 3


class SeedError(BookError):
    """A raw column is missing, unreadable, or no text at all."""

    exit_code = 4


class DataError(BookError):
    """A pack of rules, a language table or a style is wrong."""

    exit_code = 5


class RenderError(BookError):
    """An edition could not be made."""

    exit_code = 6


class MissingToolError(BookError):
    """Something outside Python is not installed (Pango, Java); the rest was made."""

    exit_code = 7


class OutputError(BookError):
    """The disk refused what the press made."""

    exit_code = 8


class FindingsError(BookError):
    """`--strict`: there are findings, or the audit is not whole."""

    exit_code = 9


def together(errors: Sequence[BookError], told: str = "{n} things are wrong:") -> BookError:
    """The one error, or one that tells them all in their order, below the line `told`.

    It is of the family of the first. What to do is told once, where it is the same for all.
    """
    if len(errors) == 1:
        return errors[0]
    hints = {error.hint for error in errors}
    hint = hints.pop() if len(hints) == 1 else ""
    lines = [f"{error}{f' ({error.hint})' if error.hint and not hint else ''}" for error in errors]
    files = {error.where.file for error in errors}
    where = Place(files.pop()) if len(files) == 1 else None
    what = "\n  ".join([told.format(n=len(errors)), *lines])
    whole = type(errors[0])(what, where=where, hint=hint)
    whole.problems = tuple(errors)
    return whole


def every(work: Callable[[T], R], things: Iterable[T]) -> list[R]:
    """`work` done on each of `things`. Raises what is wrong with any of them, of all of them at once."""
    done: list[R] = []
    errors: list[BookError] = []
    for thing in things:
        try:
            done.append(work(thing))
        except BookError as error:
            errors.append(error)
    if errors:
        raise together(errors)
    return done
