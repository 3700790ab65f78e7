"""Cleaning: one verdict a line, the judges, the editor, and the five columns as decided by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.clean import clean, furniture
from book.clean.authorship import _said
from book.clean.comments import comments, is_marked_head, signature
from book.clean.estimates import Estimate
from book.clean.look import Look
from book.clean.page import Page
from book.errors import Place
from book.model import Entry, Galley, Line, Move, Reading, Role, Seed, Verdict
from book.read import guess_language, read

SEEDS = Path(__file__).parent.parent / "seeds"

# Decided by hand. The lines that recovering moves (title, byline, date, bio, credit, related) are not
# listed: what cleaning thinks of them does not matter.
DROPPED = {
    "000": set[int](),
    "001": {25},
    "002": {40, 42, 43, 45},
    "003": {37, 39, 41, 43, *range(45, 76)},
    "004": set[int](),
}
MOVED = {"000": {16}, "001": {1, 3, 4, 5, 23}, "002": {1, 3, 37, 38}, "003": {1, 3, 33, 35}, "004": {2}}


def galley(text: str, entry: Entry | None = None, language: str = "nl") -> Galley:
    reading = Reading(tuple(Line(n, t) for n, t in enumerate(text.split("\n"), 1)), "utf-8")
    return clean(reading, seed="x.txt", language=language, entry=entry)


def kept(g: Galley) -> list[str]:
    return [v.line.text for v in g.verdicts if v.kept]


@pytest.mark.parametrize("key", DROPPED)
def test_the_five_columns_are_cleaned_as_by_hand(key: str) -> None:
    path = next(SEEDS.glob(f"{key}-*.txt"))
    reading = read(Seed(path.name, path.read_bytes()))
    language = guess_language(line.text for line in reading.lines)
    assert language == "nl"
    result = clean(reading, seed=path.name, language=language)
    numbers = {v.line.number for v in result.verdicts if not v.line.blank} - MOVED[key]
    assert {n for n in numbers if not result.verdicts[n - 1].kept} == DROPPED[key] & numbers


def test_comments_and_pingbacks_are_called_so() -> None:
    path = next(SEEDS.glob("003-*.txt"))
    result = clean(read(Seed(path.name, path.read_bytes())), seed=path.name, language="nl")
    roles = {v.line.number: v.role for v in result.verdicts if not v.line.blank}
    assert all(roles[n] is Role.COMMENT for n in range(45, 76) if n in roles)
    assert all(roles[n] is Role.BOILERPLATE for n in (37, 39, 41, 43))


@given(st.lists(st.text(st.characters(exclude_characters="\n"), max_size=200), max_size=40))
def test_conservation(lines: list[str]) -> None:
    """Exactly one verdict for each line, in order, each with its rule; blank is blank."""
    reading = Reading(tuple(Line(n, t) for n, t in enumerate(lines, 1)), "utf-8")
    for language in ("nl", "und", "xx-Latn"):
        result = clean(reading, seed="x", language=language)
        assert tuple(v.line for v in result.verdicts) == reading.lines
        for v in result.verdicts:
            assert v.rule
            assert (v.role is Role.BLANK) == v.line.blank
            assert 0 < v.certainty <= 1
        if any(not line.blank for line in reading.lines):
            assert any(v.kept for v in result.verdicts), "never is everything dropped"


PROSE = "Ze liep naar de markt en kocht er brood, kaas en wijn voor de hele week, want er kwamen gasten. " * 3


def test_the_editor_beats_every_rule() -> None:
    tail = "Deel dit artikel\nEen alinea die weg moet, vond de redactie.\nHans Jansen schrijft boeken."
    text = f"{PROSE}\n{PROSE}\n{tail}"
    entry = Entry("x.txt", "x", stet=("Deel dit",), kill=(4,), move=(Move("Hans Jansen", "bio"),))
    result = galley(text, entry)
    assert [v.role for v in result.verdicts[2:]] == [Role.BODY, Role.BOILERPLATE, Role.BIO]
    assert [v.rule for v in result.verdicts[2:]] == ["editor.stet", "editor.kill", "editor.move"]
    assert {v.certainty for v in result.verdicts[2:]} == {1.0}
    assert result.findings == ()


@pytest.mark.parametrize(
    "entry",
    [
        Entry("x.txt", "x", stet=(99,)),
        Entry("x.txt", "x", kill=("staat er niet",)),
        Entry("x.txt", "x", move=(Move(2, "bio"),), place=Place("anthology.toml", 7)),
    ],
)
def test_an_override_that_matches_nothing_is_a_finding(entry: Entry) -> None:
    (finding,) = galley(f"{PROSE}\n\n{PROSE}", entry).findings
    assert finding.check == "clean.unmatched-override"
    assert finding.place.file in {"anthology.toml", "x.txt"}


def prose(n: int) -> str:
    """Running text that no other piece has."""
    return PROSE.replace("brood", ("appels", "peren", "pruimen")[n])


def test_a_line_in_several_files_is_furniture() -> None:
    texts = [f"{prose(n)}Nummer {n} is anders.\nHet Dagblad van Morgen\nZo was het." for n in range(3)]
    readings = [read(Seed(f"{n}.txt", t.encode())) for n, t in enumerate(texts)]
    repeats = furniture(readings)
    assert "Het Dagblad van Morgen" in repeats.lines
    result = clean(readings[0], seed="0.txt", language="nl", repeats=repeats)
    assert [v.rule for v in result.verdicts][1] == "repeated"
    assert result.verdicts[0].kept
    assert result.verdicts[2].kept, "a sentence that returns is a refrain"


def batch(texts: list[str], form: str = "text") -> list[Galley]:
    """The texts as seeds of one book."""
    readings = [read(Seed(f"{n}.{form}", text.encode(), form)) for n, text in enumerate(texts)]
    repeats = furniture(readings)
    return [clean(r, seed=f"{n}", language="nl", repeats=repeats) for n, r in enumerate(readings)]


def recipe(n: int, dish: str) -> str:
    told = f"Voor {dish} heb je niet veel nodig, maar wel tijd en een grote pan die warm blijft op het vuur."
    cook = f"Zet {dish} op en ga intussen iets anders doen, want {n} uur lang mag je er niet naar kijken."
    return (
        f"Smaakmakers\n\n{dish}\n\n{told}\n\nIngrediënten\n\n{cook} {told}\n\nBereiding\n\n{told} {cook}\n\n"
        f"{told}\n\nMeer van Smaakmakers"
    )


def test_what_recipes_share_among_their_text_is_kept_and_flagged() -> None:
    for result in batch([recipe(n, dish) for n, dish in enumerate(("soep", "brood", "stoofvlees"))]):
        by_text = {v.line.text: v for v in result.verdicts}
        assert {"Ingrediënten", "Bereiding"} <= set(kept(result))
        assert by_text["Bereiding"].certainty < 0.7
        assert not {"Smaakmakers", "Meer van Smaakmakers"} & set(kept(result))


@pytest.mark.parametrize("number", ["1", "II", "2.", "Deel 3", "IV. Het gras", "Hoofdstuk 2 – Het gras"])
def test_the_numbers_of_parts_are_no_furniture_though_every_piece_has_them(number: str) -> None:
    texts = [
        f"Blad\n\n{number}\n\n{prose(n)}In deel {n} was het anders.\n\n"
        f"{number}\n\n{prose(n)}Zo was het keer {n}."
        for n in range(3)
    ]
    for result in batch(texts):
        above, within = (v for v in result.verdicts if v.line.text == number)
        assert within.kept
        assert above.rule != "repeated"
        assert "Blad" not in kept(result)


def test_the_heads_of_tables_are_no_furniture_but_a_menu_in_a_table_is() -> None:
    page = (
        "<table><tr><td>Nieuws</td></tr><tr><td>Sport van dit blad</td></tr></table><p>{}</p>"
        "<table><tr><th>Ploeg</th><th>Punten</th></tr><tr><td>Haarlem {}</td><td>3{}</td></tr>"
        "<tr><td>Delft {}</td><td>5{}</td></tr></table>"
    )
    texts = [page.format(f"{prose(n)}Ronde {n}.", n, n, n, n) for n in range(3)]
    for result in batch(texts, "html"):
        rules = {v.line.text: v.rule for v in result.verdicts}
        assert "repeated" not in (rules["Ploeg"], rules["Punten"])
        assert not {"Nieuws", "Sport van dit blad"} & set(kept(result))


def test_a_copy_of_a_file_is_not_all_furniture() -> None:
    text = "Kop\n" + "\n".join(f"Regel {n} van het gedicht" for n in range(20))
    reading = read(Seed("a.txt", text.encode()))
    result = clean(reading, seed="a.txt", language="nl", repeats=furniture([reading, reading]))
    assert "repeated" not in {v.rule for v in result.verdicts}


INTERVIEW = """De schrijver ontvangt ons in zijn keuken, waar het naar koffie en natte hond ruikt. Buiten is het al donker.

Jan Jansen
Waarom bent u begonnen met schrijven, en wanneer wist u dat het boeken zouden worden?
Marie van Dam
Ik begon omdat het regende en er niets anders te doen was. Mijn vader had een schrijfmachine op zolder staan, en toen ik eenmaal de geur van het lint kende, wilde ik niet meer terug naar beneden. De eerste verhalen waren slecht, maar ze waren van mij.

Jan Jansen
Wat vond uw moeder daarvan, die toch liever had gezien dat u arts werd zoals uw broer?
Marie van Dam
Ze heeft het nooit gelezen. Pas toen de krant erover schreef, legde ze het boek op tafel, met de rug naar boven, zodat het bezoek de titel kon zien. Dat was haar manier om te zeggen dat het goed was.

Jan Jansen
Gaat u ooit weer in de stad wonen, nu de kinderen het huis uit zijn en de tuin groot is?
Marie van Dam
Nee. De stad is van mensen die haast hebben. Hier loop ik ’s ochtends naar de rivier, en als ik terugkom weet ik wat ik moet schrijven. Dat kan ik voor geen terras ter wereld inruilen, al mis ik soms de bioscoop."""  # noqa: E501


def test_an_interview_is_no_comment_thread() -> None:
    assert all(v.kept for v in galley(INTERVIEW).verdicts if not v.line.blank)


ENGLISH = """\
The harbour lies below the town, and nobody who comes by train sees it. One has to walk down past the church, where the street turns into a stair, and then it is there all at once, with its masts.
On Tuesdays there is a market on the quay. The women who sell fish there have known each other since school, and they shout prices at one another that they do not ask of any customer.
In winter nothing comes in but the mail boat. Its captain has a dog, and the dog has a chair of its own in the café, from which it looks at the sea as if it had lost something in it."""  # noqa: E501


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("Elaina King says", True),
        ("Sondra @ Savers4Life says", True),
        ("Jan zegt", True),
        ("Petra schrieb", True),
        ("firefighter jeff said,", True),
        ("Posted by: an old hand on 4:05pm Tue 1 Jan 08", True),
        ("14:03 op 12 april 2019", True),
        ("1 November 2012 9:37PM", True),
        ("Posted by Ann Lee on January 10, 2008 5:58pm", True),
        ("Aanvang 20:00, zaal open om zeven uur", False),
        ("He rang on 12 April 2019 at 14:03.", False),
        ("Posted by Ann on April 12, 2019 at 2:03 p.m.", True),
        ("he said, and went", False),
        ("Jan zegt:", True),
        ("He never says", True),  # one such line is no thread: three are wanted, over doubtful lines
        ("So she says, and goes.", False),
        ("As the poet says. He wrote", False),
        ("says", False),
    ],
)
def test_the_head_of_a_comment_says_who_speaks(head: str, found: bool) -> None:
    assert is_marked_head(head) is found


def test_readers_who_speak_without_a_colon_are_a_thread() -> None:
    said = ("I love this!", "Thanks, I will try it.", "Great post :)", "When do you eat the soup?")
    thread = "\n".join(
        f"{name} says\n{words}" for name, words in zip(("Amber", "Mia", "kitty", "Ed"), said, strict=True)
    )
    result = galley(f"{ENGLISH}\n{thread}", language="en")
    assert kept(result) == ENGLISH.split("\n")


SIGNED = """\
Thanks for this. I have just been there, and thought of you.
Posted by: Adele Reves | September 20, 2012 at 10:58 AM
We may go there this winter, if the boat goes.
Posted by: Rob Masters | September 20, 2012 at 11:39 AM
Adele and Rob, you are going to love it.
Posted by: Dana Scott | September 20, 2012 at 07:02 PM"""


def test_readers_who_sign_below_what_they_say_are_a_thread_from_the_first_on() -> None:
    assert kept(galley(f"{ENGLISH}\n{SIGNED}", language="en")) == ENGLISH.split("\n")


@pytest.mark.parametrize(("sure", "told"), [(0.9, 1), (0.3, 0)])
def test_doubt_tells_where_signed_comments_begin_but_where_all_is_doubtful(sure: float, told: int) -> None:
    """As each line is in a language that the judges can hardly read: the text stays."""
    lines = [*PIECE, "He was there last year.", *SIGNED.split("\n")]
    verdicts = tuple(
        Verdict(Line(n, text), Role.BODY, "stet", sure if n <= len(PIECE) else 0.3)
        for n, text in enumerate(lines, 1)
    )
    found = comments(verdicts, Page.of([v.line for v in verdicts], "en"))
    assert [v.line.text for v in found if v.kept] == lines[: len(PIECE) + 1 - told]


def test_readers_who_sign_at_the_end_of_their_paragraph_are_a_thread() -> None:
    lines = SIGNED.split("\n")
    joined = "\n".join(f"{said} {who}" for said, who in zip(lines[::2], lines[1::2], strict=True))
    assert kept(galley(f"{ENGLISH}\n{joined}", language="en")) == ENGLISH.split("\n")


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        (
            "Lovely. Posted by Ann Lee on January 10, 2008 5:58 PM",
            "Posted by Ann Lee on January 10, 2008 5:58 PM",
        ),
        (
            "Mooi! Geplaatst door Jan op 12 april 2019 om 14:03",
            "Geplaatst door Jan op 12 april 2019 om 14:03",
        ),
        ("Jan zegt:", "Jan zegt:"),
        ("It was posted by Ann Lee on January 10, 2008, and we met at 5:58 that day.", ""),
        ("The letter was posted by the king.", ""),
    ],
)
def test_a_signature_may_be_the_end_of_a_paragraph(text: str, signed: str) -> None:
    assert signature(text) == signed


def test_signatures_above_what_is_said_take_nothing_from_the_text() -> None:
    lines = SIGNED.split("\n")
    turned = "\n".join(f"{who}\n{said}" for said, who in zip(lines[::2], lines[1::2], strict=True))
    assert kept(galley(f"{ENGLISH}\n{turned}", language="en")) == ENGLISH.split("\n")


def test_an_hour_told_in_two_sentences_makes_no_thread() -> None:
    told = ["He rang on 12 April 2019 at 14:03.", "She came on 13 April 2019 at 9:15."]
    text = "\n".join([*ENGLISH.split("\n"), told[0], ENGLISH.split("\n")[0], told[1], ENGLISH.split("\n")[1]])
    assert {*told} <= {*kept(galley(text, language="en"))}


PIECE = ENGLISH.split("\n")


@pytest.mark.parametrize(("above", "said"), [(PIECE[1][:90] + " dog.", False), (" ".join(PIECE[:3]), True)])
def test_below_a_line_or_two_nobody_has_commented_yet(above: str, said: bool) -> None:
    """A page that counts its comments right below the standfirst goes on with the text."""
    texts = (above, "53 Comments", *PIECE)
    look = Look.of(Page.of([Line(n, text) for n, text in enumerate(texts, 1)], "en"), texts)
    found = [Estimate(0.9, 0.2, 0.0)] * len(look.texts)
    assert _said(look, found)[look.texts.index("53 Comments")] is said


@pytest.mark.parametrize(
    ("between", "left"),
    [
        (["Related stories", "", "The queen's garden", "", "Ten winter soups", "", "A walk to the sea"], 1),
        (["Related stories", "", "  • The queen's garden", "  • Ten soups for the winter"], 0),
        (["Most read", "", "1", "The queen's garden", "2", "Ten soups for the winter", "  • More"], 0),
        (["Related stories", "", "The mail boat"], 1),
    ],
    ids=["spaced", "bulleted", "numbered", "one heading"],
)  # fmt: skip
def test_a_list_under_its_heading_goes_across_blank_lines(between: list[str], left: int) -> None:
    """But for the line right above the text: it may be the text's own heading."""
    result = galley("\n\n".join([*PIECE[:2], "\n".join(between), PIECE[2]]), language="en")
    own = [text for text in kept(result) if text not in PIECE]
    assert [text for text in kept(result) if text in PIECE] == PIECE
    assert len(own) == left
    assert set(own) <= {"The mail boat", "A walk to the sea"}


@pytest.mark.parametrize(("word", "doubted"), [("Menu", True), ("Masts", False)])
def test_a_word_of_pages_alone_among_the_text_stays_and_is_doubted(word: str, doubted: bool) -> None:
    below = (text.replace("the", "that") for text in PIECE)
    result = galley("\n\n".join([*PIECE, word, *below]), language="en")
    (found,) = (v for v in result.verdicts if v.line.text == word)
    assert found.kept
    assert (found.certainty == 0.5) is doubted
    assert found.because.endswith("but a word that pages use") is doubted


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("command", ["\\newpage", "\\pagebreak[4]", "::: {.newpage} :::", "\\vspace{1cm}"])
def test_what_asks_for_a_new_page_is_no_text(command: str, whole: bool) -> None:
    said = "De bakker aan de haven heeft een oven die zo oud is als de kade, en de straat ruikt ernaar."
    text = f"{said}\n\n{command}\n\n{said.replace('bakker', 'smid')}\n\n{said.replace('bakker', 'visser')}\n"
    reading = read(Seed("seeds/x.md", text.encode(), "markdown"))
    galley = clean(reading, seed="seeds/x.md", language="nl", whole=whole)
    assert [v.rule for v in galley.verdicts if not v.kept and not v.line.blank] == ["any.page-breaks"]
