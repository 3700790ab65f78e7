"""What the EPUB says of its own accessibility: computed from what is in the book, never asserted.

EPUB Accessibility 1.1, section 2 (discovery metadata) and 4 (conformance), with the vocabulary of
schema.org's accessibility properties (W3C, 'Schema.org Accessibility Properties for Discoverability').
"""

from __future__ import annotations

from dataclasses import dataclass

from book.languages import Language
from book.model import Anthology, Figure, Table
from book.render import walk

CLAIM = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
"""The conformance string of EPUB Accessibility 1.1, section 4.2."""


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

    @property
    def claimed(self) -> bool:
        return not self.lacking


def assess(anthology: Anthology, language: Language, *, paged: bool) -> Access:
    """What the book offers; `paged`: whether it has the page list of a print edition."""
    blocks = [block for chapter in anthology.chapters for block in walk.blocks(chapter.piece)]
    figures = [block for block in blocks if isinstance(block, Figure)]
    telling = [figure for figure in figures if not figure.decorative]
    undescribed = sum(not figure.alt for figure in telling)
    headless = sum(not _headed(block) for block in blocks if isinstance(block, Table))
    certifier = anthology.manifest.certifier

    lacking: list[str] = []
    if undescribed:
        lacking.append(language.count("access-lacks-alt", undescribed))
    if headless:
        lacking.append(language.count("access-lacks-headers", headless))
    if not certifier:
        lacking.append(language.word("access-lacks-certifier"))

    features = ["ARIA", "displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents"]
    features += ["unlocked"]
    if not undescribed:
        features.append("alternativeText")
    if paged:
        features += ["pageBreakMarkers", "pageNavigation"]
    return Access(
        modes=("textual", "visual") if telling else ("textual",),
        # With pictures that nobody described the text alone does not say all.
        sufficient=("textual,visual",)
        if undescribed
        else ("textual", "textual,visual")
        if telling
        else ("textual",),
        features=tuple(sorted(features, key=str.lower)),
        hazards=("none",),  # no sound, no film, no script, no animated picture can be in the book
        summary=_summary(language, bool(telling), undescribed, lacking, certifier, paged=paged),
        lacking=tuple(lacking),
        certifier=certifier,
    )


def _headed(table: Table) -> bool:
    return any(cell.heads for row in table.rows for cell in row)


def _summary(
    language: Language, pictures: bool, undescribed: int, lacking: list[str], certifier: str, *, paged: bool
) -> str:
    sentences = [language.word("access-text")]
    if pictures and not undescribed:
        sentences.append(language.word("access-alt"))
    sentences.append(language.word("access-pages" if paged else "access-no-pages"))
    if lacking:
        sentences += lacking
    else:
        sentences.append(language.word("access-claim", certifier=certifier))
    return " ".join(sentences)
