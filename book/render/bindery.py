"""All that is made for paper, and the PDF for a screen: each book of one size is laid out once."""

from __future__ import annotations

from book.languages import Language
from book.model import Anthology, Edition, Finding, Style, Wanted
from book.render import booklet, instructions, paper, wrap
from book.render.paper import LaidOut
from book.render.profiles import profile
from book.render.setfonts import Keep, anew

Made = tuple[tuple[Edition, ...], tuple[Finding, ...]]


class Bindery:
    """Makes editions of one book in one style. Its `findings` are those of the pages that it laid out."""

    def __init__(
        self, style: Style, language: Language, keep: Keep = anew, tell: paper.Tell = paper.silent
    ) -> None:
        self.findings: list[Finding] = []
        self._style = style
        self._language = language
        self._keep = keep
        self._tell = tell
        self._laid_out: dict[tuple[str, str], LaidOut] = {}

    def pages(self, anthology: Anthology) -> LaidOut:
        """The book's pages, laid out when they are first asked for.

        Raises MissingToolError without Pango, DataError for a fault in the style.
        """
        manifest = anthology.manifest
        key = manifest.trim, manifest.isbn_print  # what editions of one book differ in
        if key not in self._laid_out:
            self._laid_out[key] = paper.lay_out(
                anthology, self._style, self._language, self._keep, self._tell
            )
            self.findings += self._laid_out[key].findings
        return self._laid_out[key]

    def make(self, kind: str, anthology: Anthology, edition: Wanted) -> Made:
        """The files of a kind ('print', 'screen', 'cover', 'booklet') of an edition, and what was noticed.

        Raises what `pages` raises, and DataError for what a printer cannot print.
        """
        laid_out = self.pages(anthology)
        if kind == "booklet":
            sheets, seen = booklet.render(laid_out, edition.paper)
            told, noticed = instructions.render(
                anthology,
                self._style,
                self._language,
                booklet.signatures(len(laid_out.labels)),
                edition.paper or "a4",
                booklet.sheet(edition.paper),
            )
            return (sheets, told), (*seen, *noticed)
        asked = profile(self._style.profiles, edition.profile).on(edition.paper)
        if kind == "cover":
            made, findings = wrap.render(
                anthology,
                self._style,
                self._language,
                laid_out.pagination,
                asked,
                edition.label,
                black=edition.inks == "black",
            )
        else:
            made, findings = paper.write(laid_out, asked, edition.label)
        return (made,), findings
