"""The lines of notes: as full as those of the text, the first one too, and links in them like the rest."""

from __future__ import annotations

import ctypes

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import shelf
from test_render_glyphs import printed

from book.render.fontfaces import font_faces
from book.render.probe import Type
from book.render.setfonts import SetFonts

NOTE = (
    "Whoever reads a note at the foot of a page expects its lines to be as long as those of the text above "
    "it; and so they should be, from the first of them to the last but one, whatever number stands before "
    "it; the eye runs along the right edge of both and stumbles where one of them ends before its neighbours."
)


def edges(page: pypdfium2.PdfPage) -> list[float]:
    """The right edges of a page's lines of small type, from top to foot, in points."""
    text = page.get_textpage()
    found: dict[float, float] = {}
    for i in range(text.count_chars()):
        if pdfium.FPDFText_IsGenerated(text, i) == 1 or chr(pdfium.FPDFText_GetUnicode(text, i)).isspace():
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(text, i, x, y)
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text, i, matrix)
        if round(pdfium.FPDFText_GetFontSize(text, i) * abs(matrix.d), 2) != 8.75:
            continue
        sides = [ctypes.c_double() for _ in range(4)]
        pdfium.FPDFText_GetCharBox(text, i, *sides)
        found[round(y.value, 1)] = max(found.get(round(y.value, 1), 0.0), sides[1].value)
    return [found[y] for y in sorted(found, reverse=True)]


@pytest.mark.needs("pango")
@pytest.mark.parametrize("number", ["1", "12", "iii"])
def test_the_first_line_of_a_note_is_as_long_as_the_others(number: str) -> None:
    note = f'<span class="footnote" data-k="c0.n1" data-note="{number}">{NOTE}</span>'
    text = f'<p class="first" data-k="c0.0">{"Some words come first. " * 12}And here it is.{note}</p>'
    _, pdf = printed(f"<style>:root{{--note-size:.625rem}}</style>{text}", shelf.style())
    [page] = pypdfium2.PdfDocument(pdf)
    first, *others, _ = edges(page)
    assert len(others) >= 2
    assert all(first == pytest.approx(edge, abs=4) for edge in others), (first, others)  # what hangs, hangs


def test_type_is_scaled_where_its_paragraph_is_and_nowhere_else() -> None:
    style = shelf.style()
    fonts = SetFonts(style.files, font_faces(style.files), NOTE, 33, 11)

    def type_(*, hyphenated: bool) -> Type:
        return Type(("Libertine",), 400, False, 8.75, 0.0, 0.0, (), "en", hyphenated, False, "none")

    link = type_(hyphenated=False)
    of_an_address = fonts.style(link, type_(hyphenated=False))
    of_words = fonts.style(link, type_(hyphenated=True))
    assert len(of_an_address.faces) == 1
    assert len(of_words.faces) > 1
