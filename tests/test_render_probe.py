"""The layout engine is asked about each kind of block on pages without end: no book is too full of notes."""

from __future__ import annotations

import pytest
from growth import growth
from lxml import html
from lxml.html import HtmlElement

from book.render import probe
from book.render.engine import Layout

STYLE = ".footnote { float: footnote; font-size: 9px }"
ENDLESS = "@page { size: 100mm 100000mm; @footnote { margin-top: 7px } }"


def table(rows: int) -> HtmlElement:
    """A document with a table of `rows` rows, each with a note."""
    note = '<span class="footnote" data-k="a{0}" data-note="{0}">haven{0}.example</span>'
    cells = "".join(f'<tr data-k="k{n}"><td>Haven {n}{note.format(n)}</td></tr>' for n in range(rows))
    return html.document_fromstring(
        f"<html><head><style>{STYLE}</style></head><body><section><table>{cells}</table></section></body></html>"
    )


@pytest.mark.needs("pango")
def test_a_table_full_of_notes_is_asked_about_in_linear_time() -> None:
    assert growth(lambda rows: probe.ask(table(rows), {}, ENDLESS), 40, 320) < 4


@pytest.mark.needs("pango")
def test_an_endless_page_is_laid_out_as_any_other_would_be_that_high() -> None:
    style = html.Element("style")
    style.text = ENDLESS
    document = table(12)
    probe.head(document).append(style)
    written = html.tostring(document, encoding="unicode")

    def places(layout: Layout) -> list[tuple[str, float, float]]:
        (page,) = layout.pages
        found = probe.boxes(page._page_box)
        return [(b.element_tag, b.position_y, b.height) for b in found if isinstance(b.height, float)]

    plain = places(Layout(written, {}))
    assert sum(tag == "span" for tag, _, _ in plain) == 36  # each note, its number and its words
    assert places(Layout(written, {}, endless=True)) == plain
