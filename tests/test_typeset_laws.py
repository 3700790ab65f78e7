"""The laws of typesetting, on generated text: once is enough, nothing is lost, nothing goes unrecorded."""

from __future__ import annotations

import re

import pytest
from growth import growth
from hypothesis import given, settings
from hypothesis import strategies as st

from book.languages import available, load
from book.model import Block, Inline, LineBreak, Link, Note, NoteCall, Paragraph, Piece, Span, Text, Verse
from book.typeset import replay, typeset, typeset_text
from book.typeset.flow import flow

LANGUAGES = [*available()]

WORDS = st.sampled_from(
    """de klant zei Jan KPI's 's zo'n foto's Frans' ’53 '15 € 25 p. dr. etc e.a. artikel met met ij ĳ 12 april
    www.site.nl/x'y een@post.nl ;-) :-o -- - – — … ... .. . , ; : ! ? ( ) [ ] 5' 6'2" J. P.""".split()
)
MARKS = st.sampled_from([*"'\"‘’“”„‚«»`´′″", "''", ",,", "\u00ad"])
GAPS = st.sampled_from(["", " ", " ", " ", "  ", "\u00a0", "\u202f", "\t"])
NATURAL = st.lists(st.tuples(WORDS | MARKS, GAPS)).map(lambda parts: "".join(a + b for a, b in parts))
TEXTS = (
    NATURAL
    | st.text(alphabet=st.sampled_from(list("aA'\"‘’“”. ,-–…?5\u00a0")), max_size=24)
    | st.text(max_size=24)
)
LETTERS = re.compile(r"[^\W_]")


def inlines(depth: int = 2) -> st.SearchStrategy[tuple[Inline, ...]]:
    leaf: st.SearchStrategy[Inline] = TEXTS.map(Text) | st.just(LineBreak())
    if depth:
        inner = inlines(depth - 1)
        leaf |= st.builds(Span, st.sampled_from(["em", "strong", "code"]), inner)
        leaf |= st.builds(Link, st.just("https://example.org/a'b"), inner)
        paragraph = st.builds(Paragraph, inner, st.just(9))
        leaf |= st.builds(NoteCall, st.builds(Note, st.just("¹"), st.tuples(paragraph), st.just(9)))
    return st.lists(leaf, max_size=4).map(tuple)


def pieces() -> st.SearchStrategy[Piece]:
    blocks = st.lists(
        st.builds(Paragraph, inlines())
        | st.builds(Verse, st.lists(st.lists(inlines(0), max_size=3).map(tuple), max_size=2).map(tuple)),
        max_size=4,
    ).map(_numbered)
    return st.builds(lambda blocks, title: Piece("p", "p.txt", "nl", title, blocks), blocks, TEXTS)


def _numbered(blocks: list[Block]) -> tuple[Block, ...]:
    return tuple(
        Paragraph(block.inlines, line) if isinstance(block, Paragraph) else block
        for line, block in enumerate(blocks, 10)
    )


@pytest.mark.parametrize("code", LANGUAGES)
@given(text=TEXTS)
@settings(max_examples=60, deadline=None)
def test_typesetting_twice_is_typesetting_once(code: str, text: str) -> None:
    once = typeset_text(text, load(code))
    assert typeset_text(once, load(code)) == once


@given(piece=pieces(), levels=st.sampled_from(["author", "house"]))
@settings(max_examples=60, deadline=None)
def test_a_piece_that_is_set_has_nothing_left_to_change(piece: Piece, levels: str) -> None:
    once, _, findings = typeset(piece, load("nl"), levels)  # type: ignore[arg-type]
    twice, changes, again = typeset(once, load("nl"), levels)  # type: ignore[arg-type]
    assert twice == once
    assert changes == ()
    assert again == findings


@given(piece=pieces())
@settings(max_examples=60, deadline=None)
def test_the_record_accounts_for_every_differing_character(piece: Piece) -> None:
    done, changes, _ = typeset(piece, load("nl"))
    assert replay(piece.title, [c for c in changes if c.line == 0][: _of_title(piece)]) == done.title
    for before, after in zip(piece.blocks, done.blocks, strict=True):
        if isinstance(before, Paragraph) and isinstance(after, Paragraph):
            own = [c for c in changes if c.line == before.line]
            assert replay(flow(before.inlines).text, own) == flow(after.inlines).text


def _of_title(piece: Piece) -> int:
    """How many changes the title alone takes: it is set first."""
    alone = Piece("p", "p.txt", "nl", piece.title, ())
    return len(typeset(alone, load("nl"))[1])


@given(piece=pieces())
@settings(max_examples=60, deadline=None)
def test_letters_and_figures_are_never_touched(piece: Piece) -> None:
    done, _, _ = typeset(piece, load("nl"))
    for before, after in zip(piece.blocks, done.blocks, strict=True):
        if isinstance(before, Paragraph) and isinstance(after, Paragraph):
            assert _letters(flow(before.inlines).text) == _letters(flow(after.inlines).text)


def _letters(text: str) -> str:
    """The letters and figures of a text; the digraph letters that are respelt are spelt out."""
    return "".join(LETTERS.findall(text.replace("ĳ", "ij").replace("Ĳ", "IJ").replace("ŉ", "n")))


@given(text=TEXTS)
@settings(max_examples=60, deadline=None)
def test_code_and_addresses_are_never_touched(text: str) -> None:
    code = (Text("zie "), Span("code", (Text(text),)), Text(" 'zo'"))
    piece = Piece("p", "p.txt", "nl", "", (Paragraph(code, 1),))
    block = typeset(piece, load("nl"))[0].blocks[0]
    assert isinstance(block, Paragraph)
    assert block.inlines[1] == code[1]


def test_markup_keeps_its_text_and_notes_their_place() -> None:
    note = Note("¹", (Paragraph((Text("'Ja' ..."),), 8),), 8)
    inlines_ = (Text('Hij zei: "'), Span("em", (Text('Nee."'),)), NoteCall(note), Text("Toen 's avonds"))
    piece = Piece("p", "p.txt", "nl", "", (Paragraph(inlines_, 3),))
    done, changes, _ = typeset(piece, load("nl"))
    assert done.blocks[0] == Paragraph(
        (
            Text("Hij zei: “"),
            Span("em", (Text("Nee.”"),)),
            NoteCall(Note("¹", (Paragraph((Text("‘Ja’\u00a0…"),), 8),), 8)),
            Text(" Toen ’s\u00a0avonds"),
        ),
        3,
    )
    assert {change.line for change in changes} == {3, 8}


@pytest.mark.parametrize("text", ["a", ".", "a.", "'", "a'", " ", "- ", "([", "a@", "a/", '"a" '])
def test_a_huge_line_takes_no_more_than_linear_time(text: str) -> None:
    assert growth(lambda count: typeset_text(text * count, load("nl")), 150, 1500) < 4


@pytest.mark.parametrize("text", [" -a", "a- ", "— a. B", "- A", "a"])
def test_dashes_in_pairs_take_no_more_than_linear_time(text: str) -> None:
    assert growth(lambda count: typeset_text(f"a - {text * count}", load("es")), 150, 1500) < 4
