"""Plain text as typewriters, scanners and mail programs set it: indents, underlines, hyphens at line ends."""

from __future__ import annotations

import textwrap

import pytest

from book.intake import mark
from book.model import Galley, Role, Seed
from book.read import read
from book.recover import lift, plain

TEXT = (
    "Op een natte dinsdag in maart stond de brug bij ons in het dorp half open, en hij bleef half open. De "
    "brugwachter keek ernaar alsof het een koe was die niet wilde lopen.",
    "Eerst kwam de gemeente. Er kwam een man in een geel hesje die alles fotografeerde, en daarna een tweede "
    "man in een geel hesje die de eerste fotografeerde.",
    "Intussen stond het verkeer. Aan onze kant stond de bakker met een bestelauto vol brood, aan de andere "
    "kant de pastoor, die om elf uur een uitvaart had.",
    "Om vier uur ging hij dicht. Niemand had iets gedaan. De bakker reed erover, de pastoor reed erover, en "
    "het brood was oud en de dode begraven.",
)
TITLE = "De brug die niet open wilde"


def made(text: str) -> Galley:
    seed = Seed("a.txt", text.encode(), "text")
    return mark(seed, read(seed))


def set_in(columns: int, indent: str) -> str:
    return "\n".join(textwrap.fill(text, columns, initial_indent=indent) for text in TEXT)


@pytest.mark.parametrize("indent", ["  ", "     ", "\t", "\u2003"])
@pytest.mark.parametrize("columns", [36, 60, 72])
def test_paragraphs_that_begin_with_an_indent_are_paragraphs(columns: int, indent: str) -> None:
    galley = made(f"{TITLE}\n\nDoor Anna de Wit\n\n{set_in(columns, indent)}\n")
    assert plain(lift(galley)).split("\n\n") == list(TEXT)


@pytest.mark.parametrize("columns", [10_000, 100, 72])
def test_title_day_and_subheads_are_weighed_by_paragraphs_however_lines_are_broken(columns: int) -> None:
    above, below = ("\n\n".join(textwrap.fill(text, columns) for text in TEXT[k : k + 2]) for k in (0, 2))
    menu = "De Laan\n\n  * Archief\n  * Over mij\n"
    galley = made(f"{menu}\n{TITLE}\n\n12 maart 2019\n\n{above}\n\nDe bakker en de pastoor\n\n{below}\n")
    assert {f.field: f.value for f in galley.facts if f.sure} == {"title": TITLE, "date": "2019-03-12"}
    assert [v.line.text for v in galley.verdicts if v.role is Role.SUBHEAD] == ["De bakker en de pastoor"]


def test_rows_of_verse_with_indents_are_no_paragraph() -> None:
    rows = [
        "De brug stond half open in maart en niemand ging erover,",
        "  De bakker zat stil in zijn auto en wachtte op het verkeer.",
        "De pastoor zag hem staan daar en zwaaide met zijn brevier,",
        "  En wuifde nog eens naar de bakker en deed het daarna niet meer.",
    ] * 3
    galley = made(f"{TITLE}\n\n" + "\n".join(rows) + "\n")
    assert all(row.strip() in plain(lift(galley)).split("\n") for row in rows)


def test_underlined_lines_are_headings() -> None:
    head = "Wat het handboek zegt"
    title, above, below = f"{TITLE}\n{'=' * len(TITLE)}", "\n\n".join(TEXT[:2]), "\n\n".join(TEXT[2:])
    text = f"{title}\n\n{above}\n\n{head}\n{'-' * 20}\n\n{below}\n"
    galley = made(text)
    assert lift(galley).title == TITLE
    roles = {v.line.text: v.role for v in galley.verdicts}
    assert (roles[TITLE], roles[head]) == (Role.TITLE, Role.SUBHEAD)
    assert plain(lift(galley)).split("\n\n") == [*TEXT[:2], head, *TEXT[2:]]


def test_a_row_that_parts_the_text_underlines_nothing() -> None:
    text = f"{TITLE}\n\n{TEXT[0]}\nHij bleef open.\n---------------\n{TEXT[1]}\n\n----------\n\n{TEXT[2]}\n"
    kept = [v for v in made(text).verdicts if v.line.text == "Hij bleef open."]
    assert [v.role for v in kept] == [Role.BODY]


HYPHENATED = """De brug die niet open wilde

Op een natte dinsdag in maart stond de brug-
wachter bij ons in het dorp te kijken naar zijn
brug, die half open stond, en hij bleef staan.
Eerst kwam er een man in een geel hesje die foto-
grafeerde, en daarna een tweede die de eerste foto-
grafeerde. Toen dronken ze koffie in de zee-
en havenkantine, en daarna bij café Noord-
Holland, waar niemand iets van bruggen wist.
"""


def test_words_are_whole_that_were_hyphenated_at_the_end_of_a_line() -> None:
    reading = read(Seed("a.txt", HYPHENATED.encode(), "text"))
    lines = [line.text for line in reading.lines]
    assert lines[2:4] == [
        "Op een natte dinsdag in maart stond de brugwachter",
        "bij ons in het dorp te kijken naar zijn",
    ]
    assert lines[6:10] == [
        "grafeerde, en daarna een tweede die de eerste fotografeerde."[11:],
        "Toen dronken ze koffie in de zee-",
        "en havenkantine, en daarna bij café Noord-",
        "Holland, waar niemand iets van bruggen wist.",
    ]
    assert [change.after for change in reading.changes if change.rule == "hyphen"] == [
        "brugwachter", "fotografeerde,", "fotografeerde.",
    ]  # fmt: skip


def test_a_hyphen_or_two_at_the_end_of_a_line_are_the_authors() -> None:
    text = "Ik ga naar de brug-\nmaar hij ging niet.\nZij bleef ook, bij de sluis-\nwachter van het dorp.\n"
    assert [line.text for line in read(Seed("a.txt", text.encode(), "text")).lines] == text.splitlines()


MENU = "Thuis\nRecepten\nOntbijt\nLunch\nSoepen\nSalades\nDranken\nAanmelden\nContact\nZoeken"


def printed(columns: int) -> str:
    """The texts as they come out of a page that was printed: letters are not all as wide."""
    wide = dict.fromkeys("ijlt.,'", 0.5) | dict.fromkeys("mwMW", 1.5)
    rows: list[str] = []
    for text in TEXT:
        row, room = "", 0.0
        for word in text.split():
            room -= sum(wide.get(letter, 1.0) for letter in word) + 0.7
            if room < 0:
                rows.append(row)
                row, room = "", columns - len(word)
            row = f"{row} {word}".strip()
        rows.append(row)
    return "\n".join(filter(None, rows))


@pytest.mark.parametrize("margin", ["", "  "])
@pytest.mark.parametrize("columns", [70, 115])
def test_text_of_a_printed_page_is_paragraphs_amid_its_menus(columns: int, margin: str) -> None:
    page = textwrap.indent(f"{TITLE}\n{printed(columns)}\n\n{MENU}\n", margin)
    text = plain(lift(made(f"{MENU}\n\n{page}")))
    assert text.split("\n\n") == list(TEXT)


def test_a_paragraph_a_line_is_one_amid_menus_too() -> None:
    open_ = [f"{text[:-1]} en" for text in TEXT]
    text = plain(lift(made(f"{MENU}\n\n{TITLE}\n" + "\n".join((*TEXT, *open_)) + f"\n\n{MENU}\n")))
    assert text.split("\n\n") == [*TEXT, *open_]
