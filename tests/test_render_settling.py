"""A book is laid out no more often than it must be, and again only the pieces that came out wrong."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import Any

import pytest
import shelf
from lxml import html
from lxml.html import HtmlElement
from PIL import Image

from book.languages import load
from book.model import Anthology, IndexTerm, Link, Name, Paragraph, Text
from book.render import folios, overleaf, paper, probe, settling
from book.render.engine import Layout
from book.render.excerpt import excerpt
from book.render.leaves import bound, taken
from book.render.overleaf import Foreseen
from book.render.settling import Settler

pytestmark = pytest.mark.needs("pango")

FILLER = (
    "Kauwgom kauwend staat ze achter de bar, als een ongeïnteresseerde tiener. Ze ziet me niet aankomen. "
    "Dat gaat ook moeilijk als je aandachtig op je telefoon tikt en scrolt. "
)
ENDLESS = "@page { size: 100mm 100000mm }"


def referring(pieces: int) -> Anthology:
    """A book in which each piece says the page of the next but one."""
    made = []
    for n in range(pieces):
        link = Link(f"#stuk-{(n + 2) % pieces}", (Text("een ander stuk"),))
        first = Paragraph((Text(f"{FILLER} Zie ook "), link, Text(f" over hetzelfde. {FILLER}")))
        more = [shelf.paragraph(FILLER * (1 + n % 3))] * (5 + 3 * n)
        made.append(shelf.piece(f"stuk-{n}", f"Stuk {n}", first, *more, author=Name("A. Wit", "Wit")))
    return shelf.anthology(*made)


@pytest.fixture
def laid(monkeypatch: pytest.MonkeyPatch) -> list[HtmlElement]:
    """The documents that are laid out for their pages."""
    documents: list[HtmlElement] = []
    real = settling.Layout

    def listening(document: str, *given: Any, **named: Any) -> Layout:
        documents.append(html.document_fromstring(document))
        return real(document, *given, **named)

    monkeypatch.setattr(settling, "Layout", listening)
    return documents


def test_a_book_that_says_its_own_pages_is_laid_out_once(laid: list[HtmlElement]) -> None:
    steps: list[tuple[str, int, int]] = []
    laid_out = paper.lay_out(referring(4), shelf.style(), load("nl"), tell=lambda *step: steps.append(step))
    assert len(laid) == 1
    pages = [number for step, number, _ in steps if step == "pages"]
    assert pages == list(range(1, len(pages) + 1))
    assert len(pages) in (len(laid_out.labels), len(laid_out.labels) - 1)  # the last may be white
    assert {step for step, _, _ in steps} == {"lines", "pages"}
    assert all(0 < number <= count for _, number, count in steps)
    places = laid_out.pagination.places
    said = [
        span.text_content().replace("\u00a0", " ").strip(" ()")
        for span in laid[0].xpath("//section[contains(@class, 'chapter')]//span[@class='ours']")
    ]
    assert said == [f"p. {places[f'chapter-stuk-{(n + 2) % 4}']}" for n in range(4)]


def three(second: str) -> tuple[str, dict[str, Foreseen]]:
    """Three sections of a page each; of the second it is foreseen that its last paragraph begins a page."""
    made = "".join(
        f'<section id="s{n}"><p data-k="s{n}.1">een</p>'
        f'<p data-k="s{n}.2">{second if n == 2 else n}</p></section>'
        for n in (1, 2, 3)
    )
    style = f"<style>@page {{ size: 80mm 80mm }} section {{ break-before: page }} {overleaf.CSS}</style>"
    return f"<!doctype html><html><head>{style}</head><body>{made}</body></html>", {
        "s2": Foreseen(frozenset({"s2.1", "s2.2"}), (("s2.2", 0),))
    }


def filled(document: HtmlElement) -> list[str]:
    return [section.get("id", "") for section in document.iter("section") if len(section)]


def test_only_the_section_that_came_out_wrong_is_laid_out_again(laid: list[HtmlElement]) -> None:
    settler = Settler()
    document, foreseen = three("twee")
    assert [len(of.pages) for of in settler.settle(document, foreseen, {}).values()] == [1, 1, 1]
    assert len(settler.layout().pages) == 3
    assert [filled(document) for document in laid] == [["s1", "s2", "s3"], ["s2"], ["s1", "s2", "s3"]]

    # Of what was known before nothing is tried again, and of what is new that which came out wrong.
    laid.clear()
    settler.settle(document, foreseen, {})
    assert not laid
    settler.settle(*three("drie"), {})
    assert [filled(document) for document in laid] == [["s2"], ["s2"]]
    assert len(settler.layout().pages) == 3
    assert len(laid) == 3


def test_pages_bound_in_order_say_what_a_layout_of_the_whole_says() -> None:
    laid_out = shelf.tide_table_laid_out()
    pagination, pages = laid_out.pagination, laid_out.layout.pages
    labels, starts, places = bound(taken(pages).values())
    assert labels == pagination.labels[: len(labels)]
    assert starts == pagination.starts
    assert places == folios.places(pages, pagination.labels)


def test_what_is_asked_of_one_section_is_what_is_asked_of_the_whole() -> None:
    def document(word: str) -> HtmlElement:
        made = "".join(
            f'<section id="s{n}"><h2 data-k="s{n}.1">kop</h2><p class="c{n % 2}" data-k="s{n}.2">'
            f"{word if n == 2 else 'woord '} <em>{n}</em></p></section>"
            for n in (1, 2, 3)
        )
        style = "section { break-before: page } .c0 { text-indent: 9px } h2 { margin: 7px 0 }"
        return html.document_fromstring(
            f"<html><head><style>{style}</style></head><body>{made}</body></html>"
        )

    asker = probe.Asker()
    asker.ask(document("woord "), {}, ENDLESS)
    answers = asker.ask(document("woord " * 38), {}, ENDLESS)
    fresh = probe.ask(document("woord " * 38), {}, ENDLESS)
    for kind in ("blocks", "inlines", "stands", "above", "leaves"):
        assert getattr(answers, kind) == getattr(fresh, kind), kind


def test_an_excerpt_has_the_other_sections_empty_where_they_stand() -> None:
    document, _ = three("twee")
    part = excerpt(html.document_fromstring(document), {"s3"})
    assert [section.get("id") for section in part.iter("section")] == ["s1", "s2", "s3"]
    assert filled(part) == ["s3"]
    assert part.find("head/style") is not None


def test_a_picture_in_the_document_is_laid_out_as_one_beside_it(tmp_path: Any) -> None:
    Image.new("RGB", (30, 20), (9, 9, 9)).save(tmp_path / "p.png")
    data = (tmp_path / "p.png").read_bytes()
    within = f"data:image/png;base64,{base64.b64encode(data).decode()}"

    def size(layout: Layout) -> list[tuple[float, float]]:
        found = [box for page in layout.pages for box in probe.boxes(page._page_box)]
        return [(box.width, box.height) for box in found if box.element_tag == "img"]

    beside = Layout('<img src="p.png" alt="">', {"p.png": data})
    assert size(Layout(f'<img src="{within}" alt="">', {})) == size(beside) == [(30, 20)]


def test_the_number_of_each_page_is_told() -> None:
    told: list[int] = []
    Layout("<p>een</p><p style='break-before: page'>twee</p>", {}, told=told.append)
    assert told == [1, 2]


def test_an_index_is_made_of_pages_that_are_known(laid: list[HtmlElement]) -> None:
    book = referring(3)
    term = IndexTerm("bar", "b", ("bar",))
    book = replace(book, matter=replace(book.matter, index=(term,), back=(*book.matter.back, "index")))
    paper.lay_out(book, shelf.style(), load("nl"))
    assert len(laid) == 2
