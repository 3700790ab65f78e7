"""What seeds that are taken in together say of each other: see book/clean/batch.py."""

from __future__ import annotations

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from book.clean import furniture
from book.intake import mark
from book.model import Galley, Line, Reading, Seed
from book.read import read

TITLES = ("De buurvrouw belt", "Een kist vol brieven", "Het loket is dicht", "Waar blijft mijn pakje?")
NOTICE = (
    "Wij bewaren op uw toestel wat wij nodig hebben om u te herkennen, en delen dat met wie ons helpt.",
    "Wie dat niet wil, vinkt hieronder uit wat hij niet wil, en vindt alles terug bij privacy.",
    "Opslaan en sluiten",
)


def lede(title: str) -> str:
    return f"Over {title.lower()} valt veel te zeggen, vooral door wie erbij was toen het die middag misging."


def column(n: int) -> list[str]:
    """The paragraphs of a column, of which no other has one."""
    who = ("de bakker", "mijn tante", "een conducteur", "de huisarts")[n]
    return [
        f"Vorige week zei {who} dat het {TITLES[n].lower()} moest heten, en daar dacht ik lang over na.",
        f"Toen {who} weer naar huis was, heb ik het opgeschreven zoals het ging: de vraag, en de stilte.",
        f"Wie {who} kent, weet dat er nooit iets wordt beloofd; maar wat er wél wordt gezegd, staat er.",
        f"Zo bleef het die avond bij koffie, en {who} heeft er nooit meer naar gevraagd. Dat siert ons.",
    ]


def page(n: int) -> str:
    """A column as a reader copies it from its page, with what the site announces of the others."""
    others = [line for title in TITLES for line in (title, lede(title), "")]
    return "\n".join(["Voorpagina", TITLES[n], "Jan de Vries", "", lede(TITLES[n]), *column(n), "", *others])


def taken(texts: list[str], form: str = "text") -> list[Galley]:
    seeds = [Seed(f"{n}.{form}", text.encode(), form) for n, text in enumerate(texts)]
    readings = [read(seed) for seed in seeds]
    shared = furniture(readings)
    return [mark(seed, reading, "nl", repeats=shared) for seed, reading in zip(seeds, readings, strict=True)]


def kept(galley: Galley) -> list[str]:
    return [v.line.text for v in galley.verdicts if v.kept]


def test_a_piece_keeps_the_title_and_the_standfirst_that_the_others_announce_it_with() -> None:
    for n, galley in enumerate(taken([page(n) for n in range(4)])):
        told = [fact.value for fact in galley.facts if fact.field == "title" and fact.sure]
        assert told == [TITLES[n]]
        assert [text for text in kept(galley) if len(text) > 60] == [lede(TITLES[n]), *column(n)]


def test_alone_such_a_page_does_not_tell_what_is_of_another_piece() -> None:
    """The same page, so that the test above can fail."""
    (galley,) = taken([page(0)])
    assert lede(TITLES[2]) in kept(galley)


def test_paragraphs_of_a_site_below_its_columns_are_its_own() -> None:
    for n, galley in enumerate(taken(["\n\n".join((*column(n), *NOTICE)) for n in range(3)])):
        assert kept(galley) == column(n)


def test_a_quotation_that_two_columns_share_stays() -> None:
    quoted = [f"„{text[:-1]}”." for text in NOTICE[:2]]
    texts = ["\n\n".join((*column(n)[:2], *quoted, *column(n)[2:])) for n in range(2)]
    for galley in taken(texts):
        assert set(quoted) <= set(kept(galley))


def test_two_versions_of_a_column_say_nothing_against_each_other() -> None:
    first = "\n\n".join((TITLES[0], *column(0), *NOTICE[:2]))
    second = first.replace("Vorige week", "Vorige maand")
    shared = furniture(read(Seed("x", text.encode())) for text in (first, second))
    assert not shared.lines
    others = ["\n\n".join((*column(n), *column(n + 1), column(0)[1])) for n in (1, 2)]
    assert column(0)[1] in furniture(read(Seed("x", text.encode())) for text in (first, *others)).lines


def test_nor_does_a_version_whose_lines_a_program_filled() -> None:
    """The headings of the column stand in both, and are its own."""
    body = [*column(0)[:2], "Wat er gebeurde", *column(0)[2:]]
    filled = "\n\n".join(textwrap.fill(text, 72) for text in body)
    assert not furniture(read(Seed("x", text.encode())) for text in ("\n\n".join(body), filled)).lines


def test_nor_do_thirty_versions() -> None:
    texts = ["\n\n".join((f"Versie {n}", *column(0))) for n in range(30)]
    assert not furniture(read(Seed("x", text.encode())) for text in texts).lines


TEXTS = st.lists(
    st.sampled_from([*column(0), *column(1), *NOTICE, *TITLES, "", "•  Voorpagina"]), max_size=12
)


@given(st.lists(TEXTS, max_size=5))
def test_it_does_not_matter_in_which_order_they_come(pages: list[list[str]]) -> None:
    readings = [Reading(tuple(Line(n, text) for n, text in enumerate(page, 1)), "utf-8") for page in pages]
    shared = furniture(readings)
    assert shared == furniture(reversed(readings))
    assert shared.heads <= shared.lines


@given(st.integers(2, 5))
def test_running_text_is_a_sites_where_three_pieces_have_it_and_other_lines_where_two_do(pieces: int) -> None:
    texts = ["\n\n".join((TITLES[0], *column(0)))]
    texts += [
        "\n\n".join((column(0)[1], "Opslaan", *(f"{text[:-1]}, zei {n}." for text in column(1)), TITLES[0]))
        for n in range(pieces - 1)
    ]
    lines = furniture(read(Seed("x", text.encode())) for text in texts).lines
    assert (TITLES[0] in lines, column(0)[1] in lines) == (True, pieces > 2)
