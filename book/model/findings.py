"""What is pencilled in the margin."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from book.errors import Place


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at, pencilled in the margin. Never raised.

    `check` is the stable code of the check ("recover.lost-list").
    """

    check: str
    severity: Severity
    place: Place
    message: str
    hint: str = ""
