"""From the print document as written to the same document with its lines and pages chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import html

from book.justify import Hyphenator
from book.model import Finding
from book.render import linesetting
from book.render.fontfaces import font_faces
from book.render.linesetting import Limits
from book.render.pagemaking import Plan, plan
from book.render.trims import Trim

_ENDLESS_MM = 100_000


@dataclass(frozen=True, slots=True)
class Composed:
    """The document with its lines set, the scaled fonts that it asks for, what was chosen and noticed."""

    html: str
    fonts: Mapping[str, bytes]
    families: tuple[str, ...]  # the names of the scaled fonts
    plan: Plan
    findings: tuple[Finding, ...]


def compose_lines(
    document: str, files: Mapping[str, bytes], size: Trim, hyphenate: Hyphenator, limits: Limits | None = None
) -> Composed:
    """Set the lines of `document` (HTML, its addresses keys of `files`) for pages of `size`.

    Raises MissingToolError without Pango, DataError where a text has no @font-face.
    """
    tree = html.document_fromstring(document)
    endless = f"@page{{size:{size.width}mm {_ENDLESS_MM}mm}}"
    composition = linesetting.compose(tree, files, font_faces(files), hyphenate, limits or Limits(), endless)
    chosen = plan(composition, size.lines, size.leading)
    fonts, families = linesetting.write(composition, chosen.chosen)
    written = "<!doctype html>" + html.tostring(tree, encoding="unicode")
    return Composed(written, fonts, families, chosen, tuple(composition.findings))
