"""PDFs as seeds: printed by real programs, read back as what was set."""

from __future__ import annotations

import base64
import io
import re
import subprocess
from functools import cache
from pathlib import Path

import bookcase
import pytest
import savedpages
import tools
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from book.errors import SeedError
from book.intake import mark
from book.model import Link, Reading, Role, Seed, Span, Text
from book.project import format_of
from book.read import read
from book.recover import lift
from book.recover.plain import plain

PROSE = (
    "De veerman telt de hoofden wanneer je aan boord komt, en nog eens wanneer je van boord gaat.",
    "Daartussenin telt hij de golven, die nooit op hetzelfde getal uitkomen, wat hem niet verdriet.",
    "Wie hem vraagt waarom, krijgt te horen dat een veer dat niet telt, een brug is die niet vastzit.",
    "Op zondagen vaart hij niet, want dan telt de dominee, en twee tellers op één dijk is er een te veel.",
)
LEESBAAR = " ".join(PROSE)
LOGBOOK = "Zie het logboek van {}, dat in het veerhuis ligt."
FACE = (Path(__file__).parent.parent / "styles/libertine/fonts/LinLibertine_R.otf").as_uri()
PAGE = (
    f"@font-face {{ font-family: press; src: url({FACE}) }}"
    + """
@page { size: 148mm 210mm; margin: 20mm 18mm; %s }
html { font: 10.5pt/14pt press; hyphens: auto } p { margin: 0; text-align: justify; text-indent: %s }
h1 { font-size: 20pt; line-height: 24pt } h2 { font-size: 10.5pt; margin: 14pt 0 0 }
"""
)


def printed(body: str, margins: str = "", indent: str = "14pt", css: str = "", title: str = "") -> bytes:
    """A PDF of HTML, as WeasyPrint prints it."""
    import weasyprint

    style = PAGE % (margins, indent) + css
    page = (
        f'<html lang="nl"><head><title>{title}</title><style>{style}</style></head><body>{body}</body></html>'
    )
    made = weasyprint.HTML(string=page).write_pdf()
    assert isinstance(made, bytes)
    return made


def taken(data: bytes) -> Reading:
    return read(Seed("seeds/veer.pdf", data, "pdf"))


def texts(reading: Reading, *tags: str) -> list[str]:
    return [line.text for line in reading.lines if not line.image and (not tags or line.tag in tags)]


HEADS = """
@top-center { content: 'De veerman' } @bottom-center { content: counter(page) }
"""

pytestmark = pytest.mark.needs("pango")


@pytest.mark.parametrize("indent", ["14pt", "0"])
def test_paragraphs_are_whole_across_rows_and_pages(indent: str) -> None:
    paragraphs = [" ".join(PROSE[n % 4 :] + PROSE[: n % 4]) + f" Aldus de {n}e." for n in range(24)]
    css = "" if indent != "0" else "p { margin-bottom: 14pt !important }"
    reading = taken(printed("".join(f"<p>{p}</p>" for p in paragraphs), HEADS, indent, css))
    assert [t for t in texts(reading) if len(t) > 20] == paragraphs


def test_words_that_are_parted_are_whole_and_it_is_told() -> None:
    reading = taken(printed(f"<p>{LEESBAAR}</p>" * 3, css="p { width: 50mm }"))
    assert texts(reading) == [LEESBAAR] * 3
    assert {change.rule for change in reading.changes} == {"soft-hyphen"}
    assert all("\u00ad" not in change.after for change in reading.changes)


def test_a_hyphen_of_the_authors_stays() -> None:
    words = "het zee-egelhuis en de e-mails van de in- en uitvaart en zo-even "
    reading = taken(printed(f"<p>{words * 12}</p>", css="p { hyphens: none; width: 37mm; text-indent: 0 }"))
    assert " ".join(texts(reading)) == (words * 12).strip()


def test_what_pages_repeat_is_dropped_and_told() -> None:
    data = printed(f"<p>{LEESBAAR}</p>" * 24, HEADS)
    galley = mark(Seed("veer.pdf", data, "pdf"), taken(data), "nl")
    dropped = {v.rule: v.line.text for v in galley.verdicts if not v.kept and v.line.text.strip()}
    assert set(dropped) == {"folios.running-head", "folios.folio"}
    assert dropped["folios.running-head"] == "De veerman"


def test_heads_that_differ_are_furniture_where_they_stand_at_one_height() -> None:
    body = "".join(
        f'<h1 style="string-set: t content()">Stuk {n}</h1>' + f"<p>{LEESBAAR}</p>" * 10 for n in range(5)
    )
    reading = taken(printed(body, "@top-left { content: string(t) }", css="h1 { break-before: page }"))
    heads = [line.text for line in reading.lines if line.place.endswith(".doc-pageheader")]
    assert set(heads) == {f"Stuk {n}" for n in range(5)}
    assert texts(reading, "h1") == [f"Stuk {n}" for n in range(5)]


def test_heads_and_numbers_in_the_margin_are_furniture() -> None:
    beside = '<p style="position: running(x); font-size: 14pt; margin-left: -14mm">De Dijk</p>'
    margins = "@left-top { content: element(x) } @right-top { content: counter(page); font-size: 14pt }"
    reading = taken(printed(beside + f"<p>{LEESBAAR}</p>" * 30, margins))
    around = [line.text for line in reading.lines if line.place.endswith(".doc-pageheader")]
    assert {text for text in around if text.isdecimal()} >= {"1", "2", "3"}
    assert [line.text for line in reading.lines if line.text not in around] == [LEESBAAR] * 30


def test_small_type_at_the_foot_of_pages_is_no_furniture() -> None:
    """Notes whose calls nobody can tell: at one height on each page, each with words of its own."""
    foot = '<p style="position: absolute; bottom: 0; font-size: 8pt; text-indent: 0">{}</p>'
    names = ("Het logboek", "De almanak", "Het kadaster", "De kroniek", "De legger")
    told = [f"{name} ligt in het veerhuis, waar het nooit droog is." for name in names]
    page = '<div style="position: relative; height: 168mm; break-after: page">{}</div>'
    body = "".join(page.format(f"<p>{LEESBAAR}</p>" * 3 + foot.format(note)) for note in told)
    reading = taken(printed(body, HEADS))
    kept = [line.text for line in reading.lines if not line.place.endswith(".doc-pageheader")]
    assert [text for text in kept if text in told] == told


def test_headings_emphasis_and_links_are_the_texts() -> None:
    body = (
        "<h1>De veerman die nooit te laat kwam, en wat daarvan kwam toen hij het wel eens was</h1>"
        f"<p>{PROSE[0]} Zijn schip heet <i>De Golf</i>, en <a href='https://veer.example/'>vaart</a> nog.</p>"
        f"<h2>De golven</h2><p>{LEESBAAR}</p><p><b>Let wel</b>: {LEESBAAR}</p>"
    )
    reading = taken(printed(body))
    assert texts(reading, "h1") == [
        "De veerman die nooit te laat kwam, en wat daarvan kwam toen hij het wel eens was"
    ]
    assert texts(reading, "h2", "h3") == ["De golven"]
    inlines = [inline for line in reading.lines for inline in line.inlines]
    assert [i.href for i in inlines if isinstance(i, Link)] == ["https://veer.example/"]
    marked = {(i.kind, *i.inlines) for i in inlines if isinstance(i, Span)}
    assert marked == {("em", Text("De Golf")), ("strong", Text("Let wel"))}


def test_notes_at_the_foot_of_a_page_are_notes() -> None:
    note = '<span style="float: footnote; font-size: 8pt; text-indent: 0">{}</span>'
    body = "".join(
        f"<p>{PROSE[n % 4]}{note.format(LOGBOOK.format(1700 + n))} {LEESBAAR}</p>" for n in range(16)
    )
    data = printed(body, HEADS, css="::footnote-marker { content: counter(footnote) '. ' }")
    galley = mark(Seed("veer.pdf", data, "pdf"), taken(data), "nl")
    said = plain(lift(galley))
    for n in range(16):
        assert f"{n + 1} {LOGBOOK.format(1700 + n)}" in said
        assert f"{PROSE[n % 4]}{n + 1} {PROSE[0]}" in said


def test_a_note_that_is_missing_runs_no_other_two_together() -> None:
    note = '<span style="float: footnote; font-size: 8pt; counter-set: footnote {}">{}</span>'
    body = "".join(
        f"<p>{LEESBAAR}{note.format(n - 1, LOGBOOK.format(1700 + n))} {LEESBAAR}</p>" for n in (1, 2, 4, 5)
    )
    css = "::footnote-marker { content: counter(footnote) '. ' }"
    galley = mark(seed := Seed("veer.pdf", printed(body, css=css), "pdf"), taken(seed.data), "nl")
    notes = [v.line.text for v in galley.verdicts if v.role is Role.NOTE]
    assert notes == [LOGBOOK.format(1700 + n) for n in (1, 2, 4, 5)]


def test_columns_are_read_one_after_the_other() -> None:
    body = "".join(f"<p>{LEESBAAR} Aldus de {n}e.</p>" for n in range(8))
    css = "body { columns: 2; column-gap: 8mm; font-size: 9pt }"
    assert texts(taken(printed(body, css=css))) == [f"{LEESBAAR} Aldus de {n}e." for n in range(8)]


def test_rows_of_verse_stay_rows() -> None:
    rows = (
        "De golven gaan, de golven staan",
        "en niemand die ze telt",
        "behalve hij die over moet",
        "en van de oever belt",
    )
    body = (
        f"<p>{LEESBAAR}</p><p style='margin: 14pt 0; text-indent: 0'>{'<br>'.join(rows)}</p><p>{LEESBAAR}</p>"
    )
    [line] = [line for line in taken(printed(body)).lines if line.text.startswith("De golven")]
    assert line.broken
    assert line.text.split("\n") == list(rows) or line.text == " ".join(rows)


def test_a_picture_stands_where_it_was() -> None:
    data = base64.b64encode(savedpages.drawn("veer")).decode()
    body = f"<p>{LEESBAAR}</p><img src='data:image/png;base64,{data}' style='width: 60mm'><p>{LEESBAAR}</p>"
    reading = taken(printed(body))
    assert [bool(line.image) for line in reading.lines] == [False, True, False]
    assert len(reading.pictures) == 1


def test_a_page_that_was_scanned_is_told() -> None:
    target = io.BytesIO()
    from PIL import Image

    Image.new("RGB", (400, 600), "white").save(target, "PDF")
    with pytest.raises(SeedError, match="only pictures of pages") as told:
        taken(target.getvalue())
    assert "OCR" in told.value.hint


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n%%EOF", b"geen PDF"])
def test_what_is_no_pdf_is_told(data: bytes) -> None:
    with pytest.raises(SeedError, match="cannot be read"):
        taken(data)


@cache
def _whole() -> bytes:
    return printed(f"<p>{LEESBAAR}</p>")


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.binary(max_size=300), at=st.integers(0, 9000))
def test_a_damaged_pdf_is_told_or_read(data: bytes, at: int) -> None:
    try:
        lines = taken(_whole()[:at] + data + _whole()[at + len(data) :]).lines
    except SeedError as error:
        told = str(error)
    else:
        told = "seeds/veer.pdf" if lines else ""
    assert "seeds/veer.pdf" in told


@pytest.mark.needs("qpdf")
def test_a_pdf_with_a_password_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(printed("<p>Geheim.</p>"))
    program = tools.find("qpdf")
    assert program
    locked = tmp_path / "b.pdf"
    subprocess.run([program, "--encrypt", "x", "y", "256", "--", tmp_path / "a.pdf", locked], check=True)
    with pytest.raises(SeedError, match="locked with a password"):
        taken(locked.read_bytes())


def test_a_pdf_is_known_by_its_name_or_its_beginning() -> None:
    assert format_of("stuk.PDF", b"") == format_of("-", b"%PDF-1.7\n") == "pdf"


def test_book_clean_reads_a_pdf(tmp_path: Path) -> None:
    body = f"<h1>De veerman</h1><p>door Ina Smit</p><p>{LEESBAAR}</p><p>{LEESBAAR}</p>"
    (tmp_path / "veer.pdf").write_bytes(printed(body, title="De veerman"))
    form = bookcase.book("clean", "--json", "veer.pdf", cwd=tmp_path).json()
    assert (form["title"], form["authors"]) == ("De veerman", ["Ina Smit"])
    assert form["text"].split("\n\n") == [LEESBAAR, LEESBAAR]


@pytest.mark.needs("chromium")
def test_a_page_that_a_browser_printed(tmp_path: Path) -> None:
    """With the date, the title, the address and the numbers that it prints around it."""
    page = tmp_path / "veer.html"
    menu = "".join(f"<li>{word}</li>" for word in ("Start", "Politiek", "Sport", "Inloggen"))
    page.write_text(
        "<!doctype html><html lang=nl><meta charset=utf-8><title>De veerman | De Dijkbode</title>"
        f"<ul>{menu}</ul><h1>De veerman</h1><p>Door Ina Smit</p>"
        + "".join(f"<p>{LEESBAAR} Aldus de {n}e.</p>" for n in range(18)),
        encoding="utf-8",
    )
    chromium = tools.find("chromium")
    assert chromium
    asked = ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}")
    command = [chromium, *asked, f"--print-to-pdf={tmp_path / 'veer.pdf'}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    data = (tmp_path / "veer.pdf").read_bytes()
    galley = mark(Seed("veer.pdf", data, "pdf"), taken(data))
    kept = [v.line.text for v in galley.verdicts if v.kept]
    assert kept == [f"{LEESBAAR} Aldus de {n}e." for n in range(18)]
    around = [
        v.line.text for v in galley.verdicts if v.role is Role.BOILERPLATE and v.rule.startswith("folios")
    ]
    assert any("file://" in text for text in around)
    assert next(f.value for f in galley.facts if f.field == "title" and f.sure) == "De veerman"


_WORDS = st.text(st.sampled_from("abcdefghijklmnoprstuvwzéëü"), min_size=1, max_size=9)


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    paragraphs=st.lists(st.lists(_WORDS, min_size=1, max_size=60), min_size=1, max_size=12),
    columns=st.integers(1, 2),
)
def test_no_word_is_lost_and_none_stands_elsewhere(paragraphs: list[list[str]], columns: int) -> None:
    body = "".join(f"<p>{' '.join(words)}.</p>" for words in paragraphs)
    css = f"p {{ hyphens: none }} body {{ columns: {columns} }}"
    reading = taken(printed(body, css=css))
    said = [line.text for line in reading.lines if not line.place.endswith(".doc-pageheader")]
    words = [word for words in paragraphs for word in (*words[:-1], words[-1] + ".")]
    assert re.sub(r"\s+", " ", " ".join(said)).split() == words
