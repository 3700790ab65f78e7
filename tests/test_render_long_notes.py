"""Notes that are too long for their page go on at the foot of the next, and are whole where they can be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import shelf
from lxml import etree, html

from book.languages import load
from book.model import Name, Note, NoteCall, Paragraph, Text
from book.render import noteparts, overleaf, paper
from book.render.boxtree import attribute, boxes
from book.render.folios import runs

SENTENCE = "Wie langer in een winkel heeft gestaan, weet dat de waarheid tussen toonbank en kassa ligt. "


def words(name: str, count: int) -> str:
    """Text in which each word tells where it stands."""
    return " ".join(f"{name}{n}" for n in range(count))


def paragraph(name: str, *notes: Note) -> Paragraph:
    calls = [NoteCall(note) for note in notes]
    return Paragraph((Text(f"{name}: {SENTENCE * 3}".strip()), *calls, Text(f" {SENTENCE * 2}".rstrip())))


def note(*paragraphs: str) -> Note:
    return Note("1", tuple(Paragraph((Text(text),)) for text in paragraphs))


def rows(page: Any) -> dict[str, list[str]]:
    """The rows of each note at the foot of a page, by the note's key."""
    from weasyprint.formatting_structure.boxes import FootnoteAreaBox, LineBox, TextBox

    found: dict[str, list[str]] = {}
    for area in page._page_box.children:
        for part in area.children if isinstance(area, FootnoteAreaBox) else ():
            lines = (line for line in boxes(part) if isinstance(line, LineBox))
            texts = ("".join(b.text for b in boxes(line) if isinstance(b, TextBox)) for line in lines)
            found.setdefault(attribute(part, "data-k") or "", []).extend(filter(None, texts))
    return found


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def called(page: Any) -> Iterator[str]:
    for box in boxes(page._page_box):
        if box.element_tag == "span::footnote-call" and attribute(box, "data-note"):
            yield attribute(box, "data-k") or ""


@pytest.mark.needs("pango")
def test_a_long_note_goes_on_overleaf_and_none_is_called_where_none_of_it_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    layouts: list[object] = []
    astray = overleaf.astray
    monkeypatch.setattr(overleaf, "astray", lambda *given: layouts.append(astray(*given)) or layouts[-1])
    texts = {
        "n1": [words(f"een{n}x", 24) for n in range(14)],
        "n2": [words("twee", 20)],
        "n3": [words("drie", 130), words("vier", 160)],
        "n4": [words("vijf", 900)],
    }
    notes = [note(*found) for found in texts.values()]
    plain = [paragraph(f"P{n}") for n in range(24)]
    blocks = [*plain[:3], paragraph("A", notes[0]), paragraph("B", notes[1]), *plain[3:9]]
    blocks += [paragraph("C", notes[2]), *plain[9:12], paragraph("D", notes[3]), *plain[12:]]
    piece = shelf.piece("p", "Noten", *blocks, author=Name("Jan Jansen", "Jansen, Jan"))
    laid_out = paper.lay_out(shelf.body(piece), shelf.style(), load("nl"))
    assert layouts == [{}]
    assert not [f for f in laid_out.findings if f.check in ("paper.note-astray", "paper.greedy-paragraph")]
    pages = laid_out.layout.pages
    feet = [rows(page) for page in pages]
    for page, foot in zip(pages, feet, strict=True):
        for key in called(page):
            assert len(foot[key]) >= 2
        assert all(len(found) >= 2 for key, found in foot.items() if not key.endswith("n2"))
    text = "".join(r.text for page in pages for r in runs(page) if re.fullmatch(r"chapter-p\.\d+", r.key))
    wanted = "".join(i.text for block in blocks for i in block.inlines if isinstance(i, Text))
    assert letters(wanted) in letters(text)
    for name, paragraphs in texts.items():
        said = " ".join(" ".join(run.text for run in runs(page) if f".{name}" in run.key) for page in pages)
        assert letters(said) == letters("".join(paragraphs))
    on = [{key.split(".")[1] for key in foot} for foot in feet]
    assert {name: sum(name in here for here in on) for name in texts} == {"n1": 2, "n2": 1, "n3": 1, "n4": 4}


def test_each_paragraph_of_a_note_is_a_part_of_its_own() -> None:
    section = etree.fromstring(
        '<p>Tekst<span class="footnote" data-k="c.n1" data-note="1">een <span class="note-line">twee</span>'
        ' <span class="note-line">drie</span></span>, en meer.</p>'
    )
    noteparts.part(section)
    parts = [(e.get("class"), e.get("data-k"), e.get("data-note"), e.text) for e in section]
    assert parts == [
        ("footnote", "c.n1", "1", "een"),
        ("footnote more", "c.n1.1", "", "twee"),
        ("footnote more", "c.n1.2", "", "drie"),
    ]
    assert section[-1].tail == ", en meer."


def test_what_was_parted_is_whole_again_where_pages_are_not_as_foreseen() -> None:
    whole = (
        '<section id="s"><p>a<span class="footnote set">een \ntwee \n<em>drie</em></span>'
        '<span class="footnote more set">vier</span>b</p><p>c</p></section>'
    )
    parted = html.fragment_fromstring(
        '<section id="s"><p>a<span class="footnote set">een \ntwee </span>b</p><p class="overleaf">'
        '<span class="footnote set rest carried continued"><em>drie</em></span>'
        '<span class="footnote more set carried">vier</span>c</p></section>'
    )
    body = html.Element("body")
    body.append(parted)
    overleaf.loosen(body, {"s": 0})
    assert html.tostring(parted, encoding="unicode").replace(' class=""', "") == whole
