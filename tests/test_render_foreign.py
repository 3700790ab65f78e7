"""What the fonts lack is set apart, and nothing is lost by it."""

from __future__ import annotations

import dataclasses

import pytest
import shelf
from growth import growth
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from book.languages import load
from book.model import Cell, Heading, Name, Table, Text
from book.proof.passages import letters
from book.proof.pdffile import open_pdf
from book.render import folios, paper, printable, standins
from book.render.boxtree import boxes
from book.render.engine import Layout, installed
from book.render.foreign import CLASS, LEFTWARD, leftward, set_apart, set_leftward_apart, set_rightward
from book.render.trims import trim
from book.render.typeface import typeface

HEBREW = "שלום עולם"


def test_each_run_stands_in_a_span_of_its_own() -> None:
    paragraph = html.fragment_fromstring("<p>Bel ☎ of <em>☎☎, nu</em> dan ☎</p>")
    set_apart(paragraph, "☎")
    assert html.tostring(paragraph, encoding="unicode") == (
        '<p>Bel <span class="foreign">☎</span> of <em><span class="foreign">☎☎</span>, nu</em>'
        ' dan <span class="foreign">☎</span></p>'
    )


@given(st.lists(st.text("ab ☎✂", max_size=8), min_size=3, max_size=3))
def test_the_text_stays_the_text(texts: list[str]) -> None:
    paragraph = html.fragment_fromstring("<p>x<em>y</em>z</p>")
    paragraph.text, paragraph[0].text, paragraph[0].tail = texts
    set_apart(paragraph, "☎✂")
    assert paragraph.text_content() == "".join(texts)
    apart = "".join(span.text or "" for span in paragraph.iter("span") if span.get("class") == CLASS)
    assert apart == "".join(c for c in "".join(texts) if c in "☎✂")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("geen woord", []),
        (f"het {HEBREW}, dat", [HEBREW]),
        ("שלום en עולם", ["שלום", "עולם"]),
        ("(שלום, 12 עולם).", ["שלום, 12 עולם"]),
        ("שָׁלוֹם", ["שָׁלוֹם"]),
    ],
)
def test_words_that_run_leftward_go_together_and_leave_what_is_around_them(
    text: str, found: list[str]
) -> None:
    assert [text[start:end] for start, end in leftward(text)] == found
    words = [word.strip("(),. ") for run in found for word in run.split() if not word.isdigit()]
    assert [text[start:end] for start, end in leftward(text, spaced=False)] == words


def test_leftward_words_are_of_the_machines_fonts_only_where_the_texts_lack_them() -> None:
    paragraph = html.fragment_fromstring(f"<p>een {HEBREW} en <em>مرحبا</em></p>")
    set_leftward_apart(paragraph, lambda words: "م" in words)
    set_leftward_apart(paragraph, lambda words: "م" in words)  # once is enough
    assert [(span.text, span.get("class")) for span in paragraph.iter("span")] == [
        (HEBREW, LEFTWARD),
        ("مرحبا", f"{LEFTWARD} {CLASS}"),
    ]
    assert paragraph.text_content() == f"een {HEBREW} en مرحبا"


@pytest.mark.needs("pango")
def test_what_chooses_the_form_of_a_sign_is_no_letter_on_paper() -> None:
    text = (
        "De dokter \u2695\ufe0f en de hardloopster \U0001f3c3\u200d\u2640\ufe0f zagen het \u26a0\ufe0e bord."
    )
    book = shelf.body(shelf.piece("signs", "Tekens", shelf.paragraph(text)))
    laid_out = paper.lay_out(book, shelf.style(), load("nl"))
    shown = "".join(run.text for page in laid_out.layout.pages for run in folios.runs(page))
    assert "\u2695" in shown
    assert not set("\ufe0e\ufe0f") & set(shown)


@pytest.mark.needs("pango")
def test_a_paragraph_with_odd_characters_is_set_as_well_as_any() -> None:
    odd = [
        f"De redacteur schreef ☎ aan de lezers dat het Hebreeuwse {HEBREW}, dat vrede voor de wereld is, "
        "in dit boek goed moet staan, ook waar de regel eindigt en een ander woord begint.",
        "In het Arabisch zegt men مرحبا بالعالم wanneer men de wereld groet, en de lezer leest het van "
        "rechts naar links, zoals het hoort, hoe lang de zin ook wordt en waar ook de regel eindigt.",
        "Een mailtje met ☺ en ✂✂ erin is nog geen column, zei de redacteur, maar wie ☃ schrijft moet weten "
        "dat zijn lezer het ziet op de manier waarop het er staat ⇥ zelfs op papier en zelfs aan een eind.",
    ]
    piece = shelf.piece("odd", "Vreemd", *map(shelf.paragraph, odd), author=Name("Jan Jansen", "Jansen, Jan"))
    laid_out = paper.lay_out(shelf.body(piece), shelf.style(), load("nl"))
    assert not {finding.check for finding in laid_out.findings} & {"paper.greedy-paragraph", "paper.overfull"}
    page = laid_out.layout.pages[laid_out.labels.index("1")]
    ends: dict[float, float] = {}
    for run in folios.runs(page):
        if run.key in ("chapter-odd.5", "chapter-odd.6", "chapter-odd.7"):
            ends[run.baseline] = max(run.right, ends.get(run.baseline, 0.0))
    edge = folios.right_edge(page)
    full = [right for right in ends.values() if right > edge - 20]
    assert len(full) >= 5
    assert all(edge - 4 < right < edge + 6 for right in full)  # CSS px; stops and hyphens hang


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Bel ☎ of schrijf → naar Ångström", []),
        ("het woord شوربة", ["Noto Naskh Arabic"]),
        ("שלום, नमस्ते en สวัสดี", ["Noto Serif Hebrew", "Noto Serif Devanagari"]),  # no face for Thai
        ("日本の本", ["Noto Serif CJK JP", "Noto Serif CJK SC"]),
        ("你好世界", ["Noto Serif CJK SC"]),
    ],
)
def test_a_book_face_stands_in_for_each_script_where_the_machine_has_one(text: str, named: list[str]) -> None:
    machine = {"Amiri", "DejaVu Sans", "Noto Naskh Arabic", "Noto Serif Devanagari", "Noto Serif Hebrew"}
    machine |= {"Noto Serif CJK JP", "Noto Serif CJK SC"}
    assert list(standins.families(text, lambda: machine)) == named
    assert standins.css(text, lambda: ()) == ""


@pytest.mark.needs("pango")
@pytest.mark.parametrize("look", ["libertine", "vollkorn"])
def test_each_face_of_a_style_has_stand_ins_behind_it(look: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printable, "installed", lambda: {"Noto Naskh Arabic"})
    style = shelf.style(look)
    for word, behind in (("شوربة", "Noto Naskh Arabic"), ("soep", "")):
        piece = shelf.piece("soup", f"Over {word}", shelf.paragraph(f"Zij zei {word} en at."))
        document = printable.document(shelf.body(piece), style, load("nl"), trim(style.trims, "a5"))
        found = {
            tuple(box.style["font_family"])
            for page in Layout(document, style.files).pages
            for box in boxes(page._page_box)
            if box.element_tag in ("h1", "p")
        }
        assert len(found) > 1
        for first, *others in found:
            assert others == [behind or first]


@pytest.mark.needs("pango")
def test_the_machine_is_asked_which_families_it_has() -> None:
    assert installed()
    assert all(installed())


@pytest.mark.needs("pango")
def test_a_running_head_in_two_fonts_is_read_as_one() -> None:
    title = "Over \u0627\u0644\u062d\u0633\u0627\u0621 en brood"
    book = shelf.body(shelf.piece("soup", title, *[shelf.paragraph("Zij at brood. " * 60)] * 8))
    edition, _, _ = paper.render(book, shelf.style(), load("nl"))
    heads = {letters(head).kept for page in open_pdf(edition).pages for head in page.artifacts}
    assert letters(title).kept in heads


def test_letters_that_a_face_lacks_are_measured_in_what_stands_behind_it() -> None:
    face = typeface(shelf.style(), "fonts/LinLibertine_R.otf", {})
    other = dataclasses.replace(face, behind=lambda text, _: 3.0 * len(text))
    assert other.width("een \u4e16\u754c en") == pytest.approx(face.width("een ") + 6 + face.width(" en"))
    assert other.width("één soep", 2) == face.width("één soep", 2)


@pytest.mark.needs("pango")
def test_what_stands_behind_a_face_is_as_wide_as_the_engine_sets_it() -> None:
    assert standins.width("שלום", "he") > 0.5
    assert standins.width("שלוםשלום", "he") == pytest.approx(2 * standins.width("שלום", "he"), rel=0.05)


def test_what_the_face_lacks_in_cells_and_headings_is_set_apart() -> None:
    arabic = "مرحبا بالعالم"
    row = tuple(Cell((Text(word),)) for word in ("☎ bellen", f"zeg {arabic} nu", "één"))
    blocks = (Heading((Text("Over ☎"),)), Table((row, row), line=7))
    style, book = shelf.style(), shelf.body(shelf.piece("x", "X", *blocks))
    document = html.fromstring(printable.document(book, style, load("nl"), trim(style.trims, "a5")))
    apart = [[span.text for span in e.iter("span")] for e in document.xpath("//h2[contains(., 'Over')]|//td")]
    assert apart[:4] == [["☎"], ["☎"], [arabic], []]


def test_an_entry_of_the_contents_is_as_high_with_letters_of_another_font() -> None:
    style = shelf.style()
    book = shelf.anthology(shelf.piece("x", "Over ☎ en brood"), shelf.piece("y", "Over één brood"))
    document = html.fromstring(printable.document(book, style, load("nl"), trim(style.trims, "a5")))
    entries = document.xpath("//ol[contains(@class, 'entries')]/li[contains(., 'brood')]")
    assert [entry.get("style") for entry in entries] == ["height: 2rem", None]  # its title and its author


def test_a_link_holds_nothing_but_text() -> None:
    paragraph = html.fragment_fromstring(
        '<p>Zie <a href="#x" id="y">Bel ☎ nu ☎</a> of <a href="#z">☎ nu</a>.</p>'
    )
    set_apart(paragraph, "☎")
    assert html.tostring(paragraph, encoding="unicode") == (
        '<p>Zie <a href="#x" id="y">Bel </a><a href="#x" class="foreign">☎</a><a href="#x"> nu </a>'
        '<a href="#x" class="foreign">☎</a> of <a href="#z" class="foreign">☎</a><a href="#z"> nu</a>.</p>'
    )


def test_a_paragraph_of_many_words_in_elements_is_gone_through_once() -> None:
    def work(count: int) -> None:
        set_rightward(html.fromstring(f"<p dir='rtl'>{'שלום <i>abc</i> def עולם ' * count}</p>"))

    assert growth(work, 250, 2000) < 4
