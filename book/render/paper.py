"""The print book: the shared pages laid out by WeasyPrint and finished as a PDF.

The stylesheet print.css says how it looks, style.toml and trims.toml give the numbers, `printable` does to
the pages what CSS cannot, `finish` to the PDF what WeasyPrint does not.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from book.errors import Place
from book.languages import Language
from book.languages.hyphenation import breaks
from book.model import Anthology, Edition, Finding, Pagination, Severity, Style
from book.render import folios
from book.render.composing import compose_lines
from book.render.engine import Layout
from book.render.finish import finish
from book.render.flower import ornament
from book.render.printable import document
from book.render.profiles import Profile
from book.render.trims import Trim, trim

_OVERFULL = 1.0
"""CSS px that a line may run over its measure before it is a finding."""

_HANGS = 0.45
"""em that punctuation and hyphens may hang in the margin."""

_FAMILY = re.compile(r"@font-face\s*{[^}]*font-family:\s*[\"']?([^\"';}]+)")


def render(
    anthology: Anthology, style: Style, language: Language, asked: Profile | None = None
) -> tuple[Edition, Pagination, tuple[Finding, ...]]:
    """The print edition, where its pages begin, and what there is to look at in it.

    It is `<slug>.pdf`; for a printer whose profile is `asked`, `<slug>-<profile>.pdf`, with the margins at
    the spine that he asks of so many pages. Pages are numbered in arabic from the first, printed or not, and
    the PDF's page labels are those numbers. Raises MissingToolError without Pango, DataError for a fault in
    the style, its trim sizes and profiles.
    """
    size = trim(style.trims, anthology.manifest.trim)
    laid_out = lay_out(anthology, style, language, size, asked)
    if asked:
        moved = asked.fit(size, len(laid_out.layout.pages))
        if moved != size:
            laid_out = lay_out(anthology, style, language, moved, asked)
    layout = laid_out.layout
    labels = tuple(str(number) for number in range(1, len(layout.pages) + 1))
    texts = [list(folios.runs(page)) for page in layout.pages]
    standard, condition = (asked.standard, asked.condition) if asked else ("pdf/a", "")
    marks = asked.bleed + 1 if asked and asked.marks else 0.0
    data = layout.pdf(
        anthology.identifier, lambda _, pdf: finish(pdf, labels, standard, condition, marks), standard
    )
    name = f"{anthology.manifest.slug}{f'-{asked.name}' if asked else ''}.pdf"
    findings = (
        *layout.findings,
        *laid_out.findings,
        *_overfull(name, layout, texts, labels),
        *_foreign(name, layout, style, laid_out.families),
        *(_asked(name, asked, len(labels)) if asked else ()),
    )
    pagination = Pagination(labels, folios.starts(texts, labels), size.width, size.height)
    return Edition(name, data, "application/pdf"), pagination, findings


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The book's pages, the families of the scaled fonts in them, and what setting them noticed."""

    layout: Layout
    families: tuple[str, ...]
    findings: tuple[Finding, ...]


def lay_out(
    anthology: Anthology, style: Style, language: Language, size: Trim, asked: Profile | None
) -> LaidOut:
    """Lay out the book on pages of `size`, as `asked`. Raises what `render` raises."""
    files = {**style.files, "ornament.svg": ornament(style, len(anthology.chapters))}
    exceptions = anthology.manifest.hyphenation
    composed = compose_lines(
        document(anthology, style, language, size, asked),
        files,
        size,
        lambda word, code: breaks(word, code, exceptions),
    )
    layout = Layout(composed.html, {**files, **composed.fonts})
    layout.pad(asked.multiple if asked else 2)
    return LaidOut(layout, composed.families, composed.findings)


def _asked(name: str, asked: Profile, pages: int) -> Iterator[Finding]:
    """More or fewer pages than the printer binds."""
    if not asked.least <= pages <= asked.most:
        yield Finding(
            "paper.page-count",
            Severity.WARNING,
            Place(name),
            f"{pages} pages: {asked.about} takes from {asked.least} to {asked.most}",
            "choose another trim size, another printer, or another binding",
        )


def _overfull(
    name: str, layout: Layout, texts: Sequence[Sequence[folios.Run]], labels: Sequence[str]
) -> Iterator[Finding]:
    """Lines that run over the right edge of the type area: a word or an address that could not be broken."""
    for page, runs, label in zip(layout.pages, texts, labels, strict=True):
        edge = folios.right_edge(page)
        for run in runs:
            hang = _HANGS * run.size if not run.text.rstrip()[-1:].isalnum() else 0.0
            if run.right > edge + _OVERFULL + hang:
                yield Finding(
                    "paper.overfull",
                    Severity.WARNING,
                    Place(name, key=f"p. {label}"),
                    f"{(run.right - edge) * 0.2646:.1f} mm over the edge: {run.text.strip()[-60:]!r}",
                    "shorten it, or say in the manifest where it may be broken",
                )


def _foreign(name: str, layout: Layout, style: Style, scaled: Collection[str]) -> Iterator[Finding]:
    """Characters that the style's fonts lack: they are set from whatever font this machine has."""
    sheets = b"\n".join(data for path, data in style.files.items() if path.endswith(".css"))
    families = {family.strip() for family in _FAMILY.findall(sheets.decode(errors="replace"))} | set(scaled)
    for family, characters in layout.fonts():
        if family not in families:
            listed = " ".join(f"{c} (U+{ord(c):04X})" for c in characters)
            yield Finding(
                "paper.foreign-font",
                Severity.WARNING,
                Place(name),
                f"the style's fonts lack {listed or 'a glyph'}; set from {family!r}, a font of this machine",
                "replace the character, or add a font that has it to the style",
            )
