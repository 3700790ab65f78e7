"""Notes that a page links, as the tools of the trade write them, become notes at their calls."""

from __future__ import annotations

import pytest

from book.intake import mark
from book.model import Note, NoteCall, Paragraph, Piece, Seed, Text
from book.read import read
from book.recover import lift

PROSE = "De zee lag er die ochtend bij zoals ze er altijd bij ligt, breed en zonder haast."
PANDOC = f"""<p>{PROSE}<a href="#fn1" class="footnote-ref" id="fnref1"><sup>1</sup></a> En het strand
<a href="#fn2" id="fnref2"><sup>2</sup></a> ook.</p><p>{PROSE}</p>
<section class="footnotes"><ol><li id="fn1"><p>Gezien vanaf de dijk.<a href="#fnref1">↩︎</a></p></li>
<li id="fn2"><p>Dat bij eb breder is.</p><p>Bij vloed niet. <a href="#fnref2">↩︎</a></p></li></ol></section>"""
MEDIAWIKI = f"""<p>{PROSE}<sup id="cite_ref-a_1-0"><a href="#cite_note-a-1">[1]</a></sup> En het strand
<sup><a href="#cite_note-b.c-2">[2]</a></sup> ook.</p><p>{PROSE}</p>
<ol class="references"><li id="cite_note-a-1"><a href="#cite_ref-a_1-0">↑</a> Gezien vanaf de dijk.</li>
<li id="cite_note-b.c-2" class="x">↑ Dat bij eb breder is. Bij vloed niet.</li></ol>"""
WORDPRESS = f"""<p>{PROSE}<sup class="fn"><a href="#3f2a" id="3f2a-link">1</a></sup> En het strand
[<a href="https://example.org/zee#fn:2">2</a>] ook.</p><p>{PROSE}</p>
<ol class="wp-block-footnotes"><li id="3f2a">Gezien vanaf de dijk. <a href="#3f2a-link">↩︎</a></li>
<li id="fn:2">2. Dat bij eb breder is. Bij vloed niet. [<a href="#x">↩</a>]</li></ol>"""


def lifted(body: str) -> Piece:
    seed = Seed(
        "a.html", f"<!doctype html><body><article>{body}</article></body>".encode(), "html", whole=True
    )
    return lift(mark(seed, read(seed), "nl"))


def words(note: Note) -> str:
    paragraphs = [block for block in note.blocks if isinstance(block, Paragraph)]
    return " ".join(t.text.strip() for p in paragraphs for t in p.inlines if isinstance(t, Text))


@pytest.mark.parametrize("page", [PANDOC, MEDIAWIKI, WORDPRESS])
def test_a_linked_note_stands_at_its_call(page: str) -> None:
    first, second = lifted(page).blocks
    assert isinstance(first, Paragraph)
    notes = [inline.note for inline in first.inlines if isinstance(inline, NoteCall)]
    assert [words(note) for note in notes] == [
        "Gezien vanaf de dijk.",
        "Dat bij eb breder is. Bij vloed niet.",
    ]
    assert [note.mark for note in notes] == ["1", "2"]
    assert "".join(t.text for t in first.inlines if isinstance(t, Text)) == f"{PROSE} En het strand ook."
    assert second == Paragraph((Text(PROSE),), second.line)  # type: ignore[union-attr]


def test_links_to_sections_and_up_the_page_are_no_calls() -> None:
    page = f"""<p>Zie <a href="#h">2</a> en <a href="#deel">3</a>.</p><h2 id="h">Twee</h2>
    <div id="deel"><p>{PROSE}</p><p>{PROSE} A</p><p>{PROSE} B</p><p>{PROSE} C</p><p>{PROSE} D</p></div>
    <p id="top">{PROSE} Terug naar <a href="#deel">1</a> en <a href="#top">2</a>.</p>"""
    assert "NoteCall" not in str(lifted(page).blocks)


def test_a_note_that_only_a_note_calls_stands_in_that_note() -> None:
    page = f"""<p>{PROSE}<sup><a href="#n1">1</a></sup> En het strand<sup><a href="#n2">2</a></sup> ook.</p>
    <p>{PROSE}</p><ol><li id="n1">Gezien vanaf de dijk.<sup><a href="#n3">3</a></sup></li>
    <li id="n2">Dat bij eb breder is.</li><li id="n3">De dijk is van 1953.</li></ol>"""
    seed = Seed(
        "a.html", f"<!doctype html><body><article>{page}</article></body>".encode(), "html", whole=True
    )
    galley = mark(seed, read(seed), "nl")
    first, _ = lift(galley).blocks
    assert isinstance(first, Paragraph)
    outer, other = (i.note for i in first.inlines if isinstance(i, NoteCall))
    assert [words(outer), words(other)] == ["Gezien vanaf de dijk.", "Dat bij eb breder is."]
    (paragraph,) = outer.blocks
    assert isinstance(paragraph, Paragraph)
    assert [words(i.note) for i in paragraph.inlines if isinstance(i, NoteCall)] == ["De dijk is van 1953."]
    assert "recover.note-without-call" not in [found.check for found in galley.findings]
