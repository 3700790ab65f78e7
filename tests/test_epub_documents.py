"""The EPUB's content documents: what they say of themselves, and that they are whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
import shelf
import validator
from openepub import LANG, NS, Epub, X, text, types

from book.languages import load
from book.model import Link, Note, NoteCall, PageStart, Pagination, Paragraph, Piece, Text
from book.render import walk
from book.render.xhtml import words


@pytest.fixture(scope="module")
def book() -> Epub:
    return Epub(shelf.epub())


def test_every_document_has_its_language_title_type_and_label(book: Epub) -> None:
    titles = Counter(text(root.find(f".//{X}title")) for root in book.documents.values())
    assert all(titles)
    assert max(titles.values()) == 1
    for path, root in book.documents.items():
        assert book.read(path).startswith(b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n')
        assert root.get("lang") == root.get(LANG)
        body = root.find(f"{X}body")
        assert body is not None
        assert types(body) in (["frontmatter"], ["bodymatter"], ["backmatter"])
        section = body[0]
        assert section.tag == f"{X}section"
        assert types(section)
        label = section.get("aria-labelledby")
        assert section.get("aria-label") or root.xpath("//*[@id=$id]", id=label), path


def test_each_document_has_one_top_heading_and_skips_no_level(book: Epub) -> None:
    for path, root in list(book.documents.items())[1:]:
        ranks = [int(e.tag[-1]) for e in root.iter(*(f"{X}h{n}" for n in range(1, 7)))]
        assert ranks[0] == 1, path
        assert ranks.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(ranks)), path


def test_each_chapter_shows_its_author_and_says_so_to_machines(book: Epub) -> None:
    for root, chapter in zip(book.chapters().values(), shelf.tide_table().chapters, strict=True):
        assert text(root.find(".//x:header/x:p[@class='byline']", NS)) == chapter.byline
        authors = [m.get("content") for m in root.iterfind(".//x:meta[@name='author']", NS)]
        assert authors == [name.display for name in chapter.piece.authors] or authors == ["author unknown"]
        marked = [text(e) for e in root.iter(f"{X}span") if types(e) == ["z3998:author"]]
        assert marked == [name.display for name in chapter.piece.authors]


def test_two_authors_are_two_and_a_translator_is_named(book: Epub) -> None:
    ferry, ropes = list(book.chapters().values())[1:3]
    assert text(ferry.find(".//x:p[@class='byline']", NS)) == "Daniel Okafor and Ruth Lindqvist"
    assert text(ropes.find(".//x:p[@class='translators']", NS)) == "Translated by Agnes Rowe"


def test_a_piece_in_another_language_says_so_and_the_book_s_words_in_it_do_too(book: Epub) -> None:
    root = list(book.chapters().values())[8]
    assert root.get("lang") == "nl"
    for name in ("byline", "source"):
        element = root.find(f".//x:p[@class='{name}']", NS)
        assert element is not None
        assert element.get("lang") == element.get(LANG) == "en"


def test_the_words_of_every_piece_are_in_its_chapter(book: Epub) -> None:
    for root, chapter in zip(book.chapters().values(), shelf.tide_table().chapters, strict=True):
        said = re.sub(r"\s", "", text(root))
        for block in walk.blocks(chapter.piece):
            for inline in walk.inlines(block):
                if isinstance(inline, Text):
                    assert re.sub(r"\s", "", inline.text) in said


def test_a_chapter_says_where_it_appeared_and_whose_it_is(book: Epub) -> None:
    for root, chapter in zip(book.chapters().values(), shelf.tide_table().chapters, strict=True):
        source, rights = [text(e) for e in root.iterfind(".//x:footer/x:p", NS)]
        if chapter.piece.url:
            assert words(chapter.source_note) == source
            assert chapter.rights == rights
        else:
            assert source == "Where and when this piece appeared is not known."
            several = len(chapter.piece.authors) > 1
            assert rights == f"© the author{'s or their' if several else ' or the author’s'} successors."


def test_forty_notes_open_and_lead_back(book: Epub) -> None:
    calls = 0
    for path, root in book.documents.items():
        ids = {e.get("id"): e for e in root.iter() if isinstance(e.tag, str) and e.get("id")}
        for call in root.iter(f"{X}a"):
            if "noteref" not in types(call):
                continue
            calls += 1
            assert call.get("role") == "doc-noteref"
            note = ids[call.get("href", "").removeprefix("#")]
            assert (types(note), note.get("role"), note.tag) == (["footnote"], "doc-footnote", f"{X}div")
            assert note.getparent().tag == f"{X}li"
            (back,) = (a for a in note.iter(f"{X}a") if "backlink" in types(a))
            assert ids[back.get("href", "").removeprefix("#")] is call
            assert text(back) == text(call), path
            assert len(text(note)) > 3
    assert calls == 40


def test_links_are_to_what_is_there_or_to_the_web_without_tracking(book: Epub) -> None:
    for path, root in [*book.documents.items(), (book.nav_path, book.nav)]:
        for link in root.iter(f"{X}a"):
            href = link.get("href", "")
            if re.match(r"[a-z]+:", href):
                assert re.match(r"https?://|mailto:", href)
                assert "utm_" not in href
                continue
            target, fragment = book.resolve(path, href)
            there = book.xml(target)
            assert not fragment or there.xpath("//*[@id=$id]", id=fragment), href


def test_nothing_of_the_web_or_of_the_press_is_left(book: Epub) -> None:
    for root in [*book.documents.values(), book.nav]:
        for element in root.iter():
            if not isinstance(element.tag, str):
                continue
            assert element.tag.removeprefix(X) not in {"script", "style", "iframe", "font", "form"}
            assert not [k for k in element.attrib if k == "style" or k.startswith(("data-", "on"))]


def test_every_class_has_a_rule_and_every_rule_is_used(book: Epub) -> None:
    css = re.sub(r'"[^"]*"', "", book.read(book.path["css"]).decode())
    ruled = set(re.findall(r"\.([A-Za-z][\w-]*)", css))
    roots = [*book.documents.values(), book.nav]
    used = {c for root in roots for e in root.iter() for c in (e.get("class") or "").split()}
    assert used == ruled


def test_pictures_are_there_described_and_measured(book: Epub) -> None:
    images = [(path, image) for path, root in book.documents.items() for image in root.iter(f"{X}img")]
    assert [len(image.get("alt", "")) > 10 for _, image in images] == [True, False, True]
    assert images[1][1].get("role") == "presentation"  # the title page's ornament
    for path, image in images:
        assert image.get("width", "").isdigit()
        assert image.get("height", "").isdigit()
        assert book.resolve(path, image.get("src", ""))[0] in book.ids


# --------------------------------------------------------------------------- validators

Check = Callable[[Path], tuple[validator.Message, ...]]


@pytest.mark.needs("java")
def test_epubcheck_has_nothing_to_say_of_a_book_without_anything(tmp_path: Path, epubcheck: Check) -> None:
    """No front or back matter, no publisher, no description, no author, a title that looks like markup. (Of a
    book with everything tests/test_render_index.py asks it.)"""
    note = NoteCall(Note("1", (Paragraph((Text("noot & <b>"),)),)))
    piece = shelf.piece("x", "<em>&amp;</em>", Paragraph((Text("tekst"), note)))
    book = shelf.bare(piece)
    path = tmp_path / "bare.epub"
    path.write_bytes(shelf.render(book, shelf.style(), load("nl"), shelf.cover(), None)[0].data)
    assert not [str(message) for message in epubcheck(path) if message.id != "CSS-028"]


def test_what_shops_file_a_book_by_is_asked_for() -> None:
    book = shelf.bare(shelf.piece("x", "X", shelf.paragraph("tekst")))
    findings = shelf.render(book, shelf.style(), load("nl"), shelf.cover(), None)[1]
    asked = {finding.check for finding in findings}
    assert asked == {"epub.no-publisher", "epub.no-description", "epub.no-subjects", "epub.no-rights"}


def made(*pieces: Piece, pagination: Pagination | None = None) -> tuple[Epub, dict[str, str]]:
    """The EPUB of a bare book, and its findings' messages by their check."""
    edition, findings = shelf.render(
        shelf.bare(*pieces), shelf.style(), load("nl"), shelf.cover(), pagination
    )
    return Epub(edition.data), {finding.check: f"{finding.place} {finding.message}" for finding in findings}


def test_pieces_of_one_title_have_documents_of_two() -> None:
    book, _ = made(*(shelf.piece(key, "Column", shelf.paragraph("tekst")) for key in ("a", "b")))
    titles = [text(root.find(f".//{X}title")) for root in book.chapters().values()]
    assert titles == ["Column – auteur onbekend (1)", "Column – auteur onbekend (2)"]


def test_what_became_of_a_link_is_told() -> None:
    nowhere = Link("../foto.html", (Text("de foto"),))
    spied = Link("https://example.org/?id=1&utm_source=x", (Text("het stuk"),))
    book, said = made(shelf.piece("a", "A", Paragraph((nowhere, Text(" en "), spied), line=7)))
    (chapter,) = book.chapters().values()
    assert [a.get("href") for a in chapter.iter(f"{X}a")] == ["https://example.org/?id=1"]
    assert said["epub.link-left-out"] == (
        "seeds/a.txt:7 'de foto' is no link any more: no book can lead to '../foto.html'"
    )
    assert "utm_source" in said["epub.link-tracking"]


def test_a_printed_page_that_begins_nowhere_is_told() -> None:
    starts = (
        PageStart("1", "halftitlepage.1", 0),
        PageStart("3", "chapter-a.1", 0),
        PageStart("4", "weg.1", 0),
    )
    book, said = made(
        shelf.piece("a", "A", shelf.paragraph("tekst")), pagination=Pagination(("1",), starts, 148, 210)
    )
    assert [link.label for link in book.links("page-list")] == ["3"]
    assert said["epub.page-unplaced"].startswith("weg.1 the page list lacks p. 4")


def test_a_document_too_long_for_old_readers_is_told() -> None:
    _, said = made(shelf.piece("a", "A", *(shelf.paragraph("tekst " * 1000) for _ in range(60))))
    assert said["epub.long-document"].startswith("text/c001-a.xhtml")


def test_when_a_piece_appeared_is_told_to_machines_too() -> None:
    book = Epub(shelf.epub())
    dates = {
        path.rpartition("/")[2][:4]: [(t.get("datetime"), text(t)) for t in root.iter(f"{X}time")]
        for path, root in book.documents.items()
        if "/c0" in path
    }
    assert dates["c001"] == [("2019-03-04", "March 4, 2019")]
    assert dates["c003"] == [("2012-03", "March 2012")]
    assert dates["c004"] == [("2020", "2020")]
    assert dates["c007"] == []
