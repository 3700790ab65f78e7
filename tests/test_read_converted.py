"""Markdown that a program made of a web page: html2text, markdownify, Pandoc, Jina's Reader."""

from __future__ import annotations

import pytest
from bookcase import BROOD
from growth import growth

from book.compose.words import plain as words
from book.intake import mark
from book.model import Line, Link, NoteCall, Reading, Seed, Span, Text
from book.project import format_of
from book.read import read
from book.read.converted import plain
from book.recover import lift

PROSE = " ".join(BROOD.split()[8:60])


def reading(text: str) -> Reading:
    return read(Seed("a.md", text.encode(), "markdown"))


def line(text: str) -> Line:
    (found,) = (line for line in reading(text).lines if not line.image)
    return found


@pytest.mark.parametrize(
    ("address", "whole"),
    [
        ("https://example.nl/een-\nlang/adres", "https://example.nl/een-lang/adres"),
        ("/een-\nlang-\n  adres_(2)/", "/een-lang-adres_(2)/"),
        ('/een-\nadres "Een titel"', "/een-adres"),
        ('/adres\n"Een titel"', "/adres"),
    ],
)
def test_an_address_that_was_broken_into_lines_is_whole(address: str, whole: str) -> None:
    assert line(f"Dat is [het brood]({address}) van gister.").inlines[1] == Link(whole, (Text("het brood"),))


def test_a_heading_that_is_a_link_is_whole() -> None:
    found = line("## [Een kop die over\nmeer dan een regel\ngaat](https://example.nl/een-\nkop)\n")
    assert (found.tag, found.text) == ("h2", "Een kop die over meer dan een regel gaat")


def test_what_a_link_has_several_paragraphs_of_are_paragraphs() -> None:
    text = f"[\n\n![](a.jpg)\n\n### Brood\n\n{PROSE}\n\n](https://example.nl/brood)\n\nEn [zout](/zout)."
    found = [(line.tag, line.text) for line in reading(text).lines if not line.image]
    assert found == [("h3", "Brood"), ("p", PROSE), ("p", "En zout.")]


@pytest.mark.parametrize(
    ("text", "bold"),
    [
        ("**Het brood: **is oud.", "Het brood:"),
        ("Het** brood** is oud.", "brood"),
        ("**Het brood:\n**is oud.", "Het brood:"),
        ("**Het**brood **is oud.** ", "Het"),
    ],
)
def test_what_is_bold_is_so_though_a_space_is_too(text: str, bold: str) -> None:
    assert Span("strong", (Text(bold),)) in line(text).inlines
    assert "**" not in line(text).text


def test_a_power_and_an_odd_sign_stay() -> None:
    for text in ("Het is 2 ** 3 en 4 ** 5 keer.", "Een ** alleen.", "**Een** en ** alleen."):
        assert plain(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Het [oude brood]{.klein #oud} van [dag](/dag){.link rel=\"home\"}.", "Het oude brood van dag."),
        ("# De brug {#de-brug .titel}", "De brug"),
        ("> ## *De brug* {#de-brug}", "De brug"),
        ("De brug {#de-brug}\n=======", "De brug"),
        ("[[Het\nbrood]{.sr-only}](/brood){.kop\nrel=\"home\"}", "Het brood"),
        ('Het [brood]{x="{\\"a\\": [1]}"}.', "Het brood."),
    ],
)  # fmt: skip
def test_attributes_of_pandocs_are_no_text(text: str, shown: str) -> None:
    assert line(text).text == shown


@pytest.mark.parametrize("text", ["Het [brood] {van gister}.", "Noem {.klein} een klasse.", "f[0]{x}"])
def test_what_has_other_braces_stays(text: str) -> None:
    assert plain(text) == text


def test_divisions_are_those_of_the_page() -> None:
    text = (
        f'::: {{#top .header role="banner"}}\nMenu\n:::\n\n'
        f"::: post-content\n{PROSE}\n\n::: {{.klein}}\nZout.\n:::\n:::\n"
    )
    assert [(found.place, found.text) for found in reading(text).lines] == [
        ("body > div#top.header[role=banner] > p", "Menu"),
        ("body > div.post-content > p", PROSE),
        ("body > div.post-content > div.klein > p", "Zout."),
    ]


def test_a_division_may_begin_an_item_of_a_list() -> None:
    found = reading("-   ::: {.kop}\n    Brood\n    :::\n\n-   Zout\n").lines
    assert [one.text for one in found] == ["Brood", "Zout"]


@pytest.mark.parametrize("call", ["[{}](#fn{})", "[^{}^](#fn{}){{#r .ref}}", "<sup>[{}](#fn{})</sup>"])
def test_links_to_places_in_the_page_call_its_notes(call: str) -> None:
    text = f"{PROSE} Zo is het.{call.format(1, 1)} En zo ook.{call.format(2, 2)}\n\n{PROSE[::-1]}\n\n"
    made = lift(
        mark(Seed("a.md", b"", "markdown"), reading(f"{text}1. Een noot. [↩](#r1)\n2. Twee. [↩](#r2)\n"))
    )
    notes = [one.note for one in made.blocks[0].inlines if isinstance(one, NoteCall)]
    assert [words(note.blocks[0].inlines) for note in notes] == ["Een noot.", "Twee."]


def test_what_jinas_reader_tells_above_a_page_is_of_its_head() -> None:
    told = (
        "Title: De brug - Krant",
        "URL Source: https://krant.nl/brug",
        "Published Time: 2020-02-03T10:00:00Z",
    )
    head = "".join(f"{one}\n\n" for one in told)
    text = f"{head}Markdown Content:\nDe brug\n=======\n\n{PROSE}\n\n{PROSE[::-1]}\n"
    found = reading(text)
    assert [(fact.field, fact.value) for fact in found.facts] == [
        ("title", "De brug - Krant"), ("url", "https://krant.nl/brug"), ("date", "2020-02-03"),
    ]  # fmt: skip
    assert found.lines[0].text == "De brug"
    piece = lift(mark(Seed("a.md", b"", "markdown"), found))
    assert (piece.title, piece.url, piece.date) == ("De brug", "https://krant.nl/brug", "2020-02-03")


LINKS = "[brood](https://example.nl/a), [zout](/zout) en [meel](/meel)"


def test_markdown_is_known_by_its_links() -> None:
    assert format_of("a.txt", f"Hier zijn {LINKS}.\n\n{PROSE}\n".encode()) == "markdown"
    menu = "".join(
        f"* [Een lang woord van het menu nummer {n}](/een/heel-lang-adres/{n * 10**60})\n" for n in range(9)
    )
    assert format_of("-", f"{menu}\n{PROSE}\n".encode()) == "markdown"


@pytest.mark.parametrize("sign", ["**Brood** en **zout** en **meel**.", "## Een\n\n## Twee\n\n### Drie"])
def test_it_is_by_its_headings_and_words_in_bold_too(sign: str) -> None:
    assert format_of("a.txt", f"{PROSE}\n\n{sign}\n\n{PROSE}\n".encode()) == "markdown"


def test_remarks_of_a_program_and_powers_are_no_signs_of_it() -> None:
    code = "# install\nmake\n# build\nmake all\n# test\nmake test\n\nHet is 2 ** 3 en 2 ** 4 en 2 ** 5.\n"
    assert format_of("a.txt", f"{PROSE}\n\n{code}\n{PROSE}\n".encode()) == "text"


def test_a_text_is_none_without_them_or_with_a_paragraph_a_line() -> None:
    assert format_of("a.txt", f"Hier is [brood](https://example.nl/a).\n\n{PROSE}\n".encode()) == "text"
    assert format_of("a.txt", f"{PROSE}\n{PROSE} {LINKS}\n{PROSE}\n{PROSE}\n".encode()) == "text"
    assert format_of("a.html", f"<p>{LINKS}".encode()) == "html"


@pytest.mark.parametrize(
    "part",
    ["[a", "]{.a", "{.a.a", "[a](b", "# [a\n", "**a ", "::: {.a}\n", "[\n\n](b)\n", "](a\n", "# a {.b"],
)
def test_it_is_read_in_linear_time(part: str) -> None:
    assert growth(lambda times: plain(part * times), 1_000, 8_000) < 4
