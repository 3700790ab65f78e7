"""Pages as other programs write them out as text: browsers of text (lynx, elinks, links, w3m) and Pandoc."""

from __future__ import annotations

import re
import textwrap

import pytest
from growth import growth
from test_recover_wrapping import TEXT, TITLE

from book.compose.words import plain as words
from book.intake import mark
from book.model import Break, Galley, ListBlock, NoteCall, Paragraph, Piece, Quotation, Reading, Seed
from book.read import filled, read
from book.recover import lift, plain

MENU = "Thuis Recepten Ontbijt Lunch Soepen Salades Dranken Aanmelden Contact Zoeken".split()
ADDRESSES = "\n".join(f"  {n}. https://www.example.nl/{n}" for n in range(1, 15))


def reading(text: str) -> Reading:
    return read(Seed("a.txt", text.encode(), "text"))


def made(text: str) -> Galley:
    return mark(Seed("a.txt", b"", "text"), reading(text))


def piece(text: str) -> Piece:
    return lift(made(text))


def page(*parts: str, margin: str = "   ", bullet: str = "*", columns: int = 72) -> str:
    """A page with a menu above its text and a foot below it, every paragraph filled."""
    menu = "\n".join(f"{margin}  {bullet} {entry}" for entry in MENU)
    text = "\n\n".join(
        textwrap.fill(part, columns, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False)
        for part in parts
    )
    foot = "\n".join(f"{margin}  {bullet} {entry}" for entry in ("Facebook", "Twitter", "Instagram"))
    return f"{menu}\n\n{margin}{TITLE}\n\n{text}\n\n{foot}\n"


@pytest.mark.parametrize(("margin", "bullet"), [("   ", "*"), ("", "•"), ("", "-  ")])
@pytest.mark.parametrize("columns", [62, 72, 79])
def test_the_paragraphs_of_a_page_are_whole_again(margin: str, bullet: str, columns: int) -> None:
    text = plain(piece(page(*TEXT, margin=margin, bullet=bullet, columns=columns)))
    assert text.split("\n\n") == list(TEXT)


def test_what_no_program_filled_goes_on_nothing() -> None:
    verse = [
        "de brug stond half open in maart en ging nooit meer dicht,",
        "de bakker zat stil in zijn auto en wachtte op het licht,",
        "de pastoor zag hem staan daar, en zwaaide van verre, en riep",
        "of er brood was, en of het nog warm was, en of hij wel sliep,",
        "en de bakker riep nee en het regende zacht op de dijk",
        "en er dreef in het water een eend en het water werd rijk",
    ]
    assert not filled.continued([*verse, "", *verse])
    assert not filled.continued([*MENU, *MENU])


def test_paragraphs_with_a_margin_of_their_own_are_a_quotation() -> None:
    said = [
        "Een brug die niet open wil, moet men laten rusten tot zij het zelf wil. Wie haar dwingt, die dwingt "
        "het water, en dat laat zich niet dwingen.",
        "Zo staat het daar.",
    ]
    quoted = "\n\n".join(textwrap.indent(textwrap.fill(text, 55), "      ") for text in said)
    text = page(*TEXT).replace("\n\n   Intussen", f"\n\n{quoted}\n\n   Intussen")
    (found,) = (block for block in piece(text).blocks if isinstance(block, Quotation))
    assert [words(block.inlines) for block in found.blocks if isinstance(block, Paragraph)] == said


def test_one_line_that_stands_further_in_is_no_quotation() -> None:
    text = page(*TEXT).replace("\n\n   Intussen", "\n\n      Zo ging dat hier in het dorp.\n\n   Intussen")
    assert not any(isinstance(block, Quotation) for block in piece(text).blocks)


def test_the_items_of_a_list_go_on_below_their_words() -> None:
    items = "\n".join(
        textwrap.fill(entry, 72, initial_indent="     * ", subsequent_indent="       ") for entry in TEXT[1:3]
    )
    text = page(TEXT[0], TEXT[3], TEXT[1]).replace("\n\n   Om vier", f"\n\n{items}\n\n   Om vier")
    (found,) = (block for block in piece(text).blocks if isinstance(block, ListBlock))
    assert len(found.items) == 2
    assert all(entry in plain(piece(text)) for entry in TEXT[1:3])


def with_numbers(text: str) -> str:
    """The page with the numbers of the links of its menu."""
    for n, entry in enumerate(MENU, 1):
        text = text.replace(f"* {entry}\n", f"* [{n}]{entry}\n", 1)
    return text


def numbered(*, listed: bool = True, heading: str = "References\n\n   Visible links:\n") -> str:
    """A page as lynx and elinks write it out: the number of each link before it."""
    text = page("Op een [11]natte dinsdag" + TEXT[0][20:], TEXT[1][:-1] + " [12]in [13]Zwolle.", *TEXT[2:])
    text = with_numbers(text)
    return f"{text}\n{heading}{ADDRESSES}\n" if listed else text


@pytest.mark.parametrize(
    "heading", ["References\n\n   Visible links:\n", "References\n\n", "Verwijzingen\n\n"]
)
def test_the_numbers_of_links_are_gone_and_so_is_where_they_lead(heading: str) -> None:
    text = plain(piece(numbered(heading=heading)))
    assert text.split("\n\n") == [TEXT[0], TEXT[1][:-1] + " in Zwolle.", *TEXT[2:]]


def test_each_number_that_was_taken_out_is_told() -> None:
    changes = [(change.before, change.after) for change in reading(numbered()).changes]
    assert ("[11]natte", "natte") in changes
    assert len(changes) == 13


def test_the_numbers_are_known_where_their_list_was_cut_off() -> None:
    assert "Op een natte dinsdag" in plain(piece(numbered(listed=False)))


def test_links_of_a_pages_head_are_no_text() -> None:
    head = "   Link: canonical\n   Link: Brug » feed (alternate)\n   Link: alternate\n"
    links = reading(head + page(*TEXT)).links
    assert links == {1, 2, 3}
    assert [v.rule for v in made(head + page(*TEXT)).verdicts[:3]] == ["links.listed"] * 3


def test_an_authors_notes_stay_his() -> None:
    """His calls stand behind words, and what they call is no list of links, though all of it is addresses."""
    called = [f"{text[:-1]}[{n}]." for n, text in enumerate(TEXT, 1)]
    notes = "\n".join(f"{n}. https://www.example.nl/{n}" for n in range(1, 5))
    given = reading("\n\n".join((TITLE, *called, "Noten", notes)))
    assert not given.links
    assert not given.changes


def test_the_call_of_a_note_that_is_a_link_stays() -> None:
    text = numbered().replace("[12]in", "[12][1] in")
    assert "fotografeerde [1] in Zwolle." in plain(piece(text))


NOTED = [f"{TEXT[0]}^1", f"{TEXT[1]}[11]^2", *TEXT[2:]]
NOTES = (
    "Dat was in 2018, zegt de brugwachter, maar die vergist zich vaker in jaren dan in bruggen. ↩",
    "De eerste was zijn oom. [12]↩",
)


@pytest.mark.parametrize("numbers", [True, False])
def test_raised_numbers_call_the_notes_below_whatever_list_stands_above(numbers: bool) -> None:
    notes = "\n".join(
        textwrap.fill(f"{n}. {note}", 72, initial_indent="     ", subsequent_indent="        ")
        for n, note in enumerate(NOTES, 1)
    )
    procedure = "     1. Bel de provincie.\n     2. Wacht.\n     3. Bel nog eens.\n"
    text = with_numbers(page(*NOTED)).replace("\n\n   Intussen", f"\n\n{procedure}\n   Intussen")
    text = text.replace("begraven.\n\n", f"begraven.\n\n{notes}\n\n") + f"\nReferences\n\n{ADDRESSES}\n"
    blocks = piece(text if numbers else re.sub(r"\[\d+\]|References[^ä]*", "", text)).blocks
    inlines = [one for block in blocks if isinstance(block, Paragraph) for one in block.inlines]
    called = [words(one.note.blocks[0].inlines) for one in inlines if isinstance(one, NoteCall)]
    assert called == [NOTES[0][:-2], "De eerste was zijn oom."]
    assert [len(block.items) for block in blocks if isinstance(block, ListBlock)] == [3]


def test_a_power_stays_one() -> None:
    assert reading("Het is x^2 en 10^6 en [^1].").lines[0].text == "Het is x^2 en 10^6 en [^1]."


@pytest.mark.parametrize(
    "sign", ["[IMG]", "[INLINE] [INLINE]", "(BUTTON)", "[]", "[dam.jpg]", "[De dam][De dam]"]
)
def test_signs_for_pictures_and_buttons_are_no_text(sign: str) -> None:
    text = page(*TEXT).replace("   Intussen", f"   {sign}\n\n   Intussen")
    assert plain(piece(text)).split("\n\n") == list(TEXT)


def test_a_forums_pictures_and_words_in_brackets_stay() -> None:
    for text in ("Kijk: [IMG]https://example.org/a.png[/IMG]", "[De dam]", "[...]", "Druk op [IMG."):
        assert [line.text for line in reading(text).lines] == [text]


@pytest.mark.parametrize("row", ["_" * 66, "─" * 77, "═" * 78])
def test_a_row_across_the_page_parts_the_text(row: str) -> None:
    text = page(*TEXT).replace("\n\n   Intussen", f"\n\n   {row}\n\n   Intussen")
    assert [type(block) for block in piece(text).blocks].count(Break) == 1


def test_long_pages_are_read_in_time() -> None:
    def text(n: int) -> str:
        return "\n".join([numbered(listed=False)] * n)

    texts = {n: text(n) for n in (20, 160)}
    assert growth(lambda n: reading(texts[n]), 20, 160) < 4
