"""Links on paper: a page of the book, a note with the address, a code, or nothing."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal

import pypdfium2
import pytest
import shelf
import tools
from hypothesis import given
from hypothesis import strategies as st

from book.compose.crosslinks import crosslinked, untracked
from book.languages import load
from book.model import (
    Anthology,
    Cell,
    Change,
    Edition,
    Heading,
    Inline,
    Link,
    Note,
    NoteCall,
    Pagination,
    Paragraph,
    Piece,
    Span,
    Table,
    Text,
)
from book.press import read_proof
from book.render import paper, walk
from book.render.astray import astray
from book.render.onpaper import on_paper, refers
from book.render.xhtml import words
from book.urls import key, says

NL = load("nl")
LONG = "https://www.example.org/2019/een-heel-lang-adres/met-veel-streepjes/en-nog-meer?id=7&soort=klein"
FILLER = " Elke zaterdag bakt mijn buurman brood voor de hele straat, en elke zaterdag mislukt er een." * 6


def link(href: str, text: str) -> Link:
    return Link(href, (Text(text),))


def said(*inlines: Inline, language: str = "nl", links: str = "notes", own: str = "een") -> str:
    """A paragraph as paper has it: its words, notes in square brackets behind their mark."""
    pieces = (
        shelf.piece(own, "Het eerste stuk", Paragraph(inlines), language=language),
        shelf.piece("twee", "Het tweede stuk"),
    )
    book = on_paper(shelf.anthology(*pieces, links=links), NL, {"chapter-een": "7", "chapter-twee": "11"})
    return _said(book.chapters[0].piece.blocks[0])


def _said(block: object) -> str:
    assert isinstance(block, Paragraph)
    return "".join(_shown(block.inlines))


def _shown(inlines: tuple[Inline, ...]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Text(text):
                yield text
            case Span() | Link():
                yield from _shown(inline.inlines)
            case NoteCall(note):
                lines = [_said(block) for block in note.blocks]
                yield f"[{note.mark}: {' / '.join(lines)}]"


BRIDGE = link("https://example.org/brug", "de brug")
SECOND = link("#twee", "het tweede stuk")
NOTED = NoteCall(Note("1", (Paragraph((Text("Zie "), BRIDGE)),)))


@pytest.mark.parametrize(
    ("inlines", "expected"),
    [
        ((Text("Op "), BRIDGE, Text(".")), "Op de brug[1: https://example.org/brug]."),
        # The words are the address, or the address was told.
        ((link("https://www.example.org/brug/", "example.org/brug"),), "example.org/brug"),
        ((link("https://example.org/", "https://example.org"),), "https://example.org"),
        ((link("mailto:jan@example.org", "jan@example.org"),), "jan@example.org"),
        ((BRIDGE, Text(" en "), BRIDGE), "de brug[1: https://example.org/brug] en de brug"),
        ((link("mailto:jan@example.org", "Jan"),), "Jan[1: jan@example.org]"),
        # The sentence tells it.
        ((BRIDGE, Text(" (www.example.org/brug/).")), "de brug (www.example.org/brug/)."),
        ((BRIDGE, Text(": https://example.org/dijk")), "de brug[1: https://example.org/brug]: https://example.org/dijk"),
        # What follows the reader about.
        ((link("https://example.org/a?utm_source=x&id=7", "a"),), "a[1: https://example.org/a?id=7]"),
        # No address at all.
        ((link("javascript:alert(1)", "klik"),), "klik"),
        # Another piece of the book.
        ((Text("Lees "), SECOND, Text(".")), "Lees het tweede stuk (zie p.\u00a011)."),
        ((Text("Zie ook "), SECOND), "Zie ook het tweede stuk (p.\u00a011)"),
        ((Text("(lees "), SECOND, Text(")")), "(lees het tweede stuk, zie p.\u00a011)"),
        ((SECOND, Text(" en "), SECOND), "het tweede stuk (zie p.\u00a011) en het tweede stuk"),
        ((link("#een", "hierboven"),), "hierboven"),
        # The author's notes keep their numbers: ours are lettered, and none is called within his.
        (
            (Text("a"), NOTED, link("https://b.nl/", "b")),
            "a[1: Zie de brug (https://example.org/brug)]b[a: https://b.nl/]",
        ),
        # More than a page can bear: one note for them all.
        (
            tuple(link(f"https://example.org/{n}", f"bron {n} ") for n in range(4)),
            "bron 0 bron 1 bron 2 bron 3 [1: bron 0: https://example.org/0 / bron 1: https://example.org/1"
            " / bron 2: https://example.org/2 / bron 3: https://example.org/3]",
        ),
    ],
)  # fmt: skip
def test_a_link_tells_on_paper_where_it_leads(inlines: tuple[Inline, ...], expected: str) -> None:
    assert said(*inlines) == expected


def test_languages_place_a_call_before_or_behind_the_point() -> None:
    run = (Text("on "), BRIDGE, Text(", they say."))
    assert said(*run) == "on de brug[1: https://example.org/brug], they say."
    assert said(*run, language="en") == "on de brug,[1: https://example.org/brug] they say."


def test_the_page_is_told_in_the_language_of_the_book() -> None:
    piece = shelf.piece("een", "One", Paragraph((SECOND,)), language="en")
    book = on_paper(shelf.anthology(piece, shelf.piece("twee", "Twee")), NL, {"chapter-twee": "11"})
    (block,) = book.chapters[0].piece.blocks
    assert isinstance(block, Paragraph)
    assert block.inlines[1:] == (Span("ours", (Text(" (zie p.\u00a011)"),), "nl"),)


def test_the_plan_may_want_codes_or_nothing() -> None:
    assert said(BRIDGE, Text("."), links="none") == "de brug."
    assert said(SECOND, links="none") == "het tweede stuk (zie p.\u00a011)"
    assert said(BRIDGE, Text("."), links="qr") == "de brug1."
    book = on_paper(shelf.anthology(shelf.piece("x", "X", Paragraph((BRIDGE, BRIDGE))), links="qr"), NL, {})
    (address,) = book.chapters[0].addresses
    assert (address.mark, address.words, address.url) == ("1", "de brug", "https://example.org/brug")


_WORD = st.text(alphabet="abcdé ", min_size=1, max_size=8)
_HREF = st.sampled_from([*(f"https://example.org/{n}" for n in range(6)), "#twee", "#een", "nergens"])
_LINK = st.builds(link, _HREF, _WORD)
_RUN = st.lists(st.one_of(_WORD.map(Text), _LINK, _LINK.map(lambda k: Span("em", (k,)))), max_size=9)


@given(st.lists(_RUN, max_size=5))
def test_no_word_is_lost_and_every_address_is_told_once(runs: list[list[Inline]]) -> None:
    blocks = tuple(Paragraph(tuple(run)) for run in runs)
    book = shelf.anthology(shelf.piece("een", "Een", *blocks), shelf.piece("twee", "Twee"))
    printed = on_paper(book, NL, {}).chapters[0].piece
    notes = [i.note for b in walk.blocks(printed) for i in walk.inlines(b) if isinstance(i, NoteCall)]
    told = [i.href for note in notes for b in note.blocks for i in walk.inlines(b) if isinstance(i, Link)]
    asked = {i.href for b in blocks for i in walk.inlines(b) if isinstance(i, Link) and "://" in i.href}
    assert sorted(told) == sorted(asked)
    assert [note.mark for note in notes] == [str(n) for n in range(1, len(notes) + 1)]
    for before, after in zip(blocks, printed.blocks, strict=True):
        assert isinstance(after, Paragraph)
        bare = re.sub(r" \((?:zie )?p\.\u00a000\)|, (?:zie )?p\.\u00a000", "", words(after.inlines))
        assert bare == words(before.inlines)


# --------------------------------------------------------------------------- one book, one web


def test_a_link_to_the_page_of_another_piece_leads_to_the_piece() -> None:
    def at(address: str, *links: str) -> Piece:
        run = tuple(link(href, "x") for href in links)
        return dataclasses.replace(shelf.piece(address[-1], address, Paragraph(run)), url=address)

    a = at(
        "https://krant.example/a", "http://www.krant.example/b/?utm_source=x#slot", "https://krant.example/c"
    )
    b = at("https://krant.example/b", "https://krant.example/a?pagina=2")
    blocks = [piece.blocks[0] for piece in crosslinked([a, b])]
    hrefs = [
        [i.href for i in block.inlines if isinstance(i, Link)]
        for block in blocks
        if isinstance(block, Paragraph)
    ]
    assert hrefs == [["#b", "https://krant.example/c"], ["https://krant.example/a?pagina=2"]]


def test_pages_that_were_saved_together_know_each_other_by_their_files() -> None:
    pieces = [
        dataclasses.replace(shelf.piece(n, n, Paragraph((link("map/b.html", "b"),))), seed=f"seeds/{n}.html")
        for n in ("a", "b")
    ]
    (paragraph,) = crosslinked(pieces)[0].blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.inlines == (link("#b", "b"),)


def test_what_follows_the_reader_is_dropped_and_recorded() -> None:
    note = Note("1", (Paragraph((link("https://example.org/n?fbclid=1", "n"),)),))
    block = Paragraph((link("https://example.org/a?utm_source=x", "a"), NoteCall(note)), line=4)
    piece = dataclasses.replace(
        shelf.piece("een", "Een", block), url="https://example.org/een?utm_medium=rss"
    )
    clean, changes = untracked(piece)
    assert changes == (
        Change("links.tracking", 4, "https://example.org/a?utm_source=x", "https://example.org/a"),
        Change("links.tracking", 4, "https://example.org/n?fbclid=1", "https://example.org/n"),
        Change("links.tracking", 0, "https://example.org/een?utm_medium=rss", "https://example.org/een"),
    )
    assert clean.url == "https://example.org/een"
    assert untracked(clean) == (clean, ())


@pytest.mark.parametrize(
    ("text", "href", "yes"),
    [
        ("www.example.org/a", "https://example.org/a/", True),
        ("https://example.org/a", "https://example.org/a?utm_source=x", True),
        ("example.org", "https://example.org/a", False),
        ("de brug", "https://example.org/de", False),
        ("06-12 34 56 78", "tel:0612345678", True),
    ],
)
def test_people_write_addresses_in_their_own_way(text: str, href: str, yes: bool) -> None:
    assert says(text, href) is yes


def test_an_address_without_a_page_has_no_key() -> None:
    assert key("mailto:a@example.org") == key("nergens") == key("") == ""


# --------------------------------------------------------------------------- read back


@cache
def _book(links: Literal["notes", "qr", "none"]) -> Anthology:
    first = shelf.piece(
        "een",
        "Het eerste stuk",
        Paragraph(
            (Text("Hier staat "), link(LONG, "een koppeling"), Text(" naar "), SECOND, Text("." + FILLER))
        ),
        Heading((Text("Een kop met een "), link("https://example.org/kop", "koppeling"))),
        Paragraph((*(link(f"https://example.org/bron/{n}", f"bron {n} ") for n in range(5)), Text(FILLER))),
        Table(((Cell((link("https://example.org/cel", "cel"),)), Cell((Text("leeg"),))),)),
    )
    note = NoteCall(
        Note("1", (Paragraph((Text("Zie "), link("https://example.org/noot", "de bron"), Text("."))),))
    )
    more = [shelf.paragraph(FILLER) for _ in range(24)]
    second = shelf.piece(
        "twee",
        "Het tweede stuk",
        Paragraph(
            (
                Text("Een noot"),
                note,
                Text(" en "),
                BRIDGE,
                Text(" in "),
                link("#een", "stuk een"),
                Text("." + FILLER),
            )
        ),
        *more,
    )
    return shelf.anthology(first, second, links=links)  # fmt: skip


@cache
def _laid_out(links: Literal["notes", "qr", "none"]) -> paper.LaidOut:
    return paper.lay_out(_book(links), shelf.style(), NL)


@cache
def _printed(links: Literal["notes", "qr", "none"]) -> tuple[Anthology, Edition, Pagination]:
    edition, pagination, findings = shelf.written(_laid_out(links))
    # Made up to hold one of each kind of link, not to fill its pages.
    assert {f.check for f in findings} <= {"paper.greedy-paragraph", "paper.short-page"}
    return _book(links), edition, pagination


@pytest.mark.needs("pango")
@pytest.mark.parametrize("links", ["notes", "qr", "none"])
def test_the_printed_book_says_all_that_it_should(links: Literal["notes", "qr", "none"]) -> None:
    book, edition, pagination = _printed(links)
    assert refers(book)
    found = {f.check for f in read_proof(book, [edition], pagination)}
    assert found == {"rights.unknown"}


@pytest.mark.needs("pango")
def test_an_address_is_printed_whole_and_without_a_hyphen_of_ours() -> None:
    _, edition, pagination = _printed("notes")
    with pypdfium2.PdfDocument(edition.data) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    everything = "".join(texts)
    assert "\u00ad" not in "".join(re.findall(r"https?://\S+", everything))
    whole = re.sub(r"\s", "", everything)
    for address in (LONG, "https://example.org/kop", "https://example.org/cel", "https://example.org/bron/4"):
        assert address in whole
    # The number that the text says is the folio of the page on which the piece opens.
    at = next(n for n, text in enumerate(texts) if text.startswith("Het tweede stuk"))
    assert f"(zie p.\u00a0{pagination.labels[at]})" in everything.replace("p. ", "p.\u00a0")


@pytest.mark.needs("pango", "pdftoppm", "zbarimg")
def test_codes_are_read_by_another_program(tmp_path: Path) -> None:
    _, edition, _ = _printed("qr")
    (tmp_path / "book.pdf").write_bytes(edition.data)
    subprocess.run([tools.find("pdftoppm"), "-r", "200", "-gray", "book.pdf", "p"], cwd=tmp_path, check=True)
    pictures = sorted(tmp_path.glob("p*.pgm"))
    read = subprocess.run(
        [tools.find("zbarimg"), "-q", "--raw", *pictures], capture_output=True, text=True, check=False
    ).stdout.split()
    expected = {LONG, "https://example.org/kop", "https://example.org/cel", "https://example.org/brug"}
    assert set(read) == expected | {f"https://example.org/bron/{n}" for n in range(5)}


@pytest.mark.needs("pango")
def test_an_address_that_nobody_types_is_printed_in_short_and_leads_on_whole() -> None:
    endless = "https://example.org/stuk?id=" + "9f8e" * 60
    book = shelf.anthology(
        shelf.piece("een", "Een", Paragraph((Text("Zie "), link(endless, "de brug"), Text("."))))
    )
    edition, pagination, _ = paper.render(book, shelf.style(), NL)
    with pypdfium2.PdfDocument(edition.data) as document:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert re.search(r"https://example\.org/stuk\?…", text)
    assert "9f8e" not in text
    streams = re.findall(rb"stream\n(.+?)\nendstream", edition.data, re.DOTALL)
    inflated = b"".join(zlib.decompress(data) for data in streams if data[:1] == b"x")
    assert endless.encode() in inflated  # the link itself is whole
    assert {f.check for f in read_proof(book, [edition], pagination)} == {"rights.unknown"}


@pytest.mark.needs("pango")
def test_notes_stand_on_the_page_that_calls_them() -> None:
    for laid_out in (shelf.tide_table_laid_out(), _laid_out("notes")):
        assert astray(laid_out.layout.pages) == {}
