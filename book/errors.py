"""What stops the press.

`BookError` is the only family of exceptions that `book.cli` catches. Whatever else is
raised is a fault of ours and keeps its traceback. What does not stop the press is a
`book.model.Finding`, never an exception.
"""

from __future__ import annotations

from dataclasses import dataclass


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

    `exit_code` is the process's exit code; each family has its own, listed in README.md.
    """

    exit_code = 1

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
    """anthology.toml cannot be read or does not say what it must.

    Where several things are wrong, `what` tells them all and `problems` holds each by itself.
    """

    exit_code = 3
    problems: tuple[ManifestError, ...] = ()


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
