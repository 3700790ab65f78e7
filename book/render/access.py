"""What the EPUB says of its own accessibility: computed from what is in the book, never asserted.

EPUB Accessibility 1.1, section 2 (discovery metadata) and 4 (conformance), with the vocabulary of
schema.org's accessibility properties (W3C, 'Schema.org Accessibility Properties for Discoverability').
"""

from __future__ import annotations

from dataclasses import dataclass

from book.languages import Language
from book.model import Anthology, Figure, Manifest, NoteCall, Table
from book.render import walk
from book.render.seal import seal

CLAIM = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
"""The conformance string of EPUB Accessibility 1.1, section 4.2."""


@dataclass(frozen=True, slots=True)
class Contents:
    """How much of each is in the book; `telling` are the pictures that are not decorative."""

    figures: int
    telling: int
    undescribed: int
    tables: int
    headless: int  # tables without a heading cell
    notes: int


@dataclass(frozen=True, slots=True)
class Access:
    """The accessibility metadata of an EPUB.

    `lacking` says in the book's language what keeps it from a claim of conformance; empty: it is made.
    """

    modes: tuple[str, ...]
    sufficient: tuple[str, ...]
    features: tuple[str, ...]
    hazards: tuple[str, ...]
    summary: str
    lacking: tuple[str, ...]
    certifier: str
    judged: bool  # whether what no machine finds was judged, of this very text

    @property
    def claimed(self) -> bool:
        return not self.lacking


def contents(anthology: Anthology) -> Contents:
    """What is in the book that not everyone can see or use as it is."""
    blocks = [block for chapter in anthology.chapters for block in walk.blocks(chapter.piece)]
    figures = [block for block in blocks if isinstance(block, Figure)]
    telling = [figure for figure in figures if not figure.decorative]
    tables = [block for block in blocks if isinstance(block, Table)]
    return Contents(
        figures=len(figures),
        telling=len(telling),
        undescribed=sum(not figure.alt for figure in telling),
        tables=len(tables),
        headless=sum(not any(cell.heads for row in table.rows for cell in row) for table in tables),
        notes=sum(isinstance(inline, NoteCall) for block in blocks for inline in walk.inlines(block)),
    )


def assess(anthology: Anthology, language: Language, *, paged: bool) -> Access:
    """What the book offers; `paged`: whether it has the page list of a print edition."""
    found = contents(anthology)
    manifest = anthology.manifest
    judged = manifest.evaluation is not None and manifest.evaluation.seal == seal(anthology)
    lacking = tuple(_lacking(found, manifest, language, judged=judged))
    features = ["ARIA", "displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents"]
    features += ["unlocked"]
    if not found.undescribed:  # the cover, at least, is a picture and is described
        features.append("alternativeText")
    if paged:
        features += ["pageBreakMarkers", "pageNavigation"]
    # With pictures that nobody described the text alone does not say all.
    textual = () if found.undescribed else ("textual",)
    return Access(
        modes=("textual", "visual") if found.telling else ("textual",),
        sufficient=(*textual, "textual,visual") if found.telling else textual,
        features=tuple(sorted(features, key=str.lower)),
        hazards=("none",),  # no sound, no film, no script, no animated picture can be in the book
        summary=" ".join(_summary(found, lacking, manifest.certifier, language, paged=paged)),
        lacking=lacking,
        certifier=manifest.certifier,
        judged=judged,
    )


def _lacking(found: Contents, manifest: Manifest, language: Language, *, judged: bool) -> list[str]:
    lacking: list[str] = []
    if found.undescribed:
        lacking.append(language.count("access-lacks-alt", found.undescribed))
    if found.headless:
        lacking.append(language.count("access-lacks-headers", found.headless))
    if not manifest.certifier or not manifest.evaluation:
        lacking.append(language.word("access-lacks-certifier"))
    elif not judged:
        date = language.date(manifest.evaluation.date)
        lacking.append(language.word("access-lacks-seal", date=date))
    return lacking


def _summary(
    found: Contents, lacking: tuple[str, ...], certifier: str, language: Language, *, paged: bool
) -> list[str]:
    sentences = [language.word("access-text")]
    if found.telling and not found.undescribed:
        sentences.append(language.word("access-alt"))
    sentences.append(language.word("access-pages" if paged else "access-no-pages"))
    return [*sentences, *(lacking or [language.word("access-claim", certifier=certifier)])]
