"""The EPUB's container and package document, read back from the finished file."""

from __future__ import annotations

import re
from collections import Counter

import pytest
import shelf
from openepub import LANG, NS, Epub, text

from book.languages import load
from book.model import Name, Rights
from book.render.package import sort_title, terms


@pytest.fixture(scope="module")
def book() -> Epub:
    return Epub(shelf.epub())


# --------------------------------------------------------------------------- container


def test_the_mimetype_comes_first_and_stored() -> None:
    data = shelf.epub()
    assert data[30:58] == b"mimetypeapplication/epub+zip"
    first = Epub(data).infos[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", 0, b"")


def test_every_entry_bears_the_same_time_and_mode(book: Epub) -> None:
    assert {i.date_time for i in book.infos} == {(2021, 6, 1, 0, 0, 0)}
    assert {(i.create_system, i.external_attr, i.extra) for i in book.infos} == {(3, 0o100644 << 16, b"")}
    assert not [i.filename for i in book.infos if i.is_dir()]


def test_names_are_portable_and_nothing_is_there_that_the_manifest_does_not_name(book: Epub) -> None:
    names = [i.filename for i in book.infos]
    assert all(re.fullmatch(r"[A-Za-z0-9._/-]+", name) for name in names)
    assert len({name.lower() for name in names}) == len(names)
    known = {"mimetype", "META-INF/container.xml", book.opf_path, *book.path.values()}
    assert set(names) == known


def test_each_piece_has_a_document_of_its_own_and_none_is_too_long(book: Epub) -> None:
    assert [p for p in book.documents if re.search(r"/text/c\d{3}-", p)] == list(book.chapters())
    assert len(book.chapters()) == 10
    assert all(len(book.read(path)) <= 300_000 for path in book.documents)


# --------------------------------------------------------------------------- the book


def test_the_book_is_named_dated_and_described(book: Epub) -> None:
    assert book.opf.get("version") == "3.0"
    assert book.opf.get(LANG) == text(book.dc("language")[0]) == "en"
    assert [text(i) for i in book.dc("identifier")] == [
        shelf.tide_table().identifier,
        "urn:isbn:9780306406157",
    ]
    assert [text(t) for t in book.dc("title")] == ["The Tide Table", "Ten Columns from a Harbour Town"]
    assert book.meta("title-type", "title") == ["main"]
    assert book.meta("file-as", "title") == ["Tide Table, The"]
    assert book.meta("dcterms:modified") == ["2021-06-01T00:00:00Z"]
    assert [text(d) for d in book.dc("date")] == ["2021-06-01"]
    for name in ("publisher", "description", "subject", "rights", "type"):
        assert text(book.dc(name)[0]), name


def test_every_language_that_a_whole_piece_is_in_is_named_the_book_s_own_first(book: Epub) -> None:
    assert [text(language) for language in book.dc("language")] == ["en", "nl"]


def test_the_editor_comes_first_and_everyone_once_with_role_and_sort_name(book: Epub) -> None:
    people = book.dc("creator")
    assert text(people[0]) == "Agnes Rowe"
    assert set(book.meta("role", people[0].get("id"))) == {"aut", "edt", "trl"}
    assert max(Counter(map(text, people)).values()) == 1
    assert [book.meta("display-seq", p.get("id")) for p in people] == [
        [str(n)] for n in range(1, len(people) + 1)
    ]
    for person in (*people, *book.dc("contributor")):
        assert book.meta("role", person.get("id")), text(person)
        assert book.meta("file-as", person.get("id")), text(person)
    sorts = {text(p): book.meta("file-as", p.get("id")) for p in people}
    assert sorts["Jan van der Meulen"] in (["Van der Meulen, Jan"], ["Meulen, Jan van der"])


def test_an_unknown_author_is_nobody_s_name(book: Epub) -> None:
    assert "author unknown" not in map(text, book.dc("creator"))
    assert "author unknown" in map(text, book.dc("contributor"))


def test_every_refinement_refines_something(book: Epub) -> None:
    ids = [e.get("id") for e in book.opf.iter() if isinstance(e.tag, str) and e.get("id")]
    assert len(ids) == len(set(ids))
    for element in book.opf.iterfind("opf:metadata/*", NS):
        target = element.get("refines")
        assert target is None or target[1:] in ids, target


# --------------------------------------------------------------------------- the pieces


def test_each_chapter_says_in_the_package_who_wrote_it_and_where_it_appeared(book: Epub) -> None:
    chapters = zip(book.chapters().items(), shelf.tide_table().chapters, strict=True)
    for (path, root), chapter in chapters:
        id_, piece = book.ids[path], chapter.piece
        names = [name.display for name in piece.authors] or ["author unknown"]
        assert book.meta("dcterms:title", id_) == [piece.title]
        assert book.meta("dcterms:creator", id_) == names
        assert book.meta("schema:translator", id_) == [name.display for name in piece.translators]
        assert book.meta("dcterms:issued", id_) == [piece.date or "XXXX"]
        assert book.meta("dcterms:language", id_) == [piece.language]
        assert book.meta("dcterms:rights", id_)
        (source,) = book.meta("dcterms:source", id_)
        assert source == piece.url or (not piece.url and source in text(root))
        byline = text(root.find(".//x:p[@class='byline']", NS))
        assert all(name in byline for name in names)
        known = [text(e) for e in (*book.dc("creator"), *book.dc("contributor"))]
        assert set(names) <= set(known)


def test_the_terms_of_each_piece_have_an_address(book: Epub) -> None:
    links = book.opf.findall("opf:metadata/opf:link", NS)
    licences = {
        link.get("refines"): link.get("href") for link in links if link.get("rel") == "schema:license"
    }
    assert len(licences) == 10
    assert licences["#chapter-the-ferry-is-late"] == "https://creativecommons.org/licenses/by/4.0/"
    assert licences["#chapter-low-water"] == "http://rightsstatements.org/vocab/InC/1.0/"
    assert licences["#chapter-letter-from-the-fish-market"] == "http://rightsstatements.org/vocab/CNE/1.0/"
    assert terms(Rights("public-domain")).startswith("https://creativecommons.org/publicdomain/")


# --------------------------------------------------------------------------- names and titles


@pytest.mark.parametrize(
    ("title", "language", "filed"),
    [
        ("De kok, de klant en de koning", "nl", "Kok, de klant en de koning, De"),
        ("Een boek", "nl", "Boek, Een"),
        ("The Tide Table", "en", "Tide Table, The"),
        ("Deuren", "nl", "Deuren"),
        ("De", "nl", "De"),
        ("A", "en", "A"),
        ("La hora del pan", "es", "Hora del pan, La"),
        ("L’isola", "it", "Isola, L’"),
        ("A hora do pão", "pt", "Hora do pão, A"),
        ("Un’ora", "it", "Ora, Un’"),
        ("L’île au trésor", "fr", "Île au trésor, L’"),
        ("L'île", "fr", "Île, L'"),
        ("D’Artagnan", "fr", "D’Artagnan"),
    ],
)
def test_a_title_is_filed_without_its_article(title: str, language: str, filed: str) -> None:
    assert sort_title(title, load(language)) == filed


def test_a_name_with_markup_in_it_is_only_a_name() -> None:
    author = Name("A <b> & Zonen", "Zonen, A <b> &")
    anthology = shelf.anthology(shelf.piece("een", "1 < 2 & “3”", shelf.paragraph("tekst"), author=author))
    data = shelf.render(anthology, shelf.style(), load("nl"), shelf.cover(), None)[0].data
    book = Epub(data)
    assert book.meta("dcterms:creator", "chapter-een") == [author.display]
    assert "1 < 2 & “3” – A <b> & Zonen" in [link.label for link in book.links("toc")]


def test_the_series_is_told_with_the_number_in_it(book: Epub) -> None:
    assert book.meta("belongs-to-collection") == ["Breakwater Readers"]
    assert book.meta("collection-type", "series") == ["series"]
    assert book.meta("group-position", "series") == ["3"]
    colophon = next(root for path, root in book.documents.items() if path.endswith("copyright-page.xhtml"))
    assert "Number 3 in the series Breakwater Readers" in text(colophon)
