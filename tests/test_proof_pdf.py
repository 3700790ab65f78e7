"""A finished PDF is read back as it is read aloud, and compared with the book.

A PDF is hard to spoil by hand: the book is changed instead, and the sound file does not say what it should.
"""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest
import shelf
from growth import growth
from lxml import etree
from proofreading import bound, chapter, checks, namesakes, printed, read, reflowing, spoiled, swap, unsigned

from book.errors import Place
from book.languages import load
from book.model import Cell, Edition, LineBreak, Name, Note, NoteCall, Pagination, Paragraph, Table, Text
from book.proof.credit import _some_of
from book.proof.fidelity import _streams
from book.proof.paging import _in_step, _linked, page_begins
from book.proof.passages import Passage, Script
from book.proof.pdffile import joined, open_pdf
from book.render import paper

pytestmark = pytest.mark.needs("pango")


def test_sound_editions_have_no_findings() -> None:
    edition, pagination = printed()
    assert read(edition, reflowing(paged=True), pagination=pagination) == ()


def test_a_book_may_have_the_title_of_one_of_its_pieces() -> None:
    book = bound(**{bound().chapters[1].piece.key: bound().title})
    edition, pagination, _ = paper.render(book, shelf.style(), load("nl"))
    assert read(edition, book=book, pagination=pagination) == ()


@pytest.mark.parametrize(
    "titles",
    [
        {"brood": "Inhoud", "spelen": "Spelen", "slot": "Verantwoording"},  # of its matter, and of a part
        {"spelen": "Wat er overbleef", "slot": "Wat er overbleef"},  # of a section of another piece
    ],
    ids=["matter", "section"],
)
def test_pieces_by_nobody_knows_whom_may_have_the_title_of_anything(titles: dict[str, str]) -> None:
    book = unsigned(**titles)
    edition, pagination, _ = paper.render(book, shelf.style(), load("nl"))
    found = checks(read(edition, book=book, pagination=pagination))
    assert set(found) <= {"credits.namesakes", "credits.nobody"}


def test_what_runs_from_right_to_left_is_found_in_whatever_order_the_pdf_has_it() -> None:
    title = "أصدقاء الطيار يكافحون لاستيعاب ما حدث في هذه المدينة"
    book = bound(slot=title)
    edition, pagination, _ = paper.render(book, shelf.style(), load("nl"))
    findings = read(edition, book=book, pagination=pagination)
    assert set(checks(findings)) <= {"fidelity.unordered"}
    other = bound(slot=title.replace("المدينة", "القرية"))
    assert {"fidelity.chapter", "credits.contents"} & set(checks(read(edition, book=other)))


def test_notes_go_on_behind_one_that_runs_from_right_to_left() -> None:
    told = ("1 Vertaald: فارسی en ook عربى, bij ons te lezen", "2 Zo staat het in het boek van de bakker")
    said = Script((), tuple(Passage(text, Place("x"), "note") for text in told))
    turned = "1 Vertaald: یسراف en ook ىبرع, bij ons te lezen"
    flows = ("De bakker bakt.", turned, "Zijn brood is op.", told[1])
    pages: Any = [SimpleNamespace(flows=flows[:2]), SimpleNamespace(flows=flows[2:])]
    assert _streams(pages, said) == ("De bakker bakt. Zijn brood is op.", f"{turned} {told[1]}")


def test_many_notes_are_told_apart_in_linear_time() -> None:
    told = [f"{n} Één noot over de bakker en zijn brood, met veel woorden." for n in range(3000)]

    def work(count: int) -> None:
        said = Script((), tuple(Passage(text, Place("x"), "note") for text in told[:count]))
        pages: Any = [SimpleNamespace(flows=(text,)) for text in told[:count]]
        assert _streams(pages, said) == ("", " ".join(told[:count]))

    assert growth(work, 300, 3000) < 4


def test_namesakes_have_a_line_each_in_the_contents() -> None:
    edition, _, _ = paper.render(namesakes(), shelf.style(), load("nl"))
    assert checks(read(edition, book=namesakes())) == ["credits.namesakes"]


def test_a_file_that_is_no_pdf_is_found_and_stops_nothing() -> None:
    (finding,) = read(Edition("x.pdf", b"%PDF-1.7 no", "application/pdf"))
    assert (finding.check, finding.place.file) == ("proof.unreadable", "x.pdf")


def test_the_pdf_is_read_in_its_order_with_its_hyphens_mended() -> None:
    pdf = open_pdf(printed()[0])
    said = " ".join(run for page in pdf.pages for run in page.flows)
    assert said.count("verantwoordelijkheidsgevoel is groter dan zijn warmwaterkraanvoorraad") == 20
    assert not any(page.loose for page in pdf.pages)
    heads = [head for page in pdf.pages for head in page.artifacts]
    assert {"Anna de Wit en Jan van den Berg", "Spelen voor gevorderden"} <= {head.strip() for head in heads}


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (["een ver\x02", "loren woord"], "een verloren woord"),
        (["twee", "regels "], "twee regels"),
        (["Vanmiddag ", " was"], "Vanmiddag was"),
        (["niets\x02"], "niets"),
        ([], ""),
    ],
)
def test_lines_are_joined(runs: list[str], text: str) -> None:
    assert joined(runs) == text


def test_a_paragraph_that_is_not_there_is_found_at_its_line() -> None:
    blocks = list(bound().chapters[0].piece.blocks)
    blocks.insert(
        3, Paragraph((Text("Deze alinea stond er wel,"), LineBreak(), Text("maar nu niet.")), line=77)
    )
    (finding,) = read(printed()[0], book=chapter(1, blocks=tuple(blocks)))
    assert (finding.check, finding.place.file, finding.place.line) == ("fidelity.lost", "seeds/brood.txt", 77)
    assert "Deze alinea" in finding.message


def test_a_paragraph_too_many_is_found() -> None:
    blocks = bound().chapters[1].piece.blocks
    (finding,) = read(printed()[0], book=chapter(2, blocks=blocks[:2] + blocks[3:]))
    assert (finding.check, finding.place.file, finding.place.line) == (
        "fidelity.added",
        "seeds/spelen.txt",
        3,
    )
    assert "Op dag 34" in finding.message


def test_paragraphs_in_another_order_are_found() -> None:
    blocks = bound().chapters[1].piece.blocks
    other = (blocks[0], blocks[2], blocks[1], *blocks[3:])
    assert "fidelity.lost" in checks(read(printed()[0], book=chapter(2, blocks=other)))


def test_the_head_of_a_table_stands_again_on_its_next_page_and_no_row_is_parted() -> None:
    note = NoteCall(Note("1", (Paragraph((Text("Geteld op de dijk."),)),)))
    year, stood = (Text(word) for word in ("Jaar", "Waar het water stond"))
    head = (Cell((year,), "col"), Cell((stood, note), "col"))
    where = "In de lage velden en in de weiden voorbij de molen, tot aan de dijk. " * 2
    rows = tuple(
        (Cell((Text(str(n)),)), Cell((Text(f"{where}Zo was het na {n}."),))) for n in range(1980, 2010)
    )
    book = chapter(2, blocks=(Table((head, *rows), 1, line=5), *bound().chapters[1].piece.blocks))
    pdf, pages, said = paper.render(book, shelf.style(), load("nl"))
    assert not [f for f in read(pdf, book=book, pagination=pages) if f.check.startswith("fidelity")]
    assert "paper.note-astray" not in {finding.check for finding in said}  # called again
    leaves = [leaf for leaf in open_pdf(pdf).pages if "In de lage velden" in " ".join(leaf.flows)]
    assert len(leaves) > 1
    for n in range(1980, 2010):  # a row's year, and the end of its words, are on one page
        assert [leaf.number for leaf in leaves if f"{n} In de lage" in " ".join(leaf.flows)] == [
            leaf.number for leaf in leaves if f"na {n}." in " ".join(leaf.flows)
        ]
    altered = replace(book.chapters[1].piece.blocks[0], rows=(head, *rows[1:]))  # type: ignore[type-var]
    other = chapter(2, blocks=(altered, *bound().chapters[1].piece.blocks))  # type: ignore[arg-type]
    assert "fidelity.added" in checks(read(pdf, book=other, pagination=pages))


def test_a_note_that_says_something_else_is_found() -> None:
    called = bound().chapters[0].piece.blocks[0]
    assert isinstance(called, Paragraph)
    call = called.inlines[1]
    note = replace(call.note, blocks=(Paragraph((Text("Gezuurd met bier."),), line=90),))  # type: ignore[union-attr]
    inlines = (called.inlines[0], replace(call, note=note), *called.inlines[2:])  # type: ignore[arg-type]
    blocks = (replace(called, inlines=inlines), *bound().chapters[0].piece.blocks[1:])
    findings = read(printed()[0], book=chapter(1, blocks=blocks))
    assert any(f.check == "fidelity.lost" and f.place.line == 90 and "bier" in f.message for f in findings)


def test_a_title_that_drifts_is_found_everywhere_it_stands() -> None:
    findings = read(printed()[0], book=chapter(2, title="Spelen voor beginners"))
    assert set(checks(findings)) == {
        "credits.title",
        "credits.bookmark",
        "credits.running-head",
        "credits.contents",
    }
    assert all("beginners" in f.message for f in findings)


def test_an_author_who_drifts_is_found_everywhere() -> None:
    authors = bound().chapters[0].piece.authors
    book = chapter(2, authors=authors, byline="Anna de Wit en Jan van den Berg")
    findings = read(printed()[0], book=book)
    assert set(checks(findings)) == {
        "credits.byline",
        "credits.bookmark",
        "credits.running-head",
        "credits.contents",
    }


def test_the_metadata_is_the_books() -> None:
    findings = read(printed()[0], book=replace(bound(), title="Spelen en brood"))
    assert any(f.check == "credits.metadata" and "Title" in f.message for f in findings)


def test_what_only_asks_how_a_sign_is_drawn_is_not_missed_in_the_metadata() -> None:
    findings = read(printed()[0], book=replace(bound(), title=f"{bound().title}\ufe0f"))
    assert not any(f.check == "credits.metadata" for f in findings)


def test_matter_that_is_not_there_is_found() -> None:
    matter = replace(bound().matter, colophon=(*bound().matter.colophon, (Text("Tweede druk."),)))
    (finding,) = read(printed()[0], book=replace(bound(), matter=matter))
    assert (finding.check, "Tweede druk." in finding.message) == ("fidelity.matter", True)


def test_contents_with_another_page_number_are_found() -> None:
    """The third chapter's line in the contents leads to a page; the book is said to begin it elsewhere."""
    edition, _ = printed()
    label = next(page.label for page in open_pdf(edition).pages if "Tot slot" in list(page.of_type("H1")))
    pdf = open_pdf(edition)
    moved = tuple(
        replace(page, label=str(int(page.label) + 2)) if page.label == label else page for page in pdf.pages
    )
    from book.languages import load
    from book.proof.links import links
    from book.proof.sheets import Sheets

    sheets = Sheets(bound(), load("nl"), None, None, replace(pdf, pages=moved))
    (finding,) = links(sheets)
    assert (finding.check, f"'{label}'" in finding.message) == ("links.contents", True)


# --------------------------------------------------------------------------- pages


def test_what_layout_told_of_the_pages_is_compared_with_the_file() -> None:
    edition, pagination = printed()
    less = Pagination(pagination.labels[:-1], pagination.starts, pagination.width, pagination.height)
    (finding,) = read(edition, pagination=less)
    assert finding.check == "pages.differ"


def test_a_page_mark_that_moved_is_found() -> None:
    edition, pagination = printed()
    mark = '<span epub:type="pagebreak" role="doc-pagebreak" id="page-3"'

    def later(text: str) -> str:
        start = text.index(mark)
        end = text.index("</span>", start) + len("</span>")
        at = text.index("</p>", text.index("</p>", end) + 4)
        return text[:start] + text[end:at] + text[start:end] + text[at:]

    moved = spoiled(reflowing(paged=True), {"c001-brood": later})
    findings = read(edition, moved, pagination=pagination)
    assert [f.check for f in findings] == ["pages.differ"]
    assert "p. 3" in findings[0].message
    assert findings[0].place.file == "seeds/brood.txt"


def test_a_page_list_that_is_not_the_marks_is_found() -> None:
    edition, pagination = printed()
    other = spoiled(reflowing(paged=True), {r"nav\.xhtml": swap(">3</a>", ">2</a>")})
    assert checks(read(edition, other, pagination=pagination)) == ["pages.differ"]


@pytest.mark.parametrize(
    ("page", "begins"),
    [
        ("hetwasnachttoenwijaankwamenindestad", True),
        ("enhetwasnachttoenwijaankwamenindestad", True),  # the end of a word that was broken
        ("auteuronbekend", False),
        ("hetwasnacht", True),  # a picture takes up the rest of the page
        ("iihetwasnacht", True),
        ("laterdiedaghetw", False),
        ("", False),
    ],
)
def test_a_page_begins_with_the_words_that_it_has_room_for(page: str, begins: bool) -> None:
    assert page_begins(page, "hetwasnachttoenwijaankwa") is begins


@pytest.mark.parametrize(
    ("page", "begins"),
    [
        ("hetwashnachttoenabwijaankwaminhetdorp", True),  # addresses h and ab are lettered on paper
        ("geziennhetwasnachttoenwijaankwaminhetdorp", True),
        ("hetwasaltijdnachttoenwijaankwaminhetdorp", False),
        ("hetxwasxnachtxtoenxwijaankwaminhetdorp", False),
    ],
)
def test_a_page_begins_with_words_that_call_addresses(page: str, begins: bool) -> None:
    assert page_begins(page, "hetwasnachttoenwijaankwa") is begins


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("Wij {}<a>kwamen laat</a> aan", (0, 10)),
        ("Wij <a>kwamen <i>laat</i></a>{} aan", (10, 0)),
        ("Wij <a>kwamen</a> {}laat <a>aan</a>", (0, 0)),
        ("<a>Wij</a>{}{}<a>kwamen</a> laat", (3, 6)),  # two pages begin in these links
        ("{}<i>Wij</i> kwamen laat aan", (0, 0)),
    ],
)
def test_a_page_may_begin_in_the_link_beside_its_mark(text: str, linked: tuple[int, int]) -> None:
    mark = '<span epub:type="pagebreak"></span>'
    document = etree.fromstring(
        '<p xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f"{text.replace('{}', mark)}</p>"
    )
    for found in document.iter("{*}span"):
        assert _linked(found) == linked


@pytest.mark.parametrize(
    "page", ["ketels en de pannen van het jaar", "jaar te lezen staat in dit boek over brood"]
)
def test_a_page_that_begins_in_a_long_link_is_found_there(page: str) -> None:
    link = "zoals in het verslag over de ketels en de pannen van het jaar te lezen staat"
    begins = link.index(page[:8])
    mark = '<span epub:type="pagebreak" aria-label="3"></span>'
    near = [mark, ""] if begins < len(link) / 2 else ["", mark]
    chapter = etree.fromstring(
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>'
        f"<p>Wij weten dat, {near[0]}<a>{link}</a>{near[1]} in dit boek over brood en bakkers, al lang."
        "</p></body></html>"
    )
    text = f"{link[begins:]} in dit boek over brood en bakkers, al lang."

    def findings(head: str) -> list[str]:
        pdf: Any = SimpleNamespace(pages=[SimpleNamespace(label="3", flows=(head,))])
        epub: Any = SimpleNamespace(name="x.epub", chapters=lambda: [("c1.xhtml", chapter)])
        return [finding.check for finding in _in_step(epub, pdf)]

    assert findings(text) == []
    assert findings("Daarna was het nacht, en toen wij aankwamen was alles al donker.") == ["pages.differ"]


def test_the_marks_of_a_long_chapter_are_read_in_linear_time() -> None:
    said = [f"{word} ketel" for word in ("bakker", "zaterdag", "brood", "meel", "oven", "gist", "deeg")]

    def work(count: int) -> None:
        heads = [" ".join(said[(n + m * m) % 7] for m in range(40)) for n in range(count)]
        marked = "".join(
            f'<p><span epub:type="pagebreak" aria-label="{n}"></span>{head}.</p>'
            for n, head in enumerate(heads)
        )
        chapter = etree.fromstring(
            '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
            f"<body>{marked}</body></html>"
        )
        before = etree.tostring(chapter)
        pages = [SimpleNamespace(label=str(n), flows=(head,)) for n, head in enumerate(heads)]
        epub: Any = SimpleNamespace(name="x.epub", chapters=lambda: [("c1.xhtml", chapter)])
        assert not list(_in_step(epub, cast(Any, SimpleNamespace(pages=pages))))
        pages[count // 2].flows = ("Daarna was het nacht, en alles was al donker toen wij aankwamen.",)
        assert len(list(_in_step(epub, cast(Any, SimpleNamespace(pages=pages))))) == 1
        assert etree.tostring(chapter) == before

    assert growth(work, 16, 192) < 4


def test_a_page_begins_below_the_head_of_a_table_that_goes_on() -> None:
    from book.proof.paging import _head

    document = etree.fromstring(
        '<div xmlns="http://www.w3.org/1999/xhtml"><table>'
        "<caption><b/>Oud</caption>"
        "<thead><tr><th>Jaar</th><th>De ketels en de pannen</th><th>Vorken en messen, lepels</th></tr>"
        "</thead><tbody><tr><td><span/>Het was nacht toen wij aankwamen</td></tr></tbody>"
        "</table><p><i/>Daarna</p></div>"
    )
    head = _head(next(document.iter("{*}span")))
    assert head == "jaardeketelsendepannenvorkenenmessenlepels"
    page, after = f"tweeentwintig{head}enhetwasnachttoenwij", "hetwasnachttoenwij"
    assert page_begins(page, after, head)
    assert not page_begins(page, after)
    assert not page_begins(page.replace("nacht", "dag"), after, head)
    assert not _head(next(document.iter("{*}i")))
    assert not _head(next(document.iter("{*}b")))  # the table begins with the page


def test_a_head_that_names_the_first_of_many_authors_is_no_drift() -> None:
    names = [Name(name, name) for name in ("Anna de Wit", "Jan Bakker", "Kees Smit")]
    piece = replace(bound().chapters[0].piece, authors=tuple(names))
    made = replace(bound().chapters[0], piece=piece)
    assert _some_of(made, load("nl")) == {"annadewitenanderen", "annadewitjanbakkerenanderen"}
    assert _some_of(replace(made, piece=replace(piece, authors=(names[0],))), load("nl")) == set()
