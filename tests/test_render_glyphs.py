"""What is drawn alike but not meant alike: a letter that lost its trema, a hyphen, a dotless i."""

from __future__ import annotations

import io
import re
from functools import cache
from itertools import pairwise

import pypdfium2
import pytest
import sheets
import shelf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from book.justify import (
    BARE,
    HYPHEN,
    Face,
    Lexicon,
    Paragraph,
    Setting,
    TextStyle,
    bared,
    fit,
    own_glyphs,
    set_lines,
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
    classes = re.findall(rf"\.(b\d+)\{{font-feature-settings:[^}}]*'{BARE}' 1", made.html)
    bare = re.findall(rf'<span class="(?:{"|".join(classes)})">(.)</span>', made.html)
    assert sorted(bare) == sorted(begun)


@pytest.mark.needs("pango")
def test_every_added_hyphen_is_of_the_fonts_own_where_it_has_but_one() -> None:
    made, pdf = composed(lacking=True)
    assert made.html.count(HYPHEN) > 3
    names = {name.split("+")[-1] for page in pypdfium2.PdfDocument(pdf) for name in sheets.fonts(page)}
    assert all(name.startswith("Libertine") for name in names)
    own = own_glyphs(hyphenless(shelf.style()).files[REGULAR], "")
    assert Face(own).width(HYPHEN) == Face(own).width("-")
    assert drawn(own, HYPHEN) == drawn(own, "-")
    glyphs = TTFont(io.BytesIO(own)).getBestCmap()
    assert glyphs[ord(HYPHEN)] != glyphs[ord("-")]
    assert own_glyphs(shelf.style().files[REGULAR], "") == shelf.style().files[REGULAR]


def drawn(data: bytes, char: str, glyph: str = "") -> object:
    font = TTFont(io.BytesIO(data))
    pen = RecordingPen()
    font.getGlyphSet()[glyph or font.getBestCmap()[ord(char)]].draw(pen)
    return pen.value


def plain_outlines() -> bytes:
    """A TrueType font with an i, an ï, a small capital of both and no feature but that."""
    names = [".notdef", "i", "idieresis", "hyphen", "i.sc"]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord("i"): "i", ord("ï"): "idieresis", ord("-"): "hyphen", ord("ı"): "i"})
    glyphs = {}
    for width, name in enumerate(names, 3):
        pen = TTGlyphPen(None)
        pen.moveTo((0, 0))
        for point in ((0, 700), (width * 100, 700), (width * 100, 0)):
            pen.lineTo(point)
        pen.closePath()
        glyphs[name] = pen.glyph()
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({name: (width * 100, 0) for width, name in enumerate(names, 3)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Plain", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


@pytest.mark.parametrize("outlines", ["postscript", "truetype"])
def test_a_bared_letter_has_the_outline_and_width_of_the_plain_one(outlines: str) -> None:
    whole = shelf.style().files[REGULAR] if outlines == "postscript" else plain_outlines()
    made = bared(whole, {"ï"})
    assert made == bared(whole, ["ï"])
    for features in ({}, {"smcp": True}):
        for language in ("", "nl", "tr"):
            bare = Face(made, {**features, BARE: True}, language)
            assert bare.width("ï") == Face(whole, features).width("i")
            assert bare.width("éi") == Face(whole, features, language).width("éi")
            assert Face(made, features, language).width("ï") == Face(whole, features, language).width("ï")
    assert drawn(made, "ï", "idieresis.bare") == drawn(whole, "i") != drawn(whole, "ï")
    own = own_glyphs(whole, "")
    assert (own == whole) == (outlines == "postscript")
    assert drawn(own, HYPHEN) == drawn(own, "-" if outlines == "truetype" else HYPHEN)


def test_a_line_that_begins_without_its_trema_fills_the_measure() -> None:
    plain = TextStyle({0: Face(shelf.style().files[REGULAR])}, 10.5, language="nl")
    wide = TextStyle({0: _Wide()}, 10.5, language="nl")
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
                if line.ratio == 1.0:  # left short: a few words would stand too far apart
                    assert shown.count(" ") <= 3
                    continue
                if line.bare:
                    bare += 1
                    shown = {"ö": "o", "ü": "u"}[shown[0]] + shown[1:]
                width = style.width(shown + HYPHEN * line.hyphen)
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
    own = own_glyphs(whole, "Yılmaz")
    assert own == own_glyphs(whole, "ızlamY")
    small = {"smcp": True}
    assert Face(own, small).width("ı") == Face(whole, small).width("i") != Face(whole).width("ı")
    assert Face(own).width("Yılmaz") == Face(whole).width("Yılmaz")
    assert own_glyphs(whole, "Élise zei “ja” tegen Özil") == whole
