"""Profiles: what a printer asks of the files that he is sent, from styles/profiles.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from book.errors import DataError, Place
from book.render.trims import Trim

Standard = Literal["pdf/a", "pdf/x-1a", "pdf"]
STANDARDS: tuple[Standard, ...] = ("pdf/a", "pdf/x-1a", "pdf")

HOME = "home"
"""The profile of the book itself, and of whoever asks for none."""

_MARKS = 6.0
"""mm beyond the bleed for the crop marks."""

_HANG = 1.8
"""mm by which punctuation that hangs in the margin comes nearer to the spine than the text does."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What one printer asks. Lengths in mm; see the head of profiles.toml."""

    name: str
    about: str
    standard: Standard
    links: bool
    bookmarks: bool
    bleed: float
    marks: bool
    margin: float
    gutter: tuple[tuple[int, float], ...]
    least: int
    most: int
    multiple: int
    leaf: float
    spine: float
    spine_text_pages: int
    spine_text: float
    cover_bleed: float
    barcode: tuple[float, float]
    condition: str = ""

    @property
    def outside(self) -> float:
        """How much of the sheet there is beyond the trimmed page, mm."""
        return self.bleed + (_MARKS if self.marks else 0)

    def bound(self, pages: int) -> int:
        """How many pages a book of so many has when this printer binds it, the blank ones at its end too."""
        return -(-pages // self.multiple) * self.multiple

    def spine_width(self, pages: int) -> float:
        """The width of the spine of a book of so many pages, mm."""
        return pages * self.leaf + self.spine

    def titled_spine(self, pages: int) -> bool:
        """Whether the spine of a book of so many pages may have text on it."""
        return pages >= self.spine_text_pages and self.spine_width(pages) >= self.spine_text

    def gutter_of(self, pages: int) -> float:
        """The least margin at the spine of a book of so many pages, mm."""
        return next((mm for most, mm in self.gutter if pages <= most), self.gutter[-1][1])

    def fit(self, size: Trim, pages: int) -> Trim:
        """`size` with its type area moved as far from the spine as this printer asks of so many pages.

        The measure stays, so that lines and pages break as they did. Raises DataError where the page is too
        small for the margins that are asked.
        """
        inner = max(size.inner, self.gutter_of(pages) + _HANG)
        moved = replace(size, inner=inner, outer=size.outer - (inner - size.inner))
        if min(moved.outer - _HANG, moved.head_margin, moved.folio_margin) < self.margin:
            raise DataError(
                f"the trim size {size.name} leaves no margins of {self.margin} mm for {self.name!r}",
                where=Place("styles/trims.toml"),
                hint=f"a book of {pages} pages needs {inner:.1f} mm at the spine: choose a larger trim size",
            )
        return moved


def profile(profiles: Mapping[str, Mapping[str, Any]], key: str) -> Profile:
    """The profile `key` of `profiles` (the tables of profiles.toml).

    Raises DataError for a key that is not there, or a value that is missing or of another kind.
    """
    if key not in profiles:
        raise DataError(
            f"there is no profile {key!r}",
            where=Place("styles/profiles.toml"),
            hint=f"there are {', '.join(sorted(profiles))}; add a table for another",
        )
    table = profiles[key]
    try:
        found = Profile(
            name=key,
            about=str(table["about"]),
            standard=_standard(table["standard"]),
            links=_flag(table["links"]),
            bookmarks=_flag(table["bookmarks"]),
            bleed=float(table["bleed"]),
            marks=_flag(table["marks"]),
            margin=float(table["margin"]),
            gutter=tuple((int(pages), float(mm)) for pages, mm in table["gutter"]),
            least=int(table["pages"][0]),
            most=int(table["pages"][1]),
            multiple=int(table["multiple"]),
            leaf=float(table["leaf"]),
            spine=float(table["spine"]),
            spine_text_pages=int(table["spine-text-pages"]),
            spine_text=float(table["spine-text"]),
            cover_bleed=float(table["cover-bleed"]),
            barcode=(float(table["barcode"][0]), float(table["barcode"][1])),
            condition=str(table.get("condition", "")),
        )
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise DataError(
            f"the profile {key!r} lacks something or has it wrong: {error!r}",
            where=Place("styles/profiles.toml", key=key),
        ) from error
    if not found.gutter or found.multiple < 1:
        raise DataError(
            f"the profile {key!r} needs a gutter and a multiple of at least 1",
            where=Place("styles/profiles.toml", key=key),
        )
    return found


def _standard(value: object) -> Standard:
    for standard in STANDARDS:
        if value == standard:
            return standard
    raise ValueError(f"standard is one of {', '.join(STANDARDS)}, not {value!r}")


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError(f"{value!r} is neither true nor false")
