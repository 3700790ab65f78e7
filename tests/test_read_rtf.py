"""Rich Text Format, as word processors write it: what its paragraphs are, and what is none of the text."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from bookcase import book
from growth import growth
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from savedpages import drawn

from book.errors import SeedError
from book.intake import mark
from book.model import (
    Block,
    Galley,
    Heading,
    Link,
    ListBlock,
    NoteCall,
    Paragraph,
    Quotation,
    Reading,
    Seed,
    Span,
    Table,
    Verse,
)
from book.read import read
from book.recover import lift, plain
from book.recover.plain import lines, words

PROSE = (
    r"De veerman telt de hoofden wanneer je aan boord komt, en nog eens wanneer je van boord gaat. Hij heeft "
    r"nog nooit iemand verloren, zegt hij, maar geteld heeft hij ze altijd, elke dag van zijn leven.\par "
)
HEAD = (
    r"{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Times Cyr;}{\f2\fcharset128 Mincho;}"
    r"{\f3\fcharset2 Symbol;}}"
    r"{\colortbl;\red0\green0\blue0;}"
    r"{\stylesheet{\ql Normal;}{\s1\outlinelevel0\b heading 1,kop;}{\s2 Title;}{\s3 Quote;}"
    r"{\*\cs10\b Sterk;}}"
    r"{\info{\title Geheim}{\author Niemand}}{\header \pard Kop 12\par}"
)


def document(body: str, head: str = HEAD) -> bytes:
    return rf"{{\rtf1\ansi\ansicpg1252\deff0\uc1{head}\pard\plain {body}}}".encode("latin-1")


def opened(body: str) -> tuple[Seed, Reading]:
    seed = Seed("seeds/veer.rtf", document(body), "rtf")
    return seed, read(seed)


def galley(body: str) -> Galley:
    return mark(*opened(body), "nl")


def blocks(body: str) -> list[Block]:
    """What a document has between a title with some prose, and more of that."""
    before, after = rf"{{\s2 De veerman\par}}{PROSE}", rf"\pard\plain {PROSE.replace('telt', 'neemt')}"
    _, *found, _ = lift(galley(f"{before}{body}{after}")).blocks
    return found


def said(block: Block) -> list[str]:
    return [row for text in lines(block, []) for row in text.split("\n")]


def test_a_column_with_a_title_a_heading_and_who_wrote_it() -> None:
    body = (
        rf"\s2\qc\b De veerman\par\pard\plain Door Anna de Vries\par {PROSE}"
        rf"\pard\plain\s1\outlinelevel0\b Over het water\par\pard\plain {PROSE}"
    )
    piece = lift(galley(body))
    assert (piece.title, [author.display for author in piece.authors]) == ("De veerman", ["Anna de Vries"])
    assert [type(block) for block in piece.blocks] == [Paragraph, Heading, Paragraph]
    assert "Geheim" not in plain(piece)
    assert "Kop 12" not in plain(piece)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"na\'e0r \ldblquote water\rdblquote\~toe", "naàr “water”\u00a0toe"),
        (r"veer\u8212\'97man", "veer—man"),
        (r"veer\u8212\emdash man", "veer—man"),
        (r"\uc0 veer\u8212 man", "veer—man"),
        (r"{\uc2 veer\u8212\'81\'5c man}", "veer— man"),
        (r"\u-10179?\u-8704? lacht", "😀 lacht"),
        (r"{\f1 \'cf\'e0\'f0\'ee\'ec} vaart", "Паром vaart"),
        (r"{\f2 \'93\'6e\'82\'b5} vaart", "渡し vaart"),
        (r"{\ansicpg1250 \'9elut\'fd} vaart", "žlutý vaart"),
        (r"een \{ en een \} en een \\ staan er", "een { en een } en een \\ staan er"),
        (r"af\-ge\_bro\:ken", "afge\u2011broken"),
        (r"een {\v weg}{\deleted ook}{\*\onbekend zo} boot", "een boot"),
        (r"een{\*\bkmkstart x}{\*\annotation Nee!} boot", "een boot"),
        (r"{\upr{een b?t}{\*\ud{een b\u246?t}}}", "een böt"),
        ("een\r\n boot", "een boot"),
    ],
)
def test_characters_are_those_that_were_typed(source: str, text: str) -> None:
    (block,) = blocks(rf"{{{source}, dat is wat er staat in deze zin van hem.\par}}")
    assert said(block) == [f"{text}, dat is wat er staat in deze zin van hem."]


def test_emphasis_is_that_of_the_text() -> None:
    (block,) = blocks(r"Hij {\i telde} en {\b riep} en {\ul keek}, m{\super 2} en \i zo\i0  verder.\par ")
    assert isinstance(block, Paragraph)
    looks = [(span.kind, words(span.inlines, [])) for span in block.inlines if isinstance(span, Span)]
    assert looks == [("em", "telde"), ("strong", "riep"), ("em", "keek"), ("sup", "2"), ("em", "zo")]


def test_what_all_of_a_text_looks_like_is_no_emphasis() -> None:
    piece = lift(galley(rf"\i {PROSE} {PROSE.replace('telt', 'neemt')}"))
    assert all(not isinstance(i, Span) for b in piece.blocks if isinstance(b, Paragraph) for i in b.inlines)


def test_a_link_leads_out_and_one_within_is_its_words() -> None:
    out, within = '{HYPERLINK "https://example.org/veer"}', r'HYPERLINK \\l "kop"'
    field = r"{{\field{{\*\fldinst {}}}{{\fldrslt {{\ul {}}}}}}}"
    (block,) = blocks(f"Zie {field.format(out, 'het veer')} en {field.format(within, 'boven')} ook.\\par ")
    assert isinstance(block, Paragraph)
    assert said(block) == ["Zie het veer en boven ook."]
    assert [i.href for i in block.inlines if isinstance(i, Link)] == ["https://example.org/veer"]


@pytest.mark.parametrize("note", [r"{\footnote ", r"{\*\footnote\ftnalt "])
def test_notes_stand_at_their_calls(note: str) -> None:
    called = rf"{{\super\chftn{note}\pard\plain {{\super\chftn}} Dat zei hij {{\i ook}} in het veerhuis.}}}}"
    row = rf"\trowd\cellx1\cellx2\pard\intbl Anna{called}\cell Boot\cell\row"
    text, table = blocks(
        rf"Hij telde ze.{called}\par \trowd\cellx1\cellx2\pard\intbl Wie\cell Wat\cell\row {row}"
    )
    assert isinstance(text, Paragraph)
    (found,) = [i.note for i in text.inlines if isinstance(i, NoteCall)]
    assert [said(b) for b in found.blocks] == [["Dat zei hij ook in het veerhuis."]]
    assert isinstance(table, Table)
    assert [type(i) for i in table.rows[1][0].inlines].count(NoteCall) == 1


def test_lists_are_nested_and_numbered_as_their_marks_say() -> None:
    item = r"{{\listtext\pard\plain\f3 {}\tab}}\pard\li720\fi-360\ilvl{} {}\par "
    items = (
        ("1.", 0, "brood"),
        ("a)", 1, "wit"),
        ("b)", 1, "bruin"),
        ("2.", 0, "kaas"),
        (r"\'b7", 1, "jong"),
    )
    (block,) = blocks("".join(item.format(*told) for told in items))
    assert said(block) == ["1. brood", "  1. wit", "  2. bruin", "2. kaas", "  • jong"]
    assert isinstance(block, ListBlock)


def test_an_item_goes_on_in_a_paragraph_without_a_mark() -> None:
    item, more = r"\pard\li720\ls1{{\listtext\u8226?\tab}}{}\par ", r"\pard\li720\ls1 {}\par "
    (block,) = blocks(item.format("brood") + more.format("van de bakker") + item.format("kaas"))
    assert isinstance(block, ListBlock)
    assert [[said(b) for b in item] for item in block.items] == [[["brood"], ["van de bakker"]], [["kaas"]]]


def test_an_old_list_with_its_bullets_in_the_text() -> None:
    item = r"{{\pntext\f3\'B7\tab}}{{\*\pn\pnlvlblt{{\pntxtb\'B7}}}}{}\par "
    (block,) = blocks(item.format("brood") + item.format("kaas"))
    assert said(block) == ["• brood", "• kaas"]


def test_a_table_has_its_cells_and_its_head() -> None:
    (block,) = blocks(
        r"\trowd\trhdr\cellx1\cellx2\pard\intbl Jaar\cell Boot\cell\row"
        r"\trowd\clvmgf\cellx1\cellx2\pard\intbl 1931\cell Anna\par en meer\cell\row"
        r"\trowd\clvmrg\cellx1\cellx2\pard\intbl \cell Cora\cell\row "
    )
    assert isinstance(block, Table)
    assert [[words(cell.inlines, []) for cell in row] for row in block.rows] == [
        ["Jaar", "Boot"], ["1931", "Anna\nen meer"], ["Cora"],
    ]  # fmt: skip
    assert block.rows[1][0].rows == 2


SAID = "Wie over het water wil, die moet eerst leren wachten, want de boot komt nooit als je hem roept."


@pytest.mark.parametrize(
    ("shape", "kind"),
    [
        (r"\li720\ri720", Quotation), (r"\li720", Quotation), (r"\s3", Quotation),
        (r"\li720\fi-720", Paragraph),
        (r"\li60", Paragraph), (r"\fi720", Paragraph), (r"\ri720", Paragraph), (r"\qc\li720", Paragraph),
    ],
)  # fmt: skip
def test_a_quotation_stands_further_in_than_the_text(shape: str, kind: type[Block]) -> None:
    (block,) = blocks(rf"\pard\plain{shape} {SAID}\par ")
    assert type(block) is kind
    assert said(block) == [SAID]


def test_an_indent_that_all_text_has_quotes_nothing() -> None:
    piece = lift(galley(rf"\li720\ri720 {PROSE}\pard\li720\ri720 {SAID}\par "))
    assert [type(block) for block in piece.blocks] == [Paragraph, Paragraph]


@pytest.mark.parametrize("end", [r"\par ", r"\line "])
def test_a_poem_that_stands_further_in_keeps_its_rows_and_stanzas(end: str) -> None:
    stanzas = (("Ik ging naar zee", "met een kleine boot"), ("en niemand wist", "hoe diep het was"))
    body = r"\par\par ".join(end.join(rows) for rows in stanzas)
    (block,) = blocks(rf"\pard\li720 {body}\par ")
    assert isinstance(block, Quotation)
    (verse,) = block.blocks
    assert isinstance(verse, Verse)
    assert tuple(tuple(words(row, []) for row in stanza) for stanza in verse.stanzas) == stanzas


POEM = (
    ("Het water komt, het water gaat;", "Wie zal het ooit begrijpen", "Dat daar een huis te wachten staat,"),
    ("Waarin de peren rijpen?", "De wind is oud, de wind is moe;", "Hij zou wel willen slapen,"),
)


def test_a_poem_of_which_each_row_is_a_paragraph_keeps_its_rows_and_stanzas() -> None:
    (verse,) = blocks(r"\par ".join("".join(rf"{row}\par " for row in rows) for rows in POEM))
    assert isinstance(verse, Verse)
    assert list(lines(verse, [])) == ["\n".join(rows) for rows in POEM]


def test_a_picture_comes_along_and_a_box_stands_behind_its_paragraph() -> None:
    image = drawn("PNG", (40, 30))
    shown = r"{\*\shppict{\pict{\*\picprop{\sp{\sn wzDescription}{\sv Een boot}}}\pngblip "
    shown += image.hex() + "}}"
    again = r"{\nonshppict{\pict\wmetafile8 00}}"
    box = (
        r"{\shp{\*\shpinst{\sp{\sn wzName}{\sv Naam}}{\shptxt \pard Hij vaart op dinsdag.\par}}{\shprslt x}}"
    )
    _, reading = opened(rf"{PROSE}{shown}{again}\par Een zin{box} van hem.\par {PROSE}")
    assert [line.image.alt for line in reading.lines if line.image] == ["Een boot"]
    assert [picture.data for picture in reading.pictures] == [image]
    texts = [line.text for line in reading.lines if not line.image]
    assert texts[1:3] == ["Een zin van hem.", "Hij vaart op dinsdag."]


def test_contents_that_the_program_made_are_none_of_the_text() -> None:
    link = r"{\field{\*\fldinst HYPERLINK \\l x}{\fldrslt Kop 7}}"
    body = rf"{{\field{{\*\fldinst TOC}}{{\fldrslt {link}\par Kop 9\par}}}}{PROSE}"
    assert "Kop" not in plain(lift(galley(body)))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"Hallo", "no Rich Text Format"),
        (rb"{\rtf1\ansi }", "no text"),
        (rb"{\rtf1{\info{\title x}}}", "no text"),
    ],
)
def test_what_is_no_document_is_told(data: bytes, told: str) -> None:
    with pytest.raises(SeedError) as error:
        read(Seed("seeds/veer.rtf", data, "rtf"))
    assert told in str(error.value)


SOURCE = st.lists(
    st.sampled_from(
        [
            "{", "}", "\\", "{\\*", "\\par ", "\\pard", "\\cell", "\\row", "\\trowd", "\\intbl", "\\u55357?",
            "\\'e9", "\\'9", "{\\footnote ", "{\\field", "{\\*\\fldinst HYPERLINK x", "{\\fldrslt ",
            "{\\pict\\pngblip ",
            "0a1", "\\bin3 ", "{\\listtext 1.}", "\\ilvl9999999999", "{\\stylesheet{\\s1 heading 1;}}",
            "\\s1 ",
            "\\ansicpg0", "\\f-1", "\\li720 ", "{\\shptxt ", "{\\fonttbl{\\f0\\fcharset128 ", "woord ",
            "\x00", "\\uc9",
        ]
    )
)  # fmt: skip


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(SOURCE.map("".join).map(lambda source: source.encode("latin-1")) | st.binary(max_size=200))
@example(b"\\bin99999999 x")
@example(b"{" * 3000)
def test_nothing_of_any_bytes_stops_the_reader(source: bytes) -> None:
    with contextlib.suppress(SeedError):
        read(Seed("x.rtf", rb"{\rtf1 " + source, "rtf"))


PARTS = st.recursive(
    st.sampled_from(
        [
            r"woord\par ",
            r"{\i woord} ",
            r"\pard\s1 woord\par\pard ",
            r"{\listtext 1.}\ilvl1 woord\par ",
            r"woord\line ",
        ]
    ),
    lambda inner: (
        st.builds(lambda parts: "{" + "".join(parts) + "}", st.lists(inner, max_size=3))
        | st.builds(lambda parts: r"{\footnote " + "".join(parts) + "}", st.lists(inner, max_size=2))
        | st.builds(lambda part: rf"\trowd\cellx1\pard\intbl {part}\cell\row\pard ", inner)
    ),
    max_leaves=10,
)


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(PARTS, max_size=5))
def test_every_word_is_there(parts: list[str]) -> None:
    body = f"{PROSE}{''.join(parts)}"
    _, reading = opened(body)
    assert " ".join(line.text for line in reading.lines).count("woord") == body.count("woord")


@pytest.mark.parametrize(
    "unit",
    [
        "{", r"\u8212?", r"{\b woord} ", r"woord\par ", r"{\footnote noot}", r"{\listtext 1.}woord\par ",
        r"\trowd\cellx1\pard\intbl woord\cell\row ", r"woord\cell ", r"\pard\li720 woord\par\pard woord\par ",
        r"{\field{\*\fldinst x", r"{\stylesheet{\s1 naam;}}", r"{\pict\pngblip 0a0b}",
    ],
)  # fmt: skip
def test_reading_takes_time_as_the_document_grows(unit: str) -> None:
    def work(count: int) -> None:
        read(Seed("x.rtf", document(PROSE + unit * count), "rtf"))

    assert growth(work, 250, 2500) < 4


def test_a_document_is_added_whatever_its_name_ends_in(tmp_path: Path) -> None:
    (tmp_path / "veer.doc").write_bytes(document(rf"\s2 De veerman\par\pard {PROSE}"))
    ran = book("new", "boek", "veer.doc", cwd=tmp_path)
    assert ran.code == 0, ran.err
    ran = book("list", cwd=tmp_path / "boek")
    assert "De veerman" in ran.out
