"""What the proofs read: the book as composed, and its finished files as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from book.errors import Place
from book.languages import Language, load
from book.model import Anthology, Chapter, Edition, Finding, Pagination, Severity
from book.proof import epubfile, pdffile
from book.proof.epubfile import Epub
from book.proof.passages import heading
from book.proof.pdffile import Leaf, Pdf

_HEADED = {"copyright-page": "colophon", "toc": "contents", "credits": "account", "index": "index"}
"""The words that stand above a page of front or back matter."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """One book on the proofreader's desk. An edition that was not made, or cannot be opened, is None."""

    anthology: Anthology
    language: Language
    pagination: Pagination | None
    epub: Epub | None = None
    pdf: Pdf | None = None
    printed: Anthology | None = None

    @property
    def on_paper(self) -> Anthology:
        """The book as the PDF has it."""
        return self.printed or self.anthology

    def rendered(self) -> Iterator[tuple[Chapter, tuple[Leaf, ...]]]:
        """Each chapter with its pages in the PDF, in order; a chapter that begins nowhere has none."""
        if not self.pdf:
            return
        pages = self.pdf.pages
        heads = [(page.number - 1, head) for page in pages for head in page.of_type("H1")]
        wanted = self._heads()
        found = _matched([heading(head) for _, head in heads], [head for head, _ in wanted])
        placed = {chapter.number: head for (_, chapter), head in zip(wanted, found, strict=True) if chapter}
        for chapter in self.on_paper.chapters:
            head = placed[chapter.number]
            if head is None:
                yield chapter, ()
                continue
            first = heads[head][0]
            last = next((page for page, _ in heads[head + 1 :] if page > first), len(pages))
            yield chapter, pages[first:last]

    def _heads(self) -> list[tuple[str, Chapter | None]]:
        """Every heading of the book, as they follow one another: pieces may have the title of the book, of a
        page of its front or back matter, and of one another.
        """
        matter = self.anthology.matter
        heads: list[tuple[str, Chapter | None]] = [(self._head(kind), None) for kind in matter.front]
        for chapter in self.on_paper.chapters:
            heads += [(heading(chapter.part), None)] if chapter.part else []
            heads.append((heading(chapter.piece.title), chapter))
        heads += [(self._head(kind), None) for kind in matter.back]
        return [(head, chapter) for head, chapter in heads if head or chapter]

    def _head(self, kind: str) -> str:
        """The heading of a page of front or back matter; "" for one that has none."""
        if kind == "titlepage":
            return heading(self.anthology.title)
        if kind == "contributors":
            return heading(self.anthology.matter.contributors)
        return heading(self.language.words.get(_HEADED.get(kind, ""), ""))


def _matched(found: Sequence[str], wanted: Sequence[str]) -> list[int | None]:
    """For each of `wanted` the index of the heading that is it, in order.

    A heading that is otherwise but stands where one is wanted is taken for it: that it is otherwise is told
    by those who compare the words.
    """
    result: list[int | None] = [None] * len(wanted)
    for tag, i, j, k, m in SequenceMatcher(None, found, wanted, autojunk=False).get_opcodes():
        if tag == "equal" or (tag == "replace" and j - i == m - k):
            result[k:m] = range(i, j)
    return result


def lay_out(
    anthology: Anthology,
    editions: Sequence[Edition],
    pagination: Pagination | None,
    printed: Anthology | None = None,
) -> tuple[Sheets, tuple[Finding, ...]]:
    """Opens the editions. One that cannot be opened is a finding, and the other proofs go without it."""
    epub, pdf = None, None
    findings: list[Finding] = []
    for edition in editions:
        try:
            if edition.media_type == "application/epub+zip":
                epub = epubfile.open_epub(edition)
            elif edition.media_type == "application/pdf":
                pdf = pdffile.open_pdf(edition)
        except (epubfile.UnreadableError, pdffile.UnreadableError) as error:
            findings.append(
                Finding(
                    "proof.unreadable",
                    Severity.ERROR,
                    Place(edition.name),
                    f"the finished file cannot be opened: {error}",
                    "build it again",
                )
            )
    return Sheets(anthology, load(anthology.language), pagination, epub, pdf, printed), tuple(findings)
