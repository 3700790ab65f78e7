"""Definitions and tasks: from Markdown and HTML to both editions, as what they are."""

from __future__ import annotations

import pytest
from bookcase import BROOD
from growth import growth

from book.clean import clean
from book.compose.words import plain as words
from book.intake import furniture, mark
from book.model import ListBlock, Paragraph, Piece, Seed
from book.read import read
from book.read.listmarks import marked
from book.recover import lift, plain
from book.render.markup import Compositor, Medium

PROSE = " ".join(BROOD.split()[8:60])
WORDS = (
    "Lij\n: De kant waar het rustig is.\n\nLoef\n: De kant waar de wind\nvandaan komt.\n: Ook een *bevel*.\n"
)


def piece(text: str, form: str = "markdown") -> Piece:
    seed = Seed("seeds/zee", text.encode(), form)
    return lift(mark(seed, read(seed), "nl"))


def lists(text: str, form: str = "markdown") -> list[ListBlock]:
    return [block for block in piece(text, form).blocks if isinstance(block, ListBlock)]


def said(block: ListBlock) -> list[str]:
    return [
        "|".join(words(inner.inlines) for inner in item if isinstance(inner, Paragraph))
        for item in block.items
    ]


def test_definitions_of_markdown_are_terms_and_what_describes_them() -> None:
    (found,) = lists(f"# De zee\n\n{PROSE}\n\n{WORDS}\n{PROSE} Einde.\n")
    assert found.terms == (0, 2)
    assert said(found)[:4] == [
        "Lij", "De kant waar het rustig is.", "Loef", "De kant waar de wind vandaan komt.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "terms", "items"),
    [
        ("Bakboord\nBB\n: Links.\n", (0, 1), ["Bakboord", "BB", "Links."]),
        ("Lij\n\n: Rustig.\n\n    En vlak.\n", (0,), ["Lij", "Rustig.|En vlak."]),
        ("Lij\n: Rustig.\nLoef\n: Winderig.\n", (0, 2), ["Lij", "Rustig.", "Loef", "Winderig."]),
    ],
    ids=["two terms", "loose", "close"],
)
def test_the_forms_of_definitions(text: str, terms: tuple[int, ...], items: list[str]) -> None:
    (found,) = lists(f"# De zee\n\n{PROSE}\n\n{text}\n{PROSE} Einde.\n")
    assert (found.terms, said(found)) == (terms, items)


@pytest.mark.parametrize(
    "text",
    [
        "Hij zei :\nniets.\n", "- Brood\n: kaas\n", "# Kop\n: wat\n", "a | b\n--|--\n1 | 2\n\n: Tabel\n",
        "    code\n    : code\n", "Om 12 :30 uur\n:smile: en door\n", ": alleen\n",
        f"{PROSE} {PROSE}\n: wat\n",
    ],
)  # fmt: skip
def test_what_is_no_definition_stays(text: str) -> None:
    assert marked(text) == text


def test_code_between_fences_is_no_list() -> None:
    text = f"# De zee\n\n{PROSE}\n\n```\nLij\n: kant\n- [x] klaar\n```\n\n{PROSE} Einde.\n"
    assert lists(text) == []
    assert "- [x] klaar" in plain(piece(text))


@pytest.mark.parametrize(
    "line", ["Lij en loef en al wat waait\n", "Lij\n: kant\n\n", "Lij\n: kant\n", "Lij\n\n: k\n"]
)
def test_long_texts_take_no_longer_a_line(line: str) -> None:
    assert growth(lambda n: marked(line * n + ": dus\n"), 2000, 20_000) < 4


def test_tasks_have_a_box() -> None:
    (found,) = lists(f"# De zee\n\n{PROSE}\n\n- [x] Zeilen\n- [ ] Water\n- [X] Kaarten\n\n{PROSE} Einde.\n")
    assert said(found) == ["■ Zeilen", "□ Water", "■ Kaarten"]
    box = '<li><input type="checkbox" disabled{}> {}</li>'
    page = f"<article><h1>De zee</h1><p>{PROSE}</p><ul>{box.format(' checked', 'Zeilen')}"
    page += f"{box.format('', 'Water')}</ul><p>{PROSE} Einde.</p></article>"
    (found,) = lists(page, "html")
    assert said(found) == ["■ Zeilen", "□ Water"]
    assert said(lists(page.replace(" disabled", ""), "html")[0]) == ["Zeilen", "Water"]  # a form's


@pytest.mark.parametrize("medium", ["epub", "print"])
def test_both_editions_set_them_as_what_they_are(medium: Medium) -> None:
    blocks = piece(
        f"# De zee\n\n{PROSE}\n\n{WORDS}\n{PROSE}\n\n- [x] Zeilen\n- [ ] Water\n\n{PROSE} Einde.\n"
    ).blocks
    setter = Compositor("zee", medium, links={}, source=lambda picture: picture.name)
    html = str(setter.blocks(blocks, "nl"))
    assert html.count("<dt") == 2
    assert html.count("<dd") == 3
    assert '<ul class="tasks">' in html


def test_a_term_without_a_description_is_an_item_like_the_others() -> None:
    listed = "<dl><dt>Lij</dt><dd>Rustig.</dd><dt>Loef</dt></dl>"
    page = f"<article><h1>De zee</h1><p>{PROSE}</p>{listed}<p>{PROSE} Einde.</p></article>"
    (found,) = lists(page, "html")
    assert (found.terms, said(found)) == ((), ["Lij", "Rustig.", "Loef"])


def test_a_list_within_a_description_stays_in_it() -> None:
    page = (
        f"<article><h1>De zee</h1><p>{PROSE}</p><ul><li>Brood</li></ul><dl><dt>Lij</dt><dd><p>Rustig.</p>"
        f"<ul><li>vlak</li><li>stil</li></ul></dd></dl><ul><li>Kaas</li></ul><p>{PROSE} Einde.</p>"
    )
    before, found, after = lists(page, "html")
    assert (said(before), said(found), said(after)) == (["Brood"], ["Lij", "Rustig."], ["Kaas"])
    inner = found.items[1][1]
    assert isinstance(inner, ListBlock)
    assert said(inner) == ["vlak", "stil"]


def test_terms_that_other_pieces_have_in_a_table_are_no_furniture() -> None:
    listed = (
        "<dl><dt>Ploeg</dt><dd>Haarlem en omstreken {}</dd><dt>Punten</dt><dd>3{}, en geen meer</dd></dl>"
    )
    tabled = "<table><tr><th>Ploeg</th><th>Punten</th></tr><tr><td>Delft en ommeland {}</td><td>5{}</td></tr>"
    menu = "<dl><dt>Nieuws</dt><dd>Sport van dit blad</dd></dl>"
    page = f"<html><body>{menu}<h1>Ronde {{}}</h1><p>{PROSE} Ronde {{}}.</p>"
    readings = [
        read(Seed(f"{n}.html", (page + kind).format(n, n, n, n).encode(), "html"))
        for n, kind in enumerate((listed, tabled, listed))
    ]
    repeats = furniture(readings)
    assert {"Ploeg", "Punten", "Nieuws"} <= repeats.lines
    for n, reading in enumerate(readings):
        verdicts = clean(reading, seed=f"{n}.html", language="nl", repeats=repeats).verdicts
        rules = {v.line.text: v.rule for v in verdicts}
        assert "repeated" not in (rules["Ploeg"], rules["Punten"])
        assert rules["Nieuws"] == "repeated"


def test_what_describes_a_term_is_not_drawn_out_of_the_text() -> None:
    sentence = "Het was de kant van het schip waar de wind naartoe waait."
    told = f"<p>{PROSE} Zo was het. {sentence} Einde.</p>"
    page = f"<article><h1>De zee</h1><p>{PROSE}</p><dl><dt>Lij</dt><dd>{sentence}</dd></dl>{told}"
    seed = Seed("zee.html", page.encode(), "html")
    kept = [v.kept for v in mark(seed, read(seed), "nl").verdicts if v.line.text == sentence]
    assert kept == [True]
