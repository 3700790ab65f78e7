"""The fonts that a stylesheet declares (CSS Fonts 4, @font-face), and which of them a text is set in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import tinycss2

from book.errors import DataError, Place


@dataclass(frozen=True, slots=True)
class FontFace:
    """One @font-face: its family, weight and slope, and the file among the style's own."""

    family: str
    weight: int
    italic: bool
    path: str


def font_faces(files: Mapping[str, bytes]) -> tuple[FontFace, ...]:
    """Every @font-face in the stylesheets among `files` whose source is one of `files`."""
    return tuple(
        face
        for path, data in sorted(files.items())
        if path.endswith(".css")
        for face in _in_sheet(data)
        if face.path in files
    )


@lru_cache(maxsize=16)
def _in_sheet(css: bytes) -> tuple[FontFace, ...]:
    return tuple(_declared(css.decode("utf-8", "replace")))


def _declared(css: str) -> Iterator[FontFace]:
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type != "at-rule" or rule.lower_at_keyword != "font-face" or rule.content is None:
            continue
        says = {
            d.lower_name: d.value
            for d in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            if d.type == "declaration"
        }
        source = next((t.value for t in _flat(says.get("src", ())) if t.type in ("url", "string")), "")
        family = " ".join(t.value for t in says.get("font-family", ()) if t.type in ("string", "ident"))
        weight = next((t for t in says.get("font-weight", ()) if t.type in ("number", "ident")), None)
        slope = next((t.lower_value for t in says.get("font-style", ()) if t.type == "ident"), "normal")
        yield FontFace(family, _weight(weight), slope in ("italic", "oblique"), source)


def _flat(tokens: Sequence[object]) -> Iterator[tinycss2.ast.Node]:
    for token in tokens:
        yield token
        yield from _flat(getattr(token, "arguments", ()))


def _weight(token: tinycss2.ast.Node | None) -> int:
    if token is None:
        return 400
    return int(token.value) if token.type == "number" else {"bold": 700}.get(token.lower_value, 400)


def find_face(faces: Sequence[FontFace], families: Sequence[str], weight: int, italic: bool) -> FontFace:
    """The face that a text of `families`, `weight` and slope is set in (CSS Fonts 4, 5.2, in short: the first
    family that is there, the right slope if it has it, then the nearest weight).

    Raises DataError if the stylesheets declare none of the families.
    """
    for family in families:
        own = [face for face in faces if face.family.casefold() == family.casefold()]
        if own:
            return min(own, key=lambda face: (face.italic != italic, abs(face.weight - weight)))
    raise DataError(
        f"no @font-face for {', '.join(families) or 'a text'}",
        where=Place("print.css"),
        hint="declare the family with a font of the style",
    )
