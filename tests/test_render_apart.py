"""What is drawn as another character: a letter that lost its trema, a hyphen that the font lacks."""

from __future__ import annotations

import io
import re
from functools import cache
from itertools import pairwise

import pypdfium2
import pytest
import sheets
import shelf
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

from book.justify import (
    HYPHEN,
    Face,
    Lexicon,
    Paragraph,
    Setting,
    TextStyle,
    fit,
    own_small_capitals,
    set_lines,
    stand_in,
)
from book.languages.hyphenation import breaks, tremas
from book.model import Style
from book.render.composing import Composed, compose_lines
from book.render.engine import Layout
from book.render.finish import finish
from book.render.trims import page_css, trim

DUTCH = (
    "Een ongeïnteresseerde, <i>geïrriteerde</i> en coöperatieve zeeëend met ruïneuze ideeën zei dat "
    '<span class="smallcaps">geïrriteerde</span> poëzie niet beëindigd kan worden, hoe geëerd ook. '
) * 10
REGULAR = "fonts/LinLibertine_R.otf"


def hyphenless(shipped: Style) -> Style:
    """The shipped style, in fonts of which none has U+2010."""

    def without(data: bytes) -> bytes:
        font = TTFont(io.BytesIO(data), recalcBBoxes=False, recalcTimestamp=False)
        for table in font["cmap"].tables:
            table.cmap.pop(ord(HYPHEN), None)
        out = io.BytesIO()
        font.save(out)
        return out.getvalue()

    files = {path: without(data) if path.endswith(".otf") else data for path, data in shipped.files.items()}
    return Style(shipped.name, files, shipped.trims, shipped.profiles)


@cache
def composed(*, lacking: bool = False) -> tuple[Composed, bytes]:
    """Dutch with many tremas, set and printed."""
    style = hyphenless(shelf.style()) if lacking else shelf.style()
    return printed(f'<p class="first" data-k="c0.0">{DUTCH}</p>', style)


def printed(chapter: str, style: Style, head: str = "") -> tuple[Composed, bytes]:
    """A chapter of a Dutch book under a running head, set and printed."""
    size = trim(style.trims, next(iter(style.trims)))
    document = (
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>x</title><style>{page_css(size)}'
        ":root{--head-size:9pt;--head-tracking:.04em}"
        '</style><link rel="stylesheet" href="core.css"><link rel="stylesheet" href="print.css"></head><body>'
        f'<section class="chapter" id="c0" data-verso="{head}" data-recto="{head}">{chapter}</section>'
        "</body></html>"
    )
    made = compose_lines(document, style.files, size, breaks)
    layout = Layout(made.html, {**style.files, **made.fonts})
    return made, layout.pdf("x", lambda _, pdf: finish(pdf, ["1"] * len(layout.pages)))


def copied(pdf: bytes) -> str:
    """What a reader of the PDF copies, words whole that a hyphen was added to."""
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]
    return " ".join(" ".join(re.sub("[\x02\xad\ufffe](\r\n)?", "", page) for page in pages).split())


@pytest.mark.needs("pango")
@pytest.mark.parametrize("lacking", [False, True], ids=["a hyphen", "no hyphen"])
def test_copying_gives_the_words_as_they_are_spelt(lacking: bool) -> None:
    made, pdf = composed(lacking=lacking)
    assert not made.findings
    assert copied(pdf) == re.sub("<[^>]*>", "", DUTCH).strip()


@pytest.mark.needs("pango")
def test_the_letter_after_the_break_stands_in_the_font_without_dots() -> None:
    made, pdf = composed()
    lines = [line.text for page in pypdfium2.PdfDocument(pdf) for line in sheets.printed(page)]
    begun = [after[0] for before, after in pairwise(lines) if before[-1] == "\xad" and after[0] in "ëïö"]
    assert begun
    classes = re.findall(r"\.(a\d+)\{font-family:'[^']+ apart'\}", made.html)
    apart = re.findall(rf'<span class="(?:{"|".join(classes)})">(.)</span>', made.html)
    assert sorted(apart) == sorted(begun)


@pytest.mark.needs("pango")
def test_every_added_hyphen_is_the_fonts_own_where_it_has_but_one() -> None:
    made, pdf = composed(lacking=True)
    assert made.html.count(f">{HYPHEN}</span>") == made.html.count(HYPHEN) > 3
    assert 'html{hyphenate-character:"-"}' in made.html
    names = {name.split("+")[-1] for page in pypdfium2.PdfDocument(pdf) for name in sheets.fonts(page)}
    assert all(name.startswith("Libertine") for name in names)


def test_a_stand_in_has_the_outline_and_width_of_what_it_looks_like() -> None:
    whole = shelf.style().files[REGULAR]
    made = stand_in(whole, {"ï": "i", HYPHEN: "-"})
    assert made == stand_in(whole, {HYPHEN: "-", "ï": "i"})
    for features in ({}, {"smcp": True}):
        assert Face(made, features).width("ï") == Face(whole, features).width("i")
    assert Face(made).characters == {ord("ï"), ord(HYPHEN)}

    def drawn(data: bytes, char: str) -> object:
        font = TTFont(io.BytesIO(data))
        pen = RecordingPen()
        font.getGlyphSet()[font.getBestCmap()[ord(char)]].draw(pen)
        return pen.value

    assert drawn(made, "ï") == drawn(whole, "i")
    assert drawn(made, "ï") != drawn(whole, "ï")


def test_a_line_that_begins_without_its_trema_fills_the_measure() -> None:
    plain = TextStyle({0: Face(shelf.style().files[REGULAR])}, 10.5, language="nl")
    wide = TextStyle({0: _Wide()}, 10.5, language="nl", hyphen="-")
    text = " ".join(["een coöperatieve reünie, zei"] * 12)
    bare = 0
    for style in (plain, wide):
        lexicon = Lexicon(breaks, tremas=tremas)
        for measure in range(100, 180, 4):
            paragraph = Paragraph(text, [style] * len(text), Setting(measure), lexicon)
            best = fit(paragraph)
            assert best is not None
            for line in set_lines(paragraph, best)[:-1]:
                shown = text[line.start : line.end]
                if line.bare:
                    bare += 1
                    shown = {"ö": "o", "ü": "u"}[shown[0]] + shown[1:]
                width = style.width(shown + HYPHEN) if line.hyphen else style.width(shown)
                if line.hyphen and style is wide:
                    width = style.width(shown) + style.width("-")
                width += shown.count(" ") * line.word_spacing
                assert width == pytest.approx(measure + line.left + line.right, abs=0.01)
    assert bare > 5


class _Wide(Face):
    """The shipped font with wide dots, in which nothing kerns."""

    def __init__(self) -> None:
        super().__init__(shelf.style().files[REGULAR])

    def width(self, text: str) -> float:
        return sum(super(_Wide, self).width(char) + (0.3 if char in "öü" else 0.0) for char in text)


TURKISH = (
    '<header><h1 data-k="c0.t">Adım</h1><p class="byline" data-k="c0.b">Işıl Yılmaz</p></header>'
    '<p class="first" data-k="c0.0"><span class="lead">In Istanbul zei Işıl Yılmaz iets,</span> en dat '
    '<span class="smallcaps">Yılmaz iemand is</span> en <em><span class="smallcaps">Kılıç</span></em> niet; '
    '<span class="smallcaps" lang="tr">kılıç iğne</span>.</p>'
) + '<p data-k="c0.1">Hij zei dat hij het zei, en niemand die hem hoorde.</p>' * 60


@pytest.mark.needs("pango")
def test_a_dotless_i_stays_one_in_small_capitals() -> None:
    _, pdf = printed(TURKISH, shelf.style(), "Işıl Yılmaz in Istanbul")
    text = copied(pdf)
    assert "Adım Işıl Yılmaz In Istanbul zei Işıl Yılmaz iets, en dat Yılmaz iemand is en Kılıç niet" in text
    assert "kılıç iğne." in text
    assert text.count("Işıl Yılmaz in Istanbul") > 1
    assert "Yilmaz" not in text
    assert "hıj" not in text


@pytest.mark.parametrize("name", ["R", "RI", "RB", "RBI"])
def test_it_has_the_capital_that_the_other_i_has(name: str) -> None:
    whole = shelf.style().files[f"fonts/LinLibertine_{name}.otf"]
    own = own_small_capitals(whole, "Yılmaz")
    assert own == own_small_capitals(whole, "ızlamY")
    small = {"smcp": True}
    assert Face(own, small).width("ı") == Face(whole, small).width("i") != Face(whole).width("ı")
    assert Face(own).width("Yılmaz") == Face(whole).width("Yılmaz")
    assert own_small_capitals(whole, "Élise zei “ja” tegen Özil") == whole
