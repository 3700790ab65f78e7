"""Code in both editions: every sign of it there, at its place, none of it over the edge of the page."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import sheets
import shelf
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from book.languages import load
from book.model import Note, NoteCall, Piece, Preformatted, Quotation, Text, Verse
from book.press import read_proof
from book.render import epub, paper
from book.render.cover import Cover
from book.render.markup import Compositor
from book.typeset import typeset

LONG = 'print("een regel die nooit op een bladzijde past", lengte, breedte, diepte, "en dan nog wat")'
ROWS = (
    "def zee(boot):",
    "    'aanhalingstekens' -- en streepjes...",
    "",
    "    return [1][0]  # niets verandert",
    LONG,
    "x" * 200,
)

STANZAS = ("Het water komt", "De wind is oud")


def code(*rows: str) -> Preformatted:
    return Preformatted(tuple((Text(row),) if row else () for row in rows), code=True, line=7)


def piece() -> Piece:
    said = shelf.paragraph("De zee is groot en de boot is klein, zei mijn vader altijd op de dijk.")
    noted = replace(said, inlines=(*said.inlines, NoteCall(Note("1", (code("a = [1]", "  b"),)))))
    quoted = Quotation("blockquote", (said, code("stil", " water")))
    many = code(*(f"rij {n}" for n in range(60)))
    verse = Quotation("blockquote", (Verse(tuple(((Text(row),),) for row in STANZAS)),))
    return shelf.piece("zee", "De zee", said, code(*ROWS), noted, verse, quoted, many, said)


def test_typography_leaves_code_alone() -> None:
    spoken, changes, findings = typeset(piece(), load("nl"))
    assert spoken.blocks[1] == code(*ROWS)
    assert not [told for told in (*changes, *findings) if getattr(told, "line", 0) == 7]


def test_an_epub_has_code_as_it_stands_in_no_language() -> None:
    setter = Compositor("c", "epub", links={}, source=lambda p: p.name)
    root = etree.fromstring(f"<div>{setter.blocks([code(*ROWS)], 'nl')}</div>".encode())
    (pre,) = root.iter("pre")
    assert "".join(pre.itertext()).split("\n") == list(ROWS)
    assert pre.get("lang") == "zxx"
    assert all(span.text for span in pre.iter("span"))


@pytest.mark.parametrize(
    ("rows", "held"),
    [
        (("een", "twee", "drie", "vier"), "een drie"),
        (("een", "", "", "twee", "drie"), "een twee"),  # empty rows are white below a row
        (("een", "twee", "drie", "", "vier"), "een drie"),
        (("een", "", "twee"), "een"),
        (("een",), ""),
        (("", ""), ""),
    ],
)
def test_no_page_parts_the_first_row_or_the_last_from_those_beside_it(
    rows: tuple[str, ...], held: str
) -> None:
    setter = Compositor("c", "print", links={}, source=lambda p: p.name)
    root = etree.fromstring(f"<div>{setter.blocks([code(*rows)], 'nl')}</div>".encode())
    kept = [span for span in root.iter("span") if "keep" in span.get("class", "").split()]
    assert " ".join(span.text or "_" for span in kept) == held


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=30), max_size=8))
@settings(max_examples=60)
def test_both_media_have_the_same_keys_and_the_same_signs(rows: list[str]) -> None:
    def set_(medium: str) -> etree._Element:
        setter = Compositor("c", medium, links={}, source=lambda p: p.name)  # type: ignore[arg-type]
        return etree.fromstring(
            f"<div>{setter.blocks([code(*rows), shelf.paragraph('na')], 'nl')}</div>".encode()
        )

    screen, page = set_("epub"), set_("print")
    keys = {e.get("data-k"): "".join(e.itertext()) for e in page.iter() if e.get("data-k")}
    assert {
        e.get("data-k"): "".join(e.itertext()) for e in screen.iter() if e.get("data-k")
    }.items() <= keys.items()
    assert "".join(screen.itertext()).replace("\n", "") == "".join(rows) + "na"


@pytest.mark.needs("pango")
def test_code_in_a_finished_book(tmp_path: Path) -> None:
    book = shelf.anthology(piece())
    printed, pagination, findings = paper.render(book, shelf.style(), load("nl"))
    told = {finding.check: finding for finding in findings}
    assert "paper.overfull" not in told
    wrapped = told["paper.wrapped-row"]
    assert (wrapped.place.file, wrapped.place.line) == ("seeds/zee.txt", 7)
    assert wrapped.message.startswith("2 rows are too long")
    pdf = pypdfium2.PdfDocument(printed.data)
    text = "".join(page.get_textpage().get_text_range() for page in pdf)
    stanzas = [line.x for page in pdf for line in sheets.printed(page) if line.text in STANZAS]
    fonts = re.findall(rb"/BaseFont */[A-Z]+\+([\w-]+)", b"".join(_objects(printed.data)))
    pdf.close()
    for row in ROWS:
        assert re.sub(r"\s", "", row) in re.sub(r"\s", "", text)
    assert b"Libertine-Mono" in fonts
    assert len(stanzas) == 2
    assert stanzas[0] == pytest.approx(stanzas[1], abs=0.1)
    jpeg = io.BytesIO()
    Image.new("RGB", (16, 26)).save(jpeg, "JPEG")
    made, _ = epub.render(
        book, shelf.style(), load("nl"), Cover(b"<svg/>", jpeg.getvalue(), "Omslag"), pagination
    )
    files = zipfile.ZipFile(io.BytesIO(made.data))
    (chapter,) = (files.read(name).decode() for name in files.namelist() if "c001" in name)
    starts = re.search(r"<pre>?.*rij 0.*</pre>", chapter, re.DOTALL)
    assert starts is not None
    assert "doc-pagebreak" in starts[0]  # a page of the print book begins within it
    assert not [f for f in read_proof(book, (printed, made), pagination) if f.check.startswith("fidelity")]


def _objects(data: bytes) -> list[bytes]:
    """The PDF's objects, unpacked."""
    import zlib

    found = [data]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return found


@pytest.mark.needs("pango")
def test_the_white_that_a_row_is_broken_at_runs_over_no_edge() -> None:
    rows = [
        f"{' ' * deep}{'x' * first} {' '.join(['abcdefg'] * 14)}" for first in range(1, 9) for deep in (0, 4)
    ]
    book = shelf.anthology(shelf.piece("zee", "Zee", code(*rows)), trim="royal")
    laid_out = paper.lay_out(book, shelf.style("vollkorn"), load("nl"))
    assert not [finding.message for finding in laid_out.findings if finding.check == "paper.overfull"]
