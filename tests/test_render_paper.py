"""The print book, read back from the PDF itself."""

from __future__ import annotations

import builtins
import dataclasses
import re
import socket
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pypdfium2
import pytest
import sheets
import shelf
from lxml import etree

from book.errors import MissingToolError
from book.languages import load
from book.model import (
    Anthology,
    Contributor,
    Edition,
    Figure,
    Finding,
    ListBlock,
    Name,
    Pagination,
    Paragraph,
    Quotation,
    Severity,
    Span,
    Statement,
    Style,
    Text,
)
from book.render import folios, paper, printable, walk
from book.render.boxtree import attribute, boxes
from book.render.engine import Layout
from book.render.pages import NAMESPACES, pages
from book.render.trims import trim
from book.render.xhtml import words

pytestmark = pytest.mark.needs("pango")

HEAD_LINES = 2  # above the first line of the text stands the running head


@dataclasses.dataclass(frozen=True)
class Book:
    anthology: Anthology
    edition: Edition
    pagination: Pagination
    findings: tuple[Finding, ...]
    pdf: pypdfium2.PdfDocument

    @property
    def top(self) -> float:
        return trim(shelf.style().trims, self.anthology.manifest.trim).top * sheets.MM

    @property
    def leading(self) -> float:
        return trim(shelf.style().trims, self.anthology.manifest.trim).leading

    @property
    def foot(self) -> float:
        size = trim(shelf.style().trims, self.anthology.manifest.trim)
        return self.top + size.lines * size.leading

    def text(self, index: int) -> list[sheets.Printed]:
        """The lines of the type area of a page."""
        return [line for line in sheets.printed(self.pdf[index]) if self.top < line.y < self.foot]

    def head(self, index: int) -> str:
        return "".join(line.text for line in sheets.printed(self.pdf[index]) if line.y < self.top)

    def folio(self, index: int) -> str:
        return "".join(line.text for line in sheets.printed(self.pdf[index]) if line.y > self.foot)

    def openings(self) -> dict[str, int]:
        """The index of the page that each bookmark of the first level leads to."""
        return {
            mark.get_title(): mark.get_dest().get_index() for mark in self.pdf.get_toc() if not mark.level
        }


def bound(anthology: Anthology, style: Style | None = None) -> Book:
    edition, pagination, findings = paper.render(anthology, style or shelf.style(), load(anthology.language))
    return Book(anthology, edition, pagination, findings, pypdfium2.PdfDocument(edition.data))


@pytest.fixture(scope="module")
def book() -> Iterator[Book]:
    edition, pagination, findings = shelf.tide_table_printed()
    pdf = pypdfium2.PdfDocument(edition.data)
    book = Book(shelf.tide_table(), edition, pagination, findings, pdf)
    yield book
    book.pdf.close()


@pytest.fixture(scope="module")
def laid_out() -> list[list[folios.Run]]:
    """The same book's runs of text, page by page, as the engine placed them."""
    return [list(folios.runs(page)) for page in shelf.tide_table_laid_out().layout.pages]


def squeezed(text: str) -> str:
    return re.sub(r"\W", "", text).lower()


# --------------------------------------------------------------------------- pages


def test_pages_have_the_trim_size_and_an_even_count(book: Book) -> None:
    assert len(book.pdf) % 2 == 0
    assert {tuple(round(side / sheets.MM, 1) for side in page.get_size()) for page in book.pdf} == {
        (148.0, 210.0)
    }
    assert (book.pagination.width, book.pagination.height) == (148.0, 210.0)


def test_everything_in_the_contents_opens_on_a_recto(book: Book) -> None:
    assert len(book.openings()) > 10
    assert {title for title, index in book.openings().items() if index % 2} == set()


def test_openings_and_blanks_have_neither_head_nor_folio(book: Book) -> None:
    blanks = [i for i in range(len(book.pdf)) if not book.text(i)]
    assert 1 in blanks  # the back of the half title
    for index in blanks:
        assert sheets.is_white(book.pdf[index]), index + 1
    for title, index in book.openings().items():
        assert (book.head(index), book.folio(index)) == ("", ""), title


def test_other_pages_have_the_author_on_the_left_and_the_title_on_the_right(book: Book) -> None:
    seen = 0
    for chapter in book.anthology.chapters:
        first = book.openings()[chapter.piece.title]
        for index in range(first + 1, first + 4):
            if index in book.openings().values() or index >= len(book.pdf) or not book.text(index):
                break
            wanted = chapter.byline if index % 2 else chapter.piece.title
            assert squeezed(wanted).startswith(squeezed(book.head(index))), index + 1
            assert squeezed(book.head(index)), index + 1
            seen += 1
    assert seen > 5


def test_folios_and_page_labels_are_the_same_numbers(book: Book) -> None:
    labels = [book.pdf.get_page_label(index) for index in range(len(book.pdf))]
    assert tuple(labels) == book.pagination.labels
    assert labels[:4] == ["i", "ii", "iii", "iv"]
    first = book.anthology.chapters[0]
    begin = book.openings()[first.part or first.piece.title]
    assert labels[begin:] == [str(n + 1) for n in range(len(book.pdf) - begin)]
    folios = {labels[index]: book.folio(index) for index in range(len(book.pdf)) if book.folio(index)}
    assert len(folios) > 8
    assert all(label == folio for label, folio in folios.items())


@pytest.mark.needs("pango")
def test_a_second_page_of_contents_has_a_roman_folio() -> None:
    pieces = [shelf.piece(f"s{n}", f"Stuk nummer {n}", shelf.paragraph("Kort.")) for n in range(60)]
    edition, pagination, _ = paper.render(shelf.anthology(*pieces), shelf.style(), load("nl"))
    pdf = pypdfium2.PdfDocument(edition.data)
    feet = [lines[-1].text.strip() if (lines := sheets.printed(page)) else "" for page in pdf]
    assert feet[5] == pagination.labels[5] == "vi"
    assert pagination.labels[feet.index("")] == "ii"
    assert pagination.labels.index("1") == 8


def test_the_contents_give_the_pages_where_things_stand(book: Book) -> None:
    contents = book.openings()["Contents"]
    lines = [line.text for index in (contents, contents + 1) for line in book.text(index)]
    for entry in book.anthology.matter.contents:
        [line] = [
            line for line in lines if squeezed(line).startswith(squeezed(entry.title)) and line[-1].isdigit()
        ]
        number = re.search(r"\d+$", line)
        assert number is not None
        assert number[0] == book.pagination.labels[book.openings()[entry.title]], entry.title


def test_the_bookmarks_say_who_wrote_what(book: Book) -> None:
    marks = [(mark.level, mark.get_title()) for mark in book.pdf.get_toc()]
    for chapter in book.anthology.chapters:
        at = marks.index((0, chapter.piece.title))
        assert marks[at + 1] == (1, chapter.byline)


def test_the_metadata_are_the_books(book: Book) -> None:
    metadata = book.pdf.get_metadata_dict()
    assert metadata["Title"] == book.anthology.title
    authors = [c.name.display for c in book.anthology.contributors if c.role == "aut"]
    assert metadata["Author"] == ", ".join(authors)  # whose editor writes in it too
    assert metadata["CreationDate"] == metadata["ModDate"] == "D:20210601000000Z"
    assert book.pdf.is_tagged()


@pytest.mark.needs("pango")
def test_an_editor_who_writes_nothing_in_it_is_named_first() -> None:
    book = shelf.anthology(
        shelf.piece("s", "Stuk", shelf.paragraph("Kort."), author=Name("Jan Smit", "Smit, Jan"))
    )
    editor = Contributor("ed", Name("Ada Berg", "Berg, Ada"), "edt")
    book = dataclasses.replace(book, contributors=(editor, *book.contributors))
    pdf = pypdfium2.PdfDocument(paper.render(book, shelf.style(), load("nl"))[0].data)
    assert pdf.get_metadata_dict()["Author"] == "Ada Berg, Jan Smit"


# --------------------------------------------------------------------------- type


def test_every_font_is_embedded_and_the_styles_own(book: Book) -> None:
    found = {}
    for page in book.pdf:
        found.update(sheets.fonts(page))
    assert all(found.values()), found
    families = {name.split("+")[1].replace("-", " ") for name in found}
    assert {family.split()[0] for family in families} == {"Libertine", "Biolinum"}
    assert not [finding for finding in book.findings if finding.check == "paper.foreign-font"]


def test_text_stands_on_the_baseline_grid(laid_out: list[list[folios.Run]]) -> None:
    """All of it but notes and the colofon, of which four lines are three and the last is on the grid, and but
    captions, which stand as far below their pictures."""
    size = trim(shelf.style().trims, "a5")
    first = size.top * 96 / 25.4 + (size.leading / 2 + 0.324 * size.size) * 96 / 72
    step = size.leading * 96 / 72
    lines = [
        (run.text[:40], (run.baseline - first) / step) for page in laid_out for run in page if not _small(run)
    ]
    assert len(lines) > 400
    captions = [
        words(block.caption)
        for chapter in shelf.tide_table().chapters
        for block in walk.blocks(chapter.piece)
        if isinstance(block, Figure)
    ]
    assert captions
    lines = [(text, line) for text, line in lines if not any(text in caption for caption in captions)]
    assert [(text, line) for text, line in lines if abs(line - round(line)) > 0.02] == []
    [colophon] = [page for page in laid_out if page and page[0].key.startswith("copyright-page")]
    assert max(run.baseline for run in colophon) == pytest.approx(first + (size.lines - 1) * step, abs=0.1)


_NOTE = re.compile(r"\.[an]\d")  # in the key of an author's note, or of an address at the foot


def _small(run: folios.Run) -> bool:
    return bool(_NOTE.search(run.key)) or run.key.startswith("copyright-page")


def test_notes_end_on_the_last_line_of_the_page(book: Book) -> None:
    size = trim(shelf.style().trims, "a5")
    last = book.foot - size.leading / 2 + 0.324 * size.size
    ends = []
    for index in range(len(book.pdf)):
        notes = [line for line in book.text(index) if round(line.size, 2) == 8.75 and line.text[:1].isdigit()]
        if notes:
            ends.append(max(line.y for line in book.text(index)))
    assert len(ends) > 8
    assert all(end == pytest.approx(last, abs=0.3) for end in ends), ends


def test_no_line_of_a_paragraph_stands_alone_on_a_page(laid_out: list[list[folios.Run]]) -> None:
    """Orphans and widows: of a paragraph over two pages each has two lines at least."""
    baselines: dict[str, list[set[float]]] = {}
    for page in laid_out:
        here: dict[str, set[float]] = {}
        for run in page:
            if run.key and not _NOTE.search(run.key):
                here.setdefault(run.key, set()).add(round(run.baseline))
        for key, lines in here.items():
            baselines.setdefault(key, []).append(lines)
    parted = {key: [len(lines) for lines in on] for key, on in baselines.items() if len(on) > 1}
    assert parted
    assert {key: counts for key, counts in parted.items() if min(counts) < 2} == {}


# --------------------------------------------------------------------------- where pages begin


def blocks(anthology: Anthology) -> dict[str, str]:
    """The letters and digits of every block of text by its key, without the notes called in it."""
    found = {}
    for page in pages(anthology, shelf.style(), load(anthology.language), "print"):
        section = etree.fromstring(f'<x xmlns:epub="{NAMESPACES["epub"]}">{page.section}</x>')
        for note in section.xpath('.//span[@class="footnote"]'):
            note.text = None
            for child in list(note):
                note.remove(child)
        for element in section.iter():
            if isinstance(element.tag, str) and element.get("data-k"):
                found[element.get("data-k")] = "".join(filter(str.isalnum, "".join(element.itertext())))
    return found


def test_each_page_begins_where_the_pagination_says(book: Book) -> None:
    texts = blocks(book.anthology)
    assert len(book.pagination.starts) > 20
    assert any(start.letters for start in book.pagination.starts)
    for start in book.pagination.starts:
        if start.block.startswith("toc"):  # its page numbers are no text of the book
            continue
        index = book.pagination.labels.index(start.label)
        first = squeezed(book.text(index)[0].text)[:12]
        assert texts[start.block][start.letters :].lower().startswith(first[:8]), (start, first)


# --------------------------------------------------------------------------- what may go wrong


def small(text: str = "Een stukje.", **of_piece: Any) -> Anthology:
    piece = shelf.piece("stukje", "Een stukje", shelf.paragraph(text), author=Name("A. Wit", "Wit, A."))
    return shelf.body(dataclasses.replace(piece, **of_piece))


def with_css(css: str) -> Style:
    style = shelf.style()
    return dataclasses.replace(
        style, files={**style.files, "print.css": style.files["print.css"] + css.encode()}
    )


def test_the_same_book_gives_the_same_bytes() -> None:
    assert bound(small()).edition == bound(small()).edition


def test_a_warning_of_the_layout_engine_is_a_finding() -> None:
    assert bound(small()).findings == ()
    [finding] = bound(small(), with_css("p { colour: red }")).findings
    assert finding.check == "paper.weasyprint"
    assert "colour" in finding.message


@pytest.mark.parametrize(
    "address", ["file:///etc/hostname", "http://example.org/x.png", "https://example.org/x.png"]
)
def test_nothing_is_fetched_but_the_styles_own_files(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was made")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    opened: list[object] = []
    real = builtins.open
    monkeypatch.setattr(builtins, "open", lambda file, *a, **k: (opened.append(file), real(file, *a, **k))[1])
    html = f'<html lang="nl"><link rel="attachment" href="{address}"><img src="{address}" alt="x">'
    layout = Layout(html + f"<style>p {{ background: url({address}) }}</style><p>x", {})
    data = layout.pdf("x", lambda *_: None)
    assert not [file for file in opened if "hostname" in str(file)]
    assert pypdfium2.PdfDocument(data).count_attachments() == 0
    assert [finding.check for finding in layout.findings].count("paper.weasyprint") >= 2


def test_a_character_that_the_fonts_lack_is_a_finding() -> None:
    checks = {finding.check: finding.message for finding in bound(small("Bel ☎ terug.")).findings}
    assert "☎ (U+260E)" in checks["paper.foreign-font"]


def test_a_title_of_one_long_word_stays_on_the_page() -> None:
    book = bound(small(title="Arbeidsongeschiktheidsverzekeringsmaatschappijen"))
    assert not [finding for finding in book.findings if finding.check == "paper.overfull"]
    assert "Arbeidsongeschiktheidsverzekeringsmaatschappijen" in book.openings()


def test_what_no_font_at_all_has_is_one_error() -> None:
    unassigned = "".join(map(chr, range(0x10FFA0, 0x10FFAF)))  # nobody's characters
    found = bound(small(f"Wij zeggen {unassigned} en {unassigned}.")).findings
    [finding] = [f for f in found if f.check in ("paper.no-glyph", "paper.weasyprint")]
    assert (finding.check, finding.severity) == ("paper.no-glyph", Severity.ERROR)
    assert "and 3 more" in finding.message
    assert "paper.foreign-font" not in {f.check for f in found}
    # What no font has is told as set from none, beside what a font of this machine has.
    beside = {f.check: f.message for f in bound(small(f"Bel ☎ terug, {unassigned[0]}.")).findings}
    assert "☎" in beside["paper.foreign-font"]
    assert "U+10FFA0" not in beside["paper.foreign-font"]
    assert "☎" not in beside["paper.no-glyph"]


def test_what_no_font_has_is_told_at_the_line_that_it_stands_in() -> None:
    odd = chr(0x10FFA0)
    whole = shelf.piece("heel", "Heel", shelf.paragraph("Niets vreemds."), author=Name("A. Wit", "Wit, A."))
    blocks = [
        Paragraph((Text(text),), line)
        for line, text in ((3, "Gewoon."), (5, f"Een {odd}, een {odd}."), (9, f"{odd} weer."))
    ]
    strange = shelf.piece("raar", "Raar", *blocks, author=Name("A. Wit", "Wit, A."))
    found = bound(shelf.anthology(whole, strange)).findings
    [finding] = [f for f in found if f.check == "paper.no-glyph"]
    assert (finding.place.file, finding.place.line) == ("seeds/raar.txt", 5)
    assert "here and in 1 more place" in finding.message
    named = bound(dataclasses.replace(shelf.anthology(whole), title=f"Heel {odd}")).findings
    [finding] = [f for f in named if f.check == "paper.no-glyph"]
    assert finding.place.key == "book"  # the plan's, not the style's


@pytest.mark.parametrize("look", ["libertine", "vollkorn"])
def test_what_stands_above_and_below_the_line_does_so_in_every_face(look: str) -> None:
    said: list[str | Span] = ["Maat: xx", below("i"), " H", below("2"), "O T", below("C"), " min"]
    said += [above("er"), " y", above("2"), " z", above("ME"), " einde."]
    inlines = tuple(Text(word) if isinstance(word, str) else word for word in said)
    piece = shelf.piece("maat", "Maat", Paragraph(inlines), author=Name("A. Wit", "Wit, A."))
    book = bound(shelf.body(piece), shelf.style(look))
    page = next(p for p in (sheet.get_textpage() for sheet in book.pdf) if "Maat: " in p.get_text_bounded())
    text = page.get_text_range()
    line = text.index("Maat: ")

    def box(word: str, of: int = 0) -> tuple[float, float]:
        _, bottom, _, top = page.get_charbox(text.index(word, line) + of)
        return bottom, top

    foot, height = box("xx")
    for low in (box("xxi", 2), box("H2", 1), box("TC", 1)):
        assert low[0] < foot - 0.8
    for high in (box("miner", 3), box("y2", 1), box("zME", 1)):
        assert high[0] > foot + 1.5
        assert high[1] > height + 1


def below(text: str) -> Span:
    return Span("sub", (Text(text),))


def above(text: str) -> Span:
    return Span("sup", (Text(text),))


def test_a_word_wider_than_the_measure_is_broken_and_told() -> None:
    found = bound(small("Zie " + "0123456789" * 9 + " hier.")).findings
    [told] = [finding for finding in found if finding.check == "paper.greedy-paragraph"]
    assert "a word in it is wider than the line" in told.message
    assert not [finding.message for finding in found if finding.check == "paper.overfull"]


def test_what_nobody_sees_runs_over_no_edge() -> None:
    found = bound(small("Het Chinese 道可道，非常道 zegt het en " * 20)).findings
    assert not [finding.message for finding in found if finding.check == "paper.overfull"]


def test_a_long_title_is_cut_in_the_head_only() -> None:
    title = "Klantgericht, je hebt of je hebt het niet (als je het niet hebt, val mij dan niet lastig)."
    document = printable.document(
        small(title=title), shelf.style(), load("nl"), trim(shelf.style().trims, "a5")
    )
    assert 'data-recto="Klantgericht, je hebt of je hebt het niet"' in document
    assert f'data-bookmark="{title}"' in document


@pytest.mark.needs("pango")
@pytest.mark.parametrize("times", [1, 5, 12])
def test_a_long_title_of_the_book_takes_nothing_from_the_title_page(times: int) -> None:
    book = shelf.anthology(shelf.piece("s", "Stuk", shelf.paragraph("Kort.")))
    title = " ".join(["Over de vraag of een brug"] * times)
    page = dataclasses.replace(book.matter.title_page, title=title)
    book = dataclasses.replace(book, matter=dataclasses.replace(book.matter, title_page=page))
    pdf = pypdfium2.PdfDocument(paper.render(book, shelf.style(), load("nl"))[0].data)
    texts = ["".join(line.text for line in sheets.printed(page)) for page in pdf]
    front = squeezed("".join(texts[2 : next(n for n, text in enumerate(texts) if "Alle rechten" in text)]))
    for said in (title, "Van niets", "Uitgeverij Proef", "Utrecht 2026"):
        assert squeezed(said) in front, said


def test_without_pango_it_is_pango_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.partition(".")[0] == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingToolError) as caught:
        paper.render(small(), shelf.style(), load("nl"))
    assert "Pango" in str(caught.value)


def test_other_threads_logs_are_not_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    from book.render import engine

    ear = engine._Ear(findings := [], {})
    ear.emit(SimpleNamespace(thread=-1, levelno=30, name="weasyprint", getMessage=lambda: "elsewhere"))  # type: ignore[arg-type]
    assert findings == []


def test_the_lead_in_ends_with_a_word() -> None:
    document = printable.document(
        small("Onlangs, zei hij, sprak ik iemand die veel trainingen gaf."),
        shelf.style(),
        load("nl"),
        trim(shelf.style().trims, "a5"),
    )
    lead = re.search(r'<span class="lead">(.*?)</span>', document)
    assert lead is not None
    assert lead[1].rstrip() == "Onlangs, zei hij, sprak"


@pytest.mark.parametrize(
    "text", ["समुद्र शांत था और हम हर शाम", "바다는 고요했고 우리는 매일 저녁", "הים היה שקט, והלכנו על"]
)
def test_what_has_no_small_capitals_leads_nothing_in(text: str) -> None:
    size = trim(shelf.style().trims, "a5")
    assert 'class="lead"' not in printable.document(small(f"{text}."), shelf.style(), load("nl"), size)


def test_text_runs_are_not_altered() -> None:
    words = "Zo’n ĳsje van € 2,50 in ’15 – “dat is ’t” – kost nu meer; geen geintje."
    found = "".join(
        run.text
        for page in Layout(
            printable.document(small(words), shelf.style(), load("nl"), trim(shelf.style().trims, "a5")),
            shelf.style().files,
        ).pages
        for run in folios.runs(page)
        if run.key.startswith("chapter-stukje")
    )
    assert squeezed(words) in squeezed(found)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "<p>zie http://a.nl/b en http://c.nl</p>",
            '<p>zie <span class="host">http://a.nl/</span>b en <span class="host">http://c.nl</span></p>',
        ),
        (
            '<p><a href="x">https://a.nl/een/heel/lang/adres/dat/niet/past</a> of http://c.nl/d</p>',
            '<p><a href="x" class="whole">https://a.nl/</a>'
            '<a href="x">een/heel/lang/adres/dat/niet/past</a> of '
            '<span class="host">http://c.nl/</span>d</p>',
        ),
        ('<p><a href="x">http://a.nl/b</a></p>', '<p><a href="x" class="whole">http://a.nl/b</a></p>'),
        ("<p>geen adres: http</p>", "<p>geen adres: http</p>"),
    ],
)
def test_the_host_of_an_address_is_kept_whole(before: str, after: str) -> None:
    element = etree.fromstring(before)
    printable._keep_hosts(element)
    assert etree.tostring(element).decode() == after


def test_a_list_counts_from_where_it_starts() -> None:
    items = (shelf.paragraph("drie"),), (shelf.paragraph("vier"),)
    made = bound(small(blocks=(shelf.paragraph("Eerst dit."), ListBlock(items, ordered=True, start=3))))
    text = re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in made.pdf))
    assert "Eerstdit.3.drie4.vier" in text


@pytest.mark.parametrize("below", ["quotation", "list"])
def test_a_line_is_blank_between_a_list_and_what_is_no_paragraph(below: str) -> None:
    items = ((shelf.paragraph("brood"),), (shelf.paragraph("melk"), ListBlock(((shelf.paragraph("koud"),),))))
    said = (shelf.paragraph("Wie vaart, die spaart."),)
    other = Quotation("blockquote", said) if below == "quotation" else ListBlock((said,), ordered=True)
    book = bound(small(blocks=(shelf.paragraph("Eerst dit."), ListBlock(items), other)))
    printed = [line for page in range(len(book.pdf)) for line in book.text(page)]
    at = {word: next(line.y for line in printed if word in line.text) for word in ("melk", "koud", "vaart")}
    assert at["koud"] - at["melk"] == pytest.approx(book.leading, abs=0.5)
    assert at["vaart"] - at["koud"] == pytest.approx(2 * book.leading, abs=0.5)


def credits_of(pieces: int) -> Anthology:
    """A book of so many pieces, of each of which the credits say the same."""
    author = Name("A. Wit", "Wit, A.")
    long = "Een stuk met een titel die veel te lang is voor een regel, zoals dat soms gaat"
    titles = [long, *(f"Stuk {n}" for n in range(1, pieces))]
    book = shelf.anthology(
        *(
            shelf.piece(f"p{n}", title, shelf.paragraph("Kort."), author=author)
            for n, title in enumerate(titles)
        )
    )
    said = tuple(
        (Text(line),) for line in ("Verschenen in De Courant.", "Niets is veranderd.", "Met toestemming.")
    )
    statements = tuple(Statement(f"p{n}", title, "A. Wit", said) for n, title in enumerate(titles))
    return dataclasses.replace(book, matter=dataclasses.replace(book.matter, statements=statements))


LINE = 14 * 4 / 3  # CSS pixels


@pytest.mark.parametrize(("pieces", "rows"), [(24, 5), (25, 2)])
def test_the_credits_of_many_piecesare_set_close(pieces: int, rows: int) -> None:
    """Title and author on one line, all else run on below it."""
    pages = paper.lay_out(credits_of(pieces), shelf.style(), load("nl")).layout.pages
    high: dict[int, float] = {}
    for page in pages:
        for box in boxes(page._page_box):
            if box.element_tag == "section" and "statement" in (attribute(box, "class") or ""):
                high[id(box.element)] = max(high.get(id(box.element), 0), box.height)
    assert len(high) == pieces
    assert round(min(high.values()) / LINE, 2) == rows
    assert round(next(iter(high.values())) / LINE, 2) > rows  # its title takes two


def test_what_runs_on_in_the_credits_of_many_pieces_has_no_line_ends_of_its_own() -> None:
    book = credits_of(25)
    long = (
        Text("Aangepast: 62 leestekens (61 aanhalingstekens of apostrofs en 1 beletselteken) en 14 spaties."),
    )
    statements = tuple(
        dataclasses.replace(s, paragraphs=(s.paragraphs[0], long, *s.paragraphs[1:]))
        for s in book.matter.statements
    )
    book = dataclasses.replace(book, matter=dataclasses.replace(book.matter, statements=statements))
    pdf = pypdfium2.PdfDocument(paper.render(book, shelf.style(), load("nl"))[0].data)
    lines = [line.text for page in pdf for line in sheets.printed(page) if "Courant." in line.text]
    assert len(lines) == 25
    assert all(line.endswith("(61") for line in lines), lines[0]  # as many words as the measure holds


def test_what_is_said_of_a_piece_in_the_credits_stands_on_one_page() -> None:
    pages = paper.lay_out(credits_of(12), shelf.style(), load("nl")).layout.pages
    on: dict[int, set[int]] = {}
    for number, page in enumerate(pages):
        for box in boxes(page._page_box):
            if box.element_tag == "section" and "statement" in (attribute(box, "class") or ""):
                on.setdefault(id(box.element), set()).add(number)
    assert len(on) == 12
    assert [numbers for numbers in on.values() if len(numbers) > 1] == []
