"""What a piece says in another language is marked so, for voices and for hyphens."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
import shelf
from hypothesis import given
from hypothesis import strategies as st

from book.compose.foreign import detect, speak
from book.compose.manifest import parse
from book.errors import ManifestError
from book.languages import load
from book.languages.foreign import Range, find, mark, plain
from book.model import (
    Entry,
    Inline,
    Link,
    ListBlock,
    Note,
    NoteCall,
    Paragraph,
    Phrase,
    Piece,
    Quotation,
    Seed,
    Span,
    Text,
)
from book.prepress import prepare
from book.render import walk
from book.render.pages import pages

ROOT = Path(__file__).parent.parent
FRENCH = Phrase("blanquette de veau", "fr")


def spoken(*blocks: Paragraph | Quotation | ListBlock, foreign: tuple[Phrase, ...] = ()) -> Piece:
    return speak(shelf.piece("x", "X", *blocks), Entry("seeds/x.txt", "x", foreign=foreign))[0]


def paragraph(*inlines: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(i) if isinstance(i, str) else i for i in inlines))


# --------------------------------------------------------------------------- what is surely foreign

FOREIGN = [
    "Smith geeft dit advies: <Make the client the focal point of your business again. Without clients you "
    "will not make money. In fact, you will not exist.> Zelf kwam hij daar laat achter.",
    "Hij riep: ‘<You will not be there when I come back>’, en vertrok.",
    "De vraag is simpel. <Was ist das, und für wen ist es nicht?> Niemand weet het.",
    "Zij schreef eronder: <je ne suis pas celle que vous cherchez>.",
    "Op de muur stond: ‘<האם אתה זוכר את היום ההוא?>’, en meer niet.",
    "Zijn vader zei altijd <هل تذكر ذلك اليوم؟> en dan lachte hij.",
    "Boven de deur staat <γνῶθι σεαυτόν καὶ ἄλλους> geschilderd.",
    "Het Griekse woord <λόγος> staat er.",
    "De stad heet <ירושלים> in het Hebreeuws.",
]  # what stands between < and >
DUTCH = [
    "All in all heeft dit een kwartier geduurd.",  # too short to be sure: the plan names it
    "De coach van het team vond de meeting over time management super nice.",
    "In no-time was ik weer on the road, zoals dat heet.",
    "We was here, zei hij, en dat was alles wat er van over was.",
    "Die man was in die tijd so bekend.",
    "De Bank of America and Sons is een naam.",
    "hij was in de we",
    "De hoek α is groter dan de hoek β, en dat geldt voor Δ en Σ.",  # signs of formulas
]


@pytest.mark.parametrize("text", FOREIGN)
def test_whole_sentences_and_quotations_in_another_language_are_recognised(text: str) -> None:
    before, _, rest = text.partition("<")
    foreign, _, after = rest.partition(">")
    (only,) = detect(before + foreign + after, "nl")
    assert (before + foreign + after)[only.start : only.end].rstrip(".?") == foreign.rstrip(".?")


@pytest.mark.parametrize("text", DUTCH)
def test_what_is_not_certain_is_left_alone(text: str) -> None:
    assert detect(text, "nl") == ()


def test_no_sentence_of_the_first_book_is_mistaken() -> None:
    plan = parse((ROOT / "anthology.toml").read_text(encoding="utf-8"), "anthology.toml")
    named = {phrase.words for entry in plan.pieces for phrase in entry.foreign}
    seeds = {entry.seed: Seed(entry.seed, (ROOT / entry.seed).read_bytes()) for entry in plan.pieces}
    copy = prepare(plan, seeds)
    told = [
        words
        for prepared in copy.prepared
        for span in spans(prepared.piece)
        if (words := plain((span,))) not in named
    ]
    assert told == [
        "Make the client the focal point of your business again. "
        "Without clients you will not make money. In fact, you will not exist"
    ]
    assert not [finding for finding in copy.findings if finding.check == "compose.foreign-phrase"]


def spans(piece: Piece) -> list[Span]:
    return [
        inline
        for block in walk.blocks(piece)
        for inline in walk.inlines(block)
        if isinstance(inline, Span) and inline.language
    ]


# --------------------------------------------------------------------------- what the plan names


def test_a_phrase_of_the_plan_is_marked_wherever_it_stands() -> None:
    note = NoteCall(Note("*", (paragraph("Of blanquette de veau."),)))
    piece = spoken(
        paragraph("Een Blanquette  de veau, en nog een", note, "."),
        ListBlock(((paragraph("blanquette de veaux"),), (paragraph("’blanquette de veau’ dus"),))),
        foreign=(FRENCH,),
    )
    assert [plain(span.inlines) for span in spans(piece)] == [
        "Blanquette  de veau", "blanquette de veau", "blanquette de veau",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Покупатель всегда прав, и ты это знаешь", "ru"),
        ("Клиентът винаги има право", "bg"),
        ("клієнт має рацію", "uk"),
        ("клієнт завжди має рацію, але він її не знає", "uk"),
        ("Москва", "und-Cyrl"),
        ("顧客", "und-Hani"),
        ("顧客就是上帝", "zh"),
        ("お客様は神様です", "ja"),
        ("손님은 왕이다", "ko"),
    ],
)
def test_words_in_letters_of_many_languages_are_marked_as_well_as_can_be_known(
    words: str, language: str
) -> None:
    (only,) = detect(f"Op de deur stond {words}, meer niet.", "nl")
    assert (only.start, only.end, only.language) == (17, 17 + len(words), language)


@pytest.mark.parametrize(
    ("text", "code"), [("Покупатель всегда прав.", "sr"), ("顧客就是上帝。", "ja"), ("東京都", "zh-TW")]
)
def test_what_is_in_the_letters_of_the_piece_is_no_other_language(text: str, code: str) -> None:
    assert detect(text, code) == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("האם אתה זוכר את היום ההוא? אני לא חושב.", "he"),
        ("هل تذكر ذلك اليوم؟ لا أظن.", "ar"),
        ("آیا آن روز را به یاد داری؟ پرندگان.", "fa"),
        ("क्या आपको वह दिन याद है?", "hi"),
    ],
)
def test_a_paragraph_in_other_letters_is_in_the_language_that_has_them(text: str, language: str) -> None:
    (block,) = spoken(paragraph(text)).blocks
    assert isinstance(block, Paragraph)
    assert block.language == language


def test_what_its_own_source_marks_is_left_as_it_is() -> None:
    span = Span("i", (Text("veau"),), "fr-CA")
    (block,) = spoken(paragraph("Het ", span, "."), foreign=(Phrase("veau", "fr"),)).blocks
    assert block == paragraph("Het ", span, ".")


def test_a_phrase_that_is_a_whole_paragraph_is_that_paragraph() -> None:
    (block,) = spoken(
        paragraph("‘Customer Service: a Cause!’"), foreign=(Phrase("Customer service a cause", "en"),)
    ).blocks
    assert isinstance(block, Paragraph)
    assert (block.language, block.inlines) == ("en", (Text("‘Customer Service: a Cause!’"),))


def test_a_phrase_that_is_not_in_the_piece_is_told_with_its_place_in_the_plan() -> None:
    plan = '[book]\ntitle = "T"\nlanguage = "nl"\n\n[[piece]]\nseed = "seeds/x.txt"\nforeign.fr = ["veau"]\n'
    entry = parse(plan, "anthology.toml").pieces[0]
    _, (finding,) = speak(shelf.piece("x", "X", paragraph("Kalf.")), entry)
    assert (finding.check, finding.place.file, finding.place.key) == (
        "compose.foreign-phrase", "anthology.toml", "piece[1].foreign.fr",
    )  # fmt: skip


@pytest.mark.parametrize(("code", "said"), [("xx", "no language code"), ("french", "did you mean 'fr'?")])
def test_a_language_that_nobody_knows_is_told(code: str, said: str) -> None:
    plan = f'[book]\ntitle = "T"\nlanguage = "nl"\n[[piece]]\nseed = "x.txt"\nforeign.{code} = ["veau"]\n'
    with pytest.raises(ManifestError, match=said):
        parse(plan, "anthology.toml")


# --------------------------------------------------------------------------- marking

texts = st.text("ab cé", max_size=12).map(Text)
inlines_ = st.lists(
    st.recursive(
        texts,
        lambda inner: (
            st.builds(Span, st.just("em"), st.lists(inner, max_size=3).map(tuple))
            | st.builds(Link, st.just("#x"), st.lists(inner, max_size=3).map(tuple))
            | st.just(NoteCall(Note("*", ())))
        ),
        max_leaves=6,
    ),
    max_size=4,
).map(tuple)


@given(inlines_, st.integers(0, 30), st.integers(1, 12))
def test_marking_changes_no_letter_and_marks_all_that_it_is_asked_to(
    inlines: tuple[Inline, ...], start: int, length: int
) -> None:
    marked = mark(inlines, (Range(start, start + length, "fr"),))
    assert plain(marked) == plain(inlines)
    assert calls(marked) == calls(inlines)
    assert french(marked) == plain(inlines)[start : start + length]


def calls(inlines: tuple[Inline, ...], *, foreign: bool = False) -> int:
    """How many notes are called; none in a foreign passage, for the note is the piece's own."""
    count = 0
    for inline in inlines:
        if isinstance(inline, NoteCall):
            assert not foreign
            count += 1
        elif isinstance(inline, Span | Link):
            within = isinstance(inline, Span) and bool(inline.language)
            count += calls(inline.inlines, foreign=foreign or within)
    return count


def french(inlines: tuple[Inline, ...]) -> str:
    words = ""
    for inline in inlines:
        if isinstance(inline, Span) and inline.language == "fr":
            words += plain((inline,))
        elif isinstance(inline, Span | Link):
            words += french(inline.inlines)
    return words


@given(st.lists(st.sampled_from(["veau", "de", "blanquette", "Veau", "een"]), max_size=8).map(" ".join))
def test_what_is_found_does_not_overlap_and_is_what_was_sought(text: str) -> None:
    phrases = (FRENCH, Phrase("de veau", "fr"), Phrase("veau", "fr"))
    found = find(text, phrases)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert {text[r.start : r.end].casefold() for r in found} <= {phrase.words for phrase in phrases}


def test_a_title_is_foreign_in_the_table_of_contents_too() -> None:
    piece, _ = speak(shelf.piece("x", "Why I am not in the room", paragraph("Nee.")), Entry("x.txt", "x"))
    book = shelf.anthology(piece)
    made = {page.kind: page.section for page in pages(book, shelf.style(), load("nl"), "epub")}
    wanted = '<span lang="en" xml:lang="en">Why I am not in the room</span>'
    assert wanted in made["chapter"]
    assert wanted in made["toc"]


def test_what_is_said_to_be_of_the_language_around_it_is_not_marked() -> None:
    """Word says of every run of text which language it is in, and writes 'NL'."""
    own = Span("span", (Text("Het regent "), Span("em", (Text("weer"),), "nl-BE"), Text(".")), "NL")
    foreign = Span("i", (Text("il pleut"), Span("span", (Text(" et il vente"),), "FR")), "fr")
    (block,) = spoken(paragraph(own, " Of: ", foreign)).blocks
    assert isinstance(block, Paragraph)
    assert block.inlines == (
        Text("Het regent "), Span("em", (Text("weer"),)), Text("."), Text(" Of: "),
        Span("i", (Text("il pleut"), Text(" et il vente")), "fr"),
    )  # fmt: skip


def test_a_paragraph_that_is_one_run_of_another_language_is_so_as_a_whole() -> None:
    arabic = "كان المطر ينزل على المدينة القديمة."
    whole = Paragraph((Span("span", (Text(arabic),), "ar"),))
    part = Paragraph((Text("Hij zei: "), Span("span", (Text(arabic),), "ar")))
    piece = shelf.piece("x", "X", whole, part)
    spoken, _ = speak(piece, Entry("seeds/x.txt", "x"))
    assert spoken.blocks == (Paragraph((Text(arabic),), language="ar"), part)
