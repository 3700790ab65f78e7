"""Contents, landmarks and page list: they reach everything, and EPUB 2's say the same as EPUB 3's."""

from __future__ import annotations

import pytest
import shelf
from openepub import NS, TYPE, Epub, X, text, types

from book.languages import load


@pytest.fixture(scope="module")
def book() -> Epub:
    return Epub(shelf.epub())


def test_the_contents_reach_every_document_in_order_and_name_every_author(book: Epub) -> None:
    links = book.links("toc")
    assert [link.path for link in links] == [path for path in book.documents if "cover" not in path]
    labels = {link.path: link.label for link in links}
    chapters = zip(book.chapters(), shelf.tide_table().chapters, strict=True)
    for path, chapter in chapters:
        assert labels[path] == f"{chapter.piece.title} — {chapter.byline}"


def test_pieces_stand_under_their_part(book: Epub) -> None:
    (toc,) = (n for n in book.nav.iter(f"{X}nav") if n.get(TYPE) == "toc")
    under = [[text(a) for a in ol.iterfind("x:li/x:a", NS)] for ol in toc.iterfind(".//x:ol/x:li/x:ol", NS)]
    assert [len(part) for part in under] == [5, 5]


def test_a_label_in_another_language_says_so(book: Epub) -> None:
    (dutch,) = (a for a in book.nav.iter(f"{X}a") if text(a).startswith("De laatste pont"))
    assert dutch.get("lang") == "nl"


def test_the_printed_contents_reach_every_piece_with_its_author(book: Epub) -> None:
    path = next(p for p in book.documents if p.endswith("toc.xhtml"))
    root = book.documents[path]
    assert root.find(".//x:section[@role='doc-toc']", NS) is not None
    targets = [book.resolve(path, a.get("href", ""))[0] for a in root.iter(f"{X}a")]
    assert set(book.chapters()) <= set(targets)
    assert set(targets) <= set(book.documents)
    authors = [text(e) for e in root.iterfind(".//x:span[@class='toc-author']", NS)]
    assert authors == [chapter.byline for chapter in shelf.tide_table().chapters]


def test_landmarks_are_few_unique_and_lead_somewhere(book: Epub) -> None:
    landmarks = book.links("landmarks")
    assert [mark.types for mark in landmarks] == [
        ("cover",), ("titlepage",), ("toc",), ("bodymatter",), ("backmatter",),
    ]  # fmt: skip
    assert {mark.path for mark in landmarks} <= set(book.documents)


def test_the_navigation_document_is_not_in_the_spine_and_hides_what_is_for_machines(book: Epub) -> None:
    assert book.nav_path not in book.documents
    hidden = {n.get(TYPE): n.get("hidden") for n in book.nav.iter(f"{X}nav")}
    assert hidden == {"toc": None, "landmarks": "hidden", "page-list": "hidden"}


def test_the_ncx_says_the_same(book: Epub) -> None:
    ncx = book.xml(book.path["ncx"])
    base = book.path["ncx"]

    def points(path: str) -> list[tuple[str, str, str]]:
        return [
            (
                text(p.find("ncx:navLabel/ncx:text", NS)),
                *book.resolve(base, p.find("ncx:content", NS).get("src")),
            )
            for p in ncx.iterfind(path, NS)
        ]

    assert points(".//ncx:navPoint") == [(k.label, k.path, k.fragment) for k in book.links("toc")]
    assert points(".//ncx:pageTarget") == [(k.label, k.path, k.fragment) for k in book.links("page-list")]
    order = [int(p.get("playOrder")) for p in ncx.iter("{*}navPoint", "{*}pageTarget")]
    assert sorted(order) == list(range(1, len(order) + 1))
    meta = {m.get("name"): m.get("content") for m in ncx.iter("{*}meta")}
    assert (meta["dtb:uid"], meta["dtb:depth"]) == (shelf.tide_table().identifier, "2")


# --------------------------------------------------------------------------- page list


def test_the_page_list_names_every_marker_in_order(book: Epub) -> None:
    markers = [
        (marker.get("aria-label"), path, marker.get("id"))
        for path, root in book.documents.items()
        for marker in root.iter(f"{X}span")
        if "pagebreak" in types(marker)
    ]
    assert markers == [(k.label, k.path, k.fragment) for k in book.links("page-list")]
    labels = [int(label or 0) for label, *_ in markers]
    assert labels == sorted(set(labels))
    assert len(markers) > 40


def test_markers_are_empty_and_stand_where_they_may(book: Epub) -> None:
    for root in book.documents.values():
        for marker in root.iter(f"{X}span"):
            if "pagebreak" not in types(marker):
                continue
            assert marker.get("role") == "doc-pagebreak"
            assert not text(marker)
            above = {e.tag.removeprefix(X) for e in marker.iterancestors()}
            assert not above & {"a", "h1", "h2", "h3", "h4", "h5", "h6"}
            assert marker.getparent().tag.removeprefix(X) not in {
                "ol",
                "ul",
                "dl",
                "table",
                "tr",
                "tbody",
                "nav",
            }


def test_the_pages_are_those_of_the_print_edition(book: Epub) -> None:
    assert book.meta("pageBreakSource") == ["urn:isbn:9781861978769"]


def test_without_a_print_edition_there_is_no_page_list_and_the_summary_says_so() -> None:
    book = Epub(shelf.epub(paged=False))
    assert not book.links("page-list")
    assert not book.meta("pageBreakSource")
    assert not {"pageBreakMarkers", "pageNavigation"} & set(book.meta("schema:accessibilityFeature"))
    assert "Page numbers of a print edition are lacking" in book.meta("schema:accessibilitySummary")[0]
    assert not [
        e for root in book.documents.values() for e in root.iter(f"{X}span") if "pagebreak" in types(e)
    ]


def test_without_an_isbn_the_print_edition_has_a_name_of_its_own() -> None:
    anthology = shelf.anthology(shelf.piece("een", "Een", shelf.paragraph("tekst")))
    pagination = shelf.made_up_pages(anthology)
    book = Epub(shelf.render(anthology, shelf.style(), load("nl"), shelf.cover(), pagination)[0].data)
    (source,) = book.meta("pageBreakSource")
    assert source.startswith("urn:uuid:")
    assert source != anthology.identifier
