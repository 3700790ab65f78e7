"""The words of the finished files are the words of the pieces, in the same order: none less, none more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import etree

from book.errors import Place
from book.languages import direction
from book.model import Chapter, Finding, Severity
from book.proof.epubfile import XHTML, types
from book.proof.passages import Gap, Passage, Script, gaps, letters, reordered, script, signs
from book.proof.pdffile import Leaf
from book.proof.sheets import Sheets

_OFF = 8
"""Letters by which a run of notes may begin off where one ended that ran from right to left."""
_SAME = 0.95
"""The share of a run's letters that are those of the notes, in whatever order."""
_LINKS = {"noteref", "backlink", "pagebreak"}
"""What an EPUB adds to get about in it: no words of the piece."""

_BLOCKS = frozenset(
    f"{XHTML}{name}"
    for name in (
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "li", "figcaption", "td", "th", "caption"),
        *("dt", "dd", "br", "div", "section", "header", "footer"),
    )
)
"""Elements whose end parts words."""


def fidelity(sheets: Sheets) -> Iterator[Finding]:
    """Each passage of each piece that a finished file lacks, has otherwise, or has too many."""
    yield from _in_epub(sheets)
    yield from _in_pdf(sheets)


# --------------------------------------------------------------------------- EPUB


def _in_epub(sheets: Sheets) -> Iterator[Finding]:
    if not sheets.epub:
        return
    documents = sheets.epub.chapters()
    chapters = sheets.anthology.chapters
    if len(documents) != len(chapters):
        yield _miscounted(sheets, sheets.epub.name, len(documents))
        return
    for chapter, (_, root) in zip(chapters, documents, strict=True):
        said = script(chapter, sheets.anthology, sheets.language, "epub")
        heading = Passage(sheets.language.word("notes"), Place(chapter.piece.seed), "note")
        wanted = (*said.flow, heading, *said.notes) if said.notes else said.flow
        yield from (_finding(gap, chapter, sheets.epub.name) for gap in gaps(wanted, shown(root), signs))


def shown(root: etree._Element) -> str:
    """The text of a chapter's document, without what the EPUB adds to get about in it."""
    body = root.find(f".//{XHTML}body")
    return "" if body is None else "".join(_shown(body))


def _shown(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        tail = child.tail or ""
        kinds = types(child) if isinstance(child.tag, str) else []
        if "backlink" in kinds:
            tail = tail.lstrip(". \n")  # the note's number and its stop
        elif not isinstance(child.tag, str) or _LINKS.intersection(kinds):
            pass
        else:
            yield from _shown(child)
            if child.tag in _BLOCKS:
                yield " "
        yield tail


# --------------------------------------------------------------------------- PDF


def _in_pdf(sheets: Sheets) -> Iterator[Finding]:
    if not sheets.pdf:
        return
    if not any(page.elements for page in sheets.pdf.pages):
        yield Finding(
            "fidelity.untagged",
            Severity.WARNING,
            Place(sheets.pdf.name),
            "the PDF is not tagged: what it says cannot be read back in its order, and was not compared",
            "render it with tags",
        )
        return
    for chapter, pages in sheets.rendered():
        if not pages:
            yield Finding(
                "fidelity.chapter",
                Severity.ERROR,
                Place(chapter.piece.seed),
                f"no page of {sheets.pdf.name} begins with the title {chapter.piece.title!r}",
            )
            continue
        said = script(chapter, sheets.on_paper, sheets.language, "print")
        flow, notes = _streams(pages, said)
        for wanted, found in ((said.flow, flow), (said.notes, notes)):
            yield from (_finding(gap, chapter, sheets.pdf.name) for gap in gaps(wanted, found, letters))
    for page in sheets.pdf.pages:
        for run in page.loose:
            yield Finding(
                "fidelity.loose",
                Severity.WARNING,
                Place(sheets.pdf.name, key=f"p. {page.label}"),
                f"{run.strip()[:60]!r} is on the page, but not in the order in which it is read",
            )


def _streams(pages: Sequence[Leaf], said: Script) -> tuple[str, str]:
    """The text of the pages, and that of the notes at their feet: a run that goes on where the notes were."""
    wanted = letters(" ".join(note.text for note in said.notes)).kept
    flow: list[str] = []
    notes: list[str] = []
    at, off = 0, 0
    for run in (run for page in pages for run in page.flows):
        after = _goes_on(wanted, at, letters(run).kept, off)
        if after is None:
            flow.append(run)
            continue
        notes.append(run)
        off = off or _OFF * reordered(wanted[at:after])
        at = after
    return " ".join(flow), " ".join(notes)


def _goes_on(wanted: str, at: int, kept: str, off: int) -> int | None:
    """Where the notes are after a run that goes on with them from `at`; None for one that does not.

    What runs from right to left a PDF gives in another order: then the run has the letters of the notes, all
    but a few, and what comes after it, if it is no short one, may begin `off` letters off.
    """
    if not kept:
        return None
    off = off if len(kept) > 2 * off else 0
    for begin in sorted(range(max(0, at - off), at + off + 1), key=lambda begin: abs(begin - at)):
        if wanted.startswith(kept, begin):
            return begin + len(kept)
    if not reordered(kept):
        return None
    there = Counter(wanted[at : at + len(kept)])
    same = sum((there & Counter(kept)).values())
    return at + len(kept) if same >= _SAME * len(kept) else None


# --------------------------------------------------------------------------- findings


def _finding(gap: Gap, chapter: Chapter, file: str) -> Finding:
    place = gap.passage.place if gap.passage else Place(chapter.piece.seed)
    turned = direction(chapter.piece.language) == "rtl"  # what is not, figures, stands among what is
    if file.endswith(".pdf") and (turned or reordered(gap.wanted or gap.found)):
        return unordered(place, file, gap.wanted or gap.found)
    if gap.passage is None or not gap.wanted:
        return Finding(
            "fidelity.added",
            Severity.ERROR,
            place,
            f"{file} has words after this that are not the piece's: {gap.found!r}",
            "the file was altered, or the page template adds words of its own",
        )
    check = f"credits.{gap.passage.part}" if gap.passage.part in ("title", "byline") else "fidelity.lost"
    instead = f"; it has {gap.found!r}" if gap.found else ""
    return Finding(
        check,
        Severity.ERROR,
        gap.passage.place,
        f"{file} lacks, or has otherwise, {gap.wanted!r}{instead}",
        "the file was altered, or rendering lost the words: build it again",
    )


def unordered(place: Place, file: str, text: str) -> Finding:
    """For words of a PDF that cannot be put in the order of reading, and so not be compared."""
    return Finding(
        "fidelity.unordered",
        Severity.NOTE,
        place,
        f"{file}: {text!r} was not compared: the order of a script like its own cannot be read back",
        "look at it on the page",
    )


def _miscounted(sheets: Sheets, file: str, found: int) -> Finding:
    return Finding(
        "fidelity.chapter",
        Severity.ERROR,
        sheets.anthology.manifest.where("book"),
        f"{file} has {found} chapters, the book {len(sheets.anthology.chapters)}",
        "build it again",
    )
