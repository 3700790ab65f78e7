"""Text that was copied out of pages: its running heads and folios, and its paragraphs without blank lines."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.folios import FOLIO, RUNNING_HEAD, furniture
from book.intake import mark
from book.model import Galley, ListBlock, Role, Seed
from book.read import read
from book.recover import lift, plain

TITLE = "De brug die niet open wilde"
PROSE = (
    "Op een natte dinsdag in maart stond de brug bij ons in het dorp half open, en hij bleef half open. "
    "De brugwachter keek ernaar alsof het een koe was die niet wilde lopen. Hij had zijn pet afgezet en "
    "zijn koffie laten staan, en dat deed hij anders nooit.",
    "Eerst kwam de gemeente. Er kwam een man in een geel hesje die alles fotografeerde, en daarna een "
    "tweede man in een geel hesje die de eerste fotografeerde. Toen dronken ze koffie in de kantine van "
    "de haven en schreven ze op wat ze hadden gezien, ieder in zijn eigen schrift.",
    "Intussen stond het verkeer. Aan onze kant stond de bakker met een bestelauto vol brood, aan de "
    "andere kant de pastoor, die om elf uur een uitvaart had. Ze zwaaiden naar elkaar over het water, "
    "want ze kenden elkaar van het koor.",
    "‘Kunt u er niet gewoon aan trekken?’ vroeg de bakker aan de brugwachter. Dat kon niet. Er was een "
    "handboek, en in het handboek stond dat een brug die half open staat, een storing is, en dat een "
    "storing wordt gemeld bij een nummer in een andere stad.",
    "Het nummer in de andere stad werd opgenomen door een vrouw die vroeg of het haast had. De "
    "brugwachter keek naar de bakker en naar de pastoor en zei dat het haast had. Ze zou het doorgeven, "
    "zei ze, maar haast hadden ze vandaag allemaal.",
    "Ik heb er die middag twee uur bij gestaan, en ik heb nog nooit zo veel mensen zo rustig iets zien "
    "afwachten waar niemand iets aan kon doen. Er werd brood verdeeld. Iemand haalde een stoel voor de "
    "weduwe, die met de pastoor was meegereden.",
    "Om vier uur ging hij dicht. Niemand had iets gedaan. De bakker reed erover, de pastoor reed "
    "erover, en het brood was oud en de dode nog niet begraven. De mannen in de gele hesjes schreven op "
    "hoe laat het was.",
    "Een week later lag er een brief van de gemeente in de bus. Daarin stond dat de brug was hersteld "
    "en dat men hoopte op begrip voor de overlast. Er stond ook in dat men van de storing had geleerd, "
    "maar niet wat.",
    "De brugwachter heeft die brief boven zijn bureau gehangen, naast de kalender van de haven. Als er "
    "iemand klaagt dat het zo lang duurt, wijst hij ernaar, en dan zegt hij dat er van geleerd is.",
    "Sindsdien gaat de brug elke ochtend om zes uur één keer open en weer dicht, ook als er niets "
    "vaart. De brugwachter zegt dat het staal dat nodig heeft. Ik denk dat hij zelf even wil zien dat "
    "het nog kan.",
)

BYLINE = "Door Anna de Wit"
Head = Callable[[int], str]


def made(text: str) -> Galley:
    seed = Seed("a.txt", text.encode(), "text")
    return mark(seed, read(seed))


def rows(width: int, indent: str = "", spaced: bool = False) -> list[str]:
    """The lines of the text, broken at `width`."""
    found: list[str] = []
    for text in PROSE:
        found += [*textwrap.wrap(text, width, initial_indent=indent), *([""] if spaced else [])]
    return found


def paged(
    lines: list[str],
    *,
    head: Head | None = None,
    foot: Head | None = None,
    first: int = 11,
    long: int = 14,
    feed: bool = False,
) -> str:
    """The lines on pages of `long` lines, with what each has above and below it; the first has no head."""
    made, number = [TITLE, BYLINE], first
    for n, line in enumerate(lines):
        if n and n % long == 0:
            made += [foot(number)] if foot else []
            number += 1
            made += ["\f" * feed + head(number)] if head else []
            line = line if head else "\f" * feed + line
        made.append(line)
    return "\n".join((*made, *([foot(number)] if foot else []))) + "\n"


def gone(galley: Galley) -> list[tuple[str, str]]:
    return [(v.line.text, v.rule) for v in galley.verdicts if v.rule in (FOLIO, RUNNING_HEAD)]


@pytest.mark.parametrize("spaced", [False, True])
@pytest.mark.parametrize("width", [57, 62, 78])
def test_text_without_blank_lines_has_its_paragraphs(width: int, spaced: bool) -> None:
    galley = made("\n".join((TITLE, BYLINE, *rows(width, spaced=spaced))) + "\n")
    piece = lift(galley)
    assert (piece.title, [author.display for author in piece.authors]) == (TITLE, ["Anna de Wit"])
    assert plain(piece).split("\n\n") == list(PROSE)


PAGES: dict[str, tuple[Head | None, Head | None, int]] = {
    "head and number": (lambda n: f"DE KLANT {n}" if n % 2 else f"{n}  BRUGGEN", None, 11),
    "number": (None, lambda n: f"- {n} -", 11),
    "number of how many": (lambda n: "De brug", lambda n: f"Pagina {n} van 7", 1),
    "head alone": (lambda n: "DE BRUG", None, 1),
    "number above": (lambda n: str(n), None, 3),
    "a date and a place": (lambda n: "De Krant, 3 mei 2012", lambda n: f"{n} | De Krant", 4),
}


@pytest.mark.parametrize("spaced", [False, True])
@pytest.mark.parametrize("feed", [False, True])
@pytest.mark.parametrize("name", PAGES)
def test_what_pages_repeat_goes_and_sentences_go_on_below_it(name: str, feed: bool, spaced: bool) -> None:
    head, foot, first = PAGES[name]
    text = paged(
        rows(62, spaced=spaced), head=head, foot=foot, first=first, long=15 if spaced else 14, feed=feed
    )
    galley = made(text)
    assert plain(lift(galley)).split("\n\n") == list(PROSE)
    assert len(gone(galley)) >= 3


def test_what_a_browser_prints_around_a_page_goes() -> None:
    head = "3-5-2012, 10:04 De brug | De Krant"
    text = paged(
        rows(62), head=lambda n: head, foot=lambda n: f"https://krant.example/de-brug {n}/4", first=1
    )
    galley = made(f"{head}\n{text}")
    assert plain(lift(galley)).split("\n\n") == list(PROSE)
    assert not lift(galley).date  # when it was printed


def test_a_word_goes_on_on_the_next_page() -> None:
    lines = [line.replace("brugwachter", "brug-\nwachter") for line in rows(62)]
    lines = "\n".join(lines).split("\n")
    at = next(n for n, line in enumerate(lines) if line.endswith("brug-"))
    lines[at + 1 : at + 1] = ["12", "DE BRUG"]
    for n, number in ((at + 16, "13"), (at + 29, "14")):
        lines[n:n] = [number, "DE BRUG"]
    text = " ".join(line.text for line in read(Seed("a.txt", "\n".join(lines).encode(), "text")).lines)
    assert "brugwachter" in text
    assert "brug- " not in text


def test_text_with_a_blank_line_below_each_line_has_its_paragraphs() -> None:
    galley = made("\n\n".join((TITLE, BYLINE, *rows(62))) + "\n")
    assert plain(lift(galley)).split("\n\n") == list(PROSE)


@pytest.mark.parametrize("indent", ["", "    "])
@pytest.mark.parametrize("spaced", [False, True])
def test_a_page_that_is_laid_out_in_letters_has_a_margin(indent: str, spaced: bool) -> None:
    lines = rows(62, indent, spaced)
    text = paged(lines, head=lambda n: "De Brug".center(62), foot=lambda n: str(n).center(62), feed=True)
    margin = " " * 6
    laid = "\n".join(re.sub(r"^(\f?)(?=.)", rf"\1{margin}", line) for line in text.split("\n"))
    assert plain(lift(made(laid))).split("\n\n") == list(PROSE)


def test_pages_that_end_between_sentences_end_where_the_file_says_so() -> None:
    lines = [
        line for n, text in enumerate(PROSE, 3) for line in (*textwrap.wrap(text, 62), str(n), "\fDe Brug")
    ]
    galley = made("\n".join((TITLE, BYLINE, *lines[:-1])) + "\n")
    assert plain(lift(galley)).split("\n\n") == list(PROSE)
    assert len(gone(galley)) == 2 * len(PROSE) - 1


def test_the_number_of_the_first_of_two_pages_goes() -> None:
    lines = rows(62)
    assert gone(made("\n".join((TITLE, *lines[:11], "- 3 -", *lines[11:])))) == [("- 3 -", FOLIO)]
    assert gone(made("\n".join((TITLE, *lines[:11], "3", *lines[11:])))) == []


TALK = (
    "‘Is hij open?’ vroeg de bakker.",
    "‘Nee,’ zei de brugwachter. ‘Hij is niet open en niet dicht, en ik moet hem laten staan tot er iemand "
    "komt.’",
    "‘Wie dan?’",
    "‘Dat zeiden ze niet. Ze zeiden dat er iemand zou komen, en dat ik moest opschrijven hoe laat.’",
    *PROSE[:2],
    "‘En toen?’",
    "Toen kwam hij, in een witte bus met een ladder erop die hij niet nodig had, en vroeg waar de brug was.",
)


@pytest.mark.parametrize("width", [45, 60, 72])
def test_what_people_say_is_in_paragraphs_of_its_own(width: int) -> None:
    lines = [line for text in TALK for line in textwrap.wrap(text, width)]
    assert plain(lift(made("\n".join((TITLE, BYLINE, *lines)) + "\n"))).split("\n\n") == list(TALK)


ITEMS = (
    "een lamp die van zijn vader was en die hij nooit heeft aangestoken, uit angst dat hij uitgaat;",
    "een boek waarin hij schrijft wie eroverheen gaat, en hoe laat, en waarmee;",
    "een stoel.",
)


@pytest.mark.parametrize("hanging", ["", "  "])
@pytest.mark.parametrize("apart", ["", "\n"])
@pytest.mark.parametrize("mark_", ["-", "1."])
def test_the_items_of_a_list_go_on_in_their_second_lines(mark_: str, hanging: str, apart: str) -> None:
    items = [f"{mark_ if mark_ == '-' else f'{n}.'} {text}" for n, text in enumerate(ITEMS, 1)]
    rows_ = [textwrap.fill(text, 62, subsequent_indent=hanging) for text in items]
    before, after = (
        ["\n".join(textwrap.wrap(text, 62)) for text in part] for part in (PROSE[:3], PROSE[3:6])
    )
    parts = [*before, "\n".join(rows_), *after]
    piece = lift(made(f"{TITLE}\n{BYLINE}\n{apart}" + f"\n{apart}".join(parts) + "\n"))
    (found,) = (block for block in piece.blocks if isinstance(block, ListBlock))
    assert len(found.items) == 3
    assert [text for text in plain(piece).split("\n\n") if text in PROSE] == list(PROSE[:6])
    said = [line.split(" ", 1)[1] for line in plain(piece).split("\n") if re.match(r"[•\d]", line)]
    assert said == list(ITEMS)


def test_who_the_author_is_may_be_told_in_two_lines() -> None:
    bio = (
        "Anna de Wit is redacteur van De Brug en schrijft elke week een\ncolumn over het dorp waar zij woont."
    )
    galley = made("\n".join((TITLE, BYLINE, *rows(62), "", bio)) + "\n")
    piece = lift(galley)
    assert plain(piece).split("\n\n") == list(PROSE)
    assert "column over het dorp" in piece.bio
    assert [v.role for v in galley.verdicts[-2:]] == [Role.BIO, Role.BIO]


@pytest.mark.parametrize("feed", ["", "\f"])
@pytest.mark.parametrize("heading", ["{}", "Deel {}", "{}. De brug", "- {} -"])
def test_what_an_author_numbers_stays(heading: str, feed: str) -> None:
    parts = [
        f"{feed}{heading.format(n + 1)}\n" + "\n".join(textwrap.wrap(text, 62))
        for n, text in enumerate((*PROSE, *PROSE[:2]))
    ]
    assert gone(made("\n".join((TITLE, *parts)))) == []


def test_a_refrain_stays() -> None:
    parts = ["\n".join((*textwrap.wrap(text, 62), "En de brug bleef open")) for text in PROSE]
    assert gone(made("\n".join((TITLE, *parts)))) == []


@pytest.mark.parametrize("long", range(12, 20))
def test_a_line_that_returns_stays_where_a_page_ends_beside_it(long: int) -> None:
    returns = "En de brug bleef open"
    lines = [line for text in PROSE for line in (*textwrap.wrap(text, 62), returns)]
    galley = made(paged(lines, foot=lambda n: f"- {n} -", long=long))
    assert all(line.strip("- ").isdigit() for line, _ in gone(galley))
    assert sum(v.line.text == returns and v.kept for v in galley.verdicts) == len(PROSE)


VERSE = """De brug stond half open in maart en niemand ging erover
En wie er nog ging deed het stil als in een kathedraal
De bakker zat stil in zijn auto en wachtte op het verkeer
En deed het daarna niet meer
"""


def test_verse_without_punctuation_stays_in_rows() -> None:
    galley = made(f"{TITLE}\n{VERSE * 6}")
    assert gone(galley) == []
    assert all(row in plain(lift(galley)).split("\n") for row in VERSE.splitlines())


MODERN = """de brug stond half open in maart
en niemand ging erover die dag
de bakker zat stil in zijn auto
en wachtte op wat niet meer kwam
de pastoor zag hem zitten aan de
overkant van het water en groette
en deed het daarna niet meer
tot het vier uur was en laat
"""


@pytest.mark.parametrize("apart", ["", "\n"])
def test_verse_in_small_letters_stays_in_rows(apart: str) -> None:
    stanzas = "".join(f"{n}\n{MODERN}{apart}" for n in range(4, 8))
    galley = made(f"{TITLE}\n\n{stanzas}")
    assert gone(galley) == []
    assert all(row in plain(lift(galley)).split("\n") for row in MODERN.splitlines())


def test_a_heading_among_lines_is_a_paragraph_of_its_own() -> None:
    lines = [*textwrap.wrap(PROSE[0], 62), "Het geduld van de bakker", *textwrap.wrap(PROSE[2], 62), "Anna"]
    found = plain(lift(made("\n".join((TITLE, BYLINE, *lines)) + "\n"))).split("\n\n")
    assert found[:3] == [PROSE[0], "Het geduld van de bakker", PROSE[2]]


def test_a_hyphen_that_its_author_wrote_needs_no_space_behind_it() -> None:
    lines = [line.replace("de haven", "de zee-\nhaven") for line in rows(62)]
    found = plain(lift(made("\n".join((TITLE, BYLINE, *lines)) + "\n")))
    assert "zee-haven" in found or "zeehaven" in found


_LINES = st.sampled_from(
    [*rows(50)[:12], "12", "13", "- 14 -", "De brug", "De brug 15", "", "Pagina 3 van 9"]
)


@given(st.lists(_LINES, max_size=60), st.sets(st.integers(0, 60)))
def test_only_what_is_repeated_or_counts_is_a_page_s(lines: list[str], breaks: set[int]) -> None:
    for i in furniture(lines, breaks):
        same = [line for line in lines if line == lines[i]]
        assert len(same) > 1 or any(c.isdigit() for c in lines[i])
