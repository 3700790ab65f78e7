"""How a book looks, where its pages begin, and the finished files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Style:
    """A look: the files of styles/<name>/ by their relative paths, and the numbers of the trims."""

    name: str
    files: Mapping[str, bytes]
    trims: Mapping[str, Mapping[str, float | str]]
    profiles: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # what printers ask


@dataclass(frozen=True, slots=True)
class PageStart:
    """Where a printed page begins: in which block, after how many letters and digits of it."""

    label: str
    block: str  # the block's key, the same in print and EPUB
    letters: int


@dataclass(frozen=True, slots=True)
class Pagination:
    """What the print layout found out."""

    labels: tuple[str, ...]  # one per page
    starts: tuple[PageStart, ...]
    width: float  # of the trimmed page, mm
    height: float
    places: Mapping[str, str] = field(default_factory=dict)  # the label of the page on which a section begins

    @property
    def count(self) -> int:
        return len(self.labels)


@dataclass(frozen=True, slots=True)
class Edition:
    """A finished file."""

    name: str
    data: bytes
    media_type: str
