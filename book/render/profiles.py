"""Profiles: what a printer asks of the files that he is sent, from styles/profiles.toml."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeVar

from book.errors import DataError, Place
from book.render.trims import Trim

Standard = Literal["pdf/a", "pdf/x-1a", "pdf"]
STANDARDS: tuple[Standard, ...] = ("pdf/a", "pdf/x-1a", "pdf")

CoverStandard = Literal["pdf/x-4", "pdf/x-1a"]
COVER_STANDARDS: tuple[CoverStandard, ...] = ("pdf/x-4", "pdf/x-1a")

_Known = TypeVar("_Known", bound=str)

HOME = "home"
"""The profile of the book itself, and of whoever asks for none."""

_LEAVES = 4  # pages that are added blank to reach the fewest that a printer binds
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
    condition: str = ""
    grey: bool = False
    front: bool = False
    centred: bool = False
    papers: Mapping[str, float] = field(default_factory=dict)
    paper: str = ""
    spine: float = 0.0
    spine_text_pages: int = 0
    spine_text: float = 0.0
    cover_bleed: float = 0.0
    cover_standard: CoverStandard = "pdf/x-4"
    barcode: tuple[float, float] = (0.0, 0.0)

    @property
    def outside(self) -> float:
        """How much of the sheet there is beyond the trimmed page, mm."""
        return self.bleed + (_MARKS if self.marks else 0)

    def bound(self, pages: int) -> int:
        """How many pages a book of so many has when this printer binds it, the blank ones at its end too.

        A book that lacks a leaf or two of the fewest that the printer binds gets them.
        """
        whole = -(-pages // self.multiple) * self.multiple
        return self.least if self.least - _LEAVES <= whole < self.least else whole

    @property
    def is_bound(self) -> bool:
        """Whether there is a cover to be printed round it."""
        return bool(self.papers)

    def on(self, paper: str) -> Profile:
        """The same on the paper of that name; on the printer's first where none is named.

        Raises DataError where the printer has no such paper.
        """
        if paper and paper not in self.papers:
            meant = difflib.get_close_matches(paper, self.papers, 1)
            known = f"there is {', '.join(self.papers)}" if self.papers else "it takes none"
            raise DataError(
                f"{self.name!r} has no paper {paper!r}",
                where=Place("styles/profiles.toml", key=f"{self.name}.papers"),
                hint=f"did you mean {meant[0]!r}?" if meant else known,
            )
        return replace(self, paper=paper or next(iter(self.papers), ""))

    def spine_width(self, pages: int) -> float:
        """The width of the spine of a book of so many pages, mm."""
        paper = self.paper or next(iter(self.papers))
        return pages * self.papers[paper] + self.spine

    def titled_spine(self, pages: int) -> bool:
        """Whether the spine of a book of so many pages may have text on it."""
        return pages >= self.spine_text_pages and self.spine_width(pages) >= self.spine_text

    def gutter_of(self, pages: int) -> float:
        """The least margin at the spine of a book of so many pages, mm."""
        return next((mm for most, mm in self.gutter if pages <= most), self.gutter[-1][1])

    def shift(self, size: Trim, pages: int) -> float:
        """How many mm further from the spine than in `size` the type area of so many pages has to stand.

        The measure stays, so that lines and pages break as they did. Raises DataError where the page is too
        small for the margins that are asked.
        """
        if self.centred:
            return (size.outer - size.inner) / 2
        inner = max(size.inner, self.gutter_of(pages) + _HANG)
        outer = size.outer - (inner - size.inner)
        left = {"outside": outer - _HANG, "at the head": size.head_margin, "at the foot": size.folio_margin}
        side = min(left, key=left.__getitem__)
        if left[side] < self.margin:
            raise DataError(
                f"the trim size {size.name} leaves {left[side]:.1f} mm {side}, "
                f"{self.name!r} asks {self.margin} mm",
                where=Place("styles/trims.toml"),
                hint=f"a book of {pages} pages needs {inner:.1f} mm at the spine: choose a larger trim size",
            )
        return inner - size.inner


def profile(profiles: Mapping[str, Mapping[str, Any]], key: str) -> Profile:
    """The profile `key` of `profiles` (the tables of profiles.toml).

    Raises DataError for a key that is not there, or a value that is missing or of another kind.
    """
    if key not in profiles:
        meant = difflib.get_close_matches(key, profiles, 1)
        known = f"there are {', '.join(sorted(profiles))}; add a table for another"
        raise DataError(
            f"there is no profile {key!r}",
            where=Place("styles/profiles.toml"),
            hint=f"did you mean {meant[0]!r}? {known}" if meant else known,
        )
    table = profiles[key]
    try:
        found = Profile(
            name=key,
            about=str(table["about"]),
            standard=_one_of(STANDARDS, table["standard"]),
            links=_flag(table["links"]),
            bookmarks=_flag(table["bookmarks"]),
            bleed=float(table["bleed"]),
            marks=_flag(table["marks"]),
            margin=float(table["margin"]),
            gutter=tuple((int(pages), float(mm)) for pages, mm in table["gutter"]),
            least=int(table["pages"][0]),
            most=int(table["pages"][1]),
            multiple=int(table["multiple"]),
            condition=str(table.get("condition", "")),
            grey=_flag(table.get("grey", False)),
            front=_flag(table.get("front", False)),
            centred=_flag(table.get("centred", False)),
            **(_binding(table) if "papers" in table else {}),
        )
    except (AttributeError, KeyError, TypeError, ValueError, IndexError) as error:
        raise DataError(
            f"the profile {key!r} lacks something or has it wrong: {error!r}",
            where=Place("styles/profiles.toml", key=key),
        ) from error
    if found.standard == "pdf/a" and not found.links:
        raise DataError(
            f"the profile {key!r} is for reading, and has no links",
            where=Place("styles/profiles.toml", key=f"{key}.links"),
            hint='links = true, or standard = "pdf"',
        )
    if found.standard == "pdf/x-1a" and not found.grey:
        raise DataError(
            f"the profile {key!r} is PDF/X-1a, in which no picture may be in RGB",
            where=Place("styles/profiles.toml", key=f"{key}.grey"),
            hint="grey = true",
        )
    if not found.gutter or found.multiple < 1:
        raise DataError(
            f"the profile {key!r} needs a gutter and a multiple of at least 1",
            where=Place("styles/profiles.toml", key=key),
        )
    return found


def _binding(table: Mapping[str, Any]) -> dict[str, Any]:
    """What the cover of a bound book follows from."""
    papers = {str(name): float(leaf) for name, leaf in table["papers"].items()}
    if not papers or min(papers.values()) <= 0:
        raise ValueError("papers have a name and the mm of spine that a page of them makes")
    return {
        "papers": papers,
        "spine": float(table["spine"]),
        "spine_text_pages": int(table["spine-text-pages"]),
        "spine_text": float(table["spine-text"]),
        "cover_bleed": float(table["cover-bleed"]),
        "cover_standard": _one_of(COVER_STANDARDS, table.get("cover-standard", COVER_STANDARDS[0])),
        "barcode": (float(table["barcode"][0]), float(table["barcode"][1])),
    }


def _one_of(known: tuple[_Known, ...], value: object) -> _Known:
    for standard in known:
        if value == standard:
            return standard
    raise ValueError(f"a standard is one of {', '.join(known)}, not {value!r}")


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError(f"{value!r} is neither true nor false")
