"""Other scripts: what runs from right to left does so, on paper, on a screen and on the cover."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile

import pypdfium2
import pytest
import shelf
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from sheets import printed

from book.errors import Place
from book.languages import direction, load
from book.model import Anthology, Contributor, Name, Severity
from book.press import read_proof
from book.proof.fidelity import _finding
from book.proof.passages import Gap, Passage, letters, reordered
from book.render import cover, epub, folios, paper, unknown
from book.render.foreign import rightward, set_rightward
from book.render.profiles import HOME, profile
from book.render.typeface import _runs, typeface
from book.render.xhtml import in_language

SENTENCE = "בבוקר יום שני מצאה רותי מכתב ישן בתוך ספר הבישול של סבתה, והבול עליו כבר דהה. "
HEBREW = "המכתב שלא נשלח"


def book(title: str = "Brieven", names: tuple[str, ...] = ("Anna de Vries", "יעל כהן")) -> Anthology:
    paragraphs = [shelf.paragraph(SENTENCE * 6) for _ in range(3)]
    pieces = (
        shelf.piece("brief", HEBREW, *paragraphs, author=Name(names[-1], ""), language="he"),
        shelf.piece("brood", "Brood", shelf.paragraph("Zij bakte brood."), author=Name(names[0], "")),
    )
    people = tuple(Contributor(f"c{n}", Name(name, name), "aut") for n, name in enumerate(names))
    return dataclasses.replace(shelf.anthology(*pieces), title=title, contributors=people)


@pytest.mark.parametrize(
    ("code", "way"),
    [
        ("ar", "rtl"),
        ("he", "rtl"),
        ("fa-IR", "rtl"),
        ("ur", "rtl"),
        ("yi", "rtl"),
        ("nl", "ltr"),
        ("ja", "ltr"),
        ("und", "ltr"),
    ],
)
def test_a_language_runs_its_way(code: str, way: str) -> None:
    assert direction(code) == way


def test_the_way_is_said_where_it_turns() -> None:
    assert in_language("he", "nl")["dir"] == "rtl"
    assert in_language("en", "he")["dir"] == "ltr"
    assert "dir" not in in_language("en", "nl")
    assert "dir" not in in_language("ar", "he")


def test_a_document_of_the_epub_runs_as_its_piece_does() -> None:
    made, _ = epub.render(book(), shelf.style(), load("nl"), shelf.cover(), None)
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        ways = {
            name.rpartition("/")[2]: etree.fromstring(archive.read(name)).get("dir")
            for name in archive.namelist()
            if name.endswith(".xhtml")
        }
    assert ways["c001-brief.xhtml"] == "rtl"
    assert {way for name, way in ways.items() if name != "c001-brief.xhtml"} == {"ltr"}


@pytest.mark.needs("pango")
def test_lines_begin_at_the_right_and_first_ones_are_indented_there() -> None:
    pages = paper.lay_out(book(), shelf.style(), load("nl")).layout.pages
    words = [word.strip(",.") for word in SENTENCE.split()]
    page = next(page for page in pages if sum(words[0] in run.text for run in folios.runs(page)) > 3)
    lines: dict[tuple[str, float], list[folios.Run]] = {}
    for run in sorted(folios.runs(page), key=lambda run: -run.right):
        if any(word in run.text for word in words):
            lines.setdefault((run.key, run.baseline), []).append(run)
    edge = folios.right_edge(page)
    begin = [line[0].right for line in lines.values()]
    first = [line[0].right for line in lines.values() if line[0].text == words[0]]
    assert len(lines) > 8
    assert sum(right < edge - 10 for right in begin) == 2  # the first lines of all paragraphs but the first
    assert all(right > edge - 1 or edge - 30 < right < edge - 10 for right in first)
    widest = min(run.left for line in lines.values() for run in line)
    indented = [line for line in lines.values() if line[0].right < edge - 10]
    assert all(min(run.left for run in line) < widest + 1 for line in indented)  # at the right alone


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("הוא קנה iPhone 14 Pro Max 256 GB והלך", ["iPhone 14 Pro Max 256 GB"]),
        ("ראה The Economist, 14 May, pp. 12–17. הבית", ["The Economist, 14 May, pp. 12–17"]),
        ("ראה Airbus A320 (2016), הבית", ["Airbus A320 (2016)"]),
        ("ראה (Airbus A320), הבית", ["Airbus A320"]),
        ("ראה Excel 50%, הבית", ["Excel 50%"]),
        ("הוא קנה 14 ספרים", []),
        ("14 (iPhone) והלך (Pro) 14", ["iPhone", "Pro"]),
        ("في Windows ١٤ Home", ["Windows", "Home"]),
    ],
)
def test_words_that_run_to_the_right_keep_their_figures_and_signs(text: str, runs: list[str]) -> None:
    assert [text[start:end] for start, end in rightward(text)] == runs
    section = html.fragment_fromstring(f'<section dir="rtl"><p>{text}<b>ב</b>{text}</p></section>')
    set_rightward(section)
    assert section.text_content() == f"{text}ב{text}"
    spans = [span.text for span in section.iter("span") if span.get("dir") == "ltr"]
    assert spans == [*runs, *runs]


@pytest.mark.parametrize(
    ("markup", "turned"),
    [
        (
            "הוא קנה iPhone <em>14 Pro</em> Max והלך",
            'הוא קנה <span dir="ltr">iPhone <em>14 Pro</em> Max</span> והלך',
        ),
        ("ראה <a>Windows 11</a> כאן", 'ראה <a dir="ltr">Windows 11</a> כאן'),
        ("ראה Excel <b>97 והלך</b>", 'ראה <span dir="ltr">Excel </span><b>97 והלך</b>'),
        (
            'ראה Excel<span class="footnote">הערה</span> 97',
            'ראה <span dir="ltr">Excel<span class="footnote">הערה</span> 97</span>',
        ),
    ],
)
def test_words_that_run_to_the_right_go_together_across_elements(markup: str, turned: str) -> None:
    section = html.fragment_fromstring(f'<section dir="rtl"><p>{markup}</p></section>')
    set_rightward(section)
    assert html.tostring(section[0], encoding="unicode") == f"<p>{turned}</p>"


@pytest.mark.needs("pango")
def test_figures_at_the_head_of_a_line_stay_before_the_words_that_they_belong_to() -> None:
    words = "הוא קנה iPhone 14 15 16 17 18 Pro Max והלך. "
    piece = shelf.piece("brief", HEBREW, shelf.paragraph(words * 12), language="he")
    laid_out = paper.lay_out(shelf.body(piece), shelf.style(), load("nl"))
    edition, _ = paper.write(laid_out, profile(laid_out.style.profiles, HOME))
    lines = [line.text for page in pypdfium2.PdfDocument(edition.data) for line in printed(page)]
    assert [line for line in lines if re.search(r"1\d Pro Max$", line)]  # at the right: a line begins so
    assert not [line for line in lines if re.search(r"(Pro|Max) \d", line)]


@pytest.mark.parametrize(
    ("odd", "packages"),
    [("最後", "fonts-noto-cjk"), ("한 नौ", "fonts-noto-cjk fonts-noto-core"), ("🌊", "fonts-symbola")],
)
def test_what_no_font_has_is_told_with_the_command_that_brings_one(odd: str, packages: str) -> None:
    piece = shelf.piece("raar", "Raar", shelf.paragraph(f"Een {odd} staat er."))
    (finding,) = unknown.told(shelf.anthology(piece), odd.replace(" ", ""))
    assert finding.hint.endswith(f"apt-get install {packages}")


# --------------------------------------------------------------------------- the cover


@pytest.mark.parametrize(
    ("line", "way", "expected"),
    [
        ("Anna en Bert", "ltr", ["Anna en Bert"]),
        ("Anna, יעל כהן, דן לוי en anderen", "ltr", ["Anna, ", "יעל כהן", ", ", "דן לוי", " en anderen"]),
        ("המכתב, שלא נשלח!", "ltr", ["!", "שלא נשלח", ", ", "המכתב"]),
        ("יעל כהן en Anna", "rtl", [" en Anna", "יעל כהן"]),
    ],
)
def test_a_line_of_two_directions_keeps_its_order(line: str, way: str, expected: list[str]) -> None:
    assert list(_runs(line, way)) == expected


@given(st.text(alphabet="ab ,.’\u05d0\u05d1\u0644\u0627", max_size=30), st.sampled_from(["ltr", "rtl"]))
def test_no_letter_of_a_line_is_lost(line: str, way: str) -> None:
    assert sorted("".join(_runs(line, way))) == sorted(line)


def test_a_line_without_a_letter_has_no_run_and_no_width() -> None:
    assert list(_runs("", "ltr")) == list(_runs("", "rtl")) == []
    assert typeface(shelf.style(), "fonts/LinLibertine_R.otf", {}).width("") == 0


def test_the_cover_names_whom_its_type_can_and_tells_whom_it_cannot() -> None:
    names = ("Anna de Vries", "יעל כהן", "田中花子")
    drawn = cover.draw(book(names=names), shelf.style(), load("nl"))
    assert "Anna de Vries" in drawn.alt
    assert "יעל כהן" in drawn.alt
    assert "田中花子" not in drawn.alt
    assert "anderen" in drawn.alt
    [finding] = cover.unsettable(book(names=names), shelf.style())
    assert (finding.check, "田中花子" in finding.message) == ("cover.name-left-out", True)


def test_a_title_that_the_cover_cannot_draw_is_an_error() -> None:
    assert [f.check for f in cover.unsettable(book("最後の傘"), shelf.style())] == ["cover.no-glyph"]
    (finding,) = cover.unsettable(book("Regen 🌧️"), shelf.style())
    assert "U+1F327" in finding.message
    assert "U+FE0F" not in finding.message
    assert not list(cover.unsettable(book(), shelf.style()))


# --------------------------------------------------------------------------- reading it back


@pytest.mark.parametrize(
    ("said", "read_back"),
    [
        ("Ayşe Yılmaz", "Ayşe Yilmaz"),  # in small capitals
        ("القطار الأخير", "القطار األخير"),  # a ligature of lam and alef
    ],
)
def test_letters_are_those_that_pdf_gives_back(said: str, read_back: str) -> None:
    assert letters(said).kept == letters(read_back).kept


def test_only_what_is_not_drawn_in_its_order_may_be_read_back_in_another() -> None:
    assert reordered("ועל Windows 95")
    assert reordered(HEBREW)
    assert reordered("नाव में पिता")  # the first vowel of the last word is drawn before its letter
    assert not reordered("Ελένη, Zofia 1984")


@pytest.mark.parametrize(("language", "check"), [("ar", "fidelity.unordered"), ("nl", "fidelity.lost")])
def test_figures_among_what_runs_from_right_to_left_may_be_so_too(language: str, check: str) -> None:
    (chapter,) = shelf.anthology(shelf.piece("jaren", "Jaren", language=language)).chapters
    gap = Gap(Passage("1931", Place("seeds/jaren.txt", 3)), "1931", "")
    assert _finding(gap, chapter, "boek.pdf").check == check
    assert _finding(gap, chapter, "boek.epub").check == "fidelity.lost"


@pytest.mark.needs("pango")
def test_sound_pages_from_right_to_left_have_no_errors() -> None:
    sound = book("Een boek")
    edition, pagination, _ = paper.render(sound, shelf.style(), load("nl"))
    assert not [f for f in read_proof(sound, [edition], pagination) if f.severity is Severity.ERROR]
