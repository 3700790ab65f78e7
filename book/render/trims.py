"""Trim sizes: the page's numbers, from styles/trims.toml, that interior, cover and booklet share."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, fields

from book.errors import DataError, Place

MM_PER_POINT = 25.4 / 72

_SLACK = 0.02
"""mm that the type area is deeper than its lines: rounding must not cost a page its last line."""


@dataclass(frozen=True, slots=True)
class Trim:
    """A trimmed page and its type area. Lengths in mm, type in points."""

    name: str
    width: float
    height: float
    inner: float  # margin at the spine
    outer: float
    top: float  # margin above the first line; the running head stands in it
    lines: int  # on a full page
    size: float  # of the text type
    leading: float

    @property
    def measure(self) -> float:
        """The width of a line, mm."""
        return self.width - self.inner - self.outer

    @property
    def points(self) -> float:
        """The same in points."""
        return self.measure / MM_PER_POINT

    @property
    def head_margin(self) -> float:
        """The margin above the running head, two lines above the text, mm."""
        return self.top - 1.75 * self.leading * MM_PER_POINT

    @property
    def folio_margin(self) -> float:
        """The margin below the folio, two lines below the text, mm."""
        return self.foot - 1.85 * self.leading * MM_PER_POINT

    @property
    def foot(self) -> float:
        """The margin below the last line, mm: what whole lines leave of the height."""
        return self.height - self.top - self.lines * self.leading * MM_PER_POINT


def trim(trims: Mapping[str, Mapping[str, float | str]], key: str) -> Trim:
    """The trim size `key` of `trims` (the tables of trims.toml).

    Raises DataError for a key that is not there, a number that is missing or no number, and for a
    type area that does not fit on the page.
    """
    if key not in trims:
        meant = difflib.get_close_matches(key, trims, 1)
        add = f"a table [{key}] in styles/trims.toml, beside the plan, adds it"
        known = f"there are {', '.join(sorted(trims))}; {add}"
        raise DataError(
            f"there is no trim size {key!r}",
            where=Place("styles/trims.toml"),
            hint=f"did you mean {meant[0]!r}? {known}" if meant else known,
        )
    table = trims[key]
    values: dict[str, float | str] = {}
    for field in fields(Trim):
        value = table.get(field.name)
        if field.name == "name":
            values["name"] = str(value or key)
        elif isinstance(value, bool) or not isinstance(value, (int, float)) or value <= 0:
            raise DataError(
                f"the trim size needs a number above zero for {field.name!r}, not {value!r}",
                where=Place("styles/trims.toml", key=f"{key}.{field.name}"),
            )
        else:
            values[field.name] = value
    found = Trim(**values)  # type: ignore[arg-type]  # each was checked above
    if found.measure <= 0 or found.foot <= 0:
        raise DataError(
            f"the margins and lines of trim size {key!r} do not fit on its page",
            where=Place("styles/trims.toml", key=key),
            hint=f"the measure would be {found.measure:.1f} mm, the foot margin {found.foot:.1f} mm",
        )
    return found


def page_css(trim: Trim) -> str:
    """The page and its grid as CSS: what print.css builds on.

    The root's font size is the leading, so that one rem is one line; `--type` is the text's size and
    `--lines` the number of lines on a page.
    """
    size = f"{trim.size / trim.leading:.6f}rem"
    foot = f"{trim.foot - _SLACK:.4f}mm"
    margins = f"{trim.top}mm {trim.outer}mm {foot} {trim.inner}mm"
    return f"""\
@page {{ size: {trim.width}mm {trim.height}mm; margin: {margins} }}
@page :left {{ margin-left: {trim.outer}mm; margin-right: {trim.inner}mm }}
@page :right {{ margin-left: {trim.inner}mm; margin-right: {trim.outer}mm }}
:root {{ font-size: {trim.leading}pt; --type: {size}; --lines: {trim.lines}; --block: {trim.lines}rem }}
body {{ font-size: {size} }}
"""
