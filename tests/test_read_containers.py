"""Markdown and MHTML are read as the pages that they stand for."""

from __future__ import annotations

import pytest

from book.errors import SeedError
from book.intake import mark
from book.model import Link, NoteCall, Paragraph, Seed, Span, Table, Text
from book.read import read
from book.recover import lift, plain
from book.recover.plain import words

PROSE = (
    "De zee is groot en de boot is klein, zei mijn vader altijd als we op de dijk stonden te kijken naar het "
    "water. Hij had nooit gevaren, maar hij wist het zeker, en wij geloofden hem."
)

MARKDOWN = """---
title: De zee
authors: Jan van den Berg, Ina Smit
date: 2019-04-12
---

# De zee

Het *is* [de zee](https://example.org/zee).

> Wie weet.

- een
- twee

| a | b |
|---|---|
| 1 | 2 |
"""

MHTML = b"""From: <Saved by Blink>\r
Snapshot-Content-Location: https://example.org/zee\r
Subject: De zee\r
MIME-Version: 1.0\r
Content-Type: multipart/related; type="text/html"; boundary="----x"\r
\r
------x\r
Content-Type: text/html; charset=utf-8\r
Content-Transfer-Encoding: quoted-printable\r
Content-Location: https://example.org/zee\r
\r
<html><body><p>Ge=C3=AFrriteerd =E2=80=93 ja.</p><img src=3D"cid:1"></body></html>\r
------x\r
Content-Type: image/png\r
Content-Transfer-Encoding: base64\r
\r
iVBORw0KGgo=\r
------x--\r
"""


def test_markdown_keeps_its_blocks_and_its_markup() -> None:
    reading = read(Seed("zee.md", MARKDOWN.encode(), "markdown"))
    assert [(line.tag, line.text) for line in reading.lines] == [
        ("h1", "De zee"),
        ("p", "Het is de zee."),
        ("p", "Wie weet."),
        ("li", "een"),
        ("li", "twee"),
        ("th", "a"),
        ("th", "b"),
        ("td", "1"),
        ("td", "2"),
    ]
    assert reading.lines[1].inlines == (
        Text("Het "),
        Span("em", (Text("is"),)),
        Text(" "),
        Link("https://example.org/zee", (Text("de zee"),)),
        Text("."),
    )
    assert reading.lines[2].place == "body > blockquote:nth-child(3) > p"


def test_a_front_matter_gives_facts() -> None:
    facts = [(f.field, f.value) for f in read(Seed("zee.md", MARKDOWN.encode(), "markdown")).facts]
    assert facts == [
        ("title", "De zee"),
        ("author", "Jan van den Berg"),
        ("author", "Ina Smit"),
        ("date", "2019-04-12"),
    ]


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: 'De zee: een begin'\nauthors:\n  - Jan van den Berg\n  - name: Ina Smit\n"
        "date: 2019-04-12 08:00\n---\n",
        '---\ntitle: "De zee: een begin"  # voorlopig\nauthor: [Jan van den Berg, "Ina Smit"]\n'
        "date: 2019-04-12\n---\n",
        '+++\ntitle = "De zee: een begin"\nauthors = ["Jan van den Berg", "Ina Smit"]\n'
        "date = 2019-04-12T08:00:00Z\n+++\n",
    ],
)
def test_front_matter_as_yaml_and_as_toml(front: str) -> None:
    reading = read(Seed("zee.md", f"{front}\nTekst.\n".encode(), "markdown"))
    assert [line.text for line in reading.lines] == ["Tekst."]
    assert [(f.field, f.value) for f in reading.facts if f.sure] == [
        ("title", "De zee: een begin"),
        ("author", "Jan van den Berg"),
        ("author", "Ina Smit"),
        ("date", "2019-04-12"),
    ]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_what_stands_in_italics_below_a_picture_of_markdown_is_its_caption(between: str) -> None:
    text = f"Een.\n\n![Een boot](boot.png){between}*Afb. 1. Een boot, [hier](http://a.example)*\n\nEn dan."
    found = read(Seed("zee.md", text.encode(), "markdown")).lines
    [boat] = [line for line in found if line.image]
    [caption] = [line for line in found if line.text.startswith("Afb. 1")]
    assert caption.tag == "figcaption"
    assert caption.place.startswith(boat.figure)
    assert boat.figure


def test_a_paragraph_with_italics_below_a_picture_is_a_paragraph() -> None:
    text = "![Een boot](boot.png)\n\n*De boot* voer uit.\n\n![Zee](zee.png)\n\nDe zee was *stil*."
    found = read(Seed("zee.md", text.encode(), "markdown")).lines
    assert [line.tag for line in found if line.text and not line.image] == ["p", "p"]


def test_a_rule_at_the_head_begins_no_front_matter() -> None:
    reading = read(Seed("zee.md", b"---\nDe zee is breed.\n\n---\n\nEn diep.\n", "markdown"))
    assert [line.text for line in reading.lines] == ["De zee is breed.", "* * *", "En diep."]
    assert reading.facts == ()


def test_notes_of_markdown_stay_text() -> None:
    text = "De zee[^1] en het strand[^b].\n\n[^1]: Noordzee\n[^b]: Van zand.\n"
    reading = read(Seed("zee.md", text.encode(), "markdown"))
    assert [line.text for line in reading.lines] == [
        "De zee[^1] en het strand[^b].",
        "[^1]: Noordzee",
        "[^b]: Van zand.",
    ]
    piece = lift(mark(Seed("zee.md", b"", "markdown"), reading, "nl"))
    assert str(piece.blocks).count("NoteCall(") == 2


NESTED = """De zee[^1] is breed, en het strand[^1] ook.

[^4]: Van 1953.
[^1]: Gezien vanaf de *dijk*.[^2]
[^2]: Zie [de kaart](https://example.org/kaart).[^4]
[^a]: Eerst zij.[^b]
[^b]: Dan hij.[^a]
"""


def test_a_note_of_markdown_calls_another_one() -> None:
    galley = mark(Seed("zee.md", b"", "markdown"), read(Seed("zee.md", NESTED.encode(), "markdown")), "nl")
    piece = lift(galley)
    assert plain(piece).split("\n\n") == [
        "De zee[^1] is breed, en het strand[^1] ook.[^a]",
        "[^1] Gezien vanaf de dijk. [Zie de kaart. [Van 1953.]]",
        "[^a] Eerst zij. [Dan hij.[^a]]",
    ]
    assert "Span(kind='em'" in str(piece.blocks)
    assert "https://example.org/kaart" in str(piece.blocks)
    lonely = [f.message for f in galley.findings if f.check == "recover.note-without-call"]
    assert lonely == ["the note '[^a]: Eerst zij.[^b]' is not called in the text"]


def test_a_call_of_markdown_that_has_no_note_is_told() -> None:
    text = "De zee[^nergens] is breed.\n\n[^los]: Niet geroepen.\n"
    galley = mark(Seed("zee.md", b"", "markdown"), read(Seed("zee.md", text.encode(), "markdown")), "nl")
    checks = [f.check for f in galley.findings]
    assert {"recover.call-without-note", "recover.note-without-call"} <= set(checks)


FEET = "\n[^a]: Van rogge.\n[^b]: Per dag.\n"
CALLING_TABLE = f"""De zee.

| Brood[^a] | Aantal |
|-----------|--------|
| Rogge     | 12[^b] |
{FEET}"""
CALLING_ATTRIBUTION = f"""De zee.

> De zee is breed.
>
> — Jan Jansen[^a][^b]

En diep.
{FEET}"""
CALLING_CAPTION = """<article><h1>Brood</h1><p>De zee is breed, en het strand is dat ook, zei hij.</p>
<table><caption>Brood<a href="#a">1</a></caption><tr><th>Soort<th>Aantal
<tr><td>Rogge<td>12<a href="#b">2</a></table><p>En toen ging hij naar huis, waar het stil was.</p>
<ol><li id=a>Van rogge.<li id=b>Per dag.</ol>"""


@pytest.mark.parametrize(
    ("name", "text"), [("b.md", CALLING_TABLE), ("b.md", CALLING_ATTRIBUTION), ("b.html", CALLING_CAPTION)]
)
def test_notes_that_a_table_or_an_attribution_calls_are_not_lost(name: str, text: str) -> None:
    seed = Seed(name, text.encode(), "html" if name.endswith("html") else "markdown")
    piece = lift(mark(seed, read(seed), "nl"))
    notes = plain(piece).split("\n\n")[-2:]
    assert [note.split(" ", 1)[1] for note in notes] == ["Van rogge.", "Per dag."]


def test_a_title_of_markdown_is_without_its_note() -> None:
    text = f"# De zee bij avond[^t]\n\n{PROSE}\n\n{PROSE}\n\n[^t]: Eerder in een krant.\n"
    seed = Seed("zee.md", text.encode(), "markdown")
    piece = lift(mark(seed, read(seed), "nl"))
    assert piece.title == "De zee bij avond"
    assert "Eerder in een krant." in plain(piece)


def test_a_note_within_a_line_of_markdown_is_a_note() -> None:
    text = f"{PROSE}^[Van *horen* zeggen [zie](https://example.org/a).] Zo was `x^[2]` het.\n\n{PROSE}\n"
    seed = Seed("zee.md", text.encode(), "markdown")
    said = plain(lift(mark(seed, read(seed), "nl"))).split("\n\n")
    assert said == [
        f"{PROSE}[^inline-1] Zo was x^[2] het.",
        PROSE,
        "[^inline-1] Van horen zeggen zie.",
    ]


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("De zee ^[Van horen zeggen.] ruist.", ["Van horen zeggen."]),
        ("De zee\n^[zo zegt men] ruist.", ["zo zegt men"]),
        ("De zee^[Van horen\nzeggen.] ruist.", ["Van horen zeggen."]),
        ("De zee ^[[hier](https://example.org/a)] ruist.", ["hier"]),
        ("De zee{{< sidenote >}}Van *horen* zeggen.{{< /sidenote >}} ruist.", ["Van horen zeggen."]),
        ("Zoek op ^[a-z]+ of ^[0-9].", []),
        ("De zee \\^[geen noot] ruist.", []),
        ("De zee `ruist ^[geen noot]` zo.", []),
    ],
)
def test_a_note_is_one_behind_a_space_and_over_two_rows_too(text: str, notes: list[str]) -> None:
    said = f"{PROSE}\n\n{text}\n\n{PROSE}\n"
    seed = Seed("zee.md", said.encode(), "markdown")
    found = plain(lift(mark(seed, read(seed), "nl"))).split("\n\n")[3:]
    assert found == [f"[^inline-{n}] {note}" for n, note in enumerate(notes, 1)]


ALIGNED = "De prijzen.\n\n| Brood | Prijs | Soort |\n|:--|--:|:-:|\n| Rogge | 2,50 | donker |\n"


def test_columns_of_markdown_stay_aligned() -> None:
    piece = lift(mark(Seed("p.md", b"", "markdown"), read(Seed("p.md", ALIGNED.encode(), "markdown")), "nl"))
    table = next(block for block in piece.blocks if isinstance(block, Table))
    assert [[cell.align for cell in row] for row in table.rows] == [["", "right", "center"]] * 2


@pytest.mark.parametrize(
    ("attributes", "align"),
    [
        ('align="RIGHT"', "right"),
        ('style="color: red; text-align: center"', "center"),
        ('style="text-align:right !important;"', "right"),
        ('style="vertical-align: middle"', ""),
        ('style="x-text-align: right"', ""),
        ('class="has-text-align-right"', "right"),  # WordPress
        ('class="num text-right"', "right"),  # Bootstrap, Tailwind
        ('class="text-md-center"', "center"),
        ('class="text-end"', "right"),
        ('class="aligncenter"', "center"),
        ('class="right"', "right"),
        ('class="column-right bright text-left"', ""),
        ('class="text-right" style="text-align: center"', "center"),  # its own style is the nearer
        ('align="left"', ""),
        ('align="justify"', ""),
    ],
)
def test_a_cell_says_how_it_is_aligned(attributes: str, align: str) -> None:
    page = f"<p>De prijzen.<table><tr><th>Brood<th>Prijs<tr><td>Rogge<td {attributes}>2,50</table>"
    slot = read(Seed("p.html", page.encode(), "html")).lines[-1].slot
    assert slot is not None
    assert slot.table.rows[1][1].align == align


def test_the_page_of_an_mhtml_is_read_with_its_address() -> None:
    reading = read(Seed("zee.mhtml", MHTML, "mhtml"))
    assert [line.text for line in reading.lines if not line.image] == ["Geïrriteerd – ja."]
    assert ("url", "https://example.org/zee") in {(f.field, f.value) for f in reading.facts}


@pytest.mark.parametrize("data", [b"", b"no mail at all", b"Content-Type: image/png\r\n\r\nx"])
def test_an_mhtml_without_a_page_is_refused(data: bytes) -> None:
    with pytest.raises(SeedError):
        read(Seed("x.mhtml", data, "mhtml"))


def test_a_text_that_calls_notes_keeps_its_first_paragraph() -> None:
    text = (
        "De tuin was oud[^1] en had drie hekken, zoals bekend.[^2]\n\n## De bedden\n\n"
        "Elk bed had een eigen man, en elke man vond iets van bedden, zoals hij vertelde.\n\n"
        "- Een bed\n- Nog een\n\n[^1]: Ouder dan het huis.[^3]\n[^2]: Door wie is niet bekend.\n"
        "[^3]: Het huis is van 1702.\n"
    )
    seed = Seed("tuin.md", text.encode(), "markdown")
    assert mark(seed, read(seed), "nl").verdicts[0].kept


def test_a_note_that_a_note_calls_stands_at_its_call() -> None:
    text = (
        "De zee[^1] is breed en diep, en wie erop vaart weet dat.[^2]\n\n[^1]: Noordzee[^3], zegt men.\n"
        "[^2]: Van horen zeggen.\n[^3]: Niet de Oostzee.[^4]\n[^4]: Die is elders.\n"
    )
    seed = Seed("zee.md", text.encode(), "markdown")
    galley = mark(seed, read(seed), "nl")
    said = plain(lift(galley))
    assert said.split("\n\n")[1:] == [
        "[^1] Noordzee [Niet de Oostzee. [Die is elders.]], zegt men.",
        "[^2] Van horen zeggen.",
    ]
    assert not [f for f in galley.findings if "note" in f.check]


def test_paragraphs_indented_below_a_note_are_the_notes() -> None:
    text = (
        f"{PROSE}[^1] De zee is breed.[^2]\n\n[^1]: Noordzee.\n\n    Niet de Oostzee,\n    die is elders.\n\n"
        "[^2]: Van horen zeggen.\n\n\tEn van zien.\n\n    En van varen.\n\n"
        f"{PROSE}\n\n    code = 1\n\n{PROSE}\n"
    )
    seed = Seed("zee.md", text.encode(), "markdown")
    piece = lift(mark(seed, read(seed), "nl"))
    first = piece.blocks[0]
    assert isinstance(first, Paragraph)
    told = [i.note.blocks for i in first.inlines if isinstance(i, NoteCall)]
    assert [[words(b.inlines, []) for b in note if isinstance(b, Paragraph)] for note in told] == [
        ["Noordzee.", "Niet de Oostzee, die is elders."],
        ["Van horen zeggen.", "En van zien.", "En van varen."],
    ]
    assert [type(b).__name__ for b in piece.blocks] == ["Paragraph", "Paragraph", "Preformatted", "Paragraph"]


def test_notes_that_call_each_other_are_set_once() -> None:
    text = "De zee[^1] is breed en diep, zegt men.\n\n[^1]: Zie ook[^2].\n[^2]: En terug[^1].\n"
    seed = Seed("zee.md", text.encode(), "markdown")
    said = plain(lift(mark(seed, read(seed), "nl")))
    assert said.count("En terug") == said.count("Zie ook") == 1


@pytest.mark.parametrize(("told", "alone"), [("", True), ("url: https://example.org/zee\n", False)])
def test_a_text_with_a_front_matter_has_no_page_around_it(told: str, alone: bool) -> None:
    lines = ["Tuin", PROSE, PROSE, "Weer", "Sport", "Puzzels", "Tuin", "Reizen"]
    text = f"---\ntitle: De zee\n{told}---\n\n" + "\n\n".join(lines)
    seed = Seed("zee.md", text.encode(), "markdown")
    kept = [v.line.text for v in mark(seed, read(seed), "nl").verdicts if v.kept]
    assert (kept == lines) is alone
