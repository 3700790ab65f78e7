"""The print book: the shared pages laid out by WeasyPrint and finished as a PDF, for each who wants one.

The stylesheet print.css says how it looks, style.toml and trims.toml give the numbers, `printable` does to
the pages what CSS cannot, `finish` to the PDF what WeasyPrint does not. A book of one trim size is laid out
once: what printers, homes and screens ask of their files differs in what is written of the pages, not in the
pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from book.errors import Place
from book.languages import Language
from book.languages.hyphenation import breaks
from book.model import Anthology, Edition, Finding, PageStart, Pagination, Severity, Style
from book.render import astray as notes
from book.render import feet, folios, lettering, overlong, probe, resolution, tablefit, unknown
from book.render.composing import Composed, compose_lines
from book.render.engine import Layout
from book.render.finish import crop_marks, finish, move
from book.render.flower import ornament
from book.render.indexing import Index, IndexEntry, page_anchor
from book.render.leaves import Leaves, bound
from book.render.linesetting import Known
from book.render.onpaper import on_paper, refers
from book.render.printable import document, indexed
from book.render.profiles import HOME, Profile, profile
from book.render.screen import opening
from book.render.setfonts import Keep, anew
from book.render.settling import Settler
from book.render.trims import Trim, trim
from book.render.typeface import listed

_OVERFULL = 1.0
"""CSS px that a line may run over its measure before it is a finding."""

_HANGS = 0.45
"""em that punctuation and hyphens may hang in the margin."""

_UNSEEN = " \t\n\u00a0\u200b"
"""What a line may end in beyond its edge: nobody sees it."""

_TRIES = 4
"""How often a book is laid out at most until each page number in its text is that of its page."""

_FAMILY = re.compile(r"@font-face\s*{[^}]*font-family:\s*[\"']?([^\"';}]+)")


Tell = Callable[[str, int, int], None]
"""Called with a step, a number, and of how many."""


def silent(step: str, number: int, count: int) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What a book says of its own pages: the numbers of those that its sections begin on, and its index."""

    places: Mapping[str, str]
    entries: tuple[IndexEntry, ...]


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A book's pages, their numbers, the families of the scaled fonts in them, what setting them noticed."""

    anthology: Anthology
    style: Style
    language: Language
    size: Trim
    layout: Layout
    pagination: Pagination
    families: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """The number of each page."""
        return self.pagination.labels


def render(
    anthology: Anthology, style: Style, language: Language, asked: Profile | None = None
) -> tuple[Edition, Pagination, tuple[Finding, ...]]:
    """The print edition, where its pages begin, and what there is to look at in it: all in one.

    Raises what `lay_out` and `write` raise.
    """
    laid_out = lay_out(anthology, style, language)
    edition, findings = write(laid_out, asked or profile(style.profiles, HOME))
    return edition, laid_out.pagination, (*laid_out.findings, *findings)


def lay_out(
    anthology: Anthology, style: Style, language: Language, keep: Keep = anew, tell: Tell = silent
) -> LaidOut:
    """Lay out the book on pages of the trim size that its manifest names, no leaf of them half.

    `keep` has the scaled fonts that were made before; `tell` is told of each section whose lines are to be
    broken ('lines') and of each page ('pages'): its number, of about how many.

    Raises MissingToolError without Pango, DataError for a fault in the style or its trim sizes.
    """
    size = trim(style.trims, anthology.manifest.trim)
    files = {**style.files, "ornament.svg": ornament(style, len(anthology.chapters))}
    exceptions = anthology.manifest.hyphenation
    index = indexed(anthology, style, language) if anthology.matter.index else None
    referred = refers(anthology)
    count = 0  # of pages, as foreseen
    known = Known(probe.Asker(partial(tell, "lines")))
    settler = Settler(lambda number: tell("pages", number, max(number, count)))

    def compose(said: _Said) -> Composed:
        nonlocal count
        composed = compose_lines(
            document(on_paper(anthology, language, said.places), style, language, size, said.entries),
            files,
            size,
            lambda word, code: breaks(word, code, exceptions),
            keep=keep,
            known=known,
        )
        count = count or len(bound(composed.leaves.values())[0])
        return composed

    def says(labels: tuple[str, ...], starts: Sequence[PageStart], places: Mapping[str, str]) -> _Said:
        told = {key: label for key, label in places.items() if key in referred}
        return _Said(told, index.printed(starts) if index else ())

    def settled(composed: Composed) -> Iterable[Leaves]:
        nonlocal count
        leaves = settler.settle(composed.html, composed.plan.foreseen, {**files, **composed.fonts}).values()
        count = len(bound(leaves)[0])
        return leaves

    said = says((), (), {})
    composed = compose(said)
    foreseen = replace(said, places=says(*bound(composed.leaves.values())).places)
    if foreseen != said:  # what can be told before anything is laid out
        said, composed = foreseen, compose(foreseen)
    for left in reversed(range(_TRIES)):
        foreseen = says(*bound(settled(composed)))
        if foreseen != said:
            said, composed = foreseen, compose(foreseen)
            settled(composed)
        layout = settler.layout()
        layout.pad(2)
        pagination = _pagination(layout, size)
        found = says(pagination.labels, pagination.starts, pagination.places)
        if found == said or not left:
            break
        said, composed = found, compose(found)
    if index:
        layout.name([page_anchor(label) for label in pagination.labels])
    name = file_name(anthology)
    figures = resolution.printed(anthology, layout.pages, pagination.labels)
    findings = (
        *layout.findings,
        *composed.findings,
        *_overfull(name, layout, pagination.labels),
        *feet.told(name, layout.pages, pagination.labels, size.leading),
        *overlong.told(anthology, layout.pages, pagination.labels),
        *tablefit.told(anthology, layout.pages, pagination.labels, size.leading),
        *lettering.told(figures),
        *resolution.told(name, figures),
        *notes.told(name, layout.pages),
        *(_unsaid(index, anthology) if index else ()),
    )
    return LaidOut(anthology, style, language, size, layout, pagination, composed.families, findings)


def _pagination(layout: Layout, size: Trim) -> Pagination:
    """Where the pages begin."""
    labels = folios.labels(layout.pages)
    starts = folios.starts([list(folios.runs(page)) for page in layout.pages], labels)
    return Pagination(labels, starts, size.width, size.height, folios.places(layout.pages, labels))


def _unsaid(index: Index, anthology: Anthology) -> Iterator[Finding]:
    """The names of the plan that the text does not say."""
    for term in index.missing():
        key = f'names."{term.forms[0]}"' if term.forms else "names"
        if any(name.name in term.forms for name in anthology.manifest.names):
            yield Finding(
                "index.name-nowhere",
                Severity.WARNING,
                anthology.manifest.where(key),
                f"the text says {' and '.join(map(repr, term.forms))} nowhere: it is not in the index",
                "give the name as the text has it, its other forms under forms",
            )


def file_name(anthology: Anthology, edition: str = HOME, kind: str = "") -> str:
    """The name of a PDF: `<slug>.pdf` of the book itself, else with the edition's name and its kind."""
    parts = (anthology.manifest.slug, "" if edition == HOME else edition, kind)
    return f"{'-'.join(filter(None, parts))}.pdf"


def write(laid_out: LaidOut, asked: Profile, name: str = "") -> tuple[Edition, tuple[Finding, ...]]:
    """The PDF as `asked`, and what there is to look at in it; `name` is the edition's, if not the profile's.

    The margins at the spine are those that a printer asks of so many pages. The PDF's page labels are the
    pages' numbers, and an edition that opens with the cover has its name for those before them. Raises
    DataError where the trim size is too small for the margins that are asked.
    """
    anthology, size = laid_out.anthology, laid_out.size
    count = asked.bound(len(laid_out.labels))
    before = opening(anthology, laid_out.style, laid_out.language, size) if asked.front else None
    pages = laid_out.layout.varied(
        outside=asked.outside,
        links=asked.links,
        bookmarks=asked.bookmarks,
        before=before.pages if before else (),
        blanks=count - len(laid_out.labels),
    )
    added = [str(int(laid_out.labels[-1]) + n + 1) for n in range(count - len(laid_out.labels))]
    labels = (*(before.labels if before else ()), *laid_out.labels, *added)
    blanks = [n for n, page in enumerate(pages.pages) if folios.is_blank(page)]
    shift = asked.shift(size, count)

    def finished(_: Any, pdf: Any) -> None:
        finish(pdf, labels, asked.standard, asked.condition, grey=asked.grey)
        if shift:
            own = [0.0 for _ in (before.pages if before else ())]
            move(pdf, [*own, *(-shift if n % 2 else shift for n in range(count))])
        if asked.marks:
            crop_marks(pdf, asked.bleed, blanks)

    data = pages.pdf(anthology.identifier, finished, asked.standard)
    file = file_name(anthology, name or asked.name)
    findings = (
        *pages.findings,
        *unknown.told(anthology, pages.unknown),
        *_foreign(file_name(anthology), pages, laid_out.style, laid_out.families),
        *_asked(file, asked, count),
    )
    return Edition(file, data, "application/pdf"), findings


def _asked(name: str, asked: Profile, pages: int) -> Iterator[Finding]:
    """More or fewer pages than the printer binds."""
    if asked.least <= pages <= asked.most:
        return
    hint = (
        "a smaller trim size has more pages; or have it stapled: print the booklet"
        if pages < asked.least
        else "a larger trim size has fewer pages; or make it two volumes"
    )
    yield Finding(
        "paper.page-count",
        Severity.WARNING,
        Place(name),
        f"{pages} pages: {asked.about} takes from {asked.least} to {asked.most}",
        hint,
    )


def _overfull(name: str, layout: Layout, labels: Sequence[str]) -> Iterator[Finding]:
    """Lines that run over the right edge of the type area: a word or an address that could not be broken."""
    for page, label in zip(layout.pages, labels, strict=True):
        edge = folios.right_edge(page)
        for run in folios.runs(page):
            text = run.text.strip(_UNSEEN)
            if not text:
                continue
            hang = _HANGS * run.size if not text[-1:].isalnum() else 0.0
            # The white that a row of code is broken at hangs behind its end; its letters are of one width.
            white = (len(run.text) - len(run.text.rstrip(" "))) * (run.right - run.left) / len(run.text)
            if run.right - white > edge + _OVERFULL + hang:
                yield Finding(
                    "paper.overfull",
                    Severity.WARNING,
                    Place(name, key=f"p. {label}"),
                    f"{(run.right - edge) * 0.2646:.1f} mm over the edge: {run.text.strip()[-60:]!r}",
                    "shorten it, or say in the plan where it may be broken",
                )


def _foreign(name: str, layout: Layout, style: Style, scaled: Collection[str]) -> Iterator[Finding]:
    """Characters that the style's fonts lack: they are set from whatever font this machine has."""
    sheets = b"\n".join(data for path, data in style.files.items() if path.endswith(".css"))
    families = {family.strip() for family in _FAMILY.findall(sheets.decode(errors="replace"))} | set(scaled)
    foreign: dict[str, dict[str, None]] = {}
    for family, characters in layout.fonts():
        if family not in families:
            foreign.setdefault(family, {}).update(dict.fromkeys(c for c in characters if not c.isspace()))
    for family, lacking in foreign.items():
        said = listed(lacking) or "a glyph"
        yield Finding(
            "paper.foreign-font",
            Severity.WARNING,
            Place(name),
            f"the style's fonts lack {said}; set from {family!r}, a font of this machine",
            "replace what is rare, or add a font that has it to the style",
        )
