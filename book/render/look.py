"""A style's own numbers: style.toml, where the press must know what the stylesheets set."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from book.errors import DataError, Place
from book.model import Style
from book.render import standins
from book.render.typeface import Typeface, typeface

DISPLAY = (
    *("book-title", "book-subtitle", "part", "title", "subtitle", "subhead"),
    *("head", "dek", "epigraph", "pullquote"),
    *("note", "source", "small", "entry"),
)
"""The types of the printed page that the press measures: display, and the small ones that are set ragged."""


@dataclass(frozen=True, slots=True)
class Display:
    """A display type: its face, its size in lines of the text (rem), its share of the text's measure."""

    face: Typeface
    size: float
    measure: float = 1.0


@dataclass(frozen=True, slots=True)
class Look:
    """What style.toml says of the printed page."""

    display: Mapping[str, Display]
    text: Typeface
    italic: Typeface  # of the small types
    lead: int  # the least number of letters in small capitals at the head of a piece; 0 for none
    css: str  # the same numbers as custom properties


def settings(style: Style) -> dict[str, Any]:
    """The tables of the style's style.toml. Raises DataError where it is missing or no TOML."""
    where = Place(f"styles/{style.name}/style.toml")
    if "style.toml" not in style.files:
        raise DataError("the style has no style.toml", where=where)
    try:
        return tomllib.loads(style.files["style.toml"].decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(str(error), where=where) from error


def look(style: Style, language: str) -> Look:
    """The numbers of the printed page, its faces shaping in `language` (BCP 47).

    Raises DataError for a table, a number or a font that is missing.
    """
    tables = settings(style).get("print", {})
    properties: list[str] = []
    for name, table in tables.items():
        for key, unit in (("size", "rem"), ("tracking", "em")):
            if key in table:
                properties.append(f"--{name}-{key}: {table[key]}{unit}")
    return Look(
        display={name: _display(style, tables, name, language) for name in DISPLAY},
        text=_face(style, tables, "text", language),
        italic=_face(style, tables, "italic", language),
        lead=int(tables.get("lead", {}).get("letters", 0)),
        css=f":root {{ {'; '.join(properties)} }}\n",
    )


def _display(style: Style, tables: Mapping[str, Any], name: str, language: str) -> Display:
    try:
        table = tables[name]
        size, measure = float(table["size"]), float(table.get("measure", 1))
        return Display(_face(style, tables, name, language), size, measure)
    except (KeyError, ValueError, TypeError) as error:
        raise DataError(
            "the display type needs a size",
            where=Place(f"styles/{style.name}/style.toml", key=f"print.{name}"),
        ) from error


def _face(style: Style, tables: Mapping[str, Any], name: str, language: str) -> Typeface:
    table = tables.get(name, {})
    try:
        font, tracking = str(table["font"]), float(table.get("tracking", 0))
    except (KeyError, ValueError, TypeError) as error:
        raise DataError(
            "the type needs a font",
            where=Place(f"styles/{style.name}/style.toml", key=f"print.{name}"),
        ) from error
    features = dict.fromkeys(("onum", *table.get("features", ())), True)
    return typeface(style, font, features, tracking=tracking, language=language, behind=standins.width)
