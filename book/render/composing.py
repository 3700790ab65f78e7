"""From the print document as written to the same document with its lines and pages chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import html
from lxml.html import HtmlElement

from book.garbage import undisturbed
from book.justify import Hyphenator, own_glyphs
from book.model import Finding
from book.render import linemarkup, linesetting, overleaf, probe
from book.render.excerpt import sections, written
from book.render.fontfaces import font_faces
from book.render.leaves import Leaves
from book.render.linesetting import Known, Limits
from book.render.pagemaking import Plan, follows, plan
from book.render.setfonts import Keep, anew
from book.render.trims import Trim

_ENDLESS_MM = 100_000

_DEEPEST = 2
"""Lines that an opening page's text may begin lower, so that it ends on the last line of the page."""


RUN_ON = "run-on"
"""The class of a book whose pieces begin on the next page, left or right."""


@dataclass(frozen=True, slots=True)
class Composed:
    """The document with its lines set, the fonts that it asks for, what was chosen and noticed. `fonts` has
    the style's own too, by their names in its stylesheets, as far as they had to be changed."""

    html: str
    fonts: Mapping[str, bytes]
    families: tuple[str, ...]  # the names of the scaled fonts
    plan: Plan
    findings: tuple[Finding, ...]
    leaves: Mapping[str, Leaves]  # the pages that its sections are foreseen to take


def compose_lines(
    document: str,
    files: Mapping[str, bytes],
    size: Trim,
    hyphenate: Hyphenator,
    limits: Limits | None = None,
    keep: Keep = anew,
    known: Known | None = None,
) -> Composed:
    """Set the lines of `document` (HTML, its addresses keys of `files`) for pages of `size`.

    `keep` has the scaled fonts that were made before, `known` what the engine said of this book when it was
    set before. Raises MissingToolError without Pango, DataError where
    a text has no @font-face.
    """
    tree = html.document_fromstring(document)
    endless = f"@page{{size:{size.width}mm {_ENDLESS_MM}mm}}"
    faces = font_faces(files)
    own = {face.path: own_glyphs(files[face.path], document) for face in faces}
    own = {path: data for path, data in own.items() if data != files[path]}
    files = {**files, **own}
    with undisturbed():
        composition = linesetting.compose(
            tree, files, faces, hyphenate, limits or Limits(), endless, keep, known
        )
        chosen = plan(composition, size.lines, size.leading)
        fonts, families = linemarkup.write(composition, chosen.chosen, chosen.cuts, chosen.carried)
    body = tree.find("body")
    if chosen.run_on and body is not None:
        body.set("class", RUN_ON)
    for heading in tree.iter("h2", "h3", "h4"):
        if given := chosen.given.get(heading.get(probe.KEY, "")):
            heading.set("style", f"padding-top: {given}rem")
    for block in tree.iter() if chosen.raised else ():
        if isinstance(block.tag, str) and (raised := chosen.raised.get(block.get(probe.KEY, ""))):
            block.set("style", f"margin-top: -{raised}rem")  # taken from the margin below the head
    for block in tree.iter() if chosen.begun else ():
        if block.get(probe.KEY) in chosen.begun and not probe.is_note(block):
            overleaf.begin_page(block)
    for section in tree.iter("section"):
        if made := chosen.pages.get(section.get("id", "")):
            _sink(section, made.short)
    leaves = _foreseen(tree, composition.answers.leaves, chosen)
    return Composed(written(tree), {**own, **fonts}, families, chosen, tuple(composition.findings), leaves)


def _foreseen(tree: HtmlElement, endless: Mapping[str, Leaves], chosen: Plan) -> dict[str, Leaves]:
    """The pages that each section is foreseen to take: those that were made up, else one."""
    found: dict[str, Leaves] = {}
    for section in sections(tree):
        key = section.get("id", "")
        if key in endless:
            made = chosen.pages.get(key)
            side = "" if chosen.run_on and follows(section) else None
            found[key] = endless[key].so_many(1 + len(made.short) if made else 1, side)
    return found


def _sink(section: HtmlElement, short: Sequence[int]) -> None:
    """Where the text of an opening page ends a line or two too high, let it begin as much lower.

    A title's room is white already: lines are not missed there, at the foot of the page they are. `short`:
    the lines missing on each of the section's pages but its last. What follows the first stays as it was.
    """
    head = next((child for child in section if child.tag in ("header", "h1")), None)
    if head is not None and short and 0 < short[0] <= _DEEPEST:
        head.set("style", f"padding-bottom: {short[0]}rem")
