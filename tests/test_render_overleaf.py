"""The pages of a book with many notes and tables end where page make-up foresaw it, in one layout."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import shelf
from lxml import html

from book.justify.makeup import Choice, Flow, Limits, make_up
from book.justify.notes import Called
from book.languages import load
from book.model import (
    Block,
    Break,
    Cell,
    Link,
    Name,
    Paragraph,
    Preformatted,
    Quotation,
    Table,
    Text,
    Verse,
)
from book.render import folios, overleaf, paper
from book.render.overleaf import OVERLEAF, Foreseen

DUTCH = (
    "Kauwgom kauwend staat ze achter de bar, als een ongeïnteresseerde tiener. Ze ziet me niet aankomen. "
    "Dat gaat ook moeilijk als je aandachtig op je telefoon tikt en scrolt. Mobiele telefoons weten elke "
    "vorm van sociale interactie in no-time tot een dieptepunt te brengen, zo ook nu. "
)


def linked(n: int) -> Paragraph:
    link = Link(f"https://example.org/{n}/het-verslag-van-de-waterkering/", (Text("het verslag"),))
    return Paragraph((Text(DUTCH[: 90 + 53 * n % 160]), link, Text(f" {DUTCH[: 60 + 71 * n % 190]}")))


def table(rows: int) -> Table:
    return Table(tuple((Cell((Text(f"rij {n}"),)), Cell((Text(str(n * n)),))) for n in range(rows)))


def test_notes_of_what_is_not_split_take_their_room() -> None:
    whole = Flow((Choice(4, notes=(Called(1, 3.0),)),), splits=False)
    made = make_up([Flow((Choice(25),)), whole], Limits(lines=30))
    assert made.cuts == ((), (0,))


def test_the_head_of_a_table_is_set_again_where_a_page_begins_with_a_row() -> None:
    head = Flow((Choice(1),), keep=True, splits=False)
    row = Flow((Choice(1),), splits=False, again=1)
    made = make_up([Flow((Choice(7),)), head, row, row, row], Limits(lines=10))
    assert made.cuts == ((), (), (), (), (0,))
    assert made.last == 2


def test_the_sign_of_a_break_takes_a_line_where_a_page_begins() -> None:
    below = Flow((Choice(6),), before=1, again=1)
    made = make_up([Flow((Choice(10),)), below], Limits(lines=10))
    assert (made.cuts, made.last) == (((), (0,)), 7)
    amid = make_up([Flow((Choice(5),)), below], Limits(lines=10))
    assert (amid.cuts, amid.last) == (((), (4,)), 2)  # a blank line, and no sign where it is seen


@pytest.mark.needs("pango")
def test_a_break_between_two_pages_is_seen_at_the_head_of_the_second() -> None:
    blocks = [block for n in range(24) for block in (shelf.paragraph(DUTCH[: 60 + 97 * n % 200]), Break())]
    book = shelf.anthology(shelf.piece("s", "S", *blocks[:-1]))
    pages = paper.lay_out(book, shelf.style(), load("nl")).layout.pages
    begins = [runs[0] for page in pages if (runs := [*folios.runs(page)])]
    heads = {run.text.startswith(DUTCH[:10]): run.baseline for run in begins if "chapter-s." in run.key}
    assert 17 < heads[True] - heads[False] < 20  # CSS px: a line


@pytest.mark.needs("pango")
def test_a_break_is_one_white_line_whatever_stands_before_it() -> None:
    word = shelf.paragraph("Wat apart staat.")
    apart: list[Block] = [
        Quotation("blockquote", (word,)),
        Verse((((Text("Een regel."),),),)),
        Preformatted(((Text("een rij"),),)),
        table(1),
    ]
    blocks = [block for one in apart for block in (one, Break(), shelf.paragraph("Na het wit."))]
    laid_out = paper.lay_out(shelf.body(shelf.piece("s", "S", *blocks)), shelf.style(), load("nl"))
    runs = [run for page in laid_out.layout.pages for run in folios.runs(page)]
    after = [n for n, run in enumerate(runs) if run.text == "Na het wit."]
    steps = [runs[n].baseline - runs[n - 1].baseline for n in after]
    line = 56 / 3  # CSS px: 14 points
    assert [round(step / line) for step in steps] == [2] * 4


def test_what_begins_a_page_is_taken_back_from_where_pages_are_not_as_foreseen() -> None:
    section = html.fragment_fromstring(
        '<section id="s"><p data-k="s.1">a</p><hr class="break">'
        '<p data-k="s.2">b</p><p data-k="s.3">c</p></section>'
    )
    overleaf.begin_page(section[2])
    overleaf.begin_page(section[3])
    assert "turned" in section[1].get("class")
    body = html.Element("body")
    body.append(section)
    overleaf.loosen(body, {"s": 1})
    assert html.tostring(body, encoding="unicode").count(OVERLEAF) == 1
    overleaf.loosen(body, {"s": 0})
    loosed = html.tostring(body, encoding="unicode")
    assert OVERLEAF not in loosed
    assert "turned" not in loosed


@pytest.mark.needs("pango")
def test_a_section_without_pages_is_not_as_foreseen() -> None:
    foreseen = {"s": Foreseen(frozenset({"s.1", "s.2"}), (("s.2", 0),))}
    assert overleaf.astray([SimpleNamespace(_page_box=SimpleNamespace(children=()))], foreseen) == {"s": 0}
    assert overleaf.astray([], {"s": Foreseen(frozenset({"s.1"}), ())}) == {}


@pytest.mark.needs("pango")
def test_pages_full_of_notes_and_tables_are_laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    layouts: list[dict[str, int]] = []
    astray = overleaf.astray

    def listening(pages: object, foreseen: object) -> dict[str, int]:
        layouts.append(astray(pages, foreseen))  # type: ignore[arg-type]
        return layouts[-1]

    monkeypatch.setattr(overleaf, "astray", listening)
    author = Name("Jan Jansen", "Jansen, Jan")
    blocks = [linked(n) if n % 9 else table(4 + n % 5) for n in range(1, 46)]
    laid_out = paper.lay_out(
        shelf.body(shelf.piece("p", "Noten", *blocks, author=author)), shelf.style(), load("nl")
    )
    assert layouts == [{}]
    assert not [f for f in laid_out.findings if f.check == "paper.note-astray"]
