"""What a text says twice goes once: its outline, a caption once more, a sentence drawn out of it."""

from __future__ import annotations

import pytest
from growth import growth
from hypothesis import given
from hypothesis import strategies as st

from book.clean import Judge
from book.clean.echoes import _sentences, doubled, drawn, excerpts, outline
from book.clean.page import Page
from book.clean.pulled import pulled
from book.model import Line, LineBreak, Role, Seed, Text, Verdict
from book.read import read

A = (
    "The harbour lies below the town, and nobody who comes by train sees it. One has to walk down past the "
    "church, where the street turns into a stair, and then it is there all at once, with its masts."
)
B = (
    "On Tuesdays there is a market on the quay. The women who sell fish there have known each other since "
    "school, and they shout prices at one another that they do not ask of any customer."
)
C = (
    "In winter nothing comes in but the mail boat. Its captain has a dog, and the dog has a chair of its own "
    "in the café, from which it looks at the sea as if it had lost something in it."
)


def judged(judge: Judge, text: str, language: str = "en") -> list[str]:
    """The lines of a text, all of them kept so far, that one judge drops."""
    lines = tuple(Line(n, line) for n, line in enumerate(text.split("\n"), 1))
    verdicts = tuple(Verdict(line, Role.BLANK if line.blank else Role.BODY, "stet") for line in lines)
    found = judge(verdicts, Page.of(lines, language))
    assert [v.line for v in found] == list(lines)
    return [v.line.text for v in found if not v.kept and not v.line.blank]


HEADED = f"The quay\n\n{A}\n\nThe market\n\n{B}\n\nThe mail boat\n\n{C}"


QUAY = ("The quay", "The market", "The mail boat")


@pytest.mark.parametrize(
    ("listed", "gone"),
    [
        ("The quay\nThe market\nThe mail boat", [*QUAY]),
        ("Contents\nThe quay\nThe market\nThe mail boat", ["Contents", *QUAY]),
        ("In this article:\n\n  • The quay\n  • The market\n  • The mail boat", None),
        ("1. The quay\n2. The market\n3. The mail boat", None),
        ("My town\nThe quay\nThe market\nThe mail boat", [*QUAY]),
    ],
    ids=["bare", "headed", "bulleted", "numbered", "below the title"],
)  # fmt: skip
def test_an_outline_goes(listed: str, gone: list[str] | None) -> None:
    found = judged(outline, f"{listed}\n\n{C.replace('winter', 'summer')}\n\n{HEADED}")
    assert found == (gone or listed.replace("\n\n", "\n").split("\n"))


@pytest.mark.parametrize(
    "text",
    [
        f"The quay\nThe market\n\n{HEADED}",
        f"The quay\nThe market\nThe lighthouse\n\n{HEADED}",
        "Salt\nFish\nRope\n\nSalt\nFish\nRope\n",
        f"{A}\n\nSalt\nFish\nRope\n\nSalt\nFish\nRope\n\n{B}",
        f"Salt\nFish\nRope\n\n{A}\n\nSalt\nFish\nRope\n\n{B}\n\nSalt\nFish\nRope\n\n{C}",
    ],
    ids=["two", "one that is no heading", "said twice", "no text between", "a refrain"],
)
def test_other_short_lines_stay(text: str) -> None:
    assert not judged(outline, text)


def test_the_headings_of_a_list_are_known_in_the_language_of_the_page() -> None:
    text = "Inhoud\nDe kade\nDe markt\nDe boot\n\nDe kade\n\n{0}\n\nDe markt\n\n{0}\n\nDe boot\n\n{0}"
    paragraph = "De haven ligt onder de stad, en wie met de trein komt ziet haar niet. " * 2
    found = judged(outline, text.format(paragraph.strip()), "nl")
    assert found == ["Inhoud", "De kade", "De markt", "De boot"]


CAPTION = (
    "Fishing boats in the harbour, on the day after the storm of 1911, seen from the tower of the church."
)


def test_a_caption_that_stands_there_once_more_goes() -> None:
    assert judged(doubled, f"{A}\n\n{CAPTION}\n\n{CAPTION}\n\n{B}") == [CAPTION]
    other = CAPTION.replace("after", "before")
    assert judged(doubled, f"{A}\n{CAPTION}\n{other}\n{CAPTION}\n{other}\n{B}") == [CAPTION, other]


@pytest.mark.parametrize(
    "text",
    [
        f"{A}\n\n{B}\n\n{C}\n\n{B.replace('Tuesdays', 'Mondays')}\n\n{A}",
        f"{A}\n\n{A}\n\n{A}",
        "Roll on, thou deep and dark blue Ocean, roll!\nRoll on, thou deep and dark blue Ocean, roll!",
    ],
    ids=["the end is the beginning", "a refrain", "verse"],
)
def test_what_an_author_says_again_stays(text: str) -> None:
    assert not judged(doubled, text)


@pytest.mark.parametrize(
    "quotation",
    [
        "On Tuesdays there is a market on the quay.",
        "“On Tuesdays there is a market on the quay.”",
        "Its captain has a dog, and the dog has a chair of its own in the café, from which it looks at the "
        "sea as if it had lost something in it.",
    ],
    ids=["bare", "in quotes", "long"],
)
def test_a_sentence_that_is_drawn_out_of_the_text_goes(quotation: str) -> None:
    assert judged(drawn, f"{A}\n\n{quotation}\n\n{B}\n\n{C}") == [quotation]


@pytest.mark.parametrize(
    "line",
    [
        "On Tuesdays there is a market on the quay",
        "On Tuesdays there is no market on the quay.",
        "And nobody who comes by train sees it.",
        "With its masts.",
        "  • On Tuesdays there is a market on the quay.",
        A,
    ],
    ids=["a heading", "other words", "half a sentence", "short", "an item of a list", "a whole paragraph"],
)
def test_other_lines_stay(line: str) -> None:
    assert not judged(drawn, f"{A}\n\n{line}\n\n{B}\n\n{C}")


SENTENCES = st.sampled_from(
    [*(s + "." for s in f"{A} {B} {C}".split(". ")), "The quay", "The market", "Salt"]
)


@given(
    st.lists(st.lists(SENTENCES, min_size=1, max_size=3).map(" ".join), max_size=12),
    st.sampled_from([doubled, drawn, outline]),
)
def test_no_word_is_lost(paragraphs: list[str], judge: Judge) -> None:
    """Whatever goes stands in what is kept, word for word, but for the heading over a list."""
    gone = judged(judge, "\n\n".join(paragraphs))
    left = list(paragraphs)
    for text in gone:
        left.remove(text)
    assert all(text in "\n".join(left) for text in gone)


@pytest.mark.parametrize(
    ("cut", "gone"),
    [
        (f"{A[:120]}...", True),
        (f"{A[:120]} […]", True),
        (f"{A} {B[:60]}…", True),  # over the end of its first paragraph
        (f"{A[:120]}", False),
        (f"{A[:20]}...", False),
        ("The harbour lies below the town, and nobody who lives there sees...", False),
    ],
)
def test_the_beginning_of_a_text_that_is_cut_off_above_it_goes(cut: str, gone: bool) -> None:
    assert judged(excerpts, f"{cut}\n\nBy Ann Lee\n\n{A}\n\n{B}\n\n{C}") == [cut] * gone


def test_what_ends_in_dots_and_begins_nothing_stays() -> None:
    assert judged(excerpts, f"{A}\n\n{B[:90]}...\n\n{C}") == []


def test_a_stanza_between_others_stays_where_the_piece_quotes_it() -> None:
    """Its rows stand once more in what the piece quotes above the poem."""
    rows = ("Nobody comes by train to see the harbour.", "Nobody walks down the stair.")
    stanza = (Text(rows[0]), LineBreak(), Text(rows[1]))
    poem = [
        Line(n, f"{text} {rows[1]}", "p", "body > article > p", stanza)
        for n, text in enumerate(("It rained for days.", rows[0], "Then it was May."), 2)
    ]
    lines = (Line(1, f"“It was so. {rows[0]} {rows[1]} And so on.”", "p", "body > article > p"), *poem)
    verdicts = tuple(Verdict(line, Role.BODY, "stet") for line in lines)
    assert all(v.kept for v in drawn(verdicts, Page.of(lines, "en")))
    alone = tuple(Verdict(line, Role.BODY, "stet") for line in (lines[0], lines[2]))
    assert [v.kept for v in drawn(alone, Page.of((lines[0], lines[2]), "en"))] == [True, False]


def test_a_row_of_a_stanza_stays_where_the_piece_quotes_it() -> None:
    rows = ("Nobody comes by train to see the harbour here.", "Nobody walks down the stair.", "It is May.")
    quoted = f"“It was so. {rows[0]} {rows[1]} And so on.”"
    assert judged(drawn, f"{quoted}\n\n{A}\n\n" + "\n".join(rows) + f"\n\n{B}") == []
    assert judged(drawn, f"{quoted}\n\n{A}\n\n{rows[0]}\n\n{B}") == [rows[0]]


@pytest.mark.parametrize(
    "quote",
    [
        '<blockquote class="pullquote"><p>{}</p></blockquote>',
        '<p class="c-pull-quote">{}</p>',
        '<figure class="wp-block-pullquote"><blockquote><p>{}</p><cite>The harbour master</cite></blockquote>'
        "</figure>",
        '<div class="article__streamer"><span>“{}”</span></div>',
    ],
)
@pytest.mark.parametrize(
    ("said", "goes"),
    [
        ("One has to walk down past the church", True),  # a clause
        ("And then it is there all at once", True),
        ("The dog has a chair of its own from which it looks at the sea", True),  # 'in the café' left out
        ("The women know each other since school, and they do not ask", False),
        ("Nobody who comes by train is ever seen again.", False),
        ("The dog", False),
    ],
)
def test_a_pull_quote_goes_whose_words_stand_in_the_text(quote: str, said: str, goes: bool) -> None:
    body = f"<article><p>{A}</p>{quote.format(said)}<p>{B}</p><p>{C}</p></article>"
    lines = read(Seed("x.html", body.encode(), "html")).lines
    found = pulled(tuple(Verdict(line, Role.BODY, "stet") for line in lines), Page.of(lines, "en"))
    (quoted,) = (v for v in found if said in v.line.text and v.line.text not in (A, B, C))
    assert quoted.kept is not goes
    assert [v.line.text for v in found if v.kept and v.line.text in (A, B, C)] == [A, B, C]
    assert all(v.kept != goes for v in found if v.line.text == "The harbour master")


def test_a_line_of_many_signs_is_parted_in_time_that_grows_with_it() -> None:
    assert growth(lambda count: _sentences(") " * count), 1000, 8000) < 4
